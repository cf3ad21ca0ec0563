/// Works out what is certain at every node.
struct CertaintyAnalysis {
    private let workflow: WorkflowContext
    private let graph: FlowGraph
    private let reach: Reach
    private let conditions: FlowConditions
    private let reader: ConditionReader
    let facts: Facts
    let everything: Certainty
    private let learning: Learning
    /// By index of the edge.
    private var known: [[(Condition, Bool)]] = []
    private var changes: [CertaintyChange] = []
    /// The duties that can end without what their tasks hand on.
    private let losable: Set<Int>
    /// By step: the one that compensates it.
    private let undoing: [Int: Int]
    /// By block: what another pass of the steps inside it may change.
    private var inner: [Int: StepSet] = [:]
    private(set) var certainty: [Certainty?]
    private var waiting: [FlowGraph.Node] = []

    init(
        _ workflow: WorkflowContext, _ graph: FlowGraph, _ reach: Reach,
        _ conditions: FlowConditions
    ) {
        self.workflow = workflow
        self.graph = graph
        self.reach = reach
        self.conditions = conditions
        reader = ConditionReader(workflow, graph, conditions)
        facts = reader.facts
        let all = StepSet(size: facts.count, full: true)
        everything = Certainty(all, inputs: reader.inputs.count)
        learning = Learning(
            everything: all, implications: Self.implications(workflow, reader.facts),
            implied: reader.impliedAnswers)
        certainty = Array(repeating: nil, count: graph.size)
        losable = Set(
            graph.edges.compactMap { edge in
                if case .ends(_, isGiven: false) = edge.way { edge.from.step } else { nil }
            })
        undoing = graph.undoing.reduce(into: [:]) { found, undo in
            for step in undo.value { found[step] = undo.key }
        }
        inner = passes()
        for edge in graph.edges {
            known.append(edge.known.map { (reader.read($0), $0.holds) })
            changes.append(change(on: edge))
        }
    }

    /// Starts from the assumption that everything is certain, and takes away until nothing
    /// changes.
    mutating func solve() {
        certainty[FlowGraph.Node.start(list: 0).rawValue] = nothingHappened
        waiting = [.start(list: 0)]
        while let node = waiting.popLast() {
            guard let here = certainty[node.rawValue] else { continue }
            for index in graph.leaving[node.rawValue] {
                var found = here
                learning.learn(known[index], &found)
                found.apply(changes[index])
                bring(found, to: graph.edges[index].to)
            }
            if node.isFinish, let step = node.step { beginUndoing(step, here) }
            if let step = node.overList.flatMap({ graph.owners[$0] }) { join(step) }
            if let step = node.step, node.isEnter, graph.joins[step] != nil { join(step) }
        }
    }

    /// No step has an outcome yet.
    private var nothingHappened: Certainty {
        var found = StepSet(size: facts.count)
        for number in facts.ofOutcomes { found.insert(number) }
        return Certainty(found, inputs: reader.inputs.count)
    }

    /// A step that compensates another one begins after that one has finished, as the run ends: what
    /// was certain then and is never lost again is certain. A run may begin anew what has ended
    /// otherwise the first time.
    private mutating func beginUndoing(_ step: Int, _ here: Certainty) {
        guard let undo = undoing[step] else { return }
        var found = here
        found.apply(CertaintyChange(lost: losable(everything.always)))
        found.insert([facts.finished(step)] + (losable.contains(step) ? [] : [facts.given(step)]))
        bring(found, to: .enter(undo))
    }

