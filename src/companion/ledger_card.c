/* Cards in the ledger. Taking a review back folds the card's events again without it: first as they
 * stood, then without the undone one, and the days change by the difference. Whoever applies the whole log
 * knows beforehand what is taken back and leaves it out, which comes to the same. */
#include "companion/ledger.h"

#include <string.h>

#include "base/memory.h"
#include "study/recall_path.h"

/* No option allows a longer interval. */
#define DAYS_MOST 36500

/* What an answer does to a card. The interval stands in the event where it was chosen by more than the
 * card itself; a cram changes nothing, it only took time. */
static void answer_card(const Scheduler *scheduler, const Event *event, const JsonValue *body,
                        CardState *state, DayTotal *part)
{
    int64_t rating = json_get_integer(body, "rating", 0);
    int64_t ms = json_get_integer(body, "ms", 0);
    int64_t days = json_get_integer(body, "days", 0);
    if (rating < RATING_AGAIN || rating > RATING_EASY)
        return;
    if (ms > 0 && !json_get_bool(body, "timed", false))
        part->review_ms = ms < MS_PER_DAY ? ms : MS_PER_DAY; /* so that no sum overflows */
    if (json_get_bool(body, "cram", false))
        return;
    AnswerTime when = {event->at_ms, event->offset_min, event->study_day};
    CardState before = *state;
    if (days > 0 && days <= DAYS_MOST)
        *state = scheduler_answer_again(scheduler, &before, (Rating)rating, when, (int)days);
    else
        *state = scheduler_answer(scheduler, &before, (Rating)rating, when,
                                  scheduler_seed(event->subject, before.reps));
    if (strcmp(json_get_text(body, "leech", ""), "suspend") == 0)
        state->suspended = true;
    part->reviews = 1;
    part->lapses = state->lapses - before.lapses;
    part->new_cards = before.phase == CARD_NEW;
}

/* What an event does to a card; `part` is what it adds to its study day. */
static void change_card(const Scheduler *scheduler, const Event *event, Arena *arena,
                        CardState *state, DayTotal *part)
{
    const JsonValue *body = ledger_body(event, arena);
    *part = (DayTotal){.day = event->study_day};
    if (event->kind == EVENT_REVIEW) {
        answer_card(scheduler, event, body, state, part);
        return;
    }
    const char *action = json_get_text(body, "action", "");
    if (strcmp(action, "suspend") == 0) {
        state->suspended = true;
    } else if (strcmp(action, "resume") == 0) {
        state->suspended = false;
        state->buried_day = 0;
    } else if (strcmp(action, "bury") == 0) {
        state->buried_day = event->study_day;
    } else if (strcmp(action, "reset") == 0) {
        *state = (CardState){.suspended = state->suspended};
    }
}

/* A card about which nothing is known has no row. */
static Status put_card(Ledger *ledger, const char *id, const CardState *state, Error *error)
{
    LedgerChange unread;
    ledger_change(ledger, CHANGE_CARD, id, &unread)->card = *state;
    if (state->reps == 0 && !state->suspended && state->buried_day == 0)
        return store_delete_card(ledger->store, id, error);
    return store_put_card(ledger->store, id, state, error);
}

/* What is taken back later leaves the card as it is; its day has a row all the same, as in a live log. */
Status ledger_apply_card(Ledger *ledger, const Event *event, Error *error)
{
    CardState state = {0};
    DayTotal part;
    bool gone = ledger->taken_back != NULL && taken_back_has(ledger->taken_back, event);
    Status status = gone ? STATUS_OK : store_get_card(ledger->store, event->subject, &state, error);
    if (status != STATUS_OK)
        return status;
    Arena *arena = arena_new();
    change_card(&ledger->scheduler, event, arena, &state, &part);
    arena_free(arena);
    if (!gone)
        status = put_card(ledger, event->subject, &state, error);
    if (status == STATUS_OK && (part.reviews > 0 || part.review_ms > 0))
        status = ledger_add_day(ledger, &part, gone ? 0 : 1, error);
    return status;
}

/* --- taking back --- */

typedef struct History {
    ARRAY(Event) events; /* of the card and of the options, in log order */
    TakenBack taken_back;
    Arena *arena;
} History;

static bool collect(void *context, const Event *event)
{
    History *history = context;
    Event *kept = array_push(&history->events);
    *kept = *event;
    kept->subject = arena_dup(history->arena, event->subject);
    kept->body = arena_dup(history->arena, event->body);
    return true;
}

typedef struct Folded {
    CardState card;
    ARRAY(PastAnswer) answers; /* that the memory is made of */
    DayTotal *days;
    size_t count, capacity;
} Folded;

