#include "support/slow_pace.h"

#include <string.h>

#define TARGET_DAYS 100

static const char *last_value(const SlowFacts *facts, const char *name, const char *otherwise)
{
    for (size_t i = 0; i < facts->rules.count; i++)
        if (strcmp(facts->rules.items[i].name, name) == 0)
            otherwise = facts->rules.items[i].value;
    return otherwise;
}

static double hours_on(const SlowFacts *facts, const char *const *subjects, int64_t since)
{
    double ms = 0;
    for (size_t i = 0; i < facts->blocks.count; i++) {
        const SlowBlock *block = &facts->blocks.items[i];
        bool counts = !block->gone && block->parts[0].day >= since;
        for (int n = 0; counts && subjects[n] != NULL; n++)
            if (strcmp(subjects[n], block->subject) == 0)
                ms += (double)block->practised_ms;
    }
    return ms / 3600000;
}

static double review_hours(const SlowFacts *facts, int64_t since)
{
    double ms = 0;
    for (size_t i = 0; i < facts->reviews.count; i++)
        if (!facts->reviews.items[i].undone && facts->reviews.items[i].day >= since)
            ms += (double)facts->reviews.items[i].ms;
    return ms / 3600000;
}

/* The part of a day's minutes that reviews leave. */
static double left_by_reviews(const SlowFacts *facts, int64_t today)
{
    static const char *const ANY[] = {"", "t-one", "t-one/a", "t-two", "t-proj", "review", NULL};
    static const char *const REVIEW[] = {"review", NULL};
    double reviews = review_hours(facts, today - 28);
    double all = hours_on(facts, ANY, today - 28) + reviews;
    double share = (1.25 + reviews + hours_on(facts, REVIEW, today - 28)) / (5 + all);
    return 1 - (share > 0.8 ? 0.8 : share);
}

static double between(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* Hours to go; both topics have 3 hours in the middle of 2 and 4. */
static void hours_to_go(const SlowFacts *facts, const SlowStudy *study, SlowForecast *out)
{
    static const char *const ONE[] = {"t-one", "t-one/a", "t-proj", NULL};
    static const char *const TWO[] = {"t-two", NULL};
    double done[] = {(study->part_a + study->milestone) / 3.0, study->topic_two};
    double spent[] = {hours_on(facts, ONE, 0), hours_on(facts, TWO, 0)};
    double practised = 0, finished = 0, left = 0, speed = 1, trust = 0;
    for (int i = 0; i < 2; i++) {
        left += 1 - done[i];
        practised += spent[i];
        finished += spent[i] > 0 ? 3 * done[i] : 0;
    }
    if (finished > 0) {
        trust = finished / (finished + 20);
        speed = 1 + trust * (between(practised / finished, 0.25, 4) - 1);
    }
    double spread = left * (1 - trust > 0.25 ? 1 - trust : 0.25);
    out->low = speed * (3 * left - spread);
    out->high = speed * (3 * left + spread);
}

static bool is_study_day(const char *named, int64_t day)
{
    static const char *const NAMES[] = {"thu", "fri", "sat", "sun", "mon", "tue", "wed"};
    return strstr(named, NAMES[day % 7]) != NULL;
}

/* Study days among the first `days` days from `from` on. */
static int64_t study_days(const SlowFacts *facts, int64_t from, int64_t days)
{
    const char *named = last_value(facts, "study-days", "");
    int64_t count = 0;
    if (named[0] == '\0')
        return days * (last_value(facts, "days-per-week", "7")[0] - '0') / 7;
    for (int64_t day = from; day < from + days; day++)
        count += is_study_day(named, day);
    return count;
}

static int64_t day_when(const SlowFacts *facts, int64_t from, double minutes, double hours)
{
    int64_t days = 1;
    while (minutes * (double)study_days(facts, from, days) < hours * 60 - 1e-6)
        days++;
    while (study_days(facts, from, days) == 0)
        days++;
    return from + days - 1;
}

SlowForecast slow_forecast(const SlowFacts *facts, const SlowDays *days, const SlowStudy *study)
{
    SlowForecast out = {0};
    size_t last = (size_t)(days->today - days->first);
    int64_t minutes = (days->practice_ms[last] + days->review_ms[last]) / 60000;
    int64_t from = days->today + (minutes >= study->goal);
    double kept = left_by_reviews(facts, days->today);
    hours_to_go(facts, study, &out);
    out.early = day_when(facts, from, study->goal * kept, out.low);
    out.late = day_when(facts, from, study->goal * kept, out.high);
    out.more_early = day_when(facts, from, (study->goal + 10) * kept, out.low);
    out.more_late = day_when(facts, from, (study->goal + 10) * kept, out.high);
    double target = (double)study_days(facts, from, TARGET_DAYS);
    out.needed_low = out.low * 60 / kept / target;
    out.needed_high = out.high * 60 / kept / target;
    return out;
}
