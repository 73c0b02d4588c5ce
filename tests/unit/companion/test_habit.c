/* The habit through the log: rules hold from the day they were set, clear days are noted. */
#include "study/habit_now.h"
#include "unit/companion/fixture.h"

#define DAY_MS (24 * FIXTURE_HOUR)

static void practise(Workspace *workspace, int days_from, int minutes)
{
    fixture_set_clock(workspace, FIXTURE_NOON + days_from * DAY_MS);
    assert_ok(workspace_practice_log(workspace, "", 0, minutes * FIXTURE_MINUTE, "", error));
}

static HabitDay judge(const Workspace *workspace, int days_from)
{
    Habit habit = habit_now(workspace_state(workspace), workspace_now(workspace),
                            workspace_offset(workspace));
    return habit_judge(&habit, FIXTURE_DAY + days_from);
}

static int32_t streak(const Workspace *workspace)
{
    Habit habit = habit_now(workspace_state(workspace), workspace_now(workspace),
                            workspace_offset(workspace));
    return habit_streak(&habit).current;
}

/* Both the instance that wrote it and a fresh one know. */
static Workspace *reopen(Workspace *workspace)
{
    int64_t now = workspace_now(workspace);
    workspace_close(workspace);
    return fixture_open_at(now);
}

static void test_a_higher_floor_leaves_old_days(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    for (int day = 0; day < 5; day++)
        practise(workspace, day, 10);
    assert_int_equal(streak(workspace), 5);
    assert_ok(workspace_option_set(workspace, "floor-minutes", "20", error));
    assert_int_equal(streak(workspace), 4); /* today is judged by it, no other day */
    assert_int_equal(judge(workspace, 4).verdict, DAY_OPEN);
    assert_int_equal(judge(workspace, 3).verdict, DAY_KEPT);
    practise(workspace, 5, 20);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(judge(workspace, 3).rule.floor_minutes, 5);
        assert_int_equal(judge(workspace, 4).rule.floor_minutes, 20);
        assert_int_equal(judge(workspace, 4).verdict, DAY_MISSED);
        assert_int_equal(streak(workspace), 1);
        workspace = reopen(workspace);
    }
    workspace_close(workspace);
}

static void test_new_study_days_leave_old_weeks(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open(); /* a Tuesday */
    practise(workspace, 0, 10);
    practise(workspace, 1, 10);
    practise(workspace, 3, 10); /* missed Thursday */
    assert_ok(workspace_option_set(workspace, "study-days", "mon,tue,wed", error));
    for (int round = 0; round < 2; round++) {
        assert_int_equal(judge(workspace, 2).verdict, DAY_MISSED);
        assert_int_equal(judge(workspace, 3).verdict, DAY_KEPT);
        fixture_set_clock(workspace, FIXTURE_NOON + 6 * DAY_MS);
        assert_int_equal(judge(workspace, 4).verdict, DAY_REST);
        assert_int_equal(judge(workspace, 5).verdict, DAY_REST);
        assert_int_equal(judge(workspace, 6).verdict, DAY_OPEN);
        assert_int_equal(streak(workspace), 1);
        workspace = reopen(workspace);
    }
    workspace_close(workspace);
}

static void test_another_rollover_moves_no_old_day(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open_at(FIXTURE_NOON + 14 * FIXTURE_HOUR); /* 02:00 */
    assert_ok(workspace_practice_log(workspace, "", 0, 10 * FIXTURE_MINUTE, "", error));
    practise(workspace, 1, 10);
    assert_int_equal(judge(workspace, 0).verdict, DAY_KEPT);
    assert_ok(workspace_option_set(workspace, "rollover-hour", "0", error));
    workspace->clock = clock_fixed(FIXTURE_NOON + DAY_MS, -9 * 60); /* and to Alaska */
    for (int round = 0; round < 2; round++) {
        assert_int_equal(judge(workspace, 0).verdict, DAY_KEPT);
        assert_int_equal(judge(workspace, 0).total.practice_ms, 10 * FIXTURE_MINUTE);
        assert_int_equal(streak(workspace), 2);
        workspace = reopen(workspace);
    }
    workspace_close(workspace);
}

static void finish_the_roadmap(Workspace *workspace)
{
    const Catalog *catalog = workspace_catalog(workspace);
    for (size_t i = 0; i < catalog->subtopic_count; i++)
        assert_ok(
            workspace_mark(workspace, (ItemRef){ITEM_SUBTOPIC, (CatalogIndex)i}, MARK_DONE, error));
    for (size_t i = 0; i < catalog->topic_count; i++)
        assert_ok(
            workspace_mark(workspace, (ItemRef){ITEM_TOPIC, (CatalogIndex)i}, MARK_DONE, error));
    assert_ok(workspace_option_set(workspace, "new-per-day", "0", error));
}

/* Days without anything to do are noted with the first write after them, for then it can change. */
static void test_clear_days_are_noted(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    practise(workspace, 0, 10);
    finish_the_roadmap(workspace);
    fixture_set_clock(workspace, FIXTURE_NOON + 3 * DAY_MS);
    assert_int_equal(streak(workspace), 4);
    assert_int_equal(workspace_state(workspace)->clear.count, 0); /* reading writes nothing */
    assert_ok(workspace_option_set(workspace, "new-per-day", "5", error));
    for (int round = 0; round < 2; round++) {
        const StudyState *study = workspace_state(workspace);
        assert_int_equal(study->clear.count, 1);
        assert_int_equal(study->clear.items[0].from, FIXTURE_DAY);
        assert_int_equal(study->clear.items[0].days, 3);
        assert_int_equal(judge(workspace, 2).reason, REASON_CLEAR);
        assert_int_equal(judge(workspace, 3).verdict, DAY_OPEN); /* now there are new cards */
        assert_int_equal(streak(workspace), 3);
        workspace = reopen(workspace);
    }
    workspace_close(workspace);
}

/* What is written down later for an old day does not make the days since look as they are now. */
static void test_backdated_blocks_clear_nothing(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    practise(workspace, 0, 10);
    fixture_set_clock(workspace, FIXTURE_NOON + 5 * DAY_MS);
    finish_the_roadmap(workspace);
    assert_ok(workspace_practice_log(workspace, "", FIXTURE_NOON + DAY_MS, 10 * FIXTURE_MINUTE, "",
                                     error));
    for (int round = 0; round < 2; round++) {
        assert_int_equal(workspace_state(workspace)->written.day, FIXTURE_DAY + 5);
        assert_int_equal(judge(workspace, 3).verdict, DAY_MISSED);
        assert_int_equal(judge(workspace, 5).reason, REASON_CLEAR);
        workspace = reopen(workspace);
    }
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_a_higher_floor_leaves_old_days),
        FIXTURE_CASE(test_new_study_days_leave_old_weeks),
        FIXTURE_CASE(test_another_rollover_moves_no_old_day),
        FIXTURE_CASE(test_clear_days_are_noted),
        FIXTURE_CASE(test_backdated_blocks_clear_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
