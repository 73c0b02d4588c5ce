/* What must hold of every formula's box: rows equally wide, no control characters, ASCII alone where
 * it is asked for, the same box twice, and a width that a limit never makes larger. 6,000 random
 * formulas over all that TeX's mathematics is made of, well-formed and torn; the seeds are fixed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "text/math_box.h"

#define FORMULAS 6000

/* --- chance --- */

static uint64_t chance(uint64_t *seed, uint64_t below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (*seed >> 33) % below;
}

#define PICK(seed, list) (list)[chance(seed, sizeof(list) / sizeof(list)[0])]

/* --- random formulas --- */

/* "@" stands for a formula, "~" for a row of items. */
static const char *const PATTERNS[] = {
    "\\frac{@}{@}",
    "\\tfrac{@}{@}",
    "{@ \\over @}",
    "\\binom{@}{@}",
    "\\sqrt{@}",
    "\\sqrt[@]{@}",
    "{@}_{@}",
    "{@}^{@}_{@}",
    "x_@^@",
    "f'",
    "\\left(@\\right)",
    "\\left\\{@\\middle|@\\right.",
    "\\left\\langle @\\right\\rangle",
    "\\left\\lfloor @\\right\\rfloor",
    "\\bigl[@\\bigr]",
    "\\Bigg\\{@\\Bigg\\}",
    "\\Big)^{@}",
    "\\sum_{@}^{@}@",
    "\\sum\\nolimits_{@}@",
    "\\int_{@}^{@}@",
    "\\iint @",
    "\\max_{@}@",
    "\\operatorname*{argmax}_{@}",
    "\\hat{@}",
    "\\overline{@}",
    "\\widetilde{@}",
    "\\vec{@}",
    "\\underbrace{@}_{@}",
    "\\overbrace{@}^{@}",
    "\\xrightarrow[@]{@}",
    "\\overset{@}{=}",
    "\\boxed{@}",
    "\\cancel{@}",
    "\\phantom{@}",
    "\\smash{@}",
    "\\textcolor{red}{@}",
    "\\displaystyle @",
    "\\textstyle @",
    "\\mathbf{@}",
    "\\text{a $@$ b}",
    "\\begin{pmatrix}@&@\\\\@&@\\end{pmatrix}",
    "\\begin{bmatrix}@\\\\@&@&@\\end{bmatrix}",
    "\\begin{cases}@&@\\\\@&@\\end{cases}",
    "\\begin{aligned}@&=@\\\\@&=@\\end{aligned}",
    "\\begin{array}{|c|r|}\\hline @&@\\\\\\hline @\\\\\\hline\\end{array}",
    "\\substack{@\\\\@}",
    "@\\\\@",
    "@\\tag{1}",
};

static const char *const ITEMS[] = {
    "x",
    "y_i",
    "12",
    "+",
    "-",
    "=",
    "\\in",
    "\\alpha",
    "\\log",
    "(",
    ")",
    "[",
    "|",
    "\\|",
    ",",
    "\\quad ",
    "\\,",
    "\\to",
    "\\mathbb{R}",
    "\\cdot",
    "\\theta",
    "\\mathrm{KL}",
    "\\hat y",
    "/",
    "\\text{ if }",
    "\\nowhere",
    "\\infty",
    "\\partial",
    "\\text{日本}",
    "é",
    "\\le",
    "\\ldots",
    "\\mathcal L",
    "\\top",
    "\\exp",
};

/* Pieces that belong together and stand alone here. */
static const char *const TORN[] = {"{",       "}",       "^",     "_",       "&",        "\\\\",
                                   "\\left(", "\\right", "\\end", "\\begin", "\\",       "\\frac",
                                   "$",       "\x01",    "\xff",  "\\over",  "\\middle", "%",
                                   "#1",      "\t",      "\u202E"};

static void add_formula(Buffer *tex, uint64_t *seed, int depth)
{
    for (uint64_t i = 1 + chance(seed, 3); i > 0; i--) {
        if (depth <= 0 || chance(seed, 3) == 0) {
            buffer_add_text(tex, PICK(seed, ITEMS));
            continue;
        }
        for (const char *at = PICK(seed, PATTERNS); *at != '\0'; at++) {
            if (*at == '@')
                add_formula(tex, seed, depth - 1 - (int)chance(seed, 2));
            else
                buffer_add_char(tex, *at);
        }
    }
}

static void tear(Buffer *tex, uint64_t *seed)
{
    Buffer torn = {0};
    size_t cut = chance(seed, tex->length + 1);
    buffer_add(&torn, buffer_text(tex), cut);
    buffer_add_text(&torn, PICK(seed, TORN));
    size_t rest = cut + chance(seed, tex->length - cut + 1);
    buffer_add(&torn, buffer_text(tex) + rest, tex->length - rest);
    buffer_done(tex);
    *tex = torn;
}

