/* Everything that can go wrong below SQLite, at every place where it can: for N = 1, 2, ... the Nth
 * operation on a file fails, until a run passes without having met a fault. After each:
 *
 *   - what was refused is refused with a sentence that names the file, and can be done again at once;
 *   - the state in memory is what is on disk;
 *   - the file opens, is whole, holds every event that was acknowledged and no half one, and its
 *     derived rows follow from the log.
 */
#include "unit/companion/fixture.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>

#include "support/vfs_fault.h"

#define SWEEP_MAX 400 /* a use case that needs more operations than this is not thin */

typedef Status UseCase(Workspace *workspace, Error *error);

/* --- the use cases; each writes one event --- */

static Status answer(Workspace *workspace, Error *error)
{
    return fixture_grade(workspace, fixture_card(workspace, "t-both"), RATING_GOOD, 900, NULL,
                         error);
}

static Status undo(Workspace *workspace, Error *error)
{
    Undone undone;
    return workspace_undo(workspace, &undone, error);
}

static Status mark(Workspace *workspace, Error *error)
{
    return workspace_mark(workspace, fixture_item(workspace, "t-one/b"), MARK_DONE, error);
}

static Status note(Workspace *workspace, Error *error)
{
    return workspace_note_set(workspace, "t-two", "a note to be indexed", error);
}

static Status stop_timer(Workspace *workspace, Error *error)
{
    return workspace_practice_stop(workspace, 0, "done", NULL, error);
}

static Status set_option(Workspace *workspace, Error *error)
{
    return workspace_option_set(workspace, "goal-minutes", "40", error);
}

static Status restart_timer(Workspace *workspace, Error *error)
{
    return workspace_practice_start(workspace, "t-two", 0, error);
}

static const struct {
    const char *name;
    UseCase *run;
} CASES[] = {
    {"answer", answer}, {"undo", undo},       {"mark", mark},
    {"note", note},     {"stop", stop_timer}, {"option", set_option},
};

/* --- a home that is the same before each run --- */

typedef struct Home {
    char *path;
    char *database, *spare; /* the file in use, and how it is at the beginning of a run */
    int64_t events;
} Home;

static void copy_file(const char *from, const char *to)
{
    char *data = NULL;
    size_t length;
    assert_ok(file_read(from, (size_t)64 << 20, &data, &length, error));
    int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, data, length), length);
    assert_int_equal(close(fd), 0);
    mem_free(data);
}

static void reset(const Home *home)
{
    static const char *const BESIDE[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 3; i++) {
        char *path = mem_format("%s%s", home->database, BESIDE[i]);
        (void)unlink(path);
        mem_free(path);
    }
    copy_file(home->spare, home->database);
}

/* Old enough for the cache to be kept: then a run parses nothing and writes only its event. */
static void age_content(const char *home)
{
    static const char *const NAMES[] = {
        "",
        "t-pack",
        "t-pack/pack.yaml",
        "t-pack/roadmap.yaml",
        "t-pack/resources.yaml",
        "t-pack/cards.yaml",
        "t-pack/proj",
        "t-pack/proj/brief.yaml",
    };
    const struct timespec times[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char *path = mem_format("%s/content/%s", home, NAMES[i]);
        assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
        mem_free(path);
    }
}

static int setup(void **state)
{
    if (fixture_setup(state) != 0)
        return -1;
    Home *home = mem_alloc(1, sizeof *home);
    home->path = *state;
    *state = home;
    age_content(home->path);
    if (setenv("CAIRN_NOW", "2026-11-24T12:00:00Z", 1) != 0)
        return -1;
    Workspace *workspace = fixture_open();
    assert_ok(answer(workspace, error));
    assert_ok(mark(workspace, error));
    assert_ok(restart_timer(workspace, error));
    assert_ok(set_option(workspace, error));
    home->events = store_event_count(workspace->store);
    home->database = mem_dup(workspace->database);
    home->spare = mem_format("%s/spare.db", home->path);
    workspace_close(workspace);
    workspace_close(fixture_open()); /* makes the day's copy */
    copy_file(home->database, home->spare);
    return 0;
}

static int teardown(void **state)
{
    Home *home = *state;
    scratch_remove(home->path);
    mem_free(home->path);
    mem_free(home->database);
    mem_free(home->spare);
    mem_free(home);
    return 0;
}

/* --- what must hold --- */

static void check_message(const Error *error, const char *database)
{
    if (strstr(error->message, database) == NULL)
        fail_msg("\"%s\" does not name the file", error->message);
}

/* Memory against a fresh reading of the disk. */
static void check_memory(const Workspace *workspace)
{
    StudyState disk;
    const StudyState *memory = workspace_state(workspace);
    study_state_init(&disk, workspace_catalog(workspace));
    assert_ok(store_load_state(workspace->store, &disk, error));
    for (size_t i = 0; i < disk.catalog->card_count; i++) {
        assert_int_equal(memory->cards[i].reps, disk.cards[i].reps);
        assert_true(memory->cards[i].memory.stability == disk.cards[i].memory.stability);
    }
    for (size_t i = 0; i < disk.catalog->subtopic_count; i++)
        assert_int_equal(memory->subtopics[i].mark, disk.subtopics[i].mark);
    DayTotal left = habit_day(memory->days, memory->day_count, FIXTURE_DAY);
    DayTotal right = habit_day(disk.days, disk.day_count, FIXTURE_DAY);
    assert_int_equal(left.reviews, right.reviews);
    assert_int_equal(left.practice_ms, right.practice_ms);
    assert_int_equal(memory->timer.phase, disk.timer.phase);
    assert_string_equal(memory->timer.id, disk.timer.id);
    study_state_done(&disk);
}

