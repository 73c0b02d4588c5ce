#include "text/table.h"

#include "base/array.h"
#include "base/utf8.h"

#define LEAST_COLUMN  3 /* cells */
#define SHRUNK_COLUMN 8 /* cells: less is unreadable when there is more to show */
#define BETWEEN       3 /* cells of " │ " */

void table_begin(Table *table, size_t columns)
{
    table_done(table);
    table->columns = columns;
    table->align = mem_alloc(columns, sizeof *table->align);
}

Flow *table_add_cell(Table *table)
{
    return array_push(table);
}

void table_done(Table *table)
{
    for (size_t i = 0; i < table->count; i++)
        flow_done(&table->items[i]);
    mem_free(table->align);
    mem_free(table->items);
    *table = (Table){0};
}

/* Takes cells from the widest column until all fit; false when one becomes unreadably narrow. */
static bool shrink(const Table *table, int *widths, int excess)
{
    for (; excess > 0; excess--) {
        size_t widest = 0;
        for (size_t i = 1; i < table->columns; i++)
            widest = widths[i] >= widths[widest] ? i : widest;
        if (widths[widest] <= SHRUNK_COLUMN)
            return false;
        widths[widest]--;
    }
    return true;
}

/* The widths of the columns within `room` cells: the natural ones, and of those the widest shrunk.
 * False when there is too little room for a table. */
static bool fit_columns(const Table *table, int *widths, int room)
{
    if (table->columns > (size_t)room)
        return false;
    int total = ((int)table->columns - 1) * BETWEEN;
    for (size_t i = 0; i < table->count; i++) {
        int width = flow_natural_width(&table->items[i]);
        int *column = &widths[i % table->columns];
        width = width > room ? room : width;
        *column = width > *column ? width : *column;
    }
    for (size_t i = 0; i < table->columns; i++) {
        widths[i] = widths[i] < LEAST_COLUMN ? LEAST_COLUMN : widths[i];
        total += widths[i];
    }
    return shrink(table, widths, total - room);
}

/* One line of a cell, padded to its column; the last column is not padded on the right. */
static void add_cell_line(const Table *table, TextLines *lines, Arena *arena, size_t column,
                          const TextLine *line, int width)
{
    static const TextLine empty = {0};
    line = line == NULL ? &empty : line;
    int rest = width - line->width;
    int left = table->align[column] == TABLE_RIGHT    ? rest
               : table->align[column] == TABLE_CENTER ? rest / 2
                                                      : 0;
    lines_add_blanks(lines, arena, left);
    lines_join(lines, arena, line);
    if (column + 1 < table->columns)
        lines_add_blanks(lines, arena, rest - left);
}

static void add_row(const Table *table, TextLines *lines, Arena *arena, size_t first,
                    const int *widths, const char *separator)
{
    TextLines *cells = mem_alloc(table->columns, sizeof *cells);
    size_t height = 1;
    for (size_t i = 0; i < table->columns && first + i < table->count; i++) {
        flow_emit(&table->items[first + i], &cells[i], arena, widths[i], 0);
        height = cells[i].count > height ? cells[i].count : height;
    }
    for (size_t k = 0; k < height; k++) {
        lines_add(lines, arena);
        for (size_t i = 0; i < table->columns; i++) {
            if (i > 0)
                lines_add_text(lines, arena, ROLE_SEPARATOR, separator);
            add_cell_line(table, lines, arena, i, k < cells[i].count ? &cells[i].items[k] : NULL,
                          widths[i]);
        }
    }
    mem_free(cells);
}

static void add_rule(const Table *table, TextLines *lines, Arena *arena, const int *widths,
                     bool ascii)
{
    Buffer rule = {0};
    for (size_t i = 0; i < table->columns; i++) {
        if (i > 0)
            buffer_add_text(&rule, ascii ? "-+-" : "─┼─");
        for (int k = 0; k < widths[i]; k++)
            buffer_add_text(&rule, ascii ? "-" : "─");
    }
    lines_add(lines, arena);
    lines_add_text(lines, arena, ROLE_SEPARATOR, buffer_text(&rule));
    buffer_done(&rule);
}

/* Without room for columns: each cell under its header, a blank line between rows. */
static void add_list(const Table *table, TextLines *lines, Arena *arena, int width)
{
    int indent = width > 8 ? 2 : 0;
    for (size_t i = table->columns; i < table->count; i++) {
        TextLines cell = {0};
        if (i % table->columns == 0 && i > table->columns)
            lines_add(lines, arena);
        flow_emit(&table->items[i % table->columns], lines, arena, width, 0);
        flow_emit(&table->items[i], &cell, arena, width - indent, 0);
        for (size_t k = 0; k < cell.count; k++) {
            lines_add(lines, arena);
            lines_add_blanks(lines, arena, indent);
            lines_join(lines, arena, &cell.items[k]);
        }
    }
}

void table_emit(const Table *table, TextLines *lines, Arena *arena, int width, bool ascii)
{
    if (table->columns == 0)
        return;
    int *widths = mem_alloc(table->columns, sizeof *widths);
    if (fit_columns(table, widths, width)) {
        for (size_t first = 0; first < table->count; first += table->columns) {
            add_row(table, lines, arena, first, widths, ascii ? " | " : " │ ");
            if (first == 0)
                add_rule(table, lines, arena, widths, ascii);
        }
    } else if (table->count <= table->columns) {
        for (size_t i = 0; i < table->count; i++)
            flow_emit(&table->items[i], lines, arena, width, 0);
    } else {
        add_list(table, lines, arena, width);
    }
    mem_free(widths);
}
