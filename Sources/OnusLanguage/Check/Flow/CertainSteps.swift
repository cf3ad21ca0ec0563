/// Which steps have certainly finished when something of a step is worked out.
///
/// What has finished once counts for ever: on a second pass expressions see the result of the last
/// one until the next is there. What a duty hands on besides its outcome is certain only where the
/// last word was people's: a duty that a ladder decided has no outputs.
///
/// An incident whose owner skips a step leaves it without a result; that is the owner's doing and
/// is not considered.
package struct CertainSteps: Sendable {
    /// By a node's raw value; nil where no run comes.
    private let certainty: [Certainty?]
    private let names: VariableNumbers
    private let everything: Certainty

    package init(_ workflow: WorkflowContext, _ graph: FlowGraph, _ reach: Reach) {
        var analysis = CertaintyAnalysis(workflow, graph, reach)
        analysis.solve()
        certainty = analysis.certainty
        names = analysis.names
        everything = analysis.everything
    }

    /// Of no workflow.
    init() {
        let nothing = StepSet(size: 0)
        (certainty, names) = ([], VariableNumbers())
        everything = Certainty(finished: nothing, given: nothing, variables: nothing)
    }

    /// Whether a step has surely finished when another one is entered: for its `if`, its values,
    /// its people, its ladder.
    package func hasFinished(_ step: Int, before other: Int) -> Bool {
        at(.enter(other)).finished.contains(step)
    }

    /// Whether a step has surely handed on all that its task and its form give, when another one
    /// is entered.
    package func hasOutputs(_ step: Int, before other: Int) -> Bool {
        at(.enter(other)).given.contains(step)
    }

    /// The same for the `outputs` of a block, which see the steps inside it as it ends.
    package func hasFinished(_ step: Int, atEndOf block: Int) -> Bool {
        at(.finish(block)).finished.contains(step)
    }

    package func hasOutputs(_ step: Int, atEndOf block: Int) -> Bool {
        at(.finish(block)).given.contains(step)
    }

    /// The same for what is worked out as a list ends.
    package func hasFinished(_ step: Int, atEndOfList list: Int) -> Bool {
        at(.over(list: list)).finished.contains(step)
    }

    package func hasOutputs(_ step: Int, atEndOfList list: Int) -> Bool {
        at(.over(list: list)).given.contains(step)
    }

    /// Whether a `set` has surely bound a variable of a block, or of the workflow where the owner is
    /// nil, when a step is entered.
    package func isSet(_ variable: String, of owner: Int? = nil, before step: Int) -> Bool {
        isSet(variable, of: owner, at: .enter(step))
    }

    package func isSet(_ variable: String, of owner: Int? = nil, atEndOf block: Int) -> Bool {
        isSet(variable, of: owner, at: .finish(block))
    }

    package func isSet(_ variable: String, of owner: Int? = nil, atEndOfList list: Int) -> Bool {
        isSet(variable, of: owner, at: .over(list: list))
    }

    private func isSet(_ variable: String, of owner: Int?, at node: FlowGraph.Node) -> Bool {
        names.number(of: variable, of: owner).map { at(node).variables.contains($0) } ?? false
    }

    /// Everything is certain where no run comes, so that only one mistake is told.
    private func at(_ node: FlowGraph.Node) -> Certainty {
        certainty[node.rawValue] ?? everything
    }
}

/// What has surely happened on every way to a node.
private struct Certainty: Sendable, Hashable {
    /// Steps with a result.
    var finished: StepSet
    /// Steps with a result and all that the task hands on.
    var given: StepSet
    var variables: StepSet

    mutating func formIntersection(_ other: Certainty) {
        finished.formIntersection(other.finished)
        given.formIntersection(other.given)
        variables.formIntersection(other.variables)
    }

    mutating func formUnion(_ other: Certainty) {
        finished.formUnion(other.finished)
        given.formUnion(other.given)
        variables.formUnion(other.variables)
    }
}

private struct CertaintyAnalysis {
    private let workflow: WorkflowContext
    private let graph: FlowGraph
    private let reach: Reach
    /// The duties that can end without what their tasks hand on.
    private var losable: StepSet
    let names: VariableNumbers
    let everything: Certainty
    private(set) var certainty: [Certainty?]
    private var waiting: [FlowGraph.Node] = []

    init(_ workflow: WorkflowContext, _ graph: FlowGraph, _ reach: Reach) {
        self.workflow = workflow
        self.graph = graph
        self.reach = reach
        let steps = workflow.tree.entries.count
        names = VariableNumbers(workflow)
        everything = Certainty(
            finished: StepSet(size: steps, full: true), given: StepSet(size: steps, full: true),
            variables: StepSet(size: names.count, full: true))
        certainty = Array(repeating: nil, count: graph.size)
        losable = StepSet(size: steps)
        for edge in graph.edges {
            if case .ends(_, isGiven: false) = edge.way, let step = edge.from.step {
                losable.insert(step)
            }
        }
    }

