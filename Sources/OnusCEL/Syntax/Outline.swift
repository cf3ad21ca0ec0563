import OnusValues

/// The shape of an expression, for those who reason about it without running it.
///
/// Two parts with the same outline give the same value in the same place, unless they are `other`.
package indirect enum Outline: Sendable, Hashable {
    case literal(Value)
    /// A variable and its fields, read without a guard: `inputs.amount`.
    case path([String])
    /// A function with its arguments, the one that stands before the point first; operators are
    /// functions with names such as `>=`, `in` and `-`.
    case call(String, [Outline])
    case and([Outline])
    case or([Outline])
    case not(Outline)
    case conditional(Outline, then: Outline, else: Outline)
    case list([Outline])
    /// Anything else, told apart by its text.
    case other(String)
}

extension Expression {
    // INVARIANT: the depth of a parsed expression is bounded, and with it the recursion here.
    package var outline: Outline { outline(of: root) }

    private func outline(of node: Node) -> Outline {
        if let name = node.qualifiedName { return .path(name.names) }
        switch node.kind {
        case .literal(let value): return .literal(value)
        case .logic(let isAnd, let terms):
            let terms = terms.map { outline(of: $0) }
            return isAnd ? .and(terms) : .or(terms)
        case .conditional(let condition, let first, let second):
            return .conditional(
                outline(of: condition), then: outline(of: first), else: outline(of: second))
        case .call(let call):
            let parts = ([call.target].compactMap(\.self) + call.arguments).map { outline(of: $0) }
            if call.function == "!", parts.count == 1 { return .not(parts[0]) }
            return .call(call.function, parts)
        case .list(let elements) where !elements.contains(where: \.isOptional):
            return .list(elements.map { outline(of: $0.value) })
        default: return .other(text(of: node.span))
        }
    }

    private func text(of span: Span) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: whole[span.start.offset..<max(span.start.offset, span.end.offset)])
        return String(text)
    }
}
