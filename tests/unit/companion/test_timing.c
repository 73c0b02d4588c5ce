/* Practice: the timer over restarts, blocks on their days, what is refused. */
#include "unit/companion/fixture.h"

static int64_t practised(const Workspace *workspace, DayNumber day)
{
    return fixture_day(workspace, day).practice_ms;
}

static BlockList blocks_of(Workspace *workspace, Arena *arena)
{
    BlockList blocks;
    assert_ok(workspace_blocks(workspace, 0, arena, &blocks, error));
    return blocks;
}

static void test_a_block_from_start_to_stop(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    int64_t ms = 0;
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_RUNNING);
    workspace_close(workspace); /* as after a crash: nothing more was written */
    workspace = fixture_open_at(FIXTURE_NOON + 10 * FIXTURE_MINUTE);
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_RUNNING);
    assert_string_equal(workspace_state(workspace)->timer.topic, "t-one");
    assert_int_equal(workspace_state(workspace)->timer.started_ms, FIXTURE_NOON);
    assert_ok(workspace_practice_pause(workspace, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 40 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_resume(workspace, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 55 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_stop(workspace, 0, "learned \"much\"", &ms, error));
    assert_int_equal(ms, 25 * FIXTURE_MINUTE);
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_IDLE);
    assert_int_equal(practised(workspace, FIXTURE_DAY), 25 * FIXTURE_MINUTE);
    BlockList blocks = blocks_of(workspace, arena);
    assert_int_equal(blocks.count, 1);
    assert_int_equal(blocks.items[0].start_ms, FIXTURE_NOON);
    assert_int_equal(blocks.items[0].end_ms, FIXTURE_NOON + 55 * FIXTURE_MINUTE);
    assert_int_equal(blocks.items[0].practised_ms, 25 * FIXTURE_MINUTE);
    assert_int_equal(blocks.items[0].study_day, FIXTURE_DAY);
    assert_string_equal(blocks.items[0].topic, "t-one");
    assert_string_equal(blocks.notes[0], "learned \"much\"");
    arena_free(arena);
    workspace_close(workspace);
}

static void test_a_block_over_the_rollover_counts_on_both_days(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open_at(FIXTURE_NOON + 16 * FIXTURE_HOUR - 20 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 16 * FIXTURE_HOUR + 10 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_stop(workspace, 0, NULL, NULL, error));
    assert_int_equal(practised(workspace, FIXTURE_DAY), 20 * FIXTURE_MINUTE);
    assert_int_equal(practised(workspace, FIXTURE_DAY + 1), 10 * FIXTURE_MINUTE);
    workspace_close(workspace);
}

static void test_a_timer_left_running_is_capped(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    int64_t ms = 0;
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 60 * FIXTURE_HOUR);
    assert_ok(workspace_practice_stop(workspace, 0, "", &ms, error));
    assert_int_equal(ms, PRACTICE_BLOCK_MAX_MS);
    assert_int_equal(practised(workspace, FIXTURE_DAY), 12 * FIXTURE_HOUR);
    assert_int_equal(practised(workspace, FIXTURE_DAY + 1), 0);
    assert_int_equal(practised(workspace, FIXTURE_DAY + 2), 0);
    assert_int_equal(blocks_of(workspace, arena).items[0].end_ms, FIXTURE_NOON + 12 * FIXTURE_HOUR);
    arena_free(arena);
    workspace_close(workspace);
}

/* Paused in the evening, stopped the next day: it belongs to the evening. */
static void test_a_paused_block_ends_where_it_was_paused(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR);
    assert_ok(workspace_practice_pause(workspace, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 24 * FIXTURE_HOUR);
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_int_equal(practised(workspace, FIXTURE_DAY), FIXTURE_HOUR);
    assert_int_equal(practised(workspace, FIXTURE_DAY + 1), 0);
    workspace_close(workspace);
}

static void test_stop_at_an_earlier_time(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    int64_t ms = 0;
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 3 * FIXTURE_HOUR);
    assert_fails(STATUS_USAGE, "before",
                 workspace_practice_stop(workspace, FIXTURE_NOON - 1, "", &ms, error));
    assert_fails(
        STATUS_USAGE, "still to come",
        workspace_practice_stop(workspace, FIXTURE_NOON + 4 * FIXTURE_HOUR, "", &ms, error));
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_RUNNING);
    assert_ok(workspace_practice_stop(workspace, FIXTURE_NOON + FIXTURE_HOUR, "", &ms, error));
    assert_int_equal(ms, FIXTURE_HOUR);
    workspace_close(workspace);
}

static void test_what_makes_no_sense(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    int64_t ms = 0;
    assert_fails(STATUS_USAGE, "nothing to pause", workspace_practice_pause(workspace, error));
    assert_fails(STATUS_USAGE, "nothing to resume", workspace_practice_resume(workspace, error));
    assert_fails(STATUS_USAGE, "nothing to stop",
                 workspace_practice_stop(workspace, 0, "", &ms, error));
    assert_fails(STATUS_USAGE, "'none'", workspace_practice_start(workspace, "none", 0, error));
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    assert_fails(STATUS_USAGE, "already running",
                 workspace_practice_start(workspace, "t-two", 0, error));
    assert_int_equal(store_event_count(workspace->store), 1);
    workspace_close(workspace);
}

