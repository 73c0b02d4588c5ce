/* Drills: problems whose numbers are drawn afresh each time.
 *
 *     variables   n      2..9              a whole number from 2 to 9
 *                 p      0.1..0.9          steps of 0.1, as the ends are written
 *                 x      0..1 step 0.25
 *                 k      [2, 4, 8]         one of these
 *                 v      3 of -5..5        a vector of three
 *                 m      2x2 of [0, 1]     a matrix
 *                 s      = n * k           worked out from those above
 *     conditions  n != k                   draws go on until all of them hold
 *     answer      n * k                    a number, or a vector or matrix
 *
 * Texts name values in double braces: {{n}}, {{n * k}}, {{p * 100 | 1}} with one decimal, {{s | +}} with
 * its sign, {{s | ()}} between parentheses when it is negative, {{v | tex}} as TeX, {{v | row}} as TeX
 * with a vector in a row. What arithmetic leaves of zero (less than 1e-12) is shown as 0. A seed decides all
 * draws: the same one gives the same problem. The card of a number is a drill without variables. */
#ifndef CAIRN_STUDY_DRILL_H
#define CAIRN_STUDY_DRILL_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/expression.h"
#include "study/catalog.h"

#define DRILL_VARIABLES_MAX  32
#define DRILL_CONDITIONS_MAX 16
#define DRILL_ITEMS_MAX      64   /* numbers in one variable that is drawn */
#define DRILL_DRAWS_MAX      1000 /* until the conditions hold */

typedef struct Drill Drill;

/* Which part of a quiz an error is about; `index` counts variables and conditions. */
typedef enum DrillPart { DRILL_DRAW, DRILL_CONDITION, DRILL_CONDITIONS, DRILL_ANSWER } DrillPart;
typedef struct DrillFault {
    DrillPart part;
    size_t index;
} DrillFault;

typedef struct DrillProblem {
    const ExpressionVariable *variables;
    size_t count;
    Value answer;
    unsigned draws; /* how many it took until the conditions held */
    uint32_t
        rows; /* bit i: variable i is a matrix of one row ("1x3 of 0..9"), drawn as one in TeX */
} DrillProblem;

/* Parses variables, conditions and answer into `arena`, borrowing the quiz. STATUS_CONTENT with what
 * is wrong ("column 3: ..." where it has a place) and in `fault` where. */
CHECKED Status drill_parse(Arena *arena, const Quiz *quiz, const Drill **drill, DrillFault *fault,
                           Error *error);

/* The problem of a seed, in `arena`. STATUS_CONTENT when an expression cannot be worked out, when the
 * answer is not finite, or when the conditions were not met within DRILL_DRAWS_MAX draws. */
CHECKED Status drill_draw(const Drill *drill, uint64_t seed, Arena *arena, DrillProblem *problem,
                          DrillFault *fault, Error *error);

/* Appends a text with the problem's values in place of what stands in double braces. STATUS_CONTENT
 * when one of them is no expression or cannot be worked out. */
CHECKED Status drill_fill(const DrillProblem *problem, const char *text, Buffer *out, Error *error);

#endif
