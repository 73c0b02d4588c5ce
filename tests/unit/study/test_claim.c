/* Claims of worked examples: right by their digits, and what is said of wrong ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "study/claim.h"

static void right_by_the_digits_that_are_printed(void **state)
{
    static const char *const RIGHT[] = {
        "2 / 3 = 0.67",
        "2 / 3 = 0.6667",
        "2/3=1",
        "-0.8 - 0.3 = -1.1",
        "[1, 2] @ [[1, 0], [3, 1]] = [7, 2]",
        "[[1, 10], [3, 30]] - [2, 20] = [[-1, -10], [1, 10]]",
        "2e-5 / 3 = 6.7e-6",
        "  1 + 1 = 2  ",
        "2.675 = 2.68",
        "1 == 1 = 1",
    };
    (void)state;
    for (size_t i = 0; i < sizeof RIGHT / sizeof *RIGHT; i++) {
        size_t column = 0;
        Error error = {0};
        if (claim_check(RIGHT[i], &column, &error) != STATUS_OK)
            fail_msg("%s: %zu: %s", RIGHT[i], column, error.message);
    }
}

static void wrong_ones_say_what_and_where(void **state)
{
    static const struct {
        const char *claim, *message;
        size_t column;
    } WRONG[] = {
        {"2 / 3 = 0.66", "the result is 0.6667, not 0.66", 9},
        {"2 / 3 = 0.670", "the result is 0.6667, not 0.670", 9},
        {"[1, 2] = [1, 3]", "the result is [1, 2], not [1, 3]", 10},
        {"[1, 2] = 1", "the result is [1, 2], not 1", 10},
        {"0 / 0 = 0", "the result is nan, not 0", 9},
        {"1 + 1", "expected '=' and a value, as in 1 + 1 = 2", 6},
        {"1 + 1 = 1 + 1",
         "expected a number, a vector or a matrix as it is printed, such as 0.25 or [1, 2]", 9},
        {"1 + 1 = 2 x",
         "expected a number, a vector or a matrix as it is printed, such as 0.25 or [1, 2]", 9},
    };
    (void)state;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        size_t column = 0;
        Error error = {0};
        assert_int_equal(claim_check(WRONG[i].claim, &column, &error), STATUS_CONTENT);
        assert_string_equal(error.message, WRONG[i].message);
        assert_int_equal(column, WRONG[i].column);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_by_the_digits_that_are_printed),
        cmocka_unit_test(wrong_ones_say_what_and_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
