import OnusCEL
import OnusModel
import OnusValues

/// What conditions ask, each question once.
struct Questions {
    private let facts: PathFacts
    /// The constants with which each subject is compared.
    private var constants: [Atom.Subject: Set<Value>] = [:]
    /// Whether questions of which nothing is known but that they have an answer are asked as well.
    private let asksEverything: Bool

    init(_ facts: PathFacts, asksEverything: Bool = true) {
        self.facts = facts
        self.asksEverything = asksEverything
    }

    /// In an order that is always the same.
    var all: [Question] {
        constants.map { (subject: $0.key, text: $0.key.text, constants: $0.value) }
            .sorted { $0.text < $1.text }
            .compactMap { Question($0.subject, constants: $0.constants, facts) }
    }

    /// Asks which of its words a path is.
    mutating func collect(_ path: [String]) {
        constants[.value(.path(path)), default: []]
            .formUnion(facts.fields[path]?.limits.choices ?? [])
    }

    mutating func collect(_ condition: Outline) {
        switch condition {
        case .literal: break
        case .and(let terms), .or(let terms): for term in terms { collect(term) }
        case .not(let term): collect(term)
        case .conditional(let condition, let first, let second):
            for part in [condition, first, second] { collect(part) }
        case .path, .call, .has, .optional, .list, .computed, .other:
            guard let atom = Atom(condition, facts) else { return }
            if case .value = atom.subject {} else if !asksEverything { return }
            constants[atom.subject, default: []].formUnion(atom.constants)
        }
    }
}

/// All combinations of answers to some questions; nil when there are more than anybody looks at.
func combinations(of questions: [Question], most: Int) -> [[Int]]? {
    var rows: [[Int]] = [[]]
    for question in questions {
        guard rows.count * question.possible.count <= most else { return nil }
        rows = rows.flatMap { row in question.possible.map { row + [$0] } }
    }
    return rows
}

/// Whether conditions hold when some answers are known.
struct KnownAnswers {
    private let known: [Atom.Subject: (question: Question, answer: Int)]
    private let facts: PathFacts

    init(_ questions: [Question], _ answers: [Int], _ facts: PathFacts) {
        known = Dictionary(
            zip(questions, answers).map { ($0.subject, (question: $0, answer: $1)) },
            uniquingKeysWith: { first, _ in first })
        self.facts = facts
    }

    /// The word that a path is.
    func word(of path: [String]) -> String? {
        known[.value(.path(path))].flatMap { $0.question.word($0.answer) }
    }

    func truth(of condition: Outline) -> Bool? {
        condition.truth { part in
            guard let atom = Atom(part, facts), let (question, answer) = known[atom.subject] else {
                return nil
            }
            return atom.holds(answer, of: question)
        }
    }
}

extension Outline {
    /// Whether it holds, as far as that follows from the parts of it of which it is known; nil where
    /// it does not.
    func truth(_ known: (Outline) -> Bool?) -> Bool? {
        switch self {
        case .literal(let value): return value.boolValue
        case .not(let term): return term.truth(known).map { !$0 }
        case .and(let terms):
            let truths = terms.map { $0.truth(known) }
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case .or(let terms):
            let truths = terms.map { $0.truth(known) }
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case .conditional(let condition, let first, let second):
            return condition.truth(known).flatMap { ($0 ? first : second).truth(known) }
        case .path, .call, .has, .optional, .list, .computed, .other: return known(self)
        }
    }
}

extension Atom.Subject {
    fileprivate var text: String {
        switch self {
        case .value(let outline): "\(outline.written) value"
        case .order(let left, let right): "\(left.written) \(right.written) order"
        case .truth(let outline): "\(outline.written) truth"
        }
    }
}
