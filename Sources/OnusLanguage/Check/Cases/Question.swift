import OnusCEL
import OnusModel
import OnusValues

/// Something that conditions ask about, and all answers that make a difference to them.
struct Question: Sendable {
    enum Answers: Sendable {
        /// True, then false.
        case truth
        /// One of these words; when others are possible, they stand for one more answer.
        case words([String], others: Bool)
        /// Below the first constant, the first one itself, between it and the second, and so on.
        case numbers([Value])
    }

    /// Such as `inputs.amount`.
    let path: [String]
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
        }
    }

    /// The word that an answer is.
    func word(_ answer: Int) -> String? {
        guard case .words(let words, _) = answers, words.indices.contains(answer) else {
            return nil
        }
        return words[answer]
    }

    /// What an author understands by an answer: `inputs.days` is between 3 and 5.
    func text(of answer: Int) -> String {
        let name = "`\(path.joined(separator: "."))`"
        switch answers {
        case .truth: return "\(name) is \(answer == 0 ? "true" : "false")"
        case .words(let words, _):
            return words.indices.contains(answer)
                ? "\(name) is `\(words[answer])`" : "\(name) is another word"
        case .numbers(let constants):
            if answer % 2 == 1 { return "\(name) is \(constants[answer / 2].plainText)" }
            let (low, high) = (answer / 2 - 1, answer / 2)
            guard low >= 0 else { return "\(name) is less than \(constants[high].plainText)" }
            guard high < constants.count else {
                return "\(name) is more than \(constants[low].plainText)"
            }
            return "\(name) is between \(constants[low].plainText) and \(constants[high].plainText)"
        }
    }
}

extension Question {
    /// What is asked about a path that is compared with these constants, or read as a truth.
    init?(_ path: [String], constants: Set<Value>, field: Field?, words: [String]?) {
        self.path = path
        let numbers = constants.filter(\.isNumber)
        if constants.isEmpty {
            (answers, possible) = (.truth, [0, 1])
        } else if constants.allSatisfy({ $0.boolValue != nil }) {
            (answers, possible) = (.truth, [0, 1])
        } else if numbers.count == constants.count {
            let constants = Self.ascending(numbers)
            answers = .numbers(constants)
            possible = Self.answers(between: constants, field)
        } else if constants.allSatisfy({ $0.stringValue != nil }) {
            let choices = field?.limits.choices?.compactMap(\.stringValue) ?? words
            let named = constants.compactMap(\.stringValue).sorted()
            let all = choices ?? named
            answers = .words(
                all + named.filter { !all.contains($0) }, others: choices == nil)
            possible = Array(0..<(all.count + (choices == nil ? 1 : 0)))
        } else {
            return nil
        }
    }

    /// In order and each once: 1.10 is 1.1.
    private static func ascending(_ numbers: Set<Value>) -> [Value] {
        numbers.sorted { $0.isLess(than: $1) }.reduce(into: []) { found, value in
            if found.last.map({ $0.isLess(than: value) }) ?? true { found.append(value) }
        }
    }

    /// Without what the field's limits rule out, and what lies between two neighbours.
    private static func answers(between constants: [Value], _ field: Field?) -> [Int] {
        let (least, most) = (field?.limits.minimum, field?.limits.maximum)
        return (0...(2 * constants.count)).filter { answer in
            if answer % 2 == 1 {
                let value = constants[answer / 2]
                return !(least.map { value.isLess(than: $0) } ?? false)
                    && !(most.map { $0.isLess(than: value) } ?? false)
            }
            let low = answer > 0 ? constants[answer / 2 - 1] : nil
            let high = answer / 2 < constants.count ? constants[answer / 2] : nil
            return isSomething(above: low, below: high, least, most)
        }
    }

    private static func isSomething(
        above low: Value?, below high: Value?, _ least: Value?, _ most: Value?
    ) -> Bool {
        if let high, let least, !least.isLess(than: high) { return false }
        if let low, let most, !low.isLess(than: most) { return false }
        guard let highest = high?.intValue ?? most?.intValue?.addingOne,
            let lowest = low?.intValue ?? least?.intValue?.subtractingOne
        else { return true }
        return highest > lowest && highest - lowest > 1
    }
}

extension Int64 {
    fileprivate var addingOne: Int64? { self < .max ? self + 1 : nil }
    fileprivate var subtractingOne: Int64? { self > .min ? self - 1 : nil }
}

extension Value {
    fileprivate var isNumber: Bool { intValue != nil || decimalValue != nil }
}
