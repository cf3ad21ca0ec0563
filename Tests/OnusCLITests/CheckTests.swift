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
        #expect(answer.status == .no)
        #expect(answer.result.hasPrefix("error[Y0"))
    }
}
