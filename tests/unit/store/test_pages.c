/* The log read from the pages of a file: every event as it was written, long ones too, from the file and
 * from the write-ahead log beside it; and what is still known of one whose end is gone. */
#include "unit/store/scratch.h"

#include <fcntl.h>

#include "base/array.h"
#include "store/connection.h"
#include "store/pages.h"

#define NOON   INT64_C(1795521600000) /* 2026-11-24T12:00:00Z */
#define DAY    20781
#define EVENTS 120
#define PAGE   4096

typedef struct Found {
    int events[EVENTS]; /* how often each was found */
    int names[EVENTS];
    int wrong, added;
} Found;

/* The body of event n, which has as many bytes as fit no page, one or several. */
static char *body_of(int n)
{
    size_t length = n % 10 == 0 ? (size_t)n * 100 : 20;
    char *text = mem_alloc(length + 1, 1);
    memset(text, 'x', length);
    char *body = mem_format("{\"n\":\"%03d%s\"}", n, text);
    mem_free(text);
    return body;
}

static int number_of(const LogRow *row)
{
    return row->subject[0] == '\0' ? -1 : (int)strtol(row->subject + strlen("item-"), NULL, 10);
}

static bool is_as_written(const LogRow *row, int n)
{
    char *body = body_of(n);
    bool same = strcmp(row->body, body) == 0 && strcmp(row->kind, "note") == 0 &&
                row->at_ms == NOON + n && row->offset_min == 60 - n && row->study_day == DAY &&
                row->seq == n + 1 && strlen(row->device) == 16;
    mem_free(body);
    return same;
}

static bool take(void *context, const LogRow *row)
{
    Found *found = context;
    int n = row->what == ROW_ADDED ? -1 : number_of(row);
    if (row->what == ROW_ADDED)
        found->added += strcmp(row->id, "some-card") == 0 && row->study_day == DAY;
    else if (n >= EVENTS || strlen(row->id) != EVENT_ID_SIZE - 1)
        found->wrong++;
    else if (row->what == ROW_EVENT)
        found->wrong += !is_as_written(row, n), found->events[n]++;
    else if (n >= 0)
        found->names[n]++;
    return true;
}

static Store *make_log(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    assert_ok(store_begin(store, error));
    for (int n = 0; n < EVENTS; n++) {
        char subject[16];
        char *body = body_of(n);
        (void)snprintf(subject, sizeof subject, "item-%d", n);
        Event event = {.at_ms = NOON + n,
                       .offset_min = 60 - n,
                       .study_day = DAY,
                       .kind = EVENT_NOTE,
                       .subject = subject,
                       .body = body};
        assert_ok(store_append(store, &event, error));
        mem_free(body);
    }
    assert_ok(store_put_added(store, "some-card", DAY, error));
    assert_ok(store_commit(store, error));
    return store;
}

static void check_all(const char *path)
{
    Found found = {0};
    assert_ok(pages_each_row(path, take, &found, error));
    assert_int_equal(found.wrong, 0);
    assert_true(found.added > 0);
    for (int n = 0; n < EVENTS; n++) {
        assert_true(found.events[n] > 0);
        assert_true(found.names[n] > 0); /* in the index of subjects */
    }
}

static void test_every_event_is_found(void **state)
{
    char *path = path_join(*state, "cairn.db");
    Store *store = make_log(*state);
    check_all(path); /* all of them only in the write-ahead log */
    store_close(store);
    check_all(path);
    mem_free(path);
}

static void test_what_lost_its_end_keeps_its_name(void **state)
{
    static const unsigned char zeros[PAGE];
    char *path = path_join(*state, "cairn.db");
    Found found = {0};
    store_close(make_log(*state));
    size_t pages = (size_t)file_stamp(path).size / PAGE;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    for (size_t page = 1; page < pages; page++) { /* pages full of a long text */
        unsigned char bytes[PAGE];
        assert_int_equal(pread(fd, bytes, PAGE, (off_t)(page * PAGE)), PAGE);
        if (bytes[4] == 'x' && bytes[PAGE - 1] == 'x')
            assert_int_equal(pwrite(fd, zeros, PAGE, (off_t)(page * PAGE)), PAGE);
    }
    assert_int_equal(close(fd), 0);
    assert_ok(pages_each_row(path, take, &found, error));
    assert_int_equal(found.wrong, 0);
    assert_true(found.events[1] > 0);
    assert_int_equal(found.events[EVENTS - 10], 0);
    assert_true(found.names[EVENTS - 10] > found.names[1]); /* by itself, not only in the index */
    mem_free(path);
}

static bool stop(void *context, const LogRow *row)
{
    (void)row;
    ++*(int *)context;
    return false;
}

static void test_stops_when_asked_and_fails_without_a_file(void **state)
{
    char *path = path_join(*state, "cairn.db");
    int count = 0;
    assert_fails(STATUS_FAILED, "cairn.db", pages_each_row(path, stop, &count, error));
    store_close(make_log(*state));
    assert_ok(pages_each_row(path, stop, &count, error));
    assert_int_equal(count, 1);
    mem_free(path);
}

#define PAGES_CASE(function) \
    cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGES_CASE(test_every_event_is_found),
        PAGES_CASE(test_what_lost_its_end_keeps_its_name),
        PAGES_CASE(test_stops_when_asked_and_fails_without_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
