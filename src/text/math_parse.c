/* TeX source to a tree, by recursive descent. Rows hold items; an item is a character, a group or a
 * command with its arguments, each with the scripts behind it. The parser is total: it never
 * rejects, it shows. What a command does is its handler's affair (math_structures.c). */
#include <string.h>

#include "base/utf8.h"
#include "text/math_parser.h"

bool math_enter(MathParser *parser)
{
    if (parser->depth >= MATH_DEPTH_LIMIT) {
        parser->limit = "nested too deeply";
        parser->at = parser->end;
        return false;
    }
    parser->depth++;
    return true;
}

void math_leave(MathParser *parser)
{
    parser->depth--;
}

/* --- characters --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
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
    return math_new_literal(parser, MATH_NODE_ATOM, start, (size_t)(parser->at - start));
}

static MathClass class_of_character(char c)
{
    switch (c) {
    case '+':
    case '-':
    case '*':
        return MATH_BIN;
    case '=':
    case '<':
    case '>':
    case ':':
        return MATH_REL;
    case '(':
    case '[':
        return MATH_OPEN;
    case ')':
    case ']':
    case '!':
    case '?':
        return MATH_CLOSE;
    case ',':
    case ';':
        return MATH_PUNCT;
    default:
        return MATH_ORD;
    }
}

static MathNode *symbol_node(MathParser *parser, const MathSymbol *symbol)
{
    MathNode *node = math_new_atom(parser, symbol->class, symbol->text, symbol->ascii);
    node->movable = symbol->movable;
    return node;
}

/* A character of the source beyond ASCII, with its combining marks: a symbol, or itself. */
static MathNode *parse_foreign(MathParser *parser)
{
    int cells;
    const char *start = parser->at;
    size_t count = utf8_next_cluster(start, (size_t)(parser->end - start), &cells);
    parser->at += count;
    const MathSymbol *symbol = math_symbol_find_text(start, count);
    if (symbol == NULL)
        return math_new_literal(parser, MATH_NODE_ATOM, start, count);
    return symbol_node(parser, symbol);
}

static MathNode *parse_character(MathParser *parser)
{
    unsigned char c = (unsigned char)*parser->at;
    if (c >= 0x80)
        return parse_foreign(parser);
    MathNode *node = math_new_literal(parser, MATH_NODE_ATOM, parser->at, 1);
    parser->at++;
    node->class = class_of_character((char)c);
    if (c == '-')
        node->text = "\xE2\x88\x92";
    if (c == '~')
        return math_new_space(parser, 1);
    uint32_t styled = math_font_letter(parser->font, c);
    if (styled != c) {
        char bytes[4];
        node->text = arena_dup_range(parser->arena, bytes, utf8_encode(styled, bytes));
    }
    return node;
}

/* --- commands, groups, arguments --- */

MathNode *math_parse_command(MathParser *parser, const char *name, size_t length)
{
    const MathSymbol *symbol = math_symbol_find(name, length);
    if (symbol != NULL)
        return symbol_node(parser, symbol);
    const MathStructure *structure = math_find_structure(name, length);
    if (structure == NULL)
        return math_new_unknown(parser, name, length);
    if (structure->handler == MATH_HANDLER_NONE)
        return math_new_space(parser, 0); /* an infix command where there is nothing to divide */
    return math_handle(parser, structure);
}

static MathNode *parse_group(MathParser *parser)
{
    MathFont font = parser->font;
    uint8_t emphasis = parser->emphasis;
    parser->at++;
    MathNode *row = math_parse_row(parser, MATH_STOP_BRACE);
    (void)math_take(parser, "}");
    parser->font = font;
    parser->emphasis = emphasis;
    return row;
}

/* One item without scripts that is no command. */
static MathNode *parse_plain_item(MathParser *parser)
{
    if (*parser->at != '{') {
        bool number = is_digit(*parser->at) && parser->font != MATH_FONT_BLACKBOARD;
        return number ? parse_number(parser) : parse_character(parser);
    }
    if (!math_enter(parser))
        return math_new_row(parser, NULL);
    MathNode *node = parse_group(parser);
    math_leave(parser);
    return node;
}

