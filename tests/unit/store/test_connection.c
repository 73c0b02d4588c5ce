/* Opening for reading first, or later, and what is known of a file that nobody opened: what others write
 * meanwhile is never missed. */
#include "unit/store/scratch.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/inotify.h>
#endif

#include "store/connection.h"
#include "store/store.h"

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

static char *database(const char *directory)
{
    return path_join(directory, "cairn.db");
}

static void create(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    store_close(store);
}

static bool has_log(const Store *store)
{
    char *log = mem_format("%s-wal", store->path);
    bool there = file_exists(log);
    mem_free(log);
    return there;
}

static void append_one(Store *store, const char *subject)
{
    Event event = {.kind = EVENT_NOTE, .subject = subject, .body = "{}", .at_ms = 1};
    assert_ok(store_begin(store, error));
    assert_ok(store_append(store, &event, error));
    assert_ok(store_commit(store, error));
}

/* As if it had last been written a day before. */
static void make_old(const char *directory)
{
    const struct timespec times[2] = {{.tv_sec = 86400}, {.tv_sec = 86400}};
    char *path = database(directory);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    mem_free(path);
}

static void test_reading_first_makes_nothing_until_it_writes(void **state)
{
    const char *directory = *state;
    create(directory);
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_FIRST, &store, error));
    assert_int_equal(store_event_count(store), 0);
    assert_false(has_log(store));
    assert_false(store_changed_elsewhere(store));
    append_one(store, "a");
    assert_true(has_log(store));
    assert_int_equal(store_event_count(store), 1);
    store_close(store);
    make_old(directory);
    assert_ok(store_open(directory, STORE_READ_FIRST, &store, error));
    assert_int_equal(store_event_count(store), 1);
    assert_ok(store_settle(store, error));
    assert_true(has_log(store));
    assert_false(store_changed_elsewhere(store));
    assert_ok(store_settle(store, error)); /* nothing is left to do */
    store_close(store);
}

/* Whether the other one is still there or gone when this one settles. */
static void test_what_others_wrote_since_is_a_change(void **state)
{
    const char *directory = *state;
    for (int gone = 0; gone < 2; gone++) {
        create(directory);
        Store *store = NULL;
        Store *other = NULL;
        assert_ok(store_open(directory, STORE_READ_FIRST, &store, error));
        assert_ok(store_open(directory, STORE_READ_WRITE, &other, error));
        append_one(other, "b");
        if (gone)
            store_close(other);
        assert_ok(store_settle(store, error));
        assert_true(store_changed_elsewhere(store));
        assert_false(store_changed_elsewhere(store));
        assert_int_equal(store_event_count(store), gone + 1);
        if (!gone)
            store_close(other);
        store_close(store);
    }
}

/* Writes as another program would, whenever a connection is made. */
static int write_meanwhile(sqlite3 *connection, const char **message, const void *routines)
{
    static bool writing;
    (void)connection;
    (void)message;
    (void)routines;
    if (writing)
        return SQLITE_OK;
    writing = true;
    Store *other = NULL;
    assert_ok(store_open(getenv("CAIRN_TEST_MEANWHILE"), STORE_READ_WRITE, &other, error));
    append_one(other, "c");
    store_close(other);
    writing = false;
    return SQLITE_OK;
}

/* A write within a tick of the clock for files leaves the stamp as it was; some files have only seconds. */
static void test_what_was_written_a_moment_ago_is_read_again(void **state)
{
    Store *store = NULL;
    struct timespec now;
    create(*state);
    char *path = database(*state);
    assert_int_equal(clock_gettime(CLOCK_REALTIME, &now), 0);
    now.tv_nsec = 0;
    assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[2]){now, now}, 0), 0);
    mem_free(path);
    assert_ok(store_open(*state, STORE_READ_FIRST, &store, error));
    assert_ok(store_settle(store, error));
    assert_true(store_changed_elsewhere(store));
    assert_false(store_changed_elsewhere(store));
    store_close(store);
}

