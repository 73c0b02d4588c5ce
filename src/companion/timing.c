/* Practice: the timer and the blocks it leaves. What is done to blocks later stands in blocks.c. */
#include "companion/workspace.h"

#include <string.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"

/* Blocks may be written down this long after they ended. */
#define LATEST_LOG_MS (INT64_C(366) * MS_PER_DAY)

Status practice_check_topic(const Workspace *workspace, const char *topic_id, Error *error)
{
    if (topic_id[0] == '\0' || strcmp(topic_id, PRACTICE_REVIEW) == 0 ||
        catalog_find(workspace->catalog, topic_id).kind != ITEM_NONE)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, "there is nothing with the id '%s' to practise",
                     topic_id);
}

Status practice_resolve_instant(const Workspace *workspace, int64_t *at_ms, Error *error)
{
    int64_t now = workspace_now(workspace);
    if (*at_ms == 0)
        *at_ms = now;
    if (*at_ms > now)
        return error_set(error, STATUS_USAGE, "that time is still to come");
    if (*at_ms < now - LATEST_LOG_MS)
        return error_set(error, STATUS_USAGE, "that time is more than a year ago");
    return STATUS_OK;
}

/* --- no minute counts twice --- */

static Status refuse_overlap(const Workspace *workspace, const PracticeBlock *block, bool running,
                             Error *error)
{
    char start[CIVIL_INSTANT_SIZE];
    char end[CIVIL_INSTANT_SIZE];
    int offset = clock_offset(&workspace->clock, block->start_ms);
    civil_format_instant(block->start_ms, offset, start);
    civil_format_instant(block->end_ms, offset, end);
    const char *topic = block->topic[0] == '\0' ? "nothing in particular" : block->topic;
    if (running)
        return error_set(error, STATUS_USAGE,
                         "that time overlaps the block that is open since %.10s %.5s (%s): stop it "
                         "first, or name a time before it began",
                         start, start + 11, topic);
    return error_set(error, STATUS_USAGE,
                     "that time overlaps the block of %.10s, %.5s-%.5s (%s): name a time beside "
                     "it, or take it out with 'cairn practice delete %s'",
                     start, start + 11, end + 11, topic, block->id);
}

static bool overlaps(const PracticeBlock *block, int64_t start_ms, int64_t end_ms)
{
    return start_ms < end_ms && block->start_ms < end_ms && start_ms < block->end_ms;
}

/* The open block so far, as if it were stopped now; empty without one. */
static PracticeBlock open_block(const Workspace *workspace)
{
    const PracticeTimer *timer = &workspace->state.timer;
    PracticeBlock block = {0};
    if (timer->phase == TIMER_IDLE)
        return block;
    block.start_ms = timer->started_ms;
    block.end_ms = practice_end(timer, workspace_now(workspace));
    memcpy(block.topic, timer->topic, sizeof block.topic);
    return block;
}

Status practice_check_span(Workspace *workspace, int64_t start_ms, int64_t end_ms,
                           const char *except, Error *error)
{
    PracticeBlock open = open_block(workspace);
    if (overlaps(&open, start_ms, end_ms))
        return refuse_overlap(workspace, &open, true, error);
    Arena *arena = arena_new();
    BlockList blocks;
    Status status = store_blocks(workspace->store, start_ms, arena, &blocks, error);
    for (size_t i = 0; status == STATUS_OK && i < blocks.count; i++)
        if (overlaps(&blocks.items[i], start_ms, end_ms) &&
            (except == NULL || strcmp(blocks.items[i].id, except) != 0))
            status = refuse_overlap(workspace, &blocks.items[i], false, error);
    arena_free(arena);
    return status;
}

/* --- what the events say --- */

/* The first instant in (from, to] at which the zone has not the offset it had at `from_ms`. */
static int64_t find_shift(const Workspace *workspace, int64_t from_ms, int64_t to_ms)
{
    int before = clock_offset(&workspace->clock, from_ms);
    while (to_ms - from_ms > MS_PER_SECOND) {
        int64_t middle = from_ms + (to_ms - from_ms) / 2;
        if (clock_offset(&workspace->clock, middle) == before)
            from_ms = middle;
        else
            to_ms = middle;
    }
    return to_ms - to_ms % MS_PER_SECOND;
}

