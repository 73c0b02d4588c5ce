/* The day's copy by a process of its own. The program that runs here is its own other half, as cairn is. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/companion/fixture.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

#define MANY 20000 /* events, whose copy takes longer than to notice that nobody wants it */

#define LONG_NAME ((size_t)1 << 20)

typedef struct Home {
    Workspace *workspace;
    CopyRequest request;
    char *backups, *copy, *unfinished;
} Home;

/* With so many events, of which there is no copy. */
static Home open_home(int events)
{
    Home home = {.workspace = fixture_open()};
    const char *data = workspace_paths(home.workspace)->data;
    assert_ok(write_begin(home.workspace, error));
    for (int i = 0; i < events; i++)
        assert_ok(write_event(home.workspace, EVENT_REVIEW, "t-basic",
                              "{\"rating\":3,\"ms\":5000,\"timed\":false}",
                              FIXTURE_NOON - (events - i) * FIXTURE_HOUR, NULL, error));
    assert_ok(write_end(home.workspace, STATUS_OK, error));
    assert_true(copying_request(home.workspace, true, &home.request));
    home.backups = path_join(data, "backups");
    home.copy = path_join(home.backups, "cairn-2026-11-24.db");
    home.unfinished = mem_format("%s.part", home.copy);
    return home;
}

static void close_home(Home *home)
{
    copying_request_done(&home->request);
    workspace_close(home->workspace);
    mem_free(home->backups);
    mem_free(home->copy);
    mem_free(home->unfinished);
}

static Status wait_for_end(Copying *copying, Error *problem)
{
    Status status;
    struct pollfd news = {.fd = copying_descriptor(copying), .events = POLLIN};
    do {
        assert_int_equal(poll(&news, 1, -1), 1);
    } while (!copying_ended(copying, &status, problem));
    copying_free(copying);
    return status;
}

static Status copy_and_wait(const Home *home, Error *problem)
{
    Copying *copying = NULL;
    assert_ok(copying_start(&home->request, &copying, error));
    return wait_for_end(copying, problem);
}

static void test_it_makes_the_copy(void **state)
{
    (void)state;
    Home home = open_home(20);
    assert_ok(copy_and_wait(&home, error));
    assert_int_equal(store_copy_events(home.copy), 20);
    assert_false(copying_request(home.workspace, false, &(CopyRequest){0}));
    close_home(&home);
}

/* What it says reaches the learner, and no process or descriptor is left over. */
static void test_what_goes_wrong_is_told(void **state)
{
    (void)state;
    Home home = open_home(1);
    scratch_write(home.request.directory, "backups", "a file where a directory belongs");
    int before = dup(STDIN_FILENO);
    assert_fails(STATUS_FAILED, "no copy today: ", copy_and_wait(&home, error));
    assert_fails(STATUS_FAILED, "backups", copy_and_wait(&home, error));
    int after = dup(STDIN_FILENO);
    assert_int_equal(after, before + 1);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(close(after), 0);
    assert_int_equal(close(before), 0);
    close_home(&home);
}

/* Also where it is not told how its children end. */
static void test_children_that_nobody_asks_for(void **state)
{
    (void)state;
    Home home = open_home(1);
    scratch_write(home.request.directory, "backups", "a file where a directory belongs");
    void (*before)(int) = signal(SIGCHLD, SIG_IGN);
    assert_fails(STATUS_FAILED, "backups", copy_and_wait(&home, error));
    assert_ptr_not_equal(signal(SIGCHLD, before), SIG_ERR);
    close_home(&home);
}

/* One that was taken away is told, and no empty one takes its place. */
static void test_a_database_that_is_gone(void **state)
{
    char *path = fixture_data(*state, "cairn.db");
    Home home = {.workspace = fixture_look_around(*state)};
    assert_true(copying_request(home.workspace, false, &home.request));
    assert_int_equal(unlink(path), 0);
    assert_fails(STATUS_FAILED, "no copy today: there is no database in ",
                 copy_and_wait(&home, error));
    assert_false(file_exists(path));
    assert_false(copying_request(home.workspace, false, &(CopyRequest){0}));
    mem_free(path);
    close_home(&home);
}

