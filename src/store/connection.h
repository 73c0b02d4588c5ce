/* Within the store only: the connection, its cached statements and how SQLite's failures read.
 *
 * SQL is written as string constants next to its use. A statement is prepared on first use and kept,
 * found again by the address of its text. */
#ifndef CAIRN_STORE_CONNECTION_H
#define CAIRN_STORE_CONNECTION_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/array.h"
#include "base/error.h"
#include "store/store.h"

#define BUSY_TIMEOUT_MS 5000

typedef struct CachedStatement {
    const char *sql;
    sqlite3_stmt *handle;
} CachedStatement;

/* The file that is open for writing, and the log that goes with it. */
typedef struct OpenedFile {
    bool known;
    dev_t device;
    ino_t inode;
    int log; /* a descriptor of its own, -1 none */
} OpenedFile;

struct Store {
    sqlite3 *db;
    OpenedFile opened;
    char *directory, *path;
    StoreMode mode;
    bool later;           /* nothing was asked for so far (store_open_later) */
    bool waits;           /* to be settled when something is asked for (store_wait) */
    bool unsettled;       /* mode is STORE_READ_ONLY for now (STORE_READ_FIRST) */
    FileStamp read_stamp; /* unsettled: the file as it was before anything was read */
    bool read_soon;       /* so soon after a write that the stamp may not tell the next one */
    FileStamp marked;     /* after store_come_to_rest: no later write leaves this one */
    ARRAY(CachedStatement) statements;
    int64_t data_version;
    StoreUpgrading *upgrading; /* is told; NULL: nobody */
    bool begun; /* a transaction, and not yet ended by store_commit or store_rollback */
    bool ranks; /* the connection knows search_enters (store/search.h) */
};

/* --- at rest (rest.c) --- */

/* Whether the database's file at `path` says all: there is no log that holds more. */
bool rest_is_alone(const char *path);

/* Fills read_stamp and read_soon. */
void rest_take_stamp(Store *store);

/* Whether the file alone says all, and is the one that rest_take_stamp saw. */
bool rest_is_as_seen(const Store *store);

/* Whether the file and its directory can be written and the file alone says all: what is wrong with places
 * that cannot be written is told by the usual way in. */
bool rest_is_writable(const Store *store);

/* --- replaced while it is open (replaced.c) --- */

/* Before that, with a lock on the file: whether SQLite has another one open than is at its place. */
bool replaced_meanwhile(const Store *store);

/* Notes which file was opened for writing; false when its place holds another one by now. */
bool replaced_note_opened(Store *store);
void replaced_forget_opened(Store *store);

/* Whether the place of the file that is open for writing holds another one, or none. */
bool replaced_is(const Store *store);

/* Outside a transaction: when the file was replaced, opens the new one; STATUS_FAILED naming the copy that
 * was made when the old one held what the new one does not. A file that is gone is put back. */
CHECKED Status replaced_follow(Store *store, Error *error);

/* Before closing: the same without opening the new one. */
void replaced_close(Store *store);

/* Closes the file that is open and opens what is at its place; all counts as changed. */
CHECKED Status connection_reopen(Store *store, Error *error);

/* --- statements --- */

/* A value to bind. Text is borrowed until the statement has run. */
typedef enum ValueKind { VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB } ValueKind;
typedef struct SqlValue {
    ValueKind kind;
    int64_t integer;
    double real;
    const char *bytes;
    size_t length;
} SqlValue;

#define INTEGER(value) ((SqlValue){.kind = VALUE_INTEGER, .integer = (value)})
#define REAL(value)    ((SqlValue){.kind = VALUE_REAL, .real = (value)})
#define TEXT(value)    ((SqlValue){.kind = VALUE_TEXT, .bytes = (value)})
#define BLOB(value, byte_count) \
    ((SqlValue){.kind = VALUE_BLOB, .bytes = (value), .length = (byte_count)})

/* Fills `error` for a SQLite result code: which file, what is wrong, what to do. STATUS_FAILED. */
CHECKED Status connection_fail(const Store *store, int code, Error *error);

/* Whether a SQLite result code says that the file itself is at fault. */
bool connection_is_damage(int code);

/* The cached statement for `sql`, with `values` bound to ?1, ?2, ... */
CHECKED Status connection_query(Store *store, const char *sql, const SqlValue *values, size_t count,
                                sqlite3_stmt **statement, Error *error);

/* Moves to the next row. `*row` false at the end; the statement is then reset, as on failure. */
CHECKED Status connection_step(Store *store, sqlite3_stmt *statement, bool *row, Error *error);

/* Leaves a query before its end. */
void connection_leave(sqlite3_stmt *statement);

/* Runs a statement that gives no rows. */
CHECKED Status connection_run(Store *store, const char *sql, const SqlValue *values, size_t count,
                              Error *error);

/* Begins a transaction by one of the statements for that, whatever is at the file's place by now; it ends with
 * store_commit or store_rollback. */
CHECKED Status connection_begin(Store *store, const char *sql, Error *error);

#define VALUE_COUNT(...) (sizeof((const SqlValue[]){__VA_ARGS__}) / sizeof(SqlValue))
#define RUN(store, sql, error, ...) \
    connection_run(store, sql, (const SqlValue[]){__VA_ARGS__}, VALUE_COUNT(__VA_ARGS__), error)
#define QUERY(store, sql, statement, error, ...)                                            \
    connection_query(store, sql, (const SqlValue[]){__VA_ARGS__}, VALUE_COUNT(__VA_ARGS__), \
                     statement, error)

/* A query's single integer, `fallback` when it gives no row. */
CHECKED Status connection_integer(Store *store, const char *sql, int64_t fallback, int64_t *value,
                                  Error *error);

/* Opens a file that nobody writes to for reading; nothing is made beside it. A SQLite result code; the caller
 * closes `*db` either way. */
int connection_open_copy(const char *path, sqlite3 **db);

/* For whoever goes through all of a large file: rows are looked up across it, and SQLite's usual 2 MiB of
 * cache have every one of them read anew. */
#define WIDE_CACHE "PRAGMA cache_size = -262144"

/* Holds the search index against what it is of, and writes nothing: SQLITE_CORRUPT when they differ. Versions
 * of SQLite before 3.44 do not look at it with the rest. */
#define CARE_CHECK_SEARCH "INSERT INTO search (search) VALUES ('integrity-check')"

/* Text of a column, "" for NULL; valid until the statement moves. */
const char *connection_text(sqlite3_stmt *statement, int column);

#endif
