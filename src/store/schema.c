#include "store/schema.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "store/connection.h"

static int run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* --- the ladder: steps are never changed once released --- */

static const char LOG_TABLES[] =
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "INSERT INTO meta VALUES ('device', lower(hex(randomblob(8))));"
    "CREATE TABLE event ("
    " id TEXT PRIMARY KEY CHECK (length(id) = 32), device TEXT NOT NULL, seq INTEGER NOT NULL,"
    " at_ms INTEGER NOT NULL, offset_min INTEGER NOT NULL, study_day INTEGER NOT NULL,"
    " kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,"
    " UNIQUE (device, seq)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX event_subject ON event (subject);"
    "CREATE INDEX event_kind ON event (kind);"
    "CREATE TRIGGER event_update BEFORE UPDATE ON event"
    " BEGIN SELECT raise(ABORT, 'events are never changed'); END;"
    "CREATE TRIGGER event_delete BEFORE DELETE ON event"
    " BEGIN SELECT raise(ABORT, 'events are never deleted'); END;";

static const char DERIVED_TABLES[] =
    "CREATE TABLE card_state ("
    " id TEXT PRIMARY KEY, stability REAL NOT NULL, difficulty REAL NOT NULL,"
    " due_ms INTEGER NOT NULL, last_review_ms INTEGER NOT NULL, due_day INTEGER NOT NULL,"
    " last_review_day INTEGER NOT NULL, buried_day INTEGER NOT NULL,"
    " first_review_day INTEGER NOT NULL, interval_days INTEGER NOT NULL, reps INTEGER NOT NULL,"
    " lapses INTEGER NOT NULL, phase INTEGER NOT NULL, step INTEGER NOT NULL,"
    " suspended INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE item_state ("
    " id TEXT PRIMARY KEY, mark TEXT NOT NULL, marked INTEGER NOT NULL, noted INTEGER NOT NULL,"
    " opened INTEGER NOT NULL, hints INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE practice_timer ("
    " slot INTEGER PRIMARY KEY CHECK (slot = 1), phase INTEGER NOT NULL, topic TEXT NOT NULL,"
    " block TEXT NOT NULL, started_ms INTEGER NOT NULL, banked_ms INTEGER NOT NULL,"
    " resumed_ms INTEGER NOT NULL) STRICT;"
    "CREATE TABLE practice_block ("
    " id TEXT PRIMARY KEY, topic TEXT NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,"
    " practised_ms INTEGER NOT NULL, offset_min INTEGER NOT NULL, study_day INTEGER NOT NULL,"
    " rollover_hour INTEGER NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX practice_block_end ON practice_block (end_ms);"
    "CREATE TABLE day_total ("
    " day INTEGER PRIMARY KEY, practice_ms INTEGER NOT NULL, review_ms INTEGER NOT NULL,"
    " reviews INTEGER NOT NULL, lapses INTEGER NOT NULL, new_cards INTEGER NOT NULL) STRICT;"
    "CREATE TABLE option (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE note ("
    " slot INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL,"
    " at_ms INTEGER NOT NULL) STRICT;"
    "CREATE TABLE question ("
    " id TEXT PRIMARY KEY, subject TEXT NOT NULL, text TEXT NOT NULL, answer TEXT NOT NULL,"
    " asked_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

/* Rows of search below 2^32 are notes, by their slot; of the content's, store/search.h tells. */
#define SEARCH_TABLE                                                                     \
    "CREATE VIRTUAL TABLE search USING fts5 (title, body, kind UNINDEXED, id UNINDEXED," \
    " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');"

/* The cache went into files of its own with version 3. */
static const char CACHE_TABLES[] =
    "CREATE TABLE cache (key TEXT PRIMARY KEY, version INTEGER NOT NULL, bytes BLOB NOT NULL)"
    " STRICT;"
    "CREATE TABLE cache_source ("
    " key TEXT NOT NULL REFERENCES cache (key) ON DELETE CASCADE, path TEXT NOT NULL,"
    " size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, hash INTEGER NOT NULL,"
    " PRIMARY KEY (key, path)) STRICT, WITHOUT ROWID;" SEARCH_TABLE;

static int make_version_1(sqlite3 *db)
{
    int code = run(db, LOG_TABLES);
    if (code == SQLITE_OK)
        code = run(db, DERIVED_TABLES);
    return code == SQLITE_OK ? run(db, CACHE_TABLES) : code;
}

static int make_version_2(sqlite3 *db)
{
    return run(db, "ALTER TABLE card_state ADD COLUMN late_days INTEGER NOT NULL DEFAULT 0");
}

static int make_version_3(sqlite3 *db)
{
    return run(db, "DROP TABLE cache_source; DROP TABLE cache");
}

/* A card that was answered before anybody noted when it came was there by then. */
static int make_version_4(sqlite3 *db)
{
    return run(db, "CREATE TABLE card_added ("
                   " id TEXT PRIMARY KEY, day INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
                   "INSERT INTO card_added SELECT id, first_review_day FROM card_state"
                   " WHERE phase > 0 AND first_review_day > 0");
}

/* Blocks may lie over a change of the clocks; the timer knows how long the machine had slept. */
static int make_version_5(sqlite3 *db)
{
    return run(db, "ALTER TABLE practice_timer ADD COLUMN slept_ms INTEGER NOT NULL DEFAULT -1;"
                   "ALTER TABLE practice_block ADD COLUMN offset_before INTEGER NOT NULL DEFAULT 0;"
                   "ALTER TABLE practice_block ADD COLUMN shift_ms INTEGER NOT NULL DEFAULT 0");
}

/* The rows of content have other numbers now and are known by what they say: they are made anew when somebody
 * searches next. */
