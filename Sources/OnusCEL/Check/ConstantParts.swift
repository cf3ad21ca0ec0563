import OnusValues

/// The parts of a checked expression that need nothing but what they say, each as large as it can
/// be: `{'a': 1}.b` of `{'a': 1}.b + inputs.n`.
///
/// They have the same value, or fail, whenever they run; so whoever wrote one that fails is told.
struct ConstantParts {
    /// None of them is a mere literal.
    private(set) var parts: [Node] = []

    init(of root: Node) { parts = Self.look(root).parts }

    /// Why each part that fails does so.
    func failures(in environment: Environment) -> [(error: CELEvaluationError, span: Span)] {
        parts.compactMap { part in
            guard case .failure(let error) = Folding.evaluate(part, in: environment),
                error.kind != .budget
            else { return nil }
            return (error, error.span ?? part.span)
        }
    }

    private struct Look {
        /// The variables of macros around it that it reads; nil when it needs more than those.
        var locals: Set<String>?
        var parts: [Node] = []
    }

    private static func look(_ node: Node) -> Look {
        switch node.kind {
        case .literal: return Look(locals: [])
        case .identifier(let name, _): return Look(locals: [name])
        case .variable: return Look(locals: nil)
        case .promote(let person): return whole(node, [look(person)])
        case .select(let select): return whole(node, [look(select.operand)])
        case .index(let operand, let key, _): return whole(node, [look(operand), look(key)])
        case .call(let call):
            let parts = ((call.target.map { [$0] } ?? []) + call.arguments).map(look)
            return whole(node, parts, isOpen: call.overload?.isPure != true)
        case .logic(_, let terms): return whole(node, terms.map(look))
        case .conditional(let condition, let first, let second):
            return whole(node, [look(condition), look(first), look(second)])
        case .list(let elements): return whole(node, elements.map { look($0.value) })
        case .map(let entries):
            return whole(node, entries.flatMap { [look($0.key), look($0.value)] })
        case .comprehension(let macro):
            let inner = ([macro.filter].compactMap(\.self) + [macro.body]).map(look)
            let bound = Set(macro.variables.map(\.name))
            return whole(node, [look(macro.range)] + inner.map { binding(bound, $0) })
        case .bind(let variable, let value, let body),
            .optionalMap(let variable, let value, let body, _):
            return whole(node, [look(value), binding([variable.name], look(body))])
        }
    }

    private static func binding(_ names: Set<String>, _ look: Look) -> Look {
        Look(locals: look.locals?.subtracting(names), parts: look.parts)
    }

    private static func whole(_ node: Node, _ looks: [Look], isOpen: Bool = false) -> Look {
        var locals: Set<String>? = isOpen ? nil : []
        for look in looks { locals = look.locals.flatMap { locals?.union($0) } }
        return Look(
            locals: locals, parts: locals == [] ? [node] : looks.flatMap(\.parts))
    }
}
