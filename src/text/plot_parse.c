/* The language of ```plot blocks: a key, a colon, and what the key takes, on each line. Lines are read
 * in their order, so that what they need stands above them. Lines before the first `panel` hold for all
 * panels. cairn-content(5) describes it. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/expression.h"
#include "text/plot.h"

#define SAMPLES        801 /* of a curve: two dots a cell on the widest screens */
#define VARIABLE_LIMIT 32
#define WORK_LIMIT     ((size_t)10 * EXPRESSION_STEP_LIMIT)

typedef struct Reader {
    Arena *arena;
    Error *error;
    int line;
    const char *start, *at; /* of the line in hand, which ends with NUL */
    Plot *whole;
    Plot *panels;
    Plot *current;      /* whole, or the last of panels */
    PlotSeries *series; /* of current */
    ExpressionVariable variables[VARIABLE_LIMIT];
    size_t variable_count;
    size_t steps;                      /* operations that are left to all expressions together */
    const char **labels, **row_labels; /* for the series of current; NULL without */
    size_t label_count, row_label_count;
} Reader;

typedef struct Key {
    const char *name;
    Status (*read)(Reader *reader, PlotKind kind);
    PlotKind kind; /* of keys that make a series */
} Key;

/* --- tokens --- */

PRINTF_LIKE(3, 4)
static Status fail(Reader *reader, const char *at, const char *format, ...)
{
    Error message = {0};
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message.message, sizeof message.message, format, arguments);
    va_end(arguments);
    return error_set(reader->error, STATUS_CONTENT, "%d:%d: %s", reader->line,
                     (int)(at - reader->start) + 1, message.message);
}

static void skip_blanks(Reader *reader)
{
    reader->at += strspn(reader->at, " \t");
}

static bool take(Reader *reader, const char *wanted)
{
    size_t length = strlen(wanted);
    if (strncmp(reader->at, wanted, length) != 0)
        return false;
    reader->at += length;
    skip_blanks(reader);
    return true;
}

static Status expect_end(Reader *reader, const char *before)
{
    if (*reader->at == '\0')
        return STATUS_OK;
    return fail(reader, reader->at, "expected %s or the end of the line", before);
}

/* A text in double quotes, or "" where there is none. */
static Status read_string(Reader *reader, const char **text)
{
    *text = "";
    if (*reader->at != '"')
        return STATUS_OK;
    const char *end = strchr(reader->at + 1, '"');
    if (end == NULL)
        return fail(reader, reader->at, "this text has no closing quote");
    *text = arena_dup_range(reader->arena, reader->at + 1, (size_t)(end - reader->at) - 1);
    reader->at = end + 1;
    skip_blanks(reader);
    return STATUS_OK;
}

static Status read_expression(Reader *reader, const Expression **expression)
{
    size_t used = 0;
    ExpressionPlace place = {.line = reader->line, .column = (int)(reader->at - reader->start) + 1};
    Status status =
        expression_parse_prefix(reader->arena, reader->at, place, expression, &used, reader->error);
    reader->at += status == STATUS_OK ? used : 0;
    return status;
}

/* The value is kept, what its evaluation needed on the way is not. */
static Status read_value(Reader *reader, Value *value)
{
    const Expression *expression;
    Status status = read_expression(reader, &expression);
    if (status != STATUS_OK)
        return status;
    Arena *scratch = arena_new();
    status = expression_evaluate_within(expression, reader->variables, reader->variable_count,
                                        &reader->steps, scratch, value, reader->error);
    if (status == STATUS_OK) {
        size_t count = value->rows == 0 ? 1 : value->rows * value->columns;
        double *items = arena_alloc(reader->arena, count, sizeof *items);
        if (count > 0)
            memcpy(items, value->items, count * sizeof *items);
        value->items = items;
    }
    arena_free(scratch);
    return status;
}

static Status read_number(Reader *reader, double *number)
{
    const char *at = reader->at;
    Value value;
    Status status = read_value(reader, &value);
    *number = 0;
    if (status == STATUS_OK && value.rows != 0)
        return fail(reader, at, "expected a number, not a vector or matrix");
    if (status == STATUS_OK)
        *number = value.items[0];
    return status;
}

/* --- what a plot is made of --- */

