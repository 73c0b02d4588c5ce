/* What is odd about a home without being damage: told with names, and left as it is. */
#include "unit/companion/fixture.h"

#include <sqlite3.h>

#include "companion/examine.h"

/* The finding's names, "a, b", or what it counts; "" when there is no such finding. */
static void check_finding(Workspace *workspace, const char *id, const char *expected)
{
    Findings findings = {0};
    Buffer found = {0};
    assert_ok(workspace_examine(workspace, &findings, error));
    for (size_t i = 0; i < findings.list.count; i++) {
        const Finding *finding = &findings.list.items[i];
        if (strcmp(finding->id, id) != 0)
            continue;
        if (finding->names.list.count == 0)
            buffer_add_format(&found, "%lld", (long long)finding->count);
        names_format(&finding->names, &found);
        assert_true(strtoll(finding->text, NULL, 10) == finding->count);
    }
    if (strstr(buffer_text(&found), expected) == NULL || (expected[0] == '\0' && found.length > 0))
        fail_msg("%s: \"%s\", not \"%s\"", id, buffer_text(&found), expected);
    buffer_done(&found);
    findings_done(&findings);
}

static void run_sql(const Workspace *workspace, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(workspace->database, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void test_nothing_is_odd_about_a_used_home(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Findings findings = {0};
    Undone undone;
    int tier;
    assert_ok(fixture_grade(workspace, 0, RATING_GOOD, 1000, NULL, error));
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    assert_ok(workspace_tick(workspace, fixture_item(workspace, "t-book"), 1, true, error));
    assert_ok(
        workspace_hint(workspace, fixture_item(workspace, "t-proj/first").index, &tier, error));
    assert_ok(workspace_note_set(workspace, "t-one", "giraffe", error));
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    assert_ok(workspace_practice_pause(workspace, error));
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_ok(workspace_examine(workspace, &findings, error));
    if (findings.list.count > 0)
        fail_msg("%s", findings.list.items[0].text);
    findings_done(&findings);
    workspace_close(workspace);
}

static void test_what_no_pack_has_is_told_and_stays(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Buffer report = {0};
    static const struct {
        Event event;
        const char *finding;
    } CASES[] = {
        {{.kind = EVENT_REVIEW, .subject = "gone-card", .body = "{\"rating\":3}"}, "unknown-cards"},
        {{.kind = EVENT_MARK, .subject = "gone-topic#2", .body = "{\"mark\":\"done\"}"},
         "unknown-marks"},
        {{.kind = EVENT_NOTE, .subject = "gone-note", .body = "{\"text\":\"x\"}"}, "unknown-notes"},
        {{.kind = EVENT_QUESTION, .subject = "gone-asked", .body = "{\"text\":\"x\"}"},
         "unknown-questions"},
        {{.kind = EVENT_PRACTICE_EDIT,
          .subject = "gone-practised",
          .body = "{\"what\":\"log\",\"ms\":60000}"},
         "unknown-practice"},
        {{.kind = EVENT_OPENED, .subject = "gone-book", .body = "{}"}, "unknown-resources"},
        {{.kind = EVENT_MILESTONE, .subject = "gone/first", .body = "{\"hint\":1}"},
         "unknown-milestones"},
        {{.kind = EVENT_PROJECT, .subject = "gone-project", .body = "{}"}, "unknown-projects"},
    };
    assert_ok(store_begin(workspace->store, error));
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Event event = CASES[i].event;
        event.at_ms = FIXTURE_NOON;
        assert_ok(store_append(workspace->store, &event, error));
    }
    assert_ok(store_commit(workspace->store, error));
    assert_ok(workspace_doctor(workspace, true, &report, error));
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_finding(workspace, CASES[i].finding, CASES[i].event.subject);
    assert_int_equal(store_event_count(workspace->store), 8);
    buffer_done(&report);
    workspace_close(workspace);
}

static void test_events_that_name_nothing(void **state)
{
    (void)state;
    static const Event EVENTS[] = {
        {.kind = EVENT_UNDO, .subject = "t-basic", .body = "{\"undoes\":\"nothing\"}"},
        {.kind = EVENT_PRACTICE_STOP, .subject = "nothing", .body = "{}"},
        {.kind = EVENT_PRACTICE_EDIT, .subject = "x", .body = "{\"what\":\"delete\"}"},
        {.kind = EVENT_QUESTION, .subject = "", .body = "{\"answers\":\"nothing\"}"},
        {.kind = EVENT_UNDO, .subject = "t-basic", .body = "no JSON"},
    };
    Workspace *workspace = fixture_open();
    assert_ok(store_begin(workspace->store, error));
    for (size_t i = 0; i < sizeof EVENTS / sizeof *EVENTS; i++) {
        Event event = EVENTS[i];
        check_finding(workspace, "dangling-events",
                      i == 0 ? "" : event_kind_name(EVENTS[i - 1].kind));
        assert_ok(store_append(workspace->store, &event, error));
    }
    assert_ok(store_commit(workspace->store, error));
    check_finding(workspace, "missing-events", "");
    run_sql(workspace, "DROP TRIGGER event_delete; DELETE FROM event WHERE seq IN (1, 3, 4)");
    check_finding(workspace, "missing-events", "3");
    workspace_close(workspace);
}

static void test_copies_and_files(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    const char *data = workspace_paths(workspace)->data;
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    char *copy = mem_format("%s/backups/manual-1.db", data);
    scratch_write(data, "backups/cairn-2026-11-01.db", "no database");
    assert_ok(workspace_backup(workspace, copy, error));
    check_finding(workspace, "bad-copies", "cairn-2026-11-01.db");
    check_finding(workspace, "fuller-copies", "");
    run_sql(workspace, "DROP TRIGGER event_delete; DELETE FROM event");
    check_finding(workspace, "fuller-copies", copy);
    check_finding(workspace, "leftover-files", "");
    check_finding(workspace, "foreign-files", "");
    scratch_write(data, "restore-Ab12cd/cairn.db", "");
    check_finding(workspace, "leftover-files", "restore-Ab12cd");
    scratch_write(data, "cache/catalog.Ab12cd", "");
    check_finding(workspace, "leftover-files", "cache/catalog.Ab12cd");
    scratch_write(data, "backups/cairn-2026-11-24.db.part", "");
    check_finding(workspace, "leftover-files", "backups/cairn-2026-11-24.db.part");
    scratch_write(data, "letter.txt", "");
    check_finding(workspace, "foreign-files", "letter.txt");
    mem_free(copy);
    workspace_close(workspace);
}

static void test_content_that_leads_nowhere(void **state)
{
    Workspace *workspace = fixture_open();
    check_finding(workspace, "faulty-content", "");
    workspace_close(workspace);
    scratch_write(*state, "content/bad/pack.yaml",
                  "id: bad\ntitle: Bad\nfiles: {decks: deck.yaml}\n");
    scratch_write(*state, "content/bad/deck.yaml",
                  "deck: bad\ntitle: Bad\ntopic: nowhere\ncards:\n"
                  "  - {id: bad-1, kind: basic, front: What, back: That}\n");
    assert_ok(workspace_open(&(WorkspaceOptions){0}, &workspace, error));
    check_finding(workspace, "faulty-content", "nowhere");
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_nothing_is_odd_about_a_used_home),
        FIXTURE_CASE(test_what_no_pack_has_is_told_and_stays),
        FIXTURE_CASE(test_events_that_name_nothing),
        FIXTURE_CASE(test_copies_and_files),
        FIXTURE_CASE(test_content_that_leads_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
