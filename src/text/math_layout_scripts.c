/* Scripts: behind their base, as Unicode's small characters or set higher and lower by rows, and
 * limits over and under it. */
#include <string.h>

#include "base/buffer.h"
#include "text/math_layout.h"
#include "text/math_reading.h"

Piece *math_layout_stacked(Layout *layout, Piece *base, Piece *above, Piece *below)
{
    Piece *group = math_piece_group(layout);
    int width = math_larger(base->width, math_larger(above == NULL ? 0 : above->width,
                                                     below == NULL ? 0 : below->width));
    group->barred = base->barred;
    group->ruled = base->ruled;
    group->braced = base->braced;
    group->width = width;
    if (above != NULL)
        math_piece_place(group, above, (width - above->width) / 2, -base->up - 1 - above->down);
    if (below != NULL)
        math_piece_place(group, below, (width - below->width) / 2, base->down + 1 + below->up);
    math_piece_place(group, base, (width - base->width) / 2, 0);
    return group;
}

static Piece *layout_script(Layout *layout, const MathNode *script)
{
    return script == NULL ? NULL : math_layout_styled(layout, script, MATH_STYLE_SCRIPT);
}

/* An integral in display style: its limits stand at the ends of a tall sign. */
static Piece *layout_integral(Layout *layout, const MathNode *node)
{
    const MathNode *base = math_bare(node->child);
    Piece *sign = layout->ascii ? NULL : math_tall_integral(layout, base->text);
    Piece *above = layout_script(layout, node->above);
    Piece *below = layout_script(layout, node->below);
    if (sign == NULL)
        return math_layout_stacked(layout, math_layout_node(layout, base), above, below);
    int width = sign->width;
    if (above != NULL)
        math_piece_place(sign, above, width, -sign->up - above->down);
    if (below != NULL)
        math_piece_place(sign, below, width, sign->down + below->up);
    return sign;
}

static void add_primes(Layout *layout, Piece *group, int primes)
{
    static const char unicode[] = "\xE2\x80\xB2";
    for (int i = 0; i < primes; i++) {
        Piece *prime = math_piece_text(layout, math_layout_choose(layout, unicode, "'"));
        math_piece_hang(group, prime, group->width, -group->core_up);
    }
}

/* A script in Unicode's small characters; NULL for an empty one. */
static Piece *small_script(Layout *layout, const MathNode *script, bool above)
{
    Buffer text = {0};
    bool converted = math_convert_script(script, above, &text);
    const char *copy = converted ? arena_dup(layout->arena, buffer_text(&text)) : "";
    buffer_done(&text);
    return copy[0] == '\0' ? NULL : math_piece_text(layout, copy);
}

/* On one row x₁² stands in a line, at something tall the scripts stand at its corners. */
static void add_small_scripts(Layout *layout, Piece *group, const MathNode *node)
{
    int up = group->core_up, down = group->core_down;
    int x = group->width;
    if (node->below != NULL) {
        Piece *below = small_script(layout, node->below, false);
        if (below != NULL)
            math_piece_hang(group, below, x, down);
    }
    if (node->above != NULL) {
        Piece *above = small_script(layout, node->above, true);
        if (above != NULL)
            math_piece_hang(group, above, up + down > 0 ? x : group->width, -up);
    }
}

/* A row higher and a row lower than a letter, at the corners of something tall. */
static void add_raised_scripts(Layout *layout, Piece *group, const MathNode *node, bool tall)
{
    int x = group->width;
    int up = tall ? group->core_up : group->up;
    int down = tall ? group->core_down : group->down;
    Piece *above = layout_script(layout, node->above);
    Piece *below = layout_script(layout, node->below);
    if (above != NULL && above->width > 0)
        math_piece_hang(group, above, x, -(tall && up > 0 ? up : up + 1) - above->down);
    if (below != NULL && below->width > 0)
        math_piece_hang(group, below, x, (tall && down > 0 ? down : down + 1) + below->up);
}

static Piece *layout_behind(Layout *layout, const MathNode *node)
{
    MathKind kind = math_bare(node->child)->kind;
    /* ASCII's accents have a row of their own, in which a script would look like a part of them. */
    bool clash = kind == MATH_NODE_SCRIPTS || (kind == MATH_NODE_ACCENT && layout->ascii);
    Piece *group = math_piece_group(layout);
    Piece *base = math_layout_node(layout, node->child);
    math_piece_append(group, base, 0);
    group->word_left = base->word_left;
    group->long_word = base->long_word;
    group->barred = base->barred;
    group->ruled = base->ruled;
    group->braced = base->braced;
    add_primes(layout, group, node->primes);
    int width = group->width;
    if (layout->unicode_scripts)
        add_small_scripts(layout, group, node);
    else
        add_raised_scripts(layout, group, node, !clash);
    bool flat = width == group->width && node->primes == 0;
    group->closes = flat && base->closes;
    group->word_right = (flat || layout->unicode_scripts) && base->word_right;
    return group;
}

Piece *math_layout_scripts(Layout *layout, const MathNode *node)
{
    if (math_is_tall_integral(node, layout->style))
        return layout_integral(layout, node);
    if (!math_is_stacked(node, layout->style))
        return layout_behind(layout, node);
    Piece *base = math_layout_node(layout, node->child);
    if (node->primes > 0) {
        Piece *group = math_piece_group(layout);
        math_piece_append(group, base, 0);
        add_primes(layout, group, node->primes);
        base = group;
    }
    return math_layout_stacked(layout, base, layout_script(layout, node->above),
                               layout_script(layout, node->below));
}
