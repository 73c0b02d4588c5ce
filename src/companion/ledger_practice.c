/* The practice timer and its blocks in the ledger. */
#include "companion/ledger.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"

#define OFFSET_END 1440 /* minutes of a day */

/* --- a block on its days --- */

typedef struct Parts {
    ARRAY(DayTotal) days;
} Parts;

static void add_part(void *context, DayNumber day, int64_t ms)
{
    Parts *parts = context;
    *array_push(&parts->days) = (DayTotal){.day = day, .practice_ms = ms};
}

static Status count_block(Ledger *ledger, const PracticeBlock *block, int sign, Error *error)
{
    Parts parts = {0};
    practice_split_block(block, add_part, &parts);
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < parts.days.count; i++)
        status = ledger_add_day(ledger, &parts.days.items[i], sign, error);
    array_done(&parts.days);
    return status;
}

/* An offset that some zone can have; else the one that is known. */
static int read_offset(const JsonValue *body, const char *key, int known)
{
    int64_t offset = json_get_integer(body, key, known);
    return offset > -OFFSET_END && offset < OFFSET_END ? (int)offset : known;
}

/* How the block lies on its days: what the event that gave it its times says of zone and rollover. */
static void read_zone(const Ledger *ledger, const JsonValue *body, PracticeBlock *block)
{
    int64_t rollover = json_get_integer(body, "rollover", ledger->config.rollover_hour);
    int64_t shift = json_get_integer(body, "shift", 0);
    block->offset_min = read_offset(body, "offset", block->offset_min);
    bool within = shift > block->start_ms && shift < block->end_ms;
    block->rollover_hour = rollover < 0 || rollover > 23 ? 0 : (int)rollover;
    block->shift_ms = within ? shift : 0;
    block->offset_before = within ? read_offset(body, "before", 0) : 0;
}

static Status put_block(Ledger *ledger, PracticeBlock *block, const char *note, Error *error)
{
    block->study_day = practice_block_day(block);
    Status status = store_put_block(ledger->store, block, note, error);
    return status == STATUS_OK ? count_block(ledger, block, 1, error) : status;
}

/* --- the timer --- */

static Status put_timer(Ledger *ledger, const PracticeTimer *timer, Error *error)
{
    LedgerChange unread;
    ledger_change(ledger, CHANGE_TIMER, "", &unread)->timer = *timer;
    return store_put_timer(ledger->store, timer, error);
}

static Status stop(Ledger *ledger, PracticeTimer *timer, const Event *event, const JsonValue *body,
                   Error *error)
{
    PracticeBlock block = {.start_ms = timer->started_ms,
                           .end_ms = practice_end(timer, event->at_ms),
                           .offset_min = event->offset_min};
    (void)snprintf(block.id, sizeof block.id, "%s", timer->id);
    (void)snprintf(block.topic, sizeof block.topic, "%s", timer->topic);
    if (practice_stop(timer, event->at_ms, &block.practised_ms, NULL) != STATUS_OK)
        return STATUS_OK;
    read_zone(ledger, body, &block);
    Status status = put_timer(ledger, timer, error);
    if (status == STATUS_OK && block.practised_ms > 0 && !json_get_bool(body, "discard", false))
        status = put_block(ledger, &block, json_get_text(body, "note", ""), error);
    return status;
}

/* Time before now that reviews had already: the block begins as if it had been paused for so long. */
static void skip_counted(PracticeTimer *timer, int64_t counted_ms)
{
    if (counted_ms > 0 && counted_ms <= PRACTICE_BLOCK_MAX_MS)
        timer->resumed_ms += counted_ms;
}

static Status apply_timer(Ledger *ledger, const Event *event, const JsonValue *body, Error *error)
{
    PracticeTimer timer;
    Status status = store_get_timer(ledger->store, &timer, error);
    if (status != STATUS_OK)
        return status;
    Status sense;
    if (event->kind == EVENT_PRACTICE_START)
        sense = practice_start(&timer, event->id, event->subject, event->at_ms, NULL);
    else if (strcmp(timer.id, event->subject) != 0)
        sense = STATUS_USAGE; /* speaks of a block that is over */
    else if (event->kind == EVENT_PRACTICE_PAUSE)
        sense = practice_pause(&timer, event->at_ms, NULL);
    else if (event->kind == EVENT_PRACTICE_RESUME)
        sense = practice_resume(&timer, event->at_ms, NULL);
    else
        return stop(ledger, &timer, event, body, error);
    if (sense != STATUS_OK)
        return STATUS_OK;
    if (timer.phase == TIMER_RUNNING)
        timer.slept_ms = json_get_integer(body, "slept", -1);
    if (event->kind == EVENT_PRACTICE_START)
        skip_counted(&timer, json_get_integer(body, "counted", 0));
    return put_timer(ledger, &timer, error);
}

