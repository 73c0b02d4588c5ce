#include "base/workers.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

#include "base/memory.h"

#define THREADS_MAX 16
#define SPINS       2000 /* looks for new work, or for the end of it, before a thread goes to sleep */

/* Work is handed out by `round`: it counts up with each call of jobs_run, and threads that see it
 * change take pieces until none is left. A thread looks for a moment before it sleeps, since a pass
 * of some tenths of a millisecond is followed by the next. */
struct Workers {
    Jobs jobs; /* first: jobs->run finds the workers from it */
    pthread_t threads[THREADS_MAX];
    int count; /* of threads beside the caller */
    pthread_mutex_t lock;
    pthread_cond_t wake, done;
    atomic_uint round;
    atomic_size_t next; /* piece to take */
    atomic_int busy;    /* threads that have not finished this round */
    atomic_bool ending;
    size_t pieces;
    JobFunction *job;
    void *data;
};

static void take_pieces(Workers *workers)
{
    for (;;) {
        size_t piece = atomic_fetch_add(&workers->next, 1);
        if (piece >= workers->pieces)
            return;
        workers->job(workers->data, piece);
    }
}

/* Waits until the round is another than `seen`; returns it. */
static unsigned wait_round(Workers *workers, unsigned seen)
{
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load(&workers->round) != seen)
            return atomic_load(&workers->round);
    }
    pthread_mutex_lock(&workers->lock);
    while (atomic_load(&workers->round) == seen)
        pthread_cond_wait(&workers->wake, &workers->lock);
    pthread_mutex_unlock(&workers->lock);
    return atomic_load(&workers->round);
}

static void *work(void *context)
{
    Workers *workers = context;
    unsigned round = 0;
    for (;;) {
        round = wait_round(workers, round);
        if (atomic_load(&workers->ending))
            return NULL;
        take_pieces(workers);
        if (atomic_fetch_sub(&workers->busy, 1) == 1) {
            pthread_mutex_lock(&workers->lock);
            pthread_cond_signal(&workers->done);
            pthread_mutex_unlock(&workers->lock);
        }
    }
}

static void begin_round(Workers *workers)
{
    pthread_mutex_lock(&workers->lock);
    atomic_fetch_add(&workers->round, 1);
    pthread_cond_broadcast(&workers->wake);
    pthread_mutex_unlock(&workers->lock);
}

static void wait_done(Workers *workers)
{
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load(&workers->busy) == 0)
            return;
    }
    pthread_mutex_lock(&workers->lock);
    while (atomic_load(&workers->busy) > 0)
        pthread_cond_wait(&workers->done, &workers->lock);
    pthread_mutex_unlock(&workers->lock);
}

static void run(const Jobs *jobs, JobFunction *job, void *data, size_t count)
{
    Workers *workers = (Workers *)(uintptr_t)jobs;
    if (workers->count == 0 || count < 2) {
        jobs_run(NULL, job, data, count);
        return;
    }
    workers->job = job;
    workers->data = data;
    workers->pieces = count;
    atomic_store(&workers->next, 0);
    atomic_store(&workers->busy, workers->count);
    begin_round(workers);
    take_pieces(workers);
    wait_done(workers);
}

Workers *workers_new(int threads)
{
    Workers *workers = mem_alloc(1, sizeof *workers);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    sigset_t all;
    sigset_t before;
    if (threads <= 0)
        threads = processors > 0 && processors < THREADS_MAX ? (int)processors : 1;
    workers->jobs.run = run;
    pthread_mutex_init(&workers->lock, NULL);
    pthread_cond_init(&workers->wake, NULL);
    pthread_cond_init(&workers->done, NULL);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (workers->count < threads - 1 && workers->count < THREADS_MAX &&
           pthread_create(&workers->threads[workers->count], NULL, work, workers) == 0)
        workers->count++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    workers->jobs.threads = (size_t)workers->count + 1;
    return workers;
}

void workers_free(Workers *workers)
{
    if (workers == NULL)
        return;
    atomic_store(&workers->ending, true);
    begin_round(workers);
    for (int i = 0; i < workers->count; i++)
        pthread_join(workers->threads[i], NULL);
    pthread_cond_destroy(&workers->done);
    pthread_cond_destroy(&workers->wake);
    pthread_mutex_destroy(&workers->lock);
    mem_free(workers);
}

const Jobs *workers_jobs(const Workers *workers)
{
    return &workers->jobs;
}