static void add_part(Folded *folded, const DayTotal *part)
{
    DayTotal *total =
        habit_day_mutable(&folded->days, &folded->count, &folded->capacity, part->day);
    total->review_ms += part->review_ms;
    total->reviews += part->reviews;
    total->lapses += part->lapses;
    total->new_cards += part->new_cards;
}

/* One event of the card, done again. */
static void fold_event(const Scheduler *scheduler, const Event *event, Arena *arena, Folded *folded)
{
    DayTotal part;
    change_card(scheduler, event, arena, &folded->card, &part);
    if (part.reviews > 0 || part.review_ms > 0)
        add_part(folded, &part);
    if (folded->card.reps == 0)
        folded->answers.count = 0;
    else if (part.reviews > 0)
        *array_push(&folded->answers) =
            (PastAnswer){event->study_day, (Rating)json_get_integer(ledger_body(event, arena),
                                                                    "rating", RATING_AGAIN)};
}

/* As ledger_apply_weights does with all cards. */
static void fold_weights(const Scheduler *scheduler, Folded *folded)
{
    for (size_t i = 0; i < folded->answers.count; i++) {
        const PastAnswer *answer = &folded->answers.items[i];
        MemoryState *memory = &folded->card.memory;
        DayNumber days = i > 0 ? answer->day - answer[-1].day : 0;
        *memory = i > 0 ? fsrs_step(&scheduler->model, *memory, answer->rating, days < 0 ? 0 : days)
                        : fsrs_first(&scheduler->model, answer->rating);
    }
}

/* An option in force from here on. */
static void fold_option(const Event *event, Arena *arena, Config *config, Scheduler *scheduler,
                        Folded *folded)
{
    const char *value = json_get_text(ledger_body(event, arena), "value", NULL);
    if (value == NULL)
        return;
    ledger_configure(config, scheduler, event->subject, value);
    if (ledger_sets_weights(config, event->subject, value))
        fold_weights(scheduler, folded);
}

/* The card by its first `count` events, without those that are taken back. */
static Status fold(const History *history, size_t count, const char *card_id, Folded *folded,
                   Error *error)
{
    Config config;
    Scheduler scheduler;
    *folded = (Folded){0};
    config_defaults(&config);
    Status status = scheduler_init(&scheduler, &config, NULL, 0, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const Event *event = &history->events.items[i];
        if (event->kind == EVENT_CONFIG)
            fold_option(event, history->arena, &config, &scheduler, folded);
        else if ((event->kind == EVENT_REVIEW || event->kind == EVENT_CARD_STATE) &&
                 strcmp(event->subject, card_id) == 0 &&
                 !taken_back_has(&history->taken_back, event))
            fold_event(&scheduler, event, history->arena, folded);
    }
    return status;
}

static void folded_done(Folded *folded)
{
    mem_free(folded->days);
    array_done(&folded->answers);
}

static Status add_days(Ledger *ledger, const Folded *folded, int sign, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < folded->count; i++)
        status = ledger_add_day(ledger, &folded->days[i], sign, error);
    return status;
}

static Status fold_with_undos(History *history, size_t count, const char *card_id, Folded *folded,
                              Error *error)
{
    taken_back_done(&history->taken_back);
    for (size_t i = 0; i < count; i++)
        taken_back_add(&history->taken_back, &history->events.items[i]);
    taken_back_sort(&history->taken_back);
    return fold(history, count, card_id, folded, error);
}

Status ledger_apply_undo(Ledger *ledger, const Event *event, Error *error)
{
    if (ledger->taken_back != NULL)
        return STATUS_OK; /* what it undoes was left out */
    History history = {.arena = arena_new()};
    Folded before = {0};
    Folded after = {0};
    Status status =
        store_each_event_until(ledger->store, event->subject, event->id, collect, &history, error);
    size_t count = history.events.count; /* the last one is `event` itself */
    if (status == STATUS_OK)
        status = fold_with_undos(&history, count - 1, event->subject, &before, error);
    if (status == STATUS_OK)
        status = fold_with_undos(&history, count, event->subject, &after, error);
    if (status == STATUS_OK)
        status = put_card(ledger, event->subject, &after.card, error);
    if (status == STATUS_OK)
        status = add_days(ledger, &before, -1, error);
    if (status == STATUS_OK)
        status = add_days(ledger, &after, 1, error);
    folded_done(&before);
    folded_done(&after);
    array_done(&history.events);
    taken_back_done(&history.taken_back);
    arena_free(history.arena);
    return status;
}
