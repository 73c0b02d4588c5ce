/* What an answer is worth: checking what a learner typed or picked, and the grade that follows from it.
 *
 * The grade that is proposed (the learner may always give another):
 *
 *     wrong                          Again
 *     nearly (a slip of the pen)     Hard
 *     right, but slow                Hard      more than twice the time that the card is worth,
 *                                              or with the hint
 *     right                          Good
 *     right and quick                Easy      half that time at most, and only where the card had been
 *                                              learned before: a new one may have been guessed
 *
 * The time that a card is worth (answer_expected_ms): 2 s, and 60 ms for each character there is to
 * read (about 200 words a minute); with 2 s more for a choice, 3 s for each item to put in order, 3 s
 * and 300 ms a character for an answer to type, 8 s for a number and 20 s for a drill. */
#ifndef CAIRN_STUDY_ANSWER_H
#define CAIRN_STUDY_ANSWER_H

#include "base/expression.h"
#include "study/catalog.h"
#include "study/scheduler.h"

typedef enum Verdict {
    VERDICT_NONE, /* the card asked for nothing */
    VERDICT_WRONG,
    VERDICT_NEARLY,
    VERDICT_RIGHT,
    VERDICT_COUNT
} Verdict;

/* "", "wrong", "nearly", "right"; and back, VERDICT_NONE for any other name. */
const char *verdict_name(Verdict verdict);
Verdict verdict_from_name(const char *name);

/* A typed text against the answers that count. Blanks are alike (beside signs they do not count at
 * all), and so are Unicode's ways to write a letter, upper and lower case and accents, unless the quiz
 * says that they count. One letter wrong, missing, too many or two swapped is nearly right in an answer
 * of four letters or more. */
Verdict answer_check_text(const Quiz *quiz, const char *reply);

/* A typed number, vector ("1, 2, 3", "[1 2 3]") or matrix ("[1, 2], [3, 4]", "1 2; 3 4"): "0.5", "0,5",
 * "1/2", "5e-1", "50%", "sqrt(2)/4", with the quiz's unit behind it or not. `expected` gives the shape.
 * The value lives in `arena`. STATUS_USAGE, with a sentence for the learner, when it cannot be read, or
 * in two ways ("1,000"). */
CHECKED Status answer_read_value(const Quiz *quiz, Value expected, const char *reply, Arena *arena,
                                 Value *value, Error *error);

/* Right when all of it is within the tolerance. Without one whole numbers are exact, and others may be
 * 1 % off. Another shape is wrong. */
Verdict answer_check_value(const Quiz *quiz, Value expected, Value given);

/* Milliseconds that the note's question is worth, as above. */
int64_t answer_expected_ms(const Note *note, const Quiz *quiz);

/* What an answer took. */
typedef struct AnswerEffort {
    int64_t spent_ms, expected_ms;
    bool learned; /* the card was in review, not new or being learned */
    bool hinted;
} AnswerEffort;

/* The grade proposed for an answer; the verdict is not VERDICT_NONE. */
Rating answer_propose(Verdict verdict, AnswerEffort effort);

#endif
