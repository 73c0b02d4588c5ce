/* The history of practice: blocks written down, given other times, parted, taken out; and work that
 * counts by itself. Every change is an event. */
#include "companion/workspace.h"

#include <string.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"

Status workspace_blocks(Workspace *workspace, int64_t from_ms, Arena *arena, BlockList *blocks,
                        Error *error)
{
    *blocks = (BlockList){0};
    if (workspace->store == NULL)
        return STATUS_OK;
    return store_blocks(workspace->store, from_ms, arena, blocks, error);
}

/* --- what reviews had --- */

typedef struct Answer {
    char id[EVENT_ID_SIZE];
    int64_t ms;
} Answer;

typedef struct Answers {
    ARRAY(Answer) items;
    int64_t from_ms, to_ms;
} Answers;

static bool take_answer(void *context, const Event *event)
{
    Answers *answers = context;
    Arena *arena = arena_new();
    const JsonValue *body = ledger_body(event, arena);
    int64_t begin = event->at_ms - json_get_integer(body, "ms", 0);
    int64_t from = begin > answers->from_ms ? begin : answers->from_ms;
    int64_t to = event->at_ms < answers->to_ms ? event->at_ms : answers->to_ms;
    if (to > from && !json_get_bool(body, "timed", false)) {
        Answer *answer = array_push(&answers->items);
        memcpy(answer->id, event->id, sizeof answer->id);
        answer->ms = to - from;
    }
    arena_free(arena);
    return true;
}

static bool take_undone(void *context, const Event *event)
{
    Answers *answers = context;
    Arena *arena = arena_new();
    const char *undone = json_get_text(ledger_body(event, arena), "undoes", "");
    for (size_t i = 0; i < answers->items.count; i++)
        if (strcmp(answers->items.items[i].id, undone) == 0)
            answers->items.items[i].ms = 0;
    arena_free(arena);
    return true;
}

Status workspace_reviewed(Workspace *workspace, int64_t from_ms, int64_t to_ms, int64_t *ms,
                          Error *error)
{
    Answers answers = {.from_ms = from_ms, .to_ms = to_ms};
    *ms = 0;
    if (from_ms >= to_ms || workspace->store == NULL)
        return STATUS_OK;
    Status status = store_each_event_since(workspace->store, EVENT_REVIEW, from_ms, take_answer,
                                           &answers, error);
    if (status == STATUS_OK && answers.items.count > 0)
        status = store_each_event_since(workspace->store, EVENT_UNDO, from_ms, take_undone,
                                        &answers, error);
    for (size_t i = 0; status == STATUS_OK && i < answers.items.count; i++)
        *ms += answers.items.items[i].ms;
    if (*ms > to_ms - from_ms)
        *ms = to_ms - from_ms;
    array_done(&answers.items);
    return status;
}

/* --- writing down --- */

static char *log_body(const Workspace *workspace, int64_t end_ms, int64_t span_ms, int64_t ms,
                      const char *note)
{
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_text(&json, "what", "log");
    json_put_integer(&json, "ms", ms);
    if (span_ms != ms)
        json_put_integer(&json, "span", span_ms);
    json_put_text(&json, "note", note == NULL ? "" : note);
    practice_put_zone(workspace, &json, end_ms - span_ms, end_ms);
    json_object_close(&json);
    return buffer_take(&body);
}

static Status log_block(Workspace *workspace, const char *topic_id, int64_t end_ms, int64_t span_ms,
                        const char *note, Error *error)
{
    int64_t counted = 0;
    Status status = practice_check_span(workspace, end_ms - span_ms, end_ms, NULL, error);
    if (status == STATUS_OK)
        status = workspace_reviewed(workspace, end_ms - span_ms, end_ms, &counted, error);
    if (status == STATUS_OK && counted >= span_ms)
        status = error_set(error, STATUS_USAGE,
                           "all of that time counts already: reviews are timed by themselves");
    if (status != STATUS_OK)
        return status;
    char *body = log_body(workspace, end_ms, span_ms, span_ms - counted, note);
    status = write_event(workspace, EVENT_PRACTICE_EDIT, topic_id, body, end_ms, NULL, error);
    mem_free(body);
    return status;
}

