/* Noticing that the learner saved something: a watch on a directory and those below it, by inotify where
 * the system has it. Environments, hidden directories and what Python compiles are left out. */
#ifndef CAIRN_COMPANION_WATCHING_H
#define CAIRN_COMPANION_WATCHING_H

#include <stdbool.h>

#include "base/error.h"

typedef struct Watching Watching;

/* After a save come others (an editor writes, renames, removes): so long nobody moves. */
#define WATCHING_QUIET_MS 300

/* STATUS_FAILED when the directory cannot be watched; the caller ends it with watching_close (NULL is
 * fine). */
CHECKED Status watching_open(const char *directory, Watching **watching, Error *error);
void watching_close(Watching *watching);

/* Readable when something happened. */
int watching_descriptor(const Watching *watching);

/* Takes what happened; true when a file was changed that is worth a check. With `only_sources` only files
 * that learners write and programs do not (.py) count: for what happened while checks were running. */
bool watching_take(Watching *watching, bool only_sources);

#endif
