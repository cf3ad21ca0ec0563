import OnusCEL
import OnusModel
import OnusPlugin

// Rights without which a run does not go on.
extension WorkflowContext {
    /// Those of whom one must answer a `receive`, since nothing else ends it; nil for any other step.
    func answering(_ entry: StepTree.Entry) -> PeopleSyntax? {
        guard case .receive(let receive) = entry.syntax.verb, receive.within == nil,
            let people = receive.pattern.from, !SureEnds(self).areTakenBack(entry)
        else { return nil }
        return people
    }

    /// Whether a list of `separate:` names a step, or a block around it.
    fileprivate func isSeparated(_ entry: StepTree.Entry) -> Bool {
        workflow.separate.flatMap(\.entries).flatMap(\.parts).contains { part in
            tree[part.text].map { tree.isInside(entry.index, $0.index) } ?? false
        }
    }
}

extension Post {
    /// Who answers a `receive` that others are kept apart from.
    static func right(
        _ entry: StepTree.Entry, in place: CalledPlace, guards: [Outline]
    ) -> Post? {
        guard place.isCalled || place.workflow.isSeparated(entry),
            let people = place.workflow.answering(entry)
        else { return nil }
        return Post(
            part: .right, name: place.name(of: entry), path: place.path + [entry.index],
            location: people.location, outline: place.writtenOut(people), duty: nil, backing: nil,
            guards: guards, seats: 1, demand: .single)
    }
}
