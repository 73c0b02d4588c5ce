/* What the optimiser learns from: the predictions of a review log that count, their weights, and the
 * cards side by side for the kernel. Rules: Open Spaced Repetition, fsrs-rs 6.
 *
 * Every review at least a day after the one before is a prediction; reviews of the same day only
 * change the state. Cards whose first interval is an outlier among those with the same first rating
 * are left out: a learner who meets a card elsewhere says nothing about this memory. */
#ifndef CAIRN_STUDY_TRAINING_SET_H
#define CAIRN_STUDY_TRAINING_SET_H

#include <stddef.h>
#include <stdint.h>

#include "study/optimizer_kernel.h"
#include "study/replay.h"

/* Cards with the same first rating and the same first interval, and how many of them were recalled
 * at its end. */
typedef struct FirstInterval {
    Rating rating;
    int32_t days;
    uint32_t count, recalled;
} FirstInterval;

typedef struct TrainingSet {
    size_t predictions;    /* that count */
    double mean_recall;    /* share of them that were recalled; 0 when there are none */
    FirstInterval *firsts; /* that are no outliers */
    size_t first_count;
    KernelBatch *batches; /* longest first */
    size_t batch_count;
    void *memory; /* that the steps of the batches lie in */
} TrainingSet;

/* Fills `set` from the first `count` reviews of a log, in the order of time (cards numbered below
 * `card_count`). The caller calls training_set_done. */
void training_set_init(TrainingSet *set, const ReplayReview *reviews, size_t count,
                       size_t card_count);
void training_set_done(TrainingSet *set);

#endif
