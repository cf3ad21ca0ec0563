import OnusValues

/// Operators and functions.
extension Compiler {
    mutating func compile(_ call: Node.Call, at span: Span) -> Step {
        if case .builtIn? = call.overload?.body, call.overload?.name != "or",
            call.overload?.name != "orValue", call.isOperator
        {
            return compileOperator(call, span)
        }
        if call.isOperator, call.overload == nil { return compileOperator(call, span) }
        if let target = call.target, call.arguments.count == 1,
            call.function == "or" || call.function == "orValue"
        {
            return compileAlternative(target, call.arguments[0], call.function, span)
        }
        if let overload = call.overload { return compile(overload, call, span) }
        return compileDynamic(call, span)
    }

    // MARK: Functions

    private mutating func compile(
        _ overload: Overload, _ call: Node.Call, _ span: Span
    ) -> Step {
        let nodes = (call.target.map { [$0] } ?? []) + call.arguments
        let steps = nodes.map { compile($0) }
        switch overload.body {
        case .unary(let body):
            let argument = steps[0]
            return Step { evaluation throws(CELEvaluationError) in
                let value = try argument(&evaluation)
                do throws(CELEvaluationError) { return try body(&evaluation, value) } catch {
                    throw error.at(span)
                }
            }
        case .binary(let body):
            if let prepared = preparedMatch(overload, nodes, steps[0], span) { return prepared }
            let (first, second) = (steps[0], steps[1])
            return Step { evaluation throws(CELEvaluationError) in
                let one = try first(&evaluation)
                let other = try second(&evaluation)
                do throws(CELEvaluationError) { return try body(&evaluation, one, other) } catch {
                    throw error.at(span)
                }
            }
        case .general, .builtIn:
            return Self.dispatch([overload], call.function, steps, span)
        }
    }

    /// `x.matches('…')` with its automaton made once.
    private func preparedMatch(
        _ overload: Overload, _ nodes: [Node], _ subject: Step, _ span: Span
    ) -> Step? {
        guard overload.name == "matches", case .string(let pattern)? = nodes[1].literal,
            let automaton = try? Automaton(pattern: pattern)
        else { return nil }
        return Step { evaluation throws(CELEvaluationError) in
            let value = try subject(&evaluation)
            guard case .string(let text) = value else {
                throw CELEvaluationError.noOverload("matches", [value]).at(span)
            }
            do throws(CELEvaluationError) {
                return .bool(try automaton.matches(text, &evaluation))
            } catch { throw error.at(span) }
        }
    }

    /// Which overload is meant shows in the values.
    private mutating func compileDynamic(_ call: Node.Call, _ span: Span) -> Step {
        var nodes = (call.target.map { [$0] } ?? []) + call.arguments
        var names = [call.function]
        var isMember = call.target != nil
        if let target = call.target, let (path, isRooted) = target.qualifiedName {
            let name = (path + [call.function]).joined(separator: ".")
            let candidates = environment.candidates(name, isRooted: isRooted)
            if candidates.contains(where: { !environment.functions[$0].isEmpty }) {
                (names, isMember) = (candidates, false)
                nodes = call.arguments
            }
        } else if call.target == nil {
            let isRooted = call.function.utf8.first == UInt8(ascii: ".")
            let name = isRooted ? String(call.function.dropFirst()) : call.function
            names = environment.candidates(name, isRooted: isRooted)
        }
        let overloads = names.flatMap { environment.functions[$0] }.filter {
            $0.isMember == isMember
        }
        return Self.dispatch(overloads, call.function, nodes.map { compile($0) }, span)
    }

    private static func dispatch(
        _ overloads: [Overload], _ name: String, _ steps: [Step], _ span: Span
    ) -> Step {
        if overloads.isEmpty {
            return Step { _ throws(CELEvaluationError) in
                throw CELEvaluationError("there is no function `\(name)`", at: span)
            }
        }
        return Step { evaluation throws(CELEvaluationError) in
            var arguments: [Value] = []
            arguments.reserveCapacity(steps.count)
            for step in steps { arguments.append(try step(&evaluation)) }
            for overload in overloads where overload.accepts(arguments) {
                do throws(CELEvaluationError) {
                    return try overload.run(&evaluation, arguments)
                } catch { throw error.at(span) }
            }
            throw CELEvaluationError.noOverload(name, arguments).at(span)
        }
    }

    /// `a.or(b)` and `a.orValue(b)`, which read `b` only when `a` is empty.
    private mutating func compileAlternative(
        _ target: Node, _ alternative: Node, _ name: String, _ span: Span
    ) -> Step {
        let optional = compile(target)
        let other = compile(alternative)
        let givesOptional = name == "or"
        return Step { evaluation throws(CELEvaluationError) in
            let value = try optional(&evaluation)
            guard case .optional(let content) = value else {
                throw CELEvaluationError.noOverload(name, [value]).at(span)
            }
            if let content { return givesOptional ? value : content }
            return try other(&evaluation)
        }
    }

