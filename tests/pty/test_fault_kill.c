/* The program on a terminal, killed while it reviews and times, again and again on the same data: what the
 * screen has shown as done is in the log afterwards, and the file is whole. After HOME_ROUNDS it goes on in
 * a new home: the same card answered and taken back a thousand times is nobody's log. */
#include "pty/answers.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"

#define ROUNDS      25
#define ALL_ROUNDS  1000 /* with CAIRN_FAULTS=all */
#define HOME_ROUNDS 100

static void wait_us(unsigned us)
{
    const struct timespec time = {.tv_nsec = (long)us * 1000};
    assert_int_equal(nanosleep(&time, NULL), 0);
}

static void toggle_timer(Pty *pty)
{
    bool paused = pty_find_row(pty, "p go on") >= 0;
    pty_type(pty, "p");
    assert_true(pty_shows(pty, paused ? "p pause" : "p go on"));
}

/* One start and its end by a kill: events that were shown as done. One more was begun: `extra` takes back
 * the answer of the round before, which would else use up the day's cards. */
static long work_and_die(void **state, unsigned round, bool extra)
{
    long done = 0;
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "Space shows the answer"));
    if (extra) {
        pty_type(pty, "u");
        done++; /* what follows shows it as done: keys are taken in order */
    }
    answers_grade(pty);
    toggle_timer(pty);
    pty_type(pty, "u");
    answers_show(pty);
    done += 3;
    pty_type(pty, round % 2 == 0 ? "3" : "p");
    wait_us(round * 7919 % 1500);
    pty_signal(pty, SIGKILL);
    assert_int_equal(pty_exit(pty), PTY_BY_SIGNAL + SIGKILL);
    return done;
}

/* A home in which the timer runs; its events. */
static long begin_afresh(void **state)
{
    static const char *const START[] = {"practice", "start", "math", NULL};
    assert_int_equal(session_home_free(state), 0);
    assert_int_equal(session_home(state), 0);
    assert_int_equal(pty_run(*state, START), 0);
    return answers_count_events(state);
}

static void killed_while_reviewing_and_timing(void **state)
{
    const char *wish = getenv("CAIRN_FAULTS");
    unsigned rounds = wish != NULL && strcmp(wish, "all") == 0 ? ALL_ROUNDS : ROUNDS;
    unsigned begun = 0;
    long before = 0;
    bool extra = false;
    for (unsigned round = 0; round < rounds; round++) {
        if (round % HOME_ROUNDS == 0) {
            before = begin_afresh(state);
            extra = false;
        }
        long done = work_and_die(state, round, extra);
        long after = answers_count_events(state);
        if (after < before + done || after > before + done + 1)
            fail_msg("round %u: %ld events, %ld were there and %ld done", round, after, before,
                     done);
        bool more = after == before + done + 1;
        extra = more && round % 2 == 0;
        begun += more;
        before = after;
    }
    print_message("# %u kills, %u of them behind a write\n", rounds, begun);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(killed_while_reviewing_and_timing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
