/* Cloze deletions: numbers, questions and answers, in text, code and formulas. */
#include "text/cloze.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned long long mask;
        int highest;
    } cases[] = {
        {"", 0, 0},
        {"no deletion", 0, 0},
        {"{{c1::a}}", 1, 1},
        {"{{c2::a}} {{c2::b}} {{c5::c}}", 0x12, 5},
        {"{{c64::a}}", 1ULL << 63, 64},
        {"{{c65::a}} {{c0::a}} {{c999999999999::a}}", 0, 0},
        {"{{c1:a}} {{c1::a} {c1::a}} {{d1::a}} {{c::a}}", 0, 0},
        {"{{c1::outer {{c2::inner}} text}}", 3, 2},
        {"{{c1::$\\frac{a}{b}$}}", 1, 1},
        {"{{c1::unfinished", 0, 0},
        {"{{c1::unfinished {{c2::whole}}", 2, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned long long mask = 99;
        assert_int_equal(cloze_numbers(cases[i].text, &mask), cases[i].highest);
        assert_true(mask == cases[i].mask);
        assert_int_equal(cloze_numbers(cases[i].text, NULL), cases[i].highest);
    }
}

static void test_render(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int number;
        const char *question, *answer;
    } cases[] = {
        {"no deletion", 1, "no deletion", "no deletion"},
        {"a {{c1::b}} c", 1, "a **[...]** c", "a **b** c"},
        {"a {{c1::b::hint}} c", 1, "a **[hint]** c", "a **b** c"},
        {"a {{c1::b::}} c", 1, "a **[...]** c", "a **b** c"},
        {"{{c1::a}} {{c2::b}}", 2, "a **[...]**", "a **b**"},
        {"{{c1::a}} {{c1::b}}", 1, "**[...]** **[...]**", "**a** **b**"},
        {"{{c1::a}}", 7, "a", "a"},
        {"{{c1::out {{c2::in}} side}}", 1, "**[...]**", "**out in side**"},
        {"{{c1::out {{c2::in}} side}}", 2, "out **[...]** side", "out **in** side"},
        {"$x = {{c1::\\frac{a}{b}}} + 1$", 1, "$x = \\text{[...]} + 1$", "$x = \\frac{a}{b} + 1$"},
        {"$$\n{{c1::y}}\n$$", 1, "$$\n\\text{[...]}\n$$", "$$\ny\n$$"},
        {"\\({{c1::y::z}}\\)", 1, "\\(\\text{[z]}\\)", "\\(y\\)"},
        {"$a {{c1::\\frac{b}{c} }}$", 1, "$a \\text{[...]}$", "$a \\frac{b}{c}$"},
        {"${{c1:: a}} b$", 1, "$\\text{[...]} b$", "$a b$"},
        {"${{c1::\\alpha }}b$", 1, "$\\text{[...]}b$", "$\\alpha b$"},
        {"{{c1::$\\frac{a}{b}$}}", 1, "**[...]**", "**$\\frac{a}{b}$**"},
        {"costs $5, {{c1::not}} $10", 1, "costs $5, **[...]** $10", "costs $5, **not** $10"},
        {"`x = {{c1::1}}`", 1, "`x = [...]`", "`x = 1`"},
        {"```\n{{c1::1}}\n```\n{{c1::2}}", 1, "```\n[...]\n```\n**[...]**", "```\n1\n```\n**2**"},
        {"{{c1:: padded }}", 1, "**[...]**", " padded "},
        {"{{c1::a\nb}}", 1, "**[...]**", "a\nb"},
        {"{{c1::}}", 1, "**[...]**", ""},
        {"{{c1::a", 1, "{{c1::a", "{{c1::a"},
        {"{{c1::\\}}}", 1, "**[...]**", "**\\}**"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer out = {0};
        cloze_render(&out, cases[i].text, cases[i].number, false);
        assert_string_equal(buffer_text(&out), cases[i].question);
        buffer_clear(&out);
        cloze_render(&out, cases[i].text, cases[i].number, true);
        assert_string_equal(buffer_text(&out), cases[i].answer);
        buffer_done(&out);
    }
}

/* Thousands of openings that never close must not take for ever, nor must deep nesting. */
static void test_hostile(void **state)
{
    (void)state;
    Buffer text = {0}, out = {0};
    for (int i = 0; i < 5000; i++)
        buffer_add_text(&text, "{{c1::");
    assert_int_equal(cloze_numbers(text.data, NULL), 0);
    cloze_render(&out, text.data, 1, true);
    assert_string_equal(buffer_text(&out), text.data);
    buffer_clear(&text);
    buffer_clear(&out);
    for (int i = 0; i < 300; i++)
        buffer_add_text(&text, "{{c1::");
    for (int i = 0; i < 300; i++)
        buffer_add_text(&text, "}}");
    cloze_render(&out, text.data, 2, true);
    assert_int_equal(cloze_numbers(text.data, NULL), 1);
    assert_true(out.length < text.length);
    buffer_done(&text);
    buffer_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_render),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
