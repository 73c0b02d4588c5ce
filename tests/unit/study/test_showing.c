/* Showings: what is asked, in which order, and what a reply is worth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "quiz_sample.h"
#include "study/showing.h"

static const char *option_at(const Showing *showing, size_t place)
{
    return showing->quiz->options.items[showing->order[place]];
}

/* The digit under which an option stands. */
static char digit_of(const Showing *showing, size_t option)
{
    for (size_t place = 0; place < showing->count; place++)
        if (showing->order[place] == option)
            return (char)('1' + place);
    return '?';
}

static Checked check(const Showing *showing, const char *reply)
{
    Checked checked;
    Error error = {{0}};
    if (showing_check(showing, reply, &checked, &error) != STATUS_OK)
        fail_msg("%s: %s", reply, error.message);
    return checked;
}

static void assert_refused(const Showing *showing, const char *reply, const char *sentence)
{
    Checked checked;
    Error error = {{0}};
    assert_int_equal(showing_check(showing, reply, &checked, &error), STATUS_USAGE);
    assert_string_equal(error.message, sentence);
}

static void plain_cards_ask_for_nothing(void **state)
{
    (void)state;
    Quiz unused = {0};
    Catalog *catalog = quiz_catalog(CARD_BASIC, "Q {{n}}", "A", &unused);
    Showing showing;
    showing_begin(&showing, catalog, 0, 1);
    assert_int_equal(showing.reply, REPLY_NONE);
    assert_null(showing.quiz);
    assert_string_equal(showing.front, "Q {{n}}");
    assert_int_equal(check(&showing, "anything").verdict, VERDICT_NONE);
    showing_done(&showing);
    showing_done(&showing);
    catalog_free(catalog);
}

static void choices_are_shuffled_by_the_seed(void **state)
{
    (void)state;
    Quiz quiz = {.options = QUIZ_TEXTS("a", "b", "c", "d"), .right = 1};
    Catalog *catalog = quiz_catalog(CARD_CHOICE, "Q", "", &quiz);
    int first[4] = {0};
    for (uint64_t seed = 0; seed < 400; seed++) {
        Showing one, other;
        char right[2] = "";
        showing_begin(&one, catalog, 0, seed);
        showing_begin(&other, catalog, 0, seed);
        assert_memory_equal(one.order, other.order, sizeof one.order);
        first[one.order[0]]++;
        right[0] = digit_of(&one, 0);
        assert_string_equal(option_at(&one, (size_t)(right[0] - '1')), "a");
        assert_int_equal(check(&one, right).verdict, VERDICT_RIGHT);
        right[0] = digit_of(&one, 2);
        assert_int_equal(check(&one, right).verdict, VERDICT_WRONG);
        showing_done(&one);
        showing_done(&other);
    }
    for (int i = 0; i < 4; i++)
        assert_in_range(first[i], 70, 130);
    catalog_free(catalog);
}

static void several_choices_must_all_be_picked(void **state)
{
    (void)state;
    Quiz quiz = {.options = QUIZ_TEXTS("a", "b", "c", "d"), .right = 5};
    Catalog *catalog = quiz_catalog(CARD_CHOICE, "Q", "", &quiz);
    Showing showing;
    showing_begin(&showing, catalog, 0, 3);
    char a = digit_of(&showing, 0), b = digit_of(&showing, 1), c = digit_of(&showing, 2);
    char reply[8];
    assert_true(showing_has_several(&showing));
    (void)snprintf(reply, sizeof reply, "%c %c", c, a);
    assert_int_equal(check(&showing, reply).verdict, VERDICT_RIGHT);
    (void)snprintf(reply, sizeof reply, "%c,%c", a, b);
    assert_int_equal(check(&showing, reply).verdict, VERDICT_WRONG);
    assert_string_equal(check(&showing, reply).remark,
                        "1 of the 2 right ones picked, and 1 wrong.");
    (void)snprintf(reply, sizeof reply, "%c", a);
    assert_int_equal(check(&showing, reply).verdict, VERDICT_WRONG);
    assert_int_equal(check(&showing, "").verdict, VERDICT_WRONG);
    assert_refused(&showing, "5", "Answer with numbers from 1 to 4");
    assert_refused(&showing, "x", "Answer with numbers from 1 to 4");
    assert_refused(&showing, "1 1", "1 is there twice");
    showing_done(&showing);
    catalog_free(catalog);
}

