/* The day's copy of the database (store_backup_daily), made beside the work: it takes a while where there is much
 * to copy, and nobody waits for it. The interface makes it behind its first frame on the first start of a study
 * day; a command that wrote something makes it after its answer. So each day on which something is written has one,
 * with all that was written on the days before. */
#ifndef CAIRN_COMPANION_COPYING_H
#define CAIRN_COMPANION_COPYING_H

#include "companion/workspace.h"

#define COPYING_FAILED "no copy today" /* what an error begins with */

typedef struct CopyRequest {
    char *directory; /* of the database; NULL: there is nothing to do */
    DayNumber today;
} CopyRequest;

/* Whether the day's copy is to be made; then `request` says of what, and the caller calls copying_request_done. With
 * `written`, only when this workspace wrote an event. */
bool copying_request(Workspace *workspace, bool written, CopyRequest *request);
void copying_request_done(CopyRequest *request);

/* Needs nothing but the request; has a connection of its own, and holds up nobody who writes. STATUS_FAILED, and no
 * copy is there, when `goes_on` (may be NULL) said no or it cannot be made. */
CHECKED Status copying_run(const CopyRequest *request, StoreGoesOn *goes_on, void *context,
                           Error *error);

/* --- in a process of its own ---
 * SQLite with the copy's two connections takes as much memory as all that a first frame does, and whoever only
 * looks around needs none of it. So the program runs itself once more. That process ends early when nobody
 * listens to it any more, whatever became of its parent. */
typedef struct Copying Copying;

/* STATUS_FAILED, and `*copying` is NULL, when the system has no process or pipe for it. The caller ends it with
 * copying_free. */
CHECKED Status copying_start(const CopyRequest *request, Copying **copying, Error *error);

/* Readable when copying_ended has something to take. */
int copying_descriptor(const Copying *copying);

/* Whether it has ended; then `*status` is STATUS_OK, or STATUS_FAILED with what copying_run said there. */
bool copying_ended(Copying *copying, Status *status, Error *error);

/* Stops it, and waits until it has; NULL is fine. */
void copying_free(Copying *copying);

/* For the command line: whether this process was started by copying_start; and the work of one that was, with its
 * exit code. */
bool copying_is_called(int argc, char **argv);
int copying_serve(char **argv);

#endif
