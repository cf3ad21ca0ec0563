import OnusCEL
import OnusValues
import Testing

@Suite("Regular expressions")
struct RegexTests {
    private func matches(_ text: String, _ pattern: String) throws -> Value {
        let program = Environment().compileUnchecked(try Expression(parsing: "s.matches(p)"))
        return try program.evaluate(["s": .string(text), "p": .string(pattern)])
    }

    @Test(
        "a pattern is found anywhere in the text",
        arguments: [
            ("abc", "b"), ("abc", "^abc$"), ("", "^$"), ("aab", "a{2}b"), ("aaaa", "^a{2,}$"),
            ("ab", "^a?b?c?$"), ("a-b_c", #"^[\w-]+$"#), ("12.5", #"^\d+\.\d+$"#),
            ("x\ny", "(?s)x.y"),
            ("ABC", "(?i)abc"), ("xAb", "x(?i:ab)"), ("a\nb", "(?m)^b$"), ("foo bar", #"\bbar\b"#),
            ("李伟", #"^\p{Lo}{2}$"#), ("Ünï", #"^\p{L}+$"#), ("a]b", "a[]]b"), ("a^b", #"a[\^x]b"#),
            ("tab\there", #"\t"#), ("x", #"\x78"#), ("😀", #"\x{1F600}"#), ("a.b", #"\Qa.b\E"#),
            ("AbC", "^[[:alpha:]]+$"), ("2026-09-28", #"^\d{4}-\d{2}-\d{2}$"#),
            ("abab", "^(?:ab)+$"),
            ("ab", "(?P<first>a)(?<second>b)"), ("b", "a||b"), ("{", "{"), ("a{", "a{"),
            ("a{,2}", "a{,2}"),
            ("aaa", "(a*)*"), ("ſ", "(?i)s"), ("-", "[a-]"), ("z", "[^a-y]"), ("é", "^.$"),
        ])
    func found(text: String, pattern: String) throws {
        #expect(try matches(text, pattern) == true, "\(pattern)")
    }

    @Test(
        "and not where it does not stand",
        arguments: [
            ("abc", "^b"), ("abc", "b$"), ("ABC", "abc"), ("a\nb", "a.b"), ("aaa", "^a{1,2}$"),
            ("foobar", #"\bbar"#), ("bar", #"\Bbar"#), ("a", #"\P{L}"#), ("x", "[^x]"), ("", "a+"),
            ("xAB", "x(?i:a)b"), ("abc", #"a\.c"#), ("ab\n", "^ab$"), ("e\u{301}", "^é$"),
        ])
    func notFound(text: String, pattern: String) throws {
        #expect(try matches(text, pattern) == false, "\(pattern)")
    }

    @Test(
        "a wrong pattern is refused with what is wrong",
        arguments: [
            ("(", "a group is not closed"), (")", "`)` closes nothing"),
            ("[a", "`[` is not closed"),
            ("*a", "`*` repeats nothing"), ("a**", "`*` repeats a repetition"),
            ("a{1001}", "a repetition is counted from 0 to 1000"),
            (#"(a)\1"#, #"`\1` is not possible"#),
            ("(?=a)", "`(?=` is not possible"),
            ("(?<=a)", "looking ahead or behind is not possible"),
            ("[b-a]", "a range in a class runs backwards"),
            (#"\p{Klingon}"#, #"there is no class `\p{Klingon}`"#),
            ("((a{100}){100}){100}", "it is too large"),
            ("(((){1000}){1000}){1000}", "it is too large"),
            (String(repeating: "(", count: 5000), "groups are nested more than 50 deep"),
            ("\\", "`\\` stands at the end"),
        ])
    func refused(pattern: String, message: String) {
        let error = #expect(throws: CELEvaluationError.self) { try matches("a", pattern) }
        #expect(error?.message.hasSuffix(message) == true, "\(error?.message ?? "")")
    }

    @Test("a pattern that makes others go back for ever takes steps in proportion to the text")
    func linear() throws {
        let text = String(repeating: "a", count: 5000)
        #expect(try matches(text, "(a+)+$") == true)
        #expect(try matches(text + "!", "^(a|a)*$") == false)
        #expect(try matches(text, "^(a?){50}a{50}$") == false)
    }
}
