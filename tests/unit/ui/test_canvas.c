#include "ui/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static Canvas canvas;

static int set_up(void **state)
{
    (void)state;
    canvas_init(&canvas, 3, 8);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    canvas_done(&canvas);
    return 0;
}

static void check_dump(bool styles, const char *wanted)
{
    Buffer out = {0};
    canvas_dump(&canvas, styles, &out);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_done(&out);
}

static void write(Rect clip, int row, int column, const char *text)
{
    canvas_text(&canvas, clip, row, column, text, ROLE_TEXT, 0);
}

static void text_is_clipped_at_every_edge(void **state)
{
    const Rect clip = {1, 2, 1, 4};
    (void)state;
    write(clip, 1, 0, "abcdefgh");
    write(clip, 0, 2, "above");
    write(clip, 2, 2, "below");
    check_dump(false, "        |\n  cdef  |\n        |\n");
    assert_int_equal(canvas_text(&canvas, clip, 1, 0, "abcdefgh", ROLE_TEXT, 0), 8);
}

static void the_canvas_clips_a_clip_larger_than_itself(void **state)
{
    const Rect clip = {-5, -5, 100, 100};
    (void)state;
    write(clip, -1, 0, "no");
    write(clip, 3, 0, "no");
    write(clip, 0, -2, "abcdefghijkl");
    canvas_fill(&canvas, (Rect){2, 6, 9, 9}, ROLE_DIM);
    canvas_restyle(&canvas, (Rect){-3, -3, 4, 5}, ROLE_CURSOR);
    canvas_box(&canvas, (Rect){1, -1, 9, 30}, "title");
    canvas_rule_down(&canvas, clip, -4, 3, 50);
    check_dump(false, "cde│ghij|\n─ t│tle |\n   │    |\n");
}

static void wide_characters_are_never_cut_in_half(void **state)
{
    const Rect clip = {0, 1, 3, 5};
    (void)state;
    write(clip, 0, 0, "全角全角");
    write(clip, 1, 1, "全角全角");
    check_dump(false, "  角全  |\n 全角   |\n        |\n");
}

static void writing_over_a_half_clears_the_other(void **state)
{
    const Rect all = canvas_bounds(&canvas);
    (void)state;
    write(all, 0, 0, "全角");
    write(all, 0, 1, "x");
    write(all, 1, 0, "全角");
    write(all, 1, 2, "x");
    write(all, 2, 0, "全角");
    write(all, 2, 1, "全");
    check_dump(false, " x角    |\n全x     |\n 全     |\n");
}

static void combining_marks_stay_with_their_base(void **state)
{
    const Rect clip = {0, 0, 3, 3};
    (void)state;
    write(clip, 0, 0,
          "e\xCC\x81"
          "a\xCC\x82"
          "xyz");
    check_dump(false, "e\xCC\x81"
                      "a\xCC\x82"
                      "x     |\n        |\n        |\n");
    write(clip, 1, 0,
          "\xCC\x81"
          "ab");
    assert_int_equal(canvas.cells[8].width, 1);
}

static void a_long_cluster_shows_its_base(void **state)
{
    char text[64] = "e";
    (void)state;
    for (int i = 0; i < 15; i++) {
        memcpy(text + 1 + 2 * (size_t)i, "\xCC\x81", 3);
    }
    write(canvas_bounds(&canvas), 0, 0, text);
    assert_int_equal(canvas.cells[0].length, 1);
    check_dump(false, "e       |\n        |\n        |\n");
}

static void fitting_ends_in_an_ellipsis(void **state)
{
    const Rect all = canvas_bounds(&canvas);
    (void)state;
    canvas_text_fit(&canvas, all, 0, 0, 4, "abcd", ROLE_TEXT, 0);
    canvas_text_fit(&canvas, all, 1, 0, 4, "abcde", ROLE_TEXT, 0);
    canvas_text_fit(&canvas, all, 2, 0, 4, "全角全", ROLE_TEXT, 0);
    check_dump(false, "abcd    |\nabc…    |\n全…     |\n");
    assert_int_equal(canvas_text_fit(&canvas, all, 0, 3, 0, "x", ROLE_TEXT, 0), 3);
}

static void right_alignment_ends_before_the_column(void **state)
{
    const Rect all = canvas_bounds(&canvas);
    (void)state;
    canvas_text_right(&canvas, all, 0, 8, "end", ROLE_TEXT, 0);
    canvas_text_right(&canvas, all, 1, 2, "cut", ROLE_TEXT, 0);
    check_dump(false, "     end|\nut      |\n        |\n");
}

