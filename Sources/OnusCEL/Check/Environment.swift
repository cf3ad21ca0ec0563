import OnusValues

/// What an expression may name: variables with their types, and functions.
package struct Environment: Sendable {
    /// A name may have points in it, such as `a.b`; the longest one that is declared is meant.
    package var variables: [String: ValueType]
    package var functions: FunctionLibrary
    /// The namespace in which names are looked up first, such as `com.example`.
    package var container: String
    /// Refuses what would make a type unknown: `dyn(x)`, and lists of mixed types.
    package var isStrict: Bool
    /// Paths of names that are surely there although their types say that they may be absent.
    package var present: Set<[String]>
    /// What is surely there besides in the moment in which conditions, asked before in the same
    /// expression, turned out so.
    package var whenKnown: (@Sendable ([(condition: Outline, holds: Bool)]) -> Set<[String]>)?
    /// Knows the zones that `getHours('Asia/Shanghai')` may name; fixed offsets work without.
    package var timeZones: TimeZoneLookup?

    package init(
        variables: [String: ValueType] = [:], functions: FunctionLibrary = .standard,
        container: String = "", isStrict: Bool = true, present: Set<[String]> = [],
        timeZones: TimeZoneLookup? = nil
    ) {
        self.variables = variables
        self.functions = functions
        self.container = container
        self.isStrict = isStrict
        self.present = present
        self.timeZones = timeZones
    }

    /// Everything that is wrong with the expression, what it reads, and the program when nothing
    /// is.
    ///
    /// With an expected type the expression must fit it: one person does where people are wanted.
    package func check(
        _ expression: Expression, expecting expected: ValueType? = nil
    ) -> CheckResult {
        var checker = Checker(environment: self, expression: expression)
        return checker.checkWhole(expecting: expected)
    }

    /// The program of an expression that was checked before, when its workflow was.
    package func compile(
        _ expression: Expression, expecting expected: ValueType? = nil
    ) throws(CELError) -> Program {
        let checked = check(expression, expecting: expected)
        guard let program = checked.program else {
            throw checked.diagnostics.first
                ?? CELError(.type, "the expression is wrong", at: expression.root.span)
        }
        return program
    }

    /// The program of an expression whose types nobody checked; what does not fit fails when it
    /// runs. People are mere texts and lists there, so that `+` joins them and nothing promotes one
    /// person: programs of workflows come from `compile`.
    package func compileUnchecked(_ expression: Expression) -> Program {
        Program(expression, expression.root, type: .dyn, in: self)
    }

    /// The names that a name may stand for, the innermost namespace first.
    func candidates(_ name: String, isRooted: Bool) -> [String] {
        if isRooted || container.isEmpty { return [name] }
        var candidates: [String] = []
        var prefix = Substring(container)
        while !prefix.isEmpty {
            candidates.append("\(prefix).\(name)")
            prefix = prefix.lastIndex(of: ".").map { prefix[..<$0] } ?? ""
        }
        return candidates + [name]
    }

    /// Names of types are values too: `type(x) == int`.
    static func typeValue(_ name: String) -> Value? {
        guard name != "person", name != "people", name != "file", name != "dyn", name != "null",
            name != "timestamp", name != "duration", let type = ValueType(name)
        else { return nil }
        if case .named = type { return nil }
        return .type(type)
    }
}

/// What the checker found.
package struct CheckResult: Sendable {
    package var type: ValueType
    /// In the order of their places; empty when the expression may run.
    package var diagnostics: [CELError]
    package var references: [Reference]
    package var calls: [LiteralCall]
    /// Nil when there are diagnostics.
    package var program: Program?
}

/// A variable that the expression reads, with the fields that are read of it.
package struct Reference: Sendable, Hashable {
    package enum Use: Sendable, Hashable {
        case read
        /// `has(steps.panel.outcome)`
        case test
        /// `steps.?panel`
        case optional
    }

    /// The variable and its fields: `["steps", "panel", "outcome"]`.
    package var path: [String]
    package var span: Span
    package var use: Use
    /// Whether a guard before it makes sure that the whole path is there.
    package var isGuarded: Bool
}

/// A call with texts that are known before it runs, such as `role('finance-reviewer')`.
package struct LiteralCall: Sendable, Hashable {
    package struct Argument: Sendable, Hashable {
        /// Nil for what is not a literal text.
        package var text: String?
        package var span: Span
    }

    package var function: String
    package var arguments: [Argument]
    package var span: Span
}
