/* What was spent on each topic, read when somebody wants a forecast. */
#include "companion/workspace.h"

#include <string.h>

#include "companion/workspace_impl.h"

typedef struct Sums {
    const Catalog *catalog;
    PaceSpent *spent;
    int64_t *topic_ms;
} Sums;

static void add_practised(void *context, const char *topic, int64_t ms, int64_t recent_ms)
{
    Sums *sums = context;
    CatalogIndex index = pace_topic_of(sums->catalog, topic);
    if (index != CATALOG_NONE)
        sums->topic_ms[index] += ms;
    sums->spent->recent_ms += recent_ms;
    if (strcmp(topic, PRACTICE_REVIEW) == 0)
        sums->spent->recent_review_ms += recent_ms;
}

/* Reviews outside of timed blocks. */
static void add_reviews(const StudyState *state, DayNumber first, PaceSpent *spent)
{
    for (size_t i = state->day_count; i > 0 && state->days[i - 1].day >= first; i--) {
        spent->recent_ms += state->days[i - 1].review_ms;
        spent->recent_review_ms += state->days[i - 1].review_ms;
    }
}

Status workspace_spent(Workspace *workspace, Arena *arena, PaceSpent *spent, Error *error)
{
    DayNumber first = workspace_today(workspace) - PACE_RECENT_DAYS;
    Sums sums = {.catalog = workspace->catalog, .spent = spent};
    sums.topic_ms = arena_alloc(arena, workspace->catalog->topic_count + 1, sizeof *sums.topic_ms);
    *spent = (PaceSpent){.topic_ms = sums.topic_ms};
    add_reviews(&workspace->state, first, spent);
    if (workspace->store == NULL)
        return STATUS_OK;
    return store_each_practised(workspace->store, first, add_practised, &sums, error);
}
