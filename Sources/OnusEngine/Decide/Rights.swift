import OnusAuthority
import OnusCEL
import OnusModel
import OnusPlugin

// Rights: what people may do.
extension Decider {
    mutating func give(_ right: Right, _ command: ActOnDuty) throws(Refusal) {
        guard command.kind == .decide, command.outcome.map({ $0 == ReceivePlan.received }) ?? true
        else {
            throw Refusal(
                .notOffered, "this is something that you may do: answer `received` to do it")
        }
        guard let principal = principal(of: command, for: right) else {
            throw Refusal(.notAllowed, "`\(command.person)` is not one of those who may do this")
        }
        try checkSeparation(
            of: [command.person, principal], at: right.step, in: list(around: right.place))
        guard
            let subscriber = subscribers().first(where: {
                $0.place == right.place && $0.handler == right.handler
            }), let name = subscriber.pattern.events.first
        else { throw Refusal(.late, "nothing waits for this any more") }
        let (filled, problem) = self.filled(
            Signal(
                id: "\(right.id)#\(state.sequence)", name: name, data: command.fields,
                sender: principal), by: subscriber)
        if let problem { throw Refusal(.badInput, problem.message) }
        let taken: Signal?
        do throws(Fault) { taken = try self.taken(filled, by: subscriber) } catch {
            throw Refusal(
                .badInput, "whether it is meant for this cannot be told: \(error.message)")
        }
        guard let signal = taken else {
            throw Refusal(.badInput, "what is given is not what is waited for here")
        }
        if case .foreach(let plan) = subscriber.step.verb {
            do throws(Fault) { _ = try item(of: signal, for: plan, at: right.place) } catch {
                throw Refusal(.badInput, "this cannot be added: \(error.message)")
            }
        }
        hand(
            signal, to: subscriber,
            by: .person(
                command.person, onBehalfOf: principal == command.person ? nil : principal))
        makeRoom(for: right.step)
    }

    /// What somebody brings, read by the form of the right that they use, with the defaults of what
    /// they left out; and why it may not be given.
    func filled(_ signal: Signal, by subscriber: Subscriber) -> (Signal, Fault?) {
        let form = subscriber.pattern.form ?? []
        var signal = signal
        for field in form {
            guard let value = signal.data[field.name], let read = field.read(value) else {
                continue
            }
            signal.data[field.name] = read
        }
        signal.data = form.filled(signal.data)
        if let problem = form.problem(with: signal.data, of: "the form")
            ?? form.problem(with: signal.data, whoAreNotIn: facts.organization)
        {
            return (signal, Fault("form", problem))
        }
        let people = signal.sender.map { [$0] } ?? []
        let conflict = self.conflict(
            of: people, at: subscriber.name, in: list(around: subscriber.place))
        return (signal, conflict.map { Fault("separation", $0) })
    }

    private func list(around place: Place) -> Place {
        state.activations[place]?.frame ?? place.parent
    }

    /// Whose right it is: the person's own, or that of somebody for whom they stand in today.
    func principal(of command: ActOnDuty, for right: Right) -> Person? {
        let isOwn = command.onBehalfOf.map { $0 == command.person } ?? true
        if isOwn, right.people.contains(command.person) { return command.person }
        return facts.organization.delegations.first { delegation in
            delegation.to == command.person && right.people.contains(delegation.from)
                && delegation.between.contains(facts.today)
                && (command.onBehalfOf.map { $0 == delegation.from } ?? true)
                && (delegation.workflows.map { $0.contains(state.workflow) } ?? true)
        }?.from
    }
}
