/* One copy: of one moment, in one file, whole, and with little memory. */
#include "unit/store/scratch.h"

#include <fcntl.h>
#include <sqlite3.h>

#include "store/store.h"

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

#define PAGE_SIZE 4096

#define TODAY      ((DayNumber)20781)
#define TODAY_NAME "backups/cairn-2026-11-24.db"

/* --- what SQLite takes of memory --- */

static sqlite3_mem_methods plain;
static int64_t memory_now, memory_most;

static void *count_taken(void *memory)
{
    if (memory != NULL)
        memory_now += plain.xSize(memory);
    if (memory_now > memory_most)
        memory_most = memory_now;
    return memory;
}

static void *take(int size)
{
    return count_taken(plain.xMalloc(size));
}

static void give_back(void *memory)
{
    if (memory != NULL)
        memory_now -= plain.xSize(memory);
    plain.xFree(memory);
}

static void *resize(void *memory, int size)
{
    int before = plain.xSize(memory);
    void *moved = plain.xRealloc(memory, size);
    if (moved == NULL)
        return NULL;
    memory_now -= before;
    return count_taken(moved);
}

static void count_memory(void)
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain) != SQLITE_OK)
        abort();
    sqlite3_mem_methods counting = plain;
    counting.xMalloc = take;
    counting.xFree = give_back;
    counting.xRealloc = resize;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &counting) != SQLITE_OK)
        abort();
}

/* --- a database --- */

static Store *open_store(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    return store;
}

/* Events of some 900 bytes, in one write. */
static void append(Store *store, int count)
{
    char body[800];
    (void)snprintf(body, sizeof body, "{\"text\":\"%0*d\"}", (int)sizeof body - 20, 0);
    assert_ok(store_begin(store, error));
    for (int i = 0; i < count; i++) {
        Event event = {.kind = EVENT_NOTE, .subject = "some-card", .body = body};
        assert_ok(store_append(store, &event, error));
    }
    assert_ok(store_commit(store, error));
}

static void execute(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *problem = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &problem) != SQLITE_OK)
        fail_msg("%s: %s", sql, problem);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* What a query gives first; the caller frees. */
static char *ask(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    char *answer = mem_dup((const char *)sqlite3_column_text(statement, 0));
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return answer;
}

static int64_t ask_number(const char *path, const char *sql)
{
    char *answer = ask(path, sql);
    int64_t number = strtoll(answer, NULL, 10);
    mem_free(answer);
    return number;
}

static void assert_answer(const char *path, const char *sql, const char *expected)
{
    char *answer = ask(path, sql);
    assert_string_equal(answer, expected);
    mem_free(answer);
}

/* --- one file --- */

static void test_it_is_one_file(void **state)
{
    char *directory = path_join(*state, "copies");
    char *path = path_join(directory, "copy.db");
    unsigned char versions[2] = {0};
    char **names;
    size_t count;
    Store *store = open_store(*state);
    append(store, 50);
    assert_ok(file_make_directory(directory, error));
    assert_ok(store_backup(store, path, error));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pread(fd, versions, sizeof versions, 18), sizeof versions);
    assert_int_equal(close(fd), 0);
    assert_int_equal(versions[0], 1);
    assert_int_equal(versions[1], 1);
    assert_answer(path, "PRAGMA journal_mode", "delete");
    assert_answer(path, "SELECT count(*) FROM event", "50");
    assert_answer(path, "PRAGMA integrity_check", "ok");
    assert_ok(file_list(directory, &names, &count, error)); /* nor did reading it make any */
    assert_int_equal(count, 1);
    file_list_free(names, count);
    append(store, 1); /* the database goes on with its log */
    assert_int_equal(store_event_count(store), 51);
    store_close(store);
    mem_free(path);
    mem_free(directory);
}

/* --- one moment --- */

typedef struct Writer {
    Store *store;
    char *path;
    int asked;
} Writer;

/* Another instance writes, and brings what was written into the file, at each step. */
static bool write_meanwhile(void *context)
{
    Writer *writer = context;
    if (writer->asked++ < 40) {
        append(writer->store, 3);
        execute(writer->path, "PRAGMA wal_checkpoint(PASSIVE)");
    }
    return true;
}

static void test_it_is_of_one_moment(void **state)
{
    char *copy = path_join(*state, TODAY_NAME);
    Store *store = open_store(*state);
    Writer writer = {.store = open_store(*state), .path = path_join(*state, "cairn.db")};
    append(store, 1500);
    execute(writer.path, "PRAGMA wal_checkpoint(PASSIVE)");
    assert_in_range(ask_number(writer.path, "PRAGMA page_count"), 16 * 25, 16 * 60);
    assert_ok(store_backup_daily(store, TODAY, write_meanwhile, &writer, error));
    assert_true(writer.asked > 40);
    assert_int_equal(store_event_count(store), 1500 + 40 * 3);
    assert_int_equal(store_copy_events(copy), 1500);
    store_close(writer.store);
    store_close(store);
    mem_free(writer.path);
    mem_free(copy);
}

