import OnusPlugin

/// A list of steps that is open.
package struct Frame: Codable, Sendable, Hashable {
    package var block: BlockID
    /// The step that contains it; nil for the workflow's own list.
    package var owner: Place?
    /// Set in an occurrence of a scope's handler.
    package var handler: StepID?
    package var cursor: Cursor
    /// Of a `foreach`: which one this list is for.
    package var item: BlockOpened.Item?
    /// An item's own.
    package var variables: ValueMap?
    /// What made a handler begin.
    package var signal: Signal?
    /// The last error that was caught here or in a block inside.
    package var error: CaughtError?

    /// Where a list stands. All but `open` mean that the engine has something to do there, which it
    /// does within the same command.
    package enum Cursor: Codable, Sendable, Hashable {
        /// Before its first step.
        case start
        /// This step is open.
        case open(Place)
        case entering(StepID)
        case finished(StepID, outcome: String?)
        case skipped(StepID)
        /// A `switch` chose its case.
        case chose(StepID, caseIndex: Int)
        case caught(StepID, error: String)
        /// A `withdraw` took back the step that was open here.
        case left
    }

    package init(block: BlockID, owner: Place?, handler: StepID?, cursor: Cursor = .start) {
        self.block = block
        self.owner = owner
        self.handler = handler
        self.cursor = cursor
    }
}

/// A step that is open.
package struct Activation: Codable, Sendable, Hashable {
    package var step: StepID
    package var frame: Place
    package var pass: Int
    package var enteredAt: Timestamp
    package var work: Work
    /// A block's own.
    package var variables: ValueMap?
    /// Of a call: who may not act in it, as it was told.
    package var barred: [Person]?

    package enum Work: Codable, Sendable, Hashable {
        case duty(DutyID)
        case action(ActionState)
        case wait(until: Timestamp)
        case receive(ReceiveState)
        /// For a condition, or until other steps have settled.
        case condition
        /// Until the run that was called is over.
        case call(RunID)
        /// Until no other run is inside.
        case awaitsLock(String)
        case block(BlockState)
        /// Nothing goes on here until somebody settles the incident.
        case stuck(DutyID)
    }

    package init(step: StepID, frame: Place, pass: Int, enteredAt: Timestamp, work: Work) {
        self.step = step
        self.frame = frame
        self.pass = pass
        self.enteredAt = enteredAt
        self.work = work
    }
}

package struct ActionState: Codable, Sendable, Hashable {
    package var task: String
    package var parameters: ValueMap
    /// The attempt that is under way, or the last one while the next waits for its time.
    package var attempt: Int

    package init(task: String, parameters: ValueMap, attempt: Int) {
        self.task = task
        self.parameters = parameters
        self.attempt = attempt
    }
}

/// A step that waits for events.
package struct ReceiveState: Codable, Sendable, Hashable {
    package var title: Text
    package var received: [Signal]
    /// Those who may give them, where it is a right.
    package var people: [Person]?
    package var until: Timestamp?

    package init(title: Text, people: [Person]? = nil, until: Timestamp? = nil) {
        self.title = title
        self.people = people
        self.until = until
        received = []
    }
}

package struct BlockState: Codable, Sendable, Hashable {
    /// The lists that are over, in the order in which they ended.
    package var finished: [Place]
    /// How many lists were opened in all.
    package var total: Int
    /// Set once the step itself is over while some of its lists go on.
    package var isJoined: Bool
    /// How often each of a scope's handlers has begun.
    package var occurrences: [StepID: Int]
    /// All that a `foreach` goes through, those whose lists are still to be opened included.
    package var items: [Value]?
    /// What the items that are over gave.
    package var given: [Given]?
    /// The lock that the run holds while it is in the step.
    package var lock: String?
    /// Which conditions of a scope's handlers hold at present.
    package var turned: Set<StepID>?
    /// Which handlers people may make begin; nil in it for the items of a `foreach`.
    package var offers: [Offer]?

    package struct Offer: Codable, Sendable, Hashable {
        package var handler: StepID?
        package var title: Text
        package var people: [Person]
        package init(handler: StepID?, title: Text, people: [Person]) {
            self.handler = handler
            self.title = title
            self.people = people
        }
    }

    package struct Given: Codable, Sendable, Hashable {
        package var item: Int
        package var outputs: ValueMap
        package init(item: Int, outputs: ValueMap) {
            self.item = item
            self.outputs = outputs
        }
    }

    package init(
        finished: [Place] = [], total: Int = 0, isJoined: Bool = false,
        occurrences: [StepID: Int] = [:], items: [Value]? = nil
    ) {
        self.finished = finished
        self.total = total
        self.isJoined = isJoined
        self.occurrences = occurrences
        self.items = items
    }

    /// How many lists there are to be in all, as far as is known.
    package var expected: Int { max(total, items?.count ?? 0) }
}
