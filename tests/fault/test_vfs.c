/* Everything that can go wrong below SQLite, at every place where it can: for N = 1, 2, ... the Nth
 * operation on a file fails, until a run passes without having met a fault. After each:
 *
 *   - what was refused is refused with a sentence that names the file, and can be done again at once;
 *   - the state in memory is what is on disk;
 *   - the file opens, is whole, holds every event that was acknowledged and no half one, and its
 *     derived rows follow from the log.
 */
#include "fault/home.h"
#include "support/vfs_fault.h"

#define SWEEP_MAX   400 /* a use case that needs more operations than this is not thin */
#define SWEEP_STEPS 7   /* from one place of a fault to the next, where not all are taken */

static int faults_met;

/* --- how a run begins --- */

/* How the workspace was opened, and what happened then. */
typedef enum Way {
    WAY_SETTLED,
    WAY_READ_FIRST,   /* what writing needs is made at the first write */
    WAY_WRITTEN_SINCE /* the same, and another instance has written since the opening */
} Way;

static Workspace *begin(Way way)
{
    Workspace *workspace = NULL;
    assert_ok(
        workspace_open(&(WorkspaceOptions){.unlooked = way != WAY_SETTLED}, &workspace, error));
    workspace->clock = clock_fixed(FIXTURE_NOON + FIXTURE_HOUR, 0);
    if (way == WAY_WRITTEN_SINCE) {
        Workspace *other = fixture_open_at(FIXTURE_NOON + FIXTURE_HOUR);
        assert_ok(workspace_note_set(other, "t-one", "from elsewhere", error));
        workspace_close(other);
    }
    return workspace;
}

/* --- errors --- */

/* One use case with a fault at its Nth operation; false when it did not come to that. */
static bool try_case(const Home *home, const struct HomeCase *one, Way way, int nth, int operations,
                     FaultMode mode)
{
    Error problem = {{0}};
    home_reset(home);
    Workspace *workspace = begin(way);
    if (one->prepare != NULL)
        assert_ok(one->prepare(workspace, error));
    int64_t before = home->events + (way == WAY_WRITTEN_SINCE) + (one->prepare != NULL);
    vfs_fault_arm(nth, operations, mode);
    Status status = one->run(workspace, &problem);
    bool fired = vfs_fault_disarm();
    if (status != STATUS_OK) {
        if (!fired)
            fail_msg("%s: %s", one->name, problem.message);
        home_check_message(&problem, home->database);
        bool changed;
        assert_ok(workspace_settle(workspace, error)); /* it may have come to no write at all */
        assert_ok(workspace_refresh(workspace, &changed, error));
    }
    home_check_memory(workspace);
    int64_t done = store_event_count(workspace->store) - before;
    assert_int_equal(done, status == STATUS_OK ? one->events : 0);
    if (status != STATUS_OK)
        assert_ok(one->run(workspace, error)); /* the same again, with the fault gone */
    home_check_memory(workspace);
    workspace_close(workspace);
    int64_t events = before - home->events + one->events;
    assert_int_equal(home_check_file(home, events, events), events);
    faults_met += fired;
    return fired;
}

static void sweep_case(const Home *home, const struct HomeCase *one, Way way, int operations,
                       FaultMode mode, int step)
{
    int nth = 1;
    while (nth < SWEEP_MAX && try_case(home, one, way, nth, operations, mode))
        nth += step;
    if (nth == 1 || nth >= SWEEP_MAX)
        fail_msg("%s: %d runs", one->name, nth);
}

static void sweep(const Home *home, int operations, FaultMode mode)
{
    for (size_t i = 0; i < HOME_CASE_COUNT; i++) {
        bool all = HOME_CASES[i].is_core || home_takes_all();
        sweep_case(home, &HOME_CASES[i], WAY_SETTLED, operations, mode, all ? 1 : SWEEP_STEPS);
    }
}

static void test_an_error_once(void **state)
{
    sweep(*state, FAULT_ALL, FAULT_ONCE);
}

static void test_an_error_that_stays(void **state)
{
    sweep(*state, FAULT_ALL, FAULT_STAYS);
}

static void test_full_disk(void **state)
{
    sweep(*state, FAULT_ALL, FAULT_FULL);
}

static void test_locked_by_another(void **state)
{
    sweep(*state, FAULT_LOCK, FAULT_BUSY);
}

