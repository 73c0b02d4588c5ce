/* The functions of expressions, a table; private to the files expression*.c. */
#ifndef CAIRN_BASE_EXPRESSION_FUNCTIONS_H
#define CAIRN_BASE_EXPRESSION_FUNCTIONS_H

#include "base/expression_tree.h"

#define EXPRESSION_ARGUMENT_LIMIT 64

/* Of the four, one is set: see expression_functions.def. */
typedef struct ExpressionFunction {
    const char *name;
    size_t least, most; /* arguments */
    double (*itemwise)(double);
    double (*pairwise)(double, double);
    double (*folding)(const double *, size_t);
    Status (*general)(ExpressionEvaluation *, const Value *, size_t, Value *);
} ExpressionFunction;

/* The function of that name (`length` bytes), or NULL. */
const ExpressionFunction *expression_function(const char *name, size_t length);

/* Applies it to `count` arguments, as many as it takes. STATUS_CONTENT for shapes that do not fit. */
CHECKED Status expression_call(ExpressionEvaluation *evaluation, const ExpressionFunction *function,
                               const Value *arguments, size_t count, Value *value);

/* --- the general ones: vectors and matrices, in expression_vectors.c --- */

#define ITEMWISE(name, function)
#define PAIRWISE(name, function)
#define FOLDING(name, function)
#define GENERAL(name, least, most, function)                                               \
    Status expression_##function(ExpressionEvaluation *evaluation, const Value *arguments, \
                                 size_t count, Value *value);
#include "base/expression_functions.def"
#undef ITEMWISE
#undef PAIRWISE
#undef FOLDING
#undef GENERAL

#endif
