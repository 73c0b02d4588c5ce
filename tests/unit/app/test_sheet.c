#include "app/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

static Sheet sheet;

static int set_up(void **state)
{
    (void)state;
    sheet = (Sheet){0};
    sheet_begin(&sheet, 20, (SheetLook){0});
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sheet_done(&sheet);
    return 0;
}

static void check_line(size_t line, const char *wanted)
{
    Buffer text = {0};
    assert_true(line < sheet.lines.count);
    for (size_t i = 0; i < sheet.lines.items[line].count; i++) {
        const Span *span = &sheet.lines.items[line].spans[i];
        buffer_add(&text, span->text, span->length);
    }
    assert_string_equal(buffer_text(&text), wanted);
    buffer_done(&text);
}

/* Ten entries, three lines each, the first at line 10. */
static void add_entries(void)
{
    for (int i = 0; i < 10; i++) {
        sheet_text(&sheet, ROLE_TEXT, "text");
    }
    for (int i = 0; i < 10; i++) {
        sheet_entry_begin(&sheet, ENTRY_ITEM, (ItemRef){ITEM_TOPIC, i}, 0);
        for (int line = 0; line < 3; line++) {
            sheet_text(&sheet, ROLE_TEXT, "entry");
        }
        sheet_entry_end(&sheet);
    }
}

static void text_is_cut_to_the_width(void **state)
{
    (void)state;
    sheet_text(&sheet, ROLE_TEXT, "0123456789012345678");
    sheet_text(&sheet, ROLE_TEXT, "012345678901234567890123");
    sheet_text(&sheet, ROLE_TEXT, "全角全角全角全角全角全角");
    check_line(0, "0123456789012345678");
    check_line(1, "0123456789012345678…");
    check_line(2, "全角全角全角全角全…");
    sheet_line(&sheet);
    sheet_span(&sheet, ROLE_TEXT, "left");
    sheet_right(&sheet, ROLE_TEXT, "right");
    check_line(3, "left           right");
    sheet_right(&sheet, ROLE_TEXT, "too much");
    check_line(3, "left           right");
}

static void bars_say_something_and_nearly_all(void **state)
{
    (void)state;
    sheet_line(&sheet);
    sheet_bar(&sheet, 4, 0);
    sheet_line(&sheet);
    sheet_bar(&sheet, 4, 0.001);
    sheet_line(&sheet);
    sheet_bar(&sheet, 4, 0.999);
    sheet_line(&sheet);
    sheet_bar(&sheet, 4, 1);
    check_line(0, "╌╌╌╌");
    check_line(1, "━╌╌╌");
    check_line(2, "━━━╌");
    check_line(3, "━━━━");
}

static void bullets_stand_before_wrapped_text(void **state)
{
    (void)state;
    sheet_wrapped(&sheet, ROLE_TEXT, 2, "one two three four five");
    sheet_mark_line(&sheet, 0, 0, "*");
    check_line(0, "* one two three four");
    check_line(1, "  five");
}

static void text_scrolls_until_entries_are_in_reach(void **state)
{
    (void)state;
    add_entries();
    sheet_fit(&sheet, 8);
    assert_null(sheet_selected(&sheet)); /* the first entry is below */
    sheet_move(&sheet, MOVE_DOWN, 8);
    sheet_move(&sheet, MOVE_DOWN, 8);
    assert_int_equal(sheet.scroll, 2);
    assert_null(sheet_selected(&sheet));
    sheet_move(&sheet, MOVE_DOWN, 8);
    assert_int_equal(sheet_selected(&sheet)->item.index, 0);
    sheet_move(&sheet, MOVE_DOWN, 8); /* the second is still far */
    sheet_move(&sheet, MOVE_DOWN, 8);
    sheet_move(&sheet, MOVE_DOWN, 8);
    assert_int_equal(sheet_selected(&sheet)->item.index, 1);
    assert_true(sheet.scroll + 8 >= 16); /* all of its lines show */
}