Status workspace_practice_log(Workspace *workspace, const char *topic_id, int64_t end_ms,
                              int64_t practised_ms, const char *note, Error *error)
{
    Status status = practice_check_topic(workspace, topic_id, error);
    if (status == STATUS_OK)
        status = practice_resolve_instant(workspace, &end_ms, error);
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
    if (status == STATUS_OK)
        workspace_goal(workspace);
    return status;
}

/* --- changing --- */

static Status find_block(Workspace *workspace, const char *block_id, Arena *arena,
                         PracticeBlock *block, Error *error)
{
    const char *note;
    bool found;
    Status status = store_get_block(workspace->store, block_id, arena, block, &note, &found, error);
    if (status != STATUS_OK || found)
        return status;
    return error_set(error, STATUS_USAGE,
                     "no practice block has the id '%s'; 'cairn practice list' shows them",
                     block_id);
}

/* A change of a block within one write. */
typedef Status ChangeBlock(Workspace *workspace, const PracticeBlock *block, const void *change,
                           Error *error);

static Status change_block(Workspace *workspace, const char *block_id, ChangeBlock *apply,
                           const void *change, Error *error)
{
    PracticeBlock block;
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    Arena *arena = arena_new();
    status = find_block(workspace, block_id, arena, &block, error);
    if (status == STATUS_OK)
        status = apply(workspace, &block, change, error);
    arena_free(arena);
    status = write_end(workspace, status, error);
    if (status == STATUS_OK)
        workspace_goal(workspace);
    return status;
}

static Status remove_block(Workspace *workspace, const PracticeBlock *block, const void *change,
                           Error *error)
{
    (void)change;
    return write_event(workspace, EVENT_PRACTICE_EDIT, block->id, "{\"what\":\"delete\"}",
                       workspace_now(workspace), NULL, error);
}

Status workspace_practice_delete(Workspace *workspace, const char *block_id, Error *error)
{
    return change_block(workspace, block_id, remove_block, NULL, error);
}

static Status refuse_rest(const PracticeBlock *block, Error *error)
{
    return error_set(error, STATUS_USAGE,
                     "nothing would be left of the block: 'cairn practice delete %s' takes it out",
                     block->id);
}

/* Whether a block can have these times, and what is practised in them then. */
static Status check_times(Workspace *workspace, const PracticeBlock *block, int64_t start_ms,
                          int64_t end_ms, int64_t *ms, Error *error)
{
    int64_t before = 0;
    int64_t after = 0;
    if (end_ms <= start_ms)
        return error_set(error, STATUS_USAGE, "a block ends after it began");
    Status status = practice_resolve_instant(workspace, &end_ms, error);
    if (status == STATUS_OK)
        status = practice_resolve_instant(workspace, &start_ms, error);
    if (status == STATUS_OK)
        status = practice_check_span(workspace, start_ms, end_ms, block->id, error);
    if (status == STATUS_OK && start_ms < block->start_ms)
        status =
            workspace_reviewed(workspace, start_ms,
                               end_ms < block->start_ms ? end_ms : block->start_ms, &before, error);
    if (status == STATUS_OK && end_ms > block->end_ms)
        status = workspace_reviewed(workspace, start_ms > block->end_ms ? start_ms : block->end_ms,
                                    end_ms, &after, error);
    *ms = practice_refit(block, start_ms, end_ms) - before - after;
    if (status != STATUS_OK)
        return status;
    if (*ms <= 0)
        return refuse_rest(block, error);
    if (*ms > PRACTICE_BLOCK_MAX_MS)
        return error_set(error, STATUS_USAGE, "a practice block lasts up to %d hours",
                         (int)(PRACTICE_BLOCK_MAX_MS / MS_PER_HOUR));
    return STATUS_OK;
}

