/* What can still be read of a damaged database: what SQLite gives of the log up to the damage, then what
 * its pages hold one by one. Copies made before fill in what the file no longer gives. What an index still
 * names and nothing holds any more is told as lost. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/memory.h"
#include "store/connection.h"
#include "store/pages.h"
#include "store/schema.h"

#define TIME_DIGITS 12 /* of an id: its instant */

/* --- rows --- */

static bool consists_of(const char *text, const char *letters)
{
    return text[0] != '\0' && text[strspn(text, letters)] == '\0';
}

/* What was written over in part is no event any more; the log takes any kind, a newer program's too. */
static bool is_event(const LogRow *row, Arena *arena)
{
    const JsonValue *body;
    return row->what == ROW_EVENT && consists_of(row->id, "0123456789abcdef") &&
           strlen(row->id) == EVENT_ID_SIZE - 1 && row->device[0] != '\0' && row->seq > 0 &&
           consists_of(row->kind, "abcdefghijklmnopqrstuvwxyz-") &&
           json_parse(row->body, strlen(row->body), arena, &body, NULL) == STATUS_OK &&
           body->kind == JSON_OBJECT;
}

typedef struct Taking {
    Store *into;
    bool names; /* what is wanted: the names of events that are not there, or events */
    Arena *arena;
    Status status;
    Error *error;
} Taking;

static Status take_event(Store *into, const LogRow *row, Error *error)
{
    static const char SQL[] = "INSERT OR IGNORE INTO event VALUES"
                              " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    return RUN(into, SQL, error, TEXT(row->id), TEXT(row->device), INTEGER(row->seq),
               INTEGER(row->at_ms), INTEGER(row->offset_min), INTEGER(row->study_day),
               TEXT(row->kind), TEXT(row->subject), TEXT(row->body));
}

static Status take_name(Store *into, const LogRow *row, Error *error)
{
    static const char SQL[] = "INSERT INTO temp.known SELECT ?1, ?2, ?3"
                              " WHERE NOT EXISTS (SELECT 1 FROM event WHERE id = ?1)"
                              " ON CONFLICT (id) DO"
                              " UPDATE SET subject = max(subject, excluded.subject),"
                              " kind = max(kind, excluded.kind)";
    return RUN(into, SQL, error, TEXT(row->id), TEXT(row->subject), TEXT(row->kind));
}

static Status take_added(Store *into, const LogRow *row, Error *error)
{
    return RUN(into, "INSERT OR IGNORE INTO card_added VALUES (?1, ?2)", error, TEXT(row->id),
               INTEGER(row->study_day));
}

/* What is no row of ours, and what is there already, is left out. */
static bool take_row(void *context, const LogRow *row)
{
    Taking *taking = context;
    if (row->what == ROW_ADDED)
        taking->status = taking->names ? STATUS_OK : take_added(taking->into, row, taking->error);
    else if (taking->names)
        taking->status = take_name(taking->into, row, taking->error);
    else if (is_event(row, taking->arena))
        taking->status = take_event(taking->into, row, taking->error);
    arena_reset(taking->arena);
    return taking->status == STATUS_OK;
}

/* --- what is damaged --- */

static bool find_event(void *context, const LogRow *row)
{
    bool *found = context;
    Arena *arena = arena_new();
    *found = is_event(row, arena);
    arena_free(arena);
    return !*found;
}

/* Whether the file is a database of cairn that this program knows: it says so in its header, or it has
 * no header of a database any more but events. */
static Status is_ours(const char *path, bool *ours, Error *error)
{
    unsigned char bytes[PAGES_HEADER_LENGTH];
    *ours = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) /* none, or one that whoever opens it next tells of */
        return STATUS_OK;
    ssize_t count = read(fd, bytes, sizeof bytes);
    int problem = errno;
    (void)close(fd);
    if (count < 0)
        return error_set_errno(error, problem, "cannot read %s", path);
    if (count == 0)
        return STATUS_OK;
    PagesHeader header = pages_header(bytes, (size_t)count);
    if (header.page_size == 0)
        return pages_each_row(path, find_event, ours, error);
    *ours =
        header.application == SCHEMA_APPLICATION_ID && (int32_t)header.version <= SCHEMA_VERSION;
    return STATUS_OK;
}

/* SQLite does not notice what was overwritten within a long text. */
static const char UNREADABLE[] = "SELECT count(*) FROM event"
                                 " WHERE NOT json_valid(body) OR substr(body, 1, 1) <> '{'";

Status store_unreadable(Store *store, int64_t *count, Error *error)
{
    return connection_integer(store, UNREADABLE, 0, count, error);
}

static const char BROKEN_KEYS[] = "SELECT count(*) FROM pragma_foreign_key_check";

/* The first value that a query gives; a SQLite result code, SQLITE_ROW when there is one. */
static int ask(sqlite3 *db, const char *query, Buffer *answer)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, query, -1, &statement, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        buffer_clear(answer);
        buffer_add_text(answer, connection_text(statement, 0));
    }
    (void)sqlite3_finalize(statement);
    return code;
}

