/* The rules of the practice timer, each with the case that names it: what learners elsewhere lost time,
 * minutes or streaks to. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/connection.h"
#include "study/habit_now.h"
#include "unit/companion/fixture.h"

static int64_t practised(const Workspace *workspace, DayNumber day)
{
    return fixture_day(workspace, day).practice_ms;
}

static PracticeBlock last_block(Workspace *workspace)
{
    Arena *arena = arena_new();
    BlockList blocks;
    assert_ok(workspace_blocks(workspace, 0, arena, &blocks, error));
    assert_true(blocks.count > 0);
    PracticeBlock last = blocks.items[blocks.count - 1];
    arena_free(arena);
    return last;
}

/* A clock at `now` on a machine that has slept for `slept` since it started. */
static void set_clock(Workspace *workspace, int64_t now, int64_t slept)
{
    workspace->clock = clock_fixed(now, 0);
    workspace->clock.fixed_slept_ms = slept;
}

static void reopen(Workspace **workspace, int64_t now, int64_t slept)
{
    workspace_close(*workspace);
    *workspace = fixture_open_at(now);
    set_clock(*workspace, now, slept);
    assert_ok(workspace_load_state(*workspace, error)); /* as if it were opened by that clock */
}

/* --- 1: lost on a crash --- */

static _Noreturn void start_and_wait(int report)
{
    Workspace *workspace = NULL;
    Error error = {{0}};
    if (workspace_open(&(WorkspaceOptions){0}, &workspace, &error) != STATUS_OK)
        _exit(1);
    workspace->clock = clock_fixed(FIXTURE_NOON, 0);
    if (workspace_practice_start(workspace, "t-one", 0, &error) != STATUS_OK)
        _exit(2);
    if (write(report, "x", 1) != 1)
        _exit(3);
    for (;;)
        pause();
}

static void rule_1_a_crash_loses_no_timer(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        start_and_wait(ends[1]);
    assert_int_equal(close(ends[1]), 0);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(close(ends[0]), 0);
    Workspace *workspace = fixture_open_at(FIXTURE_NOON + 25 * FIXTURE_MINUTE);
    const PracticeTimer *timer = &workspace_state(workspace)->timer;
    assert_int_equal(timer->phase, TIMER_RUNNING);
    assert_int_equal(practice_elapsed(timer, workspace_now(workspace)), 25 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_int_equal(practised(workspace, FIXTURE_DAY), 25 * FIXTURE_MINUTE);
    workspace_close(workspace);
}

/* --- 2: sleep --- */

/* Nobody saw the sleep: the time awake counts, and the block ends where the sleep began at the latest. */
static void rule_2_a_block_ends_at_the_edge_of_sleep(void **state)
{
    (void)state;
    int64_t ms = 0;
    Workspace *workspace = fixture_open();
    set_clock(workspace, FIXTURE_NOON, 5000);
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    int64_t woken = FIXTURE_NOON + 32 * FIXTURE_HOUR;
    int64_t slept = 32 * FIXTURE_HOUR - 20 * FIXTURE_MINUTE;
    reopen(&workspace, woken, 5000 + slept);
    assert_int_equal(practice_elapsed(&workspace_state(workspace)->timer, woken),
                     20 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_stop(workspace, 0, "", &ms, error));
    assert_int_equal(ms, 20 * FIXTURE_MINUTE);
    assert_int_equal(last_block(workspace).end_ms, FIXTURE_NOON + 20 * FIXTURE_MINUTE);
    assert_int_equal(practised(workspace, FIXTURE_DAY), 20 * FIXTURE_MINUTE);
    assert_int_equal(practised(workspace, FIXTURE_DAY + 1), 0);
    workspace_close(workspace);
}

/* The interface saw when: practice is paused from then on, once, and goes on when the learner says. */
static void rule_2_practice_is_paused_where_sleep_was_seen(void **state)
{
    (void)state;
    bool paused = false;
    int64_t edge = FIXTURE_NOON + 10 * FIXTURE_MINUTE;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    set_clock(workspace, edge + FIXTURE_HOUR, FIXTURE_HOUR);
    assert_ok(workspace_practice_slept(workspace, edge, &paused, error));
    assert_true(paused);
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_PAUSED);
    assert_int_equal(workspace_state(workspace)->timer.resumed_ms, edge);
    int64_t events = store_event_count(workspace->store);
    assert_ok(workspace_practice_slept(workspace, edge, &paused, error)); /* another instance */
    assert_false(paused);
    assert_int_equal(store_event_count(workspace->store), events);
    assert_ok(workspace_practice_resume(workspace, error));
    set_clock(workspace, edge + FIXTURE_HOUR + 5 * FIXTURE_MINUTE, FIXTURE_HOUR);
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_int_equal(last_block(workspace).practised_ms, 15 * FIXTURE_MINUTE);
    workspace_close(workspace);
}

