/* Breaking a row that is too wide, where TeX's readers expect it: where room sets formulas apart, before
 * relations, which then stand under the first one, else before binary operators outside brackets, which
 * stand behind it. */
#include "text/math_layout.h"

#define SMALL_INDENT 2
#define QUAD         2 /* blanks that set formulas in one row apart */

typedef struct Breaker {
    int available;
    int relation_indent, operator_indent;
    const Piece *first_relation; /* stays on its line as long as anything else can be broken */
} Breaker;

/* Places where the current line can end. */
typedef struct Places {
    Piece *relation, *quad, *operator, * first_relation;
} Places;

void math_stack_line(Piece *stack, Piece *line, int x)
{
    if (stack->last == NULL) {
        math_piece_place(stack, line, x, 0);
        return;
    }
    const Piece *above = stack->last;
    int blank = above->down + line->up > 0 ? 1 : 0;
    math_piece_place(stack, line, x, above->y + above->down + blank + 1 + line->up);
}

static Piece *choose_place(const Places *places)
{
    Piece *choice = places->quad;
    choice = choice != NULL ? choice : places->relation;
    choice = choice != NULL ? choice : places->operator;
    return choice != NULL ? choice : places->first_relation;
}

static void note_place(const Breaker *breaker, Places *places, Piece *piece, const Piece *previous)
{
    if (piece == breaker->first_relation)
        places->first_relation = piece;
    else if (piece->class == MATH_REL && previous->class != MATH_REL)
        places->relation = piece;
    else if (previous->class == MATH_PUNCT && piece->room >= QUAD)
        places->quad = piece;
    else if (piece->class == MATH_BIN)
        places->operator= piece;
}

/* Where a line that begins with `piece` begins. */
static int indent_of(const Breaker *breaker, const Piece *piece)
{
    if (piece->class == MATH_REL)
        return breaker->relation_indent;
    return piece->class == MATH_BIN ? breaker->operator_indent : SMALL_INDENT;
}

/* The first piece of the next line, or NULL when the rest fits or cannot be broken. */
static Piece *find_break(const Breaker *breaker, Piece *first, int indent)
{
    Places places = {0};
    int depth = 0;
    const Piece *previous = NULL;
    for (Piece *piece = first; piece != NULL; piece = piece->next) {
        if (previous != NULL && depth <= 0)
            note_place(breaker, &places, piece, previous);
        depth += piece->depth;
        previous = piece;
        if (indent + piece->x - first->x + piece->width <= breaker->available)
            continue;
        Piece *choice = choose_place(&places);
        if (choice != NULL)
            return choice;
    }
    return NULL;
}

static Breaker prepare(const Piece *row, int available, bool aligned)
{
    Breaker breaker = {.available = available,
                       .relation_indent = SMALL_INDENT,
                       .operator_indent = 2 * SMALL_INDENT};
    int depth = 0;
    const Piece *piece = row->child;
    for (; piece != NULL; piece = piece->next) {
        if (depth <= 0 && piece->class == MATH_REL)
            break;
        depth += piece->depth;
    }
    if (piece == NULL)
        breaker.operator_indent = SMALL_INDENT;
    if (piece == NULL || piece->x + piece->width >= available / 2)
        return breaker;
    breaker.first_relation = piece;
    if (aligned) {
        breaker.relation_indent = piece->x;
        breaker.operator_indent = piece->x + piece->width + 1;
    }
    return breaker;
}

/* A line of the pieces from `first` up to `end`. */
static Piece *make_line(Layout *layout, Piece *first, const Piece *end)
{
    Piece *line = math_piece_group(layout);
    int start = first->x;
    for (Piece *piece = first, *next; piece != end; piece = next) {
        next = piece->next;
        math_piece_place(line, piece, piece->x - start, 0);
    }
    return line;
}

/* The row's width when it is broken so; the pieces stay as they are. */
static int measure(const Breaker *breaker, const Piece *row)
{
    int widest = 0;
    int indent = row->child->x;
    for (Piece *first = row->child, *end; first != NULL; first = end) {
        end = find_break(breaker, first, indent);
        for (const Piece *piece = first; piece != end; piece = piece->next) {
            int right = indent + piece->x - first->x + piece->width;
            widest = right > widest ? right : widest;
        }
        if (end != NULL)
            indent = indent_of(breaker, end);
    }
    return widest;
}

/* How the row is broken for lines of `available` cells: aligned where that fits. Returns the width. */
static int plan(const Piece *row, int available, Breaker *breaker)
{
    *breaker = prepare(row, available, true);
    int width = measure(breaker, row);
    if (width <= available)
        return width;
    *breaker = prepare(row, available, false);
    return measure(breaker, row);
}

/* The widest of all plans for `available` cells or fewer that keep what they promise, and where there
 * is none the narrowest of those for more: so a smaller limit never makes a wider box. Returns its
 * width. */
static int choose_plan(const Piece *row, int available, Breaker *best)
{
    int widest = 0;
    for (int limit = available; limit > widest; limit--) {
        Breaker breaker;
        int width = plan(row, limit, &breaker);
        if (width > limit || width <= widest)
            continue;
        widest = width;
        *best = breaker;
    }
    if (widest > 0)
        return widest;
    int narrowest = row->width;
    for (int limit = available + 1; limit <= row->width && limit <= MATH_BOX_WIDTH_LIMIT; limit++) {
        Breaker breaker;
        int width = plan(row, limit, &breaker);
        if (width > limit || width >= narrowest)
            continue;
        narrowest = width;
        *best = breaker;
    }
    return narrowest;
}

Piece *math_break_row(Layout *layout, Piece *row, int available)
{
    Breaker breaker = {0};
    if (row->child == NULL || choose_plan(row, available, &breaker) >= row->width)
        return row;
    Piece *stack = math_piece_group(layout);
    int indent = row->child->x;
    for (Piece *first = row->child, *end; first != NULL; first = end) {
        end = find_break(&breaker, first, indent);
        Piece *line = make_line(layout, first, end);
        math_stack_line(stack, line, indent);
        if (end != NULL)
            indent = indent_of(&breaker, end);
    }
    return stack;
}
