/* Faults while a database is followed that another file took the place of, or that is gone (store/replaced.c):
 * at the Nth call of the system, or the Nth operation below SQLite, for N = 1, 2, ... until a run passes without
 * having met it. Each run is a child: it answers, its file is replaced, it answers with the fault, and again
 * when that is over, which must be possible. Every answer that was acknowledged is in the database or in what
 * was kept of the one before, each of these is whole, and the last answer is where the next start looks. */
#include "fault/kept.h"

#include "fault/file_cases.h"
#include "fault/system_fault.h"
#include "support/vfs_fault.h"

#define PLACES_MAX 600
#define TRIES \
    3 /* the first may be told that events are only in the old file, the next one follows */

#ifdef __SANITIZE_ADDRESS__
#define PLACES_APART 31 /* where not all are taken */
#else
#define PLACES_APART 7
#endif

typedef enum Happening { OTHER_COMES, COPY_COMES, FILE_GOES, OTHER_COMES_BEFORE_THE_END } Happening;

typedef struct Fault {
    const char *name;
    int mode;   /* a FaultMode below SQLite, else a SystemFault */
    bool below; /* SQLite */
    bool ends;  /* the process */
} Fault;

enum { NOT_MET = 0, MET = 20 };

static int faults_met;

/* --- in children --- */

static void arm(const Fault *fault, int nth)
{
    if (fault->below)
        vfs_fault_arm(nth, FAULT_ALL, (FaultMode)fault->mode);
    else
        system_fault_arm(nth, (SystemFault)fault->mode);
}

static bool disarm(const Fault *fault)
{
    return fault->below ? vfs_fault_disarm() : system_fault_disarm();
}

/* The answer of which the workspace has just said that it is saved. */
static void tell(Workspace *workspace, int report)
{
    Arena *arena = arena_new();
    Event last;
    bool found = false;
    assert_ok(
        store_last_event(workspace->store, EVENT_NOTE, EVENT_NOTE, arena, &last, &found, error));
    assert_true(found);
    assert_int_equal(write(report, last.id, EVENT_ID_SIZE), EVENT_ID_SIZE);
    arena_free(arena);
}

static char *path_of(const Home *home, const char *name)
{
    return path_join(home->path, name);
}

static void let_happen(const Home *home, Workspace *workspace, Happening what)
{
    char *incoming = path_of(home, "incoming.db");
    if (what == COPY_COMES)
        assert_ok(workspace_backup(workspace, incoming, error));
    assert_int_equal(what == FILE_GOES ? unlink(home->database) : rename(incoming, home->database),
                     0);
    mem_free(incoming);
}

/* With the fault; whether it was met. */
static bool answer_with(const Home *home, Workspace *workspace, Happening what, const Fault *fault,
                        int nth, int report)
{
    Error problem = {{0}};
    arm(fault, nth);
    Status status = case_note(workspace, &problem);
    bool met = disarm(fault);
    if (status == STATUS_OK)
        tell(workspace, report);
    else
        home_check_message(&problem, home->database);
    if (!met)
        assert_int_equal(status, what == OTHER_COMES ? STATUS_FAILED : STATUS_OK);
    return met;
}

static void answer_again(Workspace *workspace, int report)
{
    Error problem = {{0}};
    Status status = STATUS_FAILED;
    for (int i = 0; i < TRIES && status != STATUS_OK; i++)
        status = case_note(workspace, &problem);
    if (status != STATUS_OK)
        fail_msg("still refused: %s", problem.message);
    home_check_memory(workspace);
    tell(workspace, report);
}

static _Noreturn void work(const Home *home, Happening what, const Fault *fault, int nth,
                           int report)
{
    bool met;
    if (setenv("CMOCKA_TEST_ABORT", "1", 1) != 0)
        _exit(1);
    Workspace *workspace = fixture_open();
    assert_ok(case_note(workspace, error));
    tell(workspace, report);
    let_happen(home, workspace, what);
    if (what == OTHER_COMES_BEFORE_THE_END) {
        arm(fault, nth);
        workspace_close(workspace);
        met = disarm(fault);
    } else {
        met = answer_with(home, workspace, what, fault, nth, report);
        answer_again(workspace, report);
        workspace_close(workspace);
    }
    _exit(met ? MET : NOT_MET);
}

/* --- what must hold --- */

/* Whoever is ended as soon as the file is replaced, or can change nothing on the disk any more, leaves its log
 * beside the new one, and nobody can tell it from that one's own; it goes first of all, before a copy is begun. */
static void take_log_away(const Home *home, const char *backups)
{
    char *log = mem_format("%s-wal", home->database);
    char *index = mem_format("%s-shm", home->database);
    char *first = path_join(backups, "replaced-1.db");
    char *unfinished = mem_format("%s.part", first);
    if (file_stamp(log).size > 0)
        assert_false(file_exists(first) || file_exists(unfinished));
    (void)unlink(log);
    (void)unlink(index);
    mem_free(unfinished);
    mem_free(first);
    mem_free(index);
    mem_free(log);
}

