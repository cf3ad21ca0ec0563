#pragma once
#include <stddef.h>

// Writes `runs` runs of `bytes` bytes to a new SQLite file, a third in each of three durable
// transactions (WAL, synchronous = FULL); `group` runs share their transactions.
//
// The seconds that it took, or -1 when something failed.
double onus_commit_floor(const char *path, size_t runs, size_t bytes, size_t group);
