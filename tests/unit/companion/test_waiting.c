/* A home that somebody only looks around in: its database stays closed until it is asked for, and nothing that
 * happens to it meanwhile is missed. */
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "unit/companion/fixture.h"

static bool is_there(const char *home, const char *name)
{
    char *path = fixture_data(home, name);
    bool there = file_exists(path);
    mem_free(path);
    return there;
}

static void move(const char *home, const char *from, const char *to)
{
    char *old = fixture_data(home, from);
    char *new = fixture_data(home, to);
    assert_int_equal(rename(old, new), 0);
    mem_free(old);
    mem_free(new);
}

static Mark mark_of(const Workspace *workspace, const char *id)
{
    return study_state_item_const(workspace_state(workspace), fixture_item(workspace, id))->mark;
}

static bool refresh(Workspace *workspace)
{
    bool changed = false;
    assert_ok(workspace_refresh(workspace, &changed, error));
    return changed;
}

static void test_looking_around_opens_nothing(void **state)
{
    Workspace *workspace = fixture_look_around(*state);
    assert_false(refresh(workspace));
    assert_false(is_there(*state, "cairn.db-wal"));
    assert_false(is_there(*state, "cairn.db-shm"));
    workspace_close(workspace);
    workspace = fixture_open_as(true); /* what was kept still holds */
    assert_non_null(workspace->state_bytes.data);
    workspace_close(workspace);
}

/* Without reading again what is known. */
static void test_the_first_answer_opens_it(void **state)
{
    Workspace *workspace = fixture_look_around(*state);
    CardState after;
    const char *kept = workspace->state_bytes.data;
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-last"), RATING_GOOD, 5000, &after,
                            error));
    assert_int_equal(after.reps, 1);
    assert_ptr_equal(workspace->state_bytes.data, kept);
    assert_false(store_is_waiting(workspace->store));
    assert_true(is_there(*state, "cairn.db-wal"));
    assert_false(refresh(workspace));
    workspace_close(workspace);
    workspace = fixture_open_as(false);
    assert_int_equal(workspace_state(workspace)->cards[fixture_card(workspace, "t-last")].reps, 1);
    workspace_close(workspace);
}

/* Whether the other is still there or gone at the look. */
static void test_what_another_writes_is_seen(void **state)
{
    for (int gone = 0; gone < 2; gone++) {
        Workspace *first = fixture_look_around(*state);
        Workspace *second = fixture_open_as(false);
        assert_ok(workspace_mark(second, fixture_item(second, "t-one/b"),
                                 gone ? MARK_DONE : MARK_DOING, error));
        if (gone)
            workspace_close(second);
        assert_true(refresh(first));
        assert_int_equal(mark_of(first, "t-one/b"), gone ? MARK_DONE : MARK_DOING);
        assert_false(refresh(first));
        if (!gone)
            workspace_close(second);
        workspace_close(first);
    }
}

static void test_an_answer_builds_on_what_another_wrote(void **state)
{
    Workspace *first = fixture_look_around(*state);
    Workspace *second = fixture_open_as(false);
    CatalogIndex card = fixture_card(first, "t-last");
    CardState after;
    assert_ok(fixture_grade(second, card, RATING_GOOD, 5000, &after, error));
    workspace_close(second);
    assert_ok(fixture_grade(first, card, RATING_GOOD, 5000, &after, error));
    assert_int_equal(after.reps, 2);
    workspace_close(first);
}

/* It is told at once, and no empty one passes for it; put back, all is as before. */
static void test_one_that_is_removed_is_missed(void **state)
{
    Workspace *workspace = fixture_look_around(*state);
    ItemRef item = fixture_item(workspace, "t-one/b");
    bool changed;
    move(*state, "cairn.db", "elsewhere.db");
    assert_fails(STATUS_FAILED, "cairn.db was removed since cairn was started",
                 workspace_refresh(workspace, &changed, error));
    assert_fails(STATUS_FAILED, "cairn.db was removed since cairn was started",
                 workspace_mark(workspace, item, MARK_DOING, error));
    assert_false(is_there(*state, "cairn.db"));
    assert_int_equal(mark_of(workspace, "t-one/a"), MARK_DONE);
    move(*state, "elsewhere.db", "cairn.db");
    assert_ok(workspace_mark(workspace, item, MARK_DOING, error));
    assert_int_equal(mark_of(workspace, "t-one/b"), MARK_DOING);
    workspace_close(workspace);
}

