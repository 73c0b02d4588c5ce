/* Days, minutes and the streak. */
#ifndef CAIRN_STUDY_HABIT_H
#define CAIRN_STUDY_HABIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/civil.h"
#include "study/config.h"

/* What happened on one study day. Arrays of these are sorted by day, each day at most once. */
typedef struct DayTotal {
    DayNumber day;
    int64_t practice_ms; /* timed blocks */
    int64_t review_ms;   /* reviewing outside timed blocks */
    int32_t reviews, lapses, new_cards;
} DayTotal;

typedef enum DayVerdict {
    DAY_NONE,   /* before the first day of all, or still to come */
    DAY_OPEN,   /* today, floor not reached yet: the streak still stands */
    DAY_KEPT,   /* floor reached, or nothing was left to do */
    DAY_REST,   /* planned rest day */
    DAY_FROZEN, /* missed, covered by a freeze */
    DAY_MISSED,
} DayVerdict;

/* Why a day has its verdict. */
typedef enum DayReason {
    REASON_BEFORE,  /* NONE: nothing had been practised yet */
    REASON_TO_COME, /* NONE */
    REASON_SHORT,   /* OPEN or MISSED: below the floor */
    REASON_FLOOR,   /* KEPT */
    REASON_CLEAR,   /* KEPT: nothing was due and the roadmap was finished */
    REASON_WEEKDAY, /* REST: not among the study days */
    REASON_WEEK,    /* REST: one of the days that days-per-week leaves free */
    REASON_FREEZE,  /* FROZEN */
} DayReason;

/* What the learner has promised themselves, from a study day on. A day is judged by the rule that held on
 * it: a new floor or another week moves no day that is over. */
typedef struct HabitRule {
    DayNumber from;
    int32_t floor_minutes, days_per_week;
    unsigned study_days; /* bit 0 Monday; 0: any, and days_per_week says how many */
} HabitRule;

/* Sorted by day; empty when nothing was ever set. */
typedef ARRAY(HabitRule) HabitRules;

/* An instant and the study day it was written down with. */
typedef struct DayMark {
    int64_t at_ms;
    DayNumber day;
} DayMark;

/* So many days from `from` on; none with `days` 0. */
typedef struct DaySpan {
    DayNumber from;
    int32_t days;
} DaySpan;

typedef ARRAY(DaySpan) DaySpans;

typedef struct DayShare {
    DayNumber day;
    int64_t ms;
} DayShare;

/* A block is shorter than a day: what is open now lies on two days at most. */
#define HABIT_RUNNING_DAYS 2

/* All that days are judged by. Arrays are borrowed. */
typedef struct Habit {
    const DayTotal *days;
    size_t day_count;
    const HabitRules *rules;
    HabitRule rule;        /* in force today; without `rules` it always was */
    const DaySpans *clear; /* days on which nothing was left to do, as noted; NULL: none */
    DaySpan clear_now;     /* and those that nobody noted yet */
    DayNumber today;
    DayShare running[HABIT_RUNNING_DAYS]; /* what the open block adds to the days */
} Habit;

/* What came of one day. */
typedef struct HabitDay {
    DayNumber day;
    DayVerdict verdict;
    DayReason reason;
    DayTotal total;  /* the open block counted in */
    HabitRule rule;  /* that it is judged by */
    int32_t streak;  /* days in a row at its end */
    int32_t freezes; /* at hand at its end */
    int32_t resting; /* REASON_WEEK: which rest day of its week it is, from 1 */
    bool earned;     /* a freeze was earned */
} HabitDay;

/* A freeze is earned with each so many kept days of a streak; so many at most are at hand. */
#define HABIT_FREEZE_DAYS 7
#define HABIT_FREEZES_MAX 2

typedef struct Streak {
    int32_t current, longest; /* kept days in a row; open today does not break it */
    int32_t freezes;          /* at hand */
    int32_t missing_minutes;  /* to the floor today; 0 when today is kept */
    DayVerdict today;
    DayVerdict if_left; /* what today comes to if nothing more is done */
} Streak;

/* Position of the first total at or after `day`; `count` when there is none. */
size_t habit_first_from(const DayTotal *days, size_t count, DayNumber day);

/* The total of `day` (all zero but the day when nothing happened). */
DayTotal habit_day(const DayTotal *days, size_t count, DayNumber day);

/* The total of `day`, made (in sorted place) when absent. `*days` is a block from base/memory.h. */
DayTotal *habit_day_mutable(DayTotal **days, size_t *count, size_t *capacity, DayNumber day);

/* Minutes that count towards the goal: practice and reviews, whole minutes rounded down. */
int32_t habit_minutes(const DayTotal *total);

/* How warm a day of so many minutes is: 0 nothing, 1 less than half of the goal, 2 half, 3 three
 * quarters, 4 all of it. */
int habit_heat(int32_t minutes, const Config *config);

/* Judges the days first..first+count-1 into `out`. How it is done:
 *
 *   - a day is KEPT when its minutes reach the floor, or when nothing was left to do;
 *   - else it is a REST day when its weekday is not among the study days; or, where there are none,
 *     while fewer than 7 - days-per-week days of its week (Monday to Sunday) rested so far;
 *   - else it takes a freeze, if one is at hand, and is FROZEN; else it is MISSED.
 *
 * Kept days in a row make the streak. Rest and frozen days neither break nor lengthen it; a missed day
 * ends it. Days after today (a clock that was set back) count for nothing. All of it follows from the
 * days anew each time: what is written down, changed or taken out later has its effect. */
void habit_course(const Habit *habit, DayNumber first, size_t count, HabitDay *out);
HabitDay habit_judge(const Habit *habit, DayNumber day);
Streak habit_streak(const Habit *habit);

/* Notes that option `name` was set on a study day, the newest change last; other options than those of
 * HabitRule, and values that are none, are left out. */
void habit_rules_set(HabitRules *rules, DayNumber day, const char *name, const char *value);
HabitRule habit_rule_of(const Config *config);

/* "none", "open", "kept", "rest", "frozen", "missed" */
const char *habit_verdict_name(DayVerdict verdict);
/* "before", "to-come", "short", "floor", "clear", "weekday", "week", "freeze" */
const char *habit_reason_name(DayReason reason);

#endif
