import OnusCatalog
import OnusPlugin
import OnusValues
import Testing

@Suite("What the catalog says about task kinds")
struct DescriptionTests {
    let catalog: Catalog
    init() throws { catalog = try Catalog(plugins: [OfficePlugin.self]) }

    @Test("parameters are described in the order of declaration, with names as authors write them")
    func parameters() throws {
        let task = try #require(catalog.task("patent.status")?.description)
        #expect(
            task.parameters.map(\.name) == [
                "number", "maximum_age", "depth", "fee", "asked_by", "patience", "extra",
            ])
        #expect(task.parameter("number")?.isRequired == true)
        #expect(task.parameter("number")?.defaultValue == nil)
        #expect(task.parameter("maximum_age")?.defaultValue == .int(1))
        #expect(task.parameter("maximum_age")?.help == "How old an answer may be, in days.")
        #expect(task.parameter("depth")?.shape == .choice(["quick", "full"]))
        #expect(task.parameter("depth")?.defaultValue == .string("quick"))
        #expect(task.parameter("fee")?.isRequired == false)
        #expect(task.parameter("fee")?.defaultValue == nil)
        #expect(task.parameter("fee")?.shape.valueType == .decimal)
        #expect(task.parameter("asked_by")?.isRequired == true)
        #expect(task.parameter("patience")?.defaultValue == .duration(.seconds(60)))
        #expect(task.errors.map(\.name) == ["unknown_patent"])
        #expect(task.sort == .action && task.plugin == "office")
    }

    @Test("outputs are described with their types, nested structs and absent fields too")
    func outputs() throws {
        let fields = try #require(catalog.task("patent.status")?.description.outputs)
        let types = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
        #expect(
            fields.map(\.name) == [
                "in_force", "owners", "main_owner", "checked_at", "light", "fees_paid",
                "asked_by", "papers", "raw", "fee",
            ])
        #expect(types["in_force"]?.type == .bool)
        #expect(types["light"]?.type == .string)
        #expect(types["fees_paid"]?.type == .map(.string, .decimal))
        #expect(types["asked_by"]?.type == .people)
        #expect(types["papers"]?.type == .list(.file))
        #expect(types["checked_at"]?.type == .timestamp)
        #expect(types["fee"]?.type == .decimal && types["fee"]?.mayBeAbsent == true)
        #expect(types["raw"]?.type == .dyn && types["raw"]?.mayBeAbsent == true)
        guard case .list(.record(let owner)) = types["owners"]?.type else {
            Issue.record("owners is no list of records")
            return
        }
        #expect(owner.fields.map(\.name) == ["name", "share"])
        #expect(owner.fields.map(\.type) == [.string, .decimal])
        #expect(types["main_owner"]?.mayBeAbsent == true)
    }

    @Test("tasks and channels are found by name, and each plugin lists its own")
    func names() {
        #expect(catalog.taskNames == ["patent.status", "records.sign"])
        #expect(catalog.channelNames == ["pigeon"])
        #expect(catalog.channel("pigeon") is Pigeon)
        #expect(catalog.task("patent.stato") == nil)
        #expect(catalog.duty("patent.status") == nil && catalog.action("records.sign") == nil)
        #expect(catalog.plugins.map(\.name) == ["office"])
        #expect(catalog.plugins.first?.channels == ["pigeon"])
        #expect(catalog.duty("records.sign")?.description.needsVerifier == true)
    }
}