/* What it held is not kept as a copy: nothing of it was said to be saved here. */
static void test_one_that_is_replaced_is_followed(void **state)
{
    Workspace *workspace = fixture_look_around(*state);
    workspace_close(workspace);
    char *path = fixture_data(*state, "other.db");
    workspace = fixture_open_as(false);
    assert_ok(workspace_backup(workspace, path, error));
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one/b"), MARK_DONE, error));
    workspace_close(workspace);
    mem_free(path);
    workspace = fixture_look_around(*state);
    assert_int_equal(mark_of(workspace, "t-one/b"), MARK_DONE);
    move(*state, "other.db", "cairn.db");
    assert_true(refresh(workspace));
    assert_int_equal(mark_of(workspace, "t-one/b"), MARK_TODO);
    assert_false(is_there(*state, "backups/replaced-1.db"));
    workspace_close(workspace);
}

#ifdef __linux__
static bool is_told(const Workspace *workspace)
{
    struct pollfd ready = {.fd = workspace->watch, .events = POLLIN};
    return poll(&ready, 1, 0) == 1;
}

/* Without looking: of the log that comes, then of what is written to it. */
static void test_the_first_write_of_another_is_told(void **state)
{
    Workspace *first = fixture_look_around(*state);
    assert_true(workspace_watch(first) >= 0);
    assert_false(is_told(first));
    Workspace *second = fixture_open_as(true);
    assert_ok(workspace_settle(second, error));
    assert_false(is_told(first)); /* it only looks around, too */
    assert_ok(store_settle(second->store, error));
    assert_true(is_told(first));
    workspace_watch_take(first);
    assert_false(refresh(first));
    assert_true(store_is_waiting(first->store));
    assert_false(is_told(first));
    assert_ok(workspace_mark(second, fixture_item(second, "t-one/b"), MARK_DOING, error));
    assert_true(is_told(first));
    workspace_watch_take(first);
    assert_true(refresh(first));
    assert_int_equal(mark_of(first, "t-one/b"), MARK_DOING);
    workspace_close(second);
    workspace_close(first);
}

/* Whoever comes next makes another log. */
static void test_each_who_opens_it_is_followed(void **state)
{
    Workspace *first = fixture_look_around(*state);
    for (int i = 0; i < 3; i++) {
        Workspace *other = fixture_open_as(true);
        assert_ok(workspace_settle(other, error));
        assert_ok(store_settle(other->store, error));
        assert_true(is_told(first));
        workspace_watch_take(first);
        assert_false(refresh(first));
        if (i < 2) {
            workspace_close(other);
            workspace_watch_take(first);
            assert_false(refresh(first));
            continue;
        }
        assert_false(is_told(first));
        assert_ok(workspace_mark(other, fixture_item(other, "t-one/b"), MARK_DOING, error));
        assert_true(is_told(first));
        workspace_watch_take(first);
        assert_true(refresh(first));
        workspace_close(other);
    }
    workspace_close(first);
}

static void test_after_ones_own_first_write_the_log_is_watched(void **state)
{
    Workspace *first = fixture_look_around(*state);
    assert_ok(workspace_mark(first, fixture_item(first, "t-one/b"), MARK_DOING, error));
    assert_true(is_told(first));
    workspace_watch_take(first);
    assert_false(refresh(first));
    assert_false(is_told(first));
    Workspace *second = fixture_open_as(false);
    assert_ok(workspace_mark(second, fixture_item(second, "t-one/b"), MARK_DONE, error));
    assert_true(is_told(first));
    assert_true(refresh(first));
    assert_int_equal(mark_of(first, "t-one/b"), MARK_DONE);
    workspace_close(second);
    workspace_close(first);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_looking_around_opens_nothing),
        FIXTURE_CASE(test_the_first_answer_opens_it),
        FIXTURE_CASE(test_what_another_writes_is_seen),
        FIXTURE_CASE(test_an_answer_builds_on_what_another_wrote),
        FIXTURE_CASE(test_one_that_is_removed_is_missed),
        FIXTURE_CASE(test_one_that_is_replaced_is_followed),
#ifdef __linux__
        FIXTURE_CASE(test_the_first_write_of_another_is_told),
        FIXTURE_CASE(test_each_who_opens_it_is_followed),
        FIXTURE_CASE(test_after_ones_own_first_write_the_log_is_watched),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
