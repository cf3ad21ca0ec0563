import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin
import OnusValues

// Who did a step is nobody where a ladder ended it.
extension Meaning {
    /// Reports people who may be nobody where there must be somebody.
    mutating func demandSomebody(_ syntax: PeopleSyntax?, as part: String, at site: Site) {
        guard let syntax, let first = syntax.expressions.first else { return }
        let outlines = syntax.expressions.compactMap(FlowConditions.outline)
        guard outlines.count == syntax.expressions.count else { return }
        let steps = outlines.map { step(leavingNobodyIn: $0, at: site) }
        guard !steps.contains(nil), let step = steps.first ?? nil else { return }
        report(nobodyDid: step, part, at: first.location)
    }

    /// The same of the parameters of a task that finds fault with an empty list.
    mutating func demandSomebody(
        in given: [Named<ValueSyntax>], of task: RegisteredTask, literals: ValueMap,
        _ unknown: Set<String>, at site: Site
    ) {
        for entry in given {
            guard let parameter = task.description.parameter(entry.name.value),
                parameter.shape.isPeople, let scalar = entry.value.scalar,
                let outline = FlowConditions.outline(ExpressionSyntax(scalar)),
                let step = step(leavingNobodyIn: outline, at: site)
            else { continue }
            var empty = literals
            empty[parameter.name] = .list([])
            let problems = try? task.problems(
                literals: empty, unknown: unknown.subtracting([parameter.name]))
            guard problems?.contains(where: { $0.parameter == parameter.name }) ?? false else {
                continue
            }
            report(nobodyDid: step, "parameter `\(parameter.name)`", at: scalar.location)
        }
    }

    private mutating func report(
        nobodyDid step: Int, _ part: String, at location: SourceLocation
    ) {
        let id = context.tree.entries[step].id
        report(
            .unguardedRead,
            "`steps.\(id).by` is empty where nobody did `\(id)`, and \(part) would be nobody",
            at: location,
            help: "come here only behind an outcome that people gave, or name others as well")
    }

    /// The step whose doers are all that an expression gives, if there may be none.
    // INVARIANT: the depth of a parsed expression is bounded, and with it the recursion here.
    private func step(leavingNobodyIn outline: Outline, at site: Site) -> Int? {
        switch outline {
        case .path(let path):
            guard path.count == 3, path[0] == "steps", path[2] == "by",
                let step = context.tree[path[1]]?.index, vocabulary.outputs[step].mayLapse
            else { return nil }
            let certain = vocabulary.certain.at(site)
            return certain.hasFinished(step) && !certain.hasOutputs(step) ? step : nil
        case .call("+", let parts), .list(let parts):
            let steps = parts.map { self.step(leavingNobodyIn: $0, at: site) }
            return steps.contains(nil) ? nil : steps.first ?? nil
        case .call("-", let parts):
            return parts.first.flatMap { step(leavingNobodyIn: $0, at: site) }
        default: return nil
        }
    }
}
