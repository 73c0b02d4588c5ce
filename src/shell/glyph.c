#include "shell/glyph.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define ZERO_WIDTH_JOINER 0x200D
#define REPLACEMENT       0xFFFD

/* Variation selectors would make terminals disagree with each other about the width. */
static bool is_variation(uint32_t code)
{
    return code >= 0xFE00 && code <= 0xFE0F;
}

static wchar_t base_of(uint32_t code, int width, bool ascii, bool *half)
{
    bool plain = code >= ' ' && code < 0x7F;
    int real = code < 0xA0 ? -1 : wcwidth((wchar_t)code);
    *half = width == 2;
    if (plain || ascii)
        return plain ? (wchar_t)code : L'?';
    if (real < 1 || real > width)
        return REPLACEMENT;
    *half = real < width;
    return (wchar_t)code;
}

void glyph_widen(const Cell *cell, bool ascii, WideGlyph *out)
{
    if (glyph_is_plain(cell)) {
        out->text[0] = (wchar_t)cell->text[0];
        out->text[1] = L'\0';
        out->half = false;
        return;
    }
    *out = (WideGlyph){.text = L" "};
    if (cell->length == 0)
        return;
    uint32_t code = 0;
    size_t used = utf8_decode(cell->text, cell->length, &code);
    size_t count = 1;
    out->text[0] = base_of(code, cell->width, ascii, &out->half);
    while (used < cell->length && count < GLYPH_WIDE_MAX && !ascii) {
        used += utf8_decode(cell->text + used, cell->length - used, &code);
        if (code == ZERO_WIDTH_JOINER)
            break; /* what follows is drawn on the base by few terminals */
        if (code >= 0xA0 && wcwidth((wchar_t)code) == 0 && !is_variation(code))
            out->text[count++] = (wchar_t)code;
    }
}
