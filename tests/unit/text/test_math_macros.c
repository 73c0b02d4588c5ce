/* Macros: what defines them, what they expand to, and where expansion ends. */
#include "text/math_macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "text/math.h"
#include "text/math_box.h"
#include "text/math_tree.h"

typedef struct Case {
    const char *macros, *tex, *expanded;
} Case;

static MathMacros *read(Arena *arena, const char *macros)
{
    MathMacros *table = math_macros_new(arena, NULL);
    (void)math_macros_read(table, macros, strlen(macros));
    return table;
}

static void test_expansion(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\newcommand{\\R}{\\mathbb{R}}", "\\R^n", "\\mathbb{R}^n"},
        {"\\newcommand\\R{\\mathbb R}", "x\\R y", "x\\mathbb Ry"},
        {"\\newcommand*{\\vt}[1]{\\mathbf{#1}}", "\\vt{ab}\\vt x", "\\mathbf{ab}\\mathbf{x}"},
        {"\\newcommand{\\f}[2]{#2/#1}", "\\f{a}{bc} \\f xy", "bc/a y/x"},
        {"\\newcommand{\\e}[2][n]{#1:#2}", "\\e{x}\\e[k]{y}", "n:xk:y"},
        {"\\def\\x{a}\\def\\y#1#2{#1\\x#2}", "\\y12", "1a2"},
        {"\\gdef\\x{a}\\xdef\\z{b}", "\\x\\z", "ab"},
        {"\\DeclareMathOperator{\\tr}{tr}", "\\tr A", "\\operatorname{tr}A"},
        {"\\DeclareMathOperator*{\\am}{arg\\,max}", "\\am_x", "\\operatorname*{arg\\,max}_x"},
        {"\\DeclarePairedDelimiter{\\set}{\\{}{\\}}", "\\set*{x}", "\\left\\{ x\\right\\} "},
        {"\\DeclarePairedDelimiterX{\\kl}[2]{(}{)}{#1\\,\\delimsize\\|\\,#2}", "D\\kl{p}{q}",
         "D\\left( p\\,\\delimsize\\|\\,q\\right) "},
        {"\\DeclarePairedDelimiterXPP\\Prob[1]{P}{(}{)}{!}{#1}", "\\Prob{x}",
         "P\\left( x\\right) !"},
        {"\\NewDocumentCommand{\\x}{O{k} m m}{#1#2#3}", "\\x ab \\x[c]{d}{e}", "kab cde"},
        {"\\NewDocumentCommand{\\x}{s m}{#2}", "\\x*a", "\\x*a"},
        {"\\let\\eps=\\varepsilon \\let\\q\\eps", "\\eps \\q x", "\\varepsilon\\varepsilon x"},
        {"\\let\\old\\phi \\renewcommand{\\phi}{\\hat{\\old}}", "\\phi", "\\hat{\\phi}"},
        {"\\newcommand{\\a}{x}\\providecommand{\\a}{y}\\providecommand{\\b}{z}", "\\a\\b", "xz"},
        {"\\newcommand{\\a}{x}\\renewcommand{\\a}{y}", "\\a", "y"},
        {"\\newcommand{\\vb}{\\vt}\\newcommand{\\vt}[1]{[#1]}", "\\vb{x}", "[x]"},
        {"\\newcommand{\\be}{\\begin{cases}}", "\\be a\\end{cases}", "\\begin{cases}a\\end{cases}"},
        {"\\newcommand{\\vt}[1]{\\mathbf#1}", "\\vt x", "\\mathbf x"},
        /* a macro behind something that takes one argument stands for one */
        {"\\newcommand{\\ab}{a b}", "x^\\ab \\hat\\ab \\ab", "x^{a b}\\hat{a b}a b"},
        {"\\newcommand{\\a}{x}% \\newcommand{\\b}{y}\n\\newcommand{\\c}{z}", "\\a\\b\\c", "x\\b z"},
        {"", "\\newcommand{\\R}{r}\\R \\def\\x{y}\\x", "ry"},
        {"nothing \\here {is} a definition \\newcommand", "\\x", "\\x"},
        {"\\def\\x(#1){y}", "\\x", "\\x"}, /* delimited: not ours */
        /* a macro has nine parameters, and "#:" is not the tenth */
        {"\\def\\x#1#2#3#4#5#6#7#8#9{#9}", "\\x abcdefghi", "i"},
        {"\\def\\x#1#2#3#4#5#6#7#8#9#:{y}", "\\x abcdefghij", "\\x abcdefghij"},
        {"\\newcommand{x}{y}\\newcommand{\\x}{z}", "\\x", "z"},
        {"\\newcommand{\\x}[1]{#1#2##}", "\\x a", "a#2##"},
        {"\\newcommand{\\x}[2]{#1#2}", "\\x a", "a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        MathExpansion expansion =
            math_expand(arena, cases[i].tex, strlen(cases[i].tex), read(arena, cases[i].macros));
        assert_null(expansion.limit);
        assert_string_equal(expansion.tex, cases[i].expanded);
        assert_int_equal(expansion.length, strlen(cases[i].expanded));
        arena_free(arena);
    }
}

