/* The database: an append-only event log, tables derived from it, the content cache and full-text
 * search. The only room that knows SQLite. See store/schema.h for the tables.
 *
 * A write is: store_begin, store_append (an event) and the store_put_* calls for what follows from
 * it, store_commit. When store_commit returns STATUS_OK the event is on disk (synced). On any failure
 * call store_rollback: nothing of the write is there.
 */
#ifndef CAIRN_STORE_STORE_H
#define CAIRN_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/civil.h"
#include "base/error.h"
#include "base/file.h"
#include "study/state.h"

typedef struct Store Store;

typedef enum EventKind {
#define EVENT(identifier, name) EVENT_##identifier,
#include "store/event.def"
#undef EVENT
    EVENT_KIND_COUNT
} EventKind;

const char *event_kind_name(EventKind kind);
EventKind event_kind_from_name(const char *name);

#define EVENT_ID_SIZE 33 /* 32 hex digits: 48 bits of ms, then random; sorts by time */

typedef struct Event {
    int64_t at_ms;
    const char *subject; /* id of an item, option, or event; "" for none */
    const char *body;    /* a JSON object */
    int offset_min;
    DayNumber study_day;
    EventKind kind;
    char id[EVENT_ID_SIZE];
} Event;

typedef enum StoreMode {
    STORE_READ_WRITE, /* creates and migrates (after a backup) */
    STORE_READ_ONLY,  /* never writes; STATUS_FAILED when there is none yet (store_exists first) */
    STORE_READ_FIRST, /* as READ_WRITE, but what only writing needs is made at the first write, or by
                       * store_settle: a third of the time, where nobody else has the database open */
} StoreMode;

/* Opens `directory`/cairn.db; creates the directory (0700) and file (0600) when writing. Refuses a
 * foreign file (application_id), a newer schema (naming both versions), a damaged file. The caller
 * closes with store_close (NULL is fine). */
CHECKED Status store_open(const char *directory, StoreMode mode, Store **store, Error *error);
void store_close(Store *store);

/* The same without opening anything before store_open_now, or before something is asked that the caller does
 * not know from elsewhere (store_is_alone): what is wrong with the file is told then. */
Store *store_open_later(const char *directory, StoreMode mode);
CHECKED Status store_open_now(Store *store, Error *error);

/* Who is told from now on before an older database of so many bytes is brought to this version, which copies it
 * first and may take a while; NULL: nobody. */
typedef void StoreUpgrading(int64_t bytes);
void store_tell_upgrading(Store *store, StoreUpgrading *upgrading);

/* True when all that was ever committed is in the database's file; this is its stamp. */
bool store_is_alone(const Store *store, FileStamp *stamp);

/* The same, and another write gives it another stamp, as this one is old or made for that: what is read stays
 * true as long as the database is alone with this stamp. */
bool store_at_rest(const Store *store, FileStamp *stamp);

/* Brings about that store_at_rest is true, unless somebody else has the database open or it cannot be
 * written: then it is false as before. Changes the file's time by less than a millisecond; takes a moment where
 * the file system does not keep that. */
void store_come_to_rest(Store *store);

bool store_exists(const char *directory);

/* Makes what writing needs (STORE_READ_FIRST; else nothing is to do). What others wrote since the opening
 * is a change elsewhere from then on. When it fails, the store can be read as before. */
CHECKED Status store_settle(Store *store, Error *error);

/* For a caller that knows all that the file says at rest and asks for nothing so far: instead of settling,
 * nothing is opened until somebody asks for something or writes, which settles; until then
 * store_changed_elsewhere looks at the file's stamp. False where settling is due: the file was opened
 * already, is not as it was at store_open_later, or could not be written. */
bool store_wait(Store *store);
bool store_is_waiting(const Store *store);

/* The schema of what this program writes. */
int store_schema(void);

/* Whether another connection changed the database since the last call (PRAGMA data_version). */
bool store_changed_elsewhere(Store *store);

