import OnusLanguage
import OnusModel
import Testing

/// What the analyses say of random workflows, held against every run that there can be.
@Suite("Flow, against every run there can be")
struct FlowLawTests {
    @Test("the steps that are reached are those that some run enters")
    func reached() throws {
        let compared = try compare(150, RandomWorkflow.Limits()) { workflow, context, runs in
            let isOneByOne = !workflow.steps.contains(where: \.goesOn)
            for (index, step) in workflow.steps.enumerated() {
                let entry = try #require(context.tree[step.id])
                let isReached = context.flow.reach.reaches(.enter(entry.index))
                let isEntered = runs.entered[index] != nil
                // WHY: beside branches that go on, the game leaves out second passes.
                #expect(
                    isOneByOne ? isReached == isEntered : isReached || !isEntered,
                    "\(step.id) in \(workflow.text)")
            }
        }
        #expect(compared > 100)
    }

    @Test("where every node can reach an end, every run can")
    func ends() throws {
        var (good, bad) = (0, 0)
        let compared = try compare(150, RandomWorkflow.Limits()) { workflow, context, runs in
            let reach = context.flow.reach
            let canAlwaysEnd = reach.nodes.allSatisfy(reach.canReachEnd)
            if canAlwaysEnd { good += 1 } else { bad += 1 }
            if canAlwaysEnd { #expect(runs.stuck == 0, "\(workflow.text)") }
            // A branch or a handler may be stuck while another one ends the run.
            if !workflow.steps.contains(where: { $0.verb == .parallel }),
                !workflow.lists.contains(where: { $0.kind == .handler })
            {
                #expect(canAlwaysEnd == (runs.stuck == 0), "\(workflow.text)")
            }
        }
        #expect(compared > 100)
        #expect(good > 50)
        #expect(bad > 10)
    }

    @Test("what has surely finished has finished in every run, and nothing else has")
    func certain() throws {
        var known = 0
        let compared = try compare(150, RandomWorkflow.Limits()) { workflow, context, runs in
            let isOneByOne = !workflow.steps.contains(where: \.goesOn)
            for (index, step) in workflow.steps.enumerated() {
                guard let seen = runs.entered[index] else { continue }
                let entry = try #require(context.tree[step.id]).index
                for list in workflow.enclosing(step.list) {
                    for other in workflow.lists[list].steps {
                        let id = workflow.steps[other].id
                        let visible = try #require(context.tree[id]).index
                        let certain = context.flow.certain
                        let hasFinished = certain.hasFinished(visible, before: entry)
                        let hasOutputs = certain.hasOutputs(visible, before: entry)
                        if hasFinished { known += 1 }
                        expect(
                            hasFinished, seen.finished.contains(other), isOneByOne,
                            "\(id) before \(step.id) in \(workflow.text)")
                        expect(
                            hasOutputs, seen.given.contains(other), isOneByOne,
                            "\(id) before \(step.id) in \(workflow.text)")
                    }
                }
                expect(
                    context.flow.certain.isSet("v", before: entry), seen.isSet, isOneByOne,
                    "`v` before \(step.id) in \(workflow.text)")
            }
        }
        #expect(compared > 100)
        #expect(known > 200)
    }

    @Test("what conditions tell holds in every run in which they hold")
    func told() throws {
        var limits = RandomWorkflow.Limits()
        limits.hasTests = true
        var (known, told) = (0, 0)
        let compared = try compare(400, limits) { workflow, context, runs in
            let certain = context.flow.certain
            for (index, step) in workflow.steps.enumerated() {
                let entry = try #require(context.tree[step.id]).index
                for other in workflow.enclosing(step.list).flatMap({ workflow.lists[$0].steps }) {
                    let id = workflow.steps[other].id
                    let visible = try #require(context.tree[id]).index
                    let what = "\(id) before \(step.id) in \(workflow.text)"
                    let (before, inside) = (
                        certain.hasFinished(visible, before: entry),
                        certain.hasFinished(visible, inside: entry)
                    )
                    let outputs = certain.hasOutputs(visible, inside: entry)
                    if let seen = runs.entered[index] {
                        #expect(!before || seen.finished.contains(other), "\(what)")
                        let isGiven = certain.hasOutputs(visible, before: entry)
                        #expect(!isGiven || seen.given.contains(other), "\(what)")
                        if before { known += 1 }
                    }
                    if let seen = runs.worked[index] {
                        #expect(!inside || seen.finished.contains(other), "\(what)")
                        #expect(!outputs || seen.given.contains(other), "\(what)")
                        if inside, !before { told += 1 }
                    }
                }
            }
        }
        #expect(compared > 100)
        #expect(known > 100)
        #expect(told > 30)
    }

    @Test("when a block ends, what its outputs may read is there")
    func blocks() throws {
        let compared = try compare(150, RandomWorkflow.Limits()) { workflow, context, runs in
            for (block, seen) in runs.ended {
                let entry = try #require(context.tree[workflow.steps[block].id]).index
                for step in workflow.steps.indices {
                    let inner = try #require(context.tree[workflow.steps[step].id]).index
                    guard context.tree.isInside(inner, entry), inner != entry else { continue }
                    guard !workflow.isInHandler(step) else { continue }
                    let isCertain = context.flow.certain.hasFinished(inner, atEndOf: entry)
                    #expect(
                        !isCertain || seen.contains(step),
                        "\(inner) at the end of \(entry) in \(workflow.text)")
                }
            }
        }
        #expect(compared > 100)
    }

    @Test("a loop is reported where a run can go round for ever without a person")
    func loops() throws {
        var limits = RandomWorkflow.Limits()
        (limits.hasHandlers, limits.hasLimits) = (false, true)
        var found = 0
        let compared = try compare(150, limits) { workflow, context, runs in
            guard !workflow.steps.contains(where: \.goesOn) else { return }
            let reported = diagnostics(of: "W065", context)
            if runs.goesRound { found += 1 }
            #expect(reported.isEmpty != runs.goesRound, "\(workflow.text)")
        }
        #expect(compared > 100)
        #expect(found > 5)
    }

    /// A thing is claimed only if it holds; and, where the game is exact, whenever it holds.
    private func expect(_ claim: Bool, _ truth: Bool, _ isExact: Bool, _ what: String) {
        #expect(isExact ? claim == truth : !claim || truth, "\(what)")
    }

    /// Gives the number of workflows that were small enough to play to the end.
    private func compare(
        _ count: UInt64, _ limits: RandomWorkflow.Limits,
        _ check: (RandomWorkflow, WorkflowContext, AllRuns) throws -> Void
    ) throws -> Int {
        var compared = 0
        for seed in 0..<count {
            let workflow = RandomWorkflow(seed: seed, limits: limits)
            guard let runs = AllRuns(of: workflow) else { continue }
            compared += 1
            let context = try FlowSamples.context(of: workflow.text)
            try check(workflow, context, runs)
        }
        return compared
    }

    private func diagnostics(of code: String, _ context: WorkflowContext) -> [String] {
        Rules.all.filter { $0.code == code }.flatMap { rule -> [String] in
            var report = Report(code: rule.code)
            rule.init().check(context, &report)
            return report.diagnostics.map(\.message)
        }
    }
}
