// OnusSQLite is the store contract on one SQLite file: the `commit` of
//
//   parse -> check -> compile -> decide -> evolve -> effects -> commit -> perform
//
// One connection writes. Who comes alone writes on its own thread; what comes meanwhile waits and
// goes into one transaction on a thread for it, and its callers are told after the COMMIT. So at
// most one thread of the concurrency pool ever waits for the disk, and none for another program.
// Another connection reads, on the caller's thread too.
//
// INVARIANT: `synchronous` is FULL on the connection that writes, so that what was answered
// "committed" outlives a power cut. SQLite's pieces of a transaction are gathered (`LogFile`) until
// it asks for that.
// INVARIANT: a transaction and a checkpoint happen under the file's lock, and the lock is held for
// nothing else: several programs may work on one file. Only the writer checkpoints. WHY: SQLite
// before 3.51.3 can lose commits when a checkpoint races a writer on another connection.
// INVARIANT: what was read before the lock was taken is not trusted; versions are compared inside
// the transaction.
//
// It never looks into an event, a snapshot or an effect, and it never creates half a database:
// the schema comes in one transaction, and a file that is not ours stays as it is.
