import OnusCEL
import OnusModel
import OnusPlugin

/// Puts a checked workflow together as the plan that the engine runs.
///
/// Nothing can go wrong here: whatever could was reported by the checker.
package enum Compiler {
    package static func compile(_ workflow: CheckedWorkflow) -> Plan {
        let syntax = workflow.syntax
        return Plan(
            workflow: workflow.name, version: syntax.version.value,
            title: syntax.title?.value ?? Text(syntax.name.value),
            inputs: syntax.inputs.map(\.field), variables: syntax.variables.map(\.field),
            roles: workflow.roles, startedBy: workflow.startedBy,
            startedOn: workflow.startedOn, startedEvery: workflow.startedEvery,
            isPublic: syntax.isPublic ? true : nil,
            clauses: syntax.clauses.map { clause in
                Plan.Clause(
                    name: clause.name.value, title: clause.title ?? Text(clause.name.value),
                    items: clause.items.map(\.value))
            },
            waived: Dictionary(
                syntax.waived.map { ($0.name.value, $0.value.value) },
                uniquingKeysWith: { first, _ in first }),
            ladders: workflow.ladders, separate: workflow.separate,
            together: workflow.together.isEmpty ? nil : workflow.together,
            incidentOwner: workflow.incidentOwner, body: Assembly(workflow).body)
    }
}

/// The blocks of a plan, made from the innermost outwards.
private struct Assembly {
    private let workflow: CheckedWorkflow
    /// By index of the tree's lists.
    private var blocks: [Block]

    init(_ workflow: CheckedWorkflow) {
        self.workflow = workflow
        blocks = workflow.tree.lists.map { Block(id: $0.id, steps: []) }
        // INVARIANT: in the tree an outer list stands before those inside it.
        for list in workflow.tree.lists.reversed() {
            blocks[list.index].steps = list.steps.map { step(workflow.tree.entries[$0]) }
        }
    }

    var body: Block { blocks[0] }

    private func step(_ entry: StepTree.Entry) -> Step {
        let syntax = entry.syntax
        let checked = workflow.steps[entry.index]
        let routes = Routes(syntax.next)
        return Step(
            id: StepID(syntax.id.value), title: syntax.title?.value,
            description: syntax.description?.value, condition: checked.condition,
            basis: syntax.basis.map(\.value),
            maximumPasses: syntax.limitsPasses ? syntax.maximumPasses?.value : nil,
            verb: verb(checked, entry, routes), next: routes.next(for: checked.outcomes),
            catches: Dictionary(
                syntax.catches.map { ($0.name.value, Target($0.value.value)) },
                uniquingKeysWith: { first, _ in first }),
            outputs: syntax.isForeach ? [] : checked.outputs,
            variables: syntax.variables.isEmpty ? nil : syntax.variables.map(\.field),
            undo: (syntax.undo?.value).map { StepID($0) })
    }

    private func verb(
        _ checked: CheckedStep, _ entry: StepTree.Entry, _ routes: Routes
    ) -> Verb {
        switch checked.verb {
        case .duty(var duty):
            duty.offered = routes.offered(of: checked.outcomes)
            return .duty(duty)
        case .action(let action): return .action(action)
        case .parallel(let join, let rest):
            return .parallel(
                ParallelPlan(
                    branches: branches(entry), join: join, rest: rest,
                    isOneAtATime: entry.syntax.isOneAtATime ? true : nil))
        case .switch(let conditions): return .switch(cases(entry, conditions))
        case .wait(let wait): return .wait(wait)
        case .scope(let triggers, let phase):
            var plan = scope(entry, triggers)
            plan.phase = phase
            return .scope(plan)
        case .repeat(let until):
            return .repeat(
                RepeatPlan(
                    body: body(entry), until: until,
                    maximumRounds: entry.syntax.maximumPasses?.value))
        case .foreach(let items, let type, let join, let addition):
            var plan = foreach(entry, items, join, checked)
            plan.itemType = type == .dyn ? nil : type
            plan.addition = addition
            return .foreach(plan)
        case .receive(let receive): return .receive(receive)
        case .emit(let emit): return .emit(emit)
        case .withdraw(let steps): return .withdraw(steps)
        case .call(let call): return .call(call)
        case .lock(let name): return .lock(LockPlan(name: name, body: body(entry)))
        case .set(let bindings): return .set(bindings)
        case .end(let end): return .end(end)
        case .fail(let fail): return .fail(fail)
        }
    }

    private func branches(_ entry: StepTree.Entry) -> [ParallelPlan.Branch] {
        entry.lists.compactMap { list in
            guard case .branch(let branch) = workflow.tree.lists[list].kind else { return nil }
            return ParallelPlan.Branch(
                name: branch.name.value, condition: workflow.conditions[list],
                block: blocks[list])
        }
    }

    private func cases(_ entry: StepTree.Entry, _ conditions: [Expression?]) -> [SwitchCase] {
        guard case .switch(let cases) = entry.syntax.verb else { return [] }
        var lists = entry.lists[...]
        return zip(cases, conditions).compactMap { choice, condition in
            switch choice.action {
            case .go(let target):
                return SwitchCase(condition: condition, action: .go(Target(target.value)))
            case .run:
                return lists.popFirst().map {
                    SwitchCase(condition: condition, action: .run(blocks[$0]))
                }
            }
        }
    }

    private func scope(
        _ entry: StepTree.Entry, _ triggers: [ScopePlan.Trigger]
    ) -> ScopePlan {
        let handlers = zip(entry.lists.dropFirst(), triggers).compactMap {
            list, trigger -> ScopePlan.Handler? in
            guard case .handler(let handler) = workflow.tree.lists[list].kind else { return nil }
            return ScopePlan.Handler(
                id: StepID(handler.id.value), trigger: trigger, block: blocks[list],
                next: handler.next.map { Target($0.value) } ?? .leave)
        }
        return ScopePlan(body: body(entry), handlers: handlers)
    }

    /// The only list of a step, or the first.
    private func body(_ entry: StepTree.Entry) -> Block {
        entry.lists.first.map { blocks[$0] } ?? Block(id: "", steps: [])
    }

    private func foreach(
        _ entry: StepTree.Entry, _ items: Expression, _ join: ParallelPlan.Join,
        _ checked: CheckedStep
    ) -> ForeachPlan {
        let body = body(entry)
        guard case .foreach(let loop) = entry.syntax.verb else {
            return ForeachPlan(items: items, name: "", body: body)
        }
        return ForeachPlan(
            items: items, name: loop.name.value, body: body, atOnce: loop.atOnce?.value,
            join: join, rest: loop.rest, outputs: checked.outputs)
    }
}

extension StepSyntax {
    fileprivate var isForeach: Bool { if case .foreach = verb { true } else { false } }

    fileprivate var isOneAtATime: Bool {
        if case .parallel(let parallel) = verb { parallel.isOneAtATime } else { false }
    }
}
