#include "study/optimizer_kernel.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "kernel_sample.h"
#include "near.h"

#define N FSRS_WEIGHT_COUNT

/* fsrs-rs 6 (BSD-3-Clause), src/training.rs, test_loss_and_grad: four cards, the loss of the last
 * review of each, and its gradient at the default weights and after one step of Adam. The last number
 * of a row is the result of that review: 3 recalled, 1 forgotten. */
static const Sample PUBLISHED = {
    .rating = {{1, 3, 1, 4, 3, 2, 3},
               {2, 4, 4, 3, 1, 3, 3},
               {3, 2, 4, 3, 3, 3, 3},
               {4, 4, 3, 3, 3, 4, 1}},
    .days = {{0, 0, 0, 0, 1, 3, 4},
             {0, 0, 0, 1, 3, 6, 11},
             {0, 0, 0, 1, 3, 6, 12},
             {0, 0, 1, 3, 5, 12, 23}},
    .weight = {{[6] = 1}, {[6] = 1}, {[6] = 1}, {[6] = 1}},
};
static const double PUBLISHED_LOSS[2] = {4.0466027, 3.767796};
static const double PUBLISHED_WEIGHTS[N] = {
    0.252,       1.3331,     2.3464994,  8.2556, 6.3733,     0.87340003,  2.9794,
    0.040999997, 1.8322,     0.20660001, 0.756,  1.5235,     0.021400042, 0.3029,
    1.6882998,   0.64140004, 1.8329,     0.5025, 0.13119997, 0.1058,      0.1142};
static const double PUBLISHED_GRADIENT[2][N] = {
    {-0.095688485, -0.0051607806, -0.0012249565, 0.007462064,  0.03650761, -0.082112335,
     0.0593964,    -2.1474836,    0.57626534,    -2.8751316,   0.7154875,  -0.028993709,
     0.0099172965, -0.2189217,    -0.0017800558, -0.089381434, 0.299141,   0.068104014,
     -0.011605468, -0.25398168,   0.27700496},
    {-0.040530164,
     -0.0041278866,
     -0.0010157774,
     0.007239434,
     0.009321215,
     -0.120117955,
     0.039143264,
     -0.8628009,
     0.5794302,
     -2.5713828,
     0.7669307,
     -0.024242667,
     0,
     -0.16912507,
     -0.0017008218,
     -0.061857328,
     0.28093633,
     0.064058185,
     0.0063592787,
     -0.1903223,
     0.6257775}};

static void published_gradients_match(void **state)
{
    (void)state;
    KernelRun *versions[KERNEL_VERSIONS_MAX];
    KernelStep steps[SAMPLE_LENGTH];
    KernelBatch batch = sample_batch(&PUBLISHED, steps);
    size_t count = kernel_versions(versions);
    for (size_t v = 0; v < count; v++) {
        for (int at = 0; at < 2; at++) {
            KernelModel model = kernel_model(at == 0 ? FSRS_DEFAULT_WEIGHTS : PUBLISHED_WEIGHTS);
            KernelSum sum;
            versions[v](&model, &batch, 1, KERNEL_GRADIENT, &sum);
            assert_near("loss", v, sum.loss, PUBLISHED_LOSS[at], 1e-5);
            for (size_t i = 0; i < N; i++)
                assert_near("gradient", i, sum.gradient[i], PUBLISHED_GRADIENT[at][i], 1e-4);
        }
    }
}

/* --- random cards and weights --- */

static unsigned random_below(uint64_t *seed, unsigned limit)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(*seed >> 33) % limit;
}

