/* The places and overlays as they look, at three sizes and in ASCII. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/memory.h"
#include "support/screen.h"

typedef struct Shot {
    const char *name, *keys;
    int rows, columns;
} Shot;

/* Keys lead from the opening screen to what is shown. */
static const Shot SHOTS[] = {
    {"today-24x80", "", 24, 80},
    {"today-40x120", "", 40, 120},
    {"today-12x40", "", 12, 40},
    {"roadmap-24x80", "2 Down Down Right Down", 24, 80},
    {"roadmap-40x120", "2 + Down Down Down Down Down", 40, 120},
    {"roadmap-12x40", "2 Down", 12, 40},
    {"roadmap-wide-24x80", "2 + G Up Up Up", 24, 80},
    {"detail-12x40", "2 Down Down Right Down Enter", 12, 40},
    {"detail-scrolled-24x80", "2 Down Down Right Down Enter Down Down Down Down", 24, 80},
    {"resources-24x80", "2 Down Tab Enter Down", 24, 80},
    {"project-tab-24x80", "2 Down ] ] Enter", 24, 80},
    {"cards-24x80", "2 Down Down ] ] ] Enter Down", 24, 80},
    {"notes-24x80", "2 Down Down [", 24, 80},
    {"notes-empty-24x80", "2 Down [", 24, 80},
    {"filter-24x80", "2 f m a t h Enter", 24, 80},
    {"filter-typing-24x80", "2 f c a l c", 24, 80},
    {"filter-nothing-24x80", "2 f q q q", 24, 80},
    {"review-question-24x80", "3", 24, 80},
    {"review-answer-24x80", "3 Space", 24, 80},
    {"review-answer-40x120", "3 Space", 40, 120},
    {"review-answer-12x40", "3 Space", 12, 40},
    {"review-too-early-24x80", "3 1", 24, 80},
    {"history-24x80", "3 Space i", 24, 80},
    {"projects-24x80", "4", 24, 80},
    {"projects-40x120", "4 Enter", 40, 120},
    {"projects-12x40", "4", 12, 40},
    {"brief-24x80", "4 Enter PageDown", 24, 80},
    {"consent-24x80", "4 c", 24, 80},
    {"consent-12x40", "4 c", 12, 40},
    {"checking-24x80", "4 c Enter", 24, 80},
    {"watching-24x80", "4 w Enter x", 24, 80},
    {"stats-24x80", "5", 24, 80},
    {"stats-40x120", "5", 40, 120},
    {"stats-12x40", "5 End", 12, 40},
    {"help-24x80", "2 ?", 24, 80},
    {"help-40x120", "3 ?", 40, 120},
    {"help-12x40", "?", 12, 40},
    {"help-filtered-24x80", "2 ? m a r k", 24, 80},
    {"palette-24x80", ":", 24, 80},
    {"palette-filtered-24x80", ": s t o p", 24, 80},
    {"palette-12x40", ":", 12, 40},
    {"search-24x80", "/ t e x t", 24, 80},
    {"search-empty-24x80", "/", 24, 80},
    {"terms-24x80", "2 Down Down Right Down K", 24, 80},
    {"terms-definition-24x80", "2 Down Down Right Down K Down", 24, 80},
    {"terms-reading-24x80", "2 Down Down Right Down K Down Enter Down", 24, 80},
    {"terms-typing-24x80", "2 K i n n e r", 24, 80},
    {"terms-none-24x80", "5 K", 24, 80},
    {"terms-nothing-24x80", "K q q q", 24, 80},
    {"terms-12x40", "2 Down Down Right Down K", 12, 40},
    {"terms-review-24x80", "3 Space K", 24, 80},
    {"ask-24x80", "2 Down a", 24, 80},
    {"ask-12x40", "2 Down a", 12, 40},
    {"directory-24x80", "4 b", 24, 80},
    {"failure-24x80", "4 b Enter", 24, 80},
    {"off-24x80", "2 Space", 24, 80},
    {"settings-24x80", ",", 24, 80},
    {"settings-40x120", ", Down Down Down Down Down Down Down Down Down Down Down Down", 40, 120},
    {"settings-12x40", ",", 12, 40},
    {"settings-retention-24x80", ", r e t e n", 24, 80},
    {"settings-retention-12x40", ", r e t e n", 12, 40},
    {"settings-typing-24x80", ", r e t e n Enter C-u 0 . 8", 24, 80},
    {"settings-wrong-24x80", ", r e t e n Enter 9 Enter", 24, 80},
    {"settings-wrong-12x40", ", g o a l Enter C-u x Enter", 12, 40},
    {"settings-advice-24x80", ", o p t i m i z e", 24, 80},
    {"settings-nothing-24x80", ", q q q", 24, 80},
    {"tuning-runs-24x80", ", o p t Enter", 24, 80},
    {"tuning-runs-12x40", ", o p t Enter", 12, 40},
    {"custom-24x80", "c", 24, 80},
    {"custom-40x120", "c i s : d u e Down", 40, 120},
    {"custom-12x40", "c", 12, 40},
    {"custom-wrong-24x80", "c i s : d o", 24, 80},
    {"custom-wrong-12x40", "c i s : d o", 12, 40},
    {"custom-cram-24x80", "c Up Down Down Down Down Enter Space", 24, 80},
};

