#include "study/habit_now.h"

#include "base/words.h"
#include "study/figures.h"
#include "study/progress.h"
#include "study/queue.h"

/* A learner who finished the roadmap and stays away for longer has something due by then. */
#define CLEAR_DAYS_MOST 400

/* --- the open block --- */

typedef struct Shares {
    DayShare *items;
    size_t count;
} Shares;

static void add_share(void *context, DayNumber day, int64_t ms)
{
    Shares *shares = context;
    if (shares->count < HABIT_RUNNING_DAYS)
        shares->items[shares->count++] = (DayShare){day, ms};
}

/* --- nothing left to do --- */

static bool roadmap_is_finished(const StudyState *state)
{
    for (size_t i = 0; i < state->catalog->topic_count; i++) {
        Mark mark = progress_mark(state, (ItemRef){ITEM_TOPIC, (CatalogIndex)i});
        if (mark != MARK_DONE && mark != MARK_SKIPPED)
            return false;
    }
    return state->catalog->topic_count > 0;
}

static bool no_card_comes(const StudyState *state, DayNumber day, int offset_min)
{
    QueueFilter all = queue_filter_all();
    int64_t end_ms = civil_study_day_start(day + 1, offset_min, state->config.rollover_hour) - 1;
    QueueCounts counts = queue_count(state, &all, end_ms, day);
    return counts.learning + counts.due + counts.fresh == 0;
}

DaySpan habit_clear_span(const StudyState *state, DayNumber until, int offset_min)
{
    DaySpan span = {.from = state->written.day};
    const Figures *figures = figures_of(state, until - 1);
    if (figures != NULL)
        return figures->clear;
    if (state->written.at_ms == 0 || state->written.day >= until || !roadmap_is_finished(state))
        return span;
    while (span.from + span.days < until && span.days < CLEAR_DAYS_MOST &&
           no_card_comes(state, span.from + span.days, offset_min))
        span.days++;
    return span;
}

/* --- as it stands --- */

Habit habit_now(const StudyState *state, int64_t now_ms, int offset_min)
{
    Habit habit = {
        .days = state->days,
        .day_count = state->day_count,
        .rules = &state->rules,
        .rule = habit_rule_of(&state->config),
        .clear = &state->clear,
        .today = study_state_day(state, now_ms, offset_min),
    };
    habit.clear_now = habit_clear_span(state, habit.today + 1, offset_min);
    Shares shares = {.items = habit.running};
    int64_t elapsed = practice_elapsed(&state->timer, now_ms);
    if (elapsed > 0)
        practice_split(state->timer.started_ms, practice_end(&state->timer, now_ms), elapsed,
                       offset_min, state->config.rollover_hour, add_share, &shares);
    return habit;
}

/* --- what is said --- */

static bool is_at_stake(const Streak *streak)
{
    return streak->today == DAY_OPEN && streak->current > 0 &&
           (streak->if_left == DAY_MISSED || streak->if_left == DAY_FROZEN);
}

int64_t habit_warning_ms(const Streak *streak, const Config *config, int64_t now_ms, int offset_min)
{
    DayNumber today = civil_study_day(now_ms, offset_min, config->rollover_hour);
    if (!is_at_stake(streak))
        return 0;
    return civil_study_day_start(today, offset_min, 0) + HABIT_EVENING_HOUR * MS_PER_HOUR;
}

void habit_warning(const Streak *streak, const Config *config, int64_t now_ms, int offset_min,
                   Buffer *out)
{
    int64_t from_ms = habit_warning_ms(streak, config, now_ms, offset_min);
    if (from_ms == 0 || now_ms < from_ms)
        return;
    bool lost = streak->if_left == DAY_MISSED;
    buffer_add_format(out, "%d %s the streak of %d %s", streak->missing_minutes,
                      words_plural(streak->missing_minutes, "minute keeps", "minutes keep"),
                      streak->current, words_plural(streak->current, "day", "days"));
    buffer_add_text(out, lost ? "." : "; else a freeze covers today.");
}

static void explain_rest(const HabitDay *day, Buffer *out)
{
    int32_t free_days = 7 - day->rule.days_per_week;
    if (day->reason == REASON_WEEKDAY)
        buffer_add_format(out, "A rest day: %s is not among the study days.",
                          civil_weekday_name(civil_weekday(day->day)));
    else
        buffer_add_format(out,
                          "A rest day, number %d of the %d that practice on %d %s a week leaves "
                          "free.",
                          day->resting, free_days, day->rule.days_per_week,
                          words_plural(day->rule.days_per_week, "day", "days"));
}

static void explain_kept(const HabitDay *day, Buffer *out)
{
    int32_t minutes = habit_minutes(&day->total);
    if (day->reason == REASON_CLEAR)
        buffer_add_text(out,
                        "Nothing was left to do: the roadmap is finished and no card was due.");
    else
        buffer_add_format(out, "%d %s reached the floor of %d.", minutes,
                          words_plural(minutes, "minute", "minutes"), day->rule.floor_minutes);
    buffer_add_format(out, " Day %d of a streak.", day->streak);
    if (day->earned)
        buffer_add_text(out, " It earned a freeze.");
}

void habit_explain(const HabitDay *day, Buffer *out)
{
    int32_t minutes = habit_minutes(&day->total);
    int32_t missing = day->rule.floor_minutes - minutes;
    switch (day->verdict) {
    case DAY_NONE:
        buffer_add_text(out, day->reason == REASON_TO_COME
                                 ? "That day is still to come."
                                 : "Nothing had been practised yet by that day.");
        break;
    case DAY_OPEN:
        buffer_add_format(out, "The day is not over: %d more %s the floor of %d.", missing,
                          words_plural(missing, "minute reaches", "minutes reach"),
                          day->rule.floor_minutes);
        break;
    case DAY_KEPT:
        explain_kept(day, out);
        break;
    case DAY_REST:
        explain_rest(day, out);
        break;
    case DAY_FROZEN:
        buffer_add_format(
            out,
            "%d of the %d minutes of the floor; a freeze covered the day, and the streak "
            "of %d %s goes on. Freezes left: %d.",
            minutes, day->rule.floor_minutes, day->streak, words_plural(day->streak, "day", "days"),
            day->freezes);
        break;
    case DAY_MISSED:
        buffer_add_format(
            out,
            "%d of the %d minutes of the floor, and no freeze was at hand: the next kept "
            "day begins a streak.",
            minutes, day->rule.floor_minutes);
        break;
    }
}
