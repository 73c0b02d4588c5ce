#include "cli/fsrs_log.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/interner.h"
#include "base/words.h"

#define LOG_LIMIT      ((size_t)1 << 31)
#define FIELDS_MAX     64
#define FINDINGS_MAX   20
#define DELTA_MAX      36500
#define QUARTER_MS     (15 * MS_PER_MINUTE)
#define COLUMN_MISSING ((size_t)-1)

/* One record: its fields, NUL-terminated within the data, and where each begins. */
typedef struct Record {
    char *fields[FIELDS_MAX];
    size_t columns[FIELDS_MAX]; /* byte of the line, from 1 */
    size_t count, line;
} Record;

typedef struct Row {
    uint32_t card;
    Rating rating;
    int64_t at_ms; /* of review_time */
    int32_t delta_t, duration_ms;
} Row;

typedef struct Reader {
    const char *path;
    char *at;
    size_t line;                                /* of `at`, from 1 */
    size_t card, rating, time, delta, duration; /* columns by meaning */
    Buffer *report;
    size_t findings;
    ARRAY(Row) rows;
    Interner cards;
    int64_t quarter; /* the quarter of an hour for which `offset_min` is known */
    int offset_min;
} Reader;

static void find(Reader *reader, size_t line, size_t column, const char *message, const char *value)
{
    if (reader->findings++ < FINDINGS_MAX)
        buffer_add_format(reader->report, "%s:%zu:%zu: %s%s%.40s%s\n", reader->path, line, column,
                          message, value != NULL ? ", not \"" : "", value != NULL ? value : "",
                          value != NULL ? "\"" : "");
}

/* --- records --- */

/* A quoted field, unquoted in place; `*at` is behind the first quote and ends behind the last. */
static char *take_quoted(Reader *reader, char **at)
{
    char *start = *at;
    char *to = start;
    char *from = start;
    for (; *from != '\0'; from++) {
        if (*from == '"' && from[1] == '"')
            from++;
        else if (*from == '"')
            break;
        reader->line += *from == '\n';
        *to++ = *from;
    }
    if (*from == '\0')
        find(reader, reader->line, 1, "a quote is not closed", NULL);
    else
        from++;
    *at = from;
    *to = '\0';
    return start;
}

/* The next record that is not an empty line; false at the end. */
static bool read_record(Reader *reader, Record *record)
{
    while (*reader->at == '\n' || (*reader->at == '\r' && reader->at[1] == '\n')) {
        reader->line += *reader->at == '\n';
        reader->at++;
    }
    char *line_start = reader->at;
    char *at = reader->at;
    record->count = 0;
    record->line = reader->line;
    if (*at == '\0')
        return false;
    for (bool more = true; more;) {
        size_t column = (size_t)(at - line_start) + 1;
        char *field = at;
        if (*at == '"') {
            at++;
            field = take_quoted(reader, &at);
        }
        at += strcspn(at, ",\r\n");
        more = *at == ',';
        reader->line += *at == '\n' || *at == '\r';
        char *end = at;
        if (*at != '\0')
            at += *at == '\r' && at[1] == '\n' ? 2 : 1;
        *end = '\0';
        if (record->count < FIELDS_MAX) {
            record->columns[record->count] = column;
            record->fields[record->count++] = field;
        }
    }
    reader->at = at;
    return true;
}

static size_t column_of(const Record *header, const char *name)
{
    for (size_t i = 0; i < header->count; i++) {
        if (strcmp(header->fields[i], name) == 0)
            return i;
    }
    return COLUMN_MISSING;
}

static bool read_header(Reader *reader)
{
    Record header;
    if (!read_record(reader, &header)) {
        find(reader, 1, 1,
             "the log is empty: expected a header with card_id, review_rating and "
             "review_time or delta_t",
             NULL);
        return false;
    }
    reader->card = column_of(&header, "card_id");
    reader->rating = column_of(&header, "review_rating");
    reader->time = column_of(&header, "review_time");
    reader->delta = column_of(&header, "delta_t");
    reader->duration = column_of(&header, "review_duration");
    if (reader->card == COLUMN_MISSING)
        find(reader, header.line, 1, "the header names no card_id", NULL);
    if (reader->rating == COLUMN_MISSING)
        find(reader, header.line, 1, "the header names no review_rating", NULL);
    if (reader->time == COLUMN_MISSING && reader->delta == COLUMN_MISSING)
        find(reader, header.line, 1, "the header names neither review_time nor delta_t", NULL);
    return reader->findings == 0;
}

