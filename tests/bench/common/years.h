/* A learner made up: two years of daily use, written as the program writes them (event by event, each with
 * what follows from it), so that `cairn doctor` finds nothing to say. The same in every run but for the
 * ids of events. */
#ifndef CAIRN_BENCH_YEARS_H
#define CAIRN_BENCH_YEARS_H

#include <stddef.h>

#define YEARS_DATE  "2026-11-24"
#define YEARS_NOW   YEARS_DATE "T18:00:00Z" /* CAIRN_NOW for those who look at it; TZ is to be UTC */
#define YEARS_TODAY 20781
#define YEARS_DAYS  730

typedef struct YearsPlan {
    size_t
        cards; /* of their own besides those of the content, in a pack among the learner's; 0: none */
    size_t answers; /* in all, taken back ones too; 0: as many as fall due by the daily limits */
} YearsPlan;

/* What is in the home. */
typedef struct YearsSummary {
    size_t cards, answers, events;
} YearsSummary;

/* Makes the data directory `directory`, which must be empty or absent, with the packs in `content`. Sets
 * CAIRN_NOW to YEARS_NOW. Ends the benchmark when something fails. */
YearsSummary years_make(const char *directory, const char *content, const YearsPlan *plan);

#endif
