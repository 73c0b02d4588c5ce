/* Cards that ask for an answer: how they look, and what keys do with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/model.h"
#include "support/screen.h"

enum {
    CARD_AT_CHOICE,
    CARD_AT_SEVERAL,
    CARD_AT_ORDER,
    CARD_AT_WORD,
    CARD_AT_NUMBER,
    CARD_AT_DRILL
};

/* The review with one of the cards up: the others are out of the way. */
static void open_at(Screen *screen, int card, int rows, int columns)
{
    *screen = (Screen){0};
    desk_open_quiz(&screen->desk);
    for (int i = 0; i < (int)screen->desk.catalog->card_count; i++) {
        screen->desk.state.cards[i].suspended = i != card;
    }
    screen_open_on(screen, rows, columns);
    screen_press(screen, "3");
    screen->now_ms += 9 * MS_PER_SECOND;
}

/* The digit of an option. */
static char digit_of(const Screen *screen, size_t option)
{
    const Showing *showing = &screen->model->review.showing;
    for (size_t place = 0; place < showing->count; place++) {
        if (showing->order[place] == option) {
            return (char)('1' + place);
        }
    }
    return '?';
}

static void press_option(Screen *screen, size_t option)
{
    char key[2] = {digit_of(screen, option), '\0'};
    screen_press(screen, key);
}

static const Review *review_of(const Screen *screen)
{
    return &screen->model->review;
}

static void a_number_answers_a_choice_of_one(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_CHOICE, 24, 80);
    screen_expect(&screen, "kind-choice-24x80");
    press_option(&screen, 0);
    assert_true(review_of(&screen)->shown);
    assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_RIGHT);
    assert_int_equal(review_of(&screen)->proposed, RATING_GOOD);
    screen_expect(&screen, "kind-choice-right-24x80");
    screen_resize(&screen, 12, 40);
    screen_expect(&screen, "kind-choice-right-12x40");
    screen_press(&screen, "Enter");
    assert_int_equal(screen.desk.state.cards[CARD_AT_CHOICE].reps, 5);
    assert_int_equal(screen.desk.state.cards[CARD_AT_CHOICE].lapses, 0);
    screen_close(&screen);
}

/* The row of an option: the first line at its left that begins with its digit. */
static int row_of(Screen *screen, size_t option)
{
    Rect area = review_area(screen->model);
    const Sheet *page = &screen->model->pages[PLACE_REVIEW];
    return area.row - page->scroll + page->parts[digit_of(screen, option) - '1'];
}

static void a_click_picks_and_grades(void **state)
{
    Screen screen;
    GradeSpan spans[4];
    (void)state;
    open_at(&screen, CARD_AT_CHOICE, 24, 80);
    Tab tab = screen.model->tab;
    screen_click(&screen, 4, 40); /* the question: nothing */
    assert_false(review_of(&screen)->shown);
    screen_click(&screen, row_of(&screen, 0), 30);
    assert_true(review_of(&screen)->shown);
    assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_RIGHT);
    grade_spans(screen.model, spans);
    screen_click(&screen, screen.model->layout.tabs.row, spans[2].column - 1); /* between */
    assert_int_equal(screen.desk.state.cards[CARD_AT_CHOICE].reps, 4);
    screen_click(&screen, screen.model->layout.tabs.row, spans[2].column);
    assert_int_equal(screen.desk.state.cards[CARD_AT_CHOICE].reps, 5);
    assert_int_equal(screen.model->tab, tab);
    screen_close(&screen);
    open_at(&screen, CARD_AT_ORDER, 24, 80);
    screen_click(&screen, row_of(&screen, 1), 30);
    screen_click(&screen, row_of(&screen, 0), 30);
    assert_int_equal(review_of(&screen)->picks[0], digit_of(&screen, 1));
    assert_int_equal(review_of(&screen)->picks[1], digit_of(&screen, 0));
    screen_click(&screen, screen.model->layout.tabs.row, 40); /* two are missing */
    assert_false(review_of(&screen)->shown);
    screen_close(&screen);
}

static void a_wrong_choice_proposes_again(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_CHOICE, 24, 80);
    press_option(&screen, 2);
    assert_int_equal(review_of(&screen)->proposed, RATING_AGAIN);
    screen_expect(&screen, "kind-choice-wrong-24x80");
    screen_press(&screen, "2"); /* the learner may think otherwise */
    assert_int_equal(screen.desk.state.cards[CARD_AT_CHOICE].lapses, 0);
    screen_close(&screen);
}

