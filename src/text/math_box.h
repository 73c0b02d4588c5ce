/* A formula as a box of terminal cells. */
#ifndef CAIRN_TEXT_MATH_BOX_H
#define CAIRN_TEXT_MATH_BOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "text/math_macros.h"
#include "text/spans.h"

#define MATH_BOX_WIDTH_LIMIT  500 /* cells */
#define MATH_BOX_HEIGHT_LIMIT 200

typedef enum MathForm {
    MATH_FORM_DISPLAY, /* on lines of its own: limits above and below */
    MATH_FORM_INLINE,  /* within a line of prose: limits behind their operators, compact */
    MATH_FORM_LINE,    /* one row, with parentheses where flattening would change the meaning */
} MathForm;

typedef struct MathOptions {
    MathForm form;
    int width;      /* lines wider than this are broken where TeX would; 0: never */
    bool ascii;     /* ASCII alone, in a backend that lacks nothing */
    bool alphabets; /* bold and italic letters from Unicode's alphabets instead of attributes */
    StyleRole role; /* of ordinary symbols */
    const MathMacros *macros; /* may be NULL */
} MathOptions;

/* Rows of equal width. Lives in the arena. */
typedef struct MathBox {
    TextLine *rows;
    int height, width; /* height >= 1 */
    int baseline;      /* the row that stands on the line of the prose around it */
    size_t unknown;    /* commands shown as they stand */
    bool limited;      /* beyond a limit: the source is shown, with a note */
} MathBox;

/* Typesets `tex` (without the surrounding $). Never fails. Every row has exactly `width` cells by
 * utf8_width; the text is sanitised. A box may stay wider than options->width where nothing can be
 * broken: whoever draws it scrolls or cuts. */
MathBox math_typeset(Arena *arena, const char *tex, size_t length, const MathOptions *options);

#endif
