#include "shell/background.h"

#include "base/memory.h"
#include "companion/copying.h"
#include "companion/statistics.h"
#include "companion/training.h"
#include "shell/task.h"

enum { WORK_TUNE, WORK_FORECAST, WORK_STATISTICS, WORK_COUNT, COPY = WORK_COUNT };

_Static_assert(COPY + 1 == BACKGROUND_POLLED, "the header knows how many");

typedef struct Work {
    Task *task; /* NULL: there is none */
    int which;
    TrainingRequest request;
    Training training;
    Forecast forecast;
    StatisticsRequest counted;
    ItemRef scope;
    Stats *found; /* not told yet */
    Stats *told;  /* what the interface has */
    Status status;
    Error error;
} Work;

typedef struct Background {
    Work works[WORK_COUNT];
    Copying *copying; /* NULL: there is none */
} Background;

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

static bool goes_on(void *context)
{
    return task_report(context, 0);
}

static void count(Task *task, void *data)
{
    Work *work = data;
    work->status = statistics_run(&work->counted, goes_on, task, &work->found, &work->error);
}

/* --- beginning and ending --- */

static void end(Work *work)
{
    if (work->task == NULL)
        return;
    task_free(work->task);
    work->task = NULL;
    if (work->which == WORK_STATISTICS)
        statistics_request_done(&work->counted);
    else
        training_request_done(&work->request);
}

/* Stops it: what it found is not wanted. */
static void drop(Work *work)
{
    end(work);
    training_done(&work->training);
    stats_free(work->found);
    work->found = NULL;
}

static Background *background_of(Session *session)
{
    if (session->background == NULL)
        session->background = mem_alloc(1, sizeof *session->background);
    return session->background;
}

static Work *ready_work(Session *session, int which)
{
    Work *work = &background_of(session)->works[which];
    drop(work);
    work->which = which;
    return work;
}

static Status begin(Session *session, int which, TaskWork *function, Error *error)
{
    Work *work = ready_work(session, which);
    training_request(session->workspace, &work->request);
    Status status = task_start(function, work, &work->task, error);
    if (status != STATUS_OK)
        training_request_done(&work->request);
    return status;
}

Status background_tune(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    if (begin(session, WORK_TUNE, tune, error) != STATUS_OK)
        session_deliver(session, (Message){.kind = MESSAGE_UNTUNED, .text = error->message});
    return STATUS_OK;
}

Status background_stop_tuning(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    (void)error;
    if (session->background != NULL)
        drop(&session->background->works[WORK_TUNE]);
    return STATUS_OK;
}

Status background_forecast(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    Status status = begin(session, WORK_FORECAST, look_ahead, error);
    if (status != STATUS_OK)
        session_deliver(session, (Message){.kind = MESSAGE_FORECAST, .subject = error->message});
    return status;
}

Status background_statistics(Session *session, const Effect *effect, Error *error)
{
    Work *work = ready_work(session, WORK_STATISTICS);
    work->scope = effect->item;
    statistics_request(session->workspace, effect->item, &work->counted);
    Status status = task_start(count, work, &work->task, error);
    if (status != STATUS_OK) {
        statistics_request_done(&work->counted);
        session_deliver(
            session,
            (Message){.kind = MESSAGE_STATS, .item = effect->item, .subject = error->message});
    }
    return status;
}

void background_copy(Session *session)
{
    CopyRequest request;
    Error error = {0};
    if (!copying_request(session->workspace, false, &request))
        return;
    Background *background = background_of(session);
    copying_free(background->copying);
    if (copying_start(&request, &background->copying, &error) != STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
    copying_request_done(&request);
}

void background_close(Session *session)
{
    if (session->background == NULL)
        return;
    for (int i = 0; i < WORK_COUNT; i++) {
        drop(&session->background->works[i]);
        stats_free(session->background->works[i].told);
    }
    copying_free(session->background->copying);
    mem_free(session->background);
    session->background = NULL;
}

/* --- news --- */

void background_poll(const Session *session, struct pollfd *ready)
{
    const Background *background = session->background;
    for (int i = 0; i < BACKGROUND_POLLED; i++)
        ready[i] = (struct pollfd){.fd = -1, .events = POLLIN};
    for (int i = 0; background != NULL && i < WORK_COUNT; i++)
        if (background->works[i].task != NULL)
            ready[i].fd = task_descriptor(background->works[i].task);
    if (background != NULL && background->copying != NULL)
        ready[COPY].fd = copying_descriptor(background->copying);
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

static void tell_statistics(Session *session, Work *work)
{
    Stats *before = work->told;
    work->told = work->found;
    work->found = NULL;
    session_deliver(session, (Message){.kind = MESSAGE_STATS,
                                       .item = work->scope,
                                       .subject = work->error.message,
                                       .stats = work->told});
    stats_free(before);
}

static void take_copy(Session *session)
{
    Background *background = session->background;
    Status status;
    Error error = {0};
    if (background == NULL || background->copying == NULL ||
        !copying_ended(background->copying, &status, &error))
        return;
    copying_free(background->copying);
    background->copying = NULL;
    if (status != STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
}

void background_take(Session *session)
{
    for (int i = 0; session->background != NULL && i < WORK_COUNT; i++) {
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
        else if (i == WORK_FORECAST)
            tell_forecast(session, work);
        else
            tell_statistics(session, work);
    }
    take_copy(session);
}

void background_wait(Session *session)
{
    struct pollfd ready[BACKGROUND_POLLED];
    for (;;) {
        background_poll(session, ready);
        bool any = false;
        for (int i = 0; i < BACKGROUND_POLLED; i++)
            any = any || ready[i].fd >= 0;
        if (!any)
            return;
        (void)poll(ready, BACKGROUND_POLLED, -1);
        background_take(session);
    }
}
