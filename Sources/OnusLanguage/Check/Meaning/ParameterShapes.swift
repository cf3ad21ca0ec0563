import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

// Which of its shapes a written parameter may be meant for.

extension ValueSyntax {
    var isList: Bool { if case .list = content { true } else { false } }

    /// Whether a part of it may be an expression; people are written as bare ones.
    var mayHoldExpressions: Bool {
        switch content {
        case .scalar(let scalar): scalar.isTemplate
        case .list, .record: true
        }
    }
}

extension ValueSource {
    var peopleExpressions: [Expression] {
        switch self {
        case .people(let expressions): expressions
        case .expression(let expression): [expression]
        default: []
        }
    }
}

extension ParameterShape {
    /// Whether it is written as bare expressions that give people.
    var isPeople: Bool { self == .value(.person) || self == .value(.people) }

    /// Whether it names something of the workflow, which is looked up.
    var holdsNames: Bool {
        switch self {
        case .step, .field: true
        case .list(let element), .map(let element): element.holdsNames
        case .record(let fields): fields.contains { $0.shape.holdsNames }
        case .anyOf(let shapes): shapes.contains(where: \.holdsNames)
        case .value, .choice: false
        }
    }

    /// Whether it is a mapping with a key that was nearly written.
    func isMeant(by syntax: ValueSyntax) -> Bool {
        guard case .record(let fields) = self, case .record(let entries) = syntax.content else {
            return false
        }
        return entries.contains { entry in
            Spelling.nearest(to: entry.name.value, among: fields.map(\.name)) != nil
        }
    }

    var choices: [String] { if case .choice(let words) = self { words } else { [] } }

    func looksLike(_ syntax: ValueSyntax) -> Bool {
        switch (self, syntax.content) {
        case (.record(let fields), .record(let entries)):
            entries.contains { entry in fields.contains { $0.name == entry.name.value } }
        case (.map, .record), (.list, .list), (.value(.list), .list), (.value(.people), .list),
            (.value(.map), .record), (.value(.dyn), _):
            true
        case (.value, .scalar(let scalar)): scalar.isTemplate || isPeople
        case (.choice, .scalar(let scalar)): scalar.isTemplate
        case (.step, .scalar), (.field, .scalar): true
        default: false
        }
    }
}
