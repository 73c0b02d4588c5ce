/* Work in a thread: news, the end, stopping. */
#include "shell/task.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PATIENCE_MS 10000

static bool has_news(const Task *task, int wait_ms)
{
    struct pollfd ready = {.fd = task_descriptor(task), .events = POLLIN};
    return poll(&ready, 1, wait_ms) == 1;
}

static void count_up(Task *task, void *data)
{
    int *steps = data;
    for (*steps = 0; *steps < 1000; (*steps)++)
        if (!task_report(task, *steps / 1000.0))
            return;
}

static void go_on_for_ever(Task *task, void *data)
{
    int *steps = data;
    do
        *steps += 1;
    while (task_report(task, 0.5));
}

static void news_come_until_the_end(void **state)
{
    (void)state;
    Task *task = NULL;
    Error error;
    int steps = 0;
    int before = 0;
    int thousandths = 0;
    bool done = false;
    assert_int_equal(task_start(count_up, &steps, &task, &error), STATUS_OK);
    while (!done) {
        assert_true(has_news(task, PATIENCE_MS));
        done = task_news(task, &thousandths);
        assert_true(thousandths >= before);
        before = thousandths;
    }
    assert_int_equal(thousandths, 999);
    task_free(task);
    assert_int_equal(steps, 1000);
}

/* Once all is said nobody is woken up any more. */
static void afterwards_it_is_quiet(void **state)
{
    (void)state;
    Task *task = NULL;
    Error error;
    int steps = 0;
    int thousandths = 0;
    assert_int_equal(task_start(count_up, &steps, &task, &error), STATUS_OK);
    do
        assert_true(has_news(task, PATIENCE_MS));
    while (!task_news(task, &thousandths));
    /* the byte that says so may still be on its way, no other */
    if (has_news(task, 100))
        assert_true(task_news(task, &thousandths));
    assert_false(has_news(task, 0));
    task_free(task);
}

static void it_stops_when_told(void **state)
{
    (void)state;
    Task *task = NULL;
    Error error;
    int steps = 0;
    assert_int_equal(task_start(go_on_for_ever, &steps, &task, &error), STATUS_OK);
    assert_true(has_news(task, PATIENCE_MS));
    task_free(task);
    assert_true(steps > 0);
    task_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(news_come_until_the_end),
        cmocka_unit_test(afterwards_it_is_quiet),
        cmocka_unit_test(it_stops_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
