#include "study/optimizer_start.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "near.h"

#define DEFAULT_AGAIN 0.212

/* fsrs-rs 6 (BSD-3-Clause), src/parameter_initialization.rs, test_loss and test_search_parameters:
 * cards by first interval of 1 to 5 days. The published shares come with many digits and belong to
 * these whole numbers (377 of 435 and so on). */
static const FirstInterval PUBLISHED[] = {
    {RATING_AGAIN, 1, 435, 377}, {RATING_AGAIN, 2, 97, 88}, {RATING_AGAIN, 3, 63, 46},
    {RATING_AGAIN, 4, 38, 29},   {RATING_AGAIN, 5, 28, 19},
};

static void published_loss_matches(void **state)
{
    (void)state;
    /* The published loss is of shares that are not smoothed: with a mean recall of the share itself
     * smoothing changes nothing but the count, so each interval stands alone here. */
    static const double STABILITY = 0.7840586;
    double sum = 0;
    for (size_t i = 0; i < COUNT(PUBLISHED); i++) {
        double share = (double)PUBLISHED[i].recalled / PUBLISHED[i].count;
        sum += start_loss(&PUBLISHED[i], 1, share, STABILITY, STABILITY);
    }
    sum += (STABILITY - DEFAULT_AGAIN) / 16;
    assert_near("loss", 0, sum, 279.9206961069712, 1e-6);
}

static void published_search_matches(void **state)
{
    (void)state;
    double found = start_search(PUBLISHED, COUNT(PUBLISHED), 0.94302857, DEFAULT_AGAIN);
    assert_near("stability", 0, found, 0.7355089, 1e-4);
}

/* No stability nearby has less loss, whatever the shares: found by the slope, held against the loss. */
static void search_finds_the_least_loss(void **state)
{
    (void)state;
    static const FirstInterval ROWS[][2] = {
        {{RATING_GOOD, 1, 50, 48}, {RATING_GOOD, 7, 20, 17}},
        {{RATING_GOOD, 1, 9, 1}, {RATING_GOOD, 2, 9, 0}},
        {{RATING_EASY, 30, 40, 40}, {RATING_EASY, 90, 40, 40}},
        {{RATING_HARD, 3, 6, 3}, {RATING_HARD, 4, 6, 6}},
    };
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        double found = start_search(ROWS[i], 2, 0.9, 2.3);
        double least = start_loss(ROWS[i], 2, 0.9, 2.3, found);
        assert_true(found >= FSRS_STABILITY_MIN && found <= FSRS_FIRST_MAX);
        for (int j = 0; j <= 1000; j++) {
            double other =
                FSRS_STABILITY_MIN * pow(FSRS_FIRST_MAX / FSRS_STABILITY_MIN, j / 1000.0);
            assert_true(least <= start_loss(ROWS[i], 2, 0.9, 2.3, other) + 1e-9);
        }
    }
}

/* fsrs-rs 6, test_smooth_and_fill, and the rules for each set of ratings that has cards. */
static void what_is_missing_is_filled(void **state)
{
    (void)state;
    static const struct {
        double stability[4];
        size_t cards[4];
        double want[4];
    } ROWS[] = {
        {{0.4, 0, 2.3, 10.9}, {1, 0, 1, 1}, {0.4, 1.1227008, 2.3, 10.9}},
        {{0, 0.35, 0, 0}, {0, 1, 0, 0}, {0.05738148, 0.35, 0.6242943, 2.2453482}},
        {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}},
        {{3, 1, 2, 9}, {5, 9, 9, 9}, {1, 1, 2, 9}},
        {{3, 1, 2, 9}, {90, 9, 9, 9}, {3, 3, 3, 9}},
    };
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        double got[4];
        memcpy(got, ROWS[i].stability, sizeof got);
        start_fill(got, ROWS[i].cards);
        for (size_t j = 0; j < 4; j++)
            assert_near("filled", i * 4 + j, got[j], ROWS[i].want[j], 1e-6);
    }
}

/* ln S2 = .41 ln S1 + .59 ln S3 and ln S3 = .46 ln S2 + .54 ln S4: any two determine the others, and
 * values that obey both are found again from any part of them. */
static void each_pair_determines_the_others(void **state)
{
    (void)state;
    double whole[4];
    whole[0] = 0.3;
    whole[3] = 12;
    double x2 = (0.41 * log(whole[0]) + 0.59 * 0.54 * log(whole[3])) / (1 - 0.59 * 0.46);
    whole[1] = exp(x2);
    whole[2] = exp(0.46 * x2 + 0.54 * log(whole[3]));
    for (unsigned mask = 1; mask < 16; mask++) {
        double got[4] = {0};
        size_t cards[4] = {0};
        int known = 0;
        for (int i = 0; i < 4; i++) {
            if ((mask & (1U << i)) == 0)
                continue;
            got[i] = whole[i];
            cards[i] = 10;
            known++;
        }
        start_fill(got, cards);
        for (size_t i = 0; i < 4 && known >= 2; i++)
            assert_near("from a part", mask, got[i], whole[i], 1e-9);
    }
}

/* Whatever the stabilities and the numbers of cards: they grow with the rating. */
static void ratings_end_in_order(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 6 * 6 * 6 * 6 * 81; i++) {
        double stability[4];
        size_t cards[4];
        unsigned rest = i;
        for (int j = 0; j < 4; j++, rest /= 6)
            stability[j] = 1 + rest % 6;
        for (int j = 0; j < 4; j++, rest /= 3)
            cards[j] = 1 + rest % 3;
        start_fill(stability, cards);
        for (int j = 1; j < 4; j++)
            assert_true(stability[j - 1] <= stability[j]);
    }
}

static void bounds_hold(void **state)
{
    (void)state;
    double stability[4] = {0.001, 0, 90, 0};
    static const size_t CARDS[4] = {5, 0, 5, 0};
    start_fill(stability, CARDS);
    for (int i = 0; i < 4; i++)
        assert_true(stability[i] >= FSRS_STABILITY_MIN && stability[i] <= FSRS_FIRST_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_loss_matches),
        cmocka_unit_test(published_search_matches),
        cmocka_unit_test(search_finds_the_least_loss),
        cmocka_unit_test(what_is_missing_is_filled),
        cmocka_unit_test(each_pair_determines_the_others),
        cmocka_unit_test(ratings_end_in_order),
        cmocka_unit_test(bounds_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
