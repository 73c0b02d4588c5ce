/* What tests of faults do on a terminal: answer cards, and ask the doctor what is in the log then. */
#ifndef CAIRN_TESTS_PTY_ANSWERS_H
#define CAIRN_TESTS_PTY_ANSWERS_H

#include "pty/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Events by the doctor, who finds nothing wrong. */
static inline long answers_count_events(void **state)
{
    static const char *const DOCTOR[] = {"doctor", NULL};
    size_t length;
    session_end();
    session_pty =
        pty_start(&(PtyStart){.home = *state, .rows = 24, .columns = 200, .arguments = DOCTOR});
    int code = pty_exit(session_pty);
    const char *output = pty_output(session_pty, &length);
    char *told = mem_dup_range(output, length);
    const char *at = strstr(told, "is whole: ");
    if (code != 0 || at == NULL || strstr(told, "everything else follows") == NULL)
        fail_msg("doctor: %d\n%s", code, told);
    long events = at == NULL ? 0 : strtol(at + strlen("is whole: "), NULL, 10);
    mem_free(told);
    session_end();
    return events;
}

static inline void answers_show(Pty *pty)
{
    pty_type(pty, " ");
    assert_true(pty_shows(pty, "3 good"));
}

static inline void answers_grade(Pty *pty)
{
    answers_show(pty);
    pty_type(pty, "3");
    assert_true(pty_lacks(pty, "3 good")); /* the next card */
}

#endif
