/* Evaluation: a walk over the tree. Its recursion is bounded by the parser's depth and length limits,
 * its work by the steps that are counted. */
#include "base/expression.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/expression_functions.h"

/* Steps after which a sampling begins a fresh arena, so that memory does not grow with its length. */
#define STEPS_PER_ARENA 20000

static Status evaluate(ExpressionEvaluation *evaluation, const ExpressionNode *node, Value *value);

/* --- operators --- */

static bool is_true(double x)
{
    return x < 0 || x > 0; /* not NaN */
}

#define OPERATION(name, result)            \
    static double name(double a, double b) \
    {                                      \
        return (result);                   \
    }
OPERATION(either, is_true(a) || is_true(b) ? 1 : 0)
OPERATION(both, is_true(a) && is_true(b) ? 1 : 0)
OPERATION(less, a < b ? 1 : 0)
OPERATION(less_equal, a <= b ? 1 : 0)
OPERATION(more, a > b ? 1 : 0)
OPERATION(more_equal, a >= b ? 1 : 0)
OPERATION(equal, a == b ? 1 : 0)
OPERATION(not_equal, a != b ? 1 : 0)
OPERATION(add, a + b)
OPERATION(subtract, a - b)
OPERATION(multiply, a *b)
OPERATION(divide, a / b)
#undef OPERATION

/* The rest of the division that rounds down: it has the sign of b. */
static double modulo(double a, double b)
{
    double rest = fmod(a, b);
    return rest != 0 && signbit(rest) != signbit(b) ? rest + b : rest;
}

static double negate(double a)
{
    return -a;
}

static double not_true(double a)
{
    return is_true(a) ? 0 : 1;
}

static Status evaluate_operator(ExpressionEvaluation *evaluation, const ExpressionNode *node,
                                Value *value)
{
    static double (*const pairwise[])(double, double) = {
        [EXPRESSION_OR] = either,         [EXPRESSION_AND] = both,
        [EXPRESSION_LESS] = less,         [EXPRESSION_LESS_EQUAL] = less_equal,
        [EXPRESSION_MORE] = more,         [EXPRESSION_MORE_EQUAL] = more_equal,
        [EXPRESSION_EQUAL] = equal,       [EXPRESSION_NOT_EQUAL] = not_equal,
        [EXPRESSION_ADD] = add,           [EXPRESSION_SUBTRACT] = subtract,
        [EXPRESSION_MULTIPLY] = multiply, [EXPRESSION_DIVIDE] = divide,
        [EXPRESSION_MODULO] = modulo,     [EXPRESSION_POWER] = pow,
    };
    Value left;
    Value right;
    Status status = evaluate(evaluation, node->items[0], &left);
    if (status == STATUS_OK && node->count == 2)
        status = evaluate(evaluation, node->items[1], &right);
    if (status != STATUS_OK)
        return status;
    evaluation->column = node->column;
    if (node->operator== EXPRESSION_NEGATE)
        return expression_map(evaluation, negate, &left, value);
    if (node->operator== EXPRESSION_NOT)
        return expression_map(evaluation, not_true, &left, value);
    if (node->operator== EXPRESSION_PRODUCT)
        return expression_product(evaluation, &left, &right, value);
    return expression_zip(evaluation, pairwise[node->operator], &left, &right, value);
}

/* --- the other nodes --- */

static Status unknown_name(ExpressionEvaluation *evaluation, const char *name)
{
    Buffer known = {0};
    if (evaluation->sampled != NULL)
        buffer_add_format(&known, "%s, ", evaluation->sampled);
    for (size_t i = 0; i < evaluation->count && i < 8; i++)
        buffer_add_format(&known, "%s, ", evaluation->variables[i].name);
    (void)expression_fail(evaluation, "there is no \"%s\" here; known are %spi, e, inf, nan", name,
                          buffer_text(&known));
    buffer_done(&known);
    return STATUS_CONTENT;
}

