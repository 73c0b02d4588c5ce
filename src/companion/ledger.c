#include "companion/ledger.h"

#include <string.h>

#include "study/limits.h"

const JsonValue *ledger_body(const Event *event, Arena *arena)
{
    static const JsonValue EMPTY = {.kind = JSON_OBJECT};
    const JsonValue *body = NULL;
    if (json_parse(event->body, strlen(event->body), arena, &body, NULL) != STATUS_OK ||
        body->kind != JSON_OBJECT)
        return &EMPTY;
    return body;
}

void ledger_configure(Config *config, Scheduler *scheduler, const char *name, const char *value)
{
    size_t index = config_find(name);
    if (index >= config_option_count() || config_set(config, index, value, NULL) != STATUS_OK)
        return;
    Scheduler made;
    if (scheduler_init(&made, config, NULL, 0, NULL) == STATUS_OK)
        *scheduler = made;
}

bool ledger_sets_weights(const Config *config, const char *name, const char *value)
{
    return strcmp(name, "weights") == 0 && strcmp(config->weights, value) == 0;
}

Status ledger_init(Ledger *ledger, Store *store, bool recording, Error *error)
{
    *ledger = (Ledger){.store = store, .recording = recording};
    Status status = store_load_config(store, &ledger->config, error);
    if (status == STATUS_OK)
        status = scheduler_init(&ledger->scheduler, &ledger->config, NULL, 0, error);
    if (status == STATUS_OK)
        ledger->arena = arena_new();
    return status;
}

void ledger_done(Ledger *ledger)
{
    array_done(&ledger->changes);
    arena_free(ledger->arena);
    ledger->arena = NULL;
}

LedgerChange *ledger_change(Ledger *ledger, ChangeKind kind, const char *id, LedgerChange *unread)
{
    LedgerChange *change = ledger->recording ? array_push(&ledger->changes) : unread;
    change->kind = kind;
    change->id = ledger->recording ? arena_dup(ledger->arena, id) : id;
    return change;
}

Status ledger_add_day(Ledger *ledger, const DayTotal *part, int sign, Error *error)
{
    DayTotal total;
    Status status = store_get_day(ledger->store, part->day, &total, error);
    if (status != STATUS_OK)
        return status;
    total.practice_ms += sign * part->practice_ms;
    total.review_ms += sign * part->review_ms;
    total.reviews += sign * part->reviews;
    total.lapses += sign * part->lapses;
    total.new_cards += sign * part->new_cards;
    LedgerChange unread;
    ledger_change(ledger, CHANGE_DAY, "", &unread)->day = total;
    return store_put_day(ledger->store, &total, error);
}

/* --- items, options, questions --- */

/* What an event of an item says about it. */
static void change_item(const Event *event, const JsonValue *body, ItemState *state)
{
    if (event->kind == EVENT_MARK) {
        Mark mark = mark_from_name(json_get_text(body, "mark", ""));
        if (mark < MARK_COUNT) {
            state->mark = mark;
            state->marked = mark != MARK_TODO; /* taken back: it follows from its parts again */
        }
    } else if (event->kind == EVENT_NOTE) {
        state->noted = json_get_text(body, "text", "")[0] != '\0';
    } else if (event->kind == EVENT_OPENED) {
        state->opened = true;
    } else if (event->kind == EVENT_MILESTONE) {
        int64_t hint = json_get_integer(body, "hint", 0);
        if (hint > state->hints && hint <= UINT8_MAX)
            state->hints = (uint8_t)hint;
    }
}

static Status apply_item(Ledger *ledger, const Event *event, const JsonValue *body, Error *error)
{
    ItemState state;
    Status status = store_get_item(ledger->store, event->subject, &state, error);
    if (status != STATUS_OK)
        return status;
    change_item(event, body, &state);
    LedgerChange unread;
    ledger_change(ledger, CHANGE_ITEM, event->subject, &unread)->item = state;
    status = store_put_item(ledger->store, event->subject, &state, error);
    if (status == STATUS_OK && event->kind == EVENT_NOTE)
        status = store_put_note(ledger->store, event->subject, json_get_text(body, "text", ""),
                                event->at_ms, error);
    return status;
}

