#include "text/table.h"

#include "base/array.h"
#include "base/utf8.h"

#define LEAST_COLUMN  3  /* cells */
#define SHRUNK_COLUMN 8  /* cells: less is unreadable when there is more to show */
#define WORD_LIMIT    16 /* cells: a longer word may be broken */
#define BETWEEN       3  /* cells of " │ " */

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

static int greater(int left, int right)
{
    return left > right ? left : right;
}

/* The widest column that is wider than the least it may have; `columns` when there is none. */
static size_t widest_column(const Table *table, const int *widths, const FlowWidths *needs,
                            bool keep_tall)
{
    size_t widest = table->columns;
    for (size_t i = 0; i < table->columns; i++) {
        int least = greater(needs[i].word, keep_tall ? needs[i].tall : 0);
        if (widths[i] > least && (widest == table->columns || widths[i] >= widths[widest]))
            widest = i;
    }
    return widest;
}

/* Takes cells from the widest column until all fit, from those that formulas of several rows keep wide
 * at last; false when one becomes unreadably narrow. */
static bool shrink(const Table *table, int *widths, const FlowWidths *needs, int excess)
{
    bool keep_tall = true;
    for (; excess > 0; excess--) {
        size_t widest = widest_column(table, widths, needs, keep_tall);
        if (widest == table->columns && keep_tall) {
            keep_tall = false;
            widest = widest_column(table, widths, needs, keep_tall);
        }
        if (widest == table->columns)
            return false;
        widths[widest]--;
    }
    return true;
}

/* What each column needs: the cells of its contents, and of what should stay whole in it. */
static FlowWidths *measure(const Table *table, int room)
{
    FlowWidths *needs = mem_alloc(table->columns, sizeof *needs);
    for (size_t i = 0; i < table->columns; i++)
        needs[i] = (FlowWidths){.natural = LEAST_COLUMN, .word = SHRUNK_COLUMN};
    for (size_t i = 0; i < table->count; i++) {
        FlowWidths cell = flow_measure(&table->items[i]);
        FlowWidths *column = &needs[i % table->columns];
        column->natural = greater(column->natural, cell.natural < room ? cell.natural : room);
        column->word = greater(column->word, cell.word < WORD_LIMIT ? cell.word : WORD_LIMIT);
        column->tall = greater(column->tall, cell.tall <= room ? cell.tall : 0);
    }
    return needs;
}

/* The widths of the columns within `room` cells: the natural ones, and of those the widest shrunk.
 * False when there is too little room for a table. */
static bool fit_columns(const Table *table, int *widths, int room)
{
    if (table->columns > (size_t)room)
        return false;
    int total = ((int)table->columns - 1) * BETWEEN;
    FlowWidths *needs = measure(table, room);
    for (size_t i = 0; i < table->columns; i++) {
        widths[i] = needs[i].natural;
        total += widths[i];
    }
    bool fits = shrink(table, widths, needs, total - room);
    mem_free(needs);
    return fits;
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

/* A row of the table laid out: the lines of each cell, and how far its first text stands below the
 * first of them. */
typedef struct TableRow {
    TextLines *cells;
    int *rises;
    int rise, height; /* the text of all cells begins in line `rise` of `height` */
    bool tall;        /* a formula of several rows is in it */
} TableRow;

static TableRow lay_out_row(const Table *table, Arena *arena, size_t first, const int *widths)
{
    TableRow row = {.cells = mem_alloc(table->columns, sizeof *row.cells),
                    .rises = mem_alloc(table->columns, sizeof *row.rises),
                    .height = 1};
    for (size_t i = 0; i < table->columns && first + i < table->count; i++) {
        FlowEdges edges = flow_emit(&table->items[first + i], &row.cells[i], arena, widths[i], 0);
        row.rises[i] = edges.rise;
        row.rise = edges.rise > row.rise ? edges.rise : row.rise;
        row.tall = row.tall || edges.rise > 0 || edges.fall > 0;
    }
    for (size_t i = 0; i < table->columns; i++) {
        int height = (int)row.cells[i].count + row.rise - row.rises[i];
        row.height = height > row.height ? height : row.height;
    }
    return row;
}

/* Line `k` of a row in a column, NULL where the column is empty. */
static const TextLine *row_line(const TableRow *row, size_t column, int k)
{
    if (row->cells == NULL)
        return NULL;
    int index = k - row->rise + row->rises[column];
    bool there = index >= 0 && index < (int)row->cells[column].count;
    return there ? &row->cells[column].items[index] : NULL;
}

static void draw_row(const Table *table, const TableRow *row, TextLines *lines, Arena *arena,
                     const int *widths, const char *separator)
{
    for (int k = 0; k < row->height; k++) {
        lines_add(lines, arena);
        for (size_t i = 0; i < table->columns; i++) {
            if (i > 0)
                lines_add_text(lines, arena, ROLE_SEPARATOR, separator);
            add_cell_line(table, lines, arena, i, row_line(row, i, k), widths[i]);
        }
    }
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

/* Before and behind a row with formulas of several rows stands an empty one. */
static void add_rows(const Table *table, TextLines *lines, Arena *arena, const int *widths,
                     bool ascii)
{
    static const TableRow empty = {.height = 1};
    const char *separator = ascii ? " | " : " │ ";
    bool tall = false;
    for (size_t first = 0; first < table->count; first += table->columns) {
        TableRow row = lay_out_row(table, arena, first, widths);
        if (first > table->columns && (tall || row.tall))
            draw_row(table, &empty, lines, arena, widths, separator);
        draw_row(table, &row, lines, arena, widths, separator);
        tall = row.tall;
        mem_free(row.cells);
        mem_free(row.rises);
        if (first == 0)
            add_rule(table, lines, arena, widths, ascii);
    }
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
        add_rows(table, lines, arena, widths, ascii);
    } else if (table->count <= table->columns) {
        for (size_t i = 0; i < table->count; i++)
            flow_emit(&table->items[i], lines, arena, width, 0);
    } else {
        add_list(table, lines, arena, width);
    }
    mem_free(widths);
}
