import OnusCEL
import OnusModel
import OnusValues

/// What a step that waits for a condition waits for: others that set what the condition reads.
struct AwaitedCondition {
    /// By variable that some step sets: the steps that may make the condition true with it.
    private(set) var turning: [String: [Happening]] = [:]
    /// Those each of which may make it true alone.
    private(set) var alone: [Happening] = []
    /// Those of them of which that is certain.
    private(set) var certain: [Happening] = []
    /// Steps after which it may be untrue again before anybody has looked.
    private(set) var passing: Set<Int> = []
    let names: ConditionNames
    /// Whether something else may turn it that nobody follows here.
    let isOpen: Bool

    init(_ condition: ExpressionSyntax, of entry: StepTree.Entry, _ workflow: WorkflowContext) {
        names = ConditionNames(condition.text)
        let tree = workflow.tree
        isOpen =
            !names.areFixed
            || names.steps.contains { tree.mayRun($0, beside: entry, workflow.flow.graph) }
        let program = FlowConditions.outline(condition).flatMap {
            ComputedPrograms.program(condition.text, reading: $0)
        }
        let possible = PossibleValues(workflow)
        for other in tree.entries {
            guard case .set(let values) = other.syntax.verb else { continue }
            for value in values where names.variables.contains(value.name.value) {
                add(value, set: other, entry, workflow, program, possible)
            }
        }
        let undone = spoiling.filter {
            !workflow.flow.certain.hasFinished(entry.index, before: $0.index)
        }
        passing = Set(
            alone.map(\.step).filter { step in
                undone.contains { other in
                    other.index != step && tree.mayBeOpenTogether(other.index, step)
                        || workflow.mayCome(to: other.index, after: .finish(step))
                }
            })
    }

    /// Steps with which it is surely untrue.
    private var spoiling: [StepTree.Entry] = []

    private mutating func add(
        _ value: Named<ValueSyntax>, set step: StepTree.Entry, _ entry: StepTree.Entry,
        _ workflow: WorkflowContext, _ program: Program?, _ possible: PossibleValues
    ) {
        let name = value.name.value
        let owner = workflow.tree.ownerOfVariable(name, seenFrom: step.list)
        guard owner == workflow.tree.ownerOfVariable(name, seenFrom: entry.list) else { return }
        let results = possible.results(of: value, by: step, workflow)
        let truth = truth(of: program, where: name, isOneOf: results, entry, possible)
        guard truth != false else {
            turning[name, default: []] += []
            spoiling.append(step)
            return
        }
        let happening = workflow.finishing(step.index)
        turning[name, default: []].append(happening)
        if truth == true { certain.append(happening) }
        let isOpen = results.map { $0.count > 1 } ?? true
        if truth == true || isOpen && names.variables.count == 1 { alone.append(happening) }
    }

    /// What the condition is with each value that one variable is given, whatever the others are;
    /// nil where that is not known, or not the same for all.
    private func truth(
        of program: Program?, where name: String, isOneOf results: [Value]?,
        _ entry: StepTree.Entry, _ possible: PossibleValues
    ) -> Bool? {
        guard let program, let results, !results.isEmpty else { return nil }
        var choices = [name: results]
        for other in names.variables where other != name {
            choices[other] = possible.values(of: other, seenFrom: entry.list)
        }
        guard
            let all = PossibleValues.combinations(of: choices)
                ?? PossibleValues.combinations(of: [name: results])
        else { return nil }
        let truths = Set(
            all.map { variables in
                (try? program.evaluate(["vars": .map(variables)] as ValueMap))?.boolValue
            })
        return truths.count == 1 ? truths.first ?? nil : nil
    }

    /// All that may make it true.
    var all: [Happening] { turning.sorted { $0.key < $1.key }.flatMap(\.value) }
}

extension StepTree {
    /// Whether a step that a waiting one sees may run while it waits: behind a block of which what
    /// is still open goes on.
    fileprivate func mayRun(_ id: String, beside entry: Entry, _ graph: FlowGraph) -> Bool {
        guard let step = self[id] else { return true }
        // A block around it finishes meanwhile only where what is still open in it goes on.
        if isInside(entry.index, step.index) {
            return enclosing(entry.list).contains { list in
                lists[list].owner.map { owner in
                    graph.joins[owner]?.goesOn == true && isInside(owner, step.index)
                } ?? false
            }
        }
        return enclosing(entry.list).contains { list in
            lists[list].owner.map { owner in
                graph.joins[owner]?.goesOn == true && !isInside(step.index, owner)
            } ?? false
        }
    }
}
