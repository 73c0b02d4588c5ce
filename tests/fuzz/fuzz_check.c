/* What learners' programs print and leave in files: any bytes are judged, never as passed by default. */
#include <math.h>

#include "base/memory.h"
#include "fuzz/checks.h"
#include "study/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool same(const char *pattern, const char *line)
{
    return strcmp(pattern, line) == 0;
}

static void judged(CheckResult result)
{
    require(result.outcome > OUTCOME_NONE && result.outcome < OUTCOME_COUNT);
    require(result.message != NULL);
    require(result.outcome == OUTCOME_PASSED || result.message[0] != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char LABELS[] = "id,label\n1,spam\n2,ham\n";
    const char *words[] = {"python3", "x.py"};
    const char *wanted[] = {"Results", "id"};
    Arena *arena = arena_new();
    char *text = mem_dup_range((const char *)data, size);
    Check check = {.title = "t",
                   .file = "f",
                   .input = "",
                   .labels = "l",
                   .key = "id",
                   .column = "label",
                   .predicted = "label",
                   .positive = "spam",
                   .slow = "a",
                   .fast = "b",
                   .words = {words, 2},
                   .output = {wanted, 2},
                   .patterns = {wanted, 2},
                   .absent = {words, 1},
                   .at_least = 0.5,
                   .at_most = INFINITY,
                   .seconds = 10};
    const CheckText file = {.text = text, .length = size};
    const CheckText labels = {.text = LABELS, .length = sizeof LABELS - 1};
    for (int code = 0; code < 2; code++) {
        const CheckRun run = {
            .end = RUN_ENDED, .code = code, .out = text, .err = text, .folder = "/f", .why = ""};
        judged(check_judge_run(&check, &run, same, arena));
        judged(check_judge_python(&check, &run, arena));
    }
    for (Metric metric = 0; metric < METRIC_COUNT; metric++) {
        check.metric = metric;
        judged(check_judge_metric(&check, file, labels, arena));
    }
    judged(check_judge_time(&check, file, arena));
    check.sections = (TextList){wanted, 1};
    judged(check_judge_file(&check, file, arena));
    check.sections.count = 0;
    check.columns = (TextList){&wanted[1], 1};
    judged(check_judge_file(&check, file, arena));
    mem_free(text);
    arena_free(arena);
    return 0;
}
