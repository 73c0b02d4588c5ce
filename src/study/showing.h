/* One showing of a card: what is asked this time (a drill's numbers, the order of choices), all of it
 * decided by a seed, and what became of the answer. */
#ifndef CAIRN_STUDY_SHOWING_H
#define CAIRN_STUDY_SHOWING_H

#include "base/buffer.h"
#include "study/answer.h"
#include "study/state.h"

typedef enum ReplyKind {
    REPLY_NONE,  /* the learner thinks of the answer */
    REPLY_PICK,  /* numbers of choices: "2", "1 3" */
    REPLY_ORDER, /* numbers of all items, the first one first: "3 1 2" */
    REPLY_TEXT,  /* words or a number */
} ReplyKind;

typedef struct Showing {
    Arena *arena;
    const Note *note;
    const Quiz *quiz; /* NULL: the card asks for nothing */
    ReplyKind reply;
    uint64_t seed;
    /* Markdown with a drill's numbers in it; of a reversed or cloze card as in the note. */
    const char *front, *back, *hint, *extra;
    uint8_t order[QUIZ_OPTIONS_MAX]; /* the option that stands at each place */
    size_t count;                    /* of options */
    Value answer;                    /* number and drill */
} Showing;

/* The seed of a card's next showing: the same until the card is answered, so that an answer taken back
 * is asked again. A cram leaves its card as it was: `cram` tells its showings apart, 0 for a review. */
uint64_t showing_seed(const StudyState *state, CatalogIndex card, uint64_t cram);

/* Prepares the showing of a card that a seed gives (of a card's next: showing_seed). A drill
 * that cannot be drawn says so in its front and asks for nothing. The catalog is borrowed;
 * showing_done frees the rest; it may be called on a zeroed one. */
void showing_begin(Showing *showing, const Catalog *catalog, CatalogIndex card, uint64_t seed);
void showing_done(Showing *showing);

/* Whether more than one choice is right, so that several are to be picked. */
bool showing_has_several(const Showing *showing);

/* The options that a reply picks, as places counted from 0, in its order. STATUS_USAGE with a sentence
 * for a number that is not there or comes twice. */
CHECKED Status showing_read_picks(const Showing *showing, const char *reply,
                                  uint8_t picks[QUIZ_OPTIONS_MAX], size_t *count, Error *error);

typedef struct Checked {
    Verdict verdict;
    char remark[128]; /* what is wrong about it, a sentence; "" when there is nothing to say */
} Checked;

/* Checks a reply; an empty one is wrong. STATUS_USAGE with a sentence for the learner, who can try
 * again, when it cannot be read. */
CHECKED Status showing_check(const Showing *showing, const char *reply, Checked *checked,
                             Error *error);

/* Appends the right answer in a line: "softmax, or soft max", "0.25 m (within 1 %)", "2" or "1 3" for a
 * choice, "2 3 1" for an order. Negative numbers have a minus sign, with `ascii` a hyphen. */
void showing_add_answer(const Showing *showing, bool ascii, Buffer *out);

#endif
