/* Inside the two-dimensional layout: pieces, and what its files share. Nobody else includes this.
 *
 * Each node of the tree becomes a piece: a rectangle of cells with a baseline. Pieces are measured
 * from the leaves up and placed in their parents; nothing is drawn before the whole formula is
 * measured. Then math_draw.c walks them once and writes the cells. Columns count to the right, rows
 * downwards from the baseline. */
#ifndef CAIRN_TEXT_MATH_LAYOUT_H
#define CAIRN_TEXT_MATH_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/math_box.h"
#include "text/math_tree.h"

typedef enum PieceKind {
    PIECE_GROUP, /* its children; without any it is room */
    PIECE_TEXT,  /* `text` in one row */
    PIECE_FILL,  /* `text` (of one cell's width) in every cell */
    PIECE_MARK,  /* the combining mark `text` on every cell that has ink by then */
} PieceKind;

typedef struct Piece {
    int width, up, down;    /* cells; rows above and below the baseline's */
    int core_up, core_down; /* the same without scripts, which delimiters need not cover */
    int x, y;               /* of its baseline's left end, in its parent */
    int room;               /* blanks before it in its row */
    PieceKind kind;
    MathClass class;  /* in a row, as it was taken there */
    StyleRole role;   /* of text and fills */
    uint8_t emphasis; /* likewise */
    int depth;        /* 1 for an opening bracket, -1 for a closing one */
    bool barred;      /* a fraction's bar would touch a neighbour's ink */
    bool ruled;       /* a rule over or under it, or ||, would run on into a neighbour's */
    bool braced;      /* barred by a brace, which punctuation behind it does not touch */
    bool word_left, word_right; /* letters or digits at its ends .. */
    bool long_word;             /* .. that read as one word */
    bool closes;                /* ends with a parenthesis */
    const char *text;
    struct Piece *child, *last, *next;
} Piece;

typedef struct Layout {
    Arena *arena;
    bool ascii;
    bool compact;         /* within a line of prose */
    bool unicode_scripts; /* all scripts of the formula are, or none */
    bool alphabets;
    MathStyle style;
    StyleRole role;
    bool braced; /* the next grid is all there is between braces, whose middles want a middle row */
    int grow_up, grow_down; /* the core of the row that a \\middle or the like grows with */
} Layout;

/* --- pieces (math_piece.c) --- */

Piece *math_piece_group(Layout *layout);
Piece *math_piece_text(Layout *layout, const char *text);

/* `width` cells, in `height` rows from the baseline's down. */
Piece *math_piece_fill(Layout *layout, const char *text, int width, int height);

/* Puts `child` into `group` with its baseline's left end at (x, y); the group grows to hold it. */
void math_piece_place(Piece *group, Piece *child, int x, int y);

/* The same, but as a script: delimiters around the group need not cover it. */
void math_piece_hang(Piece *group, Piece *child, int x, int y);

/* Puts `child` on the baseline at the group's right end, behind `room` blanks. */
void math_piece_append(Piece *group, Piece *child, int room);

/* Wide text in three parts: `left`, then `fill` as often as there is room, then `right`. When the
 * parts' ends take more than `width`, the text is wider. */
Piece *math_piece_stretch(Layout *layout, const char *left, const char *fill, const char *right,
                          int width);

static inline int math_piece_height(const Piece *piece)
{
    return piece->up + 1 + piece->down;
}

static inline int math_larger(int a, int b)
{
    return a > b ? a : b;
}

static inline const char *math_layout_choose(const Layout *layout, const char *text,
                                             const char *ascii)
{
    return layout->ascii ? ascii : text;
}

/* --- nodes --- */

/* Any node (math_layout.c). */
Piece *math_layout_node(Layout *layout, const MathNode *node);

/* Notes what the text of `node`'s piece looks like at its ends, for keeping words apart in a row. */
void math_note_ends(Piece *piece, const MathNode *node);