static Status apply_option(Ledger *ledger, const Event *event, const JsonValue *body, Error *error)
{
    const char *value = json_get_text(body, "value", NULL);
    if (value == NULL)
        return STATUS_OK;
    char limit[LIMITS_VALUE_SIZE];
    if (limits_is_name(event->subject)) {
        limits_format(event->subject, value, event->study_day, limit);
        value = limit;
    }
    ledger_configure(&ledger->config, &ledger->scheduler, event->subject, value);
    LedgerChange unread;
    LedgerChange *change = ledger_change(ledger, CHANGE_OPTION, event->subject, &unread);
    change->value = arena_dup(ledger->arena, value);
    change->day.day = event->study_day;
    Status status = store_put_option(ledger->store, event->subject, value, error);
    if (status == STATUS_OK && ledger_sets_weights(&ledger->config, event->subject, value))
        status = ledger_apply_weights(ledger, event, error);
    return status;
}

static Status apply_question(Ledger *ledger, const Event *event, const JsonValue *body,
                             Arena *arena, Error *error)
{
    const char *asked = json_get_text(body, "answers", NULL);
    Question question = {.id = event->id,
                         .subject = event->subject,
                         .text = json_get_text(body, "text", ""),
                         .answer = "",
                         .asked_ms = event->at_ms};
    if (asked != NULL) {
        bool found;
        Status status = store_get_question(ledger->store, asked, arena, &question, &found, error);
        if (status != STATUS_OK || !found)
            return status;
        question.answer = json_get_text(body, "answer", "");
    }
    LedgerChange unread;
    ledger_change(ledger, CHANGE_QUESTION, question.id, &unread)->question = (Question){
        .id = arena_dup(ledger->arena, question.id),
        .subject = arena_dup(ledger->arena, question.subject),
        .text = arena_dup(ledger->arena, question.text),
        .answer = arena_dup(ledger->arena, question.answer),
        .asked_ms = question.asked_ms,
    };
    return store_put_question(ledger->store, &question, error);
}

/* --- one event, the whole log --- */

Status ledger_apply(Ledger *ledger, const Event *event, Error *error)
{
    Arena *arena = arena_new();
    Status status = STATUS_OK;
    if (event->at_ms > ledger->written.at_ms)
        ledger->written = (DayMark){event->at_ms, event->study_day};
    switch (event->kind) {
    case EVENT_REVIEW:
    case EVENT_CARD_STATE:
        status = ledger_apply_card(ledger, event, error);
        break;
    case EVENT_UNDO:
        status = ledger_apply_undo(ledger, event, error);
        break;
    case EVENT_PRACTICE_START:
    case EVENT_PRACTICE_PAUSE:
    case EVENT_PRACTICE_RESUME:
    case EVENT_PRACTICE_STOP:
    case EVENT_PRACTICE_EDIT:
        status = ledger_apply_practice(ledger, event, error);
        break;
    case EVENT_MARK:
    case EVENT_NOTE:
    case EVENT_OPENED:
    case EVENT_MILESTONE:
        status = apply_item(ledger, event, ledger_body(event, arena), error);
        break;
    case EVENT_QUESTION:
        status = apply_question(ledger, event, ledger_body(event, arena), arena, error);
        break;
    case EVENT_CONFIG:
        status = apply_option(ledger, event, ledger_body(event, arena), error);
        break;
    case EVENT_CLEAR:
        ledger_change(ledger, CHANGE_CLEAR, "", &(LedgerChange){0})->clear =
            ledger_clear_span(event);
        break;
    case EVENT_FREEZE:
    case EVENT_PROJECT: /* read from the log by who asks for it */
    case EVENT_CHECK:
    case EVENT_KIND_COUNT: /* of a newer program */
        break;
    }
    arena_free(arena);
    return status;
}

typedef struct Rebuild {
    Ledger ledger;
    TakenBack taken_back;
    Status status;
    Error *error;
} Rebuild;