static Status evaluate_name(ExpressionEvaluation *evaluation, const ExpressionNode *node,
                            Value *value)
{
    static const struct {
        const char *name;
        double number;
    } constants[] = {{"pi", 3.14159265358979323846},
                     {"e", 2.71828182845904523536},
                     {"inf", (double)INFINITY},
                     {"nan", (double)NAN}};
    evaluation->column = node->column;
    if (evaluation->sampled != NULL && strcmp(evaluation->sampled, node->name) == 0)
        return expression_make_number(evaluation, evaluation->sample, value);
    for (size_t i = evaluation->count; i > 0; i--) {
        if (strcmp(evaluation->variables[i - 1].name, node->name) == 0) {
            *value = evaluation->variables[i - 1].value;
            return expression_work(evaluation, 1);
        }
    }
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++) {
        if (strcmp(constants[i].name, node->name) == 0)
            return expression_make_number(evaluation, constants[i].number, value);
    }
    return unknown_name(evaluation, node->name);
}

/* All items of a node, in the arena. */
static Status evaluate_items(ExpressionEvaluation *evaluation, const ExpressionNode *node,
                             Value **values)
{
    Status status = STATUS_OK;
    *values = arena_alloc(evaluation->arena, node->count, sizeof **values);
    for (size_t i = 0; i < node->count && status == STATUS_OK; i++)
        status = evaluate(evaluation, node->items[i], &(*values)[i]);
    evaluation->column = node->column;
    return status;
}

static Status evaluate_list(ExpressionEvaluation *evaluation, const ExpressionNode *node,
                            Value *value)
{
    Value *parts;
    double *items;
    char first[EXPRESSION_SHAPE_SIZE];
    char other[EXPRESSION_SHAPE_SIZE];
    Status status = evaluate_items(evaluation, node, &parts);
    size_t rows = node->count > 0 && parts[0].rows == 1 ? node->count : 1;
    size_t columns =
        rows > 1 || (node->count > 0 && parts[0].rows > 0) ? parts[0].columns : node->count;
    for (size_t i = 0; i < node->count && status == STATUS_OK; i++) {
        if (parts[i].rows > 1)
            status = expression_fail(evaluation, "a list holds numbers or vectors, not %s",
                                     expression_shape(&parts[i], other));
        else if (parts[i].rows != parts[0].rows || parts[i].columns != parts[0].columns)
            status = expression_fail(
                evaluation, "the items of a list have one shape, not %s and %s",
                expression_shape(&parts[0], first), expression_shape(&parts[i], other));
    }
    if (status == STATUS_OK)
        status = expression_make(evaluation, rows, columns, value, &items);
    for (size_t i = 0; status == STATUS_OK && i < node->count; i++) {
        size_t size = expression_size(&parts[i]);
        for (size_t k = 0; k < size; k++)
            items[i * size + k] = parts[i].items[k];
    }
    return status;
}

static Status evaluate_call(ExpressionEvaluation *evaluation, const ExpressionNode *node,
                            Value *value)
{
    Value *arguments;
    Status status = evaluate_items(evaluation, node, &arguments);
    return status != STATUS_OK
               ? status
               : expression_call(evaluation, node->function, arguments, node->count, value);
}

static Status take_index(ExpressionEvaluation *evaluation, const Value *index, size_t size,
                         const Value *indexed, size_t *place)
{
    char shape[EXPRESSION_SHAPE_SIZE];
    if (index->rows != 0)
        return expression_fail(evaluation, "an index is a number, not %s",
                               expression_shape(index, shape));
    double number = index->items[0];
    if (!(number >= 0 && number < (double)size) || floor(number) != number)
        return expression_fail(evaluation, "%s has no index %g: they are whole and count from 0",
                               expression_shape(indexed, shape), number);
    *place = (size_t)number;
    return STATUS_OK;
}

static Status evaluate_index(ExpressionEvaluation *evaluation, const ExpressionNode *node,
                             Value *value)
{
    Value *parts;
    Status status = evaluate_items(evaluation, node, &parts);
    if (status != STATUS_OK)
        return status;
    Value whole = parts[0];
    bool is_vector = whole.rows == 1 && node->count == 2;
    size_t row = 0;
    size_t column = 0;
    if (whole.rows == 0) {
        (void)expression_fail(evaluation, "a number has no items to index");
        return STATUS_CONTENT;
    }
    if (!is_vector)
        status = take_index(evaluation, &parts[1], whole.rows, &whole, &row);
    if (status == STATUS_OK && (is_vector || node->count == 3))
        status = take_index(evaluation, &parts[node->count - 1], whole.columns, &whole, &column);
    if (status != STATUS_OK)
        return status;
    bool is_row = !is_vector && node->count == 2;
    *value = (Value){.rows = is_row ? 1 : 0,
                     .columns = is_row ? whole.columns : 1,
                     .items = whole.items + row * whole.columns + column};
    return STATUS_OK;
}

