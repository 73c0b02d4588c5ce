#include "companion/past.h"

#include <string.h>

#include "base/array.h"
#include "base/interner.h"
#include "base/json.h"
#include "companion/ledger.h"

/* So many events are read between two questions whether to go on. */
#define EVENTS_A_QUESTION 1024

typedef struct Reader {
    Past *past;
    const char *last_id;
    PastGoesOn *goes_on;
    void *context;
    bool stopped;
    size_t events;
    const TakenBack *taken_back;
    TakenBack own; /* that of the events up to `last_id`, where nobody gave one */
    Arena *bodies; /* emptied after each event */
    Interner ids;
    ARRAY(size_t) latest; /* by number of the id: the card's latest beginning */
} Reader;

/* The card as it goes on; with `make` one that begins when there is none or it was reset. */
static PastCard *card_of(Reader *reader, const char *id, bool make)
{
    Past *past = reader->past;
    size_t number = interner_find(&reader->ids, id);
    bool known = number != INTERNER_NONE;
    if (known && (!make || !past->cards[reader->latest.items[number]].reset))
        return &past->cards[reader->latest.items[number]];
    if (!make)
        return NULL;
    if (!known) {
        number = interner_add(&reader->ids, id, past->arena);
        (void)array_push(&reader->latest);
    }
    past->cards =
        array_grow(past->cards, &past->card_count, &past->card_capacity, sizeof *past->cards);
    reader->latest.items[number] = past->card_count - 1;
    PastCard *card = &past->cards[past->card_count - 1];
    card->id = reader->ids.texts[number];
    return card;
}

/* --- events --- */

/* Whether the log goes on behind this event, as far as anybody wants to know. */
static bool next(Reader *reader, const Event *event)
{
    bool asks = reader->goes_on != NULL && ++reader->events % EVENTS_A_QUESTION == 0;
    arena_reset(reader->bodies);
    if (asks && !reader->goes_on(reader->context))
        reader->stopped = true;
    return !reader->stopped && (reader->last_id == NULL || strcmp(event->id, reader->last_id) < 0);
}

static bool take_undo(void *context, const Event *event)
{
    Reader *reader = context;
    if (reader->last_id != NULL && strcmp(event->id, reader->last_id) > 0)
        return false;
    taken_back_add(&reader->own, event);
    return next(reader, event);
}

static void add_review(Past *past, ReplayReview review, int64_t ms)
{
    size_t count = past->count; /* the two arrays grow in step */
    size_t capacity = past->capacity;
    past->durations_ms =
        array_grow(past->durations_ms, &count, &capacity, sizeof *past->durations_ms);
    past->reviews = array_grow(past->reviews, &past->count, &past->capacity, sizeof *past->reviews);
    past->durations_ms[count - 1] = ms > 0 && ms < INT32_MAX ? (int32_t)ms : 0;
    past->reviews[count - 1] = review;
}

static void take_answer(Reader *reader, const Event *event, const JsonValue *body)
{
    int64_t rating = json_get_integer(body, "rating", 0);
    if (rating < RATING_AGAIN || rating > RATING_EASY || json_get_bool(body, "cram", false) ||
        taken_back_has(reader->taken_back, event))
        return;
    PastCard *card = card_of(reader, event->subject, true);
    int64_t days = card->answered ? (int64_t)event->study_day - card->last_day : 0;
    days = days < 0 ? 0 : days > INT32_MAX ? INT32_MAX : days;
    card->answered = true;
    card->last_day = event->study_day;
    add_review(reader->past,
               (ReplayReview){.card = (uint32_t)(card - reader->past->cards),
                              .rating = (Rating)rating,
                              .delta_t = (int32_t)days},
               json_get_integer(body, "ms", 0));
}

static bool take_event(void *context, const Event *event)
{
    Reader *reader = context;
    if (reader->last_id != NULL && strcmp(event->id, reader->last_id) > 0)
        return false;
    reader->past->events++;
    memcpy(reader->past->last_id, event->id, EVENT_ID_SIZE);
    if (event->kind == EVENT_REVIEW) {
        take_answer(reader, event, ledger_body(event, reader->bodies));
    } else if (event->kind == EVENT_CARD_STATE && !taken_back_has(reader->taken_back, event) &&
               strcmp(json_get_text(ledger_body(event, reader->bodies), "action", ""), "reset") ==
                   0) {
        PastCard *card = card_of(reader, event->subject, false);
        if (card != NULL)
            card->reset = true;
    }
    return next(reader, event);
}

Status past_read(Store *store, const char *card_id, const char *last_id,
                 const TakenBack *taken_back, PastGoesOn *goes_on, void *context, Past *past,
                 Error *error)
{
    Reader reader = {.past = past,
                     .last_id = last_id,
                     .goes_on = goes_on,
                     .context = context,
                     .taken_back = taken_back};
    Status status = STATUS_OK;
    *past = (Past){.arena = arena_new()};
    reader.bodies = arena_new();
    if (taken_back == NULL) {
        status = store_each_event(store, card_id, EVENT_UNDO, take_undo, &reader, error);
        taken_back_sort(&reader.own);
        reader.taken_back = &reader.own;
    }
    if (status == STATUS_OK && !reader.stopped)
        status = store_each_event(store, card_id, EVENT_KIND_COUNT, take_event, &reader, error);
    if (status == STATUS_OK && reader.stopped)
        status = error_set(error, STATUS_FAILED, "stopped before the log was read");
    taken_back_done(&reader.own);
    array_done(&reader.latest);
    interner_done(&reader.ids);
    arena_free(reader.bodies);
    return status;
}

void past_done(Past *past)
{
    mem_free(past->reviews);
    mem_free(past->durations_ms);
    mem_free(past->cards);
    arena_free(past->arena);
    *past = (Past){0};
}