/* --- blocks written down, changed or taken out afterwards --- */

static Status log_block(Ledger *ledger, const Event *event, const JsonValue *body, Error *error)
{
    int64_t ms = json_get_integer(body, "ms", 0);
    int64_t span = json_get_integer(body, "span", ms);
    if (ms <= 0 || span < ms || span > PRACTICE_BLOCK_MAX_MS)
        return STATUS_OK;
    PracticeBlock block = {.start_ms = event->at_ms - span,
                           .end_ms = event->at_ms,
                           .practised_ms = ms,
                           .offset_min = event->offset_min};
    (void)snprintf(block.id, sizeof block.id, "%s", event->id);
    (void)snprintf(block.topic, sizeof block.topic, "%s", event->subject);
    read_zone(ledger, body, &block);
    return put_block(ledger, &block, json_get_text(body, "note", ""), error);
}

/* New times, when the event has some that make sense. */
static void set_times(const Ledger *ledger, const JsonValue *body, PracticeBlock *block)
{
    int64_t start = json_get_integer(body, "start", block->start_ms);
    int64_t end = json_get_integer(body, "end", block->end_ms);
    int64_t ms = json_get_integer(body, "ms", block->practised_ms);
    if (json_get_integer(body, "end", 0) == 0 || !practice_fits(start, end) || ms <= 0 ||
        ms > end - start || ms > PRACTICE_BLOCK_MAX_MS)
        return;
    block->start_ms = start;
    block->end_ms = end;
    block->practised_ms = ms;
    read_zone(ledger, body, block);
}

static Status set_block(Ledger *ledger, const JsonValue *body, PracticeBlock *block,
                        const char *note, Error *error)
{
    Status status = count_block(ledger, block, -1, error);
    const char *topic = json_get_text(body, "topic", block->topic);
    if (topic != block->topic)
        (void)snprintf(block->topic, sizeof block->topic, "%s", topic);
    set_times(ledger, body, block);
    if (status == STATUS_OK)
        status = put_block(ledger, block, json_get_text(body, "note", note), error);
    return status;
}

/* The first part keeps id and note; the second one has the event's id. */
static Status split_block(Ledger *ledger, const Event *event, const JsonValue *body,
                          PracticeBlock *block, const char *note, Error *error)
{
    int64_t at = json_get_integer(body, "at", 0);
    if (at <= block->start_ms || at >= block->end_ms)
        return STATUS_OK;
    Status status = count_block(ledger, block, -1, error);
    PracticeBlock first = *block;
    PracticeBlock second = *block;
    first.end_ms = second.start_ms = at;
    first.practised_ms = practice_part(block, at);
    second.practised_ms -= first.practised_ms;
    if (block->shift_ms >= at) {
        first.offset_min = block->offset_before;
        first.shift_ms = 0;
        first.offset_before = 0;
    }
    if (block->shift_ms <= at) {
        second.shift_ms = 0;
        second.offset_before = 0;
    }
    (void)snprintf(second.id, sizeof second.id, "%s", event->id);
    (void)snprintf(second.topic, sizeof second.topic, "%s",
                   json_get_text(body, "topic", block->topic));
    if (status == STATUS_OK)
        status = put_block(ledger, &first, note, error);
    if (status == STATUS_OK)
        status = put_block(ledger, &second, json_get_text(body, "note", ""), error);
    return status;
}

static Status delete_block(Ledger *ledger, const PracticeBlock *block, Error *error)
{
    Status status = count_block(ledger, block, -1, error);
    return status == STATUS_OK ? store_delete_block(ledger->store, block->id, error) : status;
}

static Status edit(Ledger *ledger, const Event *event, const JsonValue *body, Arena *arena,
                   Error *error)
{
    PracticeBlock block;
    const char *note;
    bool found;
    const char *what = json_get_text(body, "what", "");
    if (strcmp(what, "log") == 0)
        return log_block(ledger, event, body, error);
    Status status =
        store_get_block(ledger->store, event->subject, arena, &block, &note, &found, error);
    if (status != STATUS_OK || !found)
        return status;
    if (strcmp(what, "set") == 0)
        return set_block(ledger, body, &block, note, error);
    if (strcmp(what, "split") == 0)
        return split_block(ledger, event, body, &block, note, error);
    return strcmp(what, "delete") == 0 ? delete_block(ledger, &block, error) : STATUS_OK;
}

Status ledger_apply_practice(Ledger *ledger, const Event *event, Error *error)
{
    Arena *arena = arena_new();
    const JsonValue *body = ledger_body(event, arena);
    Status status = event->kind == EVENT_PRACTICE_EDIT ? edit(ledger, event, body, arena, error)
                                                       : apply_timer(ledger, event, body, error);
    arena_free(arena);
    return status;
}
