import OnusCEL
import OnusModel

/// A step to which no way leads.
struct UnreachedStep: Rule {
    static let code = "W062"
    static let title = "a step is never reached"
    static let explanation = """
        A step is reached when the step before it goes on, or when a `then`, a `catch`, a case or \
        a handler names it. One that nothing leads to never runs, so its duty is never asked of \
        anybody. A `parallel` goes on only when the branches that it waits for come to their ends; \
        a branch all of whose ways lead out of the block never does. The same holds of a step \
        whose condition asks an input what a condition before it has answered otherwise. A handler \
        never begins whose condition asks for the end of its scope's last step, since the scope is \
        over then.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let graph = workflow.flow.graph
        var reach = workflow.flow.reach
        // WHY: a loop without a way out is a mistake of its own; what lies behind it is none.
        reach.spread(from: StuckSteps(workflow).successors)
        let unreached = workflow.tree.entries.filter { !reach.reaches(.enter($0.index)) }
        for entry in heads(of: unreached, workflow.tree, graph, { reach.reaches($0) }) {
            let (message, help) = words(entry, workflow)
            report.error(message, at: entry.syntax.id.location, help: help)
        }
        tellRuledOut(workflow, &report)
        for list in workflow.tree.lists { check(handler: list, workflow, &report) }
    }

    /// What stands behind conditions that contradict each other.
    private func tellRuledOut(_ workflow: WorkflowContext, _ report: inout Report) {
        let (reach, certain) = (workflow.flow.reach, workflow.flow.certain)
        let ruledOut = workflow.tree.entries.filter {
            reach.reaches(.enter($0.index)) && certain.isRuledOut(inside: $0.index)
        }
        let heads = heads(of: ruledOut, workflow.tree, workflow.flow.graph) {
            !reach.reaches($0) || !certain.isRuledOut($0)
        }
        for entry in heads where !isOtherwise(entry, workflow.tree) {
            report.error(
                "the step `\(entry.id)` is never reached, whatever the inputs are",
                at: entry.syntax.id.location,
                help: "the conditions on the way to it contradict each other; change one of them, "
                    + "or remove the step")
        }
    }

    /// What is meant for the day when a case is forgotten may be left without a way to it.
    private func isOtherwise(_ entry: StepTree.Entry, _ tree: StepTree) -> Bool {
        guard entry.position == 0, case .choice(let choice) = tree.lists[entry.list].kind else {
            return false
        }
        return choice.condition == nil
    }

    /// No handler begins once the steps of its scope are over.
    private func check(
        handler list: StepTree.List, _ workflow: WorkflowContext, _ report: inout Report
    ) {
        guard case .handler(let handler) = list.kind,
            case .condition(let condition) = handler.trigger,
            let steps = list.owner.flatMap({ workflow.tree.entries[$0].lists.first }),
            let outline = FlowConditions.outline(condition)
        else { return }
        let last = outline.finished.lazy.compactMap { workflow.tree[$0] }.first { step in
            step.list == steps && isLast(step, of: steps, workflow)
        }
        guard let last else { return }
        report.error(
            "the handler `\(handler.id.value)` never begins: when `\(last.id)` has finished, so have "
                + "the steps of the scope",
            at: condition.location,
            help: "put what it does behind the scope, or wait for something else")
    }

    /// Whether nothing of a list follows a step, on whatever way it ends.
    private func isLast(
        _ step: StepTree.Entry, of list: Int, _ workflow: WorkflowContext
    ) -> Bool {
        let graph = workflow.flow.graph
        let finish = FlowGraph.Node.finish(step.index)
        let next = graph.edges(from: finish).map(\.to)
        // What has finished once counts when the scope begins anew.
        let scope = workflow.tree.lists[list].owner.map { workflow.tree.entries[$0] }
        guard let scope, !next.isEmpty, !workflow.mayComeAgain(to: scope, after: finish) else {
            return false
        }
        return next.allSatisfy { node in
            node.step.map { !workflow.tree.isIn(workflow.tree.entries[$0], list: list) } ?? true
        }
    }

    /// Of all steps that are not reached, those that no other of them leads to.
    private func heads(
        of unreached: [StepTree.Entry], _ tree: StepTree, _ graph: FlowGraph,
        _ isAlive: @escaping (FlowGraph.Node) -> Bool
    ) -> [StepTree.Entry] {
        let groups = Circles(unreached.map { FlowGraph.Node.enter($0.index).rawValue }) { node in
            graph.next(FlowGraph.Node(rawValue: node)).filter { !isAlive($0) }.map(\.rawValue)
        }
        var group: [Int: Int] = [:]
        for (number, members) in groups.groups.enumerated() {
            for member in members { group[member] = number }
        }
        var isLedTo: Set<Int> = []
        for (node, number) in group {
            for target in graph.next(FlowGraph.Node(rawValue: node)) {
                guard let other = group[target.rawValue], other != number else { continue }
                isLedTo.insert(other)
            }
        }
        var told: Set<Int> = []
        return unreached.filter { entry in
            guard let number = group[FlowGraph.Node.enter(entry.index).rawValue] else {
                return false
            }
            return !isLedTo.contains(number) && told.insert(number).inserted
        }
    }

    private func words(
        _ entry: StepTree.Entry, _ workflow: WorkflowContext
    ) -> (message: String, help: String) {
        let message = "the step `\(entry.id)` is never reached"
        let remedy = "name it in a `then` or a `catch`, or remove it"
        let steps = workflow.tree.lists[entry.list].steps
        guard entry.position > 0 else { return (message, remedy) }
        let before = workflow.tree.entries[steps[entry.position - 1]]
        switch before.syntax.verb {
        case .end: return (message, "`\(before.id)` ends the run before it; \(remedy)")
        case .fail: return (message, "`\(before.id)` raises an error before it; \(remedy)")
        case .parallel where !workflow.flow.reach.reaches(.finish(before.index)):
            let help =
                "`\(before.id)` never finishes, since the branches that it waits for lead "
                + "out of it; let them come to their ends, or \(remedy)"
            return (message, help)
        default: return (message, "`\(before.id)` always leads elsewhere; \(remedy)")
        }
    }
}

extension Outline {
    /// The steps that have finished whenever it holds.
    fileprivate var finished: [String] {
        switch self {
        case .has(let path) where path.count > 1 && path[0] == "steps": [path[1]]
        case .and(let terms): terms.flatMap(\.finished)
        case .call:
            OutcomeRead(self).flatMap { read in
                let isThere = read.fallback.map { read.words.contains($0) != read.isOneOf }
                return isThere == true ? [read.step] : nil
            } ?? []
        default: []
        }
    }
}

extension FlowGraph {
    /// Where a node leads, a step with several lists to its end included.
    func next(_ node: Node) -> [Node] {
        var next = edges(from: node).map(\.to)
        if let step = node.step, node.isEnter, joins[step] != nil { next.append(.finish(step)) }
        return next
    }
}
