import OnusStore

/// What makes a SQLite file ours, and the steps from each version to the next.
enum Schema {
    /// "Onus" in ASCII.
    static let application = 0x4f6e_7573

    /// The step at index n leads from version n to n + 1. A step that was released never changes.
    private static let steps = [version1]
    static var version: Int { steps.count }

    enum State {
        case empty, foreign
        case ours(version: Int)
    }

    static func state(of connection: Connection) throws(StoreError) -> State {
        let application = try connection.number("PRAGMA application_id")
        let version = try connection.number("PRAGMA user_version")
        if application == Self.application { return .ours(version: version) }
        let tables = try connection.number("SELECT count(*) FROM sqlite_schema")
        return application == 0 && version == 0 && tables == 0 ? .empty : .foreign
    }

    /// Makes the tables or brings them up to date, in one transaction that the caller has begun.
    static func upgrade(_ connection: Connection, from old: Int) throws(StoreError) {
        for step in steps.dropFirst(old) { try connection.execute(step) }
        try connection.execute(
            "PRAGMA application_id = \(application); PRAGMA user_version = \(version)")
    }

    // Runs, duties and effects have a small number beside their name, so that a long name is
    // stored once. A moment is two columns: whole seconds since 1970 and the nanoseconds beyond.
    private static let version1 = """
        CREATE TABLE run (
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL, -- the sequence number of its last event
            workflow TEXT NOT NULL, workflow_version INTEGER NOT NULL, plan TEXT NOT NULL,
            status TEXT NOT NULL, outcome TEXT, initiator TEXT NOT NULL,
            started INTEGER NOT NULL, started_ns INTEGER NOT NULL,
            ended INTEGER, ended_ns INTEGER, parent TEXT, fingerprint TEXT
        ) STRICT;
        CREATE INDEX run_parent ON run (parent) WHERE parent IS NOT NULL;
        CREATE INDEX run_fingerprint ON run (fingerprint) WHERE fingerprint IS NOT NULL;

        -- The record. Rows are added and never changed: one for the events of each commit, a line
        -- of JSON for each. The key is the run's, times 2^32, and the number of the last event.
        CREATE TABLE event (key INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;

        CREATE TABLE snapshot (
            run INTEGER PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL
        ) STRICT;

        CREATE TABLE command (id TEXT PRIMARY KEY, answer BLOB NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE duty (
            key INTEGER PRIMARY KEY, run INTEGER NOT NULL,
            place TEXT NOT NULL, -- its id without the run's
            step TEXT NOT NULL, state TEXT NOT NULL,
            opened INTEGER NOT NULL, opened_ns INTEGER NOT NULL, priority INTEGER NOT NULL,
            due INTEGER NOT NULL, due_ns INTEGER NOT NULL,
            desks TEXT NOT NULL, -- a line for each person
            body BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX duty_of_run ON duty (run, place);

        -- Open duties; the empty person has those that are on nobody's desk.
        CREATE TABLE inbox (
            person TEXT NOT NULL, rank INTEGER NOT NULL, -- the priority below zero
            due INTEGER NOT NULL, due_ns INTEGER NOT NULL, duty INTEGER NOT NULL,
            PRIMARY KEY (person, rank, due, due_ns, duty)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE timer (
            run INTEGER NOT NULL, id TEXT NOT NULL,
            due INTEGER NOT NULL, due_ns INTEGER NOT NULL, PRIMARY KEY (run, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX timer_due ON timer (due, due_ns);

        -- Effects that are still to be done.
        CREATE TABLE outbox (
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run INTEGER NOT NULL,
            body BLOB NOT NULL, claims INTEGER NOT NULL,
            worker TEXT, -- who has it until `free`
            free INTEGER NOT NULL, free_ns INTEGER NOT NULL
        ) STRICT;

        -- How often each plugin wrote; a key has the number of its last write.
        CREATE TABLE plugin (name TEXT PRIMARY KEY, writes INTEGER NOT NULL)
        STRICT, WITHOUT ROWID;
        CREATE TABLE plugin_data (
            plugin TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
            value BLOB, -- NULL when it was removed
            PRIMARY KEY (plugin, key)
        ) STRICT, WITHOUT ROWID;

        -- Of several with one kind and name, the last is the current one.
        CREATE TABLE document (
            key INTEGER PRIMARY KEY, digest TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
            saved INTEGER NOT NULL, saved_ns INTEGER NOT NULL, body BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX document_by_digest ON document (digest, kind, name);
        CREATE INDEX document_by_name ON document (kind, name);

        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """
}
