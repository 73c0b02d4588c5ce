#include "app/line_edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static LineEdit edit;

static int tear_down(void **state)
{
    (void)state;
    line_edit_done(&edit);
    return 0;
}

static void clusters_are_moved_over_and_erased_whole(void **state)
{
    (void)state;
    line_edit_set(&edit, "ae\xCC\x81全");
    assert_int_equal(edit.cursor, 7);
    assert_true(line_edit_run(&edit, ACTION_CURSOR_LEFT));
    assert_int_equal(edit.cursor, 4);
    line_edit_run(&edit, ACTION_ERASE);
    assert_string_equal(line_edit_text(&edit), "a全");
    line_edit_run(&edit, ACTION_ERASE_NEXT);
    assert_string_equal(line_edit_text(&edit), "a");
    line_edit_run(&edit, ACTION_ERASE_NEXT); /* nothing there */
    line_edit_run(&edit, ACTION_CURSOR_RIGHT);
    assert_string_equal(line_edit_text(&edit), "a");
    assert_int_equal(edit.cursor, 1);
}

static void words_and_lines_are_erased(void **state)
{
    (void)state;
    line_edit_set(&edit, "one two  ");
    line_edit_run(&edit, ACTION_ERASE_WORD);
    assert_string_equal(line_edit_text(&edit), "one ");
    line_edit_run(&edit, ACTION_LINE_START);
    line_edit_run(&edit, ACTION_ERASE_WORD);
    line_edit_run(&edit, ACTION_ERASE);
    assert_string_equal(line_edit_text(&edit), "one ");
    line_edit_insert(&edit, ">");
    assert_string_equal(line_edit_text(&edit), ">one ");
    line_edit_run(&edit, ACTION_LINE_END);
    line_edit_insert(&edit, "<");
    assert_string_equal(line_edit_text(&edit), ">one <");
    line_edit_run(&edit, ACTION_ERASE_LINE);
    assert_string_equal(line_edit_text(&edit), "");
    assert_false(line_edit_run(&edit, ACTION_QUIT));
}

static void what_is_no_text_is_left_out(void **state)
{
    (void)state;
    assert_true(line_edit_insert(&edit, "a\tb\nc\x1b\x7F\xE2\x80\xAE"
                                        "d"));
    assert_string_equal(line_edit_text(&edit), "a b cd");
    assert_false(line_edit_insert_code(&edit, 0x85));
    assert_false(line_edit_insert(&edit, ""));
}

static void a_line_has_an_end(void **state)
{
    (void)state;
    for (int i = 0; i < LINE_EDIT_MAX + 100; i++) {
        line_edit_insert_code(&edit, 'x');
    }
    assert_int_equal(edit.text.length, LINE_EDIT_MAX);
}

#define CASE(function) cmocka_unit_test_teardown(function, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(clusters_are_moved_over_and_erased_whole),
        CASE(words_and_lines_are_erased),
        CASE(what_is_no_text_is_left_out),
        CASE(a_line_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
