/* Working through today's plan: one key starts it, it goes on by itself, and can be left. */
#include "screen/fixture.h"

static const char *subject(void)
{
    return screen.desk.state.timer.topic;
}

static TimerPhase phase(void)
{
    return screen.desk.state.timer.phase;
}

static void change(void)
{
    screen.desk.state.revision += 1;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
}

static void set_goal(int minutes)
{
    screen.desk.state.config.goal_minutes = minutes;
    change();
}

/* Answers all that comes, each in ten seconds. */
static void answer_all(int cards)
{
    for (int i = 0; i < cards; i++) {
        screen_press(&screen, "Space");
        screen_wait(&screen, 10 * MS_PER_SECOND);
        screen_press(&screen, "4");
    }
}

static void it_goes_on_by_itself_to_the_goal(void **state)
{
    (void)state;
    set_goal(60); /* 12 minutes are practised */
    screen_press(&screen, "Space");
    assert_true(screen_shows(&screen, "plan 1 of 3, next: Calculus"));
    assert_true(screen_shows(&screen, "Plan: Review, 2 min, then Calculus. Esc leaves it."));
    assert_int_equal(phase(), TIMER_IDLE);
    answer_all(4);
    assert_true(screen_shows(&screen, "plan 1 of 3"));
    answer_all(1);
    assert_true(screen_shows(&screen, "5 cards in 50 s. Next: Calculus, 23 min."));
    assert_int_equal(phase(), TIMER_RUNNING);
    assert_string_equal(subject(), "math/calculus");
    screen_expect(&screen, "plan-topic-24x80");
    screen_press(&screen, "Down");
    screen_expect(&screen, "plan-topic-bar-24x80");
    screen_wait(&screen, 23 * MS_PER_MINUTE - MS_PER_SECOND);
    assert_string_equal(subject(), "math/calculus");
    int bells = screen.bells;
    screen_wait(&screen, MS_PER_SECOND);
    assert_int_equal(screen.bells, bells + 1);
    assert_true(
        screen_shows(&screen, "Calculus: 23 min. Next: A calculator for the terminal, 25 min."));
    assert_string_equal(subject(), "calculator");
    assert_true(screen_shows(&screen, "plan 3 of 3"));
    assert_true(screen_shows(&screen, "0:00 of 25:00"));
    screen_wait(&screen, 25 * MS_PER_MINUTE);
    assert_true(screen_shows(&screen, "Today's plan is done: 60 of 60 min."));
    assert_string_equal(subject(), "calculator"); /* who is at it goes on */
    assert_false(screen_shows(&screen, "plan 3"));
    assert_int_equal(screen.goals, 1);
}

/* More is due than there is time for: the goal ends it, and the cards stay. */
static void many_reviews_end_with_the_goal(void **state)
{
    (void)state;
    set_goal(13); /* 12 are practised */
    screen_press(&screen, "Space");
    answer_all(1);
    assert_true(screen_shows(&screen, "plan 1 of "));
    assert_int_equal(screen.goals, 0);
    screen_press(&screen, "Space");
    screen_wait(&screen, MS_PER_MINUTE);
    screen_press(&screen, "4");
    assert_int_equal(screen.goals, 1);
    assert_int_equal(screen.bells, 1);
    assert_true(screen_shows(&screen, "2 cards in 1 min. Today's plan is done: 13 of 13 min."));
    assert_false(screen_shows(&screen, "plan 1 of "));
    assert_true(screen_shows(&screen, "show answer") ||
                screen_shows(&screen, "Space shows the answer"));
    assert_int_equal(phase(), TIMER_IDLE);
}

static void more_than_the_goal_can_be_done(void **state)
{
    (void)state;
    set_goal(10);
    screen_press(&screen, "Space");
    answer_all(2);
    assert_true(screen_shows(&screen, "plan 1 of "));
    assert_int_equal(screen.bells, 1); /* for the goal, which is lower now, and once */
}

static void pauses_do_not_count(void **state)
{
    (void)state;
    screen_press(&screen, "Down Enter"); /* the project, 16 minutes */
    screen_wait(&screen, 10 * MS_PER_MINUTE);
    screen_press(&screen, "p");
    screen_wait(&screen, MS_PER_HOUR);
    assert_true(screen_shows(&screen, "plan 1 of 2"));
    screen_press(&screen, "p");
    screen_wait(&screen, 6 * MS_PER_MINUTE);
    assert_true(screen_shows(&screen, "Next: Review, "));
    assert_int_equal(phase(), TIMER_IDLE); /* reviews have their time by themselves */
    assert_true(screen_shows(&screen, "dot product"));
}

static void stopping_the_timer_leaves_it(void **state)
{
    (void)state;
    screen_press(&screen, "Down Enter");
    screen_wait(&screen, 5 * MS_PER_MINUTE);
    screen_press(&screen, "s Enter");
    assert_int_equal(phase(), TIMER_IDLE);
    assert_true(screen_shows(&screen, "5 min practised, 17 today."));
    assert_false(screen_shows(&screen, "plan 1"));
    screen_wait(&screen, MS_PER_HOUR);
    assert_int_equal(phase(), TIMER_IDLE);
}

static void leaving_the_review_leaves_it(void **state)
{
    (void)state;
    screen_press(&screen, "Space Esc");
    assert_false(screen_shows(&screen, "plan 1"));
    screen_press(&screen, "3");
    answer_all(5);
    assert_int_equal(phase(), TIMER_IDLE); /* nothing follows */
}

