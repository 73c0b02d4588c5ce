/* The log: order, filters, what is undone, and that nothing in it ever changes. */
#include "unit/store/scratch.h"

#include <sqlite3.h>

#include "store/connection.h"
#include "store/store.h"

#define NOON INT64_C(1795521600000) /* 2026-11-24T12:00:00Z */

static Store *open_store(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    return store;
}

static void append(Store *store, EventKind kind, const char *subject, const char *body, int64_t at,
                   char id[EVENT_ID_SIZE])
{
    Event event = {.at_ms = at,
                   .offset_min = 60,
                   .study_day = 20781,
                   .kind = kind,
                   .subject = subject,
                   .body = body};
    assert_ok(store_begin(store, error));
    assert_ok(store_append(store, &event, error));
    assert_ok(store_commit(store, error));
    assert_int_equal(strlen(event.id), 32);
    memcpy(id, event.id, EVENT_ID_SIZE);
}

typedef struct Seen {
    char text[512];
    size_t stop_after, count;
} Seen;

static bool see(void *context, const Event *event)
{
    Seen *seen = context;
    size_t used = strlen(seen->text);
    (void)snprintf(seen->text + used, sizeof seen->text - used, "%s:%s ",
                   event_kind_name(event->kind), event->subject);
    return ++seen->count != seen->stop_after;
}

static void check_each(Store *store, const char *subject, EventKind kind, size_t stop_after,
                       const char *expected)
{
    Seen seen = {.stop_after = stop_after};
    assert_ok(store_each_event(store, subject, kind, see, &seen, error));
    assert_string_equal(seen.text, expected);
}

static void test_ids_grow_whatever_the_clock_says(void **state)
{
    Store *store = open_store(*state);
    char before[EVENT_ID_SIZE] = "";
    const int64_t instants[] = {NOON, NOON, NOON + 5, NOON - 100000, 0, -7, NOON + 6, INT64_MAX, 1};
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        char id[EVENT_ID_SIZE];
        append(store, EVENT_OPENED, "r", "{}", instants[i], id);
        assert_true(strcmp(before, id) < 0);
        memcpy(before, id, sizeof before);
    }
    store_close(store);
}

static void check_latest(Store *store, int64_t at_ms)
{
    DayMark mark;
    assert_ok(store_latest(store, &mark, error));
    assert_int_equal(mark.at_ms, at_ms);
    assert_int_equal(mark.day, at_ms == 0 ? 0 : 20781);
}

/* Also when older things are written down later. */
static void test_the_latest_event_is_known(void **state)
{
    Store *store = open_store(*state);
    const int64_t instants[][2] = {
        {NOON, NOON},  {NOON - 100000, NOON}, {NOON - 7, NOON},    {NOON + 6, NOON + 6},
        {5, NOON + 6}, {NOON + 6, NOON + 6},  {NOON + 7, NOON + 7}};
    check_latest(store, 0);
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        char id[EVENT_ID_SIZE];
        append(store, EVENT_OPENED, "r", "{}", instants[i][0], id);
        check_latest(store, instants[i][1]);
    }
    store_close(store);
}

static void test_id_begins_with_its_time(void **state)
{
    Store *store = open_store(*state);
    char id[EVENT_ID_SIZE];
    append(store, EVENT_OPENED, "r", "{}", NOON, id);
    char time[13];
    (void)snprintf(time, sizeof time, "%012llx", (unsigned long long)NOON);
    assert_memory_equal(id, time, 12);
    store_close(store);
}

static void test_filters_and_order(void **state)
{
    Store *store = open_store(*state);
    char id[EVENT_ID_SIZE];
    append(store, EVENT_REVIEW, "a", "{}", NOON, id);
    append(store, EVENT_MARK, "a", "{}", NOON - 9000, id);
    append(store, EVENT_REVIEW, "b", "{}", NOON + 1, id);
    check_each(store, NULL, EVENT_KIND_COUNT, 0, "review:a mark:a review:b ");
    check_each(store, "a", EVENT_KIND_COUNT, 0, "review:a mark:a ");
    check_each(store, NULL, EVENT_REVIEW, 0, "review:a review:b ");
    check_each(store, "b", EVENT_REVIEW, 0, "review:b ");
    check_each(store, "c", EVENT_REVIEW, 0, "");
    check_each(store, NULL, EVENT_KIND_COUNT, 2, "review:a mark:a ");
    assert_int_equal(store_event_count(store), 3);
    store_close(store);
}

/* What was written down later about an earlier time stands among the later ones. */
static void test_since_finds_what_was_written_since(void **state)
{
    Store *store = open_store(*state);
    char id[EVENT_ID_SIZE];
    append(store, EVENT_REVIEW, "a", "{}", NOON - 1, id);
    append(store, EVENT_REVIEW, "b", "{}", NOON, id);
    append(store, EVENT_MARK, "c", "{}", NOON + 1, id);
    append(store, EVENT_REVIEW, "d", "{}", NOON - 5000, id);
    static const struct {
        int64_t from;
        const char *seen;
    } CASES[] = {{NOON, "review:b review:d "},
                 {NOON + 1, "review:d "},
                 {NOON + 2, ""},
                 {-5, "review:a review:b review:d "},
                 {INT64_MAX, ""}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Seen seen = {.stop_after = 0};
        assert_ok(store_each_event_since(store, EVENT_REVIEW, CASES[i].from, see, &seen, error));
        assert_string_equal(seen.text, CASES[i].seen);
    }
    store_close(store);
}

