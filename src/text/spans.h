/* Lines of styled spans: what every renderer in this room produces and every pane draws. */
#ifndef CAIRN_TEXT_SPANS_H
#define CAIRN_TEXT_SPANS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/style.h"

typedef struct Span {
    const char *text; /* sanitised UTF-8 without control bytes, in the lines' arena */
    size_t length;    /* bytes */
    StyleRole role;
    uint8_t emphasis; /* EMPHASIS_* bits */
    const char *link; /* address, or NULL */
} Span;

typedef struct TextLine {
    Span *spans;
    size_t count;
    int width; /* cells */
    /* Of a line that is not wrapped (code, a formula, a plot): the width of the widest line of its
     * block, 0 elsewhere; and the cells before the block, indentation and bars of quotations, which
     * stay where they are when it is scrolled sideways. */
    int block, kept;
} TextLine;

/* Zero-initialise; lines live in the arena they were made with. */
typedef struct TextLines {
    TextLine *items;
    size_t count, capacity; /* storage is in the arena too */
} TextLines;

/* Appends an empty line / a span to the last line (a first line is made when there is none). Text
 * is copied and sanitised. */
void lines_add(TextLines *lines, Arena *arena);
void lines_add_span(TextLines *lines, Arena *arena, const char *text, size_t length, StyleRole role,
                    uint8_t emphasis, const char *link);
void lines_add_text(TextLines *lines, Arena *arena, StyleRole role, const char *text);

/* Appends `cells` blanks to the last line. */
void lines_add_blanks(TextLines *lines, Arena *arena, int cells);

/* Appends the spans of `line` to the last line; both share the text, which must live as long. */
void lines_join(TextLines *lines, Arena *arena, const TextLine *line);

/* Makes the lines from `first` on one block that is not wrapped, behind `kept` cells of each. */
void lines_set_block(TextLines *lines, size_t first, int kept);

/* Word-wraps plain text (newlines break) to `width` cells (>= 1), continuation lines indented by
 * `indent` cells, and appends the lines. Over-long words break between clusters. */
void lines_add_wrapped(TextLines *lines, Arena *arena, const char *text, int width, int indent,
                       StyleRole role, uint8_t emphasis);

#endif
