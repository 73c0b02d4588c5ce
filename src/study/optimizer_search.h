/* The search for the weights with the least loss, within their bounds.
 *
 * It goes by steps of Newton's kind. At first the sum of the outer products of the cards' gradients
 * stands for the second derivatives (Berndt, Hall, Hall and Hausman, 1974), which is good far from the
 * goal and costs next to nothing; near it the second derivatives are learned from the steps (BFGS).
 * Some ten passes over the log do what takes stochastic descent sixty and more. */
#ifndef CAIRN_STUDY_OPTIMIZER_SEARCH_H
#define CAIRN_STUDY_OPTIMIZER_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/jobs.h"
#include "study/optimizer_kernel.h"
#include "study/training_set.h"

#define SEARCH_PASSES_MAX 40

typedef struct SearchProblem {
    const TrainingSet *set;
    KernelRun *kernel;
    const Jobs *jobs;                 /* NULL: in this thread */
    double centre[FSRS_WEIGHT_COUNT]; /* what the weights are pulled towards */
    double pull;                      /* how strongly: 1 as the official optimiser */
    int relearning_steps;
    /* Called after each of at most SEARCH_PASSES_MAX passes; false ends the search. May be NULL. */
    bool (*progress)(void *context, int pass);
    void *context;
} SearchProblem;

/* Loss and its derivatives at `weights`: the weighted log loss of the predictions, and the pull to
 * the centre. How many threads there are makes no difference, not in the last digit. */
void search_evaluate(const SearchProblem *problem, const double weights[FSRS_WEIGHT_COUNT],
                     KernelTask task, KernelSum *sum);

/* Moves `weights` to the least loss near them; returns the passes that it took, 0 when `progress`
 * ended it (`weights` are then somewhere on the way). */
int search_run(const SearchProblem *problem, double weights[FSRS_WEIGHT_COUNT]);

#endif
