import OnusPlugin

/// Something that people may do and need not: no accountable person, no marks, no ladder.
package struct Right: Sendable, Hashable {
    /// The run and a place, as the id of a duty.
    package var id: DutyID
    package var step: StepID
    /// The step that waits for it: a `receive`, a scope, a `foreach`.
    package var place: Place
    package var handler: StepID?
    package var title: Text
    package var people: [Person]
    package var openedAt: Timestamp
    /// When it ends by itself.
    package var until: Timestamp?
    /// Set when it answers somebody who asked for more time for a duty.
    package var duty: DutyID?

    /// What it can be answered with.
    package var offered: [String] {
        duty == nil ? [ReceivePlan.received] : [Extensions.granted, Extensions.refused]
    }

    /// Stands for the step of a right that answers somebody who asked for more time.
    package static let extending: StepID = "extend"
}

extension RunState {
    /// All that people may do at present, by id.
    package var rights: [DutyID: Right] {
        var rights: [DutyID: Right] = [:]
        for (place, activation) in activations {
            for right in self.rights(of: activation, at: place) { rights[right.id] = right }
        }
        for duty in duties.values {
            if let right = duty.rightToAnswer(in: run) { rights[right.id] = right }
        }
        return rights
    }

    private func rights(of activation: Activation, at place: Place) -> [Right] {
        switch activation.work {
        case .receive(let receive):
            guard let people = receive.people else { return [] }
            return [
                Right(
                    id: DutyID("\(run)/\(place)"), step: activation.step, place: place,
                    title: receive.title, people: people, openedAt: activation.enteredAt,
                    until: receive.until)
            ]
        // What is over takes no items any more, though some of it goes on.
        case .block(let block) where !block.isJoined:
            return (block.offers ?? []).map { offer in
                let name = offer.handler ?? "add"
                return Right(
                    id: DutyID("\(run)/\(place.appending(name.rawValue))"),
                    step: offer.handler ?? activation.step, place: place, handler: offer.handler,
                    title: offer.title, people: offer.people, openedAt: activation.enteredAt)
            }
        default: return []
        }
    }
}

extension Duty {
    /// What those may do who were asked for more time.
    fileprivate func rightToAnswer(in run: RunID) -> Right? {
        guard let asked = extensions?.asked else { return nil }
        let place = opened.place.appending(
            Right.extending.rawValue, item: asked.number > 1 ? asked.number : nil)
        return Right(
            id: DutyID("\(run)/\(place)"), step: Right.extending, place: opened.place,
            title: Text(
                byLanguage: opened.title.byLanguage.mapValues { "\(asked.period) more: \($0)" }),
            people: asked.people, openedAt: extensions?.askedAt ?? openedAt, until: deadline.at,
            duty: opened.duty)
    }
}
