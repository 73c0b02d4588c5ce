/* What a learner's answers and practice add up to: one pass over the log, in the order of time, and then
 * sums for every period at once. The graphs (study/graphs.h) are made of them.
 *
 * Words: an answer is `right` when it was not Again. What a card was before an answer is its stage:
 * LEARNING while it is new or in (re)learning steps; in review YOUNG with an interval of up to 20 days,
 * MATURE from 21 days on. Days are study days as they were noted with the event, hours those of the
 * learner's clock then. */
#ifndef CAIRN_STUDY_STATS_H
#define CAIRN_STUDY_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "study/fsrs.h"
#include "study/practice.h"

#define STATS_MATURE_DAYS 21
#define STATS_DAYS_MOST   36525 /* no day before that counts as the first: a clock was wrong */

typedef enum StatsPeriod {
    STATS_MONTH,
    STATS_QUARTER,
    STATS_YEAR,
    STATS_ALL,
    STATS_PERIODS
} StatsPeriod;

/* "month" and so on, STATS_PERIODS for no such name; the days up to today that it has, 0 for all; and as
 * people say it: "the last 30 days". */
const char *stats_period_name(StatsPeriod period);
StatsPeriod stats_period_from_name(const char *name);
int32_t stats_period_days(StatsPeriod period);
const char *stats_period_words(StatsPeriod period);

typedef enum StatsStage { STATS_LEARNING, STATS_YOUNG, STATS_MATURE, STATS_STAGES } StatsStage;

typedef struct StatsShare {
    int32_t right, all;
} StatsShare;

/* One study day. `first`: only cards in review, by the first answer of each on the day. */
typedef struct StatsDay {
    DayNumber day;
    StatsShare answers[STATS_STAGES], first[STATS_STAGES];
    int32_t fresh, lapses; /* cards answered for the first time; cards in review forgotten */
    int32_t added;         /* cards that came */
    int32_t crams;         /* answers outside the schedule, not among the others */
    int64_t answer_ms;     /* all answers */
    int64_t review_ms;     /* of them, outside of timed blocks */
    int64_t practice_ms;   /* timed blocks */
} StatsDay;

/* Answers a day or more after the one before, and the recall that the model predicted for them. */
typedef struct StatsBin {
    StatsShare recall;
    double predicted; /* summed */
} StatsBin;

/* By the days since the last answer, in stabilities of the card: up to these, and beyond. */
#define STATS_ELAPSED_BINS 10
extern const double STATS_ELAPSED_EDGES[STATS_ELAPSED_BINS - 1];

/* By the prediction: below a half, then in steps of 5 %. */
#define STATS_PREDICTED_BINS 11
#define STATS_PREDICTED_LOW  50 /* percent */
#define STATS_PREDICTED_STEP 5

/* A bin with fewer answers says little. */
#define STATS_FEW 20

typedef struct StatsTable {
    int32_t buttons[STATS_STAGES][4]; /* by rating - 1 */
    StatsShare hours[24];
    StatsBin elapsed[STATS_ELAPSED_BINS], predicted[STATS_PREDICTED_BINS];
} StatsTable;

/* Time by id: of a card its answers outside of timed blocks, of anything else blocks about it. */
typedef struct StatsTime {
    const char *id;
    int64_t ms[STATS_PERIODS];
} StatsTime;

typedef struct Stats {
    DayNumber today;   /* periods end with it */
    uint64_t revision; /* of the state when it was asked for; the caller's */
    StatsDay *days;    /* sorted; days on which nothing happened are left out */
    size_t day_count;
    StatsTable tables[STATS_PERIODS];
    StatsTime *cards, *blocks;
    size_t card_count, block_count;
    /* of blocks that began in the last PACE_RECENT_DAYS days: all of them, and those of reviewing */
    int64_t recent_ms, recent_reviewing_ms;
    Arena *arena;
} Stats;

typedef struct StatsAnswer {
    size_t card; /* cards are numbered from 0 on, without gaps of note */
    int64_t at_ms;
    int offset_min;
    DayNumber day;
    Rating rating;
    int32_t ms;
    int32_t days; /* the interval that it led to; 0: to a step */
    bool timed;   /* within a timed block */
    bool cram;    /* the card stayed as it was */
} StatsAnswer;

typedef struct StatsPass StatsPass;

/* Predictions are those of `model`, as if it had been in use all along. */
StatsPass *stats_pass_new(const FsrsModel *model, DayNumber today);
void stats_pass_answer(StatsPass *pass, const StatsAnswer *answer);
/* The card is new again. */
void stats_pass_reset(StatsPass *pass, size_t card);
void stats_pass_block(StatsPass *pass, const PracticeBlock *block);
void stats_pass_added(StatsPass *pass, DayNumber day);
/* Ends the pass and frees it; ids[card] are the cards' (NULL: no time by card is wanted), copied. The
 * caller frees what it returns with stats_free (NULL is fine). */
Stats *stats_pass_end(StatsPass *pass, const char *const *ids, size_t count);
void stats_pass_free(StatsPass *pass);
void stats_free(Stats *stats);

/* The day, all zero but for the day itself when nothing happened on it. */
StatsDay stats_day(const Stats *stats, DayNumber day);
/* The sum of the days `from` to `to`; its day is `from`. */
StatsDay stats_sum(const Stats *stats, DayNumber from, DayNumber to);
/* The first day of a period; for all of it the first day on which something happened. */
DayNumber stats_first_day(const Stats *stats, StatsPeriod period);

/* Sums over the stages. */
StatsShare stats_answers(const StatsDay *day);
int32_t stats_minutes(const StatsDay *day); /* as habit_minutes */

#endif
