/* Signals as bytes in a pipe, so that one poll waits for them and for keys. */
#ifndef CAIRN_SHELL_SIGNALS_H
#define CAIRN_SHELL_SIGNALS_H

#include <stdbool.h>

#include "base/error.h"

/* What came since the last signals_take. */
typedef struct Signals {
    int fatal;      /* SIGTERM, SIGHUP or SIGINT: the first that came; 0 none */
    bool resized;   /* SIGWINCH */
    bool suspend;   /* SIGTSTP */
    bool continued; /* SIGCONT */
} Signals;

/* Catches them. A signal that the parent had ignored stays ignored, but for SIGWINCH and SIGCONT.
 * signals_close puts the old handlers back. */
CHECKED Status signals_open(Error *error);
void signals_close(void);

/* The descriptor that is readable when there is something to take. */
int signals_descriptor(void);

void signals_take(Signals *out);

/* `restore` is called, once, when the program is about to die of a fault (SIGSEGV, SIGABRT and their
 * like), so that the learner gets the terminal back; then it dies of it. Handlers that somebody else
 * has set (a sanitiser) stay. */
void signals_on_fault(void (*restore)(void));

/* Stops the process group as the terminal's Ctrl-Z would; returns when it goes on. */
void signals_stop_here(void);

#endif
