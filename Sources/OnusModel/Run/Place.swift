/// Where something is in a run, stable across restarts: block, step, item and pass, such as
/// `deliver/monthly_inspection[3]/inspect#2`.
///
/// A segment is `name`, then `[item]` for an item or an occurrence, then `#pass` from the second
/// pass on.
package struct Place: Hashable, Sendable {
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

    /// The step that it ends with.
    package var step: StepID {
        let last = rawValue.split(separator: "/").last ?? ""
        return StepID(String(last.prefix { $0 != "[" && $0 != "#" }))
    }

    /// The list that contains it; the root's parent is the root.
    package var parent: Place {
        guard let slash = rawValue.lastIndex(of: "/") else { return .root }
        return Place(rawValue: String(rawValue[..<slash]))
    }

    /// How many segments two places begin with in common.
    package func depth(sharedWith other: Place) -> Int {
        zip(rawValue.split(separator: "/"), other.rawValue.split(separator: "/"))
            .prefix { $0 == $1 }.count
    }

    /// Whether the two can belong together: not where they lie in different items, or in different
    /// passes, of the same step.
    package func isBeside(_ other: Place) -> Bool {
        let segments = zip(rawValue.split(separator: "/"), other.rawValue.split(separator: "/"))
        guard let (one, two) = segments.first(where: { $0 != $1 }) else { return true }
        func name(_ segment: Substring) -> Substring { segment.prefix { $0 != "[" && $0 != "#" } }
        return name(one) != name(two)
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

extension Place: CustomStringConvertible, ExpressibleByStringLiteral, Comparable {
    package init(stringLiteral value: String) { self.init(rawValue: value) }
    package var description: String { rawValue }

    /// What contains comes before what it contains; names go by their letters, items and passes by
    /// their numbers.
    package static func < (one: Place, other: Place) -> Bool { one.precedes(other, 0, 0) }

    /// The same, but names that differ go by these numbers, such as where their steps stand in the
    /// text.
    package func precedes(_ other: Place, _ number: Int, _ otherNumber: Int) -> Bool {
        let mine = rawValue.utf8
        let theirs = other.rawValue.utf8
        var (here, there) = (mine.startIndex, theirs.startIndex)
        var (segment, otherSegment) = (here, there)
        while here != mine.endIndex, there != theirs.endIndex, mine[here] == theirs[there] {
            let isSlash = mine[here] == UInt8(ascii: "/")
            mine.formIndex(after: &here)
            theirs.formIndex(after: &there)
            if isSlash { (segment, otherSegment) = (here, there) }
        }
        guard here != mine.endIndex, there != theirs.endIndex else {
            return there != theirs.endIndex
        }
        let one = Segment(mine[segment...])
        let two = Segment(theirs[otherSegment...])
        guard one.name.elementsEqual(two.name) else {
            return number == otherNumber
                ? one.name.lexicographicallyPrecedes(two.name) : number < otherNumber
        }
        return (one.item, one.pass) < (two.item, two.pass)
    }

    /// The first part of a path: a name, the number of its item and that of its pass.
    private struct Segment {
        var name: Substring.UTF8View
        var item = 0
        var pass = 1

        init(_ path: Substring.UTF8View) {
            let segment = path.prefix { $0 != UInt8(ascii: "/") }
            name = segment.prefix { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "#") }
            var rest = segment[name.endIndex...]
            while let mark = rest.popFirst() {
                let digits = rest.prefix { (48...57).contains($0) }
                let number = Int(Substring(digits)) ?? 0
                if mark == UInt8(ascii: "[") { item = number }
                if mark == UInt8(ascii: "#") { pass = number }
                rest = rest[digits.endIndex...]
            }
        }
    }
}

extension Place: CodingKeyRepresentable {
    package var codingKey: any CodingKey { PlainKey(rawValue) }
    package init?<Key: CodingKey>(codingKey: Key) { rawValue = codingKey.stringValue }
}
