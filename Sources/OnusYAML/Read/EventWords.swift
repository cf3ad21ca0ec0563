import CLibYAML

/// A collection of which the end has not come yet.
struct OpenCollection {
    let index: Int
    let isMapping: Bool
    /// What aliases had added to the node count when it was opened.
    let surplus: Int
    let hasAnchor: Bool
    /// Children so far, keys counted.
    var nodes = 0
}

extension NodeRecord {
    @inline(__always)
    init(_ kind: Kind, _ event: UnsafeMutablePointer<yaml_event_t>) {
        self.init(
            kind: kind, start: SourceMark(event.pointee.start_mark),
            end: SourceMark(event.pointee.end_mark), next: 0)
    }
}

extension ScalarStyle {
    @inline(__always)
    init(_ style: yaml_scalar_style_t) {
        self =
            switch style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .single
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .double
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
    }
}
