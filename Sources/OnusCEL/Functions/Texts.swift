import OnusValues

/// What the specification itself does with texts and sizes.
enum Texts {
    static let overloads: [Overload] =
        [ValueType.string, .bytes, .list(.parameter("A")), .map(.parameter("A"), .parameter("B"))]
        .flatMap {
            [
                Overload("size", [$0], .int, .unary(size)),
                Overload("size", member: true, [$0], .int, .unary(size)),
            ]
        }
        + [
            test("contains") { text, part in TextSearch.first(part, in: text) != nil },
            test("startsWith") { text, part in
                text.utf8.count >= part.utf8.count
                    && text.utf8.prefix(part.utf8.count).elementsEqual(part.utf8)
            },
            test("endsWith") { text, part in
                text.utf8.count >= part.utf8.count
                    && text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8)
            },
            Overload(
                "matches", member: true, [.string, .string], .bool, judge: judgePattern,
                .binary(matches)),
            Overload(
                "matches", [.string, .string], .bool, judge: judgePattern, .binary(matches)),
        ]

    private static func test(
        _ name: String, _ body: @escaping @Sendable (String, String) -> Bool
    ) -> Overload {
        Overload(
            name, member: true, [.string, .string], .bool,
            .binary { evaluation, one, other throws(CELEvaluationError) in
                guard case .string(let text) = one, case .string(let part) = other else {
                    throw CELEvaluationError.noOverload(name, [one, other])
                }
                try evaluation.read(text)
                return .bool(body(text, part))
            })
    }

    @Sendable static func size(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        switch value {
        case .string(let text):
            try evaluation.read(text)
            return .int(Int64(text.scalarCount))
        case .list(let list): return .int(Int64(list.count))
        case .bytes(let bytes): return .int(Int64(bytes.count))
        case .map(let map): return .int(Int64(map.count))
        default: throw CELEvaluationError.noOverload("size", [value])
        }
    }

    @Sendable private static func judgePattern(
        _ evaluation: inout Evaluation, _ known: [Value?]
    ) throws(CELEvaluationError) {
        guard case .string(let pattern)? = known.last ?? nil else { return }
        _ = try Automaton(pattern: pattern)
    }

    @Sendable static func matches(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        guard case .string(let text) = one, case .string(let pattern) = other else {
            throw CELEvaluationError.noOverload("matches", [one, other])
        }
        try evaluation.spend(steps: 100 + pattern.utf8.count)
        let automaton = try Automaton(pattern: pattern)
        return .bool(try automaton.matches(text, &evaluation))
    }
}

extension Evaluation {
    /// Pays for going through a text once.
    mutating func read(_ text: String) throws(CELEvaluationError) {
        let count = text.utf8.count
        if count > 128 { try spend(steps: count / 64) }
    }
}

/// Finds one text in another in time that grows with both lengths only.
enum TextSearch {
    /// Where the part begins, in bytes.
    static func first(_ part: String, in text: String) -> Int? {
        first(Array(part.utf8), in: Array(text.utf8), from: 0)
    }

    static func first<Element: Equatable>(
        _ part: [Element], in text: [Element], from start: Int
    ) -> Int? {
        guard !part.isEmpty else { return start <= text.count ? start : nil }
        guard start + part.count <= text.count else { return nil }
        let borders = borders(of: part)
        var matched = 0
        for place in start..<text.count {
            while matched > 0, text[place] != part[matched] { matched = borders[matched - 1] }
            if text[place] == part[matched] { matched += 1 }
            if matched == part.count { return place + 1 - matched }
        }
        return nil
    }

    /// For every prefix, how long a prefix of it is also its end (Knuth, Morris and Pratt).
    private static func borders<Element: Equatable>(of part: [Element]) -> [Int] {
        var borders = [0]
        borders.reserveCapacity(part.count)
        var length = 0
        for place in part.indices.dropFirst() {
            while length > 0, part[place] != part[length] { length = borders[length - 1] }
            if part[place] == part[length] { length += 1 }
            borders.append(length)
        }
        return borders
    }
}
