/* Full-text search with friendly and hostile queries, and copies with their rotation. */
#include "unit/store/scratch.h"

#include <sqlite3.h>

#include "store/connection.h"
#include "store/store.h"

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

static Store *open_store(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    return store;
}

/* --- search --- */

static const SearchDocument DOCUMENTS[] = {
    {"topic", "attention", "Attention mechanisms", "Queries, keys and values."},
    {"subtopic", "attention/self", "Self-attention", "Each position attends to every other."},
    {"card", "softmax", "What does softmax do?", "It makes weights that add up to one: attention."},
    {"resource", "cafe", "Caf\xc3\xa9 des arts",
     "Na\xc3\xafve r\xc3\xa9sum\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac"},
};

static void test_index_tells_its_version(void **state)
{
    Store *store = open_store(*state);
    const uint64_t version = UINT64_C(0xfedcba9876543210); /* more than a signed number holds */
    uint64_t told = 1;
    assert_ok(store_indexed(store, &told, error));
    assert_int_equal(told, 0);
    assert_ok(store_index_content(store, DOCUMENTS, 4, version, error));
    assert_ok(store_indexed(store, &told, error));
    assert_true(told == version);
    store_close(store);
}

static void check_search(Store *store, const char *query, const char *expected)
{
    Arena *arena = arena_new();
    SearchHits hits;
    Buffer ids = {0};
    assert_ok(store_search(store, query, 10, arena, &hits, error));
    for (size_t i = 0; i < hits.count; i++)
        buffer_add_format(&ids, "%s%s", i == 0 ? "" : " ", hits.items[i].id);
    if (strcmp(buffer_text(&ids), expected) != 0)
        fail_msg("'%s' finds '%s', not '%s'", query, buffer_text(&ids), expected);
    buffer_done(&ids);
    arena_free(arena);
}