static void test_log_and_delete(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    int64_t evening = FIXTURE_NOON - 16 * FIXTURE_HOUR;
    assert_ok(
        workspace_practice_log(workspace, "t-two", evening, 25 * FIXTURE_MINUTE, "late", error));
    assert_ok(workspace_practice_log(workspace, "t-one", 0, FIXTURE_MINUTE, NULL, error));
    assert_int_equal(practised(workspace, FIXTURE_DAY - 1), 25 * FIXTURE_MINUTE);
    assert_int_equal(practised(workspace, FIXTURE_DAY), FIXTURE_MINUTE);
    BlockList blocks = blocks_of(workspace, arena);
    assert_int_equal(blocks.count, 2);
    assert_int_equal(blocks.items[0].start_ms, evening - 25 * FIXTURE_MINUTE);
    assert_int_equal(blocks.items[0].study_day, FIXTURE_DAY - 1);
    assert_string_equal(blocks.notes[0], "late");
    /* taken off the day by the rollover it was counted with */
    assert_ok(workspace_option_set(workspace, "rollover-hour", "0", error));
    assert_ok(workspace_practice_delete(workspace, blocks.items[0].id, error));
    assert_int_equal(practised(workspace, FIXTURE_DAY - 1), 0);
    assert_int_equal(blocks_of(workspace, arena).count, 1);
    assert_fails(STATUS_USAGE, "no practice block",
                 workspace_practice_delete(workspace, blocks.items[0].id, error));
    assert_fails(STATUS_USAGE, "up to 12 hours",
                 workspace_practice_log(workspace, "", 0, 13 * FIXTURE_HOUR, "", error));
    assert_fails(STATUS_USAGE, "up to 12 hours",
                 workspace_practice_log(workspace, "", 0, 0, "", error));
    assert_fails(STATUS_USAGE, "a year ago",
                 workspace_practice_log(workspace, "", 1000, FIXTURE_HOUR, "", error));
    arena_free(arena);
    workspace_close(workspace);
}

/* No minute counts twice, whichever way a block is written down. */
static void test_blocks_do_not_overlap(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    int64_t ten = FIXTURE_NOON - 2 * FIXTURE_HOUR;
    assert_ok(workspace_practice_log(workspace, "t-one", ten, FIXTURE_HOUR, "", error));
    const char *block = "2026-11-24, 09:00-10:00 (t-one)";
    assert_fails(STATUS_USAGE, block,
                 workspace_practice_log(workspace, "t-two", ten, FIXTURE_MINUTE, "", error));
    assert_fails(
        STATUS_USAGE, block,
        workspace_practice_log(workspace, "", ten + FIXTURE_MINUTE, 2 * FIXTURE_HOUR, "", error));
    assert_fails(STATUS_USAGE, "practice delete",
                 workspace_practice_start(workspace, "t-one", ten - FIXTURE_MINUTE, error));
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_IDLE);
    /* beside it is fine, on either side */
    assert_ok(
        workspace_practice_log(workspace, "t-two", ten - FIXTURE_HOUR, FIXTURE_HOUR, "", error));
    assert_ok(workspace_practice_start(workspace, "t-two", ten, error));
    assert_fails(STATUS_USAGE, "open since 2026-11-24 10:00 (t-two)",
                 workspace_practice_log(workspace, "", 0, FIXTURE_MINUTE, "", error));
    assert_ok(workspace_practice_pause(workspace, error));
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR); /* what follows a pause is free */
    assert_ok(workspace_practice_log(workspace, "", 0, FIXTURE_HOUR, "", error));
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_int_equal(practised(workspace, FIXTURE_DAY), 5 * FIXTURE_HOUR);
    workspace_close(workspace);
}

/* A clock that was set back stops nobody from starting now. */
static void test_a_clock_set_back_lets_start(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_log(workspace, "", 0, FIXTURE_HOUR, "", error));
    fixture_set_clock(workspace, FIXTURE_NOON - FIXTURE_MINUTE);
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    workspace_close(workspace);
}

/* Stopped in the moment it was started: no block is left. */
static void test_nothing_practised_leaves_no_block(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_int_equal(blocks_of(workspace, arena).count, 0);
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_IDLE);
    arena_free(arena);
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_a_block_from_start_to_stop),
        FIXTURE_CASE(test_a_block_over_the_rollover_counts_on_both_days),
        FIXTURE_CASE(test_a_timer_left_running_is_capped),
        FIXTURE_CASE(test_a_paused_block_ends_where_it_was_paused),
        FIXTURE_CASE(test_stop_at_an_earlier_time),
        FIXTURE_CASE(test_what_makes_no_sense),
        FIXTURE_CASE(test_log_and_delete),
        FIXTURE_CASE(test_blocks_do_not_overlap),
        FIXTURE_CASE(test_a_clock_set_back_lets_start),
        FIXTURE_CASE(test_nothing_practised_leaves_no_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