static PlotKind family(PlotKind kind)
{
    return kind == PLOT_SCATTER || kind == PLOT_HISTOGRAM ? PLOT_CURVE : kind;
}

static Status add_series(Reader *reader, PlotSeries series)
{
    Plot *plot = reader->current;
    if (plot->count >= PLOT_SERIES_LIMIT)
        return fail(reader, reader->start, "a plot has at most %d series", PLOT_SERIES_LIMIT);
    if (plot->count > 0 &&
        (family(series.kind) != family(plot->series[0].kind) || series.kind == PLOT_HEAT))
        return fail(reader, reader->start,
                    "this cannot share a plot with what stands above; begin a panel");
    if (reader->series == NULL)
        reader->series = arena_alloc(reader->arena, PLOT_SERIES_LIMIT, sizeof *reader->series);
    series.role = ROLE_COUNT;
    reader->series[plot->count++] = series;
    plot->series = reader->series;
    return STATUS_OK;
}

/* `EXPRESSION "name"` and nothing else. */
static Status read_name(Reader *reader, const char **name)
{
    Status status = read_string(reader, name);
    return status != STATUS_OK ? status : expect_end(reader, "a name in quotes");
}

static Status read_curve(Reader *reader, PlotKind kind)
{
    const PlotAxis *axis = &reader->current->x;
    const Expression *expression;
    double *x = arena_alloc(reader->arena, SAMPLES, sizeof *x);
    double *y = arena_alloc(reader->arena, SAMPLES, sizeof *y);
    PlotSeries series = {.kind = kind, .x = x, .y = y, .count = SAMPLES};
    if (!(axis->low < axis->high))
        return fail(reader, reader->start, "a curve needs a line such as \"x: -5 .. 5\" above it");
    Status status = read_expression(reader, &expression);
    for (int i = 0; i < SAMPLES; i++) {
        double part = (double)i / (SAMPLES - 1);
        x[i] = axis->logarithmic ? axis->low * pow(axis->high / axis->low, part)
                                 : axis->low + (axis->high - axis->low) * part;
    }
    if (status == STATUS_OK)
        status = expression_sample(expression, reader->variables, reader->variable_count,
                                   &reader->steps, "x", x, SAMPLES, y, reader->error);
    if (status == STATUS_OK)
        status = read_name(reader, &series.name);
    return status != STATUS_OK ? status : add_series(reader, series);
}

/* Pairs (1, 2) (3, 4), whose count is not known before: the storage doubles. */
static Status read_pairs(Reader *reader, PlotSeries *series)
{
    double *x = NULL;
    double *y = NULL;
    size_t capacity = 0;
    series->count = 0;
    while (take(reader, "(")) {
        if (series->count == EXPRESSION_VALUE_LIMIT)
            return fail(reader, reader->at, "more than %d points", EXPRESSION_VALUE_LIMIT);
        if (series->count == capacity) {
            capacity = capacity == 0 ? 16 : 2 * capacity;
            double *both = arena_alloc(reader->arena, 2 * capacity, sizeof *both);
            if (series->count > 0) {
                memcpy(both, x, series->count * sizeof *both);
                memcpy(both + capacity, y, series->count * sizeof *both);
            }
            x = both;
            y = both + capacity;
        }
        Status status = read_number(reader, &x[series->count]);
        if (status == STATUS_OK && !take(reader, ","))
            return fail(reader, reader->at, "expected \",\" and the point's height");
        if (status == STATUS_OK)
            status = read_number(reader, &y[series->count]);
        if (status != STATUS_OK)
            return status;
        if (!take(reader, ")"))
            return fail(reader, reader->at, "expected \")\" behind the point");
        series->count++;
    }
    series->x = x;
    series->y = y;
    return STATUS_OK;
}

/* Two vectors, `xs, ys`, or one of heights alone. */
static Status read_vectors(Reader *reader, PlotSeries *series)
{
    const char *at = reader->at;
    Value x;
    Value y;
    Status status = read_value(reader, &y);
    bool has_x = status == STATUS_OK && take(reader, ",");
    if (has_x) {
        x = y;
        status = read_value(reader, &y);
    }
    if (status != STATUS_OK)
        return status;
    if (y.rows != 1 || (has_x && (x.rows != 1 || x.columns != y.columns)))
        return fail(reader, at, "expected points \"(1, 2) (3, 4)\", or two vectors of one length");
    series->x = has_x ? x.items : NULL;
    series->y = y.items;
    series->count = y.columns;
    return STATUS_OK;
}

