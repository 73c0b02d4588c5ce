/* The search language: what each term chooses, how terms join, and what is said about mistakes. */
#include "study/card_query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"
#include "study/text_find.h"

#define TODAY 20000
#define NOW   (TODAY * MS_PER_DAY + 12 * MS_PER_HOUR)

/* Cards by a letter each: var, loop and its reverse, gap:c1 and 2, vec, grad, net. */
static const char LETTERS[] = "vlr12egn";

static const CardRated RATED[] = {
    {CARD_VAR, TODAY - 1, 1U << RATING_GOOD},
    {CARD_LOOP, TODAY - 6, 1U << RATING_AGAIN},
    {CARD_LOOP, TODAY, 1U << RATING_EASY},
    {CARD_VEC, TODAY - 7, 1U << RATING_AGAIN},
};

/* var and net came today, gap:c2 a week ago, the others long before. */
static const DayNumber ADDED[] = {TODAY,     TODAY - 90, TODAY - 90, TODAY - 90,
                                  TODAY - 7, TODAY - 90, TODAY - 8,  TODAY};

typedef struct Fixture {
    Catalog *catalog;
    StudyState study;
    Arena *arena;
} Fixture;

static CardState review(double stability, double difficulty, int days_ago, int due_in)
{
    return (CardState){
        .memory = {stability, difficulty},
        .phase = CARD_REVIEW,
        .reps = 3,
        .interval_days = days_ago + due_in,
        .last_review_day = TODAY - days_ago,
        .due_day = TODAY + due_in,
        .first_review_day = TODAY - days_ago - 10,
    };
}

/* var due today, loop far ahead, vec overdue and a leech, grad in steps, loop:reverse suspended,
 * gap:c1 buried; gap:c2 and net new. */
static int set_up(void **state)
{
    static Fixture fixture;
    fixture.catalog = sample_catalog();
    fixture.arena = arena_new();
    study_state_init(&fixture.study, fixture.catalog);
    CardState *cards = fixture.study.cards;
    cards[CARD_VAR] = review(5, 3, 5, 0);
    cards[CARD_LOOP] = review(50.5, 7.25, 1, 30);
    cards[CARD_VEC] = review(2, 9, 20, -15);
    cards[CARD_VEC].lapses = 8;
    cards[CARD_GRAD] = (CardState){.memory = {1, 5},
                                   .phase = CARD_RELEARNING,
                                   .reps = 5,
                                   .lapses = 1,
                                   .last_review_day = TODAY,
                                   .first_review_day = TODAY - 3,
                                   .due_day = TODAY,
                                   .due_ms = NOW + MS_PER_HOUR};
    cards[CARD_LOOP_REVERSE].suspended = true;
    cards[CARD_GAP_1].buried_day = TODAY;
    fixture.catalog->notes[5].front = "Gr\xc3\xb6\xc3\x9f"
                                      "e of a (deep) net";
    fixture.catalog->notes[5].back = "Its Number of LAYERS";
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    study_state_done(&fixture->study);
    catalog_free(fixture->catalog);
    arena_free(fixture->arena);
    return 0;
}

static void assert_chosen(const Fixture *fixture, const char *text, const char *expected)
{
    const CardQuery *query;
    CardQueryView view = {&fixture->study, NOW, TODAY, RATED, sizeof RATED / sizeof *RATED, ADDED};
    Error error;
    char found[sizeof LETTERS] = "";
    bool chosen[sizeof LETTERS];
    if (card_query_parse(fixture->catalog, text, fixture->arena, &query, &error) != STATUS_OK)
        fail_msg("%s: %s", text, error.message);
    size_t count = card_query_select(query, &view, chosen), at = 0;
    for (size_t i = 0; LETTERS[i] != '\0'; i++) {
        assert_int_equal(chosen[i], card_query_matches(query, &view, (CatalogIndex)i));
        if (chosen[i])
            found[at++] = LETTERS[i];
    }
    assert_int_equal(count, at);
    if (strcmp(found, expected) != 0)
        fail_msg("\"%s\" chooses %s, not %s", text, found, expected);
}

