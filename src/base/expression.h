/* Arithmetic expressions over numbers, vectors and matrices: what plots draw and drills compute.
 *
 *     2*x^2 - sin(x)/3      softmax([1, 2, 3])      [[1, 2], [3, 4]] @ v      x > 0 ? x : 0
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
    size_t rows, columns;
    const double *items;
} Value;

typedef struct Expression Expression;

/* A named value; scopes are arrays of these. */
typedef struct ExpressionVariable {
    const char *name;
    Value value;
} ExpressionVariable;

/* Parses `text` into `arena`. STATUS_CONTENT with the column and what was expected. */
CHECKED Status expression_parse(Arena *arena, const char *text, const Expression **expression,
                                Error *error);

/* Evaluates; the value's items live in `arena`. STATUS_CONTENT for an unknown name, shapes that do not
 * fit, or too much work. Division by zero and the like give infinities and NaN as in IEEE 754. */
CHECKED Status expression_evaluate(const Expression *expression,
                                   const ExpressionVariable *variables, size_t count, Arena *arena,
                                   Value *value, Error *error);

/* For curves: the number for each of `count` values of the variable `name`; what is no number there
 * becomes NaN. Errors as expression_evaluate. */
CHECKED Status expression_sample(const Expression *expression, const char *name, const double *at,
                                 size_t count, double *values, Error *error);

/* A number among variables: the value of one that borrows `*number`. */
Value expression_number(const double *number);

#endif
