#include "store/connection.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/paths.h"
#include "store/schema.h"

#define DATABASE_NAME  "cairn.db"
#define REPLACED_TRIES 3 /* a file that is replaced again and again is noticed at the next write */

/* --- failures as sentences --- */

/* What the system said last. SQLite itself keeps it only for some failures (not for one in the middle
 * of a commit); then the files know: the database, and its write-ahead log. */
static int last_errno(const Store *store)
{
    int problem = sqlite3_system_errno(store->db);
    if (problem == 0)
        (void)sqlite3_file_control(store->db, "main", SQLITE_FCNTL_LAST_ERRNO, &problem);
    sqlite3_file *log = NULL;
    if (problem == 0)
        (void)sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, (void *)&log);
    if (log != NULL && log->pMethods != NULL)
        (void)log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &problem);
    return problem;
}

static Status fail_system(const Store *store, const char *what, Error *error)
{
    int problem = last_errno(store);
    if (problem == ENOSPC || problem == EDQUOT || problem == EFBIG)
        return error_set(error, STATUS_FAILED,
                         "cannot save to %s: no space is left for it (%s); free some and do it "
                         "again, what was saved before is safe",
                         store->path, strerror(problem));
    if (problem == EROFS)
        return connection_fail(store, SQLITE_READONLY, error);
    if (problem != 0)
        return error_set(error, STATUS_FAILED,
                         "cannot %s %s: %s; check the disk and the permissions of %s", what,
                         store->path, strerror(problem), store->directory);
    return error_set(error, STATUS_FAILED, "cannot %s %s: %s; check the disk, and do it again",
                     what, store->path, sqlite3_errmsg(store->db));
}

Status connection_fail(const Store *store, int code, Error *error)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return error_set(error, STATUS_FAILED,
                         "cannot save to %s: the disk is full; free some space and do it again, "
                         "what was saved before is safe",
                         store->path);
    case SQLITE_READONLY:
        return error_set(error, STATUS_FAILED,
                         "cannot write %s: the file or its directory is read-only; change that, "
                         "or name another directory with --data",
                         store->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(error, STATUS_FAILED,
                         "%s is in use: another program kept it locked for %d s; wait for it to "
                         "finish or end it, then do it again",
                         store->path, BUSY_TIMEOUT_MS / 1000);
    case SQLITE_NOTADB:
        return error_set(
            error, STATUS_FAILED,
            "%s is no database; if it was one, 'cairn doctor --repair' saves what it still "
            "holds, and what the copies in %s/backups do; else move it away to begin afresh",
            store->path, store->directory);
    case SQLITE_CORRUPT:
        return error_set(error, STATUS_FAILED,
                         "%s is damaged (%s); 'cairn doctor --repair' saves what it still holds, "
                         "and what the copies in %s/backups do",
                         store->path, sqlite3_errmsg(store->db), store->directory);
    case SQLITE_NOMEM:
        return error_set(
            error, STATUS_FAILED,
            "cannot read or write %s: there is not enough memory; close other programs "
            "and do it again, what was saved before is safe",
            store->path);
    case SQLITE_CANTOPEN:
        return fail_system(store, "open", error);
    case SQLITE_IOERR:
        return fail_system(store, "read or write", error);
    default:
        return error_set(error, STATUS_FAILED, "%s: %s", store->path, sqlite3_errmsg(store->db));
    }
}

