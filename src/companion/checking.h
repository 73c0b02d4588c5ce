/* The checks of a project in the learner's own directory. They may take a while, so they are three steps:
 * a plan, made of the workspace; the work, which needs nothing but the plan and may run in a thread of
 * its own; and what comes of it. Nothing is started before the learner agreed to the commands. */
#ifndef CAIRN_COMPANION_CHECKING_H
#define CAIRN_COMPANION_CHECKING_H

#include "companion/workspace.h"
#include "study/check.h"

typedef struct CheckPlan {
    Arena *arena; /* owns all of it; the work's own while that goes on */
    const char *project_id;
    const char *pack;      /* the project's directory in the pack */
    const char *shared;    /* checks/ beside it, for files of unittest to import from; "": none */
    const char *directory; /* the learner's, absolute */
    const char *commands; /* what is run for the whole project, one a line; checks/ is the pack's */
    bool allowed;         /* the learner agreed to these commands before */
    TextList needs;       /* of the project */
    Check *checks; /* of the chosen milestones, in order; their milestone is the catalog's index */
    CheckResult *results;    /* of each; those of self checks are there from the beginning */
    const char **milestones; /* id of each check's milestone */
    size_t count;
    int64_t ms;     /* the time it took */
    bool cancelled; /* the results are not whole and are not kept */
} CheckPlan;

/* Plans the checks of a project, or of one milestone of it (CATALOG_NONE: of all). `directory` NULL is the
 * one that the project was last begun or checked in; STATUS_USAGE when there is none, or it is gone.
 * The caller calls check_plan_done in any case. */
CHECKED Status workspace_check_plan(Workspace *workspace, CatalogIndex project,
                                    CatalogIndex milestone, const char *directory, CheckPlan *plan,
                                    Error *error);
void check_plan_done(CheckPlan *plan);

/* Notes that the learner agreed to the plan's commands, in its directory. */
CHECKED Status workspace_check_allow(Workspace *workspace, CheckPlan *plan, Error *error);

/* Told before each check (`result` NULL), several times a second while it runs, and after it; false stops
 * the work. */
typedef bool CheckProgress(void *context, size_t index, const CheckResult *result);

/* Does the checks. STATUS_FAILED only when the system has no process for them. */
CHECKED Status check_plan_run(CheckPlan *plan, CheckProgress *progress, void *context,
                              Error *error);

/* Keeps the results, marks milestones done whose checks all passed, and counts the time as practice of the
 * project where no other practice has it. With `if_changed`, for a watch, only the results of milestones
 * are kept whose outcomes are not as they were, and the time is left to workspace_watch_practised. `passed`
 * (may be NULL) gets the number of milestones that were marked. */
CHECKED Status workspace_take_checks(Workspace *workspace, const CheckPlan *plan, bool if_changed,
                                     int *passed, Error *error);

/* The practice of a watch. Each run and each key is a sign of work (workspace_practice_touch); of those that
 * come soon one after another only the first is written at once, the last when the watch ends. */
typedef struct WatchPractice {
    int64_t written_ms, last_ms; /* 0: none yet */
} WatchPractice;

/* A sign of work now, which itself took `ms`. */
CHECKED Status workspace_watch_practised(Workspace *workspace, WatchPractice *practice,
                                         const char *project_id, int64_t ms, Error *error);

/* The watch is over. */
CHECKED Status workspace_watch_ended(Workspace *workspace, WatchPractice *practice,
                                     const char *project_id, Error *error);

/* --- what is known of a project --- */

/* The last result of a check. */
typedef struct KnownCheck {
    const char *title;
    CheckKind kind;
    CheckResult result;
} KnownCheck;

typedef struct KnownMilestone {
    KnownCheck *checks; /* as the brief has them now; OUTCOME_NONE where there is no result */
    size_t count;
    int64_t at_ms; /* when it was checked; 0: never */
} KnownMilestone;

typedef struct KnownProject {
    const char *directory;      /* "" when it was never begun */
    KnownMilestone *milestones; /* as many as the project has */
} KnownProject;

/* All of it in `arena`. */
CHECKED Status workspace_project_known(Workspace *workspace, CatalogIndex project, Arena *arena,
                                       KnownProject *known, Error *error);

/* The learner's judgement of a criterion (a self check) of a milestone. */
typedef struct SelfJudgement {
    const char *criterion, *evidence;
    bool met;
} SelfJudgement;
/* Notes judgements; those of before stay where a criterion has none among them. */
CHECKED Status workspace_project_review(Workspace *workspace, CatalogIndex index,
                                        const SelfJudgement *judgements, size_t count,
                                        Error *error);

/* --- doctor --- */

/* What the system has for a project: python3, venv, pip and each module, as lines for people that begin with
 * ok, missing, optional or blanks (how to get what is above): "ok       python3  3.12.3". `*missing` counts
 * what is needed and not there. `project` may be CATALOG_NONE: what any project needs. */
CHECKED Status workspace_project_doctor(Workspace *workspace, CatalogIndex project, Buffer *report,
                                        int *missing, Error *error);

/* Puts a project's directory aside (DIRECTORY.backup-DATE, named in `backup`, which the caller frees) and
 * begins it anew; the environment in .venv is kept. */
CHECKED Status workspace_project_reset(Workspace *workspace, CatalogIndex project,
                                       const char *directory, char **backup, Error *error);

#endif
