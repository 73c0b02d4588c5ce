/* Cards that ask for an answer: what is read of them, and every mistake with its place. */
#include "pack_fixture.h"

#define DECK_HEAD "deck: d\ntitle: D\ntopic: a\ncards:\n"

static Catalog *load_cards(const Fixture *fixture, const char *cards)
{
    Catalog *catalog = NULL;
    Buffer deck = {0};
    buffer_add_format(&deck, "%s%s", DECK_HEAD, cards);
    put_whole_pack(fixture);
    put(fixture, "deck.yaml", buffer_text(&deck));
    char *findings = load(fixture, &catalog);
    assert_string_equal(findings, "");
    mem_free(findings);
    buffer_done(&deck);
    return catalog;
}

static const Quiz *quiz_of(const Catalog *catalog, const char *id)
{
    CatalogIndex note = catalog_find_kind(catalog, id, ITEM_NOTE);
    assert_int_not_equal(note, CATALOG_NONE);
    const Quiz *quiz = catalog_quiz(catalog, &catalog->notes[note]);
    assert_non_null(quiz);
    return quiz;
}

static void test_every_kind(void **state)
{
    Catalog *catalog =
        load_cards(*state, "  - id: ch\n"
                           "    kind: choice\n"
                           "    front: Which?\n"
                           "    choices:\n"
                           "      - {text: A, right: true, why: Because.}\n"
                           "      - B\n"
                           "      - {text: C, right: yes}\n"
                           "  - {id: or, kind: order, front: Sort, items: [x, y, z]}\n"
                           "  - id: ty\n"
                           "    kind: typed\n"
                           "    front: Name it\n"
                           "    answer: softmax\n"
                           "    alternatives: [soft max]\n"
                           "    case: true\n"
                           "  - {id: nu, kind: number, front: N, answer: 1/4, tolerance: 1%, "
                           "unit: m, check: 0.2501}\n"
                           "  - id: dr\n"
                           "    kind: drill\n"
                           "    front: '{{a}} * {{b}}'\n"
                           "    vars: {a: 2..9, b: [2, 4, 8]}\n"
                           "    where: [a != b]\n"
                           "    answer: a * b\n"
                           "    tolerance: 0.5\n"
                           "    solution: It is {{a * b}}.\n");
    assert_int_equal(catalog->card_count, 5);
    assert_int_equal(catalog->notes[0].kind, CARD_CHOICE);
    const Quiz *choice = quiz_of(catalog, "ch"), *order = quiz_of(catalog, "or");
    const Quiz *typed = quiz_of(catalog, "ty"), *number = quiz_of(catalog, "nu");
    const Quiz *drill = quiz_of(catalog, "dr");
    assert_int_equal(choice->options.count, 3);
    assert_int_equal(choice->right, 5);
    assert_string_equal(choice->options.items[1], "B");
    assert_string_equal(choice->reasons.items[0], "Because.");
    assert_string_equal(choice->reasons.items[1], "");
    assert_string_equal(order->options.items[2], "z");
    assert_string_equal(typed->options.items[1], "soft max");
    assert_true(typed->case_counts);
    assert_false(typed->accents_count);
    assert_string_equal(number->answer, "1/4");
    assert_true(number->relative && number->tolerance == 0.01);
    assert_string_equal(number->unit, "m");
    assert_string_equal(drill->variables.items[1], "b");
    assert_string_equal(drill->draws.items[1], "[2, 4, 8]");
    assert_string_equal(drill->conditions.items[0], "a != b");
    assert_true(drill->tolerance == 0.5 && !drill->relative);
    assert_string_equal(catalog->notes[4].back, "It is {{a * b}}.");
    catalog_free(catalog);
}

typedef struct Mistake {
    const char *card, *expected; /* behind "deck.yaml:" */
} Mistake;

#define DRILL(vars, where, answer)                                                         \
    "  - id: q\n    kind: drill\n    front: F\n    vars: " vars "\n    where: " where "\n" \
    "    answer: " answer "\n    solution: S\n"

