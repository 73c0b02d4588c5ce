#include "store/pages.h"

#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "store/store.h"

#define FILE_LIMIT    (SIZE_MAX / 4)
#define PAGE_USUAL    ((size_t)4096)
#define PAGE_LEAST    ((size_t)512)
#define PAGE_MOST     ((size_t)65536)
#define LOG_HEADER    ((size_t)32)
#define FRAME_HEADER  ((size_t)24)
#define ID_LENGTH     ((size_t)EVENT_ID_SIZE - 1)
#define ID_TYPE       (13 + 2 * ID_LENGTH) /* how a header says "text of 32 bytes" */
#define PAYLOAD_LIMIT (UINT64_C(1) << 26)
#define COLUMN_MAX    9
#define DAY_LEAST     10000 /* of 1997: smaller numbers are of something else */
#define DAY_MOST      100000

typedef struct Pages {
    const unsigned char *
        *latest; /* of each page what was written last; NULL where that is not there */
    size_t count, capacity;
    size_t page_size;
    PagesEachRow *each;
    void *context;
    Arena *arena;   /* emptied after each row */
    Buffer payload; /* of a record that goes on in other pages */
    bool stopped;
} Pages;

/* Bytes that are there; a page at the end of a file that was cut off may be short. */
typedef struct Bytes {
    const unsigned char *at;
    size_t length;
} Bytes;

static uint32_t read_32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* --- the pages --- */

static void put_latest(Pages *pages, size_t number, const unsigned char *page)
{
    while (pages->count <= number) {
        pages->latest =
            array_grow(pages->latest, &pages->count, &pages->capacity, sizeof *pages->latest);
    }
    pages->latest[number] = page;
}

static bool is_page_size(size_t size)
{
    return size >= PAGE_LEAST && size <= PAGE_MOST && (size & (size - 1)) == 0;
}

PagesHeader pages_header(const unsigned char *bytes, size_t length)
{
    enum { SIZE_AT = 16, VERSION_AT = 60, APPLICATION_AT = 68 };
    static const char MAGIC[SIZE_AT] = "SQLite format 3";
    if (length < PAGES_HEADER_LENGTH || memcmp(bytes, MAGIC, sizeof MAGIC) != 0)
        return (PagesHeader){0};
    size_t size = (size_t)bytes[SIZE_AT] << 8 | bytes[SIZE_AT + 1];
    return (PagesHeader){.application = read_32(bytes + APPLICATION_AT),
                         .version = read_32(bytes + VERSION_AT),
                         .page_size = size == 1 ? PAGE_MOST : size};
}

/* Numbers begin with 1. In the log the pages with the header's salt are newer than those of the file; the
 * others were brought into it. */
static void number_pages(Pages *pages, Bytes file, Bytes log)
{
    size_t size = pages->page_size;
    for (size_t i = 0; i < file.length / size; i++)
        put_latest(pages, i + 1, file.at + i * size);
    for (size_t at = LOG_HEADER; at + FRAME_HEADER + size <= log.length;
         at += FRAME_HEADER + size) {
        size_t number = read_32(log.at + at);
        bool is_new = memcmp(log.at + at + 8, log.at + 16, 8) == 0;
        if (is_new && number > 0 && number <= file.length / size + log.length / size)
            put_latest(pages, number, log.at + at + FRAME_HEADER);
    }
}

/* --- one record --- */

/* A number in a header: seven bits a byte, as far as the limit of a payload; 0 bytes when it is none. */
static size_t read_varint(Bytes bytes, size_t at, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < 4 && at + i < bytes.length; i++) {
        *value = *value << 7 | (bytes.at[at + i] & 0x7f);
        if ((bytes.at[at + i] & 0x80) == 0)
            return i + 1;
    }
    return 0;
}

typedef struct Record {
    uint64_t types[COLUMN_MAX];
    size_t column_count, header_length;
    uint64_t length; /* of all of it */
    Bytes payload;   /* as much of it as is there */
} Record;

static bool is_text(uint64_t type)
{
    return type >= 13 && type % 2 == 1;
}

static bool is_integer(uint64_t type)
{
    return (type >= 1 && type <= 6) || type == 8 || type == 9;
}

