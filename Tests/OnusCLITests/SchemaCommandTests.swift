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
        let wrong = await shop.onus("schema", "--of", "aproval")
        #expect(wrong.status == .usage)
        #expect(
            wrong.messages.contains("there is no kind of file or task `aproval`"),
            "\(wrong.messages)")
        #expect(wrong.messages.contains("did you mean `approval`?"))
    }

    @Test("of a task it is what stands in its `with`, with meanings and defaults")
    func task() async throws {
        let schema = try await Shop().onus("schema", "--of", "approval").document
        #expect(try schema["title"].text == "Onus: `with` of `approval`")
        #expect(try !schema["description"].text.isEmpty)
        let shows = schema["properties"]["shows"]
        #expect(try !shows["description"].text.isEmpty)
        #expect(shows["default"].value == .list([]))
        #expect(schema["properties"]["secret"]["default"].value == false)
        // Nothing is named that is not there, and nothing is there that nobody names.
        let text = try await Shop().onus("schema", "--of", "approval").result
        let named = Set(text.matches(of: /#\/\$defs\/([a-z_ ]+)/).map { String($0.1) })
        #expect(Set(schema["$defs"].keys) == named)
    }

    @Test("the settings of plugins are in the schema of a project")
    func settings() async throws {
        let schema = try await Shop().onus("schema", "--of", "project").document
        let fund = schema["properties"]["plugins"]["properties"]["fund"]
        #expect(try fund["properties"]["funds"]["description"].text.contains("committed"))
        #expect(fund["additionalProperties"].value == false)
    }
}