bool connection_is_damage(int code)
{
    return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

/* --- statements --- */

static Status connect_late(Store *store, Error *error);

static Status find_statement(Store *store, const char *sql, sqlite3_stmt **statement, Error *error)
{
    for (size_t i = 0; i < store->statements.count; i++) {
        CachedStatement *cached = &store->statements.items[i];
        /* one that is still being read by a caller further up is not taken from under it */
        if (cached->sql == sql && !sqlite3_stmt_busy(cached->handle)) {
            *statement = cached->handle;
            return STATUS_OK;
        }
    }
    Status status = store->db == NULL ? connect_late(store, error) : STATUS_OK;
    if (status != STATUS_OK)
        return status;
    int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    if (code != SQLITE_OK)
        return connection_fail(store, code, error);
    *array_push(&store->statements) = (CachedStatement){.sql = sql, .handle = *statement};
    return STATUS_OK;
}

static int bind(sqlite3_stmt *statement, int index, const SqlValue *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
        return sqlite3_bind_int64(statement, index, value->integer);
    case VALUE_REAL:
        return sqlite3_bind_double(statement, index, value->real);
    case VALUE_TEXT:
        return sqlite3_bind_text(statement, index, value->bytes, -1, SQLITE_STATIC);
    case VALUE_BLOB:
        return sqlite3_bind_blob64(statement, index, value->bytes, value->length, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

Status connection_query(Store *store, const char *sql, const SqlValue *values, size_t count,
                        sqlite3_stmt **statement, Error *error)
{
    Status status = find_statement(store, sql, statement, error);
    int code = SQLITE_OK;
    for (size_t i = 0; status == STATUS_OK && code == SQLITE_OK && i < count; i++)
        code = bind(*statement, (int)i + 1, &values[i]);
    return code == SQLITE_OK ? status : connection_fail(store, code, error);
}

Status connection_step(Store *store, sqlite3_stmt *statement, bool *row, Error *error)
{
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (*row)
        return STATUS_OK;
    Status status = code == SQLITE_DONE ? STATUS_OK : connection_fail(store, code, error);
    connection_leave(statement);
    return status;
}

void connection_leave(sqlite3_stmt *statement)
{
    /* its result only repeats what step has said */
    (void)sqlite3_reset(statement);
    (void)sqlite3_clear_bindings(statement);
}

Status connection_run(Store *store, const char *sql, const SqlValue *values, size_t count,
                      Error *error)
{
    sqlite3_stmt *statement;
    Status status = connection_query(store, sql, values, count, &statement, error);
    bool row = true;
    while (status == STATUS_OK && row)
        status = connection_step(store, statement, &row, error);
    return status;
}

Status connection_integer(Store *store, const char *sql, int64_t fallback, int64_t *value,
                          Error *error)
{
    *value = fallback;
    sqlite3_stmt *statement;
    Status status = connection_query(store, sql, NULL, 0, &statement, error);
    bool row = false;
    if (status == STATUS_OK)
        status = connection_step(store, statement, &row, error);
    if (status == STATUS_OK && row) {
        *value = sqlite3_column_int64(statement, 0);
        connection_leave(statement);
    }
    return status;
}

const char *connection_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    if (text == NULL && sqlite3_errcode(sqlite3_db_handle(statement)) == SQLITE_NOMEM)
        mem_exhausted();
    return text == NULL ? "" : (const char *)text;
}

/* --- opening --- */

bool store_exists(const char *directory)
{
    char *path = path_join(directory, DATABASE_NAME);
    bool exists = file_exists(path);
    mem_free(path);
    return exists;
}

/* SQLite would create the file readable for others, so it finds an empty one of ours. An existing
 * file is not opened here: closing it again would drop the locks that this process holds on it. */
static Status create_file(const Store *store, Error *error)
{
    if (file_exists(store->path))
        return STATUS_OK;
    Status status = file_make_directory(store->directory, error);
    if (status != STATUS_OK)
        return error_prefix(error, status, "there is no place for %s (name another with --data)",
                            store->path);
    int fd = open(store->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno != EEXIST)
        return error_set(error, STATUS_FAILED,
                         "cannot create %s: %s; make its directory writable, or name another with "
                         "--data",
                         store->path, strerror(errno));
    if (fd >= 0)
        (void)close(fd);
    return STATUS_OK;
}

/* A path as a URI; `query` is appended. The caller frees. */
static char *make_uri(const char *path, const char *query)
{
    Buffer uri = {0};
    buffer_add_text(&uri, "file:");
    for (; *path != '\0'; path++) {
        if (strchr("%?#", *path) != NULL)
            buffer_add_format(&uri, "%%%02x", (unsigned)(unsigned char)*path);
        else
            buffer_add_char(&uri, *path);
    }
    buffer_add_text(&uri, query);
    return buffer_take(&uri);
}

/* Reading only: where the file says all, nothing beside it needs to be made ("immutable"). Else the
 * log is read too, as a second instance does, but without a mark in the memory shared with others; only
 * where that is gone although there is a log (a copy of both) SQLite makes it anew. */
static int open_for_reading(Store *store)
{
    char *shared = mem_format("%s-shm", store->path);
    const char *query = rest_is_alone(store->path) ? "?immutable=1"
                        : file_exists(shared)      ? "?readonly_shm=1"
                                                   : "";
    char *uri = make_uri(store->path, query);
    mem_free(shared);
    int code = sqlite3_open_v2(uri, &store->db,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    mem_free(uri);
    return code;
}

int connection_open_copy(const char *path, sqlite3 **db)
{
    char *uri = make_uri(path, rest_is_alone(path) ? "?immutable=1" : "");
    int code = sqlite3_open_v2(uri, db,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    mem_free(uri);
    return code;
}

/* SQLite's pools are all touched at once when they are made, more memory than a start needs in all; its
 * statistics, which nobody reads, take a lock for each piece of memory. Of no effect when SQLite is in use already. */
static void spare_memory(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    (void)sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static Status open_file(Store *store, Error *error)
{
    int code;
    spare_memory();
    if (store->mode == STORE_READ_ONLY) {
        code = open_for_reading(store);
    } else {
        Status status = create_file(store, error);
        if (status != STATUS_OK)
            return status;
        code = sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                               NULL);
    }
    if (code != SQLITE_OK)
        return connection_fail(store, code, error);
    (void)sqlite3_extended_result_codes(store->db, 1);
    if (store->mode == STORE_READ_WRITE && sqlite3_db_readonly(store->db, "main") == 1)
        return connection_fail(store, SQLITE_READONLY, error);
    return STATUS_OK;
}

static Status configure(Store *store, Error *error)
{
    int code = sqlite3_busy_timeout(store->db, BUSY_TIMEOUT_MS);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(store->db, "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY",
                            NULL, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK : connection_fail(store, code, error);
}

/* A copy has none, and may have been put in place by hand. When another program uses it just now, it
 * works without, and the next start asks again; what else is wrong the next write tells. */
static void use_log(Store *store)
{
    if (store->mode == STORE_READ_WRITE)
        (void)sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
}

static void disconnect(Store *store)
{
    replaced_forget_opened(store);
    for (size_t i = 0; i < store->statements.count; i++)
        (void)sqlite3_finalize(store->statements.items[i].handle);
    store->statements.count = 0;
    (void)sqlite3_close(store->db);
    store->db = NULL;
    store->begun = false;
    store->ranks = false;
}

static Status connect_once(Store *store, Error *error)
{
    Status status = open_file(store, error);
    if (status == STATUS_OK)
        status = configure(store, error);
    if (status == STATUS_OK)
        status = schema_prepare(store, SCHEMA_LADDER, SCHEMA_VERSION, error);
    if (status == STATUS_OK)
        use_log(store);
    if (status == STATUS_OK)
        (void)store_changed_elsewhere(store);
    return status;
}

/* Who puts another file there keeps those waiting who would open the old one (restoring does): what they find
 * then says nothing about the new one, also where it failed. */
static Status connect(Store *store, Error *error)
{
    Status status = connect_once(store, error);
    for (int tries = 0; store->mode == STORE_READ_WRITE && store->db != NULL &&
                        !replaced_note_opened(store) && tries < REPLACED_TRIES;
         tries++) {
        disconnect(store);
        status = connect_once(store, error);
    }
    return status;
}

Status connection_reopen(Store *store, Error *error)
{
    disconnect(store);
    Status status = connect(store, error);
    if (status != STATUS_OK)
        disconnect(store);
    store->data_version = 0; /* SQLite's begin with 1 */
    return status;
}

static Status connect_for_writing(Store *store, Error *error)
{
    store->mode = STORE_READ_WRITE;
    store->unsettled = false;
    return connect(store, error);
}

/* Also with an older schema, and all else that reading alone can do nothing about. */
static Status connect_first(Store *store, Error *error)
{
    store->mode = STORE_READ_ONLY;
    if (!store->later)
        rest_take_stamp(store);
    if (rest_is_writable(store) && connect(store, NULL) == STATUS_OK) {
        store->unsettled = true;
        return STATUS_OK;
    }
    disconnect(store);
    return connect_for_writing(store, error);
}

static Status connect_by_mode(Store *store, Error *error)
{
    StoreMode mode = store->mode;
    Status status = mode == STORE_READ_FIRST ? connect_first(store, error) : connect(store, error);
    if (status != STATUS_OK && mode == STORE_READ_ONLY) {
        disconnect(store); /* others may have closed it, and taken away the log, meanwhile */
        status = connect(store, error);
    }
    return status;
}

Store *store_open_later(const char *directory, StoreMode mode)
{
    Store *store = mem_alloc(1, sizeof *store);
    store->mode = mode;
    store->directory = mem_dup(directory);
    store->path = path_join(directory, DATABASE_NAME);
    store->later = true;
    store->unsettled = mode == STORE_READ_FIRST;
    rest_take_stamp(store);
    return store;
}

void store_tell_upgrading(Store *store, StoreUpgrading *upgrading)
{
    store->upgrading = upgrading;
}

Status store_open_now(Store *store, Error *error)
{
    if (!store->later)
        return STATUS_OK;
    store->later = false;
    Status status = connect_by_mode(store, error);
    if (status != STATUS_OK)
        disconnect(store);
    return status;
}

Status store_open(const char *directory, StoreMode mode, Store **store, Error *error)
{
    Store *opened = store_open_later(directory, mode);
    Status status = store_open_now(opened, error);
    if (status != STATUS_OK) {
        store_close(opened);
        opened = NULL;
    }
    *store = opened;
    return status;
}

/* By whoever asks first, what was known from elsewhere being old by then; or next after settling failed, for what
 * was wrong may be over. What changed meanwhile nobody saw, so all counts as changed. */
static Status connect_late(Store *store, Error *error)
{
    if (store->waits)
        return store_settle(store, error);
    if (!store->later)
        rest_take_stamp(store);
    Status status = store->later ? connect_by_mode(store, error) : connect(store, error);
    store->later = false;
    if (status != STATUS_OK)
        disconnect(store);
    store->data_version = 0;
    return status;
}

/* The one connection is closed before the other is opened: a file that is closed drops the locks
 * that its process holds on it. */
Status store_settle(Store *store, Error *error)
{
    if (!store->unsettled)
        return STATUS_OK;
    /* an empty one in its place would pass for what was learned so far */
    if (store->waits && !file_exists(store->path))
        return error_set(
            error, STATUS_FAILED,
            "%s was removed since cairn was started; put it back, or bring back a copy "
            "('cairn restore' names those in %s/backups), or start cairn again to begin "
            "afresh",
            store->path, store->directory);
    store->waits = false;
    store->later = false;
    disconnect(store);
    Status status = connect_for_writing(store, error);
    if (status != STATUS_OK) {
        disconnect(store);
        store->mode = STORE_READ_ONLY;
        store->unsettled = true;
    }
    /* asked last: up to here what others write is in neither what was read nor SQLite's count */
    if (!rest_is_as_seen(store))
        store->data_version = 0; /* SQLite's begin with 1 */
    return status;
}

void store_close(Store *store)
{
    if (store == NULL)
        return;
    replaced_close(store);
    disconnect(store);
    array_done(&store->statements);
    mem_free(store->directory);
    mem_free(store->path);
    mem_free(store);
}

/* --- transactions --- */

static bool is_in_transaction(const Store *store)
{
    return store->db != NULL && sqlite3_get_autocommit(store->db) == 0;
}

Status connection_begin(Store *store, const char *sql, Error *error)
{
    Status status = connection_run(store, sql, NULL, 0, error);
    store->begun = is_in_transaction(store);
    return status;
}

Status store_begin(Store *store, Error *error)
{
    Status status = store_settle(store, error);
    if (status != STATUS_OK)
        return status;
    if (store->mode == STORE_READ_ONLY) /* SQLite would take it for a wish to read */
        return connection_fail(store, SQLITE_READONLY, error);
    status = replaced_follow(store, error);
    if (status != STATUS_OK)
        return status;
    return connection_begin(store, "BEGIN IMMEDIATE", error);
}

Status store_begin_reading(Store *store, Error *error)
{
    Status status = replaced_follow(store, error);
    return status == STATUS_OK ? connection_begin(store, "BEGIN", error) : status;
}

/* The log was written before the disk had it all, which may take seconds, and what tells SQLite of the
 * commit is memory nobody can watch: so who watches the log is told now. */
static void announce(const Store *store)
{
    char *log = mem_format("%s-wal", store->path);
    (void)utimensat(AT_FDCWD, log, NULL, 0);
    mem_free(log);
}

Status store_commit(Store *store, Error *error)
{
    Status status = connection_run(store, "COMMIT", NULL, 0, error);
    /* One that failed and that SQLite took back is over. To connect again would read it from the log, where all of
     * it may stand although it was not synced. */
    store->begun = is_in_transaction(store);
    if (status != STATUS_OK || store->mode != STORE_READ_WRITE)
        return status;
    announce(store);
    return replaced_follow(store, error); /* what is not at its place is not saved */
}

/* SQLite itself takes a transaction back after some failures, in the middle of a statement; what its full-text
 * search goes on to note in memory would then get into the file with the next write. And to roll back takes
 * memory. Closing takes none and forgets all, and the next use connects again; but of a file that was replaced
 * only this connection has what it held. */
void store_rollback(Store *store)
{
    if (store->db == NULL || !store->begun)
        return;
    bool undone = is_in_transaction(store) &&
                  sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK;
    if (!undone && !replaced_is(store))
        disconnect(store);
    store->begun = is_in_transaction(store);
}

bool store_changed_elsewhere(Store *store)
{
    int64_t version;
    if (store->waits && rest_is_as_seen(store))
        return false;
    if (replaced_is(store))
        return true; /* which the next reading follows */
    if (connection_integer(store, "PRAGMA data_version", 0, &version, NULL) != STATUS_OK)
        return true; /* the caller reads again and is told what is wrong */
    bool changed = version != store->data_version;
    store->data_version = version;
    return changed;
}