static bool take_undo(void *context, const Event *event)
{
    taken_back_add(context, event);
    return true;
}

static bool apply_next(void *context, const Event *event)
{
    Rebuild *rebuild = context;
    rebuild->status = ledger_apply(&rebuild->ledger, event, rebuild->error);
    return rebuild->status == STATUS_OK;
}

Status ledger_rebuild(Store *store, Error *error)
{
    Rebuild rebuild = {.error = error};
    Status status = store_clear_derived(store, error);
    if (status == STATUS_OK)
        status = ledger_init(&rebuild.ledger, store, false, error);
    if (status == STATUS_OK)
        status = store_each_event(store, NULL, EVENT_UNDO, take_undo, &rebuild.taken_back, error);
    taken_back_sort(&rebuild.taken_back);
    rebuild.ledger.taken_back = &rebuild.taken_back;
    if (status == STATUS_OK)
        status = store_each_event(store, NULL, EVENT_KIND_COUNT, apply_next, &rebuild, error);
    taken_back_done(&rebuild.taken_back);
    ledger_done(&rebuild.ledger);
    return status == STATUS_OK ? rebuild.status : status;
}

/* --- memory follows --- */

static void mirror_question(StudyState *state, const Question *changed)
{
    Question copy = {
        .id = arena_dup(state->arena, changed->id),
        .subject = arena_dup(state->arena, changed->subject),
        .text = arena_dup(state->arena, changed->text),
        .answer = arena_dup(state->arena, changed->answer),
        .asked_ms = changed->asked_ms,
    };
    for (size_t i = 0; i < state->question_count; i++) {
        if (strcmp(state->questions[i].id, changed->id) == 0) {
            state->questions[i] = copy;
            return;
        }
    }
    state->questions = array_grow(state->questions, &state->question_count,
                                  &state->question_capacity, sizeof *state->questions);
    state->questions[state->question_count - 1] = copy;
}

static void mirror_memory(StudyState *state, CatalogIndex card, MemoryState memory)
{
    CardState changed = state->cards[card];
    changed.memory = memory;
    study_state_put_card(state, card, &changed);
}

static void mirror_one(const LedgerChange *change, StudyState *state)
{
    CatalogIndex card;
    switch (change->kind) {
    case CHANGE_CARD:
        card = catalog_find_kind(state->catalog, change->id, ITEM_CARD);
        if (card != CATALOG_NONE)
            study_state_put_card(state, card, &change->card);
        break;
    case CHANGE_MEMORY:
        card = catalog_find_kind(state->catalog, change->id, ITEM_CARD);
        if (card != CATALOG_NONE)
            mirror_memory(state, card, change->card.memory);
        break;
    case CHANGE_ITEM:
        study_state_put_item(state, change->id, &change->item);
        state->revision++;
        break;
    case CHANGE_DAY:
        *habit_day_mutable(&state->days, &state->day_count, &state->day_capacity, change->day.day) =
            change->day;
        study_state_changed_quietly(state);
        break;
    case CHANGE_TIMER:
        state->timer = change->timer;
        study_state_changed_quietly(state);
        break;
    case CHANGE_OPTION:
        ledger_configure(&state->config, &state->scheduler, change->id, change->value);
        limits_set(state, change->id, change->value);
        habit_rules_set(&state->rules, change->day.day, change->id, change->value);
        state->revision++;
        break;
    case CHANGE_QUESTION:
        mirror_question(state, &change->question);
        study_state_changed_quietly(state);
        break;
    case CHANGE_CLEAR:
        *array_push(&state->clear) = change->clear;
        study_state_changed_quietly(state);
        break;
    }
}

void ledger_mirror(const Ledger *ledger, StudyState *state)
{
    for (size_t i = 0; i < ledger->changes.count; i++)
        mirror_one(&ledger->changes.items[i], state);
    if (ledger->written.at_ms > state->written.at_ms)
        state->written = ledger->written;
    study_state_changed_quietly(state);
}
