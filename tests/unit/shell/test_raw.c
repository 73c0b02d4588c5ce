/* What goes to the terminal past ncurses: notifications, alone and inside tmux. */
#include "shell/raw.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* What raw_notify writes to standard output, into `out`. */
static void notify(const char *text, bool once, char *out, size_t size)
{
    int ends[2];
    int kept = dup(STDOUT_FILENO);
    assert_true(kept >= 0);
    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[1], STDOUT_FILENO) >= 0);
    raw_notify(text, once);
    assert_true(dup2(kept, STDOUT_FILENO) >= 0);
    assert_int_equal(close(kept), 0);
    assert_int_equal(close(ends[1]), 0);
    ssize_t count = read(ends[0], out, size - 1);
    assert_true(count > 0);
    out[count] = '\0';
    assert_int_equal(close(ends[0]), 0);
}

static void both_forms_of_a_notification(void **state)
{
    (void)state;
    char out[256];
    assert_int_equal(unsetenv("TMUX"), 0);
    notify("Goal reached", false, out, sizeof out);
    assert_string_equal(out, "\033]9;cairn: Goal reached\a\033]777;notify;cairn;Goal reached\a");
    notify("Goal reached", true, out, sizeof out);
    assert_string_equal(out, "\033]777;notify;cairn;Goal reached\a");
}

static void tmux_passes_them_through(void **state)
{
    (void)state;
    char out[256];
    assert_int_equal(setenv("TMUX", "/tmp/tmux-0/default,1,0", 1), 0);
    notify("Break", false, out, sizeof out);
    assert_string_equal(out, "\033Ptmux;\033\033]9;cairn: Break\a\033\\"
                             "\033Ptmux;\033\033]777;notify;cairn;Break\a\033\\");
    assert_int_equal(unsetenv("TMUX"), 0);
}

static void *send_the_last(void *context)
{
    const struct timespec moment = {.tv_nsec = 30000000};
    (void)context;
    (void)nanosleep(&moment, NULL);
    raw_send_last("!");
    (void)nanosleep(&moment, NULL);
    _exit(0);
}

/* In a child: sends for ever, until another thread sends the last. */
static _Noreturn void send_for_ever(int to)
{
    pthread_t thread;
    if (dup2(to, STDOUT_FILENO) < 0 || pthread_create(&thread, NULL, send_the_last, NULL) != 0)
        _exit(1);
    for (;;)
        raw_send(".");
}

static void nothing_is_sent_behind_the_last(void **state)
{
    (void)state;
    int ends[2];
    char bytes[4096];
    char last = '\0';
    ssize_t count;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        send_for_ever(ends[1]);
    assert_int_equal(close(ends[1]), 0);
    while ((count = read(ends[0], bytes, sizeof bytes)) > 0)
        last = bytes[count - 1];
    assert_int_equal(close(ends[0]), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(last, '!');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_of_a_notification),
        cmocka_unit_test(tmux_passes_them_through),
        cmocka_unit_test(nothing_is_sent_behind_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
