/* Items side by side on one baseline, with the room that TeX leaves between them. */
#include "text/math_layout.h"
#include "text/math_reading.h"

/* Whether the piece would run into the one before it: f and x make no fx when one of them is a word,
 * nor does f(x)g(x). */
static bool runs_together(const Layout *layout, const Piece *left, const Piece *piece)
{
    if (!piece->word_left)
        return false;
    if (left->closes)
        return layout->style != MATH_STYLE_SCRIPT;
    return left->word_right && (left->long_word || piece->long_word);
}

static bool is_tall(const Piece *piece)
{
    return piece->core_up + piece->core_down > 0;
}

/* Whether bars or rules would touch, or a tall delimiter what it encloses. */
static bool need_air(const Piece *left, const Piece *piece)
{
    return left->barred || piece->barred || (left->ruled && (piece->ruled || is_tall(piece))) ||
           (left->depth > 0 && is_tall(left)) || (piece->depth < 0 && is_tall(piece));
}

/* Blanks before an item: what its class asks for, or the explicit ones where they are more. */
static int find_room(const Layout *layout, const MathPlace *place, const Piece *left,
                     const Piece *piece, int spaces)
{
    bool in_script = layout->style == MATH_STYLE_SCRIPT;
    if (left == NULL && place->before == MATH_OPEN)
        return spaces;
    bool after_fence = place->previous != NULL && math_is_fence(place->previous);
    MathClass before = after_fence ? MATH_INNER : place->before;
    MathClass class = math_is_fence(place->node) ? MATH_OPEN : piece->class;
    if (left != NULL && math_is_small_script(place->node))
        return 0;
    bool slash = math_is_text(place->node, "/") || math_is_text(place->previous, "/");
    int room = slash ? 0 : math_gap(in_script, before, class);
    if (left == NULL) /* a cell of aligned lines: \quad counts from where their relations stand */
        return spaces + room;
    if (after_fence && math_is_fence(place->node))
        room = 1;
    bool ends = piece->class == MATH_PUNCT || math_is_text(place->node, ".");
    if (room == 0 && left->braced && ends)
        return spaces;
    if (room == 0 &&
        (need_air(left, piece) || (before != MATH_OPEN && runs_together(layout, left, piece))))
        room = 1;
    return spaces > room && (!in_script || spaces > 1) ? spaces : room;
}

static const MathNode *skip_room(const MathNode *node, int *spaces)
{
    while (node != NULL && (node->kind == MATH_NODE_SPACE || node->kind == MATH_NODE_TAG)) {
        *spaces += node->kind == MATH_NODE_SPACE ? node->cells : 0;
        node = node->next;
    }
    return node == NULL || node->kind == MATH_NODE_BREAK ? NULL : node;
}

/* A pair of \\big delimiters around what is measured, or the whole row. */
typedef struct Bracket {
    struct Bracket *outer;
    Piece *open; /* NULL for the row */
    int up, down;
    bool tall; /* there is more in it than one row and scripts */
} Bracket;

static void cover(Bracket *bracket, int up, int down, bool tall)
{
    bracket->up = up > bracket->up ? up : bracket->up;
    bracket->down = down > bracket->down ? down : bracket->down;
    bracket->tall = bracket->tall || tall;
}

/* Notes in a piece that is laid out later what it has to cover. */
static void want(Piece *piece, const Bracket *bracket)
{
    piece->core_up = bracket->tall ? bracket->up : 0;
    piece->core_down = bracket->tall ? bracket->down : 0;
}

static Bracket *open_bracket(Layout *layout, Bracket *outer, Piece *piece)
{
    Bracket *bracket = arena_alloc(layout->arena, 1, sizeof *bracket);
    bracket->outer = outer;
    bracket->open = piece;
    return bracket;
}

/* The bracket around, once this one is measured. */
static Bracket *close_bracket(Bracket *bracket)
{
    if (bracket->outer == NULL)
        return bracket;
    want(bracket->open, bracket);
    cover(bracket->outer, bracket->up, bracket->down, bracket->tall);
    return bracket->outer;
}

/* An item of a row; a fraction as a/b, which scripts have, among neighbours it would bind. */
static Piece *layout_item(Layout *layout, const MathPlace *place)
{
    const MathNode *node = math_bare(place->node);
    bool slashed =
        layout->style == MATH_STYLE_SCRIPT && node->kind == MATH_NODE_FRACTION && !node->plain;
    return math_layout_wrapped(layout, place->node, slashed && math_fraction_binds(place));
}

/* The items up to a break as a list of pieces. Those that grow (`*growing`, whether there are any) are
 * but room until they are laid out by make_growing; they have in their core what they are to cover, a
 * delimiter of a pair what is between the two, and others the whole row. */
