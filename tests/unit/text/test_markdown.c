/* Markdown rendered to lines of spans. */
#include "text/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "unit/text/dump.h"

typedef struct Case {
    int width;
    const char *source, *lines;
} Case;

static void check(const Case *cases, size_t count, bool ascii, bool raw)
{
    for (size_t i = 0; i < count; i++) {
        Arena *arena = arena_new();
        TextLines lines = {0};
        Buffer out = {0};
        MarkdownOptions options = {
            .width = cases[i].width, .ascii = ascii, .raw_math = raw, .role = ROLE_TEXT};
        markdown_render(&lines, arena, cases[i].source, &options);
        dump_lines(&out, &lines);
        assert_string_equal(buffer_text(&out), cases[i].lines);
        buffer_done(&out);
        arena_free(arena);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof(cases)[0], false, false)

static void test_inline(void **state)
{
    (void)state;
    static const Case cases[] = {
        {40, "", ""},
        {40, "plain", "plain|\n"},
        {40, "two\nlines", "two lines|\n"},
        {40, "two  \nlines", "two|\nlines|\n"},
        {40, "a\n\nb", "a|\n|\nb|\n"},
        {40, "*em* **strong** ***both***", "{i text:em} {b strong:strong} {bi strong:both}|\n"},
        {40, "a `code *x*` b", "a {code:code *x*} b|\n"},
        {40, "~~gone~~", "{d text:gone}|\n"},
        {40, "[text](http://x.org/a_b \"title\")", "{link=http://x.org/a_b:text}|\n"},
        {40, "[a **b**](x?a=1&amp;b=2)", "{link=x?a=1&b=2:a }{b link=x?a=1&b=2:b}|\n"},
        {40, "<https://x.org> www.x.org",
         "{link=https://x.org:https://x.org} {link=http://www.x.org:www.x.org}|\n"},
        {40, "![alt](a.png)", "[image: alt]|\n"},
        {40, "&lt;&alpha;&#8594;&#x2192;&nope;&#0;", "<α→→&nope;\uFFFD|\n"},
        {40, "<b>raw</b>", "<b>raw</b>|\n"},
        {40, "a\x1B[31mb", "a␛[31mb|\n"},
        {40, "\\*not\\*", "*not*|\n"},
        {10, "one **two three** four", "one {b strong:two}|\n{b strong:three} four|\n"},
        {5, "日本語です", "日本|\n語で|\nす|\n"},
    };
    CHECK(cases);
}

static void test_blocks(void **state)
{
    (void)state;
    static const Case cases[] = {
        {40, "# One\ntext\n## Two *em*\n###### Six",
         "{u heading:One}|\n|\ntext|\n|\n{heading:Two }{i heading:em}|\n|\n{i dim:Six}|\n"},
        {6, "a\n\n---\n\nb", "a|\n|\n{separator:──────}|\n|\nb|\n"},
        {20, "```c\nint x;\n\n\ty\n```\nafter",
         "  {code-builtin:int}{code: x;}|\n|\n  {code:    y}|\n|\nafter|\n"},
        {8, "```\nlong line of code\n```", "  {code:long line of code}|\n"},
        {20, "    indented", "  {code:indented}|\n"},
        {20, "> one two three four five\n>\n> six",
         "{quote:│ }{quote:one two three four}|\n{quote:│ }{quote:five}|\n{quote:│ }|\n"
         "{quote:│ }{quote:six}|\n"},
        {20, "> a\n\nb\n\n> c", "{quote:│ }{quote:a}|\n|\nb|\n|\n{quote:│ }{quote:c}|\n"},
        {20, "> > a", "{quote:│ }{quote:│ }{quote:a}|\n"},
    };
    CHECK(cases);
}

static void test_lists(void **state)
{
    (void)state;
    static const Case cases[] = {
        {20, "- a\n- b\n\nc", "{dim:• }a|\n{dim:• }b|\n|\nc|\n"},
        {20, "- a\n\n- b", "{dim:• }a|\n|\n{dim:• }b|\n"},
        {12, "- one two three\n- b", "{dim:• }one two|\n  three|\n{dim:• }b|\n"},
        {30, "- a\n  - b\n    - c\n      - d\n- e",
         "{dim:• }a|\n  {dim:◦ }b|\n    {dim:▪ }c|\n      {dim:• }d|\n{dim:• }e|\n"},
        {20, "9. a\n10. b", "{dim:9. }a|\n{dim:10. }b|\n"},
        {20, "1) a\n\n   b", "{dim:1) }a|\n|\n   b|\n"},
        {20, "- [ ] a\n- [x] b", "{todo:[ ] }a|\n{done:[x] }b|\n"},
        {20, "-\n- b", "{dim:• }|\n{dim:• }b|\n"},
        {20, "- a\n\n  ```\n  x\n  ```", "{dim:• }a|\n|\n    {code:x}|\n"},
        {20, "- > q\n- b", "{dim:• }{quote:│ }{quote:q}|\n{dim:• }b|\n"},
        {20, "text\n- a", "text|\n|\n{dim:• }a|\n"},
        {7, "- a\n  - b\n    - c", "{dim:• }a|\n  b|\n  c|\n"}, /* no room to go deeper */
        {20, "> - a\n>\n>   b\n>\n> c",
         "{quote:│ }{dim:• }{quote:a}|\n{quote:│ }|\n{quote:│ }  {quote:b}|\n{quote:│ }|\n"
         "{quote:│ }{quote:c}|\n"},
    };
    CHECK(cases);
}

static void test_tables(void **state)
{
    (void)state;
    static const Case cases[] = {
        {40, "|a|b|c|\n|---|:---:|---:|\n|one|two|three|\n|x|y|z|",
         "{b text:a}  {separator: │ } {b text:b} {separator: │ }    {b text:c}|\n"
         "{separator:────┼─────┼──────}|\n"
         "one{separator: │ }two{separator: │ }three|\n"
         "x  {separator: │ } y {separator: │ }    z|\n"},
        {21, "|name|text|\n|---|---|\n|日本語|a text of many words|",
         "{b text:name}  {separator: │ }{b text:text}|\n"
         "{separator:───────┼─────────────}|\n"
         "日本語{separator: │ }a text of|\n"
         "      {separator: │ }many words|\n"},
        {12, "|head|other|\n|---|---|\n|one two three|four five six|",
         "{b text:head}|\n  one two|\n  three|\n{b text:other}|\n  four five|\n  six|\n"},
        {40, "|a|\n|---|\n|`$x` and $p|q$|",
         "{b text:a}|\n{separator:──────────}|\n{code:$x} and {math:p|q}|\n"},
        {40, "|a|b|\n|---|---|\n|1|",
         "{b text:a}  {separator: │ }{b text:b}|\n"
         "{separator:────┼────}|\n1  {separator: │ }|\n"},
    };
    CHECK(cases);
}

static void test_math(void **state)
{
    (void)state;
    static const Case cases[] = {
        {40, "Let $x^2$ be", "Let {math:x²} be|\n"},
        {40, "cost $5 and $10", "cost $5 and $10|\n"},
        {40, "\\(a+b\\) and `$x$`", "{math:a + b} and {code:$x$}|\n"},
        {40, "**$x$ y**", "{b math:x}{b strong: y}|\n"},
        {40, "a\n$$\nx^2\n$$\nb", "a|\n|\n  {math:x²}|\n|\nb|\n"},
        {40, "a\n\n$$x$$\n\nb", "a|\n|\n  {math:x}|\n|\nb|\n"},
        {40, "\\[x\\]", "  {math:x}|\n"},
        {40, "> $$\n> x\n> +y\n> $$", "{quote:│ }  {math:x + y}|\n"},
        {40, "- a $$x$$ b", "{dim:• }a|\n|\n    {math:x}|\n|\n  b|\n"},
        {40, "# The $x$", "{u heading:The }{u math:x}|\n"},
        {40, "|$a|b$|\n|---|\n|$$c$$|", "{b math:a|b}|\n{separator:───}|\n{math:c}|\n"},
        {14, "$$a = b + c + d + e$$", "  {math:a = b + c  }|\n  {math:    + d + e}|\n"},
        {40, "```\n$x$\n```", "  {code:$x$}|\n"},
        {40, "[t](u$x$v)", "{link=u$x$v:t}|\n"},
        {40, "a_b $c_i$ e_f", "a_b {math:cᵢ} e_f|\n"},
        {40, "\xF4\x80\x80\x80 $x$", "\uFFFD {math:x}|\n"}, /* what looks like a placeholder */
    };
    static const Case raw[] = {
        {40, "Let $x^2$ be", "Let {math:$x^2$} be|\n"},
        {40, "$$\nx\n$$", "  {math:$$}|\n  {math:x}|\n  {math:$$}|\n"},
        {40, "> $$\n> x\n> $$",
         "{quote:│ }  {math:$$}|\n{quote:│ }  {math:x}|\n{quote:│ }  {math:$$}|\n"},
    };
    CHECK(cases);
    check(raw, sizeof raw / sizeof raw[0], false, true);
}

/* Formulas of several rows: the line grows, marks of items and quotations stay with the text. */
static void test_tall_math(void **state)
{
    (void)state;
    static const Case cases[] = {
        {40, "is $\\frac{a}{b}$, so", "   {math:a}|\nis {math:─}, so|\n   {math:b}|\n"},
        {40, "# H $\\frac{a}{b}$", "  {math:a}|\n{u heading:H }{math:─}|\n  {math:b}|\n"},
        {40, "**b $\\frac{a}{b}$**", "  {b math:a}|\n{b strong:b }{b math:─}|\n  {b math:b}|\n"},
        {40, "[t $\\frac{a}{b}$](u)", "  {math=u:a}|\n{link=u:t }{math=u:─}|\n  {math=u:b}|\n"},
        {40, "- $\\frac{a}{b}$\n- $\\frac{c}{d}$\n- e",
         "  {math:a}|\n{dim:• }{math:─}|\n  {math:b}|\n|\n  {math:c}|\n{dim:• }{math:─}|\n"
         "  {math:d}|\n{dim:• }e|\n"},
        {40, "> q $\\frac{a}{b}$",
         "{quote:│ }  {math:a}|\n{quote:│ }{quote:q }{math:─}|\n{quote:│ }  {math:b}|\n"},
        {40, "1. a\n   $$\\frac{a}{b}$$\n2. c",
         "{dim:1. }a|\n|\n     {math:a}|\n     {math:─}|\n     {math:b}|\n|\n{dim:2. }c|\n"},
        {40, "- $$\\frac{a}{b}$$", "    {math:a}|\n{dim:• }  {math:─}|\n    {math:b}|\n"},
        {40, "|h|k|\n|---|--:|\n|x|$\\frac{a}{b}$|\n|y|z|",
         "{b text:h}  {separator: │ }  {b text:k}|\n{separator:────┼────}|\n"
         "   {separator: │ }  {math:a}|\nx  {separator: │ }  {math:─}|\n"
         "   {separator: │ }  {math:b}|\n   {separator: │ }   |\ny  {separator: │ }  z|\n"},
        {40, "```math\n\\frac{a}{b}\n```", "  {math:a}|\n  {math:─}|\n  {math:b}|\n"},
        {40, "a $${}$$ b", "a|\n|\nb|\n"},
    };
    CHECK(cases);
}

static void test_fences(void **state)
{
    (void)state;
    static const Case cases[] = {
        {40, "```python\ns = \"\"\"a\nb\"\"\" # c\n```",
         "  {code:s = }{code-string:\"\"\"a}|\n  {code-string:b\"\"\"}{code: }{code-comment:# "
         "c}|\n"},
        {40, "```python title=x\nif\n\n\n```", "  {code-keyword:if}|\n"},
        {40, "```rust\nif\n```", "  {code:if}|\n"},
        {40, "a\n\n```\n\n```\n\nb", "a|\n|\nb|\n"},
        {40, "``` mathematica\nx\n```", "  {code:x}|\n"},
    };
    CHECK(cases);
}

/* What a plot is drawn as is tested with plots; here, that it is, and what is shown when it is not. */
static void test_plots(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    TextLines lines = {0}, wrong = {0};
    MarkdownOptions options = {.width = 50, .role = ROLE_TEXT};
    markdown_render(&lines, arena, "a\n\n```plot\nx: 0 .. 2\ncurve: x^2\n```\n\nb", &options);
    assert_true(lines.count > 8);
    for (size_t i = 2; i + 2 < lines.count; i++) {
        assert_true(lines.items[i].width <= 50);
        assert_true(lines.items[i].block > 0);
    }
    markdown_render(&wrong, arena, "```plot\nx: 0 .. 2\ncurve: x^\n```", &options);
    assert_true(wrong.count >= 3);
    assert_int_equal(wrong.items[1].spans[1].role, ROLE_CODE);
    assert_int_equal(wrong.items[2].spans[1].role, ROLE_WARNING);
    assert_memory_equal(wrong.items[2].spans[1].text, "plot: 2:", 8);
    arena_free(arena);
}

/* Macros given with the text, and those that it defines for what follows. */
static void test_macros(void **state)
{
    (void)state;
    static const char given[] = "\\newcommand{\\R}{\\mathbb{R}}";
    static const char source[] =
        "$\\R$ $\\newcommand{\\T}[1]{#1 + 1}\\T{x}$ and $\\T{y}$\n\n```math\n\\T{z}\n```";
    Arena *arena = arena_new();
    MathMacros *macros = math_macros_new(arena, NULL);
    assert_int_equal(math_macros_read(macros, given, strlen(given)), 1);
    for (int round = 0; round < 2; round++) {
        TextLines lines = {0};
        Buffer out = {0};
        markdown_render(&lines, arena, source,
                        &(MarkdownOptions){.width = 40, .macros = macros, .role = ROLE_TEXT});
        dump_lines(&out, &lines);
        assert_string_equal(buffer_text(&out),
                            "{math:ℝ} {math:x + 1} and {math:y + 1}|\n|\n  {math:z + 1}|\n");
        buffer_done(&out);
    }
    assert_null(math_macros_find(macros, "T", 1));
    arena_free(arena);
}

static void test_ascii(void **state)
{
    (void)state;
    static const Case cases[] = {
        {20, "- a\n  - b", "{dim:* }a|\n  {dim:- }b|\n"},
        {20, "> q", "{quote:| }{quote:q}|\n"},
        {4, "---", "{separator:----}|\n"},
        {20, "$\\theta \\le 2$", "{math:theta <= 2}|\n"},
        {20, "|a|b|\n|---|---|",
         "{b text:a}  {separator: | }{b text:b}|\n{separator:----+----}|\n"},
    };
    check(cases, sizeof cases / sizeof cases[0], true, false);
}

/* The role of ordinary text, and lines that were there before. */
static void test_role_and_appending(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    TextLines lines = {0};
    Buffer out = {0};
    MarkdownOptions options = {.width = 20, .role = ROLE_QUESTION};
    lines_add_text(&lines, arena, ROLE_TEXT, "before");
    markdown_render(&lines, arena, "a **b**", &options);
    dump_lines(&out, &lines);
    assert_string_equal(buffer_text(&out), "before|\n{question:a }{b question:b}|\n");
    buffer_done(&out);
    arena_free(arena);
}

/* A table too large to lay out: the source as it stands. */
static void test_huge_table(void **state)
{
    (void)state;
    Buffer source = {0};
    for (int row = 0; row < 5; row++) {
        for (int i = 0; i < 10000; i++)
            buffer_add_text(&source, row == 1 ? "|---" : "|a");
        buffer_add_text(&source, "|\n");
    }
    Arena *arena = arena_new();
    TextLines lines = {0};
    markdown_render(&lines, arena, source.data, &(MarkdownOptions){.width = 80});
    assert_true(lines.count > 700);
    assert_memory_equal(lines.items[0].spans[0].text, "|a|a|a", 6);
    arena_free(arena);
    buffer_done(&source);
}

/* Whatever the source and the width: no line but those of code, display formulas and plots is too wide,
 * no control byte, valid UTF-8. */
static void check_lines(const TextLines *lines, int width)
{
    for (size_t i = 0; i < lines->count; i++) {
        const TextLine *line = &lines->items[i];
        int cells = 0;
        for (size_t k = 0; k < line->count; k++) {
            const Span *span = &line->spans[k];
            assert_true(utf8_valid(span->text, span->length));
            assert_int_equal(strlen(span->text), span->length);
            for (size_t c = 0; c < span->length; c++)
                assert_true((unsigned char)span->text[c] >= 0x20 && span->text[c] != 0x7F);
            cells += utf8_width_range(span->text, span->length);
        }
        assert_int_equal(cells, line->width);
        if (line->block == 0 && cells > width)
            fail_msg("line %zu (%s..%s) has %d cells of %d", i, line->spans[0].text,
                     line->spans[line->count - 1].text, cells, width);
    }
}

/* What documents are made of, to be put together at random. */
static const char *const PIECES[] = {"word ",
                                     "日本語",
                                     "e\u0301",
                                     "👨‍👩‍👧",
                                     "\n",
                                     "\n\n",
                                     "- ",
                                     "  ",
                                     "> ",
                                     "1. ",
                                     "# ",
                                     "```\n",
                                     "`",
                                     "*",
                                     "**",
                                     "~~",
                                     "[a](",
                                     ")",
                                     "$",
                                     "$$",
                                     "\\[x\\]",
                                     "|",
                                     "|---|---|\n",
                                     "|a|b|c|\n",
                                     "---\n",
                                     "&amp;",
                                     "\t",
                                     "\x1B",
                                     "\xFF",
                                     "🇩",
                                     "🏽",
                                     "averyveryverylongword",
                                     "\u0301",
                                     "- [ ] ",
                                     "<http://x.org>",
                                     "\\frac{a}{b}",
                                     "![",
                                     "```python\n",
                                     "```plot\ncurve: x\n```\n",
                                     "```math\n",
                                     "def f('",
                                     "$\\frac{a}{b}$",
                                     "$a + \\frac{a}{b} = c$",
                                     "\\(\\sum_i x_i\\)",
                                     "\u200D"};

static void test_any_source(void **state)
{
    (void)state;
    uint32_t seed = 23;
    for (int round = 0; round < 4000; round++) {
        Buffer source = {0};
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525U + 1013904223U;
            buffer_add_text(&source, PIECES[(seed >> 12) % (sizeof PIECES / sizeof PIECES[0])]);
        }
        int width = round % 2 == 0 ? round % 45 + 1 : round % 200 + 1;
        Arena *arena = arena_new();
        TextLines lines = {0}, again = {0};
        Buffer first = {0}, second = {0};
        MarkdownOptions options = {.width = width,
                                   .ascii = round % 3 == 0,
                                   .raw_math = round % 7 == 0,
                                   .wrap_code = round % 5 == 0};
        markdown_render(&lines, arena, source.data, &options);
        check_lines(&lines, width);
        markdown_render(&again, arena, source.data, &options);
        dump_lines(&first, &lines);
        dump_lines(&second, &again);
        assert_string_equal(buffer_text(&first), buffer_text(&second));
        buffer_done(&first);
        buffer_done(&second);
        arena_free(arena);
        buffer_done(&source);
    }
}

