/* Reference vectors for FSRS-6.
 *
 * Published: numbers from the unit tests of fsrs-rs (BSD-3-Clause, Copyright (c) 2023 Open Spaced
 * Repetition), py-fsrs (MIT, Copyright (c) 2022 Open Spaced Repetition) and ts-fsrs (MIT, Copyright
 * (c) 2026 Open Spaced Repetition). Produced: sequences from the official binary
 * @open-spaced-repetition/binding 0.5.0 (fsrs-rs 6.5.0, single precision) and card flows from
     ts-fsrs
 * 5.4.2 (double precision, rounded to 8 decimals).
 *
 * Ratings: 1 Again, 2 Hard, 3 Good, 4 Easy. Times between reviews in whole days.
 */
#ifndef CAIRN_TESTS_FSRS_VECTORS_H
#define CAIRN_TESTS_FSRS_VECTORS_H

#include <stdbool.h>
#include <stddef.h>

/* clang-format off */

#define WEIGHTS 21

static const double W_DEFAULT[WEIGHTS] = {
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
static const double W_OPTIMIZED[WEIGHTS] = {
    0.1753149777650833, 0.8608728051185608, 2.601409912109375, 6.673097610473633, 6.559489727020264,
    0.5134267807006836, 3.197786569595337, 0.028921106830239296, 1.6547995805740356,
    0.25674179196357727, 0.6145560145378113, 1.5903596878051758, 0.03856784850358963,
    0.3876226246356964, 1.7972930669784546, 0.6013649106025696, 1.8729000091552734,
    0.7949721813201904, 0.06023898348212242, 0.13769370317459106, 0.23864777386188507};
static const double W_EVALUATE[WEIGHTS] = {
    0.335561, 1.6840581, 5.166598, 11.659035, 7.466705, 0.7205129, 2.622295, 0.001, 1.315015,
    0.10468433, 0.8349206, 1.822305, 0.12473127, 0.26111007, 2.3030033, 0.13117497, 3.0265594,
    0.41468078, 0.09714265, 0.106824234, 0.20447432};
static const double W_NINETEEN[WEIGHTS] = {
    0.6845422, 1.6790825, 4.7349424, 10.042885, 7.4410233, 0.64219797, 1.071918, 0.0025195254,
    1.432437, 0.1544, 0.8692766, 2.0696752, 0.0953, 0.2975, 2.4691248, 0.19542035, 3.201072,
    0.18046261, 0.121442534, 0, 0.5};
static const double W_FROZEN[WEIGHTS] = {
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0, 0, 0, 0.1542};

/* --- published: retrievability (days, stability -> R); w20 is minus the decay --- */
typedef struct CurveVector {
    const char *name;
    double w20;
    double days, stability, expected, tolerance;
} CurveVector;
static const CurveVector CURVE_VECTORS[] = {
    {"forgetting_curve", 0.1542, 0, 1, 1, 0.0001},
    {"forgetting_curve", 0.1542, 1, 2, 0.9403443, 0.0001},
    {"forgetting_curve", 0.1542, 2, 3, 0.9253786, 0.0001},
    {"forgetting_curve", 0.1542, 3, 4, 0.9185229, 0.0001},
    {"forgetting_curve", 0.1542, 4, 4, 0.9, 0.0001},
    {"forgetting_curve", 0.1542, 5, 2, 0.8261359, 0.0001},
    {"forgetting_curve_s1_f64", (double)0.1542F, 0, 1, 1, 1e-12},
    {"forgetting_curve_s1_f64", (double)0.1542F, 1, 1, 0.9, 1e-12},
    {"forgetting_curve_s1_f64", (double)0.1542F, 2, 1, 0.8458846447796301, 1e-12},
    {"forgetting_curve_s1_f64", (double)0.1542F, 3, 1, 0.8093881028681906, 1e-12},
    {"forgetting_curve_s1_rounded8", 0.1542, 0, 1, 1, 1e-08},
    {"forgetting_curve_s1_rounded8", 0.1542, 1, 1, 0.9, 1e-08},
    {"forgetting_curve_s1_rounded8", 0.1542, 2, 1, 0.84588465, 1e-08},
    {"forgetting_curve_s1_rounded8", 0.1542, 3, 1, 0.8093881, 1e-08},
    {"retrievability_decay_0.2", 0.2, 0, 1, 1, 1e-06},
    {"retrievability_decay_0.2", 0.2, 1, 1, 0.9, 1e-06},
    {"retrievability_decay_0.2", 0.2, 2, 1, 0.84028935, 1e-06},
    {"retrievability_decay_0.2", 0.2, 3, 1, 0.7985001, 1e-06},
    {"retrievability_at_due_easy", 0.1542, 8, 8.2956, 0.9024733, 1e-06},
};

/* --- published: single steps, default weights --- */
typedef struct RatingVector {
    int rating;
    double before, expected, tolerance;
} RatingVector;
static const double INIT_STABILITY[4] = {0.212, 1.2931, 2.3065, 8.2956};
static const double INIT_DIFFICULTY[4] = {6.4133, 5.11217071, 2.11810397, 1};
#define INIT_TOLERANCE 1e-08
static const RatingVector DAMPED_VECTORS[] = {
    {1, 5, 8.354889, 0.0001},
    {2, 5, 6.6774445, 0.0001},
    {3, 5, 5, 0.0001},
    {4, 5, 3.3225555, 0.0001},
};
static const RatingVector DIFFICULTY_VECTORS[] = {
    {1, 5, 8.34176237, 1e-07},
    {2, 5, 6.66599536, 1e-07},
    {3, 5, 4.99022837, 1e-07},
    {4, 5, 3.31446137, 1e-07},
};
static const RatingVector SAME_DAY_VECTORS[] = {
    {1, 5, 1.596818, 1e-06},
    {2, 5, 5, 1e-06},
    {3, 5, 5, 1e-06},
    {4, 5, 8.12960956, 1e-06},
};
typedef struct StabilityVector {
    double stability, difficulty, retrievability;
    int rating;
    double expected, tolerance;
} StabilityVector;
/* The first row has the rating Again: the formula without the factors of Hard and Easy. */
static const StabilityVector RECALL_VECTORS[] = {
    {5, 1, 0.9, 1, 25.60252118, 1e-07},
    {5, 2, 0.8, 2, 28.22657096, 1e-07},
    {5, 3, 0.7, 3, 58.65599107, 1e-07},
    {5, 4, 0.6, 4, 127.2266925, 1e-07},
};
static const StabilityVector FORGET_VECTORS[] = {
    {5, 1, 0.9, 1, 1.05253961, 1e-07},
    {5, 2, 0.8, 1, 1.18943295, 1e-07},
    {5, 3, 0.7, 1, 1.36808387, 1e-07},
    {5, 4, 0.6, 1, 1.58498896, 1e-07},
};

/* --- published: sequences --- */
typedef struct ReviewVector {
    int rating, days;
} ReviewVector;
typedef struct SequenceVector {
    const char *name;
    const double *weights;
    ReviewVector reviews[8];
    size_t count;
    double stability, difficulty, tolerance;
} SequenceVector;
static const SequenceVector SEQUENCE_VECTORS[] = {
    {"memory_state_default", W_DEFAULT, {{1, 0}, {3, 0}, {3, 1}, {3, 3}, {3, 8}, {3, 21}}, 6,
        53.62691, 6.3574867, 0.0001},
    {"memory_state_short_term_frozen", W_FROZEN, {{1, 0}, {3, 0}, {3, 1}, {3, 3}, {3, 8}, {3, 21}},
        6, 53.335106, 6.3574867, 0.0001},
    {"memory_state_w19", W_NINETEEN, {{1, 0}, {3, 1}, {3, 3}, {3, 8}, {3, 21}}, 5, 31.722992,
        7.382128, 1e-05},
};
/* One review, weights W_NINETEEN. */
static const struct {
    double stability, difficulty;
    int days, rating;
    double stability_after, difficulty_after, tolerance;
} STEP_VECTOR = {20.925528, 7.005062, 21, 3, 40.87456, 6.9913807, 1e-05};
/* The four outcomes after a history, weights W_NINETEEN. */
static const ReviewVector NEXT_STATES_HISTORY[] = {{1, 0}, {3, 1}, {3, 3}, {3, 8}};
static const struct {
    int days;
    double retention;
    double stability[4], difficulty[4], interval[4], tolerance;
} NEXT_STATES_VECTOR = {21, 0.9, {2.9691455, 17.091452, 31.722992, 71.7502}, {8.000659, 7.6913934,
    7.382128, 7.0728626}, {2.9691455, 17.091452, 31.722992, 71.7502}, 1e-05};

/* --- published: intervals at stability 1, rounded, at least 1 --- */
static const struct {
    double retention;
    int days;
} INTERVAL_VECTORS[] = {{0.1, 3116769}, {0.2, 34793}, {0.3, 2508}, {0.4, 387}, {0.5, 90}, {0.6, 27},
    {0.7, 9}, {0.8, 3}, {0.9, 1}, {1, 1}};

/* --- published: a card answered at each due time, default weights, no fuzz --- */
static const struct {
    int rating, scheduled_days;
} FLOW_VECTOR[] = {{3, 0}, {3, 2}, {3, 11}, {3, 46}, {3, 163}, {3, 498}, {1, 0}, {1, 0}, {3, 2}, {3,
    4}, {3, 7}, {3, 12}, {3, 21}};
static const int FIRST_SCHEDULED_DAYS[4] = {0, 0, 0, 8}; /* Learning x3, Review */

/* --- published: from SM-2; older weights; bounds --- */
static const struct {
    double ease, interval, retention, stability, difficulty, tolerance;
} SM2_VECTORS[] = {
    {2.5, 10, 0.9, 10, 6.9140563, 0.0001},
    {2.5, 10, 0.8, 3.01572, 9.393428, 0.0001},
    {2.5, 10, 0.95, 24.841097, 1.2974405, 0.0001},
    {1.3, 20, 0.9, 20, 10, 0.0001},
};
static const double MIGRATION_FROM[17] = {0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14,
    0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61};
static const double MIGRATION_TO[WEIGHTS] = {0.4, 0.6, 2.4, 5.8, 6.81, 0.44675013, 1.36, 0.01, 1.49,
    0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61, 0, 0, 0, 0.5};
#define MIGRATION_TOLERANCE 1e-06
/* Weights 17 to 19 with two relearning steps. */
static const double CLIP_STEPS_2[3] = {0.5425, 0.0912, 0.0658};
static const double CLIP_FROM[9] = {0, -1000, 1000, 0, 1000, -1000, 1, 0.25, -0.1};
static const double CLIP_TO[9] = {0.001, 0.001, 100, 0.001, 10, 0.001, 1, 0.25, 0};

/* --- produced: fuzz (interval -> inclusive bounds), longest interval 36500 --- */
static const int FUZZ_VECTORS[][3] = {{2, 2, 2}, {4, 3, 5}, {6, 4, 8}, {8, 6, 10}, {12, 10, 14},
    {17, 14, 20}, {21, 18, 24}, {30, 27, 33}, {50, 46, 54}, {100, 93, 107}, {200, 188, 212}, {1000,
    948, 1052}};

/* clang-format on */

#endif
