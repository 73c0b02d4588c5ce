/* Graphs of practice: today, minutes, calendar, streak. */
#include "study/graph_impl.h"
#include "study/habit_now.h"

#define CALENDAR_WEEKS 53 /* there is a year to see wherever there is room */

/* --- today --- */

static void add_stage(GraphMaker *maker, const char *key, const char *label, StatsShare share)
{
    GraphItem *item = graph_add(maker, key, label);
    item->values[0] = share.all;
    item->values[1] = share.right;
    item->words = graph_text(maker->arena, "%s: %d %s, %d of them right", label, share.all,
                             words_plural(share.all, "answer", "answers"), share.right);
}

void graph_today(GraphMaker *maker)
{
    static const char *const SERIES[] = {"answers", "right", NULL};
    const GraphView *view = maker->view;
    StatsDay day = stats_day(view->stats, view->today);
    StatsShare all = stats_answers(&day);
    int32_t minutes = graph_minutes(view, view->today, view->today);
    maker->graph->shape = GRAPH_BARS;
    graph_series(maker, 1, SERIES);
    if (view->scope.kind == ITEM_NONE)
        graph_fact(maker, "%d of %d min", minutes, view->state->config.goal_minutes);
    else
        graph_fact(maker, "%d min", minutes);
    if (all.all == 0) {
        maker->graph->empty = "No answers yet today: review what is due, and they show here.";
        return;
    }
    graph_fact(maker, "%d %s in %s, %s right, %d new, %d forgotten", all.all,
               words_plural(all.all, "answer", "answers"),
               graph_time_words(maker->arena, day.answer_ms), graph_share_words(maker->arena, all),
               day.fresh, day.lapses);
    add_stage(maker, "learning", "Learning", day.answers[STATS_LEARNING]);
    add_stage(maker, "young", "Young", day.answers[STATS_YOUNG]);
    add_stage(maker, "mature", "Mature", day.answers[STATS_MATURE]);
}

/* --- minutes --- */

static void take_minutes(GraphMaker *maker, const GraphSpan *span, GraphItem *item)
{
    const GraphView *view = maker->view;
    DayTotal sum = graph_practised_days(view, span->from, span->to);
    int32_t minutes = habit_minutes(&sum);
    int32_t answers = (int32_t)(sum.review_ms / MS_PER_MINUTE);
    item->values[0] = minutes;
    item->values[1] = answers;
    item->words = graph_text(maker->arena, "%s: %s", span->words,
                             graph_time_words(maker->arena, minutes * MS_PER_MINUTE));
    if (answers > 0)
        item->words = graph_text(maker->arena, "%s, of it %s of reviews", item->words,
                                 graph_time_words(maker->arena, answers * MS_PER_MINUTE));
}

static void say_minutes(GraphMaker *maker, DayNumber from)
{
    const GraphView *view = maker->view;
    DayTotal sum = graph_practised_days(view, from, view->today);
    int64_t all = sum.practice_ms + sum.review_ms;
    int32_t days = 0;
    for (DayNumber day = from; day <= view->today; day++) {
        DayTotal total = graph_practised_days(view, day, day);
        days += total.practice_ms + total.review_ms > 0;
    }
    graph_fact(maker, "%s on %d of %d %s", graph_time_words(maker->arena, all), days,
               view->today - from + 1, words_plural(view->today - from + 1, "day", "days"));
    if (days > 0)
        graph_fact(maker, "%s on such a day", graph_time_words(maker->arena, all / days));
}

void graph_practised(GraphMaker *maker)
{
    static const char *const SERIES[] = {"minutes", "reviews", NULL};
    const GraphView *view = maker->view;
    DayNumber from = graph_first_day(view);
    graph_series(maker, 1, SERIES);
    graph_past(maker, take_minutes);
    if (!graph_has_values(maker->graph)) {
        maker->graph->empty = "Practise or review once, and your minutes begin to show here.";
        return;
    }
    bool by_day = graph_span_name(maker, from, view->today)[0] == 'd';
    maker->graph->high =
        by_day && view->scope.kind == ITEM_NONE ? view->state->config.goal_minutes : 0;
    say_minutes(maker, from);
}

