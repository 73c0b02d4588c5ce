#include "support/slow_days.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"

void slow_facts_done(SlowFacts *facts)
{
    array_done(&facts->blocks);
    array_done(&facts->reviews);
    array_done(&facts->rules);
}

bool slow_has_review(const SlowFacts *facts, int64_t from_s, int64_t to_s)
{
    for (size_t i = 0; i < facts->reviews.count; i++)
        if (facts->reviews.items[i].from_s < to_s && from_s < facts->reviews.items[i].to_s)
            return true;
    return false;
}

bool slow_is_free(const SlowFacts *facts, int64_t from_s, int64_t to_s)
{
    for (size_t i = 0; i < facts->blocks.count; i++) {
        const SlowBlock *block = &facts->blocks.items[i];
        if (!block->gone && block->start_s < to_s && from_s < block->end_s)
            return false;
    }
    return !slow_has_review(facts, from_s, to_s);
}

/* --- the calendar --- */

int64_t slow_day(int64_t at_s, int rollover)
{
    time_t at = (time_t)at_s;
    struct tm wall;
    struct tm date;
    if (localtime_r(&at, &wall) == NULL)
        return 0;
    wall.tm_isdst = 0;
    time_t shifted = timegm(&wall) - (time_t)rollover * 3600;
    if (gmtime_r(&shifted, &date) == NULL)
        return 0;
    date.tm_hour = date.tm_min = date.tm_sec = 0;
    return (int64_t)timegm(&date) / 86400;
}

void slow_move(const char *zone)
{
    (void)setenv("TZ", zone, 1);
    tzset();
}

/* What is practised in the first `seconds` of a block. */
static int64_t part_of(const SlowBlock *block, int64_t seconds)
{
    __extension__ typedef __int128 Wide;
    return (int64_t)((Wide)block->practised_ms * seconds / (block->end_s - block->start_s));
}

bool slow_lay_out(SlowBlock *block)
{
    const char *set = getenv("TZ");
    char *here = mem_dup(set == NULL ? "" : set);
    int64_t given = 0;
    slow_move(block->zone);
    block->part_count = 0;
    for (int64_t s = block->start_s; s < block->end_s && block->part_count < SLOW_PARTS_MAX;) {
        int64_t day = slow_day(s, block->rollover);
        while (s < block->end_s && slow_day(s, block->rollover) == day)
            s++;
        int64_t upto = part_of(block, s - block->start_s);
        block->parts[block->part_count++] = (SlowPart){day, upto - given};
        given = upto;
    }
    slow_move(here);
    mem_free(here);
    return given == block->practised_ms;
}

/* --- sums --- */

/* Where a day stands; the last place for one that is out of reach. */
static size_t slot(const SlowDays *days, int64_t day)
{
    int64_t at = day - days->first;
    return at >= 0 && at < SLOW_DAYS_MAX ? (size_t)at : SLOW_DAYS_MAX - 1;
}

static void add_block(SlowDays *days, const SlowBlock *block)
{
    for (size_t i = 0; i < block->part_count; i++)
        days->practice_ms[slot(days, block->parts[i].day)] += block->parts[i].ms;
}

static int64_t first_day(const SlowFacts *facts, int64_t today)
{
    int64_t first = today;
    for (size_t i = 0; i < facts->blocks.count; i++) {
        const SlowBlock *block = &facts->blocks.items[i];
        if (!block->gone && block->parts[0].day < first)
            first = block->parts[0].day;
    }
    for (size_t i = 0; i < facts->reviews.count; i++)
        if (!facts->reviews.items[i].undone && facts->reviews.items[i].day < first)
            first = facts->reviews.items[i].day;
    return facts->open.part_count > 0 && facts->open.parts[0].day < first ? facts->open.parts[0].day
                                                                          : first;
}

static void add_up(const SlowFacts *facts, SlowDays *days)
{
    for (size_t i = 0; i < facts->blocks.count; i++)
        if (!facts->blocks.items[i].gone)
            add_block(days, &facts->blocks.items[i]);
    add_block(days, &facts->open);
    for (size_t i = 0; i < facts->reviews.count; i++) {
        const SlowReview *review = &facts->reviews.items[i];
        if (review->undone)
            continue;
        days->review_ms[slot(days, review->day)] += review->ms;
        days->reviews[slot(days, review->day)]++;
    }
}

/* --- the streak --- */

/* The value that an option had on a day: the last that was set by then. */
static const char *value_on(const SlowFacts *facts, const SlowDays *days, int64_t day,
                            const char *name, const char *otherwise)
{
    for (size_t i = 0; i < facts->rules.count; i++) {
        const SlowRule *rule = &facts->rules.items[i];
        if (strcmp(rule->name, name) == 0 && (rule->day <= day || day >= days->today))
            otherwise = rule->value;
    }
    return otherwise;
}

static int64_t number_on(const SlowFacts *facts, const SlowDays *days, int64_t day,
                         const char *name, const char *otherwise)
{
    return strtol(value_on(facts, days, day, name, otherwise), NULL, 10);
}

static bool names_weekdays(const SlowFacts *facts, const SlowDays *days, int64_t day)
{
    return value_on(facts, days, day, "study-days", "")[0] != '\0';
}

static bool may_rest(const SlowFacts *facts, const SlowDays *days, int64_t day)
{
    static const char *const NAMES[] = {"thu", "fri", "sat", "sun", "mon", "tue", "wed"};
    if (names_weekdays(facts, days, day)) /* 1970 began on a Thursday */
        return strstr(value_on(facts, days, day, "study-days", ""), NAMES[day % 7]) == NULL;
    int64_t left = 7 - number_on(facts, days, day, "days-per-week", "7");
    for (int64_t before = day - (day + 3) % 7; before < day; before++) /* from Monday on */
        if (before >= days->first && days->verdicts[slot(days, before)] == 'R' &&
            !names_weekdays(facts, days, before))
            left--;
    return left > 0;
}

int slow_freezes(const char *verdicts, size_t count, int *streak)
{
    size_t from = count;
    int freezes = 0;
    *streak = 0;
    while (from > 0 && verdicts[from - 1] != 'm')
        from--;
    for (; from < count; from++) {
        *streak += verdicts[from] == 'K';
        if (verdicts[from] == 'K' && *streak % 7 == 0 && freezes < 2)
            freezes++;
        freezes -= verdicts[from] == 'F';
    }
    return freezes;
}

static char judge(const SlowFacts *facts, const SlowDays *days, int64_t day)
{
    size_t at = slot(days, day);
    int streak;
    if (days->practice_ms[at] + days->review_ms[at] >=
        60000 * number_on(facts, days, day, "floor-minutes", "5"))
        return 'K';
    if (may_rest(facts, days, day))
        return day < days->today || names_weekdays(facts, days, day) ? 'R' : 'o';
    if (day == days->today)
        return 'o';
    return slow_freezes(days->verdicts, at, &streak) > 0 ? 'F' : 'm';
}

bool slow_tell(const SlowFacts *facts, int64_t today, SlowDays *days)
{
    *days = (SlowDays){.first = first_day(facts, today), .today = today};
    if (today - days->first >= SLOW_DAYS_MAX - 1)
        return false;
    add_up(facts, days);
    for (int64_t day = days->first; day <= today; day++)
        days->verdicts[slot(days, day)] = judge(facts, days, day);
    return true;
}