static void terms_choose(void **state)
{
    static const char *const CASES[][2] = {
        {"", LETTERS},
        {"  ", LETTERS},
        {"is:new", "r12n"},
        {"is:due", "ve"},
        {"is:learn", "g"},
        {"is:learning", ""},
        {"is:relearning", "g"},
        {"is:review", "vle"},
        {"is:suspended", "r"},
        {"is:buried", "1"},
        {"is:leech", "e"},
        {"topic:python", "vlr12"},
        {"topic:python/b", "12"},
        {"topic:a", "vlren"}, /* the end of an id: of every topic's */
        {"topic:math/*", "e"},
        {"topic:*", LETTERS},
        {"topic:net", "n"}, /* a beginning */
        {"deck:mix", "egn"},
        {"deck:py", "vlr12"},
        {"deck:*", LETTERS},
        {"tag:names", "v"},
        {"tag:NAM*", "v"},
        {"tag:*es", "v"},
        {"tag:none", ""},
        {"tag:leech", "e"},
        {"kind:cloze", "12"},
        {"kind:reversed", "lr"},
        {"id:gap:c*", "12"},
        {"id:*r", "v"},
        {"prop:s<5", "eg"},
        {"prop:s<=5", "veg"},
        {"prop:s=50.5", "l"},
        {"prop:d>=7.25", "le"},
        {"prop:d!=5", "vle"},
        {"prop:r<0.9", "e"},
        {"prop:r>0.99", "lg"},
        {"prop:ivl>=21", "l"},
        {"prop:due=0", "vg"},
        {"prop:due<0", "e"},
        {"prop:due=-15", "e"},
        {"prop:reps>3", "g"},
        {"prop:reps=0", "r12n"},
        {"prop:lapses>2", "e"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_chosen(*state, CASES[i][0], CASES[i][1]);
}

static void days_choose(void **state)
{
    static const char *const CASES[][2] = {
        {"rated:7", "vl"},         {"rated:8:1", "le"}, {"rated:7:1", "l"},
        {"rated:1:4", "l"},        {"rated:1", "l"},    {"introduced:4", "g"},
        {"introduced:16", "vlg"},  {"added:1", "vn"},   {"added:7", "vn"},
        {"added:8 -is:due", "2n"}, {"added:9", "v2gn"}, {"-added:9", "lr1e"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_chosen(*state, CASES[i][0], CASES[i][1]);
}

static void text_is_found(void **state)
{
    static const char *const CASES[][2] = {
        {"loop", "lr"},
        {"loop:reverse", "r"},
        {"layers", "n"},
        {"\"number of layers\"", "n"},
        {"number layers", "n"},
        {"number*layers", "n"},
        {"layers*number", ""},
        {"gr\xc3\x96\xc3\x9f"
         "E",
         "n"},
        {"\"a (deep)\"", "n"},
        {"\"is:new\"", ""},
        {"\"\\\"\"", ""},
        {"*", LETTERS},
        {"back", "vlreg"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_chosen(*state, CASES[i][0], CASES[i][1]);
}

static void terms_join(void **state)
{
    static const char *const CASES[][2] = {
        {"is:review topic:python", "vl"},
        {"is:review and topic:python", "vl"},
        {"is:review AND -topic:python", "e"},
        {"is:suspended or is:buried", "r1"},
        {"is:suspended OR is:buried or is:leech", "r1e"},
        {"-is:new", "vleg"},
        {"not is:new", "vleg"},
        {"--is:new", "r12n"},
        {"-(is:new or is:due)", "lg"},
        {"is:new topic:python or is:due", "vr12e"}, /* and binds more */
        {"is:new (topic:python or is:due)", "r12"},
        {"((((is:leech))))", "e"},
        {"(is:leech)(is:review)", "e"},
        {"is:leech -grad", "e"},
        {"order", ""}, /* a word that only begins like one that joins */
        {"android or is:leech", "e"},
        {"tag:\"names\"", "v"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_chosen(*state, CASES[i][0], CASES[i][1]);
}

static void mistakes_are_told(void **state)
{
    Fixture *fixture = *state;
    static const char *const CASES[][2] = {
        {"is:duee", "column 1: is:duee is no state: did you mean \"due\"?"},
        {"is:", "there are due new learn"},
        {"loop is:xyzzyx", "column 6: is:xyzzyx is no state: there are due new"},
        {"topc:math", "column 1: \"topc:\" is no field of a card: did you mean \"topic:\"?"},
        {"xyzzyx:math", "there are is, topic, deck"},
        {"topic:pyton", "did you mean \"python\"?"},
        {"topic:", "there is no topic"},
        {"topic:x*", "there is no topic \"x*\""},
        {"deck:zzzzzz", "there is no deck \"zzzzzz\""},
        {"kind:close", "did you mean \"cloze\"?"},
        {"tag:", "expected a name"},
        {"prop:", "is no property: there are s d r"},
        {"prop:reps", "expected one of < <="},
        {"prop:rep>3", "prop:rep is no property"},
        {"prop:s<", "expected a number"},
        {"prop:s<1.2.3", "expected a number"},
        {"prop:s<1e5", "expected a number"},
        {"prop:s<12345678901", "expected a number"},
        {"prop:s==3", "expected a number"},
        {"rated:0", "expected a number of days"},
        {"rated:x", "expected a number of days"},
        {"rated:99999999999", "expected a number of days"},
        {"rated:7:5", "expected a grade from 1 to 4"},
        {"rated:7:", "expected a grade from 1 to 4"},
        {"introduced:7:1", "expected a number of days"},
        {"added:0", "expected a number of days, as in added:7"},
        {"added:7:1", "expected a number of days, as in added:7"},
        {"added:", "expected a number of days, as in added:7"},
        {"(is:new", "column 1: this parenthesis is not closed"},
        {"is:new)", "column 7: this parenthesis closes nothing"},
        {"()", "column 2: expected a word"},
        {"or is:new", "column 1: expected a word"},
        {"is:new or", "column 10: expected a word"},
        {"is:new and and is:due", "column 12: expected a word"},
        {"-", "column 2: expected a word"},
        {"a \"b c", "column 3: this quote is not closed"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const CardQuery *query;
        Error error = {""};
        assert_int_equal(
            card_query_parse(fixture->catalog, CASES[i][0], fixture->arena, &query, &error),
            STATUS_USAGE);
        if (strstr(error.message, CASES[i][1]) == NULL)
            fail_msg("%s: \"%s\" does not say \"%s\"", CASES[i][0], error.message, CASES[i][1]);
    }
}

static void deep_nests_are_refused(void **state)
{
    Fixture *fixture = *state;
    char text[4000];
    const CardQuery *query;
    Error error = {""};
    memset(text, '(', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(card_query_parse(fixture->catalog, text, fixture->arena, &query, &error),
                     STATUS_USAGE);
    assert_non_null(strstr(error.message, "64 deep"));
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "- ", 2);
    text[3996] = 'v';
    text[3997] = '\0';
    assert_int_equal(card_query_parse(fixture->catalog, text, fixture->arena, &query, &error),
                     STATUS_OK);
}

static void days_of_answers_are_known(void **state)
{
    Fixture *fixture = *state;
    const CardQuery *query;
    assert_int_equal(card_query_parse(fixture->catalog, "is:new rated:3 or -(rated:9:1)",
                                      fixture->arena, &query, NULL),
                     STATUS_OK);
    assert_int_equal(card_query_days(query), 9);
    assert_int_equal(
        card_query_parse(fixture->catalog, "introduced:4", fixture->arena, &query, NULL),
        STATUS_OK);
    assert_int_equal(card_query_days(query), 0);
    assert_false(card_query_asks_added(query));
    assert_int_equal(
        card_query_parse(fixture->catalog, "vec or -added:4", fixture->arena, &query, NULL),
        STATUS_OK);
    assert_int_equal(card_query_days(query), 0);
    assert_true(card_query_asks_added(query));
}

/* The fast way finds what the plain way finds, in texts over a small alphabet. */
static void patterns_match_the_plain_way(void **state)
{
    Fixture *fixture = *state;
    uint64_t seed = 7;
    for (int run = 0; run < 20000; run++) {
        char text[16] = "", word[5] = "";
        for (int i = 0; i < 15; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1;
            text[i] = "abA"[(seed >> 33) % 3];
            if (i < 1 + run % 4)
                word[i] = "abB"[(seed >> 40) % 3];
        }
        size_t length = strlen(word);
        bool found = false;
        for (size_t i = 0; i + length <= strlen(text) && !found; i++) {
            size_t same = 0;
            while (same < length && (text[i + same] | 32) == (word[same] | 32))
                same++;
            found = same == length;
        }
        TextPattern pattern = text_pattern(fixture->arena, word);
        assert_int_equal(text_pattern_within(&pattern, text), found);
    }
}

static void patterns_of_the_whole(void **state)
{
    Fixture *fixture = *state;
    static const struct {
        const char *pattern, *text;
        bool is;
    } CASES[] = {
        {"", "", true},
        {"", "a", false},
        {"*", "", true},
        {"*", "abc", true},
        {"abc", "ABC", true},
        {"abc", "abcd", false},
        {"ab*", "abcd", true},
        {"*cd", "abcd", true},
        {"*cd", "cdcd", true},
        {"a*c", "abcbc", true},
        {"a*c", "abcd", false},
        {"*b*", "abc", true},
        {"a**c", "ac", true},
        {"a*a", "a", false},
        {"*bc*", "abd", false},
        {"\xc3\x96*", "\xc3\xb6l", true},
        {"*\xc3\x96", "\xc3\xb6l", false},
        {"\xff*", "\xff", true},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        TextPattern pattern = text_pattern(fixture->arena, CASES[i].pattern);
        if (text_pattern_is(&pattern, CASES[i].text) != CASES[i].is)
            fail_msg("%s on %s", CASES[i].pattern, CASES[i].text);
    }
}

int main(void)
{
#define FIXED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        FIXED(terms_choose),
        FIXED(days_choose),
        FIXED(text_is_found),
        FIXED(terms_join),
        FIXED(mistakes_are_told),
        FIXED(deep_nests_are_refused),
        FIXED(days_of_answers_are_known),
        FIXED(patterns_match_the_plain_way),
        FIXED(patterns_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
