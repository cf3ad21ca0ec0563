import OnusCLI
import OnusValues
import Testing

@Suite("format")
struct FormatCommandTests {
    @Test("files are laid out in place and named, and a second time there is nothing to do")
    func format() async throws {
        let folder = try Folder()
        try folder.write("calendar:   a # b\n", to: "x/a.yaml")
        try folder.write("calendar: a\n", to: "x/b.yaml")
        let terminal = Terminal(in: folder.path)
        let first = await terminal.onus("format", "x")
        #expect(first.status == .done)
        #expect(first.result == "x/a.yaml\n")
        #expect(first.messages == "1 file laid out anew, 1 right already\n")
        #expect(try folder.text(of: "x/a.yaml") == "calendar: a  # b\n")
        #expect(await terminal.onus("format", "x").result == "")
    }

    @Test("with --check nothing is written, and the answer is no when something would be")
    func check() async throws {
        let folder = try Folder()
        try folder.write("a:  1\n", to: "a.yaml")
        let terminal = Terminal(in: folder.path)
        let answer = await terminal.onus("format", "--check", "a.yaml")
        #expect(answer.status == .no)
        #expect(answer.result == "a.yaml\n")
        #expect(try folder.text(of: "a.yaml") == "a:  1\n")
        try folder.write("a: 1\n", to: "a.yaml")
        #expect(await terminal.onus("format", "--check", "a.yaml").status == .done)
    }

    @Test("what cannot be read is shown, and what cannot be laid out safely is left")
    func left() async throws {
        let folder = try Folder()
        try folder.write("a: 'b\n", to: "a.yaml")
        try folder.write("? a\n:  1\n", to: "b.yaml")
        let terminal = Terminal(in: folder.path)
        let broken = await terminal.onus("format", "a.yaml")
        #expect(broken.status == .badInput)
        #expect(broken.result.contains("error[Y001]"))
        let left = await terminal.onus("format", "b.yaml")
        #expect(left.status == .no)
        #expect(left.messages.contains("`b.yaml` was left as it is"))
        #expect(try folder.text(of: "b.yaml") == "? a\n:  1\n")
        let document = await terminal.onus("format", "b.yaml", "--format", "json").document
        #expect(document["ok"].value == .bool(false))
        #expect(try document["left"].list.map { try $0.text } == ["b.yaml"])
    }
}
