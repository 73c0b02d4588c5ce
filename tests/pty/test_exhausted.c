/* Memory that runs out in a thread that has nothing to do with the terminal, while the one that has draws. What
 * runs on the terminal is this program itself, started with an argument. */
#include "pty/session.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "shell/raw.h"
#include "shell/term.h"

#define ON_TERMINAL "on-terminal"

/* --- on the terminal --- */

static void *exhaust(void *context)
{
    const struct timespec moment = {.tv_nsec = 50000000};
    (void)context;
    (void)nanosleep(&moment, NULL);
    mem_exhausted();
}

static int draw_for_ever(void)
{
    Term *term = NULL;
    pthread_t thread;
    Error error = {{0}};
    (void)setlocale(LC_ALL, "C.UTF-8");
    if (term_open(&(TermOptions){.mouse = true}, &term, &error) != STATUS_OK ||
        pthread_create(&thread, NULL, exhaust, NULL) != 0)
        return 2;
    for (;;)
        raw_send("\033[3;3Hdrawn");
}

/* --- what is left --- */

static void the_terminal_is_given_back(void **state)
{
    const char *const arguments[] = {ON_TERMINAL, NULL};
    session_end();
    session_pty =
        pty_start(&(PtyStart){.home = *state, .rows = 24, .columns = 80, .arguments = arguments});
    assert_int_equal(pty_exit(session_pty), 1);
    assert_true(pty_wrote(session_pty, "drawn"));
    session_assert_restored(session_pty);
    size_t length;
    const char *output = pty_output(session_pty, &length);
    static const char END[] = "cairn: out of memory; what was saved is safe\r\n";
    assert_true(length > sizeof END);
    assert_memory_equal(output + length - (sizeof END - 1), END, sizeof END - 1);
}

static int home(void **state)
{
    *state = pty_home_new();
    return 0;
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], ON_TERMINAL) == 0)
        return draw_for_ever();
    char *own = realpath(arguments[0], NULL);
    if (own == NULL || setenv("CAIRN_BINARY", own, 1) != 0)
        return 2;
    free(own);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_terminal_is_given_back, home, session_home_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
