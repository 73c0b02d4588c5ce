#include "study/habit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"

#define TODAY      20000
#define MINUTES(n) ((n)*MS_PER_MINUTE)

typedef struct Days {
    DayTotal *items;
    size_t count, capacity;
} Days;

static void add(Days *days, DayNumber day, int64_t practice_ms, int64_t review_ms)
{
    DayTotal *total = habit_day_mutable(&days->items, &days->count, &days->capacity, day);
    total->practice_ms += practice_ms;
    total->review_ms += review_ms;
}

static Streak streak(const Days *days)
{
    Config config;
    config_defaults(&config);
    return habit_streak(days->items, days->count, TODAY, &config);
}

static void days_are_kept_sorted_and_single(void **state)
{
    (void)state;
    static const DayNumber ORDER[] = {5, -3, 9, 5, 0, 7, -3, 9};
    Days days = {0};
    for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++)
        add(&days, ORDER[i], 1, 10);
    assert_int_equal(days.count, 5);
    for (size_t i = 1; i < days.count; i++)
        assert_true(days.items[i - 1].day < days.items[i].day);
    assert_int_equal(habit_day(days.items, days.count, 5).practice_ms, 2);
    assert_int_equal(habit_day(days.items, days.count, 0).review_ms, 10);
    DayTotal none = habit_day(days.items, days.count, 6);
    assert_int_equal(none.day, 6);
    assert_int_equal(none.practice_ms + none.review_ms + none.reviews, 0);
    mem_free(days.items);
}

static void minutes_are_whole_and_of_both_kinds(void **state)
{
    (void)state;
    DayTotal total = {.practice_ms = MINUTES(4) + 30000, .review_ms = 29999};
    assert_int_equal(habit_minutes(&total), 4);
    total.review_ms = 30000;
    assert_int_equal(habit_minutes(&total), 5);
    total.practice_ms = -MINUTES(90); /* a correction gone wrong */
    assert_int_equal(habit_minutes(&total), 0);
    total.practice_ms = INT64_MAX / 2;
    assert_int_equal(habit_minutes(&total), INT32_MAX);
}

static void a_day_is_as_warm_as_its_part_of_the_goal(void **state)
{
    static const int cases[][2] = {{-1, 0}, {0, 0},  {1, 1},  {19, 1}, {20, 2},
                                   {29, 2}, {30, 3}, {39, 3}, {40, 4}, {400, 4}};
    Config config = {.goal_minutes = 40};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(habit_heat(cases[i][0], &config), cases[i][1]);
}

static void nothing_is_no_streak(void **state)
{
    (void)state;
    Days days = {0};
    Streak none = streak(&days);
    assert_int_equal(none.current, 0);
    assert_int_equal(none.longest, 0);
    assert_int_equal(none.today, DAY_OPEN);
}

static void an_open_today_keeps_the_streak(void **state)
{
    (void)state;
    Days days = {0};
    for (DayNumber day = TODAY - 3; day < TODAY; day++)
        add(&days, day, MINUTES(5), 0);
    assert_int_equal(streak(&days).current, 3);
    assert_int_equal(streak(&days).today, DAY_OPEN);
    add(&days, TODAY, 0, MINUTES(4));
    assert_int_equal(streak(&days).current, 3);
    add(&days, TODAY, MINUTES(1), 0); /* reviews and practice together reach the floor */
    assert_int_equal(streak(&days).current, 4);
    assert_int_equal(streak(&days).today, DAY_KEPT);
    mem_free(days.items);
}

static void a_missed_yesterday_ends_it(void **state)
{
    (void)state;
    Days days = {0};
    for (DayNumber day = TODAY - 10; day < TODAY - 1; day++)
        add(&days, day, MINUTES(30), 0);
    assert_int_equal(streak(&days).current, 0);
    assert_int_equal(streak(&days).longest, 9);
    add(&days, TODAY, MINUTES(30), 0);
    assert_int_equal(streak(&days).current, 1);
    add(&days, TODAY - 1, MINUTES(4), 0); /* below the floor is missed */
    assert_int_equal(streak(&days).current, 1);
    add(&days, TODAY - 1, MINUTES(1), 0); /* made up for */
    assert_int_equal(streak(&days).current, 11);
    assert_int_equal(streak(&days).longest, 11);
    mem_free(days.items);
}

static void the_longest_is_remembered(void **state)
{
    (void)state;
    Days days = {0};
    for (DayNumber day = 100; day < 107; day++)
        add(&days, day, MINUTES(5), 0);
    for (DayNumber day = 200; day < 203; day++)
        add(&days, day, MINUTES(5), 0);
    add(&days, TODAY, MINUTES(5), 0);
    assert_int_equal(streak(&days).longest, 7);
    assert_int_equal(streak(&days).current, 1);
    mem_free(days.items);
}

static void days_to_come_do_not_count(void **state)
{
    (void)state;
    Days days = {0};
    for (DayNumber day = TODAY + 1; day < TODAY + 5; day++)
        add(&days, day, MINUTES(5), 0);
    assert_int_equal(streak(&days).current, 0);
    assert_int_equal(streak(&days).longest, 0);
    mem_free(days.items);
}

static void a_day_has_a_verdict(void **state)
{
    (void)state;
    Days days = {0};
    Config config;
    config_defaults(&config);
    config.floor_minutes = 10;
    add(&days, TODAY - 1, MINUTES(9), 0);
    add(&days, TODAY - 2, MINUTES(10), 0);
    assert_int_equal(habit_verdict(days.items, days.count, TODAY - 1, TODAY, &config), DAY_MISSED);
    assert_int_equal(habit_verdict(days.items, days.count, TODAY - 2, TODAY, &config), DAY_KEPT);
    assert_int_equal(habit_verdict(days.items, days.count, TODAY - 3, TODAY, &config), DAY_MISSED);
    assert_int_equal(habit_verdict(days.items, days.count, TODAY, TODAY, &config), DAY_OPEN);
    mem_free(days.items);
}

static void verdicts_have_names(void **state)
{
    (void)state;
    assert_string_equal(habit_verdict_name(DAY_OPEN), "open");
    assert_string_equal(habit_verdict_name(DAY_KEPT), "kept");
    assert_string_equal(habit_verdict_name(DAY_REST), "rest");
    assert_string_equal(habit_verdict_name(DAY_FROZEN), "frozen");
    assert_string_equal(habit_verdict_name(DAY_MISSED), "missed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_kept_sorted_and_single),
        cmocka_unit_test(minutes_are_whole_and_of_both_kinds),
        cmocka_unit_test(a_day_is_as_warm_as_its_part_of_the_goal),
        cmocka_unit_test(nothing_is_no_streak),
        cmocka_unit_test(an_open_today_keeps_the_streak),
        cmocka_unit_test(a_missed_yesterday_ends_it),
        cmocka_unit_test(the_longest_is_remembered),
        cmocka_unit_test(days_to_come_do_not_count),
        cmocka_unit_test(a_day_has_a_verdict),
        cmocka_unit_test(verdicts_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
