import OnusModel
import OnusStore

extension Tables {
    /// Keeps one batch, or says why not and changes nothing.
    ///
    /// WHY: everything is compared before anything is written, so a batch that is refused needs no
    /// savepoint and the batches beside it stand.
    func commit(_ batch: Batch) throws(StoreError) -> CommitResult {
        if let command = batch.command, let answer = try commands.answer(command.id) {
            return .answered(answer)
        }
        let known = try runs.find(batch.run)
        guard known?.version ?? 0 == batch.expectedVersion else {
            return .conflict(version: known?.version ?? 0)
        }
        if let premise = batch.premise,
            try settings.value(premise.setting) != premise.value
        {
            return .premiseGone
        }
        if let finished = batch.finishes,
            try !outbox.isHeld(finished.effect, by: finished.worker)
        {
            return .effectGone
        }
        for read in batch.pluginReads where try plugins.version(of: read) != read.version {
            return .pluginConflict(key: read.key)
        }
        try write(batch, known: known)
        return .committed
    }

    private func write(_ batch: Batch, known: RunTable.Known?) throws(StoreError) {
        if let command = batch.command { try commands.keep(command.id, command.answer) }
        if let finished = batch.finishes {
            _ = try outbox.finish(finished.effect, by: finished.worker)
        }
        for write in batch.pluginWrites { try plugins.apply(write) }
        guard let run = try runs.key(for: batch, known: known) else { return }
        try runs.keepEvents(of: batch, run: run)
        try runs.keepSnapshot(of: batch, run: run, known: known)
        for duty in batch.duties { try duties.keep(duty, run: run) }
        for change in batch.timers { try timers.apply(change, run: run) }
        for effect in batch.effects { try outbox.add(effect, run: run) }
    }
}
