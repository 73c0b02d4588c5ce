/* Fractions and roots. Within scripts and, for roots, within prose they stay on one row, in
 * parentheses where that would change the meaning. */
#include "base/buffer.h"
#include "text/math_layout.h"
#include "text/math_reading.h"

static Piece *wrap(Layout *layout, Piece *inner)
{
    static const MathNode parentheses = {
        .text = "(", .ascii = "(", .closing = ")", .closing_ascii = ")"};
    return math_fence_piece(layout, &parentheses, inner);
}

Piece *math_layout_wrapped(Layout *layout, const MathNode *node, bool wrapped)
{
    Piece *inner = math_layout_node(layout, node);
    return wrapped ? wrap(layout, inner) : inner;
}

/* a/b */
static Piece *layout_slashed(Layout *layout, const MathNode *node)
{
    Piece *group = math_piece_group(layout);
    bool wrap_upper = math_weigh(node->child) == MATH_WEIGHT_SUM;
    bool wrap_lower = math_weigh(node->below) != MATH_WEIGHT_SINGLE;
    math_piece_append(group, math_layout_wrapped(layout, node->child, wrap_upper), 0);
    math_piece_append(group, math_piece_text(layout, "/"), 0);
    math_piece_append(group, math_layout_wrapped(layout, node->below, wrap_lower), 0);
    group->word_left = group->word_right = true;
    return group;
}

/* Whether a fraction among `node`'s own items has a bar that could pass for the one around it. */
static bool has_bar(const MathNode *node)
{
    node = math_bare(node);
    const MathNode *item = node->kind == MATH_NODE_ROW ? node->child : node;
    for (; item != NULL; item = node->kind == MATH_NODE_ROW ? item->next : NULL) {
        if (item->kind == MATH_NODE_FRACTION && !item->plain)
            return true;
    }
    return false;
}

Piece *math_layout_fraction(Layout *layout, const MathNode *node)
{
    MathStyle outer = layout->style;
    if (node->style != MATH_STYLE_AS_IS && layout->style != MATH_STYLE_SCRIPT)
        layout->style = node->style;
    Piece *group;
    if (layout->style == MATH_STYLE_SCRIPT && !node->plain) {
        group = layout_slashed(layout, node);
    } else {
        Piece *upper = math_layout_node(layout, node->child);
        Piece *lower = math_layout_node(layout, node->below);
        int width = math_larger(math_larger(upper->width, lower->width), 1);
        /* In ASCII a short bar would pass for a minus. */
        bool longer = has_bar(node->child) || has_bar(node->below) || layout->ascii;
        width += longer && !node->plain ? 2 : 0;
        group = math_piece_group(layout);
        group->width = width;
        group->barred = !node->plain;
        /* Lines of a script, as \atop makes them, stand close. */
        bool close = node->plain && layout->style == MATH_STYLE_SCRIPT;
        math_piece_place(group, upper, (width - upper->width) / 2, (close ? 0 : -1) - upper->down);
        if (!node->plain) {
            const char *bar = math_layout_choose(layout, "─", "-");
            math_piece_place(group, math_piece_fill(layout, bar, width, 1), 0, 0);
        }
        math_piece_place(group, lower, (width - lower->width) / 2, 1 + lower->up);
    }
    layout->style = outer;
    return group;
}

/* --- roots --- */

/* Whether √ before this radicand cannot be misread: one letter or number, a subscript at most. */
static bool is_clear(const Layout *layout, const MathNode *radicand)
{
    if (radicand->kind == MATH_NODE_SCRIPTS)
        return radicand->above == NULL && layout->unicode_scripts &&
               is_clear(layout, math_bare(radicand->child));
    return radicand->kind == MATH_NODE_ATOM || radicand->kind == MATH_NODE_ACCENT;
}

/* The index in Unicode's small characters where it has them. */
static Piece *layout_index(Layout *layout, const MathNode *index)
{
    Buffer text = {0};
    Piece *piece = NULL;
    if (!layout->ascii && math_convert_script(index, true, &text))
        piece = math_piece_text(layout, arena_dup(layout->arena, buffer_text(&text)));
    buffer_done(&text);
    return piece != NULL ? piece : math_layout_styled(layout, index, MATH_STYLE_SCRIPT);
}