/* Deep nesting is drawn at the depth that there is room for, and in reasonable time. */
static void test_deep(void **state)
{
    (void)state;
    static const char *const openers[] = {"> ", "- ", "1. ", "*a **b ", "[", "![", "a`", "$", "|"};
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
        Buffer source = {0};
        for (int k = 0; k < 2000; k++)
            buffer_add_text(&source, openers[i]);
        buffer_add_text(&source, "x");
        Arena *arena = arena_new();
        TextLines lines = {0};
        markdown_render(&lines, arena, source.data, &(MarkdownOptions){.width = 60});
        assert_true(lines.count > 0);
        check_lines(&lines, 60);
        arena_free(arena);
        buffer_done(&source);
    }
}

/* Words in the page that say that a formula is beyond a limit. */
static size_t count_limited(const TextLines *lines)
{
    static const char mark[] = "[formula too many macro expansions in one text]";
    Buffer text = {0};
    size_t count = 0;
    dump_lines(&text, lines);
    for (const char *at = buffer_text(&text); (at = strstr(at, mark)) != NULL; at++)
        count++;
    buffer_done(&text);
    return count;
}

/* However many formulas a text has, its macros do not work without end: beyond a limit for all of them
 * the formulas are shown as they stand, but those without macros. The next text begins anew. */
