/* What the tests on a real terminal share: a home in which the first questions are answered. */
#ifndef CAIRN_TESTS_SESSION_H
#define CAIRN_TESTS_SESSION_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/pty.h"

/* What a test has started last: it is ended even when the test fails in the middle. */
static Pty *session_pty;

static inline void session_end(void)
{
    if (session_pty != NULL)
        pty_free(session_pty);
    session_pty = NULL;
}

/* Set-up and tear-down of a test: its state is the home. */
static inline int session_home(void **state)
{
    static const char *const SKIP[] = {"config", "first-run", "false", NULL};
    char *home = pty_home_new();
    *state = home;
    return pty_run(home, SKIP);
}

static inline int session_home_free(void **state)
{
    session_end();
    pty_home_free(*state);
    return 0;
}

#define SESSION_TEST(function) \
    cmocka_unit_test_setup_teardown(function, session_home, session_home_free)

/* The program, once it shows `text`; it takes the place of the one before. */
static inline Pty *session_start_as(const PtyStart *start, const char *text)
{
    session_end();
    session_pty = pty_start(start);
    assert_true(pty_shows(session_pty, text));
    return session_pty;
}

/* At 80x24 with more of an environment (NULL: none), once it shows its places. */
static inline Pty *session_start(void **state, const char *const *environment)
{
    return session_start_as(
        &(PtyStart){.home = *state, .rows = 24, .columns = 80, .environment = environment},
        "1 Today  2 Roadmap  3 Review");
}

/* Nothing is left of the interface: screen, cursor, mouse, pastes and line discipline are as they
 * were. */
static inline void session_assert_restored(const Pty *pty)
{
    assert_false(pty_is_alternate(pty));
    assert_true(pty_shows_cursor(pty));
    assert_false(pty_wants_mouse(pty));
    assert_false(pty_wants_pastes(pty));
    assert_false(pty_is_raw(pty));
}

#endif
