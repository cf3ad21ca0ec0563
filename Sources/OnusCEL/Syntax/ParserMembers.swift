import OnusValues

/// What stands between operators: names, literals, calls, fields, places in lists.
extension Parser {
    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "in", "let",
        "loop", "package", "namespace", "return", "var", "void", "while",
    ]

    mutating func parseMember() throws(SyntaxFailure) -> Node {
        try parseMember(of: parsePrimary())
    }

    mutating func parseMember(of operand: Node) throws(SyntaxFailure) -> Node {
        var operand = operand
        while true {
            if try take(.dot) {
                operand = try parseField(of: operand)
            } else if try take(.openBracket) {
                let isOptional = try take(.question)
                let index = try parseExpression()
                try expect(.closeBracket, "after the index")
                operand = try node(
                    .index(operand, index, isOptional: isOptional), operand.span.through(previous),
                    over: [operand, index])
            } else if token.kind == .symbol(.openBrace), operand.qualifiedName != nil {
                throw failure(
                    "`\(source(operand.span))` is no type whose values can be written",
                    at: operand.span,
                    help: "a map is written `{'key': value}`, without a name before it")
            } else {
                return operand
            }
        }
    }

    @inline(never)
    private mutating func parseField(of operand: Node) throws(SyntaxFailure) -> Node {
        let isOptional = try take(.question)
        let nameSpan = token.span
        let name: String
        switch token.kind {
        case .identifier(let text): name = text
        case .quoted(let text): name = text
        default: throw unexpected("expected the name of a field after `.`")
        }
        let isQuoted = token.kind == .quoted(name)
        try advance()
        if !isOptional, !isQuoted, token.kind == .symbol(.openParenthesis) {
            return try parseCall(name, target: operand, nameSpan, from: operand.span)
        }
        guard name != "in" else { throw failure("`in` is an operator", at: nameSpan) }
        let select = Node.Select(
            operand: operand, field: name, fieldSpan: nameSpan, isOptional: isOptional)
        return try node(.select(select), operand.span.through(nameSpan), over: [operand])
    }

    private mutating func parsePrimary() throws(SyntaxFailure) -> Node {
        let start = token.span
        switch token.kind {
        case .literal(let value):
            try advance()
            return Node(.literal(value), start)
        case .number(let magnitude):
            guard let value = Int64(exactly: magnitude) else { throw tooLarge() }
            try advance()
            return Node(.literal(.int(value)), start)
        case .identifier(let name):
            try advance()
            return try parseName(name, isRooted: false, from: start)
        case .symbol(.dot): return try parseRootedName()
        case .symbol(.openParenthesis): return try parseParentheses()
        case .symbol(.openBracket): return try parseList()
        case .symbol(.openBrace): return try parseMap()
        default: throw unexpected("expected a value")
        }
    }

    @inline(never)
    private mutating func parseParentheses() throws(SyntaxFailure) -> Node {
        let start = token.span
        try advance()
        var inner = try parseExpression()
        try expect(.closeParenthesis, "to close `(`")
        inner.span = start.through(previous)
        return inner
    }

    @inline(never)
    private mutating func parseRootedName() throws(SyntaxFailure) -> Node {
        let start = token.span
        try advance()
        guard case .identifier(let name) = token.kind else {
            throw unexpected("expected a name after `.`")
        }
        try advance()
        return try parseName(name, isRooted: true, from: start)
    }

    private mutating func parseName(
        _ name: String, isRooted: Bool, from start: Span
    ) throws(SyntaxFailure) -> Node {
        let nameSpan = previous
        guard !Self.reserved.contains(name) else {
            throw failure("`\(name)` is a reserved word", at: nameSpan, help: "choose another name")
        }
        if token.kind == .symbol(.openParenthesis) {
            return try parseCall(
                isRooted ? "." + name : name, target: nil, nameSpan, from: start)
        }
        return Node(.identifier(name, isRooted: isRooted), start.through(nameSpan))
    }

    @inline(never)
    private mutating func parseCall(
        _ name: String, target: Node?, _ nameSpan: Span, from start: Span
    ) throws(SyntaxFailure) -> Node {
        try expect(.openParenthesis, "")
        var arguments: [Node] = []
        while token.kind != .symbol(.closeParenthesis) {
            if !arguments.isEmpty { try expect(.comma, "or `)` after an argument of `\(name)`") }
            if token.kind == .symbol(.closeParenthesis), !arguments.isEmpty { break }
            arguments.append(try parseExpression())
        }
        try expect(.closeParenthesis, "after the arguments of `\(name)`")
        let call = Node.Call(
            function: name, target: target, arguments: arguments, nameSpan: nameSpan)
        return try expand(call, start.through(previous))
    }

    @inline(never)
    private mutating func parseList() throws(SyntaxFailure) -> Node {
        let start = token.span
        try advance()
        var elements: [Node.Element] = []
        while token.kind != .symbol(.closeBracket) {
            let isOptional = try take(.question)
            elements.append(.init(value: try parseExpression(), isOptional: isOptional))
            guard try take(.comma) else { break }
        }
        try expect(.closeBracket, "or `,` in a list")
        return try node(.list(elements), start.through(previous), over: elements.map(\.value))
    }

    @inline(never)
    private mutating func parseMap() throws(SyntaxFailure) -> Node {
        let start = token.span
        try advance()
        var entries: [Node.Entry] = []
        while token.kind != .symbol(.closeBrace) {
            let isOptional = try take(.question)
            let key = try parseExpression()
            try expect(.colon, "after a key of a map")
            entries.append(.init(key: key, value: try parseExpression(), isOptional: isOptional))
            guard try take(.comma) else { break }
        }
        try expect(.closeBrace, "or `,` in a map")
        return try node(
            .map(entries), start.through(previous), over: entries.flatMap { [$0.key, $0.value] })
    }
}