/* Pausing or going on after a sleep that nobody saw means from its edge on. */
static void rule_2_pause_and_resume_know_of_sleep(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    reopen(&workspace, FIXTURE_NOON + 3 * FIXTURE_HOUR, 2 * FIXTURE_HOUR);
    assert_ok(workspace_practice_pause(workspace, error));
    assert_int_equal(workspace_state(workspace)->timer.resumed_ms, FIXTURE_NOON + FIXTURE_HOUR);
    assert_ok(workspace_practice_resume(workspace, error));
    reopen(&workspace, FIXTURE_NOON + 5 * FIXTURE_HOUR, 3 * FIXTURE_HOUR);
    assert_ok(workspace_practice_resume(workspace, error)); /* it slept, so it is paused */
    set_clock(workspace, FIXTURE_NOON + 6 * FIXTURE_HOUR, 3 * FIXTURE_HOUR);
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_int_equal(last_block(workspace).practised_ms, 3 * FIXTURE_HOUR);
    workspace_close(workspace);
}

/* Clocks that contradict each other, a restart, a nap of seconds. */
static void rule_2_never_negative_and_never_guessed(void **state)
{
    (void)state;
    static const struct {
        int64_t minutes, slept_before, slept, expected;
    } CASES[] = {
        {30, 0, 50 * FIXTURE_HOUR, 30},             /* a sleep longer than the time that passed */
        {30, 9 * FIXTURE_HOUR, 0, 30},              /* less sleep than before */
        {30, 0, 29000, 30},                         /* too short to be one */
        {30, 0, 10 * FIXTURE_MINUTE, 20},           /* a nap */
        {-30, 0, 0, 0},                             /* the clock was set back */
        {INT64_C(32) * 60, 0, 0, INT64_C(12) * 60}, /* left running, awake: the longest there is */
        {30, -1, 20 * FIXTURE_MINUTE, 10} /* a machine that started anew has slept since */
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Workspace *workspace = fixture_open_at(FIXTURE_NOON + (int64_t)i * 100 * FIXTURE_HOUR);
        int64_t start = workspace_now(workspace);
        bool restarts = CASES[i].slept_before < 0;
        set_clock(workspace, start, restarts ? 40 * FIXTURE_HOUR : CASES[i].slept_before);
        assert_ok(workspace_practice_start(workspace, "", 0, error));
        set_clock(workspace, start + CASES[i].minutes * FIXTURE_MINUTE, CASES[i].slept);
        if (restarts)
            workspace->clock.boot_ms = start + 2 * FIXTURE_MINUTE;
        assert_ok(workspace_load_state(workspace, error));
        assert_int_equal(practice_elapsed(&workspace->state.timer, workspace_now(workspace)),
                         CASES[i].expected * FIXTURE_MINUTE);
        set_clock(workspace, start + 50 * FIXTURE_HOUR, 0);
        assert_ok(workspace_practice_discard(workspace, error));
        workspace_close(workspace);
    }
}

/* Stopping is never refused because the clock was set back. */
static void rule_2_a_clock_set_back_stops_nobody(void **state)
{
    (void)state;
    int64_t ms = -1;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 10 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_pause(workspace, error));
    fixture_set_clock(workspace, FIXTURE_NOON - FIXTURE_HOUR);
    assert_ok(workspace_practice_resume(workspace, error));
    assert_ok(workspace_practice_pause(workspace, error));
    assert_ok(workspace_practice_stop(workspace, 0, "", &ms, error));
    assert_int_equal(ms, 10 * FIXTURE_MINUTE);
    workspace_close(workspace);
}

/* --- 3: forgotten stops --- */

static void rule_3_a_forgotten_stop_can_be_put_right(void **state)
{
    (void)state;
    int64_t ms = 0;
    int64_t sign = 0;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_HOUR);
    assert_ok(workspace_ask(workspace, "t-one", "why", error)); /* a sign of the learner */
    fixture_set_clock(workspace, FIXTURE_NOON + 7 * FIXTURE_HOUR);
    assert_ok(workspace_last_sign(workspace, &sign, error));
    assert_int_equal(sign, FIXTURE_NOON + FIXTURE_HOUR);
    assert_ok(workspace_practice_stop(workspace, sign, "", &ms, error));
    assert_int_equal(ms, FIXTURE_HOUR);
    /* the same afterwards */
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 10 * FIXTURE_HOUR);
    assert_ok(workspace_practice_stop(workspace, 0, "kept", &ms, error));
    PracticeBlock block = last_block(workspace);
    assert_ok(workspace_practice_trim(workspace, block.id, 2 * FIXTURE_HOUR, error));
    assert_int_equal(last_block(workspace).practised_ms, FIXTURE_HOUR);
    assert_int_equal(practised(workspace, FIXTURE_DAY), 2 * FIXTURE_HOUR);
    workspace_close(workspace);
}

