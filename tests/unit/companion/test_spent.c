/* What forecasts go by. */
#include "unit/companion/fixture.h"

static void log_block(Workspace *workspace, const char *topic, int days_ago, int64_t minutes)
{
    assert_ok(workspace_practice_log(workspace, topic, FIXTURE_NOON - days_ago * MS_PER_DAY,
                                     minutes * FIXTURE_MINUTE, "", error));
}

static void test_blocks_are_summed_by_topic(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    PaceSpent spent;
    log_block(workspace, "t-one", 40, 60);
    log_block(workspace, "t-one/b", 3, 20);
    log_block(workspace, "t-proj", 2, 7);
    log_block(workspace, "t-two", 28, 11);
    log_block(workspace, "t-two", 29, 100);
    log_block(workspace, "review", 1, 5);
    log_block(workspace, "", 4, 3);
    assert_ok(fixture_grade(workspace, 0, RATING_GOOD, 30000, NULL, error));
    assert_ok(workspace_spent(workspace, arena, &spent, error));
    assert_int_equal(spent.topic_ms[0], 87 * FIXTURE_MINUTE);
    assert_int_equal(spent.topic_ms[1], 111 * FIXTURE_MINUTE);
    assert_int_equal(spent.recent_ms, 46 * FIXTURE_MINUTE + 30000);
    assert_int_equal(spent.recent_review_ms, 5 * FIXTURE_MINUTE + 30000);
    arena_free(arena);
    workspace_close(workspace);
}

static void test_nothing_is_spent_at_first(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    PaceSpent spent;
    assert_ok(workspace_spent(workspace, arena, &spent, error));
    assert_int_equal(spent.topic_ms[0] + spent.topic_ms[1], 0);
    assert_int_equal(spent.recent_ms, 0);
    arena_free(arena);
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {FIXTURE_CASE(test_blocks_are_summed_by_topic),
                                       FIXTURE_CASE(test_nothing_is_spent_at_first)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