static void make_cards(uint64_t *seed, Sample *sample)
{
    memset(sample, 0, sizeof *sample);
    for (int card = 0; card < KERNEL_WIDTH; card++) {
        int length = 1 + (int)random_below(seed, SAMPLE_LENGTH);
        for (int i = 0; i < length; i++) {
            bool same_day = random_below(seed, 3) == 0;
            int longest = 1 << (2 * random_below(seed, 4)); /* some short, some long */
            sample->rating[card][i] = 1 + (int)random_below(seed, 4);
            sample->days[card][i] =
                i == 0 || same_day ? 0 : 1 + (int)random_below(seed, (unsigned)longest);
            sample->weight[card][i] =
                sample->days[card][i] == 0 ? 0 : 0.25 + 0.25 * random_below(seed, 4);
        }
    }
}

/* Within the bounds, far enough from them for a difference. */
static void make_weights(uint64_t *seed, double w[N])
{
    memcpy(w, FSRS_DEFAULT_WEIGHTS, N * sizeof *w);
    for (int i = 0; i < N; i++)
        w[i] *= 0.7 + 0.6 * random_below(seed, 1000) / 1000;
    w[7] = 0.05 + 0.3 * random_below(seed, 1000) / 1000;
    w[20] = fmax(w[20], 0.12);
}

/* Central difference by weight i. Where the sample crosses a clamp or a bend within the distance, the
 * two one-sided differences disagree: then there is nothing to compare with. */
static bool slope_of(const Sample *sample, const double w[N], int i, double *slope)
{
    double distance = 1e-5 * fmax(1, fabs(w[i]));
    double moved[N];
    memcpy(moved, w, sizeof moved);
    double here = sample_loss(sample, w);
    moved[i] = w[i] + distance;
    double above = sample_loss(sample, moved);
    moved[i] = w[i] - distance;
    double below = sample_loss(sample, moved);
    *slope = (above - below) / (2 * distance);
    return fabs((above - here) - (here - below)) < 1e-3 * distance * fmax(1, fabs(*slope));
}

static void gradients_agree_with_differences(void **state)
{
    (void)state;
    KernelRun *versions[KERNEL_VERSIONS_MAX];
    size_t count = kernel_versions(versions);
    size_t compared = 0;
    for (uint64_t seed = 1, round = 0; round < 60; round++) {
        Sample sample;
        KernelStep steps[SAMPLE_LENGTH];
        double w[N];
        make_cards(&seed, &sample);
        make_weights(&seed, w);
        KernelBatch batch = sample_batch(&sample, steps);
        KernelModel model = kernel_model(w);
        for (size_t v = 0; v < count; v++) {
            KernelSum sum;
            double largest = 1;
            versions[v](&model, &batch, 1, KERNEL_GRADIENT, &sum);
            assert_near("loss", round, sum.loss, sample_loss(&sample, w), 2e-5);
            for (int i = 0; i < N; i++)
                largest = fmax(largest, fabs(sum.gradient[i]));
            for (int i = 0; i < N; i++) {
                double slope;
                if (!slope_of(&sample, w, i, &slope))
                    continue;
                compared++;
                if (fabs(sum.gradient[i] - slope) > 1e-3 * fmax(1, fabs(slope)) + 1e-4 * largest)
                    fail_msg("round %d, version %zu, weight %d: %g, difference %g", (int)round, v,
                             i, sum.gradient[i], slope);
            }
        }
    }
    assert_true(compared > 60 * count * N * 3 / 4);
}

/* The bends and clamps that random cards seldom meet; each row is one card, judged by its last
 * review. */
