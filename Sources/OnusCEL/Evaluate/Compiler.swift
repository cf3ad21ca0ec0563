import OnusValues

/// Turns the parts of an expression into steps.
struct Compiler {
    let environment: Environment
    /// How many slots the variables of macros take.
    private(set) var slots = 0
    private var scope: [(name: String, slot: Int)] = []

    init(environment: Environment) { self.environment = environment }

    mutating func compile(_ node: Node) -> Step {
        switch node.kind {
        case .literal(let value): return Step { _ throws(CELEvaluationError) in value }
        case .variable(let name): return Self.variable(name, node.span)
        case .identifier(let name, let isRooted): return identifier(name, isRooted, node.span)
        case .select(let select): return compile(select, node)
        case .index(let operand, let key, let isOptional):
            return compileIndex(operand, key, isOptional, node.span)
        case .call(let call): return compile(folding: call, node)
        case .logic(let isAnd, let terms): return compileLogic(isAnd, terms)
        case .conditional(let condition, let first, let second):
            return compileConditional(condition, first, second)
        case .list(let elements): return compileList(elements)
        case .map(let entries): return compileMap(entries)
        case .comprehension(let macro): return compile(macro, node.span)
        case .bind(let variable, let value, let body): return compileBind(variable, value, body)
        case .optionalMap(let variable, let target, let body, let isFlat):
            return compileOptionalMap(variable, target, body, isFlat, node.span)
        case .promote(let person):
            let step = compile(person)
            return Step { evaluation throws(CELEvaluationError) in .list([try step(&evaluation)]) }
        }
    }

    /// Unchecked expressions are folded here; checked ones already were.
    private mutating func compile(folding call: Node.Call, _ node: Node) -> Step {
        if case .success(let value)? = Folding.fold(node, in: environment) {
            return Step { _ throws(CELEvaluationError) in value }
        }
        return compile(call, at: node.span)
    }

    // MARK: Variables

    /// The slot of a variable that is in scope until it is popped.
    mutating func push(_ variable: Node.Variable) -> Int {
        let slot = scope.count
        scope.append((variable.name, slot))
        slots = max(slots, scope.count)
        return slot
    }

    mutating func pop() { scope.removeLast() }

    private func slot(_ name: String) -> Int? { scope.last { $0.name == name }?.slot }

    private static func unbound(_ name: String, _ span: Span) -> CELEvaluationError {
        CELEvaluationError("undeclared reference to `\(name)`", at: span)
    }

    private static func variable(_ name: String, _ span: Span) -> Step {
        Step { evaluation throws(CELEvaluationError) in
            guard let value = try evaluation.variable(name, at: span) else {
                throw unbound(name, span)
            }
            return value
        }
    }

    private func identifier(_ name: String, _ isRooted: Bool, _ span: Span) -> Step {
        if !isRooted, let slot = slot(name) {
            return Step { evaluation throws(CELEvaluationError) in evaluation.locals[slot] }
        }
        return lookup([name], isRooted, span)
    }

    /// The longest declared name is meant; which one that is shows when it runs.
    private func lookup(_ names: [String], _ isRooted: Bool, _ span: Span) -> Step {
        var options: [(name: String, fields: ArraySlice<String>)] = []
        for count in stride(from: names.count, to: 0, by: -1) {
            let name = names[..<count].joined(separator: ".")
            for candidate in environment.candidates(name, isRooted: isRooted) {
                options.append((candidate, names[count...]))
            }
        }
        let known = options
        let text = names.joined(separator: ".")
        return Step { evaluation throws(CELEvaluationError) in
            for (name, fields) in known {
                guard
                    var value = try evaluation.variable(name, at: span)
                        ?? Environment.typeValue(name)
                else { continue }
                for field in fields {
                    value = try located(span) { () throws(CELEvaluationError) in
                        try Lookup.select(value, field)
                    }
                }
                return value
            }
            throw Self.unbound(text, span)
        }
    }

    // MARK: Fields and places

    private mutating func compile(_ select: Node.Select, _ node: Node) -> Step {
        let field = select.field
        let span = select.fieldSpan
        if !select.isTest, let (names, isRooted) = node.qualifiedName,
            isRooted || slot(names[0]) == nil
        {
            return lookup(names, isRooted, node.span)
        }
        if case .variable(let name) = select.operand.kind, !select.isTest, !select.isOptional {
            return Self.field(field, ofVariable: name, span, select.operand.span)
        }
        let operand = compile(select.operand)
        let find: @Sendable (Value) throws(CELEvaluationError) -> Value
        if select.isTest {
            find = { value throws(CELEvaluationError) in .bool(try Lookup.has(value, field)) }
        } else if select.isOptional {
            find = { value throws(CELEvaluationError) in try Lookup.selectOptionally(value, field) }
        } else {
            find = { value throws(CELEvaluationError) in try Lookup.select(value, field) }
        }
        return Step { evaluation throws(CELEvaluationError) in
            let value = try operand(&evaluation)
            do throws(CELEvaluationError) { return try find(value) } catch { throw error.at(span) }
        }
    }

    private static func field(
        _ field: String, ofVariable name: String, _ span: Span, _ variableSpan: Span
    ) -> Step {
        Step { evaluation throws(CELEvaluationError) in
            guard let value = try evaluation.variable(name, at: variableSpan) else {
                throw unbound(name, variableSpan)
            }
            if case .map(let map) = value, let content = map[field] { return content }
            do throws(CELEvaluationError) { return try Lookup.select(value, field) } catch {
                throw error.at(span)
            }
        }
    }

    private mutating func compileIndex(
        _ operand: Node, _ key: Node, _ isOptional: Bool, _ span: Span
    ) -> Step {
        let target = compile(operand)
        let index = compile(key)
        return Step { evaluation throws(CELEvaluationError) in
            let value = try target(&evaluation)
            let place = try index(&evaluation)
            do throws(CELEvaluationError) {
                return isOptional ? try Lookup.find(value, place) : try Lookup.index(value, place)
            } catch { throw error.at(span) }
        }
    }
}

/// Gives an error that has no place yet the place of the part that failed.
func located<Result>(
    _ span: Span, _ body: () throws(CELEvaluationError) -> Result
) throws(CELEvaluationError) -> Result {
    do throws(CELEvaluationError) { return try body() } catch { throw error.at(span) }
}
