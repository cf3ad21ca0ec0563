import OnusCLI
import Testing

@Suite("lines for people")
struct LineTests {
    private static let forged = "ok\n2030-01-01 08:00  dana  decided\u{1B}[31m\u{2028}\u{202E}x"

    @Test("what somebody wrote stays on its line and steers no terminal")
    func plain() {
        let line: Line = "kim said: \(Self.forged)"
        #expect(
            line.text == #"kim said: ok 2030-01-01 08:00  dana  decided\u{1b}[31m \u{202e}x"#)
        #expect("a\tb\nc".onOneLine == "a b c")
        #expect("a\nb\u{85}c".onItsLines == "a\nb c")
    }

    @Test("colours stay, and what is coloured is made plain")
    func coloured() {
        let style = Style(isColored: true)
        let line: Line = "\(style.paint("a\nb" as Line, .red)): \(style.paint(Line("c\nd"), .red))"
        #expect(line.text.hasSuffix(": \u{1B}[31;1mc d\u{1B}[0m"))
        #expect(style.paint("c\u{1B}d", .red) == "\u{1B}[31;1mc\\u{1b}d\u{1B}[0m")
    }

    @Test("no text of people makes a line of its own in what is shown")
    func commands() async throws {
        let shop = try await Shop()
        let started = await shop.onus(
            "run", "purchase.yaml", "--as", "sam", "--input", "item=\(Self.forged)", "--input",
            "amount=1", "--format", "json")
        let run = try started.document["run"].text
        _ = await shop.onus("comment", "\(run):approve", Self.forged, "--as", "kim")
        let shown = [
            await shop.onus("log", run), await shop.onus("show", run),
            await shop.onus("show", "\(run)/approve"), await shop.onus("inbox"),
            await shop.onus(
                "decide", "approve", "approved", "--as", "kim", "--comment", Self.forged),
        ]
        for answer in shown {
            #expect(!answer.result.contains("\n2030-01-01"), "\(answer.result)")
            #expect(!answer.result.contains("\u{1B}"), "\(answer.result)")
            #expect(!answer.result.contains("\u{2028}"), "\(answer.result)")
        }
        let log = await shop.onus("log", run, "--format", "json").result
        #expect(log.contains(#"ok\n2030-01-01"#))
    }
}
