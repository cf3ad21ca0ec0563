import OnusPlugin

// What stands in the record about automatic steps and about errors.

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

/// What `error` is in the steps that a `catch` leads to.
package struct CaughtError: Codable, Sendable, Hashable {
    package var name: String
    package var message: String
    /// The step that raised it.
    package var step: StepID

    package init(_ event: ErrorCaught) {
        name = event.error
        message = event.message
        step = event.origin.step
    }

    package var record: Value {
        ["name": .string(name), "message": .string(message), "step": .string(step.rawValue)]
    }

    /// The fields of the record.
    package static let fields = ["name", "message", "step"]
}
