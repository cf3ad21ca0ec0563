import OnusCalendar
import OnusModel

/// The fields of a duty as far as one place states them; nil is "not said here".
package struct DutySyntax: Sendable {
    package var responsible: PeopleSyntax?
    package var accountable: PeopleSyntax?
    package var supervisor: PeopleSyntax?
    package var consulted: PeopleSyntax?
    package var informed: PeopleSyntax?
    package var verifiedBy: PeopleSyntax?
    package var due: DueSyntax?
    package var calendar: Located<String>?
    package var escalation: EscalationSyntax?
    package var priority: Located<Int>?
    package var isDelegable: Located<Bool>?
    package var form: FormSyntax?
    package var evidence: Located<Int>?
    package var allocation: Located<Allocation>?
    package var whenNobody: Located<WhenNobody>?
    package var deemed: DeemedSyntax?
    package var extend: ExtendSyntax?
    package var stopClock: StopClockSyntax?
    /// The keys that were written, in order.
    package var keys: [Located<String>] = []

    package init() {}

    /// These fields, and where one is missing that of the place around.
    package func merged(over outer: DutySyntax) -> DutySyntax {
        var merged = self
        merged.responsible = responsible ?? outer.responsible
        merged.accountable = accountable ?? outer.accountable
        merged.supervisor = supervisor ?? outer.supervisor
        merged.consulted = consulted ?? outer.consulted
        merged.informed = informed ?? outer.informed
        merged.verifiedBy = verifiedBy ?? outer.verifiedBy
        merged.due = due ?? outer.due
        merged.calendar = calendar ?? outer.calendar
        merged.escalation = escalation ?? outer.escalation
        merged.priority = priority ?? outer.priority
        merged.isDelegable = isDelegable ?? outer.isDelegable
        merged.form = form ?? outer.form
        merged.evidence = evidence ?? outer.evidence
        merged.allocation = allocation ?? outer.allocation
        merged.whenNobody = whenNobody ?? outer.whenNobody
        merged.deemed = deemed ?? outer.deemed
        merged.extend = extend ?? outer.extend
        merged.stopClock = stopClock ?? outer.stopClock
        merged.keys += outer.keys
        return merged
    }
}

package enum DueSyntax: Sendable {
    case period(Located<Period>)
    case at(ExpressionSyntax)

    package var location: SourceLocation {
        switch self {
        case .period(let period): period.location
        case .at(let expression): expression.location
        }
    }
}

package enum EscalationSyntax: Sendable {
    case named(Located<String>)
    case inline(LadderSyntax)

    package var location: SourceLocation {
        switch self {
        case .named(let name): name.location
        case .inline(let ladder): ladder.name.location
        }
    }
}

package enum FormSyntax: Sendable {
    case named(Located<String>)
    case inline([FieldSyntax])
}

package struct DeemedSyntax: Sendable {
    package var outcome: Located<String>
    package var basis: Located<String>

    package init(outcome: Located<String>, basis: Located<String>) {
        self.outcome = outcome
        self.basis = basis
    }
}

/// `extend`: who may give more time, and how much.
package struct ExtendSyntax: Sendable {
    package var by: PeopleSyntax
    package var atMost: Located<Period>
    package var times: Int

    package init(by: PeopleSyntax, atMost: Located<Period>, times: Int) {
        self.by = by
        self.atMost = atMost
        self.times = times
    }
}

/// `stop_clock`: while which steps are open the clock stands still.
package struct StopClockSyntax: Sendable {
    package var during: [Located<String>]
    package var basis: Located<String>

    package init(during: [Located<String>], basis: Located<String>) {
        self.during = during
        self.basis = basis
    }
}

/// An escalation ladder, by a name of `escalations:` or written at a step.
package struct LadderSyntax: Sendable {
    /// Of one written at a step: the step's id, with the location of the ladder; empty for one that
    /// stands under the workflow's own `duties:`.
    package var name: Located<String>
    package var rungs: [RungSyntax]
    /// False when a rung was not understood, so that nothing can be said of the ladder.
    package var isWhole: Bool
    /// Written where it is used.
    package var isInline: Bool

    package init(
        name: Located<String>, rungs: [RungSyntax], isWhole: Bool = true, isInline: Bool = false
    ) {
        self.name = name
        self.rungs = rungs
        self.isWhole = isWhole
        self.isInline = isInline
    }

    /// Under which the plan has it. A name of `escalations:` never looks like that of an inline one.
    package var planName: String {
        guard isInline else { return name.value }
        return (name.value.isEmpty ? "the workflow" : name.value) + "'s own"
    }
}

package struct RungSyntax: Sendable {
    package var at: Located<RungTime>
    package var mark: Located<Mark>?
    package var remind: PeopleSyntax?
    package var notify: PeopleSyntax?
    package var add: PeopleSyntax?
    package var assign: PeopleSyntax?
    package var raise: Located<Int>?
    package var start: Located<String>?
    package var decide: Located<String>?
    package var task: Located<String>?
    /// `with:`, for the workflow that is started or the task that is run.
    package var parameters: [Named<ValueSyntax>] = []
    package var repetition: Rung.Repetition?
    /// The whole rung.
    package var location: SourceLocation

    package init(at: Located<RungTime>, location: SourceLocation) {
        self.at = at
        self.location = location
    }
}
