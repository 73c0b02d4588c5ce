/* Shapes of values: making, broadcasting, multiplying. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/expression_tree.h"

Status expression_fail_at(Error *error, int line, int column, const char *format, va_list arguments)
{
    Error message = {0};
    (void)vsnprintf(message.message, sizeof message.message, format, arguments);
    if (line > 0)
        return error_set(error, STATUS_CONTENT, "%d:%d: %s", line, column, message.message);
    return error_set(error, STATUS_CONTENT, "column %d: %s", column, message.message);
}

Status expression_fail(ExpressionEvaluation *evaluation, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Status status = expression_fail_at(evaluation->error, evaluation->line, evaluation->column,
                                       format, arguments);
    va_end(arguments);
    return status;
}

/* Here and below the failing status is spelt out, because the static analyser does not look into functions
 * of variable arguments. */
Status expression_work(ExpressionEvaluation *evaluation, size_t steps)
{
    bool is_little = steps <= evaluation->limit - evaluation->steps;
    evaluation->steps = is_little ? evaluation->steps + steps : evaluation->limit;
    if (is_little)
        return STATUS_OK;
    (void)expression_fail(evaluation, "this takes more than %zu operations", evaluation->limit);
    return STATUS_CONTENT;
}

Status expression_make(ExpressionEvaluation *evaluation, size_t rows, size_t columns, Value *value,
                       double **items)
{
    size_t size = rows == 0 ? 1 : rows * columns;
    if (rows > EXPRESSION_VALUE_LIMIT || columns > EXPRESSION_VALUE_LIMIT ||
        size > EXPRESSION_VALUE_LIMIT) {
        (void)expression_fail(evaluation, "%zu x %zu numbers are too many, at most %d in a value",
                              rows, columns, EXPRESSION_VALUE_LIMIT);
        return STATUS_CONTENT;
    }
    Status status = expression_work(evaluation, size + 1);
    if (status != STATUS_OK)
        return status;
    *items = arena_alloc(evaluation->arena, size, sizeof **items);
    *value = (Value){.rows = rows, .columns = rows == 0 ? 1 : columns, .items = *items};
    return STATUS_OK;
}

Status expression_make_number(ExpressionEvaluation *evaluation, double number, Value *value)
{
    double *items;
    Status status = expression_make(evaluation, 0, 1, value, &items);
    if (status == STATUS_OK)
        *items = number;
    return status;
}

size_t expression_size(const Value *value)
{
    return value->rows == 0 ? 1 : value->rows * value->columns;
}

const char *expression_shape(const Value *value, char text[EXPRESSION_SHAPE_SIZE])
{
    if (value->rows == 0)
        return "a number";
    if (value->rows == 1)
        (void)snprintf(text, EXPRESSION_SHAPE_SIZE, "a vector of %zu", value->columns);
    else
        (void)snprintf(text, EXPRESSION_SHAPE_SIZE, "a %zux%zu matrix", value->rows,
                       value->columns);
    return text;
}

Status expression_need_vector(ExpressionEvaluation *evaluation, const Value *argument,
                              const char *what)
{
    char shape[EXPRESSION_SHAPE_SIZE];
    if (argument->rows == 1)
        return STATUS_OK;
    (void)expression_fail(evaluation, "%s takes vectors, not %s", what,
                          expression_shape(argument, shape));
    return STATUS_CONTENT;
}

Status expression_copy(ExpressionEvaluation *evaluation, const Value *argument, Value *value,
                       double **items)
{
    Status status = expression_make(evaluation, argument->rows, argument->columns, value, items);
    if (status == STATUS_OK && expression_size(argument) > 0)
        memcpy(*items, argument->items, expression_size(argument) * sizeof **items);
    return status;
}

/* --- item by item --- */

Status expression_map(ExpressionEvaluation *evaluation, double (*function)(double),
                      const Value *argument, Value *value)
{
    double *items;
    Status status = expression_make(evaluation, argument->rows, argument->columns, value, &items);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < expression_size(argument); i++)
        items[i] = function(argument->items[i]);
    return STATUS_OK;
}

/* One side of a shape: equal, or one of them 1. */
static bool fit_side(size_t *side, size_t other)
{
    if (*side == 1)
        *side = other;
    return *side == other || other == 1;
}

