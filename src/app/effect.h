/* Effects: what app_update asks the shell to do. Their results come back as messages. */
#ifndef CAIRN_APP_EFFECT_H
#define CAIRN_APP_EFFECT_H

#include <stddef.h>
#include <stdint.h>

#include "study/answer.h"
#include "study/state.h"

typedef enum EffectKind {
    EFFECT_QUIT,    /* text: a sentence to print once the terminal is restored, or "" */
    EFFECT_SUSPEND, /* Ctrl-Z */
    EFFECT_REDRAW,  /* clear and draw anew */
    EFFECT_BELL,    /* the goal, a break: BEL, and text as a notification, as the options say */
    EFFECT_GRADE, /* card, rating, cram, value: duration ms; verdict, proposed, seed and text: what
                              was answered -> GRADED or FAILED */
    EFFECT_UNDO_REVIEW,  /* -> UNDONE or FAILED */
    EFFECT_CARD_SUSPEND, /* card */
    EFFECT_CARD_RESUME,  /* card */
    EFFECT_CARD_BURY,    /* card */
    EFFECT_CARD_EDIT, /* card: its file in $VISUAL/$EDITOR -> CONTENT, or FAILED with the place */
    EFFECT_CARD_HISTORY, /* card -> HISTORY */
    EFFECT_MARK, /* item, mark; value: its part n is ticked (done) or not (todo), 0: itself */
    EFFECT_PRACTICE_START, /* subject: id */
    EFFECT_PRACTICE_PAUSE,
    EFFECT_PRACTICE_RESUME,
    EFFECT_PRACTICE_STOP, /* text: what was learned, "" for nothing; value: when it ended, 0 now */
    EFFECT_PRACTICE_DISCARD, /* nothing of the block is kept */
    EFFECT_LOAD_BLOCKS,      /* -> BLOCKS */
    EFFECT_BLOCK_EDIT, /* subject: block; what it is to be: topic, text: note, from_ms, to_ms (0: stays) */
    EFFECT_BLOCK_SPLIT,   /* subject: block; value: where the second part begins */
    EFFECT_BLOCK_DELETE,  /* subject: block */
    EFFECT_BLOCK_ADD,     /* topic, text: note, from_ms, to_ms */
    EFFECT_GOAL,          /* today's goal is reached: the learner's program on-goal */
    EFFECT_OPEN_RESOURCE, /* item: in the browser; also recorded */
    EFFECT_LOAD_PAGE,     /* item: subtopic -> PAGE */
    EFFECT_LOAD_NOTE,     /* subject -> NOTE */
    EFFECT_EDIT_NOTE,     /* subject: in $VISUAL/$EDITOR -> NOTE */
    EFFECT_SEARCH,        /* text -> HITS */
    EFFECT_ASK,           /* subject, text */
    EFFECT_ANSWER,        /* subject: question id; text */
    EFFECT_HINT,          /* item: milestone; reveals its next hint */
    EFFECT_PROJECT_START, /* item: project; text: directory */
    EFFECT_LOAD_CHECKS,   /* item: project -> CHECKS */
    EFFECT_CHECK, /* item: project or milestone; value: CHECK_* -> CONSENT, or CHECKING and at last
                             CHECKED */
    EFFECT_CHECK_STOP,
    EFFECT_UNWATCH,
    EFFECT_SET_OPTION, /* subject: option name; text: value */
    EFFECT_SELECT,     /* text: a search for cards -> SELECTED */
    EFFECT_TUNE,       /* fits the scheduler to the log -> TUNING, at last TUNED or UNTUNED */
    EFFECT_TUNE_STOP,  /* nothing comes of it any more */
    EFFECT_GLOSSARY,   /* -> GLOSSARY */
    EFFECT_STATS,      /* item: of what, or none for all -> STATS */
    EFFECT_FORECAST,   /* what each wanted retention would cost -> FORECAST */
} EffectKind;

enum {
    CHECK_AGREED = 1 << 0, /* the learner agreed to the commands */
    CHECK_WATCH = 1 << 1,  /* and again whenever something is saved */
};

typedef struct Effect {
    EffectKind kind;
    CatalogIndex card;
    Rating rating, proposed;
    bool cram; /* GRADE: outside the schedule */
    Verdict verdict;
    uint64_t seed;
    int64_t value;
    ItemRef item;
    Mark mark;
    int64_t from_ms, to_ms;
    char topic[PRACTICE_TOPIC_SIZE];
    char *subject, *text; /* owned by the effect list, or NULL */
} Effect;

typedef struct Effects {
    Effect *items;
    size_t count, capacity;
} Effects;

/* Appends a zeroed effect of this kind; subject and text (may be NULL) are copied. */
Effect *effects_add(Effects *effects, EffectKind kind, const char *subject, const char *text);

/* Drops all effects, keeping the storage; effects_done frees it too. */
void effects_clear(Effects *effects);
void effects_done(Effects *effects);

#endif
