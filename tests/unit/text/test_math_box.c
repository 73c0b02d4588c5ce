/* Formulas as boxes against tests/golden/math/NAME.math. Such a file is its own input: a line
 * "options: TeX" asks for a box, whose rows follow; "#" starts a comment. Options, with commas: display
 * or inline, line, ascii, alphabets, width=40. A row is ">" on the baseline, else " ", then the cells and
 * "|", then what has a style of its own: "{warning 3+5}" are five cells from the third on in this role,
 * "{bold 3+5}" likewise. `make golden` writes the boxes anew; the diff is to be looked at like code. */
#include "text/math_box.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "unit/text/golden.h"

/* --- the golden files --- */

static bool has_option(const char *options, size_t length, const char *name)
{
    const char *found = strstr(options, name);
    return found != NULL && found < options + length;
}

static MathOptions read_options(const char *text, size_t length)
{
    MathOptions options = {.form = MATH_FORM_DISPLAY, .role = ROLE_TEXT};
    if (has_option(text, length, "inline"))
        options.form = MATH_FORM_INLINE;
    if (has_option(text, length, "line") && !has_option(text, length, "inline"))
        options.form = MATH_FORM_LINE;
    options.ascii = has_option(text, length, "ascii");
    options.alphabets = has_option(text, length, "alphabets");
    const char *width = strstr(text, "width=");
    if (width != NULL && width < text + length)
        options.width = (int)strtol(width + strlen("width="), NULL, 10);
    return options;
}

static void dump_styles(Buffer *out, const TextLine *row)
{
    int at = 0;
    for (size_t i = 0; i < row->count; i++) {
        const Span *span = &row->spans[i];
        int width = utf8_width_range(span->text, span->length);
        const char *name = span->emphasis == EMPHASIS_BOLD     ? "bold"
                           : span->emphasis == EMPHASIS_ITALIC ? "italic"
                                                               : style_role_name(span->role);
        if (span->role != ROLE_TEXT || span->emphasis != 0)
            buffer_add_format(out, " {%s %d+%d}", name, at, width);
        at += width;
    }
}

static void dump_box(Buffer *out, const MathBox *box)
{
    for (int y = 0; y < box->height; y++) {
        buffer_add_char(out, y == box->baseline ? '>' : ' ');
        for (size_t i = 0; i < box->rows[y].count; i++)
            buffer_add(out, box->rows[y].spans[i].text, box->rows[y].spans[i].length);
        buffer_add_char(out, '|');
        dump_styles(out, &box->rows[y]);
        buffer_add_char(out, '\n');
    }
}

/* Every row is as wide as the box, by its own account and by its characters. */
static void check_widths(const MathBox *box)
{
    assert_true(box->height >= 1 && box->baseline >= 0 && box->baseline < box->height);
    for (int y = 0; y < box->height; y++) {
        int width = 0;
        for (size_t k = 0; k < box->rows[y].count; k++)
            width += utf8_width_range(box->rows[y].spans[k].text, box->rows[y].spans[k].length);
        assert_int_equal(width, box->width);
        assert_int_equal(box->rows[y].width, box->width);
    }
}

/* Appends a line of a golden file, and the box behind one that asks for it. */
static void answer(Buffer *out, const char *line, size_t length)
{
    const char *colon = memchr(line, ':', length);
    buffer_add(out, line, length);
    buffer_add_char(out, '\n');
    if (line[0] == '#' || colon == NULL)
        return;
    size_t skip = (size_t)(colon - line) + 2;
    Arena *arena = arena_new();
    MathOptions options = read_options(line, (size_t)(colon - line));
    MathBox box = math_typeset(arena, line + skip, length < skip ? 0 : length - skip, &options);
    check_widths(&box);
    dump_box(out, &box);
    arena_free(arena);
}

/* The file as it ought to be: the boxes are made anew, all else stays. */
static void regenerate(Buffer *out, const char *golden)
{
    for (const char *line = golden; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        bool row = line[0] == ' ' || line[0] == '>';
        if (length == 0)
            buffer_add_char(out, '\n');
        else if (!row)
            answer(out, line, length);
        line += length + (line[length] == '\n' ? 1 : 0);
    }
}

static void test_golden(void **state)
{
    golden_check(*state, regenerate);
}

/* --- facts --- */

static MathBox typeset(Arena *arena, const char *tex, MathOptions options)
{
    MathBox box = math_typeset(arena, tex, strlen(tex), &options);
    check_widths(&box);
    return box;
}

static void test_nothing(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    static const char *const formulas[] = {"", " ", "{}", "\\,"};
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        MathBox box = typeset(arena, formulas[i], (MathOptions){.role = ROLE_MATH});
        assert_int_equal(box.height, 1);
        assert_false(box.limited);
    }
    arena_free(arena);
}

