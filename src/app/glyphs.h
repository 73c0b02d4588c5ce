/* Marks, bars and boxes, with an ASCII stand-in for each (glyphs.def). */
#ifndef CAIRN_APP_GLYPHS_H
#define CAIRN_APP_GLYPHS_H

#include <stdbool.h>

#include "study/state.h"
#include "text/style.h"

typedef enum Glyph {
#define GLYPH(identifier, unicode, plain) GLYPH_##identifier,
#include "app/glyphs.def"
#undef GLYPH
    GLYPH_COUNT
} Glyph;

/* One cell of text. */
const char *glyph_text(Glyph glyph, bool ascii);

/* Glyph and style of a mark; a done item whose cards have faded is rusty. */
Glyph glyph_of_mark(Mark mark);
StyleRole glyph_role_of_mark(Mark mark);

#endif
