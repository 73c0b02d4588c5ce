/* A card under review: taking back, setting aside, its source, its seconds. */
#include "screen/fixture.h"

#include "base/buffer.h"

static void undo_brings_the_card_back(void **state)
{
    (void)state;
    screen_press(&screen, "3 Space 1");
    assert_int_equal(screen.desk.state.cards[0].phase, CARD_RELEARNING);
    assert_false(screen_shows(&screen, "dot product of a and b"));
    screen_press(&screen, "u");
    assert_int_equal(screen.desk.state.cards[0].phase, CARD_REVIEW);
    assert_true(screen_shows(&screen, "dot product of a and b"));
    screen_press(&screen, "u");
    assert_true(screen_shows(&screen, "nothing to take back"));
}

/* So does a card that was set aside or hidden by mistake; the grade before it stays. */
static void undo_brings_back_what_was_set_aside(void **state)
{
    (void)state;
    screen_press(&screen, "3 Space 3");
    assert_true(screen_shows(&screen, "Which word starts a loop"));
    screen_press(&screen, "s");
    assert_false(screen_shows(&screen, "Which word starts a loop"));
    screen_press(&screen, "b u");
    assert_false(screen_shows(&screen, "Which word starts a loop"));
    screen_press(&screen, "u");
    assert_true(screen_shows(&screen, "Which word starts a loop"));
    for (size_t i = 0; i < screen.desk.state.catalog->card_count; i++)
        assert_int_equal(screen.desk.state.cards[i].buried_day, 0);
    screen_press(&screen, "u");
    assert_true(screen_shows(&screen, "dot product of a and b"));
}

/* A card whose source is a resource opens that, and so does one that was forgotten. */
static void the_source_of_a_card_is_opened(void **state)
{
    (void)state;
    const Catalog *catalog = screen.desk.catalog;
    Note *note = &screen.desk.catalog->notes[catalog->cards[0].note];
    Buffer source = {0};
    buffer_add_format(&source, "%s, chapter 3", catalog->resources[0].title);
    note->source = buffer_text(&source);
    screen_press(&screen, "3 Space 1");
    assert_true(screen_shows(&screen, "opens Python Crash Course"));
    screen_press(&screen, "O");
    assert_true(screen_shows(&screen, "Eric Matthes"));
    screen_press(&screen, "3 u o");
    assert_true(screen_shows(&screen, "Eric Matthes"));
    note->source = "";
    buffer_done(&source);
}

/* The seconds of a question, for who wants to see them: up to what counts. */
static void a_question_shows_its_seconds(void **state)
{
    (void)state;
    screen_press(&screen, "3");
    assert_false(screen_shows(&screen, " 0 s"));
    assert_int_equal(app_next_tick_ms(screen.model), DESK_ROLLOVER_MS);
    screen.desk.state.config.card_timer = true;
    screen.desk.state.revision += 1;
    screen_wait(&screen, 1500);
    assert_true(screen_shows(&screen, " 1 s"));
    assert_int_equal(app_next_tick_ms(screen.model), screen.now_ms + 500);
    screen_wait(&screen, 90 * MS_PER_SECOND);
    assert_true(screen_shows(&screen, " 60 s"));
    assert_int_equal(app_next_tick_ms(screen.model), DESK_ROLLOVER_MS);
    screen_press(&screen, "Space");
    assert_false(screen_shows(&screen, " 60 s"));
}

static void suspending_and_burying_go_on_to_the_next_card(void **state)
{
    (void)state;
    screen_press(&screen, "3 s");
    assert_true(screen.desk.state.cards[0].suspended);
    assert_true(screen_shows(&screen, "Which word starts a loop"));
    screen_press(&screen, "b");
    assert_int_equal(screen.desk.state.cards[5].buried_day, DESK_DAY);
    assert_false(screen_shows(&screen, "Which word starts a loop"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(undo_brings_the_card_back),
        SCREEN_TEST(undo_brings_back_what_was_set_aside),
        SCREEN_TEST(the_source_of_a_card_is_opened),
        SCREEN_TEST(a_question_shows_its_seconds),
        SCREEN_TEST(suspending_and_burying_go_on_to_the_next_card),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