/* --- calendars --- */

static int32_t calendar_weeks(const GraphView *view)
{
    DayNumber first = graph_first_day(view);
    int64_t weeks = (view->today - civil_weekday(view->today) - (first - civil_weekday(first))) / 7;
    weeks = weeks + 1 < CALENDAR_WEEKS ? CALENDAR_WEEKS : weeks + 1;
    if (view->room > 0 && weeks > (int64_t)view->room)
        weeks = (int64_t)view->room;
    return (int32_t)weeks;
}

typedef void EachDay(GraphMaker *maker, DayNumber day, GraphItem *item);

/* Whole weeks from a Monday on; days that are still to come are outside. For programs, the period. */
static void each_day(GraphMaker *maker, EachDay *each)
{
    const GraphView *view = maker->view;
    DayNumber monday = view->today - civil_weekday(view->today);
    DayNumber first = monday - 7 * (calendar_weeks(view) - 1);
    DayNumber last = monday + 6;
    if (view->room == 0) {
        first = graph_first_day(view);
        last = view->today;
    }
    maker->graph->shape = GRAPH_CALENDAR;
    maker->graph->start = (size_t)(view->today - first);
    for (DayNumber day = first; day <= last; day++) {
        char key[CIVIL_DATE_SIZE];
        CivilDate date = civil_from_day(day);
        civil_format_date(day, key);
        GraphItem *item =
            graph_add(maker, arena_dup(maker->arena, key),
                      date.day <= 7 && civil_weekday(day) == 0 ? civil_month_name(date.month) : "");
        item->mark = day > view->today ? GRAPH_OUTSIDE : GRAPH_PLAIN;
        if (day <= view->today)
            each(maker, day, item);
    }
}

/* Days of the whole learner are judged; the minutes of a topic alone are not. */
static void judge_days(GraphMaker *maker, DayNumber first)
{
    const GraphView *view = maker->view;
    size_t count = (size_t)(view->today - first) + 1;
    HabitDay *days = arena_alloc(maker->arena, count, sizeof *days);
    Habit habit = habit_now(view->state, view->now_ms, view->offset_min);
    habit_course(&habit, first, count, days);
    maker->graph->tag_name = "verdict";
    for (size_t i = 0; i < count; i++) {
        GraphItem *item = &maker->graph->items[i];
        DayVerdict verdict = days[i].verdict;
        item->tag = habit_verdict_name(verdict);
        if (verdict == DAY_FROZEN || (verdict == DAY_REST && item->level == 0))
            item->mark = verdict == DAY_FROZEN ? GRAPH_FROZEN : GRAPH_REST;
        if (verdict != DAY_NONE)
            item->words = graph_text(maker->arena, "%s, %s", item->words, item->tag);
    }
}

static void take_calendar(GraphMaker *maker, DayNumber day, GraphItem *item)
{
    int32_t minutes = graph_minutes(maker->view, day, day);
    item->values[0] = minutes;
    item->level = habit_heat(minutes, &maker->view->state->config);
    item->words = graph_text(maker->arena, "%s: %d min", graph_day_words(maker, day), minutes);
}

void graph_calendar(GraphMaker *maker)
{
    static const char *const SERIES[] = {"minutes", NULL};
    graph_series(maker, 1, SERIES);
    each_day(maker, take_calendar);
    size_t past = 0;
    while (past < maker->graph->count && maker->graph->items[past].mark != GRAPH_OUTSIDE)
        past++;
    if (maker->view->scope.kind == ITEM_NONE)
        judge_days(maker, maker->view->today - (DayNumber)past + 1);
    if (!graph_has_values(maker->graph))
        maker->graph->empty = "Every day that you practise gets its square here.";
}

static void take_review_day(GraphMaker *maker, DayNumber day, GraphItem *item)
{
    StatsDay total = stats_day(maker->view->stats, day);
    StatsShare answers = stats_answers(&total);
    item->values[0] = answers.all;
    item->words = graph_text(maker->arena, "%s: %d %s, %s", graph_day_words(maker, day),
                             answers.all, words_plural(answers.all, "answer", "answers"),
                             graph_time_words(maker->arena, total.answer_ms));
}

