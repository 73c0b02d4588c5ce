/* Where the optimiser starts: the stability after a first review, fitted by rating to the first
 * intervals alone. Rules and figures: Open Spaced Repetition, fsrs-rs 6. */
#ifndef CAIRN_STUDY_OPTIMIZER_START_H
#define CAIRN_STUDY_OPTIMIZER_START_H

#include <stddef.h>

#include "study/training_set.h"

/* Loss of a first stability (days) for first intervals of one rating: log loss by count, of recall
 * smoothed towards `mean_recall`, and a pull to the default. */
double start_loss(const FirstInterval *firsts, size_t count, double mean_recall,
                  double default_stability, double stability);

/* The stability with the least loss, within the bounds of its weight. */
double start_search(const FirstInterval *firsts, size_t count, double mean_recall,
                    double default_stability);

/* Makes first stabilities grow with the rating (of two in the wrong order, that with more cards
 * stays) and fills those of ratings with no cards from the others. Nothing when no rating has any. */
void start_fill(double stability[4], const size_t cards[4]);

/* Cards by first rating - 1 among the set's first intervals. */
void start_count(const TrainingSet *set, size_t cards[4]);

/* The default weights with first stabilities fitted to `set`. */
void start_weights(const TrainingSet *set, double weights[FSRS_WEIGHT_COUNT]);

#endif