static void put_times(const Workspace *workspace, JsonWriter *json, int64_t start_ms,
                      int64_t end_ms, int64_t ms)
{
    json_put_integer(json, "start", start_ms);
    json_put_integer(json, "end", end_ms);
    json_put_integer(json, "ms", ms);
    practice_put_zone(workspace, json, start_ms, end_ms);
}

static Status set_block(Workspace *workspace, const PracticeBlock *block, const void *context,
                        Error *error)
{
    const BlockChange *change = context;
    int64_t start = change->start_ms != 0 ? change->start_ms : block->start_ms;
    int64_t end = change->end_ms != 0 ? change->end_ms : block->end_ms;
    bool moves = start != block->start_ms || end != block->end_ms;
    int64_t ms = block->practised_ms;
    Status status = moves ? check_times(workspace, block, start, end, &ms, error) : STATUS_OK;
    if (status != STATUS_OK)
        return status;
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_text(&json, "what", "set");
    if (change->topic != NULL)
        json_put_text(&json, "topic", change->topic);
    if (change->note != NULL)
        json_put_text(&json, "note", change->note);
    if (moves)
        put_times(workspace, &json, start, end, ms);
    json_object_close(&json);
    status = write_event(workspace, EVENT_PRACTICE_EDIT, block->id, buffer_text(&body),
                         workspace_now(workspace), NULL, error);
    buffer_done(&body);
    return status;
}

Status workspace_practice_edit(Workspace *workspace, const char *block_id,
                               const BlockChange *change, Error *error)
{
    Status status =
        change->topic == NULL ? STATUS_OK : practice_check_topic(workspace, change->topic, error);
    return status == STATUS_OK ? change_block(workspace, block_id, set_block, change, error)
                               : status;
}

static Status trim_block(Workspace *workspace, const PracticeBlock *block, const void *context,
                         Error *error)
{
    const int64_t *ms = context;
    BlockChange change = {.end_ms = block->end_ms - *ms};
    if (change.end_ms <= block->start_ms)
        return refuse_rest(block, error);
    return set_block(workspace, block, &change, error);
}

Status workspace_practice_trim(Workspace *workspace, const char *block_id, int64_t ms, Error *error)
{
    return change_block(workspace, block_id, trim_block, &ms, error);
}

typedef struct Parting {
    int64_t at_ms;
    const BlockChange *second;
} Parting;

static Status split_block(Workspace *workspace, const PracticeBlock *block, const void *context,
                          Error *error)
{
    const Parting *parting = context;
    int64_t at = parting->at_ms;
    int64_t first = at > block->start_ms && at < block->end_ms ? practice_part(block, at) : 0;
    if (first <= 0 || first >= block->practised_ms)
        return error_set(error, STATUS_USAGE,
                         "that time is not within the block: nothing would be left of one part");
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_text(&json, "what", "split");
    json_put_integer(&json, "at", at);
    if (parting->second->topic != NULL)
        json_put_text(&json, "topic", parting->second->topic);
    if (parting->second->note != NULL)
        json_put_text(&json, "note", parting->second->note);
    json_object_close(&json);
    Status status = write_event(workspace, EVENT_PRACTICE_EDIT, block->id, buffer_text(&body),
                                workspace_now(workspace), NULL, error);
    buffer_done(&body);
    return status;
}

Status workspace_practice_split(Workspace *workspace, const char *block_id, int64_t at_ms,
                                const BlockChange *second, Error *error)
{
    Parting parting = {at_ms, second};
    Status status =
        second->topic == NULL ? STATUS_OK : practice_check_topic(workspace, second->topic, error);
    return status == STATUS_OK ? change_block(workspace, block_id, split_block, &parting, error)
                               : status;
}

/* --- work that counts by itself --- */

