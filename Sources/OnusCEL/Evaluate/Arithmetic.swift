import OnusValues

/// The operators on values whose types are looked at while they run.
enum Arithmetic {
    typealias Operation =
        @Sendable (inout Evaluation, Value, Value) throws(CELEvaluationError) -> Value

    static func operation(_ name: String) -> Operation? {
        switch name {
        case "+": add
        case "-": subtract
        case "*": multiply
        case "/": divide
        case "%": remainder
        default: nil
        }
    }

    static let overflow = CELEvaluationError("overflow: the result is out of range")
    static let divisionByZero = CELEvaluationError("division by zero")

    @Sendable static func add(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        switch (one, other) {
        case (.int(let left), .int(let right)):
            return .int(try checked(left.addingReportingOverflow(right)))
        case (.uint(let left), .uint(let right)):
            return .uint(try checked(left.addingReportingOverflow(right)))
        case (.double(let left), .double(let right)): return .double(left + right)
        case (.string(let left), .string(let right)):
            try evaluation.allocate(bytes: left.utf8.count + right.utf8.count)
            return .string(left + right)
        case (.list(let left), .list(let right)):
            try evaluation.allocate(bytes: 24 * (left.count + right.count))
            return .list(left + right)
        case (.bytes(let left), .bytes(let right)):
            try evaluation.allocate(bytes: left.count + right.count)
            return .bytes(left + right)
        case (.timestamp(let instant), .duration(let length)),
            (.duration(let length), .timestamp(let instant)):
            guard let sum = instant.adding(length) else { throw overflow }
            return .timestamp(sum)
        case (.duration(let left), .duration(let right)):
            return .duration(try Times.sum(left, right))
        default: return try exact("+", one, other, +)
        }
    }

    @Sendable static func subtract(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        switch (one, other) {
        case (.int(let left), .int(let right)):
            return .int(try checked(left.subtractingReportingOverflow(right)))
        case (.uint(let left), .uint(let right)):
            return .uint(try checked(left.subtractingReportingOverflow(right)))
        case (.double(let left), .double(let right)): return .double(left - right)
        case (.timestamp(let left), .timestamp(let right)):
            return .duration(try Times.checked(left.since(right)))
        case (.timestamp(let instant), .duration(let length)):
            guard let difference = instant.subtracting(length) else { throw overflow }
            return .timestamp(difference)
        case (.duration(let left), .duration(let right)):
            return .duration(try Times.difference(left, right))
        default: return try exact("-", one, other, -)
        }
    }

    @Sendable static func multiply(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        switch (one, other) {
        case (.int(let left), .int(let right)):
            return .int(try checked(left.multipliedReportingOverflow(by: right)))
        case (.uint(let left), .uint(let right)):
            return .uint(try checked(left.multipliedReportingOverflow(by: right)))
        case (.double(let left), .double(let right)): return .double(left * right)
        default: return try exact("*", one, other, *)
        }
    }

    @Sendable static func divide(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        switch (one, other) {
        case (.int(let left), .int(let right)):
            if right == 0 { throw divisionByZero }
            return .int(try checked(left.dividedReportingOverflow(by: right)))
        case (.uint(let left), .uint(let right)):
            if right == 0 { throw divisionByZero }
            return .uint(left / right)
        case (.double(let left), .double(let right)): return .double(left / right)
        default: return try exact("/", one, other, /)
        }
    }

    @Sendable static func remainder(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        switch (one, other) {
        case (.int(let left), .int(let right)):
            if right == 0 { throw divisionByZero }
            return .int(try checked(left.remainderReportingOverflow(dividingBy: right)))
        case (.uint(let left), .uint(let right)):
            if right == 0 { throw divisionByZero }
            return .uint(left % right)
        default: throw CELEvaluationError.noOverload("%", [one, other])
        }
    }

    static func negate(_ operand: Value) throws(CELEvaluationError) -> Value {
        switch operand {
        case .int(let number): .int(try checked((0 as Int64).subtractingReportingOverflow(number)))
        case .double(let number): .double(-number)
        case .decimal(let number): .decimal(-number)
        case .duration(let length): .duration(try Times.difference(.zero, length))
        default: throw CELEvaluationError.noOverload("-", [operand])
        }
    }

    private static func checked<Number>(
        _ result: (partialValue: Number, overflow: Bool)
    ) throws(CELEvaluationError) -> Number {
        if result.overflow { throw overflow }
        return result.partialValue
    }

    /// Two decimals, or a decimal and a whole number.
    private static func exact(
        _ name: String, _ one: Value, _ other: Value,
        _ operation: (Decimal, Decimal) throws(ArithmeticError) -> Decimal
    ) throws(CELEvaluationError) -> Value {
        let left: Decimal
        let right: Decimal
        switch (one, other) {
        case (.decimal(let first), .decimal(let second)): (left, right) = (first, second)
        case (.decimal(let first), .int(let second)): (left, right) = (first, Decimal(second))
        case (.int(let first), .decimal(let second)): (left, right) = (Decimal(first), second)
        case (.decimal(let first), .uint(let second)): (left, right) = (first, Decimal(second))
        case (.uint(let first), .decimal(let second)): (left, right) = (Decimal(first), second)
        default: throw CELEvaluationError.noOverload(name, [one, other])
        }
        do throws(ArithmeticError) {
            return .decimal(try operation(left, right))
        } catch {
            throw error == .divisionByZero ? divisionByZero : overflow
        }
    }
}
