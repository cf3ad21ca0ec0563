import OnusLanguage
import OnusModel
import OnusValues
import Testing

@Suite("Diagnostics as people and programs read them")
struct ReportTests {
    private func diagnostic(_ column: Int, _ end: Int, help: String? = nil) -> Diagnostic {
        Diagnostic(
            "W001", .error, "a step has no key `x`",
            at: SourceLocation(
                file: "f.yaml", line: 1, column: column, endLine: 1, endColumn: end), help: help)
    }

    @Test("the sentence, the line with what is meant underlined, the way out")
    func plain() {
        let text = DiagnosticText(sources: [Source(path: "f.yaml", text: "titel: Hello\n")])
        #expect(
            text.render(diagnostic(1, 6, help: "did you mean `title`?")) == """
                error[W001]: a step has no key `x`
                 --> f.yaml:1:1
                  |
                1 | titel: Hello
                  | ^^^^^
                  = help: did you mean `title`?

                """)
    }

    @Test("wide characters take two columns, before the place and under it")
    func wide() {
        let source = Source(path: "f.yaml", text: "{zh: 科技, 键: 值}")
        let text = DiagnosticText(sources: [source]).render(diagnostic(10, 11))
        #expect(text.contains("1 | {zh: 科技, 键: 值}\n  |            ^^\n"))
    }

    @Test("a name without end is cut in the message and in the way out, and only there")
    func endless() {
        let name = String(repeating: "n", count: 1_000_000)
        let place = SourceLocation(file: "f.yaml", line: 1, column: 1, endLine: 1, endColumn: 9)
        let diagnostic = Diagnostic(
            "W006", .error, "`\(name)` cannot be the name of a workflow", at: place,
            help: "write `\(name)` shorter", suggestion: name,
            related: [.init("`\(name)` is here too", at: place)])
        let cut = String(repeating: "n", count: Diagnostic.longestWords) + "…"
        #expect(diagnostic.message == "`\(cut)` cannot be the name of a workflow")
        #expect(diagnostic.help == "write `\(cut)` shorter")
        #expect(diagnostic.related.map(\.message) == ["`\(cut)` is here too"])
        #expect(diagnostic.suggestion == name)
    }

    @Test("of a long line the part around the place is shown")
    func long() {
        let line = String(repeating: "a", count: 300) + "b" + String(repeating: "c", count: 300)
        let text = DiagnosticText(sources: [Source(path: "f.yaml", text: line)])
            .render(diagnostic(301, 302))
        let lines = text.split(separator: "\n")
        #expect(lines[3].count < 180)
        let caret = lines[4].firstIndex(of: "^").map {
            lines[4].distance(from: lines[4].startIndex, to: $0)
        }
        let letter = lines[3].firstIndex(of: "b").map {
            lines[3].distance(from: lines[3].startIndex, to: $0)
        }
        #expect(caret == letter)
    }

    @Test("a place beyond the text, or in a file that nobody has, still gives the sentence")
    func elsewhere() {
        let text = DiagnosticText(sources: [Source(path: "f.yaml", text: "a")])
        #expect(text.render(diagnostic(90, 95)).contains("a step has no key"))
        #expect(DiagnosticText(sources: []).render(diagnostic(1, 2)).contains(" --> f.yaml:1:1\n"))
    }

    @Test("colour is there when asked for, and nowhere else")
    func colour() {
        let sources = [Source(path: "f.yaml", text: "a: b")]
        let plain = DiagnosticText(sources: sources).render(diagnostic(1, 2))
        let colored = DiagnosticText(sources: sources, isColored: true).render(diagnostic(1, 2))
        #expect(!plain.contains("\u{1B}"))
        #expect(colored.contains("\u{1B}[31;1merror[W001]\u{1B}[0m"))
    }

    @Test("as JSON, with the fields that are promised")
    func json() {
        let document = DiagnosticJSON.document([diagnostic(3, 7, help: "try `y`")])
        #expect(document.mapValue?["ok"] == .bool(false))
        let first = document.mapValue?["diagnostics"]?.listValue?.first?.mapValue
        #expect(first?["code"] == .string("W001"))
        #expect(first?["column"] == .int(3))
        #expect(first?["end_column"] == .int(7))
        #expect(first?["help"] == .string("try `y`"))
        #expect(first?["suggestion"] == .null)
        #expect(DiagnosticJSON.document([]).mapValue?["ok"] == .bool(true))
    }

    @Test("a word that is near is offered, one that is far is not")
    func spelling() {
        let known = ["finance", "reviewer", "lead"]
        #expect(Spelling.nearest(to: "finanse", among: known) == "finance")
        #expect(Spelling.nearest(to: "ifnance", among: known) == "finance")
        #expect(Spelling.nearest(to: "Lead", among: known) == "lead")
        #expect(Spelling.nearest(to: "expert", among: known) == nil)
        #expect(
            Spelling.help(for: "x", among: ["a1", "b2"], called: "they are")
                == "they are: `a1` and `b2`")
    }
}
