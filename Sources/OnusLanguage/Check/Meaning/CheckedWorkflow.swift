import OnusCEL
import OnusModel
import OnusPlugin

/// A workflow in which nothing is wrong: every name stands for something, every expression has its
/// type, every duty is whole.
///
/// Only the checker makes one, and only when it has nothing to report.
package struct CheckedWorkflow: Sendable {
    package let syntax: WorkflowSyntax
    package let tree: StepTree
    let roles: [Plan.Role]
    let startedBy: Expression?
    let startedOn: EventStart?
    let startedEvery: ScheduleStart?
    let incidentOwner: Expression?
    /// Named ones, and those written at steps under names of their own.
    let ladders: [String: Ladder]
    let separate: [[SeparateEntry]]
    let together: [TogetherList]
    /// By index of `tree.entries`.
    let steps: [CheckedStep]
    /// By index of `tree.lists`: the condition of a branch.
    let conditions: [Expression?]

    package var name: WorkflowID { WorkflowID(syntax.name.value) }

    // INVARIANT: `steps` and `conditions` are as long as the arrays of `tree` that they go with.
    init(
        syntax: WorkflowSyntax, tree: StepTree, header: CheckedHeader, steps: [CheckedStep],
        conditions: [Expression?]
    ) {
        self.syntax = syntax
        self.tree = tree
        roles = header.roles
        startedBy = header.startedBy
        startedOn = header.startedOn
        startedEvery = header.startedEvery
        incidentOwner = header.incidentOwner
        ladders = header.ladders
        separate = header.separate
        together = header.together
        self.steps = steps
        self.conditions = conditions
    }
}

/// What a checked workflow has besides its steps.
struct CheckedHeader: Sendable {
    var roles: [Plan.Role] = []
    var startedBy: Expression?
    var startedOn: EventStart?
    var startedEvery: ScheduleStart?
    var incidentOwner: Expression?
    var ladders: [String: Ladder] = [:]
    var separate: [[SeparateEntry]] = []
    var together: [TogetherList] = []
}

struct CheckedStep: Sendable {
    var condition: Expression?
    var outputs: [Binding]
    var verb: CheckedVerb
    /// What its task can end with.
    var outcomes: [Outcome]
}

/// What a step does; the lists inside it stand in the tree.
enum CheckedVerb: Sendable {
    /// Complete but for what is offered, which hangs on `then`.
    case duty(DutyPlan)
    case action(ActionPlan)
    case parallel(ParallelPlan.Join, ParallelPlan.Rest)
    /// The conditions of all cases.
    case `switch`([Expression?])
    case wait(WaitPlan)
    /// What makes each handler begin.
    case scope([ScopePlan.Trigger], PhasePlan?)
    /// Until when.
    case `repeat`(Expression)
    /// Through which items of what type, and when it is over.
    case foreach(Expression, ValueType, ParallelPlan.Join, ItemAddition?)
    case receive(ReceivePlan)
    case emit(EmitPlan)
    case withdraw([StepID])
    case call(CallPlan)
    case lock(Template)
    case set([Binding])
    case end(EndPlan)
    case fail(FailPlan)
}
