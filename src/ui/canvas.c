/* Cells hold whole grapheme clusters. A wide cluster sits in its left cell; the right one is a hole of
 * width 0. Writing over either half leaves a blank in the other, so that the terminal never has to
 * guess. */
#include "ui/canvas.h"

#include <string.h>

#include "app/glyphs.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "text/escape.h"

void canvas_init(Canvas *canvas, int rows, int columns)
{
    *canvas = (Canvas){0};
    canvas_resize(canvas, rows, columns);
}

void canvas_done(Canvas *canvas)
{
    mem_free(canvas->cells);
    *canvas = (Canvas){0};
}

void canvas_resize(Canvas *canvas, int rows, int columns)
{
    canvas->rows = rows > 0 ? rows : 0;
    canvas->columns = columns > 0 ? columns : 0;
    mem_free(canvas->cells);
    canvas->cells =
        mem_alloc((size_t)canvas->rows * (size_t)canvas->columns + 1, sizeof *canvas->cells);
    canvas_clear(canvas);
}

void canvas_clear(Canvas *canvas)
{
    static const Cell BLANK = {.text = " ", .length = 1, .width = 1, .role = ROLE_TEXT};
    size_t count = (size_t)canvas->rows * (size_t)canvas->columns;
    size_t done = count < 1 ? count : 1;
    canvas->cells[0] = BLANK; /* there is one more than are shown */
    while (done < count) {
        size_t more = done < count - done ? done : count - done;
        memcpy(canvas->cells + done, canvas->cells, more * sizeof *canvas->cells);
        done += more;
    }
    canvas->cursor_row = canvas->cursor_column = -1;
    canvas->link_count = 0;
}

Rect canvas_bounds(const Canvas *canvas)
{
    return (Rect){0, 0, canvas->rows, canvas->columns};
}

static Cell *cell_at(const Canvas *canvas, int row, int column)
{
    return &canvas->cells[(size_t)row * (size_t)canvas->columns + (size_t)column];
}

static void blank(Cell *cell)
{
    cell->text[0] = ' ';
    cell->length = 1;
    cell->width = 1;
    cell->link = 0;
}

/* A cell is about to change: its other half, if it has one, becomes a blank. */
static void release(Canvas *canvas, int row, int column)
{
    Cell *cell = cell_at(canvas, row, column);
    if (cell->width == 0 && column > 0) {
        blank(cell_at(canvas, row, column - 1));
    } else if (cell->width == 2 && column + 1 < canvas->columns) {
        blank(cell_at(canvas, row, column + 1));
    }
}

static void put_byte(Canvas *canvas, int row, int column, char byte, StyleRole role,
                     uint8_t emphasis)
{
    Cell *cell = cell_at(canvas, row, column);
    if (cell->width != 1) {
        release(canvas, row, column);
    }
    cell->text[0] = byte;
    cell->length = 1;
    cell->width = 1;
    cell->role = (uint8_t)role;
    cell->emphasis = emphasis;
    cell->link = 0;
}

/* Longest prefix of a cluster that a cell can hold: all of it, else its base alone. */
static size_t stored_length(const char *text, size_t length)
{
    uint32_t code = 0;
    return length <= CELL_TEXT_SIZE ? length : utf8_decode(text, length, &code);
}

static void put_cluster(Canvas *canvas, int row, int column, const char *text, size_t length,
                        int width, StyleRole role, uint8_t emphasis)
{
    Cell *cell = cell_at(canvas, row, column);
    release(canvas, row, column);
    cell->length = (uint8_t)stored_length(text, length);
    memcpy(cell->text, text, cell->length);
    cell->width = (uint8_t)width;
    cell->role = (uint8_t)role;
    cell->emphasis = emphasis;
    cell->link = 0;
    if (width == 2) {
        release(canvas, row, column + 1);
        *cell_at(canvas, row, column + 1) =
            (Cell){.length = 0, .width = 0, .role = (uint8_t)role, .emphasis = emphasis};
    }
}

