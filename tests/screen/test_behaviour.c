/* What the keys do: each case presses keys and looks at the state, the effects and the screen. */
#include "screen/fixture.h"

#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "study/progress.h"
#include "study/queue.h"

static Mark mark_of(const char *id)
{
    return progress_mark(&screen.desk.state, catalog_find(screen.desk.catalog, id));
}

static void space_goes_round_the_marks(void **state)
{
    (void)state;
    screen_press(&screen, "2 G");
    assert_int_equal(mark_of("research"), MARK_TODO);
    screen_press(&screen, "Right Down Space");
    assert_int_equal(mark_of("research"), MARK_DOING);
    screen_press(&screen, "Space");
    assert_int_equal(mark_of("research"), MARK_DONE);
    screen_press(&screen, "Space");
    assert_int_equal(mark_of("research"), MARK_SKIPPED);
    screen_press(&screen, "Space");
    assert_int_equal(mark_of("research"), MARK_TODO);
}

static void press_in_a_hurry(uint32_t code)
{
    screen_send(&screen, (Message){.kind = MESSAGE_KEY, .key = {.code = code}, .hurried = true});
}

/* The list follows each key; the page beside it comes when there is time. */
static void the_page_waits_for_keys_in_a_hurry(void **state)
{
    (void)state;
    const char *first = "Build a base in programming";
    const char *second = "Dive into the";
    screen_press(&screen, "2 Home");
    assert_true(screen_shows(&screen, first));
    screen_press(&screen, "Left");
    assert_false(app_is_behind(screen.model));
    press_in_a_hurry('j');
    assert_true(app_is_behind(screen.model));
    assert_true(app_is_dirty(screen.model));
    assert_true(screen_shows(&screen, first) && !screen_shows(&screen, second));
    screen_send(&screen, (Message){.kind = MESSAGE_REST});
    assert_false(app_is_behind(screen.model));
    assert_true(app_is_dirty(screen.model));
    assert_true(screen_shows(&screen, second) && !screen_shows(&screen, first));
    press_in_a_hurry('k');
    assert_true(screen_shows(&screen, second));
    screen_send(&screen, (Message){.kind = MESSAGE_STATE}); /* whatever else comes has the time */
    assert_false(app_is_behind(screen.model));
    assert_true(screen_shows(&screen, first));
    screen_send(&screen, (Message){.kind = MESSAGE_REST});
    assert_false(app_is_dirty(screen.model));
}

static void the_next_card_comes_only_when_the_answer_is_saved(void **state)
{
    (void)state;
    Effects kept = {0};
    Message space = {.kind = MESSAGE_KEY, .now_ms = DESK_NOW_MS, .key = {.code = ' '}};
    Message three = {.kind = MESSAGE_KEY, .now_ms = DESK_NOW_MS + 4000, .key = {.code = '3'}};
    screen_press(&screen, "3");
    app_update(screen.model, &space, &kept);
    app_update(screen.model, &three, &kept);
    assert_int_equal(kept.count, 1);
    assert_int_equal(kept.items[0].kind, EFFECT_GRADE);
    assert_int_equal(kept.items[0].rating, RATING_GOOD);
    assert_int_equal(kept.items[0].value, 4000);
    assert_true(screen_shows(&screen, "dot product of a and b"));
    app_update(screen.model, &three, &kept); /* once is enough */
    assert_int_equal(kept.count, 1);
    Message failed = {.kind = MESSAGE_FAILED, .now_ms = DESK_NOW_MS, .text = "disk full"};
    app_update(screen.model, &failed, &kept);
    assert_true(screen_shows(&screen, "disk full"));
    assert_true(screen_shows(&screen, "dot product of a and b"));
    app_update(screen.model, &three, &kept);
    assert_int_equal(kept.count, 2);
    Message graded = {.kind = MESSAGE_GRADED, .now_ms = DESK_NOW_MS, .card = kept.items[1].card};
    screen.desk.state.cards[kept.items[1].card].due_day = DESK_DAY + 9;
    screen.desk.state.revision += 1;
    app_update(screen.model, &graded, &kept);
    assert_false(screen_shows(&screen, "dot product of a and b"));
    effects_done(&kept);
}

