#include "study/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

#define TODAY 20000

static void names_by_their_form(void **state)
{
    (void)state;
    static const char *const GOOD[] = {"new-per-day@python", "reviews-per-day@a@b", "new-today",
                                       "reviews-today@mix"};
    static const char *const BAD[] = {
        "new-per-day", "reviews-per-day@", "new-today@", "new@python", "",
        "@python",     "goal-minutes",     "new-todays"};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        assert_true(limits_is_name(GOOD[i]));
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(limits_is_name(BAD[i]));
}

static void set_on(StudyState *study, const char *name, const char *value, DayNumber day)
{
    char kept[LIMITS_VALUE_SIZE];
    assert_int_equal(limits_check(study->catalog, name, value, NULL), STATUS_OK);
    limits_format(name, value, day, kept);
    limits_set(study, name, kept);
}

static void the_day_goes_before_the_usual(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState study;
    char text[LIMITS_VALUE_SIZE];
    study_state_init(&study, catalog);
    assert_int_equal(limits_new(&study, CATALOG_NONE, TODAY), study.config.new_per_day);
    assert_int_equal(limits_new(&study, 1, TODAY), LIMITS_NONE);
    set_on(&study, "new-per-day@mix", "4", TODAY);
    set_on(&study, "new-today@mix", "0", TODAY);
    assert_int_equal(limits_new(&study, 1, TODAY), 0);
    assert_int_equal(limits_new(&study, 1, TODAY + 1), 4);
    assert_int_equal(limits_new(&study, 0, TODAY), LIMITS_NONE);
    assert_int_equal(limits_reviews(&study, 1, TODAY), LIMITS_NONE);
    set_on(&study, "reviews-today", "9999", TODAY);
    assert_int_equal(limits_reviews(&study, CATALOG_NONE, TODAY), 9999);
    limits_get(&study, "reviews-today", TODAY, text);
    assert_string_equal(text, "9999");
    limits_get(&study, "reviews-today", TODAY + 1, text);
    assert_string_equal(text, "");
    set_on(&study, "new-today@mix", "", TODAY);
    assert_int_equal(limits_new(&study, 1, TODAY), 4);
    limits_set(&study, "new-per-day@gone", "3"); /* a deck that is no longer there */
    limits_set(&study, "new-per-day@mix", "garbage");
    assert_int_equal(limits_new(&study, 1, TODAY), 4);
    study_state_done(&study);
    catalog_free(catalog);
}

static void what_is_refused(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    Error error = {""};
    static const char *const VALUES[] = {"-1", "1.5", "10000", "x", "3 4"};
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++)
        assert_int_equal(limits_check(catalog, "new-today", VALUES[i], &error), STATUS_USAGE);
    assert_int_equal(limits_check(catalog, "new-today@grad", "3", &error), STATUS_USAGE);
    assert_non_null(strstr(error.message, "no deck"));
    assert_int_equal(limits_check(catalog, "new-per-day", "3", &error), STATUS_USAGE);
    assert_non_null(strstr(error.message, "is no limit"));
    catalog_free(catalog);
}

static void write_down(void *context, const char *name, const char *value)
{
    char *text = context;
    size_t length = strlen(text);
    (void)snprintf(text + length, 200 - length, "%s=%s;", name, value);
}

/* What was set for another day, or taken back, is not among them. */
static void all_that_are_set_for_a_day(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState study;
    char text[200] = "";
    study_state_init(&study, catalog);
    limits_each(&study, TODAY, write_down, text);
    assert_string_equal(text, "");
    set_on(&study, "new-per-day@mix", "0", TODAY);
    set_on(&study, "new-today@mix", "7", TODAY - 1);
    set_on(&study, "reviews-per-day@mix", "30", TODAY);
    set_on(&study, "reviews-per-day@python", "9", TODAY);
    set_on(&study, "reviews-per-day@python", "", TODAY);
    set_on(&study, "new-today@python", "2", TODAY);
    set_on(&study, "reviews-today", "50", TODAY);
    limits_each(&study, TODAY, write_down, text);
    assert_string_equal(text, "reviews-today=50;new-today@python=2;"
                              "new-per-day@mix=0;reviews-per-day@mix=30;");
    study_state_done(&study);
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_by_their_form),
        cmocka_unit_test(the_day_goes_before_the_usual),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(all_that_are_set_for_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
