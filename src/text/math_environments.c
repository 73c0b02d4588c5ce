/* Environments and everything else in rows and columns. */
#include <string.h>

#include "base/buffer.h"
#include "text/math_parser.h"

#define COLUMNS_LIMIT 256 /* of a column specification; what follows takes the default */

typedef struct Environment {
    char name[20], open[8], close[8];
    MathGridStyle style;
    int arguments; /* in braces behind the name, without a trace */
    bool columns;  /* the last of them says how columns are aligned */
    char all[8];   /* how all columns are aligned, or each where there are several letters */
} Environment;

static const Environment environments[] = {
#define ENVIRONMENT(title, before, behind, grid_style, count, has_columns, alignment) \
    {title, before, behind, MATH_GRID_##grid_style, (count), (has_columns), alignment},
#include "text/math_environments.def"
#undef ENVIRONMENT
};

/* The environment of that name, with or without a star; lines when it is unknown. */
static const Environment *find_environment(const char *name, size_t length)
{
    static const Environment lines = {
        .name = "", .open = "", .close = "", .style = MATH_GRID_LINES, .all = ""};
    if (length > 0 && name[length - 1] == '*')
        length--;
    const Environment *found =
        math_find_named(environments, sizeof environments / sizeof environments[0],
                        sizeof environments[0], name, length);
    return found == NULL ? &lines : found;
}

/* --- columns --- */

static void add_columns(MathParser *parser, const char *text, size_t length, Buffer *out,
                        int depth);

/* *{3}{c|}: `count` times the columns in the argument. */
static void repeat_columns(MathParser *inner, MathParser *parser, Buffer *out, int depth)
{
    const char *count, *columns;
    size_t count_length, columns_length;
    math_take_raw(inner, &count, &count_length);
    math_take_raw(inner, &columns, &columns_length);
    int times = 0;
    for (size_t i = 0; i < count_length && count[i] >= '0' && count[i] <= '9' && times < 100; i++)
        times = 10 * times + (count[i] - '0');
    for (int i = 0; i < times && out->length < COLUMNS_LIMIT; i++)
        add_columns(parser, columns, columns_length, out, depth + 1);
}

/* Appends the letters and bars of a specification such as {l|r@{.}p{3cm}*{2}{c}}. */
static void add_columns(MathParser *parser, const char *text, size_t length, Buffer *out, int depth)
{
    static const char measured[] = "pmbXSLCR", plain[] = "llllclcr"; /* p{3cm} is like l */
    MathParser inner = {.at = text, .end = text + length, .arena = parser->arena};
    const char *ignored;
    size_t ignored_length;
    while (inner.at < inner.end && out->length < COLUMNS_LIMIT && depth < 4) {
        char c = *inner.at++;
        if (c == 'l' || c == 'c' || c == 'r' || c == '|') {
            buffer_add_char(out, c);
        } else if (c == ':') {
            buffer_add_char(out, '|');
        } else if (c == '*') {
            repeat_columns(&inner, parser, out, depth);
        } else if (c != '\0' && strchr(measured, c) != NULL) {
            buffer_add_char(out, plain[strchr(measured, c) - measured]);
            math_take_raw(&inner, &ignored, &ignored_length);
        } else if (c != '\0' && strchr("@!<>", c) != NULL) {
            math_take_raw(&inner, &ignored, &ignored_length);
        }
    }
}

static const char *columns_of(MathParser *parser, const char *text, size_t length)
{
    Buffer columns = {0};
    add_columns(parser, text, length, &columns, 0);
    const char *copy = arena_dup(parser->arena, buffer_text(&columns));
    buffer_done(&columns);
    return copy;
}

static size_t count_cells(const MathNode *grid)
{
    size_t most = 0;
    for (const MathNode *row = grid->child; row != NULL; row = row->next) {
        size_t cells = 0;
        for (const MathNode *cell = row->child; cell != NULL; cell = cell->next)
            cells += cell->span > 1 ? cell->span : 1;
        most = cells > most ? cells : most;
    }
    return most;
}

/* The same alignment for every column. */
static const char *columns_alike(MathParser *parser, const MathNode *grid, char column)
{
    size_t count = count_cells(grid);
    char *columns = arena_alloc(parser->arena, count + 1, 1);
    memset(columns, column, count);
    return columns;
}

/* --- rows --- */

bool math_take_row_end(MathParser *parser)
{
    static const char *const ends[] = {"\\", "cr", "crcr", "tabularnewline"};
    size_t i = 0;
    while (i < sizeof ends / sizeof ends[0] && !math_is_command(parser, ends[i]))
        i++;
    if (i == sizeof ends / sizeof ends[0])
        return false;
    parser->at += 1 + strlen(ends[i]);
    (void)math_take(parser, "*");
    const char *at = parser->at;
    if (at < parser->end && *at == '[') {
        at++;
        bool distance = at < parser->end && strchr("-.0123456789\\", *at) != NULL;
        while (at < parser->end && *at != ']' && *at != '}' && *at != '&' && at - parser->at < 24)
            at++;
        if (distance && at < parser->end && *at == ']')
            parser->at = at + 1;
    }
    return true;
}

/* \hline and its kin before a row; returns how many lines. */
static uint8_t take_rules(MathParser *parser)
{
    static const struct {
        const char *name;
        int arguments;
    } rules[] = {{"hline", 0},    {"cline", 1},      {"toprule", 0},   {"midrule", 0},
                 {"cmidrule", 1}, {"bottomrule", 0}, {"hdashline", 0}, {"noalign", 1}};
    uint8_t count = 0;
    const char *text;
    size_t length;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0];) {
        math_skip_blanks(parser);
        if (!math_is_command(parser, rules[i].name)) {
            i++;
            continue;
        }
        parser->at += 1 + strlen(rules[i].name);
        if (rules[i].arguments > 0) {
            (void)math_take_raw_optional(parser, &text, &length);
            if (math_take(parser, "("))
                while (parser->at < parser->end && *parser->at++ != ')')
                    continue;
            math_take_raw(parser, &text, &length);
        }
        if (count < 2 && strcmp(rules[i].name, "noalign") != 0)
            count++;
        i = 0;
    }
    return count;
}

