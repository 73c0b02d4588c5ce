/* What the tests of a screen at 80x24 share: the screen, opened before each test and closed behind it. */
#ifndef CAIRN_TESTS_SCREEN_FIXTURE_H
#define CAIRN_TESTS_SCREEN_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/screen.h"

static Screen screen;

static inline int fixture_open(void **state)
{
    (void)state;
    screen_open(&screen, 24, 80);
    return 0;
}

static inline int fixture_close(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

#define SCREEN_TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

#endif
