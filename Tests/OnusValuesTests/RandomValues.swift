import OnusValues

/// Makes values of every kind, often those that stand at an edge.
struct RandomValues {
    var random: SeededRandom

    mutating func value(depth: Int = 3) -> Value {
        switch random.next(below: depth > 0 ? 15 : 10) {
        case 0: return .null
        case 1: return .bool(random.next(below: 2) == 0)
        case 2: return .int(integer())
        case 3: return .uint(UInt64(bitPattern: integer()))
        case 4: return .double(double())
        case 5: return .decimal(decimal())
        case 6: return .string(text())
        case 7:
            return .bytes((0..<random.next(below: 6)).map { _ in UInt8(random.next(below: 256)) })
        case 8: return .timestamp(timestamp())
        case 9: return .duration(Duration(attoseconds: Int128(integer()) * Int128(integer() >> 20)))
        case 10: return .list((0..<random.next(below: 5)).map { _ in value(depth: depth - 1) })
        case 11: return .optional(random.next(below: 3) == 0 ? nil : value(depth: depth - 1))
        case 12: return .type(type(depth: 2))
        case 13: return .map(map(depth: depth) { .string($0.text()) })
        default: return .map(map(depth: depth) { $0.value(depth: 0) })
        }
    }

    private mutating func map(
        depth: Int, _ key: (inout RandomValues) -> Value
    ) -> ValueMap {
        var map = ValueMap()
        for _ in 0..<random.next(below: random.next(below: 8) == 0 ? 30 : 4) {
            map[key(&self)] = value(depth: depth - 1)
        }
        return map
    }

    private mutating func integer() -> Int64 {
        switch random.next(below: 4) {
        case 0: Int64(random.next(below: 20)) - 10
        case 1:
            [.min, .max, 1 << 53, 1 << 53 + 1, -(1 << 53), -(1 << 53) - 1][random.next(below: 6)]
        default: Int64(bitPattern: random.next()) >> Int64(random.next(below: 64))
        }
    }

    private mutating func double() -> Double {
        switch random.next(below: 4) {
        case 0: Double(random.next(below: 20)) - 10
        case 1:
            [.infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1][
                random.next(below: 5)]
        default:
            { $0.isNaN ? 0 : $0 }(Double(bitPattern: random.next()))
        }
    }

    private mutating func decimal() -> Decimal {
        let digits = Int128(integer()) * Int128(random.next(below: 1_000_000_000))
        return Decimal(coefficient: digits, scale: random.next(below: 35)) ?? .zero
    }

    private mutating func timestamp() -> Timestamp {
        let second = Int64(random.next(below: 315_537_897_600)) - 62_135_596_800
        return Timestamp(seconds: second, nanoseconds: Int32(random.next(below: 1_000_000_000)))
            ?? .epoch
    }

    mutating func text() -> String {
        let parts = [
            "a", "b", "$", "$int", "$map", "\"", "\\", "\n", "\u{1}", "李", "e\u{301}", "é", "😀",
            "\u{2028}", " ", "", "'", "list", "(", "\u{7f}",
        ]
        return (0..<random.next(below: 4)).map { _ in parts[random.next(below: parts.count)] }
            .joined()
    }

    private mutating func type(depth: Int) -> ValueType {
        switch random.next(below: depth > 0 ? 14 : 7) {
        case 0: .int
        case 1: .timestamp
        case 2: .dyn
        case 3: .people
        case 4: .named(text())
        case 5: .parameter(text())
        case 6: .named("int")
        case 7: .list(type(depth: depth - 1))
        case 8: .map(type(depth: depth - 1), type(depth: depth - 1))
        case 9: .optional(type(depth: depth - 1))
        case 10: .type(type(depth: depth - 1))
        default:
            .record(
                RecordType(
                    name: text(),
                    fields: (0..<random.next(below: 3)).map { _ in
                        .init(
                            text(), type(depth: depth - 1), mayBeAbsent: random.next(below: 2) == 0)
                    }))
        }
    }
}
