import OnusValues

/// `int(x)`, `string(x)` and the like.
enum Conversions {
    static let overloads: [Overload] =
        all("bool", .bool, from: [.bool, .string], bool)
        + all("int", .int, from: [.int, .uint, .double, .decimal, .string, .timestamp], int)
        + all("uint", .uint, from: [.uint, .int, .double, .decimal, .string], uint)
        + all("double", .double, from: [.double, .int, .uint, .decimal, .string], double)
        + all(
            "string", .string,
            from: [
                .string, .bool, .int, .uint, .double, .decimal, .bytes, .timestamp, .duration,
            ], string)
        + all("bytes", .bytes, from: [.bytes, .string], bytes)
        + all("timestamp", .timestamp, from: [.timestamp, .string, .int], timestamp)
        + all("duration", .duration, from: [.duration, .string], duration) + [
            Overload(
                "type", [.parameter("A")], .type(.parameter("A")),
                .unary { _, value throws(CELEvaluationError) in .type(value.dynamicType) })
        ]

    private static func all(
        _ name: String, _ result: ValueType, from types: [ValueType],
        _ body: @escaping Overload.Unary
    ) -> [Overload] {
        types.map { Overload(name, [$0], result, .unary(body)) }
    }

    static func failure(_ value: Value, _ type: String) -> CELEvaluationError {
        CELEvaluationError("`\(Lookup.describe(value))` is no \(type)")
    }

    static func outOfRange(_ value: Value, _ type: String) -> CELEvaluationError {
        CELEvaluationError("`\(Lookup.describe(value))` is out of the range of \(type)")
    }

    @Sendable private static func bool(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        switch value {
        case .bool: return value
        case .string(let text):
            switch text {
            case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
            case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
            default: throw failure(value, "bool")
            }
        default: throw CELEvaluationError.noOverload("bool", [value])
        }
    }

    @Sendable private static func int(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        let number: Int64?
        switch value {
        case .int: return value
        case .uint(let whole): number = Int64(exactly: whole)
        case .double(let fraction):
            // WHY: the bounds themselves are refused, since a double near them has lost its units.
            guard fraction > -0x1p63, fraction < 0x1p63 else { throw outOfRange(value, "int") }
            number = Int64(fraction)
        case .decimal(let decimal):
            number = (try? decimal.rounded(scale: 0, .towardZero))?.int64Value
        case .timestamp(let instant): number = instant.seconds
        case .string(let text):
            guard let read = Int64(text) else { throw failure(value, "int") }
            number = read
        default: throw CELEvaluationError.noOverload("int", [value])
        }
        guard let number else { throw outOfRange(value, "int") }
        return .int(number)
    }

    @Sendable private static func uint(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        let number: UInt64?
        switch value {
        case .uint: return value
        case .int(let whole): number = UInt64(exactly: whole)
        case .double(let fraction):
            guard fraction > -1, fraction < 0x1p64 else { throw outOfRange(value, "uint") }
            number = UInt64(fraction)
        case .decimal(let decimal):
            number = (try? decimal.rounded(scale: 0, .towardZero)).flatMap {
                UInt64(exactly: $0.coefficient)
            }
        case .string(let text):
            guard let read = UInt64(text) else { throw failure(value, "uint") }
            number = read
        default: throw CELEvaluationError.noOverload("uint", [value])
        }
        guard let number else { throw outOfRange(value, "uint") }
        return .uint(number)
    }

    @Sendable private static func double(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        switch value {
        case .double: return value
        case .int(let number): return .double(Double(number))
        case .uint(let number): return .double(Double(number))
        case .decimal(let number): return .double(number.doubleValue)
        case .string(let text):
            guard let number = NumberText.double(text) else { throw failure(value, "double") }
            return .double(number)
        default: throw CELEvaluationError.noOverload("double", [value])
        }
    }

    @Sendable static func string(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        switch value {
        case .string: return value
        case .bool(let flag): return .string(flag ? "true" : "false")
        case .int(let number): return .string(String(number))
        case .uint(let number): return .string(String(number))
        case .double(let number): return .string(NumberText.shortest(number))
        case .decimal(let number): return .string(number.description)
        case .timestamp(let instant): return .string(instant.description)
        case .duration(let length): return .string(length.secondsText)
        case .bytes(let bytes):
            try evaluation.allocate(bytes: bytes.count)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CELEvaluationError("the bytes are no UTF-8")
            }
            return .string(text)
        default: throw CELEvaluationError.noOverload("string", [value])
        }
    }

    @Sendable private static func bytes(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        switch value {
        case .bytes: return value
        case .string(let text):
            try evaluation.allocate(bytes: text.utf8.count)
            return .bytes(Array(text.utf8))
        default: throw CELEvaluationError.noOverload("bytes", [value])
        }
    }

    @Sendable private static func timestamp(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        switch value {
        case .timestamp: return value
        case .int(let seconds):
            guard let instant = Timestamp(seconds: seconds) else {
                throw outOfRange(value, "timestamp")
            }
            return .timestamp(instant)
        case .string(let text):
            guard let instant = Timestamp(text) else {
                throw CELEvaluationError(
                    "`\(text)` is no timestamp such as `2026-09-28T09:00:00+08:00`")
            }
            return .timestamp(instant)
        default: throw CELEvaluationError.noOverload("timestamp", [value])
        }
    }

    @Sendable private static func duration(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        switch value {
        case .duration: return value
        case .string(let text):
            guard let length = Times.duration(text) ?? Duration(text: text) else {
                throw CELEvaluationError("`\(text)` is no duration such as `1h30m` or `90 s`")
            }
            return .duration(try Times.checked(length))
        default: throw CELEvaluationError.noOverload("duration", [value])
        }
    }
}
