/* Graphs of reviews: answers by day, hour, button and stage, and what was recalled. */
#include "study/graph_impl.h"

static const char *const STAGE_TITLES[] = {"Learning", "Young", "Mature"};

/* --- by day --- */

static void take_answers(GraphMaker *maker, const GraphSpan *span, GraphItem *item)
{
    StatsDay sum = stats_sum(maker->view->stats, span->from, span->to);
    StatsShare all = stats_answers(&sum);
    item->values[0] = all.all;
    for (int stage = 0; stage < STATS_STAGES; stage++)
        item->values[1 + stage] = sum.answers[stage].all;
    item->values[4] = sum.fresh;
    item->values[5] = sum.lapses;
    item->words = graph_text(maker->arena, "%s: %d %s", span->words, all.all,
                             words_plural(all.all, "answer", "answers"));
    if (all.all > 0)
        item->words = graph_text(maker->arena,
                                 "%s, %s; %d learning, %d young, %d mature; %d new, %d forgotten",
                                 item->words, graph_time_words(maker->arena, sum.answer_ms),
                                 sum.answers[STATS_LEARNING].all, sum.answers[STATS_YOUNG].all,
                                 sum.answers[STATS_MATURE].all, sum.fresh, sum.lapses);
}

static StatsDay period_sum(const GraphView *view)
{
    return stats_sum(view->stats, stats_first_day(view->stats, view->period), view->today);
}

static int32_t days_with_answers(const GraphView *view)
{
    DayNumber from = stats_first_day(view->stats, view->period);
    int32_t days = 0;
    for (size_t i = 0; i < view->stats->day_count; i++) {
        const StatsDay *day = &view->stats->days[i];
        days += day->day >= from && day->day <= view->today && stats_answers(day).all > 0;
    }
    return days;
}

void graph_answers(GraphMaker *maker)
{
    static const char *const SERIES[] = {"answers", "learning",  "young", "mature",
                                         "new",     "forgotten", NULL};
    graph_series(maker, 1, SERIES);
    graph_past(maker, take_answers);
    StatsDay sum = period_sum(maker->view);
    StatsShare all = stats_answers(&sum);
    int32_t days = days_with_answers(maker->view);
    if (all.all == 0 || days == 0) {
        maker->graph->empty = "Review a card, and your answers begin to show here.";
        return;
    }
    graph_fact(maker, "%d %s on %d %s, %d on such a day", all.all,
               words_plural(all.all, "answer", "answers"), days, words_plural(days, "day", "days"),
               (all.all + days / 2) / days);
}

static void take_time(GraphMaker *maker, const GraphSpan *span, GraphItem *item)
{
    StatsDay sum = stats_sum(maker->view->stats, span->from, span->to);
    int32_t count = stats_answers(&sum).all + sum.crams;
    item->values[0] = round((double)sum.answer_ms / 6000) / 10;
    item->values[1] = count > 0 ? round((double)sum.answer_ms / count / 100) / 10 : (double)NAN;
    item->words = graph_text(maker->arena, "%s: %s", span->words,
                             graph_time_words(maker->arena, sum.answer_ms));
    if (count > 0)
        item->words = graph_text(maker->arena, "%s, %.1f s an answer", item->words,
                                 (double)sum.answer_ms / count / 1000);
}

void graph_review_time(GraphMaker *maker)
{
    static const char *const SERIES[] = {"minutes", "seconds_an_answer", NULL};
    graph_series(maker, 1, SERIES);
    graph_past(maker, take_time);
    StatsDay sum = period_sum(maker->view);
    int32_t count = stats_answers(&sum).all + sum.crams;
    if (!graph_has_values(maker->graph) || count == 0) {
        maker->graph->empty = "Review a card, and the time it takes shows here.";
        return;
    }
    graph_fact(maker, "%s in all, %.1f s an answer", graph_time_words(maker->arena, sum.answer_ms),
               (double)sum.answer_ms / count / 1000);
    if (sum.crams > 0)
        graph_fact(maker, "%d of them outside the schedule", sum.crams);
}

/* --- what was recalled --- */

/* Percent, as fine as a bar says it. */
static double fine_percent(StatsShare share)
{
    return share.all == 0 ? (double)NAN : round(10 * graph_percent(share)) / 10;
}

static void add_retention(GraphMaker *maker, const char *key, const char *label, DayNumber from,
                          DayNumber to)
{
    StatsDay sum = stats_sum(maker->view->stats, from, to);
    StatsShare young = sum.first[STATS_YOUNG], mature = sum.first[STATS_MATURE];
    const StatsShare shares[] = {
        {young.right + mature.right, young.all + mature.all}, young, mature};
    GraphItem *item = graph_add(maker, key, label);
    for (int i = 0; i < 3; i++) {
        item->values[i] = fine_percent(shares[i]);
        item->values[3 + i] = shares[i].all;
    }
    item->words =
        graph_text(maker->arena, "%s: %s; young %s, mature %s", label,
                   graph_share_words(maker->arena, shares[0]),
                   graph_share_words(maker->arena, young), graph_share_words(maker->arena, mature));
}

