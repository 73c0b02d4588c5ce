#include "study/pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "near.h"
#include "sample.h"

#define TODAY                  20000 /* a Thursday */
#define HOUR                   INT64_C(3600000)
#define PHASES                 2
#define NEAR(actual, expected) assert_near(#actual, __LINE__, actual, expected, 1e-9)

typedef struct Fixture {
    Catalog *catalog;
    StudyState study;
    int64_t topic_ms[3];
    PaceSpent spent;
    PaceRhythm rhythm;
    PacePhase phases[PHASES];
    Pace pace;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture = (Fixture){.catalog = sample_catalog(), .rhythm = {30, 7, 0}};
    if (!fixture.catalog)
        return -1;
    fixture.spent.topic_ms = fixture.topic_ms;
    study_state_init(&fixture.study, fixture.catalog);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    study_state_done(&fixture->study);
    catalog_free(fixture->catalog);
    return 0;
}

static void mark(Fixture *fixture, const char *id, Mark value)
{
    ItemState *own = study_state_item(&fixture->study, catalog_find(fixture->catalog, id));
    assert_non_null(own);
    own->marked = true;
    own->mark = value;
}

static const Pace *forecast(Fixture *fixture)
{
    pace_forecast(&fixture->study, &fixture->spent, &fixture->rhythm, TODAY, fixture->phases,
                  &fixture->pace);
    return &fixture->pace;
}

/* Python is estimated at 10 to 20 hours; mathematics has half of one to two months: 7.5 to 15. */
static void a_beginner_gets_the_estimates(void **state)
{
    Fixture *fixture = *state;
    const Pace *pace = forecast(fixture);
    const PacePhase *basics = &fixture->phases[0];
    assert_int_equal(basics->end, PACE_ENDS);
    NEAR(basics->hours_min, 17.5);
    NEAR(basics->hours_max, 35);
    NEAR(basics->low, 17.5);
    NEAR(basics->high, 35);
    NEAR(pace->speed, 1);
    NEAR(pace->review_share, 0.25);
    /* 22.5 minutes a day: 46.7 and 93.3 days */
    assert_int_equal(basics->early, TODAY + 46);
    assert_int_equal(basics->late, TODAY + 93);
    assert_int_equal(pace->all.early, basics->early);
    assert_int_equal(pace->all.late, basics->late);
    /* 30 minutes a day: exactly 35 and 70 days */
    assert_int_equal(pace->more_early, TODAY + 34);
    assert_int_equal(pace->more_late, TODAY + 69);
    assert_int_equal(fixture->phases[1].end, PACE_ONGOING);
    assert_int_equal(fixture->phases[1].early, 0);
    NEAR(fixture->phases[1].hours_max, 30);
}

static void the_speed_so_far_moves_and_narrows_it(void **state)
{
    Fixture *fixture = *state;
    mark(fixture, "python/a", MARK_DONE); /* a third of 15 hours */
    fixture->topic_ms[TOPIC_PYTHON] = 10 * HOUR;
    const Pace *pace = forecast(fixture);
    NEAR(pace->spent_hours, 10);
    NEAR(pace->done_hours, 5);
    NEAR(pace->certainty, 0.2);
    NEAR(pace->speed, 1.2);
    NEAR(fixture->phases[0].hours_min, 85.0 / 6);
    NEAR(fixture->phases[0].low, 18.7);
    NEAR(fixture->phases[0].high, 32.3);
    fixture->topic_ms[TOPIC_PYTHON] = 500 * HOUR; /* something else than the estimates is wrong */
    NEAR(forecast(fixture)->speed, 1.6);
    fixture->topic_ms[TOPIC_PYTHON] = 1;
    NEAR(forecast(fixture)->speed, 0.85);
}

static void what_was_known_before_says_nothing_of_the_speed(void **state)
{
    Fixture *fixture = *state;
    mark(fixture, "python", MARK_DONE);
    NEAR(forecast(fixture)->speed, 1);
    NEAR(fixture->phases[0].low, 7.5);
    NEAR(fixture->phases[0].high, 15);
    fixture->spent.topic_ms = NULL;
    NEAR(forecast(fixture)->speed, 1);
}

static void what_is_skipped_takes_no_time(void **state)
{
    Fixture *fixture = *state;
    mark(fixture, "python", MARK_SKIPPED);
    forecast(fixture);
    NEAR(fixture->phases[0].high, 15);
    mark(fixture, "math", MARK_DONE);
    const Pace *pace = forecast(fixture);
    assert_int_equal(fixture->phases[0].end, PACE_DONE);
    assert_int_equal(pace->all.end, PACE_DONE);
    assert_int_equal(pace->more_late, 0);
}

static void reviews_take_their_share(void **state)
{
    Fixture *fixture = *state;
    fixture->spent.recent_ms = 20 * HOUR;
    fixture->spent.recent_review_ms = 10 * HOUR;
    NEAR(forecast(fixture)->review_share, 0.45);
    fixture->spent.recent_ms = fixture->spent.recent_review_ms = 90 * HOUR;
    NEAR(forecast(fixture)->review_share, 0.8);
}

