import OnusValues

/// A part of an expression that is compared with texts that are written out: by `==`, `!=` or `in`.
package struct WordComparison: Sendable {
    package let subject: Outline
    /// Whether it holds for every other word: `!=`.
    package let isNegative: Bool
    /// Each with its place.
    package let words: [(text: String, span: Span)]
}

extension Expression {
    /// Every comparison with texts, wherever it stands, in the order of the text.
    package var wordComparisons: [WordComparison] {
        var found: [WordComparison] = []
        var waiting = [root]
        while let node = waiting.popLast() {
            if case .call(let call) = node.kind, let comparison = comparison(call) {
                found.append(comparison)
            }
            waiting += node.parts.reversed()
        }
        return found
    }

    private func comparison(_ call: Node.Call) -> WordComparison? {
        guard call.arguments.count == 2, call.target == nil else { return nil }
        let (left, right) = (call.arguments[0], call.arguments[1])
        switch call.function {
        case "==", "!=":
            let (subject, other) = left.literal == nil ? (left, right) : (right, left)
            return comparison(of: subject, with: [other], isNegative: call.function == "!=")
        case "in":
            guard case .list(let elements) = right.kind else { return nil }
            return comparison(of: left, with: elements.map(\.value))
        default: return nil
        }
    }

    private func comparison(
        of subject: Node, with others: [Node], isNegative: Bool = false
    ) -> WordComparison? {
        let words = others.compactMap { node in
            node.literal?.stringValue.map { (text: $0, span: node.span) }
        }
        guard !words.isEmpty, subject.literal == nil else { return nil }
        return WordComparison(
            subject: outline(of: subject), isNegative: isNegative, words: words)
    }
}

extension Node {
    /// What it is put together from.
    fileprivate var parts: [Node] {
        switch kind {
        case .literal, .identifier, .variable: []
        case .select(let select): [select.operand]
        case .index(let operand, let key, _): [operand, key]
        case .call(let call): [call.target].compactMap(\.self) + call.arguments
        case .logic(_, let terms): terms
        case .conditional(let condition, let first, let second): [condition, first, second]
        case .list(let elements): elements.map(\.value)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .comprehension(let loop):
            [loop.range, loop.filter, loop.body].compactMap(\.self)
        case .bind(_, let value, let body), .optionalMap(_, let value, let body, _): [value, body]
        case .promote(let node): [node]
        }
    }
}