void graph_retention(GraphMaker *maker)
{
    static const char *const SERIES[] = {"all",           "young",          "mature", "all_answers",
                                         "young_answers", "mature_answers", NULL};
    const Stats *stats = maker->view->stats;
    DayNumber today = maker->view->today;
    maker->graph->shape = GRAPH_BARS;
    maker->graph->high = 100;
    graph_series(maker, 1, SERIES);
    add_retention(maker, "today", "Today", today, today);
    add_retention(maker, "yesterday", "Yesterday", today - 1, today - 1);
    add_retention(maker, "week", "7 days", today - 6, today);
    add_retention(maker, "month", "30 days", stats_first_day(stats, STATS_MONTH), today);
    add_retention(maker, "quarter", "90 days", stats_first_day(stats, STATS_QUARTER), today);
    add_retention(maker, "year", "365 days", stats_first_day(stats, STATS_YEAR), today);
    add_retention(maker, "all", "All", stats_first_day(stats, STATS_ALL), today);
    if (graph_is_blank(maker->graph, 3))
        maker->graph->empty = "It shows once cards have left their learning steps and come back.";
    graph_fact(maker, "Wanted: %.0f %%", 100 * maker->view->state->scheduler.retention);
    StatsDay sum = period_sum(maker->view);
    if (maker->graph->empty == NULL)
        graph_fact(maker, "In %s: young %s, mature %s", stats_period_words(maker->view->period),
                   graph_share_words(maker->arena, sum.first[STATS_YOUNG]),
                   graph_share_words(maker->arena, sum.first[STATS_MATURE]));
}

/* --- buttons --- */

void graph_buttons(GraphMaker *maker)
{
    static const char *const SERIES[] = {"learning", "young", "mature", NULL};
    static const char *const KEYS[] = {"again", "hard", "good", "easy"};
    static const char *const LABELS[] = {"Again", "Hard", "Good", "Easy"};
    const StatsTable *table = &maker->view->stats->tables[maker->view->period];
    graph_series(maker, 3, SERIES);
    for (int button = 0; button < 4; button++) {
        GraphItem *item = graph_add(maker, KEYS[button], LABELS[button]);
        for (int stage = 0; stage < STATS_STAGES; stage++)
            item->values[stage] = table->buttons[stage][button];
        item->words =
            graph_text(maker->arena, "%s: %d learning, %d young, %d mature", LABELS[button],
                       table->buttons[STATS_LEARNING][button], table->buttons[STATS_YOUNG][button],
                       table->buttons[STATS_MATURE][button]);
    }
    if (!graph_has_values(maker->graph)) {
        maker->graph->empty = "Grade a card, and the buttons you press are counted here.";
        return;
    }
    for (int stage = 0; stage < STATS_STAGES; stage++) {
        const int32_t *count = table->buttons[stage];
        StatsShare share = {count[1] + count[2] + count[3],
                            count[0] + count[1] + count[2] + count[3]};
        graph_fact(maker, "%s: %s not Again", STAGE_TITLES[stage],
                   graph_share_words(maker->arena, share));
    }
}

/* --- hours --- */

typedef double HourValue(StatsShare share);

static double count_of(StatsShare share)
{
    return share.all;
}

static void each_hour(GraphMaker *maker, HourValue *value, HourValue *other)
{
    const StatsTable *table = &maker->view->stats->tables[maker->view->period];
    double most = 0;
    for (int hour = 0; hour < 24; hour++) {
        StatsShare share = table->hours[hour];
        GraphItem *item = graph_add(maker, graph_text(maker->arena, "%02d", hour),
                                    hour % 3 == 0 ? graph_text(maker->arena, "%d", hour) : "");
        item->values[0] = value(share);
        item->values[1] = other(share);
        item->words = graph_text(maker->arena, "%d:00-%d:59: %d %s, right: %s", hour, hour,
                                 share.all, words_plural(share.all, "answer", "answers"),
                                 graph_share_words(maker->arena, share));
        if (share.all > most) {
            most = share.all;
            maker->graph->start = (size_t)hour;
        }
    }
    if (most == 0)
        maker->graph->empty = "Review a card, and the hour of the day shows here.";
}

void graph_hours(GraphMaker *maker)
{
    static const char *const SERIES[] = {"answers", "right_percent", NULL};
    graph_series(maker, 1, SERIES);
    each_hour(maker, count_of, graph_percent);
}

void graph_hours_right(GraphMaker *maker)
{
    static const char *const SERIES[] = {"right_percent", "answers", NULL};
    graph_series(maker, 1, SERIES);
    maker->graph->high = 100;
    each_hour(maker, graph_percent, count_of);
}

/* --- cards that came --- */

static void take_added(GraphMaker *maker, const GraphSpan *span, GraphItem *item)
{
    const Stats *stats = maker->view->stats;
    int32_t added = stats_sum(stats, span->from, span->to).added;
    int32_t all = stats_sum(stats, INT32_MIN, span->to).added;
    item->values[0] = added;
    item->values[1] = all;
    item->words = graph_text(maker->arena, "%s: %d %s, %d so far", span->words, added,
                             words_plural(added, "card", "cards"), all);
}

void graph_added(GraphMaker *maker)
{
    static const char *const SERIES[] = {"cards", "so_far", NULL};
    graph_series(maker, 1, SERIES);
    graph_past(maker, take_added);
    int32_t added = period_sum(maker->view).added;
    if (added == 0)
        maker->graph->empty = "No cards came in this time: `cairn card add` writes one.";
    else
        graph_fact(maker, "%d %s", added, words_plural(added, "card", "cards"));
}
