/* Bytes that follow from files, kept so that start-up parses nothing that did not change. */
#include "store/store.h"

#include <sys/mman.h>

#include "store/connection.h"

static Status read_sources(Store *store, const char *key, Arena *arena, CacheSource **sources,
                           size_t *count, Error *error)
{
    sqlite3_stmt *statement;
    Status status = QUERY(store,
                          "SELECT path, size, mtime_ns, hash FROM cache_source WHERE key = ?1"
                          " ORDER BY path",
                          &statement, error, TEXT(key));
    ARRAY(CacheSource) found = {0};
    bool row = true;
    while (status == STATUS_OK) {
        status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row)
            break;
        *array_push(&found) = (CacheSource){
            .path = arena_dup(arena, connection_text(statement, 0)),
            .stamp = {.size = sqlite3_column_int64(statement, 1),
                      .mtime_ns = sqlite3_column_int64(statement, 2)},
            .hash = (uint64_t)sqlite3_column_int64(statement, 3),
        };
    }
    if (found.items != NULL)
        arena_adopt(arena, found.items);
    *sources = found.items;
    *count = found.count;
    return status;
}

/* Large bytes are the largest thing that a start touches, and touching memory is what a start spends
 * its time on: so they are copied once, from SQLite's view of the mapped file, into a block whose
 * pages are asked for in one go. Mapped only meanwhile: a mapped file that fails kills, where a read
 * one reports. */

#define LARGE ((int64_t)64 * 1024)

static void map_file(Store *store, const char *sql)
{
    /* an advice: without it everything is only slower */
    int64_t ignored;
    Status status = connection_integer(store, sql, 0, &ignored, NULL);
    (void)status;
}

static char *make_block(size_t length)
{
    char *block = mem_resize(NULL, length + 1, 1);
#ifdef MADV_POPULATE_WRITE
    const uintptr_t page = 4096;
    uintptr_t start = ((uintptr_t)block + page - 1) / page * page;
    uintptr_t end = ((uintptr_t)block + length) / page * page;
    if (end > start)
        (void)madvise((void *)start, end - start, MADV_POPULATE_WRITE);
#endif
    block[length] = '\0';
    return block;
}

static Status read_bytes(Store *store, int64_t rowid, char **bytes, size_t *length, Error *error)
{
    sqlite3_blob *blob;
    int code = sqlite3_blob_open(store->db, "main", "cache", "bytes", rowid, 0, &blob);
    if (code != SQLITE_OK)
        return connection_fail(store, code, error);
    int size = sqlite3_blob_bytes(blob);
    *length = (size_t)size;
    *bytes = make_block(*length);
    code = size > 0 ? sqlite3_blob_read(blob, *bytes, size, 0) : SQLITE_OK;
    (void)sqlite3_blob_close(blob);
    if (code == SQLITE_OK)
        return STATUS_OK;
    mem_free(*bytes);
    *bytes = NULL;
    return connection_fail(store, code, error);
}

static Status read_entry(Store *store, const char *key, int version, char **bytes, size_t *length,
                         bool *found, Error *error)
{
    sqlite3_stmt *statement;
    Status status =
        QUERY(store, "SELECT rowid, length(bytes) FROM cache WHERE key = ?1 AND version = ?2",
              &statement, error, TEXT(key), INTEGER(version));
    if (status == STATUS_OK)
        status = connection_step(store, statement, found, error);
    if (status != STATUS_OK || !*found)
        return status;
    bool large = sqlite3_column_int64(statement, 1) > LARGE;
    if (large)
        map_file(store, "PRAGMA mmap_size = 268435456");
    /* the row is read while the query still holds its view of the file */
    status = read_bytes(store, sqlite3_column_int64(statement, 0), bytes, length, error);
    connection_leave(statement);
    if (large)
        map_file(store, "PRAGMA mmap_size = 0");
    return status;
}

Status store_cache_get(Store *store, const char *key, int version, Arena *arena,
                       CacheSource **sources, size_t *source_count, char **bytes, size_t *length,
                       bool *found, Error *error)
{
    *sources = NULL;
    *source_count = *length = 0;
    *bytes = NULL;
    *found = false;
    Status status = read_entry(store, key, version, bytes, length, found, error);
    if (status == STATUS_OK && *found)
        status = read_sources(store, key, arena, sources, source_count, error);
    if (status != STATUS_OK) {
        mem_free(*bytes);
        *bytes = NULL;
        *found = false;
    }
    return status;
}

static Status write_entry(Store *store, const char *key, int version, const CacheSource *sources,
                          size_t source_count, const char *bytes, size_t length, Error *error)
{
    Status status = RUN(store, "DELETE FROM cache WHERE key = ?1", error, TEXT(key));
    if (status == STATUS_OK)
        status = RUN(store, "INSERT INTO cache VALUES (?1, ?2, ?3)", error, TEXT(key),
                     INTEGER(version), BLOB(bytes, length));
    for (size_t i = 0; status == STATUS_OK && i < source_count; i++)
        status = RUN(store, "INSERT OR REPLACE INTO cache_source VALUES (?1, ?2, ?3, ?4, ?5)",
                     error, TEXT(key), TEXT(sources[i].path), INTEGER(sources[i].stamp.size),
                     INTEGER(sources[i].stamp.mtime_ns), INTEGER((int64_t)sources[i].hash));
    return status;
}

Status store_cache_put(Store *store, const char *key, int version, const CacheSource *sources,
                       size_t source_count, const char *bytes, size_t length, Error *error)
{
    Status status = store_begin(store, error);
    if (status != STATUS_OK)
        return status;
    status = write_entry(store, key, version, sources, source_count, bytes, length, error);
    if (status == STATUS_OK)
        status = store_commit(store, error);
    store_rollback(store);
    return status;
}

Status store_cache_touch(Store *store, const char *key, const CacheSource *sources,
                         size_t source_count, Error *error)
{
    Status status = store_begin(store, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < source_count; i++)
        status = RUN(store,
                     "UPDATE cache_source SET mtime_ns = ?3 WHERE key = ?1 AND path = ?2"
                     " AND mtime_ns <> ?3",
                     error, TEXT(key), TEXT(sources[i].path), INTEGER(sources[i].stamp.mtime_ns));
    if (status == STATUS_OK)
        status = store_commit(store, error);
    store_rollback(store);
    return status;
}