/* Where a cell with a formula between dollars ends: `if $x > 0$`, as plain TeX has it in \cases, is
 * words. NULL for a cell without. */
static const char *find_words_end(const MathParser *parser)
{
    bool dollars = false;
    int depth = 0;
    const char *at = parser->at;
    for (; at < parser->end; at++) {
        if (depth == 0 && (*at == '&' || *at == '}'))
            break;
        MathParser here = {.at = at, .end = parser->end};
        if (depth == 0 && (math_is_command(&here, "\\") || math_is_command(&here, "cr") ||
                           math_is_command(&here, "end")))
            break;
        depth += *at == '{' ? 1 : *at == '}' ? -1 : 0;
        dollars = dollars || (*at == '$' && depth == 0);
        at += *at == '\\' && at + 1 < parser->end ? 1 : 0;
    }
    return dollars ? at : NULL;
}

static MathNode *parse_cell(MathParser *parser, unsigned stops)
{
    MathFont font = parser->font;
    uint8_t emphasis = parser->emphasis;
    int outer_span = parser->span;
    const char *outer_column = parser->column;
    parser->span = 0;
    parser->column = NULL;
    MathNode *cell = math_parse_row(parser, stops | MATH_STOP_CELL);
    cell->span = (uint8_t)parser->span;
    cell->columns = parser->column != NULL ? parser->column : "";
    parser->span = outer_span;
    parser->column = outer_column;
    parser->font = font;
    parser->emphasis = emphasis;
    return cell;
}

MathNode *math_parse_rows(MathParser *parser, MathGridStyle style, unsigned stops)
{
    MathNode *grid = math_new_node(parser, MATH_NODE_GRID, MATH_ORD);
    grid->grid = style;
    MathNode **next_row = &grid->child;
    for (bool more = true; more;) {
        MathNode *row = math_new_row(parser, NULL);
        MathNode **next_cell = &row->child;
        row->rule_above = take_rules(parser);
        do {
            bool condition = style == MATH_GRID_CASES && next_cell != &row->child;
            const char *words = condition ? find_words_end(parser) : NULL;
            *next_cell = words != NULL && (stops & MATH_STOP_DOLLAR) == 0
                             ? math_parse_words(parser, words)
                             : parse_cell(parser, stops);
            next_cell = &(*next_cell)->next;
        } while (math_take(parser, "&"));
        more = math_take_row_end(parser);
        bool is_empty = row->child->child == NULL && row->child->next == NULL;
        if (!is_empty || row->rule_above > 0) { /* a \\ behind the last row makes no row */
            *next_row = row;
            next_row = &row->next;
        }
    }
    return grid;
}

/* Lines that are one line: its cells are pieces of one formula. */
static MathNode *as_single_line(MathParser *parser, MathNode *grid)
{
    MathNode *line = grid->child;
    bool single = (grid->grid == MATH_GRID_LINES || grid->grid == MATH_GRID_STACK) &&
                  (line == NULL || (line->next == NULL && line->rule_above == 0));
    if (!single)
        return grid;
    MathNode *row = math_new_row(parser, NULL);
    MathNode **link = &row->child;
    for (const MathNode *cell = line == NULL ? NULL : line->child; cell != NULL;
         cell = cell->next) {
        *link = cell->child;
        while (*link != NULL)
            link = &(*link)->next;
    }
    return row;
}

/* --- environments --- */

/* Whether something like [t] or [cc|c] comes next, which is no cell's content. */
static bool is_position(const MathParser *parser)
{
    const char *at = parser->at;
    if (at >= parser->end || *at != '[')
        return false;
    do
        at++;
    while (at < parser->end && *at != '\0' && strchr("tbclr|", *at) != NULL);
    return at < parser->end && *at == ']' && at > parser->at + 1;
}