void practice_put_zone(const Workspace *workspace, JsonWriter *json, int64_t start_ms,
                       int64_t end_ms)
{
    int before = clock_offset(&workspace->clock, start_ms);
    int after = clock_offset(&workspace->clock, end_ms);
    json_put_integer(json, "rollover", workspace->state.config.rollover_hour);
    json_put_integer(json, "offset", after);
    if (before == after)
        return;
    json_put_integer(json, "shift", find_shift(workspace, start_ms, end_ms));
    json_put_integer(json, "before", before);
}

/* {"slept": ...} and what reviews of the time before now had already. */
static char *start_body(const Workspace *workspace, int64_t counted_ms)
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_integer(&json, "slept", clock_slept(&workspace->clock));
    if (counted_ms > 0)
        json_put_integer(&json, "counted", counted_ms);
    json_object_close(&json);
    return buffer_take(&body);
}

static char *stop_body(const Workspace *workspace, const PracticeTimer *timer, int64_t at_ms,
                       const char *note)
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_text(&json, "note", note == NULL ? "" : note);
    practice_put_zone(workspace, &json, timer->started_ms, practice_end(timer, at_ms));
    json_object_close(&json);
    return buffer_take(&body);
}

/* --- sleep --- */

Status practice_settle(Workspace *workspace, int64_t at_ms, PracticeTimer *timer, Error *error)
{
    Status status = store_get_timer(workspace->store, timer, error);
    if (status != STATUS_OK || timer->phase != TIMER_RUNNING)
        return status;
    int64_t now = workspace_now(workspace);
    int64_t slept = clock_slept_since(&workspace->clock, timer->resumed_ms, timer->slept_ms);
    int64_t edge = practice_sleep_edge(timer, now, slept);
    if (slept < PRACTICE_SLEEP_MIN_MS || (at_ms != 0 && at_ms <= edge))
        return STATUS_OK;
    status = write_event(workspace, EVENT_PRACTICE_PAUSE, timer->id, "{\"why\":\"sleep\"}", edge,
                         NULL, error);
    return status == STATUS_OK ? store_get_timer(workspace->store, timer, error) : status;
}

static Status pause_at_edge(Workspace *workspace, int64_t edge_ms, bool *paused, Error *error)
{
    PracticeTimer timer;
    Status status = store_get_timer(workspace->store, &timer, error);
    if (status != STATUS_OK || timer.phase != TIMER_RUNNING)
        return status;
    *paused = true;
    return write_event(workspace, EVENT_PRACTICE_PAUSE, timer.id, "{\"why\":\"sleep\"}",
                       edge_ms < timer.resumed_ms ? timer.resumed_ms : edge_ms, NULL, error);
}

Status workspace_practice_slept(Workspace *workspace, int64_t edge_ms, bool *paused, Error *error)
{
    *paused = false;
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    status = pause_at_edge(workspace, edge_ms, paused, error);
    return write_end(workspace, status, error);
}

Status workspace_last_sign(Workspace *workspace, int64_t *at_ms, Error *error)
{
    int64_t now = workspace_now(workspace);
    *at_ms = 0;
    if (workspace->store == NULL)
        return STATUS_OK;
    Status status = STATUS_OK;
    if (workspace->state_stamp.size >= 0) /* nothing came since it was read */
        *at_ms = workspace->state.sign_ms;
    else
        status = store_last_sign(workspace->store, at_ms, error);
    if (*at_ms > now)
        *at_ms = now;
    return status;
}

/* --- the timer --- */

/* Now, for the open block: a clock that was set back stands where the block was last started or paused. */
static int64_t now_for(const Workspace *workspace, const PracticeTimer *timer)
{
    int64_t now = workspace_now(workspace);
    return timer->phase != TIMER_IDLE && now < timer->resumed_ms ? timer->resumed_ms : now;
}

/* `now` is `at_ms` when it begins now: then nothing can be in the way, also after the clock was set back. */
static Status start(Workspace *workspace, const char *topic_id, int64_t at_ms, int64_t now,
                    Error *error)
{
    PracticeTimer timer;
    int64_t counted = 0;
    Status status = store_get_timer(workspace->store, &timer, error);
    if (status == STATUS_OK)
        status = practice_start(&timer, "", topic_id, at_ms, error);
    if (status == STATUS_OK)
        status = practice_check_span(workspace, at_ms, now, NULL, error);
    if (status == STATUS_OK)
        status = workspace_reviewed(workspace, at_ms, now, &counted, error);
    if (status != STATUS_OK)
        return status;
    char *body = start_body(workspace, counted);
    status = write_event(workspace, EVENT_PRACTICE_START, topic_id, body, at_ms, NULL, error);
    mem_free(body);
    return status;
}