static void each_branch_has_its_gradient(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int rating[6], days[6];
        int weight; /* one that this branch depends on, and its value */
        double value;
    } ROWS[] = {
        {"hard", {3, 2, 3}, {0, 3, 5}, 15, 0.6},
        {"easy", {3, 4, 3}, {0, 3, 5}, 16, 2},
        {"lapse by the formula", {4, 1, 3}, {0, 9, 5}, 13, 0.26},
        {"lapse by the cap", {1, 1, 3}, {0, 1, 5}, 17, 0.9},
        {"the cap's other weight", {1, 1, 3}, {0, 1, 5}, 18, 0.4},
        {"same day Again", {3, 1, 3}, {0, 0, 5}, 17, 0.5},
        {"same day Easy", {3, 4, 3}, {0, 0, 5}, 19, 0.07},
        {"same day held at 1", {4, 2, 3}, {0, 0, 5}, 3, 8},
        {"difficulty at 10", {1, 1, 1, 3, 3}, {0, 0, 0, 4, 5}, 7, 0.2},
        {"difficulty at 1", {4, 4, 4, 3}, {0, 3, 9, 30}, 6, 3},
        {"first difficulty", {3, 3, 1}, {0, 4, 9}, 5, 0.8},
        {"decay", {3, 3, 1}, {0, 4, 9}, 20, 0.3},
        {"stability at its least", {1, 1, 1, 3}, {0, 0, 0, 1}, 17, 1.9},
    };
    KernelRun *versions[KERNEL_VERSIONS_MAX];
    size_t count = kernel_versions(versions);
    for (size_t r = 0; r < COUNT(ROWS); r++) {
        Sample sample = {0};
        KernelStep steps[SAMPLE_LENGTH];
        double w[N];
        int last = 0;
        for (int i = 0; i < 6 && ROWS[r].rating[i] != 0; i++) {
            sample.rating[5][i] = ROWS[r].rating[i];
            sample.days[5][i] = ROWS[r].days[i];
            last = i;
        }
        sample.weight[5][last] = 1;
        memcpy(w, FSRS_DEFAULT_WEIGHTS, sizeof w);
        w[ROWS[r].weight] = ROWS[r].value;
        KernelBatch batch = sample_batch(&sample, steps);
        KernelModel model = kernel_model(w);
        for (size_t v = 0; v < count; v++) {
            KernelSum sum;
            versions[v](&model, &batch, 1, KERNEL_GRADIENT, &sum);
            for (int i = 0; i < N; i++) {
                double slope;
                if (slope_of(&sample, w, i, &slope))
                    assert_near(ROWS[r].name, i, sum.gradient[i], slope, 2e-4);
            }
        }
    }
}

/* The outer products are those of each card's own gradient; the narrow and the wide versions agree;
 * what a task does not ask for is 0. */
static void outer_products_are_by_card(void **state)
{
    (void)state;
    KernelRun *versions[KERNEL_VERSIONS_MAX];
    size_t count = kernel_versions(versions);
    uint64_t seed = 7;
    Sample sample;
    KernelStep steps[SAMPLE_LENGTH];
    make_cards(&seed, &sample);
    KernelModel model = kernel_model(FSRS_DEFAULT_WEIGHTS);
    double want[N][N] = {{0}};
    for (int card = 0; card < KERNEL_WIDTH; card++) {
        Sample one = {0};
        KernelSum sum;
        memcpy(one.rating[card], sample.rating[card], sizeof one.rating[card]);
        memcpy(one.days[card], sample.days[card], sizeof one.days[card]);
        memcpy(one.weight[card], sample.weight[card], sizeof one.weight[card]);
        KernelBatch batch = sample_batch(&one, steps);
        kernel_run_plain(&model, &batch, 1, KERNEL_GRADIENT, &sum);
        assert_near("not asked for", 0, sum.outer[8][8], 0, 0);
        for (int i = 0; i < N; i++)
            for (int j = 0; j <= i; j++)
                want[i][j] += sum.gradient[i] * sum.gradient[j];
    }
    KernelBatch batch = sample_batch(&sample, steps);
    for (size_t v = 0; v < count; v++) {
        KernelSum sum;
        versions[v](&model, &batch, 1, KERNEL_OUTER, &sum);
        for (int i = 0; i < N; i++)
            for (int j = 0; j <= i; j++)
                assert_near("outer", i * N + j, sum.outer[i][j], want[i][j], 1e-3);
    }
    assert_true(count >= 1 && kernel_best() == versions[count - 1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_gradients_match),
        cmocka_unit_test(gradients_agree_with_differences),
        cmocka_unit_test(each_branch_has_its_gradient),
        cmocka_unit_test(outer_products_are_by_card),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
