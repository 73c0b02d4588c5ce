/* restore: a backup in place of the database.
 *
 * The backup is copied beside the database first and looked over there (integrity, schema, derived
 * tables made anew from its log), so that a bad one changes nothing. Then the present database gets a
 * second name, and the copy takes its place by one rename. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/paths.h"
#include "cli/commands.h"
#include "cli/context.h"

#define DATABASE     "cairn.db"
#define BACKUP_LIMIT ((size_t)1 << 32)

typedef struct Restore {
    char *data;     /* the data directory */
    char *database; /* cairn.db in it */
    char *stage;    /* a directory in it, removed in the end */
    char *copy;     /* cairn.db in that */
    char *kept;     /* the second name of the present database */
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
    mem_free(restore->kept);
}

static Status find_places(const Cli *cli, Restore *restore, Error *error)
{
    Paths paths = {0};
    Status status = paths_resolve(cli->arguments->options[OPTION_DATA], &paths, error);
    if (status != STATUS_OK)
        return status;
    restore->data = mem_dup(paths.data);
    restore->database = path_join(paths.data, DATABASE);
    paths_done(&paths);
    return file_make_directory(restore->data, error);
}

/* A copy of the backup in a directory of its own. */
static Status stage_copy(Restore *restore, const char *backup, Error *error)
{
    char *bytes = NULL;
    size_t length = 0;
    Status status = file_read(backup, BACKUP_LIMIT, &bytes, &length, error);
    if (status != STATUS_OK)
        return status;
    char *stage = mem_format("%s/restore-XXXXXX", restore->data);
    if (mkdtemp(stage) == NULL) {
        status = error_set_errno(error, errno, "cannot make a directory in %s", restore->data);
        mem_free(stage);
    } else {
        restore->stage = stage;
        restore->copy = path_join(stage, DATABASE);
        status = file_replace(restore->copy, bytes, length, error);
    }
    mem_free(bytes);
    return status;
}

/* Opens the copy as any database is opened, and makes everything in it follow from its log. */
static Status check_copy(const Restore *restore, const char *backup, Error *error)
{
    WorkspaceOptions options = {.data = restore->stage};
    Workspace *workspace = NULL;
    Buffer report = {0};
    Status status = workspace_open(&options, &workspace, error);
    if (status == STATUS_OK)
        status = workspace_doctor(workspace, true, &report, error);
    workspace_close(workspace);
    buffer_done(&report);
    return status == STATUS_OK ? status : error_prefix(error, status, "%s", backup);
}

/* A second name for the present database, with its write-ahead log. */
static Status keep_present(Restore *restore, Error *error)
{
    for (int i = 1; i < 10000; i++) {
        restore->kept = mem_format("%s/cairn-before-restore-%d.db", restore->data, i);
        if (link(restore->database, restore->kept) == 0)
            break;
        if (errno != EEXIST)
            return error_set_errno(error, errno, "cannot keep %s as %s", restore->database,
                                   restore->kept);
        mem_free(restore->kept);
        restore->kept = NULL;
    }
    if (restore->kept == NULL)
        return error_set(error, STATUS_FAILED, "%s holds too many cairn-before-restore files",
                         restore->data);
    char *log = mem_format("%s-wal", restore->database);
    char *kept_log = mem_format("%s-wal", restore->kept);
    char *index = mem_format("%s-shm", restore->database);
    Status status = STATUS_OK;
    if (rename(log, kept_log) != 0 && errno != ENOENT)
        status = error_set_errno(error, errno, "cannot rename %s", log);
    else
        (void)unlink(index);
    mem_free(log);
    mem_free(kept_log);
    mem_free(index);
    return status;
}

static Status put_in_place(Restore *restore, Error *error)
{
    Status status = STATUS_OK;
    if (file_exists(restore->database))
        status = keep_present(restore, error);
    if (status == STATUS_OK && rename(restore->copy, restore->database) != 0)
        status = error_set_errno(error, errno, "cannot replace %s", restore->database);
    return status;
}

Status command_restore(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *backup = arguments->positional.items[0];
    Restore restore = {0};
    bool agreed = false;
    Status status = file_exists(backup)
                        ? cli_confirm(cli,
                                      "Put this backup in place of your database? Close other "
                                      "running cairns first.",
                                      &agreed, error)
                        : error_set(error, STATUS_USAGE, "there is no file %s", backup);
    if (status == STATUS_OK && !agreed)
        status = error_set(error, STATUS_FAILED, "nothing was changed");
    if (status == STATUS_OK)
        status = find_places(cli, &restore, error);
    if (status == STATUS_OK)
        status = stage_copy(&restore, backup, error);
    if (status == STATUS_OK)
        status = check_copy(&restore, backup, error);
    if (status == STATUS_OK)
        status = put_in_place(&restore, error);
    if (status == STATUS_OK && restore.kept != NULL)
        cli_say("restored from %s; what was there before is %s", backup, restore.kept);
    else if (status == STATUS_OK)
        cli_say("restored from %s", backup);
    restore_done(&restore);
    return status;
}
