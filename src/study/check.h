/* What the checks of a project say: judged from what a program printed or what a file holds. Starting
 * programs and reading files is for others; a check never passes by default.
 *
 * Messages are for the learner and hold text of the learner's programs as it came: they are sanitised
 * before they are shown. */
#ifndef CAIRN_STUDY_CHECK_H
#define CAIRN_STUDY_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "study/catalog.h"

typedef enum Outcome {
    OUTCOME_NONE, /* not looked at yet */
    OUTCOME_PASSED,
    OUTCOME_FAILED,
    OUTCOME_CANNOT, /* it cannot be checked here: a module or a program is missing */
    OUTCOME_OPEN,   /* for the learner to judge */
    OUTCOME_COUNT
} Outcome;

const char *outcome_name(Outcome outcome);   /* "none", "passed", "failed", "cannot", "open" */
Outcome outcome_from_name(const char *name); /* OUTCOME_NONE when unknown */

typedef struct CheckResult {
    Outcome outcome;
    const char *
        message; /* lines without an end of line behind the last; "" when there is nothing to say */
} CheckResult;

/* How a program that a check started came to its end. */
typedef enum RunEnd {
    RUN_ENDED,     /* by itself; code: its exit code */
    RUN_SIGNALLED, /* code: the signal */
    RUN_TOO_LONG,  /* stopped after its seconds */
    RUN_TOO_MUCH,  /* stopped when it had printed too much */
    RUN_TOO_MANY,  /* stopped when it had started too many programs */
    RUN_CANCELLED,
    RUN_MISSING /* not started: `why` says why */
} RunEnd;

typedef struct CheckRun {
    RunEnd end;
    int code;
    const char *out, *err; /* what it printed, as far as it was kept; NUL-terminated */
    const char *folder;    /* the learner's, where it ran */
    const char *why;       /* of RUN_MISSING */
} CheckRun;

/* Limits that the messages name. */
#define CHECK_OUTPUT_LIMIT   ((size_t)64 * 1024)
#define CHECK_PROGRAMS_LIMIT 64

/* Whether a POSIX extended regular expression matches a line; the caller's, as it needs a library. */
typedef bool CheckMatches(const char *pattern, const char *line);

CheckResult check_judge_run(const Check *check, const CheckRun *run, CheckMatches *matches,
                            Arena *arena);
CheckResult check_judge_python(const Check *check, const CheckRun *run, Arena *arena);

/* A file's text, NULL when there is none. */
typedef struct CheckText {
    const char *text;
    size_t length;
} CheckText;
CheckResult check_judge_file(const Check *check, CheckText file, Arena *arena);
CheckResult check_judge_metric(const Check *check, CheckText predictions, CheckText labels,
                               Arena *arena);
CheckResult check_judge_time(const Check *check, CheckText timings, Arena *arena);

/* A result from a format, in `arena`. */
CheckResult check_result(Arena *arena, Outcome outcome, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Appends the program and its arguments as one types them, in quotes where they have blanks or signs. */
void check_add_words(const Check *check, Buffer *out);

/* A copy of a check that needs no catalog. */
Check check_copy(const Check *check, Arena *arena);

/* Whether the milestone's results are all passed: there are some, and none of them is anything else. */
bool check_all_passed(const CheckResult *results, size_t count);

#endif