static void test_table(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    MathMacros *outer = math_macros_new(arena, NULL);
    Buffer tex = {0};
    for (int a = 'a'; a <= 'z'; a++) {
        for (int b = 'a'; b <= 'z'; b++)
            buffer_add_format(&tex, "\\newcommand{\\%c%c}{%c-%c} text\n", a, b, b, a);
    }
    assert_int_equal(math_macros_read(outer, tex.data, tex.length), 26 * 26);
    buffer_clear(&tex); /* names and bodies are copies */
    MathMacros *inner = math_macros_new(arena, outer);
    assert_int_equal(math_macros_read(inner, "\\def\\ab#1{#1!}", 14), 1);
    const MathMacro *macro = math_macros_find(inner, "ab", 2);
    assert_non_null(macro);
    assert_int_equal(macro->parameters, 1);
    assert_string_equal(macro->body, "#1!");
    macro = math_macros_find(inner, "zy", 2);
    assert_non_null(macro);
    assert_string_equal(macro->body, "y-z");
    assert_string_equal(math_macros_find(outer, "ab", 2)->body, "b-a");
    assert_null(math_macros_find(inner, "abc", 3));
    assert_null(math_macros_find(inner, "a", 1));
    assert_null(math_macros_find(NULL, "a", 1));
    buffer_done(&tex);
    arena_free(arena);
}

/* One row of a formula with macros. */
static void test_in_formulas(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"\\newcommand{\\E}{\\mathbb{E}}", "\\E[X]", "𝔼[X]"},
        {"\\newcommand{\\KL}[2]{D_{\\mathrm{KL}}(#1\\,\\|\\,#2)}", "\\KL{p}{q}", "D_KL(p ‖ q)"},
        {"", "\\newcommand{\\half}{\\frac12}\\half x", "(1/2) x"},
        {"\\newcommand{\\pd}[2]{\\frac{\\partial #1}{\\partial #2}}", "\\pd L w", "∂L/∂w"},
        {"\\newcommand{\\lp}{\\left(}\\newcommand{\\rp}{\\right)}", "\\lp x\\rp^2", "(x)²"},
        {"", "\\newcommand{\\broken", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        Buffer row = {0};
        assert_int_equal(math_flatten(&row, cases[i].tex, strlen(cases[i].tex), false,
                                      read(arena, cases[i].macros)),
                         0);
        assert_string_equal(buffer_text(&row), cases[i].expanded);
        buffer_done(&row);
        arena_free(arena);
    }
}

static const char *limit_of(const char *macros, const char *tex)
{
    Arena *arena = arena_new();
    MathParse parse = math_parse(arena, tex, strlen(tex), read(arena, macros));
    assert_true((parse.row == NULL) == (parse.limit != NULL));
    arena_free(arena);
    return parse.limit;
}

/* \a calls \b calls \c .. `count` macros deep; the last one is x. */
static void chain(Buffer *out, int count)
{
    for (int i = 0; i < count; i++) {
        char name[2] = {(char)('a' + i / 26), (char)('a' + i % 26)};
        char next[2] = {(char)('a' + (i + 1) / 26), (char)('a' + (i + 1) % 26)};
        buffer_add_format(out, "\\def\\%.2s{", name);
        if (i + 1 < count)
            buffer_add_format(out, "\\%.2s y}", next);
        else
            buffer_add_text(out, "x}");
    }
}

