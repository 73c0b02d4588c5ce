/* Tables as comma-separated values (RFC 4180): fields in quotes may hold commas, quotes (doubled) and
 * line breaks; a byte order mark and CR before LF are skipped, and so are empty lines. */
#ifndef CAIRN_STUDY_CSV_H
#define CAIRN_STUDY_CSV_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

typedef struct CsvRow {
    const char **fields;
    size_t line; /* in the file, from 1 */
} CsvRow;

typedef struct CsvTable {
    const char **header;
    size_t column_count;
    CsvRow *rows; /* each has column_count fields */
    size_t row_count;
} CsvTable;

#define CSV_NO_COLUMN ((size_t)-1)

/* Reads `text`, whose first line is the header, into `arena`; blanks around a field outside quotes go.
 * STATUS_CONTENT with the line for an open quote, a missing header or a row of another length. */
CHECKED Status csv_read(const char *text, size_t length, Arena *arena, CsvTable *table,
                        Error *error);

/* The column with this name; CSV_NO_COLUMN when there is none. */
size_t csv_column(const CsvTable *table, const char *name);

#endif
