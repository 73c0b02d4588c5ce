/* Within the store only: rows of the log as they lie in the pages of a file, found without SQLite, which
 * gives up a tree where one page of it is damaged.
 *
 * Every byte is looked at as the possible beginning of a record, whatever the pages around it say: what
 * stands in a page of which a part is gone, in one that no tree leads to any more, or in the write-ahead
 * log is found as well. The format: https://sqlite.org/fileformat2.html, "Record Format". */
#ifndef CAIRN_STORE_PAGES_H
#define CAIRN_STORE_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef enum LogRowKind {
    ROW_EVENT, /* all of an event */
    ROW_NAME,  /* what an index, or what is left of it, says of an event */
    ROW_ADDED  /* `id` a card, `study_day` the day it came */
} LogRowKind;

typedef struct LogRow {
    LogRowKind what;
    const char *id, *device, *kind, *subject, *body; /* "" where it is not known */
    int64_t seq, at_ms, offset_min, study_day;
} LogRow;

/* What the first page says; all 0 when it is not that of a database any more. */
typedef struct PagesHeader {
    uint32_t application, version; /* application_id and user_version */
    size_t page_size;
} PagesHeader;
PagesHeader pages_header(const unsigned char *bytes, size_t length);
#define PAGES_HEADER_LENGTH ((size_t)100)

/* Returns false to stop. The row is valid during the call. */
typedef bool PagesEachRow(void *context, const LogRow *row);

/* Every row in the file at `path` and the write-ahead log beside it, in no order, some more than once.
 * Ids of events are 32 hex digits; what else a row says is for the caller to judge. Fails only when the
 * file cannot be read at all. */
CHECKED Status pages_each_row(const char *path, PagesEachRow *each, void *context, Error *error);

#endif
