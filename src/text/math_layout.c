/* One node to one piece: the leaves, and who does the rest. */
#include "text/math_layout.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/math_alphabet.h"
#include "text/math_reading.h"

Piece *math_layout_styled(Layout *layout, const MathNode *node, MathStyle style)
{
    MathStyle outer = layout->style;
    if (style != MATH_STYLE_AS_IS)
        layout->style = style;
    Piece *piece = math_layout_node(layout, node);
    layout->style = outer;
    return piece;
}

void math_note_ends(Piece *piece, const MathNode *node)
{
    const char *text = piece->text;
    if (text[0] == '\0')
        return;
    size_t length = text[1] == '\0' ? 1 : strlen(text);
    bool bars = strcmp(node->text, "\xE2\x80\x96") == 0;
    bool letters = !bars && (math_is_ascii_letter(text[0]) || node->class == MATH_ORD ||
                             node->class == MATH_OP || node->class == MATH_BIG);
    piece->word_left = letters && math_is_word_byte(text[0]);
    piece->word_right = letters && math_is_word_byte(text[length - 1]);
    piece->long_word =
        length > 1 && (math_is_ascii_letter(text[0]) || text[0] == '\\') && text[1] > 0;
    piece->closes = text[length - 1] == ')' && node->class == MATH_CLOSE;
    piece->ruled = bars && length > 1 && text[0] == '|';
}

/* The text in bold or italic letters of their own, as far as Unicode has them. */
static void use_alphabet(Layout *layout, Piece *piece)
{
    Buffer letters = {0};
    size_t length = strlen(piece->text);
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        char bytes[4];
        at += utf8_decode(piece->text + at, length - at, &code_point);
        uint32_t letter = math_alphabet_letter(code_point, piece->emphasis);
        buffer_add(&letters, bytes, utf8_encode(letter, bytes));
    }
    if (strcmp(buffer_text(&letters), piece->text) != 0) {
        piece->text = arena_dup(layout->arena, buffer_text(&letters));
        piece->emphasis &= (uint8_t) ~(EMPHASIS_BOLD | EMPHASIS_ITALIC);
    }
    buffer_done(&letters);
}

static Piece *layout_atom(Layout *layout, const MathNode *node)
{
    Piece *piece = math_piece_text(layout, math_layout_choose(layout, node->text, node->ascii));
    piece->emphasis = node->emphasis;
    if (layout->alphabets && !layout->ascii && node->emphasis != 0)
        use_alphabet(layout, piece);
    math_note_ends(piece, node);
    return piece;
}

static Piece *layout_unknown(Layout *layout, const MathNode *node)
{
    Piece *piece = layout_atom(layout, node);
    piece->role = ROLE_WARNING;
    return piece;
}

static Piece *layout_style(Layout *layout, const MathNode *node)
{
    StyleRole outer = layout->role;
    if (node->role != ROLE_COUNT)
        layout->role = node->role;
    Piece *piece = math_layout_styled(layout, node->child, node->style);
    layout->role = outer;
    return piece;
}

static Piece *layout_phantom(Layout *layout, const MathNode *node)
{
    const Piece *inner = math_layout_node(layout, node->child);
    Piece *room = math_piece_group(layout);
    if ((node->number & MATH_PHANTOM_WIDTH) != 0)
        room->width = inner->width;
    if ((node->number & MATH_PHANTOM_HEIGHT) != 0) {
        room->up = inner->up;
        room->down = inner->down;
        room->core_up = inner->core_up;
        room->core_down = inner->core_down;
    }
    return room;
}

static Piece *layout_space(Layout *layout, const MathNode *node)
{
    Piece *room = math_piece_group(layout);
    room->width = node->cells > 0 ? node->cells : 0;
    return room;
}

Piece *math_layout_node(Layout *layout, const MathNode *node)
{
    switch (node->kind) {
    case MATH_NODE_ATOM:
        if (math_grows(layout, node))
            return math_layout_growing(layout, node);
        return layout_atom(layout, node);
    case MATH_NODE_WORDS:
        return layout_atom(layout, node);
    case MATH_NODE_UNKNOWN:
        return layout_unknown(layout, node);
    case MATH_NODE_ROW:
        return math_layout_row(layout, node->child, MATH_OPEN, 0);
    case MATH_NODE_FRACTION:
        return math_layout_fraction(layout, node);
    case MATH_NODE_ROOT:
        return math_layout_root(layout, node);
    case MATH_NODE_SCRIPTS:
        return math_layout_scripts(layout, node);
    case MATH_NODE_ACCENT:
        return math_layout_accent(layout, node);
    case MATH_NODE_BRACE:
        return math_layout_brace(layout, node);
    case MATH_NODE_ARROW:
        return math_layout_arrow(layout, node);
    case MATH_NODE_FENCE:
        return math_layout_fence(layout, node);
    case MATH_NODE_MIDDLE:
    case MATH_NODE_DELIMITER:
        return math_layout_growing(layout, node);
    case MATH_NODE_GRID:
        return math_layout_grid(layout, node, 0);
    case MATH_NODE_STYLE:
        return layout_style(layout, node);
    case MATH_NODE_PHANTOM:
        return layout_phantom(layout, node);
    case MATH_NODE_FRAME:
        return math_layout_frame(layout, node);
    case MATH_NODE_STRIKE:
        return math_layout_strike(layout, node);
    case MATH_NODE_TAG:
        return math_layout_node(layout, node->child);
    case MATH_NODE_SPACE:
    case MATH_NODE_BREAK:
        break;
    }
    return layout_space(layout, node);
}