/* --- writing --- */
CHECKED Status store_begin(Store *store, Error *error);
/* One view of the data for several readings; ends with store_rollback. */
CHECKED Status store_begin_reading(Store *store, Error *error);
CHECKED Status store_commit(Store *store, Error *error);
void store_rollback(Store *store); /* fine without an open write */

/* Appends `event`; fills event->id when it is "" (a fresh one, greater than every id in the log). */
CHECKED Status store_append(Store *store, Event *event, Error *error);

CHECKED Status store_put_card(Store *store, const char *card_id, const CardState *state,
                              Error *error);
/* Only what is known of its memory, of a card that is there. */
CHECKED Status store_put_memory(Store *store, const char *card_id, MemoryState memory,
                                Error *error);
CHECKED Status store_delete_card(Store *store, const char *card_id, Error *error);
CHECKED Status store_put_item(Store *store, const char *id, const ItemState *state, Error *error);
CHECKED Status store_put_timer(Store *store, const PracticeTimer *timer, Error *error);
CHECKED Status store_put_block(Store *store, const PracticeBlock *block, const char *note,
                               Error *error);
CHECKED Status store_delete_block(Store *store, const char *block_id, Error *error);
CHECKED Status store_put_day(Store *store, const DayTotal *total, Error *error);
CHECKED Status store_put_option(Store *store, const char *name, const char *value, Error *error);
CHECKED Status store_put_note(Store *store, const char *id, const char *text, int64_t at_ms,
                              Error *error);
CHECKED Status store_put_question(Store *store, const Question *question, Error *error);
/* Notes the study day a card came. Not derived: what was noted once stays, also through a rebuild. */
CHECKED Status store_put_added(Store *store, const char *card_id, DayNumber day, Error *error);
/* Empties every derived table (a rebuild from the log follows in the same write). */
CHECKED Status store_clear_derived(Store *store, Error *error);
/* Sets the derived rows aside, within the open write, and later says where the rows that are there
 * by then differ: lines for each table in `report`, with the first ids; `*differences` rows in all. */
CHECKED Status store_keep_derived(Store *store, Error *error);
CHECKED Status store_compare_derived(Store *store, Buffer *report, int64_t *differences,
                                     Error *error);

/* --- reading --- */
/* Fills marks, cards, timer, days, options, questions of `state` (already initialised for its
 * catalog) from the derived tables. Rows of items the catalog does not have are left alone. */
CHECKED Status store_load_state(Store *store, StudyState *state, Error *error);

/* Only the options of the above, over the defaults. Values this program does not know are left out. */
CHECKED Status store_load_config(Store *store, Config *config, Error *error);

/* One derived row by id; all zero (a new card, an untouched item, an idle timer, an empty day) when
 * there is none. */
CHECKED Status store_get_card(Store *store, const char *card_id, CardState *state, Error *error);
CHECKED Status store_get_item(Store *store, const char *id, ItemState *state, Error *error);
CHECKED Status store_get_timer(Store *store, PracticeTimer *timer, Error *error);
CHECKED Status store_get_day(Store *store, DayNumber day, DayTotal *total, Error *error);
/* `*found` false when there is none. Strings are in `arena`. */
CHECKED Status store_get_block(Store *store, const char *block_id, Arena *arena,
                               PracticeBlock *block, const char **note, bool *found, Error *error);
CHECKED Status store_get_question(Store *store, const char *id, Arena *arena, Question *question,
                                  bool *found, Error *error);

/* A learner's note on an item; "" when there is none. The caller frees `*text`. */
CHECKED Status store_get_note(Store *store, const char *id, char **text, Error *error);

/* Every card that was noted, once, and the study day it was noted for. The id is valid during the call. */
typedef void StoreEachAdded(void *context, const char *card_id, DayNumber day);
CHECKED Status store_each_added(Store *store, StoreEachAdded *each, void *context, Error *error);