static void test_what_others_write_while_it_settles_is_a_change(void **state)
{
    const char *directory = *state;
    create(directory);
    make_old(directory);
    assert_int_equal(setenv("CAIRN_TEST_MEANWHILE", directory, 1), 0);
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_FIRST, &store, error));
    void (*entry)(void) = NULL;
    int (*hook)(sqlite3 *, const char **, const void *) = write_meanwhile;
    memcpy(&entry, &hook, sizeof entry);
    assert_int_equal(sqlite3_auto_extension(entry), SQLITE_OK);
    assert_ok(store_settle(store, error));
    assert_int_equal(sqlite3_cancel_auto_extension(entry), 1);
    assert_true(store_changed_elsewhere(store));
    assert_false(store_changed_elsewhere(store));
    store_close(store);
}

#ifdef __linux__
/* The write is seen before the disk has it, so the commit is told by itself, and last. */
static void test_who_watches_the_log_is_told_of_a_commit(void **state)
{
    Store *store = NULL;
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    char *log = mem_format("%s-wal", store->path);
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    assert_true(watch >= 0);
    assert_true(inotify_add_watch(watch, log, IN_MODIFY | IN_ATTRIB) >= 0);
    append_one(store, "a");
    char bytes[4096];
    uint32_t first, last; /* masks; of a watched file, so no names lie between */
    ssize_t length = read(watch, bytes, sizeof bytes);
    assert_true(length >= (ssize_t)(2 * sizeof(struct inotify_event)));
    const char *end = bytes + length - sizeof(struct inotify_event);
    memcpy(&first, bytes + offsetof(struct inotify_event, mask), sizeof first);
    memcpy(&last, end + offsetof(struct inotify_event, mask), sizeof last);
    assert_true((first & IN_MODIFY) != 0);
    assert_true((last & IN_ATTRIB) != 0);
    assert_int_equal(close(watch), 0);
    mem_free(log);
    store_close(store);
}
#endif

static void test_reading_first_sees_the_log_of_another(void **state)
{
    const char *directory = *state;
    create(directory);
    Store *store = NULL;
    Store *other = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &other, error));
    append_one(other, "c");
    assert_ok(store_open(directory, STORE_READ_FIRST, &store, error));
    assert_int_equal(store_event_count(store), 1);
    append_one(store, "d");
    assert_true(store_changed_elsewhere(other));
    store_close(store);
    store_close(other);
}

/* No database, or an old one, is nothing that can be read first. */
static void test_reading_first_creates_as_writing_does(void **state)
{
    char *directory = mem_format("%s/new", (const char *)*state);
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_FIRST, &store, error));
    append_one(store, "e");
    store_close(store);
    mem_free(directory);
}

/* --- opened later --- */

/* Whether anything was opened shows in the connection. */
static void test_nothing_is_opened_before_it_is_asked_for(void **state)
{
    static const StoreMode MODES[] = {STORE_READ_FIRST, STORE_READ_ONLY};
    create(*state);
    make_old(*state);
    for (size_t i = 0; i < sizeof MODES / sizeof MODES[0]; i++) {
        Store *store = store_open_later(*state, MODES[i]);
        assert_null(store->db);
        assert_int_equal(store_event_count(store), 0);
        assert_non_null(store->db);
        assert_false(has_log(store));
        store_close(store);
        store = store_open_later(*state, MODES[i]);
        assert_ok(store_open_now(store, error));
        assert_non_null(store->db);
        assert_false(store_changed_elsewhere(store));
        store_close(store);
    }
}

static void test_what_is_wrong_is_told_when_it_is_asked(void **state)
{
    int64_t sign_ms;
    Error problem = {0};
    scratch_write(*state, "cairn.db", "this is no database, and long enough to be seen as none");
    Store *store = store_open_later(*state, STORE_READ_FIRST);
    assert_int_equal(store_last_sign(store, &sign_ms, &problem), STATUS_FAILED);
    assert_non_null(strstr(problem.message, "cairn.db"));
    store_close(store);
}

/* Who knows from elsewhere what the file said when it was to be opened later is told of what came since,
 * whatever is asked first. */
