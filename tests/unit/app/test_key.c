#include "app/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void check_both_ways(const char *name, uint32_t code, int modifiers)
{
    char text[KEY_NAME_SIZE];
    Key key = {0};
    assert_true(key_parse(name, &key));
    assert_int_equal(key.code, code);
    assert_int_equal(key.modifiers, modifiers);
    key_format(key, text);
    assert_string_equal(text, name);
}

static void names_go_both_ways(void **state)
{
    (void)state;
    check_both_ways("j", 'j', 0);
    check_both_ways("G", 'G', 0);
    check_both_ways("?", '?', 0);
    check_both_ways("-", '-', 0);
    check_both_ways("Space", ' ', 0);
    check_both_ways("Enter", KEYCODE_ENTER, 0);
    check_both_ways("PageDown", KEYCODE_PAGE_DOWN, 0);
    check_both_ways("BackTab", KEYCODE_BACKTAB, 0);
    check_both_ways("C-l", 'l', KEYCODE_CONTROL);
    check_both_ways("M-x", 'x', KEYCODE_ALT);
    check_both_ways("C-M-Left", KEYCODE_LEFT, KEYCODE_CONTROL | KEYCODE_ALT);
    check_both_ways("F1", KEYCODE_F1, 0);
    check_both_ways("F12", KEYCODE_F12, 0);
    check_both_ways("é", 0xE9, 0);
    check_both_ways("全", 0x5168, 0);
    check_both_ways("C", 'C', 0);
    check_both_ways("C--", '-', KEYCODE_CONTROL);
}

static void other_spellings_are_understood(void **state)
{
    Key key = {0};
    (void)state;
    assert_true(key_parse("escape", &key) && key.code == KEYCODE_ESCAPE);
    assert_true(key_parse("RETURN", &key) && key.code == KEYCODE_ENTER);
    assert_true(key_parse("pgup", &key) && key.code == KEYCODE_PAGE_UP);
    assert_true(key_parse("f3", &key) && key.code == KEYCODE_F1 + 2);
    assert_true(key_parse("C-L", &key) && key.code == 'l');
}

static void what_is_no_key_is_refused(void **state)
{
    static const char *const NAMES[] = {"",      "jj",  "F0", "F13",     "F1x",  "F01",
                                        "C-C-x", "X-y", "\t", "\x7F",    "\x1b", "Wheel",
                                        "\xFF",  " ",   "C-", "\xC2\x85"};
    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        Key key = {.code = 42};
        bool parsed = key_parse(NAMES[i], &key);
        if (parsed) {
            print_message("'%s' was taken for a key\n", NAMES[i]);
        }
        assert_false(parsed);
        assert_int_equal(key.code, 42);
    }
}

static void formatting_never_overflows(void **state)
{
    char text[KEY_NAME_SIZE];
    (void)state;
    for (uint32_t code = KEYCODE_FIRST; code <= KEYCODE_LAST + 3; code++) {
        key_format((Key){code, KEYCODE_CONTROL | KEYCODE_ALT}, text);
        assert_in_range(strlen(text), 4, KEY_NAME_SIZE - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_go_both_ways),
        cmocka_unit_test(other_spellings_are_understood),
        cmocka_unit_test(what_is_no_key_is_refused),
        cmocka_unit_test(formatting_never_overflows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
