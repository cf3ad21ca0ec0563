import OnusModel
import OnusPlugin

// What can be undone, and undoing it.
extension RunState {
    /// Keeps what a step saw that has just finished. Its block may be over long before it is undone,
    /// and another pass may have another result.
    mutating func noteUndoable(_ result: StepResult, at place: Place) {
        var around: [Place: Frame] = [:]
        var list = place.parent
        while list != .root, var frame = frames[list], let owner = frame.owner {
            // What a block counts with stands at its step, which is gone then.
            let outer = activations[owner]
            let variables = outer?.variables ?? [:]
            if !variables.isEmpty {
                frame.variables = variables.reduce(into: frame.variables ?? [:]) {
                    if $0[$1.key] == nil { $0[$1.key] = $1.value }
                }
            }
            frame.cursor = .open(list)
            around[list] = frame
            list = outer?.frame ?? owner.parent
        }
        undoable = (undoable ?? []) + [Undoable(place: place, result: result, frames: around)]
    }

    mutating func started(_ event: UndoStarted) {
        let steps = event.compensations ?? event.steps.map { Compensation(step: $0) }
        guard let first = steps.first else { return }
        activations = [:]
        timers = [:]
        undoing = Undoing(
            current: first, steps: Array(steps.dropFirst()), ending: event.ending)
        undo(first)
    }

    mutating func continued(_ event: UndoContinued) {
        let rest = undoing?.steps.dropFirst() ?? []
        undoing?.steps = Array(rest)
        let next = event.compensation ?? Compensation(step: event.step)
        undoing?.current = next
        undo(next)
    }

    /// Opens the lists around a step as they were, and enters the one that compensates it there.
    private mutating func undo(_ next: Compensation) {
        frames = [:]
        if let undoable, undoable.indices.contains(next.number) {
            let done = undoable[next.number]
            frames = done.frames
            // Of several passes it sees the one that it undoes.
            results[done.place.withoutPasses] = done.result
        }
        frames[.root] = Frame(block: "", owner: nil, handler: nil, cursor: .open(.root))
        frames[next.list]?.cursor = .entering(next.step)
    }
}
