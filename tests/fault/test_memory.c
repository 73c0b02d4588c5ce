/* Memory that runs out: at the Nth allocation, once or from there on, of the program and of its libraries,
 * for N = 1, 2, ... until a run passes without having met it. Each run is a child, and ends in one of three
 * ways:
 *
 *   - as if nothing had been;
 *   - with an error that says what is wrong: then the state in memory is what is on disk, and the same can
 *     be done again at once;
 *   - in order, as base/memory.h has it: with its message, and the exit status 1.
 *
 * After each the file opens, is whole, holds every event that was acknowledged and no half one. */
#include "fault/card_cases.h"
#include "fault/care_cases.h"

#include "fault/memory_fault.h"

#define SWEEP_MAX  200000
#define FILE_STEPS 13 /* from one place of a fault to the next among many thousands, also of all */

static const char EXHAUSTED[] = "cairn: out of memory; what was saved is safe\n";

/* How a child ended. */
typedef enum End {
    END_NOT_MET = 0,
    END_IN_ORDER = 1,
    END_DONE = 20,
    END_REFUSED,
} End;

static struct {
    int done, refused, in_order;
} met;

/* --- children --- */

typedef End Work(const Home *home, const void *what, int nth, MemoryFault mode);

static size_t gather(int from, char *text, size_t size)
{
    size_t length = 0;
    ssize_t count;
    while (length + 1 < size && (count = read(from, text + length, size - 1 - length)) > 0)
        length += (size_t)count;
    text[length] = '\0';
    return length;
}

static End run_in_child(const Home *home, Work *work, const void *what, int nth, MemoryFault mode)
{
    char said[4096];
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        /* what does not hold there ends the child, and not only a test that the parent runs too */
        if (dup2(ends[1], STDERR_FILENO) < 0 || setenv("CMOCKA_TEST_ABORT", "1", 1) != 0)
            _exit(2);
        _exit((int)work(home, what, nth, mode));
    }
    assert_int_equal(close(ends[1]), 0);
    (void)gather(ends[0], said, sizeof said);
    assert_int_equal(close(ends[0]), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    const char *expected =
        WIFEXITED(status) && WEXITSTATUS(status) == END_IN_ORDER ? EXHAUSTED : "";
    if (!WIFEXITED(status) || strcmp(said, expected) != 0)
        fail_msg("allocation %d%s: status %x, and said: %s", nth,
                 mode == MEMORY_STAYS ? " and all behind it" : "", (unsigned)status, said);
    return (End)WEXITSTATUS(status);
}

static bool count_end(End end, const char *name, int nth)
{
    switch (end) {
    case END_NOT_MET:
        return false;
    case END_IN_ORDER:
        met.in_order++;
        return true;
    case END_DONE:
        met.done++;
        return true;
    case END_REFUSED:
        met.refused++;
        return true;
    }
    fail_msg("%s, allocation %d: ended with %d", name, nth, (int)end);
    return false;
}

/* The next place of a fault: of `make check`, few and ever farther ones. */
static int next_place(int nth, int step, int factor)
{
    return home_takes_all() ? nth + step : nth * factor;
}

static int first_place(size_t number)
{
    return home_takes_all() ? 1 : 10 + (int)number;
}

/* --- what the learner does --- */

static End work_on_case(const Home *home, const void *what, int nth, MemoryFault mode)
{
    const struct HomeCase *one = what;
    Error problem = {{0}};
    Workspace *workspace = NULL;
    (void)home;
    assert_ok(workspace_open(&(WorkspaceOptions){0}, &workspace, error));
    workspace->clock = clock_fixed(FIXTURE_NOON + FIXTURE_HOUR, 0);
    if (one->prepare != NULL)
        assert_ok(one->prepare(workspace, error));
    int64_t before = store_event_count(workspace->store);
    memory_fault_arm(nth, mode);
    Status status = one->run(workspace, &problem);
    bool fired = memory_fault_disarm();
    if (status != STATUS_OK) {
        bool changed;
        if (!fired)
            fail_msg("%s: %s", one->name, problem.message);
        home_check_message(&problem, workspace->database);
        assert_ok(workspace_refresh(workspace, &changed, error));
    }
    home_check_memory(workspace);
    int64_t done = store_event_count(workspace->store) - before;
    assert_int_equal(done, status == STATUS_OK ? one->events : 0);
    if (status != STATUS_OK)
        assert_ok(one->run(workspace, error)); /* the same again, with memory there */
    home_check_memory(workspace);
    workspace_close(workspace);
    return !fired ? END_NOT_MET : status == STATUS_OK ? END_DONE : END_REFUSED;
}

