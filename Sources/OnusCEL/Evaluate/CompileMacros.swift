import OnusValues

/// Macros as loops. Each turn pays for every part of the body, whatever the turn really does.
extension Compiler {
    mutating func compile(_ macro: Node.Comprehension, _ span: Span) -> Step {
        let range = compile(macro.range)
        let hasTwo = macro.variables.count == 2
        let first = push(macro.variables[0])
        let second = hasTwo ? push(macro.variables[1]) : nil
        defer {
            pop()
            if hasTwo { pop() }
        }
        return loop(macro, range, first, second, span)
    }

    private mutating func loop(
        _ macro: Node.Comprehension, _ range: Step, _ first: Int, _ second: Int?,
        _ span: Span
    ) -> Step {
        let filter = macro.filter.map { compile($0) }
        let loop = Loop(
            range: range, first: first, second: second, filter: filter, body: compile(macro.body),
            cost: macro.body.size + (macro.filter?.size ?? 0), span: macro.range.span,
            bodySpan: macro.body.span)
        switch macro.macro {
        case .all:
            return Step { evaluation throws(CELEvaluationError) in
                try loop.decide(&evaluation, until: false)
            }
        case .exists:
            return Step { evaluation throws(CELEvaluationError) in
                try loop.decide(&evaluation, until: true)
            }
        case .existsOne:
            return Step { evaluation throws(CELEvaluationError) in
                try loop.countOne(&evaluation)
            }
        case .filter:
            return Step { evaluation throws(CELEvaluationError) in
                try loop.filter(&evaluation)
            }
        case .map, .transformList:
            return Step { evaluation throws(CELEvaluationError) in
                try loop.list(&evaluation)
            }
        case .transformMap:
            return Step { evaluation throws(CELEvaluationError) in
                try loop.map(&evaluation, isEntry: false)
            }
        case .transformMapEntry:
            return Step { evaluation throws(CELEvaluationError) in
                try loop.map(&evaluation, isEntry: true)
            }
        }
    }

    mutating func compileBind(_ variable: Node.Variable, _ value: Node, _ body: Node) -> Step {
        let content = compile(value)
        let slot = push(variable)
        let result = compile(body)
        pop()
        return Step { evaluation throws(CELEvaluationError) in
            evaluation.locals[slot] = try content(&evaluation)
            return try result(&evaluation)
        }
    }

    mutating func compileOptionalMap(
        _ variable: Node.Variable, _ target: Node, _ body: Node, _ isFlat: Bool, _ span: Span
    ) -> Step {
        let optional = compile(target)
        let slot = push(variable)
        let result = compile(body)
        pop()
        return Step { evaluation throws(CELEvaluationError) in
            let value = try optional(&evaluation)
            guard case .optional(let wrapped) = value else {
                throw CELEvaluationError.noOverload("optMap", [value]).at(span)
            }
            guard let wrapped else { return .optional(nil) }
            evaluation.locals[slot] = wrapped
            let mapped = try result(&evaluation)
            return isFlat ? mapped : .optional(mapped)
        }
    }
}

/// One macro over a list or map.
private struct Loop: Sendable {
    let range: Step
    let first: Int
    let second: Int?
    let filter: Step?
    let body: Step
    let cost: Int
    let span: Span
    let bodySpan: Span

    /// Goes through the range until the body says to stop.
    private func run(
        _ evaluation: inout Evaluation,
        _ turn: (inout Evaluation) throws(CELEvaluationError) -> Bool
    ) throws(CELEvaluationError) {
        switch try range(&evaluation) {
        case .list(let list):
            for (place, element) in list.enumerated() {
                try evaluation.spend(steps: cost)
                if let second {
                    evaluation.locals[first] = .int(Int64(place))
                    evaluation.locals[second] = element
                } else {
                    evaluation.locals[first] = element
                }
                if try !turn(&evaluation) { return }
            }
        case .map(let map):
            for (key, value) in map.elements {
                try evaluation.spend(steps: cost)
                evaluation.locals[first] = key
                if let second { evaluation.locals[second] = value }
                if try !turn(&evaluation) { return }
            }
        case let other:
            throw CELEvaluationError(
                "no such overload: \(other.kindName) cannot be gone through", at: span)
        }
    }