/* --- fields --- */

static bool parse_whole(const char *text, int64_t *value)
{
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    *value = number;
    return end != text && *end == '\0' && errno == 0;
}

/* The local offset at an instant. Zones change at quarters of an hour, so one look-up does for all
 * instants within one. */
static int offset_at(Reader *reader, int64_t at_ms)
{
    int64_t quarter = at_ms / QUARTER_MS;
    if (quarter != reader->quarter) {
        reader->quarter = quarter;
        reader->offset_min = civil_local_offset(at_ms);
    }
    return reader->offset_min;
}

static bool parse_time(Reader *reader, const char *text, int64_t *at_ms)
{
    if (parse_whole(text, at_ms))
        return *at_ms >= 0;
    int zone;
    int guess = reader->offset_min; /* only for a time that names no zone of its own */
    return civil_parse_instant(text, guess, at_ms, &zone, NULL) == STATUS_OK;
}

/* 0 for what is no duration of less than a day. */
static int32_t parse_duration(const char *text)
{
    int64_t duration;
    return parse_whole(text, &duration) && duration > 0 && duration < MS_PER_DAY ? (int32_t)duration
                                                                                 : 0;
}

static const char *field(const Record *record, size_t column)
{
    return column < record->count ? record->fields[column] : "";
}

static size_t place(const Record *record, size_t column)
{
    return column < record->count ? record->columns[column] : 1;
}

static void read_row(Reader *reader, const Record *record)
{
    Row row = {0};
    const char *id = field(record, reader->card);
    const char *rating = field(record, reader->rating);
    size_t findings = reader->findings;
    if (id[0] == '\0')
        find(reader, record->line, place(record, reader->card), "card_id is empty", NULL);
    if (rating[0] < '1' || rating[0] > '4' || rating[1] != '\0')
        find(reader, record->line, place(record, reader->rating),
             "review_rating must be 1, 2, 3 or 4", rating);
    if (reader->delta != COLUMN_MISSING) {
        int64_t delta = 0;
        const char *text = field(record, reader->delta);
        if (!parse_whole(text, &delta) || delta < -1 || delta > DELTA_MAX)
            find(reader, record->line, place(record, reader->delta),
                 "delta_t must be whole days from 0 to 36500", text);
        row.delta_t = delta > 0 ? (int32_t)delta : 0; /* -1 is how some logs mark the first */
    } else if (!parse_time(reader, field(record, reader->time), &row.at_ms)) {
        find(reader, record->line, place(record, reader->time),
             "review_time must be ISO 8601 or Unix milliseconds", field(record, reader->time));
    }
    if (reader->findings > findings)
        return;
    row.card = (uint32_t)interner_add(&reader->cards, id, NULL);
    row.rating = (Rating)(rating[0] - '0');
    row.duration_ms = parse_duration(field(record, reader->duration));
    *array_push(&reader->rows) = row;
}

/* --- the log --- */

typedef struct Order {
    int64_t at_ms;
    size_t place;
} Order;

static int compare_order(const void *left, const void *right)
{
    const Order *first = left;
    const Order *second = right;
    if (first->at_ms != second->at_ms)
        return first->at_ms < second->at_ms ? -1 : 1;
    return first->place < second->place ? -1 : first->place > second->place;
}

