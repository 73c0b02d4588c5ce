/* Cards side by side for the kernel's tests, and the same loss by the scalar model in double
 * precision. */
#ifndef CAIRN_TESTS_KERNEL_SAMPLE_H
#define CAIRN_TESTS_KERNEL_SAMPLE_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "study/fsrs.h"
#include "study/optimizer_kernel.h"

#define SAMPLE_LENGTH 12

/* Reviews of up to KERNEL_WIDTH cards; a rating of 0 ends a card. */
typedef struct Sample {
    int rating[KERNEL_WIDTH][SAMPLE_LENGTH];
    int days[KERNEL_WIDTH][SAMPLE_LENGTH];
    double weight[KERNEL_WIDTH][SAMPLE_LENGTH];
} Sample;

static inline KernelBatch sample_batch(const Sample *sample, KernelStep steps[SAMPLE_LENGTH])
{
    KernelBatch batch = {.steps = steps, .length = SAMPLE_LENGTH};
    for (int i = 0; i < SAMPLE_LENGTH; i++) {
        for (int card = 0; card < KERNEL_WIDTH; card++) {
            int rating = sample->rating[card][i];
            steps[i].rating[card] = rating == 0 ? RATING_GOOD : (float)rating;
            steps[i].days[card] = rating == 0 ? 0 : (float)sample->days[card][i];
            steps[i].weight[card] = rating == 0 ? 0 : (float)sample->weight[card][i];
            batch.scale[card] = 1;
        }
    }
    return batch;
}

/* The loss by fsrs_step. */
static inline double sample_loss(const Sample *sample, const double w[FSRS_WEIGHT_COUNT])
{
    FsrsModel model;
    Error error;
    double loss = 0;
    if (fsrs_model_init(&model, w, FSRS_WEIGHT_COUNT, 1, &error) != STATUS_OK)
        return NAN;
    for (int card = 0; card < KERNEL_WIDTH; card++) {
        MemoryState state = {0, 0};
        for (int i = 0; i < SAMPLE_LENGTH && sample->rating[card][i] != 0; i++) {
            Rating rating = (Rating)sample->rating[card][i];
            int days = sample->days[card][i];
            if (i > 0 && sample->weight[card][i] > 0) {
                double recall = fsrs_retrievability(&model, days, state.stability);
                recall = fmin(fmax(recall, 1e-7), 1 - 1e-7);
                loss -= sample->weight[card][i] * log(rating == RATING_AGAIN ? 1 - recall : recall);
            }
            state = fsrs_step(&model, state, rating, days);
        }
    }
    return loss;
}

#endif
