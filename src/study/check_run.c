/* Judging a program by what it printed and how it ended. */
#include <string.h>

#include "study/check_excerpt.h"

/* --- endings --- */

static void add_printed(Buffer *message, const CheckRun *run)
{
    buffer_add_text(message, "\nit printed:");
    excerpt_add(message, run->out, run->folder, false);
    if (run->err[0] != '\0') {
        buffer_add_text(message, "\nand on standard error:");
        excerpt_add(message, run->err, run->folder, false);
    }
}

/* What the last line of an error of Python's means for a check. */
static void add_reason(Buffer *message, const char *err)
{
    static const struct {
        const char *begin, *reason;
    } REASONS[] = {
        {"EOFError", "\nit asked for more input than the check gives; end when the input ends"},
        {"NotImplementedError", "\nthis part is still to be written"},
        {"PermissionError", "\na program in a check may write in your directory and in temporary "
                            "ones, and nowhere else"},
        {"termios.error", "\nit wants a terminal, which a check has not"},
        {"MemoryError", "\nit took more memory than a check may"},
    };
    const char *last = err;
    const char *line;
    size_t length;
    for (const char *at = err; excerpt_line(&at, &line, &length);)
        last = length > 0 ? line : last;
    for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
        if (strncmp(last, REASONS[i].begin, strlen(REASONS[i].begin)) == 0)
            buffer_add_text(message, REASONS[i].reason);
}

/* --- what was printed --- */

static bool find_texts(const Check *check, const CheckRun *run, Buffer *message)
{
    const char *at = run->out;
    for (size_t i = 0; i < check->output.count; i++) {
        const char *wanted = check->output.items[i];
        const char *found = strstr(at, wanted);
        if (found == NULL) {
            buffer_add_format(message, "expected in its output%s%s%s: %s",
                              i > 0 ? ", behind \"" : "", i > 0 ? check->output.items[i - 1] : "",
                              i > 0 ? "\"" : "", wanted);
            return false;
        }
        at = found + strlen(wanted);
    }
    return true;
}

/* Moves `*at` behind the first line that the pattern matches. */
static bool find_line(const char **at, const char *pattern, CheckMatches *matches, Buffer *text)
{
    const char *line;
    size_t length;
    while (excerpt_line(at, &line, &length)) {
        length -= length > 0 && line[length - 1] == '\r';
        buffer_clear(text);
        buffer_add(text, line, length);
        if (matches(pattern, buffer_text(text)))
            return true;
    }
    return false;
}

static bool find_patterns(const Check *check, const CheckRun *run, CheckMatches *matches,
                          Buffer *message)
{
    const char *at = run->out;
    Buffer text = {0};
    bool found = true;
    for (size_t i = 0; i < check->patterns.count && found; i++) {
        found = find_line(&at, check->patterns.items[i], matches, &text);
        if (!found)
            buffer_add_format(message, "expected a line in its output like: %s%s",
                              check->patterns.items[i],
                              i > 0 ? " (behind the lines like those before)" : "");
    }
    buffer_done(&text);
    return found;
}

static bool lacks_texts(const Check *check, const CheckRun *run, Buffer *message)
{
    for (size_t i = 0; i < check->absent.count; i++)
        if (strstr(run->out, check->absent.items[i]) || strstr(run->err, check->absent.items[i])) {
            buffer_add_format(message, "not expected in its output: %s", check->absent.items[i]);
            return false;
        }
    return true;
}

static void add_command(const Check *check, Buffer *message)
{
    buffer_add_text(message, "\nthe command was: ");
    check_add_words(check, message);
    if (check->input[0] != '\0') {
        buffer_add_text(message, "\nwith the input:");
        excerpt_add(message, check->input, "", true);
    }
}

CheckResult check_judge_run(const Check *check, const CheckRun *run, CheckMatches *matches,
                            Arena *arena)
{
    Buffer message = {0};
    if (run->end == RUN_MISSING)
        return check_result(arena, OUTCOME_CANNOT, "%s cannot be started: %s",
                            check->words.items[0], run->why);
    bool good = !excerpt_end(check, run, &message);
    if (good && run->code != check->exit) {
        buffer_add_format(&message, "it ended with exit code %d (expected %d)", run->code,
                          check->exit);
        add_reason(&message, run->err);
        good = false;
    }
    good = good && find_texts(check, run, &message) &&
           find_patterns(check, run, matches, &message) && lacks_texts(check, run, &message);
    if (good)
        return check_result(arena, OUTCOME_PASSED, "%s", "");
    add_command(check, &message);
    add_printed(&message, run);
    return excerpt_result(&message, OUTCOME_FAILED, arena);
}
