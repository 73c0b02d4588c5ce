/* What changes files and not only the database: putting a copy back, making copies, upgrading, making
 * all anew from the log, and the first start of a day. At the Nth call that changes something on disk the
 * process is killed, or the calls fail from there on; after each there is a database that is whole and
 * holds all events of before (or, with a copy put back, those of the copy), and no half copy is taken
 * for a whole one. */
#include "fault/home.h"

#include "companion/restore.h"
#include "fault/system_fault.h"

#define SWEEP_MAX 1500

static int faults_met;

typedef Status FileCase(const Home *home, Error *error);
typedef void FileCheck(const Home *home, bool done);

/* --- runs --- */

/* In a child; what it ended with. */
static int run_in_child(const Home *home, FileCase *run, int nth, SystemFault mode)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Error error = {{0}};
        system_fault_arm(nth, mode);
        Status status = run(home, &error);
        bool fired = system_fault_disarm();
        if (status != STATUS_OK && error.message[0] == '\0')
            _exit(1);
        _exit(fired ? SYSTEM_FAULT_EXIT + (status == STATUS_OK) : status == STATUS_OK ? 0 : 2);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void remove_in(const Home *home, const char *part)
{
    char *path = path_join(home->path, part);
    scratch_remove(path);
    mem_free(path);
}

static void reset_all(const Home *home)
{
    remove_in(home, ".local/share/cairn");
    char *directory = path_join(home->path, ".local/share/cairn");
    assert_ok(file_make_directory(directory, error));
    mem_free(directory);
    home_copy_file(home->spare, home->database);
}

static void sweep(const Home *home, void (*prepare)(const Home *), FileCase *run, FileCheck *check,
                  SystemFault mode)
{
    int step = home_takes_all() ? 1 : 3;
    int nth = 1;
    for (; nth < SWEEP_MAX; nth += step) {
        reset_all(home);
        if (prepare != NULL)
            prepare(home);
        int end = run_in_child(home, run, nth, mode);
        if (end != 0 && end != SYSTEM_FAULT_EXIT && end != SYSTEM_FAULT_EXIT + 1)
            fail_msg("call %d: ended with %d", nth, end);
        check(home, end == 0);
        if (end == 0)
            break;
        faults_met++;
    }
    assert_in_range(nth, 2, SWEEP_MAX - 1);
}

static void sweep_modes(const Home *home, void (*prepare)(const Home *), FileCase *run,
                        FileCheck *check)
{
    sweep(home, prepare, run, check, SYSTEM_KILL);
    sweep(home, prepare, run, check, SYSTEM_FULL);
    sweep(home, prepare, run, check, SYSTEM_BROKEN);
}

static void check_same(const Home *home, bool done)
{
    (void)done;
    assert_int_equal(home_check_file(home, 0, 0), 0);
}

/* --- a copy put back --- */

#define COPY_EVENTS 3 /* more than the present database has without its log */

static char *copy_of(const Home *home)
{
    return path_join(home->path, "copy.db");
}

/* A copy with more events than the database; and three events in the log of that, whose program was
 * killed. */
static void prepare_restore(const Home *home)
{
    char *copy = copy_of(home);
    Workspace *workspace = fixture_open();
    (void)unlink(copy);
    for (int i = 0; i < COPY_EVENTS; i++)
        assert_ok(workspace_note_set(workspace, "t-one", i % 2 == 0 ? "a" : "b", error));
    assert_ok(workspace_backup(workspace, copy, error));
    workspace_close(workspace);
    reset_all(home);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Error error = {{0}};
        workspace = fixture_open();
        Status status = case_answer(workspace, &error);
        _exit(status != STATUS_OK);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    mem_free(copy);
}

static Status restore(const Home *home, Error *error)
{
    char *copy = copy_of(home);
    char *kept = NULL;
    Status status = restore_backup(NULL, copy, &kept, error);
    mem_free(kept);
    mem_free(copy);
    return status;
}

/* The database is the old one with what its log held, or the new one and the old one beside it. */
static void check_restored(const Home *home, bool done)
{
    int64_t events = home_check_file(home, 1, COPY_EVENTS);
    if (done)
        assert_int_equal(events, COPY_EVENTS);
    if (events == 1)
        return;
    assert_int_equal(events, COPY_EVENTS);
    char *kept = path_join(home->path, ".local/share/cairn/cairn-before-restore-1.db");
    home_copy_file(kept, home->database);
    assert_int_equal(home_check_file(home, 1, 1), 1);
    mem_free(kept);
}

