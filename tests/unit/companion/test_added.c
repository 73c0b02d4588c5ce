/* When cards came: noted once, when their pack is first read, and kept whatever happens after. */
#include "unit/companion/fixture.h"

#include <sqlite3.h>
#include <unistd.h>

#define ALL_CARDS 6

static Workspace *open_on(const char *date)
{
    Workspace *workspace = NULL;
    char *now = mem_format("%sT12:00:00Z", date);
    assert_int_equal(setenv("CAIRN_NOW", now, 1), 0);
    assert_ok(workspace_open(&(WorkspaceOptions){0}, &workspace, error));
    mem_free(now);
    return workspace;
}

static void assert_selects(Workspace *workspace, const char *query, size_t expected)
{
    Arena *arena = arena_new();
    bool *chosen;
    size_t count;
    assert_ok(workspace_select(workspace, query, arena, &chosen, &count, error));
    if (count != expected)
        fail_msg("\"%s\" chooses %zu cards, not %zu", query, count, expected);
    arena_free(arena);
}

static void write_cards(const char *home, const char *more)
{
    char *cards = mem_format("%s%s", FIXTURE_CARDS, more);
    scratch_write(home, "content/t-pack/cards.yaml", cards);
    mem_free(cards);
}

static void write_fewer_cards(const char *home)
{
    char *cards = mem_dup(FIXTURE_CARDS);
    char *last = strstr(cards, "  - {id: t-last");
    assert_non_null(last);
    *last = '\0';
    scratch_write(home, "content/t-pack/cards.yaml", cards);
    mem_free(cards);
}

static int64_t integer(const char *home, const char *sql)
{
    char *path = path_join(home, ".local/share/cairn/cairn.db");
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    int64_t value = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    mem_free(path);
    return value;
}

static void test_new_cards_get_the_day_they_came(void **state)
{
    workspace_close(open_on("2026-11-01"));
    write_cards(*state, "  - {id: t-new, kind: reversed, topic: t-two/a, front: ny, back: new}\n");
    Workspace *workspace = open_on("2026-11-20");
    workspace_close(workspace);
    workspace = open_on("2026-11-24");
    assert_selects(workspace, "added:4", 0);
    assert_selects(workspace, "added:5", 2);
    assert_selects(workspace, "added:5 id:t-new*", 2);
    assert_selects(workspace, "added:23", 2);
    assert_selects(workspace, "added:24", ALL_CARDS + 2);
    assert_selects(workspace, "is:new -added:5", ALL_CARDS);
    workspace_close(workspace);
}

/* An edit, and going and coming back, change nothing; what comes while the program runs is noted too. */
static void test_the_first_day_stays(void **state)
{
    workspace_close(open_on("2026-11-01"));
    write_fewer_cards(*state);
    workspace_close(open_on("2026-11-10"));
    write_cards(*state, "  - {id: t-new, kind: basic, topic: t-two/a, front: New?, back: Yes.}\n");
    Workspace *workspace = open_on("2026-11-24");
    assert_selects(workspace, "added:1", 1);
    write_cards(*state,
                "  - {id: t-new, kind: basic, topic: t-two/a, front: Old?, back: No.}\n"
                "  - {id: t-more, kind: basic, topic: t-two/a, front: More?, back: Yes.}\n");
    assert_ok(workspace_reload(workspace, "", error));
    workspace_close(workspace);
    workspace = open_on("2026-11-25");
    assert_selects(workspace, "added:1", 0);
    assert_selects(workspace, "added:2", 2);
    assert_selects(workspace, "added:15", 2);
    assert_selects(workspace, "added:25", ALL_CARDS + 2);
    workspace_close(workspace);
}

static void test_a_rebuild_leaves_it_alone(void **state)
{
    (void)state;
    workspace_close(open_on("2026-11-01"));
    Workspace *workspace = open_on("2026-11-24");
    Buffer report = {0};
    assert_ok(workspace_doctor(workspace, false, &report, error));
    assert_ok(workspace_doctor(workspace, true, &report, error));
    assert_selects(workspace, "added:23", 0);
    assert_selects(workspace, "added:24", ALL_CARDS);
    buffer_done(&report);
    workspace_close(workspace);
}

/* Content that was written a moment ago is read again, and not from the cache. */
static void open_until_cached(void)
{
    for (bool cached = false; !cached;) {
        Workspace *workspace = open_on("2026-11-01");
        cached = workspace->catalog_bytes.data != NULL;
        workspace_close(workspace);
    }
}

/* Only what changed content brings is written: a start without a change writes nothing. */
static void test_a_start_without_change_notes_nothing(void **state)
{
    open_until_cached();
    assert_int_equal(integer(*state, "DELETE FROM card_added WHERE id = 't-last'"), -1);
    workspace_close(open_on("2026-11-10"));
    assert_int_equal(integer(*state, "SELECT count(*) FROM card_added"), ALL_CARDS - 1);
    Workspace *workspace = open_on("2026-11-20");
    assert_selects(workspace, "added:1", 1); /* asked for: now it is noted */
    workspace_close(workspace);
    assert_int_equal(integer(*state, "SELECT count(*) FROM card_added"), ALL_CARDS);
    workspace = open_on("2026-11-24");
    assert_selects(workspace, "added:4", 0);
    assert_selects(workspace, "added:5", 1);
    workspace_close(workspace);
}

static void test_reading_only_notes_nothing(void **state)
{
    (void)state;
    Workspace *workspace = NULL;
    WorkspaceOptions options = {.read_only = true};
    assert_ok(workspace_open(&options, &workspace, error));
    assert_selects(workspace, "added:1", ALL_CARDS);
    workspace_close(workspace);
    open_until_cached();
    assert_int_equal(integer(*state, "DELETE FROM card_added WHERE id = 't-last'"), -1);
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-24T12:00:00Z", 1), 0);
    assert_ok(workspace_open(&options, &workspace, error));
    assert_selects(workspace, "added:1", 1);
    workspace_close(workspace);
    assert_int_equal(integer(*state, "SELECT count(*) FROM card_added"), ALL_CARDS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_new_cards_get_the_day_they_came),
        FIXTURE_CASE(test_the_first_day_stays),
        FIXTURE_CASE(test_a_rebuild_leaves_it_alone),
        FIXTURE_CASE(test_a_start_without_change_notes_nothing),
        FIXTURE_CASE(test_reading_only_notes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
