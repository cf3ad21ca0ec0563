import ApprovalTasks
import OnusCatalog
import OnusPlugin
import OnusValues
import Testing

@Suite("Approval")
struct ApprovalTests {
    private func approval(_ parameters: ValueMap = [:]) throws -> BoundDuty {
        try duty("approval", of: ApprovalPlugin.self, parameters)
    }
    private let yes = "approved"
    private let no = "rejected"

    @Test(
        "the record shows the arithmetic",
        arguments: [
            ([:], ["approved", nil], "approved", "p1 decided, one is enough"),
            (
                ["rule": ["share": "2/3"]],
                [
                    "approved", "approved", "approved", "approved", "rejected", "rejected",
                    "rejected",
                ],
                "rejected", "4 of 7 approved, 2/3 need 5"
            ),
            (
                ["rule": ["share": "2/3"]],
                ["approved", "rejected", "rejected", "rejected", nil, nil, nil],
                "rejected", "1 of 7 approved, 2/3 need 5, 3 did not decide"
            ),
            (
                ["rule": "majority", "abstain": "allowed"], ["approved", "approved", "abstained"],
                "approved", "2 of 2 approved, a majority needs 2, 1 abstained"
            ),
            (
                ["rule": "all"], ["approved", "approved"], "approved",
                "2 of 2 approved, all 2 are needed"
            ),
            (
                ["rule": "any"], ["rejected", "rejected"], "rejected",
                "0 of 2 approved, one is needed"
            ),
            (
                ["rule": ["at_least": 2]], ["approved", "rejected", "rejected"], "rejected",
                "1 of 3 approved, at least 2 are needed"
            ),
            (
                ["rule": "majority", "tie": "returned"], ["approved", "rejected"], "returned",
                "1 against 1, a tie"
            ),
            (
                ["rule": "all", "abstain": "allowed"], ["abstained", "abstained"], "rejected",
                "everybody abstained"
            ),
            (
                ["rule": "any", "quorum": 3], ["approved", "approved"], "rejected",
                "the quorum of 3 cannot be reached with 2 deciders"
            ),
            (
                ["rule": "majority", "veto": ["p2"]], ["approved", "rejected", "approved"],
                "rejected", "p2 vetoed it"
            ),
            (
                ["rule": "majority", "veto": "p2", "secret": true], [nil, "rejected", nil],
                "rejected", "there was a veto"
            ),
            (
                ["rule": "majority", "outcomes": ["warning", "demerit", "none"]],
                ["demerit", "none", "demerit"], "demerit",
                "2 of 3 chose `demerit`, a majority needs 2"
            ),
            (
                ["rule": "majority", "outcomes": ["warning", "demerit", "none"]],
                ["demerit", "none", "warning"], "undecided",
                "warning 1, demerit 1, none 1: a majority needs 2"
            ),
            ([:], [], "rejected", "nobody is left who could decide"),
        ] as [(ValueMap, [String?], String, String)])
    func arithmetic(
        parameters: ValueMap, votes: [String?], outcome: String, because: String
    ) throws {
        let verdict = try approval(parameters).evaluate(view(votes))
        #expect(verdict.name == outcome)
        #expect(verdict.because == because)
    }

    @Test(
        "while it is open people read what is missing",
        arguments: [
            ([:], [nil, nil], "nobody has decided yet"),
            (["rule": "all"], ["approved", nil], "1 of 2 decided, all 2 are needed"),
            (["rule": "all", "secret": true], ["approved", nil], "1 of 2 decided"),
            (
                ["rule": "any", "quorum": 2], ["approved", nil, nil],
                "1 of 3 decided, the quorum is 2"
            ),
            (
                ["rule": "any", "veto": ["p3", "p9"]], ["approved", nil, nil],
                "enough approved; p3 may still veto"
            ),
        ] as [(ValueMap, [String?], String)])
    func missing(parameters: ValueMap, votes: [String?], text: String) throws {
        #expect(try approval(parameters).evaluate(view(votes)).missing == text)
    }

    @Test("a refusal is a return when more people returned it than rejected it")
    func returns() throws {
        let all = try approval(["rule": "all"])
        #expect(try all.evaluate(view(["returned", nil, nil])).name == "returned")
        #expect(try all.evaluate(view(["rejected", nil, nil])).name == "rejected")
        let majority = try approval(["rule": "majority"])
        let split = ["approved", "returned", "returned", "rejected", "approved"]
        #expect(try majority.evaluate(view(split)).name == "returned")
        let even = ["approved", "returned", "rejected"]
        #expect(try majority.evaluate(view(even)).name == "rejected")
    }

