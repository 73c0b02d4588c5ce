/* Links that a terminal opens on a click (OSC 8), in the interface and in what commands print. */
#include "pty/session.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"

#define LINK "\033]8;id="

static bool sent(const Pty *pty, const char *text)
{
    size_t length = 0;
    return strstr(pty_output(pty, &length), text) != NULL;
}

/* A home in which nothing was looked at yet. */
static void fresh_home(void **state)
{
    assert_int_equal(session_home_free(state), 0);
    assert_int_equal(session_home(state), 0);
}

/* The resources of the roadmap's first topic, as the interface shows them. */
static Pty *open_resources(void **state, const char *const *environment)
{
    Pty *pty = session_start(state, environment);
    pty_type(pty, "2");
    assert_true(pty_shows(pty, "1 Foundations"));
    pty_press(pty, "Home");
    pty_press(pty, "Down");
    pty_type(pty, "]");
    assert_true(pty_shows(pty, "https://"));
    return pty;
}

static void addresses_are_links(void **state)
{
    Pty *pty = open_resources(state, NULL);
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_true(sent(pty, LINK));
    assert_true(sent(pty, ";https://"));
    assert_true(sent(pty, "\033]8;;\033\\"));
    session_assert_restored(pty);
}

/* What is written over curses' own text leaves everything where it was. */
static void the_screen_is_the_same_with_links_and_without(void **state)
{
    static const char *const OFF[] = {"config", "links", "false", NULL};
    char *screens[2];
    for (int i = 0; i < 2; i++) {
        fresh_home(state);
        if (i == 1)
            assert_int_equal(pty_run(*state, OFF), 0);
        Pty *pty = open_resources(state, NULL);
        pty_press(pty, "Enter");
        pty_press(pty, "PageDown");
        pty_press(pty, "PageDown");
        pty_press(pty, "Up");
        pty_type(pty, "?");
        assert_true(pty_shows(pty, "Moving about"));
        pty_type(pty, "\033");
        assert_true(pty_lacks(pty, "Moving about"));
        pty_type(pty, "a"); /* what shows in the next frame comes behind all of this one */
        assert_true(pty_shows(pty, "Your question on"));
        screens[i] = pty_screen(pty);
        assert_int_equal(sent(pty, LINK), i == 0);
        pty_type(pty, "\x03");
        assert_int_equal(pty_exit(pty), 0);
    }
    assert_string_equal(screens[0], screens[1]);
    mem_free(screens[0]);
    mem_free(screens[1]);
}

static void terminals_without_links_get_none(void **state)
{
    static const char *const ENVIRONMENTS[][2] = {
        {"TERM=vt100", NULL}, {"TERM=linux", NULL}, {"VTE_VERSION=4601", NULL}};
    for (size_t i = 0; i < sizeof ENVIRONMENTS / sizeof ENVIRONMENTS[0]; i++) {
        fresh_home(state);
        Pty *pty = open_resources(state, ENVIRONMENTS[i]);
        pty_type(pty, "\x03");
        assert_int_equal(pty_exit(pty), 0);
        assert_false(sent(pty, "\033]8"));
    }
}

static void commands_link_too(void **state)
{
    static const char *const SHOW[] = {"resource", "show", "python-crash-course", NULL};
    static const char *const NEVER[] = {
        "--color", "never", "resource", "show", "python-crash-course", NULL};
    const PtyStart start = {.home = *state, .rows = 24, .columns = 80, .arguments = SHOW};
    Pty *pty = session_start_as(&start, "https://");
    assert_int_equal(pty_exit(pty), 0);
    assert_true(sent(pty, LINK));
    const PtyStart plain = {.home = *state, .rows = 24, .columns = 80, .arguments = NEVER};
    pty = session_start_as(&plain, "https://");
    assert_int_equal(pty_exit(pty), 0);
    assert_false(sent(pty, "\033"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(addresses_are_links),
        SESSION_TEST(the_screen_is_the_same_with_links_and_without),
        SESSION_TEST(terminals_without_links_get_none),
        SESSION_TEST(commands_link_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
