#include "shell/background.h"

#include "base/memory.h"
#include "companion/training.h"
#include "shell/task.h"

typedef struct Work {
    Task *task; /* NULL: there is none */
    TrainingRequest request;
    Training training;
    Forecast forecast;
    Status status;
    Error error;
} Work;

enum { WORK_TUNE, WORK_FORECAST };

struct Background {
    Work works[BACKGROUND_WORKS];
};

/* --- in the threads --- */

static bool report(void *context, double share)
{
    return task_report(context, share);
}

static void tune(Task *task, void *data)
{
    Work *work = data;
    work->status = training_run(&work->request, report, task, &work->training, &work->error);
}

static void look_ahead(Task *task, void *data)
{
    Work *work = data;
    work->status = training_forecast(&work->request, report, task, &work->forecast, &work->error);
}

/* --- beginning and ending --- */

static void end(Work *work)
{
    if (work->task == NULL)
        return;
    task_free(work->task);
    work->task = NULL;
    training_request_done(&work->request);
}

/* Stops it: what it found is not wanted. */
static void drop(Work *work)
{
    end(work);
    training_done(&work->training);
}

static Status begin(Session *session, int which, TaskWork *function, Error *error)
{
    if (session->background == NULL)
        session->background = mem_alloc(1, sizeof *session->background);
    Work *work = &session->background->works[which];
    drop(work);
    training_request(session->workspace, &work->request);
    Status status = task_start(function, work, &work->task, error);
    if (status != STATUS_OK)
        training_request_done(&work->request);
    return status;
}

Status background_tune(Session *session, Error *error)
{
    return begin(session, WORK_TUNE, tune, error);
}

void background_stop_tuning(Session *session)
{
    if (session->background != NULL)
        drop(&session->background->works[WORK_TUNE]);
}

Status background_forecast(Session *session, Error *error)
{
    return begin(session, WORK_FORECAST, look_ahead, error);
}

void background_close(Session *session)
{
    if (session->background == NULL)
        return;
    for (int i = 0; i < BACKGROUND_WORKS; i++)
        drop(&session->background->works[i]);
    mem_free(session->background);
    session->background = NULL;
}

/* --- news --- */

void background_poll(const Session *session, struct pollfd *ready)
{
    for (int i = 0; i < BACKGROUND_WORKS; i++) {
        const Task *task = session->background == NULL ? NULL : session->background->works[i].task;
        ready[i] =
            (struct pollfd){.fd = task == NULL ? -1 : task_descriptor(task), .events = POLLIN};
    }
}

static void tell_tuned(Session *session, Work *work)
{
    if (work->status == STATUS_OK)
        work->status = workspace_take_training(session->workspace, &work->training, &work->error);
    training_done(&work->training);
    if (work->status != STATUS_OK) {
        session_deliver(session, (Message){.kind = MESSAGE_UNTUNED, .text = work->error.message});
        return;
    }
    session_deliver(session, (Message){.kind = MESSAGE_STATE});
    session_deliver(session, (Message){.kind = MESSAGE_TUNED, .tuning = &work->training.outcome});
}

static void tell_forecast(Session *session, const Work *work)
{
    bool known = work->status == STATUS_OK;
    session_deliver(session, (Message){.kind = MESSAGE_FORECAST,
                                       .subject = known ? "" : work->error.message,
                                       .forecast = known ? &work->forecast : NULL});
}

void background_take(Session *session)
{
    for (int i = 0; session->background != NULL && i < BACKGROUND_WORKS; i++) {
        Work *work = &session->background->works[i];
        int thousandths = 0;
        if (work->task == NULL)
            continue;
        if (!task_news(work->task, &thousandths)) {
            if (i == WORK_TUNE)
                session_deliver(session, (Message){.kind = MESSAGE_TUNING, .value = thousandths});
            continue;
        }
        end(work);
        if (i == WORK_TUNE)
            tell_tuned(session, work);
        else
            tell_forecast(session, work);
    }
}

void background_wait(Session *session)
{
    struct pollfd ready[BACKGROUND_WORKS];
    for (;;) {
        background_poll(session, ready);
        if (ready[WORK_TUNE].fd < 0 && ready[WORK_FORECAST].fd < 0)
            return;
        (void)poll(ready, BACKGROUND_WORKS, -1);
        background_take(session);
    }
}
