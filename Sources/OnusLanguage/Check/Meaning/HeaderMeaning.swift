import OnusCEL
import OnusModel
import OnusPlugin

// Roles, ladders, separation and who may start.
extension Meaning {
    /// Types the roles one by one, each for those after it.
    mutating func roles() -> [Plan.Role] {
        var roles: [Plan.Role] = []
        for role in workflow.roles {
            let name = role.name.value
            if let problem = collision(name) {
                report(
                    .nameCollision, "the role `\(name)` has the name of \(problem)",
                    at: role.name.location, help: "choose another name for the role")
                continue
            }
            let people = people(role.value, at: .workflow)
            // WHY people when the expression is wrong: nothing more is then said where it is used.
            vocabulary.roles.append((name, people?.type == .person ? .person : .people))
            if let people { roles.append(Plan.Role(name: name, people: people.expression)) }
        }
        return roles
    }

    private func collision(_ name: String) -> String? {
        if ExpressionTypes.reserved.contains(name) { return "something that every workflow has" }
        if workflow.inputs.contains(where: { $0.name.value == name }) { return "an input" }
        if vocabulary.roles.contains(where: { $0.name == name }) { return "another role" }
        return nil
    }

    mutating func header(roles: [Plan.Role]) -> CheckedHeader {
        var header = CheckedHeader(roles: roles)
        header.startedBy = workflow.startedBy.flatMap { people($0, at: .start)?.expression }
        header.startedOn = workflow.startedOn.flatMap { eventStart($0) }
        header.startedEvery = workflow.startedEvery.flatMap { scheduleStart($0) }
        header.incidentOwner = workflow.duties.accountable.flatMap {
            people($0, at: .workflow)?.expression
        }
        for syntax in context.ladders {
            header.ladders[syntax.planName] = ladder(syntax)
        }
        header.separate = workflow.separate.map { separateList($0) }
        header.together = workflow.together.map { list in
            let steps = list.steps.compactMap { context.tree[$0.value] }
            return TogetherList(
                steps: steps.map { StepID($0.id) },
                foreach: context.tree.foreach(around: steps).map { StepID($0.id) })
        }
        return header
    }

    private mutating func separateList(_ list: SeparateSyntax) -> [SeparateEntry] {
        var entries = list.entries.compactMap { entry -> SeparateEntry? in
            let parts = entry.parts.compactMap { separatePart($0) }
            let steps = parts.flatMap { part -> [StepID] in
                if case .steps(let steps) = part { steps } else { [] }
            }
            if parts.allSatisfy({ if case .steps = $0 { true } else { false } }) {
                return .steps(steps)
            }
            return parts.count == 1 ? parts[0] : .any(parts)
        }
        if let foreach = context.foreach(of: list) {
            entries.append(.eachItem(of: StepID(foreach.id)))
        }
        return entries
    }

    /// `start`, a step or a block, or people. A name that is both a role and a step is the step.
    private mutating func separatePart(_ syntax: ExpressionSyntax) -> SeparateEntry? {
        if syntax.text == "start" { return .start }
        if let entry = context.tree[syntax.text] { return .steps(duties(in: entry)) }
        return expression(syntax, .people, at: .workflow).map { .people($0) }
    }

    /// The steps in which people act: the step itself, or all inside a block; a block itself where
    /// people may begin something in it.
    private func duties(in block: StepTree.Entry) -> [StepID] {
        guard !block.lists.isEmpty else { return [StepID(block.id)] }
        return context.tree.entries.filter { entry in
            (entry.lists.isEmpty || entry.syntax.verb.offersRights)
                && context.tree.isInside(entry.index, block.index)
        }.map { StepID($0.id) }
    }
}

extension WorkflowContext {
    /// The `foreach` in which all steps of a list lie, so that it holds for each item by itself.
    func foreach(of list: SeparateSyntax) -> StepTree.Entry? {
        let parts = list.entries.flatMap(\.parts)
        guard !parts.contains(where: { $0.text == "start" }) else { return nil }
        return tree.foreach(around: parts.compactMap { tree[$0.text] })
    }
}

extension StepTree {
    /// The innermost `foreach` around all of these steps.
    func foreach(around steps: [Entry]) -> Entry? {
        guard let first = steps.first else { return nil }
        let around = steps.map { Set(enclosing($0.list)) }
        let common = enclosing(first.list).first { list in
            guard case .item = lists[list].kind else { return false }
            return around.allSatisfy { $0.contains(list) }
        }
        return common.flatMap { lists[$0].owner }.map { entries[$0] }
    }
}
