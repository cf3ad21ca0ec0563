// OnusStore is the contract between the runtime and a database, and the store in memory.
//
// A store keeps what the engine decided. It does not decide: it never looks into an event, a
// snapshot or an outcome. Everything that belongs together comes in one `Batch` and is committed in
// one transaction: events, snapshot, duties and inbox, timers, outbox, plugin data, and the answer
// to the command. A batch that lost a race is refused whole and alone; the batches beside it stand.
//
// Every store passes the contract suite of OnusTesting. A store promises that what `commit`
// answered is there after any crash (I1), that a command id has one answer for ever (I2), and that
// a stale version never commits (I10).