static Piece *make_pieces(Layout *layout, const MathNode *first, Bracket *row, bool *growing)
{
    Piece ends = {0};
    Piece *last = &ends;
    Bracket *bracket = row;
    MathPlace place = {.before = MATH_OPEN};
    int spaces = 0;
    for (const MathNode *node = skip_room(first, &spaces); node != NULL;
         node = skip_room(node->next, &spaces)) {
        bool grows = math_grows(layout, node);
        *growing = *growing || grows;
        place.node = node;
        last->next = grows ? math_piece_group(layout) : layout_item(layout, &place);
        last = last->next;
        place.before = math_class_at(&place);
        place.previous = node;
        if (!grows) {
            cover(bracket, last->up, last->down, is_tall(last));
        } else if (node->class == MATH_OPEN) {
            bracket = open_bracket(layout, bracket, last);
        } else if (node->class == MATH_CLOSE) {
            want(last, bracket);
            bracket = close_bracket(bracket);
        } else {
            last->core_up = -1;
            if (node->kind == MATH_NODE_SCRIPTS && math_is_tall_integral(node, layout->style))
                cover(bracket, 1, 1, bracket->outer != NULL);
        }
    }
    while (bracket->outer != NULL)
        bracket = close_bracket(bracket);
    return ends.next;
}

static void make_growing(Layout *layout, const MathNode *first, Piece *piece, const Bracket *row)
{
    int spaces = 0;
    for (const MathNode *node = skip_room(first, &spaces); node != NULL;
         node = skip_room(node->next, &spaces)) {
        Piece *next = piece->next;
        if (math_grows(layout, node)) {
            if (piece->core_up < 0)
                want(piece, row);
            layout->grow_up = piece->core_up;
            layout->grow_down = piece->core_down;
            *piece = *math_layout_node(layout, node);
        }
        piece->next = next;
        piece = next;
    }
}

static void note_row_ends(Piece *row, const Piece *first, const Piece *last)
{
    row->word_left = first->word_left;
    row->barred = first->barred || last->barred;
    row->ruled = first->ruled || last->ruled;
    row->word_right = last->word_right;
    row->long_word = last->long_word || (first == last && first->long_word);
    row->closes = last->closes;
}

/* 1 for an opening bracket, -1 for a closing one, with scripts or without. */
static int depth_of(const MathNode *node)
{
    if (node->kind == MATH_NODE_SCRIPTS)
        node = math_bare(node->child);
    if (node->kind != MATH_NODE_ATOM && node->kind != MATH_NODE_DELIMITER)
        return 0;
    return node->class == MATH_OPEN ? 1 : node->class == MATH_CLOSE ? -1 : 0;
}

/* What math_layout_row does, up to a break. */
static Piece *layout_line(Layout *layout, const MathNode *first, MathClass before)
{
    Piece *row = math_piece_group(layout);
    const int outer_up = layout->grow_up, outer_down = layout->grow_down;
    layout->grow_up = layout->grow_down = 0;
    Bracket bracket = {0};
    bool growing = false;
    Piece *piece = make_pieces(layout, first, &bracket, &growing);
    if (growing)
        make_growing(layout, first, piece, &bracket);
    layout->grow_up = outer_up;
    layout->grow_down = outer_down;
    MathPlace place = {.before = before};
    int spaces = 0;
    for (const MathNode *node = skip_room(first, &spaces); node != NULL && piece != NULL;
         node = skip_room(node->next, &spaces)) {
        Piece *next = piece->next;
        place.node = node;
        piece->class = math_class_at(&place);
        piece->depth = depth_of(node);
        math_piece_append(row, piece, find_room(layout, &place, row->last, piece, spaces));
        place.previous = node;
        place.before = piece->class;
        spaces = 0;
        piece = next;
    }
    row->width += spaces;
    if (row->child != NULL)
        note_row_ends(row, row->child, row->last);
    return row;
}

Piece *math_layout_row(Layout *layout, const MathNode *first, MathClass before, int available)
{
    Piece *stack = NULL;
    for (;;) {
        const MathNode *end = first;
        while (end != NULL && end->kind != MATH_NODE_BREAK)
            end = end->next;
        Piece *line = layout_line(layout, first, before);
        if (available > 0 && line->width > available)
            line = math_break_row(layout, line, available);
        if (stack == NULL && end == NULL)
            return line;
        if (stack == NULL)
            stack = math_piece_group(layout);
        math_stack_line(stack, line, 0);
        if (end == NULL)
            return stack;
        first = end->next;
        before = MATH_OPEN;
    }
}
