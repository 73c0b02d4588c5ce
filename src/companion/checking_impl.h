/* Within the companion: the parts of the checks of projects. */
#ifndef CAIRN_COMPANION_CHECKING_IMPL_H
#define CAIRN_COMPANION_CHECKING_IMPL_H

#include "base/json.h"
#include "companion/checking.h"
#include "companion/runner.h"

/* --- Python (checking_python.c) --- */

/* The learner's Python: of the environment in the directory, else the one of PATH; in `arena`. */
const char *python_of(const char *directory, Arena *arena);

/* The environment that programs of checks get: this process's without what is cairn's or Python's own;
 * Python finds modules in the directory, and before that in `shared` ("" for none). In `arena`,
 * NULL-terminated. */
const char *const *python_environment(const char *directory, const char *shared, Arena *arena);

/* The name of a module that comes with Python and for which a file in the directory stands in; NULL: none. */
const char *python_stand_in(const char *directory);

/* Directories that these programs may write in. */
const char *const *python_writable(const char *directory, Arena *arena);

/* Of the modules (named as they are imported or installed) those that this Python has not. STATUS_FAILED
 * when the system has no process. `*found` false when there is no Python. */
CHECKED Status python_missing(const char *python, const char *directory, const TextList *modules,
                              Arena *arena, TextList *missing, bool *found, Error *error);

/* How to get a module: its name for pip, and its packages of Debian, Fedora, Arch and Homebrew ("" where
 * there is none). */
typedef struct PythonModule {
    const char *import, *pip, *debian, *fedora, *arch, *brew;
} PythonModule;
PythonModule python_module(const char *name);

/* --- what the log knows (checking_known.c) --- */

/* The last of a project's PROJECT events: directory "" and allowed "" where there is none. In `arena`. */
typedef struct ProjectPlace {
    const char *directory, *allowed;
} ProjectPlace;
CHECKED Status checking_place(Workspace *workspace, const char *project_id, Arena *arena,
                              ProjectPlace *place, Error *error);

/* Notes it. */
CHECKED Status checking_put_place(Workspace *workspace, const char *project_id,
                                  const ProjectPlace *place, Error *error);

/* The last results and judgements of a milestone, by the bodies of its CHECK events. */
typedef struct MilestoneLog {
    const JsonValue *checks; /* an array, or NULL */
    const JsonValue *review;
    int64_t at_ms; /* of the checks */
} MilestoneLog;
CHECKED Status checking_log(Workspace *workspace, const char *milestone_id, Arena *arena,
                            MilestoneLog *log, Error *error);

/* The result of a self check by the learner's last judgement. */
CheckResult checking_self(const MilestoneLog *log, const char *criterion, Arena *arena);

#endif
