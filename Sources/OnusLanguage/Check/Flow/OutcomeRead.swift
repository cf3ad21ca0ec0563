import OnusCEL
import OnusValues

/// A comparison of a step's outcome with words.
struct OutcomeRead {
    let step: String
    let words: Set<String>
    /// Whether it holds when the outcome is one of them, or when it is none.
    let isOneOf: Bool
    /// What stands for the outcome of a step that has not finished; nil where it must have.
    let fallback: String?

    init?(_ outline: Outline) {
        guard case .call(let name, let parts) = outline, parts.count == 2 else { return nil }
        switch (name, parts[0], parts[1]) {
        case ("in", let subject, .list(let words)):
            let texts = words.compactMap(\.word)
            guard texts.count == words.count else { return nil }
            self.init(subject, texts, true)
        case ("==", let subject, let other), ("!=", let subject, let other):
            if let word = other.word {
                self.init(subject, [word], name == "==")
            } else if let word = subject.word {
                self.init(other, [word], name == "==")
            } else {
                return nil
            }
        default: return nil
        }
    }

    private init?(_ subject: Outline, _ words: [String], _ isOneOf: Bool) {
        switch subject {
        case .path(let path) where path.isOutcome: (step, fallback) = (path[1], nil)
        case .call("orValue", let parts):
            guard parts.count == 2, case .optional(let path) = parts[0], path.isOutcome,
                let word = parts[1].word
            else { return nil }
            (step, fallback) = (path[1], word)
        default: return nil
        }
        self.words = Set(words)
        self.isOneOf = isOneOf
    }
}

extension [String] {
    /// Such as `steps.check.outcome`.
    fileprivate var isOutcome: Bool { count == 3 && self[0] == "steps" && self[2] == "outcome" }
}

extension Outline {
    fileprivate var word: String? {
        if case .literal(let value) = self { value.stringValue } else { nil }
    }
}