    private func bool(
        _ step: Step, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Bool {
        let value = try step(&evaluation)
        guard case .bool(let flag) = value else {
            throw CELEvaluationError(
                "no such overload: expected bool, got \(value.kindName)", at: bodySpan)
        }
        return flag
    }

    /// `exists` and `all`: errors do not matter when another turn decides.
    func decide(_ evaluation: inout Evaluation, until wanted: Bool) throws(CELEvaluationError)
        -> Value
    {
        var failure: CELEvaluationError?
        var isDecided = false
        try run(&evaluation) { evaluation throws(CELEvaluationError) in
            do throws(CELEvaluationError) {
                isDecided = try bool(body, &evaluation) == wanted
            } catch {
                if error.kind == .budget { throw error }
                failure = failure ?? error
            }
            return !isDecided
        }
        if isDecided { return .bool(wanted) }
        if let failure { throw failure }
        return .bool(!wanted)
    }

    func countOne(_ evaluation: inout Evaluation) throws(CELEvaluationError) -> Value {
        var count = 0
        try run(&evaluation) { evaluation throws(CELEvaluationError) in
            if try bool(body, &evaluation) { count += 1 }
            return true
        }
        return .bool(count == 1)
    }

    func filter(_ evaluation: inout Evaluation) throws(CELEvaluationError) -> Value {
        var kept: [Value] = []
        try run(&evaluation) { evaluation throws(CELEvaluationError) in
            if try bool(body, &evaluation) {
                try evaluation.allocate(bytes: 24)
                kept.append(evaluation.locals[first])
            }
            return true
        }
        return .list(kept)
    }

    func list(_ evaluation: inout Evaluation) throws(CELEvaluationError) -> Value {
        var made: [Value] = []
        try run(&evaluation) { evaluation throws(CELEvaluationError) in
            if let filter, try !bool(filter, &evaluation) { return true }
            try evaluation.allocate(bytes: 24)
            made.append(try body(&evaluation))
            return true
        }
        return .list(made)
    }

    func map(_ evaluation: inout Evaluation, isEntry: Bool) throws(CELEvaluationError) -> Value {
        var made = ValueMap()
        try run(&evaluation) { evaluation throws(CELEvaluationError) in
            if let filter, try !bool(filter, &evaluation) { return true }
            let key = evaluation.locals[first]
            let value = try body(&evaluation)
            try evaluation.allocate(bytes: 64)
            guard isEntry else {
                made[key] = value
                return true
            }
            guard case .map(let entries) = value else {
                throw CELEvaluationError(
                    "expected a map of one entry, got \(value.kindName)", at: bodySpan)
            }
            try evaluation.spend(steps: entries.count)
            for (key, value) in entries.elements {
                try Compiler.insert(key, value, into: &made)
            }
            return true
        }
        return .map(made)
    }
}

extension Node {
    /// How many parts there are in this one, itself included.
    var size: Int {
        switch kind {
        case .literal, .identifier, .variable: 1
        case .select(let select): 1 + select.operand.size
        case .index(let operand, let key, _): 1 + operand.size + key.size
        case .call(let call):
            1 + (call.target?.size ?? 0) + call.arguments.reduce(0) { $0 + $1.size }
        case .logic(_, let terms): 1 + terms.reduce(0) { $0 + $1.size }
        case .conditional(let condition, let first, let second):
            1 + condition.size + first.size + second.size
        case .list(let elements): 1 + elements.reduce(0) { $0 + $1.value.size }
        case .map(let entries): 1 + entries.reduce(0) { $0 + $1.key.size + $1.value.size }
        case .comprehension(let macro):
            1 + macro.range.size + macro.body.size + (macro.filter?.size ?? 0)
        case .bind(_, let value, let body), .optionalMap(_, let value, let body, _):
            1 + value.size + body.size
        case .promote(let person): 1 + person.size
        }
    }
}