static void shoot(const Shot *shot, const char *prefix, bool ascii)
{
    Screen screen;
    char name[96];
    screen_open(&screen, shot->rows, shot->columns);
    app_set_ascii(screen.model, ascii);
    screen_press(&screen, shot->keys);
    snprintf(name, sizeof name, "%s%s", prefix, shot->name);
    screen_expect(&screen, name);
    screen_close(&screen);
}

static void every_place_and_overlay(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++) {
        shoot(&SHOTS[i], "", false);
    }
}

static void ascii_alone(void **state)
{
    static const Shot ASCII[] = {
        {"today-24x80", "C-l", 24, 80},
        {"roadmap-24x80", "2 + Down Down Down Down Down", 24, 80},
        {"roadmap-wide-24x80", "2 + G Up Up Up", 24, 80},
        {"review-answer-24x80", "3 Space", 24, 80},
        {"stats-24x80", "5", 24, 80},
        {"help-24x80", "2 ?", 24, 80},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ASCII / sizeof ASCII[0]; i++) {
        shoot(&ASCII[i], "ascii-", true);
    }
}

static void ascii_has_no_other_character(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++) {
        Screen screen;
        screen_open(&screen, SHOTS[i].rows, SHOTS[i].columns);
        app_set_ascii(screen.model, true);
        screen_press(&screen, "C-l");
        screen_press(&screen, SHOTS[i].keys);
        char *dump = screen_dump(&screen, false);
        for (const char *byte = dump; *byte != '\0'; byte++) {
            assert_in_range((unsigned char)*byte, '\n', 0x7E);
        }
        mem_free(dump);
        screen_close(&screen);
    }
}

static void too_small(void **state)
{
    static const int SIZES[][2] = {{1, 1}, {1, 200}, {200, 1}, {2, 5}, {11, 80}, {24, 39}};
    Screen screen;
    (void)state;
    screen_open(&screen, 11, 39);
    screen_expect(&screen, "too-small-11x39");
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        screen_resize(&screen, SIZES[i][0], SIZES[i][1]);
        mem_free(screen_dump(&screen, true));
    }
    screen_resize(&screen, 24, 80);
    screen_expect(&screen, "today-24x80");
    screen_close(&screen);
}

