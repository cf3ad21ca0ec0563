/// A node of a YAML text: what it holds, and from where to where it stands.
///
/// A node is a view into its document: copying one is cheap, and texts are made when asked for.
package struct Node: Sendable {
    /// One entry of a mapping. Keys are nodes too, so that a message can point at them.
    package typealias Entry = (key: Node, value: Node)

    package enum Kind: Sendable {
        case scalar(String, style: ScalarStyle)
        case sequence([Node])
        case mapping([Entry])
        /// A reference to a node further up; only where aliases are allowed.
        indirect case alias(of: Node)
    }

    package let document: YAMLDocument
    let index: Int32

    var record: NodeRecord { document.records[Int(index)] }

    /// What the node holds. For one question of a kind, `text`, `elements` and `entries` are cheaper.
    package var kind: Kind {
        let record = record
        return switch record.kind {
        case .scalar: .scalar(string(record), style: record.style)
        case .sequence: .sequence(children(record))
        case .mapping: .mapping(pairs(record))
        case .alias: .alias(of: Node(document: document, index: record.first))
        }
    }

    /// From the first to behind the last character. Of a block, to the end of its last entry.
    package var span: SourceSpan {
        let record = record
        return SourceSpan(
            start: document.source.position(record.start),
            end: document.source.position(record.end))
    }

    /// Where the node begins.
    package var position: SourcePosition { document.source.position(record.start) }

    /// Whether the reader has complained about this node, so that a second message would be noise.
    package var isRefused: Bool { record.isRefused }
}

extension Node {
    package var isScalar: Bool { record.kind == .scalar }
    package var isSequence: Bool { record.kind == .sequence }
    package var isMapping: Bool { record.kind == .mapping }

    /// Whether the node is a collection in brackets or braces.
    package var isFlow: Bool { record.isFlow }

    /// The text of a scalar, whatever its style; nil for anything else.
    package var scalar: String? {
        let record = record
        return record.kind == .scalar ? string(record) : nil
    }

    /// How a scalar is written; nil for anything else.
    package var style: ScalarStyle? {
        let record = record
        return record.kind == .scalar ? record.style : nil
    }

    /// The elements of a sequence; nil for anything else.
    package var elements: [Node]? {
        let record = record
        return record.kind == .sequence ? children(record) : nil
    }

    /// The entries of a mapping in the order of the text; nil for anything else.
    package var entries: [Entry]? {
        let record = record
        return record.kind == .mapping ? pairs(record) : nil
    }

    /// The number of elements or entries; 0 for a scalar.
    package var count: Int {
        let record = record
        return record.kind == .sequence || record.kind == .mapping ? Int(record.count) : 0
    }

    /// The node and all nodes inside it, keys counted.
    package var nodeCount: Int { Int(record.next - index) }

    /// The value under a key with this text; nil where there is none, or this is no mapping.
    package subscript(key: String) -> Node? { entry(key)?.value }

    /// The entry whose key has this text; of two such entries the first.
    package func entry(_ key: String) -> Entry? {
        let record = record
        guard record.kind == .mapping else { return nil }
        var next = index + 1
        for _ in 0..<record.count {
            let keyNode = Node(document: document, index: next)
            let keyRecord = keyNode.record
            if keyRecord.kind == .scalar, document.bytes(of: keyRecord).elementsEqual(key.utf8) {
                return (keyNode, Node(document: document, index: keyRecord.next))
            }
            next = document.records[Int(keyRecord.next)].next
        }
        return nil
    }

    /// The node an alias stands for; any other node is its own.
    package var resolved: Node {
        let record = record
        return record.kind == .alias ? Node(document: document, index: record.first) : self
    }

    /// The tag as written or as libyaml completes it; only where tags are allowed.
    package var tag: String? { document.tags[index] }

    /// The anchor set on the node, or of an alias the one it names; only where they are allowed.
    package var anchor: String? { document.anchors[index] }
}

extension Node {
    private func string(_ record: NodeRecord) -> String {
        String(decoding: document.bytes(of: record), as: UTF8.self)
    }

    private func children(_ record: NodeRecord) -> [Node] {
        var nodes: [Node] = []
        nodes.reserveCapacity(Int(record.count))
        var next = index + 1
        for _ in 0..<record.count {
            nodes.append(Node(document: document, index: next))
            next = document.records[Int(next)].next
        }
        return nodes
    }

    private func pairs(_ record: NodeRecord) -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(Int(record.count))
        var next = index + 1
        for _ in 0..<record.count {
            let value = document.records[Int(next)].next
            entries.append(
                (Node(document: document, index: next), Node(document: document, index: value)))
            next = document.records[Int(value)].next
        }
        return entries
    }
}