/* Shades by quarters of the busiest day. */
void graph_review_calendar(GraphMaker *maker)
{
    static const char *const SERIES[] = {"answers", NULL};
    double most = 0;
    graph_series(maker, 1, SERIES);
    each_day(maker, take_review_day);
    Graph *graph = maker->graph;
    for (size_t i = 0; i < graph->count; i++)
        most = fmax(most, graph->items[i].values[0]); /* which leaves NaN out */
    for (size_t i = 0; i < graph->count; i++)
        if (graph->items[i].values[0] > 0)
            graph->items[i].level = (int)ceil(4 * graph->items[i].values[0] / most);
    if (most > 0)
        graph_fact(maker, "The busiest day has %.0f answers.", most);
    else
        graph->empty = "Every day that you review gets its square here.";
}

/* --- the streak --- */

/* The longest runs of days, the longest first, each up to the day on which it ended. */
static void say_runs(GraphMaker *maker, const HabitDay *days, size_t count)
{
    enum { RUNS = 3 };
    const HabitDay *runs[RUNS] = {NULL};
    for (size_t i = 0; i < count; i++) {
        bool ends = i + 1 == count || days[i + 1].streak < days[i].streak;
        const HabitDay *run = &days[i];
        for (int k = 0; k < RUNS && ends && run->streak > 0; k++)
            if (runs[k] == NULL || run->streak > runs[k]->streak) {
                const HabitDay *lesser = runs[k];
                runs[k] = run;
                if (lesser == NULL)
                    break;
                run = lesser;
            }
    }
    for (int k = 0; k < RUNS && runs[k] != NULL; k++)
        graph_fact(maker, "%s %d %s up to %s", k == 0 ? "Longest:" : "Then", runs[k]->streak,
                   words_plural(runs[k]->streak, "day", "days"),
                   graph_day_words(maker, runs[k]->day));
}

/* All days from the first on that anything is known of. */
typedef struct Course {
    HabitDay *days;
    DayNumber first;
    size_t count;
} Course;

static Course take_course(GraphMaker *maker, const Habit *habit)
{
    const GraphView *view = maker->view;
    DayNumber first = graph_first_day(view);
    GraphView all = *view;
    all.period = STATS_ALL;
    if (view->scope.kind == ITEM_NONE && graph_first_day(&all) < first)
        first = graph_first_day(&all);
    Course course = {.first = first, .count = (size_t)(view->today - first) + 1};
    course.days = arena_alloc(maker->arena, course.count, sizeof *course.days);
    habit_course(habit, first, course.count, course.days);
    return course;
}

static void take_streak(GraphMaker *maker, const GraphSpan *span, GraphItem *item)
{
    const Course *course = maker->data;
    const HabitDay *day = &course->days[span->to - course->first];
    item->values[0] = day->streak;
    item->words = graph_text(maker->arena, "%s: %d %s in a row", span->words, day->streak,
                             words_plural(day->streak, "day", "days"));
    if (span->from != span->to)
        return;
    item->tag = habit_verdict_name(day->verdict);
    if (day->verdict != DAY_NONE)
        item->words = graph_text(maker->arena, "%s, %s", item->words, item->tag);
}

void graph_streak(GraphMaker *maker)
{
    static const char *const SERIES[] = {"streak", NULL};
    const GraphView *view = maker->view;
    Habit habit = habit_now(view->state, view->now_ms, view->offset_min);
    Streak streak = habit_streak(&habit);
    Course course = take_course(maker, &habit);
    graph_series(maker, 1, SERIES);
    maker->graph->tag_name = "verdict";
    maker->data = &course;
    graph_past(maker, take_streak);
    maker->data = NULL;
    graph_fact(maker, "%d %s now, %d %s at hand", streak.current,
               words_plural(streak.current, "day", "days"), streak.freezes,
               words_plural(streak.freezes, "freeze", "freezes"));
    say_runs(maker, course.days, course.count);
    if (!graph_has_values(maker->graph))
        maker->graph->empty = "A day with as many minutes as your floor begins a streak.";
}
