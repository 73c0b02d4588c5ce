/* Commands with arguments: fractions, roots, accents, fonts, delimiters, environments, spaces. */
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/math_parser.h"

typedef struct Structure Structure;
typedef MathNode *(*Handler)(MathParser *parser, const Structure *structure);

struct Structure {
    const char *name;
    Handler parse;
    const char *text, *ascii; /* what they mean is the handler's affair, as is the number */
    int number;
};

static MathNode *empty(MathParser *parser)
{
    return math_new_node(parser, MATH_NODE_SPACE, MATH_SPACE);
}

static MathNode *parse_space(MathParser *parser, const Structure *structure)
{
    MathNode *node = empty(parser);
    node->cells = structure->number;
    return node;
}

/* \hspace{1em}, \color{red}, \label{x}: `number` arguments without a trace. */
static MathNode *parse_ignored(MathParser *parser, const Structure *structure)
{
    const char *text;
    size_t length;
    for (int i = 0; i < structure->number; i++)
        math_take_raw(parser, &text, &length);
    return empty(parser);
}

/* \kern3mu: a length without braces. */
static MathNode *parse_kern(MathParser *parser, const Structure *structure)
{
    math_skip_blanks(parser);
    while (parser->at < parser->end && strchr("+-.0123456789", *parser->at) != NULL)
        parser->at++;
    for (int i = 0; i < 2 && parser->at < parser->end && *parser->at >= 'a' && *parser->at <= 'z';
         i++)
        parser->at++;
    return parse_space(parser, structure);
}

/* \textcolor{red}{x}, \multicolumn{2}{c}{x}: the argument behind `number` others. */
static MathNode *parse_passed(MathParser *parser, const Structure *structure)
{
    (void)parse_ignored(parser, structure);
    return math_parse_argument(parser);
}

static MathNode *parse_raw(MathParser *parser, const Structure *structure)
{
    const char *text;
    size_t length;
    (void)structure;
    math_take_raw(parser, &text, &length);
    return math_new_literal(parser, MATH_ORD, text, length);
}

static MathNode *parse_fraction(MathParser *parser, const Structure *structure)
{
    (void)structure;
    MathNode *node = math_new_node(parser, MATH_NODE_FRACTION, MATH_INNER);
    node->child = math_parse_argument(parser);
    node->below = math_parse_argument(parser);
    return node;
}

static MathNode *fence(MathParser *parser, const char *open, const char *close, MathNode *child)
{
    MathNode *node = math_new_node(parser, MATH_NODE_FENCE, MATH_ORD);
    node->text = node->ascii = open;
    node->closing = node->closing_ascii = close;
    node->child = child;
    return node;
}

/* \binom{n}{k} */
static MathNode *parse_binomial(MathParser *parser, const Structure *structure)
{
    (void)structure;
    MathNode *upper = math_parse_argument(parser);
    return math_new_binomial(parser, upper, math_parse_argument(parser));
}

MathNode *math_new_binomial(MathParser *parser, MathNode *upper, MathNode *lower)
{
    MathNode *inside = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    inside->child = upper;
    upper->next = math_new_atom(parser, MATH_PUNCT, ",", ",");
    upper->next->next = lower;
    MathNode *row = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    row->child = math_new_atom(parser, MATH_ORD, "C", "C");
    row->child->next = fence(parser, "(", ")", inside);
    return row;
}

/* \boxed{x}: the argument between the delimiters text and ascii. */
static MathNode *parse_boxed(MathParser *parser, const Structure *structure)
{
    return fence(parser, structure->text, structure->ascii, math_parse_argument(parser));
}

/* \pmod{n} */
static MathNode *parse_modulo(MathParser *parser, const Structure *structure)
{
    MathNode *row = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    row->child = math_new_atom(parser, MATH_OP, "mod", "mod");
    row->child->next = math_parse_argument(parser);
    return structure->number == 0 ? row : fence(parser, " (", ")", row);
}

static MathNode *parse_root(MathParser *parser, const Structure *structure)
{
    (void)structure;
    MathNode *node = math_new_node(parser, MATH_NODE_ROOT, MATH_ORD);
    math_skip_blanks(parser);
    if (math_take(parser, "[")) {
        node->above = math_parse_row(parser, MATH_STOP_BRACKET | MATH_STOP_BRACE);
        (void)math_take(parser, "]");
    }
    node->child = math_parse_argument(parser);
    return node;
}

