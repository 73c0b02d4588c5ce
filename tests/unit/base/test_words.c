/* Words that depend on a number. */
#include "base/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void only_one_is_one(void **state)
{
    (void)state;
    assert_string_equal(words_plural(1, "card", "cards"), "card");
    assert_string_equal(words_plural(0, "card", "cards"), "cards");
    assert_string_equal(words_plural(2, "entry", "entries"), "entries");
    assert_string_equal(words_plural(-1, "day", "days"), "days");
    assert_string_equal(words_plural(INT64_MAX, "is", "are"), "are");
}

/* As "%.0f" would print it. */
static void what_is_rounded_to_one_is_one(void **state)
{
    static const struct {
        double count;
        const char *word;
    } cases[] = {{0.4, "weeks"}, {0.5, "weeks"}, {0.6, "week"}, {1, "week"},
                 {1.4, "week"},  {1.5, "weeks"}, {2, "weeks"},  {-1, "weeks"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(words_plural_rounded(cases[i].count, "week", "weeks"), cases[i].word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_one_is_one),
        cmocka_unit_test(what_is_rounded_to_one_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
