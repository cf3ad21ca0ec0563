import OnusValues

/// `&&`, `||` and `?:`: an error in one term does not matter when another one decides.
extension Compiler {
    mutating func compileLogic(_ isAnd: Bool, _ terms: [Node]) -> Step {
        let steps = terms.map { (step: compile($0), span: $0.span) }
        return Step { evaluation throws(CELEvaluationError) in
            var failure: CELEvaluationError?
            for (step, span) in steps {
                do throws(CELEvaluationError) {
                    let value = try step(&evaluation)
                    if case .bool(let flag) = value {
                        if flag != isAnd { return value }
                    } else if failure == nil {
                        failure = .noOverload(isAnd ? "&&" : "||", [value]).at(span)
                    }
                } catch {
                    if error.kind == .budget { throw error }
                    failure = failure ?? error
                }
            }
            if let failure { throw failure }
            return .bool(isAnd)
        }
    }

    mutating func compileConditional(_ condition: Node, _ first: Node, _ second: Node) -> Step {
        let test = compile(condition)
        let one = compile(first)
        let other = compile(second)
        let span = condition.span
        return Step { evaluation throws(CELEvaluationError) in
            let value = try test(&evaluation)
            guard case .bool(let flag) = value else {
                throw CELEvaluationError.noOverload("?:", [value]).at(span)
            }
            return flag ? try one(&evaluation) : try other(&evaluation)
        }
    }

    // MARK: Lists and maps

    mutating func compileList(_ elements: [Node.Element]) -> Step {
        let literals = elements.compactMap { $0.isOptional ? nil : $0.value.literal }
        if literals.count == elements.count {
            return Step { _ throws(CELEvaluationError) in .list(literals) }
        }
        let steps = elements.map { (step: compile($0.value), isOptional: $0.isOptional) }
        return Step { evaluation throws(CELEvaluationError) in
            try evaluation.allocate(bytes: 24 * steps.count)
            var list: [Value] = []
            list.reserveCapacity(steps.count)
            for (step, isOptional) in steps {
                let value = try step(&evaluation)
                if !isOptional {
                    list.append(value)
                } else if let content = try Optionals.content(value, "?") {
                    list.append(content)
                }
            }
            return .list(list)
        }
    }

    mutating func compileMap(_ entries: [Node.Entry]) -> Step {
        let steps = entries.map {
            (
                key: compile($0.key), value: compile($0.value), isOptional: $0.isOptional,
                span: $0.key.span
            )
        }
        return Step { evaluation throws(CELEvaluationError) in
            try evaluation.allocate(bytes: 64 * steps.count)
            var map = ValueMap()
            map.reserveCapacity(steps.count)
            for entry in steps {
                let key = try entry.key(&evaluation)
                var value = try entry.value(&evaluation)
                if entry.isOptional {
                    guard let content = try Optionals.content(value, "?") else { continue }
                    value = content
                }
                try located(entry.span) { () throws(CELEvaluationError) in
                    try Self.insert(key, value, into: &map)
                }
            }
            return .map(map)
        }
    }

    static func insert(
        _ key: Value, _ value: Value, into map: inout ValueMap
    ) throws(CELEvaluationError) {
        switch key {
        case .bool, .int, .uint, .string: break
        default: throw CELEvaluationError("unsupported key type: \(key.kindName)")
        }
        guard Lookup.find(key, in: map) == nil else {
            throw CELEvaluationError("the key `\(Lookup.describe(key))` is repeated")
        }
        map[key] = value
    }
}
