import OnusModel
import OnusPlugin
import OnusStore

/// The conversation by which somebody at a terminal decides a duty: which, who, what, why.
struct Dialog: Sendable {
    /// A duty that can be decided now.
    struct Choice: Sendable, Hashable {
        var duty: DutyID
        var run: RunID
        var title: String
        var people: [Person]
        var offered: [String]
        /// What was done waits to be verified rather than decided.
        var isVerification: Bool
        var form: [Field]
        var digest: String
    }

    /// What comes of an answer.
    enum Step: Sendable, Hashable {
        case nothing
        case act(ActOnDuty, run: RunID)
        /// Virtual time passes until something happens by itself.
        case letTimePass
        case leave
    }

    private enum Stage: Sendable {
        case duty
        case person(Choice)
        case outcome(Choice, Person)
        case field(Choice, ActOnDuty, index: Int)
        case comment(Choice, ActOnDuty)
    }

    private(set) var choices: [Choice] = []
    /// What was wrong with the last answer.
    var complaint: String?
    private let isVirtual: Bool
    private var stage = Stage.duty

    init(isVirtual: Bool) { self.isVirtual = isVirtual }

    /// What can be decided has changed. A conversation about a duty that is gone begins anew.
    mutating func offer(_ choices: [Choice]) {
        self.choices = choices
        guard let current, !choices.contains(where: { $0.duty == current }) else { return }
        complaint = "somebody else was quicker: `\(current)` is not open any more"
        stage = .duty
    }

    private var current: DutyID? {
        switch stage {
        case .duty: nil
        case .person(let choice), .outcome(let choice, _), .field(let choice, _, _),
            .comment(let choice, _):
            choice.duty
        }
    }

    /// What is asked next.
    var question: String {
        let leave = "q leaves"
        let time = isVirtual ? "t lets time pass, " : ""
        switch stage {
        case .duty where choices.isEmpty: return "\(time)\(leave)"
        case .duty:
            let numbers = choices.count == 1 ? "Enter decides it" : "1–\(choices.count) decides one"
            return "\(numbers), \(time)\(leave)"
        case .person(let choice):
            return "who decides? \(Self.numbered(choice.people.map(\.id)))"
        case .outcome(let choice, let person):
            return "\(person) decides \(Self.numbered(Self.outcomes(of: choice)))"
        case .field(let choice, _, let index):
            let field = choice.form[index]
            let title = field.title.map { " – \($0.string())" } ?? ""
            return "\(field.name)\(title), \(field.type.name)\(field.isOptional ? ", or none" : "")"
        case .comment: return "why? Enter for no comment"
        }
    }

    private static func numbered(_ words: [String]) -> String {
        words.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: "  ")
    }

    private static func outcomes(of choice: Choice) -> [String] {
        choice.isVerification ? [Act.verified, Act.returned] : choice.offered
    }
}

extension Dialog {
    /// Takes an answer and goes on. An empty one takes what is offered first, or goes back.
    mutating func answer(_ text: String) -> Step {
        complaint = nil
        let text = text.split(separator: " ").joined(separator: " ")
        switch stage {
        case .duty: return chooseDuty(text)
        case .person(let choice): choosePerson(text, choice)
        case .outcome(let choice, let person): chooseOutcome(text, choice, person)
        case .field(let choice, let act, let index): fill(text, choice, act, index)
        case .comment(let choice, var act):
            act.comment = text.isEmpty ? nil : text
            stage = .duty
            return .act(act, run: choice.run)
        }
        return .nothing
    }

    /// Goes back to the list of duties.
    mutating func startOver() { stage = .duty }

    private mutating func chooseDuty(_ text: String) -> Step {
        if text == "q" { return .leave }
        if text == "t", isVirtual { return .letTimePass }
        guard !choices.isEmpty else { return .nothing }
        guard let choice = Self.pick(text, choices, \.duty.rawValue, first: true) else {
            complaint = "there is no `\(text)` to choose"
            return .nothing
        }
        stage = .person(choice)
        if choice.people.count == 1 { choosePerson("", choice) }
        return .nothing
    }

    private mutating func choosePerson(_ text: String, _ choice: Choice) {
        let listed = Self.pick(text, choice.people, \.id, first: true)
        // Somebody who stands in for one of them may act too.
        stage = .outcome(choice, listed ?? Person(text))
    }

    private mutating func chooseOutcome(_ text: String, _ choice: Choice, _ person: Person) {
        guard !text.isEmpty else { return startOver() }
        guard let outcome = Self.pick(text, Self.outcomes(of: choice), \.self, first: false) else {
            complaint = "`\(text)` is not offered"
            return
        }
        let act = ActOnDuty(
            duty: choice.duty, kind: choice.isVerification ? .verify : .decide, person: person,
            outcome: outcome, digest: choice.digest)
        ask(from: 0, choice, act)
    }

    private mutating func ask(from index: Int, _ choice: Choice, _ act: ActOnDuty) {
        let hasFields = !choice.isVerification && index < choice.form.count
        stage = hasFields ? .field(choice, act, index: index) : .comment(choice, act)
    }

    private mutating func fill(
        _ text: String, _ choice: Choice, _ act: ActOnDuty, _ index: Int
    ) {
        let field = choice.form[index]
        var act = act
        if !text.isEmpty || !field.isOptional {
            let value = field.read(text)
            if let problem = value == nil
                ? "`\(text)` is not \(field.type.name)" : field.problem(with: value)
            {
                complaint = problem
                return
            }
            act.fields[field.name] = value
        }
        ask(from: index + 1, choice, act)
    }

    /// By its number or its name; an empty text takes the first, where that is meant.
    private static func pick<Item>(
        _ text: String, _ items: [Item], _ name: (Item) -> String, first: Bool
    ) -> Item? {
        if text.isEmpty { return first ? items.first : nil }
        if let number = Int(text) {
            return items.indices.contains(number - 1) ? items[number - 1] : nil
        }
        return items.first { name($0) == text } ?? items.first { name($0).hasSuffix("/" + text) }
    }
}
