/* Days, dates, instants, durations, study days and zone offsets. */
#include "base/civil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define FIRST_DAY    (-4371587)
#define LAST_DAY     2932896

static void test_known_days(void **state)
{
    (void)state;
    static const struct {
        int year, month, day, number, weekday;
    } cases[] = {
        {1970, 1, 1, 0, 3},          {1969, 12, 31, -1, 2},       {2000, 2, 29, 11016, 1},
        {2000, 3, 1, 11017, 2},      {2026, 11, 24, 20781, 1},    {1900, 3, 1, -25508, 3},
        {9999, 12, 31, LAST_DAY, 4}, {-9999, 1, 1, FIRST_DAY, 0}, {0, 2, 29, -719469, 1},
        {2038, 1, 19, 24855, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        CivilDate date = {(int16_t)cases[i].year, (int8_t)cases[i].month, (int8_t)cases[i].day};
        assert_int_equal(civil_to_day(date), cases[i].number);
        assert_int_equal(civil_weekday(cases[i].number), cases[i].weekday);
    }
}

/* Every day of every 17th year and both ends: number to date and back, and dates in order. */
static void test_round_trip(void **state)
{
    (void)state;
    CivilDate before = civil_from_day(FIRST_DAY);
    assert_int_equal(before.year, -9999);
    for (DayNumber day = FIRST_DAY; day <= LAST_DAY; day += day % 6205 < 366 ? 1 : 5839) {
        CivilDate date = civil_from_day(day);
        char text[CIVIL_DATE_SIZE];
        DayNumber back;
        assert_int_equal(civil_to_day(date), day);
        civil_format_date(day, text);
        assert_int_equal(civil_parse_date(text, &back, NULL), STATUS_OK);
        assert_int_equal(back, day);
    }
    assert_int_equal(civil_from_day(LAST_DAY).year, 9999);
    assert_int_equal(civil_from_day(INT32_MAX).year, 9999);
    assert_int_equal(civil_from_day(INT32_MIN).year, -9999);
    assert_in_range(civil_weekday(INT32_MAX), 0, 6);
    assert_in_range(civil_weekday(INT32_MIN), 0, 6);
}

static void test_dates_as_text(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "2026",       "2026-1-1",    "2026-13-01",  "2026-00-01", "2026-02-29",
        "2026-04-31", "2026-11-2x", "2026-11-241", " 2026-11-24", "2026/11/24", "20261124",
        "1900-02-29", "2026-11-00", "tomorrow",    "--2026-11-24"};
    char text[CIVIL_DATE_SIZE];
    DayNumber day;
    Error error;
    civil_format_date(20781, text);
    assert_string_equal(text, "2026-11-24");
    civil_format_date(FIRST_DAY, text);
    assert_string_equal(text, "-9999-01-01");
    assert_int_equal(civil_parse_date("2024-02-29", &day, &error), STATUS_OK);
    assert_int_equal(day, 19782);
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(civil_parse_date(bad[i], &day, &error), STATUS_USAGE);
        assert_non_null(strstr(error.message, "YYYY-MM-DD"));
    }
}

