import OnusCEL
import OnusCalendar
import OnusPlugin

/// What a checked workflow compiles to, complete: a run needs nothing else of the text.
///
/// Defaults are filled in, names are resolved, and a step's `then` says for each outcome where to
/// go. A run is pinned to the digest of its plan's canonical JSON.
package struct Plan: Codable, Sendable, Hashable {
    /// Of this stored form, not of the workflow.
    package static let currentFormat = 1

    package var format = Plan.currentFormat
    package var workflow: WorkflowID
    package var version: Int
    package var title: Text
    package var inputs: [Field]
    package var variables: [Field]
    package var roles: [Role]
    /// Who may start it; nil when anybody may.
    package var startedBy: Expression?
    /// Set when events start it, and nobody by hand.
    package var startedOn: EventStart?
    /// Set when the calendar starts it, and nobody by hand.
    package var startedEvery: ScheduleStart?
    /// Anybody may start it, whoever they are.
    package var isPublic: Bool?
    package var clauses: [Clause]
    package var waived: [String: String]
    package var ladders: [String: Ladder]
    package var separate: [[SeparateEntry]]
    /// Steps that the same person does.
    package var together: [TogetherList]?
    /// Who owns what goes wrong; nil when the workflow names no accountable.
    package var incidentOwner: Expression?
    package var body: Block

    package struct Role: Codable, Sendable, Hashable {
        package var name: String
        package var people: Expression
        package init(name: String, people: Expression) {
            self.name = name
            self.people = people
        }
    }

    package struct Clause: Codable, Sendable, Hashable {
        package var name: String
        package var title: Text
        package var items: [String]
        package init(name: String, title: Text, items: [String]) {
            self.name = name
            self.title = title
            self.items = items
        }
    }

    package init(
        workflow: WorkflowID, version: Int, title: Text, inputs: [Field] = [],
        variables: [Field] = [], roles: [Role] = [], startedBy: Expression? = nil,
        startedOn: EventStart? = nil, startedEvery: ScheduleStart? = nil, isPublic: Bool? = nil,
        clauses: [Clause] = [], waived: [String: String] = [:], ladders: [String: Ladder] = [:],
        separate: [[SeparateEntry]] = [], together: [TogetherList]? = nil,
        incidentOwner: Expression? = nil, body: Block
    ) {
        self.workflow = workflow
        self.version = version
        self.title = title
        self.inputs = inputs
        self.variables = variables
        self.roles = roles
        self.startedBy = startedBy
        self.startedOn = startedOn
        self.startedEvery = startedEvery
        self.isPublic = isPublic
        self.clauses = clauses
        self.waived = waived
        self.ladders = ladders
        self.separate = separate
        self.together = together
        self.incidentOwner = incidentOwner
        self.body = body
    }
}

/// One entry of a `separate:` list: nobody acts in two entries of one list.
package enum SeparateEntry: Codable, Sendable, Hashable {
    /// Whoever started the run.
    case start
    /// Everybody who acted in these steps; a block stands for all steps inside it.
    case steps([StepID])
    /// People, whether they acted or not.
    case people(Expression)
    /// One entry made of several: those of one may be those of another.
    case any([SeparateEntry])
    /// No entry: the list holds for each item of this `foreach` by itself.
    case eachItem(of: StepID)
}

/// Steps that the same person does.
package struct TogetherList: Codable, Sendable, Hashable {
    package var steps: [StepID]
    /// The `foreach` for each of whose items it holds by itself.
    package var foreach: StepID?

    package init(steps: [StepID], foreach: StepID? = nil) {
        self.steps = steps
        self.foreach = foreach
    }
}

/// One input, variable or form field, in JSON Schema's words.
package struct Field: Codable, Sendable, Hashable {
    package var name: String
    package var type: FieldType
    package var title: Text?
    package var isOptional: Bool
    package var defaultValue: Value?
    package var limits: Limits

    /// What a value must keep to besides its type; nil is no limit.
    package struct Limits: Codable, Sendable, Hashable {
        package var choices: [Value]?
        package var minimum: Value?
        package var maximum: Value?
        package var minimumLength: Int?
        package var maximumLength: Int?
        package init(
            choices: [Value]? = nil, minimum: Value? = nil, maximum: Value? = nil,
            minimumLength: Int? = nil, maximumLength: Int? = nil
        ) {
            self.choices = choices
            self.minimum = minimum
            self.maximum = maximum
            self.minimumLength = minimumLength
            self.maximumLength = maximumLength
        }
    }

    package init(
        name: String, type: FieldType, title: Text? = nil, isOptional: Bool = false,
        defaultValue: Value? = nil, limits: Limits = Limits()
    ) {
        self.name = name
        self.type = type
        self.title = title
        self.isOptional = isOptional
        self.defaultValue = defaultValue
        self.limits = limits
    }
}

/// The types that authors may declare.
package indirect enum FieldType: Codable, Sendable, Hashable {
    case string, bool, int, double, decimal, date, timestamp, duration, person, people, file
    case list(FieldType)
    case map(FieldType)
}
