#include "app/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void check_inside(Rect area, int rows, int columns)
{
    if (area.rows > 0 && area.columns > 0) {
        assert_in_range(area.row, 0, rows - 1);
        assert_in_range(area.column, 0, columns - 1);
        assert_true(area.row + area.rows <= rows);
        assert_true(area.column + area.columns <= columns);
    }
    assert_true(area.rows >= 0 && area.columns >= 0);
}

/* Every area of every shape is on the screen, whatever its size. */
static void areas_are_on_the_screen(void **state)
{
    (void)state;
    for (int rows = 0; rows < 70; rows++) {
        for (int columns = 0; columns < 210; columns += 3) {
            for (int bits = 0; bits < 128; bits++) {
                LayoutShape shape = {bits & 1,  bits & 2,  bits & 4, bits & 8,
                                     bits & 16, bits & 32, bits & 64};
                Layout layout = layout_make(rows, columns, shape);
                const Rect areas[] = {layout.title,    layout.places, layout.rule_top,
                                      layout.body,     layout.footer, layout.rule_bottom,
                                      layout.practice, layout.list,   layout.list_head,
                                      layout.head,     layout.tabs,   layout.page};
                for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
                    check_inside(areas[i], rows, columns);
                }
            }
        }
    }
}

static void small_screens_are_told(void **state)
{
    LayoutShape shape = {0};
    (void)state;
    assert_true(layout_make(11, 40, shape).too_small);
    assert_true(layout_make(12, 39, shape).too_small);
    assert_false(layout_make(12, 40, shape).too_small);
}

static void list_and_detail_share_or_take_turns(void **state)
{
    LayoutShape shape = {.parted = true, .tabbed = true};
    (void)state;
    Layout wide = layout_make(24, 80, shape);
    assert_true(wide.split && wide.list.rows > 0 && wide.page.rows > 0);
    assert_true(wide.list.column + wide.list.columns <= wide.divider);
    assert_true(wide.divider < wide.page.column);
    Layout narrow = layout_make(24, 69, shape);
    assert_true(!narrow.split && narrow.list.rows > 0 && narrow.page.rows == 0);
    shape.in_detail = true;
    narrow = layout_make(24, 69, shape);
    assert_true(narrow.list.rows == 0 && narrow.page.rows > 0);
}

static void a_detail_can_have_the_whole_width(void **state)
{
    LayoutShape shape = {.parted = true, .tabbed = true, .whole = true};
    (void)state;
    assert_true(layout_make(24, 80, shape).split); /* the list has the keys */
    shape.in_detail = true;
    Layout whole = layout_make(24, 80, shape);
    assert_true(!whole.split && whole.list.rows == 0 && whole.page.columns > 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_are_on_the_screen),
        cmocka_unit_test(small_screens_are_told),
        cmocka_unit_test(list_and_detail_share_or_take_turns),
        cmocka_unit_test(a_detail_can_have_the_whole_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
