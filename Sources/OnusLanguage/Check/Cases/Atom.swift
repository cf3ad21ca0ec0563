import OnusCEL
import OnusModel
import OnusValues

/// A part of a condition that is not put together from others, as a question and what it takes for
/// a yes.
struct Atom {
    /// What is asked about.
    enum Subject: Hashable {
        /// What an expression gives, compared with constants, or a truth by itself.
        case value(Outline)
        /// How two expressions stand to each other, the one first that comes first in the alphabet.
        case order(Outline, Outline)
        /// Anything else that may be true or false.
        case truth(Outline)
    }

    let subject: Subject
    let operation: String
    let constants: [Value]

    private static let mirrored = [
        "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
    ]

    /// Nil for what is no atom: a constant, or something put together.
    init?(_ outline: Outline, _ facts: PathFacts) {
        switch outline {
        case .literal, .and, .or, .not, .conditional: return nil
        case .path: self.init(.value(outline), "is")
        case .call("in", let parts) where Self.key(parts, facts) != nil:
            self.init(opaque: .has(Self.key(parts, facts) ?? []))
        case .call(let name, let parts) where parts.count == 2:
            self = Self(name, parts[0], parts[1], facts) ?? Self(opaque: outline)
        case .call, .has, .optional, .list, .computed, .other: self.init(opaque: outline)
        }
    }

    private init(_ subject: Subject, _ operation: String, _ constants: [Value] = []) {
        (self.subject, self.operation, self.constants) = (subject, operation, constants)
    }

    /// `a != b` is the opposite of `a == b` whatever they are.
    private init(opaque outline: Outline) {
        if case .call("!=", let parts) = outline {
            self.init(.truth(.call("==", parts)), "is not")
        } else {
            self.init(.truth(outline), "is")
        }
    }

    /// `EXPRESSION OPERATOR CONSTANT`, in either order, `EXPRESSION in [CONSTANTS]`, or
    /// `EXPRESSION OPERATOR EXPRESSION`.
    private init?(_ name: String, _ left: Outline, _ right: Outline, _ facts: PathFacts) {
        // WHY: what is not a number is neither less, nor more, nor equal.
        guard !facts.isDouble(left), !facts.isDouble(right) else { return nil }
        if name == "in", case .list(let elements) = right {
            let constants = elements.compactMap(\.constant)
            guard constants.count == elements.count, Self.areAlike(constants) else { return nil }
            self.init(.value(left), "in", constants)
            return
        }
        guard let mirrored = Self.mirrored[name] else { return nil }
        switch (left.constant, right.constant) {
        case (nil, let constant?):
            guard Self.areAlike([constant]) else { return nil }
            self.init(.value(left), name, [constant])
        case (let constant?, nil):
            guard Self.areAlike([constant]) else { return nil }
            self.init(.value(right), mirrored, [constant])
        case (nil, nil):
            let isInOrder = left.written <= right.written
            self.init(
                isInOrder ? .order(left, right) : .order(right, left),
                isInOrder ? name : mirrored)
        case (_?, _?): return nil
        }
    }

    /// The key of a map of which `'a' in inputs.m` asks, as `has(inputs.m.a)` does.
    private static func key(_ parts: [Outline], _ facts: PathFacts) -> [String]? {
        guard parts.count == 2, let key = parts[0].constant?.stringValue,
            case .path(let path) = parts[1], case .map? = facts.fields[path]?.type
        else { return nil }
        return path + [key]
    }

    /// Constants of a kind whose values can be counted.
    private static func areAlike(_ constants: [Value]) -> Bool {
        constants.allSatisfy { $0.intValue != nil || $0.decimalValue != nil }
            || constants.allSatisfy { $0.stringValue != nil }
            || constants.allSatisfy { $0.boolValue != nil }
    }

    /// Whether it holds with an answer to its question; nil where that tells nothing.
    func holds(_ answer: Int, of question: Question) -> Bool? {
        switch (operation, question.answers) {
        case ("is", .truth): return answer == 0
        case ("is not", .truth): return answer != 0
        case (_, .order): return holds(sign: answer - 1)
        default: break
        }
        let places = constants.compactMap { question.index(of: $0) }
        guard places.count == constants.count else { return nil }
        switch operation {
        case "in": return places.contains(answer)
        case "==": return places.first == answer
        case "!=": return places.first != answer
        default: break
        }
        guard case .numbers = question.answers, let place = places.first else { return nil }
        return holds(sign: answer - place)
    }

    /// - Parameter sign: below 0 when the left one is less.
    private func holds(sign: Int) -> Bool? {
        switch operation {
        case "==": sign == 0
        case "!=": sign != 0
        case "<": sign < 0
        case "<=": sign <= 0
        case ">": sign > 0
        case ">=": sign >= 0
        default: nil
        }
    }
}

extension Atom {
    /// The words of which one is needed; nil where it is about something else.
    var wantedWords: [String]? {
        guard operation == "==" || operation == "in" else { return nil }
        let words = constants.compactMap(\.stringValue)
        return words.count == constants.count ? words : nil
    }
}