/* --- what must hold --- */

static void check_text(const Span *span, bool ascii)
{
    assert_true(utf8_valid(span->text, span->length));
    for (size_t at = 0; at < span->length;) {
        uint32_t code_point;
        at += utf8_decode(span->text + at, span->length - at, &code_point);
        assert_true(code_point >= 0x20 && code_point != 0x7F);
        assert_false(code_point >= 0x80 && code_point < 0xA0);
        assert_false(ascii && code_point >= 0x80);
    }
}

static void check_box(const MathBox *box, bool ascii)
{
    assert_true(box->height >= 1 && box->height <= MATH_BOX_HEIGHT_LIMIT);
    assert_true(box->width >= 0 && box->width <= MATH_BOX_WIDTH_LIMIT);
    assert_true(box->baseline >= 0 && box->baseline < box->height);
    for (int y = 0; y < box->height; y++) {
        const TextLine *row = &box->rows[y];
        Buffer text = {0};
        for (size_t i = 0; i < row->count; i++) {
            check_text(&row->spans[i], ascii);
            buffer_add(&text, row->spans[i].text, row->spans[i].length);
        }
        assert_int_equal(row->width, box->width);
        assert_int_equal(utf8_width(buffer_text(&text)), box->width);
        buffer_done(&text);
    }
}

static void check_same(const MathBox *a, const MathBox *b)
{
    assert_int_equal(a->height, b->height);
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->baseline, b->baseline);
    for (int y = 0; y < a->height; y++) {
        assert_int_equal(a->rows[y].count, b->rows[y].count);
        for (size_t i = 0; i < a->rows[y].count; i++) {
            const Span *left = &a->rows[y].spans[i], *right = &b->rows[y].spans[i];
            assert_int_equal(left->length, right->length);
            assert_memory_equal(left->text, right->text, left->length);
            assert_int_equal(left->role, right->role);
            assert_int_equal(left->emphasis, right->emphasis);
        }
    }
}

static MathBox typeset(Arena *arena, const Buffer *tex, const MathOptions *options)
{
    MathBox box = math_typeset(arena, buffer_text(tex), tex->length, options);
    check_box(&box, options->ascii);
    return box;
}

/* A narrower line never makes a wider box, and a line with room for the box changes nothing. */
static void check_limits(Arena *arena, const Buffer *tex, MathOptions options, const MathBox *box)
{
    int before = 0;
    for (options.width = 5; options.width < 100; options.width += 7) {
        MathBox broken = typeset(arena, tex, &options);
        assert_false(broken.limited);
        assert_true(broken.width <= box->width);
        assert_true(broken.width >= before);
        before = broken.width;
        if (options.width >= box->width)
            check_same(box, &broken);
    }
}

/* A formula in every form, in both alphabets, twice, and broken to many widths unless it has tags, which
 * go to the right end of the line. */
static void check_formula(const Buffer *tex)
{
    bool tagged = strstr(buffer_text(tex), "\\tag") != NULL;
    for (int form = MATH_FORM_DISPLAY; form <= MATH_FORM_LINE; form++) {
        for (int ascii = 0; ascii < 2; ascii++) {
            Arena *arena = arena_new();
            MathOptions options = {.form = (MathForm)form, .ascii = ascii, .role = ROLE_MATH};
            MathBox box = typeset(arena, tex, &options);
            MathBox again = typeset(arena, tex, &options);
            check_same(&box, &again);
            if (form != MATH_FORM_LINE && !tagged && !box.limited)
                check_limits(arena, tex, options, &box);
            options.alphabets = true;
            typeset(arena, tex, &options);
            arena_free(arena);
        }
    }
}

/* The formula in hand, for tell_formula. */
static int set_up(void **state)
{
    *state = mem_alloc(1, sizeof(Buffer));
    return 0;
}

static int tell_formula(void **state)
{
    Buffer *tex = *state;
    if (tex->length > 0)
        print_message("the formula was: %s\n", buffer_text(tex));
    buffer_done(tex);
    mem_free(tex);
    return 0;
}

static void test_random_formulas(void **state)
{
    uint64_t seed = 20261125;
    Buffer *tex = *state;
    for (int i = 0; i < FORMULAS; i++) {
        add_formula(tex, &seed, 1 + i % 4);
        if (i % 3 == 0)
            tear(tex, &seed);
        check_formula(tex);
        buffer_clear(tex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random_formulas, set_up, tell_formula)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
