/* Settings, optimising and sessions of one's own choice on a real terminal. */
#include "pty/session.h"

#include <stdio.h>

static void an_option_is_kept(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, ",");
    assert_true(pty_shows(pty, "Filter: "));
    pty_type(pty, "goal-m\r");
    assert_true(pty_shows(pty, "goal-minutes = 30"));
    pty_type(pty, "\x15"
                  "45\r");
    assert_true(pty_shows(pty, "goal-minutes: 45"));
    pty_press(pty, "Esc");
    assert_true(pty_lacks(pty, "Filter: "));
    assert_true(pty_shows(pty, "0/45 min"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    pty = session_start(state, NULL);
    assert_true(pty_shows(pty, "0/45 min"));
}

/* The forecast comes without a key being pressed. */
static void minutes_a_day_come_by_themselves(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, ",reten");
    assert_true(pty_shows(pty, "cards known in a year"));
    pty_type(pty, "\r\x15"
                  "0.8");
    assert_true(pty_shows(pty, "0.80: "));
}

static void optimising_ends_by_itself(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, ",opt\r");
    assert_true(pty_shows(pty, "There is too little to learn from yet"));
    pty_press(pty, "Esc");
    assert_true(pty_lacks(pty, "Optimise the scheduler"));
}

/* In one burst: it is at work, or has just ended, when it is to stop. */
static void leaving_while_it_runs(void **state)
{
    for (int i = 0; i < 5; i++) {
        Pty *pty = session_start(state, NULL);
        pty_type(pty, ",opt\r\x03");
        assert_int_equal(pty_exit(pty), 0);
        session_assert_restored(pty);
    }
}

/* In one burst too: a click beside the box closes it before there is a result. */
static void stopping_while_it_runs(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, ",opt\r\x1b[<0;1;1M\x1b[<0;1;1m");
    assert_true(pty_shows(pty, "Stopped: the scheduler stays as it was."));
    assert_true(pty_lacks(pty, "Optimise the scheduler"));
    pty_type(pty, "2");
    assert_true(pty_shows(pty, "1 Foundations"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
}

static void a_session_of_ones_own_choice(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "0 learning"));
    pty_type(pty, "c");
    assert_true(pty_shows(pty, "cards found."));
    pty_type(pty, "is:nonsense");
    assert_true(pty_shows(pty, "is no state"));
    pty_type(pty, "\x15"
                  "is:new\r");
    assert_true(pty_shows(pty, "0 learning"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(an_option_is_kept),         SESSION_TEST(minutes_a_day_come_by_themselves),
        SESSION_TEST(optimising_ends_by_itself), SESSION_TEST(leaving_while_it_runs),
        SESSION_TEST(stopping_while_it_runs),    SESSION_TEST(a_session_of_ones_own_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
