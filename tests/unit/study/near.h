/* Comparing reals in tests: relative to the expected value, absolute below 1. */
#ifndef CAIRN_TESTS_NEAR_H
#define CAIRN_TESTS_NEAR_H

#include <math.h>
#include <stddef.h>

#define assert_near(what, at, actual, expected, tolerance)                                     \
    do {                                                                                       \
        double actual_ = (actual), expected_ = (expected);                                     \
        if (!(fabs(actual_ - expected_) <= (tolerance)*fmax(1, fabs(expected_))))              \
            fail_msg("%s %zu: %.12g, expected %.12g", what, (size_t)(at), actual_, expected_); \
    } while (0)

#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif
