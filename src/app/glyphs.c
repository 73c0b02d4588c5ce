#include "app/glyphs.h"

const char *glyph_text(Glyph glyph, bool ascii)
{
    static const char *const UNICODE[] = {
#define GLYPH(identifier, unicode, plain) unicode,
#include "app/glyphs.def"
#undef GLYPH
    };
    static const char *const PLAIN[] = {
#define GLYPH(identifier, unicode, plain) plain,
#include "app/glyphs.def"
#undef GLYPH
    };
    return ascii ? PLAIN[glyph] : UNICODE[glyph];
}

Glyph glyph_of_mark(Mark mark)
{
    switch (mark) {
    case MARK_DOING:
        return GLYPH_DOING;
    case MARK_DONE:
        return GLYPH_DONE;
    case MARK_SKIPPED:
        return GLYPH_SKIPPED;
    case MARK_TODO:
    case MARK_COUNT:
        break;
    }
    return GLYPH_TODO;
}

StyleRole glyph_role_of_mark(Mark mark)
{
    switch (mark) {
    case MARK_DOING:
        return ROLE_DOING;
    case MARK_DONE:
        return ROLE_DONE;
    case MARK_SKIPPED:
        return ROLE_SKIPPED;
    case MARK_TODO:
    case MARK_COUNT:
        break;
    }
    return ROLE_TODO;
}