static MathNode *parse_accent(MathParser *parser, const Structure *structure)
{
    MathNode *node = math_new_node(parser, MATH_NODE_ACCENT, MATH_ORD);
    node->text = structure->text;
    node->ascii = structure->ascii;
    node->child = math_parse_argument(parser);
    return node;
}

/* \not\in: the symbol with a stroke, or one of its own. */
static MathNode *parse_not(MathParser *parser, const Structure *structure)
{
    MathNode *node = math_parse_argument(parser);
    if (node->kind != MATH_NODE_ATOM)
        return node;
    if (strcmp(node->text, "=") == 0)
        return math_new_atom(parser, MATH_REL, "\xE2\x89\xA0", "!=");
    if (strcmp(node->text, "\xE2\x88\x88") == 0)
        return math_new_atom(parser, MATH_REL, "\xE2\x88\x89", "not in");
    Buffer text = {0}, ascii = {0};
    buffer_add_format(&text, "%s%s", node->text, structure->text);
    buffer_add_format(&ascii, "not %s", node->ascii);
    node->text = arena_dup(parser->arena, buffer_text(&text));
    node->ascii = arena_dup(parser->arena, buffer_text(&ascii));
    buffer_done(&text);
    buffer_done(&ascii);
    return node;
}

/* \overset{a}{b} (number 1: a above b), \underset{a}{b} (number 0: below). */
static MathNode *parse_stack(MathParser *parser, const Structure *structure)
{
    MathNode *script = math_parse_argument(parser);
    MathNode *base = math_parse_argument(parser);
    MathNode *node = math_new_node(parser, MATH_NODE_SCRIPTS, base->class);
    node->child = base;
    if (structure->number != 0)
        node->above = script;
    else
        node->below = script;
    return node;
}

/* \xrightarrow[below]{above} */
static MathNode *parse_long_arrow(MathParser *parser, const Structure *structure)
{
    MathNode *node = math_new_node(parser, MATH_NODE_SCRIPTS, MATH_REL);
    node->child = math_new_atom(parser, MATH_REL, structure->text, structure->ascii);
    math_skip_blanks(parser);
    if (math_take(parser, "[")) {
        node->below = math_parse_row(parser, MATH_STOP_BRACKET | MATH_STOP_BRACE);
        (void)math_take(parser, "]");
    }
    node->above = math_parse_argument(parser);
    return node;
}

/* --- fonts and words --- */

/* A row of nothing but letters, digits and spaces as one word; else the row itself. */
static MathNode *join_word(MathParser *parser, MathNode *row)
{
    Buffer text = {0};
    int letters = 0;
    bool plain = row->kind == MATH_NODE_ROW;
    for (const MathNode *node = row->child; plain && node != NULL; node = node->next) {
        plain = node->kind == MATH_NODE_SPACE ||
                (node->kind == MATH_NODE_ATOM &&
                 (node->class == MATH_ORD || strcmp(node->ascii, "-") == 0));
        buffer_add_text(&text, node->kind == MATH_NODE_SPACE ? node->cells > 0 ? " " : ""
                               : node->class == MATH_ORD     ? node->text
                                                             : "-");
        letters += node->kind == MATH_NODE_ATOM ? utf8_width(node->text) : 0;
    }
    MathNode *word = row;
    if (plain && letters > 0) {
        word = math_new_literal(parser, MATH_ORD, buffer_text(&text), text.length);
        if (!utf8_valid(word->text, text.length) || utf8_width(word->text) != (int)text.length)
            word = row; /* not ASCII: its ASCII form is not its text */
    }
    buffer_done(&text);
    return word;
}

/* \mathrm{KL}: a word; \operatorname{argmax} (number 1): a function name. */
static MathNode *parse_roman(MathParser *parser, const Structure *structure)
{
    MathFont font = parser->font;
    parser->font = MATH_FONT_ROMAN;
    (void)math_take(parser, "*");
    MathNode *word = join_word(parser, math_parse_argument(parser));
    if (structure->number != 0)
        word->class = MATH_OP;
    parser->font = font;
    return word;
}

static MathNode *parse_font(MathParser *parser, const Structure *structure)
{
    MathFont font = parser->font;
    parser->font = (MathFont)structure->number;
    MathNode *node = math_parse_argument(parser);
    parser->font = font;
    return node;
}

/* \cal: for the rest of the group. */
static MathNode *parse_font_switch(MathParser *parser, const Structure *structure)
{
    parser->font = (MathFont)structure->number;
    return empty(parser);
}

