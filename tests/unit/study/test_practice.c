#include "study/practice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define START  INT64_C(1795521600000) /* 2026-11-24T12:00:00Z */
#define MINUTE MS_PER_MINUTE

static PracticeTimer started(void)
{
    PracticeTimer timer = {0};
    Error error;
    assert_int_equal(practice_start(&timer, "0123abcd", "math", START, &error), STATUS_OK);
    return timer;
}

static void a_block_runs_from_start_to_stop(void **state)
{
    (void)state;
    PracticeTimer timer = started();
    Error error;
    int64_t practised = -1;
    assert_int_equal(timer.phase, TIMER_RUNNING);
    assert_string_equal(timer.topic, "math");
    assert_string_equal(timer.id, "0123abcd");
    assert_int_equal(practice_elapsed(&timer, START + 90 * MINUTE), 90 * MINUTE);
    assert_int_equal(practice_stop(&timer, START + 25 * MINUTE, &practised, &error), STATUS_OK);
    assert_int_equal(practised, 25 * MINUTE);
    assert_int_equal(timer.phase, TIMER_IDLE);
    assert_int_equal(practice_elapsed(&timer, START + 90 * MINUTE), 0);
}

static void pauses_are_left_out(void **state)
{
    (void)state;
    PracticeTimer timer = started();
    Error error;
    int64_t practised = -1;
    assert_int_equal(practice_pause(&timer, START + 10 * MINUTE, &error), STATUS_OK);
    assert_int_equal(practice_elapsed(&timer, START + 60 * MINUTE), 10 * MINUTE);
    assert_int_equal(practice_resume(&timer, START + 30 * MINUTE, &error), STATUS_OK);
    assert_int_equal(practice_elapsed(&timer, START + 35 * MINUTE), 15 * MINUTE);
    assert_int_equal(practice_pause(&timer, START + 40 * MINUTE, &error), STATUS_OK);
    assert_int_equal(practice_stop(&timer, START + 50 * MINUTE, &practised, &error), STATUS_OK);
    assert_int_equal(practised, 20 * MINUTE);
}

/* Which transitions make sense in which phase; the others change nothing and say why. */
static void senseless_transitions_are_refused(void **state)
{
    (void)state;
    PracticeTimer idle = {0}, running = started(), paused = started();
    Error error;
    int64_t practised = -1;
    assert_int_equal(practice_pause(&paused, START + MINUTE, &error), STATUS_OK);
    PracticeTimer *const timers[] = {&idle, &running, &paused};
    for (size_t i = 0; i < 3; i++) {
        PracticeTimer before = *timers[i];
        if (i != 0)
            assert_int_equal(practice_start(timers[i], "x", "y", START + 2 * MINUTE, &error),
                             STATUS_USAGE);
        if (i != 1)
            assert_int_equal(practice_pause(timers[i], START + 2 * MINUTE, &error), STATUS_USAGE);
        if (i != 2)
            assert_int_equal(practice_resume(timers[i], START + 2 * MINUTE, &error), STATUS_USAGE);
        assert_memory_equal(timers[i], &before, sizeof before);
    }
    assert_int_equal(practice_stop(&idle, START, &practised, &error), STATUS_USAGE);
    assert_non_null(strstr(error.message, "nothing to stop"));
    assert_int_equal(practised, -1);
}

static void instants_before_the_last_one_are_refused(void **state)
{
    (void)state;
    PracticeTimer timer = started();
    Error error;
    int64_t practised = -1;
    assert_int_equal(practice_stop(&timer, START - 1, &practised, &error), STATUS_USAGE);
    assert_int_equal(practice_pause(&timer, START - 1, &error), STATUS_USAGE);
    assert_int_equal(practice_pause(&timer, START + 10 * MINUTE, &error), STATUS_OK);
    PracticeTimer paused = timer;
    assert_int_equal(practice_resume(&timer, START + 9 * MINUTE, &error), STATUS_USAGE);
    assert_int_equal(practice_stop(&timer, START + 9 * MINUTE, &practised, &error), STATUS_USAGE);
    assert_memory_equal(&timer, &paused, sizeof timer);
    assert_int_equal(practice_stop(&timer, START + 10 * MINUTE, &practised, &error), STATUS_OK);
    assert_int_equal(practised, 10 * MINUTE);
}

static void long_names_are_refused(void **state)
{
    (void)state;
    PracticeTimer timer = {0};
    Error error;
    char name[PRACTICE_TOPIC_SIZE + 1];
    memset(name, 'n', sizeof name);
    name[PRACTICE_TOPIC_SIZE] = '\0';
    assert_int_equal(practice_start(&timer, "id", name, START, &error), STATUS_USAGE);
    assert_int_equal(practice_start(&timer, name, "t", START, &error), STATUS_USAGE);
    assert_int_equal(timer.phase, TIMER_IDLE);
    name[PRACTICE_TOPIC_SIZE - 1] = '\0';
    assert_int_equal(practice_start(&timer, "id", name, START, &error), STATUS_OK);
    assert_string_equal(timer.topic, name);
}

