/* Inside the formula parser: what its two files share. Nobody else includes this. */
#ifndef CAIRN_TEXT_MATH_PARSER_H
#define CAIRN_TEXT_MATH_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "text/math_tree.h"

typedef struct MathParser {
    const char *at, *end;
    Arena *arena;
    MathFont font;
    int depth;
    bool too_deep;
} MathParser;

/* What ends a row, beside the end of the formula. Nothing of it is consumed. */
enum {
    MATH_STOP_BRACE = 1 << 0,   /* } */
    MATH_STOP_BRACKET = 1 << 1, /* ] */
    MATH_STOP_RIGHT = 1 << 2,   /* \right */
    MATH_STOP_CELL = 1 << 3,    /* & \\ \cr \end */
};

MathNode *math_new_node(MathParser *parser, MathKind kind, MathClass class);
MathNode *math_new_atom(MathParser *parser, MathClass class, const char *text, const char *ascii);

/* An atom of the bytes as they stand. */
MathNode *math_new_literal(MathParser *parser, MathClass class, const char *text, size_t length);

/* n over k in binomial brackets: C(n, k). */
MathNode *math_new_binomial(MathParser *parser, MathNode *upper, MathNode *lower);

MathNode *math_parse_row(MathParser *parser, unsigned stops);

/* A group's row, or one item without scripts; an empty row where there is neither. */
MathNode *math_parse_argument(MathParser *parser);

/* The argument's source up to its closing brace, unparsed; empty when there is no group. */
void math_take_raw(MathParser *parser, const char **text, size_t *length);

void math_skip_blanks(MathParser *parser);
bool math_take(MathParser *parser, const char *wanted);

/* \left's delimiter: a character or a command; "" for "." */
MathNode *math_parse_delimiter(MathParser *parser, MathClass class);

/* A command that is no plain symbol (its name was taken); NULL when it is unknown. */
MathNode *math_parse_structure(MathParser *parser, const char *name, size_t length);

#endif