static void nobody_is_torn_from_what_they_do(void **state)
{
    (void)state;
    set_goal(60);
    screen_press(&screen, "Down Enter a"); /* a question is being typed */
    assert_string_equal(subject(), "math/calculus");
    screen_wait(&screen, 40 * MS_PER_MINUTE);
    assert_string_equal(subject(), "math/calculus");
    screen_press(&screen, "Esc");
    assert_true(screen_shows(&screen, "Calculus: 40 min. Next: Review, 2 min."));
    assert_int_equal(phase(), TIMER_IDLE);
    answer_all(5);
    assert_string_equal(subject(), "calculator"); /* the rest of the goal */
    assert_true(screen_shows(&screen, "0:00 of 8:00"));
}

/* What is done meanwhile makes room for what is next; nothing next, for the entry behind it. */
static void what_is_done_meanwhile_is_passed_over(void **state)
{
    (void)state;
    set_goal(60);
    screen_press(&screen, "Space");
    study_state_item(&screen.desk.state, catalog_find(screen.desk.catalog, "math/calculus"))->mark =
        MARK_DONE;
    change();
    for (int i = 0; i < 20 && screen_shows(&screen, "plan 1 of 3"); i++) {
        answer_all(1);
    }
    assert_string_equal(subject(), "transformers/attention");
    screen_wait(&screen, 5 * MS_PER_MINUTE);
    study_state_item(&screen.desk.state, catalog_find(screen.desk.catalog, "calculator"))->mark =
        MARK_DONE;
    study_state_item(&screen.desk.state, catalog_find(screen.desk.catalog, "calculator"))->marked =
        true;
    change();
    screen_wait(&screen, 20 * MS_PER_MINUTE);
    assert_true(screen_shows(&screen, "Next: ")); /* minutes are left for what is not on the list */
}

static void a_card_that_is_up_is_answered_first(void **state)
{
    (void)state;
    set_goal(60);
    screen_press(&screen, "Down Enter 3");
    screen_wait(&screen, 40 * MS_PER_MINUTE);
    assert_string_equal(subject(), "math/calculus");
    assert_true(screen_shows(&screen, "dot product"));
}

static void another_timer_is_left_alone(void **state)
{
    (void)state;
    set_goal(60);
    screen_press(&screen, "2 Home t 1");
    PracticeTimer before = screen.desk.state.timer;
    screen_press(&screen, "Down Enter");
    assert_string_equal(subject(), before.topic);
    assert_true(screen_shows(&screen, "plan 1 of 3"));
}

/* Reads the content again, where the project has another id unless it is `whole`. */
static void change_content(bool whole)
{
    Desk desk;
    const char *duplicate = NULL;
    desk_open(&desk, false);
    desk.state.timer = screen.desk.state.timer;
    if (!whole) {
        desk.catalog->projects[0].id = "other";
        assert_true(catalog_index(desk.catalog, &duplicate));
    }
    app_content_changes(screen.model);
    desk_close(&screen.desk);
    screen.desk = desk;
    screen_send(&screen, (Message){.kind = MESSAGE_CONTENT});
}

static void it_outlives_other_content(void **state)
{
    (void)state;
    screen_press(&screen, "Down Enter");
    change_content(true);
    assert_true(screen_shows(&screen, "plan 1 of 2"));
    assert_string_equal(subject(), "calculator");
    change_content(false);
    assert_false(screen_shows(&screen, "plan 1 of 2"));
}

static void a_new_day_has_a_plan_of_its_own(void **state)
{
    (void)state;
    screen_press(&screen, "Down Enter p");
    assert_true(screen_shows(&screen, "plan 1 of 2"));
    screen_wait(&screen, 11 * MS_PER_HOUR); /* over the rollover, without a key */
    assert_true(screen_shows(&screen, "Wed 25 Nov"));
    assert_true(screen_shows(&screen, "A new day has begun, with a plan of its own."));
    assert_false(screen_shows(&screen, "plan 1"));
}

static void a_rest_day_asks_for_nothing(void **state)
{
    (void)state;
    Config *config = &screen.desk.state.config;
    screen.desk.state.day_count = 0;
    assert_int_equal(config_set(config, config_find("study-days"), "mon", NULL), STATUS_OK);
    change();
    assert_true(screen_shows(&screen, "A rest day. If you like:"));
    assert_false(screen_shows(&screen, "Do now"));
}

static void today_is_made_anew_while_nobody_looks(void **state)
{
    (void)state;
    assert_true(screen_shows(&screen, "Do now: 18 of 30 min to go"));
    assert_int_equal(app_next_tick_ms(screen.model), DESK_ROLLOVER_MS);
    screen_wait(&screen, 10 * MS_PER_HOUR);
    assert_true(screen_shows(&screen, "Wed 25 Nov"));
    assert_true(screen_shows(&screen, "Do now: 30 of 30 min to go"));
    assert_int_equal(app_next_tick_ms(screen.model),
                     DESK_ROLLOVER_MS + 14 * MS_PER_HOUR); /* the evening, for the streak */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(it_goes_on_by_itself_to_the_goal),
        SCREEN_TEST(many_reviews_end_with_the_goal),
        SCREEN_TEST(more_than_the_goal_can_be_done),
        SCREEN_TEST(pauses_do_not_count),
        SCREEN_TEST(stopping_the_timer_leaves_it),
        SCREEN_TEST(leaving_the_review_leaves_it),
        SCREEN_TEST(nobody_is_torn_from_what_they_do),
        SCREEN_TEST(what_is_done_meanwhile_is_passed_over),
        SCREEN_TEST(a_card_that_is_up_is_answered_first),
        SCREEN_TEST(another_timer_is_left_alone),
        SCREEN_TEST(it_outlives_other_content),
        SCREEN_TEST(a_new_day_has_a_plan_of_its_own),
        SCREEN_TEST(a_rest_day_asks_for_nothing),
        SCREEN_TEST(today_is_made_anew_while_nobody_looks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
