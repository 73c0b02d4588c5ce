/* Lists of names: all of a few, the first of many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/names.h"

static void the_first_of_many_are_shown(void **state)
{
    static const char *const EXPECTED[] = {
        "",
        "a",
        "a, a",
        "a, a, a",
        "a, a, a, a",
        "a, a, a, a, a",
        "a, a, a, a, a, a",
        "a, a, a, a, a and 2 more",
    };
    (void)state;
    Names names = {0};
    for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++) {
        Buffer text = {0};
        names_format(&names, &text);
        assert_string_equal(buffer_text(&text), EXPECTED[i]);
        buffer_done(&text);
        names_add(&names, "a");
    }
    names_done(&names);
    assert_int_equal(names.list.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_of_many_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
