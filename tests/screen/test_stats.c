/* The place Stats: its pages at three sizes, what the keys and the mouse do, when the log is asked for. */
#include <stdio.h>
#include <string.h>

#include "screen/fixture.h"

typedef struct Shot {
    const char *name, *keys;
    int rows, columns;
} Shot;

static void shoot(const Shot *shot, bool ascii)
{
    Screen shown;
    screen_open(&shown, shot->rows, shot->columns);
    app_set_ascii(shown.model, ascii);
    screen_press(&shown, shot->keys);
    screen_expect(&shown, shot->name);
    screen_close(&shown);
}

static void every_page(void **state)
{
    static const Shot SHOTS[] = {
        {"stats-calendar-24x80", "5 Down Down Left", 24, 80},
        {"stats-streak-24x80", "5 Down Down Down", 24, 80},
        {"stats-reviews-24x80", "5 Tab z Left", 24, 80},
        {"stats-reviews-12x40", "5 Tab", 12, 40},
        {"stats-reviews-60x200", "5 Tab z z Down Down Down Right", 60, 200},
        {"stats-buttons-24x80", "5 Tab z Down Down Down Down", 24, 80},
        {"stats-memory-24x80", "5 Tab Tab Right Right Right", 24, 80},
        {"stats-memory-12x40", "5 Tab Tab Right Right Right Right Right Right", 12, 40},
        {"stats-memory-60x200", "5 Tab Tab z z z", 60, 200},
        {"stats-forgetting-24x80", "5 Tab Tab z z End", 24, 80},
        {"stats-forecast-24x80", "5 BackTab BackTab Right", 24, 80},
        {"stats-topics-24x80", "5 BackTab", 24, 80},
        {"stats-topics-12x40", "5 BackTab", 12, 40},
        {"stats-topic-24x80", "2 Down Down 5 f Enter", 24, 80},
        {"stats-scope-24x80", "2 Down Down 5 f", 24, 80},
        {"stats-scope-12x40", "5 f", 12, 40},
        {"stats-phases-24x80", "5 BackTab BackTab Down Right", 24, 80},
        {"stats-deck-24x80", "5 f PageDown PageDown PageDown Enter Tab", 24, 80},
    };
    (void)state;
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++)
        shoot(&SHOTS[i], false);
}

static void ascii_alone(void **state)
{
    static const Shot SHOTS[] = {
        {"ascii-stats-calendar-24x80", "5 Down Down Left", 24, 80},
        {"ascii-stats-retention-24x80", "5 Tab z Down Down Down", 24, 80},
        {"ascii-stats-topics-24x80", "5 BackTab Down", 24, 80},
    };
    (void)state;
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++)
        shoot(&SHOTS[i], true);
}

static void values_are_said(void **state)
{
    (void)state;
    screen_press(&screen, "5 Down");
    assert_true(screen_shows(&screen, "Tue 24 Nov: 12 min"));
    screen_press(&screen, "Left");
    assert_true(screen_shows(&screen, "Mon 23 Nov:"));
    screen_press(&screen, "Right Right Right");
    assert_true(screen_shows(&screen, "Tue 24 Nov: 12 min"));
    screen_press(&screen, "z");
    assert_true(screen_shows(&screen, "90 days: everything"));
    assert_true(screen_shows(&screen, "week of Mon 23 Nov"));
    screen_press(&screen, "z z z");
    assert_true(screen_shows(&screen, "30 days: everything"));
}

/* The graph that is looked at stays where it is while values are gone through. */
static void pages_are_turned(void **state)
{
    static const char *const FIRST[] = {"Answers", "Cards", "Cards falling due", "Time per topic",
                                        "Today"};
    (void)state;
    screen_press(&screen, "5");
    for (size_t i = 0; i < sizeof FIRST / sizeof FIRST[0]; i++) {
        screen_press(&screen, "Tab");
        assert_true(screen_shows(&screen, FIRST[i]));
    }
    screen_press(&screen, "[ ]");
    assert_true(screen_shows(&screen, "Today"));
    screen_click(&screen, 3, 13);
    assert_true(screen_shows(&screen, "Time of answers"));
}