    // MARK: Operators

    private mutating func compileOperator(_ call: Node.Call, _ span: Span) -> Step {
        let steps = call.arguments.map { compile($0) }
        guard steps.count == 2 else { return Self.unary(call.function, steps[0], span) }
        let (first, second) = (steps[0], steps[1])
        switch call.function {
        case "==": return Self.equality(first, second, span, isNegated: false)
        case "!=": return Self.equality(first, second, span, isNegated: true)
        case "<": return Self.order(call, first, second, span) { $0 == .less }
        case "<=": return Self.order(call, first, second, span) { $0 == .less || $0 == .same }
        case ">": return Self.order(call, first, second, span) { $0 == .greater }
        case ">=": return Self.order(call, first, second, span) { $0 == .greater || $0 == .same }
        case "in": return Self.membership(first, second, span)
        default: return arithmetic(call.function, first, second, span)
        }
    }

    private static func unary(_ name: String, _ operand: Step, _ span: Span) -> Step {
        Step { evaluation throws(CELEvaluationError) in
            let value = try operand(&evaluation)
            if name == "-" {
                do throws(CELEvaluationError) { return try Arithmetic.negate(value) } catch {
                    throw error.at(span)
                }
            }
            guard case .bool(let flag) = value else {
                throw CELEvaluationError.noOverload("!", [value]).at(span)
            }
            return .bool(!flag)
        }
    }

    private static func equality(
        _ first: Step, _ second: Step, _ span: Span, isNegated: Bool
    ) -> Step {
        Step { evaluation throws(CELEvaluationError) in
            let one = try first(&evaluation)
            let other = try second(&evaluation)
            do throws(CELEvaluationError) {
                if case .string(let text) = one { try evaluation.read(text) }
                return .bool(try Comparison.areEqual(one, other, &evaluation) != isNegated)
            } catch { throw error.at(span) }
        }
    }

    private static func order(
        _ call: Node.Call, _ first: Step, _ second: Step, _ span: Span,
        _ test: @escaping @Sendable (Comparison.Order) -> Bool
    ) -> Step {
        let name = call.function
        return Step { evaluation throws(CELEvaluationError) in
            let one = try first(&evaluation)
            let other = try second(&evaluation)
            if case .string(let text) = one {
                do throws(CELEvaluationError) { try evaluation.read(text) } catch {
                    throw error.at(span)
                }
            }
            guard let order = Comparison.order(one, other) else {
                throw CELEvaluationError.noOverload(name, [one, other]).at(span)
            }
            return .bool(test(order))
        }
    }

    private static func membership(
        _ first: Step, _ second: Step, _ span: Span
    ) -> Step {
        Step { evaluation throws(CELEvaluationError) in
            let element = try first(&evaluation)
            let range = try second(&evaluation)
            do throws(CELEvaluationError) {
                switch range {
                case .list(let list):
                    try evaluation.spend(steps: list.count / 4)
                    for other in list where try Comparison.areEqual(element, other, &evaluation) {
                        return .bool(true)
                    }
                    return .bool(false)
                case .map(let map): return .bool(Lookup.find(element, in: map) != nil)
                default: throw CELEvaluationError.noOverload("in", [element, range])
                }
            } catch { throw error.at(span) }
        }
    }

    private func arithmetic(
        _ name: String, _ first: Step, _ second: Step, _ span: Span
    ) -> Step {
        guard let operation = Arithmetic.operation(name) else {
            return Self.dispatch([], name, [], span)
        }
        // Operators that the caller added, for values that the built-in ones do not take.
        let added = environment.functions[name].filter { $0.isAdded }
        return Step { evaluation throws(CELEvaluationError) in
            let one = try first(&evaluation)
            let other = try second(&evaluation)
            do throws(CELEvaluationError) {
                return try operation(&evaluation, one, other)
            } catch {
                for overload in added where overload.accepts([one, other]) {
                    return try located(span) { () throws(CELEvaluationError) in
                        try overload.run(&evaluation, [one, other])
                    }
                }
                throw error.at(span)
            }
        }
    }
}

extension Overload {
    var isAdded: Bool { if case .general = body { true } else { false } }

    func run(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        switch body {
        case .unary(let body): return try body(&evaluation, arguments[0])
        case .binary(let body): return try body(&evaluation, arguments[0], arguments[1])
        case .general(let body): return try body(&evaluation, arguments)
        case .builtIn: throw CELEvaluationError.noOverload(name, arguments)
        }
    }
}
