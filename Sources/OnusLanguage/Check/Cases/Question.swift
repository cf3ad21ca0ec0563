import OnusCEL
import OnusModel
import OnusValues

/// Something that conditions ask about, and all answers that make a difference to them.
struct Question {
    enum Answers {
        /// True, then false.
        case truth
        /// One of these words; when others are possible, they stand for one more answer.
        case words([String], others: Bool)
        /// Below the first constant, the first one itself, between it and the second, and so on.
        case numbers([Value])
        /// The first expression is less than the second, equal to it, or more.
        case order
    }

    let subject: Atom.Subject
    let answers: Answers
    /// Indices of the answers that can be given.
    let possible: [Int]

    /// Where a constant stands among the answers.
    func index(of constant: Value) -> Int? {
        switch answers {
        case .truth: constant.boolValue.map { $0 ? 0 : 1 }
        case .words(let words, _): constant.stringValue.flatMap { words.firstIndex(of: $0) }
        case .numbers(let constants):
            constants.firstIndex { !$0.isLess(than: constant) && !constant.isLess(than: $0) }
                .map { 2 * $0 + 1 }
        case .order: nil
        }
    }

    /// The word that an answer is.
    func word(_ answer: Int) -> String? {
        guard case .words(let words, _) = answers, words.indices.contains(answer) else {
            return nil
        }
        return words[answer]
    }

    /// The words that can be the answer; nil where others can, or where it is none.
    var possibleWords: [String]? {
        guard case .words(_, others: false) = answers else { return nil }
        return possible.compactMap { word($0) }
    }
}

// What an author understands by an answer.
extension Question {
    /// `inputs.days` is between 3 and 5.
    func text(of answer: Int) -> String {
        switch (subject, answers) {
        case (.order(let left, let right), _):
            let relation = ["less than", "equal to", "more than"][min(max(answer, 0), 2)]
            return "\(left.quoted) is \(relation) \(right.quoted)"
        case (.value(let outline), .words(let words, _)):
            return words.indices.contains(answer)
                ? "\(outline.quoted) is `\(words[answer])`" : "\(outline.quoted) is another word"
        case (.value(let outline), .numbers(let constants)):
            return "\(outline.quoted) is \(Self.text(of: answer, constants))"
        case (.value(let outline), _), (.truth(let outline), _):
            return "\(outline.quoted) is \(answer == 0 ? "true" : "false")"
        }
    }

    private static func text(of answer: Int, _ constants: [Value]) -> String {
        if answer % 2 == 1 { return constants[answer / 2].number }
        let (low, high) = (answer / 2 - 1, answer / 2)
        guard low >= 0 else { return "less than \(constants[high].number)" }
        guard high < constants.count else { return "more than \(constants[low].number)" }
        return "between \(constants[low].number) and \(constants[high].number)"
    }
}

extension Question {
    /// What is asked about something that is compared with these constants, or is a truth by itself.
    init?(_ subject: Atom.Subject, constants: Set<Value>, _ facts: PathFacts) {
        self.subject = subject
        let numbers = constants.filter(\.isNumber)
        switch subject {
        case .order: (answers, possible) = (.order, [0, 1, 2])
        case .truth(.has(let path)) where facts.isPresent(path):
            (answers, possible) = (.truth, [0])
        case .truth: (answers, possible) = (.truth, [0, 1])
        case .value(let outline):
            if constants.allSatisfy({ $0.boolValue != nil }) {
                (answers, possible) = (.truth, [0, 1])
            } else if numbers.count == constants.count {
                let constants = Self.ascending(numbers)
                answers = .numbers(constants)
                possible =
                    facts.numbers(of: outline).map { Self.answers(among: $0, constants) }
                    ?? Self.answers(between: constants, Bounds(outline, facts))
            } else if constants.allSatisfy({ $0.stringValue != nil }) {
                let choices = facts.words(of: outline)
                let named = constants.compactMap(\.stringValue).sorted()
                let all = choices ?? named
                answers = .words(
                    all + named.filter { !all.contains($0) }, others: choices == nil)
                possible = Array(0..<(all.count + (choices == nil ? 1 : 0)))
            } else {
                return nil
            }
        }
    }

    /// In order and each once: 1.10 is 1.1.
    private static func ascending(_ numbers: Set<Value>) -> [Value] {
        numbers.sorted { $0.isLess(than: $1) }.reduce(into: []) { found, value in
            if found.last.map({ $0.isLess(than: value) }) ?? true { found.append(value) }
        }
    }

    /// Where the only numbers that there are stand between the constants.
    private static func answers(among numbers: [Value], _ constants: [Value]) -> [Int] {
        let places = numbers.map { number in
            let below = constants.prefix { $0.isLess(than: number) }.count
            let isConstant = below < constants.count && !number.isLess(than: constants[below])
            return isConstant ? 2 * below + 1 : 2 * below
        }
        return Set(places).sorted()
    }

    /// Without what the bounds rule out, and what lies between two neighbours.
    private static func answers(between constants: [Value], _ bounds: Bounds) -> [Int] {
        (0...(2 * constants.count)).filter { answer in
            if answer % 2 == 1 { return bounds.contain(constants[answer / 2]) }
            let low = answer > 0 ? constants[answer / 2 - 1] : nil
            let high = answer / 2 < constants.count ? constants[answer / 2] : nil
            return bounds.haveSomething(above: low, below: high)
        }
    }
}

/// Between which numbers a value lies.
private struct Bounds {
    var least: Value?
    var most: Value?

    init(_ outline: Outline, _ facts: PathFacts) {
        switch outline {
        case .path(let path):
            least = facts.fields[path]?.limits.minimum
            most = facts.fields[path]?.limits.maximum
        case .call("size", _): least = .int(0)
        default: break
        }
    }

    func contain(_ value: Value) -> Bool {
        !(least.map { value.isLess(than: $0) } ?? false)
            && !(most.map { $0.isLess(than: value) } ?? false)
    }

    func haveSomething(above low: Value?, below high: Value?) -> Bool {
        if let high, let least, !least.isLess(than: high) { return false }
        if let low, let most, !low.isLess(than: most) { return false }
        // What is compared with whole numbers is one.
        if low?.intValue == .max || high?.intValue == .min { return false }
        guard let highest = high?.intValue ?? most?.intValue?.addingOne,
            let lowest = low?.intValue ?? least?.intValue?.subtractingOne
        else { return true }
        let (gap, isWide) = highest.subtractingReportingOverflow(lowest)
        return isWide || gap > 1
    }
}

extension Int64 {
    fileprivate var addingOne: Int64? { self < .max ? self + 1 : nil }
    fileprivate var subtractingOne: Int64? { self > .min ? self - 1 : nil }
}

extension Value {
    fileprivate var isNumber: Bool { intValue != nil || decimalValue != nil }

    /// As people write it, however large.
    fileprivate var number: String { intValue.map { "\($0)" } ?? plainText }
}

extension Outline {
    /// Much as its author wrote it, as messages show it.
    var quoted: String {
        let text = written
        return "`\(text.count <= 80 ? text : text.prefix(79) + "…")`"
    }
}
