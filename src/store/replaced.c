/* A database's file that another took the place of (a program that keeps folders alike, somebody's hand), or
 * that was removed, while it is open. SQLite goes on with the old file, which nobody finds any more, and would
 * leave its write-ahead log beside the new one, which is no log of that. So before and after each write the
 * place is looked at; where it holds another file, what the old one held is kept as a copy, its log is taken
 * away, and the new file is opened. Where it holds none, what was open is put back there. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/paths.h"
#include "base/words.h"
#include "store/connection.h"

#define KEPT_MAX 10000

/* --- which file is open --- */

typedef enum Place { PLACE_SAME, PLACE_OTHER, PLACE_EMPTY } Place;

static Place look(const Store *store)
{
    struct stat info;
    if (!store->opened.known)
        return PLACE_SAME;
    if (stat(store->path, &info) != 0)
        return errno == ENOENT || errno == ENOTDIR ? PLACE_EMPTY : PLACE_SAME;
    return info.st_dev == store->opened.device && info.st_ino == store->opened.inode ? PLACE_SAME
                                                                                     : PLACE_OTHER;
}

bool replaced_is(const Store *store)
{
    return look(store) != PLACE_SAME;
}

bool replaced_meanwhile(const Store *store)
{
    int moved = 0;
    (void)sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

/* SQLite is asked last whether the file that was looked at is the one it has open. */
bool replaced_note_opened(Store *store)
{
    struct stat info;
    bool there = stat(store->path, &info) == 0;
    store->opened = (OpenedFile){.known = true, .log = -1};
    if (!there || replaced_meanwhile(store)) /* no file is its like: the next write follows */
        return false;
    char *log = mem_format("%s-wal", store->path);
    store->opened.log = open(log, O_RDONLY | O_CLOEXEC);
    mem_free(log);
    store->opened.device = info.st_dev;
    store->opened.inode = info.st_ino;
    return true;
}

void replaced_forget_opened(Store *store)
{
    if (store->opened.known && store->opened.log >= 0)
        (void)close(store->opened.log);
    store->opened.known = false;
}

/* --- leaving it --- */

/* Of a copy under which there is neither one nor what is not yet one. */
static char *free_name(const char *directory)
{
    for (int i = 1; i < KEPT_MAX; i++) {
        char *path = mem_format("%s/replaced-%d.db", directory, i);
        char *unfinished = mem_format("%s.part", path);
        bool taken = file_exists(path) || file_exists(unfinished);
        mem_free(unfinished);
        if (!taken)
            return path;
        mem_free(path);
    }
    return NULL;
}

/* Never over a file that came meanwhile: 0, or what is wrong. */
static int give_name(const char *path, const char *name)
{
    if (link(path, name) == 0)
        return unlink(path) == 0 ? 0 : errno;
    if (errno == EEXIST)
        return EEXIST;
    return !file_exists(name) && rename(path, name) == 0 ? 0 : errno;
}

/* What has the name of a copy is a whole one. */
static Status copy_to(Store *store, const char *path, Error *error)
{
    char *unfinished = mem_format("%s.part", path);
    Status status = store_backup(store, unfinished, error);
    int problem = status == STATUS_OK ? give_name(unfinished, path) : 0;
    if (problem != 0) {
        (void)unlink(unfinished);
        status = error_set_errno(error, problem, "cannot name the copy %s", path);
    }
    mem_free(unfinished);
    return status;
}

/* A copy of all that the old file and its log hold; `*kept` is the caller's to free. */
static Status keep_copy(Store *store, char **kept, Error *error)
{
    char *directory = path_join(store->directory, "backups");
    Status status = file_make_directory(directory, error);
    if (status == STATUS_OK) {
        *kept = free_name(directory);
        status = *kept == NULL ? error_set(error, STATUS_FAILED,
                                           "%s holds too many replaced-N.db files", directory)
                               : copy_to(store, *kept, error);
    }
    mem_free(directory);
    return status;
}

static bool is_own_log(const Store *store, const char *log)
{
    struct stat own, there;
    return store->opened.log >= 0 && fstat(store->opened.log, &own) == 0 &&
           stat(log, &there) == 0 && own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

/* Everything goes into the old file, which may still have another name; then the log leaves the place beside
 * the new file. Others who have the old one open keep the log they have, until they follow. */
static Status clear_log(Store *store, Error *error)
{
    char *log = mem_format("%s-wal", store->path);
    char *index = mem_format("%s-shm", store->path);
    int code = sqlite3_exec(store->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    Status status = code == SQLITE_OK || connection_is_damage(code)
                        ? STATUS_OK
                        : connection_fail(store, code, error);
    if (status == STATUS_OK && is_own_log(store, log)) {
        (void)unlink(index);
        if (unlink(log) != 0 && errno != ENOENT)
            status = error_set_errno(error, errno, "cannot remove %s", log);
    }
    mem_free(log);
    mem_free(index);
    return status;
}

/* The log gets another name, as one of the old file, for whoever may still have that; else it goes. */
static void set_log_aside(const Store *store)
{
    char *log = mem_format("%s-wal", store->path);
    char *index = mem_format("%s-shm", store->path);
    char *aside = path_join(store->directory, "cairn-replaced.db-wal");
    if (is_own_log(store, log)) {
        (void)unlink(index);
        if (rename(log, aside) != 0)
            (void)unlink(log);
    }
    mem_free(aside);
    mem_free(index);
    mem_free(log);
}

static Status put_back(const Store *store, const char *kept, Error *error)
{
    int problem = give_name(kept, store->path);
    return problem == 0 || problem == EEXIST
               ? STATUS_OK
               : error_set_errno(error, problem, "cannot put back %s", store->path);
}

/* Events that only the copy has; without any the copy goes. */
static Status count_missing(Store *store, const char *kept, int64_t *missing, Error *error)
{
    *missing = 0;
    if (!file_exists(kept)) /* it was put back */
        return STATUS_OK;
    Status status = RUN(store, "ATTACH ?1 AS kept", error, TEXT(kept));
    if (status != STATUS_OK)
        return status;
    status = connection_integer(store,
                                "SELECT count(*) FROM kept.event"
                                " WHERE id NOT IN (SELECT id FROM main.event)",
                                0, missing, error);
    if (status == STATUS_OK)
        status = connection_run(store, "DETACH kept", NULL, 0, error);
    if (status == STATUS_OK && *missing == 0)
        (void)unlink(kept);
    return status;
}

/* The log first: whoever is killed meanwhile shall not leave it beside the new file. Of a damaged file no copy
 * can be made, which may be why it was replaced: `*kept` is NULL then. */
static Status leave(Store *store, char **kept, Error *error)
{
    bool gone = look(store) == PLACE_EMPTY;
    bool damaged = false;
    Status status = clear_log(store, error);
    if (status == STATUS_OK) {
        status = keep_copy(store, kept, error);
        damaged = status != STATUS_OK && !gone && connection_is_damage(sqlite3_errcode(store->db));
    }
    if (damaged)
        status = STATUS_OK;
    if (status == STATUS_OK && gone && *kept != NULL)
        status = put_back(store, *kept, error);
    if (damaged || status != STATUS_OK) {
        mem_free(*kept);
        *kept = NULL;
    }
    if (status == STATUS_OK)
        return status;
    return error_prefix(error, status,
                        gone ? "%s was removed while it was open, and cannot be put back"
                             : "%s was replaced by another file while it was open, and what only "
                               "the old one holds cannot be kept",
                        store->path);
}

static Status enter(Store *store, const char *kept, Error *error)
{
    int64_t missing = 0;
    Status status = connection_reopen(store, error);
    if (kept == NULL)
        return status;
    if (status == STATUS_OK)
        status = count_missing(store, kept, &missing, error);
    if (status != STATUS_OK)
        return error_prefix(error, status,
                            "another file took the place of the one that was open, which is kept "
                            "as %s",
                            kept);
    if (missing == 0)
        return STATUS_OK;
    return error_set(error, STATUS_FAILED,
                     "%s was replaced by another file while it was open: %lld %s only in the old "
                     "one, which is kept as %s; the new one is in use from now on, do it again",
                     store->path, (long long)missing,
                     words_plural(missing, "event is", "events are"), kept);
}

Status replaced_follow(Store *store, Error *error)
{
    char *kept = NULL;
    if (look(store) == PLACE_SAME)
        return STATUS_OK;
    store_rollback(store); /* what could not be rolled back for want of memory */
    Status status = leave(store, &kept, error);
    if (status == STATUS_OK)
        status = enter(store, kept, error);
    mem_free(kept);
    return status;
}

void replaced_close(Store *store)
{
    char *kept = NULL;
    if (look(store) == PLACE_SAME)
        return;
    store_rollback(store);
    if (leave(store, &kept, NULL) != STATUS_OK)
        set_log_aside(store);
    mem_free(kept);
}
