import OnusPlugin

// What stands in the record about a run as a whole. In every event a field is never removed and its
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
    /// The id of the event that started it, or the time.
    package var signal: String?
    /// The name of the event that started it.
    package var event: String?
    /// Who sent that event.
    package var sender: Person?
    /// The steps that others compensate; nil when there is none.
    package var compensated: Set<StepID>?
    /// How many events caused each other down to this run, nobody having done anything; nil for none.
    package var chain: Int?

    package struct Cause: Codable, Sendable, Hashable {
        package var run: RunID
        package var duty: DutyID?
        /// How many workflows started each other down to this one.
        package var depth: Int
        /// The call that waits for this run's end.
        package var place: Place?
        /// Whom the caller keeps separate from whoever acts in this run.
        package var excluded: [Person]?
        /// How many events caused each other down to the call; nil for none.
        package var chain: Int?
        /// Whether the caller is told who acts in this run; nil for no.
        package var isHeard: Bool?
        package init(
            run: RunID, duty: DutyID?, depth: Int, place: Place? = nil, excluded: [Person]? = nil,
            chain: Int? = nil, isHeard: Bool? = nil
        ) {
            self.run = run
            self.duty = duty
            self.depth = depth
            self.place = place
            self.excluded = excluded
            self.chain = chain
            self.isHeard = isHeard
        }
    }

    package init(
        run: RunID, workflow: WorkflowID, version: Int, plan: String, initiator: Person,
        inputs: ValueMap, variables: ValueMap, organization: String, cause: Cause? = nil,
        callees: [WorkflowID: String]? = nil, signal: String? = nil,
        event: String? = nil, sender: Person? = nil, compensated: Set<StepID>? = nil,
        chain: Int? = nil
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
        self.signal = signal
        self.event = event
        self.sender = sender
        self.compensated = compensated
        self.chain = chain
    }
}

/// A run goes on by another version of its workflow, from where it stands.
package struct RunMigrated: Codable, Sendable, Hashable {
    package var version: Int
    /// The digest of the plan that it is pinned to from now on.
    package var plan: String
    package var reason: String
    /// Those that the version has and the run had not, with their defaults.
    package var inputs: ValueMap
    package var variables: ValueMap
    /// The steps that others compensate from now on.
    package var compensated: Set<StepID>?
    /// The digests of the plans of the workflows that it calls from now on.
    package var callees: [WorkflowID: String]?

    package init(
        version: Int, plan: String, reason: String, inputs: ValueMap, variables: ValueMap,
        compensated: Set<StepID>? = nil, callees: [WorkflowID: String]? = nil
    ) {
        self.version = version
        self.plan = plan
        self.reason = reason
        self.inputs = inputs
        self.variables = variables
        self.compensated = compensated
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
