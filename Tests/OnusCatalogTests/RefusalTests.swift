import OnusCatalog
import OnusPlugin
import OnusValues
import Testing

private struct Stored: ActionTask {
    static let name = "bad.stored"
    var count = 0
    func perform(_ context: ActionContext) async throws -> NoOutput { NoOutput() }
}
private struct Capital: ActionTask {
    static let name = "bad.Capital"
    func perform(_ context: ActionContext) async throws -> NoOutput { NoOutput() }
}
private struct Closed: ActionTask {
    static let name = "bad.closed"
    enum Light: String, Codable, Sendable { case red }
    struct Output: TaskOutput { var light: Light }
    func perform(_ context: ActionContext) async throws -> Output { Output(light: .red) }
}
private struct Endless: ActionTask {
    static let name = "bad.endless"
    struct Node: Codable, Sendable { var children: [Node] }
    struct Output: TaskOutput { var root: Node }
    func perform(_ context: ActionContext) async throws -> Output {
        Output(root: Node(children: []))
    }
}
private struct Payload: ActionTask {
    static let name = "bad.payload"
    enum Kind: Codable, Sendable { case one(Int) }
    struct Output: TaskOutput { var kind: Kind }
    func perform(_ context: ActionContext) async throws -> Output { Output(kind: .one(1)) }
}
private struct Clash: DutyTask {
    static let name = "bad.clash"
    struct Output: TaskOutput { var votes: Int }
    var outcomes: [Outcome] { [Outcome("done")] }
    func evaluate(_ duty: DutyView) -> Verdict<Output> { .pending("") }
}
private struct Hopeless: DutyTask {
    static let name = "bad.hopeless"
    var outcomes: [Outcome] { [Outcome("abstained", settles: false)] }
    func evaluate(_ duty: DutyView) -> Verdict<NoOutput> { .pending("") }
}
private struct Twice: ActionTask {
    static let name = "bad.twice"
    @Parameter("one") var taskID: Bool
    @Parameter("two") var taskId: Bool
    func perform(_ context: ActionContext) async throws -> NoOutput { NoOutput() }
}
private struct Caught: ActionTask {
    static let name = "bad.caught"
    static let errors = [TaskError("any", "")]
    func perform(_ context: ActionContext) async throws -> NoOutput { NoOutput() }
}
private struct Neither: TaskKind {
    static let name = "bad.neither"
}

private struct One<Kind: TaskKind>: SamplePlugin {
    init(settings: Settings) throws {}
    var tasks: [any TaskKind.Type] { [Kind.self] }
}
private struct Double: SamplePlugin {
    init(settings: Settings) throws {}
    var tasks: [any TaskKind.Type] { [Signature.self, Signature.self] }
}
private struct Copy: SamplePlugin {
    static var name: String { "copy" }
    init(settings: Settings) throws {}
    var tasks: [any TaskKind.Type] { [Signature.self] }
}
private struct Picky: SamplePlugin {
    init(settings: Settings) throws { throw SettingsError("path", "must be set") }
    var tasks: [any TaskKind.Type] { [] }
}

@Suite("What the catalog refuses")
struct RefusalTests {
    @Test(
        "a task that cannot be described is refused as it is registered",
        arguments: [
            (
                One<Stored>.self,
                "task `bad.stored` of plugin `sample`: `count` is stored but is no parameter: write "
                    + "`@Parameter(\"…\") var count`, or make it computed or static"
            ),
            (
                One<Capital>.self,
                "task `bad.Capital` of plugin `sample`: a task's name is words of lower-case "
                    + "letters, digits and `_`, with dots between"
            ),
            (
                One<Closed>.self,
                "task `bad.closed` of plugin `sample`: output `bad.closed.light`: an enum needs "
                    + "`CaseIterable`, so that its words are known"
            ),
            (
                One<Endless>.self,
                "task `bad.endless` of plugin `sample`: output `bad.endless.root.children`: a type "
                    + "that contains itself has no end"
            ),
            (
                One<Payload>.self,
                "task `bad.payload` of plugin `sample`: output `bad.payload.kind`: cannot be "
                    + "described: use the types that parameters use, and structs of them"
            ),
            (
                One<Clash>.self,
                "task `bad.clash` of plugin `sample`: output `votes`: every step has a field of "
                    + "this name anyway"
            ),
            (
                One<Hopeless>.self,
                "task `bad.hopeless` of plugin `sample`: declares no outcome, so that no duty of it "
                    + "could end"
            ),
            (
                One<Twice>.self,
                "task `bad.twice` of plugin `sample`: two parameters are called `task_id` in "
                    + "workflows"
            ),
            (
                One<Caught>.self,
                "task `bad.caught` of plugin `sample`: `any` cannot be the name of an error"
            ),
            (
                One<Neither>.self,
                "task `bad.neither` of plugin `sample`: is neither an `ActionTask` nor a `DutyTask`"
            ),
            (Double.self, "task `records.sign` of plugin `sample`: two tasks have this name"),
            (Picky.self, "plugin `sample`: setting `path`: must be set"),
        ] as [(any Plugin.Type, String)])
    func undescribable(plugin: any Plugin.Type, message: String) {
        let error = #expect(throws: CatalogError.self) { try Catalog(plugins: [plugin]) }
        #expect(error?.description == message)
    }

    @Test("two plugins may not share a name, nor their tasks")
    func clashes() {
        let same = #expect(throws: CatalogError.self) {
            try Catalog(plugins: [OfficePlugin.self, OfficePlugin.self])
        }
        #expect(same?.description == "plugin `office`: two plugins have this name")
        let task = #expect(throws: CatalogError.self) {
            try Catalog(plugins: [OfficePlugin.self, Copy.self])
        }
        #expect(
            task?.description == "task `records.sign` of plugin `copy`: plugin `office` has it too")
    }

    @Test("settings that nobody reads are refused")
    func settings() {
        let misspelt = #expect(throws: CatalogError.self) {
            try Catalog(plugins: [OfficePlugin.self], settings: ["office": Settings(["stmp": 1])])
        }
        #expect(
            misspelt?.description == "plugin `office`: setting `stmp`: expected one of `stamp`")
        let absent = #expect(throws: CatalogError.self) {
            try Catalog(plugins: [OfficePlugin.self], settings: ["offic": Settings()])
        }
        #expect(
            absent?.description
                == "plugin `offic`: there are settings for it, but this program was built without it"
        )
    }
}