static void test_what_came_before_it_was_opened_is_a_change(void **state)
{
    create(*state);
    for (int asked = 0; asked < 2; asked++) {
        Store *other = NULL;
        make_old(*state);
        Store *store = store_open_later(*state, STORE_READ_FIRST);
        assert_ok(store_open(*state, STORE_READ_WRITE, &other, error));
        append_one(other, "f");
        store_close(other);
        if (asked)
            assert_int_equal(store_event_count(store), asked + 1);
        assert_ok(store_settle(store, error));
        assert_true(store_changed_elsewhere(store));
        assert_false(store_changed_elsewhere(store));
        store_close(store);
    }
}

static void test_at_rest_is_an_old_file_alone(void **state)
{
    FileStamp first, second;
    Store *store = NULL;
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    append_one(store, "g");
    make_old(*state);
    assert_false(store_at_rest(store, &first)); /* its log holds more */
    store_come_to_rest(store);
    assert_true(store_at_rest(store, &first));
    append_one(store, "h");
    assert_false(store_at_rest(store, &second));
    store_close(store);
    make_old(*state);
    store = store_open_later(*state, STORE_READ_ONLY);
    assert_true(store_at_rest(store, &second));
    assert_false(file_stamp_is(&first, &second));
    store_close(store);
}

/* A file that was written a moment ago gets a time that no write of the same moment leaves. */
static void test_a_rest_has_a_stamp_of_its_own(void **state)
{
    FileStamp plain, marked, after;
    Store *store = NULL;
    char *path = path_join(*state, "cairn.db");
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    append_one(store, "j");
    store_close(store);
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    plain = file_stamp(path);
    assert_false(store_at_rest(store, &after)); /* too soon to tell */
    store_come_to_rest(store);
    assert_true(store_at_rest(store, &marked));
    assert_in_range(marked.mtime_ns - plain.mtime_ns, 1, 1000000);
    store_close(store);
    store = store_open_later(*state, STORE_READ_ONLY);
    assert_true(store_is_alone(store, &after));
    assert_true(file_stamp_is(&after, &marked)); /* closing it changed nothing */
    store_close(store);
    mem_free(path);
}

/* Another one reads: the log cannot be emptied, and nobody waits. */
static void test_rest_waits_for_nobody(void **state)
{
    FileStamp stamp;
    Store *store = NULL;
    Store *other = NULL;
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    assert_ok(store_open(*state, STORE_READ_WRITE, &other, error));
    assert_ok(store_begin_reading(other, error));
    assert_int_equal(store_event_count(other), 0);
    append_one(store, "i");
    store_come_to_rest(store);
    assert_false(store_at_rest(store, &stamp));
    store_rollback(other);
    store_close(other);
    store_close(store);
}

static void test_a_file_gone_since_is_told(void **state)
{
    const char *directory = *state;
    create(directory);
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_FIRST, &store, error));
    char *path = database(directory);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    Error error = {0};
    assert_int_equal(store_settle(store, &error), STATUS_FAILED);
    assert_non_null(strstr(error.message, path));
    assert_int_equal(store_begin(store, &error), STATUS_FAILED);
    assert_int_equal(rmdir(path), 0);
    mem_free(path);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_reading_first_makes_nothing_until_it_writes),
        CASE(test_what_others_wrote_since_is_a_change),
        CASE(test_what_was_written_a_moment_ago_is_read_again),
        CASE(test_what_others_write_while_it_settles_is_a_change),
#ifdef __linux__
        CASE(test_who_watches_the_log_is_told_of_a_commit),
#endif
        CASE(test_reading_first_sees_the_log_of_another),
        CASE(test_reading_first_creates_as_writing_does),
        CASE(test_a_file_gone_since_is_told),
        CASE(test_nothing_is_opened_before_it_is_asked_for),
        CASE(test_what_is_wrong_is_told_when_it_is_asked),
        CASE(test_what_came_before_it_was_opened_is_a_change),
        CASE(test_at_rest_is_an_old_file_alone),
        CASE(test_a_rest_has_a_stamp_of_its_own),
        CASE(test_rest_waits_for_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