static int make_version_6(sqlite3 *db)
{
    return run(db,
               "DROP TABLE search;" SEARCH_TABLE "INSERT INTO search (rowid, title, body, kind, id)"
               " SELECT slot, '', text, 'note', id FROM note;"
               "CREATE TABLE search_document (row INTEGER PRIMARY KEY, hash INTEGER NOT NULL)"
               " STRICT;"
               "DELETE FROM meta WHERE name = 'indexed'");
}

SchemaStep *const SCHEMA_LADDER[SCHEMA_VERSION] = {make_version_1, make_version_2, make_version_3,
                                                   make_version_4, make_version_5, make_version_6};

int store_schema(void)
{
    return SCHEMA_VERSION;
}

/* --- climbing --- */

typedef struct Header {
    int64_t application, version, objects;
} Header;

static Status read_header(Store *store, Header *header, Error *error)
{
    *header = (Header){.objects = 1};
    Status status =
        connection_integer(store, "PRAGMA application_id", 0, &header->application, error);
    if (status == STATUS_OK)
        status = connection_integer(store, "PRAGMA user_version", 0, &header->version, error);
    /* only a file that may be empty is worth reading its list of tables */
    if (status == STATUS_OK && header->application == 0 && header->version == 0)
        status = connection_integer(store, "SELECT count(*) FROM sqlite_schema", 0,
                                    &header->objects, error);
    return status;
}

static Status check_header(const Store *store, const Header *header, int version, Error *error)
{
    if (header->application != SCHEMA_APPLICATION_ID && header->objects != 0)
        return error_set(error, STATUS_FAILED,
                         "%s is a database of another program (application id %lld); move it away, "
                         "or name another directory with --data",
                         store->path, (long long)header->application);
    if (header->version < 0)
        return error_set(error, STATUS_FAILED,
                         "%s is damaged (there is no schema %lld); 'cairn doctor --repair' saves "
                         "what it still holds, and what the copies in %s/backups do",
                         store->path, (long long)header->version, store->directory);
    if (header->version > version)
        return error_set(error, STATUS_FAILED,
                         "%s was written by a newer cairn: it has schema %lld and this program "
                         "knows up to %d; use the newer program, or a copy from %s/backups",
                         store->path, (long long)header->version, version, store->directory);
    return STATUS_OK;
}

/* Its own name a version, so that an interrupted upgrade keeps the copy from before it. */
static Status back_up(Store *store, int64_t version, Error *error)
{
    char *directory = path_join(store->directory, "backups");
    char *name = mem_format("%s/before-schema-%lld.db", directory, (long long)version + 1);
    char *unfinished = mem_format("%s.part", name);
    Status status = file_make_directory(directory, error);
    if (status == STATUS_OK && !file_exists(name)) {
        (void)unlink(unfinished); /* of an upgrade that was cut short */
        status = store_backup(store, unfinished, error);
        if (status == STATUS_OK && rename(unfinished, name) != 0)
            status = error_set_errno(error, errno, "cannot name the copy %s", name);
    }
    if (status != STATUS_OK)
        status = error_prefix(error, status, "%s is not upgraded without a backup", store->path);
    mem_free(unfinished);
    mem_free(name);
    mem_free(directory);
    return status;
}

static int take_steps(sqlite3 *db, SchemaStep *const *ladder, int64_t from, int to)
{
    int code = SQLITE_OK;
    for (int64_t i = from; code == SQLITE_OK && i < to; i++)
        code = ladder[i](db);
    char sql[96];
    (void)sqlite3_snprintf(sizeof sql, sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                           SCHEMA_APPLICATION_ID, to);
    return code == SQLITE_OK ? run(db, sql) : code;
}

/* What was read of a file that another took the place of meanwhile may be of both, and nothing is made of it:
 * who connects does it again. */
static Status check_place(const Store *store, Error *error)
{
    return replaced_meanwhile(store)
               ? error_set(error, STATUS_FAILED,
                           "%s was replaced by another file just now; do it again", store->path)
               : STATUS_OK;
}

/* Within a write, so that of two programs starting at once one climbs and the other finds it done. */
static Status climb(Store *store, SchemaStep *const *ladder, int version, Error *error)
{
    Status status = store_begin(store, error);
    if (status != STATUS_OK)
        return status;
    Header header = {0};
    status = check_place(store, error);
    if (status == STATUS_OK)
        status = read_header(store, &header, error);
    if (status == STATUS_OK)
        status = check_header(store, &header, version, error);
    if (status == STATUS_OK && header.version < version) {
        int code = take_steps(store->db, ladder, header.version, version);
        if (code != SQLITE_OK)
            status = connection_fail(store, code, error);
    }
    if (status == STATUS_OK)
        status = store_commit(store, error);
    store_rollback(store);
    return status;
}

Status schema_prepare(Store *store, SchemaStep *const *ladder, int version, Error *error)
{
    Header header;
    Status status = read_header(store, &header, error);
    if (status == STATUS_OK)
        status = check_header(store, &header, version, error);
    if (status != STATUS_OK || header.version == version)
        return status;
    if (store->mode == STORE_READ_ONLY)
        return error_set(error, STATUS_FAILED,
                         "%s has the older schema %lld and is only being read; start cairn once to "
                         "bring it up to date",
                         store->path, (long long)header.version);
    status = check_place(store, error);
    if (status != STATUS_OK)
        return status;
    if (header.version == 0) {
        int code = run(store->db, "PRAGMA journal_mode = WAL");
        if (code != SQLITE_OK)
            return connection_fail(store, code, error);
    } else {
        if (store->upgrading != NULL)
            store->upgrading(file_stamp(store->path).size);
        status = back_up(store, header.version, error);
    }
    return status == STATUS_OK ? climb(store, ladder, version, error) : status;
}
