import OnusValues

/// `'%s of %d'.format([a, b])`.
enum TextFormat {
    static func format(
        _ arguments: [Value], _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Value {
        guard arguments.count == 2, case .string(let pattern) = arguments[0],
            case .list(let values) = arguments[1]
        else { throw CELEvaluationError.noOverload("format", arguments) }
        try evaluation.read(pattern)
        try evaluation.allocate(bytes: pattern.utf8.count)
        var result = ""
        var next = 0
        var rest = Array(pattern.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            if rest.first == "%" {
                rest.removeFirst()
                result += "%"
                continue
            }
            let precision = try precision(&rest)
            guard let verb = rest.popFirst() else { throw failure("`%` stands at the end") }
            guard next < values.count else {
                throw failure("index \(next) out of range: there are \(values.count) arguments")
            }
            let text = try one(verb, precision, values[next], &evaluation)
            try evaluation.allocate(bytes: text.utf8.count)
            result += text
            next += 1
        }
        return .string(result)
    }

    private static func failure(_ message: String) -> CELEvaluationError {
        CELEvaluationError("error during formatting: " + message)
    }

    private static func precision(
        _ rest: inout ArraySlice<Unicode.Scalar>
    ) throws(CELEvaluationError) -> Int? {
        guard rest.first == "." else { return nil }
        rest.removeFirst()
        var number = 0
        var count = 0
        while let scalar = rest.first, Lexer.isDigit(scalar) {
            rest.removeFirst()
            number = number * 10 + Int(scalar.value - 48)
            count += 1
            if number > 1000 { throw failure("more than 1000 digits") }
        }
        guard count > 0 else { throw failure("`.` lacks its digits") }
        return number
    }

    private static func one(
        _ verb: Unicode.Scalar, _ precision: Int?, _ value: Value, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> String {
        switch verb {
        case "s": return try text(value, &evaluation)
        case "d": return try whole(value, radix: 10, "%d")
        case "o": return try whole(value, radix: 8, "%o")
        case "b":
            if case .bool(let flag) = value { return flag ? "1" : "0" }
            return try whole(value, radix: 2, "%b")
        case "x": return try hexadecimal(value, upper: false)
        case "X": return try hexadecimal(value, upper: true)
        case "f": return try fixed(value, precision ?? 6)
        case "e":
            try evaluation.spend(steps: 100)
            return NumberText.scientific(try double(value, "%e"), places: precision ?? 6)
        default: throw failure("there is no clause `%\(verb)`")
        }
    }

    private static func whole(
        _ value: Value, radix: Int, _ clause: String
    ) throws(CELEvaluationError) -> String {
        switch value {
        case .int(let number): return String(number, radix: radix)
        case .uint(let number): return String(number, radix: radix)
        case .decimal(let number) where number.isWhole && radix == 10:
            return number.normalized.description
        case .double(let number) where !number.isFinite && radix == 10:
            return NumberText.special(number)
        default: throw failure("`\(clause)` takes whole numbers, got \(value.kindName)")
        }
    }

    private static func hexadecimal(
        _ value: Value, upper: Bool
    ) throws(CELEvaluationError) -> String {
        let bytes: [UInt8]
        switch value {
        case .int(let number): return String(number, radix: 16, uppercase: upper)
        case .uint(let number): return String(number, radix: 16, uppercase: upper)
        case .string(let text): bytes = Array(text.utf8)
        case .bytes(let content): bytes = content
        default:
            throw failure("`%x` takes whole numbers, texts and bytes, got \(value.kindName)")
        }
        let digits = Array((upper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func fixed(_ value: Value, _ places: Int) throws(CELEvaluationError) -> String {
        if case .decimal(let number) = value, let rounded = try? number.rounded(scale: places) {
            return rounded.description
        }
        return NumberText.fixed(try double(value, "%f"), places: places)
    }

    private static func double(_ value: Value, _ clause: String) throws(CELEvaluationError)
        -> Double
    {
        switch value {
        case .double(let number): number
        case .int(let number): Double(number)
        case .uint(let number): Double(number)
        case .decimal(let number): number.doubleValue
        default: throw failure("`\(clause)` takes numbers, got \(value.kindName)")
        }
    }

    /// What `%s` and templates show of a value.
    static func text(
        _ value: Value, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> String {
        switch value {
        case .null: return "null"
        case .string(let text): return text
        case .type(let type): return type.expressionName
        case .list(let list):
            try evaluation.spend(steps: list.count)
            var parts: [String] = []
            for element in list { parts.append(try text(element, &evaluation)) }
            try evaluation.allocate(bytes: parts.reduce(2) { $0 + $1.utf8.count + 2 })
            return "[" + parts.joined(separator: ", ") + "]"
        case .map(let map):
            try evaluation.spend(steps: map.count)
            var parts: [(String, String)] = []
            for (key, content) in map {
                parts.append((try text(key, &evaluation), try text(content, &evaluation)))
            }
            try evaluation.allocate(
                bytes: parts.reduce(2) { $0 + $1.0.utf8.count + $1.1.utf8.count + 4 })
            parts.sort { $0.0.precedesByScalars($1.0) }
            return "{" + parts.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}"
        case .optional(let content):
            return "optional("
                + (try content.map { value throws(CELEvaluationError) in
                    try text(value, &evaluation)
                } ?? "") + ")"
        default:
            guard case .string(let text) = try Conversions.string(&evaluation, value) else {
                return ""
            }
            return text
        }
    }
}
