/// Where something is in a run, stable across restarts: block, step, item and pass, such as
/// `deliver/monthly_inspection[3]/inspect#2`.
///
/// A segment is `name`, then `[item]` for an item or an occurrence, then `#pass` from the second
/// pass on.
package struct Place: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// The workflow's own list of steps.
    package static let root = Place(rawValue: "")

    package func appending(_ name: String, item: Int? = nil, pass: Int = 1) -> Place {
        var text = rawValue.isEmpty ? name : rawValue + "/" + name
        if let item { text += "[\(item)]" }
        if pass > 1 { text += "#\(pass)" }
        return Place(rawValue: text)
    }

    /// The same place whatever the pass: `a#2/b#3` becomes `a/b`.
    package var withoutPasses: Place {
        guard rawValue.utf8.contains(UInt8(ascii: "#")) else { return self }
        let segments = rawValue.split(separator: "/").map { segment in
            segment.prefix { $0 != "#" }
        }
        return Place(rawValue: segments.joined(separator: "/"))
    }

    /// The list that contains it; the root's parent is the root.
    package var parent: Place {
        guard let slash = rawValue.lastIndex(of: "/") else { return .root }
        return Place(rawValue: String(rawValue[..<slash]))
    }

    /// Whether this place is `other` or lies inside it.
    package func isWithin(_ other: Place) -> Bool {
        other == .root || self == other || rawValue.hasPrefix(other.rawValue + "/")
    }
}

extension Place: Codable {
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Place: CustomStringConvertible, Comparable {
    package var description: String { rawValue }
    package static func < (one: Place, other: Place) -> Bool { one.rawValue < other.rawValue }
}

extension Place: CodingKeyRepresentable {
    package var codingKey: any CodingKey { PlainKey(rawValue) }
    package init?<Key: CodingKey>(codingKey: Key) { rawValue = codingKey.stringValue }
}
