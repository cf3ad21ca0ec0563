import OnusPlugin

// What stands in the record about workflows that are called, locks, and what is undone.

package struct CallStarted: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    /// The run that is to start.
    package var run: RunID
    package var workflow: WorkflowID
    /// The plan that was in force when the caller started; nil for that in force now.
    package var plan: String?
    package var inputs: ValueMap
    /// It goes its own way; nobody waits for it.
    package var isDetached: Bool?
    /// Who may not act in it, as the caller's `separate:` has it.
    package var excluded: [Person]?
    /// How many events caused each other down to it; nil for none.
    package var chain: Int?
    /// Whether it says who acts in it, since somebody is kept apart by that; nil for no.
    package var isHeard: Bool?

    package init(
        step: StepID, place: Place, pass: Int, run: RunID, workflow: WorkflowID, plan: String?,
        inputs: ValueMap, isDetached: Bool? = nil, excluded: [Person]? = nil, chain: Int? = nil,
        isHeard: Bool? = nil
    ) {
        self.step = step
        self.place = place
        self.pass = pass
        self.run = run
        self.workflow = workflow
        self.plan = plan
        self.inputs = inputs
        self.isDetached = isDetached
        self.excluded = excluded
        self.chain = chain
        self.isHeard = isHeard
    }
}

/// People acted in the run that was called, which goes on.
package struct CallHeard: Codable, Sendable, Hashable {
    package var place: Place
    package var run: RunID
    package var people: [Person]

    package init(place: Place, run: RunID, people: [Person]) {
        self.place = place
        self.run = run
        self.people = people
    }
}

/// People may act no more in the run that was called, since they acted in what is kept apart from it.
package struct CallBarred: Codable, Sendable, Hashable {
    package var place: Place
    package var run: RunID
    package var people: [Person]

    package init(place: Place, run: RunID, people: [Person]) {
        self.place = place
        self.run = run
        self.people = people
    }
}

/// People may act in this run no more: the one that called it says so.
package struct RunBarred: Codable, Sendable, Hashable {
    package var people: [Person]
    package init(people: [Person]) { self.people = people }
}

/// The workflow that was called has come to an end.
package struct CallReturned: Codable, Sendable, Hashable {
    package var place: Place
    package var run: RunID
    package var outcome: String
    package var outputs: ValueMap
    /// Everybody who acted in it.
    package var actors: [Person]

    package init(
        place: Place, run: RunID, outcome: String, outputs: ValueMap, actors: [Person]
    ) {
        self.place = place
        self.run = run
        self.outcome = outcome
        self.outputs = outputs
        self.actors = actors
    }
}

/// The workflow that was called failed, was cancelled, or could not start.
package struct CallFailed: Codable, Sendable, Hashable {
    package var place: Place
    package var run: RunID
    package var error: String
    package var message: String

    package init(place: Place, run: RunID, error: String, message: String) {
        self.place = place
        self.run = run
        self.error = error
        self.message = message
    }
}

/// A step waits until no other run is in the steps of this lock.
package struct LockRequested: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var lock: String
    package var variables: ValueMap?

    package init(
        step: StepID, place: Place, pass: Int, lock: String, variables: ValueMap? = nil
    ) {
        self.step = step
        self.place = place
        self.pass = pass
        self.lock = lock
        self.variables = variables
    }
}

package struct LockTaken: Codable, Sendable, Hashable {
    package var place: Place
    package init(place: Place) { self.place = place }
}

/// The run is about to end, and what it did is compensated first.
package struct UndoStarted: Codable, Sendable, Hashable {
    /// The steps that compensate, in the order in which they will be done.
    package var steps: [StepID]
    /// The same, each with what it undoes.
    package var compensations: [Compensation]?
    package var ending: RunEnding

    package init(_ compensations: [Compensation], ending: RunEnding) {
        steps = compensations.map(\.step)
        self.compensations = compensations
        self.ending = ending
    }
}

/// The next step that compensates begins.
package struct UndoContinued: Codable, Sendable, Hashable {
    package var step: StepID
    package var compensation: Compensation?
    package init(_ compensation: Compensation) {
        step = compensation.step
        self.compensation = compensation
    }
}

/// One step that is done to undo another.
package struct Compensation: Codable, Sendable, Hashable {
    package var step: StepID
    /// The list in which it stands, as it was when the other one finished.
    package var list: Place
    /// Which of all that can be undone, in the order in which it was done.
    package var number: Int

    package init(step: StepID, list: Place = .root, number: Int = -1) {
        self.step = step
        self.list = list
        self.number = number
    }
}

/// How a run ends once all is undone; one of them is there.
package struct RunEnding: Codable, Sendable, Hashable {
    package var ended: RunEnded?
    package var failed: RunFailed?
    package var cancelled: RunCancelled?
    /// Who ended it; nil where it came by itself.
    package var person: Person?

    package init(_ ended: RunEnded) { self.ended = ended }
    package init(_ failed: RunFailed) { self.failed = failed }
    package init(_ cancelled: RunCancelled) { self.cancelled = cancelled }

    package var event: EventBody {
        if let ended { return .runEnded(ended) }
        if let cancelled { return .runCancelled(cancelled) }
        return .runFailed(failed ?? RunFailed(error: "undo", message: "it had no ending"))
    }
}
