import OnusYAML

/// Writes a reading as the test suite writes events, without what says how documents were marked.
struct SuiteEvents {
    private(set) var lines = ["+STR"]

    init(_ reading: YAMLReading) {
        for root in reading.documents {
            lines.append("+DOC")
            add(root)
            lines.append("-DOC")
        }
        lines.append("-STR")
    }

    /// The suite's own events, without document markers.
    static func normalized(_ events: [String]) -> [String] {
        events.map { $0.hasPrefix("+DOC") ? "+DOC" : $0.hasPrefix("-DOC") ? "-DOC" : $0 }
    }

    private mutating func add(_ node: Node) {
        let properties =
            (node.anchor.map { " &\($0)" } ?? "") + (node.tag.map { " <\($0)>" } ?? "")
        switch node.kind {
        case .alias: lines.append("=ALI *\(node.anchor ?? "")")
        case .scalar(let text, let style):
            lines.append("=VAL\(properties) \(SuiteEvents.sign(style))\(SuiteEvents.escaped(text))")
        case .sequence(let elements):
            lines.append("+SEQ\(node.isFlow ? " []" : "")\(properties)")
            for element in elements { add(element) }
            lines.append("-SEQ")
        case .mapping(let entries):
            lines.append("+MAP\(node.isFlow ? " {}" : "")\(properties)")
            for entry in entries {
                add(entry.key)
                add(entry.value)
            }
            lines.append("-MAP")
        }
    }

    private static func sign(_ style: ScalarStyle) -> String {
        switch style {
        case .plain: ":"
        case .single: "'"
        case .double: "\""
        case .literal: "|"
        case .folded: ">"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            case "\u{8}": escaped += "\\b"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }
}
