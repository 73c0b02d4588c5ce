#include "study/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Status set(Config *config, const char *name, const char *value)
{
    Error error = {""};
    Status status = config_set(config, config_find(name), value, &error);
    if (status != STATUS_OK)
        assert_true(error.message[0] != '\0');
    return status;
}

static const char *get(const Config *config, const char *name)
{
    static char out[CONFIG_TEXT_SIZE];
    config_get(config, config_find(name), out);
    return out;
}

static void defaults_come_from_the_table(void **state)
{
    (void)state;
    Config config;
    config_defaults(&config);
    assert_int_equal(config.goal_minutes, 30);
    assert_int_equal(config.rollover_hour, 4);
    assert_true(config.desired_retention > 0.8999 && config.desired_retention < 0.9001);
    assert_true(config.fuzz);
    assert_false(config.ascii);
    assert_string_equal(config.learning_steps, "1m 10m");
    assert_string_equal(get(&config, "desired-retention"), "0.9");
    assert_string_equal(get(&config, "fuzz"), "true");
}

/* Every default is a value that its own option takes, and reads back as it was written. */
static void every_default_reads_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < config_option_count(); i++) {
        Config config;
        Error error;
        char text[CONFIG_TEXT_SIZE], again[CONFIG_TEXT_SIZE];
        config_defaults(&config);
        config_get(&config, i, text);
        assert_int_equal(config_set(&config, i, text, &error), STATUS_OK);
        config_get(&config, i, again);
        assert_string_equal(text, again);
        assert_true(strlen(config_option(i)->help) > 5);
        assert_int_equal(config_find(config_option(i)->name), i);
    }
}

static void every_option_is_in_a_group(void **state)
{
    (void)state;
    assert_string_equal(config_group(0), "Practice");
    assert_null(config_group(1));
    assert_string_equal(config_group(config_find("desired-retention")), "Scheduling");
    assert_string_equal(config_group(config_find("theme")), "Interface");
    assert_null(config_group(config_find("first-run")));
    assert_null(config_group(config_option_count()));
}

static void good_values_are_taken(void **state)
{
    (void)state;
    Config config;
    config_defaults(&config);
    assert_int_equal(set(&config, "goal-minutes", "45"), STATUS_OK);
    assert_int_equal(config.goal_minutes, 45);
    assert_int_equal(set(&config, "desired-retention", "0.925"), STATUS_OK);
    assert_true(config.desired_retention == 0.925);
    assert_string_equal(get(&config, "desired-retention"), "0.925");
    assert_int_equal(set(&config, "theme", "night"), STATUS_OK);
    assert_string_equal(config.theme, "night");
    assert_int_equal(set(&config, "relearning-steps", ""), STATUS_OK);
    assert_string_equal(get(&config, "relearning-steps"), "");
    assert_int_equal(set(&config, "start-place", "stats"), STATUS_OK);
    static const char *const YES[] = {"true", "on", "yes", "1", "YES"};
    static const char *const NO[] = {"false", "off", "no", "0", "Off"};
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++) {
        assert_int_equal(set(&config, "ascii", YES[i]), STATUS_OK);
        assert_true(config.ascii);
        assert_int_equal(set(&config, "ascii", NO[i]), STATUS_OK);
        assert_false(config.ascii);
    }
}

/* 260 letters: more than any text may have. */
#define TEN      "qwertzuiop"
#define FIFTY    TEN TEN TEN TEN TEN
#define TOO_LONG FIFTY FIFTY FIFTY FIFTY FIFTY TEN

static void bad_values_change_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value;
    } BAD[] = {
        {"goal-minutes", "4"},
        {"goal-minutes", "721"},
        {"goal-minutes", "30m"},
        {"goal-minutes", "30.5"},
        {"goal-minutes", ""},
        {"goal-minutes", " 30"},
        {"goal-minutes", "99999999999999999999"},
        {"goal-minutes", "-30"},
        {"desired-retention", "0.69"},
        {"desired-retention", "0.98"},
        {"desired-retention", "0,9"},
        {"desired-retention", "nan"},
        {"desired-retention", "0.90001"},
        {"desired-retention", "."},
        {"desired-retention", "9e-1"},
        {"fuzz", "maybe"},
        {"fuzz", ""},
        {"learning-steps", "1m 10"},
        {"learning-steps", "soon"},
        {"start-place", "Today"},
        {"theme", "ni\nght"},
        {"theme", TOO_LONG},
        {"weights", "1,2,3"},
        {"weights", "0.2,"},
        {"weights", "some"},
    };
    Config before, config;
    config_defaults(&before);
    config_defaults(&config);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        assert_int_equal(set(&config, BAD[i].name, BAD[i].value), STATUS_USAGE);
        assert_memory_equal(&config, &before, sizeof config);
    }
    Error error;
    assert_int_equal(config_set(&config, config_option_count(), "1", &error), STATUS_USAGE);
    assert_null(config_option(config_option_count()));
}

static void messages_say_what_is_expected(void **state)
{
    (void)state;
    Config config;
    Error error;
    config_defaults(&config);
    assert_int_equal(config_set(&config, config_find("goal-minutes"), "x", &error), STATUS_USAGE);
    assert_string_equal(error.message, "goal-minutes: \"x\" is not a whole number from 5 to 720");
    assert_int_equal(config_set(&config, config_find("desired-retention"), "1", &error),
                     STATUS_USAGE);
    assert_string_equal(error.message, "desired-retention: \"1\" is not a number from 0.7 to 0.97");
    assert_int_equal(config_set(&config, config_find("start-place"), "home", &error), STATUS_USAGE);
    assert_non_null(strstr(error.message, "roadmap"));
}