static void test_limits(void **state)
{
    (void)state;
    assert_string_equal(limit_of("\\def\\a{\\a}", "\\a"), "too many macro expansions");
    assert_string_equal(limit_of("\\def\\a{\\b}\\def\\b{\\a}", "\\a"), "too many macro expansions");
    assert_string_equal(limit_of("\\def\\a{\\a x}", "\\a"), "macros nested too deeply");
    assert_string_equal(limit_of("\\def\\a#1{\\a{#1#1}}", "\\a{x}"),
                        "too long with its macros expanded");
    assert_string_equal(limit_of("", "\\def\\a{\\a}\\a"), "too many macro expansions");
    /* 2^20 letters by twenty doublings */
    Buffer macros = {0};
    buffer_add_text(&macros, "\\def\\a{x}");
    for (int c = 'b'; c <= 'u'; c++)
        buffer_add_format(&macros, "\\def\\%c{\\%c\\%c}", c, c - 1, c - 1);
    assert_non_null(limit_of(macros.data, "\\u"));
    buffer_clear(&macros);
    chain(&macros, MATH_MACRO_DEPTH_LIMIT);
    assert_null(limit_of(macros.data, "\\aa"));
    buffer_clear(&macros);
    chain(&macros, MATH_MACRO_DEPTH_LIMIT + 1);
    assert_string_equal(limit_of(macros.data, "\\aa"), "macros nested too deeply");
    buffer_clear(&macros);
    for (int i = 0; i < 5000; i++)
        buffer_add_text(&macros, "\\a ");
    assert_null(limit_of("\\def\\a{x}", macros.data));
    buffer_done(&macros);
}

/* What an expansion costs is bounded by its limits, whatever the macros are. */
static void test_bounded(void **state)
{
    (void)state;
    static const char *const macros[] = {"\\def\\a#1{#1#1}", "\\def\\a{xxxxxxxxxxxxxxxx}",
                                         "\\def\\a#1#2#3#4{\\a#4#3#2#1}",
                                         "\\newcommand{\\a}[9]{#9#8#7#6#5#4#3#2#1}"};
    for (size_t i = 0; i < sizeof macros / sizeof macros[0]; i++) {
        Buffer tex = {0};
        while (tex.length < MATH_LENGTH_LIMIT - 8)
            buffer_add_text(&tex, "\\a{y}");
        Arena *arena = arena_new();
        MathExpansion expansion = math_expand(arena, tex.data, tex.length, read(arena, macros[i]));
        assert_true(expansion.length <= (size_t)2 * MATH_EXPANDED_LIMIT);
        arena_free(arena);
        buffer_done(&tex);
    }
}

/* Formulas typeset one after the other before one is beyond a limit, `most` at most. */
static int formulas_before_limit(const MathMacros *macros, const char *tex, int most)
{
    const MathOptions options = {.role = ROLE_MATH, .macros = macros};
    Arena *arena = arena_new();
    int count = 0;
    while (count < most && !math_typeset(arena, tex, strlen(tex), &options).limited)
        count++;
    arena_free(arena);
    return count;
}

#define FIVE_LINES   "\\\\a\\\\a\\\\a\\\\a\\\\a"
#define TWENTY_LINES FIVE_LINES FIVE_LINES FIVE_LINES FIVE_LINES

/* All the formulas of a text share what macros may do; those without macros need nothing of it. */
static void test_limit_of_a_text(void **state)
{
    (void)state;
    enum { MOST = MATH_TEXT_LIMIT / 10 };
    static const char definitions[] =
        "\\def\\e{}\\def\\x{aaaaaaaaaabbbbbbbbbb}\\def\\y{\\x\\x\\x\\x}"
        "\\def\\z{\\hspace{40em}}\\def\\n{\\hspace{1em}}";
    static const struct {
        const char *tex;
        int least, most;
    } cases[] = {
        {"\\e", 2000, MATH_TEXT_LIMIT / 16 + 1},
        {"\\x", 1000, MATH_TEXT_LIMIT / 36 + 1},
        {"\\y\\y", 150, MATH_TEXT_LIMIT / (2 * (24 + 4 * 36)) + 1},
        {"\\n" TWENTY_LINES, 1000, MATH_TEXT_LIMIT / 28 + 1},
        {"\\z" TWENTY_LINES, 500, MATH_TEXT_LIMIT / (29 + 800 / 32) + 1}, /* cells count, too */
        {"\\def\\o{\\o}\\o", 0, 0},                                       /* a limit of its own */
        {"\\frac{a}{b}", MOST, MOST},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        MathMacros *macros = read(arena, definitions);
        math_macros_limit(macros);
        int count = formulas_before_limit(math_macros_new(arena, macros), cases[i].tex, MOST);
        assert_in_range(count, cases[i].least, cases[i].most);
        assert_int_equal(formulas_before_limit(macros, "\\sqrt{a}", 1), 1);
        if (count < MOST && count > 0)
            assert_int_equal(formulas_before_limit(macros, "\\x", 1), 0);
        arena_free(arena);
    }
    Arena *arena = arena_new();
    assert_int_equal(formulas_before_limit(read(arena, definitions), "\\x", 6000), 6000);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expansion),   cmocka_unit_test(test_table),
        cmocka_unit_test(test_in_formulas), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_bounded),     cmocka_unit_test(test_limit_of_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
