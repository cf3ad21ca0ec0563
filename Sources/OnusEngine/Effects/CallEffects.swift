import OnusModel
import OnusPlugin

// What is to be done outside for calls and locks.
extension Engine {
    static func effects(ofCalls event: Event, before state: RunState) -> [Effect] {
        switch event.body {
        case .callStarted(let call): [start(call, state)]
        case .callBarred(let call):
            [
                Effect(
                    key: EffectKey("bar:\(state.run):\(event.sequence)"),
                    body: .bar(BarEffect(run: call.run, people: call.people)))
            ]
        case .lockRequested(let lock):
            [
                effect(
                    "lock", lock.place, state,
                    .lock(LockEffect(run: state.run, place: lock.place, lock: lock.lock)))
            ]
        default: []
        }
    }

    private static func effect(
        _ word: String, _ place: Place, _ state: RunState, _ body: Effect.Body
    ) -> Effect {
        Effect(key: EffectKey("\(word):\(state.run)/\(place)"), body: body)
    }

    private static func start(_ call: CallStarted, _ state: RunState) -> Effect {
        Effect(
            key: EffectKey("start:\(call.run)"),
            body: .start(
                StartEffect(
                    run: call.run, workflow: call.workflow, initiator: state.initiator,
                    inputs: call.inputs,
                    cause: RunStarted.Cause(
                        run: state.run, duty: nil, depth: (state.cause?.depth ?? 0) + 1,
                        place: call.isDetached == true ? nil : call.place, excluded: call.excluded,
                        chain: call.chain, isHeard: call.isHeard),
                    plan: call.plan)))
    }

    /// What must be taken back outside because open steps are gone: runs that were called, and
    /// locks.
    static func releases(by event: Event, before state: RunState, after: RunState) -> [Effect] {
        guard state.activations.contains(where: { $0.value.work.holdsOutside }) else { return [] }
        return state.activations.sorted { $0.key < $1.key }.flatMap {
            place, activation -> [Effect] in
            if after.activations[place]?.work.isLike(activation.work) ?? false { return [] }
            switch activation.work {
            case .call(let run):
                if case .callReturned = event.body { return [] }
                if case .callFailed = event.body { return [] }
                return [
                    Effect(
                        key: EffectKey("cancel:\(run)"),
                        body: .cancel(
                            CancelEffect(run: run, reason: "`\(state.run)` called it no longer")))
                ]
            case .awaitsLock(let lock):
                if case .lockTaken = event.body { return [] }
                return [unlock(lock, place, state)]
            case .block(let block):
                return block.lock.map { [unlock($0, place, state)] } ?? []
            default: return []
            }
        }
    }

    private static func unlock(_ lock: String, _ place: Place, _ state: RunState) -> Effect {
        effect(
            "unlock", place, state,
            .unlock(LockEffect(run: state.run, place: place, lock: lock)))
    }

    /// What a caller is to be told that keeps people apart by who acts in this run.
    ///
    /// - Parameter known: who had acted before the event.
    static func tidings(
        of event: Event, known: [StepID: Set<Person>], after state: RunState
    ) -> [Effect] {
        guard let caller = state.cause?.run, let place = state.cause?.place,
            state.actors != known
        else { return [] }
        let new = state.actors.everybody.subtracting(known.everybody)
        guard !new.isEmpty else { return [] }
        let tidings = CallTidings(place: place, run: state.run, people: new.sorted())
        return [
            Effect(
                key: EffectKey("tell:\(state.run):\(event.sequence)"),
                body: .tell(CallerEffect(caller: caller, tidings: tidings)))
        ]
    }

    /// What a caller is to be told when this run is over.
    static func report(_ event: Event, before state: RunState) -> [Effect] {
        guard let caller = state.cause?.run, let place = state.cause?.place else { return [] }
        let result: CallAnswer.Result
        switch event.body {
        case .runEnded(let end):
            let actors = state.actors.everybody.sorted()
            result = .ended(end.outcome, outputs: end.outputs, actors: actors)
        case .runFailed(let end): result = .failed(error: end.error, message: end.message)
        case .runCancelled(let end): result = .failed(error: "cancelled", message: end.reason)
        default: return []
        }
        let answer = CallAnswer(place: place, run: state.run, result: result)
        return [
            Effect(
                key: EffectKey("report:\(state.run)"),
                body: .report(CallReport(caller: caller, answer: answer)))
        ]
    }
}

extension [StepID: Set<Person>] {
    fileprivate var everybody: Set<Person> { values.reduce(into: []) { $0.formUnion($1) } }
}

extension Activation.Work {
    fileprivate var holdsOutside: Bool {
        switch self {
        case .call, .awaitsLock: true
        case .block(let block): block.lock != nil
        default: false
        }
    }

    fileprivate func isLike(_ other: Activation.Work) -> Bool {
        switch (self, other) {
        case (.call(let one), .call(let other)): one == other
        case (.awaitsLock, .awaitsLock): true
        case (.block(let one), .block(let other)): one.lock == other.lock
        default: false
        }
    }
}