static const Mistake MISTAKES[] = {
    {"  - {id: q, kind: choice, front: F}\n", "5:5: 'choices' is missing (expected a list)\n"},
    {"  - {id: q, kind: choice, front: F, choices: [A]}\n",
     "5:46: 'choices' has 1 entry (expected 2 to 9)\n"},
    {"  - {id: q, kind: choice, front: F, choices: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}\n",
     "5:46: 'choices' has 10 entries (expected 2 to 9)\n"},
    {"  - {id: q, kind: choice, front: F, choices: [A, B]}\n",
     "5:46: no choice is right (expected 'right: true' at one or more)\n"},
    {"  - {id: q, kind: choice, front: F, choices: [A, {text: A, right: true}]}\n",
     "5:50: 'A' is there twice\n"},
    {"  - {id: q, kind: choice, front: F, back: B, choices: [A, {text: C, right: true}]}\n",
     "5:43: 'back' has no place in a choice card\n"},
    {"  - {id: q, kind: order, front: F, items: [A]}\n",
     "5:43: 'items' has 1 entry (expected 2 to 9)\n"},
    {"  - {id: q, kind: order, front: F, items: A}\n", "5:43: 'items' is text (expected a list)\n"},
    {"  - {id: q, kind: typed, front: F}\n", "5:5: 'answer' is missing (expected text)\n"},
    {"  - {id: q, kind: typed, answer: A}\n", "5:5: 'front' is missing (expected text)\n"},
    {"  - {id: q, kind: number, front: F, answer: 1 +}\n",
     "5:48: expected a number, a name, \"(\" or \"[\", but the text ends here\n"},
    {"  - {id: q, kind: number, front: F, answer: '1 + x'}\n",
     "5:50: there is no \"x\" here; known are pi, e, inf, nan\n"},
    {"  - {id: q, kind: number, front: F, answer: 1/0}\n",
     "5:45: the answer is not a finite number for some draws (a condition under 'where' can keep "
     "them out)\n"},
    {"  - {id: q, kind: number, front: F, answer: 1, tolerance: wide}\n",
     "5:59: 'wide' is no tolerance (expected a number such as 0.01, or a share such as 1%)\n"},
    {"  - {id: q, kind: number, front: F, answer: 1, check: 3 - 1}\n",
     "5:55: 'check' gives 2, and the answer is 1\n"},
    {"  - {id: q, kind: number, front: F, answer: 1, check: 2 -}\n",
     "5:58: expected a number, a name, \"(\" or \"[\", but the text ends here\n"},
    {"  - {id: q, kind: number, front: F, answer: 1, check: a + 1}\n",
     "5:55: there is no \"a\" here; known are pi, e, inf, nan\n"},
    {"  - {id: q, kind: basic, front: F, back: B, check: 1}\n",
     "5:52: 'check' has no place in a basic card\n"},
    {"  - {id: q, kind: number, front: F, answer: 1, vars: {a: 1}}\n",
     "5:54: 'vars' has no place in a number card\n"},
    {"  - {id: q, kind: drill, front: F, answer: 1, solution: S}\n",
     "5:5: 'vars' must be a mapping of names to what they are drawn from (such as n: 2..9)\n"},
    {"  - {id: q, kind: drill, front: F, answer: n, vars: {n: 1..2}}\n",
     "5:5: 'solution' is missing (expected text)\n"},
    {DRILL("{n: 1..}", "[]", "n"), "8:18: expected the highest number, as in 2..9\n"},
    {DRILL("{n: [a, 2]}", "[]", "n"), "8:15: there is no \"a\" here; known are pi, e, inf, nan\n"},
    {DRILL("{n: 1..9}", "[n > 2, n ==]", "n"),
     "9:24: expected a number, a name, \"(\" or \"[\", but the text ends here\n"},
    {DRILL("{n: 1..9}", "[n > 9]", "n"),
     "9:12: none of 1000 draws met the conditions (expected some that are met more often)\n"},
    {DRILL("{n: 1..9}", "[]", "n * m"),
     "10:17: there is no \"m\" here; known are n, pi, e, inf, nan\n"},
    {"  - {id: q, kind: drill, front: 'F {{m}}', answer: n, vars: {n: 1..2}, solution: S}\n",
     "5:33: {{m}}: column 1: there is no \"m\" here; known are n, pi, e, inf, nan\n"},
};

static void test_mistakes(void **state)
{
    for (size_t i = 0; i < sizeof MISTAKES / sizeof *MISTAKES; i++) {
        Buffer deck = {0}, expected = {0};
        buffer_add_format(&deck, "%s%s", DECK_HEAD, MISTAKES[i].card);
        put_whole_pack(*state);
        put(*state, "deck.yaml", buffer_text(&deck));
        char *findings = load(*state, NULL);
        buffer_add_format(&expected, "deck.yaml:%s", MISTAKES[i].expected);
        assert_string_equal(findings, buffer_text(&expected));
        mem_free(findings);
        buffer_done(&deck);
        buffer_done(&expected);
    }
}

static void test_conditions_that_are_hardly_met(void **state)
{
    put_whole_pack(*state);
    put(*state, "deck.yaml", DECK_HEAD DRILL("{n: 1..100}", "[n == 7]", "n"));
    char *findings = load(*state, NULL);
    assert_non_null(strstr(findings, "deck.yaml:9:12: only 1 of "));
    assert_non_null(strstr(findings, "draws meets the conditions (expected 1 of 50 at least)"));
    mem_free(findings);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, make_directory, remove_directory)
    const struct CMUnitTest tests[] = {
        CASE(test_every_kind),
        CASE(test_mistakes),
        CASE(test_conditions_that_are_hardly_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
