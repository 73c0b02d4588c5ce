/* Going about: hits of a search, the plan, lists, tabs and the mouse. */
#include "screen/fixture.h"

#include <string.h>

#include "base/memory.h"
#include "study/progress.h"

/* Searches, gets one hit, and goes there. */
static void go_to_hit(const char *kind, const char *id)
{
    const MessageHit hit = {kind, id, "A title", "a \x02word\x03 of it"};
    screen_press(&screen, "1 / x");
    screen_send(&screen, (Message){.kind = MESSAGE_HITS, .text = "x", .hits = &hit, .count = 1});
    assert_true(screen_shows(&screen, "a word of it"));
    screen_press(&screen, "Enter");
}

/* The row that is under the cursor, as the dump has it. */
static bool selected(const char *text)
{
    char *dump = screen_dump(&screen, true);
    char *wanted = mem_format("{cursor:%s", text);
    bool found = strstr(dump, wanted) != NULL;
    mem_free(wanted);
    mem_free(dump);
    return found;
}

static void hits_lead_to_where_things_are(void **state)
{
    (void)state;
    go_to_hit("phase", "models");
    assert_true(screen_shows(&screen, "Dive into the architecture."));
    go_to_hit("resource", "tutorial");
    assert_true(selected("○ The Python Tutorial"));
    go_to_hit("project", "mini-transformer");
    assert_true(screen_shows(&screen, "You build one."));
    go_to_hit("milestone", "calculator/answer");
    assert_true(selected("○ 2 Work out the answer"));
    go_to_hit("card", "loop");
    assert_true(selected("Which word starts a loop"));
    go_to_hit("card", "wide"); /* of a topic, not of a subtopic */
    assert_true(selected("全角の質問?"));
    go_to_hit("note", "math"); /* the learner's note */
    assert_true(screen_shows(&screen, "Start with vectors."));
    go_to_hit("card", "gone");
    assert_true(screen_shows(&screen, "A title has no place"));
}

static void the_plan_is_started_by_one_key(void **state)
{
    (void)state;
    screen_press(&screen, "Space");
    assert_true(screen_shows(&screen, "dot product of a and b"));
    screen_press(&screen, "Esc Down Enter"); /* the second item: the project */
    assert_true(screen_shows(&screen, "You write a program"));
    assert_int_equal(screen.desk.state.timer.phase, TIMER_RUNNING);
    assert_string_equal(screen.desk.state.timer.topic, "calculator");
}

static void what_fades_is_shown_and_opened(void **state)
{
    (void)state;
    screen.desk.state.cards[0].last_review_day = DESK_DAY - 300;
    screen.desk.state.cards[1].last_review_day = DESK_DAY - 300;
    screen.desk.state.revision += 1;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_true(screen_shows(&screen, "Fading"));
    assert_true(screen_shows(&screen, "! Linear algebra"));
    screen_press(&screen, "Down Down Enter");
    assert_true(screen_shows(&screen, "A vector is a list of numbers."));
    assert_true(screen_shows(&screen, "! 1 due"));
}

static void lists_move_by_pages_and_to_their_ends(void **state)
{
    (void)state;
    screen_press(&screen, "2 + End");
    assert_true(selected("      ○ Read papers on arXiv"));
    screen_press(&screen, "Home");
    assert_true(selected(" ▾ 1 Foundations"));
    screen_press(&screen, "PageDown");
    assert_true(selected("      ○ Read papers on arXiv")); /* all of it is one page */
    screen_press(&screen, "Left");
    assert_true(selected("  ▾ ○ Follow research"));
    screen_press(&screen, "Left Left");
    assert_true(selected(" ▾ 3 Stay Updated"));
    screen_press(&screen, "- G PageUp");
    assert_true(selected(" ▸ 1 Foundations"));
    screen_press(&screen, "4 End");
    assert_true(selected("  ○ A small transformer"));
    screen_press(&screen, "Up");
    assert_true(selected("  ◐ A calculator")); /* over the heading */
    screen_press(&screen, "Home PageDown");
    assert_true(selected("  ○ A small transformer"));
    screen_press(&screen, "PageUp");
    assert_true(selected("  ◐ A calculator"));
}

