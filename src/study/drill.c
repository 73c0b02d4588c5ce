#include "study/drill.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/chance.h"
#include "study/numeral.h"

#define STEPS_MAX         1e9
#define STEP_DECIMALS_MAX 9
#define ROUNDING          1e-9
#define DUST              1e-12

/* What one variable is drawn from. */
typedef struct Draw {
    const char *name;
    const Expression *computed; /* from the variables before; or NULL, and then: */
    size_t rows, columns;       /* of the value; rows 0: a number */
    Value list;                 /* drawn from these when there are any */
    double low, step;           /* else from low, low + step, ... */
    uint64_t steps;
    int decimals; /* that low and step are written with */
    bool row;     /* a matrix of one row */
} Draw;

struct Drill {
    Draw draws[DRILL_VARIABLES_MAX];
    size_t draw_count;
    const Expression *conditions[DRILL_CONDITIONS_MAX];
    size_t condition_count;
    const Expression *answer;
};

/* --- parsing --- */

typedef struct Parser {
    Arena *arena;
    const char *text, *at;
    Error *error;
} Parser;

static Status expect(const Parser *parser, const char *what)
{
    return error_set(parser->error, STATUS_CONTENT, "column %d: expected %s",
                     (int)(parser->at - parser->text) + 1, what);
}

static void skip_blanks(Parser *parser)
{
    parser->at += strspn(parser->at, " \t\n");
}

static bool take(Parser *parser, const char *word)
{
    size_t length = strlen(word);
    skip_blanks(parser);
    if (strncmp(parser->at, word, length) != 0)
        return false;
    parser->at += length;
    return true;
}

static bool take_count(Parser *parser, size_t *count)
{
    skip_blanks(parser);
    size_t digits = strspn(parser->at, "0123456789");
    if (digits == 0 || digits > 4)
        return false;
    *count = (size_t)strtoul(parser->at, NULL, 10);
    parser->at += digits;
    return true;
}

/* "3 of" or "2x2 of"; without it the value is a number. */
static Status parse_shape(Parser *parser, Draw *draw)
{
    const char *start = parser->at;
    size_t rows = 1, columns = 0;
    bool shaped = take_count(parser, &columns);
    if (shaped && take(parser, "x")) {
        rows = columns;
        draw->row = rows == 1;
        if (!take_count(parser, &columns))
            return expect(parser, "a number of columns, as in 2x3 of 0..9");
    }
    if (!shaped || !take(parser, "of")) {
        parser->at = start;
        draw->columns = 1;
        draw->row = false;
        return STATUS_OK;
    }
    draw->rows = rows;
    draw->columns = columns;
    if (rows == 0 || columns == 0 || rows * columns > DRILL_ITEMS_MAX)
        return error_set(parser->error, STATUS_CONTENT, "expected 1 to %d numbers, not %zu",
                         DRILL_ITEMS_MAX, rows * columns);
    return STATUS_OK;
}

/* A number and how many decimals it is written with; not with strtod right away, which would take the
 * first of the two points behind it. */
static bool take_number(Parser *parser, double *number, int *decimals)
{
    char digits[32];
    skip_blanks(parser);
    const char *at = parser->at;
    size_t length = *at == '-' || *at == '+' ? 1 : 0;
    size_t whole = strspn(at + length, "0123456789");
    length += whole;
    size_t fraction = 0;
    if (at[length] == '.' && isdigit((unsigned char)at[length + 1])) {
        fraction = strspn(at + length + 1, "0123456789");
        length += 1 + fraction;
    }
    if (whole + fraction == 0 || length >= sizeof digits || fraction > STEP_DECIMALS_MAX)
        return false;
    memcpy(digits, at, length);
    digits[length] = '\0';
    *number = strtod(digits, NULL);
    *decimals = (int)fraction > *decimals ? (int)fraction : *decimals;
    parser->at += length;
    return true;
}

