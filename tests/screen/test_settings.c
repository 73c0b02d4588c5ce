/* What settings, optimising and sessions of one's own choice do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/model.h"
#include "base/memory.h"
#include "study/limits.h"
#include "support/screen.h"

static const Config *config(const Screen *screen)
{
    return &screen->desk.state.config;
}

static void a_switch_is_turned_over(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    bool before = config(&screen)->fuzz;
    screen_press(&screen, ", f u z z Enter");
    assert_int_equal(config(&screen)->fuzz, !before);
    assert_true(screen_shows(&screen, "Settings")); /* it stays open, */
    screen_press(&screen, "Enter");
    assert_int_equal(config(&screen)->fuzz, before); /* and where it was */
    screen_press(&screen, "Esc");
    assert_false(screen_shows(&screen, "Settings"));
    screen_close(&screen);
}

static void a_value_is_typed(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, ", n e w - p e r Enter");
    assert_true(screen_shows(&screen, "new-per-day = 10"));
    screen_press(&screen, "C-u 2 5 Enter");
    assert_int_equal(config(&screen)->new_per_day, 25);
    assert_true(screen_shows(&screen, "Filter: new-per")); /* what was filtered by is back */
    screen_close(&screen);
}

/* Limits of today alone stand beside those of every day. */
static void today_alone_has_limits(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    const StudyState *learner = &screen.desk.state;
    screen_press(&screen, ", n e w - t o d a y Enter");
    assert_true(screen_shows(&screen, "new-today = "));
    assert_true(screen_shows(&screen, "Tomorrow it is forgotten"));
    screen_press(&screen, "x Enter");
    assert_true(screen_shows(&screen, "neither a whole number"));
    screen_press(&screen, "C-u 2 5 Enter");
    assert_int_equal(limits_new(learner, CATALOG_NONE, DESK_DAY), 25);
    assert_int_equal(limits_new(learner, CATALOG_NONE, DESK_DAY + 1), 10);
    assert_true(screen_shows(&screen, "new-today: 25"));
    screen_press(&screen, "Enter C-u Enter"); /* nothing: as every day */
    assert_int_equal(limits_new(learner, CATALOG_NONE, DESK_DAY), 10);
    screen_close(&screen);
}

static void a_wrong_value_is_told_and_not_taken(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, ", n e w - p e r Enter C-u x Enter");
    assert_true(screen_shows(&screen, "\"x\" is not a whole number from 0 to 999"));
    assert_int_equal(config(&screen)->new_per_day, 10);
    screen_press(&screen, "Backspace"); /* typing on, the complaint is gone */
    assert_false(screen_shows(&screen, "is not a whole number"));
    screen_press(&screen, "Esc");
    assert_true(screen_shows(&screen, "Filter: new-per"));
    assert_int_equal(screen.last_effect == EFFECT_SET_OPTION, 0);
    screen_close(&screen);
}

/* While a value is typed neither keys nor mouse go to another option. */
static void typing_stays_with_its_option(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, ", Down Enter");
    assert_true(screen_shows(&screen, "floor-minutes = "));
    screen_press(&screen, "Down PageDown");
    screen_click(&screen, 5, 10);
    screen_send(&screen, (Message){.kind = MESSAGE_MOUSE, .mouse = MOUSE_WHEEL_DOWN, .row = 6});
    screen_press(&screen, "C-u 7 Enter");
    assert_int_equal(config(&screen)->floor_minutes, 7);
    assert_int_equal(config(&screen)->goal_minutes, 30);
    screen_close(&screen);
}

static void every_option_can_be_found(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    for (size_t i = 0; i < config_option_count(); i++) {
        screen_press(&screen, ",");
        screen_type(&screen, config_option(i)->name);
        bool found = false;
        const Choices *choices = &screen.model->choices;
        for (size_t j = 0; j < choices->count; j++)
            found = found || (choices->items[j].kind == CHOICE_OPTION &&
                              !choices->items[j].heading && choices->items[j].number == (int)i);
        assert_true(found);
        screen_press(&screen, "Esc");
    }
    screen_close(&screen);
}

static void the_forecast_is_asked_for_once_a_state(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, ", r e t e n");
    assert_int_equal(screen.last_effect, EFFECT_FORECAST);
    assert_true(screen_shows(&screen, "0.90: 15.0 min a day"));
    int asked = screen.effect_count;
    screen_press(&screen, "Up Down");
    assert_int_equal(screen.effect_count, asked);
    screen_press(&screen, "Enter C-u 0 . 8 5");
    assert_true(screen_shows(&screen, "0.85: 12.5 min a day"));
    assert_int_equal(screen.effect_count, asked);
    screen_press(&screen, "Enter"); /* another state: another forecast */
    assert_int_equal(screen.effect_count, asked + 2);
    assert_int_equal(screen.last_effect, EFFECT_FORECAST);
    screen_close(&screen);
}

static void no_forecast_is_told_and_not_asked_for_again(void **state)
{
    Screen screen;
    Effects effects = {0};
    Message none = {.kind = MESSAGE_FORECAST, .subject = "the log cannot be read"};
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, ",");
    none.now_ms = screen.now_ms;
    screen_type(&screen, "reten");
    screen.desk.state.revision += 1;
    app_update(screen.model, &(Message){.kind = MESSAGE_STATE, .now_ms = screen.now_ms}, &effects);
    assert_int_equal(effects.count, 1);
    effects_clear(&effects);
    app_update(screen.model, &none, &effects);
    app_update(screen.model, &(Message){.kind = MESSAGE_STATE, .now_ms = screen.now_ms}, &effects);
    assert_int_equal(effects.count, 0);
    effects_done(&effects);
    screen_close(&screen);
}

