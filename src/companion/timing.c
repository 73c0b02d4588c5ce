/* Practice: the timer and the blocks it leaves. */
#include "companion/workspace.h"

#include <string.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"

/* Blocks may be written down this long after they ended. */
#define LATEST_LOG_MS (INT64_C(366) * MS_PER_DAY)

static Status check_topic(const Workspace *workspace, const char *topic_id, Error *error)
{
    if (topic_id[0] == '\0' || catalog_find(workspace->catalog, topic_id).kind != ITEM_NONE)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, "there is nothing with the id '%s' to practise",
                     topic_id);
}

/* `at_ms` or now for 0; not in the future, where no clock could have measured it. */
static Status resolve_instant(const Workspace *workspace, int64_t *at_ms, Error *error)
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

/* Whether the span from `start_ms` to `end_ms` is free of practice; an empty span always is. */
static Status check_span(Workspace *workspace, int64_t start_ms, int64_t end_ms, Error *error)
{
    PracticeBlock open = open_block(workspace);
    if (overlaps(&open, start_ms, end_ms))
        return refuse_overlap(workspace, &open, true, error);
    Arena *arena = arena_new();
    BlockList blocks;
    Status status = store_blocks(workspace->store, start_ms, arena, &blocks, error);
    for (size_t i = 0; status == STATUS_OK && i < blocks.count; i++)
        if (overlaps(&blocks.items[i], start_ms, end_ms))
            status = refuse_overlap(workspace, &blocks.items[i], false, error);
    arena_free(arena);
    return status;
}

/* {"note": ..., "rollover": 4} and what more `what` and `ms` say, when given. */
static char *block_body(const Workspace *workspace, const char *what, int64_t ms, const char *note)
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    if (what != NULL)
        json_put_text(&json, "what", what);
    if (ms > 0)
        json_put_integer(&json, "ms", ms);
    json_put_text(&json, "note", note == NULL ? "" : note);
    json_put_integer(&json, "rollover", workspace->state.config.rollover_hour);
    json_object_close(&json);
    return buffer_take(&body);
}

static Status start(Workspace *workspace, const char *topic_id, int64_t at_ms, Error *error)
{
    PracticeTimer tried = workspace->state.timer;
    Status status = practice_start(&tried, "", topic_id, at_ms, error);
    if (status == STATUS_OK)
        status = check_span(workspace, at_ms, workspace_now(workspace), error);
    if (status != STATUS_OK)
        return status;
    return write_event(workspace, EVENT_PRACTICE_START, topic_id, NULL, at_ms, NULL, error);
}

Status workspace_practice_start(Workspace *workspace, const char *topic_id, int64_t at_ms,
                                Error *error)
{
    Status status = check_topic(workspace, topic_id, error);
    if (status == STATUS_OK)
        status = resolve_instant(workspace, &at_ms, error);
    if (status != STATUS_OK)
        return status;
    char *kept = mem_dup(topic_id);
    status = write_begin(workspace, error);
    if (status == STATUS_OK) {
        status = start(workspace, kept, at_ms, error);
        status = write_end(workspace, status, error);
    }
    mem_free(kept);
    return status;
}

Status workspace_practice_pause(Workspace *workspace, Error *error)
{
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    PracticeTimer tried = workspace->state.timer;
    int64_t now = workspace_now(workspace);
    status = practice_pause(&tried, now, error);
    if (status == STATUS_OK)
        status = write_event(workspace, EVENT_PRACTICE_PAUSE, workspace->state.timer.id, NULL, now,
                             NULL, error);
    return write_end(workspace, status, error);
}

Status workspace_practice_resume(Workspace *workspace, Error *error)
{
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    PracticeTimer tried = workspace->state.timer;
    int64_t now = workspace_now(workspace);
    status = practice_resume(&tried, now, error);
    if (status == STATUS_OK)
        status = write_event(workspace, EVENT_PRACTICE_RESUME, workspace->state.timer.id, NULL, now,
                             NULL, error);
    return write_end(workspace, status, error);
}

Status workspace_practice_stop(Workspace *workspace, int64_t at_ms, const char *note,
                               int64_t *practised_ms, Error *error)
{
    Status status = resolve_instant(workspace, &at_ms, error);
    if (status == STATUS_OK)
        status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    PracticeTimer tried = workspace->state.timer;
    int64_t practised = 0;
    status = practice_stop(&tried, at_ms, &practised, error);
    if (status == STATUS_OK) {
        char *body = block_body(workspace, NULL, 0, note);
        status = write_event(workspace, EVENT_PRACTICE_STOP, workspace->state.timer.id, body, at_ms,
                             NULL, error);
        mem_free(body);
    }
    if (practised_ms != NULL)
        *practised_ms = practised;
    return write_end(workspace, status, error);
}

static Status log_block(Workspace *workspace, const char *topic_id, int64_t end_ms,
                        int64_t practised_ms, const char *note, Error *error)
{
    Status status = check_span(workspace, end_ms - practised_ms, end_ms, error);
    if (status != STATUS_OK)
        return status;
    char *body = block_body(workspace, "log", practised_ms, note);
    status = write_event(workspace, EVENT_PRACTICE_EDIT, topic_id, body, end_ms, NULL, error);
    mem_free(body);
    return status;
}

Status workspace_practice_log(Workspace *workspace, const char *topic_id, int64_t end_ms,
                              int64_t practised_ms, const char *note, Error *error)
{
    Status status = check_topic(workspace, topic_id, error);
    if (status == STATUS_OK)
        status = resolve_instant(workspace, &end_ms, error);
    if (status == STATUS_OK && (practised_ms <= 0 || practised_ms > PRACTICE_BLOCK_MAX_MS))
        status = error_set(error, STATUS_USAGE, "a practice block lasts up to %d hours",
                           (int)(PRACTICE_BLOCK_MAX_MS / MS_PER_HOUR));
    if (status != STATUS_OK)
        return status;
    char *kept = mem_dup(topic_id);
    status = write_begin(workspace, error);
    if (status == STATUS_OK) {
        status = log_block(workspace, kept, end_ms, practised_ms, note, error);
        status = write_end(workspace, status, error);
    }
    mem_free(kept);
    return status;
}

static Status remove_block(Workspace *workspace, const char *block_id, Error *error)
{
    PracticeBlock block;
    int rollover_hour;
    bool found;
    Status status =
        store_get_block(workspace->store, block_id, &block, &rollover_hour, &found, error);
    if (status != STATUS_OK)
        return status;
    if (!found)
        return error_set(error, STATUS_USAGE,
                         "no practice block has the id '%s'; 'cairn practice list' shows them",
                         block_id);
    return write_event(workspace, EVENT_PRACTICE_EDIT, block_id, "{\"what\":\"delete\"}",
                       workspace_now(workspace), NULL, error);
}

Status workspace_practice_delete(Workspace *workspace, const char *block_id, Error *error)
{
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    status = remove_block(workspace, block_id, error);
    return write_end(workspace, status, error);
}

Status workspace_blocks(Workspace *workspace, int64_t from_ms, Arena *arena, BlockList *blocks,
                        Error *error)
{
    *blocks = (BlockList){0};
    if (workspace->store == NULL)
        return STATUS_OK;
    return store_blocks(workspace->store, from_ms, arena, blocks, error);
}