static void test_the_first_write(void **state)
{
    static const FaultMode MODES[] = {FAULT_ONCE, FAULT_STAYS, FAULT_FULL};
    size_t cases = home_takes_all() ? HOME_CASE_COUNT : 1;
    for (size_t i = 0; i < cases; i++) {
        for (size_t mode = 0; mode < sizeof MODES / sizeof *MODES; mode++) {
            sweep_case(*state, &HOME_CASES[i], WAY_READ_FIRST, FAULT_ALL, MODES[mode], 1);
            sweep_case(*state, &HOME_CASES[i], WAY_WRITTEN_SINCE, FAULT_ALL, MODES[mode], 1);
        }
    }
}

/* --- opening --- */

static bool try_open(const Home *home, bool fresh, int nth, FaultMode mode)
{
    Workspace *workspace = NULL;
    Error problem = {{0}};
    home_reset(home);
    if (fresh)
        assert_int_equal(unlink(home->database), 0);
    vfs_fault_arm(nth, FAULT_ALL, mode);
    Status status = workspace_open(&(WorkspaceOptions){0}, &workspace, &problem);
    if (status != STATUS_OK)
        home_check_message(&problem, home->database);
    workspace_close(workspace);
    bool fired = vfs_fault_disarm();
    workspace = fixture_open();
    assert_int_equal(store_event_count(workspace->store), fresh ? 0 : home->events);
    assert_ok(store_check(workspace->store, error));
    workspace_close(workspace);
    faults_met += fired;
    return fired;
}

static void sweep_open(const Home *home, bool fresh, FaultMode mode)
{
    int nth = 1;
    while (nth < SWEEP_MAX && try_open(home, fresh, nth, mode))
        nth++;
    assert_in_range(nth, 2, SWEEP_MAX - 1);
}

static void test_opening_what_is_there(void **state)
{
    sweep_open(*state, false, FAULT_ONCE);
    sweep_open(*state, false, FAULT_STAYS);
}

static void test_making_a_new_one(void **state)
{
    sweep_open(*state, true, FAULT_STAYS);
    sweep_open(*state, true, FAULT_FULL);
}

/* The day's copy, made by a connection beside the workspace's: it is there in full, or not at all. */
static bool try_copy(const Home *home, int nth, FaultMode mode)
{
    Error problem = {{0}};
    char *copies = path_join(home->path, ".local/share/cairn/backups");
    home_reset(home);
    scratch_remove(copies);
    Workspace *workspace = fixture_open();
    CopyRequest request;
    assert_true(copying_request(workspace, false, &request));
    vfs_fault_arm(nth, FAULT_ALL, mode);
    Status status = copying_run(&request, NULL, NULL, &problem);
    bool fired = vfs_fault_disarm();
    char **names;
    size_t count;
    assert_ok(file_list(copies, &names, &count, error));
    if (count != (status == STATUS_OK))
        fail_msg("%d: %s, and %zu files: %s", nth, problem.message, count,
                 count > 0 ? names[0] : "");
    file_list_free(names, count);
    if (status != STATUS_OK && !fired)
        fail_msg("%s", problem.message);
    assert_ok(case_answer(workspace, error)); /* nobody else noticed */
    assert_ok(copying_run(&request, NULL, NULL, error));
    char *copy = path_join(copies, "cairn-2026-11-24.db");
    assert_int_equal(store_copy_events(copy), home->events + (status != STATUS_OK));
    copying_request_done(&request);
    workspace_close(workspace);
    mem_free(copy);
    mem_free(copies);
    assert_int_equal(home_check_file(home, 1, 1), 1);
    faults_met += fired;
    return fired;
}

static void test_copying(void **state)
{
    static const FaultMode MODES[] = {FAULT_ONCE, FAULT_STAYS, FAULT_FULL, FAULT_BUSY};
    for (size_t mode = 0; mode < sizeof MODES / sizeof *MODES; mode++) {
        int nth = 1;
        while (nth < SWEEP_MAX && try_copy(*state, nth, MODES[mode]))
            nth += home_takes_all() ? 1 : SWEEP_STEPS;
        assert_in_range(nth, 2, SWEEP_MAX - 1);
    }
}