static void a_click_selects_a_graph(void **state)
{
    (void)state;
    Screen wide;
    screen_open(&wide, 40, 120);
    screen_press(&wide, "5");
    assert_true(screen_shows(&wide, "Learning: 4 answers"));
    screen_click(&wide, 8, 80);
    assert_true(screen_shows(&wide, "Tue 24 Nov: 12 min"));
    screen_click(&wide, 24, 10);
    assert_true(screen_shows(&wide, "Tue 24 Nov: 12 min, kept"));
    screen_close(&wide);
}

static void scopes_are_chosen(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down Down 5 f");
    assert_true(screen_shows(&screen, "Count what belongs to"));
    screen_press(&screen, "Enter"); /* the topic at hand is the one that is proposed */
    assert_true(screen_shows(&screen, "30 days: Math for"));
    screen_press(&screen, "f PageUp PageUp Enter");
    assert_true(screen_shows(&screen, "30 days: everything"));
    screen_press(&screen, "f");
    screen_type(&screen, "transf");
    screen_press(&screen, "Enter");
    assert_true(screen_shows(&screen, "30 days: Transformers"));
    screen_press(&screen, "f PageDown PageDown PageDown Enter");
    assert_true(screen_shows(&screen, "30 days: deck "));
    screen_press(&screen, "f Esc");
    assert_true(screen_shows(&screen, "30 days: deck "));
}

static void a_topic_that_is_pointed_at_opens(void **state)
{
    (void)state;
    screen_press(&screen, "5 Enter");
    assert_true(screen_shows(&screen, "point at a topic or a phase first"));
    screen_press(&screen, "BackTab Right Enter");
    assert_true(screen_shows(&screen, "Overview"));
    assert_true(screen_shows(&screen, "Math for machine learning"));
}

static void the_log_is_asked_for_when_it_shows(void **state)
{
    (void)state;
    screen_press(&screen, "2 4 1");
    assert_null(screen.stats);
    screen_press(&screen, "5");
    assert_int_equal(screen.last_effect, EFFECT_STATS);
    int before = screen.effect_count;
    screen_press(&screen, "Tab z Left Down 1 5");
    assert_int_equal(screen.effect_count, before);
    screen.desk.state.revision++;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_int_equal(screen.effect_count, before + 1);
    screen_press(&screen, "f Enter");
    assert_int_equal(screen.effect_count, before + 2);
    screen.now_ms += MS_PER_DAY; /* the study day turned over while it showed */
    screen_press(&screen, "Left");
    assert_int_equal(screen.effect_count, before + 3);
}

static void what_is_not_there_is_said(void **state)
{
    (void)state;
    screen_press(&screen, "5 Tab");
    Message none = {.kind = MESSAGE_STATS,
                    .item = {ITEM_NONE, CATALOG_NONE},
                    .subject = "the log cannot be read"};
    screen_send(&screen, none);
    assert_true(screen_shows(&screen, "the log cannot be read"));
    screen_press(&screen, "Tab Right Right"); /* what needs no log is there all the same */
    assert_true(screen_shows(&screen, "Relearning: "));
}

static void the_view_is_kept(void **state)
{
    Buffer saved = {0};
    (void)state;
    screen_press(&screen, "2 Down Down 5 f Enter Tab Tab z");
    app_save_view(screen.model, &saved);
    screen_press(&screen, "f PageUp PageUp Enter Tab z");
    assert_false(screen_shows(&screen, "90 days: Math for"));
    app_restore_view(screen.model, buffer_text(&saved));
    screen_press(&screen, "C-l");
    assert_true(screen_shows(&screen, "90 days: Math for"));
    assert_true(screen_shows(&screen, "Retrievability"));
    buffer_done(&saved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page),
        cmocka_unit_test(ascii_alone),
        SCREEN_TEST(values_are_said),
        SCREEN_TEST(pages_are_turned),
        cmocka_unit_test(a_click_selects_a_graph),
        SCREEN_TEST(scopes_are_chosen),
        SCREEN_TEST(a_topic_that_is_pointed_at_opens),
        SCREEN_TEST(the_log_is_asked_for_when_it_shows),
        SCREEN_TEST(what_is_not_there_is_said),
        SCREEN_TEST(the_view_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
