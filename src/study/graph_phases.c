/* The graph of the phases to come: study/pace.h in days from today. */
#include "study/graph_impl.h"
#include "study/pace.h"

/* As workspace_spent has it. */
static PaceSpent spent_of(GraphMaker *maker)
{
    const Stats *stats = maker->view->stats;
    const StudyState *state = maker->view->state;
    int64_t *topics = arena_alloc(maker->arena, state->catalog->topic_count + 1, sizeof *topics);
    PaceSpent spent = {topics, stats->recent_ms, stats->recent_reviewing_ms};
    for (size_t i = 0; i < stats->block_count; i++) {
        CatalogIndex topic = pace_topic_of(state->catalog, stats->blocks[i].id);
        if (topic != CATALOG_NONE)
            topics[topic] += stats->blocks[i].ms[STATS_ALL];
    }
    for (size_t i = 0; i < state->day_count; i++)
        if (state->days[i].day >= maker->view->today - PACE_RECENT_DAYS) {
            spent.recent_ms += state->days[i].review_ms;
            spent.recent_review_ms += state->days[i].review_ms;
        }
    return spent;
}

static void add_phase(GraphMaker *maker, const Phase *phase, const PacePhase *pace)
{
    char early[CIVIL_DATE_SIZE], late[CIVIL_DATE_SIZE];
    DayNumber today = maker->view->today;
    GraphItem *item = graph_add(maker, phase->id, phase->title);
    switch (pace->end) {
    case PACE_ENDS:
        civil_format_date(pace->early, early);
        civil_format_date(pace->late, late);
        item->values[0] = pace->early - today;
        item->values[1] = pace->late - today;
        item->tag = graph_text(maker->arena, "%s/%s", early, late);
        item->words = graph_text(maker->arena, "%s: done between %s and %s, in %.0f to %.0f h",
                                 phase->title, graph_day_words(maker, pace->early),
                                 graph_day_words(maker, pace->late), pace->low, pace->high);
        break;
    case PACE_DONE:
        item->values[0] = item->values[1] = 0;
        item->words = graph_text(maker->arena, "%s: done", phase->title);
        break;
    case PACE_ONGOING:
        item->words = graph_text(maker->arena, "%s: goes on", phase->title);
        break;
    case PACE_FAR:
        item->words = graph_text(maker->arena, "%s: too far off to say", phase->title);
        break;
    }
}

static void say_target(GraphMaker *maker, const Pace *pace)
{
    const char *text = maker->view->state->config.target_date;
    DayNumber until = 0;
    double low, high;
    if (text[0] == '\0' || civil_parse_date(text, &until, NULL) != STATUS_OK)
        return;
    if (pace_needed(pace, until, &low, &high))
        graph_fact(maker, "By %s: %.0f to %.0f min a day", graph_day_words(maker, until), low,
                   high);
}

static void say_pace(GraphMaker *maker, const Pace *pace)
{
    graph_fact(maker, "At %.0f min a day, %d days a week", pace->rhythm.minutes,
               pace_study_days(&pace->rhythm, 0, 6));
    if (pace->all.end != PACE_ENDS)
        return;
    graph_fact(maker, "the whole roadmap between %s and %s",
               graph_day_words(maker, pace->all.early), graph_day_words(maker, pace->all.late));
    graph_fact(maker, "%d minutes a day more bring that %d to %d days nearer", PACE_MORE_MINUTES,
               pace->all.early - pace->more_early, pace->all.late - pace->more_late);
    say_target(maker, pace);
}

void graph_phases(GraphMaker *maker)
{
    static const char *const SERIES[] = {"early", "late", NULL};
    const GraphView *view = maker->view;
    const Catalog *catalog = view->state->catalog;
    maker->graph->shape = GRAPH_BARS;
    maker->graph->tag_name = "dates";
    graph_series(maker, 2, SERIES);
    if (view->scope.kind != ITEM_NONE) {
        maker->graph->empty = "The forecast is one of everything: choose that as the scope.";
        return;
    }
    if (catalog->phase_count == 0) {
        maker->graph->empty = "There is no roadmap: `cairn import` makes one.";
        return;
    }
    Pace pace;
    PaceSpent spent = spent_of(maker);
    PaceRhythm rhythm = pace_rhythm(&view->state->config);
    PacePhase *phases = arena_alloc(maker->arena, catalog->phase_count, sizeof *phases);
    DayNumber from =
        pace_from(view->state, view->today, graph_minutes(view, view->today, view->today));
    pace_forecast(view->state, &spent, &rhythm, from, phases, &pace);
    for (size_t i = 0; i < catalog->phase_count; i++)
        add_phase(maker, &catalog->phases[i], &phases[i]);
    say_pace(maker, &pace);
}