/* --- damage --- */

static void write_at(const char *path, int64_t place, const char *bytes, size_t length)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, bytes, length, place), length);
    assert_int_equal(close(fd), 0);
}

static void replace_in_page(const char *path, int64_t place, const char *what, const char *with)
{
    char page[PAGE_SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pread(fd, page, sizeof page, place), sizeof page);
    assert_int_equal(close(fd), 0);
    size_t at = 0;
    while (at + strlen(what) < sizeof page && memcmp(page + at, what, strlen(what)) != 0)
        at++;
    assert_in_range(at, 1, sizeof page - strlen(what) - 1);
    write_at(path, place + (int64_t)at, with, strlen(with));
}

static int64_t page_of(const char *path, const char *name)
{
    char *sql = mem_format("SELECT (rootpage - 1) * %d FROM sqlite_schema WHERE name = '%s'",
                           PAGE_SIZE, name);
    int64_t place = ask_number(path, sql);
    mem_free(sql);
    return place;
}

/* An index that says something else than its table. */
static void test_a_damaged_index_is_told(void **state)
{
    char *path = path_join(*state, "cairn.db");
    char *copy = path_join(*state, "copy.db");
    Store *store = open_store(*state);
    append(store, 5);
    store_close(store);
    replace_in_page(path, page_of(path, "event_subject"), "some-card", "that-card");
    store = open_store(*state);
    assert_fails(STATUS_FAILED, "event_subject", store_check(store, error));
    assert_fails(STATUS_FAILED, "'cairn doctor' tells", store_backup(store, copy, error));
    assert_false(file_exists(copy));
    store_close(store);
    mem_free(copy);
    mem_free(path);
}

/* The number of free pages, which no row depends on. */
static void test_faults_of_free_pages_are_left_behind(void **state)
{
    char *path = path_join(*state, "cairn.db");
    char *copy = path_join(*state, "copy.db");
    Store *store = open_store(*state);
    append(store, 5);
    store_close(store);
    write_at(path, 36, "\0\0\0\7", 4);
    store = open_store(*state);
    assert_fails(STATUS_FAILED, "reelist", store_check(store, error));
    assert_ok(store_backup(store, copy, error));
    store_close(store);
    assert_answer(copy, "PRAGMA integrity_check", "ok");
    assert_answer(copy, "PRAGMA journal_mode", "delete");
    assert_answer(copy, "SELECT count(*) FROM event", "5");
    mem_free(copy);
    mem_free(path);
}

static void test_damaged_rows_are_told(void **state)
{
    static const char NOISE[200] = "noise, where the tree of a table was";
    char *path = path_join(*state, "cairn.db");
    char *copy = path_join(*state, "copy.db");
    Store *store = open_store(*state);
    append(store, 200);
    store_close(store);
    write_at(path, page_of(path, "event"), NOISE, sizeof NOISE);
    store = open_store(*state);
    assert_fails(STATUS_FAILED, "cairn.db is damaged", store_backup(store, copy, error));
    assert_fails(STATUS_FAILED, "copy.db was not made", store_backup(store, copy, error));
    assert_false(file_exists(copy));
    store_close(store);
    mem_free(copy);
    mem_free(path);
}

/* --- memory --- */

static bool go_on(void *context)
{
    (void)context;
    return true;
}

static void test_it_needs_little_memory(void **state)
{
    char *copy = path_join(*state, TODAY_NAME);
    Store *store = open_store(*state);
    append(store, 4000);
    store_close(store);
    store = open_store(*state);
    memory_most = memory_now;
    int64_t before = memory_now;
    assert_ok(store_backup_daily(store, TODAY, go_on, NULL, error));
    assert_in_range(file_stamp(copy).size, 4 << 20, 16 << 20);
    assert_in_range(memory_most - before, 1, 500 << 10);
    print_message("# %lld KiB\n", (long long)(memory_most - before) >> 10);
    store_close(store);
    mem_free(copy);
}

int main(void)
{
    count_memory();
    const struct CMUnitTest tests[] = {
        CASE(test_it_is_one_file),          CASE(test_it_is_of_one_moment),
        CASE(test_a_damaged_index_is_told), CASE(test_faults_of_free_pages_are_left_behind),
        CASE(test_damaged_rows_are_told),   CASE(test_it_needs_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