/* On one row: √x, √(x + y); in ASCII sqrt(x), root(3, x). `inner` is the radicand laid out. */
static Piece *make_flat_root(Layout *layout, const MathNode *radicand, Piece *inner, Piece *index)
{
    Piece *group = math_piece_group(layout);
    if (!layout->ascii) {
        if (index != NULL)
            math_piece_append(group, index, 0);
        math_piece_append(group, math_piece_text(layout, "√"), 0);
        bool wrapped = !is_clear(layout, radicand) && !math_is_fence(radicand);
        math_piece_append(group, wrapped ? wrap(layout, inner) : inner, 0);
        group->closes = wrapped;
    } else {
        static const MathNode square = {
            .text = "", .ascii = "sqrt(", .closing = "", .closing_ascii = ")"};
        static const MathNode other = {
            .text = "", .ascii = "root(", .closing = "", .closing_ascii = ")"};
        Piece *inside = math_piece_group(layout);
        if (index != NULL) {
            math_piece_append(inside, index, 0);
            math_piece_append(inside, math_piece_text(layout, ", "), 0);
        }
        math_piece_append(inside, inner, 0);
        group = math_fence_piece(layout, index == NULL ? &square : &other, inside);
        group->closes = true;
    }
    group->word_left = group->word_right = group->long_word = true;
    return group;
}

/* The sign of a root over something tall, without its rule; its rows are those of the radicand. */
static Piece *tall_sign(Layout *layout, int up, int down)
{
    Piece *group = math_piece_group(layout);
    int rows = up + 1 + down;
    if (!layout
             ->ascii) { /* the stroke's end is the upper right corner of √, and its stem's side too */
        math_piece_place(group, math_piece_fill(layout, "▕", 1, rows - 1), 0, -up);
        math_piece_place(group, math_piece_text(layout, "√"), 0, down);
        return group;
    }
    math_piece_place(group, math_piece_text(layout, "\\"), 0, down);
    for (int i = 0; i < rows; i++)
        math_piece_place(group, math_piece_text(layout, "/"), 1 + i, down - i);
    return group;
}

/* Under a rule as wide as the radicand. */
static Piece *make_ruled_root(Layout *layout, Piece *radicand, Piece *index)
{
    bool tall = radicand->up + radicand->down > 0;
    Piece *group = math_piece_group(layout);
    Piece *sign = tall || layout->ascii ? tall_sign(layout, radicand->up, radicand->down)
                                        : math_piece_text(layout, "√");
    int x = 0;
    if (index != NULL) {
        bool raised = index->up + index->down > 0 || layout->ascii || tall;
        math_piece_place(group, index, 0, radicand->down - (raised ? 1 : 0) - index->down);
        x = index->width;
    }
    math_piece_place(group, sign, x, 0);
    x += sign->width;
    int room = tall ? 1 : 0;
    const char *rule = math_layout_choose(layout, "▁", "_");
    int width = math_larger(radicand->width, 1) + room;
    math_piece_place(group, math_piece_fill(layout, rule, width, 1), x, -radicand->up - 1);
    math_piece_place(group, radicand, x + room, 0);
    group->barred = tall;
    group->ruled = group->word_right = group->long_word = true;
    return group;
}

/* Radicand and index are laid out once, whatever is then made of them: a second time would double the
 * work with each root within a root. */
Piece *math_layout_root(Layout *layout, const MathNode *node)
{
    const MathNode *radicand = math_bare(node->child);
    Piece *inner = math_layout_node(layout, radicand), *index = NULL;
    bool one_row = inner->up + inner->down == 0;
    bool flat = layout->style == MATH_STYLE_SCRIPT || (layout->compact && one_row);
    if (node->above != NULL)
        index = flat && layout->ascii ? math_layout_node(layout, node->above)
                                      : layout_index(layout, node->above);
    if (!layout->ascii && one_row && is_clear(layout, radicand))
        flat = flat || index == NULL || index->up + index->down == 0;
    return flat ? make_flat_root(layout, radicand, inner, index)
                : make_ruled_root(layout, inner, index);
}
