import OnusCLI
import OnusValues
import Testing

@Suite("schema")
struct SchemaCommandTests {
    @Test("a workflow's schema knows the tasks of this program, and other files have their own")
    func kinds() async throws {
        let shop = try await Shop()
        let workflow = await shop.onus("schema").document
        #expect(try workflow["title"].text == "Onus: a workflow")
        #expect(try workflow["$defs"]["with approval"]["type"].text == "object")
        let calendar = await shop.onus("schema", "--of", "calendar").document
        #expect(try calendar["title"].text == "Onus: a calendar")
        #expect(await shop.onus("schema", "--of", "duty").status == .usage)
    }
}
