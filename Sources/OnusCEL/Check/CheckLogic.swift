import OnusValues

/// `&&`, `||`, `? :`, and the values that lists and maps are made of.
extension Checker {
    /// Each term is checked knowing what those before it tell.
    mutating func checkLogic(_ node: Node, _ isAnd: Bool, _ terms: [Node]) -> Typed {
        forgetting { checker in checker.checkTerms(node, isAnd, terms) }
    }

    private mutating func checkTerms(_ node: Node, _ isAnd: Bool, _ terms: [Node]) -> Typed {
        var nodes: [Node] = []
        var told: Paths = []
        var common: Paths?
        for term in terms {
            let typed = check(term)
            requireBool(typed, isAnd ? "`&&`" : "`||`")
            nodes.append(typed.node)
            let goesOn = isAnd ? typed.whenTrue : typed.whenFalse
            let ends = (isAnd ? typed.whenFalse : typed.whenTrue).union(told)
            common = common.map { $0.intersection(ends) } ?? ends
            told.formUnion(goesOn)
            assume(typed, term, isAnd)
        }
        let rebuilt = Node(.logic(isAnd: isAnd, nodes), node.span, depth: node.depth)
        return Typed(
            node: rebuilt, type: .bool, whenTrue: isAnd ? told : common ?? [],
            whenFalse: isAnd ? common ?? [] : told)
    }

    mutating func requireBool(_ part: Typed, _ place: String) {
        guard !types.accept(part.type, as: .bool) else { return }
        report(
            .type, "expected bool in \(place), got \(name(part.type))", at: part.node.span,
            help: Advice.conversion(from: types.resolve(part.type), to: .bool, part.node))
    }

    mutating func checkConditional(
        _ node: Node, _ condition: Node, _ first: Node, _ second: Node
    ) -> Typed {
        let test = check(condition)
        requireBool(test, "the condition of `?`")
        let one = check(first, when: test, condition, true)
        let other = check(second, when: test, condition, false)
        var (left, right) = (one.node, other.node)
        var type = ValueType.dyn
        if let joined = joinPeople(one, other) {
            (type, left, right) = (.people, joined.0, joined.1)
        } else if let joined = types.join(one.type, other.type) {
            type = joined
        } else {
            let got = types.resolve(other.type)
            report(
                .type,
                "the answers of `?` must be of one type, got \(name(one.type)) and \(name(got))",
                at: other.node.span,
                help: Advice.conversion(from: got, to: types.resolve(one.type), other.node))
        }
        return Typed(
            node: Node(.conditional(test.node, left, right), node.span, depth: node.depth),
            type: type,
            whenTrue: test.whenTrue.union(one.whenTrue)
                .intersection(test.whenFalse.union(other.whenTrue)),
            whenFalse: test.whenTrue.union(one.whenFalse)
                .intersection(test.whenFalse.union(other.whenFalse)))
    }

    /// Both as people when one of them is; nil when neither is, or the other is something else.
    private mutating func joinPeople(_ one: Typed, _ other: Typed) -> (Node, Node)? {
        let (left, right) = (types.resolve(one.type), types.resolve(other.type))
        guard left == .people || right == .people, left != .dyn, right != .dyn else { return nil }
        guard let first = left == .people ? one.node : promote(one, to: .people, orEmpty: true),
            let second = right == .people ? other.node : promote(other, to: .people, orEmpty: true)
        else { return nil }
        return (first, second)
    }

    mutating func checkList(_ node: Node, _ elements: [Node.Element]) -> Typed {
        let isMixed = mayMix || !environment.isStrict
        mayMix = false
        var rebuilt: [Node.Element] = []
        var common = types.fresh()
        for element in elements {
            let typed = check(element.value)
            rebuilt.append(.init(value: typed.node, isOptional: element.isOptional))
            let type = element.isOptional ? unwrapped(typed) : typed.type
            common = joinElement(common, type, typed.node, "a list", isMixed)
        }
        return Typed(node: Node(.list(rebuilt), node.span, depth: node.depth), type: .list(common))
    }

    mutating func checkMap(_ node: Node, _ entries: [Node.Entry]) -> Typed {
        var rebuilt: [Node.Entry] = []
        let isMixed = !environment.isStrict
        var (keys, values) = (types.fresh(), types.fresh())
        for entry in entries {
            let key = check(entry.key)
            let value = check(entry.value)
            rebuilt.append(
                .init(key: key.node, value: value.node, isOptional: entry.isOptional))
            checkKey(key)
            keys = joinElement(keys, key.type, key.node, "the keys of a map", isMixed)
            let type = entry.isOptional ? unwrapped(value) : value.type
            values = joinElement(values, type, value.node, "a map", isMixed)
        }
        return Typed(
            node: Node(.map(rebuilt), node.span, depth: node.depth), type: .map(keys, values))
    }

    private mutating func checkKey(_ key: Typed) {
        switch types.resolve(key.type) {
        case .bool, .int, .uint, .string, .person, .dyn, .parameter: break
        case let type:
            report(
                .type, "a key of a map is string, int, uint or bool, got \(name(type))",
                at: key.node.span)
        }
    }

    /// What stands behind a `?` of a list or map must be optional.
    private mutating func unwrapped(_ part: Typed) -> ValueType {
        let content = types.fresh()
        if types.accept(part.type, as: .optional(content)) { return content }
        report(
            .type, "expected an optional behind `?`, got \(name(part.type))", at: part.node.span)
        return .dyn
    }

    private mutating func joinElement(
        _ common: ValueType, _ type: ValueType, _ node: Node, _ place: String,
        _ isMixed: Bool
    ) -> ValueType {
        if let joined = types.join(common, type) { return joined }
        if isMixed { return .dyn }
        let (wanted, got) = (types.resolve(common), types.resolve(type))
        report(
            .type,
            "the values of \(place) must be of one type: expected \(name(wanted)), "
                + "got \(name(got))", at: node.span,
            help: Advice.conversion(from: got, to: wanted, node))
        return common
    }
}