static void rule_3_a_block_can_be_discarded(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 7 * FIXTURE_HOUR);
    assert_ok(workspace_practice_discard(workspace, error));
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_IDLE);
    assert_int_equal(practised(workspace, FIXTURE_DAY), 0);
    assert_fails(STATUS_USAGE, "nothing to stop", workspace_practice_discard(workspace, error));
    workspace_close(workspace);
}

/* --- 4: zones --- */

/* Blocks of two years in one zone; then the learner moves, twice, and turns the day over at another hour:
 * every day stays what it was, also when it is all worked out anew from the log. */
static void rule_4_a_move_changes_no_old_day(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    int64_t now = FIXTURE_NOON;
    for (int i = 0; i < 40; i++, now += 23 * FIXTURE_HOUR) {
        workspace->clock = clock_fixed(now, i % 2 == 0 ? 60 : 120);
        assert_ok(workspace_practice_log(workspace, "", 0, 3 * FIXTURE_HOUR, "", error));
    }
    size_t count = workspace->state.day_count;
    DayTotal *before = mem_alloc(count, sizeof *before);
    memcpy(before, workspace->state.days, count * sizeof *before);
    workspace->clock = clock_fixed(now, -480);
    assert_ok(workspace_option_set(workspace, "rollover-hour", "0", error));
    workspace->clock = clock_fixed(now, 765);
    assert_ok(workspace_load_state(workspace, error));
    assert_int_equal(workspace->state.day_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(workspace->state.days[i].day, before[i].day);
        assert_int_equal(workspace->state.days[i].practice_ms, before[i].practice_ms);
    }
    Buffer report = {0};
    assert_ok(workspace_doctor(workspace, false, &report, error)); /* equals a replay */
    buffer_done(&report);
    mem_free(before);
    workspace_close(workspace);
}

/* --- 5: midnight, and the clocks that change --- */

/* Central Europe in 2026: +1 h until 29 March 01:00Z and from 25 October 01:00Z on. */
#define SPRING INT64_C(1774746000000)
#define AUTUMN INT64_C(1792890000000)

static int european(const Clock *clock, int64_t at_ms)
{
    (void)clock;
    return at_ms >= SPRING && at_ms < AUTUMN ? 120 : 60;
}

static void set_european(Workspace *workspace, int64_t now)
{
    workspace->clock = clock_fixed(now, 0);
    workspace->clock.offset_min = european;
}

/* Practice without an end around a change of the clocks, in blocks of seven hours and of two: the days
 * before and behind get what they are long. */
static void fill_days(int64_t change, int rollover, int64_t block_ms, const int64_t hours[3])
{
    char hour[8];
    Workspace *workspace = fixture_open_at(change);
    (void)snprintf(hour, sizeof hour, "%d", rollover);
    set_european(workspace, change - 60 * FIXTURE_HOUR);
    assert_ok(workspace_option_set(workspace, "rollover-hour", hour, error));
    for (int64_t at = change - 48 * FIXTURE_HOUR - 17 * FIXTURE_MINUTE;
         at < change + 50 * FIXTURE_HOUR; at += block_ms) {
        set_european(workspace, at);
        assert_ok(workspace_practice_start(workspace, "", 0, error));
        set_european(workspace, at + block_ms);
        assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    }
    DayNumber day = civil_study_day(change - 1, european(NULL, change - 1), rollover);
    for (int i = 0; i < 3; i++)
        assert_int_equal(practised(workspace, day - 1 + i), hours[i] * FIXTURE_HOUR);
    Buffer report = {0};
    assert_ok(workspace_doctor(workspace, false, &report, error));
    buffer_done(&report);
    workspace_close(workspace);
}

static int fresh(void **state)
{
    return fixture_teardown(state) != 0 || fixture_setup(state) != 0;
}

