import OnusModel
import OnusPlugin

// What the store keeps for looking things up. All of it can be made again from the events.

/// A duty as lists and inboxes show it.
package struct DutyRow: Sendable, Hashable {
    /// Begins with the run's id and a slash.
    package var duty: DutyID
    package var run: RunID
    package var step: StepID
    package var state: State
    package var openedAt: Timestamp
    package var dueAt: Timestamp
    /// 0 to 9; the higher one comes first in an inbox.
    package var priority: Int
    /// On whose desks it lies; empty once it is over.
    package var desks: [Person]
    /// The whole duty in the JSON of the command line.
    package var body: [UInt8]

    package enum State: String, Sendable, Hashable { case open, closed, withdrawn }

    package init(
        duty: DutyID, run: RunID, step: StepID, state: State, openedAt: Timestamp,
        dueAt: Timestamp, priority: Int = 0, desks: [Person], body: [UInt8]
    ) {
        self.duty = duty
        self.run = run
        self.step = step
        self.state = state
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.priority = priority
        self.desks = desks
        self.body = body
    }

    /// Whether one duty comes before another in an inbox; both with the order in which they opened.
    package static func order(_ one: (DutyRow, Int), _ other: (DutyRow, Int)) -> Bool {
        (-one.0.priority, one.0.dueAt, one.1) < (-other.0.priority, other.0.dueAt, other.1)
    }
}

/// A run as lists show it.
package struct RunRow: Sendable, Hashable {
    package var run: RunID
    package var workflow: WorkflowID
    package var version: Int
    package var plan: String
    package var status: RunState.Status
    package var outcome: String?
    package var initiator: Person
    package var startedAt: Timestamp
    package var endedAt: Timestamp?
    /// The run that made it start, if one did.
    package var parent: RunID?
    /// The digest of workflow, inputs, person and script that it was started with, so that the
    /// same start finds it again.
    package var fingerprint: String?

    package init(
        run: RunID, workflow: WorkflowID, version: Int, plan: String, status: RunState.Status,
        outcome: String? = nil, initiator: Person, startedAt: Timestamp, endedAt: Timestamp? = nil,
        parent: RunID? = nil, fingerprint: String? = nil
    ) {
        self.run = run
        self.workflow = workflow
        self.version = version
        self.plan = plan
        self.status = status
        self.outcome = outcome
        self.initiator = initiator
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.parent = parent
        self.fingerprint = fingerprint
    }
}

/// Nil means any; the run that was recorded last comes first.
package struct RunFilter: Sendable, Hashable {
    package var workflow: WorkflowID?
    package var status: RunState.Status?
    package var initiator: Person?
    package var parent: RunID?
    package var fingerprint: String?
    package var limit: Int

    package init(
        workflow: WorkflowID? = nil, status: RunState.Status? = nil, initiator: Person? = nil,
        parent: RunID? = nil, fingerprint: String? = nil, limit: Int = 1000
    ) {
        self.workflow = workflow
        self.status = status
        self.initiator = initiator
        self.parent = parent
        self.fingerprint = fingerprint
        self.limit = limit
    }
}

/// A plan, an organisation, a calendar or a source text, kept under the digest of its content.
package struct Document: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case plan, organization, calendar, source
    }
    package var kind: Kind
    package var name: String
    package var digest: String
    package var body: [UInt8]
    package var savedAt: Timestamp

    package init(kind: Kind, name: String, digest: String, body: [UInt8], savedAt: Timestamp) {
        self.kind = kind
        self.name = name
        self.digest = digest
        self.body = body
        self.savedAt = savedAt
    }
}
