import Foundation
import OnusCLI
import Testing

@Suite("check")
struct CheckTests {
    @Test("a mistake is shown with its line, and the exit status says no")
    func mistake() async throws {
        let folder = try Folder()
        try folder.write("onus: 1\nworkflow: a\nversion: 1\nstepps: []\n", to: "a.yaml")
        let answer = await Terminal(in: folder.path).onus("check", "a.yaml")
        #expect(answer.status == .no)
        #expect(answer.result.contains("--> a.yaml:4:1"))
        #expect(answer.result.contains("4 | stepps: []\n"))
        #expect(answer.messages.hasPrefix("1 file checked: "))
    }

    @Test("programs get one document")
    func json() async throws {
        let folder = try Folder()
        try folder.write("onus: 2\n", to: "a.yaml")
        let answer = await Terminal(in: folder.path).onus("check", ".", "--format", "json")
        #expect(answer.status == .no)
        let head = #"{"code": "W005", "severity": "error""#
        let document = answer.result.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        #expect(document.contains(head.replacing("{", with: "{ ")))
        #expect(document.hasPrefix(#"{ "ok": false, "diagnostics": ["#))
    }

    @Test("a file that cannot be read ends with 65, and the others are checked all the same")
    func missing() async throws {
        let folder = try Folder()
        try folder.write("onus: 2\n", to: "a.yaml")
        let answer = await Terminal(in: folder.path).onus("check", "b.yaml", "a.yaml")
        #expect(answer.status == .badInput)
        #expect(answer.result.contains("there is no file `b.yaml`"))
        #expect(answer.result.contains("error[W005]"))
    }

    @Test("of a folder all YAML files are checked, those of hidden folders aside")
    func folder() async throws {
        let folder = try Folder()
        for name in ["x/a.yaml", "x/y/b.yml", "x/c.txt", "x/.git/d.yaml"] {
            try folder.write("onus: 2\n", to: name)
        }
        let answer = await Terminal(in: folder.path).onus("check", "x")
        #expect(answer.messages.hasPrefix("2 files checked: 2 errors"))
    }

    @Test("onus.yaml above the file is read, and what it names is checked with it")
    func project() async throws {
        let folder = try Folder()
        try folder.write("organization: who/org.yaml\ncalendars: [cal.yaml]\n", to: "onus.yaml")
        try folder.write("organization: o\nunits: x\n", to: "who/org.yaml")
        try folder.write("onus: 2\n", to: "flows/a.yaml")
        let answer = await Terminal(in: folder.path + "/flows").onus("check", "a.yaml")
        #expect(answer.result.contains("/who/org.yaml:2:8"))
        #expect(answer.result.contains("/onus.yaml:2:13"))
        #expect(answer.result.contains("there is no file"))
        #expect(answer.status == .badInput)
    }

