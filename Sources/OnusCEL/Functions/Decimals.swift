import OnusValues

/// Exact decimals. They mix with whole numbers; a double has to be converted by hand, which nothing
/// here does, since it would bring back what decimals are there to avoid.
enum Decimals {
    static let overloads: [Overload] =
        [ValueType.decimal, .string, .int, .uint].map {
            Overload("decimal", [$0], .decimal, .unary(decimal))
        } + [
            // `a.round(2)` and `a.divide(b, 2)`: so many digits behind the point, half to even.
            Overload(
                "round", member: true, [.decimal, .int], .decimal,
                .binary { _, one, other throws(CELEvaluationError) in
                    guard case .decimal(let number) = one, case .int(let places) = other else {
                        throw CELEvaluationError.noOverload("round", [one, other])
                    }
                    return try result { () throws(ArithmeticError) in
                        try number.rounded(scale: Int(clamping: places))
                    }
                })
        ]
        + [ValueType.decimal, .int, .uint].map {
            Overload("divide", member: true, [.decimal, $0, .int], .decimal, .general(divide))
        }

    @Sendable private static func decimal(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        switch value {
        case .decimal: return value
        case .int(let number): return .decimal(Decimal(number))
        case .uint(let number): return .decimal(Decimal(number))
        case .string(let text):
            guard let number = Decimal(text) else {
                throw CELEvaluationError("`\(text.prefix(60))` is no decimal of up to 34 digits")
            }
            return .decimal(number)
        default: throw CELEvaluationError.noOverload("decimal", [value])
        }
    }

    @Sendable private static func divide(
        _ evaluation: inout Evaluation, _ arguments: [Value]
    ) throws(CELEvaluationError) -> Value {
        guard arguments.count == 3, case .decimal(let number) = arguments[0],
            case .decimal(let divisor) = try decimal(&evaluation, arguments[1]),
            case .int(let places) = arguments[2]
        else { throw CELEvaluationError.noOverload("divide", arguments) }
        return try result { () throws(ArithmeticError) in
            try number.divided(by: divisor, scale: Int(clamping: places))
        }
    }

    private static func result(
        _ calculation: () throws(ArithmeticError) -> Decimal
    ) throws(CELEvaluationError) -> Value {
        do throws(ArithmeticError) { return .decimal(try calculation()) } catch {
            throw error == .divisionByZero ? Arithmetic.divisionByZero : Arithmetic.overflow
        }
    }
}
