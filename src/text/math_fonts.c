/* Alphabets, bold and italic, styles, colours, and the classes that a formula gives its parts. */
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/math_parser.h"

/* Text that a node gives to a word, NULL when it belongs in none. */
static const char *word_part(const MathNode *node)
{
    if (node->kind == MATH_NODE_SPACE)
        return node->cells > 0 ? " " : "";
    if (node->kind == MATH_NODE_WORDS)
        return node->text;
    if (node->kind != MATH_NODE_ATOM)
        return NULL;
    if (strcmp(node->ascii, "-") == 0)
        return "-";
    return node->class == MATH_ORD || node->class == MATH_OP || strcmp(node->text, "/") == 0
               ? node->text
               : NULL;
}

MathNode *math_join_word(MathParser *parser, MathNode *row)
{
    Buffer text = {0};
    bool plain = row->kind == MATH_NODE_ROW && row->child != NULL;
    uint8_t emphasis = plain ? row->child->emphasis : 0;
    for (const MathNode *node = row->child; plain && node != NULL; node = node->next) {
        const char *part = word_part(node);
        plain = part != NULL && utf8_width(part) == (int)strlen(part);
        buffer_add_text(&text, plain ? part : "");
    }
    MathNode *word = row;
    if (plain && strspn(buffer_text(&text), " ") < text.length) {
        word = math_new_literal(parser, MATH_NODE_ATOM, text.data, text.length);
        word->emphasis = emphasis;
    }
    buffer_done(&text);
    return word;
}

/* \mathrel{x}: the argument as an item of class `number`. */
MathNode *math_on_class(MathParser *parser, const MathStructure *structure)
{
    MathNode *node = math_unwrap(math_join_word(parser, math_parse_argument(parser)));
    bool word = structure->number == MATH_BIG && node->text[0] != '\0' && node->text[1] != '\0';
    node->class = word && node->ascii == node->text ? MATH_OP : (MathClass)structure->number;
    node->movable = structure->number == MATH_BIG;
    return node;
}

static MathNode *parse_with(MathParser *parser, MathFont font, uint8_t emphasis)
{
    MathFont outer_font = parser->font;
    uint8_t outer_emphasis = parser->emphasis;
    parser->font = font;
    parser->emphasis = emphasis;
    MathNode *node = math_parse_argument(parser);
    parser->font = outer_font;
    parser->emphasis = outer_emphasis;
    return node;
}

/* \mathrm{KL}: a word. */
MathNode *math_on_roman(MathParser *parser, const MathStructure *structure)
{
    uint8_t emphasis = (uint8_t)structure->number;
    return math_join_word(parser, parse_with(parser, MATH_FONT_ROMAN, emphasis));
}

/* \operatorname{rank}: a function name; with a star, or number 1, it takes limits. */
MathNode *math_on_operator_name(MathParser *parser, const MathStructure *structure)
{
    bool movable = math_take(parser, "*") || structure->number != 0;
    MathNode *argument = parse_with(parser, MATH_FONT_ROMAN, 0);
    MathNode *word = math_unwrap(math_join_word(parser, argument));
    word->class = MATH_OP;
    word->movable = movable;
    return word;
}

/* \mathbb{R}: an alphabet for one argument. */
MathNode *math_on_font(MathParser *parser, const MathStructure *structure)
{
    return parse_with(parser, (MathFont)structure->number, parser->emphasis);
}

/* \cal: for the rest of the group. */
MathNode *math_on_font_switch(MathParser *parser, const MathStructure *structure)
{
    parser->font = (MathFont)structure->number;
    parser->emphasis = 0;
    return math_new_space(parser, 0);
}

/* \mathbf{x}: plain letters with the emphasis `number`; \boldsymbol{\mathcal{L}} (a text) adds it. */
MathNode *math_on_emphasis(MathParser *parser, const MathStructure *structure)
{
    bool adds = structure->text[0] != '\0';
    uint8_t emphasis = (uint8_t)structure->number;
    if (adds)
        return parse_with(parser, parser->font, parser->emphasis | emphasis);
    return parse_with(parser, MATH_FONT_ITALIC, emphasis);
}

/* \bf, \bfseries, \em: for the rest of the group. */
MathNode *math_on_emphasis_switch(MathParser *parser, const MathStructure *structure)
{
    parser->font = MATH_FONT_ROMAN;
    parser->emphasis = (uint8_t)structure->number;
    return math_new_space(parser, 0);
}

