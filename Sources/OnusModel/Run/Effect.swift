import OnusPlugin

/// Something to be done outside the run after its events are committed. At least once, always with
/// the same key.
package struct Effect: Codable, Sendable, Hashable {
    package var key: EffectKey
    package var body: Body

    package enum Body: Codable, Sendable, Hashable {
        case perform(PerformAction)
        case notify(Notice)
        case start(StartEffect)
        case publish(PublishSignal)
        case report(CallReport)
        case cancel(CancelEffect)
        case tell(CallerEffect)
        case bar(BarEffect)
        case lock(LockEffect)
        case unlock(LockEffect)
    }

    package init(key: EffectKey, body: Body) {
        self.key = key
        self.body = body
    }
}

package struct PerformAction: Codable, Sendable, Hashable {
    package var run: RunID
    package var place: Place
    package var task: String
    package var parameters: ValueMap
    package var attempt: Int
    /// Whose ladder it is an action of, so that no step waits for its answer; nil for a step's own.
    package var duty: DutyID?
    package init(
        run: RunID, place: Place, task: String, parameters: ValueMap, attempt: Int,
        duty: DutyID? = nil
    ) {
        self.run = run
        self.place = place
        self.task = task
        self.parameters = parameters
        self.attempt = attempt
        self.duty = duty
    }
}

/// A message about a duty; the runtime finds the words and the channels.
package struct Notice: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, Hashable {
        case opened, consulted, verification, reminder, overdue, escalated, closed, asked, answered
    }
    package var kind: Kind
    package var to: [Person]
    package var run: RunID
    package var duty: DutyID
    package var title: Text
    package var dueAt: Timestamp?
    package var mark: Mark?
    package init(
        kind: Kind, to: [Person], run: RunID, duty: DutyID, title: Text, dueAt: Timestamp?,
        mark: Mark? = nil
    ) {
        self.kind = kind
        self.to = to
        self.run = run
        self.duty = duty
        self.title = title
        self.dueAt = dueAt
        self.mark = mark
    }
}

/// Starts another run, which then goes its own way.
package struct StartEffect: Codable, Sendable, Hashable {
    package var run: RunID
    package var workflow: WorkflowID
    package var initiator: Person
    package var inputs: ValueMap
    package var cause: RunStarted.Cause
    /// The digest of the plan that it follows; nil for that in force.
    package var plan: String?
    package init(
        run: RunID, workflow: WorkflowID, initiator: Person, inputs: ValueMap,
        cause: RunStarted.Cause, plan: String? = nil
    ) {
        self.run = run
        self.workflow = workflow
        self.initiator = initiator
        self.inputs = inputs
        self.cause = cause
        self.plan = plan
    }
}

/// Brings a signal to all runs that may wait for it, its own too.
package struct PublishSignal: Codable, Sendable, Hashable {
    package var signal: Signal
    package init(signal: Signal) { self.signal = signal }
}

/// Tells a run how one that it called has ended.
package struct CallReport: Codable, Sendable, Hashable {
    package var caller: RunID
    package var answer: CallAnswer
    package init(caller: RunID, answer: CallAnswer) {
        self.caller = caller
        self.answer = answer
    }
}

/// Tells a run who has acted in one that it called.
package struct CallerEffect: Codable, Sendable, Hashable {
    package var caller: RunID
    package var tidings: CallTidings
    package init(caller: RunID, tidings: CallTidings) {
        self.caller = caller
        self.tidings = tidings
    }
}

/// Tells a run that was called who may act in it no more.
package struct BarEffect: Codable, Sendable, Hashable {
    package var run: RunID
    package var people: [Person]
    package init(run: RunID, people: [Person]) {
        self.run = run
        self.people = people
    }
}

/// Takes a run back that was called and that nobody waits for any more.
package struct CancelEffect: Codable, Sendable, Hashable {
    package var run: RunID
    package var reason: String
    package init(run: RunID, reason: String) {
        self.run = run
        self.reason = reason
    }
}

package struct LockEffect: Codable, Sendable, Hashable {
    package var run: RunID
    package var place: Place
    package var lock: String
    package init(run: RunID, place: Place, lock: String) {
        self.run = run
        self.place = place
        self.lock = lock
    }
}
