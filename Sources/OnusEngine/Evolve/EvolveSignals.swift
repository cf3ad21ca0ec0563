import OnusModel
import OnusPlugin

// Signals, and what waits for them or for the run itself.
extension RunState {
    mutating func evolveSignals(_ event: Event) {
        switch event.body {
        case .receiveStarted(let step): started(step, at: event.at)
        case .rightOffered(let offer): offered(offer)
        case .signalReceived(let receipt): received(receipt)
        case .signalKept(let kept): mailbox = (mailbox ?? []) + [kept.signal]
        case .signalSent(let sent):
            passed(sent.step, at: sent.place, pass: sent.pass, time: event.at)
            frames[sent.place.parent]?.cursor = .finished(sent.step, outcome: nil)
        case .itemAdded(let item): added(item)
        case .conditionAwaited(let wait):
            activate(wait.step, at: wait.place, pass: wait.pass, .condition, time: event.at)
        case .conditionTurned(let turn): turned(turn)
        case .stepsWithdrawn(let withdrawal): withdrawn(withdrawal, at: event.at)
        default: evolveCalls(event)
        }
    }

    private mutating func started(_ event: ReceiveStarted, at time: Timestamp) {
        let receive = ReceiveState(title: event.title, people: event.people, until: event.until)
        activate(event.step, at: event.place, pass: event.pass, .receive(receive), time: time)
        timers[.wait(event.place)] = event.until
    }

    private mutating func offered(_ event: RightOffered) {
        guard case .block(var block) = activations[event.place]?.work else { return }
        let offer = BlockState.Offer(
            handler: event.handler, title: event.title, people: event.people)
        block.offers = (block.offers ?? []) + [offer]
        activations[event.place]?.work = .block(block)
    }

    private mutating func received(_ event: SignalReceived) {
        mailbox?.removeAll { $0.id == event.signal.id }
        if mailbox?.isEmpty == true { mailbox = nil }
        guard event.refused == nil, let activation = activations[event.place] else { return }
        if let sender = event.signal.sender {
            note([sender], in: activation.step, at: event.place)
        }
        guard case .receive(var receive) = activation.work else { return }
        receive.received.append(event.signal)
        activations[event.place]?.work = .receive(receive)
    }

    private mutating func added(_ event: ItemAdded) {
        guard case .block(var block) = activations[event.place]?.work else { return }
        block.items = (block.items ?? []) + [event.value]
        activations[event.place]?.work = .block(block)
    }

    private mutating func turned(_ event: ConditionTurned) {
        guard case .block(var block) = activations[event.scope]?.work else { return }
        var turned = block.turned ?? []
        if event.isTrue { turned.insert(event.handler) } else { turned.remove(event.handler) }
        block.turned = turned
        activations[event.scope]?.work = .block(block)
    }

    private mutating func withdrawn(_ event: StepsWithdrawn, at time: Timestamp) {
        for place in event.withdrawn {
            guard let activation = activations[place] else { continue }
            remove(place)
            if frames[activation.frame]?.cursor == .open(place) {
                frames[activation.frame]?.cursor = .left
            }
        }
        passed(event.step, at: event.place, pass: event.pass, time: time)
        frames[event.place.parent]?.cursor = .finished(event.step, outcome: nil)
    }
}
