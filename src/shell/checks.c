#include "shell/checks.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "companion/checking.h"
#include "companion/watching.h"
#include "shell/task.h"

#define STEP  0.01   /* of the task's share: one check */
#define HALF  0.0005 /* so that a share is never rounded down to the one before */
#define SLICE 50     /* ms of the wait for an editor to be done */

struct Checks {
    Task *task; /* NULL: nothing runs */
    CheckPlan plan;
    char *project, *milestone; /* ids of what runs; milestone NULL: all */
    size_t told;               /* results that were delivered */
    bool watched_run;          /* begun by a save */
    atomic_bool begun;         /* the wait is over */
    Watching *watching;        /* NULL: nothing is watched */
    char *watched;             /* id of the project */
    WatchPractice practice;    /* of the watch */
    bool again;                /* saved while the checks were running */
    Status status;             /* of the work */
    Error error;
};

/* --- in the thread --- */

typedef struct Report {
    Task *task;
    size_t done;
} Report;

static bool report(void *context, size_t index, const CheckResult *result)
{
    Report *report_to = context;
    report_to->done = index + (result != NULL ? 1 : 0);
    return task_report(report_to->task, STEP * (double)report_to->done + HALF);
}

/* An editor that saves does more than one thing to a file. */
static void wait_for_quiet(Task *task)
{
    for (int waited = 0; waited < WATCHING_QUIET_MS && task_report(task, 0); waited += SLICE) {
        struct timespec slice = {.tv_nsec = SLICE * 1000000L};
        (void)nanosleep(&slice, NULL);
    }
}

static void work(Task *task, void *data)
{
    struct Checks *checks = data;
    Report to = {.task = task};
    if (checks->watched_run)
        wait_for_quiet(task);
    atomic_store(&checks->begun, true);
    checks->status = check_plan_run(&checks->plan, report, &to, &checks->error);
}

/* --- beginning and ending --- */

static CatalogIndex find(const Session *session, const char *id, ItemKind kind)
{
    return id == NULL ? CATALOG_NONE
                      : catalog_find_kind(workspace_catalog(session->workspace), id, kind);
}

static ItemRef project_of(const Session *session)
{
    return (ItemRef){ITEM_PROJECT, find(session, session->checks->project, ITEM_PROJECT)};
}

static void end(struct Checks *checks)
{
    task_free(checks->task);
    checks->task = NULL;
    check_plan_done(&checks->plan);
}

/* Delivers results that are there and were not told, up to `done`. */
static void tell_results(Session *session, size_t done)
{
    struct Checks *checks = session->checks;
    const Catalog *catalog = workspace_catalog(session->workspace);
    MessageCheck *news = mem_alloc(checks->plan.count + 1, sizeof *news);
    size_t count = 0;
    done = done < checks->plan.count ? done : checks->plan.count;
    for (; checks->told < done; checks->told++) {
        size_t at = checks->told;
        CatalogIndex milestone = find(session, checks->plan.milestones[at], ITEM_MILESTONE);
        size_t within = 0;
        while (within < at &&
               strcmp(checks->plan.milestones[at - within - 1], checks->plan.milestones[at]) == 0)
            within++;
        if (milestone == CATALOG_NONE ||
            (int32_t)within >= catalog->milestones[milestone].check_count)
            continue;
        news[count++] = (MessageCheck){.check = catalog->milestones[milestone].first_check +
                                                (CatalogIndex)within,
                                       .outcome = checks->plan.results[at].outcome,
                                       .message = checks->plan.results[at].message};
    }
    session_deliver(session, (Message){.kind = MESSAGE_CHECKING,
                                       .item = project_of(session),
                                       .checks = news,
                                       .count = count,
                                       .value = (int64_t)done,
                                       .total = (int64_t)checks->plan.count});
    mem_free(news);
}

static Status start(Session *session, Error *error)
{
    struct Checks *checks = session->checks;
    checks->told = 0;
    checks->again = false;
    atomic_store(&checks->begun, false);
    Status status = task_start(work, checks, &checks->task, error);
    if (status == STATUS_OK)
        tell_results(session, 0);
    else
        check_plan_done(&checks->plan);
    return status;
}

