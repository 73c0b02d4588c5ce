/* Checks of projects: what is read, and every mistake with its place. */
#include <math.h>
#include <sys/stat.h>

#include "pack_fixture.h"

static const char BRIEF_HEAD[] = "id: p1\ntitle: P\ntopic: a\nlevel: beginner\n"
                                 "needs: [numpy]\noptional: [torch]\ndata: [train.csv]\n"
                                 "milestones:\n  - id: p1/m\n    title: M\n    checks:\n";

static void make(const Fixture *fixture, const char *name)
{
    char *path = path_join(fixture->directory, name);
    assert_int_equal(mkdir(path, 0700), 0);
    mem_free(path);
}

static char *load_checks(const Fixture *fixture, const char *checks, Catalog **catalog)
{
    char *brief = mem_format("%s%s", BRIEF_HEAD, checks);
    put(fixture, "p1/brief.yaml", brief);
    mem_free(brief);
    return load(fixture, catalog);
}

static int set_up(void **state)
{
    static const char *const DIRECTORIES[] = {"p1", "p1/checks", "p1/labels", "p1/data"};
    if (make_directory(state) != 0)
        return -1;
    put_whole_pack(*state);
    put(*state, "pack.yaml",
        "id: p\ntitle: A pack\nfiles:\n  roadmap: roadmap.yaml\n  resources: [resources.yaml]\n"
        "  projects: [p1]\n");
    for (size_t i = 0; i < sizeof DIRECTORIES / sizeof *DIRECTORIES; i++)
        make(*state, DIRECTORIES[i]);
    put(*state, "p1/checks/t.py", "");
    put(*state, "p1/labels/l.csv", "id,label\n");
    put(*state, "p1/data/train.csv", "id\n");
    return 0;
}

static const char EVERY_KIND[] = "      - run: [python3, calc.py]\n"
                                 "        input: \"1+1\\nquit\\n\"\n"
                                 "        exit: 3\n"
                                 "        output: ['2', bye]\n"
                                 "        pattern: ['^[0-9]+$']\n"
                                 "        not: [Traceback]\n"
                                 "        seconds: 5\n"
                                 "      - file: report.md\n"
                                 "        sections: [Results, Limits]\n"
                                 "        words: 20\n"
                                 "        title: A report\n"
                                 "      - file: out.csv\n"
                                 "        columns: [id, label]\n"
                                 "        rows: 200\n"
                                 "      - python: t.py\n"
                                 "        needs: [sklearn]\n"
                                 "      - metric: f1\n"
                                 "        predictions: p.csv\n"
                                 "        labels: l.csv\n"
                                 "        key: id\n"
                                 "        column: label\n"
                                 "        predicted: guess\n"
                                 "        positive: spam\n"
                                 "        at-least: 0.85\n"
                                 "      - time: t.csv\n"
                                 "        slow: plain\n"
                                 "        fast: cached\n"
                                 "        at-least: 1.5\n"
                                 "      - self: The report says what failed.\n";

static void every_kind_is_read(void **state)
{
    Catalog *catalog = NULL;
    char *findings = load_checks(*state, EVERY_KIND, &catalog);
    assert_string_equal(findings, "");
    assert_int_equal(catalog->check_count, 7);
    assert_int_equal(catalog->milestones[0].first_check, 0);
    assert_int_equal(catalog->milestones[0].check_count, 7);
    assert_string_equal(catalog->projects[0].needs.items[0], "numpy");
    assert_string_equal(catalog->projects[0].optional.items[0], "torch");
    assert_string_equal(catalog->projects[0].data.items[0], "train.csv");
    const Check *run = &catalog->checks[0];
    assert_string_equal(run->title, "python3 calc.py");
    assert_string_equal(run->input, "1+1\nquit\n");
    assert_int_equal(run->exit, 3);
    assert_int_equal(run->seconds, 5);
    assert_int_equal(run->output.count, 2);
    assert_string_equal(run->patterns.items[0], "^[0-9]+$");
    assert_string_equal(run->absent.items[0], "Traceback");
    const Check *report = &catalog->checks[1];
    assert_string_equal(report->title, "A report");
    assert_int_equal(report->section_words, 20);
    assert_int_equal(report->seconds, CHECK_SECONDS);
    assert_int_equal(catalog->checks[2].rows, 200);
    assert_string_equal(catalog->checks[3].needs.items[0], "sklearn");
    const Check *metric = &catalog->checks[4];
    assert_int_equal(metric->metric, METRIC_F1);
    assert_string_equal(metric->title, "f1 of p.csv");
    assert_string_equal(metric->predicted, "guess");
    assert_true(metric->at_least == 0.85 && isinf(metric->at_most));
    assert_true(catalog->checks[5].at_least == 1.5);
    assert_string_equal(catalog->checks[6].criterion, "The report says what failed.");
    mem_free(findings);
    catalog_free(catalog);
}

