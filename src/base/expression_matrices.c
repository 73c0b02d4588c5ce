/* The functions of expressions from linear algebra. */
#include <math.h>
#include <string.h>

#include "base/expression_functions.h"

Status expression_call_transpose(ExpressionEvaluation *evaluation, const Value *arguments,
                                 size_t count, Value *value)
{
    (void)count;
    double *items;
    if (arguments->rows == 0 || arguments->columns == 0) {
        *value = *arguments;
        return STATUS_OK;
    }
    Status status = expression_make(evaluation, arguments->columns, arguments->rows, value, &items);
    for (size_t i = 0; status == STATUS_OK && i < expression_size(arguments); i++)
        items[i % arguments->columns * arguments->rows + i / arguments->columns] =
            arguments->items[i];
    return status;
}

Status expression_call_dot(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                           Value *value)
{
    (void)count;
    Status status = expression_need_vector(evaluation, &arguments[0], "dot");
    if (status == STATUS_OK)
        status = expression_need_vector(evaluation, &arguments[1], "dot");
    return status != STATUS_OK
               ? status
               : expression_product(evaluation, &arguments[0], &arguments[1], value);
}

Status expression_call_outer(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                             Value *value)
{
    (void)count;
    double *items;
    const Value *left = &arguments[0];
    const Value *right = &arguments[1];
    Status status = expression_need_vector(evaluation, left, "outer");
    if (status == STATUS_OK)
        status = expression_need_vector(evaluation, right, "outer");
    if (status != STATUS_OK)
        return status;
    if (left->columns == 0) {
        (void)expression_fail(evaluation, "outer takes vectors that are not empty");
        return STATUS_CONTENT;
    }
    status = expression_make(evaluation, left->columns, right->columns, value, &items);
    for (size_t i = 0; status == STATUS_OK && i < expression_size(value); i++)
        items[i] = left->items[i / right->columns] * right->items[i % right->columns];
    return status;
}

static Status need_square(ExpressionEvaluation *evaluation, const Value *argument, const char *what)
{
    char shape[EXPRESSION_SHAPE_SIZE];
    if (argument->rows > 0 && argument->rows == argument->columns)
        return STATUS_OK;
    return expression_fail(evaluation, "%s takes a square matrix, not %s", what,
                           expression_shape(argument, shape));
}

Status expression_call_trace(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                             Value *value)
{
    (void)count;
    double total = 0;
    Status status = need_square(evaluation, arguments, "trace");
    for (size_t i = 0; status == STATUS_OK && i < arguments->rows; i++)
        total += arguments->items[i * arguments->columns + i];
    return status != STATUS_OK ? status : expression_make_number(evaluation, total, value);
}

static void swap_rows(double *items, size_t size, size_t first, size_t second)
{
    for (size_t k = 0; k < size; k++) {
        double kept = items[first * size + k];
        items[first * size + k] = items[second * size + k];
        items[second * size + k] = kept;
    }
}

/* Gaussian elimination with the largest pivot of each column; `items` are used up. */
static double determinant(double *items, size_t size)
{
    double product = 1;
    for (size_t at = 0; at < size; at++) {
        size_t pivot = at;
        for (size_t row = at + 1; row < size; row++) {
            if (fabs(items[row * size + at]) > fabs(items[pivot * size + at]))
                pivot = row;
        }
        if (pivot != at) {
            swap_rows(items, size, at, pivot);
            product = -product;
        }
        double head = items[at * size + at];
        product *= head;
        if (head == 0)
            return 0;
        for (size_t row = at + 1; row < size; row++) {
            double factor = items[row * size + at] / head;
            for (size_t k = at; k < size; k++)
                items[row * size + k] -= factor * items[at * size + k];
        }
    }
    return product;
}

Status expression_call_det(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                           Value *value)
{
    (void)count;
    Value used;
    double *items;
    Status status = need_square(evaluation, arguments, "det");
    if (status == STATUS_OK)
        status = expression_work(evaluation, expression_size(arguments) * arguments->rows / 3);
    if (status == STATUS_OK)
        status = expression_copy(evaluation, arguments, &used, &items);
    return status != STATUS_OK
               ? status
               : expression_make_number(evaluation, determinant(items, arguments->rows), value);
}
