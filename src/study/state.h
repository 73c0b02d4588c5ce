/* The state of a learner: what the event log amounts to, held against a catalog. The store fills it,
 * use cases change it, the interface reads it. Arrays run parallel to the catalog's. */
#ifndef CAIRN_STUDY_STATE_H
#define CAIRN_STUDY_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "study/catalog.h"
#include "study/config.h"
#include "study/habit.h"
#include "study/practice.h"
#include "study/scheduler.h"

typedef enum Mark { MARK_TODO, MARK_DOING, MARK_DONE, MARK_SKIPPED, MARK_COUNT } Mark;

/* What is known of any markable item. */
typedef struct ItemState {
    Mark mark;
    bool marked;    /* the learner set it; else it follows from the parts (progress.h) */
    bool noted;     /* there is a note */
    bool opened;    /* a resource that was opened at least once */
    uint8_t hints;  /* milestones: tiers of hints shown so far */
    uint64_t ticks; /* of its parts (catalog_parts): bit n - 1 is set when part n is ticked */
} ItemState;

/* A question the learner wrote down. */
typedef struct Question {
    const char *id;            /* event id */
    const char *subject;       /* id of the item it was asked at, "" for none */
    const char *text, *answer; /* answer "" while open */
    int64_t asked_ms;
} Question;

/* A limit of cards a day; -1 where none is set (study/limits.h). */
typedef struct DayLimit {
    int32_t usual;
    int32_t today; /* on `day` alone */
    DayNumber day;
} DayLimit;

typedef struct Limits {
    DayLimit fresh, reviews;
} Limits;

/* How many cards fall due on each of the days from `from` on: kept for study/balance.h, which counts when it is
 * not known, or of another day or epoch. */
typedef struct DueCounts {
    bool known;
    DayNumber from;
    uint64_t epoch;
    int32_t due[SCHEDULER_LOAD_DAYS];
} DueCounts;

/* So many of the last changes of single cards are remembered. */
#define STATE_CHANGED_MAX 32

typedef struct StudyState {
    const Catalog *catalog;
    Config config;
    Scheduler scheduler;
    ItemState *topics, *subtopics, *resources, *projects, *milestones;
    CardState *cards;
    bool cards_lent; /* they belong to somebody else (study_state_init_lent) */
    Limits *limits;  /* [0] of all cards, [1 + deck] of a deck */
    PracticeTimer timer;
    DayTotal *days;
    size_t day_count, day_capacity;
    HabitRules rules; /* floor, days per week and study days, as they were set */
    DaySpans clear;   /* days on which nothing was left to do */
    DayMark written;  /* the latest event; 0 when there is none. Cards and marks stand since then */
    int64_t sign_ms;  /* when anything was last written down, as it was when this was read */
    Question *questions;
    size_t question_count, question_capacity;
    Arena *arena;      /* questions' strings */
    uint64_t revision; /* grows with every change */

    /* For those who keep what follows from the cards (study/queue.h): the card of change n is
     * changed[n % STATE_CHANGED_MAX], `changed_count` of them so far. `quiet` counts those changes of
     * the revision that are among them, or that have no bearing on which cards come. */
    uint64_t quiet, changed_count;
    CatalogIndex changed[STATE_CHANGED_MAX];
    DueCounts *due_counts;

    struct Figures *figures; /* of a day (study/figures.h); NULL: not known */
    uint64_t figures_revision;
} StudyState;

/* A fresh state of a learner who has done nothing yet; the catalog is borrowed and must live longer.
 * The caller calls study_state_done. */
void study_state_init(StudyState *state, const Catalog *catalog);
void study_state_done(StudyState *state);

/* The same with `cards`, as many as the catalog's, which are the caller's and must live longer. */
void study_state_init_lent(StudyState *state, const Catalog *catalog, CardState *cards);

/* Rebuilds what follows from `config` (the scheduler); call it after the options changed. On an error
 * (STATUS_USAGE) the scheduler stays as it was. */
CHECKED Status study_state_configure(StudyState *state, Error *error);

/* Replaces the state of a card, and notes that it changed. */
void study_state_put_card(StudyState *state, CatalogIndex card, const CardState *now);

/* Another after every change that nobody could follow card by card. */
uint64_t study_state_epoch(const StudyState *state);

/* Notes a change that has no bearing on which cards come. */
void study_state_changed_quietly(StudyState *state);

/* Makes a state that was read afresh a later one than `before`, which it replaces. */
void study_state_follow(StudyState *state, const StudyState *before);

/* The state of a topic, subtopic, resource, project or milestone; NULL for other kinds. */
ItemState *study_state_item(StudyState *state, ItemRef item);
const ItemState *study_state_item_const(const StudyState *state, ItemRef item);

/* The study day of an instant by the learner's rollover. */
/* What is known of the item with this id from here on, but for its ticks; or whether a part of one
 * ("math/calculus#2") is ticked: it is when it is marked done. Nothing for ids the catalog lacks. */
void study_state_put_item(StudyState *state, const char *id, const ItemState *now);

/* Whether part n, from 1, is ticked; and how many parts are that the catalog has. */
bool study_state_ticked(const StudyState *state, ItemRef item, int part);
int study_state_ticks(const StudyState *state, ItemRef item);

DayNumber study_state_day(const StudyState *state, int64_t at_ms, int offset_min);

const char *mark_name(Mark mark);      /* "todo", "doing", "done", "skipped" */
Mark mark_from_name(const char *name); /* MARK_COUNT when unknown */

#endif
