import OnusCEL
import OnusModel
import OnusPlugin

// Steps that are done several times.
extension Meaning {
    /// Where the outputs of a block are worked out: those of a `foreach` as each item ends.
    func endSite(of entry: StepTree.Entry) -> Site {
        if case .foreach = entry.syntax.verb, let list = entry.lists.first {
            return .over(list: list)
        }
        return .end(of: entry.index)
    }

    mutating func loop(_ loop: RepeatSyntax, _ entry: StepTree.Entry) -> CheckedVerb? {
        guard let list = entry.lists.first else { return nil }
        return expression(loop.until, .bool, at: .over(list: list)).map { .repeat($0) }
    }

    /// INVARIANT: a `foreach` is looked at before the steps inside it, which see its item.
    mutating func foreach(_ loop: ForeachSyntax, _ entry: StepTree.Entry) -> CheckedVerb? {
        let items = typed(loop.items, nil, at: .step(entry.index))
        let element = items.flatMap { self.element(of: $0, loop) }
        let name = loop.name.value
        if let problem = collision(name) {
            report(
                .nameCollision, "the item `\(name)` has the name of \(problem)",
                at: loop.name.location, help: "choose another name after `as`")
        } else {
            // WHY anything when the list is wrong: nothing more is then said where it is used.
            vocabulary.items[entry.index] = (name, element ?? .dyn)
        }
        let join = self.join(loop.join, at: .step(entry.index))
        let addition = self.addition(loop.addition, of: element ?? .dyn, entry)
        guard let items, let element, let join, let addition else { return nil }
        return .foreach(items.expression, element, join, addition.plan)
    }

    private mutating func element(of items: Typed, _ loop: ForeachSyntax) -> ValueType? {
        switch items.type {
        case .list(let element): return element
        case .people: return .person
        case .dyn: return .dyn
        default:
            report(
                .expressionType, "`foreach` needs a list, and this is \(items.type)",
                at: loop.items.location,
                help: "give a list, such as an input of type `list` or a role")
            return nil
        }
    }

    private func collision(_ name: String) -> String? {
        if ExpressionTypes.reserved.contains(name) { return "something that every workflow has" }
        if workflow.inputs.contains(where: { $0.name.value == name }) { return "an input" }
        if vocabulary.roles.contains(where: { $0.name == name }) { return "a role" }
        if vocabulary.items.values.contains(where: { $0.name == name }) {
            return "the item of another `foreach`"
        }
        return nil
    }
}
