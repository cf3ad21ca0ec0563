import OnusModel

/// A workflow file as written.
package struct WorkflowSyntax: Sendable {
    package var file: String
    package var name: Located<String>
    package var version: Located<Int>
    package var title: Located<Text>?
    package var inputs: [FieldSyntax] = []
    package var variables: [FieldSyntax] = []
    package var roles: [Named<PeopleSyntax>] = []
    /// `start: {by: …}`.
    package var startedBy: PeopleSyntax?
    /// `start: {on: …}`.
    package var startedOn: EventStartSyntax?
    /// `start: {every: …}`.
    package var startedEvery: ScheduleSyntax?
    /// `start: {by: public}`.
    package var isPublic = false
    package var clauses: [ClauseSyntax] = []
    /// From a clause such as `fund_rules/15` to the reason why nothing covers it.
    package var waived: [Named<Located<String>>] = []
    /// What every duty has unless it says otherwise.
    package var duties = DutySyntax()
    package var separate: [SeparateSyntax] = []
    package var together: [TogetherSyntax] = []
    package var ladders: [LadderSyntax] = []
    package var forms: [Named<[FieldSyntax]>] = []
    package var steps: [StepSyntax] = []
    /// All texts in it in which one part of an expression may guard another.
    var guarding: [ScalarSyntax] = []
    /// The key `steps`, for what is wrong with the list as a whole.
    package var stepsLocation: SourceLocation

    package init(
        file: String, name: Located<String>, version: Located<Int>, stepsLocation: SourceLocation
    ) {
        self.file = file
        self.name = name
        self.version = version
        self.stepsLocation = stepsLocation
    }
}

/// One input, variable or form field.
package struct FieldSyntax: Sendable {
    package var name: Located<String>
    /// Complete but for its default and its limits, which may be wrong.
    package var field: Field
    /// Where the type is named.
    package var location: SourceLocation

    package init(name: Located<String>, field: Field, location: SourceLocation) {
        self.name = name
        self.field = field
        self.location = location
    }
}

/// A text of rules whose items the workflow covers or waives.
package struct ClauseSyntax: Sendable {
    package var name: Located<String>
    package var title: Text?
    package var items: [Located<String>]

    package init(name: Located<String>, title: Text?, items: [Located<String>]) {
        self.name = name
        self.title = title
        self.items = items
    }
}

/// One list of `separate:`.
package struct SeparateSyntax: Sendable {
    package var entries: [Entry]
    package var location: SourceLocation

    /// One part, or an inner list of several whose people may be the same.
    package struct Entry: Sendable {
        /// `start`, the id of a step or block, or an expression that gives people.
        package var parts: [ExpressionSyntax]
        package var location: SourceLocation

        package init(parts: [ExpressionSyntax], location: SourceLocation) {
            self.parts = parts
            self.location = location
        }
    }

    package init(entries: [Entry], location: SourceLocation) {
        self.entries = entries
        self.location = location
    }
}

/// One list of `together:`: steps that the same person does.
package struct TogetherSyntax: Sendable {
    package var steps: [Located<String>]
    package var location: SourceLocation

    package init(steps: [Located<String>], location: SourceLocation) {
        self.steps = steps
        self.location = location
    }
}