static void test_instants(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t at_ms;
        int offset;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0, 0},
        {"2026-11-24T18:40:00+01:00", INT64_C(1795542000000), 60},
        {"2026-11-24 18:40:00+0100", INT64_C(1795542000000), 60},
        {"2026-11-24t18:40+01", INT64_C(1795542000000), 60},
        {"2026-11-24T18:40", INT64_C(1795540200000), 90},
        {"2026-11-24T18:40:00.5z", INT64_C(1795545600500), 0},
        {"2026-11-24T18:40:00.123456789Z", INT64_C(1795545600123), 0},
        {"1969-12-31T23:59:59.999Z", -1, 0},
        {"2016-12-31T23:59:60Z", INT64_C(1483228800000), 0},
        {"2026-11-24T18:40:00-09:30", INT64_C(1795579800000), -570},
    };
    static const char *const bad[] = {"",
                                      "2026-11-24",
                                      "2026-11-24T",
                                      "2026-11-24T24:00",
                                      "2026-11-24T18:60",
                                      "2026-11-24T18:40:61",
                                      "2026-11-24T18:40:00.Z",
                                      "2026-11-24T18:40+",
                                      "2026-11-24T18:40+1",
                                      "2026-11-24T18:40+01:",
                                      "2026-11-24T18:40+01:60",
                                      "2026-11-24T18:40 CET",
                                      "2026-11-24T18:40Zx",
                                      "now"};
    int64_t at_ms;
    int offset;
    Error error;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(civil_parse_instant(cases[i].text, 90, &at_ms, &offset, &error),
                         STATUS_OK);
        assert_int_equal(at_ms, cases[i].at_ms);
        assert_int_equal(offset, cases[i].offset);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(civil_parse_instant(bad[i], 0, &at_ms, &offset, &error), STATUS_USAGE);
}

static void test_instants_formatted(void **state)
{
    (void)state;
    static const struct {
        int64_t at_ms;
        int offset;
        const char *text;
    } cases[] = {
        {0, 0, "1970-01-01T00:00:00+00:00"},
        {-1, 0, "1969-12-31T23:59:59+00:00"},
        {INT64_C(1795542000000), 60, "2026-11-24T18:40:00+01:00"},
        {INT64_C(1795542000999), -570, "2026-11-24T08:10:00-09:30"},
        {INT64_MAX, 0, "9999-12-31T23:59:59+00:00"},
        {INT64_MIN, 0, "-9999-01-01T00:00:00+00:00"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[CIVIL_INSTANT_SIZE];
        civil_format_instant(cases[i].at_ms, cases[i].offset, text);
        assert_string_equal(text, cases[i].text);
    }
    for (int64_t at_ms = -62135596800000; at_ms < 253402300800000; at_ms += 86399123000 * 7) {
        char text[CIVIL_INSTANT_SIZE];
        int64_t back;
        civil_format_instant(at_ms, (int)(at_ms % 1440), text);
        assert_int_equal(civil_parse_instant(text, 0, &back, NULL, NULL), STATUS_OK);
        assert_int_equal(back, at_ms);
    }
}

static void test_durations(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t ms;
    } cases[] = {{"25m", 1500000}, {"1h30m", 5400000},  {"90s", 90000},   {"2h", 7200000},
                 {"25", 1500000},  {"1h1m1s", 3661000}, {"0h5m", 300000}, {"1h10s", 3610000}};
    static const char *const bad[] = {"",    "0",    "0m",    "m",         "-5m",
                                      "5x",  "1.5h", "30m1h", "5m5m",      "1h30",
                                      "5 m", "h30m", "5min",  "99999999m", "5h "};
    int64_t ms;
    Error error;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(civil_parse_duration(cases[i].text, &ms, &error), STATUS_OK);
        assert_int_equal(ms, cases[i].ms);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(civil_parse_duration(bad[i], &ms, &error), STATUS_USAGE);
}

