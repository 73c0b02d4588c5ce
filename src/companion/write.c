#include "companion/workspace_impl.h"

#include <stdio.h>

#include "base/memory.h"
#include "study/habit_now.h"

/* On the first write of a day the state is what it was since the last one: the days between on which
 * nothing was left to do are noted, for nobody could tell later. */
static Status note_clear_days(Workspace *workspace, Error *error)
{
    DayNumber today = workspace_today(workspace);
    DaySpan span = habit_clear_span(&workspace->state, today, workspace_offset(workspace));
    if (span.days == 0)
        return STATUS_OK;
    char body[64];
    (void)snprintf(body, sizeof body, "{\"from\":%d,\"days\":%d}", (int)span.from, (int)span.days);
    return write_event(workspace, EVENT_CLEAR, "", body, workspace_now(workspace), NULL, error);
}

static Status begin(Workspace *workspace, Error *error)
{
    if (workspace->read_only || workspace->store == NULL)
        return error_set(error, STATUS_FAILED, "%s is only being read: nothing can be saved",
                         workspace->database);
    workspace->state_stamp.size = -1;
    Status status = store_begin(workspace->store, error);
    if (status == STATUS_OK && (store_changed_elsewhere(workspace->store) || workspace->stale)) {
        workspace->stale = true;
        status = workspace_load_state(workspace, error);
    }
    if (status == STATUS_OK)
        status = ledger_init(&workspace->ledger, workspace->store, true, error);
    if (status != STATUS_OK)
        store_rollback(workspace->store);
    return status;
}

Status write_begin(Workspace *workspace, Error *error)
{
    Status status = begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    status = note_clear_days(workspace, error);
    return status == STATUS_OK ? STATUS_OK : write_end(workspace, status, error);
}

Status write_event(Workspace *workspace, EventKind kind, const char *subject, const char *body,
                   int64_t at_ms, char id[EVENT_ID_SIZE], Error *error)
{
    Event event = {
        .at_ms = at_ms,
        .offset_min = clock_offset(&workspace->clock, at_ms),
        .kind = kind,
        .subject = subject,
        .body = body == NULL ? "{}" : body,
    };
    event.study_day = study_state_day(&workspace->state, at_ms, event.offset_min);
    Status status = store_append(workspace->store, &event, error);
    if (status == STATUS_OK)
        status = ledger_apply(&workspace->ledger, &event, error);
    if (id != NULL)
        (void)snprintf(id, EVENT_ID_SIZE, "%s", event.id);
    return status;
}

Status write_end(Workspace *workspace, Status status, Error *error)
{
    if (status == STATUS_OK)
        status = store_commit(workspace->store, error);
    if (status == STATUS_OK) {
        ledger_mirror(&workspace->ledger, &workspace->state);
        workspace->written = true;
    }
    store_rollback(workspace->store);
    ledger_done(&workspace->ledger);
    return status;
}

Status write_single(Workspace *workspace, EventKind kind, const char *subject, const char *body,
                    Error *error)
{
    char *kept = mem_dup(subject);
    Status status = write_begin(workspace, error);
    if (status == STATUS_OK) {
        status = write_event(workspace, kind, kept, body, workspace_now(workspace), NULL, error);
        status = write_end(workspace, status, error);
    }
    mem_free(kept);
    return status;
}

char *body_text(const char *key, const char *value)
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_text(&json, key, value);
    json_object_close(&json);
    return buffer_take(&body);
}
