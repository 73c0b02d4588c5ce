/* Answers: what counts as the same text or number, and the grade that is proposed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "quiz_sample.h"
#include "study/answer.h"

static void texts(void **state)
{
    (void)state;
    static const struct {
        const char *answer, *reply;
        bool case_counts, accents_count;
        Verdict verdict;
    } cases[] = {
        {"softmax", "softmax", false, false, VERDICT_RIGHT},
        {"softmax", "  SoftMax ", false, false, VERDICT_RIGHT},
        {"soft max", "soft \t  max", false, false, VERDICT_RIGHT},
        {"soft max", "softmax", false, false, VERDICT_NEARLY},
        {"softmax", "sotfmax", false, false, VERDICT_NEARLY},
        {"softmax", "softmaxx", false, false, VERDICT_NEARLY},
        {"softmax", "oftmax", false, false, VERDICT_NEARLY},
        {"softmax", "softmix", false, false, VERDICT_NEARLY},
        {"softmax", "softmin", false, false, VERDICT_WRONG},
        {"softmax", "hardmax", false, false, VERDICT_WRONG},
        {"softmax", "xamtfos", false, false, VERDICT_WRONG},
        {"softmax", "s", false, false, VERDICT_WRONG},
        {"bag", "big", false, false, VERDICT_WRONG}, /* too short for a slip */
        {"True", "true", true, false, VERDICT_NEARLY},
        {"True", "True", true, false, VERDICT_RIGHT},
        {"Schr\xc3\xb6"
         "dinger",
         "schrodinger", false, false, VERDICT_RIGHT},
        {"Schr\xc3\xb6"
         "dinger",
         "schrodinger", false, true, VERDICT_NEARLY},
        {"Schr\xc3\xb6"
         "dinger",
         "Schro\xcc\x88"
         "dinger",
         false, true, VERDICT_RIGHT},
        {"Stra\xc3\x9f"
         "e",
         "STRASSE", false, false, VERDICT_RIGHT},
        {"e\xef\xac\x83"
         "cient",
         "efficient", false, false, VERDICT_RIGHT},
        {"don't", "don\xe2\x80\x99t", false, false, VERDICT_RIGHT},
        {"self-attention",
         "self\xe2\x80\x90"
         "attention",
         false, false, VERDICT_RIGHT},
        {"x^2 + 1", "x^2+1", false, false, VERDICT_RIGHT},
        {"f(x, y)", " f( x,y ) ", false, false, VERDICT_RIGHT},
        {"self-attention", "self - attention", false, false, VERDICT_RIGHT},
        {"x", "\xff", false, false, VERDICT_WRONG},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Quiz quiz = {.options = QUIZ_TEXTS(cases[i].answer),
                     .case_counts = cases[i].case_counts,
                     .accents_count = cases[i].accents_count};
        if (answer_check_text(&quiz, cases[i].reply) != cases[i].verdict)
            fail_msg("%s for %s", cases[i].reply, cases[i].answer);
    }
}

static void alternatives_count(void **state)
{
    (void)state;
    Quiz quiz = {.options = QUIZ_TEXTS("backpropagation", "backprop")};
    assert_int_equal(answer_check_text(&quiz, "Backprop"), VERDICT_RIGHT);
    assert_int_equal(answer_check_text(&quiz, "bakprop"), VERDICT_NEARLY);
    assert_int_equal(answer_check_text(&quiz, ""), VERDICT_WRONG);
}

typedef struct NumberCase {
    double expected;
    const char *reply, *unit;
    double tolerance;
    bool relative;
    Verdict verdict; /* VERDICT_NONE: cannot be read */
} NumberCase;

