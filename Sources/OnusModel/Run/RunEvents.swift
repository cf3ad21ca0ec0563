import OnusPlugin

// What stands in the record about a run, its steps and its blocks. A field is never removed and its
// meaning never changes; a new one is optional.

package struct RunStarted: Codable, Sendable, Hashable {
    package var run: RunID
    package var workflow: WorkflowID
    package var version: Int
    /// The digest of the plan that the run is pinned to.
    package var plan: String
    package var initiator: Person
    package var inputs: ValueMap
    package var variables: ValueMap
    /// The digest of the organisation as it was.
    package var organization: String
    /// What made a rung or a call start it.
    package var cause: Cause?
    /// The plans in force of the workflows that this one calls, by their digests.
    package var callees: [WorkflowID: String]?

    package struct Cause: Codable, Sendable, Hashable {
        package var run: RunID
        package var duty: DutyID?
        /// How many workflows started each other down to this one.
        package var depth: Int
        /// The call that waits for this run's end.
        package var place: Place?
        package init(run: RunID, duty: DutyID?, depth: Int, place: Place? = nil) {
            self.run = run
            self.duty = duty
            self.depth = depth
            self.place = place
        }
    }

    package init(
        run: RunID, workflow: WorkflowID, version: Int, plan: String, initiator: Person,
        inputs: ValueMap, variables: ValueMap, organization: String, cause: Cause? = nil,
        callees: [WorkflowID: String]? = nil
    ) {
        self.run = run
        self.workflow = workflow
        self.version = version
        self.plan = plan
        self.initiator = initiator
        self.inputs = inputs
        self.variables = variables
        self.organization = organization
        self.cause = cause
        self.callees = callees
    }
}

package struct RunEnded: Codable, Sendable, Hashable {
    package var outcome: String
    package var outputs: ValueMap
    /// The `end` that it came to.
    package var step: StepID?
    package var place: Place?

    package init(
        outcome: String, outputs: ValueMap, step: StepID? = nil, place: Place? = nil
    ) {
        self.outcome = outcome
        self.outputs = outputs
        self.step = step
        self.place = place
    }
}

/// An error that nothing caught and that nobody could be asked about.
package struct RunFailed: Codable, Sendable, Hashable {
    package var error: String
    package var message: String

    package init(error: String, message: String) {
        self.error = error
        self.message = message
    }
}

package struct RunCancelled: Codable, Sendable, Hashable {
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }
}

/// A block step began. Duties, actions and waits say it by their own first event.
package struct StepEntered: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    /// What a `foreach` goes through.
    package var items: [Value]?
    /// The block's own variables as they begin.
    package var variables: ValueMap?

    package init(
        step: StepID, place: Place, pass: Int, items: [Value]? = nil, variables: ValueMap? = nil
    ) {
        self.step = step
        self.place = place
        self.pass = pass
        self.items = items
        self.variables = variables
    }
}

package struct StepSkipped: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int

    package init(step: StepID, place: Place, pass: Int) {
        self.step = step
        self.place = place
        self.pass = pass
    }
}

/// A step that is neither duty nor action is over.
package struct StepEnded: Codable, Sendable, Hashable {
    package var place: Place
    package var outcome: String?
    package var outputs: ValueMap
    /// Some of its lists go on; the rest of the run does not wait for them.
    package var leavesOpen: Bool?

    package init(place: Place, outcome: String? = nil, outputs: ValueMap, leavesOpen: Bool? = nil) {
        self.place = place
        self.outcome = outcome
        self.outputs = outputs
        self.leavesOpen = leavesOpen
    }
}

/// A step was left before it was over. Duties that were open inside it have their own events.
package struct StepWithdrawn: Codable, Sendable, Hashable {
    package var place: Place
    package var reason: String
    /// Where its list goes on; nil when the list is left too.
    package var goesTo: StepID?

    package init(place: Place, reason: String, goesTo: StepID? = nil) {
        self.place = place
        self.reason = reason
        self.goesTo = goesTo
    }
}

/// A `switch` chose one of its cases, counted from 0.
package struct CaseChosen: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var index: Int

    package init(step: StepID, place: Place, pass: Int, index: Int) {
        self.step = step
        self.place = place
        self.pass = pass
        self.index = index
    }
}

