/* Lines of spans and word wrap. */
#include "text/spans.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/wrap.h"
#include "unit/text/dump.h"

static void test_spans(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    TextLines lines = {0};
    Buffer out = {0};
    lines_add_text(&lines, arena, ROLE_TEXT, "日本");
    lines_add_span(&lines, arena, "bold\x1B", 5, ROLE_STRONG, EMPHASIS_BOLD, "http://x\n");
    lines_add_span(&lines, arena, "", 0, ROLE_CODE, 0, NULL);
    lines_add_blanks(&lines, arena, 3);
    assert_int_equal(lines.items[0].width, 4 + 5 + 3);
    lines_add(&lines, arena);
    lines_join(&lines, arena, &lines.items[0]);
    assert_int_equal(lines.items[1].width, 12);
    dump_lines(&out, &lines);
    assert_string_equal(buffer_text(&out), "日本{b strong=http://x :bold␛}   |\n"
                                           "日本{b strong=http://x :bold␛}   |\n");
    buffer_done(&out);
    arena_free(arena);
}

static void test_many(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    TextLines lines = {0};
    for (int i = 0; i < 300; i++) {
        lines_add(&lines, arena);
        for (int k = 0; k < i % 40; k++)
            lines_add_text(&lines, arena, ROLE_TEXT, "x");
    }
    for (size_t i = 0; i < 300; i++) {
        assert_int_equal(lines.items[i].count, i % 40);
        assert_int_equal(lines.items[i].width, i % 40);
        for (size_t k = 0; k < lines.items[i].count; k++)
            assert_string_equal(lines.items[i].spans[k].text, "x");
    }
    arena_free(arena);
}

static void test_block(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    TextLines lines = {0};
    lines_add_text(&lines, arena, ROLE_TEXT, "before");
    lines_add(&lines, arena);
    lines_add_text(&lines, arena, ROLE_CODE, "  short");
    lines_add(&lines, arena);
    lines_add_text(&lines, arena, ROLE_CODE, "  the longest");
    lines_set_block(&lines, 1, 2);
    lines_set_block(&lines, 3, 2); /* nothing */
    assert_int_equal(lines.items[0].block, 0);
    assert_int_equal(lines.items[1].block, 13);
    assert_int_equal(lines.items[1].kept, 2);
    assert_int_equal(lines.items[2].block, 13);
    arena_free(arena);
}

static void test_wrap(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width, indent;
        const char *lines;
    } cases[] = {
        {"", 10, 0, "|\n"},
        {"one two three", 7, 0, "one two|\nthree|\n"},
        {"one two three", 100, 0, "one two three|\n"},
        {"one two three", 8, 2, "one two|\n  three|\n"},
        {"one\n\ntwo\n", 8, 2, "one|\n|\ntwo|\n"},
        {"one two\nthree four", 8, 2, "one two|\nthree|\n  four|\n"},
        {"abcdefgh", 3, 0, "abc|\ndef|\ngh|\n"},
        {"a  b", 9, 0, "a  b|\n"},
        {"a     b", 3, 0, "a|\nb|\n"},
        {"ab   ", 9, 0, "ab|\n"},
        {"    deep", 9, 0, "    deep|\n"},
        {"日本語の文章", 5, 0, "日本|\n語の|\n文章|\n"},
        {"日本語。文", 6, 0, "日本|\n語。文|\n"}, /* no full stop begins a line */
        {"「日本」", 4, 0, "「日|\n本」|\n"},
        {"日本", 1, 0, "|\n|\n"}, /* no room at all */
        {"e\u0301e\u0301e\u0301", 2, 0, "e\u0301e\u0301|\ne\u0301|\n"},
        {"👨‍👩‍👧👨‍👩‍👧", 3, 0,
         "👨‍👩‍👧|\n👨‍👩‍👧|\n"},
        {"word 日本 word", 7, 0, "word 日|\n本 word|\n"},
        {"a\xC2\xA0"
         "b c",
         3, 0,
         "a\xC2\xA0"
         "b|\nc|\n"}, /* a blank that does not break */
        {"x\ty", 10, 0, "x    y|\n"},
        {"one two", 3, 3, "one|\ntwo|\n"}, /* an indent without room for text */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_new();
        TextLines lines = {0};
        Buffer out = {0};
        lines_add_wrapped(&lines, arena, cases[i].text, cases[i].width, cases[i].indent, ROLE_TEXT,
                          0);
        dump_lines(&out, &lines);
        assert_string_equal(buffer_text(&out), cases[i].lines);
        buffer_done(&out);
        arena_free(arena);
    }
}

/* Whatever the text and the width: the lines go on where the last ended, none is too wide but a
 * single cluster, and only blanks and newlines are left out. */
static void test_wrap_any_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",  "bc", " ",       "  ",       "\n",
                                         "日", "。", "e\u0301", "👍🏽", "-"};
    uint32_t seed = 3;
    for (int round = 0; round < 3000; round++) {
        Buffer text = {0};
        for (int i = 0; i < 30; i++) {
            seed = seed * 1664525U + 1013904223U;
            buffer_add_text(&text, pieces[(seed >> 16) % 10]);
        }
        int width = round % 12 + 1;
        size_t covered = 0;
        WrapLine line = {0};
        while (wrap_next(text.data, text.length, line.next, width, &line)) {
            assert_int_equal(line.start, covered);
            assert_in_range(line.end, line.start, line.next);
            assert_true(line.next > line.start);
            size_t skipped = strspn(text.data + line.end, " \n");
            assert_true(line.end + skipped >= line.next);
            int cells = utf8_width_range(text.data + line.start, line.end - line.start);
            int first = 0;
            size_t length = line.end > line.start ? utf8_next_cluster(text.data + line.start,
                                                                      line.end - line.start, &first)
                                                  : 0;
            assert_true(cells <= width || length == line.end - line.start);
            covered = line.next;
        }
        assert_int_equal(covered, text.length);
        buffer_done(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),         cmocka_unit_test(test_many),
        cmocka_unit_test(test_block),         cmocka_unit_test(test_wrap),
        cmocka_unit_test(test_wrap_any_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