/* No descriptors left, then a name longer than the system hands on. */
static void test_one_that_cannot_begin(void **state)
{
    (void)state;
    Copying *copying = NULL;
    struct rlimit before;
    CopyRequest request = {mem_alloc(LONG_NAME + 1, 1), 20781};
    memset(request.directory, '/', LONG_NAME);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    struct rlimit none = {3, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    Error problem = {{0}};
    Status status = copying_start(&request, &copying, &problem);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(status, STATUS_FAILED);
    assert_contains(problem.message, "no copy today: cannot make a pipe: ");
    assert_null(copying);
    int lowest = dup(STDIN_FILENO);
    assert_fails(STATUS_FAILED, "no copy today: cannot start a process for it: ",
                 copying_start(&request, &copying, error));
    assert_null(copying);
    int next = dup(STDIN_FILENO);
    assert_int_equal(next, lowest + 1); /* nothing stays open */
    assert_int_equal(close(next), 0);
    assert_int_equal(close(lowest), 0);
    copying_request_done(&request);
}

static void test_a_call_that_makes_no_sense(void **state)
{
    (void)state;
    char program[] = "cairn", call[] = "--day-copy", directory[] = "/nowhere", day[] = "today";
    char *words[] = {program, call, directory, day, NULL};
    assert_false(copying_is_called(1, words));
    assert_false(copying_is_called(3, words));
    assert_true(copying_is_called(4, words));
    int output = dup(STDERR_FILENO);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    assert_int_equal(dup2(nowhere, STDERR_FILENO), STDERR_FILENO);
    int code = copying_serve(words);
    assert_int_equal(dup2(output, STDERR_FILENO), STDERR_FILENO);
    assert_int_equal(close(nowhere), 0);
    assert_int_equal(close(output), 0);
    assert_int_equal(code, STATUS_USAGE);
}

/* All or nothing, at whatever time it is stopped. */
static void test_stopping_it_leaves_no_half_copy(void **state)
{
    (void)state;
    Home home = open_home(MANY);
    int stopped = 0;
    for (int wait_ms = 0; !file_exists(home.copy); wait_ms = 2 * wait_ms + 1) {
        Copying *copying = NULL;
        assert_ok(copying_start(&home.request, &copying, error));
        struct pollfd news = {.fd = copying_descriptor(copying), .events = POLLIN};
        assert_in_range(poll(&news, 1, wait_ms), 0, 1);
        copying_free(copying);
        assert_false(file_exists(home.unfinished));
        stopped += !file_exists(home.copy);
    }
    assert_int_equal(store_copy_events(home.copy), MANY);
    assert_true(stopped > 0);
    close_home(&home);
}

#ifdef __linux__
/* One that has nobody to tell any more stops. */
static void test_it_ends_with_whoever_wanted_it(void **state)
{
    (void)state;
    Home home = open_home(MANY);
    Copying *copying = NULL;
    int result;
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(copying_start(&home.request, &copying, NULL) == STATUS_OK ? 0 : 1);
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
    assert_true(waitpid(-1, &result, 0) > 0); /* the orphan */
    assert_true(WIFEXITED(result));
    assert_false(file_exists(home.unfinished));
    if (WEXITSTATUS(result) != 0)
        assert_false(file_exists(home.copy));
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
    close_home(&home);
}

/* Starts one and kills it; STATUS_OK when it was done before. */
static Status start_and_kill(const Home *home, Error *problem)
{
    Copying *copying = NULL;
    char *children = NULL;
    size_t length;
    assert_ok(copying_start(&home->request, &copying, error));
    assert_ok(file_read("/proc/thread-self/children", 4096, &children, &length, error));
    pid_t child = (pid_t)strtol(children, NULL, 10);
    mem_free(children);
    assert_true(child > 0);
    assert_int_equal(kill(child, SIGKILL), 0);
    return wait_for_end(copying, problem);
}

/* It says nothing then; the next one takes away what it left. */
static void test_one_that_is_killed(void **state)
{
    (void)state;
    Error problem = {{0}};
    if (!file_exists("/proc/thread-self/children"))
        skip(); /* a kernel that does not tell */
    Home home = open_home(MANY);
    assert_ok(file_make_directory(home.backups, error));
    while (start_and_kill(&home, &problem) == STATUS_OK)
        assert_int_equal(unlink(home.copy), 0);
    assert_contains(problem.message, "its process was ended");
    (void)unlink(home.copy); /* it may have been all but done */
    scratch_write(home.backups, "cairn-2026-11-23.db.part", "of the day before");
    assert_ok(copy_and_wait(&home, error));
    assert_int_equal(store_copy_events(home.copy), MANY);
    char *older = path_join(home.backups, "cairn-2026-11-23.db.part");
    assert_false(file_exists(older));
    mem_free(older);
    int lock = open(home.backups, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(flock(lock, LOCK_EX | LOCK_NB), 0);
    assert_int_equal(close(lock), 0);
    close_home(&home);
}
#endif

/* Whoever looks around has the copy made without opening the database. */
static void test_a_database_that_waits_is_not_opened(void **state)
{
    bool changed;
    Home home = {.workspace = fixture_look_around(*state)};
    assert_true(copying_request(home.workspace, false, &home.request));
    assert_ok(copy_and_wait(&home, error));
    assert_ok(workspace_refresh(home.workspace, &changed, error));
    assert_false(changed);
    assert_true(store_is_waiting(home.workspace->store));
    assert_false(copying_request(home.workspace, false, &(CopyRequest){0}));
    home.copy = mem_format("%s/backups/cairn-2026-11-24.db", home.request.directory);
    assert_int_equal(store_copy_events(home.copy), 1);
    close_home(&home);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_it_makes_the_copy),
        FIXTURE_CASE(test_what_goes_wrong_is_told),
        FIXTURE_CASE(test_children_that_nobody_asks_for),
        FIXTURE_CASE(test_a_database_that_is_gone),
        FIXTURE_CASE(test_one_that_cannot_begin),
        FIXTURE_CASE(test_a_call_that_makes_no_sense),
        FIXTURE_CASE(test_stopping_it_leaves_no_half_copy),
#ifdef __linux__
        FIXTURE_CASE(test_it_ends_with_whoever_wanted_it),
        FIXTURE_CASE(test_one_that_is_killed),
#endif
        FIXTURE_CASE(test_a_database_that_waits_is_not_opened),
    };
    if (copying_is_called(argc, argv))
        return copying_serve(argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
