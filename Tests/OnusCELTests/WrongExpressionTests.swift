import OnusCEL
import OnusValues
import Testing

@Suite("Wrong expressions")
struct WrongExpressionTests {
    @Test("more than a hundred wrong expressions are refused, each at its place")
    func refused() {
        #expect(WrongExpressions.all.count >= 100)
        for (text, place, kind) in WrongExpressions.all {
            let found = complaints(text)
            guard let first = found.first else {
                Issue.record("`\(text)` was taken for right")
                continue
            }
            #expect(underlined(text, first) == place, "\(text) → \(first)")
            #expect(first.kind.rawValue == kind, "\(text) → \(first)")
            #expect(found.count == 1, "\(text) → \(found)")
        }
    }

    @Test("messages are lower case, without a full stop, and name no Swift type")
    func style() {
        for (text, _, _) in WrongExpressions.all {
            for error in complaints(text) {
                for sentence in [error.message, error.help ?? "x"] {
                    #expect(!sentence.hasSuffix("."), "\(sentence)")
                    #expect(sentence.first?.isUppercase != true, "\(sentence)")
                    for word in ["Optional(", "ValueType", "RecordType", "Int64"] {
                        #expect(!sentence.contains(word), "\(sentence)")
                    }
                }
            }
        }
    }

    @Test(
        "the way out is named",
        arguments: [
            ("lead == 'li.wei'", "use `person('li.wei')`"),
            ("inputs.amount > 5.5", "a double is not exact: write `decimal('5.5')`"),
            ("inputs.amount == '5'", "write `decimal('5')`"),
            ("inputs.due > '2026'", "write `timestamp('2026')`"),
            ("inputs.?note + 'a'", "say what holds when it is absent: `.orValue(…)`"),
            ("inputs.?note.orValue(3)", "write `string(…)`"),
            (
                "inputs.project.orValue('')",
                "it is no optional: read it with `?` before its name, as in `a.?b`, or leave out what "
                    + "is meant for one that is absent"
            ),
            ("inputs.urgent & true", "write `&&`"), ("inputs.count = 3", "write `==`"),
            ("inputs.cuont", "did you mean `count`?"), ("sizes([1])", "did you mean `size`?"),
            ("role", "`role` is a function: write `role(…)`"),
            ("contains('a', 'b')", "write `x.contains(…)`"),
            ("3days", "put a blank or an operator between"),
            ("inputs.urgent && inputs.tags", "write `size(…) > 0`"),
            ("inputs.count == 3.0", "write `double(…)`"),
        ])
    func help(text: String, help: String) {
        #expect(complaints(text).first?.help == help, "\(text)")
    }
}
