/* Laying out a table of flows in a given width. */
#ifndef CAIRN_TEXT_TABLE_H
#define CAIRN_TEXT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "text/flow.h"

typedef enum TableAlign { TABLE_LEFT, TABLE_CENTER, TABLE_RIGHT } TableAlign;

/* Zero-initialise; table_done frees. Cells stand row by row, `columns` in each. The first row is the
 * header. */
typedef struct Table {
    Flow *items; /* the cells */
    size_t count, capacity;
    size_t columns;
    TableAlign *align; /* of each column */
} Table;

void table_begin(Table *table, size_t columns);

/* A new cell, the next in its row; borrowed until the next call. */
Flow *table_add_cell(Table *table);

/* Appends the table to `lines`, its columns shrunk and their text wrapped to `width` cells. Where that
 * would make columns too narrow to read, each row is shown as a list of its cells. */
void table_emit(const Table *table, TextLines *lines, Arena *arena, int width, bool ascii);

void table_done(Table *table);

#endif
