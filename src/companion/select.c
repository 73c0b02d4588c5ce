/* Cards by the search language: the query is pure, the answers of the last days come from the log, and
 * the days cards came from where they are noted. */
#include "companion/workspace.h"

#include <stdlib.h>
#include <string.h>

#include "companion/workspace_impl.h"
#include "study/card_query.h"

/* An answer and the event it stands in, which an undo may name. */
typedef struct Found {
    CardRated answer;
    char id[EVENT_ID_SIZE];
} Found;

typedef struct Collected {
    const Catalog *catalog;
    ARRAY(Found) found;
    DayNumber since;
} Collected;

static bool collect_review(void *context, const Event *event)
{
    Collected *collected = context;
    CatalogIndex card = catalog_find_kind(collected->catalog, event->subject, ITEM_CARD);
    Arena *arena = arena_new();
    int64_t rating = json_get_integer(ledger_body(event, arena), "rating", 0);
    arena_free(arena);
    if (card == CATALOG_NONE || event->study_day < collected->since || rating < RATING_AGAIN ||
        rating > RATING_EASY)
        return true;
    Found *found = array_push(&collected->found);
    found->answer = (CardRated){card, event->study_day, (uint8_t)(1U << rating)};
    memcpy(found->id, event->id, sizeof found->id);
    return true;
}

/* An undo stands behind what it takes back; ids grow, so the list is sorted by them. */
static bool collect_undo(void *context, const Event *event)
{
    Collected *collected = context;
    Arena *arena = arena_new();
    const char *id = json_get_text(ledger_body(event, arena), "undoes", "");
    size_t low = 0, high = collected->found.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(collected->found.items[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < collected->found.count && strcmp(collected->found.items[low].id, id) == 0)
        collected->found.items[low].answer.ratings = 0;
    arena_free(arena);
    return true;
}

static int by_card(const void *left, const void *right)
{
    const CardRated *a = left;
    const CardRated *b = right;
    return a->card < b->card ? -1 : a->card > b->card;
}

/* The answers of the last `days` study days, sorted by card, in `arena`. */
static Status load_answers(Workspace *workspace, int32_t days, Arena *arena, CardQueryView *view,
                           Error *error)
{
    Collected collected = {.catalog = workspace->catalog, .since = view->today - days + 1};
    /* the day began at most 14 hours before midnight of UTC */
    int64_t from_ms = collected.since * MS_PER_DAY - 14 * MS_PER_HOUR;
    Status status = store_each_event_since(workspace->store, EVENT_REVIEW, from_ms, collect_review,
                                           &collected, error);
    if (status == STATUS_OK)
        status = store_each_event_since(workspace->store, EVENT_UNDO, from_ms, collect_undo,
                                        &collected, error);
    CardRated *answers = arena_alloc(arena, collected.found.count + 1, sizeof *answers);
    for (size_t i = 0; i < collected.found.count; i++)
        answers[i] = collected.found.items[i].answer;
    qsort(answers, collected.found.count, sizeof *answers, by_card);
    view->answers = answers;
    view->answer_count = collected.found.count;
    array_done(&collected.found);
    return status;
}

Status workspace_select(Workspace *workspace, const char *query, Arena *arena, bool **chosen,
                        size_t *count, Error *error)
{
    const CardQuery *parsed = NULL;
    CardQueryView view = {.state = &workspace->state,
                          .now_ms = workspace_now(workspace),
                          .today = workspace_today(workspace)};
    *count = 0;
    *chosen = arena_alloc(arena, workspace->catalog->card_count + 1, sizeof **chosen);
    Status status = card_query_parse(workspace->catalog, query, arena, &parsed, error);
    int32_t days = status == STATUS_OK ? card_query_days(parsed) : 0;
    if (days > 0 && workspace->store != NULL)
        status = load_answers(workspace, days, arena, &view, error);
    if (status == STATUS_OK && card_query_asks_added(parsed))
        status = workspace_added_days(workspace, arena, &view.added, error);
    if (status == STATUS_OK)
        *count = card_query_select(parsed, &view, *chosen);
    return status;
}
