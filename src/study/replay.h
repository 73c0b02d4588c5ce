/* Running FSRS over a review log (CSV rows already parsed): what `cairn fsrs replay` prints. */
#ifndef CAIRN_STUDY_REPLAY_H
#define CAIRN_STUDY_REPLAY_H

#include <stddef.h>
#include <stdint.h>

#include "base/jobs.h"
#include "study/fsrs.h"

typedef struct ReplayReview {
    uint32_t card; /* dense number of the card, 0.. */
    Rating rating;
    int32_t delta_t; /* whole days since the card's previous review; 0 on the first */
} ReplayReview;

typedef struct ReplayResult {
    double retrievability; /* before the review; NaN on the first */
    MemoryState memory;    /* after it */
    double interval;       /* days to the wanted retention, not rounded */
} ReplayResult;

/* Fills `results` (room for `count`) in the log's order, to 1e-11 as fsrs_step has them. `card_count`
 * is the number of cards; `jobs` NULL: in this thread. */
void replay_run(const FsrsModel *model, const ReplayReview *reviews, size_t count,
                size_t card_count, double retention, const Jobs *jobs, ReplayResult *results);

#endif
