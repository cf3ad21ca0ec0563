import OnusCEL
import OnusCalendar
import OnusPlugin

/// A list of steps that runs in order.
package struct Block: Codable, Sendable, Hashable {
    package var id: BlockID
    package var steps: [Step]

    package init(id: BlockID, steps: [Step]) {
        self.id = id
        self.steps = steps
    }
}

package struct Step: Codable, Sendable, Hashable {
    package var id: StepID
    /// `${ … }` in it is worked out for whoever is asked.
    package var title: Text?
    package var description: Text?
    /// Skipped when it is false.
    package var condition: Expression?
    /// The clauses it comes from, such as `fund_rules/7`.
    package var basis: [String]
    /// How often it may be entered; the next time raises the error `passes`.
    package var maximumPasses: Int?
    package var verb: Verb
    package var next: Next
    /// By the error's name; `any` catches the rest.
    package var catches: [String: Target]
    /// What a block shows to the steps outside it, evaluated as the block ends.
    package var outputs: [Binding]
    /// Variables of a block's own, new whenever it begins; of a `foreach`, whenever an item does.
    package var variables: [Field]?
    /// The step that compensates this one.
    package var undo: StepID?

    package init(
        id: StepID, title: Text? = nil, description: Text? = nil, condition: Expression? = nil,
        basis: [String] = [],
        maximumPasses: Int? = nil, verb: Verb, next: Next = Next(),
        catches: [String: Target] = [:], outputs: [Binding] = [], variables: [Field]? = nil,
        undo: StepID? = nil
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.condition = condition
        self.basis = basis
        self.maximumPasses = maximumPasses
        self.verb = verb
        self.next = next
        self.catches = catches
        self.outputs = outputs
        self.variables = variables
        self.undo = undo
    }
}

/// Where a step leads.
package enum Target: Codable, Sendable, Hashable {
    /// To the next step of the same list; past the last one the list is left.
    case `continue`
    /// Finishes the nearest list.
    case leave
    /// To a step of the same or an enclosing list; what is open in between is withdrawn.
    case step(StepID)
}

/// Where a step leads, for each outcome it can have.
package struct Next: Codable, Sendable, Hashable {
    package var byOutcome: [String: Target]
    /// For outcomes that `byOutcome` does not name, and for steps without outcomes.
    package var otherwise: Target

    package init(byOutcome: [String: Target] = [:], otherwise: Target = .continue) {
        self.byOutcome = byOutcome
        self.otherwise = otherwise
    }

    package func target(for outcome: String?) -> Target {
        outcome.flatMap { byOutcome[$0] } ?? otherwise
    }
}

/// A name and what gives its value.
package struct Binding: Codable, Sendable, Hashable {
    package var name: String
    package var value: ValueSource

    package init(_ name: String, _ value: ValueSource) {
        self.name = name
        self.value = value
    }
}

/// What gives a value when the step runs.
package indirect enum ValueSource: Codable, Sendable, Hashable {
    case constant(Value)
    case expression(Expression)
    /// A text with `${ … }` in it.
    case template(Template)
    case list([ValueSource])
    case record([Binding])
    /// Expressions that each give people, put together.
    case people([Expression])
}

/// The one thing that a step does.
///
/// WHY: indirect, since a step is looked up and copied at every move and most of it is its verb.
package indirect enum Verb: Codable, Sendable, Hashable {
    case duty(DutyPlan)
    case action(ActionPlan)
    case parallel(ParallelPlan)
    case `switch`([SwitchCase])
    case wait(WaitPlan)
    case scope(ScopePlan)
    case `repeat`(RepeatPlan)
    case foreach(ForeachPlan)
    case receive(ReceivePlan)
    case emit(EmitPlan)
    case call(CallPlan)
    case lock(LockPlan)
    /// Takes back what is open in these steps.
    case withdraw([StepID])
    case set([Binding])
    case end(EndPlan)
    case fail(FailPlan)
}

