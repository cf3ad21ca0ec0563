import OnusModel
import OnusPlugin

extension Engine {
    /// What is to be done outside because of an event, each with a key that is the same whenever
    /// the same event is asked.
    ///
    /// - Parameter state: the state before the event.
    package static func effects(of event: Event, before state: RunState) -> [Effect] {
        switch event.body {
        case .actionRequested(let action):
            [perform(action.task, action.parameters, at: action.place, attempt: 1, state)]
        case .actionRetried(let retry): again(retry, state)
        case .dutyOpened(let duty) where duty.isPhase == true: []
        case .dutyOpened(let duty): opened(duty, state)
        case .dutyAssigned(let change):
            asked(.opened, change.people, change.duty, key: "assigned:\(event.sequence)", state)
        case .dutyProposed(let proposal):
            asked(
                .verification, state.duties[proposal.duty]?.opened.people.verifiers ?? [],
                proposal.duty, key: "verify:\(event.sequence)", state)
        case .dutyClosed(let end): informed(end, state)
        case .rungFired(let rung): effects(of: rung, state)
        case .rungFailed(let failure): effects(of: failure, event.sequence, state)
        case .extensionRequested(let request): asked(request, state)
        case .extensionAnswered(let answer): answered(answer, state)
        case .signalSent(let sent):
            [
                Effect(
                    key: EffectKey("publish:\(sent.signal.id)"),
                    body: .publish(PublishSignal(signal: sent.signal)))
            ]
        default: effects(ofCalls: event, before: state) + report(event, before: state)
        }
    }

    private static func perform(
        _ task: String, _ parameters: ValueMap, at place: Place, attempt: Int, _ state: RunState,
        duty: DutyID? = nil
    ) -> Effect {
        Effect(
            key: EffectKey("perform:\(state.run)/\(place):\(attempt)"),
            body: .perform(
                PerformAction(
                    run: state.run, place: place, task: task, parameters: parameters,
                    attempt: attempt, duty: duty)))
    }

    private static func again(_ retry: ActionRetried, _ state: RunState) -> [Effect] {
        guard case .action(let action) = state.activations[retry.place]?.work else { return [] }
        return [
            perform(action.task, action.parameters, at: retry.place, attempt: retry.attempt, state)
        ]
    }

    private static func notice(
        _ kind: Notice.Kind, to people: [Person], _ duty: DutyID, _ title: Text,
        _ dueAt: Timestamp?, mark: Mark? = nil, key: String, _ state: RunState
    ) -> Effect {
        Effect(
            key: EffectKey("notify:\(key)"),
            body: .notify(
                Notice(
                    kind: kind, to: people, run: state.run, duty: duty, title: title, dueAt: dueAt,
                    mark: mark)))
    }

    private static func opened(_ duty: DutyOpened, _ state: RunState) -> [Effect] {
        func told(_ kind: Notice.Kind, _ people: [Person]) -> Effect {
            notice(
                kind, to: people, duty.duty, duty.title, duty.deadline.at,
                key: "\(kind.rawValue):\(duty.duty)", state)
        }
        let asked = told(.opened, duty.people.responsible)
        let consulted = duty.people.consulted
        return consulted.isEmpty ? [asked] : [asked, told(.consulted, consulted)]
    }

    /// Tells people that an open duty waits for them now.
    private static func asked(
        _ kind: Notice.Kind, _ people: [Person], _ id: DutyID, key: String, _ state: RunState
    ) -> [Effect] {
        guard let duty = state.duties[id], !people.isEmpty else { return [] }
        return [
            notice(
                kind, to: people, id, duty.opened.title, duty.deadline.at, key: "\(key):\(id)",
                state)
        ]
    }

    private static func informed(_ end: DutyClosed, _ state: RunState) -> [Effect] {
        guard let duty = state.duties[end.duty]?.opened, !duty.people.informed.isEmpty else {
            return []
        }
        return [
            notice(
                .closed, to: duty.people.informed, end.duty, duty.title, nil,
                key: "closed:\(end.duty)", state)
        ]
    }

    private static func asked(_ request: ExtensionRequested, _ state: RunState) -> [Effect] {
        guard let duty = state.duties[request.duty] else { return [] }
        return [
            notice(
                .asked, to: request.people, request.duty, duty.opened.title, duty.deadline.at,
                key: "asked:\(request.duty):\(request.number)", state)
        ]
    }

    private static func answered(_ answer: ExtensionAnswered, _ state: RunState) -> [Effect] {
        guard let duty = state.duties[answer.duty], let asked = duty.extensions?.asked else {
            return []
        }
        return [
            notice(
                .answered, to: [asked.person], answer.duty, duty.opened.title, duty.deadline.at,
                key: "answered:\(answer.duty):\(answer.number)", state)
        ]
    }

    private static func effects(of rung: RungFired, _ state: RunState) -> [Effect] {
        guard let duty = state.duties[rung.duty]?.opened else { return [] }
        let ascent = rung.ascent.map { "#\($0)" } ?? ""
        let key = "\(rung.duty):\(rung.rung).\(rung.repetition)\(ascent)"
        var effects: [Effect] = []
        if !rung.reminded.isEmpty {
            effects.append(
                notice(
                    rung.mark == .red ? .overdue : .reminder, to: rung.reminded, rung.duty,
                    duty.title, duty.deadline.at, mark: rung.mark, key: "remind:\(key)", state))
        }
        let told = rung.notified + rung.added + rung.assigned
        if !told.isEmpty {
            effects.append(
                notice(
                    .escalated, to: People(told).members, rung.duty, duty.title, duty.deadline.at,
                    mark: rung.mark, key: "escalate:\(key)", state))
        }
        if let started = rung.started { effects.append(start(started, rung, state)) }
        if let action = rung.action {
            let ladder = rung.ascent.map { duty.place.appending("ladder", item: $0) }
            effects.append(
                perform(
                    action.task, action.parameters,
                    at: (ladder ?? duty.place).appending(
                        "rung", item: rung.rung + 1, pass: rung.repetition + 1),
                    attempt: 1, state, duty: rung.duty))
        }
        return effects
    }

    private static func effects(
        of failure: RungFailed, _ sequence: Int, _ state: RunState
    ) -> [Effect] {
        guard let duty = state.duties[failure.duty]?.opened else { return [] }
        return [
            notice(
                .escalated, to: People([duty.people.accountable] + duty.people.supervisor).members,
                failure.duty, duty.title, duty.deadline.at,
                key: "failed:\(failure.duty):\(sequence)", state)
        ]
    }

    private static func start(
        _ started: RungFired.Started, _ rung: RungFired, _ state: RunState
    ) -> Effect {
        Effect(
            key: EffectKey("start:\(started.run)"),
            body: .start(
                StartEffect(
                    run: started.run, workflow: started.workflow, initiator: started.initiator,
                    inputs: started.inputs,
                    cause: RunStarted.Cause(
                        run: state.run, duty: rung.duty, depth: (state.cause?.depth ?? 0) + 1))))
    }
}
