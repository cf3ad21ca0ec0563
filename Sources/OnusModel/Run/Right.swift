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
}

extension RunState {
    /// All that people may do at present, by id.
    package var rights: [DutyID: Right] {
        var rights: [DutyID: Right] = [:]
        for (place, activation) in activations {
            for right in self.rights(of: activation, at: place) { rights[right.id] = right }
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
        case .block(let block):
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
