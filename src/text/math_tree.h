/* The tree of a TeX formula: what the parser makes and the layouts read. */
#ifndef CAIRN_TEXT_MATH_TREE_H
#define CAIRN_TEXT_MATH_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* How an item stands to its neighbours (TeX's atom classes). */
typedef enum MathClass {
    MATH_ORD,   /* a letter, number, symbol */
    MATH_OP,    /* a function name: log */
    MATH_BIG,   /* a large operator: sum, integral */
    MATH_BIN,   /* a binary operator */
    MATH_REL,   /* a relation or arrow */
    MATH_OPEN,  /* an opening delimiter */
    MATH_CLOSE, /* a closing delimiter */
    MATH_PUNCT, /* punctuation */
    MATH_INNER, /* a fraction */
    MATH_SPACE, /* nothing but room */
} MathClass;

typedef enum MathKind {
    MATH_NODE_ATOM,     /* text */
    MATH_NODE_WORDS,    /* text of several letters, blanks at its ends included */
    MATH_NODE_ROW,      /* children side by side */
    MATH_NODE_FRACTION, /* child over below */
    MATH_NODE_ROOT,     /* root of child, its index (or NULL) above */
    MATH_NODE_SCRIPTS,  /* child with primes, below and above (each may be NULL) */
    MATH_NODE_ACCENT,   /* mark `text` (a combining character) named `ascii` on child */
    MATH_NODE_FENCE,    /* child between the delimiters text/ascii and closing */
    MATH_NODE_GRID,     /* children are rows whose children are cells; delimiters as in a fence */
    MATH_NODE_SPACE,    /* `cells` blanks; 0 for a negative space */
} MathKind;

typedef enum MathGridStyle {
    MATH_GRID_MATRIX, /* cells are values of their own */
    MATH_GRID_CASES,  /* value and condition */
    MATH_GRID_LINES,  /* lines of formulas aligned at the cells' borders */
} MathGridStyle;

typedef struct MathNode {
    MathKind kind;
    MathClass class;
    const char *text, *ascii;            /* never NULL where the kind has them */
    const char *closing, *closing_ascii; /* of a fence or grid */
    struct MathNode *child, *above, *below;
    struct MathNode *next; /* sibling in a row */
    int primes, cells;
    MathGridStyle grid;
} MathNode;

typedef struct MathSymbol {
    const char *name, *text, *ascii;
    MathClass class;
} MathSymbol;

/* The symbol of a command ("alpha", without the backslash) of `length` bytes, or the first whose
 * Unicode text is `text`; NULL when there is none. */
const MathSymbol *math_symbol_find(const char *name, size_t length);
const MathSymbol *math_symbol_find_text(const char *text, size_t length);

/* A letter or digit in an alphabet: the BMP character where there is one, else the astral one, and
 * `letter` itself for everything these alphabets do not have. */
typedef enum MathFont {
    MATH_FONT_ITALIC,
    MATH_FONT_ROMAN,
    MATH_FONT_BLACKBOARD,
    MATH_FONT_SCRIPT,
    MATH_FONT_FRAKTUR,
} MathFont;
uint32_t math_font_letter(MathFont font, uint32_t letter);

/* The superscript (or subscript) form of a character, 0 when Unicode has none. */
uint32_t math_superscript(uint32_t code_point);
uint32_t math_subscript(uint32_t code_point);

/* Parses `tex` of `length` bytes into a row in `arena`; NULL when it is nested beyond 200 levels.
 * Total otherwise: what is unknown or misplaced becomes an atom that shows it. */
MathNode *math_parse(Arena *arena, const char *tex, size_t length);

#endif
