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
        emit(.undoStarted(UndoStarted(steps: steps, ending: ending)), by: actor)
    }

    private func stepsToUndo() -> [StepID] {
        guard engine.map.undoes else { return [] }
        return state.results.compactMap { _, result -> (Int, StepID)? in
            guard let undo = engine.map.step(result.step)?.undo else { return nil }
            return (result.sequence ?? 0, undo)
        }.sorted { $0.0 > $1.0 }.map(\.1)
    }

    /// The next step that compensates, or the end that they all came before.
    mutating func continueUndoing() {
        guard let undoing = state.undoing else { return }
        if let next = undoing.steps.first {
            emit(.undoContinued(UndoContinued(step: next)))
        } else {
            emit(undoing.ending.event)
        }
    }
}
