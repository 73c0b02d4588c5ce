/* The tree of an expression, and what its evaluation keeps: shared by the files expression*.c. */
#ifndef CAIRN_BASE_EXPRESSION_TREE_H
#define CAIRN_BASE_EXPRESSION_TREE_H

#include <stddef.h>

#include "base/expression.h"

typedef enum ExpressionOperator {
    EXPRESSION_OR,
    EXPRESSION_AND,
    EXPRESSION_NOT,
    EXPRESSION_LESS,
    EXPRESSION_LESS_EQUAL,
    EXPRESSION_MORE,
    EXPRESSION_MORE_EQUAL,
    EXPRESSION_EQUAL,
    EXPRESSION_NOT_EQUAL,
    EXPRESSION_ADD,
    EXPRESSION_SUBTRACT,
    EXPRESSION_MULTIPLY,
    EXPRESSION_DIVIDE,
    EXPRESSION_MODULO,
    EXPRESSION_PRODUCT, /* of matrices */
    EXPRESSION_POWER,
    EXPRESSION_NEGATE,
} ExpressionOperator;

typedef enum ExpressionKind {
    EXPRESSION_KIND_NUMBER,
    EXPRESSION_KIND_NAME,
    EXPRESSION_KIND_LIST,
    EXPRESSION_KIND_CALL,
    EXPRESSION_KIND_INDEX,    /* value, then one or two indices */
    EXPRESSION_KIND_CHOICE,   /* condition, then, else */
    EXPRESSION_KIND_OPERATOR, /* one or two operands */
} ExpressionKind;

struct ExpressionFunction;

typedef struct ExpressionNode {
    ExpressionKind kind;
    int column; /* of what an error in it points at */
    double number;
    const char *name;
    ExpressionOperator operator;
    const struct ExpressionFunction *function;
    const struct ExpressionNode **items;
    size_t count;
} ExpressionNode;

struct Expression {
    const ExpressionNode *root;
    int line; /* of its place */
};

/* One evaluation: its scope, its work so far, and where an error would be. */
typedef struct ExpressionEvaluation {
    Arena *arena;
    const ExpressionVariable *variables;
    size_t count;
    const char *sampled; /* one more variable, before the others; NULL without */
    double sample;
    size_t steps, limit;
    int line, column;
    Error *error;
} ExpressionEvaluation;

/* Fills the evaluation's error, with its place in front, and returns STATUS_CONTENT. */
Status expression_fail(ExpressionEvaluation *evaluation, const char *format, ...) PRINTF_LIKE(2, 3);

/* Fills `error` with the place and a message; returns STATUS_CONTENT. */
Status expression_fail_at(Error *error, int line, int column, const char *format, va_list arguments)
    __attribute__((format(printf, 4, 0)));

/* Counts `steps` of work. STATUS_CONTENT when that is too much. */
CHECKED Status expression_work(ExpressionEvaluation *evaluation, size_t steps);

/* A zeroed value of that shape (rows 0 for a number) in the evaluation's arena; its items are written
 * through `*items`. STATUS_CONTENT when it is too large. */
CHECKED Status expression_make(ExpressionEvaluation *evaluation, size_t rows, size_t columns,
                               Value *value, double **items);

/* A fresh number. */
CHECKED Status expression_make_number(ExpressionEvaluation *evaluation, double number,
                                      Value *value);

/* A fresh value of the argument's shape and items. */
CHECKED Status expression_copy(ExpressionEvaluation *evaluation, const Value *argument,
                               Value *value, double **items);

/* STATUS_CONTENT when `argument` is no vector; `what` takes only such. */
CHECKED Status expression_need_vector(ExpressionEvaluation *evaluation, const Value *argument,
                                      const char *what);

/* Numbers in a value. */
size_t expression_size(const Value *value);

/* "a number", "a vector of 3", "a 2x3 matrix", in `text`. */
#define EXPRESSION_SHAPE_SIZE 80
const char *expression_shape(const Value *value, char text[EXPRESSION_SHAPE_SIZE]);

/* function(left, right) for each pair of items, shapes broadcast as in NumPy; the choice takes the
 * items of `yes` where `condition` is true, of `no` elsewhere. */
CHECKED Status expression_zip(ExpressionEvaluation *evaluation, double (*function)(double, double),
                              const Value *left, const Value *right, Value *value);
CHECKED Status expression_choose(ExpressionEvaluation *evaluation, const Value *condition,
                                 const Value *yes, const Value *no, Value *value);

/* function(item) for each item. */
CHECKED Status expression_map(ExpressionEvaluation *evaluation, double (*function)(double),
                              const Value *argument, Value *value);

/* The matrix product; two vectors give their dot product, a vector on the right is a column. */
CHECKED Status expression_product(ExpressionEvaluation *evaluation, const Value *left,
                                  const Value *right, Value *value);

#endif