static void a_card_is_set_aside_and_taken_up_again(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down Down ] ] ] Enter z");
    assert_true(screen.desk.state.cards[0].suspended);
    assert_true(screen_shows(&screen, "suspended"));
    screen_press(&screen, "z");
    assert_false(screen.desk.state.cards[0].suspended);
    screen_press(&screen, "i");
    assert_true(screen_shows(&screen, "stability 5.0 days"));
    screen_press(&screen, "Down PageDown Esc Down Down Enter");
    assert_true(screen_shows(&screen, "A new card"));
}

static void tabs_of_a_phase_gather_its_topics(void **state)
{
    (void)state;
    screen_press(&screen, "2 Tab");
    assert_true(screen_shows(&screen, "Python Crash Course"));
    screen_press(&screen, "Tab");
    assert_true(screen_shows(&screen, "Projects belong to topics"));
    screen_press(&screen, "Tab");
    assert_true(screen_shows(&screen, "7 cards, 2 due, 4 new"));
    screen_press(&screen, "BackTab BackTab Down Down");
    assert_true(screen_shows(&screen, "Linear algebra videos"));
    screen_press(&screen, "Tab");
    assert_true(screen_shows(&screen, "This topic has no project."));
}

static void entries_of_an_overview_lead_on(void **state)
{
    (void)state;
    screen_press(&screen, "2 Enter Down Enter");
    assert_true(screen_shows(&screen, "Models are mathematics."));
    screen_press(&screen, "Enter Down Enter");
    assert_true(screen_shows(&screen, "Slopes."));
}

static void formulas_show_as_tex_and_back(void **state)
{
    (void)state;
    screen_press(&screen, "3 Space");
    assert_true(screen_shows(&screen, "∑ᵢ aᵢbᵢ"));
    screen_press(&screen, "m");
    assert_true(screen_shows(&screen, "\\sum_i a_i b_i"));
    screen_press(&screen, "m");
    assert_true(screen_shows(&screen, "∑ᵢ aᵢbᵢ"));
}

static void a_filter_stays_until_it_is_dropped(void **state)
{
    (void)state;
    screen_press(&screen, "2 f");
    screen_type(&screen, "POSITION");
    assert_true(selected("      ○ Positional encodings"));
    screen_press(&screen, "Enter 1 2");
    assert_true(screen_shows(&screen, "Filter POSITION"));
    screen_press(&screen, "Esc");
    assert_false(screen_shows(&screen, "Filter POSITION"));
    assert_true(selected("      ○ Positional encodings"));
    screen_press(&screen, "f z Esc");
    assert_false(screen_shows(&screen, "0 found"));
}

static void next_theme_goes_round(void **state)
{
    static const char *const THEMES[] = {"night", "stone"};
    (void)state;
    screen_press(&screen, ": t h e m e Enter");
    assert_true(screen_shows(&screen, "there is only one theme"));
    app_set_themes(screen.model, THEMES, 2);
    screen_press(&screen, "Esc : n e x t Space t h e m e Enter");
    assert_string_equal(screen.desk.state.config.theme, "night");
}

static void the_mouse_works_in_overlays(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down ?");
    screen_type(&screen, "mark");
    screen_click(&screen, 4, 10); /* the heading: nothing */
    screen_double(&screen, 5, 10);
    assert_int_equal(screen.last_effect, EFFECT_MARK);
    screen_press(&screen, "?");
    screen_send(
        &screen,
        (Message){.kind = MESSAGE_MOUSE, .mouse = MOUSE_WHEEL_DOWN, .row = 10, .column = 10});
    assert_false(screen_shows(&screen, "Moving about"));
    screen_click(&screen, 23, 10); /* beside it */
    assert_false(screen_shows(&screen, "Filter:"));
    screen_press(&screen, "3 i");
    screen_send(
        &screen,
        (Message){.kind = MESSAGE_MOUSE, .mouse = MOUSE_WHEEL_DOWN, .row = 10, .column = 10});
    screen_click(&screen, 0, 0);
    assert_true(screen_shows(&screen, "Space shows the answer"));
    screen_click(&screen, 10, 10);
    assert_true(screen_shows(&screen, "1 again"));
}