static void steps_are_parsed(void **state)
{
    (void)state;
    int64_t ms[CONFIG_STEPS_MAX];
    int count = -1;
    assert_true(config_parse_steps("", ms, &count));
    assert_int_equal(count, 0);
    assert_true(config_parse_steps(" 30s 10m  2h 1d ", ms, &count));
    assert_int_equal(count, 4);
    assert_int_equal(ms[0], 30000);
    assert_int_equal(ms[1], 600000);
    assert_int_equal(ms[2], 7200000);
    assert_int_equal(ms[3], 86400000);
    assert_true(config_check_steps("1m 2m 3m 4m 5m 6m 7m 8m"));
    assert_true(config_check_steps("365d"));
    static const char *const BAD[] = {
        "1m 2m 3m 4m 5m 6m 7m 8m 9m", "366d", "0m", "m", "1 m", "-1m", "1m,10m", "1m10m", "1w",
        "999999999999999999999s"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(config_check_steps(BAD[i]));
}

static void unknown_names_are_none(void **state)
{
    (void)state;
    assert_int_equal(config_find("goal"), config_option_count());
    assert_int_equal(config_find(""), config_option_count());
}

static void choices_take_their_words(void **state)
{
    (void)state;
    Config config;
    config_defaults(&config);
    assert_int_equal(set(&config, "review-order", "random"), STATUS_OK);
    assert_int_equal(set(&config, "review-order", "rand"), STATUS_USAGE);
    assert_int_equal(set(&config, "review-order", ""), STATUS_USAGE);
    assert_string_equal(config.review_order, "random");
    assert_int_equal(set(&config, "new-order", "due"), STATUS_USAGE);
    assert_int_equal(set(&config, "new-position", "mixed"), STATUS_OK);
    assert_int_equal(set(&config, "bury-siblings", ""), STATUS_OK);
    assert_int_equal(set(&config, "bury-siblings", "interday, new"), STATUS_OK);
    assert_int_equal(set(&config, "bury-siblings", "old"), STATUS_USAGE);
    assert_int_equal(set(&config, "leech-action", "tag"), STATUS_OK);
    assert_int_equal(config_word_index(CONFIG_ORDERS, "overdueness"), 2);
    assert_int_equal(config_word_index(CONFIG_ORDERS, "over"), -1);
    assert_true(config_has_word("interday, new", "new"));
    assert_false(config_has_word("interday, new", "ne"));
}

static void easy_days_are_weekdays(void **state)
{
    (void)state;
    double factors[7];
    assert_true(config_parse_easy_days("sat,Sun fri 0.5", factors));
    assert_true(factors[0] >= 1 && factors[5] <= 0 && factors[6] <= 0);
    assert_true(factors[4] > 0.49 && factors[4] < 0.51);
    assert_true(config_parse_easy_days("  ", factors));
    static const char *const BAD[] = {
        "caturday", "0.5", "mon 2", "mon 1 1", "mon -1", "mon x", "mon 0.12345678901234567890"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(config_parse_easy_days(BAD[i], factors));
}

static void study_days_are_weekdays(void **state)
{
    (void)state;
    unsigned mask = 99;
    assert_true(config_parse_weekdays("", &mask));
    assert_int_equal(mask, 0);
    assert_true(config_parse_weekdays("mon,Tue fri", &mask));
    assert_int_equal(mask, 0x13);
    assert_true(config_parse_weekdays(" sun , sun ", &mask));
    assert_int_equal(mask, 0x40);
    static const char *const BAD[] = {"monday", "mon 1", "x", "mon,tueswednesdaythursday"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        assert_false(config_parse_weekdays(BAD[i], &mask));
        assert_false(config_check_weekdays(BAD[i]));
    }
    assert_true(config_check_weekdays("sat"));
}

static void rhythms_are_read(void **state)
{
    (void)state;
    static const char *const WRONG[] = {"25",    "25/", "/5",    "25/0",   "0/5",
                                        "25/5 ", "a/b", "241/5", "25/5/5", "99999999999/5"};
    int work = -1;
    int rest = -1;
    assert_true(config_parse_rhythm("50/10", &work, &rest));
    assert_int_equal(work, 50);
    assert_int_equal(rest, 10);
    assert_true(config_parse_rhythm("", &work, &rest));
    assert_int_equal(work, 0);
    assert_int_equal(rest, 0);
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_false(config_parse_rhythm(WRONG[i], &work, &rest));
    assert_true(config_check_notify("desktop, terminal"));
    assert_true(config_check_notify(""));
    assert_false(config_check_notify("mail"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_come_from_the_table),
        cmocka_unit_test(every_default_reads_back),
        cmocka_unit_test(every_option_is_in_a_group),
        cmocka_unit_test(good_values_are_taken),
        cmocka_unit_test(bad_values_change_nothing),
        cmocka_unit_test(messages_say_what_is_expected),
        cmocka_unit_test(steps_are_parsed),
        cmocka_unit_test(unknown_names_are_none),
        cmocka_unit_test(choices_take_their_words),
        cmocka_unit_test(easy_days_are_weekdays),
        cmocka_unit_test(study_days_are_weekdays),
        cmocka_unit_test(rhythms_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
