/* Scores of predictions against labels, for the checks of projects. */
#ifndef CAIRN_STUDY_SCORE_H
#define CAIRN_STUDY_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "study/catalog.h"

/* Pairs: label and prediction of each row. */
typedef struct ScorePairs {
    const char **keys; /* of the rows, for messages */
    const char **labels, **predictions;
    size_t count;
} ScorePairs;

/* The score, such as 0.91. STATUS_CONTENT with what is wrong: a value that is no number where one is
 * expected, a label that does not exist, no rows.
 *
 *   accuracy, precision, recall, f1   of the label `positive`; precision without any found is 0
 *   macro-f1          the mean of the F1 of every label there is in the labels or the predictions
 *   mse, rmse, mae, r2   of numbers
 *   bleu              of the whole (0..1): words in lower case and signs, up to four in a row, no smoothing
 *   rouge-1           the mean F1 of single words
 *   perplexity        labels are not looked at; a prediction holds the natural logarithms of the
 *                     probabilities of its tokens, with blanks between them */
CHECKED Status score_compute(Metric metric, const ScorePairs *pairs, const char *positive,
                             double *score, Error *error);

/* Whether two labels are the same: as texts, or as numbers (1 and 1.0). */
bool score_same(const char *left, const char *right);

#endif
