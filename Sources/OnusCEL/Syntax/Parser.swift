import OnusValues

/// Reads tokens as an expression, never deeper than its limit.
struct Parser {
    private var lexer: Lexer
    private(set) var token: Token
    private(set) var previous: Span
    let limits: ExpressionLimits
    private var nesting = 0

    init(_ lexer: Lexer, limits: ExpressionLimits) throws(CELError) {
        var lexer = lexer
        self.limits = limits
        token = try lexer.next()
        previous = token.span
        self.lexer = lexer
    }

    mutating func parseWhole() throws(CELError) -> Node {
        let node = try parseInner()
        guard token.span.end.offset == lexer.scalars.count else { throw unexpected() }
        return node
    }

    /// The expression up to a `}` that closes nothing, which is where it ends in a template.
    mutating func parseInner() throws(CELError) -> Node {
        if case .end = token.kind {
            throw failure("the expression is empty", at: token.span)
        }
        let node = try parseExpression()
        guard case .end = token.kind else { throw unexpected() }
        return node
    }

    // MARK: Tokens

    mutating func advance() throws(CELError) {
        previous = token.span
        token = try lexer.next()
    }

    mutating func take(_ symbol: Symbol) throws(CELError) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ symbol: Symbol, _ what: String) throws(CELError) {
        guard try take(symbol) else { throw unexpected("expected `\(symbol.rawValue)` \(what)") }
    }

    func failure(_ message: String, at span: Span, help: String? = nil) -> CELError {
        CELError(.syntax, message, at: span, help: help)
    }

    func unexpected(_ expectation: String? = nil) -> CELError {
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
    func node(_ kind: Node.Kind, _ span: Span, over parts: [Node]) throws(CELError) -> Node {
        let depth = 1 + (parts.map(\.depth).max() ?? 0)
        guard depth <= limits.depth else { throw tooDeep(span) }
        return Node(kind, span, depth: depth)
    }

    private func tooDeep(_ span: Span) -> CELError {
        failure(
            "the expression is nested more than \(limits.depth) deep", at: span,
            help: "name parts of it with `cel.bind`, or compute them in steps of their own")
    }

    // MARK: Operators

    mutating func parseExpression() throws(CELError) -> Node {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= limits.depth else { throw tooDeep(token.span) }
        let condition = try parseLogic(isAnd: false)
        guard try take(.question) else { return condition }
        let first = try parseLogic(isAnd: false)
        try expect(.colon, "after the first answer of `?`")
        let second = try parseExpression()
        return try node(
            .conditional(condition, first, second), condition.span.through(second.span),
            over: [condition, first, second])
    }

    private mutating func parseLogic(isAnd: Bool) throws(CELError) -> Node {
        let first = try isAnd ? parseBinary(0) : parseLogic(isAnd: true)
        var terms = [first]
        while try take(isAnd ? .and : .or) {
            terms.append(try isAnd ? parseBinary(0) : parseLogic(isAnd: true))
        }
        guard terms.count > 1 else { return first }
        return try node(
            .logic(isAnd: isAnd, terms), first.span.through(terms[terms.count - 1].span),
            over: terms)
    }

    private static let levels: [[Symbol]] = [
        [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual], [.plus, .minus],
        [.times, .divide, .remainder],
    ]

    private mutating func parseBinary(_ level: Int) throws(CELError) -> Node {
        guard level < Self.levels.count else { return try parseUnary() }
        var left = try parseBinary(level + 1)
        while let (name, isRelation) = binaryOperator(level) {
            let nameSpan = token.span
            try advance()
            _ = isRelation
            let right = try parseBinary(level + 1)
            left = try operation(name, [left, right], nameSpan)
        }
        return left
    }

    private func binaryOperator(_ level: Int) -> (name: String, isRelation: Bool)? {
        switch token.kind {
        case .symbol(let symbol) where Self.levels[level].contains(symbol):
            (symbol.rawValue, level == 0)
        case .identifier("in") where level == 0: ("in", true)
        default: nil
        }
    }

    func operation(_ name: String, _ operands: [Node], _ nameSpan: Span) throws(CELError) -> Node {
        let last = operands[operands.count - 1].span
        let span = operands.count == 1 ? nameSpan.through(last) : operands[0].span.through(last)
        let call = Node.Call(
            function: name, target: nil, arguments: operands, nameSpan: nameSpan, isOperator: true)
        return try node(.call(call), span, over: operands)
    }

    private mutating func parseUnary() throws(CELError) -> Node {
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

    private mutating func negativeLiteral(_ sign: Span) throws(CELError) -> Node? {
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

    func tooLarge() -> CELError {
        failure(
            "`\(source(token.span))` has more than 63 bits", at: token.span,
            help: "write `decimal('\(source(token.span))')`")
    }
}
