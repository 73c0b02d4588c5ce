/* Warnings of doubtful cards: each doubt, its place, and what is above suspicion. */
#include "pack_fixture.h"

#define TEN   "one two three four five six seven eight nine ten "
#define FORTY TEN TEN TEN TEN

/* The findings of a deck whose cards begin in line 5. */
static char *doubts_of(const Fixture *fixture, const char *cards)
{
    Buffer deck = {0};
    buffer_add_format(&deck, "deck: d\ntitle: D\ntopic: a\ncards:\n%s", cards);
    put_whole_pack(fixture);
    put(fixture, "deck.yaml", buffer_text(&deck));
    buffer_done(&deck);
    return load_doubting(fixture);
}

static void expect(const Fixture *fixture, const char *cards, const char *wanted)
{
    char *found = doubts_of(fixture, cards);
    if (wanted[0] == '\0')
        assert_string_equal(found, "");
    else if (strncmp(found, wanted, strlen(wanted)) != 0 || strchr(found, '\n')[1] != '\0')
        assert_string_equal(found, wanted);
    mem_free(found);
}

static void test_not_asked_for(void **state)
{
    put_whole_pack(*state);
    char *found = load(*state, NULL);
    assert_string_equal(found, "");
    mem_free(found);
}

static void test_source(void **state)
{
    expect(*state, "  - {id: b, kind: basic, front: F, back: B}\n",
           "deck.yaml:5:5: warning: card 'b' has no source");
    expect(*state, "  - {id: b, kind: basic, front: F, back: B, source: S}\n", "");
}

static void test_length(void **state)
{
    expect(*state, "  - {id: b, kind: basic, front: F, source: S, back: '" FORTY "'}\n", "");
    expect(*state, "  - {id: b, kind: basic, front: F, source: S, back: '" FORTY "more'}\n",
           "deck.yaml:5:53: warning: an answer of 41 words");
    expect(*state,
           "  - {id: b, kind: basic, front: F, source: S, back: '" TEN TEN TEN
           "$a + b + c + d + e + f + g + h$'}\n",
           "");
    expect(*state, "  - {id: b, kind: basic, front: '" FORTY "more', source: S, back: B}\n", "");
    expect(*state,
           "  - {id: d, kind: drill, front: '{{n}}', vars: {n: 2..9}, answer: n, source: S,"
           " solution: '" FORTY "more'}\n",
           "");
}

static void test_giveaway(void **state)
{
    expect(*state,
           "  - {id: c, kind: choice, front: F, source: S, choices:"
           " [{text: this is longer than the others, right: true}, that, those]}\n",
           "deck.yaml:5:57: warning: what is right gives itself away");
    expect(*state,
           "  - {id: c, kind: choice, front: F, source: S, choices:"
           " [{text: this is longer than the others, right: true}, that, those others as well]}\n",
           "");
    expect(*state,
           "  - {id: c, kind: choice, front: F, source: S, choices:"
           " [{text: this is as long, right: true}, 'that is, or nearly']}\n",
           "");
    expect(*state,
           "  - {id: c, kind: choice, front: F, source: S, choices:"
           " [{text: all of them are, right: true}, {text: right here, right: true}]}\n",
           "");
    expect(*state,
           "  - {id: c, kind: choice, front: F, source: S, choices:"
           " [{text: '$\\frac{\\partial L}{\\partial x}$', right: true}, $x + y$]}\n",
           "");
}