static void test_until_and_after_an_event(void **state)
{
    Store *store = open_store(*state);
    char id[EVENT_ID_SIZE];
    char last[EVENT_ID_SIZE];
    append(store, EVENT_CONFIG, "fuzz", "{}", NOON, id);
    append(store, EVENT_REVIEW, "a", "{}", NOON, id);
    append(store, EVENT_REVIEW, "b", "{}", NOON, id);
    append(store, EVENT_CONFIG, "theme", "{}", NOON, last);
    append(store, EVENT_REVIEW, "a", "{}", NOON, id);
    Seen seen = {.stop_after = 0};
    assert_ok(store_each_event_until(store, "a", last, see, &seen, error));
    assert_string_equal(seen.text, "config:fuzz review:a config:theme ");
    seen = (Seen){.stop_after = 0};
    assert_ok(store_each_event_after(store, last, see, &seen, error));
    assert_string_equal(seen.text, "review:a ");
    seen = (Seen){.stop_after = 0};
    assert_ok(store_each_event_after(store, "", see, &seen, error));
    assert_string_equal(seen.text, "config:fuzz review:a review:b config:theme review:a ");
    store_close(store);
}

static void test_last_event_skips_the_undone(void **state)
{
    Store *store = open_store(*state);
    Arena *arena = arena_new();
    Event event;
    bool found = true;
    assert_ok(store_last_event(store, EVENT_REVIEW, EVENT_REVIEW, arena, &event, &found, error));
    assert_false(found);
    char first[EVENT_ID_SIZE];
    char second[EVENT_ID_SIZE];
    char id[EVENT_ID_SIZE];
    append(store, EVENT_REVIEW, "a", "{\"rating\":3}", NOON, first);
    append(store, EVENT_REVIEW, "b", "{\"rating\":4}", NOON, second);
    char body[64];
    (void)snprintf(body, sizeof body, "{\"undoes\":\"%s\"}", second);
    append(store, EVENT_UNDO, "b", body, NOON, id);
    assert_ok(store_last_event(store, EVENT_REVIEW, EVENT_REVIEW, arena, &event, &found, error));
    assert_true(found);
    assert_string_equal(event.id, first);
    assert_string_equal(event.subject, "a");
    assert_string_equal(event.body, "{\"rating\":3}");
    assert_int_equal(event.at_ms, NOON);
    assert_int_equal(event.offset_min, 60);
    assert_int_equal(event.study_day, 20781);
    (void)snprintf(body, sizeof body, "{\"undoes\":\"%s\"}", first);
    append(store, EVENT_UNDO, "a", body, NOON, id);
    assert_ok(store_last_event(store, EVENT_REVIEW, EVENT_REVIEW, arena, &event, &found, error));
    assert_false(found);
    arena_free(arena);
    store_close(store);
}

static void test_rollback_leaves_nothing(void **state)
{
    Store *store = open_store(*state);
    Event event = {.at_ms = NOON, .kind = EVENT_MARK, .subject = "a", .body = "{}"};
    assert_ok(store_begin(store, error));
    assert_ok(store_append(store, &event, error));
    assert_int_equal(store_event_count(store), 1);
    store_rollback(store);
    assert_int_equal(store_event_count(store), 0);
    store_rollback(store); /* fine without an open write */
    store_close(store);
}

static void test_events_cannot_be_changed(void **state)
{
    Store *store = open_store(*state);
    char id[EVENT_ID_SIZE];
    append(store, EVENT_MARK, "a", "{}", NOON, id);
    const char *const forbidden[] = {
        "UPDATE event SET body = '{}'",
        "DELETE FROM event",
    };
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(sqlite3_exec(store->db, forbidden[i], NULL, NULL, NULL),
                         SQLITE_CONSTRAINT_TRIGGER);
        assert_contains(sqlite3_errmsg(store->db), "events are never");
    }
    assert_int_equal(store_event_count(store), 1);
    store_close(store);
}

static void test_sequence_numbers_have_no_gap(void **state)
{
    Store *store = open_store(*state);
    char id[EVENT_ID_SIZE];
    for (int i = 0; i < 5; i++)
        append(store, EVENT_MARK, "a", "{}", NOON, id);
    int64_t value;
    assert_ok(connection_integer(store,
                                 "SELECT count(DISTINCT device) * 100 + min(seq) * 10 + max(seq)"
                                 " FROM event",
                                 0, &value, error));
    assert_int_equal(value, 115);
    store_close(store);
}

static void test_names(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < EVENT_KIND_COUNT; kind++)
        assert_int_equal(event_kind_from_name(event_kind_name((EventKind)kind)), kind);
    assert_int_equal(event_kind_from_name("of a newer program"), EVENT_KIND_COUNT);
    assert_string_equal(event_kind_name(EVENT_KIND_COUNT), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_ids_grow_whatever_the_clock_says, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_the_latest_event_is_known, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_id_begins_with_its_time, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_filters_and_order, scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(test_since_finds_what_was_written_since, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_until_and_after_an_event, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_last_event_skips_the_undone, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_rollback_leaves_nothing, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_events_cannot_be_changed, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_sequence_numbers_have_no_gap, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
