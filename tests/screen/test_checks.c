/* Checks of projects: what is asked before they run, what shows while they do, what comes of them. */
#include "screen/fixture.h"

static void nothing_runs_before_the_learner_agreed(void **state)
{
    (void)state;
    screen_press(&screen, "4 c");
    assert_int_equal(screen.last_effect, EFFECT_CHECK);
    assert_true(screen_shows(&screen, "python3 calculator.py"));
    assert_true(screen_shows(&screen, "/home/learner/calculator"));
    screen_press(&screen, "Esc");
    assert_true(screen_shows(&screen, "Nothing was run."));
    assert_false(screen_shows(&screen, "checking, "));
    screen_press(&screen, "c Enter");
    assert_true(screen_shows(&screen, "checking, 1 of 3"));
}

static void a_run_can_be_stopped_and_another_waits(void **state)
{
    (void)state;
    screen_press(&screen, "4 x");
    assert_true(screen_shows(&screen, "no checks are running"));
    screen_press(&screen, "c Enter c");
    assert_true(screen_shows(&screen, "checks are running"));
    screen_press(&screen, "x");
    assert_int_equal(screen.last_effect, EFFECT_CHECK_STOP);
    assert_true(screen_shows(&screen, "The checks were stopped."));
    assert_false(screen_shows(&screen, "checking, "));
}

static void results_stand_under_their_milestones(void **state)
{
    (void)state;
    screen_press(&screen, "4 Enter PageDown");
    assert_true(screen_shows(&screen, "✓ The line is cut into numbers"));
    assert_true(screen_shows(&screen, "✗ Bad input gives a message"));
    assert_true(screen_shows(&screen, "expected in its output: error"));
    const MessageCheck passed = {.check = 1, .outcome = OUTCOME_PASSED, .message = ""};
    screen_send(&screen, (Message){.kind = MESSAGE_CHECKING,
                                   .item = {ITEM_PROJECT, 0},
                                   .checks = &passed,
                                   .count = 1,
                                   .value = 2,
                                   .total = 3});
    assert_true(screen_shows(&screen, "✓ Bad input gives a message"));
    assert_false(screen_shows(&screen, "expected in its output"));
    screen_send(&screen, (Message){.kind = MESSAGE_CHECKED, .value = 2, .total = 3});
    assert_true(screen_shows(&screen, "2 of 3 checks passed."));
    screen_send(&screen, (Message){.kind = MESSAGE_CHECKED, .value = 3, .total = 3});
    assert_true(screen_shows(&screen, "All checks have passed."));
}

static void a_problem_comes_into_view(void **state)
{
    (void)state;
    const MessageCheck checks[] = {{.check = 0, .outcome = OUTCOME_PASSED, .message = ""},
                                   {.check = 1, .outcome = OUTCOME_FAILED, .message = "got 7"}};
    Message news = {.kind = MESSAGE_CHECKING, .item = {ITEM_PROJECT, 0}, .total = 2};
    screen_press(&screen, "4");
    screen_send(&screen, news);
    news.checks = checks;
    news.count = 2;
    news.value = 2;
    screen_send(&screen, news);
    assert_false(screen_shows(&screen, "got 7")); /* it is further down */
    screen_send(&screen, (Message){.kind = MESSAGE_CHECKED, .value = 1, .total = 2});
    assert_true(screen_shows(&screen, "got 7"));
    screen_press(&screen, "Enter Home"); /* and only once */
    assert_false(screen_shows(&screen, "got 7"));
}

static void a_page_of_the_brief_opens(void **state)
{
    (void)state;
    screen_press(&screen, "4 Down Enter End");
    assert_true(screen_shows(&screen, "Comes after"));
    assert_true(screen_shows(&screen, "Exercises"));
    screen_press(&screen, "c"); /* the project is still this one */
    assert_true(screen_shows(&screen, "this project has no checks"));
    screen_press(&screen, "Enter");
    assert_true(screen_shows(&screen, "Overview"));
}

static void a_directory_is_watched_until_it_is_not(void **state)
{
    (void)state;
    screen_press(&screen, "4 w Enter x");
    assert_true(screen_shows(&screen, "Watching: save"));
    screen_press(&screen, "w");
    assert_int_equal(screen.last_effect, EFFECT_UNWATCH);
    assert_false(screen_shows(&screen, "Watching: save"));
}

static void what_is_not_begun_or_has_no_checks_says_so(void **state)
{
    (void)state;
    screen_press(&screen, "4 Down c");
    assert_true(screen_shows(&screen, "this project has no checks"));
    screen_press(&screen, "Up");
    screen_send(&screen,
                (Message){.kind = MESSAGE_CHECKS, .item = {ITEM_PROJECT, 0}, .subject = ""});
    screen_press(&screen, "c");
    assert_true(screen_shows(&screen, "begin the project first"));
}

static void news_of_what_is_not_there_do_no_harm(void **state)
{
    (void)state;
    const MessageCheck wrong[] = {{.check = 99, .outcome = OUTCOME_FAILED, .message = "x"},
                                  {.check = CATALOG_NONE, .message = "x"}};
    screen_press(&screen, "4");
    screen_send(&screen, (Message){.kind = MESSAGE_CHECKS,
                                   .item = {ITEM_PROJECT, 0},
                                   .subject = "/home/learner/calculator",
                                   .checks = wrong,
                                   .count = 2});
    screen_send(&screen, (Message){.kind = MESSAGE_CHECKING,
                                   .item = {ITEM_PROJECT, 1},
                                   .checks = wrong,
                                   .count = 2,
                                   .value = 1,
                                   .total = 1});
    assert_true(screen_shows(&screen, "A calculator for the terminal"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(nothing_runs_before_the_learner_agreed),
        SCREEN_TEST(a_run_can_be_stopped_and_another_waits),
        SCREEN_TEST(results_stand_under_their_milestones),
        SCREEN_TEST(a_problem_comes_into_view),
        SCREEN_TEST(a_page_of_the_brief_opens),
        SCREEN_TEST(a_directory_is_watched_until_it_is_not),
        SCREEN_TEST(what_is_not_begun_or_has_no_checks_says_so),
        SCREEN_TEST(news_of_what_is_not_there_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
