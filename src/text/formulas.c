#include "text/formulas.h"

#include <stdint.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "text/sanitize.h"
#include "text/source.h"

#define FIRST_PLACEHOLDER 0x100000U /* plane 16: private use, and no font has glyphs there */
#define LEAD_BYTE         0xF4      /* of every character of that plane */
#define FORMULA_LIMIT     65000

/* A part of the source made safe to draw, with its newlines; in a quotation its lines have quote marks,
 * which are left out. */
static const char *copy(Arena *arena, const char *text, size_t length, bool quoted)
{
    Buffer clean = {0};
    for (size_t at = 0; at < length;) {
        char c = text[at++];
        buffer_add_char(&clean, c);
        while (quoted && c == '\n' && at < length && strchr(" \t>", text[at]) != NULL)
            at++;
    }
    const char *safe = sanitize_text(arena, buffer_text(&clean), clean.length, 1);
    buffer_done(&clean);
    return safe;
}

static bool is_quote(const char *line)
{
    return line[strspn(line, " \t")] == '>';
}

static void add_formula(Formulas *formulas, Arena *arena, const char *source,
                        const SourceRegion *region, bool quoted, Buffer *out)
{
    size_t body = region->body_end - region->body_start, whole = region->end - region->start;
    Formula formula = {.source = copy(arena, source + region->start, whole, quoted),
                       .tex = copy(arena, source + region->body_start, body, quoted),
                       .display = region->display};
    char bytes[4];
    buffer_add(out, bytes, utf8_encode(FIRST_PLACEHOLDER + (uint32_t)formulas->count, bytes));
    *array_push(formulas) = formula;
}

static void add_text(const char *text, size_t length, Buffer *out)
{
    while (length > 0) {
        const char *lead = memchr(text, LEAD_BYTE, length);
        size_t plain = lead == NULL ? length : (size_t)(lead - text);
        buffer_add(out, text, plain);
        text += plain;
        length -= plain;
        if (length > 0) {
            uint32_t code_point;
            size_t count = utf8_decode(text, length, &code_point);
            buffer_add_text(out, "\xEF\xBF\xBD");
            text += count;
            length -= count;
        }
    }
}

void formulas_extract(Formulas *formulas, Arena *arena, const char *source, Buffer *out)
{
    SourceScanner scanner;
    SourceRegion region;
    bool quoted = is_quote(source); /* the line that a region begins in */
    source_begin(&scanner, source, strlen(source));
    while (source_next(&scanner, &region)) {
        if (region.kind == SOURCE_MATH && formulas->count < FORMULA_LIMIT)
            add_formula(formulas, arena, source, &region, quoted, out);
        else
            add_text(source + region.start, region.end - region.start, out);
        size_t line = region.end;
        while (line > region.start && source[line - 1] != '\n')
            line--;
        if (line > region.start)
            quoted = is_quote(source + line);
    }
}

size_t formulas_split(const Formulas *formulas, const char *text, size_t length,
                      const Formula **formula, size_t *placeholder)
{
    const char *lead = length == 0 ? NULL : memchr(text, LEAD_BYTE, length);
    *formula = NULL;
    *placeholder = 0;
    if (lead == NULL)
        return length;
    size_t plain = (size_t)(lead - text);
    uint32_t code_point;
    size_t count = utf8_decode(lead, length - plain, &code_point);
    if (code_point < FIRST_PLACEHOLDER || code_point - FIRST_PLACEHOLDER >= formulas->count)
        return plain + count; /* cannot be: what looked like one was replaced */
    *formula = &formulas->items[code_point - FIRST_PLACEHOLDER];
    *placeholder = count;
    return plain;
}

void formulas_restore(const Formulas *formulas, const char *text, size_t length, Buffer *out)
{
    while (length > 0) {
        const Formula *formula;
        size_t placeholder;
        size_t plain = formulas_split(formulas, text, length, &formula, &placeholder);
        buffer_add(out, text, plain);
        buffer_add_text(out, formula == NULL ? NULL : formula->source);
        text += plain + placeholder;
        length -= plain + placeholder;
    }
}

void formulas_done(Formulas *formulas)
{
    array_done(formulas);
}