/* \text{if $x$ is}: as it stands, without its dollars. */
static MathNode *parse_text(MathParser *parser, const Structure *structure)
{
    const char *text;
    size_t length;
    (void)structure;
    math_take_raw(parser, &text, &length);
    Buffer clean = {0};
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '$' || text[i] == '{' || text[i] == '}')
            continue;
        if (text[i] == '\\' && i + 1 < length && strchr("_%&#${} ", text[i + 1]) != NULL)
            i++;
        bool blank = strchr(" \t\r\n~", text[i]) != NULL;
        if (!blank || clean.length == 0 || clean.data[clean.length - 1] != ' ')
            buffer_add(&clean, blank ? " " : &text[i], 1);
    }
    MathNode *node = math_new_node(parser, MATH_NODE_WORDS, MATH_ORD);
    node->text = arena_dup(parser->arena, buffer_text(&clean));
    for (size_t i = 0; i < clean.length; i++) {
        if ((unsigned char)clean.data[i] >= 0x80)
            clean.data[i] = '?';
    }
    node->ascii = arena_dup(parser->arena, buffer_text(&clean));
    buffer_done(&clean);
    return node;
}

/* \mathrel{x}: the argument as an item of class `number`. */
static MathNode *parse_class(MathParser *parser, const Structure *structure)
{
    MathNode *node = join_word(parser, math_parse_argument(parser));
    bool word = structure->number == MATH_BIG && node->text[0] != '\0' && node->text[1] != '\0';
    node->class = word && node->ascii == node->text ? MATH_OP : (MathClass)structure->number;
    return node;
}

/* --- delimiters --- */

MathNode *math_parse_delimiter(MathParser *parser, MathClass class)
{
    math_skip_blanks(parser);
    MathNode *node;
    if (math_take(parser, "."))
        node = math_new_atom(parser, class, "", "");
    else if (math_take(parser, "<"))
        node = math_new_atom(parser, class, "\xE2\x9F\xA8", "<");
    else if (math_take(parser, ">"))
        node = math_new_atom(parser, class, "\xE2\x9F\xA9", ">");
    else
        node = math_parse_argument(parser);
    if (node->kind != MATH_NODE_ATOM)
        node = math_new_atom(parser, class, "", "");
    node->class = class;
    return node;
}

static MathNode *parse_left(MathParser *parser, const Structure *structure)
{
    (void)structure;
    MathNode *node = math_new_node(parser, MATH_NODE_FENCE, MATH_ORD);
    const MathNode *open = math_parse_delimiter(parser, MATH_OPEN);
    node->text = open->text;
    node->ascii = open->ascii;
    node->child = math_parse_row(parser, MATH_STOP_RIGHT | MATH_STOP_BRACE | MATH_STOP_CELL);
    if (math_take(parser, "\\right")) {
        const MathNode *close = math_parse_delimiter(parser, MATH_CLOSE);
        node->closing = close->text;
        node->closing_ascii = close->ascii;
    }
    return node;
}

/* \bigl( and \middle|: a delimiter of class `number`, or of its own class (MATH_SPACE). */
static MathNode *parse_big(MathParser *parser, const Structure *structure)
{
    MathNode *node = math_parse_argument(parser);
    if (structure->number != MATH_SPACE)
        node->class = (MathClass)structure->number;
    return node;
}

/* A \right whose \left is missing. */
static MathNode *parse_right(MathParser *parser, const Structure *structure)
{
    (void)structure;
    return math_parse_delimiter(parser, MATH_CLOSE);
}

/* --- environments --- */

typedef struct Environment {
    const char *name, *open, *close;
    MathGridStyle style;
} Environment;

static const Environment environments[] = {
    {"pmatrix", "(", ")", MATH_GRID_MATRIX},   {"bmatrix", "[", "]", MATH_GRID_MATRIX},
    {"Bmatrix", "{", "}", MATH_GRID_MATRIX},   {"vmatrix", "|", "|", MATH_GRID_MATRIX},
    {"Vmatrix", "||", "||", MATH_GRID_MATRIX}, {"matrix", "", "", MATH_GRID_MATRIX},
    {"smallmatrix", "", "", MATH_GRID_MATRIX}, {"array", "", "", MATH_GRID_MATRIX},
    {"cases", "{", "}", MATH_GRID_CASES},
};

