/* Within the runner: the supervisor, a process between cairn and the program. It is the parent of
 * whatever the program leaves behind (a "subreaper"), and ends all of that when the program ends, when
 * its time is over, or when the lifeline is closed: by cairn, or by the end of cairn. */
#ifndef CAIRN_COMPANION_RUNNER_IMPL_H
#define CAIRN_COMPANION_RUNNER_IMPL_H

#include <sys/types.h>

#include "companion/runner.h"

typedef struct RunnerReport {
    int end;  /* RunEnd */
    int code; /* exit code, signal, or errno of RUN_MISSING */
} RunnerReport;

/* All that the processes behind a fork need: they may not allocate. */
typedef struct RunnerPlan {
    const char *path; /* of the program */
    const RunnerJob *job;
    int in, out, err; /* become the standard streams */
    int lifeline;     /* readable: closed */
    int report;       /* takes the program's pid_t, then a RunnerReport */
    long descriptors; /* that may be open */
    size_t memory;    /* bytes that the program may take; 0: as it likes */
} RunnerPlan;

_Noreturn void runner_supervise(const RunnerPlan *plan);

/* Leaves a process only what is written in the plan's directories; nothing where the system cannot.
 * For the program, just before it begins. */
void runner_confine(const char *const *writable);

#endif