static void ascii_draws_no_other_character(void **state)
{
    const Rect all = canvas_bounds(&canvas);
    (void)state;
    canvas.ascii = true;
    write(all, 0, 0, "é“全”→…");
    canvas_bar(&canvas, all, 1, 0, 4, 0.5);
    canvas_rule(&canvas, all, 2, 0, 3);
    check_dump(false, "e\"\?\?\">~ |\n##--    |\n---     |\n");
}

static void styles_and_the_cursor_are_dumped(void **state)
{
    const Rect all = canvas_bounds(&canvas);
    (void)state;
    write(all, 0, 0, "ab");
    canvas_text(&canvas, all, 0, 2, "cd", ROLE_ACCENT, 0);
    canvas_text(&canvas, all, 0, 4, "efgh", ROLE_DIM, 0);
    canvas.cursor_row = 1;
    canvas.cursor_column = 2;
    check_dump(true, "ab{accent:cd}{dim:efgh}|\n  ^      |\n        |\n");
}

static void bars_say_something_and_nearly_all(void **state)
{
    const Rect all = canvas_bounds(&canvas);
    (void)state;
    canvas_bar(&canvas, all, 0, 0, 4, 0.0001);
    canvas_bar(&canvas, all, 1, 0, 4, 0.9999);
    canvas_bar(&canvas, all, 2, 0, 4, 1);
    check_dump(false, "━╌╌╌    |\n━━━╌    |\n━━━━    |\n");
}

static void sizes_from_nothing_up(void **state)
{
    (void)state;
    for (int size = -1; size < 3; size++) {
        canvas_resize(&canvas, size, size);
        write((Rect){0, 0, 9, 9}, 0, 0, "全x");
        canvas_box(&canvas, (Rect){0, 0, size, size}, "t");
        canvas_fill(&canvas, (Rect){-1, -1, 9, 9}, ROLE_DIM);
        assert_int_equal(canvas.rows, size < 0 ? 0 : size);
    }
}

static void lines_of_spans_keep_their_roles(void **state)
{
    Span spans[] = {{.text = "ab", .length = 2, .role = ROLE_STRONG},
                    {.text = "cdef", .length = 3, .role = ROLE_LINK}};
    TextLine line = {.spans = spans, .count = 2, .width = 5};
    (void)state;
    assert_int_equal(canvas_line(&canvas, canvas_bounds(&canvas), 0, 1, &line), 6);
    check_dump(true, " {strong:ab}{link:cde}  |\n        |\n        |\n");
}

static void addresses_of_other_kinds_are_no_links(void **state)
{
    (void)state;
    TextLines lines = {0};
    Arena *arena = arena_new();
    lines_add_span(&lines, arena, "x", 1, ROLE_TEXT, 0, "file:///etc/passwd");
    canvas_line(&canvas, canvas_bounds(&canvas), 0, 0, &lines.items[0]);
    assert_int_equal(canvas.cells[0].link, 0);
    assert_int_equal(canvas.link_count, 0);
    arena_free(arena);
}

/* More addresses than a canvas can hold: the rest is text. */
static void too_many_addresses(void **state)
{
    Canvas wide;
    Arena *arena = arena_new();
    (void)state;
    canvas_init(&wide, 1, 300);
    for (int i = 0; i < 300; i++) {
        char *address = mem_format("https://a.org/%d", i);
        TextLines lines = {0};
        lines_add_span(&lines, arena, "x", 1, ROLE_TEXT, 0, address);
        canvas_line(&wide, canvas_bounds(&wide), 0, i, &lines.items[0]);
        mem_free(address);
    }
    assert_int_equal(wide.cells[0].link, 1);
    assert_int_equal(wide.cells[254].link, 255);
    assert_int_equal(wide.cells[255].link, 0);
    assert_string_equal(wide.links[254], "https://a.org/254");
    canvas_done(&wide);
    arena_free(arena);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(text_is_clipped_at_every_edge),
        CASE(the_canvas_clips_a_clip_larger_than_itself),
        CASE(wide_characters_are_never_cut_in_half),
        CASE(writing_over_a_half_clears_the_other),
        CASE(combining_marks_stay_with_their_base),
        CASE(a_long_cluster_shows_its_base),
        CASE(fitting_ends_in_an_ellipsis),
        CASE(right_alignment_ends_before_the_column),
        CASE(ascii_draws_no_other_character),
        CASE(styles_and_the_cursor_are_dumped),
        CASE(bars_say_something_and_nearly_all),
        CASE(sizes_from_nothing_up),
        CASE(lines_of_spans_keep_their_roles),
        CASE(addresses_of_other_kinds_are_no_links),
        CASE(too_many_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