/* What a limit keeps back is told, where there are no cards and where there are some. */
static void the_backlog_shows(void **state)
{
    (void)state;
    StudyState *study = &screen.desk.state;
    study->config.reviews_per_day = study->config.new_per_day = 0;
    for (size_t i = 0; i < study->catalog->card_count; i++)
        study->cards[i].suspended =
            study->cards[i].phase == CARD_LEARNING || study->cards[i].phase == CARD_RELEARNING;
    study->revision += 1;
    screen_press(&screen, "3");
    assert_true(screen_shows(&screen, "more due, on other days"));
    study->config.reviews_per_day = 1;
    study->revision += 1;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_true(screen_shows(&screen, "1 due  0 new"));
    assert_true(screen_shows(&screen, "backlog"));
}

/* Of a card on the Cards tab: why it does not come. */
static void a_card_says_why_it_does_not_come(void **state)
{
    (void)state;
    for (size_t i = 0; i < screen.desk.state.catalog->card_count; i++)
        screen.desk.state.cards[i].suspended = true;
    screen.desk.state.revision += 1;
    screen_press(&screen, "2 Down Down ] ] ] Enter Down i");
    assert_true(screen_shows(&screen, "Not today: it is suspended."));
}

static void a_card_leads_to_its_topic_and_back(void **state)
{
    (void)state;
    screen_press(&screen, "3 o");
    assert_true(screen_shows(&screen, "A vector is a list of numbers"));
    screen_press(&screen, "r");
    assert_true(screen_shows(&screen, "dot product of a and b"));
    screen_press(&screen, "Esc");
    assert_true(screen_shows(&screen, "A vector is a list of numbers"));
}

static void one_topic_is_reviewed_then_the_rest(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down R");
    assert_true(screen_shows(&screen, "Which word starts a loop"));
    for (int i = 0; i < 9 && !screen_shows(&screen, "Done for now"); i++) {
        screen_press(&screen, "Space 4");
    }
    assert_int_equal(screen.desk.state.cards[0].reps, 4); /* another topic's, as before */
    assert_true(screen_shows(&screen, "1 more is due: r reviews it."));
    screen_press(&screen, "r");
    assert_true(screen_shows(&screen, "dot product of a and b"));
}

static void a_review_of_one_topic_does_not_stick(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down R");
    for (int i = 0; i < 9 && !screen_shows(&screen, "Done for now"); i++) {
        screen_press(&screen, "Space 4");
    }
    screen_press(&screen, "Esc 3");
    assert_true(screen_shows(&screen, "dot product of a and b"));
}

static void digits_grade_a_card_but_change_places_elsewhere(void **state)
{
    (void)state;
    screen_press(&screen, "5");
    assert_true(screen_shows(&screen, "30 days: everything"));
    screen_press(&screen, "3 2");
    assert_true(screen_shows(&screen, "look at the answer first"));
    screen_press(&screen, "M-2");
    assert_true(screen_shows(&screen, "Overview"));
}

static void practice_runs_pauses_and_stops(void **state)
{
    (void)state;
    const PracticeTimer *timer = &screen.desk.state.timer;
    screen_press(&screen, "2 Down Down Right Down Down t");
    assert_int_equal(timer->phase, TIMER_RUNNING);
    assert_string_equal(timer->topic, "math/calculus");
    screen_wait(&screen, 5 * MS_PER_MINUTE);
    screen_press(&screen, "p");
    assert_int_equal(timer->phase, TIMER_PAUSED);
    assert_int_equal(app_next_tick_ms(screen.model), DESK_ROLLOVER_MS); /* nothing to wake up for */
    screen_wait(&screen, MS_PER_HOUR);
    screen_press(&screen, "p");
    screen_wait(&screen, 2 * MS_PER_MINUTE);
    screen_press(&screen, "s Esc");
    assert_int_equal(timer->phase, TIMER_RUNNING);
    screen_press(&screen, "s");
    screen_type(&screen, "chain rule");
    screen_press(&screen, "Enter");
    assert_int_equal(timer->phase, TIMER_IDLE);
    assert_string_equal(screen.last_text, "chain rule");
    assert_true(screen_shows(&screen, "7 min practised, 19 today."));
}

