/* Within the companion only: what a workspace holds, and how a change is written. */
#ifndef CAIRN_COMPANION_WORKSPACE_IMPL_H
#define CAIRN_COMPANION_WORKSPACE_IMPL_H

#include "base/json.h"
#include "companion/cached.h"
#include "companion/ledger.h"
#include "companion/workspace.h"

struct Workspace {
    Paths paths;
    Clock clock;
    bool read_only;
    Store *store; /* NULL: reading only, and there is no database yet */
    char *database;
    char **content; /* directories that hold packs, absolute, in order */
    size_t content_count;
    Catalog *catalog;
    CachedBytes catalog_bytes; /* that the catalog lies in; none when it was made from the packs */
    int watch;                 /* for writes of others (others.c), -1 none */
    uint64_t index_version;    /* of both, as the index tells it; 0 until somebody searches */
    uint64_t content_version;  /* of the catalog; 0 when that is not known */
    char *refused_file;        /* an edited one whose mistakes were told; NULL none */
    FileStamp refused_stamp;
    bool content_watched; /* the cache tells later whether the content changed */
    Glossary *glossary;   /* NULL until somebody asks for it */
    Buffer diagnostics;
    StudyState state;
    CachedBytes state_bytes;   /* that were kept of it; none when it was read from the database */
    CachedBytes state_cards;   /* likewise, in which its cards lie */
    FileStamp state_stamp;     /* of the database that says just this state; size -1: not known */
    PracticeTimer state_timer; /* as the database has it */
    bool catalog_later;        /* nobody looked at the cards of the catalog yet */
    bool cards_later;          /* nor at those of the state */
    bool files_known;          /* the kept state names the files that it and the catalog lie in */
    bool written;              /* an event was, since the opening */
    bool stale;                /* the state could not be read again after a change */
    Ledger ledger;             /* of the open write */
    DayNumber goal_told; /* the study day on which the goal is known to have been told; 0 none */
    char *hook_problem,
        *hook_told; /* with a program of the learner's, or NULL; the one given out last */
};

/* Ends the watch of workspace_watch. */
void workspace_unwatch(Workspace *workspace);

/* What is watched may be other files than those that are there now; before they are read. */
void workspace_watch_again(Workspace *workspace);

/* A change, in three parts:
 *
 *     Status status = write_begin(workspace, error);   // the state is now as fresh as the disk
 *     if (status != STATUS_OK)
 *         return status;
 *     ... checks against workspace->state, write_event ...
 *     return write_end(workspace, status, error);      // commits when `status` is STATUS_OK
 *
 * After write_end the state equals the disk, whichever way it ended. write_begin may read the whole
 * state again: a string of the caller's that may point into the state is copied before. */
CHECKED Status write_begin(Workspace *workspace, Error *error);
CHECKED Status write_end(Workspace *workspace, Status status, Error *error);

/* Appends and applies an event about `at_ms`. `body` is JSON, NULL for an empty object. `id` (may be
 * NULL) gets the event's. */
CHECKED Status write_event(Workspace *workspace, EventKind kind, const char *subject,
                           const char *body, int64_t at_ms, char id[EVENT_ID_SIZE], Error *error);

/* A change that needs no check: begin, one event now, end. */
CHECKED Status write_single(Workspace *workspace, EventKind kind, const char *subject,
                            const char *body, Error *error);

/* A body with one text; the caller frees it with mem_free. */
char *body_text(const char *key, const char *value);

/* The open timer as it is on disk, within an open write: where the machine slept since it ran, a pause
 * is written first, unless what is to be done is about `at_ms` (0: now), before that sleep. */
CHECKED Status practice_settle(Workspace *workspace, int64_t at_ms, PracticeTimer *timer,
                               Error *error);

/* Whether the span from `start_ms` to `end_ms` is free of practice but for the block `except` (NULL:
 * none); an empty span always is. STATUS_USAGE naming what is in the way. */
CHECKED Status practice_check_span(Workspace *workspace, int64_t start_ms, int64_t end_ms,
                                   const char *except, Error *error);
CHECKED Status practice_check_topic(const Workspace *workspace, const char *topic_id, Error *error);
/* `at_ms`, or now for 0; not in the future, where no clock could have measured it. */
CHECKED Status practice_resolve_instant(const Workspace *workspace, int64_t *at_ms, Error *error);
/* Adds members that say how a block lies on its days: rollover, and shift and before. */
void practice_put_zone(const Workspace *workspace, JsonWriter *json, int64_t start_ms,
                       int64_t end_ms);

/* The learner's programs in the directory hooks of the configuration (workspace_goal). */
typedef enum Hook { HOOK_START, HOOK_STOP, HOOK_GOAL } Hook;
typedef struct HookFacts {
    const char *topic, *note; /* ids and texts; "" for none */
    int64_t practised_ms;     /* of the block */
} HookFacts;
void hooks_run(Workspace *workspace, Hook hook, const HookFacts *facts);

/* Reads the state from the store into a fresh one that replaces the old only when all went well. */
CHECKED Status workspace_load_state(Workspace *workspace, Error *error);

/* The same as one read, outside a write: one lock instead of one a table, and all tables of the same
 * moment. Nothing without a store. */
CHECKED Status workspace_load_state_at_once(Workspace *workspace, Error *error);

/* Makes `state`, as the database has it, the workspace's. */
void workspace_put_state(Workspace *workspace, StudyState *state);

/* The state as it was kept (snapshot.c), when the database is still the one that it was read from. With
 * options.trusting its cards may be left to look at (`cards_later`). */
bool snapshot_take(Workspace *workspace, const WorkspaceOptions *options);

/* The same for those who want no catalog (options.glance): an empty one takes its place. False where not all
 * that they want is kept. */
bool snapshot_glance(Workspace *workspace);

/* Looks at what snapshot_take left; damaged, the state is read again. */
void snapshot_settle(Workspace *workspace);

/* Keeps the state for the next start, where it is known to be the one of the database at rest. */
void snapshot_keep(Workspace *workspace);

/* Fills `content` from the options and the environment; fails on a directory that was asked for and
 * is not there. */
CHECKED Status workspace_find_content(Workspace *workspace, const WorkspaceOptions *options,
                                      Error *error);

/* What tells these directories from others. */
uint64_t workspace_hash_places(const Workspace *workspace);

/* Fills `catalog` and `diagnostics`: from the cache, or from the packs when a file changed, which with
 * options.unlooked nobody looks for. With options.trusting the cards may be left to look at. */
void workspace_load_catalog(Workspace *workspace, const WorkspaceOptions *options);

/* Looks at the cards that were left; false when they are damaged, or what else options.unlooked does not
 * leave to later. */
bool workspace_catalog_is_sound(Workspace *workspace, const WorkspaceOptions *options);

/* Reads the packs in the place of a damaged catalog that nobody points to. */
void workspace_replace_catalog(Workspace *workspace);

/* Of the file that the catalog lies in, or was just kept in; size -1 without one. */
FileStamp workspace_catalog_stamp(const Workspace *workspace);

/* Looks at what the cached catalog was not looked at for; damaged, it counts as changed. */
void workspace_settle_catalog(Workspace *workspace);

/* For each card of the catalog the study day it came, in `arena`; cards that nobody noted came today,
 * which is noted. */
CHECKED Status workspace_added_days(Workspace *workspace, Arena *arena, const DayNumber **days,
                                    Error *error);

/* Notes the cards that came with a catalog made anew; nothing when it is from the cache. What cannot be
 * noted stops nobody: it is when somebody asks for it. */
void workspace_note_cards(Workspace *workspace);

#endif
