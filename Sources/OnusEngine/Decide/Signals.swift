import OnusAuthority
import OnusCEL
import OnusModel
import OnusPlugin

// Signals: from outside, from other runs, from people with a right, and from steps of the run.
extension Decider {
    /// Something that waits for signals: a `receive`, a handler of a scope, a `foreach` that items
    /// may join.
    struct Subscriber {
        let step: Step
        let place: Place
        let handler: StepID?
        let pattern: EventPattern
        /// Those who may give it; nil when anybody may.
        let people: [Person]?

        /// What acts when somebody gives it.
        var name: StepID { handler ?? step.id }
    }

    /// How many signals are kept for later; what comes then is lost.
    private static let mailboxSize = 1_000

    mutating func deliver(_ signal: Signal) throws(Refusal) {
        guard signal.id != state.signal else { return }
        try checkGiven(signal.data, [signal.id, signal.name])
        let isTaken = bring(signal, to: subscribers())
        if !isTaken, mayBeAwaited(signal), state.mailbox?.count ?? 0 < Self.mailboxSize {
            emit(.signalKept(SignalKept(signal: signal)))
        }
    }

    /// Tells those who wait for it that a step has finished.
    mutating func announce(_ step: StepID, at place: Place) {
        guard let result = state.results[place.withoutPasses] else { return }
        let signal = tidings(that: step, at: place, hasFinished: result)
        bring(signal, to: subscribers())
    }

    private func tidings(that step: StepID, at place: Place, hasFinished result: StepResult)
        -> Signal
    {
        var data = result.outputs
        data["outcome"] = result.outcome.map { .string($0) }
        return Signal(
            id: "\(place)", name: EventPattern.stepPrefix + step.rawValue, data: data)
    }

    /// All that wait for signals, in the order of their places.
    func subscribers() -> [Subscriber] {
        state.activations.sorted { $0.key < $1.key }.flatMap { place, activation in
            engine.map.step(activation.step).map { subscribers(at: place, activation, $0) } ?? []
        }
    }

    private func subscribers(
        at place: Place, _ activation: Activation, _ step: Step
    ) -> [Subscriber] {
        func subscriber(_ handler: StepID?, _ pattern: EventPattern, _ people: [Person]?)
            -> Subscriber
        {
            Subscriber(step: step, place: place, handler: handler, pattern: pattern, people: people)
        }
        switch (activation.work, step.verb) {
        case (.receive(let receive), .receive(let plan)):
            guard !isSatisfied(receive, plan) else { return [] }
            var pattern = plan.pattern
            if plan.needsAll == true {
                pattern.events.removeAll { name in receive.received.contains { $0.name == name } }
            }
            return [subscriber(nil, pattern, receive.people)]
        case (.block(let block), .scope(let plan)) where state.frames[place] != nil:
            return plan.handlers.compactMap { handler in
                guard case .event(let pattern) = handler.trigger else { return nil }
                return subscriber(handler.id, pattern, block.people(for: handler.id))
            }
        case (.block(let block), .foreach(let plan)) where !block.isJoined:
            return plan.addition.map { [subscriber(nil, $0.pattern, block.people(for: nil))] } ?? []
        default: return []
        }
    }

    /// Brings a signal to all for whom it is meant; whether there was one.
    @discardableResult
    private mutating func bring(_ signal: Signal, to subscribers: [Subscriber]) -> Bool {
        let known = subscribers.map { subscriber in
            (subscriber, Result { () throws(Fault) in try taken(signal, by: subscriber) })
        }
        var isTaken = false
        for (subscriber, taken) in known {
            switch taken {
            case .success(nil): break
            case .success(let signal?):
                hand(signal, to: subscriber)
                if subscriber.people != nil { makeRoom(for: subscriber.name) }
                isTaken = true
            case .failure(let fault): refuse(signal, at: subscriber, fault)
            }
        }
        return isTaken
    }

    /// Of which it cannot be told whether it is meant. That stands in the record, and what waits goes
    /// on waiting: nobody outside stops a run by an event of another shape. Tidings of the run itself
    /// have no other shape, so there the condition is wrong.
    private mutating func refuse(_ signal: Signal, at subscriber: Subscriber, _ fault: Fault) {
        if signal.name.hasPrefix(EventPattern.stepPrefix),
            let entry = openEntry(at: subscriber.place)
        {
            return raise(fault, at: entry)
        }
        emit(
            .signalReceived(
                SignalReceived(
                    place: subscriber.place, handler: subscriber.handler, signal: signal,
                    refused: fault.message)))
    }

