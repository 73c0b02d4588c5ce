/* TeX source to a tree, by recursive descent. Rows hold items; an item is a character, a group or a
 * command with its arguments, each with the scripts behind it. The parser is total: it never
 * rejects, it shows. Commands that take arguments are in math_structures.c. */
#include <string.h>

#include "base/utf8.h"
#include "text/math_parser.h"

MathNode *math_new_node(MathParser *parser, MathKind kind, MathClass class)
{
    MathNode *node = arena_alloc(parser->arena, 1, sizeof *node);
    *node = (MathNode){
        .kind = kind, .class = class, .text = "", .ascii = "", .closing = "", .closing_ascii = ""};
    return node;
}

MathNode *math_new_atom(MathParser *parser, MathClass class, const char *text, const char *ascii)
{
    MathNode *node = math_new_node(parser, MATH_NODE_ATOM, class);
    node->text = text;
    node->ascii = ascii;
    return node;
}

MathNode *math_new_literal(MathParser *parser, MathClass class, const char *text, size_t length)
{
    const char *copy = arena_dup_range(parser->arena, text, length);
    return math_new_atom(parser, class, copy, copy);
}

void math_skip_blanks(MathParser *parser)
{
    while (parser->at < parser->end && strchr(" \t\r\n", *parser->at) != NULL)
        parser->at++;
}

bool math_take(MathParser *parser, const char *wanted)
{
    size_t length = strlen(wanted);
    if ((size_t)(parser->end - parser->at) < length || memcmp(parser->at, wanted, length) != 0)
        return false;
    parser->at += length;
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of the command name behind the backslash at `at`: letters, or one other character. */
static size_t name_length(const MathParser *parser, const char *at)
{
    const char *name = at + 1;
    const char *end = name;
    while (end < parser->end && is_letter(*end))
        end++;
    if (end == name && end < parser->end) {
        uint32_t code_point;
        end += utf8_decode(end, (size_t)(parser->end - end), &code_point);
    }
    return (size_t)(end - name);
}

static bool is_command(const MathParser *parser, const char *name)
{
    return parser->at < parser->end && *parser->at == '\\' &&
           name_length(parser, parser->at) == strlen(name) &&
           memcmp(parser->at + 1, name, strlen(name)) == 0;
}

static bool is_stop(const MathParser *parser, unsigned stops)
{
    if (parser->at >= parser->end)
        return true;
    if (((stops & MATH_STOP_BRACE) != 0 && *parser->at == '}') ||
        ((stops & MATH_STOP_BRACKET) != 0 && *parser->at == ']') ||
        ((stops & MATH_STOP_RIGHT) != 0 && is_command(parser, "right")))
        return true;
    return (stops & MATH_STOP_CELL) != 0 && (*parser->at == '&' || is_command(parser, "\\") ||
                                             is_command(parser, "cr") || is_command(parser, "end"));
}

static MathNode *parse_number(MathParser *parser)
{
    const char *start = parser->at;
    while (parser->at < parser->end && is_digit(*parser->at))
        parser->at++;
    if (parser->end - parser->at > 1 && *parser->at == '.' && is_digit(parser->at[1])) {
        parser->at++;
        while (parser->at < parser->end && is_digit(*parser->at))
            parser->at++;
    }
    return math_new_literal(parser, MATH_ORD, start, (size_t)(parser->at - start));
}

static MathClass class_of_character(char c)
{
    static const struct {
        const char *characters;
        MathClass class;
    } classes[] = {{"+-*", MATH_BIN},
                   {"=<>:", MATH_REL},
                   {"([", MATH_OPEN},
                   {")]!?", MATH_CLOSE},
                   {",;", MATH_PUNCT}};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (strchr(classes[i].characters, c) != NULL)
            return classes[i].class;
    }
    return MATH_ORD;
}

static MathNode *parse_character(MathParser *parser)
{
    const char *start = parser->at;
    int cells;
    uint32_t code_point;
    size_t count = utf8_decode(start, (size_t)(parser->end - start), &code_point);
    if (code_point >= 0x80) /* with its combining marks */
        count = utf8_next_cluster(start, (size_t)(parser->end - start), &cells);
    parser->at += count;
    if (*start == '-')
        return math_new_atom(parser, MATH_BIN, "\xE2\x88\x92", "-");
    if (*start == '~')
        return math_new_atom(parser, MATH_ORD, " ", " ");
    uint32_t styled = math_font_letter(parser->font, code_point);
    if (styled != code_point) {
        char bytes[4];
        MathNode *node = math_new_literal(parser, MATH_ORD, start, count);
        node->text = arena_dup_range(parser->arena, bytes, utf8_encode(styled, bytes));
        return node;
    }
    if (code_point < 0x80)
        return math_new_literal(parser, class_of_character(*start), start, count);
    const MathSymbol *symbol = math_symbol_find_text(start, count);
    if (symbol != NULL)
        return math_new_atom(parser, symbol->class, symbol->text, symbol->ascii);
    MathNode *node = math_new_literal(parser, MATH_ORD, start, count);
    node->ascii = "?";
    return node;
}

static MathNode *parse_command(MathParser *parser)
{
    const char *start = parser->at;
    const char *name = start + 1;
    size_t length = name_length(parser, start);
    parser->at = name + length;
    const MathSymbol *symbol = math_symbol_find(name, length);
    if (symbol != NULL)
        return math_new_atom(parser, symbol->class, symbol->text, symbol->ascii);
    MathNode *node = math_parse_structure(parser, name, length);
    if (node != NULL)
        return node;
    node = math_new_literal(parser, MATH_ORD, start, length + 1);
    for (size_t i = 0; i <= length; i++) {
        if ((unsigned char)start[i] >= 0x80)
            node->ascii = "?";
    }
    return node;
}

