#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "study/similar.h"

#define QUESTION "Why are the dot products of queries and keys divided by the root of their size?"
#define ANSWER   "So that the softmax does not saturate when vectors are long."

/* Whether two texts are told as alike. */
static bool alike(const char *left, const char *right)
{
    const char *texts[] = {left, right};
    size_t *earlier = similar_earlier(texts, 2);
    assert_true(earlier[0] == SIMILAR_NONE);
    bool found = earlier[1] == 0;
    assert_true(found || earlier[1] == SIMILAR_NONE);
    mem_free(earlier);
    return found;
}

static void test_alike(void **state)
{
    (void)state;
    assert_true(alike(QUESTION ANSWER, QUESTION ANSWER));
    assert_true(alike("What is X?", "what is x"));
    assert_true(alike(
        QUESTION " " ANSWER,
        "Why are dot products of queries and keys divided by the root of their size? " ANSWER));
    assert_false(alike("$\\frac{1}{2}$ of it is left", "**1/2 of it** is left?"));
    assert_true(alike("One", "one."));
}

static void test_different(void **state)
{
    (void)state;
    assert_false(alike(QUESTION, ANSWER));
    assert_false(
        alike("With true positives TP, false positives FP and false negatives FN, precision "
              "is TP / (TP + FP).",
              "With true positives TP, false positives FP and false negatives FN, recall is "
              "TP / (TP + FN)."));
    assert_false(
        alike("What is the derivative of $x^2$? $2x$", "What is the derivative of $x^3$? $3x^2$"));
    assert_false(alike("a + b", "a - b"));
    assert_false(alike("", ""));
    assert_false(alike("?", "!"));
}

/* Of several earlier ones the one that is most alike, of equals the first. */
static void test_nearest(void **state)
{
    (void)state;
    const char *texts[] = {"one two three four five six seven eight nine ten eleven", NULL,
                           "one two three four five six seven eight nine ten twelve",
                           "One two three four five six seven eight nine ten twelve!",
                           "one two three four five six seven eight nine ten thirteen"};
    size_t *earlier = similar_earlier(texts, 5);
    assert_true(earlier[0] == SIMILAR_NONE);
    assert_true(earlier[1] == SIMILAR_NONE);
    assert_int_equal(earlier[2], 0);
    assert_int_equal(earlier[3], 2);
    assert_int_equal(earlier[4], 0);
    mem_free(earlier);
    mem_free(similar_earlier(NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_different),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
