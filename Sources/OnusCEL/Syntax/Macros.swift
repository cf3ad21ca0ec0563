/// Calls that are more than calls, since they name variables or do not read what they are given.
extension Parser {
    @inline(never)
    func expand(_ call: Node.Call, _ span: Span) throws(SyntaxFailure) -> Node {
        if let target = call.target {
            if case .identifier("cel", _) = target.kind, call.function == "bind" {
                return try bind(call, span)
            }
            if let macro = Self.comprehensions[call.function],
                macro.arguments.contains(call.arguments.count)
            {
                return try comprehension(macro.macro, call, target, span)
            }
            if call.function == "optMap" || call.function == "optFlatMap" {
                return try optionalMap(call, target, span)
            }
            return try node(.call(call), span, over: [target] + call.arguments)
        }
        if call.function == "has" { return try presence(call, span) }
        return try node(.call(call), span, over: call.arguments)
    }

    private static let comprehensions:
        [String: (macro: Node.Comprehension.Macro, arguments: ClosedRange<Int>)] = [
            "all": (.all, 2...3), "exists": (.exists, 2...3), "exists_one": (.existsOne, 2...3),
            "existsOne": (.existsOne, 2...3), "map": (.map, 2...3), "filter": (.filter, 2...2),
            "transformList": (.transformList, 3...4), "transformMap": (.transformMap, 3...4),
            "transformMapEntry": (.transformMapEntry, 3...4),
        ]

    private func presence(_ call: Node.Call, _ span: Span) throws(SyntaxFailure) -> Node {
        guard call.arguments.count == 1, case .select(var select) = call.arguments[0].kind else {
            throw failure(
                "`has` takes one field, such as `has(a.b)`",
                at: call.arguments.first?.span ?? span)
        }
        select.isTest = true
        return try node(.select(select), span, over: [select.operand])
    }

    private func comprehension(
        _ macro: Node.Comprehension.Macro, _ call: Node.Call, _ target: Node, _ span: Span
    ) throws(SyntaxFailure) -> Node {
        var arguments = call.arguments[...]
        let hasTwo: Bool
        switch macro {
        case .map, .filter: hasTwo = false
        case .all, .exists, .existsOne: hasTwo = arguments.count == 3
        default: hasTwo = true
        }
        var variables: [Node.Variable] = []
        for _ in 0..<(hasTwo ? 2 : 1) {
            variables.append(try variable(arguments.removeFirst(), of: call))
        }
        if hasTwo, variables[0].name == variables[1].name {
            throw failure("`\(variables[1].name)` is named twice", at: variables[1].span)
        }
        let body = arguments.removeLast()
        let comprehension = Node.Comprehension(
            macro: macro, range: target, variables: variables, filter: arguments.first, body: body)
        return try node(
            .comprehension(comprehension), span, over: [target, body] + arguments)
    }

    private func bind(_ call: Node.Call, _ span: Span) throws(SyntaxFailure) -> Node {
        guard call.arguments.count == 3 else {
            throw failure("`cel.bind` takes a name, a value and what is made of it", at: span)
        }
        let name = try variable(call.arguments[0], of: call)
        return try node(
            .bind(name, call.arguments[1], call.arguments[2]), span,
            over: Array(call.arguments[1...]))
    }

    private func optionalMap(
        _ call: Node.Call, _ target: Node, _ span: Span
    ) throws(SyntaxFailure) -> Node {
        guard call.arguments.count == 2 else {
            throw failure("`\(call.function)` takes a name and what is made of it", at: span)
        }
        let name = try variable(call.arguments[0], of: call)
        return try node(
            .optionalMap(name, target, call.arguments[1], isFlat: call.function == "optFlatMap"),
            span, over: [target, call.arguments[1]])
    }

    private func variable(_ node: Node, of call: Node.Call) throws(SyntaxFailure) -> Node.Variable {
        guard case .identifier(let name, isRooted: false) = node.kind else {
            throw failure(
                "`\(call.function)` takes a name here, got `\(source(node.span))`", at: node.span,
                help: "write such as `items.\(call.function)(item, …)`")
        }
        return Node.Variable(name: name, span: node.span)
    }
}