static void s_suspends_a_card_and_capital_s_stops_practice(void **state)
{
    (void)state;
    screen_press(&screen, "t 3 S");
    assert_true(screen_shows(&screen, "What did you learn?"));
    screen_press(&screen, "Esc s");
    assert_true(screen.desk.state.cards[0].suspended);
}

static void the_bell_rings_once_at_the_goal(void **state)
{
    (void)state;
    screen_press(&screen, "t");
    screen_wait(&screen, 18 * MS_PER_MINUTE - MS_PER_SECOND);
    assert_int_equal(screen.bells, 0);
    screen_wait(&screen, MS_PER_SECOND);
    assert_int_equal(screen.bells, 1);
    assert_int_equal(screen.goals, 1);
    assert_true(screen_shows(&screen, "goal is reached"));
    screen_wait(&screen, 10 * MS_PER_MINUTE);
    assert_int_equal(screen.bells, 1);
}

static void idle_wants_no_tick_and_draws_nothing(void **state)
{
    (void)state;
    assert_int_equal(app_next_tick_ms(screen.model), DESK_ROLLOVER_MS);
    screen_send(&screen, (Message){.kind = MESSAGE_TICK});
    assert_false(app_is_dirty(screen.model));
    screen_press(&screen, "C-q"); /* not bound */
    assert_false(app_is_dirty(screen.model));
    screen_press(&screen, "2");
    assert_true(app_is_dirty(screen.model));
}

static void a_running_timer_ticks_once_a_second(void **state)
{
    (void)state;
    screen_press(&screen, "t");
    assert_int_equal(app_next_tick_ms(screen.model), DESK_NOW_MS + 1000);
    screen.now_ms += 300;
    screen_press(&screen, "2");
    assert_int_equal(app_next_tick_ms(screen.model), DESK_NOW_MS + 1000);
}

static void a_question_is_asked_and_answered(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down a");
    screen_type(&screen, "what is a list");
    screen_press(&screen, "Enter");
    const Question *question = &screen.desk.state.questions[2];
    assert_string_equal(question->subject, "python");
    assert_string_equal(question->text, "what is a list");
    screen_press(&screen, "1");
    assert_true(screen_shows(&screen, "? what is a list  Learn Python"));
    screen_press(&screen, "Down Down Enter");
    screen_type(&screen, "a row of values");
    screen_press(&screen, "Enter");
    assert_string_equal(screen.desk.state.questions[2].answer, "a row of values");
    assert_false(screen_shows(&screen, "what is a list"));
}

static void search_goes_to_what_it_finds(void **state)
{
    (void)state;
    screen_press(&screen, "/");
    screen_type(&screen, "Calc");
    assert_true(screen_shows(&screen, "found here in it"));
    screen_press(&screen, "Enter");
    assert_true(screen_shows(&screen, "Slopes."));
}

static void late_hits_are_not_shown(void **state)
{
    (void)state;
    const MessageHit hit = {"topic", "python", "An old hit", "old"};
    screen_press(&screen, "/");
    screen_type(&screen, "Calc");
    screen_send(&screen, (Message){.kind = MESSAGE_HITS, .text = "Ca", .hits = &hit, .count = 1});
    assert_false(screen_shows(&screen, "An old hit"));
}

static void help_runs_what_it_lists(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down ?");
    screen_type(&screen, "mark");
    screen_press(&screen, "Enter");
    assert_int_equal(screen.last_effect, EFFECT_MARK);
}

