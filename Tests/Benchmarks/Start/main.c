// Starts programs in turns and tells how long each took from start to end.
//
//     start-benchmark ROUNDS -- PROGRAM ARGUMENT… -- PROGRAM ARGUMENT… …
//
// One line for each program: the best and the median of the rounds in milliseconds.
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

enum { most_programs = 16 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/// Milliseconds, or -1 when the program cannot be started or does not end with 0.
static double run(char **program, posix_spawn_file_actions_t *quiet) {
    pid_t child;
    int status;
    double start = now();
    if (posix_spawn(&child, program[0], quiet, NULL, program, environ)) return -1;
    if (waitpid(child, &status, 0) != child) return -1;
    double time = now() - start;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? time : -1;
}

static int ascending(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

int main(int count, char **arguments) {
    char **programs[most_programs];
    int known = 0;
    int rounds = count > 1 ? atoi(arguments[1]) : 0;
    for (int index = 2; index < count; index++) {
        if (strcmp(arguments[index], "--")) continue;
        arguments[index] = NULL;
        if (known < most_programs && index + 1 < count) programs[known++] = arguments + index + 1;
    }
    double *times = calloc((size_t)(rounds > 0 ? rounds : 1) * most_programs, sizeof *times);
    if (rounds < 1 || !known || !times) {
        fprintf(stderr, "start-benchmark ROUNDS -- PROGRAM ARGUMENT... -- ...\n");
        return 64;
    }
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    for (int round = 0; round < rounds; round++)
        for (int index = 0; index < known; index++) {
            double time = run(programs[index], &quiet);
            if (time < 0) {
                fprintf(stderr, "start-benchmark: %s failed\n", programs[index][0]);
                return 1;
            }
            times[index * rounds + round] = time;
        }
    for (int index = 0; index < known; index++) {
        double *own = times + index * rounds;
        qsort(own, (size_t)rounds, sizeof *own, ascending);
        printf("%.2f %.2f\n", own[0], own[rounds / 2]);
    }
    return 0;
}
