/* Judging a file of unittest by what it reports on standard error with -v. Of a test that failed its
 * docstring and the message of its assertion are shown; of one that ended with an error, the error and
 * the place in the learner's own file. The frames of the check itself are nobody's business. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "study/check_excerpt.h"

static const char DOUBLE_RULE[] =
    "\n======================================================================\n";
static const char SINGLE_RULE[] =
    "\n----------------------------------------------------------------------\n";
static const char TRACEBACK[] = "Traceback (most recent call last):\n";

/* The last text of `mark` in `text`, NULL without one. */
static const char *last_of(const char *text, const char *mark)
{
    const char *found = NULL;
    for (const char *at = strstr(text, mark); at != NULL; at = strstr(at + 1, mark))
        found = at;
    return found;
}

/* --- exceptions --- */

typedef struct Exception {
    const char *text; /* "ValueError: ..." to the end of its message */
    char place[200];  /* "calculator.py, line 12" of the learner's, or "" */
} Exception;

/* Takes `  File "PATH", line N, in f` when PATH is the learner's. */
static void note_frame(const char *line, size_t length, const char *folder, Exception *exception)
{
    static const char FILE_MARK[] = "  File \"";
    size_t prefix = strlen(folder);
    if (length <= strlen(FILE_MARK) || strncmp(line, FILE_MARK, strlen(FILE_MARK)) != 0)
        return;
    const char *path = line + strlen(FILE_MARK);
    const char *end = memchr(path, '"', length - strlen(FILE_MARK));
    if (end == NULL || strncmp(path, folder, prefix) != 0 || path[prefix] != '/')
        return;
    path += prefix + 1;
    const char *number = end + 1;
    size_t rest = length - (size_t)(number - line);
    Buffer place = {0};
    buffer_add(&place, path, (size_t)(end - path));
    const char *in = NULL;
    for (size_t i = 0; i + 5 < rest && in == NULL; i++)
        in = strncmp(number + i, ", in ", 5) == 0 ? number + i : NULL;
    buffer_add(&place, number, in != NULL ? (size_t)(in - number) : rest);
    if (place.length < sizeof exception->place)
        memcpy(exception->place, place.data, place.length + 1);
    buffer_done(&place);
}

/* Reads the exception of a traceback: of several, the last. */
static Exception read_exception(const char *text, const char *folder)
{
    static const char *const CHAINS[] = {
        "\nDuring handling of the above exception, another exception occurred:\n\nTraceback",
        "\nThe above exception was the direct cause of the following exception:\n\nTraceback"};
    Exception exception = {.text = text};
    const char *start = strstr(text, TRACEBACK);
    for (size_t i = 0; i < 2; i++) {
        const char *chained = last_of(text, CHAINS[i]);
        if (chained != NULL && (start == NULL || chained > start))
            start = strstr(chained, TRACEBACK);
    }
    if (start == NULL)
        return exception;
    const char *at = start + strlen(TRACEBACK);
    const char *line;
    size_t length;
    exception.text = at;
    while (excerpt_line(&at, &line, &length) && line[0] == ' ') {
        note_frame(line, length, folder, &exception);
        exception.text = at;
    }
    return exception;
}

/* Behind "first != second : ", which unittest puts before a message. */
static const char *behind_standard_message(const char *text)
{
    static const char *const STANDARD[] = {" != ",
                                           " == ",
                                           " not found in ",
                                           " unexpectedly found in ",
                                           " is not ",
                                           " is None",
                                           "unexpectedly None",
                                           " not less than ",
                                           " not greater",
                                           " not raised",
                                           "Regex didn't match",
                                           "unexpectedly identical",
                                           " unexpected",
                                           " within ",
                                           " differ"};
    const char *line_end = strstr(text, "\n : ");
    if (line_end != NULL)
        return line_end + 4;
    const char *mark = strstr(text, " : ");
    if (mark == NULL)
        return text;
    char *before = mem_dup_range(text, (size_t)(mark - text));
    bool standard = false;
    for (size_t i = 0; i < sizeof STANDARD / sizeof *STANDARD; i++)
        standard = standard || strstr(before, STANDARD[i]) != NULL;
    mem_free(before);
    return standard ? mark + 3 : text;
}

static void add_exception(Buffer *message, const char *text, const char *folder)
{
    static const char ASSERTION[] = "AssertionError: ";
    Exception exception = read_exception(text, folder);
    const char *said = exception.text;
    if (strncmp(said, ASSERTION, strlen(ASSERTION)) == 0) {
        buffer_add_text(message, behind_standard_message(said + strlen(ASSERTION)));
    } else {
        buffer_add_format(message, "your program raised %s", said);
        if (strncmp(said, "NotImplementedError", 19) == 0)
            buffer_add_text(message, "\nthis part is still to be written");
    }
    while (message->length > 0 && strchr("\n ", message->data[message->length - 1]) != NULL)
        message->data[--message->length] = '\0';
    if (exception.place[0] != '\0' && strncmp(said, ASSERTION, strlen(ASSERTION)) != 0)
        buffer_add_format(message, "\nin %s", exception.place);
}

