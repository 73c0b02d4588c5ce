#include "study/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "sample.h"
#include "study/balance.h"
#include "study/chance.h"

static void a_fresh_state_is_empty(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState study;
    study_state_init(&study, catalog);
    assert_ptr_equal(study.catalog, catalog);
    assert_int_equal(study.config.goal_minutes, 30);
    /* The scheduler follows from the options: were the defaults bad, it would be empty. */
    assert_int_equal(study.scheduler.learning_count, 2);
    assert_int_equal(study.scheduler.maximum_interval, 36500);
    assert_true(study.scheduler.model.factor > 0);
    for (size_t i = 0; i < catalog->card_count; i++)
        assert_int_equal(study.cards[i].phase, CARD_NEW);
    assert_int_equal(study.timer.phase, TIMER_IDLE);
    assert_int_equal(study.day_count, 0);
    study_state_done(&study);
    study_state_done(&study); /* harmless */
    catalog_free(catalog);
}

static void items_have_their_state(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState study;
    study_state_init(&study, catalog);
    static const char *const IDS[] = {"math", "math/b", "talk", "calc", "calc/rest"};
    for (size_t i = 0; i < sizeof IDS / sizeof *IDS; i++) {
        ItemRef item = catalog_find(catalog, IDS[i]);
        ItemState *own = study_state_item(&study, item);
        assert_non_null(own);
        own->hints = (uint8_t)(i + 1);
    }
    for (size_t i = 0; i < sizeof IDS / sizeof *IDS; i++)
        assert_int_equal(study_state_item_const(&study, catalog_find(catalog, IDS[i]))->hints,
                         i + 1);
    assert_null(study_state_item(&study, catalog_find(catalog, "basics")));
    assert_null(study_state_item(&study, catalog_find(catalog, "gap:c1")));
    assert_null(study_state_item(&study, (ItemRef){ITEM_TOPIC, 3}));
    assert_null(study_state_item(&study, (ItemRef){ITEM_TOPIC, -1}));
    study_state_done(&study);
    catalog_free(catalog);
}

static void the_scheduler_follows_the_options(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState study;
    Error error;
    study_state_init(&study, catalog);
    snprintf(study.config.learning_steps, sizeof study.config.learning_steps, "5m");
    study.config.desired_retention = 0.8;
    assert_int_equal(study_state_configure(&study, &error), STATUS_OK);
    assert_int_equal(study.scheduler.learning_count, 1);
    assert_true(study.scheduler.retention == 0.8);
    snprintf(study.config.learning_steps, sizeof study.config.learning_steps, "never");
    assert_int_equal(study_state_configure(&study, &error), STATUS_USAGE);
    assert_int_equal(study.scheduler.learning_count, 1);
    study_state_done(&study);
    catalog_free(catalog);
}

static void days_turn_over_at_the_rollover(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState study;
    study_state_init(&study, catalog);
    int64_t midnight = 20000 * MS_PER_DAY;
    assert_int_equal(study_state_day(&study, midnight + 4 * MS_PER_HOUR, 0), 20000);
    assert_int_equal(study_state_day(&study, midnight + 4 * MS_PER_HOUR - 1, 0), 19999);
    study.config.rollover_hour = 0;
    assert_int_equal(study_state_day(&study, midnight, 0), 20000);
    assert_int_equal(study_state_day(&study, midnight - 1, 60), 20000);
    study_state_done(&study);
    catalog_free(catalog);
}

static void marks_have_names(void **state)
{
    (void)state;
    for (int i = 0; i < MARK_COUNT; i++)
        assert_int_equal(mark_from_name(mark_name((Mark)i)), i);
    assert_string_equal(mark_name(MARK_DOING), "doing");
    assert_int_equal(mark_from_name("finished"), MARK_COUNT);
    assert_string_equal(mark_name(MARK_COUNT), "");
}

static CardState any_card(Chance *chance)
{
    return (CardState){.phase = chance_below(chance, 4) == 0 ? CARD_NEW : CARD_REVIEW,
                       .due_day = (DayNumber)(19990 + (int)chance_below(chance, 130)),
                       .suspended = chance_below(chance, 5) == 0};
}

/* Counted card by card, what falls due is what counting all of them again says, whatever came between. */
static void what_falls_due_is_followed(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    StudyState study;
    Chance chance = chance_from(1);
    study_state_init(&study, catalog);
    for (int i = 0; i < 2000; i++) {
        StudyState fresh;
        DayLoads loads, expected;
        CatalogIndex card = (CatalogIndex)chance_below(&chance, catalog->card_count);
        DayNumber today = 20000 + (DayNumber)(i / 500);
        CardState now = any_card(&chance);
        study_state_put_card(&study, card, &now);
        if (chance_below(&chance, 10) == 0) { /* a change of many at once */
            study.cards[CARD_NET] = any_card(&chance);
            study.revision++;
        }
        study_state_init(&fresh, catalog);
        memcpy(fresh.cards, study.cards, catalog->card_count * sizeof *fresh.cards);
        balance_loads(&study, card, today, &loads);
        balance_loads(&fresh, card, today, &expected);
        assert_memory_equal(&loads, &expected, sizeof loads);
        study_state_done(&fresh);
    }
    study_state_done(&study);
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fresh_state_is_empty),
        cmocka_unit_test(items_have_their_state),
        cmocka_unit_test(the_scheduler_follows_the_options),
        cmocka_unit_test(days_turn_over_at_the_rollover),
        cmocka_unit_test(marks_have_names),
        cmocka_unit_test(what_falls_due_is_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
