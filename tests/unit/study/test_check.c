/* Judging checks: what passes, what fails, and that the message says what was expected and what came. */
#include "study/check.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "study/csv.h"
#include "study/score.h"

static Arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static TextList texts(const char *first, const char *second)
{
    TextList list = {.items = arena_alloc(arena, 2, sizeof *list.items)};
    const char *const given[] = {first, second};
    for (size_t i = 0; i < 2 && given[i] != NULL; i++)
        list.items[list.count++] = given[i];
    return list;
}

static Check check_of(CheckKind kind)
{
    return (Check){.title = "t",
                   .file = "f",
                   .input = "",
                   .labels = "l.csv",
                   .key = "id",
                   .column = "label",
                   .predicted = "label",
                   .positive = "spam",
                   .slow = "plain",
                   .fast = "cached",
                   .criterion = "",
                   .words = texts("python3", "calc.py"),
                   .at_least = -INFINITY,
                   .at_most = INFINITY,
                   .kind = kind,
                   .seconds = 10};
}

/* Exactly, or as a whole line: enough for these tests. */
static bool same(const char *pattern, const char *line)
{
    return strcmp(pattern, line) == 0;
}

static void assert_says(CheckResult result, Outcome outcome, const char *words)
{
    if (result.outcome != outcome || strstr(result.message, words) == NULL)
        fail_msg("%s: %s\n(expected %s: %s)", outcome_name(result.outcome), result.message,
                 outcome_name(outcome), words);
}

/* --- programs --- */

static CheckRun ended(int code, const char *out, const char *err)
{
    return (CheckRun){.end = RUN_ENDED,
                      .code = code,
                      .out = out,
                      .err = err,
                      .folder = "/home/me/calc",
                      .why = ""};
}

static CheckResult judge(const Check *check, CheckRun run)
{
    return check_judge_run(check, &run, same, arena);
}

static void output_is_compared(void **state)
{
    (void)state;
    Check check = check_of(CHECK_RUN);
    check.output = texts("one", "two");
    assert_says(judge(&check, ended(0, "x one\ntwo", "")), OUTCOME_PASSED, "");
    assert_says(judge(&check, ended(0, "two one", "")), OUTCOME_FAILED,
                "expected in its output, behind \"one\": two");
    assert_says(judge(&check, ended(0, "", "")), OUTCOME_FAILED, "it printed:\n  (nothing)");
    check.output = (TextList){0};
    check.patterns = texts("a", "b");
    assert_says(judge(&check, ended(0, "a\r\nx\nb\n", "")), OUTCOME_PASSED, "");
    assert_says(judge(&check, ended(0, "b\na\n", "")), OUTCOME_FAILED,
                "a line in its output like: b");
    check.patterns = (TextList){0};
    check.absent = texts("Traceback", NULL);
    assert_says(judge(&check, ended(0, "", "Traceback")), OUTCOME_FAILED,
                "not expected in its output: Traceback");
}

static void endings_are_told(void **state)
{
    (void)state;
    Check check = check_of(CHECK_RUN);
    CheckRun run = ended(1, "", "  File \"/home/me/calc/calc.py\", line 2\nEOFError: EOF\n");
    CheckResult result = judge(&check, run);
    assert_says(result, OUTCOME_FAILED, "it ended with exit code 1 (expected 0)");
    assert_says(result, OUTCOME_FAILED, "it asked for more input than the check gives");
    assert_says(result, OUTCOME_FAILED, "File \"calc.py\", line 2");
    assert_says(result, OUTCOME_FAILED, "the command was: python3 calc.py");
    run = (CheckRun){.end = RUN_TOO_LONG, .out = "", .err = "", .folder = "", .why = ""};
    assert_says(judge(&check, run), OUTCOME_FAILED, "stopped after 10 s");
    run.end = RUN_TOO_MUCH;
    assert_says(judge(&check, run), OUTCOME_FAILED, "printed more than 64 KB");
    run.end = RUN_TOO_MANY;
    assert_says(judge(&check, run), OUTCOME_FAILED, "started more than 64 others");
    run.end = RUN_SIGNALLED;
    static const struct {
        int number;
        const char *words;
    } SIGNALS[] = {{9, "signal 9 (it may have taken too much memory)\n"},
                   {11, "signal 11 (it touched memory that is not its own)\n"},
                   {24, "signal 24 (it used up its time)\n"},
                   {25, "signal 25 (it wrote too large a file)\n"},
                   {15, "signal 15\n"}};
    for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
        run.code = SIGNALS[i].number;
        assert_says(judge(&check, run), OUTCOME_FAILED, SIGNALS[i].words);
    }
    run.end = RUN_CANCELLED;
    assert_says(judge(&check, run), OUTCOME_FAILED, "cancelled\n");
    run.end = RUN_MISSING;
    run.why = "no such program";
    assert_says(judge(&check, run), OUTCOME_CANNOT, "python3 cannot be started: no such program");
}