package struct ActionPlan: Codable, Sendable, Hashable {
    package var task: String
    package var parameters: [Binding]
    package var retry: Retry?

    /// `wait`, then `wait × factor`, and so on.
    package struct Retry: Codable, Sendable, Hashable {
        /// How often it is tried again after the first attempt.
        package var times: Int
        package var wait: Period
        package var factor: Double
        package init(times: Int, wait: Period, factor: Double = 1) {
            self.times = times
            self.wait = wait
            self.factor = factor
        }
    }

    package init(task: String, parameters: [Binding] = [], retry: Retry? = nil) {
        self.task = task
        self.parameters = parameters
        self.retry = retry
    }
}

package struct ParallelPlan: Codable, Sendable, Hashable {
    package var branches: [Branch]
    package var join: Join
    package var rest: Rest
    /// Work goes on in one branch at a time; people choose the order by what they take up.
    package var isOneAtATime: Bool?

    package struct Branch: Codable, Sendable, Hashable {
        package var name: String
        /// The branch is left out when it is false.
        package var condition: Expression?
        package var block: Block
        package init(name: String, condition: Expression? = nil, block: Block) {
            self.name = name
            self.condition = condition
            self.block = block
        }
    }

    /// How many branches must finish before the step does.
    package enum Join: Codable, Sendable, Hashable {
        case all
        case any
        case count(Int)
        /// True once enough have finished; it sees `finished` and `total`.
        case condition(Expression)
    }

    /// What becomes of the branches that are still open when the step finishes.
    package enum Rest: String, Codable, Sendable, Hashable {
        case withdraw
        case goOn = "go_on"
    }

    package init(
        branches: [Branch], join: Join = .all, rest: Rest = .withdraw, isOneAtATime: Bool? = nil
    ) {
        self.branches = branches
        self.join = join
        self.rest = rest
        self.isOneAtATime = isOneAtATime
    }
}

/// A case of a `switch`; the last one may have no condition.
package struct SwitchCase: Codable, Sendable, Hashable {
    package var condition: Expression?
    package var action: Action

    package enum Action: Codable, Sendable, Hashable {
        case go(Target)
        case run(Block)
    }

    package init(condition: Expression?, action: Action) {
        self.condition = condition
        self.action = action
    }
}

package enum WaitPlan: Codable, Sendable, Hashable {
    case period(Period)
    case until(Expression)
    case condition(Expression)
    /// None of these steps is open, and none can be reached from what is: the steps from which one
    /// can be are the blockers.
    case settled([StepID], blockers: [StepID])
}

/// Steps with handlers beside them.
package struct ScopePlan: Codable, Sendable, Hashable {
    package var body: Block
    package var handlers: [Handler]
    package var phase: PhasePlan?

    package struct Handler: Codable, Sendable, Hashable {
        package var id: StepID
        package var trigger: Trigger
        package var block: Block
        /// Where the handler leads when its steps are over; anything but `leave` leaves the scope.
        package var next: Target
        package init(id: StepID, trigger: Trigger, block: Block, next: Target = .leave) {
            self.id = id
            self.trigger = trigger
            self.block = block
            self.next = next
        }
    }

    package enum Trigger: Codable, Sendable, Hashable {
        case every(Period)
        case after(Period)
        case event(EventPattern)
        /// On each turn to true.
        case condition(Expression)
    }

    package init(body: Block, handlers: [Handler], phase: PhasePlan? = nil) {
        self.body = body
        self.handlers = handlers
        self.phase = phase
    }
}

package struct EndPlan: Codable, Sendable, Hashable {
    package var outcome: String
    package var outputs: [Binding]
    /// What was done is compensated first.
    package var undoesAll: Bool?
    package init(outcome: String, outputs: [Binding] = [], undoesAll: Bool? = nil) {
        self.outcome = outcome
        self.outputs = outputs
        self.undoesAll = undoesAll
    }
}

package struct FailPlan: Codable, Sendable, Hashable {
    package var error: String
    package var message: Template?
    package init(error: String, message: Template? = nil) {
        self.error = error
        self.message = message
    }
}
