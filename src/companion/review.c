/* Reviewing cards. */
#include "companion/workspace.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "companion/workspace_impl.h"
#include "study/balance.h"

#define REPLY_MAX 500 /* bytes of a reply that are kept */

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

/* Bytes of whole characters within REPLY_MAX. */
static size_t kept_length(const char *reply)
{
    size_t length = strnlen(reply, REPLY_MAX + 1);
    while (length > REPLY_MAX || ((unsigned char)reply[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* How the grade came about. The seed has more bits than numbers in JSON hold. */
static void put_reply(JsonWriter *json, const CardAnswer *answer)
{
    char seed[17];
    const char *reply = answer->reply == NULL ? "" : answer->reply;
    if (answer->verdict == VERDICT_NONE)
        return;
    char *kept = mem_dup_range(reply, kept_length(reply));
    (void)snprintf(seed, sizeof seed, "%016llx", (unsigned long long)answer->seed);
    json_put_text(json, "verdict", verdict_name(answer->verdict));
    json_put_integer(json, "proposed", answer->proposed);
    json_put_text(json, "seed", seed);
    json_put_text(json, "reply", kept);
    mem_free(kept);
}

static char *review_body(const Workspace *workspace, CatalogIndex card, const CardAnswer *answer)
{
    CardState after;
    bool leech;
    foresee(workspace, card, answer->rating, &after, &leech);
    Buffer body = {0};
    JsonWriter json;
    json_begin(&json, &body);
    json_object_open(&json);
    json_put_integer(&json, "rating", answer->rating);
    /* a card left open over lunch was not studied all that time */
    json_put_integer(&json, "ms", config_answer_ms(&workspace->state.config, answer->duration_ms));
    json_put_bool(&json, "timed", workspace->state.timer.phase == TIMER_RUNNING);
    if (answer->cram)
        json_put_bool(&json, "cram", true);
    else if (after.phase == CARD_REVIEW)
        json_put_integer(&json, "days", after.interval_days);
    if (leech && !answer->cram)
        json_put_text(&json, "leech", workspace->state.config.leech_action);
    put_reply(&json, answer);
    json_object_close(&json);
    return buffer_take(&body);
}

Status workspace_answer_card(Workspace *workspace, CatalogIndex card, const CardAnswer *answer,
                             CardState *after, Error *error)
{
    Rating rating = answer->rating;
    Status status = check_card(workspace, card, error);
    if (status == STATUS_OK && (rating < RATING_AGAIN || rating > RATING_EASY))
        status = error_set(error, STATUS_USAGE, "a grade is 1, 2, 3 or 4, not %d", (int)rating);
    if (status == STATUS_OK)
        status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    char *body = review_body(workspace, card, answer);
    status = write_event(workspace, EVENT_REVIEW, workspace->catalog->cards[card].id, body,
                         workspace_now(workspace), NULL, error);
    mem_free(body);
    status = write_end(workspace, status, error);
    if (status == STATUS_OK && after != NULL)
        *after = workspace->state.cards[card];
    return status;
}

static Status undo_last(Workspace *workspace, Arena *arena, Undone *undone, Error *error)
{
    Event last;
    Status status = store_last_event(workspace->store, EVENT_REVIEW, EVENT_CARD_STATE, arena, &last,
                                     &undone->found, error);
    if (status != STATUS_OK || !undone->found)
        return status;
    undone->card = catalog_find_kind(workspace->catalog, last.subject, ITEM_CARD);
    undone->grade = last.kind == EVENT_REVIEW;
    char *body = body_text("undoes", last.id);
    status = write_event(workspace, EVENT_UNDO, last.subject, body, workspace_now(workspace), NULL,
                         error);
    mem_free(body);
    return status;
}

Status workspace_undo(Workspace *workspace, Undone *undone, Error *error)
{
    *undone = (Undone){.card = CATALOG_NONE};
    Status status = write_begin(workspace, error);
    if (status != STATUS_OK)
        return status;
    Arena *arena = arena_new();
    status = undo_last(workspace, arena, undone, error);
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
        .verdict = verdict_from_name(json_get_text(body, "verdict", "")),
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