    /// The signal as the subscriber takes it, nil where it is not meant. Throws when that cannot be
    /// told, and when it is meant and may not be given.
    func taken(_ signal: Signal, by subscriber: Subscriber) throws(Fault) -> Signal? {
        guard subscriber.pattern.events.contains(signal.name),
            let list = state.activations[subscriber.place]?.frame
        else { return nil }
        if let origin = signal.origin, !origin.isBeside(subscriber.place.withoutPasses) {
            return nil
        }
        guard let people = subscriber.people else {
            let read = subscriber.pattern.read(signal)
            guard try matches(read, subscriber.pattern, seenFrom: list) else { return nil }
            if let problem = subscriber.pattern.problem(with: read) {
                throw Fault("expression", problem)
            }
            return read
        }
        guard let sender = signal.sender, people.contains(sender) else { return nil }
        let (given, problem) = filled(signal, by: subscriber)
        do throws(Fault) {
            guard try matches(given, subscriber.pattern, seenFrom: list) else { return nil }
        } catch {
            // What the form lacks says more than what that leads to.
            throw problem ?? error
        }
        if let problem { throw problem }
        return given
    }

    private func matches(
        _ signal: Signal, _ pattern: EventPattern, seenFrom list: Place
    ) throws(Fault) -> Bool {
        guard let match = pattern.match else { return true }
        return try isTrue(match, in: Scope(frame: list, extras: ["event": .map(signal.data)]))
    }

    mutating func hand(
        _ signal: Signal, to subscriber: Subscriber, by actor: Actor = .engine
    ) {
        let (place, handler) = (subscriber.place, subscriber.handler)
        guard state.activations[place] != nil else { return }
        var (item, refused): (Value?, String?) = (nil, nil)
        if case .foreach(let plan) = subscriber.step.verb {
            do throws(Fault) { item = try self.item(of: signal, for: plan, at: place) } catch {
                refused = error.message
            }
        }
        emit(
            .signalReceived(
                SignalReceived(place: place, handler: handler, signal: signal, refused: refused)),
            by: actor)
        if let item { emit(.itemAdded(ItemAdded(place: place, value: item))) }
        if case .scope(let plan) = subscriber.step.verb,
            let handler = plan.handlers.first(where: { $0.id == handler })
        {
            begin(handler, at: place, signal: signal)
        }
    }
}

// Signals that came early.
extension Decider {
    /// Whether a step that is not open now may want it later.
    private func mayBeAwaited(_ signal: Signal) -> Bool {
        guard engine.plan.startedOn?.dropsEarly != true,
            state.mailbox?.contains(where: { $0.id == signal.id }) != true
        else { return false }
        return engine.map.receivers(of: signal.name).contains { plan in
            // A right is there only while it is offered.
            guard plan.dropsEarly != true, plan.pattern.from == nil else { return false }
            guard let match = plan.pattern.match, engine.programs.asksMessageAlone(match) else {
                return true
            }
            // Of which it cannot be told, the record says so once the step is there.
            return (try? matches(signal, plan.pattern, seenFrom: .root)) ?? true
        }
    }

    /// Takes what was kept for a step that has just begun to wait.
    mutating func takeEarly(at place: Place) {
        for signal in state.mailbox ?? [] {
            guard let subscriber = subscribers().first(where: { $0.place == place }) else { return }
            bring(signal, to: [subscriber])
        }
        takeFinishedSteps(at: place)
    }

    /// That a step has finished already counts like a signal that came early.
    private mutating func takeFinishedSteps(at place: Place) {
        guard let pattern = subscribers().first(where: { $0.place == place })?.pattern else {
            return
        }
        for name in pattern.events where name.hasPrefix(EventPattern.stepPrefix) {
            let step = StepID(String(name.dropFirst(EventPattern.stepPrefix.count)))
            let results = state.results.filter { $0.value.step == step }.sorted {
                ($0.value.sequence ?? 0, $0.key) < ($1.value.sequence ?? 0, $1.key)
            }
            for (origin, result) in results {
                // What has received all that it waited for takes no more.
                guard let subscriber = subscribers().first(where: { $0.place == place }) else {
                    return
                }
                let signal = tidings(that: step, at: origin, hasFinished: result)
                bring(signal, to: [subscriber])
            }
        }
    }
}

extension Signal {
    /// Where the step stands of whose end it tells; nil for other signals. What happens in one item
    /// is heard in no other.
    fileprivate var origin: Place? {
        name.hasPrefix(EventPattern.stepPrefix) ? Place(rawValue: id).withoutPasses : nil
    }
}

extension BlockState {
    fileprivate func people(for handler: StepID?) -> [Person]? {
        offers?.first { $0.handler == handler }?.people
    }
}
