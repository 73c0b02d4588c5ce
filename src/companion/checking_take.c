/* What comes of checks: results in the log, marks, practice. */
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "companion/checking_impl.h"
#include "companion/workspace_impl.h"
#include "study/progress.h"

#define MESSAGE_LIMIT   1500          /* bytes of a message that the log keeps */
#define WATCH_WRITES_MS MS_PER_MINUTE /* between signs of a watch that the log gets */

/* The checks from `first` to `end` of the plan are of one milestone. */
typedef struct Part {
    const CheckPlan *plan;
    size_t first, end;
} Part;

static Part next_part(const CheckPlan *plan, size_t first)
{
    size_t end = first;
    while (end < plan->count && strcmp(plan->milestones[end], plan->milestones[first]) == 0)
        end++;
    return (Part){.plan = plan, .first = first, .end = end};
}

static char *part_body(Part part)
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_key(&json, "checks");
    json_array_open(&json);
    for (size_t i = part.first; i < part.end; i++) {
        const CheckResult *result = &part.plan->results[i];
        size_t length = strlen(result->message);
        if (length > MESSAGE_LIMIT)
            length = utf8_fit(result->message, MESSAGE_LIMIT, MESSAGE_LIMIT, NULL);
        char *message = mem_dup_range(result->message, length);
        json_object_open(&json);
        json_put_text(&json, "title", part.plan->checks[i].title);
        json_put_text(&json, "outcome", outcome_name(result->outcome));
        json_put_text(&json, "message", message);
        json_object_close(&json);
        mem_free(message);
    }
    json_array_close(&json);
    json_put_integer(&json, "ms", part.plan->ms);
    json_object_close(&json);
    return buffer_take(&body);
}

/* Whether the log's last results have the same outcomes. */
static bool is_known(Workspace *workspace, Part part)
{
    Arena *arena = arena_new();
    MilestoneLog log;
    Error ignored;
    bool same = checking_log(workspace, part.plan->milestones[part.first], arena, &log, &ignored) ==
                    STATUS_OK &&
                log.checks != NULL;
    const JsonValue *item = same ? log.checks->first : NULL;
    for (size_t i = part.first; i < part.end && same; i++) {
        same =
            item != NULL &&
            strcmp(json_get_text(item, "title", ""), part.plan->checks[i].title) == 0 &&
            outcome_from_name(json_get_text(item, "outcome", "")) == part.plan->results[i].outcome;
        item = item != NULL ? item->next : NULL;
    }
    arena_free(arena);
    return same;
}

static Status take_part(Workspace *workspace, Part part, bool if_changed, int *passed, Error *error)
{
    Status status = STATUS_OK;
    const char *id = part.plan->milestones[part.first];
    if (!if_changed || !is_known(workspace, part)) {
        char *body = part_body(part);
        status = write_single(workspace, EVENT_CHECK, id, body, error);
        mem_free(body);
    }
    CatalogIndex index = catalog_find_kind(workspace->catalog, id, ITEM_MILESTONE);
    ItemRef milestone = {ITEM_MILESTONE, index};
    if (status != STATUS_OK || index == CATALOG_NONE ||
        !check_all_passed(part.plan->results + part.first, part.end - part.first) ||
        progress_mark(&workspace->state, milestone) == MARK_DONE)
        return status;
    status = workspace_mark(workspace, milestone, MARK_DONE, error);
    *passed += status == STATUS_OK;
    return status;
}

Status workspace_take_checks(Workspace *workspace, const CheckPlan *plan, bool if_changed,
                             int *passed, Error *error)
{
    int marked = 0;
    Status status = STATUS_OK;
    for (size_t first = 0; first < plan->count && status == STATUS_OK && !plan->cancelled;) {
        Part part = next_part(plan, first);
        status = take_part(workspace, part, if_changed, &marked, error);
        first = part.end;
    }
    if (status == STATUS_OK && !if_changed)
        status = workspace_practice_touch(workspace, plan->project_id, 0, plan->ms, error);
    if (passed != NULL)
        *passed = marked;
    return status;
}

/* --- watches --- */

/* The last sign, when it is not written yet. */
static Status write_last(Workspace *workspace, WatchPractice *practice, const char *project_id,
                         Error *error)
{
    if (practice->last_ms <= practice->written_ms)
        return STATUS_OK;
    practice->written_ms = practice->last_ms;
    return workspace_practice_touch(workspace, project_id, practice->last_ms, 0, error);
}

Status workspace_watch_practised(Workspace *workspace, WatchPractice *practice,
                                 const char *project_id, int64_t ms, Error *error)
{
    int64_t now = workspace_now(workspace);
    Status status = STATUS_OK;
    if (practice->written_ms > 0 && now - practice->written_ms < WATCH_WRITES_MS) {
        practice->last_ms = now;
        return STATUS_OK;
    }
    if (now - practice->written_ms > PRACTICE_TOUCH_MS)
        status = write_last(workspace, practice, project_id, error);
    practice->written_ms = practice->last_ms = now;
    return status == STATUS_OK ? workspace_practice_touch(workspace, project_id, now, ms, error)
                               : status;
}

Status workspace_watch_ended(Workspace *workspace, WatchPractice *practice, const char *project_id,
                             Error *error)
{
    Status status = write_last(workspace, practice, project_id, error);
    *practice = (WatchPractice){0};
    return status;
}
