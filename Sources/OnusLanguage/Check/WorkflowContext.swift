import OnusCalendar
import OnusCatalog
import OnusModel
import OnusPlugin

/// One workflow with all that a rule may look at.
package struct WorkflowContext: Sendable {
    package let workflow: WorkflowSyntax
    package let tree: StepTree
    /// What the catalog says of the task of each step, by the step's index; nil where the step
    /// has no task or the task is unknown.
    package let tasks: [TaskFacts?]
    /// The duty of each step with all defaults merged in; nil where the step is no duty.
    package let duties: [DutySyntax?]
    package let surroundings: Surroundings
    /// Where its runs can go.
    package private(set) var flow = Flow()
    private var people = PeopleOnce()

    package init(
        workflow: WorkflowSyntax, tree: StepTree, tasks: [TaskFacts?], duties: [DutySyntax?],
        surroundings: Surroundings
    ) {
        self.workflow = workflow
        self.tree = tree
        self.tasks = tasks
        self.duties = duties
        self.surroundings = surroundings
        // WHY: what a workflow keeps for good keeps the workflow, and must not keep with it what is
        // found out about its people, which keeps all of it.
        flow = Flow(knowing(PeopleOnce()))
    }

    /// Where its people come from.
    var sources: PeopleSources { people.sources(of: self) }

    /// Under what its people differ.
    var situations: Situations { people.situations(of: self) }

    /// Who could take which part; nil without an organisation.
    var staffing: Staffing? { people.staffing(of: self) }

    /// The same with other findings about its people.
    func knowing(_ people: PeopleOnce) -> WorkflowContext {
        var context = self
        context.people = people
        return context
    }

    /// The ladder of a duty; nil where it names none, or one that is unknown or was not understood.
    package func ladder(of duty: DutySyntax) -> LadderSyntax? {
        let ladder: LadderSyntax? =
            switch duty.escalation {
            case .inline(let ladder): ladder
            case .named(let name): workflow.ladders.first { $0.name.value == name.value }
            case nil: nil
            }
        return ladder?.isWhole == true ? ladder : nil
    }

    /// The fields of duties as the workflow, its blocks and its steps state them, each where it
    /// stands.
    package var statedDuties: [DutySyntax] { [workflow.duties] + tree.ownDuties }

    /// Every ladder that was understood: those with names, then those written at steps and defaults.
    package var ladders: [LadderSyntax] {
        let inline = statedDuties.compactMap { duty in
            if case .inline(let ladder) = duty.escalation { ladder } else { nil }
        }
        return (workflow.ladders + inline).filter(\.isWhole)
    }

    /// The clauses on which `deemed` and `stop_clock` rest.
    var dutyClauses: [Located<String>] {
        statedDuties.flatMap { [$0.deemed?.basis, $0.stopClock?.basis].compactMap(\.self) }
    }
}

/// What the checker knows of a task without its plugin.
package struct TaskFacts: Sendable {
    package var name: String
    package var isDuty: Bool
    /// What it can end with; of an action none.
    package var outcomes: [Outcome]
    /// Outcomes that the author of the step gave it, on which people vote.
    package var ownOutcomes: Set<String> = []
    /// The failures that it announces.
    package var errors: [String]
    package var needsVerifier: Bool
    /// Parameters that name the step that the task looks at.
    package var subjects: [String] = []
    /// False while a parameter is wrong that the outcomes may hang on.
    package var areOutcomesCertain: Bool
    /// The task with what its step says in plain values.
    var bound: BoundDuty?

    package init(
        name: String, isDuty: Bool, outcomes: [Outcome], errors: [String],
        needsVerifier: Bool = false, areOutcomesCertain: Bool = true
    ) {
        self.name = name
        self.isDuty = isDuty
        self.outcomes = outcomes
        self.errors = errors
        self.needsVerifier = needsVerifier
        self.areOutcomesCertain = areOutcomesCertain
    }
}

/// What lies around a workflow when it is checked.
package struct Surroundings: Sendable {
    /// Against which roles and people are checked; nil checks names and types only.
    package var organization: Organization?
    /// Ids of the calendars that are there.
    package var calendars: Set<String>
    /// Those of them whose files are there, by id.
    package var workingTimes: [String: WorkingCalendar] = [:]
    /// All workflows that are checked together, this one included, by name.
    package let workflows: [String: WorkflowSyntax]
    /// By event: what each `emit` of these workflows brings with it.
    let emitted: [String: [EmittedData]]
    /// Which of them start which.
    let callers: Callers
    /// Whether everything must work with any one person away as well.
    package var mayOneBeAway: Bool
    package var looksAtEachStarter = false
    /// What the plugins say of tasks; nil where nobody needs it.
    var catalog: Catalog?

    package init(
        organization: Organization? = nil, calendars: Set<String> = [],
        workflows: [String: WorkflowSyntax] = [:], mayOneBeAway: Bool = false
    ) {
        self.organization = organization
        self.calendars = calendars
        self.workflows = workflows
        emitted = EventTypes.emitted(by: workflows.values)
        callers = Callers(workflows)
        self.mayOneBeAway = mayOneBeAway
    }
}

extension StepTree {
    /// The duty fields that steps and handlers state themselves.
    var ownDuties: [DutySyntax] {
        let steps = entries.flatMap { entry in
            switch entry.syntax.verb {
            case .task(let task): [entry.syntax.defaults, task.duty]
            case .scope(let scope): [entry.syntax.defaults, scope.phase].compactMap(\.self)
            default: [entry.syntax.defaults]
            }
        }
        let handlers = lists.compactMap { list in
            if case .handler(let handler) = list.kind { handler.defaults } else { nil }
        }
        return steps + handlers
    }
}

extension WorkflowContext {
    /// The fields of a form; nil for a name that is unknown.
    package func fields(of form: FormSyntax) -> [FieldSyntax]? {
        switch form {
        case .inline(let fields): fields
        case .named(let name): workflow.forms.first { $0.name.value == name.value }?.value
        }
    }
}

extension WorkflowContext {
    /// The outcomes with which a ladder or `deemed` can end the duty of a step.
    package func lapses(of entry: Int) -> [String] {
        guard let duty = duties[entry] else { return [] }
        let decided = ladder(of: duty)?.rungs.compactMap(\.decide?.value) ?? []
        var seen: Set<String> = []
        return (decided + [duty.deemed?.outcome.value].compactMap(\.self)).filter {
            seen.insert($0).inserted
        }
    }
}