static Status plan(Session *session, Error *error)
{
    struct Checks *checks = session->checks;
    return workspace_check_plan(session->workspace, find(session, checks->project, ITEM_PROJECT),
                                find(session, checks->milestone, ITEM_MILESTONE), NULL,
                                &checks->plan, error);
}

/* Ends a watch, if there is one. */
static Status end_watch(Session *session, Error *error)
{
    struct Checks *checks = session->checks;
    if (checks->watching == NULL)
        return STATUS_OK;
    watching_close(checks->watching);
    checks->watching = NULL;
    return workspace_watch_ended(session->workspace, &checks->practice, checks->watched, error);
}

static Status watch(Session *session, Error *error)
{
    struct Checks *checks = session->checks;
    Status status = end_watch(session, error);
    if (status == STATUS_OK)
        status = watching_open(checks->plan.directory, &checks->watching, error);
    if (status != STATUS_OK)
        return status;
    mem_free(checks->watched);
    checks->watched = mem_dup(checks->project);
    session_deliver(session, (Message){.kind = MESSAGE_WATCHING, .item = project_of(session)});
    return STATUS_OK;
}

Status checks_begin(Session *session, ItemRef item, int64_t value, Error *error)
{
    const Catalog *catalog = workspace_catalog(session->workspace);
    if (session->checks == NULL)
        session->checks = mem_alloc(1, sizeof *session->checks);
    struct Checks *checks = session->checks;
    checks_stop(session);
    bool one = item.kind == ITEM_MILESTONE;
    mem_free(checks->project);
    mem_free(checks->milestone);
    CatalogIndex project = one ? catalog->milestones[item.index].project : item.index;
    checks->project = mem_dup(catalog->projects[project].id);
    checks->milestone = one ? mem_dup(catalog->milestones[item.index].id) : NULL;
    checks->watched_run = false;
    Status status = plan(session, error);
    if (status == STATUS_OK && (value & CHECK_AGREED) != 0)
        status = workspace_check_allow(session->workspace, &checks->plan, error);
    if (status == STATUS_OK && !checks->plan.allowed) {
        session_deliver(session, (Message){.kind = MESSAGE_CONSENT,
                                           .item = item,
                                           .value = value,
                                           .subject = checks->plan.directory,
                                           .text = checks->plan.commands});
        check_plan_done(&checks->plan);
        return STATUS_OK;
    }
    if (status == STATUS_OK && (value & CHECK_WATCH) != 0)
        status = watch(session, error);
    if (status == STATUS_OK)
        return start(session, error);
    check_plan_done(&checks->plan);
    return status;
}

void checks_stop(Session *session)
{
    struct Checks *checks = session->checks;
    if (checks == NULL || checks->task == NULL)
        return;
    end(checks);
    session_deliver(session,
                    (Message){.kind = MESSAGE_CHECKED, .text = "The checks were stopped."});
}