static void test_macros_of_hostile_text(void **state)
{
    (void)state;
    static const char definitions[] = "$\\def\\a{x+y}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a}"
                                      "\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b}$\n\n";
    static const MarkdownOptions options = {.width = 80, .role = ROLE_TEXT};
    Buffer source = {0}, harmless = {0};
    buffer_add_text(&source, definitions);
    buffer_add_text(&harmless, definitions);
    size_t count = 0;
    for (; source.length < 65536; count++) {
        buffer_add_text(&source, "$$\\c\\c$$\n\n");
        buffer_add_text(&harmless, count < 500 ? "$$\\a\\a$$\n\n" : "$$x^2$$\n\n");
    }
    buffer_add_text(&source, "$$x^2$$");
    for (int i = 0; i < 2; i++) {
        Arena *arena = arena_new();
        TextLines lines = {0}, last = {0};
        markdown_render(&lines, arena, source.data, &options);
        assert_in_range(count - count_limited(&lines), 20, 80);
        last.items = &lines.items[lines.count - 1];
        last.count = 1;
        Buffer text = {0};
        dump_lines(&text, &last);
        assert_string_equal(buffer_text(&text), "  {math:x²}|\n");
        buffer_done(&text);
        lines.count = 0;
        markdown_render(&lines, arena, harmless.data, &options);
        assert_int_equal(count_limited(&lines), 0);
        arena_free(arena);
    }
    buffer_done(&source);
    buffer_done(&harmless);
}

