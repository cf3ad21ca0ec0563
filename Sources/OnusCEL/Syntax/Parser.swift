import OnusValues

/// Reads tokens as an expression, never deeper than its limit.
struct Parser {
    private var lexer: Lexer
    private(set) var token: Token
    private(set) var previous: Span
    let limits: ExpressionLimits
    private var nesting = 0

    init(_ lexer: Lexer, limits: ExpressionLimits) throws(SyntaxFailure) {
        var lexer = lexer
        self.limits = limits
        token = try lexer.next()
        previous = token.span
        self.lexer = lexer
    }

    mutating func parseWhole() throws(SyntaxFailure) -> Node {
        try refuseLoneBrace()
        let node = try parseInner()
        try refuseLoneBrace()
        return node
    }

    private func refuseLoneBrace() throws(SyntaxFailure) {
        guard case .end = token.kind, token.span.start.offset < lexer.scalars.count else { return }
        var end = token.span.start
        end.advance(over: "}")
        throw failure("`}` closes nothing", at: Span(token.span.start, end))
    }

    /// The expression up to a `}` that closes nothing, which is where it ends in a template.
    mutating func parseInner() throws(SyntaxFailure) -> Node {
        if case .end = token.kind {
            throw failure("the expression is empty", at: token.span)
        }
        let node = try parseExpression()
        guard case .end = token.kind else { throw unexpected() }
        return node
    }

    // MARK: Tokens

    @inline(never)
    mutating func advance() throws(SyntaxFailure) {
        previous = token.span
        token = try lexer.next()
    }

