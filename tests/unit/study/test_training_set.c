#include "study/training_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"
#include "near.h"

typedef ARRAY(ReplayReview) Log;

static void add(Log *log, uint32_t card, int rating, int days)
{
    *array_push(log) = (ReplayReview){card, (Rating)rating, days};
}

/* `count` cards numbered from `*card` on, first rated `rating`, then recalled after `days`. */
static void add_cards(Log *log, uint32_t *card, int count, int rating, int days)
{
    for (int i = 0; i < count; i++, ++*card) {
        add(log, *card, rating, 0);
        add(log, *card, 3, days);
    }
}

static uint32_t kept(const TrainingSet *set, int rating, int days)
{
    for (size_t i = 0; i < set->first_count; i++) {
        if (set->firsts[i].rating == (Rating)rating && set->firsts[i].days == days)
            return set->firsts[i].count;
    }
    return 0;
}

static double weight_sum(const TrainingSet *set)
{
    double sum = 0;
    for (size_t b = 0; b < set->batch_count; b++)
        for (uint32_t i = 0; i < set->batches[b].length; i++)
            for (int lane = 0; lane < KERNEL_WIDTH; lane++)
                sum += (double)set->batches[b].steps[i].weight[lane];
    return sum;
}

static void nothing_comes_of_nothing(void **state)
{
    (void)state;
    TrainingSet set;
    training_set_init(&set, NULL, 0, 0);
    assert_int_equal(set.predictions, 0);
    assert_int_equal(set.batch_count, 0);
    assert_int_equal(set.first_count, 0);
    training_set_done(&set);
}

/* The rarest intervals go while together they are below 20 cards (or 5 %), longest first among
 * equals; then those with fewer than 6 cards or more than 100 days (365 for Easy). */
static void outliers_are_left_out(void **state)
{
    (void)state;
    Log log = {0};
    uint32_t card = 0;
    TrainingSet set;
    add_cards(&log, &card, 100, 3, 2);
    add_cards(&log, &card, 12, 3, 3); /* with the next: 19, below 20 */
    add_cards(&log, &card, 7, 3, 4);
    add_cards(&log, &card, 12, 3, 1);   /* as many as for 3 days, but shorter: it would make 31 */
    add_cards(&log, &card, 40, 3, 101); /* too long */
    add_cards(&log, &card, 40, 4, 101); /* not for Easy */
    add_cards(&log, &card, 40, 4, 366);
    training_set_init(&set, log.items, log.count, card);
    assert_int_equal(kept(&set, 3, 2), 100);
    assert_int_equal(kept(&set, 3, 3), 0);
    assert_int_equal(kept(&set, 3, 4), 0);
    assert_int_equal(kept(&set, 3, 1), 12);
    assert_int_equal(kept(&set, 3, 101), 0);
    assert_int_equal(kept(&set, 4, 101), 40);
    assert_int_equal(kept(&set, 4, 366), 0);
    assert_int_equal(set.predictions, 152);
    training_set_done(&set);
    array_done(&log);
}

/* With a card go all its predictions; those of the same day are none. */
static void whole_cards_are_left_out(void **state)
{
    (void)state;
    Log log = {0};
    uint32_t card = 0;
    TrainingSet set;
    add_cards(&log, &card, 50, 3, 2);
    add(&log, card, 3, 0);
    add(&log, card, 3, 0);
    add(&log, card, 3, 9);
    add(&log, card, 1, 9);
    card++;
    add(&log, 0, 1, 0);
    add(&log, 0, 1, 4);
    training_set_init(&set, log.items, log.count, card);
    assert_int_equal(set.predictions, 51);
    assert_near("mean recall", 0, set.mean_recall, 50.0 / 51, 1e-12);
    assert_int_equal(set.batches[0].length, 4);
    training_set_done(&set);
    array_done(&log);
}

/* The oldest prediction counts a quarter, the newest one. */
static void newer_predictions_weigh_more(void **state)
{
    (void)state;
    Log log = {0};
    uint32_t card = 0;
    TrainingSet set;
    add_cards(&log, &card, 31, 3, 2);
    training_set_init(&set, log.items, log.count, card);
    double want = 0;
    for (int i = 0; i < 31; i++)
        want += 0.25 + 0.75 * pow(i / 30.0, 3);
    assert_near("weights", 0, weight_sum(&set), want, 1e-6);
    training_set_done(&set);
    array_done(&log);
}

/* A history of more than 256 reviews is not learned from, its beginning is. */
static void long_histories_are_cut(void **state)
{
    (void)state;
    Log log = {0};
    uint32_t card = 0;
    TrainingSet set;
    add_cards(&log, &card, 40, 3, 2);
    for (int i = 0; i < 400; i++)
        add(&log, 0, 3, 1);
    training_set_init(&set, log.items, log.count, card);
    assert_int_equal(set.predictions, 440);
    assert_int_equal(set.batches[0].length, KERNEL_LENGTH_MAX);
    assert_int_equal(set.batches[1].length, 2);
    assert_true(weight_sum(&set) < 440);
    training_set_done(&set);
    array_done(&log);
}

/* Every card has a lane of its own, in the order of its reviews. */
static void cards_lie_side_by_side(void **state)
{
    (void)state;
    Log log = {0};
    TrainingSet set;
    for (int i = 0; i < 4; i++) {
        for (uint32_t card = 0; card < 37; card++)
            add(&log, card, i == 0 ? 3 : 1 + (int)((card + (uint32_t)i) % 4), i);
    }
    training_set_init(&set, log.items, log.count, 37);
    assert_int_equal(set.batch_count, 3);
    size_t lanes = 0;
    for (size_t b = 0; b < set.batch_count; b++) {
        assert_int_equal(set.batches[b].length, 4);
        for (int lane = 0; lane < KERNEL_WIDTH; lane++) {
            const KernelStep *steps = set.batches[b].steps;
            bool used = set.batches[b].scale[lane] > 0;
            lanes += used;
            for (int i = 1; i < 4 && used; i++) {
                assert_true(steps[i].days[lane] == (float)i);
                int change = (int)steps[i].rating[lane] - (int)steps[1].rating[lane];
                assert_int_equal((change + 4) % 4, i - 1);
            }
        }
    }
    assert_int_equal(lanes, 37);
    training_set_done(&set);
    array_done(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_comes_of_nothing), cmocka_unit_test(outliers_are_left_out),
        cmocka_unit_test(whole_cards_are_left_out), cmocka_unit_test(newer_predictions_weigh_more),
        cmocka_unit_test(long_histories_are_cut),   cmocka_unit_test(cards_lie_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
