import OnusCEL
import OnusCalendar
import OnusPlugin

/// Which events something waits for, and who may give them.
package struct EventPattern: Codable, Sendable, Hashable {
    /// Names such as `sponsor.cancelled`; `steps.ID` is that a step of the run has finished.
    package var events: [String]
    /// Which of them are meant; it sees `event`. Nil takes all.
    package var match: Expression?
    /// Only these people may give it, and it stands in their inbox as something they may do.
    package var from: Expression?
    /// What they fill in.
    package var form: [Field]?
    /// What the events are known to bring; nil where nothing is.
    package var brings: [BroughtField]?

    package init(
        events: [String], match: Expression? = nil, from: Expression? = nil, form: [Field]? = nil
    ) {
        self.events = events
        self.match = match
        self.from = from
        self.form = form
    }

    /// What an event of this name begins with when it tells that a step has finished.
    package static let stepPrefix = "steps."
}

/// Waits for events from outside, from another run or from another part of its own.
package struct ReceivePlan: Codable, Sendable, Hashable {
    package var pattern: EventPattern
    /// One of each name is needed; otherwise `count` of any.
    package var needsAll: Bool?
    package var count: Int?
    /// After this time it ends `expired`.
    package var within: Period?
    /// What came before the step began is not kept for it.
    package var dropsEarly: Bool?

    package init(
        pattern: EventPattern, needsAll: Bool? = nil, count: Int? = nil, within: Period? = nil,
        dropsEarly: Bool? = nil
    ) {
        self.pattern = pattern
        self.needsAll = needsAll
        self.count = count
        self.within = within
        self.dropsEarly = dropsEarly
    }

    package static let received = "received"
    package static let expired = "expired"
}

package struct EmitPlan: Codable, Sendable, Hashable {
    package var event: String
    package var data: [Binding]
    package init(event: String, data: [Binding] = []) {
        self.event = event
        self.data = data
    }
}

/// How items join a `foreach` while it runs.
package struct ItemAddition: Codable, Sendable, Hashable {
    package var pattern: EventPattern
    /// Makes the item of `event`; nil takes all that the event brings.
    package var item: Expression?
    package init(pattern: EventPattern, item: Expression? = nil) {
        self.pattern = pattern
        self.item = item
    }
}

/// A workflow that events start.
package struct EventStart: Codable, Sendable, Hashable {
    package var pattern: EventPattern
    /// In whose name it starts; gives exactly one person.
    package var person: Expression
    package var inputs: [Binding]
    /// What tells cases apart: while the run of a case is open, events for it go there.
    package var caseKey: Expression?
    /// Runs keep nothing that comes before a step waits for it.
    package var dropsEarly: Bool?

    package init(
        pattern: EventPattern, person: Expression, inputs: [Binding] = [],
        caseKey: Expression? = nil, dropsEarly: Bool? = nil
    ) {
        self.pattern = pattern
        self.person = person
        self.inputs = inputs
        self.caseKey = caseKey
        self.dropsEarly = dropsEarly
    }
}
