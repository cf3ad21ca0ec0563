import OnusModel
import OnusPlugin

// What is to be done outside for calls and locks.
extension Engine {
    static func effects(ofCalls event: Event, before state: RunState) -> [Effect] {
        switch event.body {
        case .callStarted(let call): [start(call, state)]
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
                        chain: call.chain),
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

    /// What a caller is to be told when this run is over.
    static func report(_ event: Event, before state: RunState) -> [Effect] {
        guard let caller = state.cause?.run, let place = state.cause?.place else { return [] }
        let result: CallAnswer.Result
        switch event.body {
        case .runEnded(let end):
            let actors = state.actors.values.reduce(into: Set<Person>()) { $0.formUnion($1) }
            result = .ended(end.outcome, outputs: end.outputs, actors: actors.sorted())
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
