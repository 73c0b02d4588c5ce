#include "study/habit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/* The habit of days, judged by the options' defaults. */
static Habit habit_of(const Days *days)
{
    Config config;
    config_defaults(&config);
    return (Habit){.days = days->items,
                   .day_count = days->count,
                   .rule = habit_rule_of(&config),
                   .today = TODAY};
}

static Streak streak(const Days *days)
{
    Habit habit = habit_of(days);
    return habit_streak(&habit);
}

/* A story told by one letter a day that ends yesterday: K ten minutes,
 * s two minutes, - nothing. */
static Days tell(const char *story)
{
    Days days = {0};
    DayNumber first = TODAY - (DayNumber)strlen(story);
    for (size_t i = 0; story[i] != '\0'; i++)
        if (story[i] != '-')
            add(&days, first + (DayNumber)i, story[i] == 'K' ? MINUTES(10) : MINUTES(2), 0);
    return days;
}

/* And what is made of it: K kept, R rest, F frozen, m missed, o open, . none. */
static void expect_verdicts(const Habit *habit, const char *expected)
{
    static const char LETTERS[] = ".oKRFm";
    HabitDay days[64];
    char found[65] = "";
    size_t count = strlen(expected);
    assert_true(count <= 64);
    habit_course(habit, TODAY - (DayNumber)count, count, days);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(days[i].day, TODAY - (DayNumber)count + (DayNumber)i);
        found[i] = LETTERS[days[i].verdict];
    }
    assert_string_equal(found, expected);
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
    for (DayNumber day = TODAY - 7; day < TODAY - 1; day++)
        add(&days, day, MINUTES(30), 0);
    assert_int_equal(streak(&days).current, 0);
    assert_int_equal(streak(&days).longest, 6);
    add(&days, TODAY, MINUTES(30), 0);
    assert_int_equal(streak(&days).current, 1);
    add(&days, TODAY - 1, MINUTES(4), 0); /* below the floor is missed */
    assert_int_equal(streak(&days).current, 1);
    add(&days, TODAY - 1, MINUTES(1), 0); /* made up for */
    assert_int_equal(streak(&days).current, 8);
    assert_int_equal(streak(&days).longest, 8);
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
    Habit habit;
    add(&days, TODAY - 1, MINUTES(9), 0);
    add(&days, TODAY - 2, MINUTES(10), 0);
    add(&days, TODAY - 4, MINUTES(1), 0);
    habit = habit_of(&days);
    habit.rule.floor_minutes = 10;
    assert_int_equal(habit_judge(&habit, TODAY - 1).verdict, DAY_MISSED);
    assert_int_equal(habit_judge(&habit, TODAY - 2).verdict, DAY_KEPT);
    assert_int_equal(habit_judge(&habit, TODAY - 3).verdict, DAY_MISSED);
    assert_int_equal(habit_judge(&habit, TODAY).verdict, DAY_OPEN);
    (void)habit_day_mutable(&days.items, &days.count, &days.capacity, TODAY - 9); /* deleted */
    habit.days = days.items;
    habit.day_count = days.count;
    HabitDay before = habit_judge(&habit, TODAY - 5);
    assert_int_equal(before.verdict, DAY_NONE);
    assert_int_equal(before.reason, REASON_BEFORE);
    assert_int_equal(habit_judge(&habit, TODAY + 1).reason, REASON_TO_COME);
    mem_free(days.items);
}

/* One freeze for seven kept days, two at most; each covers one missed day; a covered day neither
 * starts nor lengthens a streak. */
