/* Texts and their numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/interner.h"
#include "base/memory.h"

static void an_empty_one_knows_nothing(void **state)
{
    (void)state;
    Interner interner = {0};
    assert_true(interner_find(&interner, "") == INTERNER_NONE);
    assert_true(interner_find(&interner, "a") == INTERNER_NONE);
    interner_done(&interner);
}

static void numbers_go_by_the_order_of_coming(void **state)
{
    (void)state;
    Interner interner = {0};
    Arena *arena = arena_new();
    assert_int_equal(interner_add(&interner, "b", arena), 0);
    assert_int_equal(interner_add(&interner, "a", arena), 1);
    assert_int_equal(interner_add(&interner, "", arena), 2);
    assert_int_equal(interner_add(&interner, "b", arena), 0);
    assert_int_equal(interner_find(&interner, ""), 2);
    assert_true(interner_find(&interner, "ab") == INTERNER_NONE);
    assert_int_equal(interner.count, 3);
    assert_string_equal(interner.texts[1], "a");
    interner_done(&interner);
    assert_int_equal(interner.count, 0);
    arena_free(arena);
}

static void a_text_is_copied_or_kept(void **state)
{
    (void)state;
    Interner interner = {0};
    Arena *arena = arena_new();
    char copied[] = "one";
    char kept[] = "two";
    (void)interner_add(&interner, copied, arena);
    (void)interner_add(&interner, kept, NULL);
    copied[0] = '?';
    assert_int_equal(interner_find(&interner, "one"), 0);
    assert_ptr_equal(interner.texts[1], kept);
    interner_done(&interner);
    arena_free(arena);
}

static void its_texts_are_taken(void **state)
{
    (void)state;
    Interner interner = {0};
    (void)interner_add(&interner, "one", NULL);
    (void)interner_add(&interner, "two", NULL);
    const char **texts = interner_take(&interner);
    assert_string_equal(texts[0], "one");
    assert_string_equal(texts[1], "two");
    assert_int_equal(interner.count, 0);
    assert_true(interner_find(&interner, "one") == INTERNER_NONE);
    mem_free(texts);
    texts = interner_take(&interner);
    assert_null(texts);
}

static void many_are_found_again(void **state)
{
    (void)state;
    Interner interner = {0};
    Arena *arena = arena_new();
    char text[32];
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < 10000; i++) {
            (void)snprintf(text, sizeof text, "%zu", i * 7);
            assert_int_equal(interner_add(&interner, text, arena), i);
        }
    assert_int_equal(interner.count, 10000);
    assert_true(interner_find(&interner, "1") == INTERNER_NONE);
    interner_done(&interner);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_one_knows_nothing),
        cmocka_unit_test(numbers_go_by_the_order_of_coming),
        cmocka_unit_test(a_text_is_copied_or_kept),
        cmocka_unit_test(its_texts_are_taken),
        cmocka_unit_test(many_are_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
