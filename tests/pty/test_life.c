/* Starting, ending and everything that interrupts: the terminal is always given back, and what was
 * done is always kept. */
#include "pty/session.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "unit/store/scratch.h"

#define PASTED ((size_t)2000 * 1024) /* bytes, more than the program has set aside */

static void starts_and_quits(void **state)
{
    Pty *pty = session_start(state, NULL);
    assert_true(pty_is_alternate(pty));
    assert_true(pty_is_raw(pty));
    assert_true(pty_wants_mouse(pty));
    assert_true(pty_wants_pastes(pty));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
}

static void interrupt_leaves_from_an_overlay(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, ":");
    assert_true(pty_shows(pty, "Commands"));
    pty_type(pty, "\x03");
    assert_int_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
}

/* Ends by `number`; where the learner was is there again at the next start. */
static void ends_by(void **state, int number)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "2");
    assert_true(pty_shows(pty, "Foundations"));
    pty_type(pty, "jjj");
    assert_true(pty_shows(pty, "idle, next: Introduction"));
    pty_signal(pty, number);
    assert_int_equal(pty_exit(pty), 128 + number);
    session_assert_restored(pty);
    pty = session_start(state, NULL);
    pty_type(pty, "2");
    assert_true(pty_shows(pty, "idle, next: Introduction"));
}

static void ends_by_termination(void **state)
{
    ends_by(state, SIGTERM);
}

static void ends_by_hangup(void **state)
{
    ends_by(state, SIGHUP);
}

static void ends_by_interrupt(void **state)
{
    ends_by(state, SIGINT);
}

static void terminal_gone(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_hang_up(pty);
    assert_int_equal(pty_exit(pty), 128 + SIGHUP);
}

/* As under nohup: no signal tells, and reading must not spin. */
static void terminal_gone_unheard(void **state)
{
    Pty *pty = session_start_as(
        &(PtyStart){.home = *state, .rows = 24, .columns = 80, .ignore_hangup = true}, "1 Today");
    pty_hang_up(pty);
    assert_int_equal(pty_exit(pty), 128 + SIGHUP);
}

static void stops_and_goes_on(void **state)
{
    if (pty_is_under_valgrind())
        skip();
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "\x1a");
    assert_true(pty_stops(pty));
    session_assert_restored(pty);
    pty_resize(pty, 30, 100);
    pty_continue(pty);
    assert_true(pty_row_shows(pty, 29, "q quit")); /* drawn anew, at the new size */
    assert_true(pty_is_alternate(pty));
    assert_true(pty_is_raw(pty));
    assert_true(pty_wants_mouse(pty));
    assert_true(pty_wants_pastes(pty));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
}

static void stops_by_signal(void **state)
{
    if (pty_is_under_valgrind())
        skip();
    Pty *pty = session_start(state, NULL);
    pty_signal(pty, SIGTSTP);
    assert_true(pty_stops(pty));
    session_assert_restored(pty);
    pty_continue(pty);
    pty_type(pty, "2");
    assert_true(pty_shows(pty, "Foundations"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
}

static void dies_by_a_fault_with_the_terminal_restored(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_signal(pty, SIGABRT);
    assert_int_not_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
}

static void assert_out_of_memory(Pty *pty)
{
    assert_int_equal(pty_exit(pty), 1);
    /* what is left of a paste is echoed behind it */
    assert_true(pty_wrote(pty, "cairn: out of memory; what was saved is safe"));
    session_assert_restored(pty);
}

static void no_memory_for_what_is_pasted(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, ":");
    assert_true(pty_shows(pty, "Commands"));
    if (!pty_take_memory(pty))
        skip();
    char *text = mem_alloc(PASTED + 1, 1);
    memset(text, 'x', PASTED);
    pty_paste(pty, text);
    mem_free(text);
    assert_out_of_memory(pty);
}

/* Of curses, which then goes on with windows of two sizes. */
static void no_memory_for_a_larger_window(void **state)
{
    Pty *pty = session_start(state, NULL);
    if (!pty_take_memory(pty))
        skip();
    pty_resize(pty, 400, 900);
    assert_out_of_memory(pty);
}

static void killed_while_the_timer_runs(void **state)
{
    static const char *const LATER[] = {"CAIRN_NOW=2026-11-24T18:12:00Z", NULL};
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "t");
    assert_true(pty_shows(pty, "0:01"));
    pty_signal(pty, SIGKILL);
    assert_int_equal(pty_exit(pty), PTY_BY_SIGNAL + SIGKILL);
    pty = session_start(state, LATER);
    assert_true(pty_shows(pty, "12:0"));
    assert_true(pty_shows(pty, "p pause"));
}

/* Whether the database's log holds a text. */
static bool log_holds(const char *directory, const char *text)
{
    char *path = path_join(directory, "cairn.db-wal");
    char *data = NULL;
    size_t length = 0;
    size_t wanted = strlen(text);
    bool found = false;
    if (!file_exists(path) || file_read(path, (size_t)64 << 20, &data, &length, NULL) != STATUS_OK)
        length = 0;
    for (size_t i = 0; !found && i + wanted <= length; i++)
        found = memcmp(data + i, text, wanted) == 0;
    mem_free(data);
    mem_free(path);
    return found;
}

/* What a start left for later is done without a key: the day's copy, and the index of content that is new. */
static void does_the_rest_unasked(void **state)
{
    char *directory = path_join(*state, ".local/share/cairn");
    char *copies = path_join(directory, "backups");
    char *copy = path_join(copies, "cairn-2026-11-24.db");
    char *cache = path_join(directory, "cache");
    scratch_remove(copies);
    scratch_remove(cache); /* then the packs are read */
    Pty *pty = session_start(state, NULL);
    for (int waits = 0; waits < 1000 && !(file_exists(copy) && log_holds(directory, "indexed"));
         waits++)
        usleep(20000);
    assert_true(file_exists(copy));
    assert_true(log_holds(directory, "indexed"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    mem_free(cache);
    mem_free(copy);
    mem_free(copies);
    mem_free(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(starts_and_quits),
        SESSION_TEST(interrupt_leaves_from_an_overlay),
        SESSION_TEST(ends_by_termination),
        SESSION_TEST(ends_by_hangup),
        SESSION_TEST(ends_by_interrupt),
        SESSION_TEST(terminal_gone),
        SESSION_TEST(terminal_gone_unheard),
        SESSION_TEST(stops_and_goes_on),
        SESSION_TEST(stops_by_signal),
        SESSION_TEST(dies_by_a_fault_with_the_terminal_restored),
        SESSION_TEST(no_memory_for_what_is_pasted),
        SESSION_TEST(no_memory_for_a_larger_window),
        SESSION_TEST(killed_while_the_timer_runs),
        SESSION_TEST(does_the_rest_unasked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