static const NumberCase NUMBERS[] = {
    {0.5, "0.5", "", -1, false, VERDICT_RIGHT},
    {0.5, "1/2", "", -1, false, VERDICT_RIGHT},
    {0.5, "5e-1", "", -1, false, VERDICT_RIGHT},
    {0.5, "50%", "", -1, false, VERDICT_RIGHT},
    {0.5, " 50 % ", "", -1, false, VERDICT_RIGHT},
    {0.5, "sqrt(1/4)", "", -1, false, VERDICT_RIGHT},
    {-0.5,
     "\xe2\x88\x92"
     "1/2",
     "", -1, false, VERDICT_RIGHT},
    {6,
     "2\xc3\x97"
     "3",
     "", -1, false, VERDICT_RIGHT},
    {0.5, "0.505", "", -1, false, VERDICT_RIGHT},
    {0.5, "0.506", "", -1, false, VERDICT_WRONG},
    {7168, "7168", "", -1, false, VERDICT_RIGHT},
    {7168, "7170", "", -1, false, VERDICT_WRONG},
    {7168, "7170", "", 1, true, VERDICT_RIGHT},
    {7168, "7170", "", 2, false, VERDICT_RIGHT},
    {7168, "7171", "", 2, false, VERDICT_WRONG},
    {50, "50", "%", -1, false, VERDICT_RIGHT},
    {50, "50 %", "%", -1, false, VERDICT_RIGHT},
    {50, "0.5", "%", -1, false, VERDICT_WRONG},
    {5, "5 ms", "ms", -1, false, VERDICT_RIGHT},
    {5, "5ms", "ms", -1, false, VERDICT_RIGHT},
    {5, "5", "ms", -1, false, VERDICT_RIGHT},
    {5, "5\u00a0ms", "ms", -1, false, VERDICT_RIGHT},
    {5, "5\u202fms", "ms", -1, false, VERDICT_RIGHT},
    {5, "5 m\u00b2", "m\u00b2", -1, false, VERDICT_RIGHT},
    {1000, "10\u00b3", "", -1, false, VERDICT_RIGHT},
    {-5, "\u2014 5", "", -1, false, VERDICT_RIGHT},
    {0.5, "0,5", "", -1, false, VERDICT_RIGHT},
    {-12.25, "-12,25", "", -1, false, VERDICT_RIGHT},
    {0.125, "0,125", "", -1, false, VERDICT_RIGHT},
    {1000, "1,000", "", -1, false, VERDICT_NONE}, /* or one */
    {10125, "10,125", "", -1, false, VERDICT_NONE},
    {1000000, "1,000,000", "", -1, false, VERDICT_NONE},
    {1000, "1 000", "", -1, false, VERDICT_NONE},
    {2, "max(1,2)", "", -1, false, VERDICT_RIGHT},
    {2, ",2", "", -1, false, VERDICT_NONE},
    {0, "0", "", -1, false, VERDICT_RIGHT},
    {0, "1e-6", "", -1, false, VERDICT_WRONG},
    {5, "nan", "", -1, false, VERDICT_WRONG},
    {5, "[5]", "", -1, false, VERDICT_WRONG},
    {5, "five", "", -1, false, VERDICT_NONE},
    {5, "5 +", "", -1, false, VERDICT_NONE},
    {5, "", "", -1, false, VERDICT_NONE},
    {5, "ms", "ms", -1, false, VERDICT_NONE},
};

static void numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        const NumberCase *it = &NUMBERS[i];
        Quiz quiz = {.unit = it->unit, .tolerance = it->tolerance, .relative = it->relative};
        Value expected = expression_number(&it->expected), given;
        Arena *arena = arena_new();
        Error error = {{0}};
        Verdict verdict = VERDICT_NONE;
        if (answer_read_value(&quiz, expected, it->reply, arena, &given, &error) == STATUS_OK)
            verdict = answer_check_value(&quiz, expected, given);
        if (verdict != it->verdict || (verdict == VERDICT_NONE) != (error.message[0] != '\0'))
            fail_msg("%s for %g: %s (%s)", it->reply, it->expected, verdict_name(verdict),
                     error.message);
        arena_free(arena);
    }
}

static void vectors(void **state)
{
    (void)state;
    static const double items[] = {1, 2.5, -3};
    static const struct {
        const char *reply;
        Verdict verdict;
    } cases[] = {
        {"[1, 2.5, -3]", VERDICT_RIGHT},
        {"1, 2.5, -3", VERDICT_RIGHT},
        {"1 2.5  -3", VERDICT_RIGHT},
        {" 1 5/2 -3 ", VERDICT_RIGHT},
        {"[1, 2.5, 3]", VERDICT_WRONG},
        {"1 2.5", VERDICT_WRONG},
        {"[[1], [2.5], [-3]]", VERDICT_WRONG},
        {"[1] + [0, 1.5, -4]", VERDICT_RIGHT},
        {"(1, 2.5, -3)", VERDICT_RIGHT},
        {"1; 2.5; -3", VERDICT_RIGHT},
        {"[1 2.5 -3]", VERDICT_RIGHT},
        {"[ 1 2.5 -3 ]", VERDICT_RIGHT},
        {"(2 - 1), 5/2, (-3)", VERDICT_RIGHT},
        {"[1, 2.5, -3] * 1", VERDICT_RIGHT},
        {"", VERDICT_WRONG},
        {"[", VERDICT_WRONG},
        {"1,\u00a02.5, \u22123", VERDICT_RIGHT},
    };
    Value expected = {.rows = 1, .columns = 3, .items = items};
    Quiz quiz = {.unit = "", .tolerance = -1};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Value given;
        Arena *arena = arena_new();
        Error error = {{0}};
        Verdict verdict = VERDICT_WRONG;
        if (answer_read_value(&quiz, expected, cases[i].reply, arena, &given, &error) == STATUS_OK)
            verdict = answer_check_value(&quiz, expected, given);
        if (verdict != cases[i].verdict)
            fail_msg("%s: %s", cases[i].reply, error.message);
        arena_free(arena);
    }
}