static void test_study_days(void **state)
{
    (void)state;
    static const struct {
        const char *instant;
        int rollover;
        const char *day;
    } cases[] = {
        {"2026-11-24T03:59:59+01:00", 4, "2026-11-23"},
        {"2026-11-24T04:00:00+01:00", 4, "2026-11-24"},
        {"2026-11-24T00:00:00+01:00", 0, "2026-11-24"},
        {"2026-11-24T23:59:59-11:00", 0, "2026-11-24"},
        {"1970-01-01T03:00:00Z", 4, "1969-12-31"},
        {"2026-11-24T22:59:00+14:00", 23, "2026-11-23"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t at_ms;
        int offset;
        DayNumber day;
        assert_int_equal(civil_parse_instant(cases[i].instant, 0, &at_ms, &offset, NULL),
                         STATUS_OK);
        assert_int_equal(civil_parse_date(cases[i].day, &day, NULL), STATUS_OK);
        assert_int_equal(civil_study_day(at_ms, offset, cases[i].rollover), day);
        int64_t start = civil_study_day_start(day, offset, cases[i].rollover);
        assert_true(start <= at_ms && at_ms < start + MS_PER_DAY);
        assert_int_equal(civil_study_day(start, offset, cases[i].rollover), day);
        assert_int_equal(civil_study_day(start - 1, offset, cases[i].rollover), day - 1);
    }
    assert_int_equal(civil_study_day(INT64_MAX, 840, 0), LAST_DAY + 1);
}

/* The zone's rule is written out, so that no zone files are needed. */
static void test_local_offset(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *instant;
        int offset;
    } cases[] = {
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-01-15T12:00:00Z", 60},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-15T12:00:00Z", 120},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 60},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 120},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 120},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 60},
        {"NST3:30NDT,M3.2.0,M11.1.0", "2026-01-15T12:00:00Z", -210},
        {"<+1245>-12:45", "2026-01-15T12:00:00Z", 765},
        {"LMT-0:53:28", "2026-01-15T12:00:00Z", 53},
        {"UTC0", "1900-01-01T00:00:00Z", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t at_ms;
        assert_int_equal(setenv("TZ", cases[i].zone, 1), 0);
        assert_int_equal(civil_parse_instant(cases[i].instant, 0, &at_ms, NULL, NULL), STATUS_OK);
        assert_int_equal(civil_local_offset(at_ms), cases[i].offset);
    }
}

static void test_clocks(void **state)
{
    (void)state;
    Clock fixed = clock_fixed(1234567, -300);
    assert_int_equal(clock_now(&fixed), 1234567);
    assert_int_equal(clock_now(&fixed), 1234567);
    assert_int_equal(clock_offset(&fixed, 99), -300);
    Clock started = clock_started(5000000);
    int64_t first = clock_now(&started);
    assert_true(first >= 5000000);
    assert_true(clock_now(&started) >= first);
    Clock real = clock_real();
    assert_true(clock_now(&real) > INT64_C(1700000000000));
    assert_true(clock_monotonic_ms() <= clock_monotonic_ms());
}

/* CAIRN_NOW without a zone is local time, on both sides of a change of the clocks. */
static void test_clock_from_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t at_ms;
    } cases[] = {{"2026-03-29T01:30", INT64_C(1774744200000)},
                 {"2026-03-29T03:30", INT64_C(1774747800000)},
                 {"2026-11-24T18:40:00", INT64_C(1795542000000)},
                 {"2026-11-24T18:40:00-05:00", INT64_C(1795563600000)}};
    Clock clock;
    Error error;
    assert_int_equal(setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1), 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(clock_from_text(cases[i].text, &clock, &error), STATUS_OK);
        assert_int_equal(clock.start_ms, cases[i].at_ms);
    }
    assert_int_equal(clock_from_text("", &clock, &error), STATUS_OK);
    assert_int_equal(clock.start_ms, 0);
    assert_int_equal(clock_from_text(NULL, &clock, &error), STATUS_OK);
    assert_int_equal(clock_from_text("soon", &clock, &error), STATUS_USAGE);
    assert_memory_equal(error.message, "CAIRN_NOW: 'soon'", 17);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(civil_weekday_name(0), "Mon");
    assert_string_equal(civil_weekday_name(6), "Sun");
    assert_string_equal(civil_weekday_name(7), "?");
    assert_string_equal(civil_month_name(1), "Jan");
    assert_string_equal(civil_month_name(12), "Dec");
    assert_string_equal(civil_month_name(0), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_days),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_dates_as_text),
        cmocka_unit_test(test_instants),
        cmocka_unit_test(test_instants_formatted),
        cmocka_unit_test(test_durations),
        cmocka_unit_test(test_study_days),
        cmocka_unit_test(test_local_offset),
        cmocka_unit_test(test_clocks),
        cmocka_unit_test(test_clock_from_text),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