static MathNode *enter_command(MathParser *parser, const char *name, size_t length)
{
    if (!math_enter(parser))
        return math_new_row(parser, NULL);
    MathNode *node = math_parse_command(parser, name, length);
    math_leave(parser);
    return node;
}

/* Whether the command at hand ends one of the rows around it. */
static bool ends_row(const MathParser *parser, const char *name, size_t length)
{
    const MathStructure *structure = math_find_structure(name, length);
    return structure != NULL && (structure->infix || (structure->stop & parser->stops) != 0);
}

MathNode *math_parse_argument(MathParser *parser)
{
    math_skip_blanks(parser);
    if (parser->at >= parser->end || *parser->at == '}' || *parser->at == '&')
        return math_new_row(parser, NULL);
    if (is_digit(*parser->at)) { /* TeX takes one digit: x^12 is x^1 and a 2 */
        parser->at++;
        if (parser->font == MATH_FONT_BLACKBOARD) {
            parser->at--;
            return parse_character(parser);
        }
        return math_new_literal(parser, MATH_NODE_ATOM, parser->at - 1, 1);
    }
    if (*parser->at != '\\')
        return parse_plain_item(parser);
    const char *name = parser->at + 1;
    size_t length = math_name_length(parser);
    if (ends_row(parser, name, length))
        return math_new_row(parser, NULL);
    parser->at = name + length;
    return enter_command(parser, name, length);
}

MathNode *math_parse_optional(MathParser *parser)
{
    math_skip_blanks(parser);
    if (!math_take(parser, "["))
        return NULL;
    MathNode *row = math_new_row(parser, NULL);
    if (math_enter(parser)) {
        row = math_parse_row(parser, MATH_STOP_BRACKET | MATH_STOP_BRACE);
        math_leave(parser);
    }
    (void)math_take(parser, "]");
    return row;
}

/* --- scripts --- */

typedef struct Scripts {
    MathNode *above, *below;
    MathNode **above_end, **below_end; /* where another script of the same kind goes */
    int primes;
    MathLimits limits;
} Scripts;

/* Adds a script; where one stands already, both go side by side. */
static void add_script(MathParser *parser, MathNode **first, MathNode ***end, MathNode *script)
{
    if (*first == NULL) {
        *first = script;
        return;
    }
    if (*end == NULL) {
        *first = math_new_row(parser, *first);
        *end = &(*first)->child->next;
    }
    **end = script;
    *end = &script->next;
}

static void take_above(MathParser *parser, Scripts *scripts)
{
    add_script(parser, &scripts->above, &scripts->above_end, math_parse_argument(parser));
}

static void take_below(MathParser *parser, Scripts *scripts)
{
    add_script(parser, &scripts->below, &scripts->below_end, math_parse_argument(parser));
}

/* Takes a command that stands for scripts or says where they go; false when there is none. */
static bool take_script_command(MathParser *parser, Scripts *scripts)
{
    static const char *const names[] = {"sp", "sb", "limits", "nolimits", "displaylimits"};
    size_t which = 0, count = sizeof names / sizeof names[0];
    while (which < count && !math_is_command(parser, names[which]))
        which++;
    if (which == count)
        return false;
    parser->at += 1 + strlen(names[which]);
    if (which == 0)
        take_above(parser, scripts);
    else if (which == 1)
        take_below(parser, scripts);
    else
        scripts->limits = which == 2   ? MATH_LIMITS_STACKED
                          : which == 3 ? MATH_LIMITS_BEHIND
                                       : MATH_LIMITS_DEFAULT;
    return true;
}

/* Takes one script behind an item; false when there is none. */
static bool take_script(MathParser *parser, Scripts *scripts)
{
    math_skip_blanks(parser);
    if (parser->at >= parser->end)
        return false;
    switch (*parser->at) {
    case '^':
        parser->at++;
        take_above(parser, scripts);
        return true;
    case '_':
        parser->at++;
        take_below(parser, scripts);
        return true;
    case '\'':
        parser->at++;
        scripts->primes++;
        return true;
    case '\\':
        return take_script_command(parser, scripts);
    default:
        return false;
    }
}