/* Events in log order, filtered by subject (NULL all) and kind (EVENT_KIND_COUNT all); `each`
 * returns false to stop. Event strings are valid during the call. */
typedef bool StoreEachEvent(void *context, const Event *event);
CHECKED Status store_each_event(Store *store, const char *subject, EventKind kind,
                                StoreEachEvent *each, void *context, Error *error);

/* The answers and other changes of all cards, in log order: undone ones too. */
CHECKED Status store_each_card_event(Store *store, StoreEachEvent *each, void *context,
                                     Error *error);

/* Events of a kind, in log order, among them all that were written at or after `from_ms`. */
CHECKED Status store_each_event_since(Store *store, EventKind kind, int64_t from_ms,
                                      StoreEachEvent *each, void *context, Error *error);

/* The events behind the event `id` ("": all), in log order. */
CHECKED Status store_each_event_after(Store *store, const char *id, StoreEachEvent *each,
                                      void *context, Error *error);

/* The events of `subject` and all changes of options, in log order, up to the event `last_id`. */
CHECKED Status store_each_event_until(Store *store, const char *subject, const char *last_id,
                                      StoreEachEvent *each, void *context, Error *error);

/* The newest event of one of two kinds (the same twice: of that one) that no undo names; STATUS_OK with
 * `*found` false when there is none. Strings in `event` are in `arena`. */
CHECKED Status store_last_event(Store *store, EventKind kind, EventKind other, Arena *arena,
                                Event *event, bool *found, Error *error);

/* Finished blocks that end at or after `from_ms`, oldest first, in `arena`. notes[i] may be "". */
typedef struct BlockList {
    PracticeBlock *items;
    const char **notes;
    size_t count;
} BlockList;
CHECKED Status store_blocks(Store *store, int64_t from_ms, Arena *arena, BlockList *blocks,
                            Error *error);

/* What finished blocks come to by what was practised: an id, "" or PRACTICE_REVIEW. `recent_ms` is of
 * those that began on the study day `recent` or later. The id is valid during the call. */
typedef void StoreEachPractised(void *context, const char *topic, int64_t ms, int64_t recent_ms);
CHECKED Status store_each_practised(Store *store, DayNumber recent, StoreEachPractised *each,
                                    void *context, Error *error);

/* When something was last written down: the instant of the newest event, or 0. */
CHECKED Status store_last_sign(Store *store, int64_t *at_ms, Error *error);

/* --- search (FTS5) --- */
typedef struct SearchDocument {
    const char *kind, *id, *title, *body;
} SearchDocument;
/* Replaces the indexed content by `documents` (own transaction); notes stay indexed. `version` says
 * which content that is, for store_indexed. */
CHECKED Status store_index_content(Store *store, const SearchDocument *documents, size_t count,
                                   uint64_t version, Error *error);
/* The version of the content that is indexed, 0 when none is. */
CHECKED Status store_indexed(Store *store, uint64_t *version, Error *error);
typedef struct SearchHit {
    const char *kind, *id, *title;
    const char *snippet; /* matched words between \x02 and \x03 */
    double score;        /* lower is better */
} SearchHit;
typedef struct SearchHits {
    SearchHit *items;
    size_t count;
} SearchHits;
/* Words are prefixes, all must match; quotes make phrases. Hostile syntax is text, never an error. */
CHECKED Status store_search(Store *store, const char *query, size_t limit, Arena *arena,
                            SearchHits *hits, Error *error);

/* --- care --- */
/* Makes `path`, which must not exist, a copy of what the database holds at one moment: one file that others cannot
 * read, synced, verified by integrity check and event count. Takes little memory. STATUS_FAILED, and no copy is
 * there, when it cannot be made in full. */
CHECKED Status store_backup(Store *store, const char *path, Error *error);
/* Whether to go on with what takes a while; asked often while it does. */
typedef bool StoreGoesOn(void *context);
/* The backup of the day with rotation into `directory`/backups: 7 daily, 4 weekly, 12 monthly. Nothing when today's
 * exists, or another program is making it just now. It is of one moment, whoever writes meanwhile. When `goes_on`
 * (may be NULL) says no, STATUS_FAILED, and no copy is there. */
