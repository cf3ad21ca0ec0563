import OnusValues
import Testing

@Suite("How large values are as they are written")
struct WrittenSizeTests {
    private static func nested(_ count: Int, _ inner: Value = 1) -> Value {
        (0..<count).reduce(inner) { value, _ in .list([value]) }
    }

    @Test("a value that is said to fit is not larger when it is written")
    func bound() {
        var values = RandomValues(random: SeededRandom(seed: 11))
        for _ in 0..<3_000 {
            let value = values.value()
            let size = value.canonicalJSON.count
            #expect(!value.fits(WrittenLimits(bytes: size - 1, depth: 96)), "\(value)")
            #expect(value.fits(WrittenLimits(bytes: size * 16 + 100, depth: 96)), "\(value)")
        }
    }

    @Test("what stands at several places counts at each of them, and no longer than it must")
    func shared() {
        let value = (0..<60).reduce(Value.list([1, 2])) { list, _ in .list([list, list]) }
        #expect(!value.fits())
        #expect(Value.string(String(repeating: "a", count: 4 << 20 - 2)).fits())
        #expect(!Value.string(String(repeating: "a", count: 4 << 20 - 1)).fits())
        #expect(!Value.string(String(repeating: "\u{1}", count: 1 << 20)).fits())
    }

    @Test("what fits is read again, however deep it is, and what does not is told from its text")
    func depth() throws {
        #expect(Self.nested(96).fits())
        #expect(!Self.nested(97).fits())
        #expect(!Self.nested(300).fits())
        let pairs = (0..<32).reduce(Value.int(1)) { value, _ in .map(ValueMap([(.int(1), value)])) }
        #expect(pairs.fits())
        #expect(!Value.map(ValueMap([(.int(1), pairs)])).fits())
        for value in [Self.nested(96), pairs] {
            #expect(JSONLimits().admits(value.canonicalJSON))
            #expect(try Value(canonicalJSON: value.canonicalJSON) == value)
        }
        let brackets = Value.string(String(repeating: "[\"\\", count: 200))
        for (value, isAdmitted) in [
            (Self.nested(128), true), (Self.nested(129), false), (Self.nested(127, brackets), true),
            (Self.nested(127, ["a": 1]), true), (Self.nested(128, ["a": 1]), false),
        ] {
            let json = value.canonicalJSON
            #expect(JSONLimits().admits(json) == isAdmitted)
            #expect((try? Value(canonicalJSON: json)) == (isAdmitted ? value : nil))
        }
        #expect(!JSONLimits(bytes: 10).admits(Array(repeating: 32, count: 11)))
    }
}
