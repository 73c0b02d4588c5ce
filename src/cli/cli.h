/* The command line: arguments in, an exit code out. Everything a command prints as data goes to
 * standard output, everything else to standard error.
 *
 * The command line never sees the interface: whoever calls cli_run hands in a CliHost, through which
 * `cairn` without a command and `cairn keys` reach it.
 */
#ifndef CAIRN_CLI_CLI_H
#define CAIRN_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "companion/workspace.h"

typedef enum CliColour { CLI_COLOUR_AUTO, CLI_COLOUR_ALWAYS, CLI_COLOUR_NEVER } CliColour;

/* What the interface is to show first. All strings are borrowed for the call. */
typedef struct CliInterface {
    const char *theme; /* --theme, or NULL */
    CliColour colour;
    bool ascii;
    const char *place; /* name of the place to open on, or NULL */
} CliInterface;

/* One action as people read it. */
typedef struct CliKey {
    const char *group, *action, *keys, *where, *help;
} CliKey;
typedef bool CliEachKey(void *context, const CliKey *key);

/* A binding of the learner's own: action and key by name, and where it stands. */
typedef struct CliBinding {
    const char *action, *key, *place;
} CliBinding;

typedef struct CliHost {
    /* Whether the terminal can hold the interface: STATUS_USAGE with a sentence when not. */
    Status (*check_terminal)(Error *error);
    /* Opens the interface; returns when the learner leaves it. `*exit_code` is 0, or 128 and the
     * number of the signal that ended it. */
    Status (*open_interface)(Workspace *workspace, const CliInterface *what, int *exit_code,
                             Error *error);
    /* Appends the interface's screen after `keys` (may be NULL) as text. */
    Status (*dump_screen)(Workspace *workspace, const CliInterface *what, int rows, int columns,
                          const char *keys, Buffer *out, Error *error);
    /* Calls `each` for every action in the order of the table until it returns false, with the keys
     * it has once `bindings` are applied. STATUS_CONTENT naming the first binding that cannot be;
     * the actions are given all the same. */
    Status (*each_key)(const CliBinding *bindings, size_t count, CliEachKey *each, void *context,
                       Error *error);
} CliHost;

/* Runs the command that the arguments name. Returns the exit code: 0 done, 1 failed, 2 wrong usage,
 * 3 content or input with errors. */
int cli_run(int argc, char **argv, const CliHost *host);

#endif
