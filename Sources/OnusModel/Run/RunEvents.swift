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

    package struct Cause: Codable, Sendable, Hashable {
        package var run: RunID
        package var duty: DutyID?
        /// How many workflows started each other down to this one.
        package var depth: Int
        package init(run: RunID, duty: DutyID?, depth: Int) {
            self.run = run
            self.duty = duty
            self.depth = depth
        }
    }
}

package struct RunEnded: Codable, Sendable, Hashable {
    package var outcome: String
    package var outputs: ValueMap
}

/// An error that nothing caught and that nobody could be asked about.
package struct RunFailed: Codable, Sendable, Hashable {
    package var error: String
    package var message: String
}

package struct RunCancelled: Codable, Sendable, Hashable {
    package var reason: String
}

/// A block step began. Duties, actions and waits say it by their own first event.
package struct StepEntered: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
}

package struct StepSkipped: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
}

/// A step that is neither duty nor action is over.
package struct StepEnded: Codable, Sendable, Hashable {
    package var place: Place
    package var outcome: String?
    package var outputs: ValueMap
}

/// A step was left before it was over. What was open inside it has its own events.
package struct StepWithdrawn: Codable, Sendable, Hashable {
    package var place: Place
    package var reason: String
}

/// A list of steps inside a block step begins: a branch, a case, a scope's body, an occurrence of a
/// handler.
package struct BlockOpened: Codable, Sendable, Hashable {
    package var place: Place
    package var block: BlockID
    /// The step that contains it.
    package var owner: Place
    package var handler: StepID?
}

package struct BlockClosed: Codable, Sendable, Hashable {
    package var place: Place
}

package struct WaitStarted: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var until: Timestamp
    package var provisional: Bool
}

/// A handler of a scope will begin at this time.
package struct HandlerArmed: Codable, Sendable, Hashable {
    package var scope: Place
    package var handler: StepID
    /// 1 for its first occurrence.
    package var occurrence: Int
    package var at: Timestamp
}

package struct VariablesSet: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var values: ValueMap
}

package struct ActionRequested: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var task: String
    package var parameters: ValueMap
}

package struct ActionCompleted: Codable, Sendable, Hashable {
    package var place: Place
    package var attempt: Int
    package var outputs: ValueMap
}

package struct ActionFailed: Codable, Sendable, Hashable {
    package var place: Place
    package var attempt: Int
    package var error: String
    package var message: String
    /// When it will be tried again; nil when it will not.
    package var retryAt: Timestamp?
}

/// An error was caught by the step at `catcher`, which goes where its `catch` says.
package struct ErrorCaught: Codable, Sendable, Hashable {
    package var error: String
    package var message: String
    package var origin: Place
    package var catcher: Place
}
