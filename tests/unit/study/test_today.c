#include "study/today.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

#define TODAY 20000
#define NOW   (TODAY * MS_PER_DAY + 12 * MS_PER_HOUR)

typedef struct Fixture {
    Catalog *catalog;
    StudyState study;
    TodaySummary today;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture.catalog = sample_catalog();
    if (!fixture.catalog)
        return -1;
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

static void mark(StudyState *study, const char *id, Mark value)
{
    ItemState *own = study_state_item(study, catalog_find(study->catalog, id));
    assert_non_null(own);
    own->marked = true;
    own->mark = value;
}

static DayTotal *day(StudyState *study, DayNumber number)
{
    return habit_day_mutable(&study->days, &study->day_count, &study->day_capacity, number);
}

/* `count` cards in review, due today, from the first one on. */
static void make_due(StudyState *study, int count)
{
    for (int i = 0; i < count; i++)
        study->cards[i] = (CardState){.memory = {5, 5},
                                      .phase = CARD_REVIEW,
                                      .reps = 1,
                                      .last_review_day = TODAY - 5,
                                      .first_review_day = TODAY - 5,
                                      .due_day = TODAY};
}

/* Summarizes, and holds the plan against what always is true of it. */
static const TodaySummary *summarize(Fixture *fixture)
{
    TodaySummary *today = &fixture->today;
    today_summarize(&fixture->study, NOW, 0, today);
    int32_t sum = 0, left = today->goal_minutes - today->minutes;
    for (size_t i = 0; i < today->plan_count; i++) {
        assert_true(today->plan[i].minutes > 0);
        sum += today->plan[i].minutes;
    }
    if (today->plan_count > 0)
        assert_int_equal(sum, left > 5 ? left : 5);
    return today;
}

static void assert_plan(const TodaySummary *today, size_t at, PlanWhat what, CatalogIndex index,
                        int32_t minutes)
{
    assert_true(at < today->plan_count);
    assert_int_equal(today->plan[at].what, what);
    assert_int_equal(today->plan[at].item.index, index);
    assert_int_equal(today->plan[at].minutes, minutes);
}

static void a_first_day_reviews_and_studies(void **state)
{
    Fixture *fixture = *state;
    const TodaySummary *today = summarize(fixture);
    assert_int_equal(today->study_day, TODAY);
    assert_int_equal(today->queue.fresh, 2);
    assert_int_equal(today->minutes, 0);
    assert_int_equal(today->goal_minutes, 30);
    assert_int_equal(today->plan_count, 2);
    assert_plan(today, 0, PLAN_REVIEW, CATALOG_NONE, 1); /* two cards of 20 s */
    assert_int_equal(today->plan[0].cards, 2);
    assert_plan(today, 1, PLAN_TOPIC, SUB_PYTHON_A, 29);
    assert_int_equal(today->plan[1].item.kind, ITEM_SUBTOPIC);
}

static void what_is_done_leaves_the_goal(void **state)
{
    Fixture *fixture = *state;
    day(&fixture->study, TODAY)->practice_ms = 12 * MS_PER_MINUTE;
    day(&fixture->study, TODAY)->review_ms = 90 * MS_PER_SECOND;
    const TodaySummary *today = summarize(fixture);
    assert_int_equal(today->minutes, 13);
    assert_int_equal(today->practised_ms, 810000);
    assert_plan(today, 1, PLAN_TOPIC, SUB_PYTHON_A, 16);
    day(&fixture->study, TODAY)->practice_ms = 90 * MS_PER_MINUTE;
    today = summarize(fixture); /* the goal is reached: still a little to go on with */
    assert_plan(today, 1, PLAN_TOPIC, SUB_PYTHON_A, 4);
}

static void the_running_block_counts(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    Error error;
    assert_int_equal(practice_start(&study->timer, "1", "python", NOW - 25 * MS_PER_MINUTE, &error),
                     STATUS_OK);
    const TodaySummary *today = summarize(fixture);
    assert_int_equal(today->minutes, 25);
    assert_int_equal(today->streak.today, DAY_KEPT); /* it reached the floor */
    assert_int_equal(today->streak.current, 1);
    assert_int_equal(today->streak.longest, 1);
    assert_int_equal(practice_pause(&study->timer, NOW - 5 * MS_PER_MINUTE, &error), STATUS_OK);
    assert_int_equal(summarize(fixture)->minutes, 20);
}

static void a_block_from_before_the_rollover_counts_in_part(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    Error error;
    int64_t rollover = TODAY * MS_PER_DAY + 4 * MS_PER_HOUR;
    assert_int_equal(
        practice_start(&study->timer, "1", "python", rollover - 30 * MS_PER_MINUTE, &error),
        STATUS_OK);
    assert_int_equal(today_running_ms(study, rollover + 10 * MS_PER_MINUTE, 0), 10 * MS_PER_MINUTE);
    assert_int_equal(today_running_ms(study, rollover - 10 * MS_PER_MINUTE, 0), 20 * MS_PER_MINUTE);
}

/* As when it is stopped: the block ends where it was paused, or where it reached its longest. */
static void a_block_left_open_counts_where_it_ended(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    Error error;
    int64_t began = NOW - MS_PER_DAY;
    assert_int_equal(practice_start(&study->timer, "1", "python", began, &error), STATUS_OK);
    assert_int_equal(today_running_ms(study, NOW, 0), 0);
    assert_int_equal(practice_pause(&study->timer, began + MS_PER_HOUR, &error), STATUS_OK);
    assert_int_equal(today_running_ms(study, NOW, 0), 0);
    assert_int_equal(today_running_ms(study, began + 2 * MS_PER_HOUR, 0), MS_PER_HOUR);
}

static void the_streak_waits_for_today(void **state)
{
    Fixture *fixture = *state;
    day(&fixture->study, TODAY - 1)->practice_ms = 5 * MS_PER_MINUTE;
    day(&fixture->study, TODAY - 2)->practice_ms = 5 * MS_PER_MINUTE;
    const TodaySummary *today = summarize(fixture);
    assert_int_equal(today->streak.current, 2);
    assert_int_equal(today->streak.today, DAY_OPEN);
}

static void reviews_take_the_learners_own_time(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    make_due(study, 1);
    study->cards[CARD_VEC] = study->cards[CARD_NET] = study->cards[CARD_GAP_1] = study->cards[0];
    study->config.new_per_day = 0;
    for (DayNumber i = 1; i <= 5; i++) {
        day(study, TODAY - i)->review_ms = INT64_C(10) * 120 * MS_PER_SECOND;
        day(study, TODAY - i)->reviews = 10 - (i == 5);
    }
    assert_plan(summarize(fixture), 0, PLAN_REVIEW, CATALOG_NONE, 2); /* 49 reviews: 4 of 20 s */
    day(study, TODAY - 5)->reviews = 10;
    assert_plan(summarize(fixture), 0, PLAN_REVIEW, CATALOG_NONE, 8); /* 50: 4 of 120 s */
    /* A day whose reviews had their time in blocks says nothing. */
    day(study, TODAY - 5)->practice_ms = MS_PER_HOUR;
    day(study, TODAY - 5)->review_ms = 0;
    assert_plan(summarize(fixture), 0, PLAN_REVIEW, CATALOG_NONE, 2);
}

/* The mean of the middle day, days weighed by their reviews. */
static void a_few_odd_days_do_not_count(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    static const int32_t SECONDS[] = {2, 9, 8, 170, 8, 2};
    assert_int_equal(today_card_seconds(study), CARD_SECONDS_DEFAULT);
    for (DayNumber i = 0; i < 6; i++) {
        day(study, TODAY - 1 - i)->reviews = SECONDS[i] > 100 ? 60 : 30;
        day(study, TODAY - 1 - i)->review_ms =
            INT64_C(1000) * SECONDS[i] * day(study, TODAY - 1 - i)->reviews;
    }
    assert_int_equal(today_card_seconds(study), 8);
    day(study, TODAY - 4)->reviews = 300;
    day(study, TODAY - 4)->review_ms = INT64_C(300) * 170 * 1000;
    assert_int_equal(today_card_seconds(study), 170);
    for (DayNumber i = 7; i < 100; i++) { /* two months back */
        day(study, TODAY - i)->reviews = 1000;
        day(study, TODAY - i)->review_ms = INT64_C(1000) * 1000 * (i < 61 ? 30 : 5);
    }
    assert_int_equal(today_card_seconds(study), 30);
}

static void many_reviews_are_cut_to_the_time(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    make_due(study, 8);
    study->config.goal_minutes = 5;
    for (DayNumber i = 1; i <= 5; i++) {
        day(study, TODAY - i)->review_ms = INT64_C(20) * 100 * MS_PER_SECOND;
        day(study, TODAY - i)->reviews = 20;
    }
    const TodaySummary *today = summarize(fixture);
    assert_int_equal(today->queue.due, 6); /* of each note one */
    assert_int_equal(today->plan_count, 1);
    assert_plan(today, 0, PLAN_REVIEW, CATALOG_NONE, 5);
    assert_int_equal(today->plan[0].cards, 3); /* of 100 s */
}

static void a_finished_topic_brings_its_project(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    study->config.new_per_day = 0;
    mark(study, "python/a", MARK_DONE);
    const TodaySummary *today = summarize(fixture);
    assert_int_equal(today->plan_count, 1);
    mark(study, "python/b", MARK_DONE);
    today = summarize(fixture);
    assert_int_equal(today->plan_count, 2);
    assert_plan(today, 0, PLAN_TOPIC, SUB_MATH_A, 15);
    assert_plan(today, 1, PLAN_PROJECT, 0, 15);
    day(study, TODAY)->practice_ms = 15 * MS_PER_MINUTE; /* too little is left to split */
    today = summarize(fixture);
    assert_int_equal(today->plan_count, 1);
    assert_plan(today, 0, PLAN_TOPIC, SUB_MATH_A, 15);
    mark(study, "calc/add", MARK_DONE); /* but what is begun is gone on with */
    today = summarize(fixture);
    assert_plan(today, 0, PLAN_PROJECT, 0, 15);
    mark(study, "calc/rest", MARK_DONE);
    assert_plan(summarize(fixture), 0, PLAN_TOPIC, SUB_MATH_A, 15);
}

static void when_all_is_studied_reviews_remain(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    study->config.new_per_day = 0;
    mark(study, "python", MARK_DONE);
    mark(study, "math", MARK_DONE);
    mark(study, "nets", MARK_DONE);
    mark(study, "calc", MARK_DONE);
    assert_int_equal(summarize(fixture)->plan_count, 0);
    make_due(study, 1);
    const TodaySummary *today = summarize(fixture);
    assert_int_equal(today->plan_count, 1);
    assert_plan(today, 0, PLAN_REVIEW, CATALOG_NONE, 30);
}

static void fade(StudyState *study, int card)
{
    study->cards[card] = (CardState){.memory = {3, 5},
                                     .phase = CARD_REVIEW,
                                     .reps = 3,
                                     .last_review_day = TODAY - 90,
                                     .first_review_day = TODAY - 100,
                                     .due_day = TODAY + 1};
}

static void assert_reason(const Fixture *fixture, size_t at, const char *expected)
{
    Buffer words = {0};
    plan_explain(fixture->catalog, &fixture->today.plan[at], &words);
    assert_string_equal(buffer_text(&words), expected);
    buffer_done(&words);
}

/* Python is rusty in parts, and mathematics, which comes next, builds on it. */
static void what_has_faded_comes_before_what_is_new(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    study->config.new_per_day = 0;
    mark(study, "python/a", MARK_DONE);
    mark(study, "python/b", MARK_DONE);
    mark(study, "calc", MARK_SKIPPED);
    fade(study, CARD_VAR);
    const TodaySummary *today = summarize(fixture);
    assert_int_equal(today->plan_count, 2);
    assert_plan(today, 0, PLAN_TOPIC, SUB_PYTHON_A, 10);
    assert_int_equal(today->plan[0].why, WHY_FADED);
    assert_plan(today, 1, PLAN_TOPIC, SUB_MATH_A, 20);
    assert_reason(fixture, 0, "faded to 59%; Mathematics builds on it");
    assert_reason(fixture, 1, "next on the roadmap; of what it builds on, Python has faded to 59%");
    day(study, TODAY)->practice_ms = 4 * MS_PER_MINUTE; /* a part of it was had */
    assert_plan(summarize(fixture), 0, PLAN_TOPIC, SUB_PYTHON_A, 6);
    day(study, TODAY)->practice_ms = 10 * MS_PER_MINUTE;
    assert_plan(summarize(fixture), 0, PLAN_TOPIC, SUB_MATH_A, 20);
    day(study, TODAY)->practice_ms = 0;
    study->config.goal_minutes = 12; /* half of it at most */
    assert_plan(summarize(fixture), 0, PLAN_TOPIC, SUB_PYTHON_A, 6);
    study->config.rusty_below = 0.55;
    today = summarize(fixture);
    assert_plan(today, 0, PLAN_TOPIC, SUB_MATH_A, 12);
    assert_reason(fixture, 0, "next on the roadmap");
}

static void what_is_needed_next_is_looked_at_first(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    study->config.new_per_day = 0;
    mark(study, "python", MARK_DONE);
    mark(study, "python/a", MARK_DONE);
    mark(study, "calc", MARK_SKIPPED);
    mark(study, "nets/a", MARK_DONE); /* ahead of its time, and faded more */
    fade(study, CARD_VAR);
    fade(study, CARD_NET);
    study->cards[CARD_NET].memory.stability = 1;
    assert_plan(summarize(fixture), 0, PLAN_TOPIC, SUB_PYTHON_A, 10);
    mark(study, "math", MARK_DONE);
    assert_plan(summarize(fixture), 0, PLAN_TOPIC, SUB_NETS_A, 10); /* of the topic that is next */
    assert_reason(fixture, 0, "faded to 50%");
    mark(study, "nets", MARK_SKIPPED);
    study->cards[CARD_NET].suspended = true; /* what is set aside does not come again */
    assert_plan(summarize(fixture), 0, PLAN_TOPIC, SUB_PYTHON_A, 30); /* nothing else is left */
    assert_reason(fixture, 0, "faded to 59%");
}

static void each_entry_says_why(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    summarize(fixture);
    assert_reason(fixture, 0, "cards come first, as what waits is forgotten");
    mark(study, "python/a", MARK_DOING);
    summarize(fixture);
    assert_reason(fixture, 1, "you have begun it");
    mark(study, "calc", MARK_DOING);
    summarize(fixture);
    assert_reason(fixture, 2, "a project you have begun");
    mark(study, "calc", MARK_TODO);
    mark(study, "python/a", MARK_DONE);
    mark(study, "python/b", MARK_DONE);
    summarize(fixture);
    assert_reason(fixture, 2, "the project of a topic you have studied");
    for (PlanWhy why = WHY_DUE; why <= WHY_READY; why++)
        assert_true(plan_why_name(why)[0] != '\0');
}

static void plan_words_are_given(void **state)
{
    (void)state;
    assert_string_equal(plan_what_name(PLAN_REVIEW), "review");
    assert_string_equal(plan_what_name(PLAN_TOPIC), "topic");
    assert_string_equal(plan_what_name(PLAN_PROJECT), "project");
}

int main(void)
{
#define FIXED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        FIXED(a_first_day_reviews_and_studies),
        FIXED(what_is_done_leaves_the_goal),
        FIXED(the_running_block_counts),
        FIXED(a_block_left_open_counts_where_it_ended),
        FIXED(a_block_from_before_the_rollover_counts_in_part),
        FIXED(the_streak_waits_for_today),
        FIXED(reviews_take_the_learners_own_time),
        FIXED(a_few_odd_days_do_not_count),
        FIXED(many_reviews_are_cut_to_the_time),
        FIXED(a_finished_topic_brings_its_project),
        FIXED(when_all_is_studied_reviews_remain),
        FIXED(what_has_faded_comes_before_what_is_new),
        FIXED(what_is_needed_next_is_looked_at_first),
        FIXED(each_entry_says_why),
        cmocka_unit_test(plan_words_are_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
