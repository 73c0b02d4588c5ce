/* The other side of a test's terminal: a small shell that starts the program in its own process
 * group, tells of its stops and of its end, and continues it. */
#ifndef CAIRN_TESTS_PTY_CHILD_H
#define CAIRN_TESTS_PTY_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "support/pty.h"

typedef struct PtyChild {
    pid_t leader, program;
    int report;  /* to read from */
    int command; /* to write to */
    bool ended;  /* both are gone; their numbers may be somebody else's */
} PtyChild;

typedef enum PtyWhat { PTY_STARTED, PTY_STOPPED, PTY_ENDED } PtyWhat;

typedef struct PtyReport {
    PtyWhat what;
    int value; /* process id, or status from waitpid */
} PtyReport;

/* Starts both on the terminal `slave`, and closes `master` there; returns when the program's id is
 * known. */
void pty_child_start(PtyChild *child, int master, int slave, const PtyStart *start);

/* The next report; false when there will be none. */
bool pty_child_read(PtyChild *child, PtyReport *report);

void pty_child_continue(PtyChild *child);

/* See pty_take_memory. */
bool pty_child_take_memory(const PtyChild *child);

/* Kills and reaps both. */
void pty_child_end(PtyChild *child);

#endif
