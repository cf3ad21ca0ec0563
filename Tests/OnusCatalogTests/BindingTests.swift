import OnusCatalog
import OnusPlugin
import OnusValues
import Testing

@Suite("A task bound to the values of a step")
struct BindingTests {
    let status: RegisteredAction
    let signature: RegisteredDuty

    init() throws {
        let catalog = try Catalog(plugins: [OfficePlugin.self])
        status = try #require(catalog.action("patent.status"))
        signature = try #require(catalog.duty("records.sign"))
    }

    @Test("an action gets its values and its defaults, and gives its outputs in snake_case")
    func perform() async throws {
        let given: ValueMap = [
            "number": "CN1", "depth": "full", "fee": .int(7), "asked_by": "li.wei",
            "extra": ["a": [1, 2]],
        ]
        let outputs = try await status.perform(given, .bare)
        #expect(outputs["in_force"] == true)
        #expect(outputs["light"] == "green")
        #expect(outputs["main_owner"] == nil)
        #expect(outputs["asked_by"] == ["li.wei"])
        #expect(outputs["fee"] == .decimal(7))
        #expect(outputs["raw"] == ["a": [1, 2]])
        #expect(outputs["checked_at"] == .timestamp(.epoch))
        #expect(outputs["owners"]?.listValue?.first?.mapValue?["name"] == "1 full 60.0 seconds")
    }

    @Test(
        "values that do not fit are refused in the author's words",
        arguments: [
            (["asked_by": []], "task `patent.status`: parameter `number` must be given"),
            (
                ["number": "1", "asked_by": [], "ag": 1],
                "task `patent.status`: parameter `ag` is not known"
            ),
            (
                ["number": "1", "asked_by": [], "maximum_age": "old"],
                "task `patent.status`: parameter `maximum_age` does not fit: "
                    + "expected int, got the string `old`"
            ),
            (
                ["number": "1", "asked_by": ["a", 2]],
                "task `patent.status`: parameter `asked_by.1` does not fit: "
                    + "expected string, got the int `2`"
            ),
            (["number": "", "asked_by": []], "task `patent.status`: parameter `number` is empty"),
        ] as [(ValueMap, String)])
    func misfits(given: ValueMap, message: String) async throws {
        let fault = await #expect(throws: TaskFault.self) {
            try await status.perform(given, .bare)
        }
        #expect(fault?.description == message)
    }

    @Test("null counts as not given")
    func null() async throws {
        let given: ValueMap = ["number": "1", "asked_by": [], "maximum_age": .null, "fee": .null]
        let outputs = try await status.perform(given, .bare)
        #expect(outputs["fee"] == nil)
        #expect(outputs["owners"]?.listValue?.first?.mapValue?["name"] == "1 quick 60.0 seconds")
    }

    @Test("a declared failure passes through, an undeclared one is the plugin's mistake")
    func failures() async throws {
        await #expect(throws: TaskFailure("unknown_patent", "unknown")) {
            try await status.perform(["number": "unknown", "asked_by": []], .bare)
        }
        let fault = await #expect(throws: TaskFault.self) {
            try await status.perform(["number": "odd", "asked_by": []], .bare)
        }
        #expect(fault?.cause == .task)
    }

    @Test("problems are told for literals only, never for what is not known yet")
    func problems() throws {
        #expect(try status.problems(literals: ["number": ""]).map(\.parameter) == ["number"])
        #expect(try status.problems(literals: [:]) == [])
        #expect(try status.problems(literals: ["number": ""], unknown: ["number"]) == [])
    }

    @Test("a duty's outcomes depend on its literals")
    func outcomes() throws {
        #expect(try signature.bind(literals: [:]).outcomes.map(\.name) == ["signed"])
        let bound = try signature.bind(literals: ["alternatives": ["lost"]])
        #expect(bound.outcomes.map(\.name) == ["signed", "lost"])
    }

    @Test("a duty task answers through the catalog as it does directly")
    func evaluate() throws {
        let bound = try signature.bind(["needed": 2])
        let one = Act(.decide, by: "a", at: .epoch, outcome: "signed")
        let two = Act(.decide, by: "b", at: .epoch, outcome: "signed")
        #expect(
            try bound.evaluate(DutyView(deciders: ["a", "b"], acts: [one]))
                == .pending("1 of 2 signed"))
        #expect(
            try bound.evaluate(DutyView(deciders: ["a", "b"], acts: [one, two]))
                == .outcome("signed", outputs: ["signed_by": ["a", "b"]], because: "enough"))
        let odd = Act(.decide, by: "a", at: .epoch, outcome: "odd")
        #expect(bound.refusal(of: odd, in: DutyView(deciders: ["a"], acts: [])) == "say why")
        #expect(bound.awaited(in: DutyView(deciders: ["a", "b"], acts: [one])) == ["b"])
    }

    @Test("an outcome that was never declared does not get into the record")
    func undeclared() throws {
        let odd = Act(.decide, by: "a", at: .epoch, outcome: "odd")
        let fault = #expect(throws: TaskFault.self) {
            try signature.bind([:]).evaluate(DutyView(deciders: ["a"], acts: [odd]))
        }
        #expect(
            fault?.description
                == "task `records.sign` arrived at `odd`, which it never declared")
    }
}
