/* Waits as people read them. Integers only, so that no locale puts a comma into them. */
#include "study/scheduler.h"

#include <stdio.h>

#define DAYS_PER_YEAR 365

/* `count` units of `unit`, rounded to the nearest. */
static int64_t rounded(int64_t ms, int64_t unit)
{
    return (ms + unit / 2) / unit;
}

/* Tenths as "2" or "2.1" with a unit. */
static void format_tenths(int64_t count, const char *unit, char out[16])
{
    int tenths = count > INT32_MAX ? INT32_MAX : (int)count;
    if (tenths % 10 == 0)
        snprintf(out, 16, "%d%s", tenths / 10, unit);
    else
        snprintf(out, 16, "%d.%d%s", tenths / 10, tenths % 10, unit);
}

void scheduler_format_wait(int64_t ms, char out[16])
{
    if (ms < 0)
        ms = 0;
    int64_t seconds = rounded(ms, MS_PER_SECOND), minutes = rounded(ms, MS_PER_MINUTE);
    int64_t hours = rounded(ms, MS_PER_HOUR), days = rounded(ms, MS_PER_DAY);
    if (seconds < 60)
        snprintf(out, 16, "%ds", (int)seconds);
    else if (minutes < 60)
        snprintf(out, 16, "%dm", (int)minutes);
    else if (hours < 24)
        snprintf(out, 16, "%dh", (int)hours);
    else if (days < 31)
        snprintf(out, 16, "%dd", (int)days);
    else if (days < DAYS_PER_YEAR)
        format_tenths(rounded(days * 120, DAYS_PER_YEAR), "mo", out);
    else
        format_tenths(rounded(days * 10, DAYS_PER_YEAR), "y", out);
}

void scheduler_format_due(const CardState *state, AnswerTime when, char out[16])
{
    int64_t ms = state->due_ms - when.at_ms;
    if (state->phase == CARD_REVIEW)
        ms = ((int64_t)state->due_day - when.study_day) * MS_PER_DAY;
    if (state->phase == CARD_NEW || ms <= 0)
        snprintf(out, 16, "now");
    else
        scheduler_format_wait(ms, out);
}