static void items_are_put_in_order(void **state)
{
    (void)state;
    Quiz quiz = {.options = QUIZ_TEXTS("one", "two", "three")};
    Catalog *catalog = quiz_catalog(CARD_ORDER, "Q", "", &quiz);
    for (uint64_t seed = 0; seed < 50; seed++) {
        Showing showing;
        Buffer answer = {0};
        showing_begin(&showing, catalog, 0, seed);
        assert_false(showing.order[0] == 0 && showing.order[1] == 1);
        showing_add_answer(&showing, false, &answer);
        assert_int_equal(buffer_text(&answer)[0], digit_of(&showing, 0));
        assert_int_equal(check(&showing, buffer_text(&answer)).verdict, VERDICT_RIGHT);
        assert_int_equal(check(&showing, "123").verdict, VERDICT_WRONG);
        assert_refused(&showing, "12", "Give all 3 numbers, the first one first");
        buffer_done(&answer);
        showing_done(&showing);
    }
    catalog_free(catalog);
}

static void typed_answers(void **state)
{
    (void)state;
    Quiz quiz = {.options = QUIZ_TEXTS("dropout", "drop out")};
    Catalog *catalog = quiz_catalog(CARD_TYPED, "Q", "", &quiz);
    Showing showing;
    Buffer answer = {0};
    showing_begin(&showing, catalog, 0, 1);
    assert_int_equal(check(&showing, "Drop Out").verdict, VERDICT_RIGHT);
    assert_int_equal(check(&showing, "droput").verdict, VERDICT_NEARLY);
    assert_string_equal(check(&showing, "droput").remark, "One letter is wrong.");
    showing_add_answer(&showing, false, &answer);
    assert_string_equal(buffer_text(&answer), "dropout, or drop out");
    buffer_done(&answer);
    showing_done(&showing);
    catalog_free(catalog);
}

static void numbers_and_what_is_wrong_with_them(void **state)
{
    (void)state;
    Quiz quiz = {.answer = "1/4", .unit = "m", .tolerance = 0.1, .relative = true};
    Catalog *catalog = quiz_catalog(CARD_NUMBER, "Q {{", "", &quiz);
    Showing showing;
    Buffer answer = {0};
    showing_begin(&showing, catalog, 0, 1);
    assert_int_equal(check(&showing, "0.27 m").verdict, VERDICT_RIGHT);
    assert_string_equal(check(&showing, "0.5").remark, "Off by 0.25.");
    assert_string_equal(check(&showing, "-0.25").remark, "The sign is wrong.");
    assert_string_equal(check(&showing, "[1, 2]").remark, "It has another shape.");
    assert_string_equal(showing.front, "Q {{");
    showing_add_answer(&showing, false, &answer);
    assert_string_equal(buffer_text(&answer), "0.25 m (within 10 %)");
    buffer_done(&answer);
    showing_done(&showing);
    catalog_free(catalog);
}

