/* The practice timer and its blocks in the ledger. */
#include "companion/ledger.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"

/* --- a block on its days --- */

typedef struct Parts {
    ARRAY(DayTotal) days;
} Parts;

static void add_part(void *context, DayNumber day, int64_t ms)
{
    Parts *parts = context;
    *array_push(&parts->days) = (DayTotal){.day = day, .practice_ms = ms};
}

static Status count_block(Ledger *ledger, const PracticeBlock *block, int rollover_hour, int sign,
                          Error *error)
{
    Parts parts = {0};
    practice_split(block->start_ms, block->end_ms, block->practised_ms, block->offset_min,
                   rollover_hour, add_part, &parts);
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < parts.days.count; i++)
        status = ledger_add_day(ledger, &parts.days.items[i], sign, error);
    array_done(&parts.days);
    return status;
}

static Status put_block(Ledger *ledger, PracticeBlock *block, const JsonValue *body, Error *error)
{
    int64_t rollover = json_get_integer(body, "rollover", ledger->config.rollover_hour);
    int rollover_hour = rollover < 0 || rollover > 23 ? 0 : (int)rollover;
    block->study_day = civil_study_day(block->start_ms, block->offset_min, rollover_hour);
    Status status = store_put_block(ledger->store, block, json_get_text(body, "note", ""),
                                    rollover_hour, error);
    return status == STATUS_OK ? count_block(ledger, block, rollover_hour, 1, error) : status;
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
    Status status = put_timer(ledger, timer, error);
    if (status == STATUS_OK && block.practised_ms > 0)
        status = put_block(ledger, &block, body, error);
    return status;
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
    return sense == STATUS_OK ? put_timer(ledger, &timer, error) : STATUS_OK;
}

/* --- blocks written down or taken out afterwards --- */

static Status log_block(Ledger *ledger, const Event *event, const JsonValue *body, Error *error)
{
    int64_t ms = json_get_integer(body, "ms", 0);
    if (ms <= 0 || ms > PRACTICE_BLOCK_MAX_MS)
        return STATUS_OK;
    PracticeBlock block = {.start_ms = event->at_ms - ms,
                           .end_ms = event->at_ms,
                           .practised_ms = ms,
                           .offset_min = event->offset_min};
    (void)snprintf(block.id, sizeof block.id, "%s", event->id);
    (void)snprintf(block.topic, sizeof block.topic, "%s", event->subject);
    return put_block(ledger, &block, body, error);
}

static Status delete_block(Ledger *ledger, const Event *event, Error *error)
{
    PracticeBlock block;
    int rollover_hour = 0;
    bool found;
    Status status =
        store_get_block(ledger->store, event->subject, &block, &rollover_hour, &found, error);
    if (status != STATUS_OK || !found)
        return status;
    status = count_block(ledger, &block, rollover_hour, -1, error);
    return status == STATUS_OK ? store_delete_block(ledger->store, block.id, error) : status;
}

Status ledger_apply_practice(Ledger *ledger, const Event *event, Error *error)
{
    Arena *arena = arena_new();
    const JsonValue *body = ledger_body(event, arena);
    Status status = STATUS_OK;
    if (event->kind != EVENT_PRACTICE_EDIT)
        status = apply_timer(ledger, event, body, error);
    else if (strcmp(json_get_text(body, "what", ""), "log") == 0)
        status = log_block(ledger, event, body, error);
    else if (strcmp(json_get_text(body, "what", ""), "delete") == 0)
        status = delete_block(ledger, event, error);
    arena_free(arena);
    return status;
}
