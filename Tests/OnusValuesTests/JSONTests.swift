import OnusValues
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("every value is read back as it was written, and equal values have equal bytes")
    func roundTrip() throws {
        var values = RandomValues(random: SeededRandom(seed: 3))
        for _ in 0..<5000 {
            let value = values.value()
            let bytes = value.canonicalJSON
            let read = try Value(canonicalJSON: bytes)
            #expect(read == value, "\(value.canonicalJSONText)")
            #expect(read.canonicalJSON == bytes)
            #expect(try Value(canonicalJSON: value.prettyJSON) == value)
        }
    }

    @Test("keys are sorted by their bytes, and a whole double stays a double")
    func canonical() {
        let value: Value = ["b": 1, "a": .double(1), "é": .null, "Z": ["x": [true, -2]]]
        #expect(value.canonicalJSONText == #"{"Z":{"x":[true,-2]},"a":1.0,"b":1,"é":null}"#)
    }

    @Test("what JSON cannot say is tagged, and a map that looks tagged is a list of pairs")
    func tags() throws {
        #expect(Value.int(.max).canonicalJSONText == #"{"$int":"9223372036854775807"}"#)
        #expect(Value.int(1 << 53).canonicalJSONText == "9007199254740992")
        #expect(Value.uint(1).canonicalJSONText == #"{"$uint":"1"}"#)
        #expect(Value.double(.nan).canonicalJSONText == #"{"$double":"NaN"}"#)
        #expect(Value.bytes([0, 255]).canonicalJSONText == #"{"$bytes":"AP8="}"#)
        #expect(
            Value.timestamp(.epoch).canonicalJSONText == #"{"$timestamp":"1970-01-01T00:00:00Z"}"#)
        #expect(Value.duration(.milliseconds(1500)).canonicalJSONText == #"{"$duration":"1.5s"}"#)
        #expect(Value.type(.int).canonicalJSONText == #"{"$type":"int"}"#)
        #expect(Value.map(["$int": "1"]).canonicalJSONText == #"{"$map":[["$int","1"]]}"#)
        #expect(
            try Value(canonicalJSON: #"{"$decimal": "1.10"}"#).decimalValue?.description == "1.10")
        #expect(throws: JSONError.self) { try Value(canonicalJSON: #"{"$unheard": 1}"#) }
        #expect(try JSON.parse(#"{"$int": "1"}"#) == ["$int": "1"])
    }

    @Test("texts with the same letters in other code points are different keys")
    func scalars() throws {
        let value = try JSON.parse(#"{"é": 1, "e\u0301": 2}"#)
        #expect(value.mapValue?.count == 2)
        #expect(value.mapValue?["e\u{301}"] == 2)
        #expect(Value.string("é") != Value.string("e\u{301}"))
    }

    @Test("numbers are ints, doubles, or decimals where they are too long")
    func numbers() throws {
        #expect(try JSON.parse("-9223372036854775808") == .int(.min))
        #expect(try JSON.parse("1.0") == .double(1))
        #expect(try JSON.parse("1e2") == .double(100))
        #expect(try JSON.parse("9223372036854775808") == .decimal(Decimal(1 << 63 as UInt64)))
        #expect(try JSON.parse("1" + String(repeating: "0", count: 40)) == .double(1e40))
        let exact = try JSON.parse("1.10", fractions: .decimal)
        #expect(exact.decimalValue?.description == "1.10")
    }

    @Test(
        "what is not JSON is refused at its place",
        arguments: [
            ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), ("{\"a\":1,\n \"a\":2}", 2, 2), ("01", 1, 1),
            ("1.", 1, 3), ("nul", 1, 1), ("\"李\u{1}\"", 1, 3), (#""\x""#, 1, 2), ("1 2", 1, 3),
            (#""\ud800""#, 1, 2), ("\"a", 1, 1), ("{a:1}", 1, 2), ("[1 2]", 1, 4), ("1e999", 1, 1),
            ("-", 1, 1), ("+1", 1, 1), ("'a'", 1, 1), ("\u{FEFF}1", 1, 1),
        ])
    func refused(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test("depth, size and broken UTF-8 are refused")
    func limits() {
        let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(throws: Never.self) { try JSON.parse(deep) }
        #expect(throws: JSONError.self) { try JSON.parse("[" + deep + "]") }
        #expect(throws: JSONError.self) { try JSON.parse(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONError.self) { try JSON.parse([34, 0xFF, 34]) }
        #expect(throws: JSONError.self) { try JSON.parse("[1]", limits: JSONLimits(bytes: 2)) }
    }

    @Test("broken JSON never traps")
    func mutations() throws {
        var random = SeededRandom(seed: 5)
        var values = RandomValues(random: SeededRandom(seed: 6))
        var refused = 0
        for _ in 0..<5000 {
            var bytes = values.value().canonicalJSON
            for _ in 0..<2 where !bytes.isEmpty {
                bytes[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
            }
            do { _ = try Value(canonicalJSON: bytes) } catch { refused += 1 }
        }
        #expect(refused > 500)
    }

    @Test("lines for people keep the order of the keys")
    func pretty() {
        let value: Value = ["b": [1, 2], "a": [:], "c": .decimal(.zero)]
        #expect(
            value.prettyJSON == """
                {
                  "b": [
                    1,
                    2
                  ],
                  "a": {},
                  "c": {"$decimal": "0"}
                }
                """)
    }

    @Test("the text of a type is read back")
    func types() {
        let record = RecordType(
            name: "duty", fields: [.init("by", .list(.person), mayBeAbsent: true)])
        #expect(ValueType.record(record).description == "duty{by?: list(person)}")
        #expect(ValueType("map(string, list(int))") == .map(.string, .list(.int)))
        #expect(ValueType("list(") == nil)
        #expect(ValueType(String(repeating: "list(", count: 100_000)) == nil)
    }
}
