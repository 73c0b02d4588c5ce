/* One copy, page by page through SQLite's backup interface, so that its memory is a few pages whatever the file's
 * size. The connection that reads holds a transaction open: what is written meanwhile is not in the copy, and
 * does not have it begin anew.
 *
 * Pages bring along the faults they have. Where the check finds any, the copy is made again row by row (VACUUM
 * INTO), which leaves behind what is wrong with free pages, and says where rows cannot be read. */
#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/connection.h"

#define STEP_PAGES 16  /* between two questions whether to go on */
#define ASK_STEPS  100 /* the same, of SQLite's machine */

#define CACHE_OF_PAGES "PRAGMA cache_size = -32" /* KiB: each page is needed once */
/* For each row the check looks at a page on each level of its table and of all its indices, some 16 pages that
 * have to stay: with 64 KiB it takes four times as long. More than this is no faster. */
#define CACHE_OF_CHECK "PRAGMA cache_size = -160"

/* The file is removed unless all of it is there, and synced in the end. */
#define TARGET_SETTINGS "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; " CACHE_OF_PAGES

/* --- going on --- */

static bool is_over(Patience *patience)
{
    if (patience == NULL || patience->goes_on == NULL)
        return false;
    patience->stopped = patience->stopped || !patience->goes_on(patience->context);
    return patience->stopped;
}

static int ask(void *context)
{
    return is_over(context);
}

/* What the connection does from here on stops when it is to; not any more with NULL. */
static void be_patient(sqlite3 *db, Patience *patience)
{
    bool asks = patience != NULL && patience->goes_on != NULL;
    sqlite3_progress_handler(db, ASK_STEPS, asks ? ask : NULL, patience);
}

/* --- what it holds --- */

static int query_integer(sqlite3 *db, const char *sql, int64_t *value)
{
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        *value = sqlite3_column_int64(statement, 0);
        code = SQLITE_OK;
    }
    (void)sqlite3_finalize(statement);
    return code;
}

/* Fills in the events of the copy at `path`; a SQLite result code, SQLITE_CORRUPT when a full check finds faults. */
static int examine(const char *path, bool whole, Patience *patience, int64_t *events)
{
    sqlite3 *db = NULL;
    int64_t faults = 0;
    int code = connection_open_copy(path, &db);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, CACHE_OF_CHECK, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        be_patient(db, patience);
    if (code == SQLITE_OK && whole)
        code = query_integer(
            db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
            &faults);
    if (code == SQLITE_OK && faults > 0)
        code = SQLITE_CORRUPT;
    if (code == SQLITE_OK)
        code = query_integer(db, "SELECT count(*) FROM event", events);
    (void)sqlite3_close(db);
    if (code == SQLITE_NOMEM)
        mem_exhausted(); /* which says nothing about the copy */
    return code;
}

int64_t copy_count_events(const char *path, bool whole, Patience *patience)
{
    int64_t events = 0;
    return examine(path, whole, patience, &events) == SQLITE_OK ? events : -1;
}

/* --- the file --- */

/* An empty file of ours to be filled: others must not read it. */
static Status create_target(const char *path, Error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST)
        return error_set(error, STATUS_FAILED,
                         "%s is there already and is not overwritten; name another file", path);
    if (fd < 0)
        return error_set_errno(error, errno, "cannot create the copy %s", path);
    (void)close(fd);
    return STATUS_OK;
}

/* No connection has it open any more. With the pages came the word that there is a log beside them (bytes 18 and
 * 19: https://sqlite.org/fileformat2.html, "File format version numbers"), for which whoever opened the copy
 * would make one. */
static Status finish_target(const char *path, Error *error)
{
    static const unsigned char NO_LOG[2] = {1, 1};
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set_errno(error, errno, "cannot open the copy %s", path);
    errno = EIO; /* of a write that was cut short */
    bool saved = pwrite(fd, NO_LOG, sizeof NO_LOG, 18) == sizeof NO_LOG && fsync(fd) == 0;
    int problem = errno;
    (void)close(fd);
    return saved ? STATUS_OK : error_set_errno(error, problem, "cannot save the copy %s", path);
}

void copy_remove(const char *path)
{
    char *journal = mem_format("%s-journal", path);
    (void)unlink(path);
    (void)unlink(journal);
    mem_free(journal);
}

/* Whether the copy is whole and holds at least so many events, then all that it does; `*faulty` when its pages say
 * otherwise. */
static Status check(const Store *store, const char *path, Patience *patience, int64_t *events,
                    bool *faulty, Error *error)
{
    int64_t before = *events;
    int code = examine(path, true, patience, events);
    *faulty = connection_is_damage(code);
    if (code == SQLITE_OK && *events >= before) /* others may have added some since */
        return STATUS_OK;
    if (*faulty)
        return error_set(error, STATUS_FAILED,
                         "the copy %s was damaged, and was removed; 'cairn doctor' tells whether "
                         "%s is as well",
                         path, store->path);
    return error_set(error, STATUS_FAILED,
                     "the copy %s does not hold everything that %s holds; it was removed", path,
                     store->path);
}