static void matrices(void **state)
{
    (void)state;
    static const double items[] = {1, 2, 3, 4};
    static const struct {
        const char *reply;
        Verdict verdict;
    } cases[] = {
        {"[[1, 2], [3, 4]]", VERDICT_RIGHT},
        {"[1, 2], [3, 4]", VERDICT_RIGHT},
        {"1 2; 3 4", VERDICT_RIGHT},
        {"[1, 2; 3, 4]", VERDICT_RIGHT},
        {"[[1, 2], [3, 4]] * 1", VERDICT_RIGHT},
        {"1 2; 4 3", VERDICT_WRONG},
        {"1, 2, 3, 4", VERDICT_WRONG},
        {"1 2; 3", VERDICT_NONE},
        {"1 2;", VERDICT_NONE},
    };
    Value expected = {.rows = 2, .columns = 2, .items = items};
    Quiz quiz = {.unit = "", .tolerance = -1};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Value given;
        Arena *arena = arena_new();
        Error error = {{0}};
        Verdict verdict = VERDICT_NONE;
        if (answer_read_value(&quiz, expected, cases[i].reply, arena, &given, &error) == STATUS_OK)
            verdict = answer_check_value(&quiz, expected, given);
        if (verdict != cases[i].verdict)
            fail_msg("%s: %s", cases[i].reply, error.message);
        assert_true(verdict != VERDICT_NONE || strstr(error.message, "[1, 0.5], [-2, 3]") != NULL);
        arena_free(arena);
    }
}

static void grades(void **state)
{
    (void)state;
    static const struct {
        Verdict verdict;
        int64_t spent_ms;
        bool learned, hinted;
        Rating rating;
    } cases[] = {
        {VERDICT_WRONG, 1000, true, false, RATING_AGAIN},
        {VERDICT_WRONG, 90000, false, false, RATING_AGAIN},
        {VERDICT_WRONG, 1000, true, true, RATING_AGAIN},
        {VERDICT_NEARLY, 1000, true, false, RATING_HARD},
        {VERDICT_RIGHT, 5000, true, false, RATING_EASY},
        {VERDICT_RIGHT, 5000, true, true, RATING_HARD},
        {VERDICT_RIGHT, 5001, true, false, RATING_GOOD},
        {VERDICT_RIGHT, 1000, false, false, RATING_GOOD},
        {VERDICT_RIGHT, 20000, true, false, RATING_GOOD},
        {VERDICT_RIGHT, 20001, true, false, RATING_HARD},
        {VERDICT_RIGHT, 20001, false, false, RATING_HARD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AnswerEffort effort = {.spent_ms = cases[i].spent_ms,
                               .expected_ms = 10000,
                               .learned = cases[i].learned,
                               .hinted = cases[i].hinted};
        assert_int_equal(answer_propose(cases[i].verdict, effort), cases[i].rating);
    }
}

static void what_a_card_is_worth(void **state)
{
    (void)state;
    Quiz quiz = {.options = QUIZ_TEXTS("abcde", "fghij"), .unit = "", .answer = "1"};
    Note note = {.front = "0123456789"};
    static const struct {
        CardKind kind;
        int64_t ms;
    } cases[] = {
        {CARD_CHOICE, 2000 + 20 * 60 + 2000},          {CARD_ORDER, 2000 + 20 * 60 + 2 * 3000},
        {CARD_TYPED, 2000 + 10 * 60 + 3000 + 5 * 300}, {CARD_NUMBER, 2000 + 10 * 60 + 8000},
        {CARD_DRILL, 2000 + 10 * 60 + 20000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        note.kind = cases[i].kind;
        assert_int_equal(answer_expected_ms(&note, &quiz), cases[i].ms);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(alternatives_count),
        cmocka_unit_test(numbers),
        cmocka_unit_test(vectors),
        cmocka_unit_test(matrices),
        cmocka_unit_test(grades),
        cmocka_unit_test(what_a_card_is_worth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
