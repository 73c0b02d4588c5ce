#include "study/habit_now.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

#define TODAY    20000
#define AT(hour) (TODAY * MS_PER_DAY + (hour)*MS_PER_HOUR)
#define MINUTE   MS_PER_MINUTE
#define ROLLOVER 4

typedef struct Fixture {
    Catalog *catalog;
    StudyState study;
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

static void practise(StudyState *study, DayNumber first, DayNumber last, int minutes)
{
    for (DayNumber day = first; day <= last; day++)
        habit_day_mutable(&study->days, &study->day_count, &study->day_capacity, day)->practice_ms =
            minutes * MINUTE;
}

/* The roadmap is done, and its cards come again in a while. */
static void finish(StudyState *study)
{
    for (size_t i = 0; i < study->catalog->topic_count; i++)
        study->topics[i] = (ItemState){.mark = MARK_DONE, .marked = true};
    for (size_t i = 0; i < study->catalog->subtopic_count; i++)
        study->subtopics[i] = (ItemState){.mark = MARK_DONE, .marked = true};
    for (size_t i = 0; i < study->catalog->card_count; i++)
        study->cards[i] = (CardState){.memory = {5, 5},
                                      .phase = CARD_REVIEW,
                                      .reps = 1,
                                      .last_review_day = TODAY - 20,
                                      .first_review_day = TODAY - 20,
                                      .due_day = TODAY + 30};
    study->written = (DayMark){AT(-4 * 24 + 12), TODAY - 4};
}

static void assert_span(DaySpan span, DayNumber from, int32_t days)
{
    assert_int_equal(span.days, days);
    if (days > 0)
        assert_int_equal(span.from, from);
}

static void nothing_left_to_do_is_a_clear_day(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    finish(study);
    assert_span(habit_clear_span(study, TODAY, 0), TODAY - 4, 4);
    study->cards[CARD_VAR].due_day = TODAY - 2; /* from then on something was due */
    assert_span(habit_clear_span(study, TODAY, 0), TODAY - 4, 2);
    study->cards[CARD_VAR].suspended = true;
    assert_span(habit_clear_span(study, TODAY, 0), TODAY - 4, 4);
    study->topics[TOPIC_NETS].mark = MARK_SKIPPED;
    assert_span(habit_clear_span(study, TODAY, 0), TODAY - 4, 4);
    study->subtopics[SUB_MATH_A].mark = MARK_DOING;
    study->topics[TOPIC_MATH].mark = MARK_DOING;
    assert_span(habit_clear_span(study, TODAY, 0), 0, 0);
}

static void a_new_card_that_comes_is_something_to_do(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    finish(study);
    study->cards[CARD_VAR] = (CardState){0};
    assert_span(habit_clear_span(study, TODAY, 0), 0, 0);
    study->config.new_per_day = 0;
    assert_span(habit_clear_span(study, TODAY, 0), TODAY - 4, 4);
}

static void nobody_who_wrote_nothing_has_clear_days(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    assert_span(habit_clear_span(study, TODAY, 0), 0, 0);
    finish(study);
    study->written = (DayMark){0};
    assert_span(habit_clear_span(study, TODAY, 0), 0, 0);
    study->written = (DayMark){AT(12), TODAY};
    assert_span(habit_clear_span(study, TODAY, 0), 0, 0);
    study->written = (DayMark){AT(12 + 48), TODAY + 2}; /* the clock was set back */
    assert_span(habit_clear_span(study, TODAY, 0), 0, 0);
}

static void clear_days_keep_the_streak(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    practise(study, TODAY - 6, TODAY - 4, 1);
    practise(study, TODAY - 6, TODAY - 5, 10);
    finish(study);
    Habit habit = habit_now(study, AT(12), 0);
    assert_int_equal(habit.clear_now.days, 5); /* with today */
    assert_int_equal(habit_judge(&habit, TODAY - 4).reason, REASON_CLEAR);
    assert_int_equal(habit_streak(&habit).current, 7);
    assert_int_equal(habit_streak(&habit).today, DAY_KEPT);
}

static void the_open_block_is_on_its_days(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    assert_int_equal(practice_start(&study->timer, "x", "", AT(ROLLOVER) - 10 * MINUTE, NULL),
                     STATUS_OK);
    Habit habit = habit_now(study, AT(ROLLOVER) + 7 * MINUTE, 0);
    assert_int_equal(habit.running[0].day, TODAY - 1);
    assert_int_equal(habit.running[0].ms, 10 * MINUTE);
    assert_int_equal(habit.running[1].day, TODAY);
    assert_int_equal(habit.running[1].ms, 7 * MINUTE);
    assert_int_equal(habit_streak(&habit).current, 2);
}

/* --- words --- */

static void expect_warning(const StudyState *study, int64_t now_ms, int offset_min,
                           const char *expected)
{
    Buffer text = {0};
    Habit habit = habit_now(study, now_ms, offset_min);
    Streak streak = habit_streak(&habit);
    habit_warning(&streak, &study->config, now_ms, offset_min, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_done(&text);
}

static void the_evening_warns_before_a_streak_breaks(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    expect_warning(study, AT(20), 0, ""); /* no streak, nothing to lose */
    practise(study, TODAY - 3, TODAY - 1, 10);
    expect_warning(study, AT(18) - 1, 0, "");
    expect_warning(study, AT(18), 0, "5 minutes keep the streak of 3 days.");
    expect_warning(study, AT(24 + ROLLOVER) - 1, 0, "5 minutes keep the streak of 3 days.");
    expect_warning(study, AT(24 + ROLLOVER), 0, ""); /* never afterwards */
    expect_warning(study, AT(15), 180, "5 minutes keep the streak of 3 days.");
    expect_warning(study, AT(20), -180, "");
    practise(study, TODAY, TODAY, 4);
    expect_warning(study, AT(20), 0, "1 minute keeps the streak of 3 days.");
    practise(study, TODAY, TODAY, 5);
    expect_warning(study, AT(20), 0, "");
    practise(study, TODAY, TODAY, 0);
    study->config.days_per_week = 6; /* today may rest */
    expect_warning(study, AT(20), 0, "");
    study->config.days_per_week = 7;
    practise(study, TODAY - 7, TODAY - 1, 10);
    expect_warning(study, AT(20), 0,
                   "5 minutes keep the streak of 7 days; else a freeze covers today.");
}

static void expect_words(const Habit *habit, DayNumber day, const char *expected)
{
    Buffer text = {0};
    HabitDay it = habit_judge(habit, day);
    habit_explain(&it, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_done(&text);
}

static void every_day_is_explained(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    practise(study, TODAY - 12, TODAY - 6, 10);
    practise(study, TODAY - 5, TODAY - 5, 2);
    Habit habit = habit_now(study, AT(12), 0);
    expect_words(&habit, TODAY + 1, "That day is still to come.");
    expect_words(&habit, TODAY - 13, "Nothing had been practised yet by that day.");
    expect_words(&habit, TODAY, "The day is not over: 5 more minutes reach the floor of 5.");
    expect_words(&habit, TODAY - 12, "10 minutes reached the floor of 5. Day 1 of a streak.");
    expect_words(&habit, TODAY - 6,
                 "10 minutes reached the floor of 5. Day 7 of a streak. It earned a freeze.");
    expect_words(&habit, TODAY - 5,
                 "2 of the 5 minutes of the floor; a freeze covered the day, and the streak of 7 "
                 "days goes on. Freezes left: 0.");
    expect_words(&habit, TODAY - 4,
                 "0 of the 5 minutes of the floor, and no freeze was at hand: the next kept day "
                 "begins a streak.");
    study->config.days_per_week = 5;
    habit = habit_now(study, AT(12), 0);
    expect_words(&habit, TODAY - 4, /* a Monday */
                 "A rest day, number 1 of the 2 that practice on 5 days a week leaves free.");
    assert_int_equal(config_set(&study->config, config_find("study-days"), "tue,wed", NULL),
                     STATUS_OK);
    habit = habit_now(study, AT(12), 0);
    expect_words(&habit, TODAY - 4, "A rest day: Mon is not among the study days.");
    habit.clear_now = (DaySpan){TODAY - 2, 1};
    expect_words(&habit, TODAY - 2,
                 "Nothing was left to do: the roadmap is finished and no card was due. Day 8 of a "
                 "streak.");
}

#define FIXED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXED(nothing_left_to_do_is_a_clear_day),
        FIXED(a_new_card_that_comes_is_something_to_do),
        FIXED(nobody_who_wrote_nothing_has_clear_days),
        FIXED(clear_days_keep_the_streak),
        FIXED(the_open_block_is_on_its_days),
        FIXED(the_evening_warns_before_a_streak_breaks),
        FIXED(every_day_is_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