/* --- page by page --- */

static int open_target(const char *path, sqlite3 **db)
{
    int code = sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_busy_timeout(*db, BUSY_TIMEOUT_MS);
    return code == SQLITE_OK ? sqlite3_exec(*db, TARGET_SETTINGS, NULL, NULL, NULL) : code;
}

/* A SQLite result code, SQLITE_INTERRUPT when patience ended. */
static int take_pages(sqlite3 *from, sqlite3 *to, Patience *patience)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL)
        return sqlite3_extended_errcode(to);
    int code = SQLITE_OK;
    while (code == SQLITE_OK)
        code = is_over(patience) ? SQLITE_INTERRUPT : sqlite3_backup_step(backup, STEP_PAGES);
    (void)sqlite3_backup_finish(backup); /* it only repeats what a step has said */
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* What could not be read is the database; what else went wrong is about the copy. */
static Status fail(const Store *store, sqlite3 *to, const char *path, int code, Error *error)
{
    if (code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ)
        return connection_fail(store, code, error);
    Store copy = {.db = to, .path = mem_dup(path), .directory = store->directory};
    Status status = connection_fail(&copy, code, error);
    mem_free(copy.path);
    return status;
}

static Status fill(Store *store, const char *path, Patience *patience, bool *faulty, Error *error)
{
    sqlite3 *to = NULL;
    int code = open_target(path, &to);
    if (code == SQLITE_OK)
        code = take_pages(store->db, to, patience);
    *faulty = connection_is_damage(code);
    Status status = code == SQLITE_OK ? STATUS_OK : fail(store, to, path, code, error);
    (void)sqlite3_close(to);
    return status == STATUS_OK ? status
                               : error_prefix(error, status, "the copy %s was not made", path);
}

/* Fills in how many events there are at the moment that is copied. */
static Status fill_of_moment(Store *store, const char *path, Patience *patience, int64_t *events,
                             bool *faulty, Error *error)
{
    int64_t cache;
    Status status = connection_integer(store, "PRAGMA cache_size", 0, &cache, error);
    if (status == STATUS_OK)
        status = connection_run(store, CACHE_OF_PAGES, NULL, 0, error);
    if (status == STATUS_OK)
        status = connection_begin(store, "BEGIN", error);
    if (status != STATUS_OK)
        return status;
    status = store_count_events(store, events, error); /* the moment is that of the first reading */
    *faulty = status != STATUS_OK && connection_is_damage(sqlite3_errcode(store->db));
    if (status == STATUS_OK)
        status = fill(store, path, patience, faulty, error);
    store_rollback(store);
    char *as_before = mem_format("PRAGMA cache_size = %lld", (long long)cache);
    (void)sqlite3_exec(store->db, as_before, NULL, NULL, NULL);
    mem_free(as_before);
    return status;
}

static Status copy_pages(Store *store, const char *path, Patience *patience, int64_t *events,
                         bool *faulty, Error *error)
{
    Status status = fill_of_moment(store, path, patience, events, faulty, error);
    if (status == STATUS_OK)
        status = finish_target(path, error);
    return status == STATUS_OK ? check(store, path, patience, events, faulty, error) : status;
}

/* --- row by row --- */

static Status copy_rows(Store *store, const char *path, Patience *patience, int64_t *events,
                        Error *error)
{
    bool faulty;
    Status status = store_count_events(store, events, error);
    copy_remove(path);
    if (status == STATUS_OK)
        status = create_target(path, error);
    if (status != STATUS_OK)
        return status;
    be_patient(store->db, patience);
    status = RUN(store, "VACUUM INTO ?1", error, TEXT(path));
    be_patient(store->db, NULL);
    if (status != STATUS_OK)
        return error_prefix(error, status, "the copy %s was not made", path);
    status = finish_target(path, error);
    return status == STATUS_OK ? check(store, path, patience, events, &faulty, error) : status;
}

/* --- either --- */

Status copy_make(Store *store, const char *path, Patience *patience, int64_t *events, Error *error)
{
    int64_t held = 0;
    int64_t ignored;
    bool faulty = false;
    Status status = store_settle(store, error);
    if (status == STATUS_OK) /* what is wrong with the database is told before there is a file */
        status = connection_integer(store, "PRAGMA schema_version", 0, &ignored, error);
    if (status == STATUS_OK)
        status = create_target(path, error);
    if (status != STATUS_OK)
        return status;
    status = copy_pages(store, path, patience, &held, &faulty, error);
    if (status != STATUS_OK && faulty)
        status = copy_rows(store, path, patience, &held, error);
    if (events != NULL)
        *events = held;
    if (status == STATUS_OK)
        return status;
    copy_remove(path);
    return patience != NULL && patience->stopped
               ? error_set(error, STATUS_FAILED, "the copy %s was not finished", path)
               : status;
}
