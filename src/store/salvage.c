/* What can still be read of a damaged database. Its log is read from both ends until the damage; the
 * indexes of the log name the events between, which are then looked up one by one. Copies made before fill
 * in what the file no longer gives. */
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/connection.h"
#include "store/schema.h"

#define COLUMNS     "id, device, seq, at_ms, offset_min, study_day, kind, subject, body"
#define COLUMN_MAX  9
#define TIME_DIGITS 12 /* of an id: its instant */

/* --- what is damaged --- */

/* Whether the file says in its header that it is a database of cairn. */
static bool is_ours(const char *path)
{
    enum { AT = 68 };
    unsigned char header[AT + 4];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t count = read(fd, header, sizeof header);
    (void)close(fd);
    if (count != (ssize_t)sizeof header)
        return false;
    unsigned id = (unsigned)header[AT] << 24 | (unsigned)header[AT + 1] << 16 |
                  (unsigned)header[AT + 2] << 8 | header[AT + 3];
    return id == SCHEMA_APPLICATION_ID;
}

bool store_is_damaged(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *check = NULL;
    if (!is_ours(path))
        return false;
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    (void)sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &check, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(check);
    bool damaged = code == SQLITE_ROW && strcmp(connection_text(check, 0), "ok") != 0;
    (void)sqlite3_finalize(check);
    (void)sqlite3_close(db);
    return damaged || (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

/* --- reading --- */

/* The value of a column as it is; false when it has not the type that it should have. */
static bool read_value(sqlite3_stmt *row, int column, bool text, SqlValue *value)
{
    if (sqlite3_column_type(row, column) != (text ? SQLITE_TEXT : SQLITE_INTEGER))
        return false;
    *value = text ? TEXT(connection_text(row, column)) : INTEGER(sqlite3_column_int64(row, column));
    return true;
}

/* One row of the damaged file into the new one by `sql`; `types` has a letter for each column, t or i. What
 * is no row of ours, and what is there already, is left out. */
static Status take_row(Store *into, const char *sql, const char *types, sqlite3_stmt *row,
                       Error *error)
{
    SqlValue values[COLUMN_MAX];
    int count = 0;
    for (; types[count] != '\0'; count++)
        if (!read_value(row, count, types[count] == 't', &values[count]))
            return STATUS_OK;
    return connection_run(into, sql, values, (size_t)count, error);
}

/* All rows of a query up to its end or the damage, whichever comes first. */
static Status scan(Store *into, sqlite3 *from, const char *query, const char *sql,
                   const char *types, Error *error)
{
    sqlite3_stmt *rows = NULL;
    Status status = STATUS_OK;
    if (sqlite3_prepare_v2(from, query, -1, &rows, NULL) == SQLITE_OK)
        while (status == STATUS_OK && sqlite3_step(rows) == SQLITE_ROW)
            status = take_row(into, sql, types, rows, error);
    (void)sqlite3_finalize(rows);
    return status;
}

static const char TAKE_EVENT[] = "INSERT OR IGNORE INTO event (" COLUMNS ")"
                                 " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
                                 " WHERE length(?1) = 32 AND ?1 NOT GLOB '*[^0-9a-f]*'";
static const char TAKE_KNOWN[] = "INSERT INTO temp.known VALUES (?1, ?2, ?3) ON CONFLICT (id) DO"
                                 " UPDATE SET subject = max(subject, excluded.subject),"
                                 " kind = max(kind, excluded.kind)";
static const char TAKE_ADDED[] = "INSERT OR IGNORE INTO card_added VALUES (?1, ?2)";
#define EVENT_TYPES "ttiiiittt"

/* A query from the one end, then from the other. */
typedef struct Reading {
    const char *forward, *backward, *sql, *types;
} Reading;

#define BOTH(query, order) query " ORDER BY " order, query " ORDER BY " order " DESC"

static const Reading READINGS[] = {
    {BOTH("SELECT " COLUMNS " FROM event NOT INDEXED", "id"), TAKE_EVENT, EVENT_TYPES},
    {BOTH("SELECT id, subject, '' FROM event INDEXED BY event_subject", "subject"), TAKE_KNOWN,
     "ttt"},
    {BOTH("SELECT id, '', kind FROM event INDEXED BY event_kind", "kind"), TAKE_KNOWN, "ttt"},
    {BOTH("SELECT id, day FROM card_added", "id"), TAKE_ADDED, "ti"},
};

/* The events that the indexes name and the log did not give, each by itself. */
static Status look_up_known(Store *into, sqlite3 *from, Error *error)
{
    sqlite3_stmt *wanted;
    sqlite3_stmt *rows = NULL;
    bool more = true;
    if (sqlite3_prepare_v2(from, "SELECT " COLUMNS " FROM event NOT INDEXED WHERE id = ?1", -1,
                           &rows, NULL) != SQLITE_OK)
        return STATUS_OK;
    Status status =
        connection_query(into, "SELECT id FROM temp.known WHERE id NOT IN (SELECT id FROM event)",
                         NULL, 0, &wanted, error);
    while (status == STATUS_OK) {
        status = connection_step(into, wanted, &more, error);
        if (status != STATUS_OK || !more)
            break;
        (void)sqlite3_bind_text(rows, 1, connection_text(wanted, 0), -1, SQLITE_TRANSIENT);
        if (sqlite3_step(rows) == SQLITE_ROW)
            status = take_row(into, TAKE_EVENT, EVENT_TYPES, rows, error);
        (void)sqlite3_reset(rows);
    }
    if (status != STATUS_OK && more)
        connection_leave(wanted);
    (void)sqlite3_finalize(rows);
    return status;
}

static Status read_file(Store *into, const char *path, bool damaged, Error *error)
{
    sqlite3 *from = NULL;
    Status status = STATUS_OK;
    int flags = (damaged ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &from, flags, NULL) == SQLITE_OK) {
        size_t count = sizeof READINGS / sizeof *READINGS;
        for (size_t i = 0; status == STATUS_OK && i < count; i++) {
            const Reading *reading = &READINGS[i];
            status = scan(into, from, reading->forward, reading->sql, reading->types, error);
            if (status == STATUS_OK && damaged)
                status = scan(into, from, reading->backward, reading->sql, reading->types, error);
        }
        if (status == STATUS_OK && damaged)
            status = look_up_known(into, from, error);
    }
    (void)sqlite3_close(from);
    return status;
}

/* --- what is lost --- */

static void add_instant(Buffer *report, int64_t at_ms)
{
    char text[CIVIL_INSTANT_SIZE];
    civil_format_instant(at_ms, 0, text);
    buffer_add_text(report, text);
}

/* Events that an index names and nothing holds any more. */
static Status report_named(Store *into, Buffer *report, int64_t *lost, Error *error)
{
    sqlite3_stmt *rows;
    bool more = true;
    Status status = connection_query(into,
                                     "SELECT id, subject, kind FROM temp.known"
                                     " WHERE id NOT IN (SELECT id FROM event) ORDER BY id",
                                     NULL, 0, &rows, error);
    while (status == STATUS_OK) {
        status = connection_step(into, rows, &more, error);
        if (status != STATUS_OK || !more)
            break;
        char time[TIME_DIGITS + 1];
        (void)snprintf(time, sizeof time, "%s", connection_text(rows, 0));
        const char *subject = connection_text(rows, 1);
        const char *kind = connection_text(rows, 2);
        buffer_add_format(report, "lost: %s%s%s at ", kind[0] == '\0' ? "something" : kind,
                          subject[0] == '\0' ? "" : " of ", subject);
        add_instant(report, (int64_t)strtoll(time, NULL, 16));
        buffer_add_text(report, "\n");
        ++*lost;
    }
    return status;
}

/* The numbers of each device's events have no gaps but where events are lost. */
static Status report_gaps(Store *into, Buffer *report, int64_t *lost, Error *error)
{
    static const char SQL[] =
        "SELECT * FROM (SELECT at_ms,"
        " seq - 1 - coalesce(lag(seq) OVER device_events, 0) AS missing,"
        " lag(at_ms) OVER device_events"
        " FROM event WINDOW device_events AS (PARTITION BY device ORDER BY seq))"
        " WHERE missing > 0 ORDER BY at_ms";
    int64_t missing = 0;
    Buffer lines = {0};
    sqlite3_stmt *rows;
    bool more = true;
    Status status = connection_query(into, SQL, NULL, 0, &rows, error);
    while (status == STATUS_OK) {
        status = connection_step(into, rows, &more, error);
        if (status != STATUS_OK || !more)
            break;
        int64_t count = sqlite3_column_int64(rows, 1);
        buffer_add_format(&lines, "lost: %lld %s before ", (long long)count,
                          count == 1 ? "event" : "events");
        add_instant(&lines, sqlite3_column_int64(rows, 0));
        if (sqlite3_column_type(rows, 2) != SQLITE_NULL) {
            buffer_add_text(&lines, " and after ");
            add_instant(&lines, sqlite3_column_int64(rows, 2));
        }
        buffer_add_text(&lines, "\n");
        missing += count;
    }
    if (missing > *lost) { /* more than those that have a name */
        buffer_add(report, buffer_text(&lines), lines.length);
        *lost = missing;
    }
    buffer_done(&lines);
    return status;
}

Status store_salvage(Store *into, const char *damaged, const char *const *copies, size_t count,
                     Buffer *report, Salvaged *salvaged, Error *error)
{
    *salvaged = (Salvaged){0};
    Status status = connection_run(into,
                                   "CREATE TEMP TABLE known (id TEXT PRIMARY KEY,"
                                   " subject TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID",
                                   NULL, 0, error);
    if (status == STATUS_OK)
        status = read_file(into, damaged, true, error);
    salvaged->from_file = store_event_count(into);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = read_file(into, copies[i], false, error);
    salvaged->from_copies = store_event_count(into) - salvaged->from_file;
    if (status == STATUS_OK)
        status = report_named(into, report, &salvaged->lost, error);
    if (status == STATUS_OK)
        status = report_gaps(into, report, &salvaged->lost, error);
    return status;
}