/* Arguments between the name and the first cell. */
static const char *take_arguments(MathParser *parser, const Environment *environment)
{
    const char *text = "", *columns = "";
    size_t length = 0;
    math_skip_blanks(parser);
    if (environment->arguments > 0 || is_position(parser)) { /* [t], as in aligned and array */
        (void)math_take_raw_optional(parser, &text, &length);
        if (environment->style == MATH_GRID_MATRIX && environment->arguments == 0)
            columns = columns_of(parser, text, length);
    }
    for (int i = 0; i < environment->arguments; i++)
        math_take_raw(parser, &text, &length);
    return environment->columns ? columns_of(parser, text, length) : columns;
}

MathNode *math_on_begin(MathParser *parser, const MathStructure *structure)
{
    const char *name;
    size_t length;
    (void)structure;
    math_take_raw(parser, &name, &length);
    const Environment *environment = find_environment(name, length);
    const char *columns = take_arguments(parser, environment);
    unsigned outer = parser->stops & MATH_STOP_DOLLAR;
    unsigned stops = outer | MATH_STOP_END | MATH_STOP_BRACE;
    bool diagram = environment->style == MATH_GRID_DIAGRAM;
    MathNode *grid = diagram ? math_parse_diagram(parser, stops)
                             : math_parse_rows(parser, environment->style, stops);
    grid->text = grid->ascii = environment->open;
    grid->closing = grid->closing_ascii = environment->close;
    if (environment->style == MATH_GRID_MATRIX && strcmp(environment->open, "\xE2\x80\x96") == 0)
        grid->ascii = grid->closing_ascii = "||";
    grid->columns = columns;
    bool alike = columns[0] != '\0' && columns[1] == '\0';
    if (environment->style == MATH_GRID_MATRIX && !environment->columns && alike)
        grid->columns = columns_alike(parser, grid, columns[0]);
    else if (environment->all[0] != '\0')
        grid->columns = environment->all[1] == '\0'
                            ? columns_alike(parser, grid, environment->all[0])
                            : environment->all;
    if (math_is_command(parser, "end")) {
        parser->at += strlen("\\end");
        math_take_raw(parser, &name, &length);
    }
    return as_single_line(parser, grid);
}

/* An \end whose \begin is missing. */
MathNode *math_on_end(MathParser *parser, const MathStructure *structure)
{
    const char *name;
    size_t length;
    (void)structure;
    math_take_raw(parser, &name, &length);
    return math_new_space(parser, 0);
}

/* \substack{a \\ b}, \shortstack[l]{a \\ b} */
MathNode *math_on_stacked_lines(MathParser *parser, const MathStructure *structure)
{
    const char *position = "";
    size_t length = 0;
    bool placed = math_take_raw_optional(parser, &position, &length);
    math_skip_blanks(parser);
    if (!math_take(parser, "{"))
        return math_parse_argument(parser);
    MathNode *grid = math_parse_rows(parser, (MathGridStyle)structure->number, MATH_STOP_BRACE);
    (void)math_take(parser, "}");
    if (placed && length > 0 && (position[0] == 'l' || position[0] == 'r'))
        grid->columns = columns_alike(parser, grid, position[0]);
    return as_single_line(parser, grid);
}

/* \pmatrix{a & b \cr c & d}, \cases{..}: plain TeX's grids, between text and ascii. */
MathNode *math_on_plain_grid(MathParser *parser, const MathStructure *structure)
{
    MathNode *grid = math_on_stacked_lines(parser, structure);
    if (grid->kind == MATH_NODE_GRID) {
        grid->text = grid->ascii = structure->text;
        grid->closing = grid->closing_ascii = structure->ascii;
    }
    return grid;
}

/* \multicolumn{2}{c}{x} */
MathNode *math_on_span(MathParser *parser, const MathStructure *structure)
{
    const char *text;
    size_t length;
    (void)structure;
    math_take_raw(parser, &text, &length);
    int span = 0;
    for (size_t i = 0; i < length && text[i] >= '0' && text[i] <= '9' && span < 100; i++)
        span = 10 * span + (text[i] - '0');
    math_take_raw(parser, &text, &length);
    parser->span = span < 100 ? span : 100;
    parser->column = columns_of(parser, text, length);
    return math_parse_argument(parser);
}

/* --- the formula --- */

/* Rows of one cell each as one row, cut by breaks. */
static MathNode *join_lines(MathParser *parser, MathNode *grid)
{
    MathNode *all = math_new_row(parser, NULL);
    MathNode **link = &all->child;
    for (const MathNode *row = grid->child; row != NULL; row = row->next) {
        *link = row->child->child;
        while (*link != NULL)
            link = &(*link)->next;
        if (row->next != NULL) {
            *link = math_new_node(parser, MATH_NODE_BREAK, MATH_PUNCT);
            link = &(*link)->next;
        }
    }
    return all;
}

MathNode *math_parse_formula(MathParser *parser)
{
    MathNode *grid = math_parse_rows(parser, MATH_GRID_LINES, 0);
    for (const MathNode *row = grid->child; row != NULL; row = row->next) {
        if (row->child->next != NULL || row->rule_above > 0)
            return math_new_row(parser, as_single_line(parser, grid));
    }
    return join_lines(parser, grid);
}
