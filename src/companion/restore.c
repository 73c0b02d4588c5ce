#include "companion/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/words.h"
#include "companion/ledger.h"
#include "companion/workspace.h"

#define DATABASE     "cairn.db"
#define STAGE        "restore-"
#define UNIQUE       "XXXXXX" /* made a name that nobody has */
#define BACKUP_LIMIT ((size_t)1 << 32)
#define KEPT_MAX     10000

typedef struct Restore {
    char *data;      /* the data directory */
    char *database;  /* cairn.db in it */
    char *stage;     /* a directory in it, removed in the end */
    char *copy;      /* cairn.db in that */
    int lock;        /* on the stage, while it is in use */
    StoreHold *hold; /* on the database, while another takes its place */
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

/* Says of a stage that it is in use; -1 when another says so. */
static int lock_stage(const char *stage)
{
    int fd = open(stage, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    (void)close(fd);
    return -1;
}

/* Stages that are left from a program that was ended in the middle. */
static void remove_stages_left(const char *data)
{
    char **names = NULL;
    size_t count = 0;
    if (file_list(data, &names, &count, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(names[i], STAGE, strlen(STAGE)) != 0 ||
            strlen(names[i]) != strlen(STAGE UNIQUE))
            continue;
        char *path = path_join(data, names[i]);
        int lock = lock_stage(path);
        if (lock >= 0) {
            remove_tree(path);
            (void)close(lock);
        }
        mem_free(path);
    }
    file_list_free(names, count);
}

static void restore_done(Restore *restore)
{
    store_let_go(restore->hold);
    if (restore->stage != NULL) {
        remove_tree(restore->stage);
        if (restore->lock >= 0)
            (void)close(restore->lock);
    }
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
    if (file_stamp(log).size > 0)
        status = copy_file(log, log_copy, error);
    if (status == STATUS_OK)
        status = copy_file(from, to, error);
    mem_free(log);
    mem_free(log_copy);
    return status;
}

static Status make_stage(Restore *restore, Error *error)
{
    char *stage = path_join(restore->data, STAGE UNIQUE);
    remove_stages_left(restore->data);
    if (mkdtemp(stage) == NULL) {
        Status status =
            error_set_errno(error, errno, "cannot make a directory in %s", restore->data);
        mem_free(stage);
        return status;
    }
    restore->stage = stage;
    restore->lock = lock_stage(stage);
    restore->copy = path_join(stage, DATABASE);
    return STATUS_OK;
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

/* The first of data/NAME-1.db, data/NAME-2.db, ... that is free; NULL when none is. */
static char *free_name(const Restore *restore, const char *name_begin)
{
    for (int i = 1; i < KEPT_MAX; i++) {
        char *name = mem_format("%s/%s-%d.db", restore->data, name_begin, i);
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

/* All of the present database is in its file from then on, and nobody else opens it; but for a damaged one,
 * of which `*alone` is false. */
static Status hold_present(Restore *restore, bool *alone, Error *error)
{
    Status status = store_fold(restore->database, alone, error);
    if (status == STATUS_OK && *alone)
        status = store_hold(restore->database, &restore->hold, error);
    char *log = mem_format("%s-wal", restore->database);
    if (status == STATUS_OK && *alone &&
        file_exists(log)) /* of one that came and was killed between */
        status = error_set(error, STATUS_FAILED, "%s was just written to; do it again",
                           restore->database);
    mem_free(log);
    return status;
}

/* A second name for the present database. */
static Status keep_present(Restore *restore, char **kept, Error *error)
{
    bool alone = false;
    Status status = hold_present(restore, &alone, error);
    if (status != STATUS_OK)
        return status;
    *kept = free_name(restore, "cairn-before-restore");
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
        status = make_stage(&restore, error);
    if (status == STATUS_OK)
        status = copy_database(backup, restore.copy, error);
    if (status == STATUS_OK)
        status = check_copy(&restore, backup, error);
    if (status == STATUS_OK && file_exists(restore.database))
        status = keep_present(&restore, kept, error);
    if (status == STATUS_OK && rename(restore.copy, restore.database) != 0)
        status = error_set_errno(error, errno, "cannot replace %s", restore.database);
    restore_done(&restore);
    return status;
}

/* --- what can be saved --- */

/* The regular copies of the days, newest first; freed with file_list_free. */
static Status list_copies(const char *directory, char ***paths, size_t *count, Error *error)
{
    char **names;
    size_t all;
    *count = 0;
    Status status = file_list(directory, &names, &all, error);
    if (status != STATUS_OK)
        return status;
    *paths = mem_alloc(all + 1, sizeof **paths);
    for (size_t i = all; i-- > 0;) {
        size_t length = strlen(names[i]);
        if (strncmp(names[i], "cairn-", 6) == 0 && length > 3 &&
            strcmp(names[i] + length - 3, ".db") == 0 && strstr(names[i], ".fewer.") == NULL)
            (*paths)[(*count)++] = path_join(directory, names[i]);
    }
    file_list_free(names, all);
    return STATUS_OK;
}

/* A new database in the stage, of what `damaged` and the copies hold. */
static Status make_anew(const Restore *restore, const char *damaged, Buffer *lost,
                        Salvaged *salvaged, Error *error)
{
    char *directory = path_join(restore->data, "backups");
    char **copies = NULL;
    size_t count = 0;
    Store *store = NULL;
    Status status = list_copies(directory, &copies, &count, error);
    if (status == STATUS_OK)
        status = store_open(restore->stage, STORE_READ_WRITE, &store, error);
    if (status == STATUS_OK)
        status = store_begin(store, error);
    if (status == STATUS_OK)
        status = store_salvage(store, damaged, (const char *const *)copies, count, lost, salvaged,
                               error);
    if (status == STATUS_OK)
        status = ledger_rebuild(store, error);
    if (status == STATUS_OK)
        status = store_commit(store, error);
    if (status == STATUS_OK)
        status = store_check(store, error);
    store_close(store);
    file_list_free(copies, count);
    mem_free(directory);
    return status;
}

static void report_salvaged(const Salvaged *salvaged, const char *kept, const Buffer *lost,
                            Buffer *report)
{
    buffer_add_format(report, "the damaged file is kept as %s\n", kept);
    buffer_add(report, buffer_text(lost), lost->length);
    if (salvaged->from_file == 0)
        buffer_add_text(report, "nothing of it could be read: what no copy has is lost\n");
    buffer_add_format(report, "%lld %s saved from it, %lld more from copies, %lld lost\n",
                      (long long)salvaged->from_file,
                      words_plural(salvaged->from_file, "event was", "events were"),
                      (long long)salvaged->from_copies, (long long)salvaged->lost);
}

static Status replace_damaged(Restore *restore, const char *kept, Buffer *report, Error *error)
{
    bool alone = false;
    Salvaged salvaged = {0};
    Buffer lost = {0};
    char *damaged = path_join(restore->stage, "damaged.db"); /* reading it may change it */
    Status status = copy_database(restore->database, damaged, error);
    if (status == STATUS_OK)
        status = make_anew(restore, damaged, &lost, &salvaged, error);
    if (status == STATUS_OK)
        status = store_fold(restore->copy, &alone, error);
    if (status == STATUS_OK && !alone)
        status = error_set(error, STATUS_FAILED, "the new database in %s cannot be read",
                           restore->stage);
    if (status == STATUS_OK)
        status = keep_with_log(restore, kept, error);
    if (status == STATUS_OK && rename(restore->copy, restore->database) != 0)
        status = error_set_errno(error, errno, "cannot replace %s", restore->database);
    if (status == STATUS_OK)
        report_salvaged(&salvaged, kept, &lost, report);
    buffer_done(&lost);
    mem_free(damaged);
    return status;
}

/* Whoever has it open goes on writing to the old file, damaged or not. */
static Status check_unused(const char *path, Error *error)
{
    StoreHold *hold = NULL;
    Status status = store_hold(path, &hold, error);
    store_let_go(hold);
    return status;
}

static Status repair_present(Restore *restore, Buffer *report, Error *error)
{
    char *backups = path_join(restore->data, "backups");
    char *kept = free_name(restore, "backups/damaged");
    Status status = check_unused(restore->database, error);
    if (status == STATUS_OK && kept == NULL)
        status = error_set(error, STATUS_FAILED, "%s holds too many damaged files", backups);
    if (status == STATUS_OK)
        status = file_make_directory(backups, error);
    if (status == STATUS_OK)
        status = make_stage(restore, error);
    if (status == STATUS_OK)
        status = replace_damaged(restore, kept, report, error);
    mem_free(kept);
    mem_free(backups);
    return status;
}

Status restore_damaged(const char *data, Buffer *report, Error *error)
{
    Restore restore = {0};
    bool damaged = false;
    Status status = find_places(data, &restore, error);
    if (status == STATUS_OK)
        status = store_is_damaged(restore.database, &damaged, error);
    if (status == STATUS_OK && damaged)
        status = repair_present(&restore, report, error);
    restore_done(&restore);
    return status;
}