static void rule_5_a_day_never_exceeds_its_length(void **state)
{
    static const int64_t SHORT[] = {24, 23, 24};
    static const int64_t LONG[] = {24, 25, 24};
    for (int i = 0; i < 2; i++) {
        int64_t block = i == 0 ? 7 * FIXTURE_HOUR : 2 * FIXTURE_HOUR;
        assert_int_equal(fresh(state), 0);
        fill_days(SPRING, 4, block, SHORT);
        assert_int_equal(fresh(state), 0);
        fill_days(AUTUMN, 4, block, LONG);
        assert_int_equal(fresh(state), 0);
        fill_days(SPRING, 0, block, SHORT);
        assert_int_equal(fresh(state), 0);
        fill_days(AUTUMN, 0, block, LONG);
    }
}

/* Reviews count by themselves; what is written down over them has the rest. */
static void rule_5_no_minute_counts_twice(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    for (int i = 0; i < 10; i++) {
        fixture_set_clock(workspace, FIXTURE_NOON + (i + 1) * FIXTURE_MINUTE);
        assert_ok(fixture_grade(workspace, card, RATING_GOOD, 60000, NULL, error));
    }
    Undone undone;
    assert_ok(workspace_undo(workspace, &undone, error)); /* which gives its minute back */
    fixture_set_clock(workspace, FIXTURE_NOON + 20 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_log(workspace, "", 0, 15 * FIXTURE_MINUTE, "", error));
    DayTotal day = fixture_day(workspace, FIXTURE_DAY);
    assert_int_equal(day.review_ms, 9 * FIXTURE_MINUTE);
    assert_int_equal(day.practice_ms, 11 * FIXTURE_MINUTE);
    assert_int_equal(last_block(workspace).start_ms, FIXTURE_NOON + 5 * FIXTURE_MINUTE);
    assert_fails(STATUS_USAGE, "counts already",
                 workspace_practice_log(workspace, "", FIXTURE_NOON + 2 * FIXTURE_MINUTE,
                                        FIXTURE_MINUTE, "", error));
    /* a start in the past likewise */
    BlockChange change = {.start_ms = FIXTURE_NOON};
    assert_ok(workspace_practice_edit(workspace, last_block(workspace).id, &change, error));
    assert_int_equal(last_block(workspace).practised_ms, 11 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_delete(workspace, last_block(workspace).id, error));
    assert_ok(workspace_practice_start(workspace, "", FIXTURE_NOON, error));
    assert_int_equal(
        practice_elapsed(&workspace_state(workspace)->timer, FIXTURE_NOON + 30 * FIXTURE_MINUTE),
        21 * FIXTURE_MINUTE);
    workspace_close(workspace);
}

/* --- 6 and 7: skips that cheat, and a floor --- */

/* `minutes` on each of the days from `first` on; -1: nothing is written down. */
static void live(Workspace *workspace, DayNumber first, const int *minutes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fixture_set_clock(workspace, (first + (DayNumber)i) * MS_PER_DAY + 12 * FIXTURE_HOUR);
        if (minutes[i] > 0)
            assert_ok(workspace_practice_log(workspace, "t-one", 0, minutes[i] * FIXTURE_MINUTE, "",
                                             error));
    }
}

static Streak streak_of(const Workspace *workspace)
{
    Habit habit = habit_now(workspace_state(workspace), workspace_now(workspace), 0);
    return habit_streak(&habit);
}

static HabitDay judge(const Workspace *workspace, DayNumber day)
{
    Habit habit = habit_now(workspace_state(workspace), workspace_now(workspace), 0);
    return habit_judge(&habit, day);
}

/* Seven kept days earn a freeze; it covers one missed day, which neither breaks nor lengthens the streak;
 * the second one ends it. */
static void rule_6_a_freeze_is_earned_and_covers_one_day(void **state)
{
    (void)state;
    static const int DAYS[] = {9, 9, 9, 9, 9, 9, 9, 0, 9};
    Workspace *workspace = fixture_open();
    live(workspace, FIXTURE_DAY, DAYS, 9);
    assert_int_equal(judge(workspace, FIXTURE_DAY + 7).verdict, DAY_FROZEN);
    assert_int_equal(streak_of(workspace).current, 8);
    static const int MISSED[] = {0, 9};
    live(workspace, FIXTURE_DAY + 9, MISSED, 2);
    assert_int_equal(judge(workspace, FIXTURE_DAY + 9).verdict, DAY_MISSED);
    assert_int_equal(streak_of(workspace).current, 1);
    assert_int_equal(streak_of(workspace).longest, 8);
    workspace_close(workspace);
}

