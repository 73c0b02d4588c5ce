/* Graphs of topics: time against estimates, progress. */
#include <string.h>

#include "study/graph_impl.h"
#include "study/progress.h"

/* By topic, and what belongs to none. */
typedef struct Times {
    int64_t *practice,
        *answers; /* by topic; behind them [0] reviewing, [1] nothing in particular */
} Times;

static Times sum_times(GraphMaker *maker, StatsPeriod period)
{
    const GraphView *view = maker->view;
    const Catalog *catalog = view->state->catalog;
    size_t count = catalog->topic_count;
    Times times = {.practice = arena_alloc(maker->arena, count + 2, sizeof(int64_t)),
                   .answers = arena_alloc(maker->arena, count + 2, sizeof(int64_t))};
    for (size_t i = 0; i < view->stats->block_count; i++) {
        const StatsTime *time = &view->stats->blocks[i];
        ItemRef item = catalog_find(catalog, time->id);
        CatalogIndex topic =
            item.kind == ITEM_NONE ? CATALOG_NONE : catalog_topic_of(catalog, item);
        size_t place = topic != CATALOG_NONE                    ? (size_t)topic
                       : strcmp(time->id, PRACTICE_REVIEW) == 0 ? count
                                                                : count + 1;
        times.practice[place] += time->ms[period];
    }
    for (size_t i = 0; i < view->stats->card_count; i++) {
        const StatsTime *time = &view->stats->cards[i];
        CatalogIndex card = catalog_find_kind(catalog, time->id, ITEM_CARD);
        CatalogIndex topic = CATALOG_NONE;
        if (card != CATALOG_NONE)
            topic = catalog->notes[catalog->cards[card].note].topic;
        times.answers[topic == CATALOG_NONE ? count : (size_t)topic] += time->ms[period];
    }
    return times;
}

static const char *spent_words(Arena *arena, const char *title, int64_t practice, int64_t answers)
{
    if (practice == 0 || answers == 0)
        return graph_text(arena, "%s: %s", title, graph_time_words(arena, practice + answers));
    return graph_text(arena, "%s: %s, of it %s of reviews", title,
                      graph_time_words(arena, practice + answers),
                      graph_time_words(arena, answers));
}

static double hours_of(int64_t ms)
{
    return round((double)ms / (double)MS_PER_HOUR * 100) / 100;
}

static GraphItem *add_time(GraphMaker *maker, const char *key, const char *title,
                           const Times *times, size_t place)
{
    int64_t practice = times->practice[place], answers = times->answers[place];
    GraphItem *item = graph_add(maker, key, title);
    item->values[0] = hours_of(practice + answers);
    item->words = spent_words(maker->arena, title, practice, answers);
    return item;
}

static const char *const NO_TIME = "Start the timer on a topic, and its hours show here.";

void graph_topic_time(GraphMaker *maker)
{
    static const char *const SERIES[] = {"spent", NULL};
    static const char *const OTHERS[] = {"Reviewing", "Nothing in particular"};
    static const char *const KEYS[] = {"review", ""};
    const Catalog *catalog = maker->view->state->catalog;
    size_t topics = catalog->topic_count;
    Times times = sum_times(maker, maker->view->period);
    maker->graph->shape = GRAPH_BARS;
    graph_series(maker, 1, SERIES);
    for (size_t i = 0; i < topics + 2; i++) {
        if (times.practice[i] + times.answers[i] == 0)
            continue;
        if (i < topics)
            (void)add_time(maker, catalog->topics[i].id, catalog->topics[i].title, &times, i);
        else
            (void)add_time(maker, KEYS[i - topics], OTHERS[i - topics], &times, i);
    }
    if (maker->graph->count == 0)
        maker->graph->empty = NO_TIME;
}

void graph_estimates(GraphMaker *maker)
{
    static const char *const SERIES[] = {"spent", "estimated", "least", "most", NULL};
    const Catalog *catalog = maker->view->state->catalog;
    Times times = sum_times(maker, STATS_ALL);
    maker->graph->shape = GRAPH_BARS;
    graph_series(maker, 2, SERIES);
    for (size_t i = 0; i < catalog->topic_count; i++) {
        const Topic *topic = &catalog->topics[i];
        if (times.practice[i] + times.answers[i] == 0 || topic->hours_max == 0)
            continue;
        GraphItem *item = add_time(maker, topic->id, topic->title, &times, i);
        item->values[1] = (topic->hours_min + topic->hours_max) / 2.0;
        item->values[2] = topic->hours_min;
        item->values[3] = topic->hours_max;
        item->words = graph_text(maker->arena, "%s; estimated %d to %d h", item->words,
                                 topic->hours_min, topic->hours_max);
    }
    if (maker->graph->count == 0)
        maker->graph->empty = NO_TIME;
}

void graph_progress(GraphMaker *maker)
{
    static const char *const SERIES[] = {"percent", NULL};
    const Catalog *catalog = maker->view->state->catalog;
    maker->graph->shape = GRAPH_BARS;
    maker->graph->high = 100;
    graph_series(maker, 1, SERIES);
    for (size_t i = 0; i < catalog->phase_count; i++) {
        const Phase *phase = &catalog->phases[i];
        double share = progress_phase(maker->view->state, (CatalogIndex)i);
        GraphItem *item = graph_add(maker, phase->id, phase->title);
        item->values[0] = round(1000 * share) / 10;
        item->words = graph_text(maker->arena, "%s: %.0f %% done", phase->title, 100 * share);
    }
    if (maker->graph->count == 0)
        maker->graph->empty = "There is no roadmap: `cairn import` makes one.";
}