static MathNode *parse_scripts(MathParser *parser, MathNode *base)
{
    Scripts scripts = {0};
    while (take_script(parser, &scripts))
        continue;
    if (scripts.above == NULL && scripts.below == NULL && scripts.primes == 0)
        return base;
    MathNode *node = math_new_node(parser, MATH_NODE_SCRIPTS, base->class);
    bool label = base->kind == MATH_NODE_BRACE && scripts.limits == MATH_LIMITS_DEFAULT;
    node->child = base;
    node->above = scripts.above;
    node->below = scripts.below;
    node->primes = scripts.primes;
    node->limits = label ? MATH_LIMITS_STACKED : scripts.limits;
    return node;
}

/* --- rows --- */

/* A row while it grows. A style switch such as \displaystyle or \color holds what follows; the next
 * one stands beside it, so that many of them nest no deeper than one. An operator at either end of what
 * it holds has an operand outside, and stands beside it too, in the same style. */
typedef struct Builder {
    MathParser *parser;
    MathNode *row, *inner;   /* the row, and where items go now: the row or a switch's */
    MathNode *style;         /* that switch, else NULL */
    MathNode **link, **last; /* where the next item goes, and where the last one is */
    MathNode **outer_link, **style_link; /* the same beside the switch, and where it is */
} Builder;

static bool is_operator(const MathNode *node)
{
    return node->class == MATH_BIN || node->class == MATH_REL;
}

static MathNode *in_style(const Builder *builder, MathNode *child)
{
    MathNode *node = math_new_node(builder->parser, MATH_NODE_STYLE, child->class);
    node->style = builder->style->style;
    node->role = builder->style->role;
    node->child = child;
    return node;
}

static void close_style(const Builder *builder)
{
    const MathNode *first = builder->style == NULL ? NULL : builder->inner->child;
    while (first != NULL && first->kind == MATH_NODE_SPACE)
        first = first->next;
    if (first != NULL)
        builder->style->class = first->class;
}

/* Closes the switch before another one. */
static void change_style(Builder *builder, MathNode *style)
{
    close_style(builder);
    if (style->style == MATH_STYLE_AS_IS)
        style->style = builder->style->style;
    if (style->role == ROLE_COUNT)
        style->role = builder->style->role;
    if (builder->last == NULL || !is_operator(*builder->last))
        return;
    MathNode *node = in_style(builder, *builder->last);
    *builder->last = NULL;
    *builder->outer_link = node;
    builder->outer_link = &node->next;
}

static void open_style(Builder *builder, MathNode *style)
{
    if (builder->style != NULL)
        change_style(builder, style);
    *builder->outer_link = style;
    builder->style_link = builder->outer_link;
    builder->outer_link = &style->next;
    builder->style = style;
    builder->inner = style->child;
    builder->link = &style->child->child;
    builder->last = NULL;
}

static void append(Builder *builder, MathNode *item)
{
    if (item->kind == MATH_NODE_STYLE && item->plain) {
        open_style(builder, item);
        return;
    }
    bool leads = builder->style != NULL && builder->last == NULL &&
                 builder->style_link != &builder->row->child && is_operator(item);
    if (leads) {
        MathNode *node = in_style(builder, item);
        node->next = builder->style;
        *builder->style_link = node;
        builder->style_link = &node->next;
        return;
    }
    *builder->link = item;
    builder->last = builder->link;
    builder->link = &item->next;
    if (builder->style == NULL)
        builder->outer_link = builder->link;
}

/* a \over b, a \choose b: all of the row before is the first part, all behind it the second. */
static void parse_infix(MathParser *parser, Builder *builder, const MathStructure *structure)
{
    const char *open = structure->text, *close = structure->ascii;
    parser->at += 1 + strlen(structure->name);
    if ((structure->number & MATH_INFIX_DELIMITERS) != 0) {
        open = math_parse_delimiter(parser, MATH_OPEN)->text;
        close = math_parse_delimiter(parser, MATH_CLOSE)->text;
    }
    if ((structure->number & MATH_INFIX_LENGTH) != 0)
        (void)math_take_length(parser);
    if (!math_enter(parser))
        return;
    MathNode *node = math_new_node(parser, MATH_NODE_FRACTION, MATH_INNER);
    node->child = math_new_row(parser, builder->inner->child);
    node->below = math_parse_row(parser, parser->stops);
    node->plain = (structure->number & MATH_INFIX_PLAIN) != 0;
    math_leave(parser);
    bool bare = open[0] == '\0' && close[0] == '\0';
    builder->inner->child = bare ? node : math_new_fence(parser, open, close, node);
}