static void test_search_finds(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    static const char *const CASES[][2] = {
        {"queries", "attention"},
        {"QUER", "attention"},
        {"attention", "attention attention/self softmax"},
        {"weights one", "softmax"},
        {"weights zebra", ""},
        {"\"add up\"", "softmax"},
        {"\"up add\"", ""},
        {"\"add u\"", ""},
        {"self-att", "attention/self"},
        {"cafe naive", "cafe"},
        {"CAF\xc3\x89", "cafe"},
        {"\xe6\x97\xa5", "cafe"},
        {"", ""},
        {"   ", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_search(store, CASES[i][0], CASES[i][1]);
    store_close(store);
}

static void test_search_takes_any_text(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    static const char *const CASES[][2] = {
        {"\"", ""},
        {"\"\"\"", ""},
        {"\"queries", "attention"},
        {"queries\"", "attention"},
        {"que\"ries", ""},
        {"queries AND", "attention"}, /* the word "and" */
        {"queries NOT keys", ""},
        {"queries OR zebra", ""},
        {"NEAR(queries keys)", ""},
        {"title:queries", ""},
        {"title : queries", ""},
        {"-queries", "attention"},
        {"^queries", "attention"},
        {"queries*", "attention"},
        {"*", ""},
        {"(queries)", "attention"},
        {"{queries}", "attention"},
        {"') ; DROP TABLE event; --", ""},
        {"\x01\x02\x7f", ""},
        {"\xff\xfe queries", "attention"},
        {"\xff\xfe", ""},
        {"% _ ? \\", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_search(store, CASES[i][0], CASES[i][1]);
    char endless[3001];
    memset(endless, '"', 3000);
    endless[3000] = '\0';
    check_search(store, endless, "");
    for (size_t i = 0; i < 3000; i++)
        endless[i] = i % 2 == 0 ? 'z' : ' ';
    check_search(store, endless, "");
    /* whatever two bytes are put around a word, it is text */
    for (int first = 1; first < 256; first++) {
        for (int last = 1; last < 256; last += 3) {
            char query[16];
            (void)snprintf(query, sizeof query, "%ckeys%c", first, last);
            Arena *arena = arena_new();
            SearchHits hits;
            assert_ok(store_search(store, query, 3, arena, &hits, error));
            arena_free(arena);
        }
    }
    store_close(store);
}

static void test_snippet_marks_the_words(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    Arena *arena = arena_new();
    SearchHits hits;
    assert_ok(store_search(store, "keys", 10, arena, &hits, error));
    assert_int_equal(hits.count, 1);
    assert_string_equal(hits.items[0].kind, "topic");
    assert_string_equal(hits.items[0].title, "Attention mechanisms");
    assert_string_equal(hits.items[0].snippet, "Queries, \x02keys\x03 and values.");
    assert_ok(store_search(store, "a", 2, arena, &hits, error));
    assert_int_equal(hits.count, 2);
    assert_true(hits.items[0].score <= hits.items[1].score);
    arena_free(arena);
    store_close(store);
}

static void test_notes_stay_when_content_changes(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_put_note(store, "attention", "my zebra", 1, error));
    assert_ok(store_put_note(store, "softmax", "my zebra two", 1, error));
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    assert_ok(store_index_content(store, DOCUMENTS, 1, 7, error));
    check_search(store, "softmax", "");
    check_search(store, "zebra", "attention softmax");
    assert_ok(store_put_note(store, "attention", "my lion", 1, error));
    assert_ok(store_put_note(store, "softmax", "", 1, error));
    check_search(store, "zebra", "");
    check_search(store, "lion", "attention");
    assert_ok(store_clear_derived(store, error));
    check_search(store, "lion", "");
    check_search(store, "queries", "attention");
    store_close(store);
}

/* --- copies --- */

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
    assert_ok(store_backup_daily(store, today, error));
    assert_int_equal(list_copies(*state, &names), 0);
    append(store);
    assert_ok(store_backup_daily(store, today, error));
    assert_int_equal(list_copies(*state, &names), 1);
    assert_string_equal(buffer_text(&names), "cairn-2026-11-24.db ");
    append(store);
    assert_ok(store_backup_daily(store, today, error));
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
    for (DayNumber day = day_of(2025, 10, 1); day < day_of(2026, 11, 24); day++) {
        char date[CIVIL_DATE_SIZE];
        char *name = NULL;
        civil_format_date(day, date);
        name = mem_format("cairn-%s.db", date);
        scratch_write(directory, name, "");
        mem_free(name);
    }
    assert_ok(store_backup_daily(store, day_of(2026, 11, 24), error));
    (void)list_copies(*state, &names);
    assert_string_equal(buffer_text(&names),
                        "cairn-2025-12-31.db cairn-2026-01-31.db cairn-2026-02-28.db "
                        "cairn-2026-03-31.db cairn-2026-04-30.db cairn-2026-05-31.db "
                        "cairn-2026-06-30.db cairn-2026-07-31.db cairn-2026-08-31.db "
                        "cairn-2026-09-30.db cairn-2026-10-31.db cairn-2026-11-08.db "
                        "cairn-2026-11-15.db cairn-2026-11-18.db cairn-2026-11-19.db "
                        "cairn-2026-11-20.db cairn-2026-11-21.db cairn-2026-11-22.db "
                        "cairn-2026-11-23.db cairn-2026-11-24.db cairn-2026-99-99.db mine.db ");
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
    assert_ok(store_backup_daily(store, day_of(2026, 11, 23), error));
    store_close(store);
    char *path = path_join(*state, "cairn.db");
    assert_int_equal(unlink(path), 0);
    mem_free(path);
    store = open_store(*state);
    append(store);
    Buffer names = {0};
    for (int i = 0; i < 9; i++)
        assert_ok(store_backup_daily(store, day_of(2026, 11, 24) + i, error));
    (void)list_copies(*state, &names);
    assert_contains(buffer_text(&names), "cairn-2026-11-23.db ");
    assert_contains(buffer_text(&names), "cairn-2026-12-02.fewer.db ");
    assert_null(strstr(buffer_text(&names), "cairn-2026-11-25.fewer.db"));
    append(store);
    assert_ok(store_backup_daily(store, day_of(2026, 12, 3), error));
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
    assert_ok(store_backup_daily(store, day_of(2026, 11, 24), error));
    (void)list_copies(*state, &names);
    assert_string_equal(buffer_text(&names), "cairn-2026-11-24.db ");
    mem_free(directory);
    buffer_done(&names);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_index_tells_its_version),
        CASE(test_search_finds),
        CASE(test_search_takes_any_text),
        CASE(test_snippet_marks_the_words),
        CASE(test_notes_stay_when_content_changes),
        CASE(test_copy),
        CASE(test_daily_copy_once_and_only_with_events),
        CASE(test_rotation),
        CASE(test_fewer_events_are_kept_beside),
        CASE(test_copy_cut_short_is_made_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