static void a_target_says_what_it_takes(void **state)
{
    Fixture *fixture = *state;
    double low;
    double high;
    const Pace *pace = forecast(fixture);
    assert_true(pace_needed(pace, TODAY + 99, &low, &high));
    NEAR(low, 14);
    NEAR(high, 28);
    assert_true(pace_needed(pace, TODAY, &low, &high));
    NEAR(low, 1400);
    assert_false(pace_needed(pace, TODAY - 1, &low, &high));
}

static void what_never_ends_says_so(void **state)
{
    Fixture *fixture = *state;
    fixture->rhythm = (PaceRhythm){0.05, 1, 0};
    const Pace *pace = forecast(fixture);
    assert_int_equal(fixture->phases[0].end, PACE_FAR);
    assert_int_equal(pace->all.end, PACE_FAR);
    assert_int_equal(pace->all.late, TODAY + PACE_DAYS_MAX);
}

/* The n-th study day by counting, and the count by counting. */
static void study_days_are_counted(void **state)
{
    (void)state;
    for (unsigned mask = 1; mask < 128; mask++) {
        PaceRhythm rhythm = {30, 7, mask};
        int32_t count = 0;
        for (DayNumber day = TODAY; day < TODAY + 40; day++) {
            bool studies = (mask >> civil_weekday(day) & 1U) != 0;
            count += studies;
            assert_int_equal(pace_study_days(&rhythm, TODAY, day), count);
            if (studies)
                assert_int_equal(pace_study_day(&rhythm, TODAY, count), day);
        }
    }
    assert_int_equal(pace_study_day(&(PaceRhythm){30, 1, 0}, TODAY, 1), TODAY + 6);
    assert_int_equal(pace_study_day(&(PaceRhythm){30, 5, 0}, TODAY, 5), TODAY + 6);
    assert_int_equal(pace_study_day(&(PaceRhythm){30, 5, 0}, TODAY, 6), TODAY + 8);
    assert_int_equal(pace_study_days(&(PaceRhythm){30, 5, 0}, TODAY, TODAY + 6), 5);
}

static DayTotal *day(Fixture *fixture, DayNumber number)
{
    StudyState *study = &fixture->study;
    return habit_day_mutable(&study->days, &study->day_count, &study->day_capacity, number);
}

static void the_real_minutes_are_of_all_days(void **state)
{
    Fixture *fixture = *state;
    NEAR(pace_recent_minutes(&fixture->study, TODAY), 0);
    day(fixture, TODAY)->practice_ms = HOUR; /* is not over */
    NEAR(pace_recent_minutes(&fixture->study, TODAY), 0);
    day(fixture, TODAY - 4)->practice_ms = HOUR;
    day(fixture, TODAY - 1)->review_ms = HOUR;
    NEAR(pace_recent_minutes(&fixture->study, TODAY), 30);
    day(fixture, TODAY - 28)->practice_ms = HOUR / 3;
    NEAR(pace_recent_minutes(&fixture->study, TODAY), 5);
    day(fixture, TODAY - 29)->practice_ms = 24 * HOUR; /* too long ago */
    NEAR(pace_recent_minutes(&fixture->study, TODAY), 5);
}

static void options_say_the_rhythm(void **state)
{
    Fixture *fixture = *state;
    Config *config = &fixture->study.config;
    config->goal_minutes = 45;
    config->days_per_week = 5;
    PaceRhythm rhythm = pace_rhythm(config);
    NEAR(rhythm.minutes, 45);
    assert_int_equal(rhythm.days_per_week, 5);
    assert_int_equal(rhythm.study_days, 0);
    assert_int_equal(config_set(config, config_find("study-days"), "mon,sun", NULL), STATUS_OK);
    assert_int_equal(pace_rhythm(config).study_days, 1 + 64);
    assert_int_equal(pace_from(&fixture->study, TODAY, 44), TODAY);
    assert_int_equal(pace_from(&fixture->study, TODAY, 45), TODAY + 1);
}

static void practice_belongs_to_topics(void **state)
{
    const Catalog *catalog = ((Fixture *)*state)->catalog;
    assert_int_equal(pace_topic_of(catalog, "math"), TOPIC_MATH);
    assert_int_equal(pace_topic_of(catalog, "python/b"), TOPIC_PYTHON);
    assert_int_equal(pace_topic_of(catalog, "calc"), TOPIC_PYTHON);
    assert_int_equal(pace_topic_of(catalog, "review"), CATALOG_NONE);
    assert_int_equal(pace_topic_of(catalog, ""), CATALOG_NONE);
    assert_int_equal(pace_topic_of(catalog, "book"), CATALOG_NONE);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_beginner_gets_the_estimates),
        CASE(the_speed_so_far_moves_and_narrows_it),
        CASE(what_was_known_before_says_nothing_of_the_speed),
        CASE(what_is_skipped_takes_no_time),
        CASE(reviews_take_their_share),
        CASE(a_target_says_what_it_takes),
        CASE(what_never_ends_says_so),
        CASE(study_days_are_counted),
        CASE(the_real_minutes_are_of_all_days),
        CASE(options_say_the_rhythm),
        CASE(practice_belongs_to_topics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