static void optimising_can_be_stopped(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, ": o p t i m i s e Enter");
    assert_int_equal(screen.last_effect, EFFECT_TUNE);
    assert_true(screen_shows(&screen, "42%"));
    screen_press(&screen, "Esc");
    assert_int_equal(screen.last_effect, EFFECT_TUNE_STOP);
    assert_true(screen_shows(&screen, "Stopped: the scheduler stays as it was."));
    screen_tuned(&screen, true); /* news that came too late */
    assert_false(screen_shows(&screen, "predict your later reviews"));
    screen_press(&screen, ": o p t i m i s e Enter");
    assert_true(screen_shows(&screen, "Fitting the scheduler"));
    screen_send(&screen, (Message){.kind = MESSAGE_UNTUNED, .text = "The disk is full."});
    assert_true(screen_shows(&screen, "The disk is full."));
    screen_press(&screen, "Enter");
    assert_int_equal(screen.last_effect, EFFECT_TUNE); /* there is nothing left to stop */
    screen_close(&screen);
}

static void today_suggests_it_when_there_is_much_to_learn(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 40, 120);
    StudyState *learner = &screen.desk.state;
    assert_false(screen_shows(&screen, "then optimise"));
    DayTotal *day = habit_day_mutable(&learner->days, &learner->day_count, &learner->day_capacity,
                                      DESK_DAY - 30);
    day->reviews += TUNING_REVIEWS_LEAST;
    learner->revision += 1;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_true(screen_shows(&screen, "are enough to fit the scheduler to you: ,"));
    learner->config.optimized_reviews = 500;
    learner->revision += 1;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_false(screen_shows(&screen, "then optimise"));
    screen_close(&screen);
}

/* --- sessions of one's own choice --- */

static size_t cards_in_review(const Screen *screen)
{
    size_t count = 0;
    for (size_t i = 0; i < screen->desk.catalog->card_count; i++)
        count += screen->desk.state.cards[i].reps > 0;
    return count;
}

static void cramming_leaves_the_schedule(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    size_t cards = screen.desk.catalog->card_count;
    size_t all = cards_in_review(&screen);
    CardState *before = mem_alloc(cards, sizeof *before);
    memcpy(before, screen.desk.state.cards, cards * sizeof *before);
    assert_true(all > 1);
    screen_press(&screen, "c Down Down Down Down Enter");
    assert_true(screen_shows(&screen, "outside the schedule"));
    size_t answers = 0;
    /* the first is forgotten once, and comes again at the end */
    for (; screen.model->review.card != CATALOG_NONE && answers < 20; answers++) {
        screen.model->review.showing.reply = REPLY_NONE; /* whatever it asks for */
        screen_press(&screen, answers == 0 ? "Space 1" : "Space 3");
    }
    assert_int_equal(answers, all + 1);
    assert_true(screen_shows(&screen, "of them outside the schedule"));
    assert_memory_equal(before, screen.desk.state.cards, cards * sizeof *before);
    mem_free(before);
    screen_close(&screen);
}

static void a_session_holds_only_what_was_found(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, "3");
    CatalogIndex first = screen.model->review.card; /* the usual session is left for it */
    const char *id = screen.desk.catalog->cards[first].id;
    screen_press(&screen, "c");
    screen_type(&screen, "-id:");
    screen_type(&screen, id);
    screen_press(&screen, "Enter");
    int asked = 0;
    for (; screen.model->review.card != CATALOG_NONE && asked < 30; asked++) {
        assert_true(screen.model->review.card != first);
        screen.model->review.showing.reply = REPLY_NONE;
        screen_press(&screen, "Space 4");
    }
    assert_true(asked > 0 && asked < 30);
    assert_true(screen_shows(&screen, "Done for now"));
    screen_press(&screen, "r"); /* and then the usual one again */
    assert_int_equal(screen.model->review.card, first);
    screen_close(&screen);
}

static void an_empty_session_does_not_begin(void **state)
{
    Screen screen;
    (void)state;
    screen_open(&screen, 24, 80);
    screen_press(&screen, "c");
    screen_type(&screen, "qwertz");
    screen_press(&screen, "Enter");
    assert_true(screen_shows(&screen, "0 cards found."));
    assert_true(screen_shows(&screen, "none is found"));
    screen_press(&screen, "C-u");
    screen_type(&screen, "is:nothing");
    screen_press(&screen, "Enter");
    assert_true(screen_shows(&screen, "Session of your own choice"));
    screen_press(&screen, "Esc");
    assert_false(screen_shows(&screen, "Session of your own choice"));
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_switch_is_turned_over),
        cmocka_unit_test(a_value_is_typed),
        cmocka_unit_test(today_alone_has_limits),
        cmocka_unit_test(a_wrong_value_is_told_and_not_taken),
        cmocka_unit_test(typing_stays_with_its_option),
        cmocka_unit_test(every_option_can_be_found),
        cmocka_unit_test(the_forecast_is_asked_for_once_a_state),
        cmocka_unit_test(no_forecast_is_told_and_not_asked_for_again),
        cmocka_unit_test(optimising_can_be_stopped),
        cmocka_unit_test(today_suggests_it_when_there_is_much_to_learn),
        cmocka_unit_test(cramming_leaves_the_schedule),
        cmocka_unit_test(a_session_holds_only_what_was_found),
        cmocka_unit_test(an_empty_session_does_not_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
