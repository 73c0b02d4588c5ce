/* A canvas of cells: what panes draw on. It clips; it cannot be drawn outside. Cells hold text and
 * style roles, never colours or escape codes. */
#ifndef CAIRN_UI_CANVAS_H
#define CAIRN_UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/rect.h"
#include "base/buffer.h"
#include "text/spans.h"
#include "text/style.h"

#define CELL_TEXT_SIZE 20 /* a base and its marks; a longer cluster shows its base alone */

typedef struct Cell {
    char text[CELL_TEXT_SIZE]; /* UTF-8, not ended by NUL when full */
    uint8_t length;            /* bytes; 0: the right half of a wide character */
    uint8_t width;             /* 1 or 2; 0 for a right half */
    uint8_t role;              /* StyleRole */
    uint8_t emphasis;
    uint8_t link; /* number of its address among the canvas's links, from 1; 0: none */
} Cell;

#define CANVAS_LINKS 255 /* addresses on a canvas; what is beyond is not linked */

typedef struct Canvas {
    Cell *cells; /* rows * columns, row by row */
    int rows, columns;
    int cursor_row, cursor_column; /* where the terminal's cursor shows; -1: hidden */
    bool ascii;                    /* box, bars and marks in ASCII */
    const char
        *links[CANVAS_LINKS]; /* addresses of the spans that were drawn: borrowed from them */
    int link_count;
} Canvas;

void canvas_init(Canvas *canvas, int rows, int columns);
void canvas_done(Canvas *canvas);
void canvas_resize(Canvas *canvas, int rows, int columns); /* clears */
void canvas_clear(Canvas *canvas);

Rect canvas_bounds(const Canvas *canvas);

/* Draws sanitised text in one row from (row, column), clipped to `clip` and the canvas. A wide
 * character that would be cut in half at either edge is drawn as a blank. Returns the column after
 * the text (also where it was clipped). */
int canvas_text(Canvas *canvas, Rect clip, int row, int column, const char *text, StyleRole role,
                uint8_t emphasis);
int canvas_text_range(Canvas *canvas, Rect clip, int row, int column, const char *text,
                      size_t length, StyleRole role, uint8_t emphasis);

/* As canvas_text within `width` cells; what does not fit ends in "…" ("~" in ASCII). */
int canvas_text_fit(Canvas *canvas, Rect clip, int row, int column, int width, const char *text,
                    StyleRole role, uint8_t emphasis);

/* A line of spans, linked where they have addresses that can be (escape_can_link); and text right-aligned so that it ends before `column_end`. */
int canvas_line(Canvas *canvas, Rect clip, int row, int column, const TextLine *line);
void canvas_text_right(Canvas *canvas, Rect clip, int row, int column_end, const char *text,
                       StyleRole role, uint8_t emphasis);

/* Fills a rectangle with blanks of a role; restyles one without changing its text. */
void canvas_fill(Canvas *canvas, Rect area, StyleRole role);
void canvas_restyle(Canvas *canvas, Rect area, StyleRole role);

void canvas_rule(Canvas *canvas, Rect clip, int row, int column, int columns);   /* ─ */
void canvas_rule_down(Canvas *canvas, Rect clip, int row, int column, int rows); /* │ */
void canvas_box(Canvas *canvas, Rect area, const char *title);

/* A bar of `columns` cells filled to `share` (0..1): ━━━╌╌. */
void canvas_bar(Canvas *canvas, Rect clip, int row, int column, int columns, double share);

/* The canvas as text, rows ended by '|' and a newline. With `styles`, spans that are not ROLE_TEXT
 * read {role:text} and the cursor cell is preceded by '^'. */
void canvas_dump(const Canvas *canvas, bool styles, Buffer *out);

#endif
