import OnusValues
import Testing

@Suite("Canonical JSON without a value in between")
struct CanonicalJSONTests {
    private struct Nested: Codable {
        struct Leaf: Codable {
            var zulu: Int
            var alpha: [String]
        }
        var isUnderWay = true
        var leaves: [Leaf]
        var byName: [String: Leaf]
        var byNumber: [Int: Double]
        var missing: String?
        var nothing: [Leaf] = []
        var moment: Timestamp
        var many: UInt64 = .max
    }

    private struct Empty: Codable {}

    private enum Choice: Codable {
        case one(text: String, Int)
        case other
    }

    private struct Chosen: Codable {
        var before = 1
        var choice: Choice
        var after = 2
    }

    private func same(_ content: some Encodable) throws {
        for style in [KeyStyle.snakeCase, .asWritten] {
            let encoder = ValueEncoder(keys: style)
            let short = try encoder.canonicalJSON(of: content)
            let long = try encoder.encode(content).canonicalJSON
            #expect(String(decoding: short, as: UTF8.self) == String(decoding: long, as: UTF8.self))
        }
    }

    @Test("records, lists, dictionaries and single values give the bytes of their value")
    func shapes() throws {
        let leaf = Nested.Leaf(zulu: 1, alpha: ["b", "a", "\"\\\u{1}\n中"])
        try same(
            Nested(
                leaves: [leaf, leaf], byName: ["b": leaf, "Az_z": leaf], byNumber: [2: 0.5, 1: 3],
                moment: .epoch))
        try same(Empty())
        try same("text")
        try same([1, 2, 3])
        try same(["k": nil] as [String: Int?])
        try same([[Empty()], []])
        try same(Choice.other)
        try same([Chosen(choice: .one(text: "x", 3)), Chosen(choice: .other)])
    }

    @Test("values of every kind give the bytes of their value, as fields and as keys")
    func values() throws {
        var random = RandomValues(random: SeededRandom(seed: 11))
        for _ in 0..<500 {
            let value = random.value()
            try same(["a": value])
            try same([[value.canonicalJSONText: value], ["$tag": value]])
        }
    }

    @Test("fields in any order give the bytes of the map")
    func anyOrder() throws {
        var random = RandomValues(random: SeededRandom(seed: 12))
        for round in 0..<300 {
            var map: ValueMap = [:]
            var object = CanonicalObject()
            for field in 0..<(round % 30) {
                let key = "\(random.random.next(below: 1000))\(field)\"é"
                let value = random.value()
                map[key] = value
                object.add(key, value)
            }
            #expect(object.finish() == Value.map(map).canonicalJSON)
        }
        var object = CanonicalObject()
        object.add("z", texts: ["b", "a"])
        object.add("y", nil as String?)
        try object.add("x", encoding: Chosen(choice: .one(text: "é", 1)))
        object.add("a", "text")
        let chosen = try ValueEncoder().encode(Chosen(choice: .one(text: "é", 1)))
        let map: Value = ["z": ["b", "a"], "x": chosen, "a": "text"]
        #expect(object.finish() == map.canonicalJSON)
    }

    @Test("what cannot be written down is told with the error of the encoder")
    func failures() throws {
        struct Refusing: Encodable {
            struct Refusal: Error {}
            func encode(to encoder: any Encoder) throws { throw Refusal() }
        }
        #expect(throws: Refusing.Refusal.self) {
            try ValueEncoder().canonicalJSON(of: ["a": [Refusing()]])
        }
    }
}