static Status read_points(Reader *reader, PlotKind kind)
{
    PlotSeries series = {.kind = kind};
    Status status =
        *reader->at == '(' ? read_pairs(reader, &series) : read_vectors(reader, &series);
    if (status == STATUS_OK)
        status = read_name(reader, &series.name);
    return status != STATUS_OK ? status : add_series(reader, series);
}

/* A vector of the kind that the line is about, and its name. */
static Status read_samples(Reader *reader, PlotKind kind)
{
    const char *at = reader->at;
    Value value;
    PlotSeries series = {.kind = kind};
    Status status = read_value(reader, &value);
    if (status == STATUS_OK && value.rows != 1)
        return fail(reader, at, "expected a vector of samples, as in [1, 2, 2, 3]");
    if (status == STATUS_OK)
        status = read_name(reader, &series.name);
    if (status != STATUS_OK)
        return status;
    series.x = value.items;
    series.count = value.columns;
    return add_series(reader, series);
}

static Status read_heat(Reader *reader, PlotKind kind)
{
    const char *at = reader->at;
    Value value;
    PlotSeries series = {.kind = kind};
    Status status = read_value(reader, &value);
    if (status == STATUS_OK && value.rows == 0)
        return fail(reader, at, "expected a matrix, as in [[1, 2], [3, 4]]");
    if (status == STATUS_OK)
        status = read_name(reader, &series.name);
    if (status != STATUS_OK)
        return status;
    series.y = value.items;
    series.count = value.rows * value.columns;
    series.rows = value.rows;
    return add_series(reader, series);
}

/* Items separated by commas in the rest of the line, at most. */
static size_t item_limit(const Reader *reader)
{
    size_t count = 1;
    for (const char *at = reader->at; *at != '\0'; at++)
        count += *at == ',' ? 1 : 0;
    return count + 1; /* and the one that was read already */
}

/* --- bars: a vector with a name, or numbers each with a label --- */

static Status read_labelled(Reader *reader, double first, const char *first_label,
                            PlotSeries *series)
{
    size_t most = item_limit(reader);
    double *values = arena_alloc(reader->arena, most, sizeof *values);
    const char **labels = arena_alloc(reader->arena, most, sizeof *labels);
    Status status = STATUS_OK;
    values[0] = first;
    labels[0] = first_label;
    series->count = 1;
    while (status == STATUS_OK && take(reader, ",")) {
        status = read_number(reader, &values[series->count]);
        if (status == STATUS_OK)
            status = read_string(reader, &labels[series->count]);
        series->count++;
    }
    series->y = values;
    series->labels = labels;
    return status != STATUS_OK ? status : expect_end(reader, "\",\" and another bar");
}

static Status read_bars(Reader *reader, PlotKind kind)
{
    const char *at = reader->at;
    const char *text = "";
    Value value;
    PlotSeries series = {.kind = kind};
    Status status = read_value(reader, &value);
    if (status == STATUS_OK && value.rows > 1)
        return fail(reader, at,
                    "expected a vector, or numbers with their labels: 1 \"a\", 2 \"b\"");
    if (status == STATUS_OK)
        status = read_string(reader, &text);
    if (status == STATUS_OK && value.rows == 0) {
        status = read_labelled(reader, value.items[0], text, &series);
    } else if (status == STATUS_OK) {
        status = expect_end(reader, "a name in quotes");
        series.name = text;
        series.y = value.items;
        series.count = value.columns;
    }
    return status != STATUS_OK ? status : add_series(reader, series);
}

/* --- labels --- */

static Status read_labels(Reader *reader, const char ***labels, size_t *count)
{
    *labels = arena_alloc(reader->arena, item_limit(reader), sizeof **labels);
    *count = 0;
    do {
        if (*reader->at != '"')
            return fail(reader, reader->at, "expected a label in quotes");
        Status status = read_string(reader, &(*labels)[(*count)++]);
        if (status != STATUS_OK)
            return status;
    } while (take(reader, ","));
    return expect_end(reader, "\",\" and another label");
}

