extension Node {
    /// The variables that it reads and does not bind itself, each with the fields that are read of
    /// it. What is read with a guard ends with `?`, since it may not be there.
    // INVARIANT: the depth of a parsed expression is bounded, and with it the recursion here.
    func freeNames(bound: Set<String> = []) -> Set<[String]> {
        if let name = qualifiedName {
            return bound.contains(name.names[0]) ? [] : [name.names]
        }
        switch kind {
        case .literal, .identifier: return []
        case .variable(let name): return bound.contains(name) ? [] : [[name]]
        case .select(let select):
            let isGuarded = select.isOptional || select.isTest
            return Set(
                select.operand.freeNames(bound: bound).map { path in
                    isGuarded ? path + [select.field, "?"] : path
                })
        case .index(let operand, let key, _): return Self.free([operand, key], bound)
        case .call(let call):
            return Self.free([call.target].compactMap(\.self) + call.arguments, bound)
        case .logic(_, let terms): return Self.free(terms, bound)
        case .conditional(let condition, let first, let second):
            return Self.free([condition, first, second], bound)
        case .list(let elements): return Self.free(elements.map(\.value), bound)
        case .map(let entries): return Self.free(entries.flatMap { [$0.key, $0.value] }, bound)
        case .comprehension(let loop):
            let inner = bound.union(loop.variables.map(\.name))
            let parts = [loop.filter, loop.body].compactMap(\.self)
            return loop.range.freeNames(bound: bound).union(Self.free(parts, inner))
        case .bind(let variable, let value, let body),
            .optionalMap(let variable, let value, let body, _):
            return value.freeNames(bound: bound)
                .union(body.freeNames(bound: bound.union([variable.name])))
        case .promote(let node): return node.freeNames(bound: bound)
        }
    }

    private static func free(_ nodes: [Node], _ bound: Set<String>) -> Set<[String]> {
        nodes.reduce(into: []) { $0.formUnion($1.freeNames(bound: bound)) }
    }
}
