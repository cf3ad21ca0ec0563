import OnusCEL
import OnusModel
import OnusPlugin
import OnusValues

// Whether what the run has already is what the new plan takes it for.
extension MigrationCheck {
    /// The items of a `foreach`, and what came to a step that waits.
    mutating func checkContents(_ step: Step, _ activation: Activation, _ place: Place) {
        switch (activation.work, step.verb) {
        case (.block(let block), .foreach(let plan)):
            guard let type = plan.itemType,
                let other = block.items?.first(where: { !type.holds($0) })
            else { return }
            found.append(
                "`\(place)` is open, and its items are of type \(type) there, which "
                    + "`\(other.plainText.shortened)` is not")
        case (.receive(let receive), .receive(let plan)):
            let problems = receive.received.compactMap { signal in
                problem(with: signal.data, for: plan.pattern.form ?? [])
            }
            if let problem = problems.first {
                found.append("`\(place)` is open, and what came to it does not fit: \(problem)")
            }
        default: break
        }
    }

    /// What brought a handler to begin.
    mutating func checkSignal(_ frame: Frame, _ place: Place) {
        guard let signal = frame.signal, let handler = frame.handler,
            let problem = problem(with: signal.data, for: map.handlerForm(handler) ?? [])
        else { return }
        found.append("`\(place)` is open, and what it began with does not fit: \(problem)")
    }

    /// What people have filled in so far.
    mutating func checkForm(_ duty: Duty, _ plan: DutyPlan) {
        let problems = duty.acts.compactMap { problem(with: $0.fields, for: plan.form) }
        guard let problem = problems.first else { return }
        found.append(
            "the duty `\(duty.opened.place)` has answers that do not fit its form there: \(problem)"
        )
    }

    /// Fields that were not asked for are not compared.
    private func problem(with values: ValueMap, for form: [Field]) -> String? {
        form.lazy.compactMap { field in values[field.name].flatMap { field.problem(with: $0) } }
            .first
    }

    /// What the new plan takes a field of a step for, which the run has otherwise.
    func typeProblem(with read: StepRead, by reader: String) -> String? {
        guard let name = read.field else { return nil }
        let form = engine.form(of: read.step).first { $0.name == name }
        let type = engine.tasks.type(ofOutput: name, of: map.step(read.step)?.verb.taskName)
        for result in state.results.values where result.step == read.step {
            guard let value = result.record[name], !value.isNull else { continue }
            if let problem = form.flatMap({ $0.problem(with: value) }) {
                return "\(reader) reads `steps.\(read.step).\(name)`, and \(problem) there"
            }
            if form == nil, let type, !type.holds(value) {
                return "\(reader) reads `steps.\(read.step).\(name)`, which is \(type) there and "
                    + "\(value.kindName) in the run"
            }
        }
        return nil
    }
}

extension Verb {
    fileprivate var taskName: String? {
        switch self {
        case .duty(let plan): plan.task
        case .action(let plan): plan.task
        default: nil
        }
    }
}

extension String {
    fileprivate var shortened: String { count > 60 ? prefix(60) + "…" : self }
}
