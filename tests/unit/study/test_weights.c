/* Weights as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "study/config.h"
#include "study/fsrs.h"
#include "study/scheduler.h"
#include "study/weights.h"

static void what_is_written_reads_back(void **state)
{
    (void)state;
    char text[WEIGHTS_TEXT_SIZE];
    double weights[WEIGHTS_MAX];
    size_t count = 0;
    weights_format(FSRS_DEFAULT_WEIGHTS, FSRS_WEIGHT_COUNT, text);
    assert_true(strlen(text) < CONFIG_TEXT_SIZE);
    assert_true(weights_parse(text, weights, &count));
    assert_int_equal(count, FSRS_WEIGHT_COUNT);
    for (size_t i = 0; i < count; i++)
        assert_true(weights[i] == FSRS_DEFAULT_WEIGHTS[i]); /* they have four decimals */
}

static void the_largest_fit_an_option(void **state)
{
    (void)state;
    char text[WEIGHTS_TEXT_SIZE];
    double most[FSRS_WEIGHT_COUNT];
    for (size_t i = 0; i < FSRS_WEIGHT_COUNT; i++)
        most[i] = 1e9;
    fsrs_clip(most, 1);
    weights_format(most, FSRS_WEIGHT_COUNT, text);
    assert_true(config_check_weights(text));
    assert_true(strlen(text) < CONFIG_TEXT_SIZE);
}

static void anything_else_is_refused(void **state)
{
    static const char *const BAD[] = {",", "1,", "1,,2", "1 2", "one", "nan", "1,inf", "1;2"};
    (void)state;
    double weights[WEIGHTS_MAX];
    size_t count = 1;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(weights_parse(BAD[i], weights, &count));
    char many[2 * WEIGHTS_MAX + 2] = "1";
    for (size_t i = 0; i < WEIGHTS_MAX; i++)
        memcpy(many + 1 + 2 * i, ",1", 3);
    assert_false(weights_parse(many, weights, &count));
    many[2 * WEIGHTS_MAX - 1] = '\0';
    assert_true(weights_parse(many, weights, &count));
    assert_int_equal(count, WEIGHTS_MAX);
    assert_true(weights_parse("", weights, &count));
    assert_int_equal(count, 0);
}

static void the_scheduler_runs_with_the_option(void **state)
{
    (void)state;
    Config config;
    Scheduler scheduler;
    Error error;
    double weights[FSRS_WEIGHT_COUNT];
    char text[WEIGHTS_TEXT_SIZE];
    memcpy(weights, FSRS_DEFAULT_WEIGHTS, sizeof weights);
    weights[2] = 5.5;
    weights_format(weights, FSRS_WEIGHT_COUNT, text);
    config_defaults(&config);
    assert_int_equal(config_set(&config, config_find("weights"), text, &error), STATUS_OK);
    assert_int_equal(scheduler_init(&scheduler, &config, NULL, 0, &error), STATUS_OK);
    assert_true(scheduler.model.w[2] == 5.5);
    assert_int_equal(config_set(&config, config_find("weights"), "", &error), STATUS_OK);
    assert_int_equal(scheduler_init(&scheduler, &config, NULL, 0, &error), STATUS_OK);
    assert_true(scheduler.model.w[2] == FSRS_DEFAULT_WEIGHTS[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(the_largest_fit_an_option),
        cmocka_unit_test(anything_else_is_refused),
        cmocka_unit_test(the_scheduler_runs_with_the_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
