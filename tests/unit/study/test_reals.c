#include "study/reals.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PROMISED 4e-16

static void exponential_keeps_its_bound(void **state)
{
    (void)state;
    double worst = 0;
    for (int i = -708000; i <= 709000; i++) {
        double x = i / 1000.0;
        double want = exp(x);
        worst = fmax(worst, fabs(reals_exp(reals_all(x))[0] - want) / want);
    }
    assert_true(worst < PROMISED);
    assert_true(reals_exp(reals_all(0))[0] == 1);
    assert_true(reals_exp(reals_all(-1e6))[0] > 0);
    assert_true(isfinite(reals_exp(reals_all(1e6))[0]));
}

static void logarithm_keeps_its_bound(void **state)
{
    (void)state;
    double worst = 0;
    for (int i = -700000; i <= 700000; i++) {
        double x = exp(i / 1000.0);
        double want = log(x);
        worst = fmax(worst, fabs(reals_log(reals_all(x))[0] - want) / fmax(1, fabs(want)));
    }
    assert_true(worst < PROMISED);
    assert_true(reals_log(reals_all(1))[0] == 0);
}

static void numbers_do_not_touch_each_other(void **state)
{
    (void)state;
    double in[REALS];
    double out[REALS];
    for (int i = 0; i < REALS; i++)
        in[i] = i + 1;
    Reals reals = reals_load(in);
    reals_store(out, reals_log(reals_exp(reals)));
    for (int i = 0; i < REALS; i++)
        assert_true(fabs(out[i] - in[i]) < 1e-14);
    reals_store(out, reals_pick(reals > 1.5, reals_all(7), reals));
    assert_true(out[0] == 1);
    assert_true(out[REALS - 1] == 7);
    reals_store(out, reals_clamp(reals * 10, 12, 15));
    assert_true(out[0] == 12);
    assert_true(out[REALS - 1] == 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_keeps_its_bound),
        cmocka_unit_test(logarithm_keeps_its_bound),
        cmocka_unit_test(numbers_do_not_touch_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
