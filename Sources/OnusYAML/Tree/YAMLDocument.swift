/// One text as a flat tree: every node in the order of the text, beside the bytes it came from.
///
/// Seen through `Node`; nobody else reads the records.
package final class YAMLDocument: Sendable {
    package let source: SourceText
    let records: [NodeRecord]
    /// The texts of the scalars that do not stand in the source as they are.
    let decoded: [UInt8]
    /// Names of tags and anchors by node; empty unless they are allowed.
    let tags: [Int32: String]
    let anchors: [Int32: String]

    init(
        source: SourceText, records: [NodeRecord], decoded: [UInt8], tags: [Int32: String],
        anchors: [Int32: String]
    ) {
        self.source = source
        self.records = records
        self.decoded = decoded
        self.tags = tags
        self.anchors = anchors
    }

    /// The bytes of a scalar's text.
    func bytes(of record: NodeRecord) -> ArraySlice<UInt8> {
        let range = Int(record.first)..<Int(record.first + record.count)
        return record.isInSource ? source.bytes[range] : decoded[range]
    }
}

/// One node, as the builder writes it.
struct NodeRecord: Sendable {
    enum Kind: UInt8, Sendable { case scalar, sequence, mapping, alias }

    var kind: Kind
    var style: ScalarStyle = .plain
    /// Written with brackets or braces.
    var isFlow = false
    /// The text is read from the source itself.
    var isInSource = false
    /// A problem was reported about this node.
    var isRefused = false
    var start: SourceMark
    var end: SourceMark
    /// Scalar: where the text begins. Alias: the node it names.
    var first: Int32 = 0
    /// Scalar: bytes of text. Sequence: elements. Mapping: entries.
    var count: Int32 = 0
    /// The node behind this one and all inside it.
    var next: Int32
}

/// How a scalar is written.
package enum ScalarStyle: UInt8, Sendable {
    case plain
    case single
    case double
    /// A block after `|`.
    case literal
    /// A block after `>`.
    case folded
}
