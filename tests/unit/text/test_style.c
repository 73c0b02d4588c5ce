/* Roles: names that theme files use, unique and found again. */
#include "text/style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_names(void **state)
{
    (void)state;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        const char *name = style_role_name((StyleRole)role);
        assert_int_equal(style_role_from_name(name), role);
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
        assert_true(strlen(style_role_meaning((StyleRole)role)) > 5);
        assert_int_equal(style_role_fallback((StyleRole)role) & ~0x1F, 0);
    }
    assert_string_equal(style_role_name(ROLE_TAB_ACTIVE), "tab-active");
    assert_int_equal(style_role_fallback(ROLE_CURSOR), EMPHASIS_REVERSE);
}

static void test_unknown(void **state)
{
    (void)state;
    assert_int_equal(style_role_from_name("tab_active"), ROLE_COUNT);
    assert_int_equal(style_role_from_name(""), ROLE_COUNT);
    assert_string_equal(style_role_name(ROLE_COUNT), "?");
    assert_string_equal(style_role_meaning(ROLE_COUNT), "");
    assert_int_equal(style_role_fallback(ROLE_COUNT), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
