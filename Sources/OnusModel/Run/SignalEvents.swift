import OnusPlugin

// What stands in the record about signals that come to a run or that it sends, and about what waits
// for them.

/// An event as workflows mean it: something that happened outside, in another run or in another
/// part of this one.
package struct Signal: Codable, Sendable, Hashable {
    /// The same signal comes to a run once.
    package var id: String
    package var name: String
    package var data: ValueMap
    package var sender: Person?
    /// How many signals caused each other down to this one, with nobody doing anything in between;
    /// nil for one from outside.
    package var chain: Int?

    package init(
        id: String, name: String, data: ValueMap = [:], sender: Person? = nil, chain: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.data = data
        self.sender = sender
        self.chain = chain
    }

    /// How many signals may cause each other.
    package static let longestChain = 50
}

/// A step waits for events.
package struct ReceiveStarted: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var title: Text
    package var events: [String]
    /// Those who may give it; nil when it is nobody's right.
    package var people: [Person]?
    package var until: Timestamp?
    package var provisional: Bool?

    package init(
        step: StepID, place: Place, pass: Int, title: Text, events: [String],
        people: [Person]? = nil, until: Timestamp? = nil, provisional: Bool? = nil
    ) {
        self.step = step
        self.place = place
        self.pass = pass
        self.title = title
        self.events = events
        self.people = people
        self.until = until
        self.provisional = provisional
    }
}

/// People may make a handler begin, or add an item.
package struct RightOffered: Codable, Sendable, Hashable {
    /// The scope or the `foreach`.
    package var place: Place
    /// Nil for the items of a `foreach`.
    package var handler: StepID?
    package var title: Text
    package var people: [Person]

    package init(place: Place, handler: StepID?, title: Text, people: [Person]) {
        self.place = place
        self.handler = handler
        self.title = title
        self.people = people
    }
}

/// A signal was what something waited for.
package struct SignalReceived: Codable, Sendable, Hashable {
    /// The step that waited: a `receive`, a scope, a `foreach`.
    package var place: Place
    package var handler: StepID?
    package var signal: Signal
    /// Why nothing came of it: what it brought is no item of the `foreach`.
    package var refused: String?

    package init(
        place: Place, handler: StepID? = nil, signal: Signal, refused: String? = nil
    ) {
        self.place = place
        self.handler = handler
        self.signal = signal
        self.refused = refused
    }
}

/// A signal came before anything waited for it.
package struct SignalKept: Codable, Sendable, Hashable {
    package var signal: Signal
    package init(signal: Signal) { self.signal = signal }
}

package struct SignalSent: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var signal: Signal

    package init(step: StepID, place: Place, pass: Int, signal: Signal) {
        self.step = step
        self.place = place
        self.pass = pass
        self.signal = signal
    }
}

/// One more item for a `foreach` that is under way.
package struct ItemAdded: Codable, Sendable, Hashable {
    package var place: Place
    package var value: Value

    package init(place: Place, value: Value) {
        self.place = place
        self.value = value
    }
}

/// A step waits for the run itself to come to something.
package struct ConditionAwaited: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int

    package init(step: StepID, place: Place, pass: Int) {
        self.step = step
        self.place = place
        self.pass = pass
    }
}

/// The condition of a handler became true, and it begins, or false again.
package struct ConditionTurned: Codable, Sendable, Hashable {
    package var scope: Place
    package var handler: StepID
    package var isTrue: Bool

    package init(scope: Place, handler: StepID, isTrue: Bool) {
        self.scope = scope
        self.handler = handler
        self.isTrue = isTrue
    }
}

/// A `withdraw` took these back. The lists that they stood in are over.
package struct StepsWithdrawn: Codable, Sendable, Hashable {
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var withdrawn: [Place]

    package init(step: StepID, place: Place, pass: Int, withdrawn: [Place]) {
        self.step = step
        self.place = place
        self.pass = pass
        self.withdrawn = withdrawn
    }
}