static void test_yes_or_no(void **state)
{
    static const char TOLD[] = ": warning: a question to be answered by yes or no";
    static const struct {
        const char *front, *back;
        bool doubtful;
    } cases[] = {
        {"What holds?", "Yes, it does", true},
        {"What holds?", "No", true},
        {"What holds?", "Nothing", false},
        {"What holds?", "No sum", false},
        {"Does it hold?", "It does", true},
        {"It is so. Is it true?", "Ever", true},
        {"Is it A or B?", "A", false},
        {"Is it so, and why?", "So", true},
        {"What is it?", "It", false},
        {"Isotopes: what are they?", "I", false},
        {"Do it.", "Done", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buffer cards = {0}, wanted = {0};
        buffer_add_format(&cards, "  - {id: b, kind: basic, source: S, front: '%s', back: '%s'}\n",
                          cases[i].front, cases[i].back);
        buffer_add_format(&wanted, "%s%s", cases[i].doubtful ? "deck.yaml:5:44" : "",
                          cases[i].doubtful ? TOLD : "");
        expect(*state, buffer_text(&cards), buffer_text(&wanted));
        buffer_done(&cards);
        buffer_done(&wanted);
    }
    expect(
        *state,
        "  - {id: c, kind: choice, source: S, front: Is it?, choices: [{text: 'yes', right: true}, "
        "'no']}\n",
        "deck.yaml:5:45: warning: a question to be answered by yes or no");
}

static void test_formulas(void **state)
{
    expect(*state, "  - {id: b, kind: basic, source: S, front: F, back: 'It is $\\foo{x}$'}\n",
           "deck.yaml:5:53: warning: \\foo is no command");
    expect(*state,
           "  - {id: b, kind: basic, source: S, front: F, back: '$\\foo{x}$',"
           " macros: '\\newcommand{\\foo}[1]{#1}'}\n",
           "");
    expect(*state, "  - {id: b, kind: basic, source: S, front: '`$\\foo$`', back: 'costs $5'}\n",
           "");
    expect(*state,
           "  - {id: b, kind: basic, source: S, front: F, back: "
           "'$\\def\\foo{1} \\foo$ and $\\foo + \\frac12$'}\n",
           "");
    expect(*state, "  - {id: c, kind: cloze, source: S, text: '$\\frac{ {{c1::a}} }{b}$'}\n", "");
    expect(*state, "  - {id: c, kind: cloze, source: S, text: '$\\fraction{ {{c1::a}} }$'}\n",
           "deck.yaml:5:43: warning: \\fraction is no command");
    expect(*state,
           "  - {id: d, kind: drill, source: S, front: 'Work out $x^{{{n}}}$.', vars: {n: 2..9},"
           " answer: n, solution: '$\\bar {{n}}$'}\n",
           "");
    expect(*state,
           "  - id: c\n    kind: choice\n    source: S\n    front: F\n    choices:\n"
           "      - {text: A, right: true}\n      - {text: B, why: 'as $\\bogus$'}\n",
           "deck.yaml:11:24: warning: \\bogus is no command");
}

static void test_formulas_of_terms(void **state)
{
    const Fixture *fixture = *state;
    put_whole_pack(fixture);
    put(fixture, "deck.yaml", "deck: d\ntitle: D\ntopic: a\ncards: []\n");
    put(fixture, "pack.yaml",
        "id: p\ntitle: A pack\nmacros: '\\newcommand{\\mine}{x}'\nfiles:\n"
        "  roadmap: roadmap.yaml\n  resources: [resources.yaml]\n  decks: [deck.yaml]\n"
        "  glossary: glossary.yaml\n");
    put(fixture, "glossary.yaml",
        "glossary:\n"
        "  - {term: a, text: 'It is $\\mine + \\frac12$.'}\n"
        "  - {term: b, text: 'It is $\\yours$.'}\n");
    char *found = load_doubting(fixture);
    assert_string_equal(found, "glossary.yaml:3:21: warning: \\yours is no command that a formula "
                               "can have: it is shown as it stands\n");
    mem_free(found);
}

static void test_unchecked(void **state)
{
    expect(*state,
           "  - {id: a1, kind: number, source: S, front: F, answer: 2}\n"
           "  - {id: b, kind: number, source: S, front: G and so on, answer: 3}\n",
           "");
    expect(*state,
           "  - {id: a1, kind: number, source: S, front: F, answer: 2, check: 1 + 1}\n"
           "  - {id: b, kind: number, source: S, front: G and so on, answer: 3}\n",
           "deck.yaml:6:5: warning: card 'b' has no check");
}

static void test_doubles(void **state)
{
    expect(*state,
           "  - {id: a1, kind: basic, source: S, front: What does the softmax make of scores?, "
           "back: Shares}\n"
           "  - {id: a2, kind: basic, source: S, front: What does the softmax make of scores, "
           "back: shares.}\n",
           "deck.yaml:6:5: warning: card 'a2' says nearly the same as 'a1' (");
    expect(*state,
           "  - {id: a1, kind: basic, source: S, front: The softmax makes, back: shares of the "
           "scores}\n"
           "  - {id: a2, kind: cloze, source: S, text: 'The softmax makes {{c1::shares}} of the "
           "scores'}\n",
           "deck.yaml:6:5: warning: card 'a2' says nearly the same as 'a1' (");
    expect(*state,
           "  - {id: d1, kind: drill, source: S, front: 'Add {{n}}', vars: {n: 2..9}, answer: n, "
           "solution: 'It is {{n}}'}\n"
           "  - {id: d2, kind: drill, source: S, front: 'Add {{n}}', vars: {n: 2..9}, answer: n, "
           "solution: 'It is {{n}}'}\n",
           "");
    expect(*state,
           "  - {id: n1, kind: number, source: S, front: How many are left of 2?, answer: 1}\n"
           "  - {id: n2, kind: number, source: S, front: How many are left of 3?, answer: 2}\n",
           "");
    expect(*state,
           "  - {id: c1, kind: cloze, source: S, text: '{{c1::One}} and {{c2::two}} and "
           "{{c3::three}}'}\n",
           "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_not_asked_for, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_source, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_length, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_giveaway, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_yes_or_no, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_formulas, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_formulas_of_terms, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_unchecked, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_doubles, make_directory, remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
