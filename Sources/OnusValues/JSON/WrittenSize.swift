/// How large a value may be as canonical JSON.
package struct WrittenLimits: Sendable, Hashable {
    package var bytes: Int
    package var depth: Int

    package init(bytes: Int, depth: Int) {
        self.bytes = bytes
        self.depth = depth
    }

    /// Of what an expression gives, and of all that one step is given or gives.
    ///
    /// An event has a few such values and some levels around them, and stays below `JSONLimits`.
    package static let value = WrittenLimits(bytes: 4 << 20, depth: 96)

    /// What is wrong with a value that is beyond them, to stand behind its name.
    package var excess: String {
        "is larger than \(bytes >> 20) MiB as it is written, or nested more than \(depth) deep"
    }
}

/// Measures values as canonical JSON without writing them, and stops when they are too large.
///
/// WHY: a list that stands at several places of a value is one list in memory and is written out at
/// each of them, so that a value which takes little memory may be too large for any file.
package struct WrittenSize: Sendable {
    private var left: Int
    private let depth: Int

    package init(_ limits: WrittenLimits = .value) {
        left = limits.bytes
        depth = limits.depth
    }

    /// Whether the value has room beside those that were taken before. What a number or a time
    /// takes is rounded up.
    package mutating func take(_ value: Value) -> Bool { take(value, depth) }

    package mutating func take(_ map: ValueMap) -> Bool { take(.map(map), depth) }

    private mutating func spend(_ bytes: Int) -> Bool {
        left -= bytes
        return left >= 0
    }

    // The recursion ends at the depth that is allowed.
    private mutating func take(_ value: Value, _ depth: Int) -> Bool {
        switch value {
        case .null, .bool: return spend(5)
        case .int(let number): return spend(Self.digits(number))
        case .uint, .double: return spend(32)
        case .decimal, .timestamp, .duration: return spend(64)
        case .string(let text): return spend(Self.written(text))
        case .bytes(let bytes): return spend(16 + (bytes.count + 2) / 3 * 4)
        case .type(let type): return spend(16 + Self.written(type.expressionName))
        case .optional(let content):
            guard depth > 1, spend(16) else { return false }
            return content.map { take($0, depth - 2) } ?? true
        case .list(let list):
            guard depth > 0, spend(2) else { return false }
            return list.allSatisfy { spend(1) && take($0, depth - 1) }
        case .map(let map):
            // Else it is a list of pairs in an object.
            let levels = Self.isObject(map) ? 1 : 3
            guard depth >= levels, spend(levels == 1 ? 2 : 11) else { return false }
            return map.allSatisfy { key, content in
                spend(levels + 1) && take(key, depth - levels) && take(content, depth - levels)
            }
        }
    }

    private static func isObject(_ map: ValueMap) -> Bool {
        var looksTagged = false
        for (key, _) in map {
            guard case .string(let name) = key else { return false }
            looksTagged = name.utf8.first == UInt8(ascii: "$")
        }
        return map.count != 1 || !looksTagged
    }

    private static func digits(_ number: Int64) -> Int {
        if (0..<10).contains(number) { return 1 }
        let magnitude = number.magnitude
        if magnitude < 100_000 { return 6 }
        return magnitude < 10_000_000_000 ? 11 : 32
    }

    private static func written(_ text: String) -> Int {
        var bytes = 2
        for byte in text.utf8 {
            bytes +=
                byte < 0x20 ? 6 : byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 2 : 1
        }
        return bytes
    }
}

extension Value {
    package func fits(_ limits: WrittenLimits = .value) -> Bool {
        var size = WrittenSize(limits)
        return size.take(self)
    }
}

extension ValueMap {
    package func fits(_ limits: WrittenLimits = .value) -> Bool { Value.map(self).fits(limits) }
}

extension JSONLimits {
    /// Whether this JSON, which was written by us, can be read again.
    package func admits(_ json: [UInt8]) -> Bool {
        guard json.count <= bytes else { return false }
        // So short a text is not too deep.
        guard json.count > 2 * depth else { return true }
        // Nor is one with so few brackets, wherever they stand: the two that open differ in one bit.
        let brackets = json.withUnsafeBufferPointer { text in
            text.reduce(0) { $0 &+ ($1 & ~0x20 == UInt8(ascii: "[") ? 1 : 0) }
        }
        guard brackets > depth else { return true }
        var level = 0
        var isText = false
        var isEscaped = false
        for byte in json {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                level += 1
                if level > depth { return false }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): level -= 1
            default: break
            }
        }
        return true
    }
}
