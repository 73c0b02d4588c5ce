/* Use cases: everything the program can do, for the command line and the interface alike. A
 * Workspace joins content, store, clock and study state. No printing, no terminal.
 *
 * Every call that changes something returns only after it is durable, and updates the StudyState.
 */
#ifndef CAIRN_COMPANION_WORKSPACE_H
#define CAIRN_COMPANION_WORKSPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/paths.h"
#include "store/store.h"
#include "study/answer.h"
#include "study/glossary.h"
#include "study/pace.h"
#include "study/state.h"
#include "study/today.h"
#include "text/theme.h"

typedef struct Workspace Workspace;

typedef struct WorkspaceOptions {
    const char *data;           /* --data, or NULL */
    const char *const *content; /* --content directories */
    size_t content_count;
    bool read_only; /* `status`: never writes, also creates nothing */
    /* for a first frame soon: cached content is taken as it is, and the database only read. The caller asks
     * workspace_settle and workspace_content_changed then */
    bool unlooked;
    /* for those who want the roadmap and the day's figures (study/figures.h): where these are kept, what the
     * cache says of cards is not looked through for damage while its files are those that were kept. Before
     * anything asks for cards, the caller asks workspace_settle */
    bool trusting;
    /* for those who read only the options, the timer and what today_count says: where these are kept no
     * catalog is read, and nothing may be asked of it or of the cards */
    bool glance;
    StoreUpgrading *upgrading; /* told while it is opened, as store_tell_upgrading has it */
} WorkspaceOptions;

/* Opens paths, clock (CAIRN_NOW), database, catalog (from the cache unless a file changed) and state;
 * the day's copy is companion/copying.h. Diagnostics of broken packs do not fail the opening:
 * workspace_diagnostics. With read_only and no database yet, a fresh state. */
CHECKED Status workspace_open(const WorkspaceOptions *options, Workspace **workspace, Error *error);
void workspace_close(Workspace *workspace);

/* After an `unlooked` opening: makes ready for writing. What others wrote meanwhile is found by
 * workspace_refresh, what they write from then on is noticed by workspace_watch. When it fails, all can
 * be read as before, and the next write tries again. */
CHECKED Status workspace_settle(Workspace *workspace, Error *error);

const StudyState *workspace_state(const Workspace *workspace);
const Catalog *workspace_catalog(const Workspace *workspace);
const Paths *workspace_paths(const Workspace *workspace);
int64_t workspace_now(const Workspace *workspace);
int workspace_offset(const Workspace *workspace); /* of the local zone now */
DayNumber workspace_today(const Workspace *workspace);

/* The glossary of all packs, read when it is first asked for; one without entries when there is none.
 * Borrowed until the workspace closes or reads its packs again. */
const Glossary *workspace_glossary(Workspace *workspace);

/* Messages about content that was skipped, one a line; "" when all is well. Borrowed. */
const char *workspace_diagnostics(const Workspace *workspace);

/* The study page of a subtopic (Markdown), "" when it has none; the caller frees it. Read from its file
 * each time. STATUS_FAILED when that cannot be read, STATUS_CONTENT when it is too large or no UTF-8. */
CHECKED Status workspace_page(const Workspace *workspace, CatalogIndex subtopic, char **text,
                              Error *error);

/* Reads the packs again after `edited`, a file of theirs ("" for any), was changed. With errors in that file
 * everything stays as it was: STATUS_CONTENT with the first of them. Else the catalog and all that was
 * borrowed from it are gone; the state keeps its address, and its history. */
CHECKED Status workspace_reload(Workspace *workspace, const char *edited, Error *error);

/* Whether a file of the packs changed since they were read: one stat a file. Then the caller reloads
 * them. */
bool workspace_content_changed(const Workspace *workspace);

/* Re-reads the state when another instance changed the database; `*changed` says so. */
CHECKED Status workspace_refresh(Workspace *workspace, bool *changed, Error *error);

/* A descriptor that is readable once somebody began a write, this instance among them, for poll; -1 where
 * there is none. What was written can be read a moment later, when it is on disk. Made by the first call;
 * workspace_watch_take makes it wait for the next write. */
int workspace_watch(Workspace *workspace);
void workspace_watch_take(Workspace *workspace);

/* --- settings in files, cached like the content --- */
/* A theme by name: the learner's themes/NAME.yaml, else the built-in one. STATUS_USAGE naming the
 * nearest when there is none, STATUS_CONTENT (file:line:column) when it has errors; `theme` is then
 * plain. */
CHECKED Status workspace_theme(Workspace *workspace, const char *name, Theme *theme, Error *error);
/* Names of all themes, sorted, each once, in `arena`. */
TextList workspace_theme_names(const Workspace *workspace, Arena *arena);

/* Lines of the learner's keys.yaml, in `arena`; none when there is no such file. STATUS_CONTENT when
 * it has errors; the list then holds what was understood. */
