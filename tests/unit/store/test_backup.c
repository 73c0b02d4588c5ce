/* Copies with their rotation. */
#include "unit/store/scratch.h"

#include <sqlite3.h>

#include "store/store.h"

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

static Store *open_store(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    return store;
}

static void append(Store *store)
{
    Event event = {.kind = EVENT_MARK, .subject = "a", .body = "{}"};
    assert_ok(store_begin(store, error));
    assert_ok(store_append(store, &event, error));
    assert_ok(store_commit(store, error));
}

static int64_t events_in(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM event", -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return count;
}

static void test_copy(void **state)
{
    Store *store = open_store(*state);
    append(store);
    append(store);
    char *path = mem_format("%s/copy.db", (const char *)*state);
    assert_ok(store_backup(store, path, error));
    assert_int_equal(events_in(path), 2);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_fails(STATUS_FAILED, "not overwritten", store_backup(store, path, error));
    assert_int_equal(events_in(path), 2);
    mem_free(path);
    path = mem_format("%s/no/such/place.db", (const char *)*state);
    assert_fails(STATUS_FAILED, "no/such/place.db", store_backup(store, path, error));
    mem_free(path);
    store_close(store);
}

static size_t list_copies(const char *directory, Buffer *names)
{
    char *path = path_join(directory, "backups");
    char **found;
    size_t count;
    buffer_clear(names);
    assert_ok(file_list(path, &found, &count, error));
    for (size_t i = 0; i < count; i++)
        buffer_add_format(names, "%s ", found[i]);
    file_list_free(found, count);
    mem_free(path);
    return count;
}

static DayNumber day_of(int year, int month, int day)
{
    return civil_to_day((CivilDate){(int16_t)year, (int8_t)month, (int8_t)day});
}

static void test_daily_copy_once_and_only_with_events(void **state)
{
    Store *store = open_store(*state);
    Buffer names = {0};
    DayNumber today = day_of(2026, 11, 24);
    assert_ok(store_backup_daily(store, today, NULL, NULL, error));
    assert_int_equal(list_copies(*state, &names), 0);
    append(store);
    assert_ok(store_backup_daily(store, today, NULL, NULL, error));
    assert_int_equal(list_copies(*state, &names), 1);
    assert_string_equal(buffer_text(&names), "cairn-2026-11-24.db ");
    append(store);
    assert_ok(store_backup_daily(store, today, NULL, NULL, error));
    char *path = mem_format("%s/backups/cairn-2026-11-24.db", (const char *)*state);
    assert_int_equal(events_in(path), 1); /* the first of the day stays */
    mem_free(path);
    buffer_done(&names);
    store_close(store);
}

/* A year of days: the newest seven, the newest of four weeks and of twelve months. */
static void test_rotation(void **state)
{
    Store *store = open_store(*state);
    Buffer names = {0};
    append(store);
    char *directory = mem_format("%s/backups", (const char *)*state);
    scratch_write(directory, "cairn-2026-99-99.db", "no date");
    scratch_write(directory, "mine.db", "not ours");
    scratch_write(directory, "cairn-2026-11-20.db.part", "cut short");
    scratch_write(directory, "cairn-2026-11-20.db.part2", "not ours");
    scratch_write(directory, "cairn-laptop.db.part", "not ours");
    scratch_write(directory, "cairn-2026-11-20.db.part-journal", "cut short");
    for (DayNumber day = day_of(2025, 10, 1); day < day_of(2026, 11, 24); day++) {
        char date[CIVIL_DATE_SIZE];
        char *name = NULL;
        civil_format_date(day, date);
        name = mem_format("cairn-%s.db", date);
        scratch_write(directory, name, "");
        mem_free(name);
    }
    assert_ok(store_backup_daily(store, day_of(2026, 11, 24), NULL, NULL, error));
    (void)list_copies(*state, &names);
    assert_string_equal(buffer_text(&names),
                        "cairn-2025-12-31.db cairn-2026-01-31.db cairn-2026-02-28.db "
                        "cairn-2026-03-31.db cairn-2026-04-30.db cairn-2026-05-31.db "
                        "cairn-2026-06-30.db cairn-2026-07-31.db cairn-2026-08-31.db "
                        "cairn-2026-09-30.db cairn-2026-10-31.db cairn-2026-11-08.db "
                        "cairn-2026-11-15.db cairn-2026-11-18.db cairn-2026-11-19.db "
                        "cairn-2026-11-20.db cairn-2026-11-20.db.part2 cairn-2026-11-21.db "
                        "cairn-2026-11-22.db cairn-2026-11-23.db cairn-2026-11-24.db "
                        "cairn-2026-99-99.db cairn-laptop.db.part mine.db ");
    mem_free(directory);
    buffer_done(&names);
    store_close(store);
}

/* A database that lost events pushes no older copy out. */
static void test_fewer_events_are_kept_beside(void **state)
{
    Store *store = open_store(*state);
    append(store);
    append(store);
    assert_ok(store_backup_daily(store, day_of(2026, 11, 23), NULL, NULL, error));
    store_close(store);
    char *path = path_join(*state, "cairn.db");
    assert_int_equal(unlink(path), 0);
    mem_free(path);
    store = open_store(*state);
    append(store);
    Buffer names = {0};
    for (int i = 0; i < 9; i++)
        assert_ok(store_backup_daily(store, day_of(2026, 11, 24) + i, NULL, NULL, error));
    (void)list_copies(*state, &names);
    assert_contains(buffer_text(&names), "cairn-2026-11-23.db ");
    assert_contains(buffer_text(&names), "cairn-2026-12-02.fewer.db ");
    assert_null(strstr(buffer_text(&names), "cairn-2026-11-25.fewer.db"));
    append(store);
    assert_ok(store_backup_daily(store, day_of(2026, 12, 3), NULL, NULL, error));
    (void)list_copies(*state, &names);
    assert_contains(buffer_text(&names), "cairn-2026-12-03.db ");
    buffer_done(&names);
    store_close(store);
}

static void test_copy_cut_short_is_made_anew(void **state)
{
    Store *store = open_store(*state);
    Buffer names = {0};
    append(store);
    char *directory = mem_format("%s/backups", (const char *)*state);
    scratch_write(directory, "cairn-2026-11-24.db.part", "half");
    assert_ok(store_backup_daily(store, day_of(2026, 11, 24), NULL, NULL, error));
    (void)list_copies(*state, &names);
    assert_string_equal(buffer_text(&names), "cairn-2026-11-24.db ");
    mem_free(directory);
    buffer_done(&names);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_copy),
        CASE(test_daily_copy_once_and_only_with_events),
        CASE(test_rotation),
        CASE(test_fewer_events_are_kept_beside),
        CASE(test_copy_cut_short_is_made_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