/* What an ASCII terminal shows for a code point. */
static char plain_of(uint32_t code)
{
    static const struct {
        uint32_t code;
        char plain;
    } STAND_INS[] = {
        {0xA0, ' '},   {0xB7, '.'},   {0xD7, 'x'},    {0x2010, '-'},  {0x2011, '-'},
        {0x2013, '-'}, {0x2014, '-'}, {0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'},
        {0x201D, '"'}, {0x2022, '*'}, {0x2026, '~'},  {0x2190, '<'},  {0x2191, '^'},
        {0x2192, '>'}, {0x2193, 'v'}, {0x2212, '-'},  {0x22C5, '.'},
    };
    static const char LATIN[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
    if (code >= ' ' && code < 0x7F) {
        return (char)code;
    }
    if (code >= 0xC0 && code <= 0xFF) {
        return LATIN[code - 0xC0];
    }
    for (size_t i = 0; i < sizeof STAND_INS / sizeof STAND_INS[0]; i++) {
        if (STAND_INS[i].code == code) {
            return STAND_INS[i].plain;
        }
    }
    return '?';
}

/* One cluster of `width` cells at `column`, inside the columns [from, to). */
static void place(Canvas *canvas, int row, int column, int from, int to, const char *text,
                  size_t length, int width, StyleRole role, uint8_t emphasis)
{
    bool whole = column >= from && column + width <= to;
    uint32_t code = 0;
    char plain = ' ';
    if (whole && !canvas->ascii) {
        put_cluster(canvas, row, column, text, length, width, role, emphasis);
        return;
    }
    if (whole) {
        utf8_decode(text, length, &code);
        plain = plain_of(code);
    }
    for (int i = column; i < column + width; i++) {
        if (i >= from && i < to) {
            put_byte(canvas, row, i, plain, role, emphasis);
        }
    }
}

/* The columns of `clip` that are on the canvas; empty when the row is not. */
static void bounds_of(const Canvas *canvas, Rect clip, int row, int *from, int *to)
{
    *from = clip.column > 0 ? clip.column : 0;
    *to =
        clip.column + clip.columns < canvas->columns ? clip.column + clip.columns : canvas->columns;
    if (row < 0 || row >= canvas->rows || row < clip.row || row >= clip.row + clip.rows) {
        *to = *from;
    }
}

/* How many bytes from here on are a cluster each: ASCII that no mark can follow. */
static size_t plain_run(const char *text, size_t length)
{
    size_t run = 0;
    while (run < length && text[run] >= ' ' && text[run] < 0x7F) {
        run++;
    }
    bool mark = run > 0 && run < length && (unsigned char)text[run] >= 0x80;
    return mark ? run - 1 : run;
}

/* A run of them from `column` on, of which [from, to) shows. */
static void put_plain(Canvas *canvas, int row, int column, int from, int to, const char *text,
                      size_t length, StyleRole role, uint8_t emphasis)
{
    int begin = column > from ? column : from;
    int end = (int)length < to - column ? column + (int)length : to;
    if (begin >= end) {
        return;
    }
    Cell *cell = cell_at(canvas, row, begin);
    for (int i = begin; i < end; i++, cell++) {
        if (cell->width != 1) {
            release(canvas, row, i);
        }
        cell->text[0] = text[i - column];
        cell->length = 1;
        cell->width = 1;
        cell->role = (uint8_t)role;
        cell->emphasis = emphasis;
        cell->link = 0;
    }
}

int canvas_text_range(Canvas *canvas, Rect clip, int row, int column, const char *text,
                      size_t length, StyleRole role, uint8_t emphasis)
{
    int from = 0;
    int to = 0;
    size_t at = 0;
    bounds_of(canvas, clip, row, &from, &to);
    while (at < length) {
        size_t run = plain_run(text + at, length - at);
        if (run > 0) {
            put_plain(canvas, row, column, from, to, text + at, run, role, emphasis);
            column += (int)run;
            at += run;
            continue;
        }
        int width = 0;
        size_t used = utf8_next_cluster(text + at, length - at, &width);
        if (width > 0) {
            place(canvas, row, column, from, to, text + at, used, width, role, emphasis);
        }
        column += width;
        at += used;
    }
    return column;
}

int canvas_text(Canvas *canvas, Rect clip, int row, int column, const char *text, StyleRole role,
                uint8_t emphasis)
{
    return canvas_text_range(canvas, clip, row, column, text, strlen(text), role, emphasis);
}

int canvas_text_fit(Canvas *canvas, Rect clip, int row, int column, int width, const char *text,
                    StyleRole role, uint8_t emphasis)
{
    size_t length = strlen(text);
    if (width <= 0) {
        return column;
    }
    if ((int)length <= width || utf8_width_range(text, length) <= width) {
        return canvas_text_range(canvas, clip, row, column, text, length, role, emphasis);
    }
    length = utf8_fit(text, length, width - 1, NULL);
    column = canvas_text_range(canvas, clip, row, column, text, length, role, emphasis);
    return canvas_text(canvas, clip, row, column, glyph_text(GLYPH_ELLIPSIS, canvas->ascii), role,
                       emphasis);
}

/* The number of an address on this canvas; 0 when there are too many. */
static uint8_t link_number(Canvas *canvas, const char *address)
{
    for (int i = canvas->link_count; i > 0; i--) {
        if (strcmp(canvas->links[i - 1], address) == 0) {
            return (uint8_t)i;
        }
    }
    if (canvas->link_count == CANVAS_LINKS) {
        return 0;
    }
    canvas->links[canvas->link_count++] = address;
    return (uint8_t)canvas->link_count;
}

/* Links the cells of [column, end) that show. */
static void link_cells(Canvas *canvas, Rect clip, int row, int column, int end, const char *address)
{
    int from = 0;
    int to = 0;
    bounds_of(canvas, clip, row, &from, &to);
    from = from > column ? from : column;
    to = to < end ? to : end;
    uint8_t number = from < to ? link_number(canvas, address) : 0;
    for (int i = from; i < to; i++) {
        cell_at(canvas, row, i)->link = number;
    }
}

int canvas_line(Canvas *canvas, Rect clip, int row, int column, const TextLine *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const Span *span = &line->spans[i];
        int end = canvas_text_range(canvas, clip, row, column, span->text, span->length, span->role,
                                    span->emphasis);
        if (span->link != NULL && escape_can_link(span->link)) {
            link_cells(canvas, clip, row, column, end, span->link);
        }
        column = end;
    }
    return column;
}

void canvas_text_right(Canvas *canvas, Rect clip, int row, int column_end, const char *text,
                       StyleRole role, uint8_t emphasis)
{
    canvas_text(canvas, clip, row, column_end - utf8_width(text), text, role, emphasis);
}

/* The part of an area that is on the canvas. */
static Rect visible(const Canvas *canvas, Rect area)
{
    int row_end = area.row + area.rows;
    int column_end = area.column + area.columns;
    area.row = area.row > 0 ? area.row : 0;
    area.column = area.column > 0 ? area.column : 0;
    row_end = row_end < canvas->rows ? row_end : canvas->rows;
    column_end = column_end < canvas->columns ? column_end : canvas->columns;
    area.rows = row_end > area.row ? row_end - area.row : 0;
    area.columns = column_end > area.column ? column_end - area.column : 0;
    return area;
}

void canvas_fill(Canvas *canvas, Rect area, StyleRole role)
{
    area = visible(canvas, area);
    for (int row = area.row; row < area.row + area.rows; row++) {
        for (int column = area.column; column < area.column + area.columns; column++) {
            put_byte(canvas, row, column, ' ', role, 0);
        }
    }
}

void canvas_restyle(Canvas *canvas, Rect area, StyleRole role)
{
    area = visible(canvas, area);
    for (int row = area.row; row < area.row + area.rows; row++) {
        for (int column = area.column; column < area.column + area.columns; column++) {
            cell_at(canvas, row, column)->role = (uint8_t)role;
        }
    }
}

static void draw_glyph(Canvas *canvas, Rect clip, int row, int column, Glyph glyph, StyleRole role)
{
    canvas_text(canvas, clip, row, column, glyph_text(glyph, canvas->ascii), role, 0);
}

/* A glyph `columns` times in a row. Glyphs are one cell wide: nothing is measured. */
static void draw_run(Canvas *canvas, Rect clip, int row, int column, int columns, Glyph glyph,
                     StyleRole role)
{
    const char *text = glyph_text(glyph, canvas->ascii);
    size_t length = strlen(text);
    int from = 0;
    int to = 0;
    bounds_of(canvas, clip, row, &from, &to);
    from = from > column ? from : column;
    to = to < column + columns ? to : column + columns;
    for (int i = from; i < to; i++) {
        put_cluster(canvas, row, i, text, length, 1, role, 0);
    }
}

void canvas_rule(Canvas *canvas, Rect clip, int row, int column, int columns)
{
    draw_run(canvas, clip, row, column, columns, GLYPH_RULE, ROLE_SEPARATOR);
}

void canvas_rule_down(Canvas *canvas, Rect clip, int row, int column, int rows)
{
    for (int i = 0; i < rows; i++) {
        draw_glyph(canvas, clip, row + i, column, GLYPH_RULE_DOWN, ROLE_SEPARATOR);
    }
}

void canvas_box(Canvas *canvas, Rect area, const char *title)
{
    int bottom = area.row + area.rows - 1;
    int right = area.column + area.columns - 1;
    if (area.rows < 2 || area.columns < 2) {
        return;
    }
    canvas_rule(canvas, area, area.row, area.column, area.columns);
    canvas_rule(canvas, area, bottom, area.column, area.columns);
    canvas_rule_down(canvas, area, area.row, area.column, area.rows);
    canvas_rule_down(canvas, area, area.row, right, area.rows);
    draw_glyph(canvas, area, area.row, area.column, GLYPH_CORNER_NW, ROLE_SEPARATOR);
    draw_glyph(canvas, area, area.row, right, GLYPH_CORNER_NE, ROLE_SEPARATOR);
    draw_glyph(canvas, area, bottom, area.column, GLYPH_CORNER_SW, ROLE_SEPARATOR);
    draw_glyph(canvas, area, bottom, right, GLYPH_CORNER_SE, ROLE_SEPARATOR);
    if (title != NULL && title[0] != '\0' && area.columns > 6) {
        int end = canvas_text(canvas, area, area.row, area.column + 2, " ", ROLE_TITLE, 0);
        end = canvas_text_fit(canvas, area, area.row, end, area.columns - 6, title, ROLE_TITLE, 0);
        canvas_text(canvas, area, area.row, end, " ", ROLE_TITLE, 0);
    }
}

void canvas_bar(Canvas *canvas, Rect clip, int row, int column, int columns, double share)
{
    if (columns <= 0) {
        return;
    }
    int full = (int)(share * columns + 0.5);
    if (share > 0 && full == 0) {
        full = 1; /* something is not nothing */
    }
    if (share < 1 && full >= columns) {
        full = columns - 1; /* and nearly all is not all */
    }
    draw_run(canvas, clip, row, column, full, GLYPH_BAR_FULL, ROLE_PROGRESS);
    draw_run(canvas, clip, row, column + full, columns - full, GLYPH_BAR_REST, ROLE_PROGRESS_REST);
}

/* --- as text --- */

static bool same_style(const Cell *left, const Cell *right)
{
    return left->role == right->role;
}

static void dump_row(const Canvas *canvas, int row, bool styles, Buffer *out)
{
    bool open = false;
    for (int column = 0; column < canvas->columns; column++) {
        const Cell *cell = cell_at(canvas, row, column);
        const Cell *before = column > 0 ? cell_at(canvas, row, column - 1) : NULL;
        bool fresh = before == NULL || !same_style(before, cell);
        if (styles && fresh && open) {
            buffer_add_char(out, '}');
            open = false;
        }
        if (styles && row == canvas->cursor_row && column == canvas->cursor_column) {
            buffer_add_char(out, '^');
        }
        if (styles && fresh && cell->role != ROLE_TEXT) {
            buffer_add_format(out, "{%s:", style_role_name((StyleRole)cell->role));
            open = true;
        }
        buffer_add(out, cell->text, cell->length);
    }
    buffer_add_text(out, open ? "}|\n" : "|\n");
}

void canvas_dump(const Canvas *canvas, bool styles, Buffer *out)
{
    for (int row = 0; row < canvas->rows; row++) {
        dump_row(canvas, row, styles, out);
    }
}
