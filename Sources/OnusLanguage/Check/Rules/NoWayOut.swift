import OnusModel

/// Steps from which no end can be reached.
struct NoWayOut: Rule {
    static let code = "W063"
    static let title = "an end cannot be reached"
    static let explanation = """
        From every step that can be reached there must be a way to an `end`, or, inside a branch \
        or a handler, to the end of its list. A run that comes to a step without such a way goes \
        round for ever, however people decide. Let one of the steps lead out of the loop. And a \
        workflow whose every way is a `fail` is an incident whenever it is started.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        checkFailures(workflow, &report)
        for steps in StuckSteps(workflow).groups {
            guard let first = steps.first else { continue }
            let entry = workflow.tree.entries[first]
            let others = steps.dropFirst().map { workflow.tree.entries[$0].id }
            report.error(
                others.isEmpty
                    ? "the step `\(entry.id)` leads only to itself, so the run cannot end"
                    : "the step `\(entry.id)` leads only to \(Spelling.list(others)) and back, so "
                        + "the run cannot end",
                at: entry.syntax.id.location,
                help: "let one of them lead out, with a `then` to a step from which an `end` can "
                    + "be reached", related: workflow.wayThere(to: .enter(first)))
        }
    }

    /// Where nothing but a `fail` is ever reached.
    private func checkFailures(_ workflow: WorkflowContext, _ report: inout Report) {
        let reached = workflow.tree.entries.filter {
            workflow.flow.reach.reaches(.enter($0.index))
        }
        guard let failure = reached.first(where: { $0.syntax.isFailure }),
            !reached.contains(where: { $0.syntax.isEnd }), StuckSteps(workflow).groups.isEmpty
        else { return }
        report.error(
            "no `end` can be reached, so every run fails", at: failure.syntax.id.location,
            help: "let some way lead to an `end`")
    }
}

/// The steps that a run can come to and never get away from.
struct StuckSteps {
    /// Each a loop that leads nowhere else, in the order of the text.
    let groups: [[Int]]
    /// Where the runs would go if the loops let them pass.
    let successors: [FlowGraph.Node]

    init(_ workflow: WorkflowContext) {
        let reach = workflow.flow.reach
        let stuck = reach.nodes.filter { !reach.canReachEnd($0) }
        guard !stuck.isEmpty else {
            (groups, successors) = ([], [])
            return
        }
        let circles = Circles(stuck.map(\.rawValue)) { node in
            reach.onward(from: FlowGraph.Node(rawValue: node)).map(\.rawValue)
        }
        let ends = circles.groups.filter { group in
            let members = Set(group)
            return group.allSatisfy { node in
                reach.onward(from: FlowGraph.Node(rawValue: node)).allSatisfy {
                    members.contains($0.rawValue)
                }
            }
        }
        groups = ends.map { group in
            Set(group.compactMap { FlowGraph.Node(rawValue: $0).step }).sorted()
        }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
        successors = groups.flatMap { $0 }.flatMap { step -> [FlowGraph.Node] in
            let entry = workflow.tree.entries[step]
            let list = workflow.tree.lists[entry.list]
            let next = entry.position + 1
            return [
                .finish(step),
                next < list.steps.count ? .enter(list.steps[next]) : .over(list: list.index),
            ]
        }
    }
}

extension StepSyntax {
    fileprivate var isEnd: Bool { if case .end = verb { true } else { false } }
    fileprivate var isFailure: Bool { if case .fail = verb { true } else { false } }
}
