#include "CCommitFloor.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int run(sqlite3_stmt *statement) {
    return sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK;
}

/// A row for each run of the group, a third of its bytes.
static int third(
    sqlite3_stmt *begin, sqlite3_stmt *insert, sqlite3_stmt *commit, size_t rows,
    const unsigned char *text, int bytes
) {
    if (run(begin)) return 1;
    for (size_t row = 0; row < rows; row++) {
        if (sqlite3_bind_blob(insert, 1, text + row % 64, bytes, SQLITE_STATIC)) return 1;
        if (run(insert)) return 1;
    }
    return run(commit);
}

static double measure(sqlite3 *db, size_t runs, size_t bytes, size_t group) {
    sqlite3_stmt *begin = NULL, *insert = NULL, *commit = NULL;
    int part = (int)(bytes / 3);
    unsigned char *text = malloc((size_t)part + 64);
    if (!text) return -1;
    for (int index = 0; index < part + 64; index++) text[index] = (unsigned char)(index * 31);
    int failed = sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, &begin, NULL)
        || sqlite3_prepare_v2(db, "INSERT INTO record (body) VALUES (?)", -1, &insert, NULL)
        || sqlite3_prepare_v2(db, "COMMIT", -1, &commit, NULL);
    double start = now();
    for (size_t done = 0; done < runs && !failed; done += group) {
        size_t rows = runs - done < group ? runs - done : group;
        for (int step = 0; step < 3 && !failed; step++)
            failed = third(begin, insert, commit, rows, text, part);
    }
    double seconds = now() - start;
    sqlite3_finalize(begin);
    sqlite3_finalize(insert);
    sqlite3_finalize(commit);
    free(text);
    return failed ? -1 : seconds;
}

double onus_commit_floor(const char *path, size_t runs, size_t bytes, size_t group) {
    sqlite3 *db = NULL;
    double seconds = -1;
    if (!sqlite3_open(path, &db)
        && !sqlite3_exec(
            db,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE record (key INTEGER PRIMARY KEY, body BLOB NOT NULL)",
            NULL, NULL, NULL))
        seconds = measure(db, runs, bytes, group);
    sqlite3_close(db);
    return seconds;
}