static void freezes_are_earned_and_cover_one_day_each(void **state)
{
    static const struct {
        const char *story, *verdicts;
        int current, longest, freezes;
    } CASES[] = {
        {"KKKKKK-", "KKKKKKm", 0, 6, 0},
        {"KKKKKKK", "KKKKKKK", 7, 7, 1},
        {"KKKKKKK-", "KKKKKKKF", 7, 7, 0},
        {"KKKKKKKs", "KKKKKKKF", 7, 7, 0},
        {"KKKKKKK-K", "KKKKKKKFK", 8, 8, 0},
        {"KKKKKKK--K", "KKKKKKKFmK", 1, 7, 0},
        {"KKKKKKKKKKKKKK--K", "KKKKKKKKKKKKKKFFK", 15, 15, 0},
        {"KKKKKKKKKKKKKKKKKKKKK---", "KKKKKKKKKKKKKKKKKKKKKFFm", 0, 21, 0}, /* no third */
        {"KKKKKKK-KKKKKKK-", "KKKKKKKFKKKKKKKF", 14, 14, 0},
        {"KKKKKKK-KKKKKK--K", "KKKKKKKFKKKKKKmmK", 1, 13, 0}, /* the next one is for day 14 */
        {"-KKKKKKK", ".KKKKKKK", 7, 7, 1},
        {"s-K", "mmK", 1, 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Days days = tell(CASES[i].story);
        Habit habit = habit_of(&days);
        Streak found = habit_streak(&habit);
        expect_verdicts(&habit, CASES[i].verdicts);
        assert_int_equal(found.current, CASES[i].current);
        assert_int_equal(found.longest, CASES[i].longest);
        assert_int_equal(found.freezes, CASES[i].freezes);
        mem_free(days.items);
    }
}

static void the_day_that_earns_a_freeze_says_so(void **state)
{
    (void)state;
    Days days = tell("KKKKKKKK-");
    Habit habit = habit_of(&days);
    assert_false(habit_judge(&habit, TODAY - 4).earned);
    assert_true(habit_judge(&habit, TODAY - 3).earned);
    assert_int_equal(habit_judge(&habit, TODAY - 3).freezes, 1);
    assert_int_equal(habit_judge(&habit, TODAY - 2).streak, 8);
    assert_int_equal(habit_judge(&habit, TODAY - 1).freezes, 0);
    assert_int_equal(habit_judge(&habit, TODAY - 1).streak, 8);
    mem_free(days.items);
}

/* What is written down later gives the freeze back. */
static void an_edit_of_the_past_counts(void **state)
{
    (void)state;
    Days days = tell("KKKKKKK-KK");
    assert_int_equal(streak(&days).current, 9);
    assert_int_equal(streak(&days).freezes, 0);
    add(&days, TODAY - 3, MINUTES(5), 0);
    assert_int_equal(streak(&days).current, 10);
    assert_int_equal(streak(&days).freezes, 1);
    habit_day_mutable(&days.items, &days.count, &days.capacity, TODAY - 10)->practice_ms = 0;
    assert_int_equal(streak(&days).current, 9);
    assert_int_equal(streak(&days).freezes, 1); /* for days -9 to -3 */
    mem_free(days.items);
}

/* TODAY is a Friday: the story begins on a Monday when it has 11 days. */
static void rest_days_neither_break_nor_lengthen(void **state)
{
    (void)state;
    assert_int_equal(civil_weekday(TODAY), 4);
    Days days = tell("KKKKK--KK-K");
    Habit habit = habit_of(&days);
    habit.rule.study_days = 0x1f; /* Monday to Friday */
    expect_verdicts(&habit, "KKKKKRRKKFK");
    assert_int_equal(habit_streak(&habit).longest, 8);
    habit.rule.study_days = 0x1f & ~4U; /* no Wednesdays */
    expect_verdicts(&habit, "KKKKKRRKKRK");
    assert_int_equal(habit_streak(&habit).current, 8);
    assert_int_equal(habit_judge(&habit, TODAY - 2).reason, REASON_WEEKDAY);
    assert_int_equal(habit_judge(&habit, TODAY - 9).reason, REASON_FLOOR); /* a Wednesday, kept */
    mem_free(days.items);
}

static void days_per_week_leave_as_many_free(void **state)
{
    (void)state;
    Days days = tell("K-KK---K--K");
    Habit habit = habit_of(&days);
    habit.rule.days_per_week = 5;
    expect_verdicts(&habit, "KRKKRmmKRRK");
    assert_int_equal(habit_judge(&habit, TODAY - 10).resting, 1);
    assert_int_equal(habit_judge(&habit, TODAY - 7).resting, 2);
    assert_int_equal(habit_streak(&habit).current, 2);
    habit.rule.days_per_week = 3;
    expect_verdicts(&habit, "KRKKRRRKRRK");
    assert_int_equal(habit_streak(&habit).current, 5);
    habit.rule.days_per_week = 1;
    expect_verdicts(&habit, "KRKKRRRKRRK");
    habit.rule.study_days = 0x7f; /* weekdays that are named are what counts */
    expect_verdicts(&habit, "KmKKmmmKmmK");
    mem_free(days.items);
}

static void a_rest_day_today_asks_for_nothing(void **state)
{
    (void)state;
    Days days = tell("KKK");
    Habit habit = habit_of(&days);
    habit.rule.study_days = 0x6f; /* no Fridays */
    Streak found = habit_streak(&habit);
    assert_int_equal(found.today, DAY_REST);
    assert_int_equal(found.if_left, DAY_REST);
    assert_int_equal(found.current, 3);
    habit.rule.study_days = 0;
    found = habit_streak(&habit);
    assert_int_equal(found.today, DAY_OPEN);
    assert_int_equal(found.if_left, DAY_MISSED);
    assert_int_equal(found.missing_minutes, 5);
    habit.rule.days_per_week = 6;
    found = habit_streak(&habit);
    assert_int_equal(found.today, DAY_OPEN);
    assert_int_equal(found.if_left, DAY_REST);
    add(&days, TODAY, MINUTES(5), 0);
    habit.days = days.items;
    habit.day_count = days.count;
    found = habit_streak(&habit);
    assert_int_equal(found.today, DAY_KEPT);
    assert_int_equal(found.if_left, DAY_KEPT);
    assert_int_equal(found.current, 4);
    assert_int_equal(found.missing_minutes, 0);
    mem_free(days.items);
    days = tell("KKKKKKK");
    habit = habit_of(&days);
    assert_int_equal(habit_streak(&habit).if_left, DAY_FROZEN);
    assert_int_equal(habit_streak(&habit).freezes, 1); /* not taken yet */
    mem_free(days.items);
}

/* A day is judged by the rule that held on it. */
static void a_new_rule_moves_no_old_day(void **state)
{
    (void)state;
    Days days = tell("KKKKKKsss");
    HabitRules rules = {0};
    Habit habit = habit_of(&days);
    habit.rules = &rules;
    expect_verdicts(&habit, "KKKKKKmmm");
    habit_rules_set(&rules, TODAY - 3, "floor-minutes", "2");
    expect_verdicts(&habit, "KKKKKKKKK");
    habit_rules_set(&rules, TODAY - 1, "floor-minutes", "30");
    expect_verdicts(&habit, "KKKKKKKKF");
    habit_rules_set(&rules, TODAY, "study-days", "sun");
    habit_rules_set(&rules, TODAY, "days-per-week", "1");
    habit_rules_set(&rules, TODAY, "goal-minutes", "20");
    habit_rules_set(&rules, TODAY, "floor-minutes", "none");
    habit_rules_set(&rules, TODAY, "no-such", "1");
    expect_verdicts(&habit, "KKKKKKKKF");
    assert_int_equal(rules.count, 4); /* the defaults and three days */
    assert_int_equal(habit_judge(&habit, TODAY - 2).rule.floor_minutes, 2);
    /* set once more with a clock that was set back: from then on it holds */
    habit_rules_set(&rules, TODAY - 4, "floor-minutes", "9");
    expect_verdicts(&habit, "KKKKKKmmm");
    array_done(&rules);
    mem_free(days.items);
}

static void days_on_which_nothing_was_left_are_kept(void **state)
{
    (void)state;
    Days days = tell("KK--K---");
    DaySpans spans = {0};
    Habit habit = habit_of(&days);
    *array_push(&spans) = (DaySpan){TODAY - 6, 1};
    habit.clear = &spans;
    expect_verdicts(&habit, "KKKmKmmm");
    habit.clear_now = (DaySpan){TODAY - 3, 4};
    expect_verdicts(&habit, "KKKmKKKK");
    assert_int_equal(habit_judge(&habit, TODAY - 1).reason, REASON_CLEAR);
    assert_int_equal(habit_streak(&habit).today, DAY_KEPT);
    assert_int_equal(habit_streak(&habit).current, 5);
    array_done(&spans);
    mem_free(days.items);
}

/* The open block counts on both of its days before it is stopped. */
static void the_open_block_counts(void **state)
{
    (void)state;
    Days days = tell("KK-");
    Habit habit = habit_of(&days);
    assert_int_equal(habit_streak(&habit).current, 0);
    habit.running[0] = (DayShare){TODAY - 1, MINUTES(5)};
    habit.running[1] = (DayShare){TODAY, MINUTES(5)};
    assert_int_equal(habit_streak(&habit).current, 4);
    mem_free(days.items);
    habit.day_count = 0; /* the first block of all */
    assert_int_equal(habit_streak(&habit).current, 2);
    assert_int_equal(habit_judge(&habit, TODAY - 2).verdict, DAY_NONE);
}

static void verdicts_and_reasons_have_names(void **state)
{
    (void)state;
    assert_string_equal(habit_verdict_name(DAY_NONE), "none");
    assert_string_equal(habit_verdict_name(DAY_OPEN), "open");
    assert_string_equal(habit_verdict_name(DAY_KEPT), "kept");
    assert_string_equal(habit_verdict_name(DAY_REST), "rest");
    assert_string_equal(habit_verdict_name(DAY_FROZEN), "frozen");
    assert_string_equal(habit_verdict_name(DAY_MISSED), "missed");
    assert_string_equal(habit_reason_name(REASON_BEFORE), "before");
    assert_string_equal(habit_reason_name(REASON_TO_COME), "to-come");
    assert_string_equal(habit_reason_name(REASON_SHORT), "short");
    assert_string_equal(habit_reason_name(REASON_FLOOR), "floor");
    assert_string_equal(habit_reason_name(REASON_CLEAR), "clear");
    assert_string_equal(habit_reason_name(REASON_WEEKDAY), "weekday");
    assert_string_equal(habit_reason_name(REASON_WEEK), "week");
    assert_string_equal(habit_reason_name(REASON_FREEZE), "freeze");
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
        cmocka_unit_test(freezes_are_earned_and_cover_one_day_each),
        cmocka_unit_test(the_day_that_earns_a_freeze_says_so),
        cmocka_unit_test(an_edit_of_the_past_counts),
        cmocka_unit_test(rest_days_neither_break_nor_lengthen),
        cmocka_unit_test(days_per_week_leave_as_many_free),
        cmocka_unit_test(a_rest_day_today_asks_for_nothing),
        cmocka_unit_test(a_new_rule_moves_no_old_day),
        cmocka_unit_test(days_on_which_nothing_was_left_are_kept),
        cmocka_unit_test(the_open_block_counts),
        cmocka_unit_test(verdicts_and_reasons_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