    /// Starts from the assumption that everything is certain, and takes away until nothing
    /// changes.
    mutating func solve() {
        let steps = workflow.tree.entries.count
        certainty[FlowGraph.Node.start(list: 0).rawValue] = Certainty(
            finished: StepSet(size: steps), given: StepSet(size: steps),
            variables: StepSet(size: names.count))
        waiting = [.start(list: 0)]
        for (step, undone) in graph.undoing { beginUndoing(step, of: undone) }
        while let node = waiting.popLast() {
            guard let here = certainty[node.rawValue] else { continue }
            for edge in graph.edges(from: node) { bring(after(edge, here), to: edge.to) }
            if let step = node.overList.flatMap({ graph.owners[$0] }) { join(step) }
            if let step = node.step, node.isEnter, graph.joins[step] != nil { join(step) }
        }
    }

    /// A step that compensates one alone begins after that one has finished; of several, after any.
    private mutating func beginUndoing(_ step: Int, of undone: [Int]) {
        let steps = workflow.tree.entries.count
        var found = Certainty(
            finished: StepSet(size: steps), given: StepSet(size: steps),
            variables: StepSet(size: names.count))
        if undone.count == 1, let only = undone.first {
            found.finished.insert(only)
            found.given.insert(only)
        }
        bring(found, to: .enter(step))
    }

    private mutating func bring(_ found: Certainty, to node: FlowGraph.Node) {
        guard var known = certainty[node.rawValue] else {
            certainty[node.rawValue] = found
            return waiting.append(node)
        }
        known.formIntersection(found)
        guard known != certainty[node.rawValue] else { return }
        certainty[node.rawValue] = known
        waiting.append(node)
    }

    /// When a step with several lists has finished, so have those that it waited for.
    private mutating func join(_ step: Int) {
        let finish = FlowGraph.Node.finish(step)
        guard let join = graph.joins[step], reach.reaches(finish),
            var found = certainty[FlowGraph.Node.enter(step).rawValue]
        else { return }
        let endable = join.lists.filter { reach.reaches(.over(list: $0)) }
        let required = join.required(endable.contains)
        for list in required { found.formUnion(over(list)) }
        // One at least is over, nobody knows which.
        if required.isEmpty, !join.isOpen, !join.always.isEmpty {
            var some = everything
            for list in endable { some.formIntersection(over(list)) }
            found.formUnion(some)
        }
        bring(found, to: finish)
    }

    private func over(_ list: Int) -> Certainty {
        certainty[FlowGraph.Node.over(list: list).rawValue] ?? everything
    }

    private func after(_ edge: FlowGraph.Edge, _ before: Certainty) -> Certainty {
        guard let step = edge.from.step else { return before }
        var found = before
        switch edge.way {
        case .works, .skips, .catches, .repeats, .withdrawn: break
        case .goes where edge.from.isEnter:
            // A block's own variables are new.
            for variable in names.numbers(of: step) { found.variables.remove(variable) }
            // Beside a branch that goes on, steps outside may run again.
            if graph.joins[step]?.goesOn == true { found.given.subtract(losable) }
        case .goes, .chooses, .ends(_, isGiven: true):
            found.finished.insert(step)
            found.given.insert(step)
            for name in variables(setBy: step) { found.variables.insert(name) }
        case .ends(_, isGiven: false):
            found.finished.insert(step)
            found.given.remove(step)
        }
        return found
    }

    private func variables(setBy step: Int) -> [Int] {
        let entry = workflow.tree.entries[step]
        guard case .set(let values) = entry.syntax.verb else { return [] }
        return values.compactMap { value in
            let name = value.name.value
            let owner = workflow.tree.ownerOfVariable(name, seenFrom: entry.list)
            return names.number(of: name, of: owner)
        }
    }
}

/// The variables of a workflow and of its blocks, numbered.
private struct VariableNumbers: Sendable {
    private struct Variable: Hashable {
        var owner: Int?
        var name: String
    }
    private var numbers: [Variable: Int] = [:]
    private var byOwner: [Int: [Int]] = [:]

    init() {}

    init(_ workflow: WorkflowContext) {
        for field in workflow.workflow.variables { add(field.name.value, of: nil) }
        for entry in workflow.tree.entries {
            for field in entry.syntax.variables { add(field.name.value, of: entry.index) }
        }
    }

    private mutating func add(_ name: String, of owner: Int?) {
        let variable = Variable(owner: owner, name: name)
        guard numbers[variable] == nil else { return }
        let number = numbers.count
        numbers[variable] = number
        if let owner { byOwner[owner, default: []].append(number) }
    }

    var count: Int { numbers.count }

    func number(of name: String, of owner: Int?) -> Int? {
        numbers[Variable(owner: owner, name: name)]
    }

    func numbers(of block: Int) -> [Int] { byOwner[block] ?? [] }
}

extension StepTree {
    /// The block whose variable a name is where it is used in a list; nil for one of the workflow.
    func ownerOfVariable(_ name: String, seenFrom list: Int) -> Int? {
        enclosing(list).lazy.compactMap { lists[$0].owner }.first { owner in
            entries[owner].syntax.variables.contains { $0.name.value == name }
        }
    }
}
