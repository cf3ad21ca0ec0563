import OnusPlugin

// What stands in the record about steps and blocks.

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
