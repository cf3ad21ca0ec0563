import OnusValues

/// The `math` extension.
enum Mathematics {
    static let overloads: [Overload] =
        extremes + signs + rounding + tests + bits

    private static let numbers: [ValueType] = [.int, .uint, .double, .decimal]

    private static let extremes: [Overload] =
        [("math.greatest", Comparison.Order.greater), ("math.least", .less)]
        .flatMap { name, wanted in
            let body: Overload.General = { evaluation, arguments throws(CELEvaluationError) in
                try extreme(name, wanted, arguments, &evaluation)
            }
            return (numbers + [.dyn]).flatMap {
                [
                    Overload(name, [$0], $0, variadic: true, .general(body)),
                    Overload(name, [.list($0)], $0, .general(body)),
                ]
            }
        }

    private static func extreme(
        _ name: String, _ wanted: Comparison.Order, _ arguments: [Value],
        _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Value {
        var candidates = arguments
        if arguments.count == 1, case .list(let list) = arguments[0] { candidates = list }
        guard var best = candidates.first else {
            throw CELEvaluationError("`\(name)` of an empty list")
        }
        try evaluation.spend(steps: candidates.count)
        for candidate in candidates {
            guard candidate.isNumber, let order = Comparison.order(candidate, best) else {
                throw CELEvaluationError.noOverload(name, [candidate])
            }
            if order == wanted { best = candidate }
        }
        return best
    }

    private static func unary(
        _ name: String, _ types: [ValueType], _ result: ValueType? = nil,
        _ body: @escaping @Sendable (Value) throws(CELEvaluationError) -> Value?
    ) -> [Overload] {
        types.map {
            Overload(
                name, [$0], result ?? $0,
                .unary { _, value throws(CELEvaluationError) in
                    guard let answer = try body(value) else {
                        throw CELEvaluationError.noOverload(name, [value])
                    }
                    return answer
                })
        }
    }

    private static let signs: [Overload] =
        unary("math.abs", numbers) { value throws(CELEvaluationError) in
            switch value {
            case .int(let number) where number < 0: return try Arithmetic.negate(value)
            case .int, .uint: return value
            case .double(let number): return .double(number.magnitude)
            case .decimal(let number): return .decimal(number.magnitude)
            default: return nil
            }
        }
        + unary("math.sign", numbers) { value throws(CELEvaluationError) in
            switch value {
            case .int(let number): .int(number.signum())
            case .uint(let number): .uint(number == 0 ? 0 : 1)
            case .double(let number): .double(number > 0 ? 1 : number < 0 ? -1 : number)
            case .decimal(let number): .decimal(Decimal(Int64(number.coefficient.signum())))
            default: nil
            }
        }

    private static let rounding: [Overload] =
        [
            ("math.ceil", FloatingPointRoundingRule.up), ("math.floor", .down),
            ("math.round", .toNearestOrAwayFromZero), ("math.trunc", .towardZero),
        ].flatMap { name, rule in
            unary(name, [.double, .decimal]) { value throws(CELEvaluationError) in
                switch value {
                case .double(let number): .double(number.rounded(rule))
                case .decimal(let number): (try? number.rounded(scale: 0, rule)).map(Value.decimal)
                default: nil
                }
            }
        }
        + unary("math.sqrt", [.int, .uint, .double], .double) { value throws(CELEvaluationError) in
            switch value {
            case .double(let number): .double(number.squareRoot())
            case .int(let number): .double(Double(number).squareRoot())
            case .uint(let number): .double(Double(number).squareRoot())
            default: nil
            }
        }

    private static let tests: [Overload] =
        test("math.isNaN") { $0.isNaN } + test("math.isInf") { $0.isInfinite }
        + test("math.isFinite") { $0.isFinite }

    private static func test(
        _ name: String, _ test: @escaping @Sendable (Double) -> Bool
    ) -> [Overload] {
        unary(name, [.double], .bool) { value throws(CELEvaluationError) in
            value.doubleValue.map { .bool(test($0)) }
        }
    }
}

/// Bits of whole numbers.
extension Mathematics {
    fileprivate static let bits: [Overload] =
        [
            bitwise("math.bitAnd", { $0 & $1 }), bitwise("math.bitOr", { $0 | $1 }),
            bitwise("math.bitXor", { $0 ^ $1 }),
            unary("math.bitNot", [.int, .uint]) { value throws(CELEvaluationError) in
                switch value {
                case .int(let number): .int(~number)
                case .uint(let number): .uint(~number)
                default: nil
                }
            },
            // Bits beyond either end are lost, and 0 comes in, also for negative numbers.
            shift("math.bitShiftLeft", { $0 << UInt64($1) }),
            shift("math.bitShiftRight", { $0 >> UInt64($1) }),
        ].flatMap { $0 }

    private static func bitwise(
        _ name: String, _ body: @escaping @Sendable (UInt64, UInt64) -> UInt64
    ) -> [Overload] {
        [ValueType.int, .uint].map {
            Overload(
                name, [$0, $0], $0,
                .binary { _, one, other throws(CELEvaluationError) in
                    switch (one, other) {
                    case (.int(let left), .int(let right)):
                        let bits = body(UInt64(bitPattern: left), UInt64(bitPattern: right))
                        return .int(Int64(bitPattern: bits))
                    case (.uint(let left), .uint(let right)): return .uint(body(left, right))
                    default: throw CELEvaluationError.noOverload(name, [one, other])
                    }
                })
        }
    }

    private static func shift(
        _ name: String, _ body: @escaping @Sendable (UInt64, Int64) -> UInt64
    ) -> [Overload] {
        [ValueType.int, .uint].map {
            Overload(
                name, [$0, .int], $0,
                .binary { _, one, other throws(CELEvaluationError) in
                    guard case .int(let offset) = other else {
                        throw CELEvaluationError.noOverload(name, [one, other])
                    }
                    guard offset >= 0 else {
                        throw CELEvaluationError("`\(name)` by a negative offset: \(offset)")
                    }
                    switch one {
                    case .int(let number):
                        let bits = offset > 63 ? 0 : body(UInt64(bitPattern: number), offset)
                        return .int(Int64(bitPattern: bits))
                    case .uint(let number): return .uint(offset > 63 ? 0 : body(number, offset))
                    default: throw CELEvaluationError.noOverload(name, [one, other])
                    }
                })
        }
    }
}

extension Value {
    fileprivate var isNumber: Bool {
        switch self {
        case .int, .uint, .double, .decimal: true
        default: false
        }
    }
}