    @Test("until it is settled the last decision of a person counts")
    func secondThoughts() throws {
        let all = try approval(["rule": "majority"])
        let acts =
            decisions(["rejected", "approved", nil]) + decisions(["approved", nil, nil])
        let verdict = try all.evaluate(DutyView(deciders: people(3), acts: acts))
        #expect(verdict.name == yes)
        #expect(verdict.outputs?["approved"] == 2)
    }

    @Test("in order, nobody decides before their turn, and the duty lies on one desk at a time")
    func inOrder() throws {
        let task = try approval(["rule": "in_order"])
        let start = view([nil, nil, nil])
        let second = Act(.decide, by: "p2", at: .epoch, outcome: yes)
        #expect(task.refusal(of: second, in: start) == "it is the turn of p1 first")
        #expect(task.awaited(in: start) == ["p1"])
        let later = view([yes, nil, nil])
        #expect(task.refusal(of: second, in: later) == nil)
        #expect(task.awaited(in: later) == ["p2"])
        let again = Act(.decide, by: "p1", at: .epoch, outcome: no)
        #expect(task.refusal(of: again, in: later) == nil)
        #expect(try task.evaluate(view([yes, no, nil])).name == no)
        #expect(try task.evaluate(view([yes, yes, yes])).name == yes)
    }

    @Test("a delegate's decision is the voice of the person who delegated")
    func delegation() throws {
        let act = Act(.decide, by: "deputy", onBehalfOf: "p1", at: .epoch, outcome: yes)
        let verdict = try approval().evaluate(DutyView(deciders: people(1), acts: [act]))
        #expect(verdict.because == "deputy for p1 decided, one is enough")
    }

    @Test("comments of secret decisions come in the order of their texts")
    func secretComments() throws {
        let acts = [("p1", "zebra"), ("p2", "apple")].map { person, words in
            Act(.decide, by: Person(person), at: .epoch, outcome: yes, comment: words)
        }
        let duty = DutyView(deciders: people(2), acts: acts)
        #expect(
            try approval(["rule": "all"]).evaluate(duty).outputs?["comments"] == ["zebra", "apple"])
        #expect(
            try approval(["rule": "all", "secret": true]).evaluate(duty).outputs?["comments"]
                == ["apple", "zebra"])
    }

    @Test("a comment can be demanded, always or for a refusal")
    func comments() throws {
        let approve = Act(.decide, by: "p1", at: .epoch, outcome: yes, comment: "  ")
        var reject = Act(.decide, by: "p1", at: .epoch, outcome: no)
        let open = view([nil])
        #expect(try approval().refusal(of: reject, in: open) == nil)
        #expect(
            try approval(["comment": "required"]).refusal(of: approve, in: open)
                == "a decision needs a comment")
        let unless = try approval(["comment": "unless_approved"])
        #expect(unless.refusal(of: approve, in: open) == nil)
        #expect(unless.refusal(of: reject, in: open) == "`rejected` needs a comment")
        reject.comment = "the budget is too high"
        #expect(unless.refusal(of: reject, in: open) == nil)
        let verdict = try unless.evaluate(DutyView(deciders: people(1), acts: [reject]))
        #expect(verdict.outputs?["comments"] == ["the budget is too high"])
        #expect(verdict.outputs?["counts"] == ["rejected": 1])
    }

    @Test("secrecy is announced to those who show duties")
    func secrecy() throws {
        #expect(try approval().isSecret == false)
        #expect(try approval(["secret": true]).isSecret)
    }

    @Test("outcomes depend on the parameters")
    func outcomes() throws {
        #expect(
            try approval().outcomes == [
                Outcome("approved", continues: true), Outcome("rejected", mustBeMapped: true),
                Outcome("returned"),
            ])
        let tied = try approval(["rule": "majority", "tie": "second_round"]).outcomes
        #expect(tied.last == Outcome("second_round", isOffered: false))
        let sure = try approval(["outcomes": ["warning", "none"]])
        #expect(sure.outcomes.map(\.name) == ["warning", "none"])
        #expect(
            try sure.evaluate(view([])) == .pending("nobody is left who could decide"))
        let own = try approval(["outcomes": ["warning", "none"], "abstain": "allowed"]).outcomes
        #expect(own.map(\.name) == ["warning", "none", "abstained", "undecided"])
        #expect(own.map(\.mustBeMapped) == [true, true, false, true])
        let settled = try approval(["outcomes": ["warning", "none"], "tie": "none"]).outcomes
        #expect(settled.map(\.name) == ["warning", "none"])
    }
}

