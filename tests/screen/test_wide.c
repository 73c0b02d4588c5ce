/* What is wider than its pane: code and formulas scroll sideways, prose stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "support/screen.h"

static Screen screen;

/* The page with the wide code, the tabs having the keys. */
static void open_page(int rows, int columns)
{
    screen_open(&screen, rows, columns);
    screen_press(&screen, "2 f");
    screen_type(&screen, "POSITION");
    screen_press(&screen, "Enter Enter");
}

static int tear_down(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static void wide_code_scrolls_and_prose_stays(void **state)
{
    (void)state;
    open_page(60, 80);
    assert_true(screen_shows(&screen, "def encode(p, i, d):"));
    assert_false(screen_shows(&screen, "component of the vector"));
    assert_true(screen_shows(&screen, "\u203A"));
    assert_false(screen_shows(&screen, "\u2039"));
    screen_press(&screen, ">");
    assert_true(screen_shows(&screen, "A model that looks at a set of words"));
    assert_true(screen_shows(&screen, "\u2039"));
    assert_false(screen_shows(&screen, "def encode"));
    screen_press(&screen, "> > > > > > > > > >");
    assert_true(screen_shows(&screen, "component of the vector"));
    assert_false(screen_shows(&screen, "\u203A"));
    screen_press(&screen, "< < < < < < < < < < <");
    assert_true(screen_shows(&screen, "def encode(p, i, d):"));
    assert_false(screen_shows(&screen, "\u2039"));
}

static void the_footer_tells_when_there_is_more(void **state)
{
    (void)state;
    open_page(24, 80);
    assert_false(screen_shows(&screen, "sideways")); /* the code is further down */
    screen_press(&screen, "PageDown");
    assert_true(screen_shows(&screen, "> sideways"));
    assert_false(screen_shows(&screen, "<> sideways"));
    screen_press(&screen, ">");
    assert_true(screen_shows(&screen, "<> sideways"));
    screen_press(&screen, "> > > > > > > > > > >");
    assert_true(screen_shows(&screen, "right end"));
    screen_press(&screen, "5");
    assert_false(screen_shows(&screen, "sideways"));
    screen_press(&screen, ">");
    assert_true(screen_shows(&screen, "nothing here is wider than its pane"));
}

static void another_page_begins_at_its_left_end(void **state)
{
    (void)state;
    open_page(24, 80);
    screen_press(&screen, "> Esc Esc k j");
    assert_false(screen_shows(&screen, "\u2039"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(wide_code_scrolls_and_prose_stays, tear_down),
        cmocka_unit_test_teardown(the_footer_tells_when_there_is_more, tear_down),
        cmocka_unit_test_teardown(another_page_begins_at_its_left_end, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
