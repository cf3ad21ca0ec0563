import OnusCEL
import OnusModel
import OnusValues

/// The values that variables may have in a run, worked out where nothing but constants goes into
/// them: a default, and what `set` writes out or makes of such variables once.
///
/// It may hold more than a run ever comes to, never less.
struct PossibleValues {
    struct Variable: Hashable {
        let name: String
        /// The block whose variable it is; nil for one of the workflow.
        let block: Int?
    }

    private struct Write {
        let variable: Variable
        let constant: Value?
        /// What is worked out anew each time, with the variables that it reads.
        var program: Program?
        var reads: [String: Variable] = [:]
    }

    /// WHY: beyond these nothing is told, so that a check takes no time for what it rarely finds.
    private static let mostValues = 64
    private static let mostRounds = 16

    private let tree: StepTree
    private var values: [Variable: Set<Value>] = [:]

    init(_ workflow: WorkflowContext) {
        tree = workflow.tree
        declare(workflow.workflow.variables, in: nil)
        for entry in tree.entries { declare(entry.syntax.variables, in: entry.index) }
        var writes: [Write] = []
        for entry in tree.entries {
            guard case .set(let entries) = entry.syntax.verb else { continue }
            writes += entries.compactMap { write($0, by: entry, workflow) }
        }
        forget(writes)
        workOut(writes)
    }

    /// Nil where something goes into it that only a run knows.
    func values(of name: String, seenFrom list: Int) -> [Value]? {
        let block = tree.ownerOfVariable(name, seenFrom: list)
        return values[Variable(name: name, block: block)].map(Array.init)
    }

    /// What a `set` may give its variable; nil where only a run knows.
    func results(
        of value: Named<ValueSyntax>, by step: StepTree.Entry, _ workflow: WorkflowContext
    ) -> [Value]? {
        guard let write = write(value, by: step, workflow) else { return nil }
        if let constant = write.constant { return [constant] }
        return values[write.variable] == nil ? nil : results(of: write).map(Array.init)
    }

    private mutating func declare(_ fields: [FieldSyntax], in block: Int?) {
        for field in fields {
            guard let value = field.field.defaultValue else { continue }
            values[Variable(name: field.name.value, block: block)] = [value]
        }
    }

    private func write(
        _ value: Named<ValueSyntax>, by step: StepTree.Entry, _ workflow: WorkflowContext
    ) -> Write? {
        let name = value.name.value
        let block = tree.ownerOfVariable(name, seenFrom: step.list)
        let fields = block.map { tree.entries[$0].syntax.variables } ?? workflow.workflow.variables
        guard let field = fields.first(where: { $0.name.value == name })?.field else { return nil }
        let variable = Variable(name: name, block: block)
        if let constant = Literals.value(value.value, field.type.valueType) {
            return Write(variable: variable, constant: constant)
        }
        var write = Write(variable: variable, constant: nil)
        guard !workflow.mayComeAgain(to: step), let text = value.value.scalar?.text,
            let expression = (try? Template(parsing: text))?.single
        else { return write }
        let outline = expression.outline
        for path in outline.names {
            guard path.count == 2, path[0] == "vars" else { return write }
            let block = tree.ownerOfVariable(path[1], seenFrom: step.list)
            write.reads[path[1]] = Variable(name: path[1], block: block)
        }
        write.program = ComputedPrograms.program(expression.text, reading: outline)
        return write
    }

    /// Variables that something else goes into, and those into which these go.
    private mutating func forget(_ writes: [Write]) {
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for write in writes where values[write.variable] != nil && write.constant == nil {
                let isKnown = write.reads.values.allSatisfy { values[$0] != nil }
                guard write.program == nil || !isKnown else { continue }
                values[write.variable] = nil
                hasChanged = true
            }
        }
    }

    /// Each of the steps sets at most once, so as many rounds bring all there can be.
    private mutating func workOut(_ writes: [Write]) {
        let computed = writes.filter { $0.constant == nil && values[$0.variable] != nil }
        for write in writes {
            if let constant = write.constant { values[write.variable]?.insert(constant) }
        }
        guard computed.count <= Self.mostRounds else { return forget(all: computed) }
        for _ in computed {
            for write in computed {
                guard let results = results(of: write) else { return forget(all: computed) }
                values[write.variable]?.formUnion(results)
            }
        }
    }

    private mutating func forget(all writes: [Write]) {
        for write in writes { values[write.variable] = nil }
    }

    /// Nil when they are too many.
    private func results(of write: Write) -> Set<Value>? {
        guard let program = write.program else { return nil }
        let reads = write.reads.compactMapValues { values[$0].map(Array.init) }
        guard reads.count == write.reads.count, let all = Self.combinations(of: reads) else {
            return nil
        }
        let results = all.compactMap { variables in
            try? program.evaluate(["vars": .map(variables)] as ValueMap)
        }
        return results.count <= Self.mostValues ? Set(results) : nil
    }

    /// Every choice of one value for each name; nil when there are too many.
    static func combinations(of choices: [String: [Value]]) -> [ValueMap]? {
        var all = [ValueMap()]
        for (name, values) in choices {
            guard all.count * values.count <= mostValues else { return nil }
            all = all.flatMap { known in
                values.map { value in
                    var more = known
                    more[name] = value
                    return more
                }
            }
        }
        return all
    }
}

extension WorkflowContext {
    /// Whether a run may come to a step again, from behind it or from another place.
    func mayComeAgain(to step: StepTree.Entry, after node: FlowGraph.Node? = nil) -> Bool {
        let repeats = tree.enclosing(step.list).contains { list in
            switch tree.lists[list].kind {
            case .handler, .round, .item: true
            default: false
            }
        }
        if repeats || tree.entries.contains(where: { $0.syntax.undo?.value == step.id }) {
            return true
        }
        return mayCome(to: step.index, after: node ?? .finish(step.index))
    }

    /// Whether a way leads from a node to a step.
    func mayCome(to step: Int, after node: FlowGraph.Node) -> Bool {
        var seen: Set<FlowGraph.Node> = []
        var waiting = flow.reach.onward(from: node)
        while let node = waiting.popLast() {
            if node == .enter(step) { return true }
            if seen.insert(node).inserted { waiting += flow.reach.onward(from: node) }
        }
        return false
    }
}