static const Environment *find_environment(const char *name, size_t length)
{
    static const Environment lines = {"", "", "", MATH_GRID_LINES};
    for (size_t i = 0; i < sizeof environments / sizeof environments[0]; i++) {
        if (strlen(environments[i].name) == length &&
            memcmp(environments[i].name, name, length) == 0)
            return &environments[i];
    }
    return &lines; /* aligned, gathered, split, equation and what we do not know */
}

/* \\ or \cr; a distance in brackets right behind it, as \\[2pt], goes with it. */
static bool take_row_end(MathParser *parser)
{
    if (math_take(parser, "\\cr"))
        return true;
    if (!math_take(parser, "\\\\"))
        return false;
    const char *at = parser->at;
    if (at < parser->end && *at == '[') {
        at++;
        while (at < parser->end && strchr("-+.0123456789 abcdefghijklmnopqrstuvwxyz", *at) != NULL)
            at++;
        bool distance = strchr("-.0123456789", parser->at[1]) != NULL;
        if (at < parser->end && *at == ']' && distance)
            parser->at = at + 1;
    }
    return true;
}

/* Makes one cell of a row's cells: they are pieces of one formula. Where one ended stands a space of
 * no width. */
static void join_cells(MathParser *parser, MathNode *row)
{
    MathNode *joined = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    MathNode **link = &joined->child;
    for (const MathNode *cell = row->child; cell != NULL; cell = cell->next) {
        *link = cell->child;
        while (*link != NULL)
            link = &(*link)->next;
        if (cell->next != NULL) {
            *link = empty(parser);
            link = &(*link)->next;
        }
    }
    row->child = joined;
}

/* Rows of cells up to \end (or the end, or a brace that closes an outer group). */
static MathNode *parse_grid(MathParser *parser, const Environment *environment)
{
    MathNode *grid = math_new_node(parser, MATH_NODE_GRID, MATH_ORD);
    grid->text = grid->ascii = environment->open;
    grid->closing = grid->closing_ascii = environment->close;
    grid->grid = environment->style;
    MathNode **next_row = &grid->child;
    for (bool more = true; more;) {
        MathNode *row = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
        MathNode **next_cell = &row->child;
        do {
            *next_cell = math_parse_row(parser, MATH_STOP_CELL | MATH_STOP_BRACE);
            next_cell = &(*next_cell)->next;
        } while (math_take(parser, "&"));
        if (environment->style == MATH_GRID_LINES)
            join_cells(parser, row);
        more = take_row_end(parser);
        bool is_empty = row->child->child == NULL && row->child->next == NULL;
        if (!is_empty) { /* a \\ behind the last row, or a \hline alone, makes no row */
            *next_row = row;
            next_row = &row->next;
        }
    }
    return grid;
}

static MathNode *parse_begin(MathParser *parser, const Structure *structure)
{
    const char *name;
    size_t length;
    (void)structure;
    math_take_raw(parser, &name, &length);
    const Environment *environment = find_environment(name, length);
    if (length == strlen("array") && memcmp(name, "array", length) == 0) {
        const char *columns;
        size_t ignored;
        math_take_raw(parser, &columns, &ignored);
    }
    MathNode *grid = parse_grid(parser, environment);
    if (math_take(parser, "\\end"))
        math_take_raw(parser, &name, &length);
    return grid;
}

/* \substack{a \\ b} */
static MathNode *parse_substack(MathParser *parser, const Structure *structure)
{
    (void)structure;
    static const Environment lines = {"", "", "", MATH_GRID_LINES};
    math_skip_blanks(parser);
    if (!math_take(parser, "{"))
        return math_parse_argument(parser);
    MathNode *grid = parse_grid(parser, &lines);
    (void)math_take(parser, "}");
    return grid;
}

/* \\ outside a grid. */
static MathNode *parse_line_break(MathParser *parser, const Structure *structure)
{
    (void)structure;
    return math_new_atom(parser, MATH_PUNCT, ";", ";");
}

static const Structure structures[] = {
#define STRUCTURE(command, handler, unicode, plain, parameter) \
    {.name = (command),                                        \
     .parse = (handler),                                       \
     .text = (unicode),                                        \
     .ascii = (plain),                                         \
     .number = (int)(parameter)},
#include "text/math_structures.def"
#undef STRUCTURE
};

MathNode *math_parse_structure(MathParser *parser, const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof structures / sizeof structures[0]; i++) {
        if (strlen(structures[i].name) == length && memcmp(structures[i].name, name, length) == 0)
            return structures[i].parse(parser, &structures[i]);
    }
    return NULL;
}
