/* The terminal interface: a workspace on one side, a terminal on the other. */
#ifndef CAIRN_SHELL_SHELL_H
#define CAIRN_SHELL_SHELL_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "companion/workspace.h"

typedef enum ShellColour { SHELL_COLOUR_AUTO, SHELL_COLOUR_ALWAYS, SHELL_COLOUR_NEVER } ShellColour;

/* Zero-initialised: the learner's theme, colours where the terminal has them and NO_COLOR is not
 * set, the locale's characters, the place of the option start-place. */
typedef struct ShellOptions {
    const char *theme; /* --theme, or NULL */
    ShellColour colour;
    bool ascii;        /* --ascii */
    const char *place; /* place to open on (config_check_place), or NULL */
} ShellOptions;

/* Whether TERM can name a terminal that holds the interface: set, and not "dumb"; else an Error with
 * a sentence for standard error (STATUS_USAGE). */
CHECKED Status shell_check_terminal(Error *error);

/* Runs the interface on the terminal of standard input and output until the learner leaves, a
 * signal ends it or the terminal is gone; the terminal is restored and everything saved whichever
 * way it ends. The caller has set the locale (LC_CTYPE) and checked that both are terminals.
 * `*signal_number` gets the signal that ended it (the program's exit code is then 128 + that), else
 * 0. STATUS_USAGE for an unknown theme or place, with the names there are; STATUS_FAILED when the
 * terminal cannot be used or the last state of the screen could not be saved. */
CHECKED Status shell_run(Workspace *workspace, const ShellOptions *options, int *signal_number,
                         Error *error);

/* The screen of rows x columns after `keys` (key names separated by blanks as in keys.yaml, such as
 * "2 Down Space"; NULL or "" for none), appended to `out` as plain text, rows ended by '\n' without
 * blanks at their ends. Needs no terminal; what the keys do is done (grading a card is on disk), but
 * no editor or browser is started and no cursor position is read or saved. STATUS_USAGE for a word
 * that is no key, or a size outside 1..1000. */
CHECKED Status shell_dump_screen(Workspace *workspace, const ShellOptions *options, int rows,
                                 int columns, const char *keys, Buffer *out, Error *error);

#endif