static void several_are_picked_and_put_back(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_SEVERAL, 24, 80);
    press_option(&screen, 0);
    press_option(&screen, 2);
    press_option(&screen, 3);
    screen_click(&screen, 6, 20); /* a click beside them is no answer */
    assert_false(review_of(&screen)->shown);
    screen_expect(&screen, "kind-several-24x80");
    press_option(&screen, 2); /* not that one */
    press_option(&screen, 1);
    screen_press(&screen, "9"); /* there is no ninth */
    screen_press(&screen, "Enter");
    assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_RIGHT);
    screen_close(&screen);

    open_at(&screen, CARD_AT_SEVERAL, 24, 80);
    press_option(&screen, 0);
    press_option(&screen, 2);
    screen_press(&screen, "Space");
    assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_WRONG);
    screen_expect(&screen, "kind-several-wrong-24x80");
    screen_close(&screen);
}

static void items_are_put_in_order(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_ORDER, 24, 80);
    press_option(&screen, 0);
    press_option(&screen, 2);
    screen_press(&screen, "Enter"); /* two are missing */
    assert_false(review_of(&screen)->shown);
    screen_expect(&screen, "kind-order-24x80");
    screen_press(&screen, "Backspace");
    press_option(&screen, 1);
    press_option(&screen, 2);
    press_option(&screen, 3);
    screen_press(&screen, "Enter");
    assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_RIGHT);
    screen_close(&screen);

    open_at(&screen, CARD_AT_ORDER, 24, 80);
    screen_press(&screen, "1 2 3 4 Enter");
    assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_WRONG);
    screen_expect(&screen, "kind-order-wrong-24x80");
    screen_resize(&screen, 12, 40);
    screen_expect(&screen, "kind-order-wrong-12x40");
    screen_close(&screen);
}

static void words_are_typed(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_WORD, 24, 80);
    screen_type(&screen, "sub"); /* letters are typed, not run as actions */
    assert_string_equal(line_edit_text(&review_of(&screen)->line), "sub");
    screen_press(&screen, "C-u");
    screen_type(&screen, "sofftmax");
    screen_expect(&screen, "kind-word-24x80");
    screen_resize(&screen, 12, 40);
    screen_expect(&screen, "kind-word-12x40");
    screen_press(&screen, "Enter");
    assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_NEARLY);
    assert_int_equal(review_of(&screen)->proposed, RATING_HARD);
    screen_resize(&screen, 24, 80);
    screen_expect(&screen, "kind-word-nearly-24x80");
    screen_close(&screen);
}

static void with_alt_the_letters_do_what_they_do_elsewhere(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_WORD, 24, 80);
    screen_press(&screen, "M-h");
    assert_true(screen_shows(&screen, "well-known function"));
    screen_type(&screen, "Softmax");
    screen_press(&screen, "Enter");
    assert_int_equal(review_of(&screen)->proposed, RATING_HARD); /* with the hint */
    screen_press(&screen, "Space u");
    assert_false(review_of(&screen)->shown);
    assert_string_equal(line_edit_text(&review_of(&screen)->line), "");
    screen_press(&screen, "M-b");
    assert_true(screen.desk.state.cards[CARD_AT_WORD].buried_day == DESK_DAY);
    screen_close(&screen);
}

static void an_overlay_has_a_line_of_its_own(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_WORD, 24, 80);
    screen_type(&screen, "soft");
    screen_press(&screen, "F1");
    screen_type(&screen, "gra");
    screen_press(&screen, "Esc");
    screen_type(&screen, "max");
    assert_string_equal(line_edit_text(&review_of(&screen)->line), "softmax");
    screen_press(&screen, "Esc");
    assert_int_equal(screen.model->place, PLACE_TODAY);
    screen_press(&screen, "3"); /* what was typed is still there */
    assert_string_equal(line_edit_text(&review_of(&screen)->line), "softmax");
    screen_close(&screen);
}

static void numbers_are_read_or_asked_for_again(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_NUMBER, 24, 80);
    screen_type(&screen, "a quarter");
    screen_press(&screen, "Enter");
    assert_false(review_of(&screen)->shown);
    screen_expect(&screen, "kind-number-unread-24x80");
    screen_press(&screen, "C-u");
    screen_type(&screen, "0.3");
    screen_press(&screen, "Enter");
    screen_expect(&screen, "kind-number-wrong-24x80");
    screen_press(&screen, "1");
    assert_int_equal(screen.desk.state.cards[CARD_AT_NUMBER].lapses, 1);
    screen_close(&screen);
}

