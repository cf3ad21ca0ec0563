import OnusValues

/// Macros: their variables, and the types of what they make.
extension Checker {
    mutating func checkComprehension(_ node: Node, _ macro: Node.Comprehension) -> Typed {
        var macro = macro
        let range = check(macro.range)
        macro.range = range.node
        let outer = facts
        let depth = locals.count
        defer {
            facts = outer
            locals.removeSubrange(depth...)
        }
        let (key, element) = rangeTypes(range)
        if macro.variables.count == 2 {
            bind(macro.variables[0], key)
            bind(macro.variables[1], element)
        } else if case .map = types.resolve(range.type) {
            bind(macro.variables[0], key)
        } else {
            bind(macro.variables[0], element)
        }
        let single = locals[depth].type
        if let filter = macro.filter {
            let typed = check(filter)
            requireBool(typed, "the condition of `\(macro.macro.rawValue)`")
            macro.filter = typed.node
            facts.formUnion(typed.whenTrue)
        }
        let body = check(macro.body)
        macro.body = body.node
        let type = resultType(macro, body, key: key, element: single, range: range)
        return Typed(
            node: Node(.comprehension(macro), node.span, depth: node.depth), type: type)
    }

    /// What the two variables of a macro are: the place or key, and the element or value.
    private mutating func rangeTypes(_ range: Typed) -> (ValueType, ValueType) {
        let type = types.resolve(range.type)
        switch type {
        case .list(let element): return (.int, element)
        case .people: return (.int, .person)
        case .map(let key, let value): return (key, value)
        case .dyn: return (.dyn, .dyn)
        case .parameter:
            _ = types.accept(type, as: .dyn)
            return (.dyn, .dyn)
        default:
            report(
                .type, "expected a list or map to go through, got \(name(type))",
                at: range.node.span, help: Advice.range(type))
            return (.dyn, .dyn)
        }
    }

    private mutating func resultType(
        _ macro: Node.Comprehension, _ body: Typed, key: ValueType, element: ValueType,
        range: Typed
    ) -> ValueType {
        switch macro.macro {
        case .all, .exists, .existsOne:
            requireBool(body, "`\(macro.macro.rawValue)`")
            return .bool
        case .filter:
            requireBool(body, "`filter`")
            return types.resolve(range.type) == .people ? .people : .list(element)
        case .map, .transformList: return .list(body.type)
        case .transformMap: return .map(key, body.type)
        case .transformMapEntry:
            let (newKey, newValue) = (types.fresh(), types.fresh())
            if types.accept(body.type, as: .map(newKey, newValue)) { return .map(newKey, newValue) }
            report(
                .type, "expected a map of one entry, got \(name(body.type))", at: body.node.span)
            return .dyn
        }
    }

    mutating func checkBind(
        _ node: Node, _ variable: Node.Variable, _ value: Node, _ body: Node
    ) -> Typed {
        let content = check(value)
        bind(variable, content.type)
        defer { locals.removeLast() }
        let result = check(body)
        let rebuilt = Node(
            .bind(variable, content.node, result.node), node.span, depth: node.depth)
        return Typed(
            node: rebuilt, type: result.type, whenTrue: result.whenTrue,
            whenFalse: result.whenFalse)
    }

    mutating func checkOptionalMap(
        _ node: Node, _ variable: Node.Variable, _ target: Node, _ body: Node, _ isFlat: Bool
    ) -> Typed {
        let optional = check(target)
        let content = types.fresh()
        if !types.accept(optional.type, as: .optional(content)) {
            report(
                .type,
                "expected an optional before `\(isFlat ? "optFlatMap" : "optMap")`, "
                    + "got \(name(optional.type))", at: optional.node.span)
        }
        bind(variable, types.resolve(content))
        defer { locals.removeLast() }
        let result = check(body)
        let rebuilt = Node(
            .optionalMap(variable, optional.node, result.node, isFlat: isFlat), node.span,
            depth: node.depth)
        guard isFlat else { return Typed(node: rebuilt, type: .optional(result.type)) }
        let inner = types.fresh()
        if !types.accept(result.type, as: .optional(inner)) {
            report(
                .type, "expected an optional from `optFlatMap`, got \(name(result.type))",
                at: result.node.span, help: "`optMap` takes what is no optional")
        }
        return Typed(node: rebuilt, type: .optional(inner))
    }
}
