/* Delimiters: \left .. \right, \big, and the notations that put their argument between two. */
#include <string.h>

#include "text/math_parser.h"

MathNode *math_parse_delimiter(MathParser *parser, MathClass class)
{
    math_skip_blanks(parser);
    MathNode *node = NULL;
    if (math_take(parser, "."))
        node = math_new_atom(parser, class, "", "");
    else if (math_take(parser, "<"))
        node = math_new_atom(parser, class, "\xE2\x9F\xA8", "<");
    else if (math_take(parser, ">"))
        node = math_new_atom(parser, class, "\xE2\x9F\xA9", ">");
    else if (parser->at < parser->end && *parser->at != '{')
        node = math_parse_argument(parser);
    if (node == NULL || node->kind != MATH_NODE_ATOM)
        node = math_new_atom(parser, class, "", "");
    node->class = class;
    return node;
}

MathNode *math_on_left(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    const MathNode *open = math_parse_delimiter(parser, MATH_OPEN);
    unsigned outer = parser->stops & (MATH_STOP_CELL | MATH_STOP_END | MATH_STOP_DOLLAR);
    MathNode *node = math_new_fence(
        parser, open->text, "", math_parse_row(parser, outer | MATH_STOP_RIGHT | MATH_STOP_BRACE));
    node->ascii = open->ascii;
    bool tight = math_is_command(parser, "mright"); /* of \mleft */
    if (tight || math_is_command(parser, "right")) {
        parser->at += strlen(tight ? "\\mright" : "\\right");
        const MathNode *close = math_parse_delimiter(parser, MATH_CLOSE);
        node->closing = close->text;
        node->closing_ascii = close->ascii;
    }
    return node;
}

/* A \right whose \left is missing. */
MathNode *math_on_right(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    return math_parse_delimiter(parser, MATH_CLOSE);
}

MathNode *math_on_middle(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    MathNode *node = math_parse_delimiter(parser, MATH_REL);
    node->kind = MATH_NODE_MIDDLE;
    return node;
}

/* The classes of \big, \bigl, \bigr, \bigm. */
static MathClass class_of_size(const char *name, MathClass own)
{
    switch (name[strlen(name) - 1]) {
    case 'l':
        return MATH_OPEN;
    case 'r':
        return MATH_CLOSE;
    case 'm':
        return MATH_REL;
    default:
        return own;
    }
}

/* \bigl( of size `number`. */
MathNode *math_on_big(MathParser *parser, const MathStructure *structure)
{
    math_skip_blanks(parser);
    bool group = math_take(parser, "{");
    bool angle = parser->at < parser->end && (*parser->at == '<' || *parser->at == '>');
    MathNode *node;
    if (angle || (parser->at < parser->end && *parser->at == '.'))
        node = math_parse_delimiter(parser, MATH_ORD);
    else
        node = math_unwrap(math_parse_argument(parser));
    if (group)
        (void)math_take(parser, "}");
    if (node->kind != MATH_NODE_ATOM)
        return node;
    node->class = class_of_size(structure->name, node->class);
    node->kind = MATH_NODE_DELIMITER;
    node->number = structure->number;
    return node;
}

static bool is_size(const MathStructure *structure)
{
    return structure != NULL && structure->handler == MATH_HANDLER_big;
}

/* What may stand between a paired command and its argument: \abs*{x}, \abs[\big]{x}, \abs\big{x}. */
static void skip_size(MathParser *parser)
{
    const char *text;
    size_t length;
    (void)math_take(parser, "*");
    if (parser->at < parser->end && *parser->at == '[')
        (void)math_take_raw_optional(parser, &text, &length);
    math_skip_blanks(parser);
    if (parser->at < parser->end && *parser->at == '\\') {
        length = math_name_length(parser);
        if (is_size(math_find_structure(parser->at + 1, length)))
            parser->at += 1 + length;
    }
}

/* \abs{x}, \norm{x}: the argument between the delimiters text and ascii. */
MathNode *math_on_paired(MathParser *parser, const MathStructure *structure)
{
    skip_size(parser);
    MathNode *child = math_parse_argument(parser);
    return math_new_fence(parser, structure->text, structure->ascii, child);
}

static void add(MathNode ***link, MathNode *node)
{
    **link = node;
    *link = &node->next;
}

/* \bra{a}, \ket{a}, \braket{a|b} (number arguments, with bars between them). */
MathNode *math_on_bracket_notation(MathParser *parser, const MathStructure *structure)
{
    skip_size(parser);
    MathNode *row = math_new_row(parser, NULL);
    MathNode **link = &row->child;
    for (int i = 0; i < structure->number; i++) {
        math_skip_blanks(parser);
        if (i > 0 && (parser->at >= parser->end || *parser->at != '{'))
            break; /* \braket{a|b} has its bar already */
        if (i > 0)
            add(&link, math_new_atom(parser, MATH_ORD, "|", "|"));
        add(&link, math_parse_argument(parser));
    }
    return math_new_fence(parser, structure->text, structure->ascii, row);
}

/* --- quantum mechanics --- */

static bool group_follows(MathParser *parser)
{
    math_skip_blanks(parser);
    return parser->at < parser->end && *parser->at == '{';
}

/* \ketbra{a}{b}: |a⟩⟨b|; \dyad{a}: |a⟩⟨a|. Within what is written twice nothing is, or it would grow
 * without bounds. */
MathNode *math_on_outer_product(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    bool twice = parser->twice;
    skip_size(parser);
    math_skip_blanks(parser);
    const char *start = parser->at;
    const char *text;
    size_t length;
    math_take_raw(parser, &text, &length);
    bool single = !group_follows(parser);
    parser->at = start;
    parser->twice = parser->twice || single;
    MathNode *left = math_new_fence(parser, "|", "⟩", math_parse_argument(parser));
    const char *end = parser->at;
    parser->at = single ? start : end;
    if (!single || !twice)
        left->next = math_new_fence(parser, "⟨", "|", math_parse_argument(parser));
    parser->at = single ? end : parser->at;
    parser->twice = twice;
    return math_new_row(parser, left);
}

/* \comm{A}{B}: both between the delimiters text and ascii. */
MathNode *math_on_bracket_pair(MathParser *parser, const MathStructure *structure)
{
    skip_size(parser);
    MathNode *row = math_new_row(parser, math_parse_argument(parser));
    if (group_follows(parser)) {
        row->child->next = math_new_atom(parser, MATH_PUNCT, ",", ",");
        row->child->next->next = math_parse_argument(parser);
    }
    return math_new_fence(parser, structure->text, structure->ascii, row);
}

/* \order{x}: the name text and the argument, in parentheses where the number is not 0. */
MathNode *math_on_applied(MathParser *parser, const MathStructure *structure)
{
    MathNode *name = math_new_atom(parser, MATH_ORD, structure->text, structure->ascii);
    if (group_follows(parser)) {
        MathNode *argument = math_parse_argument(parser);
        name->next = structure->number == 0 ? argument : math_new_fence(parser, "(", ")", argument);
    }
    return math_new_row(parser, name);
}
