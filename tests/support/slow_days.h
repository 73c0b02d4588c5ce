/* What a learner did, as facts, and what its days come to by a slow calculation that shares nothing with
 * the program: it counts seconds by the C library's calendar and zone (TZ), and reads streaks off a
 * string of letters. Days are counted since 1970. */
#ifndef CAIRN_TESTS_SUPPORT_SLOW_DAYS_H
#define CAIRN_TESTS_SUPPORT_SLOW_DAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"

#define SLOW_DAYS_MAX  1200
#define SLOW_PARTS_MAX 4

typedef struct SlowPart {
    int64_t day, ms;
} SlowPart;

typedef struct SlowBlock {
    char id[40];
    int64_t start_s, end_s, practised_ms;
    const char *subject; /* what was practised */
    const char *zone;    /* TZ when it got its times */
    int rollover;        /* and the hour at which the day turned over */
    SlowPart parts[SLOW_PARTS_MAX];
    size_t part_count;
    bool gone;
} SlowBlock;

typedef struct SlowReview {
    int64_t day, from_s, to_s, ms;
    bool undone;
} SlowReview;

/* An option that was set on a day. */
typedef struct SlowRule {
    int64_t day;
    const char *name, *value;
} SlowRule;

typedef struct SlowFacts {
    ARRAY(SlowBlock) blocks;
    ARRAY(SlowReview) reviews;
    ARRAY(SlowRule) rules; /* in the order in which they were set */
    SlowBlock open;        /* the running block so far; no parts: none */
} SlowFacts;

void slow_facts_done(SlowFacts *facts);

/* Whether no block and no review has time between the two. */
bool slow_is_free(const SlowFacts *facts, int64_t from_s, int64_t to_s);
bool slow_has_review(const SlowFacts *facts, int64_t from_s, int64_t to_s);

/* The study day of a second: the date on the wall so many hours ago by the wall. */
int64_t slow_day(int64_t at_s, int rollover);

/* Fills in the parts of a block: its seconds on each of its days, by its zone. What was practised is
 * spread evenly over it. False when it has too many days. */
bool slow_lay_out(SlowBlock *block);

/* Makes this the zone of the process. */
void slow_move(const char *zone);

/* All days up to today, from the first on which anything was done. */
typedef struct SlowDays {
    int64_t first, today;
    int64_t practice_ms[SLOW_DAYS_MAX], review_ms[SLOW_DAYS_MAX];
    int32_t reviews[SLOW_DAYS_MAX];
    char verdicts[SLOW_DAYS_MAX + 1]; /* K kept, R rest, F frozen, m missed, o open (today) */
} SlowDays;

/* False when there are too many days. */
bool slow_tell(const SlowFacts *facts, int64_t today, SlowDays *days);

/* Freezes at hand after the first `count` days, and the days in a row. */
int slow_freezes(const char *verdicts, size_t count, int *streak);

#endif