static void elapsed_stays_in_bounds(void **state)
{
    (void)state;
    PracticeTimer timer = started();
    Error error;
    assert_int_equal(practice_elapsed(&timer, START - 5 * MINUTE), 0); /* clock set back */
    assert_int_equal(practice_elapsed(&timer, START + 30 * MS_PER_DAY), PRACTICE_BLOCK_MAX_MS);
    assert_int_equal(practice_pause(&timer, START + MS_PER_DAY, &error), STATUS_OK);
    assert_int_equal(practice_resume(&timer, START + MS_PER_DAY, &error), STATUS_OK);
    assert_int_equal(practice_elapsed(&timer, START + 2 * MS_PER_DAY), PRACTICE_BLOCK_MAX_MS);
}

static void phases_have_names(void **state)
{
    (void)state;
    assert_string_equal(practice_phase_name(TIMER_IDLE), "idle");
    assert_string_equal(practice_phase_name(TIMER_RUNNING), "running");
    assert_string_equal(practice_phase_name(TIMER_PAUSED), "paused");
}

/* --- splitting --- */

typedef struct Shares {
    DayNumber days[8];
    int64_t ms[8];
    size_t count;
} Shares;

static void collect(void *context, DayNumber day, int64_t ms)
{
    Shares *shares = context;
    assert_true(shares->count < 8);
    assert_true(ms > 0);
    shares->days[shares->count] = day;
    shares->ms[shares->count++] = ms;
}

static Shares split(int64_t start, int64_t end, int64_t practised)
{
    Shares shares = {.count = 0};
    practice_split(start, end, practised, 60, 4, collect, &shares);
    int64_t sum = 0;
    for (size_t i = 0; i < shares.count; i++)
        sum += shares.ms[i];
    assert_int_equal(sum, practised > 0 ? practised : 0);
    return shares;
}

static void a_block_within_a_day_is_whole(void **state)
{
    (void)state;
    Shares shares = split(START, START + 30 * MINUTE, 20 * MINUTE);
    assert_int_equal(shares.count, 1);
    assert_int_equal(shares.days[0], START / MS_PER_DAY);
    assert_int_equal(split(START, START + MINUTE, 0).count, 0);
    assert_int_equal(split(START, START, 5 * MINUTE).count, 1); /* a block logged by hand */
}

static void a_block_over_the_rollover_counts_on_both(void **state)
{
    (void)state;
    int64_t rollover = START + 15 * MS_PER_HOUR; /* 03:00 UTC is 04:00 at +60 */
    Shares shares = split(rollover - 20 * MINUTE, rollover + 10 * MINUTE, 30 * MINUTE);
    assert_int_equal(shares.count, 2);
    assert_int_equal(shares.days[0], START / MS_PER_DAY);
    assert_int_equal(shares.days[1], START / MS_PER_DAY + 1);
    assert_int_equal(shares.ms[0], 20 * MINUTE);
    assert_int_equal(shares.ms[1], 10 * MINUTE);
    /* Pauses shorten both parts alike. */
    shares = split(rollover - 20 * MINUTE, rollover + 10 * MINUTE, 15 * MINUTE);
    assert_int_equal(shares.ms[0], 10 * MINUTE);
    assert_int_equal(shares.ms[1], 5 * MINUTE);
    /* A stop at the very rollover leaves nothing for the next day. */
    assert_int_equal(split(rollover - 20 * MINUTE, rollover, 20 * MINUTE).count, 1);
    assert_int_equal(split(rollover, rollover + MINUTE, MINUTE).days[0], START / MS_PER_DAY + 1);
}

static void parts_sum_exactly_over_many_days(void **state)
{
    (void)state;
    for (int64_t practised = 1; practised < 2000; practised += 37) {
        Shares shares = split(START + practised, START + 5 * MS_PER_DAY + 7, practised);
        assert_true(shares.count >= 1);
        for (size_t i = 1; i < shares.count; i++)
            assert_true(shares.days[i] > shares.days[i - 1]);
    }
    /* Shares so large that a plain product of milliseconds would overflow. */
    Shares shares = split(START, START + 6 * MS_PER_DAY, PRACTICE_BLOCK_MAX_MS * 1000000);
    assert_int_equal(shares.count, 7);
}

static void count_days(void *context, DayNumber day, int64_t ms)
{
    int64_t *sums = context; /* days, ms */
    assert_true(day > 0 && ms > 0);
    sums[0]++;
    sums[1] += ms;
}

/* A start that lies years back (a damaged clock) still ends and still sums exactly. */
static void a_span_of_years_is_split(void **state)
{
    (void)state;
    int64_t sums[2] = {0, 0};
    practice_split(START - 4000 * MS_PER_DAY, START, PRACTICE_BLOCK_MAX_MS, 60, 4, count_days,
                   sums);
    assert_int_equal(sums[0], 4001);
    assert_int_equal(sums[1], PRACTICE_BLOCK_MAX_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_runs_from_start_to_stop),
        cmocka_unit_test(pauses_are_left_out),
        cmocka_unit_test(senseless_transitions_are_refused),
        cmocka_unit_test(instants_before_the_last_one_are_refused),
        cmocka_unit_test(long_names_are_refused),
        cmocka_unit_test(elapsed_stays_in_bounds),
        cmocka_unit_test(phases_have_names),
        cmocka_unit_test(a_block_within_a_day_is_whole),
        cmocka_unit_test(a_block_over_the_rollover_counts_on_both),
        cmocka_unit_test(parts_sum_exactly_over_many_days),
        cmocka_unit_test(a_span_of_years_is_split),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