/* Whoever is ended at the wrong moment, or finds no place for it at the end, keeps nothing of a file that has no
 * name any more; but never half of it. */
static void check(const Home *home, Happening what, bool may_leave_log, bool may_lose, Ids *ids,
                  const char *where)
{
    char *backups = path_of(home, ".local/share/cairn/backups");
    size_t last = ids->list.count - 1;
    assert_true(ids->list.count > 0);
    if (may_leave_log)
        take_log_away(home, backups);
    if (file_exists(home->database))
        mark_found_in(home, home->database, ids);
    if (!may_lose && what != OTHER_COMES_BEFORE_THE_END)
        assert_true(ids->found[last]);
    home_reset(home);
    if (file_exists(backups))
        mark_found_below(home, backups, "replaced-", ids);
    for (size_t i = 0; i < ids->list.count && !may_lose; i++)
        if (!ids->found[i])
            fail_msg("%s: answer %zu of %zu is lost", where, i + 1, ids->list.count);
    mem_free(backups);
}

static void prepare(const Home *home, Happening what)
{
    char *other = path_of(home, "other.db");
    char *incoming = path_of(home, "incoming.db");
    reset_all(home);
    (void)unlink(incoming);
    if (what == OTHER_COMES || what == OTHER_COMES_BEFORE_THE_END)
        home_copy_file(other, incoming);
    mem_free(incoming);
    mem_free(other);
}

/* False when the child came to its end without the fault. */
static bool try_place(const Home *home, Happening what, const Fault *fault, int nth)
{
    Ids ids = {.found = NULL};
    int ends[2];
    prepare(home, what);
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        work(home, what, fault, nth, ends[1]);
    assert_int_equal(close(ends[1]), 0);
    read_ids(ends[0], &ids);
    assert_int_equal(close(ends[0]), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    int end = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    bool ended = fault->ends && end == (fault->below ? VFS_FAULT_EXIT : SYSTEM_FAULT_EXIT);
    char where[64];
    (void)snprintf(where, sizeof where, "%s, place %d", fault->name, nth);
    if (end != NOT_MET && end != MET && !ended)
        fail_msg("%s: ended with %x", where, (unsigned)status);
    bool at_the_end = end == MET && what == OTHER_COMES_BEFORE_THE_END;
    bool helpless = at_the_end && !fault->below && fault->mode == SYSTEM_BROKEN;
    check(home, what, ended || helpless, ended || at_the_end, &ids, where);
    file_list_free(ids.list.items, ids.list.count);
    mem_free(ids.found);
    faults_met += end != NOT_MET;
    return end != NOT_MET;
}

static void sweep(const Home *home, Happening what)
{
    static const Fault FAULTS[] = {
        {"a full disk", SYSTEM_FULL, false, false},
        {"a broken disk", SYSTEM_BROKEN, false, false},
        {"a file that cannot be read", SYSTEM_UNREAD, false, false},
        {"a kill", SYSTEM_KILL, false, true},
        {"an error once below SQLite", FAULT_ONCE, true, false},
        {"an error that stays below SQLite", FAULT_STAYS, true, false},
        {"a full disk below SQLite", FAULT_FULL, true, false},
        {"a kill below SQLite", FAULT_KILL, true, true},
    };
    char *other = path_of(home, "other.db");
    Workspace *workspace = fixture_open();
    assert_ok(workspace_note_set(workspace, "t-one", "of another", error));
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one/b"), MARK_DONE, error));
    assert_ok(workspace_backup(workspace, other, error));
    workspace_close(workspace);
    mem_free(other);
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        int nth = home_takes_all() ? 1 : 1 + (int)(i % PLACES_APART);
        while (nth < PLACES_MAX && try_place(home, what, &FAULTS[i], nth))
            nth += home_takes_all() ? 1 : PLACES_APART;
        assert_in_range(nth, 1, PLACES_MAX - 1);
    }
}

static void test_another_file_comes(void **state)
{
    sweep(*state, OTHER_COMES);
}

static void test_a_copy_of_it_comes(void **state)
{
    sweep(*state, COPY_COMES);
}

static void test_it_goes(void **state)
{
    sweep(*state, FILE_GOES);
}

static void test_another_file_comes_before_the_end(void **state)
{
    sweep(*state, OTHER_COMES_BEFORE_THE_END);
}

int main(void)
{
    vfs_fault_install();
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_another_file_comes),
        HOME_CASE(test_a_copy_of_it_comes),
        HOME_CASE(test_it_goes),
        HOME_CASE(test_another_file_comes_before_the_end),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("# %d faults met\n", faults_met);
    return failed;
}