static void the_palette_says_why_an_action_is_off(void **state)
{
    (void)state;
    screen_press(&screen, ":");
    screen_type(&screen, "pause");
    assert_true(screen_shows(&screen, "no practice is running"));
    screen_press(&screen, "Enter");
    assert_true(screen_shows(&screen, "pause: no practice is running"));
    assert_int_equal(screen.effect_count, 0);
}

static void the_palette_sets_a_theme(void **state)
{
    static const char *const THEMES[] = {"stone", "night"};
    (void)state;
    app_set_themes(screen.model, THEMES, 2);
    screen_press(&screen, ":");
    screen_type(&screen, "theme night");
    screen_press(&screen, "Enter");
    assert_int_equal(screen.last_effect, EFFECT_SET_OPTION);
    assert_string_equal(screen.desk.state.config.theme, "night");
}

static void hints_come_one_by_one(void **state)
{
    (void)state;
    screen_press(&screen, "4 Enter PageDown");
    assert_true(screen_shows(&screen, "Stuck? H shows a hint (2)."));
    screen_press(&screen, "H");
    assert_true(screen_shows(&screen, "Walk along the line."));
    assert_false(screen_shows(&screen, "Keep a position i."));
    screen_press(&screen, "H");
    assert_true(screen_shows(&screen, "Keep a position i."));
    screen_press(&screen, "H");
    assert_true(screen_shows(&screen, "all hints of this milestone are shown"));
}

static void a_milestone_is_marked_only_in_sight(void **state)
{
    (void)state;
    screen_resize(&screen, 16, 80); /* the milestones are below the end of the page */
    screen_press(&screen, "4 Enter Space");
    assert_int_equal(mark_of("calculator/read"), MARK_DONE); /* as before */
    assert_int_equal(mark_of("calculator"), MARK_DONE);      /* doing before: the project itself */
    screen_press(&screen, "End Space");
    assert_int_equal(mark_of("calculator/answer"), MARK_DOING);
}

static void resources_open_in_the_browser(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down Tab Enter o");
    assert_int_equal(screen.last_effect, EFFECT_OPEN_RESOURCE);
    assert_true(screen.desk.state.resources[0].opened);
    screen_press(&screen, "Down Space"); /* its first chapter */
    assert_true(study_state_ticked(&screen.desk.state, (ItemRef){ITEM_RESOURCE, 0}, 1));
    assert_true(screen_shows(&screen, "1 of 2 ticked"));
    screen_press(&screen, "Down Down Enter");
    assert_true(screen.desk.state.resources[1].opened);
    screen_press(&screen, "Esc Down Enter o");
    assert_true(screen_shows(&screen, "this resource has no address"));
}