void checks_unwatch(Session *session)
{
    struct Checks *checks = session->checks;
    Error error;
    if (checks == NULL)
        return;
    if (end_watch(session, &error) != STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
    session_deliver(session,
                    (Message){.kind = MESSAGE_WATCHING, .item = {ITEM_NONE, CATALOG_NONE}});
}

void checks_follow_content(Session *session)
{
    struct Checks *checks = session->checks;
    if (checks == NULL)
        return;
    if (checks->watching != NULL) {
        CatalogIndex watched = find(session, checks->watched, ITEM_PROJECT);
        if (watched == CATALOG_NONE)
            checks_unwatch(session);
        else
            session_deliver(session,
                            (Message){.kind = MESSAGE_WATCHING, .item = {ITEM_PROJECT, watched}});
    }
    if (checks->task != NULL) {
        size_t told = checks->told;
        checks->told = 0;
        tell_results(session, told);
    }
}

void checks_close(Session *session)
{
    struct Checks *checks = session->checks;
    if (checks == NULL)
        return;
    Error error;
    if (checks->task != NULL)
        end(checks);
    Status unsaid =
        end_watch(session, &error); /* of a minute at most, and nobody is there to hear it */
    (void)unsaid;
    mem_free(checks->watched);
    mem_free(checks->project);
    mem_free(checks->milestone);
    mem_free(checks);
    session->checks = NULL;
}

/* --- news --- */

void checks_poll(const Session *session, struct pollfd *ready)
{
    const struct Checks *checks = session->checks;
    bool runs = checks != NULL && checks->task != NULL;
    bool watches = checks != NULL && checks->watching != NULL;
    ready[0] = (struct pollfd){.fd = runs ? task_descriptor(checks->task) : -1, .events = POLLIN};
    ready[1] = (struct pollfd){.fd = watches ? watching_descriptor(checks->watching) : -1,
                               .events = POLLIN};
}

static int64_t count_passed(const CheckPlan *plan_done)
{
    int64_t passed = 0;
    for (size_t i = 0; i < plan_done->count; i++)
        passed += plan_done->results[i].outcome == OUTCOME_PASSED;
    return passed;
}

static void tell_end(Session *session)
{
    struct Checks *checks = session->checks;
    int marked = 0;
    Error error;
    task_free(checks->task);
    checks->task = NULL;
    if (checks->watching != NULL) /* what the checks wrote is no save of the learner's */
        checks->again = watching_take(checks->watching, true) || checks->again;
    if (checks->status == STATUS_OK) {
        tell_results(session, checks->plan.count);
        checks->status = workspace_take_checks(session->workspace, &checks->plan,
                                               checks->watched_run, &marked, &error);
        if (checks->status == STATUS_OK && checks->watched_run)
            checks->status =
                workspace_watch_practised(session->workspace, &checks->practice,
                                          checks->plan.project_id, checks->plan.ms, &error);
    } else {
        error = checks->error;
    }
    Message message = {.kind = MESSAGE_CHECKED,
                       .value = count_passed(&checks->plan),
                       .total = (int64_t)checks->plan.count,
                       .text = checks->status == STATUS_OK ? NULL : "The checks were not kept."};
    check_plan_done(&checks->plan);
    session_deliver(session, message);
    if (checks->status != STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
    session_deliver(session, (Message){.kind = MESSAGE_STATE});
}

/* The next run of the project that is watched. */
static void begin_again(Session *session)
{
    struct Checks *checks = session->checks;
    Error error;
    mem_free(checks->project);
    mem_free(checks->milestone);
    checks->project = mem_dup(checks->watched);
    checks->milestone = NULL;
    checks->watched_run = true;
    Status status = plan(session, &error);
    if (status == STATUS_OK && checks->plan.allowed) {
        status = start(session, &error);
    } else { /* also with new commands: the learner is asked by the next check */
        check_plan_done(&checks->plan);
        checks_unwatch(session);
    }
    if (status != STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
}

void checks_take(Session *session)
{
    struct Checks *checks = session->checks;
    if (checks == NULL)
        return;
    bool running = checks->task != NULL;
    if (checks->watching != NULL) {
        bool under_way = running && atomic_load(&checks->begun);
        bool saved = watching_take(checks->watching, under_way);
        checks->again = checks->again || (saved && (!running || under_way));
    }
    int thousandths = 0;
    if (running && task_news(checks->task, &thousandths))
        tell_end(session);
    else if (running && (size_t)thousandths / 10 > checks->told)
        tell_results(session, (size_t)thousandths / 10);
    if (checks->again && checks->task == NULL && checks->watching != NULL)
        begin_again(session);
}

void checks_wait(Session *session)
{
    while (session->checks != NULL && session->checks->task != NULL) {
        struct pollfd ready[CHECKS_POLLS];
        checks_poll(session, ready);
        (void)poll(ready, 1, -1);
        checks_take(session);
    }
}