static MathNode *parse_group(MathParser *parser)
{
    MathFont font = parser->font;
    parser->at++;
    MathNode *row = math_parse_row(parser, MATH_STOP_BRACE);
    (void)math_take(parser, "}");
    parser->font = font;
    return row;
}

/* One item without scripts; there is one, the caller made sure. */
static MathNode *parse_item(MathParser *parser)
{
    if (parser->depth >= MATH_DEPTH_LIMIT) {
        parser->too_deep = true;
        parser->at = parser->end;
        return math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    }
    parser->depth++;
    MathNode *node;
    if (*parser->at == '{')
        node = parse_group(parser);
    else if (*parser->at == '\\')
        node = parse_command(parser);
    else if (is_digit(*parser->at) && parser->font != MATH_FONT_BLACKBOARD)
        node = parse_number(parser);
    else
        node = parse_character(parser);
    parser->depth--;
    return node;
}

MathNode *math_parse_argument(MathParser *parser)
{
    math_skip_blanks(parser);
    if (parser->at >= parser->end || *parser->at == '}' || *parser->at == '&')
        return math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    if (is_digit(*parser->at)) { /* TeX takes one digit: x^12 is x^1 and a 2 */
        parser->at++;
        return math_new_literal(parser, MATH_ORD, parser->at - 1, 1);
    }
    return parse_item(parser);
}

void math_take_raw(MathParser *parser, const char **text, size_t *length)
{
    math_skip_blanks(parser);
    *text = parser->at;
    *length = 0;
    if (!math_take(parser, "{"))
        return;
    *text = parser->at;
    int depth = 1;
    while (parser->at < parser->end) {
        char c = *parser->at;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0)
            break;
        parser->at += c == '\\' && parser->end - parser->at > 1 ? 2 : 1;
    }
    *length = (size_t)(parser->at - *text);
    (void)math_take(parser, "}");
}

/* Adds a script where one stands already: both, side by side. */
static MathNode *join_scripts(MathParser *parser, MathNode *first, MathNode *second)
{
    if (first == NULL)
        return second;
    if (first->kind != MATH_NODE_ROW || first->next != NULL) {
        MathNode *row = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
        row->child = first;
        first = row;
    }
    MathNode **last = &first->child;
    while (*last != NULL)
        last = &(*last)->next;
    *last = second;
    return first;
}

/* The scripts behind `base`, when there are any. */
static MathNode *parse_scripts(MathParser *parser, MathNode *base)
{
    MathNode scripts = {0};
    for (;;) {
        math_skip_blanks(parser);
        if (math_take(parser, "^"))
            scripts.above = join_scripts(parser, scripts.above, math_parse_argument(parser));
        else if (math_take(parser, "_"))
            scripts.below = join_scripts(parser, scripts.below, math_parse_argument(parser));
        else if (math_take(parser, "'"))
            scripts.primes++;
        else if (is_command(parser, "limits") || is_command(parser, "nolimits"))
            parser->at += 1 + name_length(parser, parser->at);
        else
            break;
    }
    if (scripts.above == NULL && scripts.below == NULL && scripts.primes == 0)
        return base;
    MathNode *node = math_new_node(parser, MATH_NODE_SCRIPTS, base->class);
    node->child = base;
    node->above = scripts.above;
    node->below = scripts.below;
    node->primes = scripts.primes;
    return node;
}

/* a \over b, a \choose b: all of the row before is the first part, all behind it the second. */
static bool take_infix(MathParser *parser, MathNode *row, unsigned stops)
{
    bool over = is_command(parser, "over");
    if (!over && !is_command(parser, "choose"))
        return false;
    parser->at += over ? strlen("\\over") : strlen("\\choose");
    if (parser->depth >= MATH_DEPTH_LIMIT) {
        parser->too_deep = true;
        parser->at = parser->end;
        return true;
    }
    MathNode *first = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    first->child = row->child;
    parser->depth++;
    MathNode *second = math_parse_row(parser, stops);
    parser->depth--;
    MathNode *node;
    if (over) {
        node = math_new_node(parser, MATH_NODE_FRACTION, MATH_INNER);
        node->child = first;
        node->below = second;
    } else {
        node = math_new_binomial(parser, first, second);
    }
    row->child = node;
    return true;
}

MathNode *math_parse_row(MathParser *parser, unsigned stops)
{
    MathNode *row = math_new_node(parser, MATH_NODE_ROW, MATH_ORD);
    MathNode **link = &row->child;
    for (;;) {
        math_skip_blanks(parser);
        if (is_stop(parser, stops) || take_infix(parser, row, stops))
            return row;
        if (strchr("^_'", *parser->at) != NULL) {
            *link = parse_scripts(parser, math_new_node(parser, MATH_NODE_ROW, MATH_ORD));
        } else if (*parser->at == '}' || *parser->at == '&') { /* misplaced: nothing to show */
            parser->at++;
            continue;
        } else {
            *link = parse_scripts(parser, parse_item(parser));
        }
        link = &(*link)->next;
    }
}

MathParse math_parse(Arena *arena, const char *tex, size_t length, const MathMacros *macros)
{
    (void)macros;
    MathParser parser = {.at = tex, .end = tex + length, .arena = arena};
    MathNode *row = length <= MATH_LENGTH_LIMIT ? math_parse_row(&parser, 0) : NULL;
    if (row == NULL || parser.too_deep)
        return (MathParse){.limit = row == NULL ? "too long" : "nested too deeply"};
    return (MathParse){.row = row};
}
