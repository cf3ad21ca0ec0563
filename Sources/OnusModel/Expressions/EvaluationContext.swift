import OnusCEL
import OnusCalendar

/// What the functions of expressions look into: handed to every evaluation as its context.
///
/// WHY: a class, since all expressions of one decision look into the same and none changes it.
package final class EvaluationContext: Sendable {
    /// Nil where there is none, as when an expression is tried by itself.
    package let organization: Organization?
    /// For working days and for the zone of `date()`; nil where there is none.
    package let calendar: WorkingCalendar?

    package static let noOrganization = "no organisation is known here"
    package static let noCalendar = "no calendar is known here"

    package init(organization: Organization?, calendar: WorkingCalendar? = nil) {
        self.organization = organization
        self.calendar = calendar
    }
}

/// The functions that expressions of workflows may call: those of the language CEL, and ours.
package enum WorkflowFunctions {
    package static let complete = FunctionLibrary.standard.adding(all)

    /// The zones that `t.getHours('Asia/Shanghai')` may name: those of the system.
    package static let timeZones: TimeZoneLookup = { name, instant in
        try? Zone.named(name).offset(at: instant)
    }

    /// Ours alone.
    package static let all = OrganizationFunctions.overloads + TimeFunctions.overloads
}

extension Evaluation {
    func organization() throws(CELEvaluationError) -> Organization {
        guard let organization = (context as? EvaluationContext)?.organization else {
            throw CELEvaluationError(EvaluationContext.noOrganization)
        }
        return organization
    }

    func calendar() throws(CELEvaluationError) -> WorkingCalendar {
        guard let calendar = (context as? EvaluationContext)?.calendar else {
            throw CELEvaluationError(EvaluationContext.noCalendar)
        }
        return calendar
    }
}
