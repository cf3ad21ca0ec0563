import OnusCalendar
import OnusModel

// What waits for events and conditions, as written.

package struct PatternSyntax: Sendable {
    package var events: [Located<String>]
    package var match: ExpressionSyntax?
    package var from: PeopleSyntax?
    package var form: FormSyntax?

    package init(
        events: [Located<String>], match: ExpressionSyntax?, from: PeopleSyntax?, form: FormSyntax?
    ) {
        self.events = events
        self.match = match
        self.from = from
        self.form = form
    }
}

package struct ReceiveSyntax: Sendable {
    package var pattern: PatternSyntax
    package var needsAll = false
    package var count: Located<Int>?
    package var within: Located<Period>?
    package var dropsEarly = false

    package init(pattern: PatternSyntax) { self.pattern = pattern }
}

package struct EmitSyntax: Sendable {
    package var event: Located<String>
    package var data: [Named<ValueSyntax>]

    package init(event: Located<String>, data: [Named<ValueSyntax>]) {
        self.event = event
        self.data = data
    }
}

/// `add:` of a `foreach`.
package struct AdditionSyntax: Sendable {
    package var pattern: PatternSyntax
    package var item: ExpressionSyntax?

    package init(pattern: PatternSyntax, item: ExpressionSyntax?) {
        self.pattern = pattern
        self.item = item
    }
}

/// What makes a handler begin.
package enum TriggerSyntax: Sendable {
    case every(Period)
    case after(Period)
    case event(PatternSyntax)
    case condition(ExpressionSyntax)
}

/// `start: {on: …}`.
package struct EventStartSyntax: Sendable {
    package var pattern: PatternSyntax
    package var person: PeopleSyntax
    package var inputs: [Named<ValueSyntax>]
    /// `case:`
    package var caseKey: ExpressionSyntax?
    package var dropsEarly = false
    package var location: SourceLocation

    package init(
        pattern: PatternSyntax, person: PeopleSyntax, inputs: [Named<ValueSyntax>],
        location: SourceLocation
    ) {
        self.pattern = pattern
        self.person = person
        self.inputs = inputs
        self.location = location
    }
}

/// `start: {every: …}`.
package struct ScheduleSyntax: Sendable {
    package var recurrence: Recurrence
    package var overlap: ScheduleStart.Overlap
    package var person: PeopleSyntax
    package var inputs: [Named<ValueSyntax>]
    package var location: SourceLocation

    package init(
        recurrence: Recurrence, overlap: ScheduleStart.Overlap, person: PeopleSyntax,
        inputs: [Named<ValueSyntax>], location: SourceLocation
    ) {
        self.recurrence = recurrence
        self.overlap = overlap
        self.person = person
        self.inputs = inputs
        self.location = location
    }
}

extension VerbSyntax {
    /// Whether people may do something in the block itself: begin a handler, let an item join.
    package var offersRights: Bool {
        switch self {
        case .scope(let scope):
            scope.handlers.contains { handler in
                if case .event(let pattern) = handler.trigger { pattern.from != nil } else { false }
            }
        case .foreach(let foreach): foreach.addition?.pattern.from != nil
        default: false
        }
    }
}