static const struct {
    const char *check, *expected;
} MISTAKES[] = {
    {"      - {title: x}\n",
     "12:9: a check of no known kind (expected a mapping with one of the keys run, file, python, "
     "metric, time and self)\n"},
    {"      - {run: [a], file: b}\n",
     "12:26: a check is of one kind: 'run' and 'file' do not go together\n"},
    {"      - {run: a b}\n", "12:15: 'run' is text (expected a list)\n"},
    {"      - {run: []}\n", "12:15: 'run' is empty (expected a program and its arguments)\n"},
    {"      - {run: [a], words: 3}\n",
     "12:27: unknown key 'words' in a check (known: title seconds needs run input exit output "
     "pattern not)\n"},
    {"      - {run: [a], exit: 300}\n",
     "12:26: 'exit' is out of range (expected a whole number from 0 to 255)\n"},
    {"      - {run: [a], seconds: 601}\n",
     "12:29: 'seconds' is out of range (expected a whole number from 1 to 600)\n"},
    {"      - {run: [a], pattern: ['(']}\n",
     "12:29: '(' is no extended regular expression: Unmatched ( or \\(\n"},
    {"      - {file: ../x}\n",
     "12:16: '../x' leaves the learner's folder (expected a name inside it)\n"},
    {"      - {python: gone.py}\n", "12:18: there is no file checks/gone.py\n"},
    {"      - {python: ../brief.yaml}\n",
     "12:18: '../brief.yaml' leaves the folder (expected a name below checks/)\n"},
    {"      - {metric: luck, predictions: p, labels: l.csv, key: a, column: b, at-least: 1}\n",
     "12:18: 'luck' is no metric (expected accuracy, precision, recall, f1, macro-f1, mse, rmse, "
     "mae, r2, bleu, rouge-1 or perplexity)\n"},
    {"      - {metric: mse, predictions: p, labels: m.csv, key: a, column: b, at-most: 1}\n",
     "12:47: there is no file labels/m.csv\n"},
    {"      - {metric: mse, predictions: p, labels: l.csv, key: a, column: b}\n",
     "12:9: a bound is missing (expected 'at-least' or 'at-most')\n"},
    {"      - {metric: mse, predictions: p, labels: l.csv, key: id, column: b, at-most: 1}\n",
     "12:71: labels/l.csv has no column 'b'\n"},
    {"      - {metric: f1, predictions: p, labels: l.csv, key: a, column: b, at-least: x}\n",
     "12:82: 'at-least' is no number (expected such as 0.85)\n"
     "12:9: 'positive' is missing (expected the label that counts as found)\n"},
    {"      - {time: t.csv, slow: a, fast: b}\n",
     "12:9: 'at-least' is missing (expected how many times as fast, such as 1.5)\n"},
    {"      - self: ''\n", "12:15: 'self' is empty (expected text)\n"},
    {"      - {self: a, title: 1234567890123456789012345678901234567890123456789012345678901}\n",
     "12:26: the title of a check is too long (expected one line of 60 cells at most)\n"},
};

static void mistakes_are_told(void **state)
{
    for (size_t i = 0; i < sizeof MISTAKES / sizeof *MISTAKES; i++) {
        Buffer bare = {0};
        char *findings = load_checks(*state, MISTAKES[i].check, NULL);
        static const char FILE_NAME[] = "p1/brief.yaml:";
        for (const char *at = findings; *at != '\0';) {
            at += strncmp(at, FILE_NAME, strlen(FILE_NAME)) == 0 ? strlen(FILE_NAME) : 0;
            size_t length = strcspn(at, "\n") + 1;
            buffer_add(&bare, at, length);
            at += length;
        }
        assert_string_equal(buffer_text(&bare), MISTAKES[i].expected);
        buffer_done(&bare);
        mem_free(findings);
    }
}

static void data_must_be_there(void **state)
{
    put(*state, "p1/brief.yaml",
        "id: p1\ntitle: P\ntopic: a\nlevel: beginner\ndata: [gone.csv, ../brief.yaml]\n");
    char *findings = load(*state, NULL);
    assert_string_equal(findings,
                        "p1/brief.yaml:5:7: there is no file data/gone.csv\n"
                        "p1/brief.yaml:5:7: '../brief.yaml' leaves the folder (expected a name "
                        "below data/)\n");
    mem_free(findings);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, remove_directory)
    const struct CMUnitTest tests[] = {
        CASE(every_kind_is_read),
        CASE(mistakes_are_told),
        CASE(data_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
