#include "study/check_excerpt.h"

#include <string.h>

#define LINES     12
#define LINE_SIZE 300

bool excerpt_line(const char **at, const char **line, size_t *length)
{
    if (**at == '\0')
        return false;
    *line = *at;
    *length = strcspn(*at, "\n");
    *at += *length + ((*at)[*length] == '\n');
    return true;
}

static void add_line(Buffer *out, const char *line, size_t length, const char *folder)
{
    size_t prefix = strlen(folder);
    size_t shown = length < LINE_SIZE ? length : LINE_SIZE;
    buffer_add_text(out, out->length > 0 ? "\n  " : "  ");
    for (size_t i = 0; i < shown;) {
        if (prefix > 0 && i + prefix < shown && line[i + prefix] == '/' &&
            strncmp(line + i, folder, prefix) == 0)
            i += prefix + 1;
        else
            buffer_add_char(out, line[i++]);
    }
    if (shown < length)
        buffer_add_text(out, " ...");
}

void excerpt_add(Buffer *out, const char *text, const char *folder, bool first)
{
    const char *line;
    size_t length;
    size_t count = 0;
    size_t at_line = 0;
    for (const char *at = text; excerpt_line(&at, &line, &length);)
        count++;
    size_t skipped = count > LINES && !first ? count - LINES : 0;
    if (count == 0)
        buffer_add_text(out, out->length > 0 ? "\n  (nothing)" : "  (nothing)");
    if (skipped > 0)
        buffer_add_text(out, "\n  ...");
    for (const char *at = text; excerpt_line(&at, &line, &length); at_line++)
        if (at_line >= skipped && at_line < skipped + LINES)
            add_line(out, line, length, folder);
    if (count > LINES && first)
        buffer_add_text(out, "\n  ...");
}

CheckResult excerpt_result(Buffer *message, Outcome outcome, Arena *arena)
{
    CheckResult result = {.outcome = outcome, .message = arena_dup(arena, buffer_text(message))};
    buffer_done(message);
    return result;
}

bool excerpt_end(const Check *check, const CheckRun *run, Buffer *message)
{
    switch (run->end) {
    case RUN_ENDED:
        return false;
    case RUN_SIGNALLED:
        buffer_add_format(message, "the program was ended by signal %d%s", run->code,
                          run->code == 9    ? " (it may have taken too much memory)"
                          : run->code == 11 ? " (it touched memory that is not its own)"
                          : run->code == 24 ? " (it used up its time)"
                          : run->code == 25 ? " (it wrote too large a file)"
                                            : "");
        return true;
    case RUN_TOO_LONG:
        buffer_add_format(message,
                          "stopped after %d s: the program did not end; a loop may never be left, "
                          "or it waits for input that does not come",
                          check->seconds);
        return true;
    case RUN_TOO_MUCH:
        buffer_add_format(message,
                          "stopped: the program printed more than %zu KB; a loop may never be left",
                          CHECK_OUTPUT_LIMIT / 1024);
        return true;
    case RUN_TOO_MANY:
        buffer_add_format(message, "stopped: the program started more than %d others",
                          CHECK_PROGRAMS_LIMIT);
        return true;
    case RUN_CANCELLED:
        buffer_add_text(message, "cancelled");
        return true;
    case RUN_MISSING:
        buffer_add_text(message, "the program cannot be started");
        return true;
    }
    return false;
}
