import OnusCEL
import OnusCalendar
import OnusPlugin

/// A duty as the workflow states it, with all defaults filled in.
package struct DutyPlan: Codable, Sendable, Hashable {
    package var task: String
    package var parameters: [Binding]
    package var people: PeoplePlan
    package var due: DueDate
    /// The calendar's id; nil means the organisation's.
    package var calendar: String?
    /// The name of one of the plan's ladders.
    package var ladder: String
    /// The outcomes that people may choose, in order.
    package var offered: [String]
    package var form: [Field]
    /// How many files a decision must bring.
    package var evidence: Int
    package var priority: Int
    package var isDelegable: Bool
    package var allocation: Allocation
    package var whenNobody: WhenNobody
    /// A passed deadline that counts as an outcome, only by a clause that says so.
    package var deemed: Deemed?
    /// The steps whose results the deciders are shown, by their places in the text.
    package var shows: [StepID]
    /// Who may give the doers more time; nil when nobody may.
    package var extend: ExtensionPlan?
    package var stopClock: StopClock?

    package init(
        task: String, parameters: [Binding] = [], people: PeoplePlan, due: DueDate,
        calendar: String? = nil, ladder: String, offered: [String], form: [Field] = [],
        evidence: Int = 0, priority: Int = 0, isDelegable: Bool = true,
        allocation: Allocation = .all, whenNobody: WhenNobody = .manager, deemed: Deemed? = nil,
        shows: [StepID] = [], extend: ExtensionPlan? = nil,
        stopClock: StopClock? = nil
    ) {
        self.task = task
        self.parameters = parameters
        self.people = people
        self.due = due
        self.calendar = calendar
        self.ladder = ladder
        self.offered = offered
        self.form = form
        self.evidence = evidence
        self.priority = priority
        self.isDelegable = isDelegable
        self.allocation = allocation
        self.whenNobody = whenNobody
        self.deemed = deemed
        self.shows = shows
        self.extend = extend
        self.stopClock = stopClock
    }
}

/// The clock of a duty stands still while one of these steps is open, because a clause says so.
package struct StopClock: Codable, Sendable, Hashable {
    package var during: [StepID]
    package var basis: String

    package init(during: [StepID], basis: String) {
        self.during = during
        self.basis = basis
    }
}

/// More time for a duty, which a doer asks for and somebody else grants or refuses.
package struct ExtensionPlan: Codable, Sendable, Hashable {
    package var by: Expression
    /// What one grant can give.
    package var atMost: Period
    /// How often it can be granted.
    package var times: Int

    package init(by: Expression, atMost: Period, times: Int) {
        self.by = by
        self.atMost = atMost
        self.times = times
    }
}

/// Who has what part in a duty. RACI words, and the supervisor.
package struct PeoplePlan: Codable, Sendable, Hashable {
    package var responsible: Expression
    package var accountable: Expression
    package var supervisor: Expression
    package var consulted: Expression?
    package var informed: Expression?
    /// Closes the duty in place of the doers.
    package var verifiedBy: Expression?

    package init(
        responsible: Expression, accountable: Expression, supervisor: Expression,
        consulted: Expression? = nil, informed: Expression? = nil, verifiedBy: Expression? = nil
    ) {
        self.responsible = responsible
        self.accountable = accountable
        self.supervisor = supervisor
        self.consulted = consulted
        self.informed = informed
        self.verifiedBy = verifiedBy
    }
}

package enum DueDate: Codable, Sendable, Hashable {
    case period(Period)
    /// Gives a timestamp.
    case at(Expression)
}

/// Who of the responsible people gets the duty.
package enum Allocation: Codable, Sendable, Hashable {
    case all
    case first
    case roundRobin
    case fewestOpen
    case sameAs(StepID)
    case not(StepID)

    /// Whether one of several who are named has the duty alone.
    package var picksOne: Bool {
        switch self {
        case .first, .roundRobin, .fewestOpen: true
        case .all, .sameAs, .not: false
        }
    }
}

/// What happens when `responsible` gives nobody. Never "pass".
package enum WhenNobody: String, Codable, Sendable, Hashable {
    /// The managers of those who are away, or else the accountable person.
    case manager
    case accountable
    /// An incident.
    case fail
}

package struct Deemed: Codable, Sendable, Hashable {
    package var outcome: String
    package var basis: String
    package init(outcome: String, basis: String) {
        self.outcome = outcome
        self.basis = basis
    }
}

/// What happens, and when, while a duty is not done.
package struct Ladder: Codable, Sendable, Hashable {
    package var name: String
    /// In time order.
    package var rungs: [Rung]

    package init(name: String, rungs: [Rung]) {
        self.name = name
        self.rungs = rungs
    }
}

package struct Rung: Codable, Sendable, Hashable {
    package var at: RungTime
    package var mark: Mark?
    package var remind: [Expression]
    package var notify: [Expression]
    package var add: [Expression]
    package var assign: [Expression]
    /// How many steps up the reporting line of the accountable person.
    package var raise: Int
    package var start: StartPlan?
    package var decide: String?
    package var action: ActionPlan?
    package var repetition: Repetition?

    package struct Repetition: Codable, Sendable, Hashable {
        package var every: Period
        /// How often it fires after the first time.
        package var times: Int
        package init(every: Period, times: Int) {
            self.every = every
            self.times = times
        }
    }

    package init(
        at: RungTime, mark: Mark? = nil, remind: [Expression] = [], notify: [Expression] = [],
        add: [Expression] = [], assign: [Expression] = [], raise: Int = 0,
        start: StartPlan? = nil, decide: String? = nil, action: ActionPlan? = nil,
        repetition: Repetition? = nil
    ) {
        self.at = at
        self.mark = mark
        self.remind = remind
        self.notify = notify
        self.add = add
        self.assign = assign
        self.raise = raise
        self.start = start
        self.decide = decide
        self.action = action
        self.repetition = repetition
    }
}

package enum RungTime: Codable, Sendable, Hashable {
    /// Of the time from start to due; more than 0% and less than 100%.
    case percent(Percentage)
    case due
    case after(Period)
}

/// The light of a duty. It only ever gets worse.
package enum Mark: String, Codable, Sendable, Hashable, CaseIterable, Comparable {
    /// Due soon.
    case blue
    /// Behind plan.
    case yellow
    /// Overdue.
    case red

    package static func < (one: Mark, other: Mark) -> Bool {
        (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
    }
}

/// A workflow that a rung starts.
package struct StartPlan: Codable, Sendable, Hashable {
    package var workflow: WorkflowID
    package var inputs: [Binding]
    package init(workflow: WorkflowID, inputs: [Binding] = []) {
        self.workflow = workflow
        self.inputs = inputs
    }
}
