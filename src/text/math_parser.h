/* Inside the formula parser: what its files share. Nobody else includes this. */
#ifndef CAIRN_TEXT_MATH_PARSER_H
#define CAIRN_TEXT_MATH_PARSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/math_tree.h"

typedef struct MathParser {
    const char *at, *end;
    Arena *arena;
    MathFont font;
    uint8_t emphasis;   /* EMPHASIS_* of the letters to come */
    unsigned stops;     /* MATH_STOP_* of the innermost row */
    int depth;          /* of nesting, up to MATH_DEPTH_LIMIT */
    int span;           /* columns of the \multicolumn in this cell, else 0 */
    const char *column; /* its column, else NULL */
    size_t unknown;
    const char *first_unknown; /* NULL while there is none */
    const char *limit;         /* the limit that was met, else NULL */
    bool last_line;            /* no newline follows: a % is no comment */
    bool expanded;             /* macros are expanded, what still defines one is malformed */
    bool defines;              /* a definition was met before */
    bool words;                /* within \text */
    bool twice;                /* within what is written twice */
} MathParser;

/* What ends a row, beside the end of the formula. Nothing of it is consumed. */
enum {
    MATH_STOP_BRACE = 1 << 0,   /* } */
    MATH_STOP_BRACKET = 1 << 1, /* ] */
    MATH_STOP_RIGHT = 1 << 2,   /* \right */
    MATH_STOP_CELL = 1 << 3,    /* & \\ \cr */
    MATH_STOP_END = 1 << 4,     /* \end */
    MATH_STOP_DOLLAR = 1 << 5,  /* $ \) */
    MATH_STOP_OVER = 1 << 6,    /* \over, of \buildrel */
    MATH_STOP_OF = 1 << 7,      /* \of, of \root */
    MATH_STOP_ARROW = 1 << 8,   /* @ with an arrow of a diagram */
};

/* Which function handles a command. The tables hold no pointers, neither to functions nor to text:
 * those would have to be set at each start of the program, formulas or not. */
typedef enum MathHandler {
    MATH_HANDLER_NONE,
#define HANDLER(name) MATH_HANDLER_##name,
#include "text/math_handlers.def"
#undef HANDLER
} MathHandler;

/* A command with arguments or an effect of its own. */
typedef struct MathStructure {
    char name[28];
    char text[12], ascii[12]; /* what they mean is the handler's affair, as is the number */
    uint8_t handler;          /* MathHandler */
    bool infix;    /* a \over b: text and ascii are the delimiters, number is MATH_INFIX_* */
    unsigned stop; /* rows it ends, MATH_STOP_* */
    int number;
} MathStructure;

enum { MATH_INFIX_PLAIN = 1 << 0, MATH_INFIX_LENGTH = 1 << 1, MATH_INFIX_DELIMITERS = 1 << 2 };

/* The entry called `name` of `length` bytes in a table of `count` entries of `size` bytes that
 * begin with their name and are sorted bytewise by it; NULL when there is none. */
const void *math_find_named(const void *table, size_t count, size_t size, const char *name,
                            size_t length);

const MathStructure *math_find_structure(const char *name, size_t length);

/* What a command makes whose name was taken; NULL for an infix one. */
MathNode *math_handle(MathParser *parser, const MathStructure *structure);

/* --- nodes; the texts are borrowed unless they are said to be copied --- */

MathNode *math_new_node(MathParser *parser, MathKind kind, MathClass class);
MathNode *math_new_atom(MathParser *parser, MathClass class, const char *text, const char *ascii);
MathNode *math_new_space(MathParser *parser, int cells);
MathNode *math_new_row(MathParser *parser, MathNode *children);
MathNode *math_new_fence(MathParser *parser, const char *open, const char *close, MathNode *child);

/* A node of `kind` for bytes of the source: copied, sanitised, with an ASCII form. */
MathNode *math_new_literal(MathParser *parser, MathKind kind, const char *text, size_t length);

/* The command `name` as it stands in the source, counted as unknown. */
MathNode *math_new_unknown(MathParser *parser, const char *name, size_t length);

/* A group of one item is that item. */
MathNode *math_unwrap(MathNode *node);

/* --- source --- */

bool math_is_letter(char c);               /* of a command's name */
void math_skip_blanks(MathParser *parser); /* and comments */
bool math_take(MathParser *parser, const char *wanted);

/* Bytes of the command's name behind the backslash at parser->at: letters, or one character. */
size_t math_name_length(const MathParser *parser);

/* Whether the command `name` comes next. */
bool math_is_command(const MathParser *parser, const char *name);

/* The argument's source up to its closing brace, unparsed; empty when there is no group. */
void math_take_raw(MathParser *parser, const char **text, size_t *length);

/* The same for an argument in brackets; false when there is none. */
bool math_take_raw_optional(MathParser *parser, const char **text, size_t *length);

/* Skips a length such as 3pt, -.5em or \textwidth and returns its cells, 0 when it is negative.
 * `text` of `length` bytes holds nothing else in math_length_cells. */
int math_take_length(MathParser *parser);
int math_length_cells(const char *text, size_t length);

/* --- parts --- */

/* One more level of nesting; false, and the rest is skipped, when there are too many. Each success
 * is paired with math_leave. */
bool math_enter(MathParser *parser);
void math_leave(MathParser *parser);

MathNode *math_parse_row(MathParser *parser, unsigned stops);

/* A group's row, or one item without scripts; an empty row where there is neither. */
MathNode *math_parse_argument(MathParser *parser);

/* The source up to `end` as words, as in \text{..}, with formulas between dollars. */
MathNode *math_parse_words(MathParser *parser, const char *end);

/* An argument in brackets; NULL when there is none. */
MathNode *math_parse_optional(MathParser *parser);

/* A command whose name was taken. */
MathNode *math_parse_command(MathParser *parser, const char *name, size_t length);

/* \left's delimiter: a character or a command; an atom of class `class`, "" for "." */
MathNode *math_parse_delimiter(MathParser *parser, MathClass class);

/* Rows of cells up to what ends one of `stops`, which is not consumed. */
MathNode *math_parse_rows(MathParser *parser, MathGridStyle style, unsigned stops);

/* \\ or \cr with the distance behind it; false when the row does not end here. */
bool math_take_row_end(MathParser *parser);

/* The rows of a commutative diagram, and whether one of its arrows begins here (math_diagram.c). */
MathNode *math_parse_diagram(MathParser *parser, unsigned stops);
bool math_is_diagram_arrow(const MathParser *parser);

/* The whole formula: a row; lines when it is cut by & and \\. */
MathNode *math_parse_formula(MathParser *parser);

/* A row of nothing but letters, digits and spaces as one word; else the row itself. */
MathNode *math_join_word(MathParser *parser, MathNode *row);

/* The handlers of commands, as math_handlers.def lists them. */
#define HANDLER(name) MathNode *math_on_##name(MathParser *parser, const MathStructure *structure);
#include "text/math_handlers.def"
#undef HANDLER

#endif