/* The rows in the order in which they are to be replayed: by time where there are times. */
static void fill_places(const Reader *reader, ReviewLog *log)
{
    Order *order = mem_alloc(log->count + 1, sizeof *order);
    bool sorted = true;
    for (size_t i = 0; i < log->count; i++) {
        order[i] = (Order){reader->rows.items[i].at_ms, i};
        sorted = sorted && (i == 0 || order[i - 1].at_ms <= order[i].at_ms);
    }
    if (!sorted)
        qsort(order, log->count, sizeof *order, compare_order);
    for (size_t i = 0; i < log->count; i++)
        log->places[i] = order[i].place;
    mem_free(order);
}

/* Days between a card's reviews, in their order; 0 on its first. */
static void fill_reviews(Reader *reader, int rollover_hour, ReviewLog *log)
{
    DayNumber *last = mem_alloc(log->card_count + 1, sizeof *last);
    bool *seen = mem_alloc(log->card_count + 1, sizeof *seen);
    for (size_t i = 0; i < log->count; i++) {
        Row row = reader->rows.items[log->places[i]];
        if (reader->delta == COLUMN_MISSING) {
            DayNumber day = civil_study_day(row.at_ms, offset_at(reader, row.at_ms), rollover_hour);
            row.delta_t = day > last[row.card] ? day - last[row.card] : 0;
            last[row.card] = day;
        }
        if (!seen[row.card])
            row.delta_t = 0;
        seen[row.card] = true;
        log->reviews[i] = (ReplayReview){row.card, row.rating, row.delta_t};
        log->durations_ms[i] = row.duration_ms;
    }
    mem_free(last);
    mem_free(seen);
}

static void fill_log(Reader *reader, int rollover_hour, ReviewLog *log)
{
    log->count = reader->rows.count;
    log->reviews = mem_alloc(log->count + 1, sizeof *log->reviews);
    log->places = mem_alloc(log->count + 1, sizeof *log->places);
    log->durations_ms = mem_alloc(log->count + 1, sizeof *log->durations_ms);
    log->card_count = reader->cards.count;
    log->cards = interner_take(&reader->cards);
    if (log->count == 0)
        return;
    fill_places(reader, log);
    fill_reviews(reader, rollover_hour, log);
}

static Status read_data(const char *path, char **data, Error *error)
{
    size_t length;
    if (strcmp(path, "-") != 0)
        return file_read(path, LOG_LIMIT, data, &length, error);
    Buffer input = {0};
    char piece[65536];
    ssize_t got;
    while ((got = read(STDIN_FILENO, piece, sizeof piece)) > 0)
        buffer_add(&input, piece, (size_t)got);
    if (got < 0) {
        int reason = errno;
        buffer_done(&input);
        return error_set_errno(error, reason, "cannot read standard input");
    }
    buffer_add_text(&input, "");
    *data = buffer_take(&input);
    return STATUS_OK;
}

Status review_log_read(const char *path, int rollover_hour, ReviewLog *log, Buffer *report,
                       Error *error)
{
    *log = (ReviewLog){0};
    Status status = read_data(path, &log->data, error);
    if (status != STATUS_OK)
        return status;
    Reader reader = {.path = path, .at = log->data, .line = 1, .report = report, .quarter = -1};
    if (strncmp(reader.at, "\xEF\xBB\xBF", 3) == 0)
        reader.at += 3; /* a byte order mark */
    if (read_header(&reader)) {
        Record record;
        while (read_record(&reader, &record))
            read_row(&reader, &record);
    }
    fill_log(&reader, rollover_hour, log);
    array_done(&reader.rows);
    if (reader.findings == 0)
        return STATUS_OK;
    if (reader.findings > FINDINGS_MAX)
        buffer_add_format(
            report, "%s: %zu more %s\n", path, reader.findings - FINDINGS_MAX,
            words_plural((int64_t)(reader.findings - FINDINGS_MAX), "error", "errors"));
    return error_set(error, STATUS_CONTENT, "%s has %zu %s", path, reader.findings,
                     words_plural((int64_t)reader.findings, "error", "errors"));
}

void review_log_done(ReviewLog *log)
{
    mem_free(log->reviews);
    mem_free(log->places);
    mem_free(log->durations_ms);
    mem_free(log->cards);
    mem_free(log->data);
    *log = (ReviewLog){0};
}
