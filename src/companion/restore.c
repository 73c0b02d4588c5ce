#include "companion/restore.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "companion/workspace.h"

#define DATABASE     "cairn.db"
#define BACKUP_LIMIT ((size_t)1 << 32)
#define KEPT_MAX     10000

typedef struct Restore {
    char *data;     /* the data directory */
    char *database; /* cairn.db in it */
    char *stage;    /* a directory in it, removed in the end */
    char *copy;     /* cairn.db in that */
} Restore;

static void remove_tree(const char *directory)
{
    char **names = NULL;
    size_t count = 0;
    if (file_list(directory, &names, &count, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(directory, names[i]);
        if (file_is_directory(path))
            remove_tree(path);
        else
            (void)unlink(path);
        mem_free(path);
    }
    file_list_free(names, count);
    (void)rmdir(directory);
}

static void restore_done(Restore *restore)
{
    if (restore->stage != NULL)
        remove_tree(restore->stage);
    mem_free(restore->data);
    mem_free(restore->database);
    mem_free(restore->stage);
    mem_free(restore->copy);
}

static Status find_places(const char *data, Restore *restore, Error *error)
{
    Paths paths = {0};
    Status status = paths_resolve(data, &paths, error);
    if (status != STATUS_OK)
        return status;
    restore->data = mem_dup(paths.data);
    restore->database = path_join(paths.data, DATABASE);
    paths_done(&paths);
    return file_make_directory(restore->data, error);
}

static Status copy_file(const char *from, const char *to, Error *error)
{
    char *bytes = NULL;
    size_t length = 0;
    Status status = file_read(from, BACKUP_LIMIT, &bytes, &length, error);
    if (status == STATUS_OK)
        status = file_replace(to, bytes, length, error);
    mem_free(bytes);
    return status;
}

/* A file and its write-ahead log, where it has one: the log first, which says nothing without the file. */
static Status copy_database(const char *from, const char *to, Error *error)
{
    char *log = mem_format("%s-wal", from);
    char *log_copy = mem_format("%s-wal", to);
    Status status = STATUS_OK;
    if (file_exists(log))
        status = copy_file(log, log_copy, error);
    if (status == STATUS_OK)
        status = copy_file(from, to, error);
    mem_free(log);
    mem_free(log_copy);
    return status;
}

/* A copy of the backup in a directory of its own. */
static Status stage_copy(Restore *restore, const char *backup, Error *error)
{
    char *stage = mem_format("%s/restore-XXXXXX", restore->data);
    if (mkdtemp(stage) == NULL) {
        Status status =
            error_set_errno(error, errno, "cannot make a directory in %s", restore->data);
        mem_free(stage);
        return status;
    }
    restore->stage = stage;
    restore->copy = path_join(stage, DATABASE);
    return copy_database(backup, restore->copy, error);
}

/* Opens the copy as any database is opened, and makes everything in it follow from its log. */
static Status check_copy(const Restore *restore, const char *backup, Error *error)
{
    WorkspaceOptions options = {.data = restore->stage};
    Workspace *workspace = NULL;
    Buffer report = {0};
    bool alone = false;
    Status status = workspace_open(&options, &workspace, error);
    if (status == STATUS_OK)
        status = workspace_doctor(workspace, true, &report, error);
    workspace_close(workspace);
    buffer_done(&report);
    if (status == STATUS_OK)
        status = store_fold(restore->copy, &alone, error);
    if (status == STATUS_OK && !alone)
        status =
            error_set(error, STATUS_FAILED, "the copy of it in %s cannot be read", restore->stage);
    return status == STATUS_OK ? status : error_prefix(error, status, "%s", backup);
}

/* --- the present database --- */

static char *free_name(const Restore *restore)
{
    for (int i = 1; i < KEPT_MAX; i++) {
        char *name = mem_format("%s/cairn-before-restore-%d.db", restore->data, i);
        if (!file_exists(name))
            return name;
        mem_free(name);
    }
    return NULL;
}

/* A damaged file and its log, of which nobody can make one, are kept as copies: no write to the file can
 * part them from then on. */
static Status keep_with_log(const Restore *restore, const char *kept, Error *error)
{
    char *log = mem_format("%s-wal", restore->database);
    char *index = mem_format("%s-shm", restore->database);
    Status status = copy_database(restore->database, kept, error);
    /* a log that stayed would be taken for one of the new file */
    if (status == STATUS_OK && unlink(log) != 0 && errno != ENOENT)
        status = error_set_errno(error, errno, "cannot remove %s", log);
    if (status == STATUS_OK)
        (void)unlink(index);
    mem_free(log);
    mem_free(index);
    return status;
}

/* A second name for the present database, all of which is in its file by then. */
static Status keep_present(const Restore *restore, char **kept, Error *error)
{
    bool alone = false;
    Status status = store_fold(restore->database, &alone, error);
    if (status != STATUS_OK)
        return status;
    *kept = free_name(restore);
    if (*kept == NULL)
        return error_set(error, STATUS_FAILED, "%s holds too many cairn-before-restore files",
                         restore->data);
    if (!alone)
        return keep_with_log(restore, *kept, error);
    if (link(restore->database, *kept) != 0)
        return error_set_errno(error, errno, "cannot keep %s as %s", restore->database, *kept);
    return STATUS_OK;
}

Status restore_backup(const char *data, const char *backup, char **kept, Error *error)
{
    Restore restore = {0};
    *kept = NULL;
    Status status = find_places(data, &restore, error);
    if (status == STATUS_OK)
        status = stage_copy(&restore, backup, error);
    if (status == STATUS_OK)
        status = check_copy(&restore, backup, error);
    if (status == STATUS_OK && file_exists(restore.database))
        status = keep_present(&restore, kept, error);
    if (status == STATUS_OK && rename(restore.copy, restore.database) != 0)
        status = error_set_errno(error, errno, "cannot replace %s", restore.database);
    restore_done(&restore);
    return status;
}