/* Widens the shape rows x columns (rows 0: a number) to hold `value` too. */
static Status widen(ExpressionEvaluation *evaluation, size_t *rows, size_t *columns,
                    const Value *value)
{
    if (value->rows == 0)
        return STATUS_OK;
    const Value before = {.rows = *rows, .columns = *columns};
    if (*rows == 0)
        *rows = *columns = 1;
    if (fit_side(rows, value->rows) && fit_side(columns, value->columns))
        return STATUS_OK;
    char left[EXPRESSION_SHAPE_SIZE];
    char right[EXPRESSION_SHAPE_SIZE];
    (void)expression_fail(evaluation, "%s and %s do not fit", expression_shape(&before, left),
                          expression_shape(value, right));
    return STATUS_CONTENT;
}

/* The item of a value that stands at (row, column) of a shape it was widened to. */
static double item_at(const Value *value, size_t row, size_t column)
{
    size_t own_row = value->rows <= 1 ? 0 : row;
    return value->items[own_row * value->columns + (value->columns == 1 ? 0 : column)];
}

Status expression_zip(ExpressionEvaluation *evaluation, double (*function)(double, double),
                      const Value *left, const Value *right, Value *value)
{
    size_t rows = left->rows;
    size_t columns = left->columns;
    double *items;
    Status status = widen(evaluation, &rows, &columns, right);
    if (status == STATUS_OK)
        status = expression_make(evaluation, rows, columns, value, &items);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < expression_size(value); i++)
        items[i] = function(item_at(left, i / columns, i % columns),
                            item_at(right, i / columns, i % columns));
    return STATUS_OK;
}

Status expression_choose(ExpressionEvaluation *evaluation, const Value *condition, const Value *yes,
                         const Value *no, Value *value)
{
    size_t rows = condition->rows;
    size_t columns = condition->columns;
    double *items;
    Status status = widen(evaluation, &rows, &columns, yes);
    if (status == STATUS_OK)
        status = widen(evaluation, &rows, &columns, no);
    if (status == STATUS_OK)
        status = expression_make(evaluation, rows, columns, value, &items);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < expression_size(value); i++) {
        size_t row = i / columns;
        size_t column = i % columns;
        double truth = item_at(condition, row, column);
        items[i] = item_at(truth < 0 || truth > 0 ? yes : no, row, column);
    }
    return STATUS_OK;
}

/* --- matrices --- */

static Status multiply(ExpressionEvaluation *evaluation, const Value *left, const Value *right,
                       size_t right_rows, size_t right_columns, Value *value, double *items)
{
    Status status = expression_work(evaluation, expression_size(value) * right_rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < expression_size(value); i++) {
        size_t row = i / right_columns;
        size_t column = i % right_columns;
        for (size_t k = 0; k < right_rows; k++)
            items[i] +=
                left->items[row * right_rows + k] * right->items[k * right_columns + column];
    }
    return STATUS_OK;
}

Status expression_product(ExpressionEvaluation *evaluation, const Value *left, const Value *right,
                          Value *value)
{
    char left_shape[EXPRESSION_SHAPE_SIZE];
    char right_shape[EXPRESSION_SHAPE_SIZE];
    double *items;
    Status status;
    if (left->rows == 0 || right->rows == 0)
        return expression_fail(evaluation, "@ takes vectors and matrices, not a number; use *");
    bool is_column = right->rows == 1 && left->columns == right->columns;
    size_t right_rows = is_column ? right->columns : right->rows;
    size_t right_columns = is_column ? 1 : right->columns;
    if (left->columns != right_rows)
        return expression_fail(evaluation, "%s @ %s: the left's columns must be the right's rows",
                               expression_shape(left, left_shape),
                               expression_shape(right, right_shape));
    if (is_column && left->rows == 1)
        status = expression_make(evaluation, 0, 1, value, &items);
    else if (is_column)
        status = expression_make(evaluation, 1, left->rows, value, &items);
    else
        status = expression_make(evaluation, left->rows, right_columns, value, &items);
    if (status != STATUS_OK)
        return status;
    return multiply(evaluation, left, right, right_rows, right_columns, value, items);
}
