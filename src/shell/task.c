#include "shell/task.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/process.h"

#define NEWS_STEP 10 /* thousandths that are worth a wake-up */

struct Task {
    TaskWork *work;
    void *data;
    pthread_t thread;
    int ends[2]; /* a pipe: a byte for each piece of news */
    int told;    /* thousandths that were news last; the work's own */
    atomic_int thousandths;
    atomic_bool stop, done;
};

/* A full pipe says that there is news as well as another byte would. */
static void tell(Task *task)
{
    ssize_t wrote;
    do
        wrote = write(task->ends[1], "", 1);
    while (wrote < 0 && errno == EINTR);
}

static void *run(void *context)
{
    Task *task = context;
    task->work(task, task->data);
    atomic_store(&task->done, true);
    tell(task);
    return NULL;
}

static Status open_pipe(int ends[2], Error *error)
{
    if (!process_pipe(ends))
        return error_set(error, STATUS_FAILED, "cannot start work behind the scenes: %s",
                         strerror(errno));
    for (int i = 0; i < 2; i++)
        (void)fcntl(ends[i], F_SETFL, O_NONBLOCK);
    return STATUS_OK;
}

Status task_start(TaskWork *work, void *data, Task **task, Error *error)
{
    sigset_t all;
    sigset_t before;
    *task = NULL;
    Task *made = mem_alloc(1, sizeof *made);
    made->work = work;
    made->data = data;
    Status status = open_pipe(made->ends, error);
    if (status != STATUS_OK) {
        mem_free(made);
        return status;
    }
    sigfillset(&all); /* signals are the loop's */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int code = pthread_create(&made->thread, NULL, run, made);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code != 0) {
        (void)close(made->ends[0]);
        (void)close(made->ends[1]);
        mem_free(made);
        return error_set(error, STATUS_FAILED, "cannot start work behind the scenes: %s",
                         strerror(code));
    }
    *task = made;
    return STATUS_OK;
}

bool task_report(Task *task, double share)
{
    int thousandths = (int)(1000 * share);
    atomic_store(&task->thousandths, thousandths);
    if (thousandths >= task->told + NEWS_STEP) {
        task->told = thousandths;
        tell(task);
    }
    return !atomic_load(&task->stop);
}

int task_descriptor(const Task *task)
{
    return task->ends[0];
}

bool task_news(Task *task, int *thousandths)
{
    char bytes[64];
    /* what is told after this is told again */
    while (read(task->ends[0], bytes, sizeof bytes) > 0)
        continue;
    *thousandths = atomic_load(&task->thousandths);
    return atomic_load(&task->done);
}

void task_free(Task *task)
{
    if (task == NULL)
        return;
    atomic_store(&task->stop, true);
    pthread_join(task->thread, NULL);
    (void)close(task->ends[0]);
    (void)close(task->ends[1]);
    mem_free(task);
}