static Status parse_range(Parser *parser, Draw *draw)
{
    double high = 0;
    if (!take_number(parser, &draw->low, &draw->decimals))
        return expect(parser,
                      "a range such as 2..9, a list such as [2, 4], or = and an expression");
    if (!take(parser, ".."))
        return expect(parser, ".. and the highest number, as in 2..9");
    if (!take_number(parser, &high, &draw->decimals))
        return expect(parser, "the highest number, as in 2..9");
    draw->step = pow(10, -draw->decimals);
    if (take(parser, "step") &&
        (!take_number(parser, &draw->step, &draw->decimals) || draw->step <= 0))
        return expect(parser, "a step above 0, as in 0..1 step 0.25");
    double steps = floor((high - draw->low) / draw->step + ROUNDING) + 1;
    if (steps < 1 || steps > STEPS_MAX)
        return error_set(parser->error, STATUS_CONTENT,
                         steps < 1 ? "the range ends below its start (expected low..high)"
                                   : "the range has too many steps");
    draw->steps = (uint64_t)steps;
    return STATUS_OK;
}

static Status parse_list(Parser *parser, Draw *draw)
{
    const Expression *list = NULL;
    size_t used = 0;
    ExpressionPlace place = {.column = (int)(parser->at - parser->text) + 1};
    Status status =
        expression_parse_prefix(parser->arena, parser->at, place, &list, &used, parser->error);
    if (status == STATUS_OK)
        status = expression_evaluate(list, NULL, 0, parser->arena, &draw->list, parser->error);
    if (status == STATUS_OK && (draw->list.rows != 1 || draw->list.columns == 0))
        return expect(parser, "a list of numbers such as [2, 4, 8]");
    parser->at += used;
    return status;
}

static Status parse_draw(Parser *parser, Draw *draw)
{
    Status status;
    if (take(parser, "=")) {
        size_t used = 0;
        ExpressionPlace place = {.column = (int)(parser->at - parser->text) + 1};
        status = expression_parse_prefix(parser->arena, parser->at, place, &draw->computed, &used,
                                         parser->error);
        parser->at += used;
    } else {
        status = parse_shape(parser, draw);
        skip_blanks(parser);
        if (status == STATUS_OK)
            status = *parser->at == '[' ? parse_list(parser, draw) : parse_range(parser, draw);
    }
    skip_blanks(parser);
    if (status == STATUS_OK && *parser->at != '\0')
        return expect(parser, "nothing more");
    return status;
}

static bool is_name(const char *name)
{
    if (!isalpha((unsigned char)name[0]) && name[0] != '_')
        return false;
    for (const char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '_')
            return false;
    return true;
}

static Status parse_variable(Arena *arena, const Quiz *quiz, size_t index, Drill *drill,
                             Error *error)
{
    Draw *draw = &drill->draws[drill->draw_count];
    const char *text = quiz->draws.items[index];
    Parser parser = {.arena = arena, .text = text, .at = text, .error = error};
    draw->name = quiz->variables.items[index];
    drill->draw_count++;
    if (!is_name(draw->name))
        return error_set(error, STATUS_CONTENT,
                         "'%s' is no name of a variable (expected a letter, then letters, digits "
                         "and _)",
                         draw->name);
    return parse_draw(&parser, draw);
}

Status drill_parse(Arena *arena, const Quiz *quiz, const Drill **drill, DrillFault *fault,
                   Error *error)
{
    Drill *made = arena_alloc(arena, 1, sizeof *made);
    Status status = STATUS_OK;
    *drill = made;
    *fault = (DrillFault){.part = DRILL_DRAW};
    if (quiz->variables.count > DRILL_VARIABLES_MAX || quiz->draws.count != quiz->variables.count)
        return error_set(error, STATUS_CONTENT, "too many variables (%d at most)",
                         DRILL_VARIABLES_MAX);
    for (size_t i = 0; i < quiz->variables.count && status == STATUS_OK; i++) {
        fault->index = i;
        status = parse_variable(arena, quiz, i, made, error);
    }
    if (status != STATUS_OK)
        return status;
    fault->part = DRILL_CONDITION;
    for (size_t i = 0; i < quiz->conditions.count && status == STATUS_OK; i++) {
        fault->index = i;
        if (i >= DRILL_CONDITIONS_MAX)
            return error_set(error, STATUS_CONTENT, "too many conditions (%d at most)",
                             DRILL_CONDITIONS_MAX);
        status = expression_parse(arena, quiz->conditions.items[i], &made->conditions[i], error);
        made->condition_count++;
    }
    if (status != STATUS_OK)
        return status;
    *fault = (DrillFault){.part = DRILL_ANSWER};
    return expression_parse(arena, quiz->answer, &made->answer, error);
}

/* --- drawing --- */

