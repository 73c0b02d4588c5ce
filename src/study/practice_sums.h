/* Practice summed up by days or weeks. */
#ifndef CAIRN_STUDY_PRACTICE_SUMS_H
#define CAIRN_STUDY_PRACTICE_SUMS_H

#include <stddef.h>

#include "study/habit.h"
#include "study/practice.h"

/* What was done in `days` days from `from` on. */
typedef struct PracticeSum {
    DayNumber from;
    int32_t days;
    int64_t practice_ms, review_ms;
    int32_t blocks; /* that lie on it, also in part */
} PracticeSum;

/* Fills `sums`, spans of `days` days one after the other from `first` on. A block over the rollover counts
 * on both days. The time of reviews is taken from `totals`, none with `total_count` 0. */
void practice_sums(const PracticeBlock *blocks, size_t block_count, const DayTotal *totals,
                   size_t total_count, DayNumber first, int32_t days, PracticeSum *sums,
                   size_t count);

/* The week of a day by ISO 8601, which begins on Monday: its year and number. */
void practice_week(DayNumber day, int *year, int *week);

#endif
