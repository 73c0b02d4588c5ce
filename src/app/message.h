/* Messages: everything that happens to the interface, one way in. */
#ifndef CAIRN_APP_MESSAGE_H
#define CAIRN_APP_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "app/key.h"
#include "study/answer.h"
#include "study/check.h"
#include "study/forecast.h"
#include "study/glossary.h"
#include "study/state.h"
#include "study/stats.h"
#include "study/tuning.h"

typedef enum MessageKind {
    MESSAGE_START, /* first message: now is known; value: the last sign of the learner, 0 unknown */
    MESSAGE_KEY,
    MESSAGE_PASTE, /* text: bracketed paste */
    MESSAGE_MOUSE,
    MESSAGE_RESIZE,
    MESSAGE_REST,    /* no key waits: time for what a hurried one left out (app_is_behind) */
    MESSAGE_TICK,    /* a second of a running timer passed, or a learning card fell due */
    MESSAGE_STATE,   /* the study state changed (a finished effect or another instance) */
    MESSAGE_GRADED,  /* card: the answer is on disk */
    MESSAGE_UNDONE,  /* card: of what was taken back; count: 0 nothing was; value: it was a grade */
    MESSAGE_SLEPT,   /* value: when the machine went to sleep, at which practice was paused */
    MESSAGE_STOPPED, /* value: practised ms of the block that ended */
    MESSAGE_PAGE, /* item, text: the study page of a subtopic; or subject: why it cannot be read */
    MESSAGE_NOTE, /* subject, text: the learner's note on an item, loaded or changed */
    MESSAGE_HITS, /* hits: results of a search; text is the query they belong to */
    MESSAGE_HISTORY, /* card, reviews: history of a card */
    MESSAGE_SELECTED, /* text: a search for cards; chosen: what it finds, or NULL and subject: why not */
    MESSAGE_TUNING,   /* value: how far the optimising is, in thousandths */
    MESSAGE_TUNED,    /* tuning: what came of it; it is decided */
    MESSAGE_UNTUNED,  /* text: why nothing came of it */
    MESSAGE_FORECAST, /* forecast */
    MESSAGE_BLOCKS,   /* blocks, notes: all of them, oldest first */
    MESSAGE_STATS, /* stats, of item: stay where they are until the next; NULL and subject: why not */
    MESSAGE_GLOSSARY, /* glossary: stays where it is until the content is read again */
    MESSAGE_CHECKS,   /* item: project; subject: its directory, ""; checks: what is known of them */
    MESSAGE_CONSENT, /* item, value: of the effect; subject: directory; text: commands to agree to */
    MESSAGE_CHECKING, /* item: project; checks: new results; value of total are done */
    MESSAGE_CHECKED,  /* value of total passed; text: why it ended early, or NULL */
    MESSAGE_WATCHING, /* item: the project that is watched, or none */
    MESSAGE_CONTENT,  /* the catalog was read again: see app_content_changes */
    MESSAGE_NOTICE,   /* text: something went well, for the status line */
    MESSAGE_FAILED,   /* text: something went wrong, for the status line */
} MessageKind;

typedef enum MouseKind { MOUSE_PRESS, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } MouseKind;

typedef struct MessageHit {
    const char *kind, *id, *title, *snippet; /* matched words between \x02 and \x03 */
} MessageHit;

typedef struct MessageReview {
    int64_t at_ms;
    DayNumber study_day;
    Rating rating;
    int64_t duration_ms;
    Verdict verdict; /* of a card that asks for an answer */
} MessageReview;

typedef struct MessageCheck {
    CatalogIndex check;
    Outcome outcome;
    const char *message;
} MessageCheck;

/* Pointers are borrowed for the call: what is kept is copied. */
typedef struct Message {
    MessageKind kind;
    int64_t now_ms; /* every message brings the time */
    int offset_min;
    Key key;
    bool hurried; /* a key that can do with a frame in which only the list has followed it */
    MouseKind mouse;
    int row, column;   /* mouse */
    int rows, columns; /* resize */
    CatalogIndex card;
    ItemRef item;
    int64_t value;
    const char *subject, *text;
    const MessageHit *hits;
    const MessageReview *reviews;
    const MessageCheck *checks;
    const PracticeBlock *blocks;
    const char *const *notes; /* of the blocks */
    size_t count;             /* of hits, reviews, checks or blocks */
    int64_t total;
    const bool *chosen; /* a value for each card of the catalog */
    const TuningOutcome *tuning;
    const Forecast *forecast;
    const Stats *stats;
    const Glossary *glossary;
} Message;

#endif