/* A SQLite result code, SQLITE_OK when it can be read in full. */
static int check_file(sqlite3 *db)
{
    Buffer answer = {0};
    bool whole = true;
    int code = sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
    if (code == SQLITE_OK) /* a damaged file and its log stay as they are */
        code = sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (code == SQLITE_OK) /* else it only takes longer */
        (void)sqlite3_exec(db, WIDE_CACHE, NULL, NULL, NULL);
    if (code == SQLITE_OK && (code = ask(db, "PRAGMA integrity_check(1)", &answer)) == SQLITE_ROW)
        whole = strcmp(buffer_text(&answer), "ok") == 0;
    if (code == SQLITE_ROW && whole && (code = ask(db, BROKEN_KEYS, &answer)) == SQLITE_ROW)
        whole = strcmp(buffer_text(&answer), "0") == 0;
    if (code == SQLITE_ROW && whole && (code = ask(db, UNREADABLE, &answer)) == SQLITE_ROW)
        whole = strcmp(buffer_text(&answer), "0") == 0;
    if (code == SQLITE_ROW && whole &&
        (code = ask(db, "PRAGMA user_version", &answer)) == SQLITE_ROW)
        whole = buffer_text(&answer)[0] != '-';
    if (code == SQLITE_ROW && whole)
        code = ask(db, CARE_CHECK_SEARCH, &answer);
    buffer_done(&answer);
    return whole ? code : SQLITE_CORRUPT;
}

Status store_is_damaged(const char *path, bool *damaged, Error *error)
{
    sqlite3 *db = NULL;
    bool ours;
    *damaged = false;
    Status status = is_ours(path, &ours, error);
    if (status != STATUS_OK || !ours)
        return status;
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) /* without memory there is no connection */
        code = check_file(db);
    (void)sqlite3_close(db);
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        *damaged = true;
        return STATUS_OK;
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
    case SQLITE_ERROR: /* other tables than ours: opening it tells of that */
        return STATUS_OK;
    default: /* no memory, a full disk, a lock: which says nothing of the file */
        return error_set(error, STATUS_FAILED,
                         "cannot check %s in full: %s; check the disk and the permissions of its "
                         "directory, and do it again",
                         path, sqlite3_errstr(code));
    }
}

/* --- reading --- */

/* A row that SQLite gives, in the order of the columns of its table. */
static void read_row(sqlite3_stmt *from, LogRowKind what, LogRow *row)
{
    *row = (LogRow){.what = what, .id = connection_text(from, 0)};
    if (what == ROW_ADDED) {
        row->study_day = sqlite3_column_int64(from, 1);
        return;
    }
    row->device = connection_text(from, 1);
    row->seq = sqlite3_column_int64(from, 2);
    row->at_ms = sqlite3_column_int64(from, 3);
    row->offset_min = sqlite3_column_int64(from, 4);
    row->study_day = sqlite3_column_int64(from, 5);
    row->kind = connection_text(from, 6);
    row->subject = connection_text(from, 7);
    row->body = connection_text(from, 8);
}

/* Want of memory is no damage, behind which there may be more. */
static void note_exhausted(int code, Taking *taking)
{
    if (code == SQLITE_NOMEM && taking->status == STATUS_OK)
        taking->status = connection_fail(taking->into, code, taking->error);
}

/* All rows of a table, up to its end (then true) or the damage, whichever comes first. */
static bool read_table(sqlite3 *from, const char *query, LogRowKind what, Taking *taking)
{
    sqlite3_stmt *rows = NULL;
    int code = sqlite3_prepare_v2(from, query, -1, &rows, NULL);
    bool goes_on = code == SQLITE_OK;
    while (goes_on && (code = sqlite3_step(rows)) == SQLITE_ROW) {
        LogRow row;
        read_row(rows, what, &row);
        goes_on = take_row(taking, &row);
    }
    (void)sqlite3_finalize(rows);
    note_exhausted(code, taking);
    return code == SQLITE_DONE;
}

