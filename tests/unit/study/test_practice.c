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

static void collect_sums(void *context, DayNumber day, int64_t ms)
{
    int64_t *sums = context; /* days, ms */
    (void)day;
    sums[0]++;
    sums[1] += ms;
}

static void count_days(void *context, DayNumber day, int64_t ms)
{
    assert_true(day > 0 && ms > 0);
    collect_sums(context, day, ms);
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

static void a_span_that_does_not_fit_counts_on_one_day(void **state)
{
    static const int64_t SPANS[][2] = {{START, START + PRACTICE_SPAN_MAX_MS + 1},
                                       {START, INT64_MAX},
                                       {INT64_MIN, INT64_MAX},
                                       {INT64_MAX, INT64_MIN},
                                       {START, START}};
    (void)state;
    for (size_t i = 0; i < sizeof SPANS / sizeof *SPANS; i++) {
        int64_t sums[2] = {0, 0};
        assert_false(practice_fits(SPANS[i][0], SPANS[i][1]));
        practice_split(SPANS[i][0], SPANS[i][1], 1000, 60, 4, collect_sums, sums);
        assert_int_equal(sums[0], 1);
        assert_int_equal(sums[1], 1000);
    }
    assert_true(practice_fits(START, START + PRACTICE_SPAN_MAX_MS));
}

/* --- over a change of the clocks --- */

static Shares split_block(const PracticeBlock *block)
{
    Shares shares = {.count = 0};
    practice_split_block(block, collect, &shares);
    return shares;
}

/* At +60 until the shift, at +120 behind it; the day turns over at 04:00, 02:00Z by then. */
static void a_day_on_which_the_clocks_change_is_shorter(void **state)
{
    (void)state;
    int64_t shift = START + 13 * MS_PER_HOUR; /* 01:00Z */
    PracticeBlock block = {.start_ms = shift - MS_PER_HOUR,
                           .end_ms = shift + 3 * MS_PER_HOUR,
                           .practised_ms = 4 * MS_PER_HOUR,
                           .offset_min = 120,
                           .offset_before = 60,
                           .shift_ms = shift,
                           .rollover_hour = 4};
    Shares shares = split_block(&block);
    assert_int_equal(shares.count, 2);
    assert_int_equal(shares.days[0], START / MS_PER_DAY);
    assert_int_equal(shares.ms[0], 2 * MS_PER_HOUR);
    assert_int_equal(shares.ms[1], 2 * MS_PER_HOUR);
    block.shift_ms = 0; /* in a zone at +120 all along */
    shares = split_block(&block);
    assert_int_equal(shares.ms[0], 2 * MS_PER_HOUR);
    block.shift_ms = shift;
    block.rollover_hour = 2; /* which the clocks skip: the day begins with the shift */
    shares = split_block(&block);
    assert_int_equal(shares.ms[0], MS_PER_HOUR);
    assert_int_equal(shares.ms[1], 3 * MS_PER_HOUR);
    block.offset_min = 60; /* the other way round: 03:00 becomes 02:00 */
    block.offset_before = 120;
    block.rollover_hour = 3;
    shares = split_block(&block);
    assert_int_equal(shares.ms[0], 2 * MS_PER_HOUR);
    assert_int_equal(shares.ms[1], 2 * MS_PER_HOUR);
}

static void a_block_is_refitted(void **state)
{
    (void)state;
    const PracticeBlock block = {
        .start_ms = START, .end_ms = START + 60 * MINUTE, .practised_ms = 50 * MINUTE};
    assert_int_equal(practice_refit(&block, START, START + 40 * MINUTE), 30 * MINUTE);
    assert_int_equal(practice_refit(&block, START - 30 * MINUTE, START + 60 * MINUTE), 80 * MINUTE);
    assert_int_equal(practice_refit(&block, START, START + 5 * MINUTE), 0);
    assert_int_equal(practice_part(&block, START + 30 * MINUTE), 25 * MINUTE);
}

/* --- sleep --- */

static void the_time_awake_counts(void **state)
{
    (void)state;
    PracticeTimer timer = started();
    int64_t now = START + 100 * MINUTE;
    PracticeTimer seen = practice_awake(&timer, now, 70 * MINUTE);
    assert_int_equal(practice_elapsed(&seen, now), 30 * MINUTE);
    assert_int_equal(practice_elapsed(&seen, now + MINUTE), 31 * MINUTE);
    assert_int_equal(practice_sleep_edge(&timer, now, 70 * MINUTE), START + 30 * MINUTE);
    assert_int_equal(practice_sleep_edge(&timer, now, 200 * MINUTE), START);
    seen = practice_awake(&timer, now, PRACTICE_SLEEP_MIN_MS - 1);
    assert_memory_equal(&seen, &timer, sizeof seen);
    timer.phase = TIMER_PAUSED;
    seen = practice_awake(&timer, now, 70 * MINUTE);
    assert_memory_equal(&seen, &timer, sizeof seen);
}

/* --- breaks --- */

static void check_break(const PracticeTimer *timer, int64_t minutes, BreakPhase phase, int64_t left,
                        int64_t told, int64_t next)
{
    PracticeBreak at = practice_break(timer, 25 * MINUTE, 5 * MINUTE, START + minutes * MINUTE);
    assert_int_equal(at.phase, phase);
    assert_int_equal(at.left_ms, left * MINUTE);
    assert_int_equal(at.told_ms, told == 0 ? 0 : START + told * MINUTE);
    assert_int_equal(at.next_ms, next == 0 ? 0 : START + next * MINUTE);
}

static void a_rhythm_of_practice_and_rest(void **state)
{
    (void)state;
    PracticeTimer timer = started();
    Error error;
    check_break(&timer, -3, BREAK_COMES, 25, 0, 25);
    check_break(&timer, 10, BREAK_COMES, 15, 0, 25);
    check_break(&timer, 25, BREAK_IS_DUE, 0, 25, 50);
    check_break(&timer, 57, BREAK_IS_DUE, -32, 50, 75);
    assert_int_equal(practice_pause(&timer, START + 30 * MINUTE, &error), STATUS_OK);
    check_break(&timer, 31, BREAK_RESTING, 4, 0, 35);
    check_break(&timer, 35, BREAK_IS_OVER, 0, 35, 0);
    check_break(&timer, 95, BREAK_IS_OVER, -60, 35, 0);
    assert_int_equal(practice_resume(&timer, START + 40 * MINUTE, &error), STATUS_OK);
    check_break(&timer, 41, BREAK_COMES, 24, 0, 65);
    PracticeTimer idle = {.phase = TIMER_IDLE};
    assert_int_equal(practice_break(&idle, 1, 1, START).phase, BREAK_NONE);
    assert_int_equal(practice_break(&timer, 0, 0, START).phase, BREAK_NONE);
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
        cmocka_unit_test(a_span_that_does_not_fit_counts_on_one_day),
        cmocka_unit_test(a_day_on_which_the_clocks_change_is_shorter),
        cmocka_unit_test(a_block_is_refitted),
        cmocka_unit_test(the_time_awake_counts),
        cmocka_unit_test(a_rhythm_of_practice_and_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
