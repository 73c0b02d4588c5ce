/* Cells of a canvas as wide characters that a terminal can be given. */
#ifndef CAIRN_SHELL_GLYPH_H
#define CAIRN_SHELL_GLYPH_H

#include <stdbool.h>
#include <string.h>
#include <wchar.h>

#include "ui/canvas.h"

#define GLYPH_WIDE_MAX 5 /* a base and four marks: what terminals keep in a cell */

typedef struct WideGlyph {
    wchar_t text[GLYPH_WIDE_MAX + 1];
    bool half; /* the cell is two wide but the character is one: a blank belongs behind it */
} WideGlyph;

/* The character of a cell, with the marks that take no room. Control characters never come out,
 * nor what the C library calls wider or narrower than the cell is: they become '?', or U+FFFD.
 * With `ascii` everything beyond ASCII becomes '?'. */
void glyph_widen(const Cell *cell, bool ascii, WideGlyph *out);

/* Whether a cell holds a character of ASCII: most do. */
static inline bool glyph_is_plain(const Cell *cell)
{
    return cell->length == 1 && cell->width == 1 && cell->text[0] >= ' ' && cell->text[0] < 0x7F;
}

/* Whether two cells look the same. */
static inline bool glyph_same(const Cell *left, const Cell *right)
{
    return left->text[0] == right->text[0] && left->length == right->length &&
           left->width == right->width && left->role == right->role &&
           left->emphasis == right->emphasis &&
           (left->length <= 1 || memcmp(left->text, right->text, left->length) == 0);
}

#endif