    mutating func take(_ symbol: Symbol) throws(SyntaxFailure) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        try advance()
        return true
    }

    @inline(never)
    mutating func expect(_ symbol: Symbol, _ what: String) throws(SyntaxFailure) {
        guard try take(symbol) else { throw unexpected("expected `\(symbol.rawValue)` \(what)") }
    }

    @inline(never)
    func failure(_ message: String, at span: Span, help: String? = nil) -> SyntaxFailure {
        SyntaxFailure(CELError(.syntax, message, at: span, help: help))
    }

    @inline(never)
    func unexpected(_ expectation: String? = nil) -> SyntaxFailure {
        var span = token.span
        let got: String
        switch token.kind {
        case .end:
            span.end.offset = max(span.end.offset, span.start.offset + 1)
            span.end.column = max(span.end.column, span.start.column + 1)
            got = "the end of the expression"
        default: got = "`\(source(span))`"
        }
        let message = expectation.map { "\($0), got \(got)" } ?? "\(got) is not expected here"
        return failure(message, at: span)
    }

    func source(_ span: Span) -> String {
        String(String.UnicodeScalarView(lexer.scalars[span.start.offset..<span.end.offset]))
    }

    /// Makes a part that stands above others, unless that is deeper than allowed.
    @inline(never)
    func node(_ kind: Node.Kind, _ span: Span, over parts: [Node]) throws(SyntaxFailure) -> Node {
        let depth = 1 + (parts.map(\.depth).max() ?? 0)
        guard depth <= limits.depth else { throw tooDeep(span) }
        return Node(kind, span, depth: depth)
    }

    private func tooDeep(_ span: Span) -> SyntaxFailure {
        failure(
            "the expression is nested more than \(limits.depth) deep", at: span,
            help: "name parts of it with `cel.bind`, or compute them in steps of their own")
    }

    // MARK: Operators

    /// WHY: the only way by which the parser calls itself, with few calls in between, and with what
    /// is rarely needed kept out of their frames, since a thread may have half a megabyte of stack.
    mutating func parseExpression() throws(SyntaxFailure) -> Node {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= limits.depth else { throw tooDeep(token.span) }
        let condition = try parseOperators()
        guard token.kind == .symbol(.question) else { return condition }
        return try parseAnswers(condition)
    }

    @inline(never)
    private mutating func parseAnswers(_ condition: Node) throws(SyntaxFailure) -> Node {
        try advance()
        let first = try parseOperators()
        try expect(.colon, "after the first answer of `?`")
        let second = try parseExpression()
        return try node(
            .conditional(condition, first, second), condition.span.through(second.span),
            over: [condition, first, second])
    }

    private struct Operator {
        var name: String
        var strength: Int
        var span: Span
    }

    /// Operators wait in a list until a weaker one comes, so that none needs a call of its own.
    private mutating func parseOperators() throws(SyntaxFailure) -> Node {
        var operands = [try parseUnary()]
        var waiting: [Operator] = []
        while let next = binaryOperator() {
            while let last = waiting.last, last.strength >= next.strength {
                try combine(&operands, waiting.removeLast())
            }
            try advance()
            waiting.append(next)
            operands.append(try parseUnary())
        }
        while let last = waiting.popLast() { try combine(&operands, last) }
        return operands[0]
    }

    @inline(never)
    private func combine(_ operands: inout [Node], _ last: Operator) throws(SyntaxFailure) {
        let right = operands.removeLast()
        let left = operands.removeLast()
        operands.append(
            last.strength < 2
                ? try logic(isAnd: last.strength == 1, left, right)
                : try operation(last.name, [left, right], last.span))
    }

    /// `a && b && c` becomes one part with three terms.
    private func logic(isAnd: Bool, _ left: Node, _ right: Node) throws(SyntaxFailure) -> Node {
        var terms = [left, right]
        if case .logic(isAnd, let before) = left.kind { terms = before + [right] }
        return try node(
            .logic(isAnd: isAnd, terms), left.span.through(right.span), over: terms)
    }

    private func binaryOperator() -> Operator? {
        switch token.kind {
        case .symbol(let symbol):
            Self.strength(symbol).map {
                Operator(name: symbol.rawValue, strength: $0, span: token.span)
            }
        case .identifier("in"): Operator(name: "in", strength: 2, span: token.span)
        default: nil
        }
    }

    private static func strength(_ symbol: Symbol) -> Int? {
        switch symbol {
        case .or: 0
        case .and: 1
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 2
        case .plus, .minus: 3
        case .times, .divide, .remainder: 4
        default: nil
        }
    }

    func operation(_ name: String, _ operands: [Node], _ nameSpan: Span) throws(SyntaxFailure)
        -> Node
    {
        let last = operands[operands.count - 1].span
        let span = operands.count == 1 ? nameSpan.through(last) : operands[0].span.through(last)
        let call = Node.Call(
            function: name, target: nil, arguments: operands, nameSpan: nameSpan, isOperator: true)
        return try node(.call(call), span, over: operands)
    }

    private mutating func parseUnary() throws(SyntaxFailure) -> Node {
        let sign = token.span
        if try take(.not) {
            var isOdd = true
            while try take(.not) { isOdd.toggle() }
            let operand = try parseMember()
            return isOdd ? try operation("!", [operand], sign) : operand
        }
        guard try take(.minus) else { return try parseMember() }
        var isOdd = true
        while token.kind == .symbol(.minus) {
            try advance()
            isOdd.toggle()
        }
        if isOdd, let literal = try negativeLiteral(sign) { return try parseMember(of: literal) }
        let operand = try parseMember()
        return isOdd ? try operation("-", [operand], sign) : operand
    }

    @inline(never)
    private mutating func negativeLiteral(_ sign: Span) throws(SyntaxFailure) -> Node? {
        let value: Value
        switch token.kind {
        case .number(let magnitude):
            guard magnitude <= 1 << 63 else { throw tooLarge() }
            value = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
        case .literal(.double(let number)): value = .double(-number)
        default: return nil
        }
        let span = sign.through(token.span)
        try advance()
        return Node(.literal(value), span)
    }

    func tooLarge() -> SyntaxFailure {
        failure(
            "`\(source(token.span))` has more than 63 bits", at: token.span,
            help: "write `decimal('\(source(token.span))')`")
    }
}
