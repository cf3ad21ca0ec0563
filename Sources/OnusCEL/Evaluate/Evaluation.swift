import OnusValues

/// What one evaluation may cost.
///
/// A step is about one small operation; an expression without loops takes none, since its text is
/// bounded. Memory is all that was made, also what is no longer held; what stands in the result
/// several times counts once there, and each time in what is written.
package struct Budget: Sendable, Hashable {
    package var steps: Int
    package var bytes: Int
    /// How large the result may be.
    package var written: WrittenLimits

    package init(
        steps: Int = 1_000_000, bytes: Int = 8 << 20, written: WrittenLimits = .value
    ) {
        self.steps = steps
        self.bytes = bytes
        self.written = written
    }
}

/// Where the values of variables come from; asked only for those that are read.
package protocol VariableSource {
    /// Nil when there is no such variable; an error when it has no value, which the expression
    /// then has for its own.
    func value(of variable: String) throws(CELEvaluationError) -> Value?
}

extension ValueMap: VariableSource {
    package func value(of variable: String) -> Value? { self[variable] }
}

extension Dictionary: VariableSource where Key == String, Value == OnusValues.Value {
    package func value(of variable: String) -> OnusValues.Value? { self[variable] }
}

/// Variables that a closure looks up.
package struct VariableLookup: VariableSource {
    package typealias Lookup = (String) throws(CELEvaluationError) -> Value?
    private let lookup: Lookup

    package init(_ lookup: @escaping Lookup) { self.lookup = lookup }
    package func value(of variable: String) throws(CELEvaluationError) -> Value? {
        try lookup(variable)
    }
}

/// Tells how many seconds a zone such as `Asia/Shanghai` is ahead of UTC at an instant; nil when
/// there is no such zone.
package typealias TimeZoneLookup = @Sendable (_ zone: String, _ instant: Timestamp) -> Int?

/// The state of one evaluation: variables, what the caller handed in, and what is left to spend.
package struct Evaluation {
    let variables: any VariableSource
    /// What functions of the caller look into, such as the facts of a decision.
    package let context: (any Sendable)?
    package let timeZones: TimeZoneLookup?
    private var budget: Budget
    /// The variables of macros, each in its slot.
    var locals: [Value]

    init(
        variables: any VariableSource, context: (any Sendable)?, timeZones: TimeZoneLookup?,
        budget: Budget, slots: Int
    ) {
        self.variables = variables
        self.context = context
        self.timeZones = timeZones
        self.budget = budget
        locals = slots > 0 ? Array(repeating: .null, count: slots) : []
    }

    /// The value of a variable; errors get the place where it is read.
    func variable(_ name: String, at span: Span) throws(CELEvaluationError) -> Value? {
        do throws(CELEvaluationError) { return try variables.value(of: name) } catch {
            throw error.at(span)
        }
    }

    /// Pays for work that grows with the data.
    package mutating func spend(steps: Int) throws(CELEvaluationError) {
        budget.steps -= max(steps, 0)
        if budget.steps < 0 {
            throw CELEvaluationError("the expression takes too many steps", kind: .budget)
        }
    }

    /// Pays for what is made, and for making it.
    package mutating func allocate(bytes: Int) throws(CELEvaluationError) {
        budget.bytes -= max(bytes, 0)
        if budget.bytes < 0 {
            throw CELEvaluationError("the expression takes too much memory", kind: .budget)
        }
    }
}
