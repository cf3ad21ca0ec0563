import OnusCatalog
import OnusPlugin
import OnusValues
import SupervisionTasks
import Testing

@Suite("Inspecting")
struct InspectTests {
    private let given: ValueMap = [
        "subject": "report", "content": ["progress", "spending"], "method": "site visit",
    ]
    private func inspect() throws -> BoundDuty {
        try duty("supervision.inspect", of: SupervisionPlugin.self, given)
    }
    private func report(_ outcome: String, _ fields: ValueMap = [:], _ words: String? = nil) -> Act
    {
        Act(.decide, by: "p1", at: .epoch, outcome: outcome, comment: words, fields: fields)
    }

    @Test("content and method may not be left blank")
    func blanks() throws {
        let task = try #require(
            try Catalog(plugins: [SupervisionPlugin.self]).duty("supervision.inspect"))
        #expect(try task.problems(literals: given) == [])
        #expect(
            try task.problems(literals: ["content": ["", " "], "method": ""])
                .map(\.description) == [
                    "`content` must say what is looked at",
                    "`method` must say how it is looked at",
                ])
        #expect(
            task.description.parameters.filter(\.isRequired).map(\.name)
                == ["subject", "content", "method"])
        #expect(task.description.parameter("subject")?.shape == .step)
        #expect(throws: TaskFault.self) {
            try task.bind(["subject": "report", "content": [], "method": "visit"])
        }
    }

    @Test(
        "findings are said in the field, one a line or as a list, or in the comment",
        arguments: [
            (["findings": "no receipts\n\nlate"], nil, ["no receipts", "late"]),
            (["findings": ["no receipts", " "]], "see there", ["no receipts"]),
            ([:], "no receipts", ["no receipts"]),
        ] as [(ValueMap, String?, [String])])
    func findings(fields: ValueMap, comment: String?, findings: [String]) throws {
        let task = try inspect()
        let act = report("findings", fields, comment)
        #expect(task.refusal(of: act, in: view([nil])) == nil)
        let verdict = try task.evaluate(DutyView(deciders: people(1), acts: [act]))
        #expect(verdict.name == "findings")
        #expect(verdict.outputs?["findings"] == .list(findings.map(Value.string)))
        #expect(verdict.outputs?["inspected_by"] == "p1")
    }

    @Test("findings without a word are refused, and so is clean with findings")
    func refusals() throws {
        let task = try inspect()
        let silent = "say what was found, in the field `findings` or in a comment"
        #expect(task.refusal(of: report("findings"), in: view([nil])) == silent)
        #expect(
            task.refusal(of: report("findings", ["findings": [" "]], nil), in: view([nil]))
                == silent)
        #expect(
            task.refusal(of: report("clean", ["findings": ["a crack"]]), in: view([nil]))
                == "`clean` has no findings: choose `findings`, or leave the field out")
        #expect(task.refusal(of: report("clean", [:], "all in order"), in: view([nil])) == nil)
    }

    @Test("both outcomes go on, and a clean report has no findings")
    func clean() throws {
        let task = try inspect()
        #expect(task.outcomes.map(\.continues) == [true, true])
        let verdict = try task.evaluate(
            DutyView(deciders: people(2), acts: [report("clean", [:], "all in order")]))
        #expect(verdict.because == "p1 reported nothing amiss")
        #expect(verdict.outputs?["findings"] == [])
    }
}

@Suite("Rectifying")
struct RectifyTests {
    private let proof = File(name: "photo.jpg", digest: "cc", size: 3)

    @Test("it needs words and files, and a verifier who says what is missing")
    func rectify() throws {
        let task = try duty(
            "supervision.rectify", of: SupervisionPlugin.self, ["findings": ["no receipts"]])
        var act = Act(.decide, by: "p1", at: .epoch, outcome: "rectified")
        let open = view([nil])
        #expect(task.refusal(of: act, in: open) == "say in a comment what was done")
        act.comment = "receipts found"
        #expect(
            task.refusal(of: act, in: open)
                == "`rectified` needs 1 file as evidence, and none handed in so far")
        act.evidence = [proof]
        #expect(task.refusal(of: act, in: open) == nil)
        #expect(try task.evaluate(open).missing == "1 finding is to be put right")
        let verdict = try task.evaluate(DutyView(deciders: people(1), acts: [act]))
        #expect(verdict.name == "rectified")
        #expect(verdict.outputs?["measures"] == "receipts found")
        var back = Act(.verify, by: "p9", at: .epoch, outcome: Act.returned)
        #expect(task.refusal(of: back, in: open) == "say in a comment what is still missing")
        back.comment = "one is missing"
        #expect(task.refusal(of: back, in: open) == nil)
        let returned = DutyView(deciders: people(1), acts: [act, back])
        #expect(try task.evaluate(returned).name == nil)
    }

    @Test("the kind asks for somebody else who verifies it")
    func verifier() throws {
        let catalog = try Catalog(plugins: [SupervisionPlugin.self])
        #expect(catalog.task("supervision.rectify")?.description.needsVerifier == true)
        #expect(catalog.task("supervision.inspect")?.description.needsVerifier == false)
        let task = try #require(catalog.duty("supervision.rectify"))
        #expect(
            try task.problems(literals: ["findings": [], "evidence": -1]).map(\.description) == [
                "`findings` must say what is to be put right", "`evidence` is 0 or more",
            ])
    }
}