static Status evaluate_choice(ExpressionEvaluation *evaluation, const ExpressionNode *node,
                              Value *value)
{
    Value condition;
    Value yes;
    Value no;
    Status status = evaluate(evaluation, node->items[0], &condition);
    if (status != STATUS_OK)
        return status;
    if (condition.rows == 0)
        return evaluate(evaluation, node->items[is_true(condition.items[0]) ? 1 : 2], value);
    status = evaluate(evaluation, node->items[1], &yes);
    if (status == STATUS_OK)
        status = evaluate(evaluation, node->items[2], &no);
    evaluation->column = node->column;
    return status != STATUS_OK ? status
                               : expression_choose(evaluation, &condition, &yes, &no, value);
}

static Status evaluate(ExpressionEvaluation *evaluation, const ExpressionNode *node, Value *value)
{
    evaluation->column = node->column;
    Status status = expression_work(evaluation, 1);
    if (status != STATUS_OK)
        return status;
    switch (node->kind) {
    case EXPRESSION_KIND_NUMBER:
        *value = expression_number(&node->number);
        return STATUS_OK;
    case EXPRESSION_KIND_NAME:
        return evaluate_name(evaluation, node, value);
    case EXPRESSION_KIND_LIST:
        return evaluate_list(evaluation, node, value);
    case EXPRESSION_KIND_CALL:
        return evaluate_call(evaluation, node, value);
    case EXPRESSION_KIND_INDEX:
        return evaluate_index(evaluation, node, value);
    case EXPRESSION_KIND_CHOICE:
        return evaluate_choice(evaluation, node, value);
    case EXPRESSION_KIND_OPERATOR:
        return evaluate_operator(evaluation, node, value);
    }
    (void)expression_fail(evaluation, "this cannot be evaluated");
    return STATUS_CONTENT;
}

/* --- the interface --- */

Value expression_number(const double *number)
{
    return (Value){.rows = 0, .columns = 1, .items = number};
}

Status expression_evaluate_within(const Expression *expression, const ExpressionVariable *variables,
                                  size_t count, size_t *steps, Arena *arena, Value *value,
                                  Error *error)
{
    ExpressionEvaluation evaluation = {.arena = arena,
                                       .variables = variables,
                                       .count = count,
                                       .limit = *steps,
                                       .line = expression->line,
                                       .error = error};
    Status status = evaluate(&evaluation, expression->root, value);
    *steps -= evaluation.steps;
    return status;
}

Status expression_evaluate(const Expression *expression, const ExpressionVariable *variables,
                           size_t count, Arena *arena, Value *value, Error *error)
{
    size_t steps = EXPRESSION_STEP_LIMIT;
    return expression_evaluate_within(expression, variables, count, &steps, arena, value, error);
}

Status expression_sample(const Expression *expression, const ExpressionVariable *variables,
                         size_t count, size_t *steps, const char *name, const double *at,
                         size_t at_count, double *values, Error *error)
{
    ExpressionEvaluation evaluation = {.arena = arena_new(),
                                       .variables = variables,
                                       .count = count,
                                       .sampled = name,
                                       .limit = *steps,
                                       .line = expression->line,
                                       .error = error};
    Status status = STATUS_OK;
    size_t fresh_at = STEPS_PER_ARENA;
    for (size_t i = 0; i < at_count && status == STATUS_OK; i++) {
        Value value;
        evaluation.sample = at[i];
        status = evaluate(&evaluation, expression->root, &value);
        if (status == STATUS_OK)
            values[i] = value.rows == 0 ? value.items[0] : (double)NAN;
        if (evaluation.steps > fresh_at) {
            arena_free(evaluation.arena);
            evaluation.arena = arena_new();
            fresh_at = evaluation.steps + STEPS_PER_ARENA;
        }
    }
    arena_free(evaluation.arena);
    *steps -= evaluation.steps;
    return status;
}
