/* How well a memory model predicts a review log: log loss, RMSE over bins, and AUC, as the benchmark
 * of Open Spaced Repetition defines them. A prediction is a review at least a day after the one
 * before; all count the same. */
#ifndef CAIRN_STUDY_FSRS_METRICS_H
#define CAIRN_STUDY_FSRS_METRICS_H

#include <stddef.h>

#include "study/memory_model.h"
#include "study/replay.h"

typedef struct FsrsMetrics {
    size_t predictions; /* without any, the figures below are 0 */
    double log_loss;    /* mean of -ln of the chance given to what happened */
    double rmse_bins;   /* between predicted and true recall, over bins of like history */
    double auc; /* chance that a recalled review was given more than a forgotten one; 0.5 when
                           there are not both */
} FsrsMetrics;

/* Predictions among `reviews` (a log in the order of time, cards numbered below `card_count`) from
 * place `from` on; the reviews before it only make the cards' states. */
void fsrs_evaluate(const MemoryModel *model, const ReplayReview *reviews, size_t count,
                   size_t card_count, size_t from, FsrsMetrics *metrics);

/* Where the newest `share` (0..1) of a log's predictions begins: the place in `reviews` of the first
 * of them, `count` when there is none. */
size_t fsrs_newest_from(const ReplayReview *reviews, size_t count, double share);

#endif
