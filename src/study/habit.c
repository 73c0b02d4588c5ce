#include "study/habit.h"

#include <string.h>

#include "base/memory.h"

size_t habit_first_from(const DayTotal *days, size_t count, DayNumber day)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

DayTotal habit_day(const DayTotal *days, size_t count, DayNumber day)
{
    size_t at = habit_first_from(days, count, day);
    if (at < count && days[at].day == day)
        return days[at];
    return (DayTotal){.day = day};
}

DayTotal *habit_day_mutable(DayTotal **days, size_t *count, size_t *capacity, DayNumber day)
{
    size_t at = habit_first_from(*days, *count, day);
    if (at < *count && (*days)[at].day == day)
        return &(*days)[at];
    *days = array_grow(*days, count, capacity, sizeof **days);
    for (size_t i = *count - 1; i > at; i--)
        (*days)[i] = (*days)[i - 1];
    (*days)[at] = (DayTotal){.day = day};
    return &(*days)[at];
}

int32_t habit_minutes(const DayTotal *total)
{
    int64_t minutes = (total->practice_ms + total->review_ms) / MS_PER_MINUTE;
    if (minutes < 0)
        return 0;
    return minutes > INT32_MAX ? INT32_MAX : (int32_t)minutes;
}

int habit_heat(int32_t minutes, const Config *config)
{
    int32_t goal = config->goal_minutes;
    if (minutes <= 0)
        return 0;
    if (minutes >= goal)
        return 4;
    return minutes * 4 >= goal * 3 ? 3 : minutes * 2 >= goal ? 2 : 1;
}

/* --- rules --- */

HabitRule habit_rule_of(const Config *config)
{
    HabitRule rule = {.floor_minutes = config->floor_minutes,
                      .days_per_week = config->days_per_week};
    if (!config_parse_weekdays(config->study_days, &rule.study_days))
        rule.study_days = 0;
    return rule;
}

/* Position of the rule that begins on `day`, made of the one before it when absent. The first of all
 * rules is the defaults, and begins before every day. */
static size_t rule_at(HabitRules *rules, DayNumber day)
{
    if (rules->count == 0) {
        Config defaults;
        config_defaults(&defaults);
        HabitRule *first = array_push(rules);
        *first = habit_rule_of(&defaults);
        first->from = INT32_MIN;
    }
    size_t at = rules->count;
    while (at > 1 && rules->items[at - 1].from > day)
        at--;
    if (rules->items[at - 1].from == day)
        return at - 1;
    (void)array_push(rules);
    for (size_t i = rules->count - 1; i > at; i--)
        rules->items[i] = rules->items[i - 1];
    rules->items[at] = rules->items[at - 1];
    rules->items[at].from = day;
    return at;
}

void habit_rules_set(HabitRules *rules, DayNumber day, const char *name, const char *value)
{
    bool floor = strcmp(name, "floor-minutes") == 0;
    bool week = strcmp(name, "days-per-week") == 0;
    Config config;
    if (!floor && !week && strcmp(name, "study-days") != 0)
        return;
    config_defaults(&config);
    if (config_set(&config, config_find(name), value, NULL) != STATUS_OK)
        return;
    HabitRule set = habit_rule_of(&config);
    for (size_t i = rule_at(rules, day); i < rules->count; i++) {
        HabitRule *rule = &rules->items[i];
        if (floor)
            rule->floor_minutes = set.floor_minutes;
        else if (week)
            rule->days_per_week = set.days_per_week;
        else
            rule->study_days = set.study_days;
    }
}

/* The rule of a day; from today on that in force. */
static HabitRule rule_on(const Habit *habit, DayNumber day)
{
    const HabitRules *rules = habit->rules;
    size_t at = rules != NULL ? rules->count : 0;
    if (day >= habit->today)
        return habit->rule;
    while (at > 0 && rules->items[at - 1].from > day)
        at--;
    return at > 0 ? rules->items[at - 1] : habit->rule;
}

/* --- the course of the days --- */

static bool is_within(DaySpan span, DayNumber day)
{
    return day >= span.from && day - span.from < span.days;
}

static bool is_clear(const Habit *habit, DayNumber day)
{
    if (is_within(habit->clear_now, day))
        return true;
    for (size_t i = 0; habit->clear != NULL && i < habit->clear->count; i++)
        if (is_within(habit->clear->items[i], day))
            return true;
    return false;
}

static DayTotal total_on(const Habit *habit, DayNumber day)
{
    DayTotal total = habit_day(habit->days, habit->day_count, day);
    for (size_t i = 0; i < HABIT_RUNNING_DAYS; i++)
        if (habit->running[i].ms > 0 && habit->running[i].day == day)
            total.practice_ms += habit->running[i].ms;
    return total;
}

/* What was done was deleted or taken back. */
static bool is_empty(const DayTotal *total)
{
    return total->practice_ms <= 0 && total->review_ms <= 0 && total->reviews <= 0;
}

/* The first day on which anything was done; today when there is none. */
static DayNumber first_day(const Habit *habit)
{
    DayNumber first = habit->today;
    size_t at = 0;
    while (at < habit->day_count && is_empty(&habit->days[at]))
        at++;
    if (at < habit->day_count && habit->days[at].day < first)
        first = habit->days[at].day;
    for (size_t i = 0; i < HABIT_RUNNING_DAYS; i++)
        if (habit->running[i].ms > 0 && habit->running[i].day < first)
            first = habit->running[i].day;
    return first;
}

