/* Pieces to rows of styled text: one walk writes cells, a second joins them to spans. */
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/math_layout.h"

/* A cell: a character with its marks, or what is behind a wide one (no text, `continued`), or blank. */
typedef struct Cell {
    const char *text;
    uint8_t length; /* bytes; 0 for a blank */
    uint8_t emphasis;
    bool continued;
    StyleRole role;
} Cell;

#define CLUSTER_LIMIT 64 /* bytes; what is longer is no character anybody writes */
#define MARKED_LIMIT  12 /* bytes: a character and two marks; terminals hold no more */

typedef struct Canvas {
    Arena *arena;
    Cell *cells;
    int width, height;
} Canvas;

static Cell *cell_at(const Canvas *canvas, int x, int y)
{
    bool inside = x >= 0 && x < canvas->width && y >= 0 && y < canvas->height;
    return inside ? &canvas->cells[y * canvas->width + x] : NULL;
}

static void put_cluster(const Canvas *canvas, const Piece *piece, int x, int y, const char *text,
                        size_t length, int width)
{
    Cell *cell = cell_at(canvas, x, y);
    if (cell == NULL || width <= 0 || x + width > canvas->width || length > CLUSTER_LIMIT)
        return;
    *cell = (Cell){
        .text = text, .length = (uint8_t)length, .emphasis = piece->emphasis, .role = piece->role};
    for (int i = 1; i < width; i++)
        cell[i] = (Cell){.continued = true, .emphasis = piece->emphasis, .role = piece->role};
}

static void draw_text(const Canvas *canvas, const Piece *piece, int x, int y)
{
    const char *text = piece->text;
    if (text[0] > 0 && text[1] == '\0') {
        put_cluster(canvas, piece, x, y, text, 1, 1);
        return;
    }
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        int width;
        size_t count = utf8_next_cluster(text + at, length - at, &width);
        put_cluster(canvas, piece, x, y, text + at, count, width);
        at += count;
        x += width;
    }
}

static void draw_fill(const Canvas *canvas, const Piece *piece, int x, int y)
{
    size_t length = strlen(piece->text);
    for (int row = 0; row <= piece->down; row++) {
        for (int column = 0; column < piece->width; column++)
            put_cluster(canvas, piece, x + column, y + row, piece->text, length, 1);
    }
}

static void add_mark(const Canvas *canvas, Cell *cell, const char *mark)
{
    size_t count = strlen(mark);
    if (cell == NULL || cell->length == 0 || cell->text[0] == ' ' ||
        cell->length + count > MARKED_LIMIT)
        return;
    char *marked = arena_alloc(canvas->arena, cell->length + count + 1, 1);
    memcpy(marked, cell->text, cell->length);
    memcpy(marked + cell->length, mark, count + 1);
    cell->text = marked;
    cell->length = (uint8_t)(cell->length + count);
}

static void draw_mark(const Canvas *canvas, const Piece *piece, int x, int y)
{
    for (int row = 0; row <= piece->down; row++) {
        for (int column = 0; column < piece->width; column++)
            add_mark(canvas, cell_at(canvas, x + column, y + row), piece->text);
    }
}

/* `x`, `y`: of the piece's baseline's left end. */
static void draw_piece(const Canvas *canvas, const Piece *piece, int x, int y)
{
    switch (piece->kind) {
    case PIECE_TEXT:
        draw_text(canvas, piece, x, y);
        break;
    case PIECE_FILL:
        draw_fill(canvas, piece, x, y);
        break;
    case PIECE_MARK:
        draw_mark(canvas, piece, x, y);
        break;
    case PIECE_GROUP:
        for (const Piece *child = piece->child; child != NULL; child = child->next)
            draw_piece(canvas, child, x + child->x, y + child->y);
        break;
    }
}

/* --- cells to spans --- */

/* Whether a blank may take the style of what is before it: nothing of that style shows on a blank. */
static bool is_invisible(uint8_t emphasis)
{
    return (emphasis & (EMPHASIS_UNDERLINE | EMPHASIS_REVERSE)) == 0;
}

static bool continues(const Cell *cell, const Span *span)
{
    if (cell->length == 0 && !cell->continued)
        return is_invisible(span->emphasis);
    return cell->role == span->role && cell->emphasis == span->emphasis;
}

/* Whether the cell has only characters that never join with their neighbours: everything that formulas
 * are made of. */
