/* One pass of the optimiser: the loss of many cards under some weights, and its gradient, by hand.
 *
 * Cards lie side by side, KERNEL_WIDTH to a batch, longest first, each in a lane from its first
 * review on. A pass runs a batch forward once, keeps what the way back needs, and then carries the
 * derivatives by stability and difficulty from the last review to the first. Formulas: Open Spaced
 * Repetition, FSRS-6. Single precision, as the official optimiser has it; sums over many cards are
 * in double precision. */
#ifndef CAIRN_STUDY_OPTIMIZER_KERNEL_H
#define CAIRN_STUDY_OPTIMIZER_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#include "study/fsrs.h"

#define KERNEL_WIDTH      16
#define KERNEL_LENGTH_MAX 256 /* reviews of a card */

/* One review of each of the cards of a batch. */
typedef struct KernelStep {
    float days[KERNEL_WIDTH];   /* since the review before, 0 for the same day */
    float rating[KERNEL_WIDTH]; /* 1 to 4; behind a card's last review 3, with a weight of 0 */
    float weight[KERNEL_WIDTH]; /* of the prediction in the loss; 0: it is not asked for */
} KernelStep;

typedef struct KernelBatch {
    const KernelStep *steps;
    uint32_t length;           /* reviews of the longest card, at most KERNEL_LENGTH_MAX */
    float scale[KERNEL_WIDTH]; /* of a card in the sum of outer products; 0 for an unused lane */
} KernelBatch;

/* Weights in single precision, with what is derived from them once. */
typedef struct KernelModel {
    float w[FSRS_WEIGHT_COUNT];
    float decay, factor;
    float factor_by_decay;                /* derivative of the factor */
    float cap;                            /* e^(-w17 w18) */
    float first[4];                       /* D0 by rating - 1, clamped */
    float first_by_w4[4], first_by_w5[4]; /* its derivatives, 0 where it was clamped */
    float easy_difficulty, easy_by_w5;    /* D0(4), not clamped, and its derivative */
} KernelModel;

typedef struct KernelSum {
    double loss; /* sum of weight times the log loss of the prediction */
    double gradient[FSRS_WEIGHT_COUNT];
    /* Sum over the cards of scale times the outer product of the card's gradient: the lower half,
     * row i from its column 0 to i. Only when it is asked for. */
    double outer[FSRS_WEIGHT_COUNT][FSRS_WEIGHT_COUNT];
} KernelSum;

/* What a pass is to find out; each includes those before it. */
typedef enum KernelTask { KERNEL_LOSS, KERNEL_GRADIENT, KERNEL_OUTER } KernelTask;

KernelModel kernel_model(const double weights[FSRS_WEIGHT_COUNT]);

/* Runs `count` batches and sets `sum` (of what the task asks for, the rest is 0). */
typedef void KernelRun(const KernelModel *model, const KernelBatch *batches, size_t count,
                       KernelTask task, KernelSum *sum);

/* The widest version that this processor runs. */
KernelRun *kernel_best(void);

/* The versions that this processor runs, narrowest first; returns how many. For tests. */
#define KERNEL_VERSIONS_MAX 3
size_t kernel_versions(KernelRun *versions[KERNEL_VERSIONS_MAX]);

/* Each version; the wider ones exist for x86-64 only. */
KernelRun kernel_run_plain, kernel_run_avx2, kernel_run_avx512;

#endif