CHECKED Status store_backup_daily(Store *store, DayNumber today, StoreGoesOn *goes_on,
                                  void *context, Error *error);
/* Whether today's is missing and there is something to copy. Cheap: a database that waits is not opened for this,
 * and store_backup_daily finds out whether it holds anything. */
CHECKED Status store_backup_is_due(Store *store, DayNumber today, bool *due, Error *error);
/* Brings what the write-ahead log of the database at `path` holds into its file and removes the log, so that
 * the file alone says all: `*alone`. It is false for a file that is damaged or no database, which is left
 * as it is. STATUS_FAILED when another program has it open. */
CHECKED Status store_fold(const char *path, bool *alone, Error *error);
/* Keeps all others from opening the database at `path` for writing, until store_let_go (NULL is fine): whoever
 * tries waits, and opens what is at the path by then. Fails with "in use" when one has it open. Meanwhile this
 * process must not open and close the file by itself, which would end it. */
typedef struct StoreHold StoreHold;
CHECKED Status store_hold(const char *path, StoreHold **hold, Error *error);
void store_let_go(StoreHold *hold);
/* Full check of the file's integrity, and of its foreign keys where it has any: STATUS_FAILED with what was found. */
CHECKED Status store_check(Store *store, Error *error);
/* Ids that the learner's rows are about, each once. */
typedef enum StoreSubject {
    STORE_ANSWERED,  /* cards */
    STORE_MARKED,    /* items, or parts of them: id#n */
    STORE_NOTED,     /* items */
    STORE_ASKED,     /* items, by questions */
    STORE_PRACTISED, /* items, or PRACTICE_REVIEW */
    STORE_OPENED,    /* resources */
    STORE_HINTED,    /* milestones */
    STORE_BUILT,     /* projects and milestones: a directory, or checks */
    STORE_SUBJECT_COUNT
} StoreSubject;
typedef void StoreEachText(void *context, const char *text);
CHECKED Status store_each_subject(Store *store, StoreSubject subject, StoreEachText *each,
                                  void *context, Error *error);
/* "KIND ID" of every event that names another which the log does not have: an undo, a stop, an answer. */
CHECKED Status store_each_dangling(Store *store, StoreEachText *each, void *context, Error *error);
/* How many of the numbers that devices gave their events are of none that is there. */
CHECKED Status store_missing(Store *store, int64_t *count, Error *error);
/* Events in the copy at `path`, -1 when it cannot be read in full. */
int64_t store_copy_events(const char *path);
/* How many events say nothing that can be read any more. */
CHECKED Status store_unreadable(Store *store, int64_t *count, Error *error);
/* Whether the file at `path` is a database of cairn (or what is left of one: events) and cannot be read in
 * full, every event of it; false as well when there is none, it belongs to something else, or a newer
 * program wrote it. STATUS_FAILED where that cannot be told. */
CHECKED Status store_is_damaged(const char *path, bool *damaged, Error *error);
/* Within an open write of a fresh store: takes the events (and when cards came) that the damaged file still
 * holds anywhere, and those that only the copies have, which may be damaged as well. `report` gets a line for each that is known to be lost. The
 * derived tables stay empty. */
typedef struct Salvaged {
    int64_t from_file, from_copies, lost; /* events */
} Salvaged;
CHECKED Status store_salvage(Store *into, const char *damaged, const char *const *copies,
                             size_t count, Buffer *report, Salvaged *salvaged, Error *error);
/* The event of the latest instant, of several the first that was written; 0 when there is none. */
CHECKED Status store_latest(Store *store, DayMark *mark, Error *error);

CHECKED Status store_count_events(Store *store, int64_t *count, Error *error);
/* The same for who only tells of it; 0 when it cannot be read. */
int64_t store_event_count(Store *store);

#endif