static void check_file(const Home *home, int64_t at_least, int64_t at_most)
{
    Workspace *workspace = fixture_open();
    Buffer report = {0};
    Error error = {{0}};
    if (workspace_doctor(workspace, false, &report, &error) != STATUS_OK)
        fail_msg("%s\n%s", error.message, buffer_text(&report));
    int64_t events = store_event_count(workspace->store);
    if (events < home->events + at_least || events > home->events + at_most)
        fail_msg("%lld events, of which %lld were there before, and %lld to %lld should be more",
                 (long long)events, (long long)home->events, (long long)at_least,
                 (long long)at_most);
    buffer_done(&report);
    workspace_close(workspace);
}

/* One use case with a fault at its Nth operation; false when it did not come to that. */
static bool try_case(const Home *home, UseCase *run, int nth, int operations, FaultMode mode)
{
    Error problem = {{0}};
    reset(home);
    Workspace *workspace = fixture_open_at(FIXTURE_NOON + FIXTURE_HOUR);
    vfs_fault_arm(nth, operations, mode);
    Status status = run(workspace, &problem);
    bool fired = vfs_fault_disarm();
    if (status != STATUS_OK) {
        assert_true(fired);
        check_message(&problem, home->database);
    }
    check_memory(workspace);
    int64_t done = store_event_count(workspace->store) - home->events;
    assert_int_equal(done, status == STATUS_OK);
    if (status != STATUS_OK)
        assert_ok(run(workspace, error)); /* the same again, with the fault gone */
    check_memory(workspace);
    workspace_close(workspace);
    check_file(home, 1, 1);
    return fired;
}

static void sweep(const Home *home, int operations, FaultMode mode)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int nth = 1;
        while (nth < SWEEP_MAX && try_case(home, CASES[i].run, nth, operations, mode))
            nth++;
        if (nth == 1 || nth == SWEEP_MAX)
            fail_msg("%s: %d runs", CASES[i].name, nth);
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

/* --- opening --- */

static bool try_open(const Home *home, bool fresh, int nth, FaultMode mode)
{
    Workspace *workspace = NULL;
    Error problem = {{0}};
    reset(home);
    if (fresh)
        assert_int_equal(unlink(home->database), 0);
    vfs_fault_arm(nth, FAULT_ALL, mode);
    Status status = workspace_open(&(WorkspaceOptions){0}, &workspace, &problem);
    if (status != STATUS_OK)
        check_message(&problem, home->database);
    workspace_close(workspace);
    bool fired = vfs_fault_disarm();
    workspace = fixture_open();
    assert_int_equal(store_event_count(workspace->store), fresh ? 0 : home->events);
    assert_ok(store_check(workspace->store, error));
    workspace_close(workspace);
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

static void test_read_only_file_system(void **state)
{
    const Home *home = *state;
    Workspace *workspace = NULL;
    vfs_fault_read_only(true);
    assert_fails(STATUS_FAILED, "read-only",
                 workspace_open(&(WorkspaceOptions){0}, &workspace, error));
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    assert_int_equal(store_event_count(workspace->store), home->events);
    workspace_close(workspace);
    vfs_fault_read_only(false);
    check_file(home, 0, 0);
}

/* --- power cuts --- */

/* In a child: all use cases, a byte for each one acknowledged. */
static _Noreturn void work_until_cut(int report, int nth, int operations)
{
    Workspace *workspace = NULL;
    Error error = {{0}};
    vfs_fault_arm(nth, operations, FAULT_CRASH);
    if (workspace_open(&(WorkspaceOptions){0}, &workspace, &error) != STATUS_OK)
        _exit(1);
    workspace->clock = clock_fixed(FIXTURE_NOON + FIXTURE_HOUR, 0);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        if (CASES[i].run(workspace, &error) != STATUS_OK)
            _exit(2);
        if (write(report, "+", 1) != 1)
            _exit(3);
    }
    workspace_close(workspace);
    _exit(0);
}

/* False when the child came to its end. */
static bool try_cut(const Home *home, int nth, int operations)
{
    int ends[2];
    reset(home);
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        work_until_cut(ends[1], nth, operations);
    assert_int_equal(close(ends[1]), 0);
    int64_t acknowledged = 0;
    char byte;
    while (read(ends[0], &byte, 1) == 1)
        acknowledged++;
    assert_int_equal(close(ends[0]), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != 0)
        assert_int_equal(WEXITSTATUS(status), VFS_FAULT_EXIT);
    check_file(home, acknowledged, acknowledged + 1);
    return WEXITSTATUS(status) != 0;
}

static void sweep_cut(const Home *home, int operations)
{
    int nth = 1;
    while (nth < SWEEP_MAX && try_cut(home, nth, operations))
        nth++;
    assert_in_range(nth, 2, SWEEP_MAX - 1);
}

static void test_power_cut(void **state)
{
    sweep_cut(*state, FAULT_WRITE | FAULT_SYNC | FAULT_TRUNCATE | FAULT_DELETE | FAULT_SHARED);
}

int main(void)
{
    vfs_fault_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_error_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_an_error_that_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(test_full_disk, setup, teardown),
        cmocka_unit_test_setup_teardown(test_locked_by_another, setup, teardown),
        cmocka_unit_test_setup_teardown(test_opening_what_is_there, setup, teardown),
        cmocka_unit_test_setup_teardown(test_making_a_new_one, setup, teardown),
        cmocka_unit_test_setup_teardown(test_read_only_file_system, setup, teardown),
        cmocka_unit_test_setup_teardown(test_power_cut, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