/* Code and display formulas are blocks that may be scrolled sideways, wrapped text is not. */
static void test_whole_blocks(void **state)
{
    (void)state;
    static const char source[] =
        "words\n\n> - item\n>\n>   ```\n>   abc\n>\n>   defgh\n>   ```\n\n$$x$$";
    static const struct {
        int block, kept;
    } wanted[] = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {11, 6}, {11, 6}, {11, 6}, {0, 0}, {3, 2}};
    Arena *arena = arena_new();
    TextLines lines = {0};
    markdown_render(&lines, arena, source, &(MarkdownOptions){.width = 40});
    assert_int_equal(lines.count, sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < lines.count; i++) {
        assert_int_equal(lines.items[i].block, wanted[i].block);
        assert_int_equal(lines.items[i].kept, wanted[i].kept);
    }
    arena_free(arena);
}

/* Where nothing scrolls, lines of code are broken, behind blanks where they can be. */
static void test_wrapped_code(void **state)
{
    (void)state;
    static const char source[] = "```python\nx = torch.tensor(2.0, grad=True)\n    y\n"
                                 "abcdefghijklmnopqrstuvwxyz = 1\n```\n";
    static const char *const wanted[] = {"  x = torch.tensor(2.0,", "  \u2026 grad=True)",
                                         "      y", "  abcdefghijklmnopqrstuv",
                                         "  \u2026 wxyz = 1"};
    Arena *arena = arena_new();
    TextLines lines = {0};
    markdown_render(&lines, arena, source, &(MarkdownOptions){.width = 24, .wrap_code = true});
    assert_int_equal(lines.count, sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < lines.count; i++) {
        Buffer line = {0};
        for (size_t k = 0; k < lines.items[i].count; k++)
            buffer_add(&line, lines.items[i].spans[k].text, lines.items[i].spans[k].length);
        while (line.length > 0 && line.data[line.length - 1] == ' ')
            line.data[--line.length] = '\0';
        assert_string_equal(buffer_text(&line), wanted[i]);
        assert_true(lines.items[i].width <= 24);
        buffer_done(&line);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_blocks),
        cmocka_unit_test(test_inline),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_math),
        cmocka_unit_test(test_ascii),
        cmocka_unit_test(test_role_and_appending),
        cmocka_unit_test(test_huge_table),
        cmocka_unit_test(test_any_source),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_tall_math),
        cmocka_unit_test(test_fences),
        cmocka_unit_test(test_plots),
        cmocka_unit_test(test_wrapped_code),
        cmocka_unit_test(test_macros),
        cmocka_unit_test(test_macros_of_hostile_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
