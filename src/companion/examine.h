/* What is odd about a home without being damage. Nothing of it is changed or deleted: a pack may be away
 * for a while, and a file nobody knows is somebody's. */
#ifndef CAIRN_COMPANION_EXAMINE_H
#define CAIRN_COMPANION_EXAMINE_H

#include "base/names.h"
#include "companion/workspace.h"

typedef struct Finding {
    const char *id;   /* for programs: "unknown-cards" */
    const char *text; /* for people, without the names */
    int64_t count;
    Names names; /* `count` of them, or none */
} Finding;

/* Zero-initialise; freed by findings_done. */
typedef struct Findings {
    ARRAY(Finding) list;
    Arena *arena;
} Findings;

/* Looks at what the learner's data is about (against the content that is loaded), at what events name, at
 * the copies, and at the files in the data directory. The database was checked before. */
CHECKED Status workspace_examine(Workspace *workspace, Findings *findings, Error *error);
void findings_done(Findings *findings);

#endif
