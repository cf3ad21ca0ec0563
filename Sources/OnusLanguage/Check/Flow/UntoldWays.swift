import OnusModel

/// Ways from the start of a workflow to its end on which nobody is asked or told anything.
///
/// People are asked by duties and by events that must come from them; actions, events that are sent,
/// and incidents, which have an owner, tell somebody.
struct UntoldWays {
    private let surroundings: Surroundings
    /// By workflow; one that is still looked at counts as none.
    private var known: [String: Bool] = [:]

    init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Whether there is such a way; of a workflow that nobody knows there is none.
    mutating func lead(through name: String) -> Bool {
        var found: [String: WorkflowContext] = [:]
        var order: [String] = []
        var waiting = [name]
        while let next = waiting.popLast() {
            guard known[next] == nil, found[next] == nil,
                let syntax = surroundings.workflows[next]
            else { continue }
            let tree = StepTree(syntax)
            found[next] = WorkflowCheck.context(of: syntax, tree, surroundings)
            order.append(next)
            waiting += tree.calls.map(\.name)
        }
        // Until nothing changes: what a workflow calls may tell somebody.
        for name in order { known[name] = false }
        var isChanged = true
        while isChanged {
            isChanged = false
            for name in order where known[name] == false {
                guard let workflow = found[name], isUntold(workflow) else { continue }
                known[name] = true
                isChanged = true
            }
        }
        return known[name] ?? false
    }

    private func isUntold(_ workflow: WorkflowContext) -> Bool {
        let (tree, graph) = (workflow.tree, workflow.flow.graph)
        var telling = Set(tree.entries.filter { tells($0) }.map(\.index))
        var closed = closing(telling, graph)
        func leadsOut(of list: Int) -> Bool {
            let ways = WaysWithout(closed, from: [.start(list: list)], in: graph)
            return ways.reaches(.over(list: list)) || ends(ways, workflow)
        }
        // INVARIANT: in the tree an inner list stands behind those around it.
        for list in tree.lists.reversed() {
            guard let owner = list.owner, list.runsSurely, !telling.contains(owner),
                !leadsOut(of: list.index)
            else { continue }
            telling.insert(owner)
            closed = closing(telling, graph)
        }
        return leadsOut(of: 0)
    }

    /// Whether one of some ways leads to the end of the run; an error that nobody catches has an owner.
    private func ends(_ ways: WaysWithout, _ workflow: WorkflowContext) -> Bool {
        workflow.flow.graph.exits.contains { node in
            guard ways.reaches(node) else { return false }
            guard let step = node.step else { return true }
            if case .fail = workflow.tree.entries[step].syntax.verb { return false }
            return true
        }
    }

    /// The ways on from steps at which somebody is asked or told.
    private func closing(_ telling: Set<Int>, _ graph: FlowGraph) -> Set<Int> {
        telling.reduce(into: []) { closed, step in
            closed.formUnion(
                graph.leaving[FlowGraph.Node.enter(step).rawValue].filter {
                    graph.edges[$0].way != .skips
                })
            closed.formUnion(graph.leaving[FlowGraph.Node.finish(step).rawValue])
        }
    }

    private func tells(_ entry: StepTree.Entry) -> Bool {
        switch entry.syntax.verb {
        case .task, .emit: true
        case .receive(let receive): receive.pattern.from != nil
        case .call(let call): !(known[call.workflow.value] ?? false)
        default: false
        }
    }
}

extension StepTree.List {
    /// Whether it begins whenever its step does.
    fileprivate var runsSurely: Bool {
        switch kind {
        case .branch(let branch): branch.condition == nil
        case .scope, .round, .locked, .item: true
        case .workflow, .choice, .handler: false
        }
    }
}
