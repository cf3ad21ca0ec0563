import OnusCEL
import OnusModel
import OnusValues

/// All combinations of answers to what the conditions of a `switch` ask, and which case each takes.
///
/// Conditions are understood as far as they compare inputs, variables and results of steps with
/// constants. What is not understood may be true or false.
struct CaseTable {
    /// An answer for each question.
    struct Row {
        let answers: [(question: Question, answer: Int)]
        /// The first case that surely applies; nil when none does.
        let chosen: Int?
        /// Whether a case before that, or any, may apply as well.
        let isOpen: Bool
    }

    /// Nil when there are too many combinations to look at.
    let rows: [Row]?

    private static let mostRows = 4096

    init(_ conditions: [Outline], _ facts: PathFacts) {
        var questions = Questions()
        for condition in conditions { questions.collect(condition) }
        let asked = questions.all(facts)
        var combinations: [[Int]] = [[]]
        for question in asked {
            guard combinations.count * question.possible.count <= Self.mostRows else {
                rows = nil
                return
            }
            combinations = combinations.flatMap { before in question.possible.map { before + [$0] }
            }
        }
        rows = combinations.map { Self.row($0, asked, conditions) }
    }

    private static func row(
        _ answers: [Int], _ questions: [Question], _ conditions: [Outline]
    ) -> Row {
        let known = Dictionary(
            zip(questions, answers).map { ($0.path, (question: $0, answer: $1)) },
            uniquingKeysWith: { first, _ in first })
        let evaluation = KnownAnswers(known: known)
        var isOpen = false
        for (index, condition) in conditions.enumerated() {
            switch evaluation.truth(of: condition) {
            case true?:
                return Row(
                    answers: Array(zip(questions, answers)), chosen: index, isOpen: isOpen)
            case nil: isOpen = true
            case false?: continue
            }
        }
        return Row(answers: Array(zip(questions, answers)), chosen: nil, isOpen: isOpen)
    }
}

/// What is known of the values that conditions may read.
struct PathFacts {
    var fields: [[String]: Field] = [:]
    /// All words that a path can be.
    var words: [[String]: [String]] = [:]
}

/// The constants with which each path is compared.
struct Questions {
    private var constants: [[String]: Set<Value>] = [:]

    func all(_ facts: PathFacts) -> [Question] {
        constants.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .compactMap { path, constants in
                Question(
                    path, constants: constants, field: facts.fields[path], words: facts.words[path])
            }
    }

    /// Asks which of its words a path is.
    mutating func collect(_ path: [String], _ field: Field?) {
        constants[path, default: []].formUnion(field?.limits.choices ?? [])
    }

    mutating func collect(_ condition: Outline) {
        switch condition {
        case .path(let path): constants[path, default: []].formUnion([])
        case .and(let terms), .or(let terms): for term in terms { collect(term) }
        case .not(let term): collect(term)
        case .conditional(let condition, let first, let second):
            for part in [condition, first, second] { collect(part) }
        case .call:
            if let comparison = Comparison(condition) {
                constants[comparison.path, default: []].formUnion(comparison.constants)
            }
        case .literal, .list, .computed, .other: break
        }
    }
}

/// `PATH OPERATOR CONSTANT`, in either order, or `PATH in [CONSTANTS]`.
private struct Comparison {
    let path: [String]
    let operation: String
    let constants: [Value]

    private static let mirrored = [
        "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
    ]

    init?(_ outline: Outline) {
        guard case .call(let name, let parts) = outline, parts.count == 2 else { return nil }
        switch (parts[0], parts[1]) {
        case (.path(let path), .list(let elements)) where name == "in":
            let constants = elements.compactMap(\.constant)
            guard constants.count == elements.count else { return nil }
            self.init(path, "in", constants)
        case (.path(let path), let other):
            guard Self.mirrored[name] != nil, let constant = other.constant else { return nil }
            self.init(path, name, [constant])
        case (let other, .path(let path)):
            guard let name = Self.mirrored[name], let constant = other.constant else { return nil }
            self.init(path, name, [constant])
        default: return nil
        }
    }

    private init(_ path: [String], _ operation: String, _ constants: [Value]) {
        (self.path, self.operation, self.constants) = (path, operation, constants)
    }

    func holds(_ answer: Int, of question: Question) -> Bool? {
        let places = constants.compactMap { question.index(of: $0) }
        guard places.count == constants.count else { return nil }
        switch operation {
        case "in": return places.contains(answer)
        case "==": return places[0] == answer
        case "!=": return places[0] != answer
        default: break
        }
        guard case .numbers = question.answers else { return nil }
        switch operation {
        case "<": return answer < places[0]
        case "<=": return answer <= places[0]
        case ">": return answer > places[0]
        case ">=": return answer >= places[0]
        default: return nil
        }
    }
}

/// Whether conditions hold when some answers are known.
struct KnownAnswers {
    let known: [[String]: (question: Question, answer: Int)]

    func truth(of condition: Outline) -> Bool? {
        switch condition {
        case .literal(let value): return value.boolValue
        case .path(let path):
            guard let (question, answer) = known[path], case .truth = question.answers else {
                return nil
            }
            return answer == 0
        case .not(let term): return truth(of: term).map { !$0 }
        case .and(let terms):
            let truths = terms.map { truth(of: $0) }
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case .or(let terms):
            let truths = terms.map { truth(of: $0) }
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case .conditional(let condition, let first, let second):
            return truth(of: condition).flatMap { truth(of: $0 ? first : second) }
        case .call:
            guard let comparison = Comparison(condition),
                let (question, answer) = known[comparison.path]
            else { return nil }
            return comparison.holds(answer, of: question)
        case .list, .computed, .other: return nil
        }
    }
}

extension Outline {
    /// A literal, or `decimal('1.10')`.
    fileprivate var constant: Value? {
        switch self {
        case .literal(let value): value
        case .call("decimal", let parts) where parts.count == 1:
            parts[0].constant?.stringValue.flatMap { Decimal($0) }.map { .decimal($0) }
        default: nil
        }
    }
}
