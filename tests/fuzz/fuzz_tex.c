/* TeX formulas and macros: any bytes give a box of equally wide rows and one row of text, without
 * control bytes, in ASCII alone where that was asked for, and the same whenever they are asked for
 * again. The first byte chooses the options, the second the width; a NUL byte ends the macros that stand
 * before the formula. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/math.h"
#include "text/math_box.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        __builtin_trap();
}

static void check_text(const char *text, size_t length, bool ascii)
{
    require(utf8_valid(text, length));
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        require(byte >= 0x20 && byte != 0x7F && (!ascii || byte < 0x80));
        require(byte != 0xC2 || (unsigned char)text[i + 1] >= 0xA0); /* C1 controls */
    }
}

static void check_box(const MathBox *box, bool ascii)
{
    require(box->height >= 1 && box->height <= MATH_BOX_HEIGHT_LIMIT);
    require(box->width >= 0 && box->width <= MATH_BOX_WIDTH_LIMIT);
    require(box->baseline >= 0 && box->baseline < box->height);
    for (int i = 0; i < box->height; i++) {
        const TextLine *row = &box->rows[i];
        int cells = 0;
        for (size_t k = 0; k < row->count; k++) {
            const Span *span = &row->spans[k];
            check_text(span->text, span->length, ascii);
            cells += utf8_width_range(span->text, span->length);
        }
        require(cells == row->width && cells == box->width);
    }
}

static bool is_same_row(const TextLine *a, const TextLine *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const Span *one = &a->spans[i], *two = &b->spans[i];
        if (one->length != two->length || memcmp(one->text, two->text, one->length) != 0 ||
            one->role != two->role || one->emphasis != two->emphasis)
            return false;
    }
    return true;
}

static void run_box(const char *tex, size_t length, const MathOptions *options)
{
    Arena *arena = arena_new();
    MathBox box = math_typeset(arena, tex, length, options);
    MathBox again = math_typeset(arena, tex, length, options);
    check_box(&box, options->ascii);
    require(box.height == again.height && box.width == again.width &&
            box.baseline == again.baseline && box.unknown == again.unknown);
    for (int i = 0; i < box.height; i++)
        require(is_same_row(&box.rows[i], &again.rows[i]));
    arena_free(arena);
}

static void run_row(const char *tex, size_t length, const MathOptions *options)
{
    Buffer row = {0}, again = {0};
    size_t unknown = math_flatten(&row, tex, length, options->ascii, options->macros);
    require(unknown == math_flatten(&again, tex, length, options->ascii, options->macros));
    require(row.length == again.length);
    require(row.length == 0 || memcmp(row.data, again.data, row.length) == 0);
    check_text(buffer_text(&row), row.length, options->ascii);
    buffer_done(&row);
    buffer_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    size_t length = size - 2;
    char *tex = mem_dup_range((const char *)data + 2, length);
    const char *end = memchr(tex, '\0', length);
    size_t defined = end == NULL ? 0 : (size_t)(end - tex) + 1;
    Arena *arena = arena_new();
    MathMacros *macros = end == NULL ? NULL : math_macros_new(arena, NULL);
    if (macros != NULL)
        (void)math_macros_read(macros, tex, defined - 1);
    MathOptions options = {.form = (MathForm)(data[0] % 3),
                           .ascii = (data[0] & 4) != 0,
                           .alphabets = (data[0] & 8) != 0,
                           .width = data[1] % 121,
                           .role = ROLE_MATH,
                           .macros = macros};
    if ((data[0] & 16) != 0)
        run_row(tex + defined, length - defined, &options);
    else
        run_box(tex + defined, length - defined, &options);
    arena_free(arena);
    mem_free(tex);
    return 0;
}
