/* A database's file that another takes the place of, or that goes away, while it is open: no write is
 * acknowledged that the file at its place does not hold, and what only the old file held is kept. */
#include "unit/store/scratch.h"

#include <fcntl.h>
#include <unistd.h>

#include "store/connection.h"
#include "store/store.h"

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

static Store *open_store(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    return store;
}

static Status append(Store *store, const char *subject, Error *error)
{
    Event event = {.kind = EVENT_NOTE, .subject = subject, .body = "{}", .at_ms = 1};
    Status status = store_begin(store, error);
    if (status == STATUS_OK)
        status = store_append(store, &event, error);
    if (status == STATUS_OK)
        status = store_commit(store, error);
    store_rollback(store);
    return status;
}

/* A database of its own beside, with so many events, whose file is to come to the other's place. */
static char *make_other(const char *directory, int events)
{
    char *beside = path_join(directory, "beside");
    char *path = path_join(beside, "cairn.db");
    Store *store = open_store(beside);
    for (int i = 0; i < events; i++)
        assert_ok(append(store, "other", error));
    store_close(store);
    mem_free(beside);
    return path;
}

static void move_to(const char *from, const Store *store)
{
    assert_int_equal(rename(from, store->path), 0);
}

static bool count_subject(void *context, const Event *event)
{
    (void)event;
    ++*(int *)context;
    return true;
}

static int count_of(Store *store, const char *subject)
{
    int count = 0;
    assert_ok(store_each_event(store, subject, EVENT_NOTE, count_subject, &count, error));
    return count;
}

static char *kept_path(const char *directory, int number)
{
    return mem_format("%s/backups/replaced-%d.db", directory, number);
}

static void assert_kept(const char *directory, int number, int64_t events)
{
    char *path = kept_path(directory, number);
    assert_int_equal(store_copy_events(path), events);
    mem_free(path);
}

/* What a start finds: whole, and so many events. */
static void assert_file_holds(const char *directory, int64_t events)
{
    Store *store = open_store(directory);
    assert_ok(store_check(store, error));
    assert_int_equal(store_event_count(store), events);
    store_close(store);
}

static void test_a_write_is_refused_and_then_goes_to_the_new_file(void **state)
{
    const char *directory = *state;
    Store *store = open_store(directory);
    assert_ok(append(store, "old", error));
    assert_false(store_changed_elsewhere(store));
    char *other = make_other(directory, 3);
    move_to(other, store);
    assert_fails(STATUS_FAILED, "backups/replaced-1.db", append(store, "lost", error));
    assert_true(store_changed_elsewhere(store));
    assert_int_equal(store_event_count(store), 3);
    assert_ok(append(store, "new", error));
    assert_int_equal(count_of(store, "new"), 1);
    assert_int_equal(count_of(store, "lost"), 0);
    store_close(store);
    assert_kept(directory, 1, 1);
    assert_file_holds(directory, 4);
    mem_free(other);
}

static void test_a_look_notices_it(void **state)
{
    const char *directory = *state;
    Store *store = open_store(directory);
    assert_ok(append(store, "old", error));
    assert_false(store_changed_elsewhere(store));
    char *other = make_other(directory, 2);
    move_to(other, store);
    assert_true(store_changed_elsewhere(store));
    assert_fails(STATUS_FAILED, "1 event", store_begin_reading(store, error));
    assert_true(store_changed_elsewhere(store));
    assert_ok(store_begin_reading(store, error));
    assert_int_equal(store_event_count(store), 2);
    store_close(store);
    mem_free(other);
}

static void test_what_is_committed_while_it_happens_is_not_acknowledged(void **state)
{
    const char *directory = *state;
    Store *store = open_store(directory);
    char *other = make_other(directory, 2);
    Event event = {.kind = EVENT_NOTE, .subject = "lost", .body = "{}", .at_ms = 1};
    assert_ok(store_begin(store, error));
    assert_ok(store_append(store, &event, error));
    move_to(other, store);
    assert_fails(STATUS_FAILED, "replaced", store_commit(store, error));
    store_rollback(store);
    assert_ok(append(store, "new", error));
    store_close(store);
    assert_kept(directory, 1, 1);
    assert_file_holds(directory, 3);
    mem_free(other);
}

