/* The glossary in the interface: which terms it lists, how one gets there and away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/model.h"
#include "base/memory.h"
#include "support/screen.h"

static const char *chosen(const Screen *screen)
{
    const Choices *choices = &screen->model->choices;
    assert_true(choices->list.cursor >= 0 && choices->list.cursor < (int)choices->count);
    return screen->desk.glossary->entries[choices->items[choices->list.cursor].number].term;
}

static void test_shown_terms(void **state)
{
    (void)state;
    Screen screen;
    screen_open(&screen, 24, 80);
    screen_press(&screen, "2 Down Down Right Down K");
    assert_int_equal(screen.model->overlay, OVERLAY_TERMS);
    assert_int_equal(screen.model->choices.count, 3);
    assert_string_equal(chosen(&screen), "vector");
    screen_press(&screen, "Down Down");
    assert_string_equal(chosen(&screen), "neuron");
    screen_press(&screen, "Esc");
    assert_int_equal(screen.model->overlay, OVERLAY_NONE);
    screen_close(&screen);
}

/* What can be seen comes first, wherever one is in the page. */
static void test_scrolled(void **state)
{
    (void)state;
    Screen screen;
    screen_open(&screen, 16, 80);
    screen_press(&screen, "2 Down Down Right Down Enter Down Down Down Down Down Down Down K");
    assert_int_equal(screen.model->choices.count, 3);
    screen_press(&screen, "Down"); /* behind "vectors" in the first row */
    assert_string_equal(chosen(&screen), "neuron");
    screen_close(&screen);
}

static void test_typing(void **state)
{
    (void)state;
    Screen screen;
    screen_open(&screen, 24, 80);
    screen_press(&screen, "5 K");
    assert_int_equal(screen.model->choices.count, 0);
    screen_type(&screen, "grad");
    assert_string_equal(chosen(&screen), "gradient");
    screen_press(&screen, "C-u");
    assert_int_equal(screen.model->choices.count, 0);
    screen_type(&screen, "inner prod");
    assert_string_equal(chosen(&screen), "dot product");
    screen_close(&screen);
}

/* Enter gives all the room to what a term means; Esc or typing take it back. */
static void test_reading(void **state)
{
    (void)state;
    Screen screen;
    screen_open(&screen, 12, 40);
    screen_press(&screen, "K");
    screen_press(&screen, "Enter");
    assert_false(screen.model->terms.reading); /* there is nothing to read */
    screen_type(&screen, "dot");
    assert_false(screen_shows(&screen, "on how long they are"));
    screen_press(&screen, "Enter");
    for (int i = 0; i < 12; i++) {
        screen_press(&screen, "PageDown");
    }
    assert_true(screen.model->terms.reading);
    assert_true(screen_shows(&screen, "topic: Linear algebra"));
    assert_string_equal(chosen(&screen), "dot product");
    screen_press(&screen, "Esc");
    assert_false(screen.model->terms.reading);
    assert_int_equal(screen.model->overlay, OVERLAY_TERMS);
    screen_press(&screen, "Enter");
    screen_type(&screen, "x");
    assert_false(screen.model->terms.reading);
    screen_press(&screen, "Esc");
    assert_int_equal(screen.model->overlay, OVERLAY_NONE);
    screen_close(&screen);
}

static void test_review(void **state)
{
    (void)state;
    Screen screen;
    screen_open(&screen, 24, 80);
    screen_press(&screen, "3 K");
    assert_string_equal(chosen(&screen), "dot product");
    screen_press(&screen, "Esc Space K");
    assert_string_equal(chosen(&screen), "dot product");
    screen_press(&screen, "Esc");
    assert_true(screen.model->review.shown);
    screen_close(&screen);
}

/* Where an answer is typed, letters are letters. */
static void test_typed_answer(void **state)
{
    (void)state;
    Screen screen = {0};
    desk_open_quiz(&screen.desk);
    screen_open_on(&screen, 24, 80);
    screen_press(&screen, "3");
    while (screen.model->review.showing.reply != REPLY_TEXT) {
        screen_press(&screen, "s");
    }
    screen_press(&screen, "K");
    assert_int_equal(screen.model->overlay, OVERLAY_NONE);
    assert_string_equal(line_edit_text(&screen.model->review.line), "K");
    screen_press(&screen, "M-K");
    assert_int_equal(screen.model->overlay, OVERLAY_TERMS);
    screen_press(&screen, "Esc");
    assert_string_equal(line_edit_text(&screen.model->review.line), "K");
    screen_close(&screen);
}

static void test_search(void **state)
{
    (void)state;
    Screen screen;
    const MessageHit hit = {.kind = "term", .id = "gradient", .title = "gradient", .snippet = ""};
    screen_open(&screen, 24, 80);
    screen_press(&screen, "/");
    screen_type(&screen, "gradient");
    screen_send(&screen,
                (Message){.kind = MESSAGE_HITS, .text = "gradient", .hits = &hit, .count = 1});
    screen_press(&screen, "Enter");
    assert_int_equal(screen.model->overlay, OVERLAY_TERMS);
    assert_string_equal(chosen(&screen), "gradient");
    assert_true(screen_shows(&screen, "All partial derivatives"));
    screen_close(&screen);
}

/* What was borrowed from content that is gone is not looked at any more. */
static void test_other_content(void **state)
{
    (void)state;
    Screen screen;
    screen_open(&screen, 24, 80);
    screen_press(&screen, "2 Down Down Right Down K");
    app_content_changes(screen.model);
    assert_null(screen.model->terms.glossary);
    assert_int_equal(screen.model->overlay, OVERLAY_NONE);
    glossary_free(screen.desk.glossary);
    screen.desk.glossary = glossary_new(NULL, 0);
    screen_send(&screen, (Message){.kind = MESSAGE_CONTENT});
    screen_press(&screen, "K");
    assert_true(screen_shows(&screen, "No pack has a glossary."));
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown_terms), cmocka_unit_test(test_scrolled),
        cmocka_unit_test(test_typing),      cmocka_unit_test(test_reading),
        cmocka_unit_test(test_review),      cmocka_unit_test(test_typed_answer),
        cmocka_unit_test(test_search),      cmocka_unit_test(test_other_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
