#include "study/lanes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PROMISED 2e-7

static void exponential_keeps_its_bound(void **state)
{
    (void)state;
    double worst = 0;
    for (int i = -87000; i <= 88000; i++) {
        float x = (float)i / 1000;
        Lanes got = lanes_exp(lanes_all(x));
        double want = exp((double)x);
        worst = fmax(worst, fabs((double)got[0] - want) / want);
    }
    assert_true(worst < PROMISED);
    assert_true(lanes_exp(lanes_all(0))[0] == 1);
    assert_true(lanes_exp(lanes_all(-1000))[0] > 0);
    assert_true(isfinite(lanes_exp(lanes_all(1000))[0]));
}

static void logarithm_keeps_its_bound(void **state)
{
    (void)state;
    double worst = 0;
    for (int i = -80000; i <= 80000; i++) {
        float x = (float)exp((double)i / 1000);
        Lanes got = lanes_log(lanes_all(x));
        double want = log((double)x);
        worst = fmax(worst, fabs((double)got[0] - want) / fmax(1, fabs(want)));
    }
    assert_true(worst < PROMISED);
    assert_true(lanes_log(lanes_all(1))[0] == 0);
}

static void lanes_do_not_touch_each_other(void **state)
{
    (void)state;
    float in[LANES];
    float out[LANES];
    for (int i = 0; i < LANES; i++)
        in[i] = (float)(i + 1);
    Lanes lanes = lanes_load(in);
    lanes_store(out, lanes_log(lanes_exp(lanes)));
    for (int i = 0; i < LANES; i++)
        assert_true(fabsf(out[i] - in[i]) < 1e-5F);
    assert_true(fabsf(lanes_sum(lanes) - (float)(LANES * (LANES + 1)) / 2) < 1e-5F);
    lanes_store(out, lanes_pick(lanes > 1.5F, lanes_all(7), lanes_only(lanes < 1.5F, lanes)));
    assert_true(out[0] == 1);
    assert_true(out[LANES - 1] == 7);
    lanes_store(out, lanes_clamp(lanes, 2, 3));
    assert_true(out[0] == 2);
    assert_true(out[LANES - 1] == 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_keeps_its_bound),
        cmocka_unit_test(logarithm_keeps_its_bound),
        cmocka_unit_test(lanes_do_not_touch_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
