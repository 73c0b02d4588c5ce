/* Work in pieces that do not depend on each other. Whoever has threads offers them as Jobs; whoever
 * has work runs it through jobs_run and need not know where it is done. */
#ifndef CAIRN_BASE_JOBS_H
#define CAIRN_BASE_JOBS_H

#include <stddef.h>

/* Does piece `index` of the work behind `data`; called once for each piece, maybe from several
 * threads at a time, in no particular order. */
typedef void JobFunction(void *data, size_t index);

typedef struct Jobs {
    /* Runs pieces 0 to count - 1 and returns when all are done. */
    void (*run)(const struct Jobs *jobs, JobFunction *job, void *data, size_t count);
    size_t threads; /* that may be at work at a time, the caller's with them */
} Jobs;

/* Runs all pieces through `jobs`, or one after the other in this thread when it is NULL. */
static inline void jobs_run(const Jobs *jobs, JobFunction *job, void *data, size_t count)
{
    if (jobs != NULL) {
        jobs->run(jobs, job, data, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        job(data, i);
}

#endif
