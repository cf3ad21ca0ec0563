import OnusModel
import OnusYAML

/// The entries of one mapping, taken key by key; what nobody asked for is reported in the end.
struct MappingReader {
    let node: Node
    /// What the mapping is, such as "a step".
    let what: String
    private let entries: [Node.Entry]
    private var asked: [String] = []

    fileprivate init(_ node: Node, _ entries: [Node.Entry], what: String) {
        self.node = node
        self.entries = entries
        self.what = what
    }

    /// The value under a key, or nil when it is not there.
    mutating func take(_ key: String) -> Node? { takeEntry(key)?.value }

    mutating func takeEntry(_ key: String) -> Node.Entry? {
        asked.append(key)
        return entry(key)
    }

    func has(_ key: String) -> Bool { entry(key) != nil }

    /// The entry under a key, left for somebody else to take.
    func entry(_ key: String) -> Node.Entry? { entries.first { $0.key.scalar == key } }

    fileprivate var rest: [Node.Entry] {
        entries.filter { entry in !asked.contains { $0 == entry.key.scalar } }
    }
    fileprivate var missing: [String] { asked.filter { !has($0) } }
    fileprivate var known: [String] { asked }
}

extension NodeReader {
    mutating func mapping(_ node: Node, _ what: String, help: String? = nil) -> MappingReader? {
        guard let entries = node.entries else {
            expected("\(what) as a mapping", at: node, help: help)
            return nil
        }
        return MappingReader(node, entries, what: what)
    }

    /// Takes a key that must be there.
    mutating func require(
        _ key: String, of map: inout MappingReader, help: String? = nil
    ) -> Node? {
        guard let value = map.take(key) else {
            report(.missingKey, "\(map.what) needs `\(key)`", at: head(map.node), help: help)
            return nil
        }
        return value
    }

    /// Reports the keys that nobody asked for.
    mutating func finish(_ map: MappingReader) {
        for entry in map.rest where !entry.key.isRefused {
            let key = entry.key.scalar ?? ""
            let nearest = Spelling.nearest(to: key, among: map.missing)
            report(
                .unknownKey, "\(map.what) has no key `\(key)`", at: location(entry.key),
                help: nearest.map { "did you mean `\($0)`?" } ?? knownKeys(map),
                suggestion: nearest)
        }
    }

    private func knownKeys(_ map: MappingReader) -> String {
        "the keys of \(map.what) are \(Spelling.list(map.known))"
    }

    /// The entries of a mapping from names that the author chose.
    mutating func named(_ node: Node, _ what: String, help: String? = nil) -> [Named<Node>] {
        guard let entries = node.entries else {
            expected("\(what) as a mapping", at: node, help: help)
            return []
        }
        return entries.filter { !$0.key.isRefused }.map { entry in
            Named(Located(entry.key.scalar ?? "", at: location(entry.key)), entry.value)
        }
    }
}