/* --- styles and colours --- */

/* A switch for the rest of the row, which goes into its row. */
static MathNode *new_switch(MathParser *parser, MathStyle style, StyleRole role)
{
    MathNode *node = math_new_node(parser, MATH_NODE_STYLE, MATH_ORD);
    node->style = style;
    node->role = role;
    node->plain = true;
    node->child = math_new_row(parser, NULL);
    return node;
}

/* \displaystyle and its kin. */
MathNode *math_on_style(MathParser *parser, const MathStructure *structure)
{
    return new_switch(parser, (MathStyle)structure->number, ROLE_COUNT);
}

typedef struct Colour {
    char name[16];
    StyleRole role;
} Colour;

/* The meaning that comes nearest to a colour: themes have roles, not colours. Sorted bytewise. */
static const Colour colours[] = {
    {"amber", ROLE_WARNING},      {"aqua", ROLE_LINK},          {"blue", ROLE_LINK},
    {"brown", ROLE_HARD},         {"crimson", ROLE_ERROR},      {"cyan", ROLE_LINK},
    {"darkblue", ROLE_LINK},      {"darkgray", ROLE_DIM},       {"darkgreen", ROLE_SUCCESS},
    {"darkorange", ROLE_WARNING}, {"darkred", ROLE_ERROR},      {"forestgreen", ROLE_SUCCESS},
    {"fuchsia", ROLE_CLOZE},      {"gold", ROLE_WARNING},       {"gray", ROLE_DIM},
    {"green", ROLE_SUCCESS},      {"grey", ROLE_DIM},           {"lightblue", ROLE_LINK},
    {"lightgray", ROLE_DIM},      {"lightgreen", ROLE_SUCCESS}, {"lime", ROLE_SUCCESS},
    {"limegreen", ROLE_SUCCESS},  {"magenta", ROLE_CLOZE},      {"maroon", ROLE_ERROR},
    {"navy", ROLE_LINK},          {"navyblue", ROLE_LINK},      {"olive", ROLE_SUCCESS},
    {"orange", ROLE_WARNING},     {"orangered", ROLE_ERROR},    {"pink", ROLE_CLOZE},
    {"purple", ROLE_CLOZE},       {"red", ROLE_ERROR},          {"royalblue", ROLE_LINK},
    {"silver", ROLE_DIM},         {"skyblue", ROLE_LINK},       {"teal", ROLE_ACCENT},
    {"turquoise", ROLE_ACCENT},   {"violet", ROLE_CLOZE},       {"yellow", ROLE_WARNING},
};

/* The role of a colour's name such as red, ForestGreen or blue!50; ROLE_COUNT for others. */
static StyleRole role_of_colour(const char *text, size_t length)
{
    char name[16];
    size_t count = 0;
    for (; count < length && count < sizeof name && text[count] != '!'; count++)
        name[count] =
            (char)(text[count] >= 'A' && text[count] <= 'Z' ? text[count] | 0x20 : text[count]);
    const Colour *colour = math_find_named(colours, sizeof colours / sizeof colours[0],
                                           sizeof colours[0], name, count);
    return colour == NULL ? ROLE_COUNT : colour->role;
}

/* {red} or [rgb]{1,0,0} */
static StyleRole take_colour(MathParser *parser)
{
    const char *text;
    size_t length;
    bool model = math_take_raw_optional(parser, &text, &length);
    math_take_raw(parser, &text, &length);
    return model ? ROLE_COUNT : role_of_colour(text, length);
}

/* \color{red}: for the rest of the group. */
MathNode *math_on_colour(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    return new_switch(parser, MATH_STYLE_AS_IS, take_colour(parser));
}

/* \textcolor{red}{x}, \colorbox{red}{words} (number 1: the argument is text). With a text, the
 * command is a colour's name itself: \red{x}. */
MathNode *math_on_coloured(MathParser *parser, const MathStructure *structure)
{
    const char *name = structure->text;
    MathNode *node = math_new_node(parser, MATH_NODE_STYLE, MATH_ORD);
    node->role = name[0] != '\0' ? role_of_colour(name, strlen(name)) : take_colour(parser);
    node->child =
        structure->number != 0 ? math_on_text(parser, structure) : math_parse_argument(parser);
    node->class = math_unwrap(node->child)->class;
    return node;
}
