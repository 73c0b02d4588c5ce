/* The functions of expressions that make vectors or look at all items of a value. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/expression_functions.h"

/* An argument that must be a whole number from `low` to `high`, as in "range: …". */
static Status take_whole(ExpressionEvaluation *evaluation, const Value *argument, const char *what,
                         double low, double high, size_t *number)
{
    double given = argument->rows == 0 ? argument->items[0] : NAN;
    *number = 0;
    if (!(given >= low && given <= high) || floor(given) != given)
        return expression_fail(evaluation, "%s must be a whole number from %g to %g", what, low,
                               high);
    *number = (size_t)given;
    return STATUS_OK;
}

static Status need_number(ExpressionEvaluation *evaluation, const Value *argument, const char *what)
{
    char shape[EXPRESSION_SHAPE_SIZE];
    if (argument->rows == 0)
        return STATUS_OK;
    return expression_fail(evaluation, "%s must be a number, not %s", what,
                           expression_shape(argument, shape));
}

/* --- item by item --- */

static double smaller(double a, double b)
{
    return isnan(a) || a < b ? a : b;
}

static double larger(double a, double b)
{
    return isnan(a) || a > b ? a : b;
}

/* Of one value, its extreme item; of several, the extremes of their items side by side. */
static Status extreme(ExpressionEvaluation *evaluation, double (*better)(double, double),
                      const Value *arguments, size_t count, Value *value)
{
    size_t size = expression_size(arguments);
    Status status = expression_work(evaluation, size);
    *value = arguments[0];
    if (count == 1 && status == STATUS_OK) {
        double best = size == 0 ? NAN : arguments->items[0];
        for (size_t i = 1; i < size; i++)
            best = better(best, arguments->items[i]);
        return expression_make_number(evaluation, best, value);
    }
    for (size_t i = 1; i < count && status == STATUS_OK; i++) {
        Value left = *value;
        status = expression_zip(evaluation, better, &left, &arguments[i], value);
    }
    return status;
}

Status expression_call_min(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                           Value *value)
{
    return extreme(evaluation, smaller, arguments, count, value);
}

Status expression_call_max(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                           Value *value)
{
    return extreme(evaluation, larger, arguments, count, value);
}

Status expression_call_clip(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                            Value *value)
{
    Value raised;
    Status status = expression_call_max(evaluation, arguments, count - 1, &raised);
    const Value both[] = {raised, arguments[2]};
    return status != STATUS_OK ? status : expression_call_min(evaluation, both, 2, value);
}

static double round_at(double x, double digits)
{
    double scale = pow(10, round(digits));
    double scaled = round(x * scale) / scale;
    return isfinite(scaled) ? scaled : x;
}

Status expression_call_round(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                             Value *value)
{
    if (count == 1)
        return expression_map(evaluation, round, arguments, value);
    return expression_zip(evaluation, round_at, &arguments[0], &arguments[1], value);
}

Status expression_call_softmax(ExpressionEvaluation *evaluation, const Value *arguments,
                               size_t count, Value *value)
{
    (void)count;
    double *items;
    Status status = expression_copy(evaluation, arguments, value, &items);
    for (size_t row = 0; status == STATUS_OK && row < value->rows; row++) {
        double *first = items + row * value->columns;
        double most = -INFINITY;
        double total = 0;
        for (size_t i = 0; i < value->columns; i++)
            most = larger(most, first[i]);
        for (size_t i = 0; i < value->columns; i++)
            total += first[i] = exp(first[i] - most);
        for (size_t i = 0; i < value->columns; i++)
            first[i] /= total;
    }
    if (status == STATUS_OK && value->rows == 0)
        *items = 1;
    return status;
}

/* --- of all items --- */

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b); /* behind the numbers */
    return (a > b) - (a < b);
}

Status expression_call_sort(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                            Value *value)
{
    (void)count;
    double *items;
    size_t size = expression_size(arguments);
    Status status = expression_work(evaluation, size * 8);
    if (status == STATUS_OK)
        status = expression_copy(evaluation, arguments, value, &items);
    if (status == STATUS_OK)
        qsort(items, size, sizeof *items, compare);
    return status;
}

Status expression_call_median(ExpressionEvaluation *evaluation, const Value *arguments,
                              size_t count, Value *value)
{
    Value sorted;
    Status status = expression_call_sort(evaluation, arguments, count, &sorted);
    size_t size = expression_size(arguments);
    if (status != STATUS_OK)
        return status;
    double middle = NAN;
    if (size > 0 && !isnan(sorted.items[size - 1]))
        middle = (sorted.items[(size - 1) / 2] + sorted.items[size / 2]) / 2;
    return expression_make_number(evaluation, middle, value);
}

Status expression_call_cumsum(ExpressionEvaluation *evaluation, const Value *arguments,
                              size_t count, Value *value)
{
    (void)count;
    double *items;
    Status status = expression_copy(evaluation, arguments, value, &items);
    for (size_t i = 1; status == STATUS_OK && i < expression_size(value); i++)
        items[i] += items[i - 1];
    return status;
}

