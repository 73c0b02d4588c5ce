/* FSRS-6, the memory model: stability S (days until retrievability falls to 90 %), difficulty D
 * (1..10) and retrievability R. Formulas: Open Spaced Repetition, FSRS-6 (fsrs-rs 6, BSD-3-Clause;
 * "The Algorithm" page of the project's wiki). Everything is pure and in double precision. */
#ifndef CAIRN_STUDY_FSRS_H
#define CAIRN_STUDY_FSRS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define FSRS_WEIGHT_COUNT  21
#define FSRS_STABILITY_MIN 0.001
#define FSRS_STABILITY_MAX 36500.0
#define FSRS_FIRST_MAX     100.0 /* longest stability after a first review */
#define FSRS_SAME_DAY_MIN  0.01  /* least w19 that the optimiser gives */

typedef enum Rating { RATING_AGAIN = 1, RATING_HARD = 2, RATING_GOOD = 3, RATING_EASY = 4 } Rating;

typedef struct MemoryState {
    double stability;  /* days; 0 for a card never reviewed */
    double difficulty; /* 1..10; 0 for a card never reviewed */
} MemoryState;

/* Weights with what is derived from them once. */
typedef struct FsrsModel {
    double w[FSRS_WEIGHT_COUNT];
    double decay;           /* -w20 */
    double factor;          /* exp(ln 0.9 / decay) - 1 */
    double recall_scale;    /* e^w8 */
    double forget_cap;      /* e^(w17 * w18) */
    double easy_difficulty; /* D0(4), not clamped */
} FsrsModel;

/* The 21 default weights. */
extern const double FSRS_DEFAULT_WEIGHTS[FSRS_WEIGHT_COUNT];

/* Clips weights to their bounds; `relearning_steps` as in fsrs_model_init. */
void fsrs_clip(double w[FSRS_WEIGHT_COUNT], int relearning_steps);

/* A model from 21, 19 or 17 weights (older ones are migrated), clipped to their bounds; `weights`
 * NULL means the defaults. `relearning_steps` bounds w17 and w18 (0 or 1: 2.0). STATUS_USAGE for
 * another count or a weight that is not finite. */
CHECKED Status fsrs_model_init(FsrsModel *model, const double *weights, size_t count,
                               int relearning_steps, Error *error);

/* R after `days` (>= 0, may be fractional) at stability `stability`. */
double fsrs_retrievability(const FsrsModel *model, double days, double stability);

/* Days, not rounded, until R falls to `retention` (0..1). */
double fsrs_interval(const FsrsModel *model, double stability, double retention);

/* That interval at a stability of one day: intervals are in proportion to stability. */
double fsrs_interval_scale(const FsrsModel *model, double retention);

/* Whole days: rounded, at least 1, at most `maximum`. */
int fsrs_interval_days(const FsrsModel *model, double stability, double retention, int maximum);

/* State after the first review. */
MemoryState fsrs_first(const FsrsModel *model, Rating rating);

/* State after a review `days` whole study days after the previous one (0: same day). */
MemoryState fsrs_step(const FsrsModel *model, MemoryState state, Rating rating, int days);

/* The same when R before the review is known already (it counts only after a day or more). */
MemoryState fsrs_step_from(const FsrsModel *model, MemoryState state, Rating rating, int days,
                           double retrievability);

/* State for a card scheduled by SM-2 so far: interval in days, ease factor (2.5 = 250 %). */
MemoryState fsrs_from_sm2(const FsrsModel *model, double ease, double interval, double retention);

/* The pieces, for tests and for the optimiser. */
double fsrs_difficulty_first(const FsrsModel *model, Rating rating); /* clamped */
double fsrs_difficulty_damped(const FsrsModel *model, double difficulty, Rating rating);
double fsrs_difficulty_next(const FsrsModel *model, double difficulty, Rating rating);
double fsrs_stability_recall(const FsrsModel *model, MemoryState state, double retrievability,
                             Rating rating);
double fsrs_stability_forget(const FsrsModel *model, MemoryState state, double retrievability);
double fsrs_stability_same_day(const FsrsModel *model, double stability, Rating rating);

#endif