/* What is kept of the state may be enough to open, and a write is what is refused. */
static Status open_and_mark(Workspace **workspace, Error *problem)
{
    Status status = workspace_open(&(WorkspaceOptions){0}, workspace, problem);
    return status == STATUS_OK ? case_mark(*workspace, problem) : status;
}

static void test_read_only_file_system(void **state)
{
    const Home *home = *state;
    Workspace *workspace = NULL;
    vfs_fault_read_only(true);
    assert_fails(STATUS_FAILED, "read-only", open_and_mark(&workspace, error));
    workspace_close(workspace);
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    assert_int_equal(store_event_count(workspace->store), home->events);
    workspace_close(workspace);
    vfs_fault_read_only(false);
    assert_int_equal(home_check_file(home, 0, 0), 0);
}

/* --- power cuts and kills --- */

/* In a child: a few use cases one after the other, a byte for each one acknowledged. */
static _Noreturn void work_until_cut(int report, size_t first, bool unlooked, int nth,
                                     int operations, FaultMode mode)
{
    Workspace *workspace = NULL;
    Error error = {{0}};
    vfs_fault_arm(nth, operations, mode);
    if (workspace_open(&(WorkspaceOptions){.unlooked = unlooked}, &workspace, &error) != STATUS_OK)
        _exit(1);
    workspace->clock = clock_fixed(FIXTURE_NOON + FIXTURE_HOUR, 0);
    for (size_t i = first; i < HOME_CASE_COUNT && i < first + 6; i++) {
        if (HOME_CASES[i].run(workspace, &error) != STATUS_OK)
            continue; /* its timer or block is gone */
        if (write(report, &(char){(char)HOME_CASES[i].events}, 1) != 1)
            _exit(3);
    }
    workspace_close(workspace);
    _exit(0);
}

/* False when the child came to its end. */
static bool try_cut(const Home *home, size_t first, int nth, int operations, FaultMode mode)
{
    int ends[2];
    home_reset(home);
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        work_until_cut(ends[1], first, nth % 2 == 0, nth, operations, mode);
    assert_int_equal(close(ends[1]), 0);
    int64_t acknowledged = 0;
    char events;
    while (read(ends[0], &events, 1) == 1)
        acknowledged += events;
    assert_int_equal(close(ends[0]), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != 0)
        assert_int_equal(WEXITSTATUS(status), VFS_FAULT_EXIT);
    /* the one in progress may be there: with all of its events */
    int64_t more = home_check_file(home, acknowledged, acknowledged + 2) - acknowledged;
    assert_true(more == 0 || WEXITSTATUS(status) != 0);
    faults_met += WEXITSTATUS(status) != 0;
    return WEXITSTATUS(status) != 0;
}

static void sweep_cut(const Home *home, FaultMode mode)
{
    const int operations = FAULT_WRITE | FAULT_SYNC | FAULT_TRUNCATE | FAULT_DELETE | FAULT_SHARED |
                           (home_takes_all() ? FAULT_READ | FAULT_LOCK : 0);
    for (size_t first = 0; first < HOME_CASE_COUNT; first += 6) {
        int step = first == 0 || home_takes_all() ? 1 : SWEEP_STEPS;
        int nth = 1;
        while (nth < SWEEP_MAX && try_cut(home, first, nth, operations, mode))
            nth += step;
        assert_in_range(nth, 2, SWEEP_MAX - 1);
    }
}

static void test_power_cut(void **state)
{
    sweep_cut(*state, FAULT_CRASH);
}

static void test_power_cut_that_left_some(void **state)
{
    sweep_cut(*state, FAULT_TORN);
}

static void test_killed(void **state)
{
    sweep_cut(*state, FAULT_KILL);
}

int main(void)
{
    vfs_fault_install();
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_an_error_once),
        HOME_CASE(test_an_error_that_stays),
        HOME_CASE(test_full_disk),
        HOME_CASE(test_locked_by_another),
        HOME_CASE(test_the_first_write),
        HOME_CASE(test_opening_what_is_there),
        HOME_CASE(test_making_a_new_one),
        HOME_CASE(test_copying),
        HOME_CASE(test_read_only_file_system),
        HOME_CASE(test_power_cut),
        HOME_CASE(test_power_cut_that_left_some),
        HOME_CASE(test_killed),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("# %d faults met\n", faults_met);
    return failed;
}
