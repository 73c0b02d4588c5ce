/* Reviewing cards. */
#include "companion/workspace.h"

#include <string.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"
#include "study/balance.h"

/* A card left open over lunch was not studied all that time. */
#define DURATION_MAX_MS (INT64_C(5) * 60 * 1000)

static Status check_card(const Workspace *workspace, CatalogIndex card, Error *error)
{
    if (card >= 0 && (size_t)card < workspace->catalog->card_count)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, "there is no such card");
}

/* What an answer leads to, as the learner was shown: `after` it, and whether it makes a leech. */
static void foresee(const Workspace *workspace, CatalogIndex card, Rating rating, CardState *after,
                    bool *leech)
{
    CardState outcomes[4];
    workspace_preview(workspace, card, outcomes);
    *after = outcomes[rating - 1];
    *leech =
        scheduler_became_leech(&workspace->state.scheduler, &workspace->state.cards[card], after);
}

static char *review_body(const Workspace *workspace, CatalogIndex card, Rating rating, bool cram,
                         int64_t duration_ms)
{
    CardState after;
    bool leech;
    foresee(workspace, card, rating, &after, &leech);
    int64_t ms = duration_ms < 0                 ? 0
                 : duration_ms > DURATION_MAX_MS ? DURATION_MAX_MS
                                                 : duration_ms;
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_integer(&json, "rating", rating);
    json_put_integer(&json, "ms", ms);
    json_put_bool(&json, "timed", workspace->state.timer.phase == TIMER_RUNNING);
    if (cram)
        json_put_bool(&json, "cram", true);
    else if (after.phase == CARD_REVIEW)
        json_put_integer(&json, "days", after.interval_days);
    if (leech && !cram)
        json_put_text(&json, "leech", workspace->state.config.leech_action);
    json_object_close(&json);
    return buffer_take(&body);
}

static Status write_answer(Workspace *workspace, CatalogIndex card, Rating rating, bool cram,
                           int64_t duration_ms, Error *error)
{
    Status status = check_card(workspace, card, error);
    if (status == STATUS_OK && (rating < RATING_AGAIN || rating > RATING_EASY))
        status = error_set(error, STATUS_USAGE, "a grade is 1, 2, 3 or 4, not %d", (int)rating);
    if (status == STATUS_OK)
        status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    char *body = review_body(workspace, card, rating, cram, duration_ms);
    status = write_event(workspace, EVENT_REVIEW, workspace->catalog->cards[card].id, body,
                         workspace_now(workspace), NULL, error);
    mem_free(body);
    return write_end(workspace, status, error);
}

Status workspace_grade(Workspace *workspace, CatalogIndex card, Rating rating, int64_t duration_ms,
                       CardState *after, Error *error)
{
    Status status = write_answer(workspace, card, rating, false, duration_ms, error);
    if (status == STATUS_OK && after != NULL)
        *after = workspace->state.cards[card];
    return status;
}

Status workspace_cram(Workspace *workspace, CatalogIndex card, Rating rating, int64_t duration_ms,
                      Error *error)
{
    return write_answer(workspace, card, rating, true, duration_ms, error);
}

static Status undo_last(Workspace *workspace, Arena *arena, CatalogIndex *card, Error *error)
{
    Event review;
    bool found;
    Status status = store_last_event(workspace->store, EVENT_REVIEW, arena, &review, &found, error);
    if (status != STATUS_OK || !found)
        return status;
    *card = catalog_find_kind(workspace->catalog, review.subject, ITEM_CARD);
    char *body = body_text("undoes", review.id);
    status = write_event(workspace, EVENT_UNDO, review.subject, body, workspace_now(workspace),
                         NULL, error);
    mem_free(body);
    return status;
}

Status workspace_undo(Workspace *workspace, CatalogIndex *card, Error *error)
{
    *card = CATALOG_NONE;
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    Arena *arena = arena_new();
    status = undo_last(workspace, arena, card, error);
    arena_free(arena);
    return write_end(workspace, status, error);
}

Status workspace_card_action(Workspace *workspace, CatalogIndex card, CardAction action,
                             Error *error)
{
    static const char *const NAMES[] = {[CARD_SUSPEND] = "suspend",
                                        [CARD_RESUME] = "resume",
                                        [CARD_BURY] = "bury",
                                        [CARD_RESET] = "reset"};
    Status status = check_card(workspace, card, error);
    if (status != STATUS_OK)
        return status;
    char *body = body_text("action", NAMES[action]);
    status =
        write_single(workspace, EVENT_CARD_STATE, workspace->catalog->cards[card].id, body, error);
    mem_free(body);
    return status;
}

void workspace_preview(const Workspace *workspace, CatalogIndex card, CardState outcomes[4])
{
    int64_t now = workspace_now(workspace);
    int offset = clock_offset(&workspace->clock, now);
    AnswerTime when = {now, offset, study_state_day(&workspace->state, now, offset)};
    balance_preview(&workspace->state, card, when, outcomes);
}

/* --- history --- */

typedef struct Collected {
    ARRAY(CardReview) reviews;
    ARRAY(Event) events; /* ids alone */
    Arena *arena;
} Collected;

/* An undo stands behind what it takes back, so one walk is enough. */
static void forget(Collected *collected, const char *id)
{
    for (size_t i = collected->events.count; i-- > 0;) {
        if (strcmp(collected->events.items[i].id, id) != 0)
            continue;
        for (size_t j = i + 1; j < collected->events.count; j++) {
            collected->events.items[j - 1] = collected->events.items[j];
            collected->reviews.items[j - 1] = collected->reviews.items[j];
        }
        collected->events.count--;
        collected->reviews.count--;
        return;
    }
}

static bool collect(void *context, const Event *event)
{
    Collected *collected = context;
    const JsonValue *body = ledger_body(event, collected->arena);
    if (event->kind == EVENT_UNDO)
        forget(collected, json_get_text(body, "undoes", ""));
    int64_t rating = json_get_integer(body, "rating", 0);
    if (event->kind != EVENT_REVIEW || rating < RATING_AGAIN || rating > RATING_EASY ||
        json_get_bool(body, "cram", false))
        return true;
    *array_push(&collected->events) = *event;
    *array_push(&collected->reviews) = (CardReview){
        .at_ms = event->at_ms,
        .study_day = event->study_day,
        .rating = (Rating)rating,
        .duration_ms = json_get_integer(body, "ms", 0),
    };
    return true;
}

Status workspace_card_history(Workspace *workspace, CatalogIndex card, Arena *arena,
                              CardHistory *history, Error *error)
{
    *history = (CardHistory){0};
    Status status = check_card(workspace, card, error);
    if (status != STATUS_OK || workspace->store == NULL)
        return status;
    Collected collected = {.arena = arena_new()};
    status = store_each_event(workspace->store, workspace->catalog->cards[card].id,
                              EVENT_KIND_COUNT, collect, &collected, error);
    array_done(&collected.events);
    arena_free(collected.arena);
    if (status != STATUS_OK) {
        array_done(&collected.reviews);
        return status;
    }
    if (collected.reviews.items != NULL)
        arena_adopt(arena, collected.reviews.items);
    *history = (CardHistory){collected.reviews.items, collected.reviews.count};
    return STATUS_OK;
}
