/* Formulas as one row, from hostile hands: any bytes, endless repetition, limits. */
#include "text/math.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

/* A NUL byte is a byte like any other, also in the commands that read their argument by character. */
static void test_nul_bytes(void **state)
{
    (void)state;
    static const char *const commands[] = {"ce",           "num",    "si",    "text",
                                           "operatorname", "mathrm", "color", "tag",
                                           "phantom",      "hspace", "def\\x"};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        Buffer tex = {0}, out = {0};
        buffer_add_format(&tex, "\\%s{a1", commands[i]);
        buffer_add_char(&tex, '\0');
        buffer_add_text(&tex, "2b}");
        (void)math_flatten(&out, buffer_text(&tex), tex.length, false, NULL);
        assert_int_equal(strlen(buffer_text(&out)), out.length);
        buffer_done(&tex);
        buffer_done(&out);
    }
}

/* A character carries a few marks; more are left out, or each would cost more than the one before. */
static void test_crowded_marks(void **state)
{
    (void)state;
    static const char *const commands[] = {"\\cancel", "\\cancelto x", "\\hat", "\\bar"};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        Buffer tex = {0}, out = {0};
        for (int k = 0; k < 90; k++)
            buffer_add_text(&tex, commands[i]);
        buffer_add_text(&tex, " y");
        (void)math_flatten(&out, buffer_text(&tex), tex.length, false, NULL);
        assert_true(out.length > 0);
        for (size_t at = 0; at < out.length;) {
            int cells;
            size_t count = utf8_next_cluster(out.data + at, out.length - at, &cells);
            assert_true(count < 20);
            at += count;
        }
        buffer_done(&tex);
        buffer_done(&out);
    }
}

static void test_limits(void **state)
{
    (void)state;
    Buffer tex = {0}, out = {0};
    for (int depth = 199; depth <= 201; depth++) {
        buffer_clear(&tex);
        buffer_clear(&out);
        for (int i = 0; i < depth; i++)
            buffer_add_text(&tex, "{");
        buffer_add_text(&tex, "\\alpha");
        for (int i = 0; i < depth; i++)
            buffer_add_text(&tex, "}");
        (void)math_flatten(&out, tex.data, tex.length, false, NULL);
        assert_string_equal(out.data, depth <= 200 ? "α" : tex.data);
    }
    static const char *const repeated[] = {
        "{",        "\\frac", "x^",      "\\sqrt[", "\\left(", "\\hat", "\\begin{cases}",
        "a\\over ", "\\not",  "\\text{", "_",       "'"};
    for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++) {
        buffer_clear(&tex);
        while (tex.length < 16000)
            buffer_add_text(&tex, repeated[i]);
        buffer_clear(&out);
        (void)math_flatten(&out, tex.data, tex.length, false, NULL);
        assert_true(out.length <= 3 * tex.length);
        buffer_add_text(&tex, "\\alpha \n");
        while (tex.length < 20000)
            buffer_add_text(&tex, "é");
        buffer_clear(&out);
        (void)math_flatten(&out, tex.data, tex.length, true, NULL);
        assert_non_null(strstr(out.data, "\\alpha  ??"));
    }
    buffer_done(&tex);
    buffer_done(&out);
}

static const char *const pieces[] = {"{",
                                     "}",
                                     "^",
                                     "_",
                                     "'",
                                     "&",
                                     "\\\\",
                                     "\\frac",
                                     "\\sqrt",
                                     "[",
                                     "]",
                                     "\\left(",
                                     "\\right)",
                                     "\\begin{cases}",
                                     "\\end{cases}",
                                     "x",
                                     "2",
                                     "+",
                                     "-",
                                     "=",
                                     ",",
                                     "\\sum",
                                     "\\log",
                                     "\\hat",
                                     "\\text{a b}",
                                     "\\mathrm{ab}",
                                     "\\mathbb",
                                     "é",
                                     " ",
                                     "\\over ",
                                     "\\,",
                                     "|",
                                     "\\",
                                     "\\not",
                                     "\\begin{aligned}",
                                     "\\end{aligned}",
                                     "\\theta",
                                     "\\ce{",
                                     "->",
                                     "\\SI{",
                                     "\\per\\metre",
                                     "\\dyad",
                                     "\\overset",
                                     "\\substack{",
                                     "\xFF"};

/* Random TeX: no failure, one row, and in ASCII mode nothing but ASCII. */
static void test_any_tex(void **state)
{
    (void)state;
    uint32_t seed = 17;
    for (int round = 0; round < 5000; round++) {
        Buffer tex = {0}, out = {0};
        for (int i = 0; i < 25; i++) {
            seed = seed * 1664525U + 1013904223U;
            buffer_add_text(&tex, pieces[(seed >> 12) % (sizeof pieces / sizeof pieces[0])]);
        }
        (void)math_flatten(&out, tex.data, tex.length, false, NULL);
        assert_null(strchr(buffer_text(&out), '\n'));
        buffer_clear(&out);
        (void)math_flatten(&out, tex.data, tex.length, true, NULL);
        for (size_t i = 0; i < out.length; i++)
            assert_in_range(out.data[i], 0x20, 0x7E);
        buffer_done(&tex);
        buffer_done(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nul_bytes),
        cmocka_unit_test(test_crowded_marks),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_any_tex),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
