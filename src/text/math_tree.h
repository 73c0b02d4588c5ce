/* The tree of a TeX formula: what the parser makes and the layouts read. */
#ifndef CAIRN_TEXT_MATH_TREE_H
#define CAIRN_TEXT_MATH_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/math_macros.h"
#include "text/style.h"

#define MATH_DEPTH_LIMIT  200
#define MATH_LENGTH_LIMIT 16384 /* bytes of source */

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
    MATH_NODE_UNKNOWN,  /* an unknown command as it stands in the source */
    MATH_NODE_ROW,      /* children side by side */
    MATH_NODE_FRACTION, /* child over below; `plain`: without a bar; `style` as in \dfrac, \tfrac */
    MATH_NODE_ROOT,     /* root of child, its index (or NULL) above */
    MATH_NODE_SCRIPTS,  /* child with primes, below and above (each may be NULL); `limits` */
    MATH_NODE_ACCENT, /* mark `text` (a combining character) named `ascii` on child; `wide`, `under` */
    MATH_NODE_BRACE, /* a brace, bracket or arrow as wide as child, over or `under` it: `text` is
                            "{", "[", "(", ">", "<" or "<>" (arrows), "-" (line) */
    MATH_NODE_ARROW, /* arrow `text` stretched to its labels above and below (each may be NULL); in a
                         diagram, those of one up or down are to the left and to the right of it */
    MATH_NODE_FENCE,     /* child between the delimiters text/ascii and closing, as tall as it */
    MATH_NODE_MIDDLE,    /* \middle: a delimiter as tall as the fence around it */
    MATH_NODE_DELIMITER, /* \big ..: delimiter `text`, `number` 1 (\big) to 4 (\Bigg) */
    MATH_NODE_GRID,      /* children are rows whose children are cells; delimiters as in a fence */
    MATH_NODE_SPACE,     /* `cells` blanks; 0 for less than a cell or a negative space */
    MATH_NODE_STYLE,     /* child in `style` and `role` (ROLE_COUNT: as around it) */
    MATH_NODE_PHANTOM,   /* the room of child without its ink; `number`: MATH_PHANTOM_* */
    MATH_NODE_FRAME,     /* child in a box */
    MATH_NODE_STRIKE,    /* child struck through: \cancel */
    MATH_NODE_TAG,       /* child is the number of an equation, at the right end of its line */
    MATH_NODE_BREAK,     /* \\ outside a grid */
} MathKind;

enum { MATH_PHANTOM_WIDTH = 1 << 0, MATH_PHANTOM_HEIGHT = 1 << 1 };

/* TeX's styles; MATH_STYLE_AS_IS leaves the one around it. */
typedef enum MathStyle {
    MATH_STYLE_AS_IS,
    MATH_STYLE_DISPLAY,
    MATH_STYLE_TEXT,
    MATH_STYLE_SCRIPT,
} MathStyle;

/* Where scripts go: TeX's default for the base and style, over and under it, or behind it. */
typedef enum MathLimits { MATH_LIMITS_DEFAULT, MATH_LIMITS_STACKED, MATH_LIMITS_BEHIND } MathLimits;

typedef enum MathGridStyle {
    MATH_GRID_MATRIX, /* cells are values of their own, centred unless `columns` says */
    MATH_GRID_CASES,  /* value and condition, flush left */
    MATH_GRID_LINES,  /* lines of formulas aligned at the cells' borders: right, left, right .. */
    MATH_GRID_STACK,  /* centred lines: gathered, substack, shortstack */
    MATH_GRID_DIAGRAM /* objects in even columns, arrows between them: CD */
} MathGridStyle;

typedef struct MathNode {
    MathKind kind;
    MathClass class;
    const char *text, *ascii;            /* never NULL where the kind has them; sanitised */
    const char *closing, *closing_ascii; /* of a fence or grid */
    struct MathNode *child, *above, *below;
    struct MathNode *next; /* sibling in a row */
    int primes, cells, number;
    MathGridStyle grid;
    const char
        *columns; /* of a grid: "l", "c", "r" a column and '|' for rules; "" for the default; of
                     a stack also "lcr": the first line, those between, the last */
    uint8_t
        rule_above; /* of a grid's row: \hline above it; a last empty row carries the one below */
    uint8_t span;   /* of a grid's cell: columns it takes, 0 or 1 for one */
    MathStyle style;
    MathLimits limits;
    StyleRole role;   /* of a MATH_NODE_STYLE */
    uint8_t emphasis; /* EMPHASIS_* of an atom or words: \mathbf is bold */
    uint8_t movable;  /* an operator whose limits stand under it in display style: max, lim, sum */
    bool plain, wide, under;
} MathNode;

typedef struct MathSymbol {
    char name[24], text[12], ascii[20];
    uint8_t class; /* MathClass */
    bool movable;  /* takes its limits over and under it in display style */
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

typedef struct MathParse {
    MathNode *row;             /* NULL beyond a limit */
    const char *limit;         /* which one, as a phrase ("nested too deeply"), when row is NULL */
    size_t unknown;            /* commands that are shown as they stand, and */
    const char *first_unknown; /* the first of them, as \name; NULL when there is none */
    bool expanded;             /* macros were expanded in it */
} MathParse;

/* Parses `tex` of `length` bytes into a tree in `arena`, expanding `macros` (may be NULL) and those
 * the formula itself defines. Total: what is unknown or misplaced becomes a node that shows it. Beyond
 * MATH_DEPTH_LIMIT, MATH_LENGTH_LIMIT or the macro limits there is no tree but the limit's name. */
MathParse math_parse(Arena *arena, const char *tex, size_t length, const MathMacros *macros);

#endif
