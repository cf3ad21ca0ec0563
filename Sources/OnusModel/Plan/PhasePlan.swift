import OnusCEL
import OnusPlugin

/// A scope with a deadline of its own: a duty without doers, which its steps fulfil.
package struct PhasePlan: Codable, Sendable, Hashable {
    package var accountable: Expression
    package var supervisor: Expression
    package var due: DueDate
    package var calendar: String?
    package var ladder: String
    package var stopClock: StopClock?

    package init(
        accountable: Expression, supervisor: Expression, due: DueDate, calendar: String? = nil,
        ladder: String, stopClock: StopClock? = nil
    ) {
        self.accountable = accountable
        self.supervisor = supervisor
        self.due = due
        self.calendar = calendar
        self.ladder = ladder
        self.stopClock = stopClock
    }

    /// The outcome of a phase whose steps were over in time, or late and before its ladder ended it.
    package static let done = "done"
    /// The last part of the place of its duty. No step can have this name.
    package static let place = "the-phase"
    /// Stands where other duties have their task.
    package static let task = "phase"
}
