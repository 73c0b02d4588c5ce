/* Use cases that change files and not only the database, each with what must hold after it, for the sweeps
 * that include this. A case is run in a child; `prepare` (may be NULL) before it, in the parent. */
#ifndef CAIRN_TESTS_FAULT_FILE_CASES_H
#define CAIRN_TESTS_FAULT_FILE_CASES_H

#include "fault/home.h"

#include "companion/restore.h"

typedef void FilePrepare(const Home *home);
typedef Status FileRun(const Home *home, Error *error);
/* `done`: the case came to its end. */
typedef void FileCheck(const Home *home, bool done);

typedef struct FileCase {
    const char *name;
    FilePrepare *prepare;
    FileRun *run;
    FileCheck *check;
} FileCase;

static inline void remove_in(const Home *home, const char *part)
{
    char *path = path_join(home->path, part);
    scratch_remove(path);
    mem_free(path);
}

static inline void reset_all(const Home *home)
{
    remove_in(home, ".local/share/cairn");
    char *directory = path_join(home->path, ".local/share/cairn");
    assert_ok(file_make_directory(directory, error));
    mem_free(directory);
    home_copy_file(home->spare, home->database);
}

static inline void check_same(const Home *home, bool done)
{
    (void)done;
    assert_int_equal(home_check_file(home, 0, 0), 0);
}

/* --- a copy put back --- */

#define COPY_EVENTS 3 /* more than the present database has without its log */

static inline char *copy_of(const Home *home)
{
    return path_join(home->path, "copy.db");
}

/* A copy with more events than the database; and three events in the log of that, whose program was
 * killed. */
static inline void prepare_restore(const Home *home)
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

static inline Status restore(const Home *home, Error *error)
{
    char *copy = copy_of(home);
    char *kept = NULL;
    Status status = restore_backup(NULL, copy, &kept, error);
    mem_free(kept);
    mem_free(copy);
    return status;
}

/* The database is the old one with what its log held, or the new one and the old one beside it. */
static inline void check_restored(const Home *home, bool done)
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

/* --- copies --- */

/* There is no copy, so one is due, or that could not be asked. */
static inline Status copy_day(Workspace *workspace, Error *error)
{
    CopyRequest request;
    Status status = copying_request(workspace, false, &request)
                        ? copying_run(&request, NULL, NULL, error)
                        : error_set(error, STATUS_FAILED, "no copy was due");
    copying_request_done(&request);
    return status;
}

static inline Status back_up(const Home *home, Error *error)
{
    Workspace *workspace = NULL;
    char *path = path_join(home->path, ".local/share/cairn/wanted.db");
    Status status = workspace_open(&(WorkspaceOptions){0}, &workspace, error);
    if (status == STATUS_OK)
        status = copy_day(workspace, error);
    if (status == STATUS_OK)
        status = workspace_backup(workspace, path, error);
    workspace_close(workspace);
    mem_free(path);
    return status;
}

/* Every file that is called like a copy of the day is a whole one. */
static inline void check_copies(const Home *home, bool done)
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
    assert_true(copies >= done);
    file_list_free(names, count);
    mem_free(directory);
}

/* --- made anew from the log --- */

static inline Status repair(const Home *home, Error *error)
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

/* --- content that is read anew, and its cache --- */

static inline void forget_cache(const Home *home)
{
    remove_in(home, ".local/share/cairn/cache");
}

static inline Status search(const Home *home, Error *error)
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

static inline void check_searched(const Home *home, bool done)
{
    check_same(home, done);
    assert_ok(search(home, error));
}

/* --- all of them --- */

static const FileCase FILE_CASES[] = {
    {"restore", prepare_restore, restore, check_restored},
    {"back up", NULL, back_up, check_copies},
    {"repair", NULL, repair, check_same},
    {"read content", forget_cache, search, check_searched},
};
#define FILE_CASE_COUNT (sizeof FILE_CASES / sizeof *FILE_CASES)

#endif