static void drills_come_with_other_numbers(void **state)
{
    Screen screen;
    char first[256];
    (void)state;
    open_at(&screen, CARD_AT_DRILL, 24, 80);
    snprintf(first, sizeof first, "%s", review_of(&screen)->showing.front);
    screen_expect(&screen, "kind-drill-24x80");
    Buffer answer = {0};
    showing_add_answer(&review_of(&screen)->showing, false, &answer);
    screen_type(&screen, buffer_text(&answer));
    buffer_done(&answer);
    screen_press(&screen, "Enter");
    assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_RIGHT);
    screen_expect(&screen, "kind-drill-right-24x80");
    screen_press(&screen, "1");
    screen_wait(&screen, 11 * MS_PER_MINUTE);
    assert_int_equal(review_of(&screen)->card, CARD_AT_DRILL);
    assert_string_not_equal(review_of(&screen)->showing.front, first);
    screen_press(&screen, "M-u"); /* the same once more when it is taken back */
    assert_string_equal(review_of(&screen)->showing.front, first);
    screen_close(&screen);
}

static void nothing_given_is_wrong(void **state)
{
    Screen screen;
    (void)state;
    for (int card = CARD_AT_CHOICE; card <= CARD_AT_DRILL; card++) {
        open_at(&screen, card, 24, 80);
        screen_press(&screen, "Enter");
        assert_int_equal(review_of(&screen)->checked.verdict, VERDICT_WRONG);
        assert_true(screen_shows(&screen, "Not answered."));
        screen_close(&screen);
    }
}

static void what_was_forgotten_can_be_read_again(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_NUMBER, 24, 80);
    screen_press(&screen, "M-O"); /* nothing is forgotten yet */
    assert_int_equal(screen.model->place, PLACE_REVIEW);
    screen_press(&screen, "Enter Enter");
    assert_true(screen_shows(&screen, "Forgotten: M-O opens Scores."));
    screen_press(&screen, "M-O");
    assert_int_equal(screen.model->place, PLACE_ROADMAP);
    assert_int_equal(screen.model->tree.selected.kind, ITEM_SUBTOPIC);
    screen_close(&screen);
}

/* The catalog is another one after an edit: here without its last card, and with the first one's text
 * changed. */
static void edit_content(Screen *screen)
{
    Desk edited;
    const char *duplicate = NULL;
    desk_open_quiz(&edited);
    edited.catalog->notes[0].front = "Edited?";
    edited.catalog->card_count -= 1;
    (void)catalog_index(edited.catalog, &duplicate);
    app_content_changes(screen->model);
    desk_close(&screen->desk);
    screen->desk = edited;
    screen_send(screen, (Message){.kind = MESSAGE_CONTENT});
}

static void content_may_change_under_a_review(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_CHOICE, 24, 80);
    screen_press(&screen, "e");
    assert_int_equal(screen.last_effect, EFFECT_CARD_EDIT);
    press_option(&screen, 0);
    edit_content(&screen);
    assert_int_equal(review_of(&screen)->card, CARD_AT_CHOICE);
    assert_false(review_of(&screen)->shown);
    assert_true(screen_shows(&screen, "Edited?"));
    screen_press(&screen, "1 Esc 2");
    assert_true(screen_shows(&screen, "Attention mechanisms"));
    screen_close(&screen);

    open_at(&screen, CARD_AT_DRILL, 24, 80);
    edit_content(&screen); /* the drill is gone: the queue goes on with the weakest card */
    assert_int_equal(review_of(&screen)->card, CARD_AT_CHOICE);
    screen_press(&screen, "5 2 1");
    screen_close(&screen);
}

static void in_ascii(void **state)
{
    Screen screen;
    (void)state;
    open_at(&screen, CARD_AT_SEVERAL, 24, 80);
    app_set_ascii(screen.model, true);
    press_option(&screen, 0);
    press_option(&screen, 2);
    screen_press(&screen, "Space");
    screen_expect(&screen, "ascii-kind-several-wrong-24x80");
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_answers_a_choice_of_one),
        cmocka_unit_test(a_click_picks_and_grades),
        cmocka_unit_test(a_wrong_choice_proposes_again),
        cmocka_unit_test(several_are_picked_and_put_back),
        cmocka_unit_test(items_are_put_in_order),
        cmocka_unit_test(words_are_typed),
        cmocka_unit_test(with_alt_the_letters_do_what_they_do_elsewhere),
        cmocka_unit_test(an_overlay_has_a_line_of_its_own),
        cmocka_unit_test(numbers_are_read_or_asked_for_again),
        cmocka_unit_test(drills_come_with_other_numbers),
        cmocka_unit_test(nothing_given_is_wrong),
        cmocka_unit_test(what_was_forgotten_can_be_read_again),
        cmocka_unit_test(content_may_change_under_a_review),
        cmocka_unit_test(in_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
