/* The practice timer on a real terminal: two instances, the goal, and somebody who was away. */
#include "pty/session.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"

static void write_program(const char *home, const char *directory, const char *name,
                          const char *text)
{
    char *place = path_join(home, directory);
    char *path = path_join(place, name);
    Error error = {0};
    if (file_make_directory(place, &error) != STATUS_OK ||
        file_replace(path, text, strlen(text), &error) != STATUS_OK)
        fail_msg("%s", error.message);
    assert_int_equal(chmod(path, 0700), 0);
    mem_free(path);
    mem_free(place);
}

/* Waits for a file that another program writes. */
static void await_file(const char *home, const char *name, const char *expected)
{
    char *path = path_join(home, name);
    char *text = NULL;
    for (int i = 0; i < 1500 && (text == NULL || strstr(text, expected) == NULL); i++) {
        size_t length = 0;
        mem_free(text);
        text = NULL;
        if (file_exists(path) && file_read(path, 4096, &text, &length, NULL) != STATUS_OK)
            text = NULL;
        usleep(20000);
    }
    assert_non_null(text);
    assert_non_null(strstr(text, expected));
    mem_free(text);
    mem_free(path);
}

/* What the command line starts shows in the interface with a key, and by itself from then on. */
static void a_second_instance_sees_the_same_timer(void **state)
{
    static const char *const START[] = {"practice", "start", "math", "--ago", "7m", NULL};
    static const char *const STOP[] = {"practice", "stop", NULL};
    Pty *pty = session_start(state, NULL);
    assert_true(pty_shows(pty, "idle"));
    assert_int_equal(pty_run(*state, START), 0);
    pty_press(pty, "Down");
    assert_true(pty_shows(pty, "7:0"));
    assert_int_equal(pty_run(*state, STOP), 0);
    assert_true(pty_shows(pty, "idle")); /* with no key: a running timer looks each second */
}

/* With no key and no timer, that is without ever looking by itself. */
static void a_second_instance_is_seen_at_once(void **state)
{
    static const char *const GOAL[] = {"config", "goal-minutes", "77", NULL};
    static const char *const LOG[] = {"practice", "log", "13m", NULL};
    Pty *pty = session_start(state, NULL);
    assert_true(pty_shows(pty, "0/30 min"));
    assert_int_equal(pty_run(*state, GOAL), 0);
    assert_true(pty_shows(pty, "0/77 min"));
    assert_int_equal(pty_run(*state, LOG), 0);
    assert_true(pty_shows(pty, "13/77 min"));
}

static void the_goal_is_told_to_the_desktop_and_to_a_hook(void **state)
{
    static const char *const START[] = {"practice", "start", "math", "--ago", "29m50s", NULL};
    char *notify = mem_format("#!/bin/sh\necho \"$*\" >'%s/told'\n", (const char *)*state);
    char *hook = mem_format("#!/bin/sh\necho \"$CAIRN_HOOK $CAIRN_TODAY_MINUTES\" >'%s/ran'\n",
                            (const char *)*state);
    char *path = mem_format("PATH=%s/bin:%s", (const char *)*state, getenv("PATH"));
    const char *const environment[] = {path, NULL};
    write_program(*state, "bin", "notify-send", notify);
    write_program(*state, ".config/cairn/hooks", "on-goal", hook);
    assert_int_equal(pty_run(*state, START), 0);
    Pty *pty = session_start(state, environment);
    (void)pty;
    await_file(*state, "ran", "on-goal 30");
    await_file(*state, "told", "30 minutes");
    mem_free(path);
    mem_free(hook);
    mem_free(notify);
}

static void coming_back_asks_what_to_keep(void **state)
{
    static const char *const START[] = {"practice", "start", "math", NULL};
    char later[CIVIL_INSTANT_SIZE];
    civil_format_instant((int64_t)time(NULL) * MS_PER_SECOND + 5 * MS_PER_HOUR, 0, later);
    char *now = mem_format("CAIRN_NOW=%s", later);
    const char *const environment[] = {now, NULL};
    assert_int_equal(pty_run(*state, START), 0);
    Pty *pty = session_start(state, environment);
    mem_free(now);
    assert_true(pty_shows(pty, "No sign of you since"));
    pty_press(pty, "Down");
    pty_press(pty, "Down");
    pty_press(pty, "Enter");
    assert_true(pty_shows(pty, "Nothing of the block is kept."));
    assert_true(pty_shows(pty, "idle"));
}

/* Nobody presses a key: the interface wakes by itself. */
static void the_day_turns_over_while_nobody_looks(void **state)
{
    static const char *const LATE[] = {"CAIRN_NOW=2026-11-25T03:59:57Z", NULL};
    Pty *pty = session_start(state, LATE);
    assert_true(pty_shows(pty, "Tue 24 Nov"));
    assert_true(pty_shows(pty, "Wed 25 Nov"));
}

/* From the last card on to the topic, whose timer starts; S and a line end both. */
static void a_plan_goes_on_by_itself(void **state)
{
    static const char *const ONE_CARD[] = {"config", "new-per-day", "1", NULL};
    assert_int_equal(pty_run(*state, ONE_CARD), 0);
    Pty *pty = session_start(state, NULL);
    pty_type(pty, " ");
    assert_true(pty_shows(pty, "plan 1 of 2"));
    pty_press(pty, "Enter");
    assert_true(pty_shows(pty, "again"));
    pty_type(pty, "4");
    assert_true(pty_shows(pty, "1 card in "));
    assert_true(pty_shows(pty, "plan 2 of 2"));
    assert_true(pty_shows(pty, "p pause"));
    pty_type(pty, "s");
    assert_true(pty_shows(pty, "What did you learn?"));
    pty_press(pty, "Enter");
    assert_true(pty_shows(pty, "idle"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(a_second_instance_sees_the_same_timer),
        SESSION_TEST(a_second_instance_is_seen_at_once),
        SESSION_TEST(the_goal_is_told_to_the_desktop_and_to_a_hook),
        SESSION_TEST(coming_back_asks_what_to_keep),
        SESSION_TEST(a_plan_goes_on_by_itself),
        SESSION_TEST(the_day_turns_over_while_nobody_looks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
