#include "study/practice_sums.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DAY   20781 /* 2026-11-24, a Tuesday */
#define START (DAY * MS_PER_DAY)

static void blocks_and_reviews_are_summed(void **state)
{
    (void)state;
    const PracticeBlock blocks[] = {
        {.start_ms = START - 9 * MS_PER_DAY,
         .end_ms = START - 9 * MS_PER_DAY + 5,
         .practised_ms = 5},
        {.start_ms = START + 3 * MS_PER_HOUR,
         .end_ms = START + 5 * MS_PER_HOUR,
         .practised_ms = 2 * MS_PER_HOUR,
         .rollover_hour = 4}, /* over the rollover */
        {.start_ms = START + 9 * MS_PER_HOUR,
         .end_ms = START + 10 * MS_PER_HOUR,
         .practised_ms = MS_PER_HOUR,
         .rollover_hour = 4},
    };
    const DayTotal totals[] = {{.day = DAY - 30, .review_ms = 1},
                               {.day = DAY - 1, .review_ms = 2},
                               {.day = DAY, .review_ms = 3}};
    PracticeSum days[3];
    practice_sums(blocks, 3, totals, 3, DAY - 2, 1, days, 3);
    assert_int_equal(days[0].practice_ms + days[0].review_ms + days[0].blocks, 0);
    assert_int_equal(days[1].practice_ms, MS_PER_HOUR);
    assert_int_equal(days[1].review_ms, 2);
    assert_int_equal(days[1].blocks, 1);
    assert_int_equal(days[2].from, DAY);
    assert_int_equal(days[2].practice_ms, 2 * MS_PER_HOUR);
    assert_int_equal(days[2].blocks, 2);
    PracticeSum week;
    practice_sums(blocks, 3, totals, 0, DAY - 1, 7, &week, 1);
    assert_int_equal(week.practice_ms, 3 * MS_PER_HOUR);
    assert_int_equal(week.review_ms, 0);
    assert_int_equal(week.blocks, 2);
}

static void weeks_have_numbers(void **state)
{
    (void)state;
    static const struct {
        CivilDate date;
        int year, week;
    } CASES[] = {{{2026, 11, 24}, 2026, 48}, {{2026, 12, 31}, 2026, 53}, {{2027, 1, 3}, 2026, 53},
                 {{2027, 1, 4}, 2027, 1},    {{2024, 12, 30}, 2025, 1},  {{2021, 1, 1}, 2020, 53}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int year = 0;
        int week = 0;
        practice_week(civil_to_day(CASES[i].date), &year, &week);
        assert_int_equal(year, CASES[i].year);
        assert_int_equal(week, CASES[i].week);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_reviews_are_summed),
        cmocka_unit_test(weeks_have_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
