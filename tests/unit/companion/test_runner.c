/* Programs of learners: whatever they do, they end, and what they did is told. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "companion/runner.h"

static char directory[128];

static const char *const ENVIRONMENT[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "TERM=dumb", NULL};

static int make_directory(void **state)
{
    (void)state;
    (void)snprintf(directory, sizeof directory, "%s/cairn-runner-XXXXXX", path_temporary());
    return mkdtemp(directory) == NULL ? -1 : 0;
}

static int remove_directory(void **state)
{
    (void)state;
    (void)rmdir(directory);
    return 0;
}

static RunnerResult run_words(const char *const *words, const char *input, int seconds)
{
    const RunnerJob job = {.words = words,
                           .environment = ENVIRONMENT,
                           .directory = directory,
                           .input = input,
                           .seconds = seconds};
    RunnerResult result;
    Error error;
    assert_int_equal(runner_run(&job, NULL, NULL, &result, &error), STATUS_OK);
    return result;
}

static RunnerResult run(const char *script, const char *input, int seconds)
{
    const char *words[] = {"sh", "-c", script, NULL};
    return run_words(words, input, seconds);
}

static void output_and_exit_code_are_kept(void **state)
{
    (void)state;
    RunnerResult result = run("cat; echo wrong >&2; pwd; exit 3", "one\ntwo\n", 10);
    char *expected = mem_format("one\ntwo\n%s\n", directory);
    assert_int_equal(result.end, RUN_ENDED);
    assert_int_equal(result.code, 3);
    assert_string_equal(buffer_text(&result.out), expected);
    assert_string_equal(buffer_text(&result.err), "wrong\n");
    mem_free(expected);
    runner_result_done(&result);
}

static void a_signal_is_told(void **state)
{
    (void)state;
    RunnerResult result = run("kill -SEGV $$", "", 10);
    assert_int_equal(result.end, RUN_SIGNALLED);
    assert_int_equal(result.code, 11);
    runner_result_done(&result);
}

static void what_is_not_there_cannot_be_started(void **state)
{
    (void)state;
    const char *words[] = {"cairn-no-such-program", NULL};
    RunnerResult result = run_words(words, "", 10);
    assert_int_equal(result.end, RUN_MISSING);
    assert_true(result.why[0] != '\0');
    runner_result_done(&result);
    const char *directory_word[] = {"/tmp", NULL};
    result = run_words(directory_word, "", 10);
    assert_int_equal(result.end, RUN_MISSING);
    runner_result_done(&result);
}

static void a_loop_is_stopped(void **state)
{
    (void)state;
    RunnerResult result = run("echo begun; while :; do :; done", "", 1);
    assert_int_equal(result.end, RUN_TOO_LONG);
    assert_string_equal(buffer_text(&result.out), "begun\n");
    assert_in_range(result.ms, 1000, 5000);
    runner_result_done(&result);
}

static void a_flood_is_stopped(void **state)
{
    (void)state;
    RunnerResult result = run("while :; do echo flood flood flood flood; done", "", 30);
    assert_int_equal(result.end, RUN_TOO_MUCH);
    assert_int_equal(result.out.length, CHECK_OUTPUT_LIMIT);
    assert_true(result.ms < 20000);
    runner_result_done(&result);
}

static void bytes_of_all_kinds_come_through(void **state)
{
    (void)state;
    RunnerResult result = run("printf 'a\\000b\\033[2J\\377'", "", 10);
    assert_string_equal(buffer_text(&result.out), "a\001b\033[2J\377");
    runner_result_done(&result);
}

static void there_is_no_terminal(void **state)
{
    (void)state;
    RunnerResult result = run("cat </dev/tty || echo none", "", 10);
    assert_int_equal(result.end, RUN_ENDED);
    assert_string_equal(buffer_text(&result.out), "none\n");
    runner_result_done(&result);
}

static bool is_alive(const RunnerResult *result)
{
    long process = strtol(buffer_text(&result->out), NULL, 10);
    assert_true(process > 1);
    return kill((pid_t)process, 0) == 0;
}

static void what_it_leaves_behind_ends_with_it(void **state)
{
    (void)state;
    RunnerResult result = run("sleep 600 & echo $!", "", 10);
    assert_int_equal(result.end, RUN_ENDED);
    assert_true(result.ms < 8000);
    assert_false(is_alive(&result));
    runner_result_done(&result);
#ifdef __linux__
    result = run("setsid sh -c 'echo $$; exec setsid sleep 600' & sleep 0.3", "", 10);
    assert_int_equal(result.end, RUN_ENDED);
    assert_false(is_alive(&result));
    runner_result_done(&result);
#endif
}

#ifdef __linux__
static void a_crowd_is_stopped(void **state)
{
    (void)state;
    RunnerResult result =
        run("i=0; while [ $i -lt 200 ]; do sleep 60 & i=$((i + 1)); done; wait", "", 30);
    assert_int_equal(result.end, RUN_TOO_MANY);
    runner_result_done(&result);
}
#endif

static void a_removed_directory_harms_nobody(void **state)
{
    (void)state;
    char *old = mem_dup(directory);
    RunnerResult result = run("rmdir \"$PWD\" && echo gone", "", 10);
    assert_string_equal(buffer_text(&result.out), "gone\n");
    assert_false(file_is_directory(old));
    runner_result_done(&result);
    result = run("echo here", "", 10);
    assert_int_equal(result.end, RUN_MISSING);
    runner_result_done(&result);
    assert_int_equal(mkdir(old, 0700), 0);
    mem_free(old);
}

static bool once(void *context)
{
    int *left = context;
    return (*left)-- > 0;
}

static void it_can_be_cancelled(void **state)
{
    (void)state;
    const char *words[] = {"sleep", "60", NULL};
    const RunnerJob job = {.words = words,
                           .environment = ENVIRONMENT,
                           .directory = directory,
                           .input = "",
                           .seconds = 30};
    RunnerResult result;
    Error error;
    int left = 2;
    assert_int_equal(runner_run(&job, once, &left, &result, &error), STATUS_OK);
    assert_int_equal(result.end, RUN_CANCELLED);
    assert_true(result.ms < 8000);
    runner_result_done(&result);
}

/* Where the system has no way to say so, the write is not refused, and there is nothing to test. */
static void it_writes_only_where_it_may(void **state)
{
    (void)state;
    char outside[160];
    char script[512];
    (void)snprintf(outside, sizeof outside, "%s-outside", directory);
    (void)snprintf(script, sizeof script,
                   "echo x >in || exit 9; rm in; echo x >/dev/null || exit 8; "
                   "echo x 2>/dev/null >'%s' && echo written || echo refused",
                   outside);
    const char *words[] = {"sh", "-c", script, NULL};
    const char *writable[] = {directory, NULL};
    const RunnerJob job = {.words = words,
                           .environment = ENVIRONMENT,
                           .writable = writable,
                           .directory = directory,
                           .input = "",
                           .seconds = 10};
    RunnerResult result;
    Error error;
    assert_int_equal(runner_run(&job, NULL, NULL, &result, &error), STATUS_OK);
    assert_int_equal(result.end, RUN_ENDED);
    assert_int_equal(result.code, 0);
    bool written = strcmp(buffer_text(&result.out), "written\n") == 0;
    assert_int_equal(written, file_exists(outside));
    if (written)
        print_message("# this system does not confine programs\n");
    (void)unlink(outside);
    runner_result_done(&result);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, make_directory, remove_directory)
    const struct CMUnitTest tests[] = {
        CASE(output_and_exit_code_are_kept),
        CASE(a_signal_is_told),
        CASE(what_is_not_there_cannot_be_started),
        CASE(a_loop_is_stopped),
        CASE(a_flood_is_stopped),
        CASE(bytes_of_all_kinds_come_through),
        CASE(there_is_no_terminal),
        CASE(what_it_leaves_behind_ends_with_it),
#ifdef __linux__
        CASE(a_crowd_is_stopped),
#endif
        CASE(a_removed_directory_harms_nobody),
        CASE(it_can_be_cancelled),
        CASE(it_writes_only_where_it_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
