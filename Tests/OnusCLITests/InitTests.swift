import OnusCLI
import Testing

@Suite("init")
struct InitTests {
    @Test("a folder is made and filled, and says what to try")
    func fresh() async throws {
        let folder = try Folder()
        let answer = await Terminal(in: folder.path).onus("init", "deep/er")
        #expect(answer.status == .done)
        for file in ["onus.yaml", "purchase.yaml", "purchase.test.yaml", "organization.yaml"] {
            #expect(folder.exists("deep/er/" + file))
            #expect(answer.result.contains("deep/er/" + file))
        }
        #expect(answer.messages.contains("cd deep/er && onus check ."))
    }

    @Test("files that are there are left alone")
    func taken() async throws {
        let folder = try Folder()
        try folder.write("mine", to: "onus.yaml")
        let answer = await Terminal(in: folder.path).onus("init", "--format", "json")
        #expect(answer.status == .refused)
        #expect(answer.messages.contains("`.` already has `onus.yaml`; nothing was written"))
        #expect(answer.result.contains(#""code": "exists""#))
        #expect(try folder.text(of: "onus.yaml") == "mine")
        #expect(!folder.exists("purchase.yaml"))
    }
}
