/* What the habit has from the log itself: no table follows from these events. */
#include "companion/ledger.h"

DaySpan ledger_clear_span(const Event *event)
{
    Arena *arena = arena_new();
    const JsonValue *body = ledger_body(event, arena);
    int64_t from = json_get_integer(body, "from", 0);
    int64_t days = json_get_integer(body, "days", 0);
    DaySpan span = {0};
    if (event->kind == EVENT_CLEAR && from > 0 && days > 0 && from <= event->study_day &&
        days <= event->study_day - from)
        span = (DaySpan){(DayNumber)from, (int32_t)days};
    arena_free(arena);
    return span;
}

static bool take_option(void *context, const Event *event)
{
    StudyState *state = context;
    Arena *arena = arena_new();
    const char *value = json_get_text(ledger_body(event, arena), "value", "");
    habit_rules_set(&state->rules, event->study_day, event->subject, value);
    arena_free(arena);
    return true;
}

static bool take_clear(void *context, const Event *event)
{
    StudyState *state = context;
    *array_push(&state->clear) = ledger_clear_span(event);
    return true;
}

Status ledger_load_habit(Store *store, StudyState *state, Error *error)
{
    static const char *const OPTIONS[] = {"floor-minutes", "days-per-week", "study-days"};
    Status status = store_latest(store, &state->written, error);
    for (size_t i = 0; status == STATUS_OK && i < sizeof OPTIONS / sizeof *OPTIONS; i++)
        status = store_each_event(store, OPTIONS[i], EVENT_CONFIG, take_option, state, error);
    if (status == STATUS_OK)
        status = store_each_event(store, NULL, EVENT_CLEAR, take_clear, state, error);
    return status;
}
