import OnusValues

/// The shape of an expression, for those who reason about it without running it.
///
/// Two parts with the same outline give the same value in the same place, unless they are `other`.
package indirect enum Outline: Sendable, Hashable {
    case literal(Value)
    /// A variable and its fields, read without a guard: `inputs.amount`.
    case path([String])
    /// `has(inputs.amount)`, or whether there is anything in `inputs.?amount`.
    case has([String])
    /// The same read where it may be absent: `steps.?panel.outcome`.
    case optional([String])
    /// A function with its arguments, the one that stands before the point first; operators are
    /// functions with names such as `>=`, `in` and `-`.
    case call(String, [Outline])
    case and([Outline])
    case or([Outline])
    case not(Outline)
    case conditional(Outline, then: Outline, else: Outline)
    case list([Outline])
    /// What has to be evaluated to be understood, such as `filter`: its text, and what stands for
    /// each variable that it reads.
    case computed(String, reads: [[String]: Outline])
    /// What nobody knows before it runs, told apart by a text.
    case other(String)
}

extension Expression {
    package var outline: Outline { outline(of: root, knowing: nil) }

    func outline(of node: Node) -> Outline { outline(of: node, knowing: nil) }

    /// Only calls of these functions keep their shape, conditions aside; other ones are `computed`.
    package func outline(knowing functions: Set<String>) -> Outline {
        outline(of: root, knowing: functions)
    }

    // INVARIANT: the depth of a parsed expression is bounded, and with it the recursion here.
    private func outline(of node: Node, knowing functions: Set<String>?) -> Outline {
        func inner(_ node: Node) -> Outline { outline(of: node, knowing: functions) }
        if let name = node.qualifiedName { return .path(name.names) }
        if functions == nil, let names = node.optionalName { return .optional(names) }
        switch node.kind {
        case .select(let select) where select.isTest && functions == nil:
            guard let name = select.operand.qualifiedName else { break }
            return .has(name.names + [select.field])
        case .literal(let value): return .literal(value)
        case .logic(let isAnd, let terms):
            let terms = terms.map { inner($0) }
            return isAnd ? .and(terms) : .or(terms)
        case .conditional(let condition, let first, let second):
            return .conditional(
                outline(of: condition, knowing: nil), then: inner(first), else: inner(second))
        case .call(let call) where functions?.contains(call.function) ?? true:
            let parts = ([call.target].compactMap(\.self) + call.arguments).map { inner($0) }
            if call.function == "!", parts.count == 1 { return .not(parts[0]) }
            if call.function == "hasValue", parts.count == 1, case .optional(let names) = parts[0] {
                return .has(names)
            }
            return .call(call.function, parts)
        case .list(let elements) where !elements.contains(where: \.isOptional):
            return .list(elements.map { inner($0.value) })
        default: break
        }
        return computed(node)
    }

    private func computed(_ node: Node) -> Outline {
        let reads = node.freeNames().map { ($0, Outline.path($0)) }
        return .computed(
            text(of: node.span), reads: Dictionary(reads, uniquingKeysWith: { first, _ in first }))
    }

    private func text(of span: Span) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: whole[span.start.offset..<max(span.start.offset, span.end.offset)])
        return String(text)
    }
}
