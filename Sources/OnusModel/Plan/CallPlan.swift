import OnusCEL
import OnusPlugin

/// Starts another workflow, and waits for its end unless it goes its own way.
package struct CallPlan: Codable, Sendable, Hashable {
    package var workflow: WorkflowID
    package var inputs: [Binding]
    package var isDetached: Bool?
    /// The ends of the other workflow that lead somewhere here; nil when all do.
    package var outcomes: [String]?

    package init(
        workflow: WorkflowID, inputs: [Binding] = [], isDetached: Bool? = nil,
        outcomes: [String]? = nil
    ) {
        self.workflow = workflow
        self.inputs = inputs
        self.isDetached = isDetached
        self.outcomes = outcomes
    }

    /// Whether it is said where to go when the other workflow ends so.
    package func handles(_ outcome: String) -> Bool { outcomes?.contains(outcome) ?? true }

    /// How many workflows may stand above one that was called.
    package static let deepest = 50
}

/// Steps in which only one run at a time is.
package struct LockPlan: Codable, Sendable, Hashable {
    package var name: Template
    package var body: Block

    package init(name: Template, body: Block) {
        self.name = name
        self.body = body
    }
}
