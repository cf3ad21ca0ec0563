import ApprovalTasks
import EscalationTasks
import FundTasks
import NotificationTasks
import OnusPlugin
import OnusTesting
import OnusValues
import ProcessTasks
import ResponsibilityTasks
import SupervisionTasks
import Testing

@Suite("The contract of plugins")
struct ContractTests {
    @Test(
        "our own plugins keep it",
        arguments: [
            PluginContract(
                ApprovalPlugin.self,
                examples: [
                    "approval": [
                        [:], ["rule": "any"], ["rule": "all", "abstain": "allowed"],
                        ["rule": "majority", "tie": "second_round", "quorum": 2],
                        ["rule": ["share": "2/3"], "veto": ["person.0"], "secret": true],
                        ["rule": "in_order", "comment": "required"],
                        ["rule": ["at_least": 2], "outcomes": ["warning", "none"]],
                        ["outcomes": ["warning", "none"], "abstain": "allowed"],
                    ]
                ]),
            PluginContract(
                ResponsibilityPlugin.self,
                examples: ["responsibility.deliver": [[:], ["each": true, "evidence": 2]]]),
            PluginContract(
                SupervisionPlugin.self,
                examples: [
                    "supervision.inspect": [
                        ["subject": "report", "content": ["spending"], "method": "site visit"]
                    ],
                    "supervision.rectify": [["findings": ["no receipts"]]],
                ], fields: ["findings": ["a crack", ["a crack", 2], .null]]),
            PluginContract(EscalationPlugin.self, settings: ["utc_offset": "+08:00"]),
            PluginContract(
                FundPlugin.self, settings: ["funds": ["technology": "100"]],
                examples: ["fund.reserve": [["fund": "technology", "amount": .decimal(40)]]]),
            PluginContract(
                NotificationPlugin.self, settings: ["file": "/dev/null"],
                examples: ["notify": [["to": ["li.wei"], "subject": "hello"]]]),
            PluginContract(
                ProcessPlugin.self,
                examples: ["process.run": [["program": "/bin/echo", "arguments": ["{}"]]]]),
        ])
    func ours(contract: PluginContract) async {
        let violations = await contract.violations()
        #expect(violations == [])
    }

    @Test("a plugin that breaks it is told how")
    func planted() async {
        let contract = PluginContract(
            BrokenPlugin.self, examples: ["broken.forgetful": [[:]], "broken.absent": [[:]]])
        #expect(
            await contract.violations() == [
                "task `broken.moody`: nothing says what `mood` is for",
                "task `broken.forgetful` has no summary",
                "task `broken.forgetful` writes again when it is tried again with the same key",
                "task `broken.moody` awaits somebody who does not decide",
                "task `broken.moody` offers `never`, but nothing people did led to it; when it reads "
                    + "form fields, name them in `fields`",
                "task `broken.undeclared` arrived at `surprise`, which it never declared",
                "there is an example for `broken.absent`, but no such task",
            ])
    }

    @Test("a plugin that cannot be registered is told why")
    func unregistered() async {
        let contract = PluginContract(ApprovalPlugin.self, settings: ["rule": "all"])
        #expect(
            await contract.violations() == [
                "plugin `approval`: setting `rule`: there are no settings here"
            ])
    }
}

private struct BrokenPlugin: Plugin {
    static let name = "broken"
    init(settings: Settings) throws {}
    var tasks: [any TaskKind.Type] { [Moody.self, Undeclared.self, Forgetful.self] }
}

private struct Moody: DutyTask {
    static let name = "broken.moody"
    static let summary = "Knows nobody."
    @Parameter("") var mood: String = "good"
    var outcomes: [Outcome] { [Outcome("done", continues: true), Outcome("never")] }
    func awaited(in duty: DutyView) -> [Person] { ["nobody"] }
    func evaluate(_ duty: DutyView) -> Verdict<NoOutput> {
        duty.decisions.isEmpty ? .pending("open") : .outcome("done", NoOutput(), because: "")
    }
}

private struct Undeclared: DutyTask {
    static let name = "broken.undeclared"
    static let summary = "Ends as nobody expected."
    var outcomes: [Outcome] { [Outcome("done")] }
    func evaluate(_ duty: DutyView) -> Verdict<NoOutput> {
        duty.acts.isEmpty ? .pending("open") : .outcome("surprise", NoOutput(), because: "")
    }
}

private struct Forgetful: ActionTask {
    static let name = "broken.forgetful"
    func perform(_ context: ActionContext) async throws -> NoOutput {
        let count = try await context.store.get("count")?.intValue ?? 0
        try await context.store.set("count", .int(count + 1))
        return NoOutput()
    }
}
