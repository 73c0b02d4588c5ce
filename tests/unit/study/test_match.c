#include "study/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int score(const char *pattern, const char *text)
{
    return match_fuzzy(pattern, text, NULL, 0, NULL);
}

static void subsequences_match(void **state)
{
    (void)state;
    assert_true(score("attn", "Attention mechanisms") > 0);
    assert_true(score("ATTN", "attention") > 0);
    assert_true(score("start practice", "Start practice on this topic") > 0);
    assert_true(score("sp", "Start practice") > 0);
    assert_int_equal(score("nta", "Attention"), 0);
    assert_int_equal(score("attentions", "attention"), 0);
    assert_int_equal(score("x", ""), 0);
    assert_true(score("", "anything") > 0); /* an empty pattern lets everything through */
    assert_true(score("  ", "anything") > 0);
    assert_true(score("\xc3\x9c", "\xc3\xbc"
                                  "bung") > 0); /* capital and small u with dots */
}

/* Each row: for this pattern the first text is better than the second. */
static void better_matches_score_higher(void **state)
{
    (void)state;
    static const char *const ROWS[][3] = {
        {"mark", "mark done", "remark"},           /* word start */
        {"prac", "Start practice", "park a clip"}, /* a run */
        {"qu", "quit", "review queue"},            /* early */
        {"sp", "Start practice", "suspend"},       /* initials */
        {"th", "toggle help", "tooth"},            /* word starts against a run */
        {"op", "openPath", "loop"},                /* a hump begins a word */
    };
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        int better = score(ROWS[i][0], ROWS[i][1]), worse = score(ROWS[i][0], ROWS[i][2]);
        if (better <= worse)
            fail_msg("%s: %s %d, %s %d", ROWS[i][0], ROWS[i][1], better, ROWS[i][2], worse);
    }
}

static void positions_are_those_of_the_best_match(void **state)
{
    (void)state;
    size_t at[8], count = 0;
    assert_true(match_fuzzy("prac", "Stop, rapid practice", at, COUNT(at), &count) > 0);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(at[i], 12 + i);
    /* Offsets are in bytes: the dotted u takes two. */
    assert_true(match_fuzzy("bn",
                            "\xc3\xbc"
                            "bung",
                            at, COUNT(at), &count) > 0);
    assert_int_equal(at[0], 2);
    assert_int_equal(at[1], 4);
    /* No more than there is room for. */
    at[1] = 99;
    assert_true(match_fuzzy("abc", "abc", at, 1, &count) > 0);
    assert_int_equal(count, 1);
    assert_int_equal(at[1], 99);
    assert_int_equal(match_fuzzy("zz", "abc", at, COUNT(at), &count), 0);
    assert_int_equal(count, 0);
}

static void long_texts_are_harmless(void **state)
{
    (void)state;
    char text[2001], pattern[201];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memset(pattern, 'a', sizeof pattern - 1);
    pattern[sizeof pattern - 1] = '\0';
    assert_int_equal(score(pattern, text), 0); /* longer than anyone types */
    pattern[64] = '\0';
    assert_true(score(pattern, text) > 0);
    assert_true(score("\xff\xfe", "\xff\xfe") > 0); /* malformed text */
}

static void distance_counts_edits(void **state)
{
    (void)state;
    static const struct {
        const char *left, *right;
        size_t distance;
    } CASES[] = {
        {"", "", 0},
        {"", "abc", 3},
        {"abc", "", 3},
        {"review", "review", 0},
        {"review", "reveiw", 1},
        {"review", "revie", 1},
        {"kitten", "sitting", 3},
        {"ca", "abc", 3},
        {"Review", "rEVIEW", 0},
        {"\xc3\xa9tude", "etude", 1},
        {"ab", "ba", 1},
        {"abcd", "badc", 2},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        assert_int_equal(match_distance(CASES[i].left, CASES[i].right), CASES[i].distance);
        assert_int_equal(match_distance(CASES[i].right, CASES[i].left), CASES[i].distance);
    }
}

static void the_nearest_name_is_found(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"review", "resource", "roadmap", "mark", "math", "plan"};
    assert_string_equal(match_nearest("reveiw", NAMES, COUNT(NAMES)), "review");
    assert_string_equal(match_nearest("mrak", NAMES, COUNT(NAMES)), "mark");
    assert_string_equal(match_nearest("Road-map", NAMES, COUNT(NAMES)), "roadmap");
    assert_string_equal(match_nearest("mat", NAMES, COUNT(NAMES)), "math");
    assert_string_equal(match_nearest("plan", NAMES, COUNT(NAMES)), "plan");
    assert_null(match_nearest("zebra", NAMES, COUNT(NAMES)));
    assert_null(match_nearest("x", NAMES, COUNT(NAMES)));
    assert_null(match_nearest("", NAMES, COUNT(NAMES)));
    assert_null(match_nearest("review", NAMES, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subsequences_match),
        cmocka_unit_test(better_matches_score_higher),
        cmocka_unit_test(positions_are_those_of_the_best_match),
        cmocka_unit_test(long_texts_are_harmless),
        cmocka_unit_test(distance_counts_edits),
        cmocka_unit_test(the_nearest_name_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
