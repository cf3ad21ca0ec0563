import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

// Steps: what each verb needs.
extension Meaning {
    mutating func step(_ entry: StepTree.Entry) -> CheckedStep? {
        let site = Site.step(entry.index)
        let condition = optional(entry.syntax.condition, .bool, at: .condition(of: entry.index))
        checkNames(ofVariables: entry)
        checkNames(ofOutputs: entry.syntax.givenOn)
        let isTold = [entry.syntax.title, entry.syntax.description].compactMap(\.self)
            .flatMap(\.scalars).map { text($0, at: site) }.allSatisfy { $0 != nil }
        let verb = verb(entry)
        let outputs = bindings(
            entry.syntax.outputs, at: endSite(of: entry), called: "output")
        guard let condition, isTold, let outputs, let verb else { return nil }
        return CheckedStep(
            condition: condition.expression, outputs: outputs, verb: verb,
            outcomes: context.tasks[entry.index]?.outcomes
                ?? context.verbOutcomes(of: entry.index))
    }

    /// A value under such a name would never be read: what every step has stands before it.
    private mutating func checkNames(ofOutputs outputs: [Named<ValueSyntax>]) {
        let taken = ["outcome"] + ExpressionTypes.step.map(\.name)
        for output in outputs where taken.contains(output.name.value) {
            report(
                .nameCollision,
                "the output `\(output.name.value)` has the name of something that every step has",
                at: output.name.location, help: "rename the output")
        }
    }

    /// Nothing, or an expression that is right.
    struct Optional {
        var expression: Expression?
    }

    mutating func optional(
        _ syntax: ExpressionSyntax?, _ type: ValueType, at site: Site
    ) -> Optional? {
        guard let syntax else { return Optional(expression: nil) }
        return expression(syntax, type, at: site).map { Optional(expression: $0) }
    }

    private mutating func verb(_ entry: StepTree.Entry) -> CheckedVerb? {
        let site = Site.step(entry.index)
        switch entry.syntax.verb {
        case .task(let task): return self.task(entry, task)
        case .parallel(let parallel):
            return join(parallel.join, at: site).map { .parallel($0, parallel.rest) }
        case .switch(let cases): return conditions(cases, of: entry.index).map { .switch($0) }
        case .wait(.period(let period)): return .wait(.period(period.value))
        case .wait(.until(let syntax)):
            return expression(syntax, .timestamp, at: site).map { .wait(.until($0)) }
        case .wait(.condition(let syntax)):
            return event(syntax, at: site, insteadOf: "`wait: {until: TIME}` or a duration")
                .map { .wait(.condition($0)) }
        case .wait(.settled(let steps)):
            return .wait(.settled(steps.map { StepID($0.value) }, blockers: blockers(entry, steps)))
        case .receive(let receive): return self.receive(receive, entry)
        case .emit(let emit):
            return bindings(emit.data, at: site, called: "value").map {
                .emit(EmitPlan(event: emit.event.value, data: $0))
            }
        case .call(let call): return self.call(call, entry)
        case .lock(let lock): return text(lock.name, at: site).map { .lock($0) }
        case .withdraw(let steps): return .withdraw(steps.map { StepID($0.value) })
        case .scope(let scope):
            let phase = self.phase(entry)
            guard let triggers = triggers(scope, entry), let phase else { return nil }
            return .scope(triggers, phase.plan)
        case .repeat(let loop): return self.loop(loop, entry)
        case .foreach(let loop): return foreach(loop, entry)
        case .set(let entries): return self.set(entries, entry).map { .set($0) }
        case .end(let end):
            return bindings(end.outputs, at: site, called: "output").map {
                .end(
                    EndPlan(
                        outcome: end.outcome.value, outputs: $0,
                        undoesAll: end.undoesAll ? true : nil))
            }
        case .fail(let fail): return self.fail(fail, at: site)
        case .unknown: return nil
        }
    }

    private mutating func task(_ entry: StepTree.Entry, _ task: TaskSyntax) -> CheckedVerb? {
        guard let registered = self.task(task.name) else { return nil }
        switch registered {
        case .duty(let kind): return duty(entry, task, kind).map { .duty($0) }
        case .action:
            let place = ValuePlace(name: "", site: .step(entry.index))
            return parameters(task.parameters, of: registered, named: task.name, at: place).map {
                .action(
                    ActionPlan(task: task.name.value, parameters: $0, retry: task.retry?.retry))
            }
        }
    }

    mutating func join(_ join: JoinSyntax, at site: Site) -> ParallelPlan.Join? {
        switch join {
        case .all: return .all
        case .any: return .any
        case .count(let count): return .count(count.value)
        case .condition(let syntax):
            let extras: [(name: String, type: ValueType)] = [("finished", .int), ("total", .int)]
            return expression(syntax, .bool, at: site, extras: extras).map { .condition($0) }
        }
    }

    private mutating func conditions(_ cases: [CaseSyntax], of step: Int) -> [Expression?]? {
        let found = cases.enumerated().map { index, choice in
            optional(choice.condition, .bool, at: .choice(index, of: step))
        }
        let conditions = found.compactMap(\.self)
        return conditions.count == found.count ? conditions.map(\.expression) : nil
    }

    private mutating func fail(_ fail: FailSyntax, at site: Site) -> CheckedVerb? {
        guard let message = fail.message else {
            return .fail(FailPlan(error: fail.error.value))
        }
        return text(message, at: site).map {
            .fail(FailPlan(error: fail.error.value, message: $0))
        }
    }

    /// Values of which nobody declared a type.
    mutating func bindings(
        _ entries: [Named<ValueSyntax>], at site: Site, called what: String
    ) -> [Binding]? {
        let found = entries.map { entry -> Binding? in
            let place = ValuePlace(
                name: "\(what) `\(entry.name.value)`", site: site, code: .expressionType)
            return source(entry.value, ValueType.dyn, at: place).map {
                Binding(entry.name.value, $0)
            }
        }
        let bindings = found.compactMap(\.self)
        return bindings.count == found.count ? bindings : nil
    }
}

extension StepSyntax {
    /// What it hands on under names of its author's: as a block, or as an end to whoever calls.
    fileprivate var givenOn: [Named<ValueSyntax>] {
        if case .end(let end) = verb { outputs + end.outputs } else { outputs }
    }
}