    @Test(
        "what is no text at all gets one clear answer",
        arguments: ["nothing", "UTF-16", "binary", "nested"])
    func garbage(kind: String) async throws {
        let contents: [String: [UInt8]] = [
            "nothing": [], "UTF-16": [0xFF, 0xFE, 0x00], "binary": [0x00, 0x01, 0x02],
            "nested": [UInt8](repeating: UInt8(ascii: "["), count: 9000),
        ]
        let folder = try Folder()
        try folder.write(try #require(contents[kind]), to: "a.yaml")
        let answer = await Terminal(in: folder.path).onus("check", "a.yaml")
        #expect(answer.status == .badInput)
        #expect(answer.result.hasPrefix("error[Y0"))
    }

    @Test("where there is nothing to check, that is no success")
    func nothing() async throws {
        let folder = try Folder()
        try folder.write("a text", to: "empty/readme.txt")
        let answer = await Terminal(in: folder.path).onus("check", "empty")
        #expect(answer.status == .badInput)
        #expect(answer.messages.contains("there is nothing to check in `empty`"))
    }

    @Test("a workflow is no organisation")
    func wrongKind() async throws {
        let shop = try await Shop()
        let answer = await shop.onus(
            "check", "purchase.yaml", "--organization", "purchase.test.yaml")
        #expect(answer.status == .badInput)
        #expect(answer.result.contains("`purchase.test.yaml` is no organisation"))
    }

    @Test("a flood of mistakes is cut, and the number of aliases told once")
    func flood() async throws {
        let folder = try Folder()
        let steps = (1...5000).map { "  - {id: s\($0), tsk: x}\n" }.joined()
        try folder.write("onus: 1\nworkflow: a\nversion: 1\nsteps:\n" + steps, to: "a.yaml")
        let answer = await Terminal(in: folder.path).onus("check", "a.yaml")
        #expect(answer.status == .no)
        #expect(answer.result.ranges(of: "error[W010]").count == 100)
        #expect(answer.result.contains("there are more mistakes than the 100 that are listed"))
        let aliases = String(repeating: "*a, ", count: 500)
        try folder.write("onus: 1\nworkflow: b\nversion: 1\nsteps: [\(aliases)]\n", to: "b.yaml")
        let bomb = await Terminal(in: folder.path).onus("check", "b.yaml")
        #expect(bomb.result.ranges(of: "error[Y007]").count == 1)
        #expect(bomb.result.contains("499 more stand below"))
    }

    @Test("the workflow of the README passes in the folder that init makes")
    func readme() async throws {
        let shop = try await Shop()
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let block = text.split(separator: "```yaml file=purchase.yaml\n").last?
            .split(separator: "```").first
        try shop.folder.write(String(try #require(block)), to: "purchase.yaml")
        let answer = await shop.onus("check", ".")
        #expect(answer.status == .done, "\(answer.result)")
    }

    @Test("what onus.yaml names as a calendar or an organisation must be one")
    func kinds() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            "organization: purchase.yaml\ncalendars:\n  - organization.yaml\n", to: "onus.yaml")
        for words in [["check", "."], ["check", ".", "--organization", "organization.yaml"]] {
            let answer = await shop.onus(words)
            #expect(answer.status == .no)
            for text in [
                "error[P003]: `purchase.yaml` is no organisation but a workflow",
                "--> onus.yaml:1:15",
                "the file of an organisation begins with `organization: NAME`",
                "error[P003]: `organization.yaml` is no calendar but an organisation",
                "--> onus.yaml:3:5",
            ] {
                #expect(answer.result.contains(text), "\(text) in \(answer.result)")
            }
        }
    }

    @Test("what onus.yaml gives to plugins is held against them, at its place")
    func plugins() async throws {
        let shop = try await Shop()
        let flow = try shop.folder.text(of: "purchase.yaml").replacing(
            "  - {id: bought, end: bought}",
            with: "  - {id: take, task: fund.reserve, with: {fund: equipmnt, amount: 1}}\n"
                + "  - {id: bought, end: bought}")
        try shop.folder.write(flow, to: "purchase.yaml")
        let project = try shop.folder.text(of: "onus.yaml").split(separator: "\n")
            .filter { !$0.hasPrefix("channels:") }.map { $0 + "\n" }.joined()
        try shop.folder.write(
            project + """
                channels: [consol]
                plugins:
                  fund: {funds: {equipment: 100}}
                  notification:
                    fiel: messages.log

                """, to: "onus.yaml")
        let answer = await shop.onus("check", ".")
        #expect(answer.status == .no)
        for text in [
            "`equipmnt`, and `onus.yaml` lists no such fund", "did you mean `equipment`?",
            "there is no channel `consol`", "did you mean `console`?", "--> onus.yaml:4:12",
            "plugin `notification`: setting `fiel`: expected one of `file`",
            "did you mean `file`?", "--> onus.yaml:8:5",
        ] {
            #expect(answer.result.contains(text), "\(text) in \(answer.result)")
        }
        #expect(answer.messages.contains("3 errors"))
        let inbox = await shop.onus("inbox")
        #expect(inbox.status == .badInput)
        #expect(inbox.messages.contains("onus.yaml:8:5"))
    }

    @Test("a project that names no channel is told so by check, deploy and doctor")
    func channels() async throws {
        let shop = try await Shop()
        let project = try shop.folder.text(of: "onus.yaml")
        let words = "reminders and notices reach people only by the inbox"
        for command in [["check", "."], ["deploy", "."], ["doctor"]] {
            let answer = await shop.onus(command)
            #expect(!(answer.result + answer.messages).contains(words))
        }
        let silent = project.split(separator: "\n").filter { !$0.hasPrefix("channels:") }
            .map { $0 + "\n" }.joined()
        try shop.folder.write(silent, to: "onus.yaml")
        for command in [["check", "."], ["deploy", "."], ["doctor"]] {
            let answer = await shop.onus(command)
            #expect(answer.status == .done, "\(answer.result)")
            #expect((answer.result + answer.messages).contains(words), "\(answer.result)")
        }
        try shop.folder.write(silent + "channels: []\n", to: "onus.yaml")
        #expect(await shop.onus("check", ".").messages.contains("nothing is wrong"))
    }

    static let leave = """
        onus: 1
        workflow: leave
        version: 1
        roles: {clerk: role("clerk"), boss: head("shop"), watch: head("top")}
        duties: {accountable: boss, supervisor: watch, due: 3 workdays, escalation: standard}
        escalations:
          standard: [{at: due, mark: red, remind: responsible}, {at: due + 2 workdays, decide: expired}]
        separate: [[check, count]]
        steps:
          - {id: check, task: approval, responsible: clerk, then: {any: refused}}
          - {id: count, task: approval, responsible: clerk, then: {any: refused}}
          - {id: granted, end: granted}
          - {id: refused, end: refused}
        """

    private func shop() throws -> (Folder, Terminal) {
        let folder = try Folder()
        try folder.write(Self.leave, to: "leave.yaml")
        try folder.write(
            """
            organization: shop
            units: [{id: top, head: eve}, {id: shop, parent: top, head: kim}]
            people: [{id: eve, unit: top}, {id: kim, unit: shop}, {id: sam, unit: shop}, {id: ann, unit: shop}]
            roles: {clerk: [sam, ann]}
            """, to: "shop.yaml")
        var terminal = Terminal(in: folder.path)
        terminal.plugins = Shop.plugins
        return (folder, terminal)
    }

    @Test("people who could do everything are shown, and whom each role gives")
    func witness() async throws {
        let (folder, terminal) = try shop()
        let arguments = ["check", "leave.yaml", "--organization", "shop.yaml", "--witness"]
        let answer = await terminal.onus(arguments)
        #expect(answer.status == .done, "\(answer.result)")
        #expect(answer.result.contains("  clerk  sam, ann\n"))
        #expect(answer.result.contains("it can be done by\n"))
        let report = await terminal.onus(arguments + ["--format", "json"]).document["staffing"][0]
        let parts = report["witness"].list
        #expect(try parts.map { try $0["step"].text } == ["start", "check", "count"])
        let people = try parts.dropFirst().map { try $0["people"][0].text }
        #expect(Set(people) == ["sam", "ann"])
        #expect(!folder.path.isEmpty)
    }

    @Test("the person whose absence breaks it is named, when that is asked for")
    func absent() async throws {
        let (folder, terminal) = try shop()
        let arguments = ["check", "leave.yaml", "--organization", "shop.yaml"]
        #expect(await terminal.onus(arguments).status == .done)
        let answer = await terminal.onus(arguments + ["--absent", "1"])
        #expect(answer.status == .no)
        #expect(answer.result.contains("error[W084]: while one of `sam` or `ann` is away"))
        #expect(await terminal.onus(arguments + ["--absent", "2"]).status == .usage)
        let nobody = await terminal.onus("check", "leave.yaml", "--absent", "1")
        #expect(nobody.status == .badInput)
        #expect(!folder.path.isEmpty)
    }
}
