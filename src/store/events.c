/* The log. An event's id holds the instant of the newest of two: the event and the log's last id, so
 * that ids only ever grow (also when the clock was set back, or when something is written down
 * later) and log order is the order of ids. Behind the time stands chance, so that two devices never
 * make the same id. */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "store/connection.h"
#include "store/rows.h"

#define TIME_DIGITS 12
#define TIME_LIMIT  (INT64_C(1) << 48)

static const char *const NAMES[EVENT_KIND_COUNT] = {
#define EVENT(identifier, name) [EVENT_##identifier] = (name),
#include "store/event.def"
#undef EVENT
};

const char *event_kind_name(EventKind kind)
{
    return kind < EVENT_KIND_COUNT ? NAMES[kind] : "";
}

EventKind event_kind_from_name(const char *name)
{
    unsigned kind = 0;
    while (kind < EVENT_KIND_COUNT && strcmp(NAMES[kind], name) != 0)
        kind++;
    return (EventKind)kind;
}

/* --- ids --- */

/* Adds `by` to a number written in `count` hex digits. */
static void add_hex(char *digits, size_t count, uint64_t by)
{
    static const char HEX[] = "0123456789abcdef";
    for (size_t i = count; i > 0 && by > 0; i--) {
        const char *at = strchr(HEX, digits[i - 1]);
        by += at == NULL ? 0 : (uint64_t)(at - HEX);
        digits[i - 1] = HEX[by & 15];
        by >>= 4;
    }
}

static Status draw(void *bytes, size_t size, Error *error)
{
    if (getrandom(bytes, size, 0) != (ssize_t)size)
        return error_set(error, STATUS_FAILED,
                         "the system gives no random numbers, which a new event needs");
    return STATUS_OK;
}

/* A fresh id for `at_ms` behind `last` ("" for none). */
static Status make_id(int64_t at_ms, const char *last, char id[EVENT_ID_SIZE], Error *error)
{
    uint64_t chance[2];
    Status status = draw(chance, sizeof chance, error);
    if (status != STATUS_OK)
        return status;
    int64_t time = at_ms < 0 ? 0 : at_ms >= TIME_LIMIT ? TIME_LIMIT - 1 : at_ms;
    (void)snprintf(id, EVENT_ID_SIZE, "%012llx%04x%016llx", (unsigned long long)time,
                   (unsigned)(chance[0] & 0x7fff), (unsigned long long)chance[1]);
    if (strncmp(id, last, TIME_DIGITS) <= 0) {
        (void)snprintf(id, EVENT_ID_SIZE, "%s", last);
        add_hex(id, EVENT_ID_SIZE - 1, 1 + (chance[0] >> 24));
    }
    return STATUS_OK;
}

static Status last_id(Store *store, char id[EVENT_ID_SIZE], Error *error)
{
    id[0] = '\0';
    sqlite3_stmt *statement;
    Status status =
        connection_query(store, "SELECT max(id) FROM event", NULL, 0, &statement, error);
    bool row = false;
    if (status == STATUS_OK)
        status = connection_step(store, statement, &row, error);
    if (row) {
        (void)snprintf(id, EVENT_ID_SIZE, "%s", connection_text(statement, 0));
        connection_leave(statement);
    }
    return status;
}

/* --- appending --- */

Status store_append(Store *store, Event *event, Error *error)
{
    static const char SQL[] =
        "INSERT INTO event (id, device, seq, at_ms, offset_min, study_day, kind, subject, body)"
        " SELECT ?1, value,"
        "  1 + coalesce((SELECT max(seq) FROM event WHERE device = meta.value), 0),"
        "  ?2, ?3, ?4, ?5, ?6, ?7 FROM meta WHERE name = 'device'";
    if (event->id[0] == '\0') {
        char last[EVENT_ID_SIZE];
        Status status = last_id(store, last, error);
        if (status == STATUS_OK)
            status = make_id(event->at_ms, last, event->id, error);
        if (status != STATUS_OK)
            return status;
    }
    return RUN(store, SQL, error, TEXT(event->id), INTEGER(event->at_ms),
               INTEGER(event->offset_min), INTEGER(event->study_day),
               TEXT(event_kind_name(event->kind)), TEXT(event->subject), TEXT(event->body));
}

/* --- reading --- */

#define COLUMNS "id, at_ms, offset_min, study_day, kind, subject, body"

static void read_event(sqlite3_stmt *row, Event *event)
{
    *event = (Event){
        .at_ms = rows_instant(row, 1),
        .offset_min = rows_offset(row, 2),
        .study_day = rows_day_number(row, 3),
        .kind = event_kind_from_name(connection_text(row, 4)),
        .subject = connection_text(row, 5),
        .body = connection_text(row, 6),
    };
    (void)snprintf(event->id, sizeof event->id, "%s", connection_text(row, 0));
}

static Status each_row(Store *store, sqlite3_stmt *statement, StoreEachEvent *each, void *context,
                       Error *error)
{
    bool row = true;
    for (;;) {
        Status status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row)
            return status;
        Event event;
        read_event(statement, &event);
        if (!each(context, &event)) {
            connection_leave(statement);
            return STATUS_OK;
        }
    }
}

