import OnusModel
import OnusPlugin

// Ending a run, and undoing first what it did.
extension Decider {
    /// Ends the run, after everything that has a step to compensate it was undone, the newest first.
    mutating func close(
        _ ending: RunEnding, because reason: String, undoes: Bool = true, by actor: Actor = .engine
    ) {
        withdrawDuties(in: .root, because: reason)
        let steps = undoes && state.undoing == nil ? stepsToUndo() : []
        guard !steps.isEmpty else { return emit(ending.event, by: actor) }
        var ending = ending
        if case .person(let person, _) = actor { ending.person = person }
        emit(.undoStarted(UndoStarted(steps, ending: ending)), by: actor)
    }

    /// One for each pass that has finished, in its own item.
    private func stepsToUndo() -> [Compensation] {
        (state.undoable ?? []).enumerated().reversed().compactMap { number, done in
            guard let undo = engine.map.step(done.result.step)?.undo else { return nil }
            let block = engine.map.block(containing: undo)
            let list = done.frames.first { $0.value.block == block }?.key ?? .root
            return Compensation(step: undo, list: list, number: number)
        }
    }

    /// The next step that compensates, or the end that they all came before.
    mutating func continueUndoing() {
        guard let undoing = state.undoing else { return }
        if let next = undoing.steps.first {
            emit(.undoContinued(UndoContinued(next)))
        } else {
            let person = undoing.ending.person
            emit(
                undoing.ending.event,
                by: person.map { .person($0, onBehalfOf: nil) } ?? .engine)
        }
    }
}
