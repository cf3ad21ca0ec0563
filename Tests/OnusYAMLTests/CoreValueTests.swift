import OnusYAML
import Testing

@Suite("Core schema")
struct CoreValueTests {
    @Test(
        "a plain text is what YAML 1.2 says it is",
        arguments: [
            ("", CoreValue.null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
            ("nULL", .string("nULL")), ("true", .bool(true)), ("True", .bool(true)),
            ("FALSE", .bool(false)), ("tRUE", .string("tRUE")), ("on", .string("on")),
            ("yes", .string("yes")), ("No", .string("No")), ("y", .string("y")),
            ("13:30", .string("13:30")), ("2026-11-23", .string("2026-11-23")),
            ("0", .int(0)), ("-0", .int(0)), ("+12", .int(12)), ("010", .int(10)),
            ("0o17", .int(15)), ("0o8", .string("0o8")), ("0xfF", .int(255)),
            ("0xg", .string("0xg")), ("0b1", .string("0b1")), ("1_000", .string("1_000")),
            ("-0x1", .string("-0x1")), ("9223372036854775807", .int(.max)),
            ("-9223372036854775808", .int(.min)),
            ("9223372036854775808", .wide("9223372036854775808")),
            ("0xffffffffffffffff", .wide("0xffffffffffffffff")),
            ("1.10", .float(1.1)), ("1.", .float(1)), (".5", .float(0.5)), ("-.5", .float(-0.5)),
            ("1e3", .float(1000)), ("1.5E-1", .float(0.15)), ("1e", .string("1e")),
            ("e1", .string("e1")), (".", .string(".")), ("-", .string("-")), ("+", .string("+")),
            (".e1", .string(".e1")), ("1.2.3", .string("1.2.3")), ("1 ", .string("1 ")),
            (".inf", .float(.infinity)), ("-.INF", .float(-.infinity)),
            ("+.Inf", .float(.infinity)), (".iNF", .string(".iNF")), ("inf", .string("inf")),
            ("nan", .string("nan")), ("-.nan", .string("-.nan")), ("1e999", .float(.infinity)),
            ("0x1p3", .string("0x1p3")), ("١", .string("١")),
        ])
    func plain(_ text: String, _ value: CoreValue) {
        #expect(CoreValue(plain: text) == value)
    }

    @Test("the core schema's own not-a-number is read")
    func notANumber() {
        guard case .float(let value) = CoreValue(plain: ".NaN") else {
            Issue.record("`.NaN` is no float")
            return
        }
        #expect(value.isNaN)
    }

    @Test("whatever stands in quotes or in a block is a string")
    func quoted() throws {
        let root = try #require(YAMLReader.read("[1, '1', \"true\", ~]").root)
        #expect(
            root.elements?.map(\.coreValue) == [.int(1), .string("1"), .string("true"), .null])
        #expect(YAMLReader.read("a: |\n  1\n").root?["a"]?.coreValue == .string("1\n"))
        #expect(root.coreValue == nil)
    }
}