    /// What may hold no more when a run ends.
    private func losable(_ all: StepSet) -> StepSet {
        var found = all
        for step in workflow.tree.entries.indices {
            found.remove(facts.finished(step))
            if !losable.contains(step) { found.remove(facts.given(step)) }
        }
        for field in workflow.workflow.variables {
            if let number = facts.number(.variable(field.name.value, of: nil)) {
                found.remove(number)
            }
        }
        for (path, number) in facts.paths where path.first == "inputs" { found.remove(number) }
        return found
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
        learn(conditions.entering(step), &found)
        found.apply(CertaintyChange(lost: inner[step]))
        let endable = join.lists.filter { reach.reaches(.over(list: $0)) }
        let required = join.required(endable.contains)
        for list in required { found.formUnion(over(list)) }
        // A branch that begins by what is asked about inputs is over as well where they say so.
        for list in join.sometimes where join.waitsForAll(endable.contains) {
            guard endable.contains(list), let condition = conditions.condition(ofList: list),
                let answer = reader.answer(in: condition)
            else { continue }
            found.under[answer].formUnion(over(list).under[answer])
        }
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

    private func learn(_ assumptions: [Assumption], _ certainty: inout Certainty) {
        learning.learn(assumptions.map { (reader.read($0), $0.holds) }, &certainty)
    }

    /// What is certain as long as a list goes on, whatever the steps of its block do.
    func certain(beside list: Int, of block: Int) -> StepSet? {
        guard var found = certainty[FlowGraph.Node.start(list: list).rawValue]?.always else {
            return nil
        }
        if let inner = inner[block] { found.subtract(inner) }
        return found
    }

    /// What is certain at a node in the moment in which more is known there.
    func certain(at node: FlowGraph.Node, knowing assumptions: [Assumption]) -> StepSet? {
        guard var found = certainty[node.rawValue] else { return nil }
        let ofTheMoment = assumptions.map { assumption in
            var assumption = assumption
            assumption.isOfTheMoment = true
            return assumption
        }
        learn(ofTheMoment, &found)
        return found.always
    }
}

// What changes on a way.
extension CertaintyAnalysis {
    private func change(on edge: FlowGraph.Edge) -> CertaintyChange {
        guard let step = edge.from.step else { return CertaintyChange() }
        switch edge.way {
        case .skips, .repeats: return CertaintyChange()
        case .works, .catches, .withdrawn: return CertaintyChange(lost: inner[step])
        case .goes where edge.from.isEnter: return opening(step, edge.to)
        case .goes, .chooses:
            return CertaintyChange(
                removed: facts.paths(of: step),
                inserted: [facts.finished(step), facts.given(step)] + variables(setBy: step))
        case .ends(let outcome, let isGiven):
            var change = CertaintyChange(removed: facts.paths(of: step))
            for (name, number) in facts.outcomes(of: step) {
                if name == outcome {
                    change.removed.append(number)
                } else {
                    change.inserted.append(number)
                }
            }
            change.inserted.append(facts.finished(step))
            if isGiven {
                change.inserted.append(facts.given(step))
            } else {
                change.removed.append(facts.given(step))
            }
            return change
        }
    }

    /// Into a list of a block: its own variables are new, and beside the list others go on.
    private func opening(_ step: Int, _ to: FlowGraph.Node) -> CertaintyChange {
        var change = CertaintyChange(removed: facts.variables(of: step))
        let entries = workflow.tree.entries
        if graph.joins[step]?.goesOn == true {
            // Beside a branch that goes on, steps outside may run again.
            change.lost = passing(entries.map(\.index))
        } else if goesOnBeside(step) {
            let list = entries[step].lists.first { FlowGraph.Node.start(list: $0) == to }
            let beside = entries.filter { entry in
                workflow.tree.isInside(entry.index, step) && entry.index != step
                    && list.map { !workflow.tree.isIn(entry, list: $0) } ?? true
            }
            change.lost = passing(beside.map(\.index))
        }
        return change
    }

    /// Whether the lists of a step go on beside each other.
    private func goesOnBeside(_ step: Int) -> Bool {
        switch workflow.tree.entries[step].syntax.verb {
        case .parallel, .foreach, .scope: true
        default: false
        }
    }

    private func passes() -> [Int: StepSet] {
        var inner: [Int: [Int]] = [:]
        for entry in workflow.tree.entries {
            for list in workflow.tree.enclosing(entry.list) {
                if let owner = workflow.tree.lists[list].owner {
                    inner[owner, default: []].append(entry.index)
                }
            }
        }
        return inner.mapValues { passing($0) }
    }

    /// What another pass of some steps may change.
    private func passing(_ steps: [Int]) -> StepSet {
        var found = StepSet(size: facts.count)
        for step in steps {
            for fact in facts.passing[step] ?? [] { found.insert(fact) }
            if losable.contains(step) { found.insert(facts.given(step)) }
        }
        return found
    }

    private static func implications(
        _ workflow: WorkflowContext, _ facts: Facts
    ) -> [(needed: [Int], given: Int)] {
        facts.passing.keys.sorted().compactMap { step in
            let lost = Set(workflow.endings(of: step).filter { !$0.isGiven }.map(\.outcome))
            let numbers = lost.compactMap { facts.number(.isNot(step, $0)) }
            guard !lost.isEmpty, numbers.count == lost.count else { return nil }
            return ([facts.finished(step)] + numbers, facts.given(step))
        }
    }

    private func variables(setBy step: Int) -> [Int] {
        let entry = workflow.tree.entries[step]
        guard case .set(let values) = entry.syntax.verb else { return [] }
        return values.compactMap { value in
            let name = value.name.value
            let owner = workflow.tree.ownerOfVariable(name, seenFrom: entry.list)
            return facts.number(.variable(name, of: owner))
        }
    }
}