/* Where the walk over the days stands. */
typedef struct Walk {
    const Habit *habit;
    int32_t streak, longest, freezes;
    int32_t resting; /* days of this week that rested */
} Walk;

/* The day's verdict were it over now; the walk stays as it is. */
static void judge(const Walk *walk, HabitDay *it)
{
    int weekday = civil_weekday(it->day);
    const HabitRule *rule = &it->rule;
    if (habit_minutes(&it->total) >= rule->floor_minutes) {
        it->verdict = DAY_KEPT;
        it->reason = REASON_FLOOR;
    } else if (is_clear(walk->habit, it->day)) {
        it->verdict = DAY_KEPT;
        it->reason = REASON_CLEAR;
    } else if (rule->study_days != 0 && (rule->study_days >> weekday & 1) == 0) {
        it->verdict = DAY_REST;
        it->reason = REASON_WEEKDAY;
    } else if (rule->study_days == 0 && walk->resting < 7 - rule->days_per_week) {
        it->verdict = DAY_REST;
        it->reason = REASON_WEEK;
        it->resting = walk->resting + 1;
    } else if (walk->freezes > 0) {
        it->verdict = DAY_FROZEN;
        it->reason = REASON_FREEZE;
    } else {
        it->verdict = DAY_MISSED;
        it->reason = REASON_SHORT;
    }
}

/* What the verdict means for the days after. There is never a freeze at hand without a streak: a day
 * is only missed when there is none. */
static void follow(Walk *walk, HabitDay *it)
{
    if (it->verdict == DAY_KEPT) {
        walk->streak++;
        it->earned = walk->streak % HABIT_FREEZE_DAYS == 0 && walk->freezes < HABIT_FREEZES_MAX;
        walk->freezes += it->earned;
    } else if (it->verdict == DAY_FROZEN) {
        walk->freezes--;
    } else if (it->verdict == DAY_MISSED) {
        walk->streak = 0;
    } else if (it->reason == REASON_WEEK) {
        walk->resting++;
    }
    if (walk->longest < walk->streak)
        walk->longest = walk->streak;
    it->streak = walk->streak;
    it->freezes = walk->freezes;
}

static HabitDay take_day(Walk *walk, DayNumber day)
{
    const Habit *habit = walk->habit;
    HabitDay it = {.day = day, .total = total_on(habit, day), .rule = rule_on(habit, day)};
    if (civil_weekday(day) == 0)
        walk->resting = 0;
    judge(walk, &it);
    bool open = day == habit->today && it.verdict != DAY_KEPT && it.reason != REASON_WEEKDAY;
    if (open) {
        it.verdict = DAY_OPEN;
        it.reason = REASON_SHORT;
        it.resting = 0;
    }
    follow(walk, &it);
    return it;
}

/* A day that nobody can have kept or missed. */
static HabitDay day_outside(const Habit *habit, DayNumber day)
{
    return (HabitDay){.day = day,
                      .verdict = DAY_NONE,
                      .reason = day > habit->today ? REASON_TO_COME : REASON_BEFORE,
                      .total = total_on(habit, day),
                      .rule = rule_on(habit, day)};
}

void habit_course(const Habit *habit, DayNumber first, size_t count, HabitDay *out)
{
    Walk walk = {.habit = habit};
    DayNumber begin = first_day(habit);
    for (size_t i = 0; i < count; i++)
        out[i] = day_outside(habit, first + (DayNumber)i);
    for (DayNumber day = begin; day <= habit->today; day++) {
        HabitDay it = take_day(&walk, day);
        if (day >= first && (size_t)(day - first) < count)
            out[day - first] = it;
    }
}

HabitDay habit_judge(const Habit *habit, DayNumber day)
{
    HabitDay it;
    habit_course(habit, day, 1, &it);
    return it;
}

Streak habit_streak(const Habit *habit)
{
    Walk walk = {.habit = habit};
    for (DayNumber day = first_day(habit); day < habit->today; day++)
        (void)take_day(&walk, day);
    Walk before = walk;
    HabitDay today = take_day(&walk, habit->today);
    HabitDay left = today;
    if (civil_weekday(habit->today) == 0)
        before.resting = 0;
    judge(&before, &left);
    int32_t minutes = habit_minutes(&today.total);
    return (Streak){
        .current = walk.streak,
        .longest = walk.longest,
        .freezes = walk.freezes,
        .missing_minutes = today.verdict == DAY_KEPT ? 0 : today.rule.floor_minutes - minutes,
        .today = today.verdict,
        .if_left = left.verdict,
    };
}

const char *habit_verdict_name(DayVerdict verdict)
{
    static const char *const NAMES[] = {"none", "open", "kept", "rest", "frozen", "missed"};
    return (size_t)verdict < sizeof NAMES / sizeof *NAMES ? NAMES[verdict] : "";
}

const char *habit_reason_name(DayReason reason)
{
    static const char *const NAMES[] = {"before", "to-come", "short", "floor",
                                        "clear",  "weekday", "week",  "freeze"};
    return (size_t)reason < sizeof NAMES / sizeof *NAMES ? NAMES[reason] : "";
}
