/* Databases that older programs wrote, and what a damaged one leads to: use cases for the sweeps that include
 * this. */
#ifndef CAIRN_TESTS_FAULT_CARE_CASES_H
#define CAIRN_TESTS_FAULT_CARE_CASES_H

#include <sqlite3.h>

#include "fault/file_cases.h"
#include "store/schema.h"

/* --- saved from a damaged file --- */

static inline void prepare_damaged(const Home *home)
{
    static const char NOISE[200] = "noise, where an event or the tree of a table was";
    char *backups = path_join(home->path, ".local/share/cairn/backups");
    char *copy = path_join(backups, "cairn-2020-01-01.db");
    assert_ok(file_make_directory(backups, error));
    home_copy_file(home->spare, copy);
    int fd = open(home->database, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, NOISE, sizeof NOISE, 4096), sizeof NOISE);
    assert_int_equal(close(fd), 0);
    mem_free(copy);
    mem_free(backups);
}

/* What keeps the damage from being seen is told, never taken for a file that is whole. */
static inline Status salvage(const Home *home, Error *error)
{
    Buffer report = {0};
    (void)home;
    Status status = restore_damaged(NULL, &report, error);
    if (status == STATUS_OK && report.length == 0)
        abort();
    buffer_done(&report);
    return status;
}

static inline void check_salvaged(const Home *home, bool done)
{
    Buffer report = {0};
    char *kept = path_join(home->path, ".local/share/cairn/backups/damaged-1.db");
    assert_ok(restore_damaged(NULL, &report, error)); /* again, or nothing is left to do */
    assert_int_equal(done && report.length > 0, false);
    assert_true(file_exists(kept));
    check_same(home, done);
    buffer_done(&report);
    mem_free(kept);
}

/* --- brought up to date --- */

static inline void execute(sqlite3 *db, const char *sql)
{
    char *problem = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &problem) != SQLITE_OK)
        fail_msg("%s: %s", sql, problem);
}

/* What the columns of an old table hold in the database of today. */
static inline void copy_table(sqlite3 *db, const char *table)
{
    sqlite3_stmt *columns;
    Buffer names = {0};
    char *query = mem_format("SELECT group_concat(name) FROM pragma_table_info('%s')", table);
    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &columns, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(columns), SQLITE_ROW);
    buffer_add_text(&names, (const char *)sqlite3_column_text(columns, 0));
    assert_int_equal(sqlite3_finalize(columns), SQLITE_OK);
    char *copy = mem_format("INSERT OR REPLACE INTO main.%s (%s) SELECT %s FROM today.%s", table,
                            buffer_text(&names), buffer_text(&names), table);
    execute(db, copy);
    mem_free(copy);
    mem_free(query);
    buffer_done(&names);
}

/* The learner's data of the home in a file as a program of `version` wrote it, the last event in its log. */
static inline void write_old(const Home *home, int version)
{
    static const char *const TABLES[] = {"meta",      "card_state", "item_state",
                                         "day_total", "option",     "practice_timer",
                                         "note",      "question",   "practice_block"};
    sqlite3 *db = NULL;
    assert_int_equal(unlink(home->database), 0);
    assert_int_equal(sqlite3_open(home->database, &db), SQLITE_OK);
    execute(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
    for (int i = 0; i < version; i++)
        assert_int_equal(SCHEMA_LADDER[i](db), SQLITE_OK);
    char *numbers = mem_format("PRAGMA application_id = %d; PRAGMA user_version = %d;"
                               " ATTACH '%s' AS today",
                               SCHEMA_APPLICATION_ID, version, home->spare);
    execute(db, numbers);
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        copy_table(db, TABLES[i]);
    if (version >= 4)
        copy_table(db, "card_added");
    /* that the timer knows how long the machine slept came with version 5 */
    char *events = mem_format("INSERT INTO event SELECT id, device, seq, at_ms, offset_min,"
                              " study_day, kind, subject, %s FROM today.event",
                              version >= 5 ? "body" : "json_remove(body, '$.slept')");
    execute(db, events);
    mem_free(events);
    execute(db, "INSERT INTO search (rowid, title, body, kind, id)"
                " SELECT rowid, title, body, kind, id FROM today.search WHERE rowid < 4294967296");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    mem_free(numbers);
}

static inline void prepare_version_1(const Home *home)
{
    write_old(home, 1);
}

static inline void prepare_version_2(const Home *home)
{
    write_old(home, 2);
}

static inline void prepare_version_3(const Home *home)
{
    write_old(home, 3);
}

static inline void prepare_version_4(const Home *home)
{
    write_old(home, 4);
}

static inline void prepare_version_5(const Home *home)
{
    write_old(home, 5);
}

static inline int version_of(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *version;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &version, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(version), SQLITE_ROW);
    int value = sqlite3_column_int(version, 0);
    assert_int_equal(sqlite3_finalize(version), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return value;
}

static inline Status upgrade(const Home *home, Error *error)
{
    Workspace *workspace = NULL;
    (void)home;
    Status status = workspace_open(&(WorkspaceOptions){0}, &workspace, error);
    workspace_close(workspace);
    return status;
}

/* The old file or the new one; and whoever has the new one has a whole copy of the old. */
static inline void check_upgraded(const Home *home, bool done)
{
    int version = version_of(home->database);
    if (done)
        assert_int_equal(version, SCHEMA_VERSION);
    assert_int_equal(home_check_file(home, 0, 0), 0);
    char *backups = path_join(home->path, ".local/share/cairn/backups");
    size_t copies = 0;
    for (int i = 2; i <= SCHEMA_VERSION; i++) {
        char *copy = mem_format("%s/before-schema-%d.db", backups, i);
        if (file_exists(copy)) {
            assert_int_equal(version_of(copy), i - 1);
            assert_int_equal(store_copy_events(copy), home->events);
            copies++;
        }
        mem_free(copy);
    }
    assert_int_equal(copies, 1);
    mem_free(backups);
}

/* --- all of them --- */

static const FileCase CARE_CASES[] = {
    {"salvage", prepare_damaged, salvage, check_salvaged},
    {"upgrade from 1", prepare_version_1, upgrade, check_upgraded},
    {"upgrade from 2", prepare_version_2, upgrade, check_upgraded},
    {"upgrade from 3", prepare_version_3, upgrade, check_upgraded},
    {"upgrade from 4", prepare_version_4, upgrade, check_upgraded},
    {"upgrade from 5", prepare_version_5, upgrade, check_upgraded},
};
#define CARE_CASE_COUNT (sizeof CARE_CASES / sizeof *CARE_CASES)

_Static_assert(SCHEMA_VERSION == 6, "an upgrade from each version is swept");

#endif
