/* TeX formulas and macros: any bytes give a box of equally wide rows and one row of text, without
 * control bytes, in ASCII alone where that was asked for, and the same whenever they are asked for
 * again. The first byte chooses the options, the second the width; a NUL byte ends the macros that stand
 * before the formula. One input in eight is asked for twice. */
#include "fuzz/checks.h"
#include "text/math.h"
#include "text/math_box.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_box(const MathBox *box, bool ascii)
{
    require(box->height >= 1 && box->height <= MATH_BOX_HEIGHT_LIMIT);
    require(box->width >= 0 && box->width <= MATH_BOX_WIDTH_LIMIT);
    require(box->baseline >= 0 && box->baseline < box->height);
    for (int i = 0; i < box->height; i++) {
        check_line(&box->rows[i], ascii);
        require(box->rows[i].width == box->width);
    }
}

static void run_box(Arena *arena, const char *tex, size_t length, const MathOptions *options,
                    bool twice)
{
    MathBox box = math_typeset(arena, tex, length, options);
    check_box(&box, options->ascii);
    if (!twice)
        return;
    MathBox again = math_typeset(arena, tex, length, options);
    require(box.height == again.height && box.width == again.width &&
            box.baseline == again.baseline && box.unknown == again.unknown);
    check_same_lines(box.rows, again.rows, (size_t)box.height);
}

static void run_row(const char *tex, size_t length, const MathOptions *options, bool twice)
{
    Buffer row = {0};
    size_t unknown = math_flatten(&row, tex, length, options->ascii, options->macros);
    check_text(buffer_text(&row), row.length, options->ascii);
    if (twice) {
        Buffer again = {0};
        require(unknown == math_flatten(&again, tex, length, options->ascii, options->macros));
        require(strcmp(buffer_text(&row), buffer_text(&again)) == 0);
        buffer_done(&again);
    }
    buffer_done(&row);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    Arena *arena = take_arena();
    size_t length = size - 2;
    const char *tex = (const char *)data + 2;
    const char *end = memchr(tex, '\0', length);
    size_t defined = end == NULL ? 0 : (size_t)(end - tex) + 1;
    MathMacros *macros = end == NULL ? NULL : math_macros_new(arena, NULL);
    if (macros != NULL)
        (void)math_macros_read(macros, tex, defined - 1);
    MathOptions options = {.form = (MathForm)(data[0] % 3),
                           .ascii = (data[0] & 4) != 0,
                           .alphabets = (data[0] & 8) != 0,
                           .width = data[1] % 121,
                           .role = ROLE_MATH,
                           .macros = macros};
    bool twice = is_asked_twice(data, size);
    if ((data[0] & 16) != 0)
        run_row(tex + defined, length - defined, &options, twice);
    else
        run_box(arena, tex + defined, length - defined, &options, twice);
    return 0;
}