typedef struct Touch {
    const char *project;
    int64_t at_ms; /* of the last one; 0: none */
} Touch;

static bool take_touch(void *context, const Event *event)
{
    Touch *touch = context;
    Arena *arena = arena_new();
    if (strcmp(event->subject, touch->project) == 0 &&
        strcmp(json_get_text(ledger_body(event, arena), "what", ""), "touch") == 0)
        touch->at_ms = event->at_ms;
    arena_free(arena);
    return true;
}

/* Whether the project's block ended with its last touch: then it goes on. */
static Status find_grown(Workspace *workspace, const Touch *touch, Arena *arena,
                         const PracticeBlock **grown, Error *error)
{
    BlockList blocks;
    *grown = NULL;
    Status status = store_blocks(workspace->store, touch->at_ms, arena, &blocks, error);
    for (size_t i = 0; status == STATUS_OK && i < blocks.count; i++)
        if (blocks.items[i].end_ms == touch->at_ms &&
            strcmp(blocks.items[i].topic, touch->project) == 0)
            *grown = blocks.items + i;
    return status;
}

/* Time that somebody else has is no failure. */
static Status unless_taken(Status status)
{
    return status == STATUS_USAGE ? STATUS_OK : status;
}

/* Counts the time from the last touch on, or `ms` where there was none or other practice lies between. */
static Status count_touch(Workspace *workspace, const Touch *touch, int64_t at_ms, int64_t ms,
                          Error *error)
{
    const PracticeBlock *grown = NULL;
    int64_t from = touch->at_ms > 0 ? touch->at_ms : at_ms - ms;
    if (practice_check_span(workspace, from, at_ms, NULL, NULL) != STATUS_OK)
        from = at_ms - ms;
    if (at_ms - from < MS_PER_SECOND)
        return STATUS_OK;
    Arena *arena = arena_new();
    Status status = STATUS_OK;
    if (from == touch->at_ms)
        status = find_grown(workspace, touch, arena, &grown, error);
    if (status == STATUS_OK && grown != NULL && at_ms - grown->start_ms <= PRACTICE_BLOCK_MAX_MS)
        status = unless_taken(set_block(workspace, grown, &(BlockChange){.end_ms = at_ms}, error));
    else if (status == STATUS_OK)
        status = unless_taken(
            log_block(workspace, touch->project, at_ms, at_ms - from, "checks", error));
    arena_free(arena);
    return status;
}

static Status touch(Workspace *workspace, const char *project_id, int64_t at_ms, int64_t ms,
                    Error *error)
{
    Touch last = {.project = project_id};
    if (workspace->state.timer.phase == TIMER_RUNNING)
        return STATUS_OK;
    Status status = store_each_event_since(workspace->store, EVENT_PRACTICE_EDIT,
                                           at_ms - PRACTICE_TOUCH_MS, take_touch, &last, error);
    if (last.at_ms < at_ms - PRACTICE_TOUCH_MS || last.at_ms >= at_ms)
        last.at_ms = 0;
    if (status == STATUS_OK)
        status = count_touch(workspace, &last, at_ms, ms, error);
    if (status == STATUS_OK)
        status = write_event(workspace, EVENT_PRACTICE_EDIT, project_id, "{\"what\":\"touch\"}",
                             at_ms, NULL, error);
    return status;
}

Status workspace_practice_touch(Workspace *workspace, const char *project_id, int64_t at_ms,
                                int64_t ms, Error *error)
{
    Status status = practice_resolve_instant(workspace, &at_ms, error);
    if (status != STATUS_OK)
        return status;
    char *kept = mem_dup(project_id);
    status = write_begin(workspace, error);
    if (status == STATUS_OK) {
        status = touch(workspace, kept, at_ms, ms < 0 ? 0 : ms, error);
        status = write_end(workspace, status, error);
    }
    if (status == STATUS_OK)
        workspace_goal(workspace);
    mem_free(kept);
    return status;
}