/* How optimising ends. */
static void tuned(void **state)
{
    static const struct {
        const char *name;
        int rows, columns;
        bool better;
    } ENDS[] = {{"tuning-better-24x80", 24, 80, true},
                {"tuning-better-40x120", 40, 120, true},
                {"tuning-better-12x40", 12, 40, true},
                {"tuning-not-better-24x80", 24, 80, false}};
    (void)state;
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++) {
        Screen screen;
        screen_open(&screen, ENDS[i].rows, ENDS[i].columns);
        screen_press(&screen, ": o p t i m i s e Enter");
        screen_tuned(&screen, ENDS[i].better);
        screen_expect(&screen, ENDS[i].name);
        screen_close(&screen);
    }
}

static void practice_bar(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, "2 Down Down t");
    screen_wait(&screen, 754 * MS_PER_SECOND);
    screen_expect(&screen, "practice-running-24x80");
    screen_press(&screen, "T");
    screen_expect(&screen, "practice-big-24x80");
    screen_press(&screen, "Esc p");
    screen_wait(&screen, 60 * MS_PER_SECOND);
    screen_expect(&screen, "practice-paused-24x80");
    screen_press(&screen, "p s");
    screen_expect(&screen, "practice-stop-24x80");
    screen_resize(&screen, 12, 40);
    screen_expect(&screen, "practice-stop-12x40");
    screen_close(&screen);
}

static void first_run(void **state)
{
    Screen screen = {0};
    (void)state;
    desk_open(&screen.desk, true);
    screen.desk.state.config.first_run = true;
    screen_open_on(&screen, 24, 80);
    screen_expect(&screen, "first-run-1-24x80");
    screen_press(&screen, "Down Enter");
    screen_expect(&screen, "first-run-2-24x80");
    screen_press(&screen, "Enter");
    screen_expect(&screen, "first-run-3-24x80");
    screen_press(&screen, "Down Enter");
    screen_expect(&screen, "first-run-done-24x80");
    screen_close(&screen);
}

static void review_to_its_end(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, "3");
    for (int i = 0; i < 40 && !screen_shows(&screen, "Done for now"); i++) {
        screen.now_ms += 5 * MS_PER_SECOND;
        screen_press(&screen, i == 0 ? "Space 1" : "Space 3");
    }
    screen_expect(&screen, "review-done-24x80");
    screen_close(&screen);
}

static void empty_places(void **state)
{
    static const char *const NAMES[] = {"today", "roadmap", "review", "projects", "stats"};
    static const char *const KEYS[] = {"1", "2", "3", "4", "5"};
    Screen screen = {0};
    (void)state;
    desk_open_empty(&screen.desk);
    screen_open_on(&screen, 24, 80);
    for (size_t i = 0; i < 5; i++) {
        char name[64];
        screen_press(&screen, KEYS[i]);
        snprintf(name, sizeof name, "empty-%s-24x80", NAMES[i]);
        screen_expect(&screen, name);
    }
    screen_close(&screen);
}

static void nothing_due(void **state)
{
    Screen screen = {0};
    (void)state;
    desk_open(&screen.desk, true);
    for (size_t i = 0; i < screen.desk.catalog->card_count; i++) {
        screen.desk.state.cards[i] = (CardState){.memory = {3, 5},
                                                 .due_day = DESK_DAY + 2,
                                                 .last_review_day = DESK_DAY - 1,
                                                 .interval_days = 3,
                                                 .reps = 1,
                                                 .phase = CARD_REVIEW};
    }
    screen_open_on(&screen, 24, 80);
    screen_press(&screen, "3");
    screen_expect(&screen, "review-nothing-due-24x80");
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_place_and_overlay),
        cmocka_unit_test(ascii_alone),
        cmocka_unit_test(ascii_has_no_other_character),
        cmocka_unit_test(too_small),
        cmocka_unit_test(tuned),
        cmocka_unit_test(practice_bar),
        cmocka_unit_test(first_run),
        cmocka_unit_test(review_to_its_end),
        cmocka_unit_test(empty_places),
        cmocka_unit_test(nothing_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