static bool is_tame(const Cell *cell)
{
    for (size_t at = 0; at < cell->length;) {
        uint32_t code_point;
        at += utf8_decode(cell->text + at, cell->length - at, &code_point);
        if (code_point >= 0x0590 && !(code_point >= 0x1D00 && code_point < 0x1DC0) &&
            !(code_point >= 0x2010 && code_point < 0x2C80) &&
            !(code_point >= 0x1D400 && code_point < 0x1D800))
            return false;
    }
    return true;
}

/* Whether the line is as wide as it says, as a whole and span by span. */
static bool is_as_wide(const TextLine *line, const char *text, size_t bytes)
{
    int cells = 0;
    for (size_t i = 0; i < line->count; i++)
        cells += utf8_width_range(line->spans[i].text, line->spans[i].length);
    return cells == line->width && utf8_width_range(text, bytes) == line->width;
}

/* Text of foreign scripts may join across the items of a formula, and then take less room than its
 * parts did; what does gets replaced. */
static void separate(Cell *row, int width)
{
    for (int i = 0; i < width; i++) {
        if (row[i].continued || !is_tame(&row[i]))
            row[i] = (Cell){.text = "?", .length = 1, .role = row[i].role};
    }
}

static size_t row_bytes(const Cell *row, int width, bool *tame)
{
    size_t bytes = 0;
    for (int i = 0; i < width; i++) {
        bytes += row[i].length > 0 ? row[i].length : row[i].continued ? 0 : 1;
        *tame = *tame && is_tame(&row[i]);
    }
    return bytes;
}

static char *write_row(Arena *arena, const Cell *row, int width, size_t bytes)
{
    char *text = arena_alloc(arena, bytes + 1, 1);
    char *at = text;
    for (int i = 0; i < width; i++) {
        const Cell *cell = &row[i];
        if (cell->length == 1)
            *at++ = cell->text[0];
        else if (cell->length > 0)
            at = (char *)memcpy(at, cell->text, cell->length) + cell->length;
        else if (!cell->continued)
            *at++ = ' ';
    }
    return text;
}

static void make_spans(Arena *arena, const Cell *row, StyleRole role, const char *text,
                       TextLine *line)
{
    size_t count = 1;
    Span span = {.role = role};
    if (row[0].length > 0)
        span = (Span){.role = row[0].role, .emphasis = row[0].emphasis};
    const Span first = span;
    for (int i = 1; i < line->width; i++) {
        if (continues(&row[i], &span))
            continue;
        count++;
        span = (Span){.role = row[i].length > 0 ? row[i].role : role, .emphasis = row[i].emphasis};
    }
    line->spans = arena_alloc(arena, count, sizeof *line->spans);
    line->count = 0;
    span = first;
    span.text = text;
    for (int i = 0; i < line->width; i++) {
        const Cell *cell = &row[i];
        if (i > 0 && !continues(cell, &span)) {
            line->spans[line->count++] = span;
            span = (Span){.text = span.text + span.length,
                          .role = cell->length > 0 ? cell->role : role,
                          .emphasis = cell->emphasis};
        }
        span.length += cell->length > 0 ? cell->length : cell->continued ? 0 : 1;
    }
    line->spans[line->count++] = span;
}

static void draw_row(Arena *arena, Cell *row, StyleRole role, TextLine *line)
{
    bool tame = true;
    size_t bytes = row_bytes(row, line->width, &tame);
    char *text = write_row(arena, row, line->width, bytes);
    make_spans(arena, row, role, text, line);
    if (tame || is_as_wide(line, text, bytes))
        return;
    separate(row, line->width);
    text = write_row(arena, row, line->width, row_bytes(row, line->width, &tame));
    make_spans(arena, row, role, text, line);
}

void math_draw(Arena *arena, Arena *scratch, const Piece *piece, StyleRole role, MathBox *box)
{
    Canvas canvas = {.arena = scratch, .width = piece->width, .height = math_piece_height(piece)};
    box->width = canvas.width;
    box->height = canvas.height;
    box->baseline = piece->up;
    box->rows = arena_alloc(arena, (size_t)box->height, sizeof *box->rows);
    if (canvas.width == 0)
        return;
    canvas.cells =
        arena_alloc(scratch, (size_t)canvas.width * (size_t)canvas.height, sizeof *canvas.cells);
    draw_piece(&canvas, piece, 0, piece->up);
    for (int y = 0; y < box->height; y++) {
        box->rows[y].width = box->width;
        draw_row(arena, canvas.cells + (size_t)y * (size_t)canvas.width, role, &box->rows[y]);
    }
}
