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
        for other in tree.entries {
            guard case .set(let values) = other.syntax.verb else { continue }
            for value in values where names.variables.contains(value.name.value) {
                add(value, set: other, entry, workflow, program)
            }
        }
    }

    private mutating func add(
        _ value: Named<ValueSyntax>, set step: StepTree.Entry, _ entry: StepTree.Entry,
        _ workflow: WorkflowContext, _ program: Program?
    ) {
        let name = value.name.value
        let owner = workflow.tree.ownerOfVariable(name, seenFrom: step.list)
        guard owner == workflow.tree.ownerOfVariable(name, seenFrom: entry.list) else { return }
        let type = workflow.variable(name, of: owner)?.field.type.valueType
        let constant = type.flatMap { Literals.value(value.value, $0) }
        let truth = constant.flatMap { constant in
            try? program?.evaluate(["vars": .map([name: constant])] as ValueMap)
        }?.boolValue
        guard truth != false else {
            turning[name, default: []] += []
            return
        }
        let happening = workflow.finishing(step.index)
        turning[name, default: []].append(happening)
        if truth == true { certain.append(happening) }
        if truth == true || constant == nil && names.variables.count == 1 {
            alone.append(happening)
        }
    }

    /// All that may make it true.
    var all: [Happening] { turning.sorted { $0.key < $1.key }.flatMap(\.value) }
}

extension StepTree {
    /// Whether a step that a waiting one sees may run while it waits: behind a block of which what
    /// is still open goes on.
    fileprivate func mayRun(_ id: String, beside entry: Entry, _ graph: FlowGraph) -> Bool {
        guard let step = self[id] else { return true }
        if isInside(entry.index, step.index) { return true }
        return enclosing(entry.list).contains { list in
            lists[list].owner.map { owner in
                graph.joins[owner]?.goesOn == true && !isInside(step.index, owner)
            } ?? false
        }
    }
}

extension WorkflowContext {
    /// - Parameter block: nil for a variable of the workflow.
    fileprivate func variable(_ name: String, of block: Int?) -> FieldSyntax? {
        let all = block.map { tree.entries[$0].syntax.variables } ?? workflow.variables
        return all.first { $0.name.value == name }
    }
}
