/* Stats and the history of practice on a real terminal: the log is read behind the scenes. */
#include "pty/session.h"

static void answers_show_by_themselves(void **state)
{
    static const char *const LOG[] = {"practice", "log", "25m", "--topic", "python", NULL};
    assert_int_equal(pty_run(*state, LOG), 0);
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "5");
    assert_true(pty_shows(pty, "No answers yet today"));
    assert_true(pty_shows(pty, "25 min on 1 of 30 days"));
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "0 learning"));
    pty_type(pty, "  3");
    pty_type(pty, "5");
    assert_true(pty_shows(pty, "1 answer in"));
    pty_type(pty, "\t\t\t\t");
    assert_true(pty_shows(pty, "Learn Python"));
    assert_true(pty_shows(pty, "Time per topic"));
    pty_type(pty, "f");
    assert_true(pty_shows(pty, "Count what belongs to"));
    pty_type(pty, "transf\r");
    assert_true(pty_lacks(pty, "Count what belongs to"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
}

/* In one burst: it is at work, or has just ended, when another scope is chosen, or the end comes. */
static void leaving_while_it_reads(void **state)
{
    for (int i = 0; i < 5; i++) {
        Pty *pty = session_start(state, NULL);
        pty_type(pty, "5f\rf\x1b[A\r\t\x03");
        assert_int_equal(pty_exit(pty), 0);
        session_assert_restored(pty);
    }
}

static void blocks_are_changed(void **state)
{
    static const char *const LOG[] = {"practice", "log", "40m", "--topic", "python", NULL};
    assert_int_equal(pty_run(*state, LOG), 0);
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "L");
    assert_true(pty_shows(pty, "1 block, 0 h 40 min"));
    pty_type(pty, "s\r");
    assert_true(pty_shows(pty, "The block is two now."));
    assert_true(pty_shows(pty, "2 blocks, 0 h 40 min"));
    pty_type(pty, "dy\r");
    assert_true(pty_shows(pty, "The block is deleted."));
    assert_true(pty_shows(pty, "1 block, 0 h "));
    pty_type(pty, "e");
    pty_press(pty, "End");
    pty_type(pty, " loops\r");
    assert_true(pty_shows(pty, "The block is changed."));
    assert_true(pty_shows(pty, "Learn Python Programming  loops"));
    pty_type(pty, "a\r"); /* the last half hour has the block in it */
    assert_true(pty_shows(pty, "that time overlaps"));
    pty_press(pty, "Esc");
    assert_true(pty_lacks(pty, "1 block,"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(answers_show_by_themselves),
        SESSION_TEST(leaving_while_it_reads),
        SESSION_TEST(blocks_are_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
