#include "study/csv.h"

#include <stdbool.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"

typedef struct Source {
    const char *at, *end;
    size_t line;
    Arena *arena;
} Source;

typedef ARRAY(const char *) Fields;

/* A field in quotes, behind the first of them; false when the last is missing. */
static bool read_quoted(Source *source, Buffer *field)
{
    while (source->at < source->end) {
        char byte = *source->at++;
        source->line += byte == '\n';
        if (byte == '"') {
            if (source->at == source->end || *source->at != '"')
                return true;
            source->at++;
        }
        buffer_add_char(field, byte);
    }
    return false;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The next field and what stands behind it in its line; false for an open quote. */
static bool read_field(Source *source, Fields *fields)
{
    Buffer field = {0};
    size_t kept = 0; /* what must not lose its blanks */
    bool closed = true;
    while (source->at < source->end && is_blank(*source->at))
        source->at++;
    if (source->at < source->end && *source->at == '"') {
        source->at++;
        closed = read_quoted(source, &field);
        kept = field.length;
    }
    while (source->at < source->end && *source->at != ',' && *source->at != '\n')
        buffer_add_char(&field, *source->at++);
    while (field.length > kept && is_blank(field.data[field.length - 1]))
        field.length--;
    *array_push(fields) =
        arena_dup_range(source->arena, field.length > 0 ? field.data : "", field.length);
    buffer_done(&field);
    return closed;
}

/* A line of fields; false for an open quote. */
static bool read_line(Source *source, Fields *fields)
{
    fields->count = 0;
    for (;;) {
        if (!read_field(source, fields))
            return false;
        if (source->at == source->end)
            return true;
        if (*source->at++ == '\n') {
            source->line++;
            return true;
        }
    }
}

static bool skip_empty_line(Source *source)
{
    const char *at = source->at;
    while (at < source->end && is_blank(*at))
        at++;
    if (at < source->end && *at != '\n')
        return false;
    source->line++;
    source->at = at < source->end ? at + 1 : at;
    return true;
}

static const char **keep(Arena *arena, const Fields *fields)
{
    const char **copy = arena_alloc(arena, fields->count, sizeof *copy);
    memcpy((void *)copy, (const void *)fields->items, fields->count * sizeof *copy);
    return copy;
}

static Status add_line(const Fields *fields, size_t line, Arena *arena, CsvTable *table,
                       size_t *capacity, Error *error)
{
    if (table->header == NULL) {
        table->header = keep(arena, fields);
        table->column_count = fields->count;
        return STATUS_OK;
    }
    if (fields->count != table->column_count)
        return error_set(error, STATUS_CONTENT, "line %zu has %zu fields, and the header has %zu",
                         line, fields->count, table->column_count);
    CsvRow *row = table->rows =
        array_grow(table->rows, &table->row_count, capacity, sizeof *table->rows);
    row[table->row_count - 1] = (CsvRow){.fields = keep(arena, fields), .line = line};
    return STATUS_OK;
}

Status csv_read(const char *text, size_t length, Arena *arena, CsvTable *table, Error *error)
{
    Source source = {.at = text, .end = text + length, .line = 1, .arena = arena};
    Fields fields = {0};
    Status status = STATUS_OK;
    size_t capacity = 0;
    *table = (CsvTable){0};
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        source.at += 3;
    while (status == STATUS_OK && source.at < source.end) {
        size_t line = source.line;
        if (skip_empty_line(&source))
            continue;
        if (!read_line(&source, &fields))
            status = error_set(error, STATUS_CONTENT,
                               "a field in line %zu begins with a quote that never ends", line);
        else
            status = add_line(&fields, line, arena, table, &capacity, error);
    }
    array_done(&fields);
    if (table->rows != NULL)
        arena_adopt(arena, table->rows);
    if (status == STATUS_OK && table->header == NULL)
        status = error_set(error, STATUS_CONTENT, "there is no header line");
    return status;
}

size_t csv_column(const CsvTable *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->header[i], name) == 0)
            return i;
    return CSV_NO_COLUMN;
}
