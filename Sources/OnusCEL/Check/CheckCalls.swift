import OnusValues

/// Calls and operators: which overload is meant, and what is wrong when none is.
extension Checker {
    mutating func checkCall(_ node: Node, _ call: Node.Call) -> Typed {
        var call = call
        resolveNamespace(&call)
        let isMember = call.target != nil
        var parts = (call.target.map { [$0] } ?? []).map { check($0) }
        for argument in call.arguments {
            mayMix = isMember && call.function == "format"
            parts.append(check(argument))
        }
        mayMix = false
        noteLiterals(call, isMember ? Array(parts.dropFirst()) : parts, node.span)
        let overloads = candidates(call, isMember)
        guard !overloads.isEmpty else {
            reportUnknown(call, isMember, parts)
            return failed(node)
        }
        guard let match = match(overloads, &parts) else {
            reportMismatch(call, node, overloads, parts)
            return Typed(node: node, type: agreedResult(overloads))
        }
        call.overload = match.overload
        if isMember { call.target = parts[0].node }
        call.arguments = parts.dropFirst(isMember ? 1 : 0).map(\.node)
        let rebuilt = Node(.call(call), node.span, depth: node.depth)
        return told(Typed(node: folded(rebuilt, call), type: match.result), call, parts)
    }

    /// `math.greatest(…)` is a function with a point in its name, unless `math` is a variable.
    private func resolveNamespace(_ call: inout Node.Call) {
        if let target = call.target, let (names, isRooted) = target.qualifiedName,
            isRooted || local(names[0]) == nil
        {
            let name = (names + [call.function]).joined(separator: ".")
            for candidate in environment.candidates(name, isRooted: isRooted)
            where environment.functions[candidate].contains(where: { !$0.isMember }) {
                call.function = candidate
                call.target = nil
                return
            }
        } else if call.target == nil, !call.isOperator {
            let isRooted = call.function.utf8.first == UInt8(ascii: ".")
            let name = isRooted ? String(call.function.dropFirst()) : call.function
            for candidate in environment.candidates(name, isRooted: isRooted)
            where !environment.functions[candidate].isEmpty {
                call.function = candidate
                return
            }
        }
    }

    private func candidates(_ call: Node.Call, _ isMember: Bool) -> [Overload] {
        environment.functions[call.function].filter {
            $0.isMember == isMember && !(environment.isStrict && $0.isDynamic && $0.result == .dyn)
        }
    }

    private mutating func noteLiterals(_ call: Node.Call, _ arguments: [Typed], _ span: Span) {
        guard !call.isOperator, arguments.contains(where: { $0.node.literal != nil }) else {
            return
        }
        calls.append(
            LiteralCall(
                function: call.function,
                arguments: arguments.map {
                    .init(text: $0.node.literal?.stringValue, span: $0.node.span)
                }, span: span))
    }

    // MARK: Overloads

    private mutating func match(
        _ overloads: [Overload], _ parts: inout [Typed]
    ) -> (overload: Overload?, result: ValueType)? {
        var found: (overload: Overload?, result: ValueType)?
        var nodes = parts.map(\.node)
        for overload in overloads where overload.takes(parts.count) {
            guard let (result, promoted) = accept(overload, parts) else { continue }
            guard let known = found else {
                found = (overload, result)
                nodes = promoted
                continue
            }
            if known.overload?.isGeneric == true, !overload.isGeneric {
                found = (overload, result)
                nodes = promoted
                continue
            }
            let isSame = types.resolve(known.result) == types.resolve(result)
            found = (nil, isSame ? known.result : .dyn)
            nodes = parts.map(\.node)
        }
        guard let found else { return nil }
        for place in parts.indices { parts[place].node = nodes[place] }
        return found
    }

    /// The result when the overload takes these parts, and the parts as it takes them.
    private mutating func accept(
        _ overload: Overload, _ parts: [Typed]
    ) -> (ValueType, [Node])? {
        var trial = self
        let (parameters, result) = trial.types.instantiate(overload)
        var nodes: [Node] = []
        for (place, part) in parts.enumerated() {
            let parameter = parameters[min(place, parameters.count - 1)]
            // What another part said of a type variable holds here: `people.orValue([])`.
            let isOpen = if case .parameter = parameter { true } else { false }
            let wanted = isOpen ? trial.types.resolve(parameter) : parameter
            if let promoted = trial.promote(part, to: wanted, orEmpty: isOpen) {
                nodes.append(promoted)
            } else if trial.types.accept(part.type, as: parameter) {
                nodes.append(part.node)
            } else {
                return nil
            }
        }
        types = trial.types
        return (types.resolve(result), nodes)
    }

    private func agreedResult(_ overloads: [Overload]) -> ValueType {
        guard let first = overloads.first?.result, !first.holdsParameter,
            overloads.allSatisfy({ $0.result == first })
        else { return .dyn }
        return first
    }

    // MARK: After the types

    /// A call of literals is worked out now; in strict environments its failure is a mistake.
    private mutating func folded(_ node: Node, _ call: Node.Call) -> Node {
        switch Folding.fold(node, in: environment) {
        case .success(let value)?: return Node(.literal(value), node.span)
        case .failure(let error)?: reportFailure(error, at: node.span)
        case nil:
            if let error = Folding.refusal(of: call, in: environment) {
                reportFailure(error, at: node.span)
            }
        }
        return node
    }

    private mutating func reportFailure(_ error: CELEvaluationError, at span: Span) {
        if environment.isStrict { report(.value, error.message, at: error.span ?? span) }
    }

    /// What needs more than literals, but no variable.
    mutating func checkConstants(_ root: Node) {
        for (error, span) in ConstantParts(of: root).failures(in: environment) {
            reportFailure(error, at: span)
        }
    }

    /// What a call tells when it is true or false: `!a` the opposite of `a`, and
    /// `a.?b.hasValue()` that there is `a.b`.
    private func told(_ typed: Typed, _ call: Node.Call, _ parts: [Typed]) -> Typed {
        var typed = typed
        if call.isOperator, call.function == "!", parts.count == 1 {
            typed.whenTrue = parts[0].whenFalse
            typed.whenFalse = parts[0].whenTrue
        }
        if call.function == "hasValue", case .select(let select)? = call.target?.kind,
            select.isOptional, let path = path(of: select.operand)
        {
            typed.whenTrue = .reaching(path + [select.field])
        }
        return typed
    }

    private func path(of node: Node) -> [String]? {
        switch node.kind {
        case .variable(let name): return [name]
        case .identifier(let name, isRooted: false): return local(name).map { [$0.root] }
        case .select(let select) where !select.isTest:
            return path(of: select.operand).map { $0 + [select.field] }
        default: return nil
        }
    }
}
