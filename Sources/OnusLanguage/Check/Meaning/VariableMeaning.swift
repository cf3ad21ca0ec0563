import OnusCEL
import OnusModel
import OnusPlugin

// Variables: the workflow's, and those of blocks.
extension Meaning {
    /// The variables that a step can set, the nearest first.
    private func variables(seenFrom list: Int) -> [FieldSyntax] {
        let tree = context.tree
        return tree.enclosing(list).compactMap { tree.lists[$0].owner }.flatMap {
            tree.entries[$0].syntax.variables
        } + workflow.variables
    }

    mutating func set(
        _ entries: [Named<ValueSyntax>], _ step: StepTree.Entry
    ) -> [Binding]? {
        let variables = variables(seenFrom: step.list)
        let found = entries.map { binding($0, among: variables, step) }
        let bindings = found.compactMap(\.self)
        return bindings.count == found.count ? bindings : nil
    }

    private mutating func binding(
        _ entry: Named<ValueSyntax>, among variables: [FieldSyntax], _ step: StepTree.Entry
    ) -> Binding? {
        let name = entry.name.value
        guard let variable = variables.first(where: { $0.name.value == name }) else {
            let nearest = Spelling.nearest(to: name, among: variables.map(\.name.value))
            report(
                .unknownVariable, "there is no variable `\(name)`", at: entry.name.location,
                help: nearest.map { "did you mean `\($0)`?" }
                    ?? "declare it as `vars: {\(name): {type: …}}`", suggestion: nearest)
            return nil
        }
        let place = ValuePlace(
            name: "variable `\(name)`", site: .step(step.index), code: .expressionType)
        guard let source = source(entry.value, variable.field.type.valueType, at: place) else {
            return nil
        }
        if let problem = problem(source, with: variable.field) {
            report(
                .expressionType, problem, at: entry.value.location,
                help: "give a value that the variable may have, or widen its limits")
            return nil
        }
        return Binding(name, source)
    }

    /// Why a variable may not take what it is set to, as far as that hangs on inputs alone.
    private func problem(_ source: ValueSource, with variable: Field) -> String? {
        switch source {
        case .constant(let value): return variable.problem(with: value)
        case .expression(let expression):
            let outline = expression.outline
            // WHY: what a condition leaves of an input, only it knows.
            guard asked.isDisjoint(with: outline.names) else { return nil }
            let inputs = workflow.inputs.map { (["inputs", $0.name.value], $0.field.limits) }
            let range = WholeNumbers(
                of: outline, where: Dictionary(inputs, uniquingKeysWith: { first, _ in first }))
            return range.flatMap { $0.problem(with: variable) }
        default: return nil
        }
    }

    /// A name means one thing wherever it can be seen.
    mutating func checkNames(ofVariables block: StepTree.Entry) {
        let outer = variables(seenFrom: block.list)
        for field in block.syntax.variables {
            let name = field.name.value
            guard outer.contains(where: { $0.name.value == name }) else { continue }
            report(
                .nameCollision, "the variable `\(name)` has the name of one outside the block",
                at: field.name.location, help: "choose another name for one of the two")
        }
    }
}