/* Of what was printed the end, where errors stand; of the input the begin. */
static void long_texts_are_cut(void **state)
{
    (void)state;
    Check check = check_of(CHECK_RUN);
    check.exit = 1;
    check.input = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n";
    CheckResult result = judge(&check, ended(0, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn", ""));
    assert_says(result, OUTCOME_FAILED, "it printed:\n  ...\n  c\n  d\n");
    assert_says(result, OUTCOME_FAILED, "\n  m\n  n");
    assert_says(result, OUTCOME_FAILED, "with the input:\n  1\n  2\n");
    assert_says(result, OUTCOME_FAILED, "\n  12\n  ...");
    assert_null(strstr(result.message, "  13"));
    char line[302];
    memset(line, 'x', sizeof line - 1);
    line[301] = '\0';
    result = judge(&check, ended(0, line, line + 1));
    assert_says(result, OUTCOME_FAILED, "x ...\nand on standard error:\n  x");
    assert_null(strstr(result.message, line));
    assert_int_equal(result.message[strlen(result.message) - 1], 'x'); /* 300 are not cut */
}

#define RULE2 "======================================================================\n"
#define RULE1 "----------------------------------------------------------------------\n"

static CheckResult judge_tests(int code, const char *err)
{
    Check check = check_of(CHECK_PYTHON);
    CheckRun run = ended(code, "", err);
    return check_judge_python(&check, &run, arena);
}

static void a_report_of_unittest_is_read(void **state)
{
    (void)state;
    static const char PASSED[] =
        "test_a (__main__.T.test_a)\nAdds ... ok\n\n" RULE1 "Ran 2 tests in 0.001s\n\nOK\n";
    static const char FAILED[] =
        "test_a (__main__.T.test_a)\nAdds two numbers ... FAIL\n\n" RULE2
        "FAIL: test_a (__main__.T.test_a)\nAdds two numbers\n" RULE1
        "Traceback (most recent call last):\n  File \"/pack/checks/t.py\", line 9, in test_a\n"
        "    self.assertEqual(1, 2, \"msg\")\nAssertionError: 1 != 2 : add(1, 1) gave 1: expected "
        "2\n\n" RULE2 "ERROR: test_b (__main__.T.test_b)\n" RULE1
        "Traceback (most recent call last):\n  File \"/pack/checks/t.py\", line 12, in test_b\n"
        "    f()\nValueError: x\n\n" RULE1
        "Ran 3 tests in 0.001s\n\nFAILED (failures=1, errors=1)\n";
    assert_says(judge_tests(0, PASSED), OUTCOME_PASSED, "2 tests");
    CheckResult result = judge_tests(1, FAILED);
    assert_int_equal(result.outcome, OUTCOME_FAILED);
    assert_string_equal(result.message, "Adds two numbers\nadd(1, 1) gave 1: expected 2\n"
                                        "(1 more of 3 tests fail)");
}

static void an_error_names_the_learners_place(void **state)
{
    (void)state;
    static const char ERROR[] = RULE2
        "ERROR: test_a (__main__.T.test_a)\nDivides\n" RULE1
        "Traceback (most recent call last):\n  File \"/pack/checks/t.py\", line 9, in test_a\n"
        "    divide(1, 0)\n  File \"/home/me/calc/calc.py\", line 3, in divide\n    return a / "
        "b\n           ~~^~~\nZeroDivisionError: division by zero\n\n" RULE1
        "Ran 1 test in 0.001s\n\nFAILED (errors=1)\n";
    char *err = mem_format("\n%s", ERROR);
    CheckResult result = judge_tests(1, err);
    assert_string_equal(result.message, "Divides\nyour program raised ZeroDivisionError: division "
                                        "by zero\nin calc.py, line 3");
    mem_free(err);
}

static void tests_never_pass_by_default(void **state)
{
    (void)state;
    static const char SKIPPED[] = "test_a (__main__.T.test_a)\nTrains ... skipped 'torch is "
                                  "missing'\n\n" RULE1 "Ran 1 test in 0.001s\n\nOK (skipped=1)\n";
    static const char SYNTAX[] =
        "Traceback (most recent call last):\n  File \"/pack/checks/t.py\", line 2, in <module>\n"
        "    import calc\n  File \"/home/me/calc/calc.py\", line 1\n    def f(:\n          ^\n"
        "SyntaxError: invalid syntax\n";
    assert_says(judge_tests(0, SKIPPED), OUTCOME_CANNOT, "a test was left out: torch is missing");
    assert_says(judge_tests(0, ""), OUTCOME_FAILED, "did not run to their end");
    assert_says(judge_tests(5, RULE1 "Ran 0 tests in 0.000s\n\nNO TESTS RAN\n"), OUTCOME_FAILED,
                "did not run to their end");
    assert_says(judge_tests(1, SYNTAX), OUTCOME_FAILED,
                "SyntaxError: invalid syntax\nin calc.py, line 1");
    Check check = check_of(CHECK_PYTHON);
    const CheckRun run = {.end = RUN_TOO_LONG,
                          .out = "",
                          .err = "test_a (__main__.T.test_a)\nEnds ... ok\ntest_b (x)\nLoops ... ",
                          .folder = "",
                          .why = ""};
    assert_says(check_judge_python(&check, &run, arena), OUTCOME_FAILED, "it was in: Loops");
}

/* --- files --- */

static CheckText text_of(const char *text)
{
    return (CheckText){.text = text, .length = text != NULL ? strlen(text) : 0};
}

static void reports_have_sections_with_words(void **state)
{
    (void)state;
    Check check = check_of(CHECK_FILE);
    check.sections = texts("Results", "Limits");
    check.section_words = 3;
    CheckText good = text_of("# Report\n\n## 1. results\nOne two\nthree.\n### Deeper\nmore\n\n"
                             "LIMITS\n------\nfour five six\n");
    assert_says(check_judge_file(&check, good, arena), OUTCOME_PASSED, "");
    assert_says(check_judge_file(&check, text_of("## Results\na b\n## Limits\na b c\n"), arena),
                OUTCOME_FAILED, "below \"Results\" in f there are 2 words (expected 3 or more)");
    assert_says(
        check_judge_file(&check, text_of("## Results\na b c\n```\n## Limits\n```\n"), arena),
        OUTCOME_FAILED, "f has no heading \"Limits\"");
    assert_says(check_judge_file(&check, text_of(NULL), arena), OUTCOME_FAILED, "f is not there");
    assert_says(check_judge_file(&check, text_of(" \n"), arena), OUTCOME_FAILED, "f is empty");
}

static void tables_have_columns_and_rows(void **state)
{
    (void)state;
    Check check = check_of(CHECK_FILE);
    check.columns = texts("id", "label");
    check.rows = 2;
    assert_says(check_judge_file(&check, text_of("id,label\n1,a\n2,\"b,\nc\"\n"), arena),
                OUTCOME_PASSED, "");
    assert_says(check_judge_file(&check, text_of("id,label\n1,a\n"), arena), OUTCOME_FAILED,
                "f has 1 row of data (expected 2 or more)");
    assert_says(check_judge_file(&check, text_of("id,name\n1,a\n2,b\n"), arena), OUTCOME_FAILED,
                "f has no column \"label\"; its header has: id, name");
    assert_says(check_judge_file(&check, text_of("id,label\n1,a,b\n"), arena), OUTCOME_FAILED,
                "line 2 has 3 fields, and the header has 2");
    assert_says(check_judge_file(&check, text_of("id,label\n\"1,a\n"), arena), OUTCOME_FAILED,
                "begins with a quote that never ends");
}

static CheckResult judge_metric(const Check *check, const char *predictions, const char *labels)
{
    return check_judge_metric(check, text_of(predictions), text_of(labels), arena);
}

static void predictions_are_scored(void **state)
{
    (void)state;
    static const char LABELS[] = "id,label\n1,spam\n2,ham\n3,spam\n4,ham\n";
    Check check = check_of(CHECK_METRIC);
    check.at_least = 0.75;
    check.metric = METRIC_ACCURACY;
    assert_says(judge_metric(&check, "label,id\nspam,3\nham,2\nham,1\nham,4\nham,9\n", LABELS),
                OUTCOME_PASSED, "accuracy 0.75");
    assert_says(judge_metric(&check, "id,label\n1,ham\n2,ham\n3,ham\n4,ham\n", LABELS),
                OUTCOME_FAILED, "accuracy is 0.5 on 4 rows (expected 0.75 or more)");
    assert_says(judge_metric(&check, "id,label\n1,ham\n", LABELS), OUTCOME_FAILED,
                "f lacks 3 of the 4 rows that are scored (id: 2, 3, 4)");
    assert_says(judge_metric(&check, "id,label\n1,ham\n1,ham\n", LABELS), OUTCOME_FAILED,
                "f has the id 1 more than once");
    assert_says(judge_metric(&check, "id,label\n1,Spam\n2,ham\n3,ham\n4,ham\n", LABELS),
                OUTCOME_FAILED, "'Spam', which is none of the labels ('spam', 'ham')");
    check.at_least = 0.50002;
    assert_says(judge_metric(&check, "id,label\n1,ham\n2,ham\n3,ham\n4,ham\n", LABELS),
                OUTCOME_FAILED, "accuracy is 0.5 on 4 rows (expected 0.50002 or more)");
    assert_says(judge_metric(&check, NULL, LABELS), OUTCOME_FAILED, "f is not there");
    assert_says(judge_metric(&check, "id,label\n", NULL), OUTCOME_CANNOT, "labels");
}

static void figures_are_written_as_people_do(void **state)
{
    (void)state;
    static const char LABELS[] = "id,label\n1,500000\n2,500000\n";
    Check check = check_of(CHECK_METRIC);
    check.at_most = 65000;
    check.metric = METRIC_RMSE;
    assert_says(judge_metric(&check, "id,label\n1,434567\n2,434567\n", LABELS), OUTCOME_FAILED,
                "rmse is 65,433 on 2 rows (expected 65,000 or less)");
    assert_says(judge_metric(&check, "id,label\n1,434999.8\n2,434999.8\n", LABELS), OUTCOME_FAILED,
                "rmse is 65,000.2 on 2 rows (expected 65,000 or less)");
    assert_says(judge_metric(&check, "id,label\n1,498766\n2,498766\n", LABELS), OUTCOME_PASSED,
                "rmse 1234");
    check.metric = METRIC_MSE;
    assert_says(judge_metric(&check, "id,label\n1,0\n2,0\n", LABELS), OUTCOME_FAILED,
                "mse is 250,000,000,000 on 2 rows");
}

static double score(Metric metric, size_t count, const char *const *labels,
                    const char *const *predictions)
{
    static const char *keys[] = {"1", "2", "3", "4"};
    const char *said[4];
    const char *known[4];
    double value = 0;
    Error error;
    for (size_t i = 0; i < count; i++) {
        known[i] = labels[i];
        said[i] = predictions[i];
    }
    const ScorePairs pairs = {keys, known, said, count};
    if (score_compute(metric, &pairs, "1", &value, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return value;
}

static void assert_near(double value, double expected)
{
    if (fabs(value - expected) > 1e-9)
        fail_msg("%.12f, expected %.12f", value, expected);
}

static void scores_are_right(void **state)
{
    (void)state;
    static const char *const labels[] = {"1", "0", "1", "0"};
    static const char *const guesses[] = {"1.0", "1", "0", "0"};
    assert_near(score(METRIC_ACCURACY, 4, labels, guesses), 0.5);
    assert_near(score(METRIC_PRECISION, 4, labels, guesses), 0.5);
    assert_near(score(METRIC_RECALL, 4, labels, guesses), 0.5);
    assert_near(score(METRIC_F1, 3, labels, guesses), 0.5);
    assert_near(score(METRIC_MACRO_F1, 4, labels, guesses), 0.5);
    static const char *const numbers[] = {"1", "2", "3"};
    static const char *const near_numbers[] = {"1.5", "2", "2"};
    assert_near(score(METRIC_MSE, 3, numbers, near_numbers), 1.25 / 3);
    assert_near(score(METRIC_RMSE, 3, numbers, near_numbers), sqrt(1.25 / 3));
    assert_near(score(METRIC_MAE, 3, numbers, near_numbers), 0.5);
    assert_near(score(METRIC_R2, 3, numbers, near_numbers), 1 - 1.25 / 2);
    static const char *const sentences[] = {"The cat sat on the mat."};
    static const char *const other[] = {"the cat sat on a mat ."};
    assert_near(score(METRIC_BLEU, 1, sentences, sentences), 1);
    /* 6 of 7 words, 4 of 6 pairs, 2 of 5 threes, 1 of 4 fours; as long as the label */
    assert_near(score(METRIC_BLEU, 1, sentences, other),
                exp((log(6.0 / 7) + log(4.0 / 6) + log(2.0 / 5) + log(1.0 / 4)) / 4));
    assert_near(score(METRIC_ROUGE_1, 1, sentences, other), 12.0 / 14);
    static const char *const logs[] = {"-1 -3", "-2"};
    assert_near(score(METRIC_PERPLEXITY, 2, labels, logs), exp(2));
}

static void bad_numbers_are_told(void **state)
{
    (void)state;
    const char *keys[] = {"7"};
    const char *label[] = {"1"};
    const char *guess[] = {"much"};
    const ScorePairs pairs = {keys, label, guess, 1};
    const ScorePairs none = {keys, label, guess, 0};
    double value;
    Error error;
    assert_int_equal(score_compute(METRIC_MSE, &pairs, "", &value, &error), STATUS_CONTENT);
    assert_string_equal(error.message, "the prediction of row 7 is 'much' (expected a number)");
    assert_int_equal(score_compute(METRIC_PERPLEXITY, &pairs, "", &value, &error), STATUS_CONTENT);
    assert_int_equal(score_compute(METRIC_MSE, &none, "", &value, &error), STATUS_CONTENT);
}

static void timings_are_compared(void **state)
{
    (void)state;
    Check check = check_of(CHECK_TIME);
    check.at_least = 1.5;
    assert_says(check_judge_time(
                    &check, text_of("run,seconds\nplain,4\nplain,9\nplain,3\ncached,2\n"), arena),
                OUTCOME_PASSED, "2 times as fast");
    assert_says(check_judge_time(&check, text_of("run,seconds\nplain,2\ncached,2\n"), arena),
                OUTCOME_FAILED, "1 times as fast (expected 1.5 or more)");
    assert_says(check_judge_time(&check, text_of("run,seconds\nplain,2\n"), arena), OUTCOME_FAILED,
                "no row of the run \"cached\"");
    assert_says(check_judge_time(&check, text_of("run,seconds\nplain,0\n"), arena), OUTCOME_FAILED,
                "line 2 has the seconds '0'");
}

static void only_passed_is_passed(void **state)
{
    (void)state;
    CheckResult results[] = {{OUTCOME_PASSED, ""}, {OUTCOME_OPEN, ""}};
    assert_true(check_all_passed(results, 1));
    assert_false(check_all_passed(results, 2));
    assert_false(check_all_passed(results, 0));
    for (unsigned i = 0; i < OUTCOME_COUNT; i++)
        assert_int_equal(outcome_from_name(outcome_name((Outcome)i)), i);
    assert_int_equal(outcome_from_name("?"), OUTCOME_NONE);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(output_is_compared),
        CASE(endings_are_told),
        CASE(long_texts_are_cut),
        CASE(a_report_of_unittest_is_read),
        CASE(an_error_names_the_learners_place),
        CASE(tests_never_pass_by_default),
        CASE(reports_have_sections_with_words),
        CASE(tables_have_columns_and_rows),
        CASE(predictions_are_scored),
        CASE(figures_are_written_as_people_do),
        CASE(scores_are_right),
        CASE(bad_numbers_are_told),
        CASE(timings_are_compared),
        CASE(only_passed_is_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