/* Copies are of any age: one from before version 4 does not know when cards came. */
static bool read_tables(const char *path, bool damaged, Taking *taking)
{
    sqlite3 *from = NULL;
    int code = damaged
                   ? sqlite3_open_v2(path, &from, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
                   : connection_open_copy(path, &from);
    note_exhausted(code, taking);
    bool whole = code == SQLITE_OK &&
                 read_table(from,
                            "SELECT id, device, seq, at_ms, offset_min, study_day, kind, subject,"
                            " body FROM event NOT INDEXED ORDER BY id",
                            ROW_EVENT, taking);
    if (whole)
        (void)read_table(from, "SELECT id, day FROM card_added", ROW_ADDED, taking);
    (void)sqlite3_close(from);
    return whole;
}

/* Events of a file first as SQLite reads them, which knows what was in force last, then from its pages. */
static Status read_file(Store *into, const char *path, bool damaged, Arena *arena, Error *error)
{
    Taking taking = {.into = into, .arena = arena, .error = error};
    bool whole = read_tables(path, damaged, &taking);
    if (taking.status != STATUS_OK || (whole && !damaged))
        return taking.status;
    Error unread; /* a copy that cannot be read at all fills in nothing */
    Status status = pages_each_row(path, take_row, &taking, damaged ? error : &unread);
    return status != STATUS_OK && damaged ? status : taking.status;
}

static Status read_names(Store *into, const char *path, Arena *arena, Error *error)
{
    Taking taking = {.into = into, .names = true, .arena = arena, .error = error};
    Status status = connection_run(into,
                                   "CREATE TEMP TABLE known (id TEXT PRIMARY KEY,"
                                   " subject TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID",
                                   NULL, 0, error);
    if (status == STATUS_OK)
        status = pages_each_row(path, take_row, &taking, error);
    return status == STATUS_OK ? taking.status : status;
}

/* --- what is lost --- */

static void add_instant(Buffer *report, int64_t at_ms)
{
    char text[CIVIL_INSTANT_SIZE];
    civil_format_instant(at_ms, 0, text);
    buffer_add_text(report, text);
}

/* What an event is to the learner, and how that goes on with what it is about. */
static const struct {
    const char *what, *about;
} WORDS[EVENT_KIND_COUNT + 1] = {
    [EVENT_REVIEW] = {"an answer", " to "},
    [EVENT_UNDO] = {"the undoing of an answer", " to "},
    [EVENT_PRACTICE_START] = {"the start of practice", " of "},
    [EVENT_PRACTICE_PAUSE] = {"a pause of practice", NULL},
    [EVENT_PRACTICE_RESUME] = {"the end of a pause of practice", NULL},
    [EVENT_PRACTICE_STOP] = {"the end of practice", NULL},
    [EVENT_PRACTICE_EDIT] = {"practice written down or changed", ": "},
    [EVENT_MARK] = {"a mark", " on "},
    [EVENT_NOTE] = {"a note", " on "},
    [EVENT_OPENED] = {"the opening", " of "},
    [EVENT_QUESTION] = {"a question", " about "},
    [EVENT_CONFIG] = {"an option", ": "},
    [EVENT_CARD_STATE] = {"a change of a card", ": "},
    [EVENT_MILESTONE] = {"a hint", " for "},
    [EVENT_PROJECT] = {"the directory", " of "},
    [EVENT_CHECK] = {"a check", " of "},
};

static void add_name(Buffer *report, const char *kind, const char *subject)
{
    EventKind known = event_kind_from_name(kind);
    const char *what = WORDS[known].what;
    if (what == NULL) /* of a newer program, or only the number that its device gave it is left */
        what = kind[0] == '\0' ? "something" : kind;
    buffer_add_text(report, what);
    if (subject[0] != '\0' && (WORDS[known].what == NULL || WORDS[known].about != NULL))
        buffer_add_format(report, "%s%s", WORDS[known].about == NULL ? " of " : WORDS[known].about,
                          subject);
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
        buffer_add_text(report, "lost: ");
        add_name(report, connection_text(rows, 2), connection_text(rows, 1));
        buffer_add_text(report, ", ");
        add_instant(report, (int64_t)strtoll(time, NULL, 16));
        buffer_add_text(report, "\n");
        ++*lost;
    }
    return status;
}

/* The numbers of each device's events have no gaps but where events are lost: the event behind each gap, how
 * many are missing before it, and the instant of the one before those. */
#define GAPS                                                                  \
    "SELECT * FROM (SELECT at_ms,"                                            \
    " seq - 1 - coalesce(lag(seq) OVER device_events, 0) AS missing,"         \
    " lag(at_ms) OVER device_events"                                          \
    " FROM event WINDOW device_events AS (PARTITION BY device ORDER BY seq))" \
    " WHERE missing > 0 ORDER BY at_ms"

Status store_missing(Store *store, int64_t *count, Error *error)
{
    return connection_integer(store, "SELECT sum(missing) FROM (" GAPS ")", 0, count, error);
}

static Status report_gaps(Store *into, Buffer *report, int64_t *lost, Error *error)
{
    int64_t missing = 0;
    Buffer lines = {0};
    sqlite3_stmt *rows;
    bool more = true;
    Status status = connection_query(into, GAPS, NULL, 0, &rows, error);
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
    int64_t all = 0;
    *salvaged = (Salvaged){0};
    Arena *arena = arena_new();
    Status status = read_file(into, damaged, true, arena, error);
    if (status == STATUS_OK)
        status = store_count_events(into, &salvaged->from_file, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = read_file(into, copies[i], false, arena, error);
    if (status == STATUS_OK)
        status = store_count_events(into, &all, error);
    salvaged->from_copies = all - salvaged->from_file;
    if (status == STATUS_OK)
        status = read_names(into, damaged, arena, error);
    if (status == STATUS_OK)
        status = report_named(into, report, &salvaged->lost, error);
    if (status == STATUS_OK)
        status = report_gaps(into, report, &salvaged->lost, error);
    arena_free(arena);
    return status;
}
