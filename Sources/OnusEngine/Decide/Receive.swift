import OnusCEL
import OnusCalendar
import OnusModel
import OnusPlugin

// Steps that wait for signals, and steps that send them.
extension Decider {
    mutating func receive(_ plan: ReceivePlan, _ entry: Entry) throws(Fault) {
        let people = try holders(of: plan.pattern, in: Scope(frame: entry.frame))
        let end = try plan.within.map { period throws(Fault) in
            try deadline(period, calendar: nil)
        }
        emit(
            .receiveStarted(
                ReceiveStarted(
                    step: entry.step.id, place: entry.place, pass: entry.pass,
                    title: try title(of: entry),
                    events: plan.pattern.events, people: people, until: end?.at,
                    provisional: end?.provisional == true ? true : nil)))
        if plan.dropsEarly != true { takeEarly(at: entry.place) }
    }

    /// Those whose right it is; nil when it is nobody's.
    func holders(of pattern: EventPattern, in scope: Scope) throws(Fault) -> [Person]? {
        guard let from = pattern.from else { return nil }
        let holders = try people(from, in: scope)
        guard !holders.isEmpty else {
            throw Fault("nobody", "`\(from.text)` gives nobody, so nobody may do this")
        }
        return holders
    }

    func isSatisfied(_ receive: ReceiveState, _ plan: ReceivePlan) -> Bool {
        if plan.needsAll == true {
            return plan.pattern.events.allSatisfy { name in
                receive.received.contains { $0.name == name }
            }
        }
        return receive.received.count >= plan.count ?? 1
    }

    /// A step that has received all that it waited for, the first in the order of places.
    func placeOfSatisfiedReceive() -> Place? {
        state.activations.filter { _, activation in
            guard case .receive(let receive) = activation.work,
                case .receive(let plan) = engine.map.step(activation.step)?.verb
            else { return false }
            return isSatisfied(receive, plan)
        }.keys.min()
    }

    mutating func endReceive(at place: Place) {
        guard case .receive(let receive) = state.activations[place]?.work,
            let entry = openEntry(at: place)
        else { return }
        var outputs = receive.received.last?.data ?? [:]
        outputs["event"] = .map(receive.received.last?.data ?? [:])
        outputs["events"] = .list(receive.received.map { .map($0.data) })
        do throws(Fault) {
            try checkSize(outputs, of: "what `\(entry.step.id)` has received")
        } catch {
            return raise(error, at: entry)
        }
        emit(
            .stepEnded(
                StepEnded(place: place, outcome: ReceivePlan.received, outputs: outputs)))
    }

    mutating func send(_ plan: EmitPlan, _ entry: Entry) throws(Fault) {
        guard chain < Signal.longestChain else {
            throw Fault("depth", "\(chain) events have caused each other, which is the most")
        }
        let data = try record(plan.data, in: Scope(frame: entry.frame))
        emit(
            .signalSent(
                SignalSent(
                    step: entry.step.id, place: entry.place, pass: entry.pass,
                    signal: Signal(
                        id: "\(state.run)/\(entry.place)", name: plan.event, data: data,
                        chain: chain + 1))))
    }
}
