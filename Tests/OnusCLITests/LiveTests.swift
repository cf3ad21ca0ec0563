import OnusModel
import OnusPlugin
import OnusValues
import Testing

@testable import OnusCLI

@Suite("at a terminal", .timeLimit(.minutes(2)))
struct LiveTests {
    @Test("a run is decided from its first duty to its end")
    func whole() async throws {
        var shop = try await Shop()
        shop.terminal.width = 100
        shop.terminal.keys = [
            ("Enter decides it", "\n"),
            ("kim decides 1 approved  2 rejected", "aproved\n"),
            ("`aproved` is not offered", "1\n"),
            ("why?", "fine\n"),
            ("Enter decides it", "1\n"),
            ("sam decides 1 done", "done\n"),
            ("why?", "\n"),
        ]
        let answer = await shop.onus(Shop.order)
        #expect(answer.status == .done)
        #expect(answer.result.contains("bought"))
        #expect(answer.messages.contains("decided"))
        #expect(answer.messages.contains("\u{1B}[J"))
    }

    @Test("on a virtual clock time passes when it is told to")
    func virtual() async throws {
        var shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        shop.terminal.width = 100
        shop.terminal.keys = [
            ("t lets time pass", "t\n"), ("turns", "t\n"), ("tells", "q\n"),
        ]
        let answer = await shop.onus(Shop.order)
        #expect(answer.status == .done)
        #expect(answer.messages.contains("● red"))
        #expect(answer.messages.contains("the same command goes on"))
    }

    @Test("a run that others decide and end meanwhile ends at the terminal as well")
    func endedElsewhere() async throws {
        var shop = try await Shop()
        shop.terminal.width = 100
        shop.terminal.keys = [("never shown", "q\n")]
        let other = Terminal.other(in: shop)
        let live = shop
        async let shown = live.onus(Shop.order)
        while await other.onus("decide", "approve", "rejected", "--as", "kim").status != .done {
            await Task.yield()
        }
        #expect(await shown.result.contains("refused"))
    }

    @Test("a refusal is shown and the conversation goes on")
    func refused() async throws {
        var shop = try await Shop()
        shop.terminal.width = 100
        let text = try shop.folder.text(of: "purchase.yaml")
        let both = text.replacing("responsible: lead", with: "responsible: members('workshop')")
        let lines = both.split(separator: "\n", omittingEmptySubsequences: false)
        let open = lines.filter { !$0.hasPrefix("separate:") && !$0.contains("[start, approve]") }
        try shop.folder.write(open.joined(separator: "\n"), to: "purchase.yaml")
        shop.terminal.keys = [
            ("Enter decides it", "\n"), ("who decides? 1", "dana\n"),
            ("dana decides 1 approved", "1\n"), ("why?", "\n"), ("✗ ", "q\n"),
        ]
        let answer = await shop.onus(Shop.order)
        #expect(answer.status == .done, Comment(rawValue: answer.messages))
        #expect(answer.messages.contains("may not"))
    }

    @Test("the keys that matter are understood, the others do nothing")
    func editor() {
        var editor = LineEditor()
        #expect(editor.type(Array("ab\u{7F}c\u{1B}[A\u{1B}OBd".utf8)).isEmpty)
        #expect(editor.text == "acd")
        #expect(editor.type(Array("李".utf8.prefix(2))).isEmpty)
        #expect(editor.text == "acd")
        #expect(editor.type(Array("李".utf8.suffix(1))).isEmpty)
        #expect(editor.text == "acd李")
        #expect(editor.type([0x7F]).isEmpty)
        #expect(editor.type(Array(" word\u{17}x\r".utf8)) == [.line("acd x")])
        #expect(editor.type(Array("gone\u{15}\u{04}".utf8)) == [.end])
        #expect(editor.type([0xFF, 0xFF, 0xFF, 0xFF, 0x0A]) == [.line("")])
    }

    @Test("a form is filled in field by field, and a wrong value asked for again")
    func form() {
        var dialog = Dialog(isVirtual: false)
        let fields = [
            Field(name: "amount", type: .decimal),
            Field(name: "note", type: .string, isOptional: true),
        ]
        let choice = Dialog.Choice(
            duty: "r/a", run: "r", title: "A", people: ["kim"], offered: ["done"],
            isVerification: false, form: fields, digest: "d")
        dialog.offer([choice])
        #expect(dialog.answer("") == .nothing)
        #expect(dialog.answer("done") == .nothing)
        #expect(dialog.question == "amount, a decimal")
        #expect(dialog.answer("much") == .nothing)
        #expect(dialog.complaint == "`much` is not a decimal")
        #expect(dialog.answer("1.50") == .nothing)
        #expect(dialog.question == "note, a text, or none")
        #expect(dialog.answer("") == .nothing)
        guard case .act(let act, let run) = dialog.answer("because") else {
            Issue.record("nothing was decided")
            return
        }
        #expect(run == "r")
        #expect(act.fields["amount"]?.decimalValue?.description == "1.50")
        #expect(act.comment == "because")
        #expect(act.digest == "d")
    }

    @Test("a duty that somebody else closes meanwhile ends the conversation about it")
    func gone() {
        var dialog = Dialog(isVirtual: false)
        let choice = Dialog.Choice(
            duty: "r/a", run: "r", title: "A", people: ["kim", "sam"], offered: ["done"],
            isVerification: true, form: [], digest: "")
        dialog.offer([choice])
        #expect(dialog.answer("1") == .nothing)
        #expect(dialog.answer("2") == .nothing)
        #expect(dialog.question == "sam decides 1 verified  2 returned")
        dialog.offer([])
        #expect(dialog.complaint == "somebody else was quicker: `r/a` is not open any more")
        #expect(dialog.question == "q leaves")
        #expect(dialog.answer("") == .nothing)
        #expect(dialog.answer("q") == .leave)
    }

    @Test("a coloured line is cut by what is seen of it")
    func cut() {
        #expect(LiveFrame.cut("abc", to: 2) == "ab")
        #expect(LiveFrame.cut("\u{1B}[1mabc\u{1B}[0m", to: 2) == "\u{1B}[1mab\u{1B}[0m")
        #expect(LiveFrame.cut("科技创", to: 5) == "科技")
    }
}

extension Terminal {
    /// A second shell in the same folder.
    fileprivate static func other(in shop: Shop) -> Terminal {
        var terminal = Terminal(in: shop.folder.path)
        terminal.plugins = Shop.plugins
        return terminal
    }
}