static void notes_are_edited_and_shown(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down Down [");
    assert_true(screen_shows(&screen, "Start with vectors."));
    screen_press(&screen, "n");
    assert_int_equal(screen.last_effect, EFFECT_EDIT_NOTE);
    assert_true(screen_shows(&screen, "Edited."));
}

static void the_mouse_selects_opens_and_scrolls(void **state)
{
    (void)state;
    screen_click(&screen, 1, 12);
    assert_true(screen_shows(&screen, "Overview"));
    screen_click(&screen, 5, 10);
    assert_true(screen_shows(&screen, "Math for machine learning     Foundations"));
    screen_double(&screen, 5, 10);
    assert_true(screen_shows(&screen, "Linear algebra"));
    screen_click(&screen, 6, 10);
    screen_click(&screen, 4, 50);
    assert_true(screen_shows(&screen, "Linear algebra videos"));
    screen_click(&screen, 4, 38);
    screen_send(
        &screen,
        (Message){.kind = MESSAGE_MOUSE, .mouse = MOUSE_WHEEL_DOWN, .row = 10, .column = 60});
    assert_false(screen_shows(&screen, "A vector is a list of numbers."));
    screen_send(&screen,
                (Message){.kind = MESSAGE_MOUSE, .mouse = MOUSE_WHEEL_UP, .row = 10, .column = 60});
    assert_true(screen_shows(&screen, "A vector is a list of numbers."));
}

static void a_paste_goes_into_the_line_that_is_typed(void **state)
{
    (void)state;
    screen_send(&screen, (Message){.kind = MESSAGE_PASTE, .text = "qq"});
    assert_false(screen.quit); /* a paste is never keys */
    screen_press(&screen, "a");
    screen_send(&screen, (Message){.kind = MESSAGE_PASTE, .text = "two\nlines\x1b[31m"});
    screen_press(&screen, "Enter");
    assert_string_equal(screen.desk.state.questions[2].text, "two lines[31m");
}

static void quitting_says_that_practice_goes_on(void **state)
{
    (void)state;
    screen_press(&screen, "q");
    assert_true(screen.quit);
    assert_string_equal(screen.last_text, "");
    screen_press(&screen, "t q");
    assert_non_null(strstr(screen.last_text, "cairn practice stop"));
}

static void control_c_quits_from_anywhere(void **state)
{
    (void)state;
    screen_press(&screen, "a x C-c");
    assert_true(screen.quit);
}

static void the_view_survives_a_restart(void **state)
{
    (void)state;
    Buffer saved = {0};
    screen_press(&screen, "2 Down Down Right Down Down Tab Tab 4 Down 2");
    char *before = screen_dump(&screen, true);
    app_save_view(screen.model, &saved);
    app_free(screen.model);
    screen.model = app_new(&screen.desk.state, 24, 80);
    app_restore_view(screen.model, buffer_text(&saved));
    screen_send(&screen, (Message){.kind = MESSAGE_START});
    screen_press(&screen, "2");
    char *after = screen_dump(&screen, true);
    assert_string_equal(before, after);
    screen_press(&screen, "4");
    assert_true(screen_shows(&screen, "You build one."));
    mem_free(before);
    mem_free(after);
    buffer_done(&saved);
}

static void a_saved_view_of_other_content_is_passed_over(void **state)
{
    (void)state;
    app_restore_view(screen.model, "tree gone\ntab nowhere\nopen-topic gone\nnonsense\n\n \n"
                                   "project gone\nscroll-today -5\nentry-roadmap gone\nscroll-x 1");
    screen_press(&screen, "2 4 1");
    assert_true(screen_shows(&screen, "Do now"));
}

static void a_learning_card_wakes_the_review(void **state)
{
    (void)state;
    StudyState *study = &screen.desk.state;
    for (size_t i = 0; i < screen.desk.catalog->card_count; i++) {
        study->cards[i].suspended = i != 0;
    }
    study->cards[0].phase = CARD_LEARNING;
    study->cards[0].due_ms = DESK_NOW_MS + MS_PER_HOUR;
    study->cards[0].due_day = DESK_DAY;
    study->cards[0].last_review_day = DESK_DAY; /* a step within the day */
    study->revision += 1;
    screen_press(&screen, "3");
    assert_true(screen_shows(&screen, "falls due in 1h"));
    assert_int_equal(app_next_tick_ms(screen.model), DESK_NOW_MS + MS_PER_HOUR - LEARN_AHEAD_MS);
    screen_wait(&screen, MS_PER_HOUR);
    assert_true(screen_shows(&screen, "dot product of a and b"));
}

static void the_day_turns_over_at_four(void **state)
{
    (void)state;
    screen.now_ms = DESK_NOW_MS + 9 * MS_PER_HOUR;
    screen_press(&screen, "2 1");
    assert_true(screen_shows(&screen, "Tue 24 Nov"));
    screen.now_ms = DESK_NOW_MS + 10 * MS_PER_HOUR;
    screen_press(&screen, "2 1");
    assert_true(screen_shows(&screen, "Wed 25 Nov"));
    assert_true(screen_shows(&screen, "0/30 min"));
}

static void skipping_the_first_questions_asks_them_no_more(void **state)
{
    (void)state;
    screen_close(&screen);
    screen = (Screen){0};
    desk_open(&screen.desk, true);
    screen.desk.state.config.first_run = true;
    screen_open_on(&screen, 24, 80);
    screen_press(&screen, "Esc");
    assert_false(screen.desk.state.config.first_run);
    assert_int_equal(screen.desk.state.config.goal_minutes, 30);
    assert_true(screen_shows(&screen, "Do now"));
}

static void knowing_the_first_phase_marks_it(void **state)
{
    (void)state;
    screen_close(&screen);
    screen = (Screen){0};
    desk_open(&screen.desk, true);
    screen.desk.state.config.first_run = true;
    screen_open_on(&screen, 24, 80);
    screen_press(&screen, "Up Enter Up Enter Down Down Enter");
    assert_int_equal(screen.desk.state.config.goal_minutes, 20);
    assert_int_equal(screen.desk.state.config.days_per_week, 6);
    assert_int_equal(mark_of("math/calculus"), MARK_DONE);
    assert_int_equal(mark_of("transformers"), MARK_TODO);
}

static void nothing_from_content_reaches_the_screen_raw(void **state)
{
    (void)state;
    screen_send(&screen, (Message){.kind = MESSAGE_FAILED, .text = "bad \x1b[31m name"});
    char *dump = screen_dump(&screen, false);
    for (const char *byte = dump; *byte != '\0'; byte++) {
        assert_true(*byte == '\n' || (unsigned char)*byte >= ' ');
    }
    mem_free(dump);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(space_goes_round_the_marks),
        SCREEN_TEST(the_page_waits_for_keys_in_a_hurry),
        SCREEN_TEST(the_next_card_comes_only_when_the_answer_is_saved),
        SCREEN_TEST(the_backlog_shows),
        SCREEN_TEST(a_card_says_why_it_does_not_come),
        SCREEN_TEST(a_card_leads_to_its_topic_and_back),
        SCREEN_TEST(one_topic_is_reviewed_then_the_rest),
        SCREEN_TEST(a_review_of_one_topic_does_not_stick),
        SCREEN_TEST(digits_grade_a_card_but_change_places_elsewhere),
        SCREEN_TEST(practice_runs_pauses_and_stops),
        SCREEN_TEST(s_suspends_a_card_and_capital_s_stops_practice),
        SCREEN_TEST(the_bell_rings_once_at_the_goal),
        SCREEN_TEST(idle_wants_no_tick_and_draws_nothing),
        SCREEN_TEST(a_running_timer_ticks_once_a_second),
        SCREEN_TEST(a_question_is_asked_and_answered),
        SCREEN_TEST(search_goes_to_what_it_finds),
        SCREEN_TEST(late_hits_are_not_shown),
        SCREEN_TEST(help_runs_what_it_lists),
        SCREEN_TEST(the_palette_says_why_an_action_is_off),
        SCREEN_TEST(the_palette_sets_a_theme),
        SCREEN_TEST(hints_come_one_by_one),
        SCREEN_TEST(a_milestone_is_marked_only_in_sight),
        SCREEN_TEST(resources_open_in_the_browser),
        SCREEN_TEST(notes_are_edited_and_shown),
        SCREEN_TEST(the_mouse_selects_opens_and_scrolls),
        SCREEN_TEST(a_paste_goes_into_the_line_that_is_typed),
        SCREEN_TEST(quitting_says_that_practice_goes_on),
        SCREEN_TEST(control_c_quits_from_anywhere),
        SCREEN_TEST(the_view_survives_a_restart),
        SCREEN_TEST(a_saved_view_of_other_content_is_passed_over),
        SCREEN_TEST(a_learning_card_wakes_the_review),
        SCREEN_TEST(the_day_turns_over_at_four),
        SCREEN_TEST(skipping_the_first_questions_asks_them_no_more),
        SCREEN_TEST(knowing_the_first_phase_marks_it),
        SCREEN_TEST(nothing_from_content_reaches_the_screen_raw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
