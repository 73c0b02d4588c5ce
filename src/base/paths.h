/* Where files live: XDG directories and the program's own data. All results are absolute. */
#ifndef CAIRN_BASE_PATHS_H
#define CAIRN_BASE_PATHS_H

#include <stdbool.h>

#include "base/error.h"

typedef struct Paths {
    char *data;   /* $CAIRN_DATA, or $XDG_DATA_HOME/cairn: database, notes, user packs */
    char *config; /* $XDG_CONFIG_HOME/cairn: keys.yaml, themes/ */
    char *state;  /* $XDG_STATE_HOME/cairn: logs, the interface's cursor positions */
    char *shared; /* directory that holds the built-in content/ and themes/ */
} Paths;

/* Fills `paths` from the environment. `data_override` (--data, may be NULL) wins over CAIRN_DATA.
 * `shared` is found next to the program (a build tree or PREFIX/share/cairn beside PREFIX/bin), else
 * the installed prefix. Fails when neither HOME nor the needed variables are set. Creates nothing.
 * The caller calls paths_done. */
CHECKED Status paths_resolve(const char *data_override, Paths *paths, Error *error);
void paths_done(Paths *paths);

/* Where temporary files go: $TMPDIR, or /tmp. Borrowed from the environment. */
const char *path_temporary(void);

/* "a/b" from "a" and "b"; the caller frees. */
char *path_join(const char *directory, const char *name);

/* Whether a name given in a file stays below the directory it is joined to: it is relative, and no
 * part of it is "..". Links are not looked at. */
bool path_is_inside(const char *name);

#endif
