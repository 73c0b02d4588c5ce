/* SQLite gets no memory at its Nth allocation, for N = 1, 2, ... until a write passes without. Some of these
 * failures it answers by taking back the whole transaction, in the middle of what its full-text search is at;
 * what that then holds of the index must not find its way into the file with the next write. */
#include "unit/store/scratch.h"

#include <sqlite3.h>

#include "store/store.h"

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

#define PLACES_MAX 2000

/* --- memory that runs out --- */

static sqlite3_mem_methods real;
static int left; /* until one fails; 0: none does */

static bool fails(void)
{
    return left > 0 && --left == 0;
}

static void *take(int size)
{
    return fails() ? NULL : real.xMalloc(size);
}

static void *take_again(void *block, int size)
{
    return fails() ? NULL : real.xRealloc(block, size);
}

/* Before SQLite is used at all. */
static int come_between(void **state)
{
    (void)state;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK)
        return -1;
    sqlite3_mem_methods methods = real;
    methods.xMalloc = take;
    methods.xRealloc = take_again;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK ? 0 : -1;
}

/* --- writes --- */

static Status put_note(Store *store, const char *text, Error *error)
{
    Status status = store_begin(store, error);
    if (status == STATUS_OK)
        status = store_put_note(store, "python", text, 1, error);
    if (status == STATUS_OK)
        status = store_commit(store, error);
    store_rollback(store);
    return status;
}

static void assert_note(Store *store, const char *expected)
{
    char *text = NULL;
    assert_ok(store_get_note(store, "python", &text, error));
    assert_string_equal(text, expected);
    mem_free(text);
}

/* Whether memory ran out; what was written before is there then, and can be written again. */
static bool try_note(Store *store, int nth)
{
    Error problem = {{0}};
    left = nth;
    Status status = put_note(store, "a lion", &problem);
    bool met = left == 0;
    left = 0;
    if (status != STATUS_OK) {
        assert_true(met);
        assert_contains(problem.message, "not enough memory");
        assert_note(store, "a zebra");
        assert_ok(put_note(store, "a lion", error));
    }
    assert_note(store, "a lion");
    Error found = {{0}};
    if (store_check(store, &found) != STATUS_OK)
        fail_msg("allocation %d: %s", nth, found.message);
    assert_ok(put_note(store, "a zebra", error));
    return met;
}

static void test_a_note_that_gets_no_memory(void **state)
{
    Store *store = NULL;
    int nth = 1;
    assert_ok(store_open(*state, STORE_READ_WRITE, &store, error));
    assert_ok(put_note(store, "a zebra", error));
    while (nth < PLACES_MAX && try_note(store, nth))
        nth++;
    assert_in_range(nth, 50, PLACES_MAX - 1);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_a_note_that_gets_no_memory),
    };
    return cmocka_run_group_tests(tests, come_between, NULL);
}
