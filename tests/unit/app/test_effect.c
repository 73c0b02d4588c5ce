#include "app/effect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void effects_own_their_texts(void **state)
{
    Effects effects = {0};
    char subject[] = "math";
    (void)state;
    Effect *effect = effects_add(&effects, EFFECT_ASK, subject, NULL);
    assert_int_equal(effect->card, CATALOG_NONE);
    assert_int_equal(effect->item.kind, ITEM_NONE);
    subject[0] = 'x';
    assert_string_equal(effects.items[0].subject, "math");
    assert_null(effects.items[0].text);
    effects_add(&effects, EFFECT_QUIT, NULL, "bye");
    assert_int_equal(effects.count, 2);
    effects_clear(&effects);
    assert_int_equal(effects.count, 0);
    effects_add(&effects, EFFECT_BELL, NULL, NULL);
    assert_int_equal(effects.items[0].kind, EFFECT_BELL);
    effects_done(&effects);
    assert_null(effects.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effects_own_their_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