/* Any node, in another style. */
Piece *math_layout_styled(Layout *layout, const MathNode *node, MathStyle style);

/* `first` and its siblings side by side, in lines of their own where there is a MATH_NODE_BREAK, and
 * broken where they are wider than `available` cells (0: never). `before`: the class of what is to
 * the left, MATH_OPEN for nothing. Tags are left to the caller (math_layout_row.c). */
Piece *math_layout_row(Layout *layout, const MathNode *first, MathClass before, int available);

/* Breaks a row at relations, else at binary operators outside brackets; what cannot be broken stays
 * (math_break.c). */
Piece *math_break_row(Layout *layout, Piece *row, int available);

/* Adds `line` under what is in `stack`, at column x, with a blank row where tall lines would touch
 * (math_break.c). */
void math_stack_line(Piece *stack, Piece *line, int x);

/* math_layout_scripts.c */
Piece *math_layout_scripts(Layout *layout, const MathNode *node);

/* `above` and `below` (each may be NULL) centred over and under `base`. */
Piece *math_layout_stacked(Layout *layout, Piece *base, Piece *above, Piece *below);

/* math_layout_fraction.c */
Piece *math_layout_fraction(Layout *layout, const MathNode *node);
Piece *math_layout_root(Layout *layout, const MathNode *node);

/* `node` in parentheses if `wrapped`. */
Piece *math_layout_wrapped(Layout *layout, const MathNode *node, bool wrapped);

/* math_layout_over.c */
Piece *math_layout_accent(Layout *layout, const MathNode *node);
Piece *math_layout_brace(Layout *layout, const MathNode *node);
Piece *math_layout_arrow(Layout *layout, const MathNode *node);
Piece *math_stretch_arrow(Layout *layout, const MathNode *node, int width);
Piece *math_layout_frame(Layout *layout, const MathNode *node);
Piece *math_layout_strike(Layout *layout, const MathNode *node);

/* A grid; `available` cells for lines that may be broken and, when `tags` is true, for tags at its
 * right end; 0: as wide as it is (math_layout_grid.c). */
Piece *math_layout_grid(Layout *layout, const MathNode *node, int available);

/* A grid that is a diagram (math_layout_diagram.c). */
Piece *math_layout_diagram(Layout *layout, const MathNode *node);

/* The first MATH_NODE_TAG among `first` and its siblings, or NULL (math_layout_grid.c). */
const MathNode *math_find_tag(const MathNode *first);

/* Puts a tag at the right end of a line that is `available` cells wide, or else a little behind what
 * is there (math_layout_grid.c). */
void math_place_tag(Piece *group, Piece *tag, int y, int available);

/* --- delimiters (math_delimiter.c) --- */

/* A delimiter that covers `up` rows above and `down` below the baseline. "" is nothing. */
Piece *math_delimiter(Layout *layout, const char *text, const char *ascii, int up, int down);
Piece *math_layout_fence(Layout *layout, const MathNode *node);

/* Whether one of a fence's or grid's delimiters is a brace. */
bool math_has_braces(const MathNode *node);

/* `inner` between its delimiters. */
Piece *math_fence_piece(Layout *layout, const MathNode *node, Piece *inner);

/* Whether a node grows with the row around it: \\middle, \\big .., an integral in display style, and
 * these with scripts. math_layout_growing lays it out by layout->grow_up and grow_down. */
bool math_grows(const Layout *layout, const MathNode *node);
Piece *math_layout_growing(Layout *layout, const MathNode *node);

/* An integral sign of three rows; NULL for a sign that cannot grow. */
Piece *math_tall_integral(Layout *layout, const char *text);

/* --- drawing (math_draw.c) --- */

/* The rows of a piece that is within the limits of math_box.h, in `arena`; `role` is that of blanks at
 * the start of a row. Cells are in `scratch`. */
void math_draw(Arena *arena, Arena *scratch, const Piece *piece, StyleRole role, MathBox *box);

#endif