static void test_restoring(void **state)
{
    sweep_modes(*state, prepare_restore, restore, check_restored);
}

static void test_restoring_what_another_uses(void **state)
{
    const Home *home = *state;
    prepare_restore(home);
    Workspace *workspace = fixture_open();
    char *copy = copy_of(home);
    char *kept = NULL;
    assert_fails(STATUS_FAILED, "in use", restore_backup(NULL, copy, &kept, error));
    assert_ok(case_answer(workspace, error));
    workspace_close(workspace);
    assert_int_equal(home_check_file(home, 2, 2), 2);
    assert_ok(restore_backup(NULL, copy, &kept, error));
    mem_free(kept);
    mem_free(copy);
    assert_int_equal(home_check_file(home, COPY_EVENTS, COPY_EVENTS), COPY_EVENTS);
}

/* A copy has no write-ahead log: what was put back, also by hand, gets one. */
static void test_a_copy_put_in_place_by_hand(void **state)
{
    const Home *home = *state;
    prepare_restore(home);
    char *copy = copy_of(home);
    char *log = mem_format("%s-wal", home->database);
    home_reset(home);
    home_copy_file(copy, home->database);
    Workspace *workspace = fixture_open();
    assert_ok(case_answer(workspace, error));
    assert_true(file_stamp(log).size > 0);
    workspace_close(workspace);
    mem_free(log);
    mem_free(copy);
}

/* --- copies --- */

static Status back_up(const Home *home, Error *error)
{
    Workspace *workspace = NULL;
    char *path = path_join(home->path, ".local/share/cairn/wanted.db");
    Status status = workspace_open(&(WorkspaceOptions){0}, &workspace, error);
    if (status == STATUS_OK)
        status = workspace_backup(workspace, path, error);
    workspace_close(workspace);
    mem_free(path);
    return status;
}

/* Every file that is called like a copy of the day is a whole one. */
static void check_copies(const Home *home, bool done)
{
    char *directory = path_join(home->path, ".local/share/cairn/backups");
    char **names;
    size_t count;
    size_t copies = 0;
    check_same(home, done);
    assert_ok(file_list(directory, &names, &count, error));
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(names[i]);
        if (strncmp(names[i], "cairn-", 6) != 0 || strcmp(names[i] + length - 3, ".db") != 0)
            continue;
        char *path = path_join(directory, names[i]);
        home_copy_file(path, home->database);
        check_same(home, true);
        mem_free(path);
        copies++;
    }
    assert_true(copies >= 1); /* the check itself was a start on that day */
    file_list_free(names, count);
    mem_free(directory);
}

static void test_copies(void **state)
{
    sweep_modes(*state, NULL, back_up, check_copies);
}

/* --- made anew from the log --- */

static Status repair(const Home *home, Error *error)
{
    Workspace *workspace = NULL;
    Buffer report = {0};
    (void)home;
    Status status = workspace_open(&(WorkspaceOptions){0}, &workspace, error);
    if (status == STATUS_OK)
        status = workspace_doctor(workspace, true, &report, error);
    workspace_close(workspace);
    buffer_done(&report);
    return status;
}

static void test_repairing(void **state)
{
    sweep_modes(*state, NULL, repair, check_same);
}

/* --- content that is read anew, and its cache --- */

static void forget_cache(const Home *home)
{
    remove_in(home, ".local/share/cairn/cache");
}

static Status search(const Home *home, Error *error)
{
    Workspace *workspace = NULL;
    SearchHits hits;
    Arena *arena = arena_new();
    (void)home;
    Status status = workspace_open(&(WorkspaceOptions){0}, &workspace, error);
    if (status == STATUS_OK)
        status = workspace_search(workspace, "zebra", 5, arena, &hits, error);
    if (status == STATUS_OK && hits.count == 0)
        status = error_set(error, STATUS_FAILED, "nothing was found");
    workspace_close(workspace);
    arena_free(arena);
    return status;
}

static void check_searched(const Home *home, bool done)
{
    check_same(home, done);
    assert_ok(search(home, error));
}

static void test_reading_content(void **state)
{
    sweep_modes(*state, forget_cache, search, check_searched);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_restoring),
        HOME_CASE(test_restoring_what_another_uses),
        HOME_CASE(test_a_copy_put_in_place_by_hand),
        HOME_CASE(test_copies),
        HOME_CASE(test_repairing),
        HOME_CASE(test_reading_content),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("# %d faults met\n", faults_met);
    return failed;
}
