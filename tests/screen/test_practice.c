/* The practice timer in the interface: breaks, and what is asked of somebody who was away. */
#include "screen/fixture.h"

#include <string.h>

static void set_rhythm(const char *rhythm)
{
    Config *config = &screen.desk.state.config;
    assert_int_equal(config_set(config, config_find("break-rhythm"), rhythm, NULL), STATUS_OK);
    config->goal_minutes = 300;
    screen.desk.state.revision += 1;
}

static void breaks_come_and_are_over(void **state)
{
    (void)state;
    set_rhythm("25/5");
    screen_press(&screen, "t");
    assert_true(screen_shows(&screen, "break in 25:00"));
    screen_wait(&screen, 25 * MS_PER_MINUTE - MS_PER_SECOND);
    assert_int_equal(screen.bells, 0);
    screen_wait(&screen, MS_PER_SECOND);
    assert_int_equal(screen.bells, 1);
    assert_true(screen_shows(&screen, "Time for a break of 5 min. p pauses."));
    assert_true(screen_shows(&screen, "break due"));
    screen_wait(&screen, MS_PER_MINUTE);
    assert_int_equal(screen.bells, 1);
    screen_press(&screen, "p");
    assert_true(screen_shows(&screen, "5:00 left"));
    assert_int_equal(app_next_tick_ms(screen.model), screen.now_ms + MS_PER_SECOND);
    screen_wait(&screen, 5 * MS_PER_MINUTE);
    assert_int_equal(screen.bells, 2);
    assert_true(screen_shows(&screen, "The break is over. p goes on."));
    assert_int_equal(app_next_tick_ms(screen.model), DESK_ROLLOVER_MS); /* nothing more comes */
    screen_press(&screen, "p");
    assert_true(screen_shows(&screen, "break in 25:00"));
    assert_int_equal(screen.desk.state.timer.phase, TIMER_RUNNING);
}

static void without_a_rhythm_there_are_no_breaks(void **state)
{
    (void)state;
    screen_press(&screen, "t");
    screen_wait(&screen, 18 * MS_PER_MINUTE);
    assert_false(screen_shows(&screen, "break"));
}

static void nobody_is_disturbed_who_wants_no_bell(void **state)
{
    (void)state;
    Config *config = &screen.desk.state.config;
    config->bell = false;
    config->notify[0] = '\0';
    screen_press(&screen, "t");
    screen_wait(&screen, 20 * MS_PER_MINUTE);
    assert_int_equal(screen.bells, 0);
    assert_int_equal(screen.goals, 1);
    assert_true(screen_shows(&screen, "goal is reached"));
}

/* Runs the timer for three hours, with a key after the first five minutes. */
static void go_away(void)
{
    screen_press(&screen, "t");
    screen_wait(&screen, 5 * MS_PER_MINUTE);
    screen_press(&screen, "2");
    screen_wait(&screen, 3 * MS_PER_HOUR);
    assert_false(screen_shows(&screen, "Practice ran on")); /* there is nobody to ask */
    screen_press(&screen, "1");
    assert_true(screen_shows(&screen, "Practice ran on"));
    assert_true(screen_shows(&screen, "No sign of you since 18:05."));
    assert_true(screen_shows(&screen, "keep all of it: 3:05:00"));
    assert_true(screen_shows(&screen, "trim it to 18:05: 5:00"));
}

static void coming_back_may_keep(void **state)
{
    (void)state;
    go_away();
    screen_press(&screen, "Enter");
    assert_int_equal(screen.desk.state.timer.phase, TIMER_RUNNING);
    assert_true(screen_shows(&screen, "3:05:00"));
    screen_press(&screen, "2");
    assert_false(screen_shows(&screen, "Practice ran on")); /* once is enough */
}

static void coming_back_may_trim(void **state)
{
    (void)state;
    go_away();
    screen_press(&screen, "Down Enter");
    assert_true(screen_shows(&screen, "What did you learn?"));
    screen_type(&screen, "a little");
    screen_press(&screen, "Enter");
    assert_int_equal(screen.desk.state.timer.phase, TIMER_IDLE);
    assert_string_equal(screen.last_text, "a little");
    assert_true(screen_shows(&screen, "5 min practised, 17 today."));
}

static void coming_back_may_discard(void **state)
{
    (void)state;
    go_away();
    screen_press(&screen, "Down Down Enter");
    assert_int_equal(screen.last_effect, EFFECT_PRACTICE_DISCARD);
    assert_int_equal(screen.desk.state.timer.phase, TIMER_IDLE);
}

static void it_is_asked_at_the_start_too(void **state)
{
    (void)state;
    PracticeTimer *timer = &screen.desk.state.timer;
    *timer = (PracticeTimer){.phase = TIMER_RUNNING,
                             .id = "block",
                             .started_ms = DESK_NOW_MS - 10 * MS_PER_HOUR,
                             .resumed_ms = DESK_NOW_MS - 10 * MS_PER_HOUR};
    screen.desk.state.revision += 1;
    screen_send(&screen, (Message){.kind = MESSAGE_START, .value = DESK_NOW_MS - 9 * MS_PER_HOUR});
    assert_true(screen_shows(&screen, "Practice ran on"));
    timer->phase = TIMER_IDLE; /* somebody else answered */
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_false(screen_shows(&screen, "Practice ran on"));
}

static void it_is_not_asked_where_the_learner_wants_no_question(void **state)
{
    (void)state;
    screen.desk.state.config.away_minutes = 0;
    screen_press(&screen, "t");
    screen_wait(&screen, 9 * MS_PER_HOUR);
    screen_press(&screen, "2");
    assert_false(screen_shows(&screen, "Practice ran on"));
}

static void sleep_is_told(void **state)
{
    (void)state;
    screen_press(&screen, "t");
    screen.now_ms += 5 * MS_PER_HOUR;
    screen.desk.state.timer.phase = TIMER_PAUSED;
    screen.desk.state.timer.resumed_ms = DESK_NOW_MS;
    screen_send(&screen, (Message){.kind = MESSAGE_SLEPT, .value = DESK_NOW_MS});
    assert_true(screen_shows(&screen, "Paused at 18:00, when the computer went to sleep."));
    screen_press(&screen, "p");
    assert_false(screen_shows(&screen, "Practice ran on"));
    assert_int_equal(screen.desk.state.timer.phase, TIMER_RUNNING);
}

static void reviewing_is_practised_as_such(void **state)
{
    (void)state;
    screen_press(&screen, "3 t");
    assert_string_equal(screen.desk.state.timer.topic, PRACTICE_REVIEW);
    screen_press(&screen, "Esc T");
    assert_true(screen_shows(&screen, "Review"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(breaks_come_and_are_over),
        SCREEN_TEST(without_a_rhythm_there_are_no_breaks),
        SCREEN_TEST(nobody_is_disturbed_who_wants_no_bell),
        SCREEN_TEST(coming_back_may_keep),
        SCREEN_TEST(coming_back_may_trim),
        SCREEN_TEST(coming_back_may_discard),
        SCREEN_TEST(it_is_asked_at_the_start_too),
        SCREEN_TEST(it_is_not_asked_where_the_learner_wants_no_question),
        SCREEN_TEST(sleep_is_told),
        SCREEN_TEST(reviewing_is_practised_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
