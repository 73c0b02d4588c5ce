#include "study/habit.h"

#include "base/array.h"
#include "base/memory.h"

/* Position of the first total at or after `day`. */
static size_t lower_bound(const DayTotal *days, size_t count, DayNumber day)
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
    size_t at = lower_bound(days, count, day);
    if (at < count && days[at].day == day)
        return days[at];
    return (DayTotal){.day = day};
}

DayTotal *habit_day_mutable(DayTotal **days, size_t *count, size_t *capacity, DayNumber day)
{
    size_t at = lower_bound(*days, *count, day);
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

static bool is_kept(const DayTotal *total, const Config *config)
{
    return habit_minutes(total) >= config->floor_minutes;
}

DayVerdict habit_verdict(const DayTotal *days, size_t count, DayNumber day, DayNumber today,
                         const Config *config)
{
    DayTotal total = habit_day(days, count, day);
    if (is_kept(&total, config))
        return DAY_KEPT;
    return day >= today ? DAY_OPEN : DAY_MISSED;
}

Streak habit_streak(const DayTotal *days, size_t count, DayNumber today, const Config *config)
{
    Streak streak = {.today = habit_verdict(days, count, today, today, config)};
    int32_t run = 0;
    DayNumber last = 0; /* last kept day of the run */
    for (size_t i = 0; i < count && days[i].day <= today; i++) {
        if (!is_kept(&days[i], config))
            continue;
        run = run > 0 && days[i].day == last + 1 ? run + 1 : 1;
        last = days[i].day;
        if (run > streak.longest)
            streak.longest = run;
    }
    if (run > 0 && last >= today - 1)
        streak.current = run;
    return streak;
}

const char *habit_verdict_name(DayVerdict verdict)
{
    switch (verdict) {
    case DAY_OPEN:
        return "open";
    case DAY_KEPT:
        return "kept";
    case DAY_REST:
        return "rest";
    case DAY_FROZEN:
        return "frozen";
    case DAY_MISSED:
        break;
    }
    return "missed";
}