/* --- the report --- */

/* "FAIL: test_x (…)\nDocstring\n-----\nTraceback ...": appends what it is about and what went wrong. */
static void add_failure(Buffer *message, const char *block, const char *folder)
{
    const char *body = strstr(block, SINGLE_RULE);
    const char *title = strchr(block, '\n');
    if (body == NULL)
        body = block + strlen(block);
    if (title != NULL && title < body) {
        buffer_add(message, title + 1, (size_t)(body - title - 1));
    } else {
        const char *name = block + strcspn(block, " ");
        name += name[0] == ' ';
        buffer_add(message, name, strcspn(name, " \n"));
    }
    buffer_add_char(message, '\n');
    body += strncmp(body, SINGLE_RULE, strlen(SINGLE_RULE)) == 0 ? strlen(SINGLE_RULE) : 0;
    const char *end = strstr(body, DOUBLE_RULE);
    const char *ran = last_of(body, SINGLE_RULE);
    if (end == NULL)
        end = ran != NULL ? ran : body + strlen(body);
    char *text = mem_dup_range(body, (size_t)(end - body));
    add_exception(message, text, folder);
    mem_free(text);
}

static size_t count_failures(const char *err)
{
    size_t count = 0;
    for (const char *at = strstr(err, DOUBLE_RULE); at != NULL; at = strstr(at + 1, DOUBLE_RULE))
        count++;
    return count;
}

/* The number of tests that "Ran N tests in" names; 0 when the report has no end. */
static unsigned long count_tests(const char *err)
{
    const char *ran = last_of(err, "\nRan ");
    return ran == NULL ? 0 : strtoul(ran + 5, NULL, 10);
}

/* The docstring of the test that was running when the report broke off. */
static void add_running(Buffer *message, const char *err)
{
    const char *last = NULL;
    const char *line;
    size_t length;
    size_t last_length = 0;
    for (const char *at = err; excerpt_line(&at, &line, &length);) {
        last = length > 0 ? line : last;
        last_length = length > 0 ? length : last_length;
    }
    if (last != NULL && last_length > 4 && strncmp(last + last_length - 4, "... ", 4) == 0) {
        buffer_add_text(message, "\nit was in: ");
        buffer_add(message, last, last_length - 5);
    }
}

/* The reason of the first test that was skipped. */
static CheckResult skipped(const char *err, Arena *arena)
{
    const char *mark = strstr(err, "... skipped '");
    size_t length = mark == NULL ? 0 : strcspn(mark + 13, "'\n");
    return check_result(arena, OUTCOME_CANNOT, "a test was left out: %.*s", (int)length,
                        mark == NULL ? "" : mark + 13);
}

static CheckResult broken_off(const CheckRun *run, Arena *arena)
{
    Buffer message = {0};
    if (run->code == 0) {
        buffer_add_text(&message, "the tests did not run to their end: your program ended Python "
                                  "when it was imported or called (exit, quit)");
    } else if (strstr(run->err, TRACEBACK) != NULL || strstr(run->err, "Error: ") != NULL) {
        buffer_add_text(&message, "the tests cannot begin: ");
        add_exception(&message, run->err, run->folder);
    } else {
        buffer_add_format(&message, "the tests did not run to their end (exit code %d)", run->code);
        excerpt_add(&message, run->err, run->folder, false);
    }
    return excerpt_result(&message, OUTCOME_FAILED, arena);
}

CheckResult check_judge_python(const Check *check, const CheckRun *run, Arena *arena)
{
    Buffer message = {0};
    if (run->end == RUN_MISSING)
        return check_result(arena, OUTCOME_CANNOT, "python3 cannot be started: %s", run->why);
    if (excerpt_end(check, run, &message)) {
        add_running(&message, run->err);
        return excerpt_result(&message, OUTCOME_FAILED, arena);
    }
    unsigned long tests = count_tests(run->err);
    const char *failure = strstr(run->err, DOUBLE_RULE);
    const char *end = last_of(run->err, "\nOK");
    if (failure != NULL) {
        size_t count = count_failures(run->err);
        add_failure(&message, failure + strlen(DOUBLE_RULE), run->folder);
        if (count > 1)
            buffer_add_format(&message, "\n(%zu more of %lu tests fail)", count - 1, tests);
        return excerpt_result(&message, OUTCOME_FAILED, arena);
    }
    if (tests > 0 && run->code == 0 && end != NULL && strncmp(end, "\nOK (", 5) == 0)
        return skipped(run->err, arena);
    if (tests > 0 && run->code == 0 && end != NULL)
        return check_result(arena, OUTCOME_PASSED, "%lu test%s", tests, tests == 1 ? "" : "s");
    return broken_off(run, arena);
}