Status workspace_practice_start(Workspace *workspace, const char *topic_id, int64_t at_ms,
                                Error *error)
{
    bool backdated = at_ms != 0;
    Status status = practice_check_topic(workspace, topic_id, error);
    if (status == STATUS_OK)
        status = practice_resolve_instant(workspace, &at_ms, error);
    if (status != STATUS_OK)
        return status;
    int64_t now = backdated ? workspace_now(workspace) : at_ms;
    char *kept = mem_dup(topic_id);
    status = write_begin(workspace, error);
    if (status == STATUS_OK) {
        status = start(workspace, kept, at_ms, now, error);
        status = write_end(workspace, status, error);
    }
    if (status == STATUS_OK)
        hooks_run(workspace, HOOK_START, &(HookFacts){.topic = kept, .note = ""});
    mem_free(kept);
    return status;
}

static Status pause(Workspace *workspace, Error *error)
{
    PracticeTimer before = workspace->state.timer;
    PracticeTimer timer;
    Status status = practice_settle(workspace, 0, &timer, error);
    if (status != STATUS_OK)
        return status;
    int64_t now = now_for(workspace, &timer);
    if (before.phase == TIMER_RUNNING && timer.phase == TIMER_PAUSED)
        return STATUS_OK; /* where the machine went to sleep */
    PracticeTimer tried = timer;
    status = practice_pause(&tried, now, error);
    return status == STATUS_OK
               ? write_event(workspace, EVENT_PRACTICE_PAUSE, timer.id, NULL, now, NULL, error)
               : status;
}

Status workspace_practice_pause(Workspace *workspace, Error *error)
{
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    status = pause(workspace, error);
    return write_end(workspace, status, error);
}

static Status resume(Workspace *workspace, Error *error)
{
    PracticeTimer timer;
    Status status = practice_settle(workspace, 0, &timer, error);
    PracticeTimer tried = timer;
    int64_t now = now_for(workspace, &timer);
    if (status == STATUS_OK)
        status = practice_resume(&tried, now, error);
    if (status != STATUS_OK)
        return status;
    char *body = start_body(workspace, 0);
    status = write_event(workspace, EVENT_PRACTICE_RESUME, timer.id, body, now, NULL, error);
    mem_free(body);
    return status;
}

Status workspace_practice_resume(Workspace *workspace, Error *error)
{
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    status = resume(workspace, error);
    return write_end(workspace, status, error);
}

/* Ends the block; `timer` is what it was until then. With `note` NULL nothing of it is kept. */
static Status stop(Workspace *workspace, int64_t at_ms, const char *note, PracticeTimer *timer,
                   int64_t *practised_ms, Error *error)
{
    Status status = practice_settle(workspace, at_ms, timer, error);
    int64_t resolved = at_ms == 0 ? now_for(workspace, timer) : at_ms;
    PracticeTimer tried = *timer;
    if (status == STATUS_OK)
        status = practice_stop(&tried, resolved, practised_ms, error);
    if (status != STATUS_OK)
        return status;
    char *body =
        note == NULL ? mem_dup("{\"discard\":true}") : stop_body(workspace, timer, resolved, note);
    status = write_event(workspace, EVENT_PRACTICE_STOP, timer->id, body, resolved, NULL, error);
    mem_free(body);
    if (note == NULL)
        *practised_ms = 0;
    return status;
}

static Status stop_and_tell(Workspace *workspace, int64_t at_ms, const char *note,
                            int64_t *practised_ms, Error *error)
{
    PracticeTimer timer = {.phase = TIMER_IDLE};
    int64_t practised = 0;
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    status = stop(workspace, at_ms, note, &timer, &practised, error);
    status = write_end(workspace, status, error);
    if (practised_ms != NULL)
        *practised_ms = practised;
    if (status != STATUS_OK)
        return status;
    workspace_goal(workspace);
    hooks_run(workspace, HOOK_STOP,
              &(HookFacts){.topic = timer.topic,
                           .note = note == NULL ? "" : note,
                           .practised_ms = practised});
    return STATUS_OK;
}

Status workspace_practice_stop(Workspace *workspace, int64_t at_ms, const char *note,
                               int64_t *practised_ms, Error *error)
{
    int64_t resolved = at_ms;
    Status status = practice_resolve_instant(workspace, &resolved, error);
    if (status != STATUS_OK)
        return status;
    return stop_and_tell(workspace, at_ms, note == NULL ? "" : note, practised_ms, error);
}

Status workspace_practice_discard(Workspace *workspace, Error *error)
{
    return stop_and_tell(workspace, 0, NULL, NULL, error);
}
