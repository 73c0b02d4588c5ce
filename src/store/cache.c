/* Bytes that follow from files, kept so that start-up parses nothing that did not change. */
#include "store/store.h"

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

Status store_cache_get(Store *store, const char *key, int version, Arena *arena,
                       CacheSource **sources, size_t *source_count, char **bytes, size_t *length,
                       bool *found, Error *error)
{
    *sources = NULL;
    *source_count = *length = 0;
    *bytes = NULL;
    sqlite3_stmt *statement;
    *found = false;
    Status status = QUERY(store, "SELECT bytes FROM cache WHERE key = ?1 AND version = ?2",
                          &statement, error, TEXT(key), INTEGER(version));
    if (status == STATUS_OK)
        status = connection_step(store, statement, found, error);
    if (status != STATUS_OK || !*found)
        return status;
    const void *blob = sqlite3_column_blob(statement, 0);
    *length = (size_t)sqlite3_column_bytes(statement, 0);
    *bytes = mem_dup_range(blob == NULL ? "" : blob, *length);
    connection_leave(statement);
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