static Status read_column_labels(Reader *reader, PlotKind kind)
{
    (void)kind;
    return read_labels(reader, &reader->labels, &reader->label_count);
}

static Status read_row_labels(Reader *reader, PlotKind kind)
{
    (void)kind;
    return read_labels(reader, &reader->row_labels, &reader->row_label_count);
}

/* The labels, and NULL for each further item. */
static const char *const *fill_up(Reader *reader, const char **labels, size_t count, size_t needed)
{
    if (labels == NULL || count >= needed)
        return labels;
    const char **filled = arena_alloc(reader->arena, needed, sizeof *filled);
    memcpy(filled, labels, count * sizeof *filled);
    return filled;
}

/* Labels go to the series above and below them, when their plot is complete. */
static void finish_plot(Reader *reader)
{
    PlotSeries *series = reader->series;
    for (size_t i = 0; series != NULL && i < reader->current->count; i++, series++) {
        size_t columns = series->rows > 0 ? series->count / series->rows : series->count;
        if (series->labels == NULL)
            series->labels = fill_up(reader, reader->labels, reader->label_count, columns);
        series->row_labels =
            fill_up(reader, reader->row_labels, reader->row_label_count, series->rows);
    }
}

/* --- the frame --- */

static Status read_text(Reader *reader, const char **text)
{
    size_t length = strlen(reader->at);
    while (length > 0 && strchr(" \t\r", reader->at[length - 1]) != NULL)
        length--;
    *text = arena_dup_range(reader->arena, reader->at, length);
    return STATUS_OK;
}

static Status read_title(Reader *reader, PlotKind kind)
{
    (void)kind;
    return read_text(reader, &reader->current->title);
}

/* `low .. high`, `log` and a title, of which each may be missing. */
static Status read_axis(Reader *reader, PlotAxis *axis)
{
    const char *at = reader->at;
    Status status = STATUS_OK;
    *axis = (PlotAxis){.title = ""};
    if (*at != '"' && *at != '\0' && !(axis->logarithmic = take(reader, "log"))) {
        status = read_number(reader, &axis->low);
        if (status == STATUS_OK && !take(reader, ".."))
            return fail(reader, reader->at, "expected \"..\" and the range's end");
        if (status == STATUS_OK)
            status = read_number(reader, &axis->high);
        if (status != STATUS_OK)
            return status;
        if (!(axis->low < axis->high) || !isfinite(axis->high - axis->low) ||
            fabs(axis->low) > PLOT_VALUE_LIMIT || fabs(axis->high) > PLOT_VALUE_LIMIT)
            return fail(reader, at, "a range goes from a number to a larger one");
        axis->logarithmic = take(reader, "log");
    }
    if (axis->logarithmic && axis->low < axis->high && axis->low <= 1 / PLOT_VALUE_LIMIT)
        return fail(reader, at, "a logarithmic range begins above 0");
    status = read_string(reader, &axis->title);
    return status != STATUS_OK ? status : expect_end(reader, "\"log\", a title in quotes");
}

static Status read_x(Reader *reader, PlotKind kind)
{
    (void)kind;
    return read_axis(reader, &reader->current->x);
}

static Status read_y(Reader *reader, PlotKind kind)
{
    (void)kind;
    return read_axis(reader, &reader->current->y);
}

static Status read_bins(Reader *reader, PlotKind kind)
{
    const char *at = reader->at;
    double number;
    (void)kind;
    Status status = read_number(reader, &number);
    if (status != STATUS_OK)
        return status;
    if (!(number >= 1 && number <= 100) || floor(number) != number)
        return fail(reader, at, "expected a whole number of bins from 1 to 100");
    reader->current->bins = (int)number;
    return expect_end(reader, "an operator");
}

