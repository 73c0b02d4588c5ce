/* Opening files of every kind: none, empty, ours, older, newer, another program's, damaged. */
#include "unit/store/scratch.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/connection.h"
#include "store/schema.h"
#include "store/store.h"

static char *database(const char *directory)
{
    return path_join(directory, "cairn.db");
}

static void execute(const char *directory, const char *sql)
{
    char *path = database(directory);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    mem_free(path);
}

static void create(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    store_close(store);
}

static int64_t pragma(Store *store, const char *sql)
{
    int64_t value = -1;
    assert_ok(connection_integer(store, sql, -1, &value, error));
    return value;
}

static unsigned mode_of(const char *path)
{
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    return (unsigned)info.st_mode & 0777;
}

static void test_fresh_file(void **state)
{
    char *directory = mem_format("%s/a/b", (const char *)*state);
    assert_false(store_exists(directory));
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    assert_true(store_exists(directory));
    assert_int_equal(mode_of(directory), 0700);
    assert_int_equal(mode_of(store->path), 0600);
    char *log = mem_format("%s-wal", store->path);
    assert_int_equal(mode_of(log), 0600);
    assert_int_equal(pragma(store, "PRAGMA application_id"), SCHEMA_APPLICATION_ID);
    assert_int_equal(pragma(store, "PRAGMA user_version"), SCHEMA_VERSION);
    assert_int_equal(pragma(store, "PRAGMA synchronous"), 2);
    assert_int_equal(pragma(store, "PRAGMA foreign_keys"), 1);
    assert_int_equal(pragma(store, "PRAGMA trusted_schema"), 0);
    assert_int_equal(pragma(store, "PRAGMA busy_timeout"), 5000);
    assert_int_equal(pragma(store, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
    assert_ok(store_check(store, error));
    store_close(store);
    mem_free(log);
    mem_free(directory);
}

static void test_open_again_keeps_what_is_there(void **state)
{
    Store *store = NULL;
    create(*state);
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    Event event = {.kind = EVENT_MARK, .subject = "a", .body = "{}"};
    assert_ok(store_begin(store, error));
    assert_ok(store_append(store, &event, error));
    assert_ok(store_commit(store, error));
    store_close(store);
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    assert_int_equal(store_event_count(store), 1);
    store_close(store);
}

static void test_empty_file_becomes_ours(void **state)
{
    scratch_write(*state, "cairn.db", "");
    create(*state);
}

static void test_two_at_once_make_one_schema(void **state)
{
    Store *first = NULL;
    Store *second = NULL;
    assert_ok(store_open(*state, STORE_READ_WRITE, &first, error));
    assert_ok(store_open(*state, STORE_READ_WRITE, &second, error));
    assert_int_equal(pragma(second, "SELECT count(*) FROM meta"), 1);
    store_close(first);
    store_close(second);
}

static void test_foreign_file(void **state)
{
    Store *store = NULL;
    execute(*state, "CREATE TABLE cookies (a); INSERT INTO cookies VALUES (1)");
    assert_fails(STATUS_FAILED, "another program",
                 store_open(*state, STORE_READ_WRITE, &store, error));
    assert_null(store);
    assert_fails(STATUS_FAILED, "another program",
                 store_open(*state, STORE_READ_ONLY, &store, error));
    execute(*state, "PRAGMA application_id = 77; INSERT INTO cookies VALUES (2)");
    assert_fails(STATUS_FAILED, "application id 77",
                 store_open(*state, STORE_READ_WRITE, &store, error));
    execute(*state, "DELETE FROM cookies WHERE a = 1"); /* untouched, and still a database */
}

static void test_no_database(void **state)
{
    Store *store = NULL;
    char text[4000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    scratch_write(*state, "cairn.db", text);
    assert_fails(STATUS_FAILED, "is no database",
                 store_open(*state, STORE_READ_WRITE, &store, error));
    assert_fails(STATUS_FAILED, "cairn.db", store_open(*state, STORE_READ_ONLY, &store, error));
    char *data = NULL;
    size_t length;
    char *path = database(*state);
    assert_ok(file_read(path, 10000, &data, &length, error));
    assert_string_equal(data, text);
    mem_free(data);
    mem_free(path);
}

static void test_newer_schema(void **state)
{
    Store *store = NULL;
    create(*state);
    execute(*state, "PRAGMA user_version = 99");
    char *told = mem_format("schema 99 and this program knows up to %d", SCHEMA_VERSION);
    assert_fails(STATUS_FAILED, told, store_open(*state, STORE_READ_WRITE, &store, error));
    mem_free(told);
    assert_fails(STATUS_FAILED, "newer cairn", store_open(*state, STORE_READ_ONLY, &store, error));
}

static void test_schema_that_cannot_be(void **state)
{
    Store *store = NULL;
    create(*state);
    execute(*state, "PRAGMA user_version = -99"); /* led before the first step */
    assert_fails(STATUS_FAILED, "no schema -99",
                 store_open(*state, STORE_READ_WRITE, &store, error));
    char *path = path_join(*state, "cairn.db");
    bool damaged = false;
    assert_ok(store_is_damaged(path, &damaged, error));
    assert_true(damaged);
    mem_free(path);
}

static void test_directory_that_cannot_be(void **state)
{
    Store *store = NULL;
    scratch_write(*state, "file", "x");
    char *below = mem_format("%s/file/data", (const char *)*state);
    assert_fails(STATUS_FAILED, "cannot create directory",
                 store_open(below, STORE_READ_WRITE, &store, error));
    assert_fails(STATUS_FAILED, "--data", store_open(below, STORE_READ_WRITE, &store, error));
    mem_free(below);
}

static void test_database_that_is_a_directory(void **state)
{
    Store *store = NULL;
    char *path = database(*state);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_fails(STATUS_FAILED, "cairn.db", store_open(*state, STORE_READ_WRITE, &store, error));
    mem_free(path);
}

static void test_unwritable_file(void **state)
{
    if (geteuid() == 0)
        skip(); /* nothing is read-only for root */
    Store *store = NULL;
    create(*state);
    char *path = database(*state);
    assert_int_equal(chmod(path, 0400), 0);
    assert_fails(STATUS_FAILED, "read-only", store_open(*state, STORE_READ_WRITE, &store, error));
    assert_ok(store_open(*state, STORE_READ_ONLY, &store, error));
    store_close(store);
    mem_free(path);
}

/* --- reading only --- */

static void test_reading_makes_nothing(void **state)
{
    Store *store = NULL;
    char *none = mem_format("%s/none", (const char *)*state);
    assert_fails(STATUS_FAILED, "cannot open", store_open(none, STORE_READ_ONLY, &store, error));
    assert_false(file_exists(none));
    mem_free(none);
    create(*state);
    assert_ok(store_open(*state, STORE_READ_ONLY, &store, error));
    assert_int_equal(store_event_count(store), 0);
    char **names;
    size_t count;
    assert_ok(file_list(*state, &names, &count, error));
    assert_int_equal(count, 1);
    assert_string_equal(names[0], "cairn.db");
    file_list_free(names, count);
    assert_fails(STATUS_FAILED, "read-only", store_begin(store, error));
    store_close(store);
}

static void test_reading_sees_what_another_wrote(void **state)
{
    Store *writer = NULL;
    Store *reader = NULL;
    assert_ok(store_open(*state, STORE_READ_WRITE, &writer, error));
    Event event = {.kind = EVENT_MARK, .subject = "a", .body = "{}"};
    assert_ok(store_begin(writer, error));
    assert_ok(store_append(writer, &event, error));
    assert_ok(store_commit(writer, error));
    assert_ok(store_begin(writer, error)); /* and is writing at this moment */
    assert_ok(store_open(*state, STORE_READ_ONLY, &reader, error));
    assert_int_equal(store_event_count(reader), 1);
    store_close(reader);
    store_rollback(writer);
    store_close(writer);
}

static void test_odd_paths(void **state)
{
    char *directory = mem_format("%s/100%% a?b#c", (const char *)*state);
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    store_close(store);
    assert_ok(store_open(directory, STORE_READ_ONLY, &store, error));
    assert_int_equal(store_event_count(store), 0);
    store_close(store);
    mem_free(directory);
}

/* --- the ladder, with a step that this program does not have yet --- */

static int add_column(sqlite3 *db)
{
    return sqlite3_exec(db, "ALTER TABLE meta ADD COLUMN extra TEXT", NULL, NULL, NULL);
}

static int fail_half_way(sqlite3 *db)
{
    (void)sqlite3_exec(db, "DROP TABLE question", NULL, NULL, NULL);
    return sqlite3_exec(db, "CREATE TABLE event (a)", NULL, NULL, NULL);
}

static Status climb(const char *directory, SchemaStep *step, StoreMode mode, Error *problem)
{
    Store *store = NULL;
    assert_ok(store_open(directory, mode, &store, error));
    SchemaStep *ladder[SCHEMA_VERSION + 1];
    memcpy(ladder, SCHEMA_LADDER, sizeof SCHEMA_LADDER);
    ladder[SCHEMA_VERSION] = step;
    Status status = schema_prepare(store, ladder, SCHEMA_VERSION + 1, problem);
    store_close(store);
    return status;
}

static void test_ladder_backs_up_and_climbs(void **state)
{
    create(*state);
    assert_ok(climb(*state, add_column, STORE_READ_WRITE, error));
    char *path =
        mem_format("%s/backups/before-schema-%d.db", (const char *)*state, SCHEMA_VERSION + 1);
    assert_int_equal(mode_of(path), 0600);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(db, "SELECT extra FROM meta", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "SELECT value FROM meta", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    mem_free(path);
    Store *store = NULL;
    char *told =
        mem_format("schema %d and this program knows up to %d", SCHEMA_VERSION + 1, SCHEMA_VERSION);
    assert_fails(STATUS_FAILED, told, store_open(*state, STORE_READ_WRITE, &store, error));
    mem_free(told);
}

static int64_t upgraded;

static void note_upgrade(int64_t bytes)
{
    upgraded += bytes;
}

/* Before anything is copied; and where there is nothing to wait for, nobody is told. */
static void test_an_upgrade_is_told_before(void **state)
{
    static const StoreMode MODES[] = {STORE_READ_WRITE, STORE_READ_FIRST};
    char *path = database(*state);
    for (size_t i = 0; i < 2 * sizeof MODES / sizeof *MODES; i++) {
        bool older = i % 2 == 1;
        upgraded = 0;
        if (older)
            execute(*state, "DROP TABLE search_document; PRAGMA user_version = 5");
        int64_t bytes = older ? file_stamp(path).size : 0;
        Store *store = store_open_later(*state, MODES[i / 2]);
        store_tell_upgrading(store, note_upgrade);
        assert_ok(store_open_now(store, error));
        assert_int_equal(pragma(store, "PRAGMA user_version"), SCHEMA_VERSION);
        assert_int_equal(upgraded, bytes);
        store_close(store);
    }
    mem_free(path);
}

static void test_failed_step_changes_nothing(void **state)
{
    create(*state);
    assert_fails(STATUS_FAILED, "cairn.db", climb(*state, fail_half_way, STORE_READ_WRITE, error));
    Store *store = NULL;
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    assert_int_equal(pragma(store, "SELECT count(*) FROM question"), 0);
    assert_int_equal(pragma(store, "PRAGMA user_version"), SCHEMA_VERSION);
    store_close(store);
    assert_ok(climb(*state, add_column, STORE_READ_WRITE, error)); /* also with the copy there */
}

static void test_older_schema_is_not_upgraded_by_reading(void **state)
{
    create(*state);
    char *told = mem_format("older schema %d", SCHEMA_VERSION);
    assert_fails(STATUS_FAILED, told, climb(*state, add_column, STORE_READ_ONLY, error));
    mem_free(told);
}

/* What the first version wrote is read as before, and has every column. */
static void test_the_first_version_climbs(void **state)
{
    Store *store = NULL;
    create(*state);
    execute(*state, "ALTER TABLE card_state DROP COLUMN late_days");
    execute(*state, "DROP TABLE card_added");
    execute(*state, "DROP TABLE search_document");
    execute(*state, "ALTER TABLE practice_timer DROP COLUMN slept_ms");
    execute(*state, "ALTER TABLE practice_block DROP COLUMN offset_before");
    execute(*state, "ALTER TABLE practice_block DROP COLUMN shift_ms");
    execute(*state,
            "INSERT INTO card_state VALUES ('a',2.5,5,0,1,20000,19990,0,19990,10,3,1,2,0,1)");
    execute(*state, "CREATE TABLE cache (key TEXT PRIMARY KEY)");
    execute(*state, "CREATE TABLE cache_source (key TEXT REFERENCES cache (key))");
    execute(*state, "INSERT INTO cache VALUES ('k')");
    execute(*state, "INSERT INTO cache_source VALUES ('k')");
    execute(*state, "INSERT INTO note VALUES (4, 'a', 'my giraffe', 1)");
    execute(*state, "INSERT INTO search (rowid, title, body, kind, id)"
                    " VALUES (4294967296, 'Old', 'content', 'card', 'a')");
    execute(*state, "INSERT INTO meta VALUES ('indexed', '7')");
    execute(*state, "PRAGMA user_version = 1");
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    assert_int_equal(pragma(store, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'cache%'"),
                     0);
    CardState card;
    assert_ok(store_get_card(store, "a", &card, error));
    assert_int_equal(card.due_day, 20000);
    assert_true(card.suspended);
    assert_int_equal(card.late_days, 0);
    assert_int_equal(pragma(store, "SELECT day FROM card_added WHERE id = 'a'"), 19990);
    assert_int_equal(pragma(store, "SELECT rowid FROM search WHERE search MATCH 'giraffe'"), 4);
    assert_int_equal(pragma(store, "SELECT count(*) FROM search"), 1); /* content is indexed anew */
    uint64_t indexed = 1;
    assert_ok(store_indexed(store, &indexed, error));
    assert_true(indexed == 0);
    card.late_days = 4;
    assert_ok(store_put_card(store, "a", &card, error));
    assert_ok(store_get_card(store, "a", &card, error));
    assert_int_equal(card.late_days, 4);
    store_close(store);
}

static void test_damage_is_told(void **state)
{
    create(*state);
    char *path = database(*state);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    char noise[4096];
    memset(noise, 0x5a, sizeof noise);
    for (off_t page = 1; page < 6; page++)
        assert_int_equal(pwrite(fd, noise, sizeof noise, page * 4096), sizeof noise);
    assert_int_equal(close(fd), 0);
    Store *store = NULL;
    Error found = {{0}};
    Status status = store_open(*state, STORE_READ_WRITE, &store, &found);
    if (status == STATUS_OK) /* the header is whole: the damage shows on a closer look */
        status = store_check(store, &found);
    assert_int_equal(status, STATUS_FAILED);
    assert_contains(found.message, "damaged");
    assert_contains(found.message, "backups");
    store_close(store);
    mem_free(path);
}

/* The schema has no foreign keys; somebody's tables, or those of a later one, may. */
static void test_a_foreign_key_that_leads_nowhere_is_named(void **state)
{
    create(*state);
    char *path = database(*state);
    bool damaged = true;
    Store *store = NULL;
    execute(*state, "CREATE TABLE deck (id INTEGER PRIMARY KEY);"
                    "CREATE TABLE leaf (id INTEGER PRIMARY KEY, deck REFERENCES deck);"
                    "CREATE TABLE mark (id TEXT PRIMARY KEY, deck REFERENCES deck) WITHOUT ROWID;"
                    "INSERT INTO deck VALUES (1); INSERT INTO leaf VALUES (7, 1)");
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    assert_ok(store_check(store, error));
    store_close(store);
    assert_ok(store_is_damaged(path, &damaged, error));
    assert_false(damaged);
    execute(*state, "INSERT INTO leaf VALUES (8, 2); INSERT INTO mark VALUES ('a', 3)");
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    assert_fails(STATUS_FAILED, "row 8 of leaf names a row of deck that is not there",
                 store_check(store, error));
    assert_fails(STATUS_FAILED, "a row of mark names", store_check(store, error));
    store_close(store);
    assert_ok(store_is_damaged(path, &damaged, error)); /* a repair makes it anew */
    assert_true(damaged);
    mem_free(path);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_fresh_file),
        CASE(test_open_again_keeps_what_is_there),
        CASE(test_empty_file_becomes_ours),
        CASE(test_two_at_once_make_one_schema),
        CASE(test_foreign_file),
        CASE(test_no_database),
        CASE(test_newer_schema),
        CASE(test_schema_that_cannot_be),
        CASE(test_directory_that_cannot_be),
        CASE(test_database_that_is_a_directory),
        CASE(test_unwritable_file),
        CASE(test_reading_makes_nothing),
        CASE(test_reading_sees_what_another_wrote),
        CASE(test_odd_paths),
        CASE(test_ladder_backs_up_and_climbs),
        CASE(test_an_upgrade_is_told_before),
        CASE(test_failed_step_changes_nothing),
        CASE(test_older_schema_is_not_upgraded_by_reading),
        CASE(test_the_first_version_climbs),
        CASE(test_damage_is_told),
        CASE(test_a_foreign_key_that_leads_nowhere_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
