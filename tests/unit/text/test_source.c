/* Regions of Markdown source: which bytes are formulas, which are code. */
#include "text/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

/* Formulas as <body> (display: <<body>>), code as [whole], text as it stands. */
static void describe(const char *text, Buffer *out)
{
    SourceScanner scanner;
    SourceRegion region;
    size_t covered = 0;
    source_begin(&scanner, text, strlen(text));
    while (source_next(&scanner, &region)) {
        const char *opener = region.kind == SOURCE_TEXT   ? ""
                             : region.kind == SOURCE_CODE ? "["
                             : region.display             ? "<<"
                                                          : "<";
        const char *closer = region.kind == SOURCE_TEXT   ? ""
                             : region.kind == SOURCE_CODE ? "]"
                             : region.display             ? ">>"
                                                          : ">";
        assert_int_equal(region.start, covered);
        assert_true(region.end > region.start);
        buffer_add_text(out, opener);
        buffer_add(out, text + region.body_start, region.body_end - region.body_start);
        buffer_add_text(out, closer);
        covered = region.end;
    }
    assert_int_equal(covered, strlen(text));
}

static void test_regions(void **state)
{
    (void)state;
    static const struct {
        const char *text, *regions;
    } cases[] = {
        {"", ""},
        {"a $x$ b", "a <x> b"},
        {"$x$$y$", "<x><y>"},
        {"cost $5 and $10", "cost $5 and $10"},
        {"cost $5 and $10 is $x$", "cost $5 and $10 is <x>"},
        {"$x \\text{ if $y$ }$", "<x \\text{ if $y$ }>"},
        {"$x {$ y$", "$x {$ y$"},
        {"$ x$ and $x $", "$ x$ and $x $"},
        {"\\$5 and $x$", "\\$5 and <x>"},
        {"$a\\$b$", "<a\\$b>"},
        {"$x$5", "$x$5"},
        {"$$x$$", "<<x>>"},
        {"$$\nx\n$$", "<<\nx\n>>"},
        {"$$ x $$ $$ y $$", "<< x >> << y >>"},
        {"\\(x\\) \\[y\\]", "<x> <<y>>"},
        {"a \\begin{align*} x &= $ \\end{align*} b",
         "a <<\\begin{align*} x &= $ \\end{align*}>> b"},
        {"\\begin{align}\nx\n\\end{gather} \\end{align}",
         "<<\\begin{align}\nx\n\\end{gather} \\end{align}>>"},
        {"\\begin{align} x\n\n\\end{align}", "\\begin{align} x\n\n\\end{align}"},
        {"\\begin{itemize} \\end{itemize}", "\\begin{itemize} \\end{itemize}"},
        {"`\\begin{align}` \\end{align}", "[`\\begin{align}`] \\end{align}"},
        {"\\\\begin{align}x\\end{align}", "\\\\begin{align}x\\end{align}"},
        {"\\\\(x\\)", "\\\\(x\\)"},
        {"$x\n\ny$", "$x\n\ny$"},
        {"$x\n> \n> y$", "$x\n> \n> y$"},
        {"$x\ny$", "<x\ny>"},
        {"`$x$` $y$", "[`$x$`] <y>"},
        {"``a ` $x$`` $y$", "[``a ` $x$``] <y>"},
        {"$a `b$ c`", "$a [`b$ c`]"},
        {"` $x$", "` <x>"},
        {"a `b\n\n$x$ `", "a `b\n\n<x> `"},
        {"```\n$x$\n```\n$y$", "[```\n$x$\n```\n]<y>"},
        {"~~~ py\n$x$\n~~~~\n$y$", "[~~~ py\n$x$\n~~~~\n]<y>"},
        {"```\n$x$", "[```\n$x$]"},
        {"> ```\n> $x$\n> ```\n> $y$", "> [```\n> $x$\n> ```\n]> <y>"},
        {"- ```\n  $x$\n  ```\n  $y$", "- [```\n  $x$\n  ```\n]  <y>"},
        {"a ~~~\n$x$", "a ~~~\n<x>"},
        {"```a`$x$", "```a`<x>"},
        {"$", "$"},
        {"$$", "$$"},
        {"$$$$", "$$$$"},
        {"\\", "\\"},
        {"\\(", "\\("},
        {"\\(\\)", "\\(\\)"},
        {"| $a|b$ | $c$ |", "| <a|b> | <c> |"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer out = {0};
        describe(cases[i].text, &out);
        assert_string_equal(buffer_text(&out), cases[i].regions);
        buffer_done(&out);
    }
}

/* Any mixture of delimiters is covered without a gap, and long ones in reasonable time. */
static void test_any_mixture(void **state)
{
    (void)state;
    static const char *const pieces[] = {"$",   "$$", "\\(",  "\\)", "\\[", "\\]", "`",  "```",
                                         "~~~", "\n", "\n\n", "a",   " ",   "> ",  "\\", "5"};
    uint32_t seed = 11;
    for (int round = 0; round < 2000; round++) {
        Buffer text = {0}, out = {0};
        for (int i = 0; i < (round == 0 ? 40000 : 25); i++) {
            seed = seed * 1664525U + 1013904223U;
            buffer_add_text(&text, pieces[(seed >> 16) % (round == 0 ? 9 : 16)]);
        }
        describe(text.data, &out);
        buffer_done(&text);
        buffer_done(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_regions),
        cmocka_unit_test(test_any_mixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