static Status read_let(Reader *reader, PlotKind kind)
{
    size_t length = strcspn(reader->at, " \t=");
    const char *name = reader->at;
    Value value;
    (void)kind;
    if (strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") < length ||
        length == 0 || strchr("0123456789", *name) != NULL)
        return fail(reader, name, "expected a name and its value, as in \"let: rate = 0.1\"");
    reader->at += length;
    skip_blanks(reader);
    if (!take(reader, "="))
        return fail(reader, reader->at, "expected \"=\" and the value");
    if (reader->variable_count == VARIABLE_LIMIT)
        return fail(reader, name, "at most %d names", VARIABLE_LIMIT);
    Status status = read_value(reader, &value);
    if (status != STATUS_OK)
        return status;
    reader->variables[reader->variable_count++] =
        (ExpressionVariable){.name = arena_dup_range(reader->arena, name, length), .value = value};
    return expect_end(reader, "an operator");
}

/* A panel begins with the axes and bins that stand above all panels. */
static Status read_panel(Reader *reader, PlotKind kind)
{
    Plot *whole = reader->whole;
    (void)kind;
    if (whole->count > 0)
        return fail(reader, reader->start,
                    "what is drawn above the first panel is in none of them");
    if (whole->panel_count == PLOT_PANEL_LIMIT)
        return fail(reader, reader->start, "at most %d panels", PLOT_PANEL_LIMIT);
    if (reader->panels == NULL)
        whole->panels = reader->panels =
            arena_alloc(reader->arena, PLOT_PANEL_LIMIT, sizeof *reader->panels);
    finish_plot(reader);
    reader->series = NULL;
    reader->labels = reader->row_labels = NULL;
    reader->current = &reader->panels[whole->panel_count++];
    *reader->current = (Plot){.x = whole->x, .y = whole->y, .bins = whole->bins};
    return read_text(reader, &reader->current->title);
}

/* --- lines --- */

static const Key keys[] = {
    {"title", read_title, 0},
    {"x", read_x, 0},
    {"y", read_y, 0},
    {"let", read_let, 0},
    {"curve", read_curve, PLOT_CURVE},
    {"line", read_points, PLOT_CURVE},
    {"points", read_points, PLOT_SCATTER},
    {"histogram", read_samples, PLOT_HISTOGRAM},
    {"bins", read_bins, 0},
    {"bars", read_bars, PLOT_BARS},
    {"columns", read_bars, PLOT_COLUMNS},
    {"heat", read_heat, PLOT_HEAT},
    {"labels", read_column_labels, 0},
    {"rows", read_row_labels, 0},
    {"panel", read_panel, 0},
};

static Status fail_key(Reader *reader)
{
    char names[256] = "";
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        (void)snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s",
                       i > 0 ? ", " : "", keys[i].name);
    return fail(reader, reader->at, "expected one of these and a colon: %s", names);
}

static Status read_line(Reader *reader)
{
    skip_blanks(reader);
    if (*reader->at == '\0' || *reader->at == '#')
        return STATUS_OK;
    size_t length = strcspn(reader->at, ": \t");
    size_t blanks = strspn(reader->at + length, " \t");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strlen(keys[i].name) != length || memcmp(reader->at, keys[i].name, length) != 0 ||
            reader->at[length + blanks] != ':')
            continue;
        reader->at += length + blanks + 1;
        skip_blanks(reader);
        return keys[i].read(reader, keys[i].kind);
    }
    return fail_key(reader);
}

Status plot_parse(Arena *arena, const char *text, size_t length, Plot *plot, Error *error)
{
    Reader reader = {
        .arena = arena, .error = error, .whole = plot, .current = plot, .steps = WORK_LIMIT};
    *plot = (Plot){.title = ""};
    Status status = STATUS_OK;
    if (length > PLOT_TEXT_LIMIT)
        return error_set(error, STATUS_CONTENT, "1:1: a plot's text has at most %d bytes",
                         PLOT_TEXT_LIMIT);
    for (size_t at = 0; at < length && status == STATUS_OK;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t size = end == NULL ? length - at : (size_t)(end - text) - at;
        size_t kept = size > 0 && text[at + size - 1] == '\r' ? size - 1 : size;
        reader.start = reader.at = arena_dup_range(arena, text + at, kept);
        reader.line++;
        status = strlen(reader.start) == kept
                     ? read_line(&reader)
                     : fail(&reader, reader.start, "this line holds a NUL byte");
        at += size + 1;
    }
    if (status == STATUS_OK)
        finish_plot(&reader);
    return status;
}