/* The p-norm of all items, 2 unless given; p = inf is the largest size. */
Status expression_call_norm(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                            Value *value)
{
    double total = 0;
    size_t size = expression_size(arguments);
    Status status = expression_work(evaluation, size);
    if (status == STATUS_OK && count == 2)
        status = need_number(evaluation, &arguments[1], "the second argument of norm");
    if (status != STATUS_OK)
        return status;
    double power = count == 2 ? arguments[1].items[0] : 2;
    for (size_t i = 0; i < size; i++) {
        double item = fabs(arguments->items[i]);
        if (isinf(power))
            total = larger(total, item);
        else
            total = power == 2 ? hypot(total, item) : total + pow(item, power);
    }
    if (power != 2 && isfinite(power))
        total = pow(total, 1 / power);
    return expression_make_number(evaluation, total, value);
}

Status expression_call_len(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                           Value *value)
{
    (void)count;
    size_t length = arguments->rows > 1 ? arguments->rows : arguments->columns;
    return expression_make_number(evaluation, (double)length, value);
}

/* --- making vectors and matrices --- */

static Status filled(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                     double number, Value *value)
{
    size_t rows = 1;
    size_t columns;
    double *items;
    Status status = take_whole(evaluation, &arguments[count - 1], "a size", 0,
                               EXPRESSION_VALUE_LIMIT, &columns);
    if (status == STATUS_OK && count == 2)
        status = take_whole(evaluation, arguments, "a size", 1, EXPRESSION_VALUE_LIMIT, &rows);
    if (status == STATUS_OK)
        status = expression_make(evaluation, rows, columns, value, &items);
    for (size_t i = 0; status == STATUS_OK && i < rows * columns; i++)
        items[i] = number;
    return status;
}

Status expression_call_zeros(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                             Value *value)
{
    return filled(evaluation, arguments, count, 0, value);
}

Status expression_call_ones(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                            Value *value)
{
    return filled(evaluation, arguments, count, 1, value);
}

Status expression_call_eye(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                           Value *value)
{
    (void)count;
    size_t size;
    double *items;
    Status status = take_whole(evaluation, arguments, "the size of eye", 1, 64, &size);
    if (status == STATUS_OK)
        status = expression_make(evaluation, size, size, value, &items);
    for (size_t i = 0; status == STATUS_OK && i < size; i++)
        items[i * size + i] = 1;
    return status;
}

/* first, first + step .. as `length` items. */
static Status progression(ExpressionEvaluation *evaluation, double first, double step,
                          size_t length, Value *value)
{
    double *items;
    Status status = expression_make(evaluation, 1, length, value, &items);
    for (size_t i = 0; status == STATUS_OK && i < length; i++)
        items[i] = first + step * (double)i;
    return status;
}

/* range(end), range(start, end), range(start, end, step): up to the end, but without it. */
Status expression_call_range(ExpressionEvaluation *evaluation, const Value *arguments, size_t count,
                             Value *value)
{
    for (size_t i = 0; i < count; i++) {
        Status status = need_number(evaluation, &arguments[i], "an argument of range");
        if (status != STATUS_OK)
            return status;
    }
    double start = count == 1 ? 0 : arguments[0].items[0];
    double end = arguments[count == 1 ? 0 : 1].items[0];
    double step = count == 3 ? arguments[2].items[0] : 1;
    double length = ceil((end - start) / step - 1e-9); /* 0.1 steps end where they should */
    if (!(length <= EXPRESSION_VALUE_LIMIT))
        return expression_fail(evaluation,
                               "range: from %g to %g in steps of %g is no list of at "
                               "most %d numbers",
                               start, end, step, EXPRESSION_VALUE_LIMIT);
    return progression(evaluation, start, step, length > 0 ? (size_t)length : 0, value);
}

Status expression_call_linspace(ExpressionEvaluation *evaluation, const Value *arguments,
                                size_t count, Value *value)
{
    (void)count;
    size_t length;
    Status status = need_number(evaluation, &arguments[0], "the start of linspace");
    if (status == STATUS_OK)
        status = need_number(evaluation, &arguments[1], "the end of linspace");
    if (status == STATUS_OK)
        status = take_whole(evaluation, &arguments[2], "the count of linspace", 2,
                            EXPRESSION_VALUE_LIMIT, &length);
    if (status != STATUS_OK)
        return status;
    double start = arguments[0].items[0];
    double step = (arguments[1].items[0] - start) / (double)(length - 1);
    return progression(evaluation, start, step, length, value);
}

/* Numbers and vectors behind each other. */
Status expression_call_concat(ExpressionEvaluation *evaluation, const Value *arguments,
                              size_t count, Value *value)
{
    size_t length = 0;
    double *items;
    for (size_t i = 0; i < count; i++) {
        Status status = arguments[i].rows == 0
                            ? STATUS_OK
                            : expression_need_vector(evaluation, &arguments[i], "concat");
        if (status != STATUS_OK)
            return status;
        length += expression_size(&arguments[i]);
    }
    Status status = expression_make(evaluation, 1, length, value, &items);
    for (size_t i = 0, at = 0; status == STATUS_OK && i < count; i++) {
        for (size_t k = 0; k < expression_size(&arguments[i]); k++)
            items[at++] = arguments[i].items[k];
    }
    return status;
}