static void jumps_keep_a_selection_in_sight(void **state)
{
    (void)state;
    add_entries();
    sheet_fit(&sheet, 8);
    sheet_move(&sheet, MOVE_PAGE_DOWN, 8);
    assert_int_equal(sheet_selected(&sheet)->item.index, 0);
    sheet_move(&sheet, MOVE_LAST, 8);
    assert_int_equal(sheet_selected(&sheet)->item.index, 9);
    sheet_scroll(&sheet, -100, 8);
    assert_int_equal(sheet.scroll, 0);
    assert_null(sheet_selected(&sheet));
    sheet_select(&sheet, 4, 8);
    assert_int_equal(sheet_selected(&sheet)->item.index, 4);
    assert_int_equal(sheet_entry_at(&sheet, 10), 0);
    assert_int_equal(sheet_entry_at(&sheet, 9), -1);
}

static void a_sheet_may_have_no_height(void **state)
{
    (void)state;
    add_entries();
    sheet_fit(&sheet, 0);
    for (int move = MOVE_UP; move <= MOVE_LAST; move++) {
        sheet_move(&sheet, (Move)move, 0);
        assert_in_range(sheet.scroll, 0, sheet.lines.count);
    }
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

/* What is wide but out of sight neither hides the end of what shows nor takes the keys from it. */
static void what_shows_says_how_far_it_goes_sideways(void **state)
{
    static const char source[] = "```\n012345678901234567890\n```\n\na\n\nb\n\nc\n\nd\n\n"
                                 "```\n01234567890123456789012345678901234567\n```";
    (void)state;
    sheet_markdown(&sheet, ROLE_TEXT, 1, source);
    sheet_fit(&sheet, 3);
    assert_int_equal(sheet_overhang(&sheet), 4);
    sheet_shift(&sheet, 1);
    assert_int_equal(sheet.shift, 4);
    sheet_scroll(&sheet, 3, 3);
    assert_int_equal(sheet_overhang(&sheet), 0);
    sheet_scroll(&sheet, 40, 3);
    assert_int_equal(sheet_overhang(&sheet), 21);
    for (int i = 0; i < 3; i++)
        sheet_shift(&sheet, 1);
    assert_int_equal(sheet.shift, 21);
    sheet_scroll(&sheet, -40, 3);
    sheet_shift(&sheet, -1); /* at once, though the other block was further to the right */
    assert_int_equal(sheet.shift, 0);
}

static void wide_blocks_scroll_to_their_end_and_no_further(void **state)
{
    static const char source[] = "```\n0123456789012345678901234567\nab\n```\n\nwords\n\n"
                                 "```\n012345678901234567890\n```";
    (void)state;
    sheet_markdown(&sheet, ROLE_TEXT, 1,
                   source); /* code stands three cells in, the page is 20 wide */
    sheet_fit(&sheet, 7);
    assert_int_equal(sheet.lines.items[0].kept, 3);
    assert_int_equal(sheet.overhang, 11);
    sheet_shift(&sheet, -1);
    assert_int_equal(sheet.shift, 0);
    sheet_shift(&sheet, 1);
    assert_int_equal(sheet_line_shift(&sheet, &sheet.lines.items[0]), 8);
    assert_int_equal(sheet_line_shift(&sheet, &sheet.lines.items[1]), 8);
    assert_int_equal(sheet_line_shift(&sheet, &sheet.lines.items[3]), 0);
    assert_int_equal(sheet_line_shift(&sheet, &sheet.lines.items[5]), 4);
    sheet_shift(&sheet, 1);
    assert_int_equal(sheet.shift, 11);
    sheet_begin(&sheet, 20, (SheetLook){0});
    sheet_text(&sheet, ROLE_TEXT, "nothing wide");
    sheet_fit(&sheet, 4);
    assert_int_equal(sheet.shift, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(text_is_cut_to_the_width),
        CASE(bars_say_something_and_nearly_all),
        CASE(bullets_stand_before_wrapped_text),
        CASE(text_scrolls_until_entries_are_in_reach),
        CASE(jumps_keep_a_selection_in_sight),
        CASE(a_sheet_may_have_no_height),
        CASE(wide_blocks_scroll_to_their_end_and_no_further),
        CASE(what_shows_says_how_far_it_goes_sideways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