/* As when somebody copies the file and moves the copy to its place. */
static void test_nothing_is_told_when_the_new_file_has_it_all(void **state)
{
    const char *directory = *state;
    char *copy = path_join(directory, "copy.db");
    Store *store = open_store(directory);
    assert_ok(append(store, "old", error));
    assert_ok(store_backup(store, copy, error));
    move_to(copy, store);
    assert_ok(append(store, "new", error));
    assert_true(store_changed_elsewhere(store));
    store_close(store);
    char *kept = kept_path(directory, 1);
    assert_false(file_exists(kept));
    assert_file_holds(directory, 2);
    mem_free(kept);
    mem_free(copy);
}

static void test_a_file_that_is_removed_comes_back(void **state)
{
    const char *directory = *state;
    Store *store = open_store(directory);
    assert_ok(append(store, "old", error));
    assert_int_equal(unlink(store->path), 0);
    assert_ok(append(store, "new", error));
    assert_int_equal(store_event_count(store), 2);
    struct stat info;
    assert_int_equal(stat(store->path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    store_close(store);
    char *kept = kept_path(directory, 1);
    assert_false(file_exists(kept));
    mem_free(kept);
    assert_file_holds(directory, 2);
}

static void test_a_directory_that_is_removed_comes_back(void **state)
{
    char *directory = path_join(*state, "data");
    Store *store = open_store(directory);
    assert_ok(append(store, "old", error));
    scratch_remove(directory);
    assert_ok(append(store, "new", error));
    assert_ok(append(store, "newer", error));
    store_close(store);
    assert_file_holds(directory, 3);
    mem_free(directory);
}

static void test_where_it_cannot_come_back_nothing_is_acknowledged(void **state)
{
    char *directory = path_join(*state, "data");
    Store *store = open_store(directory);
    assert_ok(append(store, "old", error));
    scratch_remove(directory);
    scratch_write(*state, "data", "a file in the way");
    assert_fails(STATUS_FAILED, store->path, append(store, "lost", error));
    assert_fails(STATUS_FAILED, "removed", append(store, "lost", error));
    scratch_remove(directory);
    assert_ok(append(store, "new", error));
    assert_int_equal(count_of(store, "old"), 1);
    assert_int_equal(count_of(store, "lost"), 0);
    store_close(store);
    assert_file_holds(directory, 2);
    mem_free(directory);
}

static void test_two_that_have_it_open_both_follow(void **state)
{
    const char *directory = *state;
    Store *first = open_store(directory);
    Store *second = open_store(directory);
    assert_ok(append(first, "first", error));
    assert_ok(append(second, "second", error));
    char *other = make_other(directory, 1);
    move_to(other, first);
    assert_fails(STATUS_FAILED, "replaced-1.db", append(first, "lost", error));
    assert_ok(append(first, "new", error));
    assert_fails(STATUS_FAILED, "replaced-2.db", append(second, "lost", error));
    assert_ok(append(second, "new", error));
    assert_ok(append(first, "new", error));
    store_close(first);
    assert_ok(append(second, "new", error));
    store_close(second);
    assert_kept(directory, 1, 2);
    assert_kept(directory, 2, 2);
    assert_file_holds(directory, 5);
    mem_free(other);
}

static void test_what_is_closed_leaves_no_log_to_the_new_file(void **state)
{
    const char *directory = *state;
    Store *store = open_store(directory);
    for (int i = 0; i < 20; i++)
        assert_ok(append(store, "old", error));
    char *other = make_other(directory, 3);
    move_to(other, store);
    store_close(store);
    assert_kept(directory, 1, 20);
    assert_file_holds(directory, 3);
    mem_free(other);
}

static void test_what_is_no_database_is_told(void **state)
{
    const char *directory = *state;
    Store *store = open_store(directory);
    assert_ok(append(store, "old", error));
    scratch_write(directory, "cairn.db", "a letter, and so on, and so on, and so on");
    assert_fails(STATUS_FAILED, "backups/replaced-1.db", append(store, "lost", error));
    assert_fails(STATUS_FAILED, "no database", append(store, "lost", error));
    store_close(store);
    assert_kept(directory, 1, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_a_write_is_refused_and_then_goes_to_the_new_file),
        CASE(test_a_look_notices_it),
        CASE(test_what_is_committed_while_it_happens_is_not_acknowledged),
        CASE(test_nothing_is_told_when_the_new_file_has_it_all),
        CASE(test_a_file_that_is_removed_comes_back),
        CASE(test_a_directory_that_is_removed_comes_back),
        CASE(test_where_it_cannot_come_back_nothing_is_acknowledged),
        CASE(test_two_that_have_it_open_both_follow),
        CASE(test_what_is_closed_leaves_no_log_to_the_new_file),
        CASE(test_what_is_no_database_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