static void test_unknown_commands_are_counted(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    MathBox box = typeset(arena, "\\nowhere + \\nothing", (MathOptions){.role = ROLE_MATH});
    assert_int_equal(box.unknown, 2);
    assert_int_equal(box.rows[0].spans[0].role, ROLE_WARNING);
    arena_free(arena);
}

static char *repeat(const char *text, int count)
{
    Buffer all = {0};
    for (int i = 0; i < count; i++)
        buffer_add_text(&all, text);
    return buffer_take(&all);
}

static void test_limits(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    static const struct {
        const char *text;
        int count;
        bool limited;
    } cases[] = {
        {"x", 500, false},         {"x", 501, true},          {"x", 20000, true},
        {"\\frac{1}{", 50, false}, {"\\frac{1}{", 150, true}, {"{", 250, true},
        {"\\pdv[", 50, false},     {"\\sqrt{", 60, false},    {"\\sqrt[", 60, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *tex = repeat(cases[i].text, cases[i].count);
        for (int form = MATH_FORM_DISPLAY; form <= MATH_FORM_INLINE; form++) {
            MathBox box = typeset(arena, tex, (MathOptions){.form = (MathForm)form});
            assert_int_equal(box.limited, cases[i].limited);
            assert_true(box.width <= MATH_BOX_WIDTH_LIMIT);
            assert_true(box.height <= MATH_BOX_HEIGHT_LIMIT);
        }
        mem_free(tex);
    }
    arena_free(arena);
}

/* Characters that join with what stands before them take less room than they were given: such a row is
 * still as wide as it says (check_widths). */
static void test_joining_characters(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    static const char *const formulas[] = {
        "\\\u192B\u192B",      "x\u192B{\u192B}\\\u0602x", "{\U0001F44D}{\U0001F3FD}",
        "{\u0600}{\u65E5}",    "{\u1100}{\u1161}{\u11A8}", "{\U0001F1E9}{\U0001F1EA}",
        "\\hat{\u65E5}\u0301", "{\u0915\u094D}{\u0937}",
    };
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        typeset(arena, formulas[i], (MathOptions){.role = ROLE_MATH});
        typeset(arena, formulas[i], (MathOptions){.form = MATH_FORM_INLINE, .role = ROLE_MATH});
    }
    arena_free(arena);
}

/* Broken lines that are too many are no reason to show no formula. */
static void test_too_many_lines(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    char *tex = repeat("a+", 120);
    MathBox broken = typeset(arena, tex, (MathOptions){.role = ROLE_MATH, .width = 5});
    assert_true(broken.height > 50 && broken.height <= MATH_BOX_HEIGHT_LIMIT);
    mem_free(tex);
    tex = repeat("a_{b^2}+", 80);
    MathBox whole = typeset(arena, tex, (MathOptions){.role = ROLE_MATH});
    broken = typeset(arena, tex, (MathOptions){.role = ROLE_MATH, .width = 5});
    assert_false(broken.limited);
    assert_int_equal(broken.height, whole.height);
    mem_free(tex);
    arena_free(arena);
}

/* The source of a formula beyond a limit is as clean as a formula. */
static void test_source_is_clean(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    char *tex = repeat("\u03B1\x1b[31m{", 300);
    for (int form = MATH_FORM_DISPLAY; form <= MATH_FORM_LINE; form++) {
        MathBox box =
            typeset(arena, tex, (MathOptions){.form = (MathForm)form, .ascii = true, .width = 40});
        assert_true(box.limited || form == MATH_FORM_LINE);
        for (int y = 0; y < box.height; y++) {
            for (size_t i = 0; i < box.rows[y].count; i++) {
                const Span *span = &box.rows[y].spans[i];
                for (size_t k = 0; k < span->length; k++)
                    assert_true(span->text[k] >= ' ' && span->text[k] <= '~');
            }
        }
    }
    mem_free(tex);
    arena_free(arena);
}

#define GOLDEN(name)                                                                         \
    {                                                                                        \
        name, test_golden, NULL, NULL, (void *)(uintptr_t) "tests/golden/math/" name ".math" \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        GOLDEN("machine-learning"),
        GOLDEN("textbooks"),
        GOLDEN("fractions"),
        GOLDEN("scripts"),
        GOLDEN("delimiters"),
        GOLDEN("grids"),
        GOLDEN("diagrams"),
        GOLDEN("accents"),
        GOLDEN("spacing"),
        GOLDEN("breaking"),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_unknown_commands_are_counted),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_joining_characters),
        cmocka_unit_test(test_too_many_lines),
        cmocka_unit_test(test_source_is_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