Status store_each_event(Store *store, const char *subject, EventKind kind, StoreEachEvent *each,
                        void *context, Error *error)
{
    sqlite3_stmt *statement;
    Status status;
    const char *name = event_kind_name(kind);
    if (subject != NULL && kind != EVENT_KIND_COUNT)
        status =
            QUERY(store,
                  /* a subject has few events, a kind many: + keeps its index out */
                  "SELECT " COLUMNS " FROM event WHERE subject = ?1 AND +kind = ?2 ORDER BY id",
                  &statement, error, TEXT(subject), TEXT(name));
    else if (subject != NULL)
        status = QUERY(store, "SELECT " COLUMNS " FROM event WHERE subject = ?1 ORDER BY id",
                       &statement, error, TEXT(subject));
    else if (kind != EVENT_KIND_COUNT)
        status = QUERY(store, "SELECT " COLUMNS " FROM event WHERE kind = ?1 ORDER BY id",
                       &statement, error, TEXT(name));
    else
        status = connection_query(store, "SELECT " COLUMNS " FROM event ORDER BY id", NULL, 0,
                                  &statement, error);
    return status == STATUS_OK ? each_row(store, statement, each, context, error) : status;
}

/* Nearly all of a log is about cards: + keeps the index of kinds out, which would look each event up. */
Status store_each_card_event(Store *store, StoreEachEvent *each, void *context, Error *error)
{
    sqlite3_stmt *statement;
    Status status = connection_query(store,
                                     "SELECT " COLUMNS " FROM event"
                                     " WHERE +kind IN ('review', 'card-state') ORDER BY id",
                                     NULL, 0, &statement, error);
    return status == STATUS_OK ? each_row(store, statement, each, context, error) : status;
}

Status store_each_event_since(Store *store, EventKind kind, int64_t from_ms, StoreEachEvent *each,
                              void *context, Error *error)
{
    char first[TIME_DIGITS + 1];
    int64_t from = from_ms < 0 ? 0 : from_ms >= TIME_LIMIT ? TIME_LIMIT - 1 : from_ms;
    (void)snprintf(first, sizeof first, "%012llx", (unsigned long long)from);
    sqlite3_stmt *statement;
    Status status =
        QUERY(store, "SELECT " COLUMNS " FROM event WHERE kind = ?1 AND id >= ?2 ORDER BY id",
              &statement, error, TEXT(event_kind_name(kind)), TEXT(first));
    return status == STATUS_OK ? each_row(store, statement, each, context, error) : status;
}

Status store_each_event_after(Store *store, const char *id, StoreEachEvent *each, void *context,
                              Error *error)
{
    sqlite3_stmt *statement;
    Status status = QUERY(store, "SELECT " COLUMNS " FROM event WHERE id > ?1 ORDER BY id",
                          &statement, error, TEXT(id));
    return status == STATUS_OK ? each_row(store, statement, each, context, error) : status;
}

Status store_each_event_until(Store *store, const char *subject, const char *last_id_wanted,
                              StoreEachEvent *each, void *context, Error *error)
{
    static const char SQL[] = "SELECT " COLUMNS " FROM event WHERE subject = ?1 AND id <= ?2"
                              " UNION ALL SELECT " COLUMNS " FROM event WHERE kind = 'config'"
                              "  AND id <= ?2 AND subject <> ?1 ORDER BY id";
    sqlite3_stmt *statement;
    Status status = QUERY(store, SQL, &statement, error, TEXT(subject), TEXT(last_id_wanted));
    return status == STATUS_OK ? each_row(store, statement, each, context, error) : status;
}

Status store_last_event(Store *store, EventKind kind, EventKind other, Arena *arena, Event *event,
                        bool *found, Error *error)
{
    static const char SQL[] =
        "SELECT " COLUMNS " FROM event AS e WHERE kind IN (?1, ?2) AND NOT EXISTS ("
        " SELECT 1 FROM event AS u WHERE u.subject = e.subject AND u.kind = 'undo'"
        "  AND json_extract(u.body, '$.undoes') = e.id) ORDER BY id DESC LIMIT 1";
    *found = false;
    sqlite3_stmt *statement;
    Status status = QUERY(store, SQL, &statement, error, TEXT(event_kind_name(kind)),
                          TEXT(event_kind_name(other)));
    if (status == STATUS_OK)
        status = connection_step(store, statement, found, error);
    if (status != STATUS_OK || !*found)
        return status;
    read_event(statement, event);
    event->subject = arena_dup(arena, event->subject);
    event->body = arena_dup(arena, event->body);
    connection_leave(statement);
    return STATUS_OK;
}

/* An id begins with the latest instant that the log knew when it was made (make_id). */
Status store_latest(Store *store, DayMark *mark, Error *error)
{
    *mark = (DayMark){0};
    sqlite3_stmt *statement;
    Status status = QUERY(store,
                          "SELECT at_ms, study_day FROM event WHERE id >="
                          " (SELECT substr(max(id), 1, ?1) FROM event) ORDER BY id LIMIT 1",
                          &statement, error, INTEGER(TIME_DIGITS));
    bool row = false;
    if (status == STATUS_OK)
        status = connection_step(store, statement, &row, error);
    if (status == STATUS_OK && row) {
        *mark = (DayMark){rows_instant(statement, 0), rows_day_number(statement, 1)};
        connection_leave(statement);
    }
    return status;
}

/* By its id: what was written down for an earlier time holds the newest instant known before it. */
Status store_last_sign(Store *store, int64_t *at_ms, Error *error)
{
    char id[EVENT_ID_SIZE];
    *at_ms = 0;
    Status status = last_id(store, id, error);
    if (status == STATUS_OK && id[0] != '\0') {
        id[TIME_DIGITS] = '\0';
        *at_ms = (int64_t)strtoll(id, NULL, 16);
    }
    return status;
}

Status store_count_events(Store *store, int64_t *count, Error *error)
{
    return connection_integer(store, "SELECT count(*) FROM event", 0, count, error);
}

int64_t store_event_count(Store *store)
{
    int64_t count;
    return store_count_events(store, &count, NULL) == STATUS_OK ? count : 0;
}
