#include "app/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void the_cursor_stays_in_the_list_and_in_sight(void **state)
{
    List list = {0};
    (void)state;
    list_fit(&list, 0, 5);
    assert_int_equal(list.cursor, -1);
    list_fit(&list, 20, 5);
    assert_int_equal(list.cursor, 0);
    list_move(&list, MOVE_UP, 5);
    assert_int_equal(list.cursor, 0);
    for (int i = 0; i < 7; i++) {
        list_move(&list, MOVE_DOWN, 5);
    }
    assert_int_equal(list.cursor, 7);
    assert_int_equal(list.scroll, 3);
    list_move(&list, MOVE_LAST, 5);
    assert_int_equal(list.cursor, 19);
    assert_int_equal(list.scroll, 15);
    list_move(&list, MOVE_PAGE_UP, 5);
    assert_int_equal(list.cursor, 15);
    list_move(&list, MOVE_FIRST, 5);
    assert_int_equal(list.scroll, 0);
    list_move(&list, MOVE_PAGE_DOWN, 5);
    assert_int_equal(list.cursor, 4);
}

static void scrolling_takes_the_cursor_along(void **state)
{
    List list = {0};
    (void)state;
    list_fit(&list, 20, 5);
    list_scroll(&list, 3, 5);
    assert_int_equal(list.scroll, 3);
    assert_int_equal(list.cursor, 3);
    list_scroll(&list, 100, 5);
    assert_int_equal(list.scroll, 15);
    list_scroll(&list, -100, 5);
    assert_int_equal(list.scroll, 0);
    assert_int_equal(list.cursor, 4);
}

static void a_list_may_shrink_and_have_no_height(void **state)
{
    List list = {.cursor = 19, .scroll = 15};
    (void)state;
    list_fit(&list, 3, 5);
    assert_int_equal(list.cursor, 2);
    assert_int_equal(list.scroll, 0);
    list_fit(&list, 3, 0);
    list_move(&list, MOVE_PAGE_UP, 0);
    assert_int_equal(list.cursor, 1);
    assert_int_equal(list.scroll, 1);
    list_scroll(&list, 1, -3);
    assert_in_range(list.cursor, 0, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cursor_stays_in_the_list_and_in_sight),
        cmocka_unit_test(scrolling_takes_the_cursor_along),
        cmocka_unit_test(a_list_may_shrink_and_have_no_height),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