static void the_mouse_works_in_projects_and_today(void **state)
{
    (void)state;
    screen_press(&screen, "4");
    screen_click(&screen, 6, 5);
    assert_true(screen_shows(&screen, "You build one."));
    screen_click(&screen, 5, 5); /* a heading: nothing */
    assert_true(screen_shows(&screen, "You build one."));
    screen_click(&screen, 20, 5); /* below the list: nothing */
    screen_send(&screen,
                (Message){.kind = MESSAGE_MOUSE, .mouse = MOUSE_WHEEL_UP, .row = 5, .column = 5});
    screen_double(&screen, 4, 5);
    screen_click(&screen, 18, 50);
    assert_true(selected("● 1 Read a line"));
    screen_click(&screen, 1, 3);
    screen_double(&screen, 6, 10);
    assert_true(screen_shows(&screen, "You write a program"));
}

static void small_and_running_still_shows_the_time(void **state)
{
    (void)state;
    screen_press(&screen, "t");
    screen_resize(&screen, 6, 30);
    screen_wait(&screen, 90 * MS_PER_SECOND);
    assert_true(screen_shows(&screen, "practice 1:30"));
    screen_click(&screen, 1, 1);
    screen_press(&screen, "q");
    assert_true(screen.quit);
}

static void narrow_screens_take_turns(void **state)
{
    (void)state;
    screen_resize(&screen, 24, 60);
    screen_press(&screen, "2 Down Down");
    assert_false(screen_shows(&screen, "Overview"));
    screen_press(&screen, "Right");
    assert_false(screen_shows(&screen, "Overview")); /* it unfolded */
    screen_press(&screen, "Enter");
    assert_true(screen_shows(&screen, "Overview"));
    screen_press(&screen, "Left");
    assert_false(screen_shows(&screen, "Overview"));
    screen_press(&screen, "4 Right");
    assert_true(screen_shows(&screen, "You write a program"));
    screen_press(&screen, "Esc");
    assert_false(screen_shows(&screen, "You write a program"));
}

static void keys_can_be_changed(void **state)
{
    Error error = {{0}};
    (void)state;
    assert_int_equal(app_unbind(screen.model, "quit", &error), STATUS_OK);
    assert_int_equal(app_bind(screen.model, "quit", "X", &error), STATUS_OK);
    assert_true(screen_shows(&screen, "X quit"));
    screen_press(&screen, "q");
    assert_false(screen.quit);
    screen_press(&screen, "X");
    assert_true(screen.quit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(hits_lead_to_where_things_are),
        SCREEN_TEST(the_plan_is_started_by_one_key),
        SCREEN_TEST(what_fades_is_shown_and_opened),
        SCREEN_TEST(lists_move_by_pages_and_to_their_ends),
        SCREEN_TEST(a_card_is_set_aside_and_taken_up_again),
        SCREEN_TEST(tabs_of_a_phase_gather_its_topics),
        SCREEN_TEST(entries_of_an_overview_lead_on),
        SCREEN_TEST(formulas_show_as_tex_and_back),
        SCREEN_TEST(a_filter_stays_until_it_is_dropped),
        SCREEN_TEST(next_theme_goes_round),
        SCREEN_TEST(the_mouse_works_in_overlays),
        SCREEN_TEST(the_mouse_works_in_projects_and_today),
        SCREEN_TEST(small_and_running_still_shows_the_time),
        SCREEN_TEST(narrow_screens_take_turns),
        SCREEN_TEST(keys_can_be_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
