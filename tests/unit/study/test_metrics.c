#include "study/fsrs_metrics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "near.h"

static MemoryModel model_of_defaults(void)
{
    MemoryModel model;
    Error error;
    assert_int_equal(memory_model_init(&model, NULL, 0, 0, &error), STATUS_OK);
    return model;
}

static double chance(const MemoryModel *model, double stability, int days)
{
    return memory_retrievability(model, (MemoryState){stability, 5}, days);
}

static void no_predictions_no_figures(void **state)
{
    (void)state;
    MemoryModel model = model_of_defaults();
    static const ReplayReview SAME_DAY[] = {{0, RATING_GOOD, 0}, {0, RATING_GOOD, 0}};
    FsrsMetrics metrics;
    fsrs_evaluate(&model, SAME_DAY, 2, 1, 0, &metrics);
    assert_int_equal(metrics.predictions, 0);
    assert_near("log loss", 0, metrics.log_loss, 0, 0);
    assert_near("rmse", 0, metrics.rmse_bins, 0, 0);
}

/* Three cards whose first intervals share a bin (1, 3 days), and one that does not (4 days). */
static void figures_by_hand(void **state)
{
    (void)state;
    MemoryModel model = model_of_defaults();
    static const ReplayReview LOG[] = {
        {0, RATING_GOOD, 0}, {1, RATING_GOOD, 0},  {2, RATING_GOOD, 0}, {3, RATING_GOOD, 0},
        {0, RATING_GOOD, 1}, {1, RATING_AGAIN, 3}, {2, RATING_HARD, 3}, {3, RATING_GOOD, 4},
    };
    double s = memory_step(&model, (MemoryState){0, 0}, RATING_GOOD, 0).stability;
    double p1 = chance(&model, s, 1);
    double p3 = chance(&model, s, 3);
    double p4 = chance(&model, s, 4);
    FsrsMetrics metrics;
    fsrs_evaluate(&model, LOG, 8, 4, 0, &metrics);
    assert_int_equal(metrics.predictions, 4);
    assert_near("log loss", 0, metrics.log_loss, -(log(p1) + log(1 - p3) + log(p3) + log(p4)) / 4,
                1e-12);
    double near = (p1 + 2 * p3) / 3 - 2.0 / 3;
    double far = p4 - 1;
    assert_near("rmse", 0, metrics.rmse_bins, sqrt((3 * near * near + far * far) / 4), 1e-12);
    /* recalled at p1, p3, p4 against one forgotten at p3: above, equal, below */
    assert_near("auc", 0, metrics.auc, 0.5, 1e-12);
    fsrs_evaluate(&model, LOG, 8, 4, 7, &metrics);
    assert_int_equal(metrics.predictions, 1);
    assert_near("from a place on", 0, metrics.log_loss, -log(p4), 1e-12);
    assert_near("auc of one kind", 0, metrics.auc, 0.5, 0);
}

/* Reviews and lapses so far divide bins as well: a card's third review lies apart from its first two,
 * one after a lapse apart from those after none. */
static void history_divides_bins(void **state)
{
    (void)state;
    MemoryModel model = model_of_defaults();
    static const ReplayReview LOG[] = {
        {0, RATING_GOOD, 0}, {0, RATING_GOOD, 3},  {0, RATING_GOOD, 3}, {0, RATING_GOOD, 3},
        {1, RATING_GOOD, 0}, {1, RATING_AGAIN, 3}, {1, RATING_GOOD, 3},
    };
    FsrsMetrics metrics;
    fsrs_evaluate(&model, LOG, 7, 2, 0, &metrics);
    MemoryState first = memory_step(&model, (MemoryState){0, 0}, RATING_GOOD, 0);
    MemoryState second = memory_step(&model, first, RATING_GOOD, 3);
    MemoryState third = memory_step(&model, second, RATING_GOOD, 3);
    MemoryState lapsed = memory_step(&model, first, RATING_AGAIN, 3);
    double early =
        2 * memory_retrievability(&model, first, 3) + memory_retrievability(&model, second, 3) - 2;
    double late = memory_retrievability(&model, third, 3) - 1;
    double after_lapse = memory_retrievability(&model, lapsed, 3) - 1;
    double sum = early * early / 3 + late * late + after_lapse * after_lapse;
    assert_near("rmse", 0, metrics.rmse_bins, sqrt(sum / 5), 1e-12);
}

static void better_order_has_greater_auc(void **state)
{
    (void)state;
    MemoryModel model = model_of_defaults();
    static const ReplayReview LOG[] = {
        {0, RATING_GOOD, 0}, {1, RATING_GOOD, 0},  {2, RATING_GOOD, 0},
        {0, RATING_GOOD, 1}, {1, RATING_AGAIN, 9}, {2, RATING_GOOD, 3},
    };
    FsrsMetrics metrics;
    fsrs_evaluate(&model, LOG, 6, 3, 0, &metrics);
    assert_near("auc", 0, metrics.auc, 1, 1e-12);
}

static void newest_share_begins_at_its_prediction(void **state)
{
    (void)state;
    ReplayReview log[20] = {{0}};
    for (int i = 0; i < 20; i++)
        log[i] = (ReplayReview){0, RATING_GOOD, i % 2}; /* predictions at odd places */
    assert_int_equal(fsrs_newest_from(log, 20, 0.2), 17);
    assert_int_equal(fsrs_newest_from(log, 20, 0), 20);
    assert_int_equal(fsrs_newest_from(log, 20, 1), 1);
    assert_int_equal(fsrs_newest_from(log, 0, 0.5), 0);
}

static void versions_follow_from_the_weights(void **state)
{
    (void)state;
    MemoryModel model;
    Error error;
    double many[34] = {0};
    assert_int_equal(memory_model_init(&model, FSRS_DEFAULT_WEIGHTS, 21, 0, &error), STATUS_OK);
    assert_string_equal(model.version->name, "FSRS-6");
    assert_int_equal(model.version->weight_count, 21);
    assert_near("weights", 0, memory_weights(&model)[20], FSRS_DEFAULT_WEIGHTS[20], 0);
    assert_int_equal(memory_model_init(&model, FSRS_DEFAULT_WEIGHTS, 17, 0, &error), STATUS_OK);
    assert_near("migrated", 0, memory_weights(&model)[20], 0.5, 0);
    assert_int_equal(memory_model_init(&model, many, 34, 0, &error), STATUS_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_predictions_no_figures),
        cmocka_unit_test(figures_by_hand),
        cmocka_unit_test(history_divides_bins),
        cmocka_unit_test(better_order_has_greater_auc),
        cmocka_unit_test(newest_share_begins_at_its_prediction),
        cmocka_unit_test(versions_follow_from_the_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