static void rule_7_a_small_floor_keeps_the_streak(void **state)
{
    (void)state;
    static const int DAYS[] = {5, 90, 5, 4};
    Workspace *workspace = fixture_open();
    live(workspace, FIXTURE_DAY, DAYS, 4);
    assert_int_equal(judge(workspace, FIXTURE_DAY).verdict, DAY_KEPT);
    assert_int_equal(judge(workspace, FIXTURE_DAY + 3).verdict, DAY_OPEN);
    assert_int_equal(streak_of(workspace).current, 3);
    assert_int_equal(streak_of(workspace).missing_minutes, 1);
    assert_int_equal(workspace_state(workspace)->config.goal_minutes, 30);
    assert_int_equal(practised(workspace, FIXTURE_DAY + 1), 90 * FIXTURE_MINUTE); /* all shows */
    /* a planned rest day breaks nothing */
    assert_ok(workspace_option_set(workspace, "study-days", "tue,wed,thu", error));
    fixture_set_clock(workspace, (FIXTURE_DAY + 4) * MS_PER_DAY + 12 * FIXTURE_HOUR);
    assert_int_equal(judge(workspace, FIXTURE_DAY + 4).verdict, DAY_REST);
    workspace_close(workspace);
}

/* --- 8: after a break from it all --- */

static void rule_8_a_backlog_can_be_spread(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    QueueFilter all = queue_filter_all();
    size_t cards = workspace_catalog(workspace)->card_count;
    for (size_t i = 0; i < cards; i++)
        assert_ok(fixture_grade(workspace, (CatalogIndex)i, RATING_EASY, 1000, NULL, error));
    fixture_set_clock(workspace, FIXTURE_NOON + INT64_C(90) * 24 * FIXTURE_HOUR);
    DayNumber today = workspace_today(workspace);
    QueueCounts at_once =
        queue_count(workspace_state(workspace), &all, workspace_now(workspace), today);
    assert_ok(workspace_option_set(workspace, "backlog-days", "3", error));
    QueueCounts spread =
        queue_count(workspace_state(workspace), &all, workspace_now(workspace), today);
    assert_true(spread.due > 0 && spread.due < at_once.due);
    assert_int_equal(spread.due + spread.backlog, at_once.due + at_once.backlog);
    workspace_close(workspace);
}

/* --- 9: corruption --- */

static void rule_9_reading_writes_nothing_and_the_log_only_grows(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_log(workspace, "t-one", 0, FIXTURE_HOUR, "", error));
    assert_ok(workspace_practice_delete(workspace, last_block(workspace).id, error));
    assert_int_equal(store_event_count(workspace->store), 2); /* taking out is an event too */
    assert_int_not_equal(sqlite3_exec(workspace->store->db, "DELETE FROM event", NULL, NULL, NULL),
                         SQLITE_OK);
    assert_int_not_equal(
        sqlite3_exec(workspace->store->db, "UPDATE event SET at_ms = 0", NULL, NULL, NULL),
        SQLITE_OK);
    workspace_close(workspace);
    Workspace *reader = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &reader, error));
    int64_t sign = 0;
    assert_ok(workspace_last_sign(reader, &sign, error));
    assert_fails(STATUS_FAILED, "only being read", workspace_practice_start(reader, "", 0, error));
    assert_int_equal(sqlite3_total_changes(reader->store->db), 0);
    assert_int_equal(store_event_count(reader->store), 2);
    workspace_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(rule_1_a_crash_loses_no_timer),
        FIXTURE_CASE(rule_2_a_block_ends_at_the_edge_of_sleep),
        FIXTURE_CASE(rule_2_practice_is_paused_where_sleep_was_seen),
        FIXTURE_CASE(rule_2_pause_and_resume_know_of_sleep),
        FIXTURE_CASE(rule_2_never_negative_and_never_guessed),
        FIXTURE_CASE(rule_2_a_clock_set_back_stops_nobody),
        FIXTURE_CASE(rule_3_a_forgotten_stop_can_be_put_right),
        FIXTURE_CASE(rule_3_a_block_can_be_discarded),
        FIXTURE_CASE(rule_4_a_move_changes_no_old_day),
        FIXTURE_CASE(rule_5_a_day_never_exceeds_its_length),
        FIXTURE_CASE(rule_5_no_minute_counts_twice),
        FIXTURE_CASE(rule_6_a_freeze_is_earned_and_covers_one_day),
        FIXTURE_CASE(rule_7_a_small_floor_keeps_the_streak),
        FIXTURE_CASE(rule_8_a_backlog_can_be_spread),
        FIXTURE_CASE(rule_9_reading_writes_nothing_and_the_log_only_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
