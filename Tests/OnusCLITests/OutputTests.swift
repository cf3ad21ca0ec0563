import OnusCLI
import OnusModel
import Testing

@Suite("output")
struct OutputTests {
    let plain = Style(isColored: false)

    @Test("columns are aligned, and a Chinese character takes two of them")
    func alignment() {
        var table = Table("who", "what")
        table.add("李伟", "approved")
        table.add("sun.li", "rejected")
        #expect(
            table.rendered(plain) == """
                who     what
                李伟    approved
                sun.li  rejected

                """)
    }

    @Test("no line is wider than the terminal")
    func narrow() {
        var table = Table()
        table.add("a", "科技创新部的年度检查")
        #expect(table.rendered(plain, limit: 10) == "a  科技创…\n")
        #expect(table.rendered(plain, limit: 23) == "a  科技创新部的年度检查\n")
    }

    @Test("an empty last column leaves no blanks behind")
    func trailing() {
        var table = Table()
        table.add("a", "")
        table.add("long", "b")
        #expect(table.rendered(plain) == "a\nlong  b\n")
    }

    @Test("colours are for terminals, and for those who want them")
    func colors() async throws {
        var terminal = Terminal()
        #expect(await !terminal.onus("explain").result.contains("\u{1B}"))
        terminal.width = 80
        #expect(await terminal.onus("explain").result.contains("\u{1B}"))
        terminal.variables = ["NO_COLOR": "1"]
        #expect(await !terminal.onus("explain").result.contains("\u{1B}"))
        terminal.variables = ["TERM": "dumb"]
        #expect(await !terminal.onus("explain").result.contains("\u{1B}"))
    }

    @Test("a light has its colour on a terminal and its name everywhere")
    func lights() {
        #expect(plain.light(.red).text == "red")
        #expect(plain.light(nil).text == "-")
        #expect(Style(isColored: true).light(.blue).text.contains("blue"))
    }
}