static uint64_t size_of(uint64_t type)
{
    static const unsigned char SIZES[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < sizeof SIZES ? SIZES[type] : (type - 12) / 2;
}

/* The header at `at`, of a record with so many columns at most. */
static bool read_header(Bytes page, size_t at, Record *record)
{
    record->header_length = page.at[at];
    record->column_count = 0;
    record->length = record->header_length;
    size_t next = at + 1;
    while (next < at + record->header_length && record->column_count < COLUMN_MAX) {
        uint64_t type;
        size_t used = read_varint(page, next, &type);
        if (used == 0)
            return false;
        record->types[record->column_count++] = type;
        record->length += size_of(type);
        next += used;
    }
    return next == at + record->header_length && record->length < PAYLOAD_LIMIT;
}

/* How much of a payload stands in its own page, in the trees of tables without rowid and of indexes. */
static size_t local_length(size_t page_size, uint64_t length)
{
    uint64_t most = (page_size - 12) * 64 / 255 - 23;
    uint64_t least = (page_size - 12) * 32 / 255 - 23;
    if (length <= most)
        return (size_t)length;
    uint64_t fitting = least + (length - least) % (page_size - 4);
    return (size_t)(fitting <= most ? fitting : least);
}

/* Appends the payload from the chain of pages that begins with `number`, as far as they are there. */
static void follow(Pages *pages, uint32_t number, uint64_t wanted)
{
    size_t room = pages->page_size - 4;
    while (wanted > 0 && number < pages->count && pages->latest[number] != NULL) {
        const unsigned char *page = pages->latest[number];
        size_t part = wanted < room ? (size_t)wanted : room;
        buffer_add(&pages->payload, (const char *)page + 4, part);
        wanted -= part;
        number = read_32(page);
    }
}

static void find_payload(Pages *pages, Bytes page, size_t at, Record *record)
{
    size_t local = local_length(pages->page_size, record->length);
    record->payload = (Bytes){page.at + at, page.length - at < local ? page.length - at : local};
    if (local == record->length || at + local + 4 > page.length)
        return;
    buffer_clear(&pages->payload);
    buffer_add(&pages->payload, (const char *)page.at + at, local);
    follow(pages, read_32(page.at + at + local), record->length - local);
    record->payload = (Bytes){(const unsigned char *)pages->payload.data, pages->payload.length};
}

/* Where a column begins in the payload. */
static size_t offset_of(const Record *record, size_t column)
{
    uint64_t at = record->header_length;
    for (size_t i = 0; i < column; i++)
        at += size_of(record->types[i]);
    return (size_t)at;
}

static bool has_column(const Record *record, size_t column)
{
    return offset_of(record, column) + size_of(record->types[column]) <= record->payload.length;
}

static int64_t integer_of(const Record *record, size_t column)
{
    uint64_t type = record->types[column];
    if (type >= 8)
        return type == 9;
    const unsigned char *at = record->payload.at + offset_of(record, column);
    uint64_t value = (at[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < size_of(type); i++)
        value = value << 8 | at[i];
    return (int64_t)value;
}

/* "" for what is not there or cannot be text of ours. */
static const char *text_of(const Pages *pages, const Record *record, size_t column)
{
    if (!has_column(record, column))
        return "";
    const char *text = (const char *)record->payload.at + offset_of(record, column);
    size_t length = (size_t)size_of(record->types[column]);
    if (memchr(text, '\0', length) != NULL || !utf8_valid(text, length))
        return "";
    return arena_dup_range(pages->arena, text, length);
}

static bool is_id(const Record *record, size_t column)
{
    if (!has_column(record, column) || record->types[column] != ID_TYPE)
        return false;
    const unsigned char *text = record->payload.at + offset_of(record, column);
    for (size_t i = 0; i < ID_LENGTH; i++)
        if ((text[i] < '0' || text[i] > '9') && (text[i] < 'a' || text[i] > 'f'))
            return false;
    return true;
}

/* --- what a record is --- */

/* Whether the types of the columns are those that `letters` say: t for text, i for a number. */
static bool has_types(const Record *record, const char *letters)
{
    if (record->column_count != strlen(letters))
        return false;
    for (size_t i = 0; i < record->column_count; i++)
        if (letters[i] == 't' ? !is_text(record->types[i]) : !is_integer(record->types[i]))
            return false;
    return true;
}

static void give(Pages *pages, const LogRow *row)
{
    pages->stopped = !pages->each(pages->context, row);
    arena_reset(pages->arena);
}

/* A row of the table event: id, device, seq, at_ms, offset_min, study_day, kind, subject, body. */
static void give_event(Pages *pages, const Record *record)
{
    LogRow row = {.what = has_column(record, 8) ? ROW_EVENT : ROW_NAME,
                  .id = text_of(pages, record, 0),
                  .device = text_of(pages, record, 1),
                  .kind = text_of(pages, record, 6),
                  .subject = text_of(pages, record, 7),
                  .body = text_of(pages, record, 8)};
    if (has_column(record, 5)) {
        row.seq = integer_of(record, 2);
        row.at_ms = integer_of(record, 3);
        row.offset_min = integer_of(record, 4);
        row.study_day = integer_of(record, 5);
    }
    give(pages, &row);
}

/* An entry of an index: of subjects, of kinds, or of the numbers that a device gave (then `column` is 2). */
static void give_name(Pages *pages, const Record *record, size_t column)
{
    LogRow row = {.what = ROW_NAME,
                  .id = text_of(pages, record, column),
                  .device = "",
                  .kind = "",
                  .subject = "",
                  .body = ""};
    if (column == 1) {
        const char *name = text_of(pages, record, 0);
        for (const char *at = name; *at != '\0'; at++)
            if ((unsigned char)*at < ' ')
                return; /* no name of ours: parts of two entries */
        *(event_kind_from_name(name) == EVENT_KIND_COUNT ? &row.subject : &row.kind) = name;
    }
    give(pages, &row);
}

static void give_added(Pages *pages, const Record *record)
{
    LogRow row = {.what = ROW_ADDED,
                  .id = text_of(pages, record, 0),
                  .device = "",
                  .kind = "",
                  .subject = "",
                  .body = "",
                  .study_day = integer_of(record, 1)};
    if (row.id[0] != '\0' && row.study_day >= DAY_LEAST && row.study_day <= DAY_MOST)
        give(pages, &row);
}

/* Whether the length of the record stands before it, as in every cell: two entries of an index that lie side
 * by side may look like a third one in between. */
static bool follows_length(Bytes page, size_t at, const Record *record)
{
    uint64_t length = 0;
    size_t digits = record->length < 128 ? 1 : record->length < 16384 ? 2 : 3;
    return at >= digits && read_varint(page, at - digits, &length) == digits &&
           length == record->length;
}

/* A record of one of our tables or indexes whose header is at `at`, if there is one. */
static void look_at(Pages *pages, Bytes page, size_t at)
{
    Record record = {0};
    if (!read_header(page, at, &record))
        return;
    bool event = has_types(&record, "ttiiiittt");
    bool name = has_types(&record, "tt");
    bool number = has_types(&record, "tit");
    bool added = has_types(&record, "ti");
    if (!event && ((!name && !number && !added) || !follows_length(page, at, &record)))
        return;
    find_payload(pages, page, at, &record);
    if (event && is_id(&record, 0))
        give_event(pages, &record);
    else if (name && is_id(&record, 1))
        give_name(pages, &record, 1);
    else if (number && is_id(&record, 2))
        give_name(pages, &record, 2);
    else if (added && has_column(&record, 1))
        give_added(pages, &record);
}

/* A header says its own length first: itself, and a byte or a few for each column. */
static void scan(Pages *pages, Bytes page)
{
    enum { LEAST = 3, MOST = 20 };
    for (size_t at = 0; at + LEAST < page.length && !pages->stopped; at++)
        if (page.at[at] >= LEAST && page.at[at] <= MOST)
            look_at(pages, page, at);
}

/* The file and its log, each page by itself. */
static void scan_all(Pages *pages, Bytes file, Bytes log)
{
    size_t size = pages->page_size;
    for (size_t at = 0; at < file.length; at += size)
        scan(pages, (Bytes){file.at + at, file.length - at < size ? file.length - at : size});
    for (size_t at = LOG_HEADER + FRAME_HEADER; at < log.length; at += FRAME_HEADER + size)
        scan(pages, (Bytes){log.at + at, log.length - at < size ? log.length - at : size});
}

Status pages_each_row(const char *path, PagesEachRow *each, void *context, Error *error)
{
    Pages pages = {.each = each, .context = context, .arena = arena_new()};
    char *log_path = mem_format("%s-wal", path);
    char *data = NULL;
    char *log_data = NULL;
    Bytes file = {0};
    Bytes log = {0};
    Status status = file_read(path, FILE_LIMIT, &data, &file.length, error);
    if (status == STATUS_OK && file_exists(log_path))
        status = file_read(log_path, FILE_LIMIT, &log_data, &log.length, error);
    if (status == STATUS_OK) {
        file.at = (const unsigned char *)data;
        log.at = (const unsigned char *)log_data;
        pages.page_size = pages_header(file.at, file.length).page_size;
        if (!is_page_size(pages.page_size))
            pages.page_size = PAGE_USUAL;
        number_pages(&pages, file, log);
        scan_all(&pages, file, log);
    }
    mem_free(log_path);
    mem_free(data);
    mem_free(log_data);
    mem_free(pages.latest);
    buffer_done(&pages.payload);
    arena_free(pages.arena);
    return status;
}
