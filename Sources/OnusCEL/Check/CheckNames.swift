import OnusValues

/// Names, fields and places.
extension Checker {
    mutating func checkIdentifier(
        _ node: Node, _ name: String, _ isRooted: Bool, _ isOperand: Bool
    ) -> Typed {
        if !isRooted, let local = local(name) {
            return Typed(node: node, type: local.type, path: [local.root])
        }
        if let found = declared(node, [name], isRooted, isOperand) { return found }
        let names = environment.variables.keys + locals.map(\.name)
        report(
            .unknownName, "there is no `\(name)` here", at: node.span,
            help: environment.functions[name].isEmpty
                ? nil : "`\(name)` is a function: write `\(name)(…)`",
            suggestion: Suggestions.nearest(to: name, in: names))
        return failed(node)
    }

    /// The variable or type that the names stand for as a whole.
    private mutating func declared(
        _ node: Node, _ names: [String], _ isRooted: Bool, _ isOperand: Bool
    ) -> Typed? {
        let name = names.joined(separator: ".")
        for candidate in environment.candidates(name, isRooted: isRooted) {
            if let type = environment.variables[candidate] {
                if !isOperand { refer([candidate], node.span, .read) }
                return Typed(
                    node: Node(.variable(candidate), node.span), type: type, path: [candidate])
            }
            if let value = Environment.typeValue(candidate), case .type(let type) = value {
                return Typed(node: Node(.literal(value), node.span), type: .type(type))
            }
        }
        return nil
    }

    mutating func refer(_ path: [String], _ span: Span, _ use: Reference.Use) {
        references.append(
            Reference(path: path, span: span, use: use, isGuarded: facts.contains(path)))
    }

    /// Notes that a variable is read with its fields, unless the path begins with a local.
    private mutating func referIfGlobal(_ path: [String]?, _ span: Span, _ use: Reference.Use) {
        guard let path, let root = path.first, environment.variables[root] != nil else { return }
        refer(path, span, use)
    }

    mutating func checkSelect(_ node: Node, _ select: Node.Select, _ isOperand: Bool) -> Typed {
        if !select.isTest, let (names, isRooted) = node.qualifiedName,
            isRooted || local(names[0]) == nil,
            let found = declared(node, names, isRooted, isOperand)
        {
            return found
        }
        // What `has` reads on the way may be absent too; then the answer is false, not an error.
        let outer = facts
        let guards = select.isTest ? presenceGuards(select) : nil
        let operand = check(select.operand, isOperand: true)
        facts = outer
        return checkSelect(node, select, of: operand, guards, isOperand)
    }

    private mutating func checkSelect(
        _ node: Node, _ select: Node.Select, of operand: Typed, _ guards: [Node]?,
        _ isOperand: Bool
    ) -> Typed {
        var select = select
        select.operand = operand.node
        let field = Node(.select(select), node.span, depth: node.depth)
        let path = operand.path.map { $0 + [select.field] }
        if !isOperand || select.isTest || select.isOptional {
            let use: Reference.Use =
                select.isTest ? .test : select.isOptional ? .optional : .read
            referIfGlobal(path, node.span, use)
        }
        let type = fieldType(of: operand, select, path, node)
        if select.isTest {
            let paths = path.map(Paths.reaching) ?? []
            return Typed(
                node: guards.map {
                    Node(.logic(isAnd: true, $0 + [field]), node.span, depth: node.depth)
                }
                    ?? field,
                type: .bool, whenTrue: paths)
        }
        if select.isOptional { return Typed(node: field, type: type) }
        return Typed(
            node: field, type: type, path: path,
            whenTrue: path.map(Paths.reaching) ?? [], whenFalse: path.map(Paths.reaching) ?? [])
    }

    /// `has(a.b.c)` where `a.b` may be absent is `has(a.b) && has(a.b.c)`.
    private mutating func presenceGuards(_ select: Node.Select) -> [Node]? {
        guard case .select(let inner) = select.operand.kind, !inner.isOptional, !inner.isTest else {
            return nil
        }
        // The trial tells types and paths; what it would report is reported by the real check.
        var trial = self
        let operand = trial.check(inner.operand, isOperand: true)
        guard case .record(let record) = trial.types.resolve(operand.type),
            let field = record[inner.field], field.mayBeAbsent,
            let path = operand.path.map({ $0 + [inner.field] }), !facts.contains(path)
        else { return nil }
        var test = inner
        test.isTest = true
        let guardNode = check(Node(.select(test), select.operand.span, depth: select.operand.depth))
        facts.formUnion(guardNode.whenTrue)
        return [guardNode.node]
    }