static void negative_answers_have_a_minus_sign(void **state)
{
    (void)state;
    Quiz quiz = {.answer = "[-2, 1e-9 - 1, 3]", .unit = "", .tolerance = -1};
    Catalog *catalog = quiz_catalog(CARD_NUMBER, "Q", "", &quiz);
    Showing showing;
    Buffer answer = {0};
    showing_begin(&showing, catalog, 0, 1);
    showing_add_answer(&showing, false, &answer);
    assert_string_equal(buffer_text(&answer), "[\u22122, \u22121, 3]");
    assert_int_equal(check(&showing, buffer_text(&answer)).verdict, VERDICT_RIGHT);
    buffer_clear(&answer);
    showing_add_answer(&showing, true, &answer);
    assert_string_equal(buffer_text(&answer), "[-2, -1, 3]");
    assert_int_equal(check(&showing, buffer_text(&answer)).verdict, VERDICT_RIGHT);
    buffer_done(&answer);
    showing_done(&showing);
    catalog_free(catalog);
}

static void drills_have_their_numbers_filled_in(void **state)
{
    (void)state;
    Quiz quiz = {.variables = QUIZ_TEXTS("a", "b"),
                 .draws = QUIZ_TEXTS("2..9", "2..9"),
                 .answer = "a * b",
                 .unit = "",
                 .tolerance = -1};
    Catalog *catalog =
        quiz_catalog(CARD_DRILL, "What is {{a}} times {{b}}?", "It is {{a * b}}.", &quiz);
    Showing showing;
    Buffer answer = {0};
    showing_begin(&showing, catalog, 0, 42);
    long a = strtol(showing.front + strlen("What is "), NULL, 10);
    long b = strtol(strstr(showing.front, "times ") + strlen("times "), NULL, 10);
    assert_in_range(a, 2, 9);
    assert_in_range(b, 2, 9);
    assert_int_equal(strtol(showing.back + strlen("It is "), NULL, 10), a * b);
    showing_add_answer(&showing, false, &answer);
    assert_int_equal(check(&showing, buffer_text(&answer)).verdict, VERDICT_RIGHT);
    assert_int_equal(check(&showing, "1").verdict, VERDICT_WRONG);
    buffer_done(&answer);
    showing_done(&showing);
    catalog_free(catalog);
}

static void a_drill_that_cannot_be_drawn_says_so(void **state)
{
    (void)state;
    Quiz quiz = {.variables = QUIZ_TEXTS("a"),
                 .draws = QUIZ_TEXTS("2..9"),
                 .answer = "a * q",
                 .unit = "",
                 .tolerance = -1};
    Catalog *catalog = quiz_catalog(CARD_DRILL, "{{a}}", "", &quiz);
    Showing showing;
    showing_begin(&showing, catalog, 0, 42);
    assert_int_equal(showing.reply, REPLY_NONE);
    assert_memory_equal(showing.front, "This card cannot be asked: ", 27);
    showing_done(&showing);
    catalog_free(catalog);
}

/* A review's showing changes with each answer, a cram's each time it is shown. */
static void seeds_tell_showings_apart(void **state)
{
    (void)state;
    Quiz quiz = {.answer = "1", .unit = ""};
    Catalog *catalog = quiz_catalog(CARD_NUMBER, "", "", &quiz);
    CardState card = {.reps = 3};
    StudyState study = {.catalog = catalog, .cards = &card};
    uint64_t review = showing_seed(&study, 0, 0);
    assert_true(review == showing_seed(&study, 0, 0));
    assert_true(review != showing_seed(&study, 0, 1000));
    assert_true(showing_seed(&study, 0, 1000) != showing_seed(&study, 0, 1001));
    card.reps++;
    assert_true(review != showing_seed(&study, 0, 0));
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_cards_ask_for_nothing),
        cmocka_unit_test(choices_are_shuffled_by_the_seed),
        cmocka_unit_test(several_choices_must_all_be_picked),
        cmocka_unit_test(items_are_put_in_order),
        cmocka_unit_test(typed_answers),
        cmocka_unit_test(numbers_and_what_is_wrong_with_them),
        cmocka_unit_test(negative_answers_have_a_minus_sign),
        cmocka_unit_test(drills_have_their_numbers_filled_in),
        cmocka_unit_test(a_drill_that_cannot_be_drawn_says_so),
        cmocka_unit_test(seeds_tell_showings_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
