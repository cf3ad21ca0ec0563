import OnusValues

/// A regular expression as an automaton that reads a text once, in time that grows with the length
/// of the text times the size of the expression. It never goes back.
struct Automaton: Sendable {
    enum Instruction: Sendable {
        case scalars(ScalarClass)
        case assertion(RegexAssertion)
        /// Goes on at both places.
        case split(Int, Int)
        case jump(Int)
        case match
    }

    private(set) var instructions: [Instruction] = []
    // WHY: parts that match nothing need no instruction, and still take time when they are repeated.
    private var parts = 0
    /// The most instructions that an expression may need.
    static let limit = 4000

    init(pattern: String) throws(CELEvaluationError) {
        var parser = RegexParser(pattern)
        let syntax = try parser.parseWhole()
        try emit(syntax, parser)
        instructions.append(.match)
    }

    private mutating func add(
        _ instruction: Instruction, _ parser: RegexParser
    ) throws(CELEvaluationError) {
        guard instructions.count < Self.limit else { throw parser.failure("it is too large") }
        instructions.append(instruction)
    }

    private mutating func emit(
        _ syntax: RegexSyntax, _ parser: RegexParser
    ) throws(CELEvaluationError) {
        parts += 1
        guard parts <= 10 * Self.limit else { throw parser.failure("it is too large") }
        switch syntax {
        case .scalars(let scalars): try add(.scalars(scalars), parser)
        case .assertion(let assertion): try add(.assertion(assertion), parser)
        case .sequence(let sequence): for part in sequence { try emit(part, parser) }
        case .choice(let choices): try emit(choices, parser)
        case .repetition(let body, let minimum, let maximum):
            for _ in 0..<minimum { try emit(body, parser) }
            if let maximum {
                try emitOptional(body, maximum - minimum, parser)
            } else {
                let start = instructions.count
                try add(.split(start + 1, 0), parser)
                try emit(body, parser)
                try add(.jump(start), parser)
                instructions[start] = .split(start + 1, instructions.count)
            }
        }
    }

    private mutating func emit(
        _ choices: [RegexSyntax], _ parser: RegexParser
    ) throws(CELEvaluationError) {
        var jumps: [Int] = []
        for choice in choices.dropLast() {
            let split = instructions.count
            try add(.split(split + 1, 0), parser)
            try emit(choice, parser)
            jumps.append(instructions.count)
            try add(.jump(0), parser)
            instructions[split] = .split(split + 1, instructions.count)
        }
        if let last = choices.last { try emit(last, parser) }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func emitOptional(
        _ body: RegexSyntax, _ count: Int, _ parser: RegexParser
    ) throws(CELEvaluationError) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(instructions.count)
            try add(.split(0, 0), parser)
            try emit(body, parser)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }

    /// Whether the expression matches anywhere in the text.
    func matches(
        _ text: String, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Bool {
        try evaluation.allocate(bytes: text.utf8.count * 4 + instructions.count * 16)
        let scalars = Array(text.unicodeScalars)
        var current = ThreadSet(instructions.count)
        var next = ThreadSet(instructions.count)
        for place in 0...scalars.count {
            if follow(0, at: place, in: scalars, &current) { return true }
            guard place < scalars.count else { break }
            try evaluation.spend(steps: 1 + current.count / 4)
            let scalar = scalars[place]
            for index in 0..<current.count {
                let state = current[index]
                guard case .scalars(let accepted) = instructions[state], accepted.contains(scalar)
                else { continue }
                if follow(state + 1, at: place + 1, in: scalars, &next) { return true }
            }
            swap(&current, &next)
            next.removeAll()
        }
        return false
    }

    /// Adds all states that are reached without reading; true when one of them is the end.
    private func follow(
        _ state: Int, at place: Int, in scalars: [Unicode.Scalar], _ threads: inout ThreadSet
    ) -> Bool {
        var pending = [state]
        while let state = pending.popLast() {
            guard threads.insert(state) else { continue }
            switch instructions[state] {
            case .match: return true
            case .scalars: break
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .assertion(let assertion):
                if Self.holds(assertion, at: place, in: scalars) { pending.append(state + 1) }
            }
        }
        return false
    }

    private static func holds(
        _ assertion: RegexAssertion, at place: Int, in scalars: [Unicode.Scalar]
    ) -> Bool {
        switch assertion {
        case .textStart: place == 0
        case .textEnd: place == scalars.count
        case .lineStart: place == 0 || scalars[place - 1] == "\n"
        case .lineEnd: place == scalars.count || scalars[place] == "\n"
        case .wordBoundary: isBoundary(place, scalars)
        case .noWordBoundary: !isBoundary(place, scalars)
        }
    }

    private static func isBoundary(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        let before = place > 0 && isWord(scalars[place - 1])
        let after = place < scalars.count && isWord(scalars[place])
        return before != after
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        Lexer.isLetter(scalar) || Lexer.isDigit(scalar)
    }
}

/// The states that the automaton is in, each once.
private struct ThreadSet {
    private var states: [Int] = []
    private var isIn: [Bool]

    init(_ capacity: Int) { isIn = Array(repeating: false, count: capacity) }

    var count: Int { states.count }
    subscript(index: Int) -> Int { states[index] }

    mutating func insert(_ state: Int) -> Bool {
        if isIn[state] { return false }
        isIn[state] = true
        states.append(state)
        return true
    }

    mutating func removeAll() {
        for state in states { isIn[state] = false }
        states.removeAll(keepingCapacity: true)
    }
}