static bool try_case(const Home *home, const struct HomeCase *one, int nth, MemoryFault mode)
{
    home_reset(home);
    End end = run_in_child(home, work_on_case, one, nth, mode);
    int prepared = one->prepare != NULL;
    int64_t events = home_check_file(home, 0, prepared + one->events);
    if (end != END_IN_ORDER)
        assert_int_equal(events, prepared + one->events);
    return count_end(end, one->name, nth);
}

static void sweep_cases(const Home *home, MemoryFault mode)
{
    for (size_t i = 0; i < HOME_CASE_COUNT; i++) {
        int nth = first_place(i);
        if (!HOME_CASES[i].is_core && !home_takes_all())
            continue;
        while (nth < SWEEP_MAX && try_case(home, &HOME_CASES[i], nth, mode))
            nth = next_place(nth, 1, 4);
        assert_in_range(nth, 50, SWEEP_MAX - 1);
    }
}

/* --- what changes files, from the opening to the end --- */

static End work_on_files(const Home *home, const void *what, int nth, MemoryFault mode)
{
    const FileCase *one = what;
    Error problem = {{0}};
    memory_fault_arm(nth, mode);
    Status status = one->run(home, &problem);
    bool fired = memory_fault_disarm();
    if (status != STATUS_OK && (!fired || problem.message[0] == '\0'))
        fail_msg("%s: %s", one->name, problem.message);
    return !fired ? END_NOT_MET : status == STATUS_OK ? END_DONE : END_REFUSED;
}

static bool try_files(const Home *home, const FileCase *one, int nth, MemoryFault mode)
{
    reset_all(home);
    if (one->prepare != NULL)
        one->prepare(home);
    End end = run_in_child(home, work_on_files, one, nth, mode);
    one->check(home, end == END_NOT_MET || end == END_DONE);
    return count_end(end, one->name, nth);
}

static void sweep_list(const Home *home, const FileCase *cases, size_t count, MemoryFault mode)
{
    for (size_t i = 0; i < count; i++) {
        int nth = first_place(i);
        while (nth < SWEEP_MAX && try_files(home, &cases[i], nth, mode))
            nth = next_place(nth, FILE_STEPS, 10);
        assert_in_range(nth, 50, SWEEP_MAX - 1);
    }
}

static void sweep_files(const Home *home, MemoryFault mode)
{
    sweep_list(home, FILE_CASES, FILE_CASE_COUNT, mode);
    sweep_list(home, CARE_CASES, CARE_CASE_COUNT, mode);
    sweep_list(home, CARD_CASES, CARD_CASE_COUNT, mode);
}

static void test_an_allocation_that_fails(void **state)
{
    if (!MEMORY_FAULT_POSSIBLE)
        skip();
    sweep_cases(*state, MEMORY_ONCE);
    sweep_files(*state, MEMORY_ONCE);
}

static void test_no_memory_from_there_on(void **state)
{
    if (!MEMORY_FAULT_POSSIBLE)
        skip();
    sweep_cases(*state, MEMORY_STAYS);
    sweep_files(*state, MEMORY_STAYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_an_allocation_that_fails),
        HOME_CASE(test_no_memory_from_there_on),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("# memory ran out %d times: %d without harm, %d refused, %d ended in order\n",
                  met.done + met.refused + met.in_order, met.done, met.refused, met.in_order);
    return failed;
}