static double draw_number(const Draw *draw, Chance *chance)
{
    if (draw->list.columns > 0)
        return draw->list.items[chance_below(chance, draw->list.columns)];
    double scale = pow(10, draw->decimals);
    double number = draw->low + (double)chance_below(chance, draw->steps) * draw->step;
    return round(number * scale) / scale; /* as it would be written: 0.3 and not 0.1 + 0.2 */
}

static Value draw_value(const Draw *draw, Chance *chance, Arena *arena)
{
    size_t count = draw->rows > 0 ? draw->rows * draw->columns : 1;
    double *items = arena_alloc(arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = draw_number(draw, chance);
    return (Value){.rows = draw->rows, .columns = draw->columns, .items = items};
}

static size_t item_count(Value value)
{
    if (value.items == NULL)
        return 0;
    return value.rows > 0 ? value.rows * value.columns : 1;
}

static bool holds(Value value)
{
    for (size_t i = 0; i < item_count(value); i++)
        if (isnan(value.items[i]) || value.items[i] == 0)
            return false;
    return true;
}

static bool is_finite(Value value)
{
    for (size_t i = 0; i < item_count(value); i++)
        if (!isfinite(value.items[i]))
            return false;
    return item_count(value) > 0;
}

static Value kept(Arena *arena, Value value)
{
    size_t count = item_count(value);
    double *items = arena_alloc(arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = value.items[i];
    value.items = items;
    return value;
}

/* The same without what arithmetic leaves of zero: 0.1 * 3 - 0.3 is 0. */
static Value dusted(Arena *arena, Value value)
{
    size_t count = item_count(value);
    double *items = arena_alloc(arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = fabs(value.items[i]) < DUST ? 0 : value.items[i];
    value.items = items;
    return value;
}

/* One draw of all variables, and whether the conditions hold for it. */
typedef struct Attempt {
    const Drill *drill;
    Arena *arena;
    ExpressionVariable variables[DRILL_VARIABLES_MAX];
    DrillFault fault;
    Error *error;
} Attempt;

static Status draw_all(Attempt *attempt, Chance *chance)
{
    attempt->fault.part = DRILL_DRAW;
    for (size_t i = 0; i < attempt->drill->draw_count; i++) {
        const Draw *draw = &attempt->drill->draws[i];
        Value value = {0};
        attempt->fault.index = i;
        if (draw->computed == NULL)
            value = draw_value(draw, chance, attempt->arena);
        else if (expression_evaluate(draw->computed, attempt->variables, i, attempt->arena, &value,
                                     attempt->error) != STATUS_OK)
            return STATUS_CONTENT;
        attempt->variables[i] = (ExpressionVariable){draw->name, value};
    }
    return STATUS_OK;
}

static Status check_all(Attempt *attempt, bool *good)
{
    const Drill *drill = attempt->drill;
    *good = true;
    attempt->fault.part = DRILL_CONDITION;
    for (size_t i = 0; i < drill->condition_count && *good; i++) {
        Value value = {0};
        attempt->fault.index = i;
        if (expression_evaluate(drill->conditions[i], attempt->variables, drill->draw_count,
                                attempt->arena, &value, attempt->error) != STATUS_OK)
            return STATUS_CONTENT;
        *good = holds(value);
    }
    return STATUS_OK;
}

static Status keep(Attempt *attempt, Arena *arena, DrillProblem *problem)
{
    const Drill *drill = attempt->drill;
    ExpressionVariable *variables =
        arena_alloc(arena, drill->draw_count > 0 ? drill->draw_count : 1, sizeof *variables);
    Value answer = {0};
    attempt->fault = (DrillFault){.part = DRILL_ANSWER};
    Status status = expression_evaluate(drill->answer, attempt->variables, drill->draw_count,
                                        attempt->arena, &answer, attempt->error);
    if (status != STATUS_OK)
        return status;
    if (!is_finite(answer))
        return error_set(attempt->error, STATUS_CONTENT,
                         "the answer is not a finite number for some draws (a condition under "
                         "'where' can keep them out)");
    problem->rows = 0;
    for (size_t i = 0; i < drill->draw_count; i++) {
        problem->rows |= drill->draws[i].row ? UINT32_C(1) << i : 0;
        variables[i] = (ExpressionVariable){attempt->variables[i].name,
                                            kept(arena, attempt->variables[i].value)};
    }
    problem->variables = variables;
    problem->count = drill->draw_count;
    problem->answer = dusted(arena, answer);
    return STATUS_OK;
}

Status drill_draw(const Drill *drill, uint64_t seed, Arena *arena, DrillProblem *problem,
                  DrillFault *fault, Error *error)
{
    Chance chance = chance_from(seed);
    Attempt attempt = {.drill = drill, .error = error};
    Status status = STATUS_OK;
    bool good = false;
    *problem = (DrillProblem){0};
    while (!good && status == STATUS_OK && problem->draws < DRILL_DRAWS_MAX) {
        attempt.arena = arena_new();
        problem->draws++;
        status = draw_all(&attempt, &chance);
        if (status == STATUS_OK)
            status = check_all(&attempt, &good);
        if (status == STATUS_OK && good)
            status = keep(&attempt, arena, problem);
        arena_free(attempt.arena);
    }
    if (status == STATUS_OK && !good) {
        attempt.fault = (DrillFault){.part = DRILL_CONDITIONS};
        status = error_set(error, STATUS_CONTENT,
                           "none of %d draws met the conditions (expected some that are met more "
                           "often)",
                           DRILL_DRAWS_MAX);
    }
    *fault = attempt.fault;
    return status;
}

/* --- texts --- */

/* "2", "+", "()", "tex", "row", in any order. */
static bool parse_style(const char *text, NumeralStyle *style)
{
    *style = NUMERAL_PLAIN;
    while (*(text += strspn(text, " ")) != '\0') {
        size_t length = strcspn(text, " ");
        if (length == 1 && isdigit((unsigned char)*text))
            style->decimals = *text - '0';
        else if (length == 1 && *text == '+')
            style->sign = true;
        else if (length == 2 && strncmp(text, "()", 2) == 0)
            style->factor = true;
        else if (length == 3 && strncmp(text, "tex", 3) == 0)
            style->tex = true;
        else if (length == 3 && strncmp(text, "row", 3) == 0)
            style->tex = style->row = true;
        else
            return false;
        text += length;
    }
    return true;
}

/* Whether it is the name of a matrix of one row. */
static bool is_row(const DrillProblem *problem, const char *inside)
{
    inside += strspn(inside, " ");
    size_t length = strcspn(inside, " ");
    for (size_t i = 0; i < problem->count; i++)
        if ((problem->rows >> i & 1) != 0 && strlen(problem->variables[i].name) == length &&
            strncmp(problem->variables[i].name, inside, length) == 0)
            return inside[length + strspn(inside + length, " ")] == '\0';
    return false;
}

static Status fill_one(const DrillProblem *problem, char *inside, Arena *arena, Buffer *out,
                       Error *error)
{
    NumeralStyle style = NUMERAL_PLAIN;
    const Expression *expression = NULL;
    Value value = {0};
    char *bar = strrchr(inside, '|');
    if (bar != NULL && !parse_style(bar + 1, &style))
        return error_set(
            error, STATUS_CONTENT,
            "'%s' is no way to write a number (expected decimals such as 2, +, (), tex or row)",
            bar + 1);
    if (bar != NULL)
        *bar = '\0';
    Status status = expression_parse(arena, inside, &expression, error);
    if (status == STATUS_OK)
        status = expression_evaluate(expression, problem->variables, problem->count, arena, &value,
                                     error);
    style.row = style.row || is_row(problem, inside);
    if (status == STATUS_OK)
        numeral_add(out, dusted(arena, value), style);
    return status;
}

Status drill_fill(const DrillProblem *problem, const char *text, Buffer *out, Error *error)
{
    Arena *arena = arena_new();
    Status status = STATUS_OK;
    while (*text != '\0' && status == STATUS_OK) {
        /* of three braces, as in x^{{{n}}}, the first is TeX's */
        bool opens = text[0] == '{' && text[1] == '{' && text[2] != '{';
        const char *end = opens ? strstr(text, "}}") : NULL;
        if (end == NULL) {
            buffer_add_char(out, *text++);
            continue;
        }
        char *inside = arena_dup_range(arena, text + 2, (size_t)(end - text - 2));
        char *shown = arena_dup(arena, inside);
        status = fill_one(problem, inside, arena, out, error);
        if (status != STATUS_OK)
            status = error_prefix(error, status, "{{%.100s}}", shown);
        text = end + 2;
    }
    arena_free(arena);
    return status;
}
