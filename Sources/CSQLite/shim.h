#pragma once
#include <sqlite3.h>

// Swift imports neither the cast macro SQLITE_TRANSIENT nor variadic functions.
static inline sqlite3_destructor_type csqlite_transient(void) { return SQLITE_TRANSIENT; }

// Keeps SQLite from counting its memory, which needs a lock for every piece; before the first database.
static inline int csqlite_no_memory_count(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// Turns off double-quoted strings, so that a misspelt column is an error.
static inline int csqlite_no_double_quoted(sqlite3 *db) {
    int off;
    return sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, &off)
        | sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, &off);
}

// Whether the last connection that closes leaves the log as it is.
static inline int csqlite_no_checkpoint_on_close(sqlite3 *db, int on) {
    int now;
    return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on, &now);
}
