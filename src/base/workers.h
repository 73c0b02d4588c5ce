/* A few threads that run jobs (base/jobs.h) together with the thread that asks. */
#ifndef CAIRN_BASE_WORKERS_H
#define CAIRN_BASE_WORKERS_H

#include "base/jobs.h"

typedef struct Workers Workers;

/* Starts threads, so that with the caller `threads` run (0: as many as there are processors, at most
 * 16). Where the system gives fewer there are fewer; there is always the caller. The threads take no
 * signals. The caller frees with workers_free, which ends them. */
Workers *workers_new(int threads);
void workers_free(Workers *workers);

/* Jobs that these threads run; one thread at a time may use them. Borrowed. */
const Jobs *workers_jobs(const Workers *workers);

#endif