typedef struct WorkspaceKey {
    const char *action, *key;
    size_t line, column;
} WorkspaceKey;
typedef struct WorkspaceKeys {
    const char *path; /* of keys.yaml, for messages */
    WorkspaceKey *items;
    size_t count;
} WorkspaceKeys;
CHECKED Status workspace_keys(Workspace *workspace, Arena *arena, WorkspaceKeys *keys,
                              Error *error);

/* An item by id, or by unique prefix or last part ("attention"); STATUS_USAGE with the nearest name
 * when there is none, or with the candidates when it is ambiguous. `kinds` is a bit mask 1<<ItemKind. */
CHECKED Status workspace_find(const Workspace *workspace, const char *id, unsigned kinds,
                              ItemRef *item, Error *error);

/* --- marks, notes, resources, questions, options --- */
/* Ticks part n (from 1) of an item: an outcome of a subtopic, a chapter of a resource; or takes it back. */
CHECKED Status workspace_tick(Workspace *workspace, ItemRef item, int part, bool ticked,
                              Error *error);
/* Marking something `todo` takes the learner's mark back: the state follows from the parts again. */
CHECKED Status workspace_mark(Workspace *workspace, ItemRef item, Mark mark, Error *error);
CHECKED Status workspace_note_get(Workspace *workspace, const char *id, char **text, Error *error);
CHECKED Status workspace_note_set(Workspace *workspace, const char *id, const char *text,
                                  Error *error);
CHECKED Status workspace_opened(Workspace *workspace, CatalogIndex resource, Error *error);
CHECKED Status workspace_hint(Workspace *workspace, CatalogIndex milestone, int *tier,
                              Error *error);
CHECKED Status workspace_ask(Workspace *workspace, const char *subject, const char *text,
                             Error *error);
CHECKED Status workspace_answer(Workspace *workspace, const char *question_id, const char *answer,
                                Error *error);
CHECKED Status workspace_option_set(Workspace *workspace, const char *name, const char *value,
                                    Error *error);

/* --- practice; `at_ms` 0 means now --- */
/* What is practised has an id, is "" for nothing in particular or PRACTICE_REVIEW. No minute counts twice:
 * starting in the past, writing a block down and giving one other times refuse (STATUS_USAGE, naming it)
 * time that another block or the open one has already, and time that reviews had is left out.
 *
 * Where the machine slept since the timer ran and nobody saw when, a pause is written first: it ends
 * where the sleep began at the latest. */
CHECKED Status workspace_practice_start(Workspace *workspace, const char *topic_id, int64_t at_ms,
                                        Error *error);
CHECKED Status workspace_practice_pause(Workspace *workspace, Error *error);
CHECKED Status workspace_practice_resume(Workspace *workspace, Error *error);
CHECKED Status workspace_practice_stop(Workspace *workspace, int64_t at_ms, const char *note,
                                       int64_t *practised_ms, Error *error);
/* Ends the open block and keeps nothing of it. */
CHECKED Status workspace_practice_discard(Workspace *workspace, Error *error);
/* Pauses a running timer at `edge_ms`, where the machine went to sleep. `*paused` false, and nothing is
 * written, when it was paused or stopped before. */
CHECKED Status workspace_practice_slept(Workspace *workspace, int64_t edge_ms, bool *paused,
                                        Error *error);
/* A sign of work on a project (its checks ran) at `at_ms`, which itself took `ms`: where no timer runs, that
 * time counts as practice by itself, and so does the time since the last sign, of up to PRACTICE_TOUCH_MS.
 * Such blocks grow as the work goes on. Time that other practice has is left out. */
#define PRACTICE_TOUCH_MS (INT64_C(15) * 60 * 1000)
CHECKED Status workspace_practice_touch(Workspace *workspace, const char *project_id, int64_t at_ms,
                                        int64_t ms, Error *error);

/* Writes a block down. Time that reviews had already (workspace_reviewed) is left out. */
CHECKED Status workspace_practice_log(Workspace *workspace, const char *topic_id, int64_t end_ms,
                                      int64_t practised_ms, const char *note, Error *error);
CHECKED Status workspace_practice_delete(Workspace *workspace, const char *block_id, Error *error);
/* What is to be another: NULL and 0 leave it. */
typedef struct BlockChange {
    const char *topic, *note;
    int64_t start_ms, end_ms;
} BlockChange;
CHECKED Status workspace_practice_edit(Workspace *workspace, const char *block_id,
                                       const BlockChange *change, Error *error);
/* Takes `ms` off the end of a block. */
CHECKED Status workspace_practice_trim(Workspace *workspace, const char *block_id, int64_t ms,
                                       Error *error);
/* Makes two of one; topic and note of `second` are those of the second part. */
CHECKED Status workspace_practice_split(Workspace *workspace, const char *block_id, int64_t at_ms,
                                        const BlockChange *second, Error *error);
