/* A database that an older program wrote: where bringing it up to date takes a while, that is said on the terminal
 * before the interface takes the screen. */
#include "pty/session.h"

#include <sqlite3.h>

#include "base/memory.h"
#include "unit/store/scratch.h"

#define TOLD "bringing your data up to date"

/* The home's database as version 5 would have left it, with so much more in it. */
static void make_old(const char *home, int megabytes)
{
    sqlite3 *db = NULL;
    char *problem = NULL;
    char *path = path_join(home, ".local/share/cairn/cairn.db");
    char *sql = mem_format("CREATE TABLE more (bytes BLOB);"
                           "INSERT INTO more VALUES (zeroblob(%d));"
                           "DROP TABLE search_document; PRAGMA user_version = 5",
                           megabytes << 20);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &problem) != SQLITE_OK)
        fail_msg("%s", problem);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    mem_free(sql);
    mem_free(path);
}

static void assert_copied(const char *home)
{
    char *copy = path_join(home, ".local/share/cairn/backups/before-schema-6.db");
    assert_true(file_exists(copy));
    mem_free(copy);
}

static void what_takes_long_is_told(void **state)
{
    size_t length;
    make_old(*state, 40);
    Pty *pty = session_start(state, NULL);
    const char *output = pty_output(pty, &length);
    const char *told = strstr(output, TOLD);
    const char *screen = strstr(output, "\x1b[?1049h");
    assert_non_null(told);
    assert_non_null(screen);
    assert_true(told < screen);
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_copied(*state);
    pty = session_start(state, NULL); /* only once */
    assert_null(strstr(pty_output(pty, &length), TOLD));
}

static void what_takes_no_time_is_not(void **state)
{
    size_t length;
    make_old(*state, 1);
    Pty *pty = session_start(state, NULL);
    assert_copied(*state);
    assert_null(strstr(pty_output(pty, &length), TOLD));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(what_takes_long_is_told),
        SESSION_TEST(what_takes_no_time_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