    private mutating func fieldType(
        of operand: Typed, _ select: Node.Select, _ path: [String]?, _ node: Node
    ) -> ValueType {
        let isSoft = select.isOptional || select.isTest
        var type = types.resolve(operand.type)
        var isChained = select.isOptional
        if case .optional(let wrapped) = type {
            type = wrapped
            isChained = true
        }
        let found: ValueType
        switch type {
        case .record(let record):
            guard let field = field(select, of: record) else { return .dyn }
            if field.mayBeAbsent, !isSoft, !isChained { requirePresence(path, node, select) }
            found = field.type
        case .file:
            guard let field = field(select, of: Self.file) else { return .dyn }
            found = field.type
        case .map(let key, let value):
            if !types.accept(key, as: .string) {
                report(
                    .type, "the keys of `\(source(select.operand))` are \(name(key)), not string",
                    at: select.fieldSpan)
            }
            found = value
        case .dyn: found = .dyn
        case .parameter:
            _ = types.accept(type, as: .dyn)
            found = .dyn
        default:
            report(
                .unknownField, "`\(source(select.operand))` is \(name(type)) and has no fields",
                at: select.fieldSpan, help: Advice.field(select.field, of: type))
            return .dyn
        }
        return isChained && !select.isTest ? .optional(found) : found
    }

    static let file = RecordType(
        name: "file",
        fields: [.init("name", .string), .init("digest", .string), .init("size", .int)])

    private mutating func field(
        _ select: Node.Select, of record: RecordType
    ) -> RecordType.Field? {
        if let field = record[select.field] { return field }
        let names = record.fields.map(\.name)
        let near = Suggestions.nearest(to: select.field, in: names)
        let list = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
        report(
            .unknownField, "`\(source(select.operand))` has no field `\(select.field)`",
            at: select.fieldSpan,
            help: near == nil && !names.isEmpty ? "it has \(list)" : nil, suggestion: near)
        return nil
    }

    private mutating func requirePresence(_ path: [String]?, _ node: Node, _ select: Node.Select) {
        if let path {
            if facts.contains(path) || !reported.insert(path).inserted { return }
        }
        let text = source(node)
        let operand = source(select.operand)
        report(
            .mayBeAbsent, "`\(text)` may be absent here", at: node.span,
            help: "guard it with `has(\(text))`, or give another value with "
                + "`\(operand).?\(select.field).orValue(…)`")
    }

    mutating func checkIndex(
        _ node: Node, _ operand: Node, _ key: Node, _ isOptional: Bool, _ isOperand: Bool
    ) -> Typed {
        let target = check(operand, isOperand: true)
        if case .string(let name)? = key.literal, case .record = types.resolve(target.type) {
            let select = Node.Select(
                operand: operand, field: name, fieldSpan: key.span, isOptional: isOptional)
            let field = Node(.select(select), node.span, depth: node.depth)
            return checkSelect(field, select, of: target, nil, isOperand)
        }
        referIfGlobal(target.path, operand.span, .read)
        let index = check(key)
        let rebuilt = Node(
            .index(target.node, index.node, isOptional: isOptional), node.span, depth: node.depth)
        var type = types.resolve(target.type)
        var isChained = isOptional
        if case .optional(let wrapped) = type {
            type = wrapped
            isChained = true
        }
        guard let element = elementType(type, index, target) else { return failed(rebuilt) }
        return Typed(node: rebuilt, type: isChained ? .optional(element) : element)
    }

    private mutating func elementType(
        _ type: ValueType, _ index: Typed, _ target: Typed
    ) -> ValueType? {
        let wanted: ValueType
        let element: ValueType
        switch type {
        case .list(let inner): (wanted, element) = (.int, inner)
        case .people: (wanted, element) = (.int, .person)
        case .map(let key, let value): (wanted, element) = (key, value)
        case .dyn: return .dyn
        case .parameter:
            _ = types.accept(type, as: .dyn)
            return .dyn
        default:
            report(
                .type, "`\(source(target.node))` is \(name(type)) and has no places",
                at: target.node.span)
            return nil
        }
        if !types.accept(index.type, as: wanted) {
            report(
                .type, "expected \(name(wanted)) in the brackets, got \(name(index.type))",
                at: index.node.span)
            return nil
        }
        return element
    }
}