/// A list of steps inside a block step begins: a branch, a case, a scope's body, a round, an item, an
/// occurrence of a handler.
package struct BlockOpened: Codable, Sendable, Hashable {
    package var place: Place
    package var block: BlockID
    /// The step that contains it.
    package var owner: Place
    package var handler: StepID?
    package var item: Item?
    /// An item's own variables as they begin.
    package var variables: ValueMap?
    /// What made a handler begin.
    package var signal: Signal?

    /// One of a `foreach`, counted from 1.
    package struct Item: Codable, Sendable, Hashable {
        package var number: Int
        package var value: Value
        package init(number: Int, value: Value) {
            self.number = number
            self.value = value
        }
    }

    package init(
        place: Place, block: BlockID, owner: Place, handler: StepID? = nil, item: Item? = nil,
        variables: ValueMap? = nil, signal: Signal? = nil
    ) {
        self.place = place
        self.block = block
        self.owner = owner
        self.handler = handler
        self.item = item
        self.variables = variables
        self.signal = signal
    }
}

package struct BlockClosed: Codable, Sendable, Hashable {
    package var place: Place
    /// What an item of a `foreach` gives.
    package var outputs: ValueMap?

    package init(place: Place, outputs: ValueMap? = nil) {
        self.place = place
        self.outputs = outputs
    }
}

package struct WaitStarted: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var until: Timestamp
    package var provisional: Bool

    package init(step: StepID, place: Place, pass: Int, until: Timestamp, provisional: Bool) {
        self.step = step
        self.place = place
        self.pass = pass
        self.until = until
        self.provisional = provisional
    }
}

/// A handler of a scope will begin at this time.
package struct HandlerArmed: Codable, Sendable, Hashable {
    package var scope: Place
    package var handler: StepID
    /// 1 for its first occurrence.
    package var occurrence: Int
    package var at: Timestamp

    package init(scope: Place, handler: StepID, occurrence: Int, at: Timestamp) {
        self.scope = scope
        self.handler = handler
        self.occurrence = occurrence
        self.at = at
    }
}

package struct VariablesSet: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var values: ValueMap

    package init(step: StepID, place: Place, pass: Int, values: ValueMap) {
        self.step = step
        self.place = place
        self.pass = pass
        self.values = values
    }
}

package struct ActionRequested: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var task: String
    package var parameters: ValueMap

    package init(step: StepID, place: Place, pass: Int, task: String, parameters: ValueMap) {
        self.step = step
        self.place = place
        self.pass = pass
        self.task = task
        self.parameters = parameters
    }
}

package struct ActionCompleted: Codable, Sendable, Hashable {
    package var place: Place
    package var attempt: Int
    package var outputs: ValueMap

    package init(place: Place, attempt: Int, outputs: ValueMap) {
        self.place = place
        self.attempt = attempt
        self.outputs = outputs
    }
}

package struct ActionFailed: Codable, Sendable, Hashable {
    package var place: Place
    package var attempt: Int
    package var error: String
    package var message: String
    /// When it will be tried again; nil when it will not.
    package var retryAt: Timestamp?

    package init(
        place: Place, attempt: Int, error: String, message: String, retryAt: Timestamp? = nil
    ) {
        self.place = place
        self.attempt = attempt
        self.error = error
        self.message = message
        self.retryAt = retryAt
    }
}

/// A failed action is tried again, as attempt number `attempt`.
package struct ActionRetried: Codable, Sendable, Hashable {
    package var place: Place
    package var attempt: Int

    package init(place: Place, attempt: Int) {
        self.place = place
        self.attempt = attempt
    }
}

/// An error was caught by the step at `catcher`, which goes where its `catch` says.
package struct ErrorCaught: Codable, Sendable, Hashable {
    package var error: String
    package var message: String
    package var origin: Place
    package var catcher: Place
    package var step: StepID

    package init(error: String, message: String, origin: Place, catcher: Place, step: StepID) {
        self.error = error
        self.message = message
        self.origin = origin
        self.catcher = catcher
        self.step = step
    }
}