@Suite("Parameters of an approval")
struct ApprovalParameterTests {
    private func approval() throws -> RegisteredDuty {
        try #require(try Catalog(plugins: [ApprovalPlugin.self]).duty("approval"))
    }

    @Test(
        "what makes no sense is said as the workflow is checked",
        arguments: [
            (["rule": ["at_least": 0]], "`rule` needs `at_least` to be 1 or more"),
            (["rule": ["share": "3/2"]], "`rule` needs a `share` above 0 and not above 1"),
            (["rule": ["share": 0]], "`rule` needs a `share` above 0 and not above 1"),
            (["quorum": 0, "rule": "any"], "`quorum` is 1 or more"),
            (["quorum": 2], "`quorum` has no sense under the rule `first`"),
            (["veto": ["p1"]], "`veto` has no sense under the rule `first`"),
            (["tie": "returned"], "`tie` is possible under the rule `majority` only"),
            (
                ["tie": "any", "rule": "majority"],
                "`tie` names an outcome, and `any` cannot be one"
            ),
            (["outcomes": ["one"]], "`outcomes` gives people nothing to choose between"),
            (["outcomes": ["one", "one"]], "`outcomes` has one twice"),
            (
                ["outcomes": ["one", "Two"]],
                "`outcomes` has `Two`, which cannot be an outcome's name"
            ),
            (
                ["outcomes": ["one", "two"], "rule": "all", "veto": ["p1"]],
                "`veto` needs the outcomes approved and rejected"
            ),
        ] as [(ValueMap, String)])
    func problems(parameters: ValueMap, message: String) throws {
        #expect(try approval().problems(literals: parameters).map(\.description) == [message])
    }

    @Test(
        "a rule that nobody can read is refused where it stands",
        arguments: [
            (
                ["rule": "most"],
                "task `approval`: parameter `rule` does not fit: expected `first`, `any`, `all`, "
                    + "`majority`, `in_order`, `{at_least: N}` or `{share: 2/3}`, "
                    + "got the string `most`"
            ),
            (
                ["rule": ["share": "two thirds"]],
                "task `approval`: parameter `rule.share` does not fit: expected a share such as "
                    + "`2/3`, got something else"
            ),
            (
                ["rule": ["share": "1/2", "at_least": 1]],
                "task `approval`: parameter `rule` does not fit: expected `first`, `any`, `all`, "
                    + "`majority`, `in_order`, `{at_least: N}` or `{share: 2/3}`, "
                    + "got a map with other keys"
            ),
            (
                ["outcomes": ["one", 2]],
                "task `approval`: parameter `outcomes.1` does not fit: expected string, "
                    + "got the int `2`"
            ),
        ] as [(ValueMap, String)])
    func unreadable(parameters: ValueMap, message: String) throws {
        let fault = #expect(throws: TaskFault.self) { try approval().bind(parameters) }
        #expect(fault?.description == message)
    }

    @Test(
        "a share is exact, however it is written",
        arguments: [
            ("2/3", 3, 2), ("2/3", 7, 5), ("0.6667", 3, 3), ("60%", 5, 3), ("0.5", 4, 2),
            ("1/3", 3, 1), ("1", 4, 4), (" 2 / 3 ", 6, 4), ("999999999/1000000000", 3, -1),
        ])
    func shares(text: String, voters: Int, need: Int) throws {
        let parameters: ValueMap = ["rule": ["share": .string(text)]]
        guard need > 0 else {
            #expect(throws: TaskFault.self) { try approval().bind(parameters) }
            return
        }
        let task = try approval().bind(parameters)
        let enough = (0..<voters).map { $0 < need ? "approved" : "rejected" }
        let short = (0..<voters).map { $0 < need - 1 ? "approved" : "rejected" }
        #expect(try task.evaluate(view(enough)).name == "approved")
        #expect(try task.evaluate(view(short)).name == "rejected")
    }
}
