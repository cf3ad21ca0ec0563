import OnusCLI
import OnusValues
import Testing

@Suite("schema")
struct SchemaCommandTests {
    @Test("a workflow's schema knows the tasks of this program, and other files have their own")
    func kinds() async throws {
        let shop = try await Shop()
        let workflow = try await shop.onus("schema").document
        #expect(workflow["title"].text == "Onus: a workflow")
        #expect(workflow["$defs"]["with approval"]["type"].text == "object")
        let calendar = try await shop.onus("schema", "--of", "calendar").document
        #expect(calendar["title"].text == "Onus: a calendar")
        #expect(await shop.onus("schema", "--of", "duty").status == .usage)
    }
}
