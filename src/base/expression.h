/* Arithmetic expressions over numbers, vectors and matrices: what plots draw and drills compute.
 *
 *     2*x^2 - sin(x)/3      softmax([1, 2, 3])      [[1, 2], [3, 4]] @ v      x > 0 ? x : 0
 *
 * From weakest to strongest: `c ? a : b`, `or`, `and`, `not`, comparisons (0 < x < 1 is both), + -,
 * * / % @ (the matrix product), the signs, ^ or ** (from the right; -x^2 is -(x^2)), and indices from
 * 0: v[i], m[i] (a row), m[i, j]. Operators and functions of one number work on each item; shapes fit
 * as in NumPy. True is 1; 0 and NaN are false; % has the sign of its divisor. `c ? a : b` evaluates
 * only the side it needs where c is a number. The functions stand in expression_functions.def;
 * constants are pi, e, inf and nan.
 */
#ifndef CAIRN_BASE_EXPRESSION_H
#define CAIRN_BASE_EXPRESSION_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

#define EXPRESSION_DEPTH_LIMIT  100
#define EXPRESSION_LENGTH_LIMIT 4096
#define EXPRESSION_VALUE_LIMIT  4096    /* numbers in one value */
#define EXPRESSION_STEP_LIMIT   1000000 /* operations of one evaluation */

/* rows == 0: a number (items[0]); rows == 1: a vector of `columns`; else a matrix, row by row. */
typedef struct Value {
    size_t rows, columns; /* a number has columns == 1 */
    const double *items;
} Value;

typedef struct Expression Expression;

/* A named value; scopes are arrays of these, and of two with one name the later counts. */
typedef struct ExpressionVariable {
    const char *name;
    Value value;
} ExpressionVariable;

/* Where a text begins, both from 1; line 0: messages say "column 3: …" and not "2:3: …". */
typedef struct ExpressionPlace {
    int line, column;
} ExpressionPlace;

/* What a message "2:3: what" says behind its place, which `place` gets; a message without one is
 * returned whole, with a place of line 0. */
const char *expression_split_place(const char *message, ExpressionPlace *place);

/* Parses `text` into `arena`. STATUS_CONTENT with the column (of bytes, from 1) and what was
 * expected. */
CHECKED Status expression_parse(Arena *arena, const char *text, const Expression **expression,
                                Error *error);

/* Parses the longest expression that `text` begins with, which stands at `place`; `*used` gets the
 * bytes it takes, blanks behind it included. Errors as expression_parse. */
CHECKED Status expression_parse_prefix(Arena *arena, const char *text, ExpressionPlace place,
                                       const Expression **expression, size_t *used, Error *error);

/* Evaluates; the value's items live in `arena`, or where a variable's do. STATUS_CONTENT for an
 * unknown name, shapes that do not fit, or too much work. Division by zero and the like give
 * infinities and NaN as in IEEE 754. */
CHECKED Status expression_evaluate(const Expression *expression,
                                   const ExpressionVariable *variables, size_t count, Arena *arena,
                                   Value *value, Error *error);

/* As expression_evaluate, for many that share one limit: the operations are taken from `*steps`, and
 * there are no more than these. */
CHECKED Status expression_evaluate_within(const Expression *expression,
                                          const ExpressionVariable *variables, size_t count,
                                          size_t *steps, Arena *arena, Value *value, Error *error);

/* For curves: the number for each of the `at_count` values `at` of the variable `name`, beside
 * `variables`; what is no number there becomes NaN. `steps` and errors as expression_evaluate_within. */
CHECKED Status expression_sample(const Expression *expression, const ExpressionVariable *variables,
                                 size_t count, size_t *steps, const char *name, const double *at,
                                 size_t at_count, double *values, Error *error);

/* A number among variables: the value of one that borrows `*number`. */
Value expression_number(const double *number);

#endif