/* The command at hand as an item; NULL when the row ends here. */
static MathNode *parse_row_command(MathParser *parser, Builder *builder)
{
    const char *name = parser->at + 1;
    size_t length = math_name_length(parser);
    const MathSymbol *symbol = math_symbol_find(name, length);
    if (symbol != NULL) {
        parser->at = name + length;
        return symbol_node(parser, symbol);
    }
    const MathStructure *structure = math_find_structure(name, length);
    if (structure != NULL && (structure->stop & parser->stops) != 0)
        return NULL;
    if (structure != NULL && structure->infix) {
        parse_infix(parser, builder, structure);
        return NULL;
    }
    parser->at = name + length;
    if (structure == NULL)
        return math_new_unknown(parser, name, length);
    if (!math_enter(parser))
        return NULL;
    MathNode *node = math_handle(parser, structure);
    math_leave(parser);
    return node;
}

static bool ends_here(const MathParser *parser)
{
    switch (*parser->at) {
    case '}':
        return (parser->stops & MATH_STOP_BRACE) != 0;
    case ']':
        return (parser->stops & MATH_STOP_BRACKET) != 0;
    case '&':
        return (parser->stops & MATH_STOP_CELL) != 0;
    case '$':
        return (parser->stops & MATH_STOP_DOLLAR) != 0;
    case '@':
        return (parser->stops & MATH_STOP_ARROW) != 0 && math_is_diagram_arrow(parser);
    default:
        return false;
    }
}

/* The next item with its scripts; NULL where the row ends. */
static MathNode *parse_row_item(MathParser *parser, Builder *builder)
{
    char c = *parser->at;
    bool bare = math_is_command(parser, "sp") || math_is_command(parser, "sb");
    MathNode *item;
    if (c == '\\' && !bare)
        item = parse_row_command(parser, builder);
    else if (bare || c == '^' || c == '_' || c == '\'')
        item = math_new_row(parser, NULL);
    else
        item = parse_plain_item(parser);
    return item == NULL ? NULL : parse_scripts(parser, item);
}

MathNode *math_parse_row(MathParser *parser, unsigned stops)
{
    unsigned outer_stops = parser->stops;
    MathNode *row = math_new_row(parser, NULL);
    Builder builder = {
        .parser = parser, .row = row, .inner = row, .link = &row->child, .outer_link = &row->child};
    parser->stops = stops;
    for (;;) {
        math_skip_blanks(parser);
        if (parser->at >= parser->end || ends_here(parser))
            break;
        if (strchr("}&$", *parser->at) != NULL && *parser->at != '\0') { /* misplaced */
            parser->at++;
            continue;
        }
        MathNode *item = parse_row_item(parser, &builder);
        if (item == NULL)
            break;
        append(&builder, item);
    }
    close_style(&builder);
    parser->stops = outer_stops;
    return row;
}

MathParse math_parse(Arena *arena, const char *tex, size_t length, const MathMacros *macros)
{
    if (length > MATH_LENGTH_LIMIT)
        return (MathParse){.limit = "too long"};
    bool has_macros = !math_macros_are_none(macros);
    MathExpansion source = has_macros ? math_expand(arena, tex, length, macros)
                                      : (MathExpansion){.tex = tex, .length = length};
    MathParser parser = {.arena = arena, .expanded = has_macros};
    MathNode *row = NULL;
    for (bool again = true; again && source.limit == NULL; parser.expanded = true) {
        parser.at = source.tex;
        parser.end = source.tex + source.length;
        row = math_parse_formula(&parser);
        again = parser.defines && !parser.expanded;
        if (again) { /* it defines macros of its own */
            parser = (MathParser){.arena = arena};
            source = math_expand(arena, tex, length, macros);
        }
    }
    const char *limit = source.limit != NULL ? source.limit : parser.limit;
    if (limit != NULL)
        return (MathParse){.limit = limit};
    return (MathParse){.row = row,
                       .unknown = parser.unknown,
                       .first_unknown = parser.first_unknown,
                       .expanded = source.expanded};
}
