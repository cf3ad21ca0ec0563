import OnusValues

/// Finds the type of every part of an expression, and everything that is wrong with it.
///
/// What is wrong gets the type dyn, which fits everywhere, so that one mistake is told once.
struct Checker {
    let environment: Environment
    let expression: Expression
    var types = TypeMapping()
    var diagnostics: [CELError] = []
    var references: [Reference] = []
    var calls: [LiteralCall] = []
    /// The variables of macros, the innermost last.
    var locals: [Local] = []
    private var localCount = 0
    /// What a guard around the part that is being checked makes sure of.
    var facts: Paths = []
    /// Conditions asked before the part that is being checked, with their answers.
    private var asked: [(condition: Outline, holds: Bool)] = []
    /// Absent fields that were told of once.
    var reported: Paths = []
    /// Whether the list that is checked next may hold values of several types.
    var mayMix = false

    struct Local {
        var name: String
        var type: ValueType
        /// The first name of its path, different from every variable's and every other local's.
        var root: String
    }

    init(environment: Environment, expression: Expression) {
        self.environment = environment
        self.expression = expression
        facts = environment.present
    }

    mutating func checkWhole(expecting expected: ValueType?) -> CheckResult {
        var whole = check(expression.root)
        if let expected { whole.node = fit(whole, expected) }
        let type = types.resolve(whole.type)
        if environment.isStrict, diagnostics.isEmpty, type.holdsParameter {
            report(
                .type, "the type of `\(source(whole.node))` is not known", at: whole.node.span,
                help: "an empty list or map needs a place that says of what it is")
        }
        if environment.isStrict, diagnostics.isEmpty { checkConstants(whole.node) }
        diagnostics.sort { $0.span.start < $1.span.start }
        let resolved = types.resolve(type, freeAsDyn: true)
        let final = expected.map { $0 == .people || resolved == .dyn ? $0 : resolved } ?? resolved
        return CheckResult(
            type: final, diagnostics: diagnostics, references: references, calls: calls,
            program: diagnostics.isEmpty
                ? Program(expression, whole.node, type: final, in: environment) : nil)
    }

    private mutating func fit(_ whole: Typed, _ expected: ValueType) -> Node {
        if let node = promote(whole, to: expected, orEmpty: true) { return node }
        if !types.accept(whole.type, as: expected) {
            let got = types.resolve(whole.type, freeAsDyn: true)
            report(
                .type, "expected \(expected), got \(got)", at: whole.node.span,
                help: Advice.conversion(from: got, to: expected, whole.node))
        }
        return whole.node
    }

    /// One person, or a list of persons, as people; nil when the types are others.
    mutating func promote(_ part: Typed, to wanted: ValueType, orEmpty: Bool = false) -> Node? {
        guard wanted == .people else { return nil }
        switch types.resolve(part.type) {
        case .person: return Node(.promote(part.node), part.node.span, depth: part.node.depth)
        case .list(.person): return part.node
        case .list(.parameter(let name)) where orEmpty:
            return types.accept(.parameter(name), as: .person) ? part.node : nil
        default: return nil
        }
    }

    // MARK: Reporting

    mutating func report(
        _ kind: CELError.Kind, _ message: String, at span: Span, help: String? = nil,
        suggestion: String? = nil
    ) {
        let advice = suggestion.map { "did you mean `\($0)`?" }
        diagnostics.append(
            CELError(kind, message, at: span, help: help ?? advice, suggestion: suggestion))
    }

    func source(_ node: Node) -> String { expression.source(node.span) }

    /// A type as messages show it.
    func name(_ type: ValueType) -> String {
        if case .record(let record) = types.resolve(type) { return "record \(record.name)" }
        return types.resolve(type, freeAsDyn: true).description
    }

    func failed(_ node: Node) -> Typed { Typed(node: node, type: .dyn) }

    // MARK: Scopes

    mutating func bind(_ variable: Node.Variable, _ type: ValueType) {
        localCount += 1
        locals.append(
            Local(name: variable.name, type: type, root: "\(variable.name)#\(localCount)"))
    }

    func local(_ name: String) -> Local? { locals.last { $0.name == name } }

    /// Checks a part that is reached only when a condition turns out so.
    ///
    /// - Parameter source: the condition as it is written.
    mutating func check(
        _ node: Node, when condition: Typed, _ source: Node, _ holds: Bool
    ) -> Typed {
        let (before, outer) = (asked, facts)
        defer { (asked, facts) = (before, outer) }
        assume(condition, source, holds)
        return check(node)
    }

    /// Takes a condition for answered, and everything for there of which that makes sure.
    mutating func assume(_ condition: Typed, _ source: Node, _ holds: Bool) {
        facts.formUnion(holds ? condition.whenTrue : condition.whenFalse)
        // A variable of a macro may hide what the rest of the workflow means by a name.
        guard let whenKnown = environment.whenKnown, locals.isEmpty else { return }
        asked.append((expression.outline(of: source), holds))
        facts.formUnion(whenKnown(asked))
    }

    /// Conditions that were asked inside a part are not known behind it.
    mutating func forgetting<Result>(_ body: (inout Checker) -> Result) -> Result {
        let (before, outer) = (asked, facts)
        let result = body(&self)
        (asked, facts) = (before, outer)
        return result
    }

    // MARK: Parts

    mutating func check(_ node: Node, isOperand: Bool = false) -> Typed {
        switch node.kind {
        case .literal(let value): return Typed(node: node, type: Self.type(of: value))
        case .identifier(let name, let isRooted):
            return checkIdentifier(node, name, isRooted, isOperand)
        case .select(let select): return checkSelect(node, select, isOperand)
        case .index(let operand, let key, let isOptional):
            return checkIndex(node, operand, key, isOptional, isOperand)
        case .call(let call): return checkCall(node, call)
        case .logic(let isAnd, let terms): return checkLogic(node, isAnd, terms)
        case .conditional(let condition, let first, let second):
            return checkConditional(node, condition, first, second)
        case .list(let elements): return checkList(node, elements)
        case .map(let entries): return checkMap(node, entries)
        case .comprehension(let comprehension): return checkComprehension(node, comprehension)
        case .bind(let variable, let value, let body): return checkBind(node, variable, value, body)
        case .optionalMap(let variable, let target, let body, let isFlat):
            return checkOptionalMap(node, variable, target, body, isFlat)
        case .variable, .promote: return failed(node)
        }
    }

    private static func type(of value: Value) -> ValueType {
        value.dynamicType
    }
}

extension ValueType {
    /// Whether a part of it is still a type variable.
    var holdsParameter: Bool {
        switch self {
        case .parameter: true
        case .list(let element): element.holdsParameter
        case .map(let key, let value): key.holdsParameter || value.holdsParameter
        case .optional(let wrapped): wrapped.holdsParameter
        default: false
        }
    }
}
