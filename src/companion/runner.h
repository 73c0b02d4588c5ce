/* Running a program of the learner's so that it can do no harm: without a shell and a terminal, in a
 * session of its own, for so long, printing so much, starting so many others, and (where the system
 * has Landlock) writing only in some directories. What it started ends with it, whatever it did to
 * get away. */
#ifndef CAIRN_COMPANION_RUNNER_H
#define CAIRN_COMPANION_RUNNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "study/check.h"

typedef struct RunnerJob {
    const char *const *words;       /* the program and its arguments, NULL-terminated */
    const char *const *environment; /* "NAME=value", NULL-terminated */
    const char *const *writable;    /* directories, NULL-terminated; NULL: anywhere */
    const char *directory;          /* it starts in */
    const char *input;              /* on its standard input; "" for none */
    int seconds;
} RunnerJob;

typedef struct RunnerResult {
    RunEnd end;
    int code;        /* exit code or signal */
    Buffer out, err; /* at most CHECK_OUTPUT_LIMIT each; a NUL byte is kept as 1 */
    int64_t ms;
    char why[200]; /* of RUN_MISSING */
} RunnerResult;

/* Asked several times a second while the program runs; false stops it. */
typedef bool RunnerGoOn(void *context);

/* Runs it to its end. STATUS_FAILED only when the system has no process or pipe for it; all else is in
 * `result`, which the caller frees with runner_result_done in any case. `go_on` may be NULL. */
CHECKED Status runner_run(const RunnerJob *job, RunnerGoOn *go_on, void *context,
                          RunnerResult *result, Error *error);
void runner_result_done(RunnerResult *result);

#endif
