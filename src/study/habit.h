/* Days, minutes and the streak. */
#ifndef CAIRN_STUDY_HABIT_H
#define CAIRN_STUDY_HABIT_H

#include <stddef.h>
#include <stdint.h>

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
    DAY_OPEN,   /* today, floor not reached yet: the streak still stands */
    DAY_KEPT,   /* floor reached */
    DAY_REST,   /* planned rest day */
    DAY_FROZEN, /* missed, covered by a freeze */
    DAY_MISSED,
} DayVerdict;

typedef struct Streak {
    int32_t current, longest; /* kept days in a row; open today does not break it */
    DayVerdict today;
} Streak;

/* The total of `day` (all zero but the day when nothing happened). */
DayTotal habit_day(const DayTotal *days, size_t count, DayNumber day);

/* The total of `day`, made (in sorted place) when absent. `*days` is a block from base/memory.h. */
DayTotal *habit_day_mutable(DayTotal **days, size_t *count, size_t *capacity, DayNumber day);

/* Minutes that count towards the goal: practice and reviews, whole minutes rounded down. */
int32_t habit_minutes(const DayTotal *total);

/* How warm a day of so many minutes is: 0 nothing, 1 less than half of the goal, 2 half, 3 three
 * quarters, 4 all of it. */
int habit_heat(int32_t minutes, const Config *config);

/* The streak at `today`. First form: a day is kept when its minutes reach the floor, and every other
 * day before today ends the streak; rest days (days-per-week below 7) and freezes do not count yet.
 * Days after `today` (a clock that was set back) are left out. */
Streak habit_streak(const DayTotal *days, size_t count, DayNumber today, const Config *config);

DayVerdict habit_verdict(const DayTotal *days, size_t count, DayNumber day, DayNumber today,
                         const Config *config);
const char *habit_verdict_name(DayVerdict verdict); /* "open", "kept", "rest", "frozen", "missed" */

#endif