CHECKED Status workspace_blocks(Workspace *workspace, int64_t from_ms, Arena *arena,
                                BlockList *blocks, Error *error);

/* What was practised so far, for a forecast (study/pace.h); arrays in `arena`. Finished blocks count. */
CHECKED Status workspace_spent(Workspace *workspace, Arena *arena, PaceSpent *spent, Error *error);

/* The time that reviews between two instants had, outside of timed blocks. */
CHECKED Status workspace_reviewed(Workspace *workspace, int64_t from_ms, int64_t to_ms, int64_t *ms,
                                  Error *error);
/* The last sign of the learner, never later than now: when something was last written down. */
CHECKED Status workspace_last_sign(Workspace *workspace, int64_t *at_ms, Error *error);
/* How long the machine has slept since it started (base/clock.h). */
int64_t workspace_slept(const Workspace *workspace);

/* Looks whether today's goal is reached and runs the learner's program on-goal then, once a day over all
 * instances. on-start and on-stop run with the timer. */
void workspace_goal(Workspace *workspace);
/* What was wrong with one of those programs, once; "" when all is well. Borrowed until the next call. */
const char *workspace_hook_problem(Workspace *workspace);

/* --- review --- */
/* An answer: its grade and how it came about, all of which is kept with the review. */
typedef struct CardAnswer {
    Rating rating;
    int64_t duration_ms; /* the time it took; option answer-cap-seconds is the most that counts */
    bool cram;           /* outside the schedule: the card stays as it is, the time counts */
    /* of cards that ask for an answer (VERDICT_NONE: nothing was asked, the rest says nothing): */
    Verdict verdict;
    Rating proposed;
    uint64_t seed;     /* of the showing */
    const char *reply; /* what was typed or picked, "" for nothing */
} CardAnswer;
/* Grades a card. `after` (may be NULL) gets the new state. A lapse that makes a leech suspends the card
 * where the options say so. */
CHECKED Status workspace_answer_card(Workspace *workspace, CatalogIndex card,
                                     const CardAnswer *answer, CardState *after, Error *error);
typedef enum CardAction { CARD_SUSPEND, CARD_RESUME, CARD_BURY, CARD_RESET } CardAction;
/* What was taken back. */
typedef struct Undone {
    CatalogIndex card; /* CATALOG_NONE when there was nothing, or it is no longer in the catalog */
    bool found;        /* there was something */
    bool grade;        /* it was an answer (review or cram), not a CardAction */
} Undone;
/* Takes back the latest answer or CardAction that is not taken back, whenever that was. */
CHECKED Status workspace_undo(Workspace *workspace, Undone *undone, Error *error);
CHECKED Status workspace_card_action(Workspace *workspace, CatalogIndex card, CardAction action,
                                     Error *error);
/* The four outcomes were card answered now. */
void workspace_preview(const Workspace *workspace, CatalogIndex card, CardState outcomes[4]);
/* Reviews of a card, oldest first, not undone, without crams, in `arena`. */
typedef struct CardReview {
    int64_t at_ms;
    DayNumber study_day;
    Rating rating;
    int64_t duration_ms;
    Verdict verdict; /* of cards that ask for an answer */
} CardReview;
typedef struct CardHistory {
    CardReview *items;
    size_t count;
} CardHistory;
CHECKED Status workspace_card_history(Workspace *workspace, CatalogIndex card, Arena *arena,
                                      CardHistory *history, Error *error);

/* Cards by the search language (study/card_query.h): `*chosen`, in `arena`, has a value for each card
 * of the catalog; `*count` says how many are true. STATUS_USAGE when the query is wrong. */
CHECKED Status workspace_select(Workspace *workspace, const char *query, Arena *arena,
                                bool **chosen, size_t *count, Error *error);

/* --- search, care --- */
CHECKED Status workspace_search(Workspace *workspace, const char *query, size_t limit, Arena *arena,
                                SearchHits *hits, Error *error);
/* Whether the packs were read here (they changed) and nobody searched since: the next search would index what they
 * say first, which workspace_index does for it while nobody waits. */
bool workspace_index_waits(const Workspace *workspace);
CHECKED Status workspace_index(Workspace *workspace, Error *error);
CHECKED Status workspace_backup(Workspace *workspace, const char *path, Error *error);
/* Checks the file and holds every derived table against a replay of the log; with `repair` backs up and
 * rebuilds. `report` gets lines for people. STATUS_FAILED when something is (still) wrong. */
CHECKED Status workspace_doctor(Workspace *workspace, bool repair, Buffer *report, Error *error);

/* Copies a project's starter files to `directory` (made when absent); never overwrites: STATUS_FAILED
 * naming the file, nothing copied. */
CHECKED Status workspace_project_start(Workspace *workspace, CatalogIndex project,
                                       const char *directory, Error *error);

#endif
