/* Delimiters: one character, or pieces that reach as high and low as what they enclose. */
#include <string.h>

#include "text/math_layout.h"
#include "text/math_reading.h"

/* The pieces of a delimiter of two rows and more, all of one width: top, the rows between, the row in
 * the middle, bottom; Unicode, then ASCII. */
typedef struct Tall {
    const char *text;
    const char *unicode[4], *ascii[4];
} Tall;

enum { TOP, BETWEEN, MIDDLE, BOTTOM };

static const Tall talls[] = {
    {"(", {"⎛", "⎜", "⎜", "⎝"}, {"/", "|", "|", "\\"}},
    {")", {"⎞", "⎟", "⎟", "⎠"}, {"\\", "|", "|", "/"}},
    {"[", {"⎡", "⎢", "⎢", "⎣"}, {"[", "[", "[", "["}},
    {"]", {"⎤", "⎥", "⎥", "⎦"}, {"]", "]", "]", "]"}},
    {"{", {"⎧", "⎪", "⎨", "⎩"}, {"/", "|", "{", "\\"}},
    {"}", {"⎫", "⎪", "⎬", "⎭"}, {"\\", "|", "}", "/"}},
    {"|", {"│", "│", "│", "│"}, {"|", "|", "|", "|"}},
    {"∣", {"│", "│", "│", "│"}, {"|", "|", "|", "|"}},
    {"‖", {"‖", "‖", "‖", "‖"}, {"||", "||", "||", "||"}},
    {"∥", {"‖", "‖", "‖", "‖"}, {"||", "||", "||", "||"}},
    {"⌈", {"⎡", "⎢", "⎢", "⎢"}, {"|~", "| ", "| ", "| "}},
    {"⌉", {"⎤", "⎥", "⎥", "⎥"}, {"~|", " |", " |", " |"}},
    {"⌊", {"⎢", "⎢", "⎢", "⎣"}, {"| ", "| ", "| ", "|_"}},
    {"⌋", {"⎥", "⎥", "⎥", "⎦"}, {" |", " |", " |", "_|"}},
    {"⟦", {"⟦", "⟦", "⟦", "⟦"}, {"[[", "[[", "[[", "[["}},
    {"⟧", {"⟧", "⟧", "⟧", "⟧"}, {"]]", "]]", "]]", "]]"}},
    {"⟮", {"⎛", "⎜", "⎜", "⎝"}, {"/", "|", "|", "\\"}},
    {"⟯", {"⎞", "⎟", "⎟", "⎠"}, {"\\", "|", "|", "/"}},
    {"⎰", {"⎧", "⎪", "⎪", "⎭"}, {"/", "|", "|", "/"}},
    {"⎱", {"⎫", "⎪", "⎪", "⎩"}, {"\\", "|", "|", "\\"}},
    {"↑", {"↑", "│", "│", "│"}, {"^", "|", "|", "|"}},
    {"↓", {"│", "│", "│", "↓"}, {"|", "|", "|", "v"}},
    {"↕", {"↑", "│", "│", "↓"}, {"^", "|", "|", "v"}},
    {"⇑", {"⇑", "║", "║", "║"}, {"^", "|", "|", "|"}},
    {"⇓", {"║", "║", "║", "⇓"}, {"|", "|", "|", "v"}},
    {"⇕", {"⇑", "║", "║", "⇓"}, {"^", "|", "|", "v"}},
};

static const Tall *find_tall(const char *text)
{
    for (size_t i = 0; i < sizeof talls / sizeof talls[0]; i++) {
        if (strcmp(talls[i].text, text) == 0)
            return &talls[i];
    }
    return NULL;
}

static void add_rows(Layout *layout, Piece *group, const char *text, int from, int to)
{
    if (to < from)
        return;
    Piece *piece = math_piece_text(layout, text);
    if (piece->width == 1) {
        math_piece_place(group, math_piece_fill(layout, text, 1, to - from + 1), 0, from);
        return;
    }
    for (int y = from; y <= to; y++)
        math_piece_place(group, math_piece_text(layout, text), 0, y);
}

static Piece *stack_pieces(Layout *layout, const Tall *tall, int up, int down)
{
    Piece *group = math_piece_group(layout);
    const char *const *pieces = layout->ascii ? tall->ascii : tall->unicode;
    int middle = (down - up) / 2;
    bool has_middle = up + down > 1;
    add_rows(layout, group, pieces[TOP], -up, -up);
    add_rows(layout, group, pieces[BETWEEN], -up + 1, has_middle ? middle - 1 : down - 1);
    if (has_middle) {
        add_rows(layout, group, pieces[MIDDLE], middle, middle);
        add_rows(layout, group, pieces[BETWEEN], middle + 1, down - 1);
    }
    add_rows(layout, group, pieces[BOTTOM], down, down);
    return group;
}

#define ANGLE_ROWS 9 /* taller ones would take more room than they are worth */

/* Angle brackets from diagonals, half as wide as they are tall. */
static Piece *stack_angle(Layout *layout, bool opening, int up, int down)
{
    Piece *group = math_piece_group(layout);
    int rows = up + 1 + down;
    int half = rows / 2;
    const char *falling = math_layout_choose(layout, "╲", "\\");
    const char *rising = math_layout_choose(layout, "╱", "/");
    for (int i = 0; i < half; i++) {
        int x = opening ? half - 1 - i : i;
        math_piece_place(group, math_piece_text(layout, opening ? rising : falling), x, -up + i);
        math_piece_place(group, math_piece_text(layout, opening ? falling : rising), x, down - i);
    }
    if (rows % 2 != 0) {
        const char *tip =
            opening ? math_layout_choose(layout, "⟨", "<") : math_layout_choose(layout, "⟩", ">");
        math_piece_place(group, math_piece_text(layout, tip), opening ? 0 : half - 1, half - up);
    }
    return group;
}

Piece *math_delimiter(Layout *layout, const char *text, const char *ascii, int up, int down)
{
    const Tall *tall = up + down > 0 ? find_tall(text) : NULL;
    if (tall != NULL)
        return stack_pieces(layout, tall, up, down);
    bool opening = strcmp(text, "⟨") == 0;
    if (up + down > 0 && up + down < ANGLE_ROWS && (opening || strcmp(text, "⟩") == 0))
        return stack_angle(layout, opening, up, down);
    return math_piece_text(layout, math_layout_choose(layout, text, ascii));
}

bool math_has_braces(const MathNode *node)
{
    return strcmp(node->text, "{") == 0 || strcmp(node->closing, "}") == 0;
}

Piece *math_fence_piece(Layout *layout, const MathNode *node, Piece *inner)
{
    bool flat = inner->core_up + inner->core_down == 0; /* brackets need not reach scripts then */
    int up = flat ? 0 : inner->up, down = flat ? 0 : inner->down;
    if (math_has_braces(node) && (up + down) % 2 != 0) { /* their middle wants a middle row */
        up += up < down ? 1 : 0;
        down += up > down ? 1 : 0;
    }
    Piece *group = math_piece_group(layout);
    Piece *open = math_delimiter(layout, node->text, node->ascii, up, down);
    Piece *close = math_delimiter(layout, node->closing, node->closing_ascii, up, down);
    int room = up + down > 0 || inner->barred ? 1 : 0;
    math_piece_append(group, open, 0);
    math_piece_append(group, inner, open->width > 0 ? room : 0);
    math_piece_append(group, close, close->width > 0 ? room : 0);
    return group;
}

Piece *math_layout_fence(Layout *layout, const MathNode *node)
{
    layout->braced = math_has_braces(node) && math_bare(node->child)->kind == MATH_NODE_GRID;
    return math_fence_piece(layout, node, math_layout_node(layout, node->child));
}

/* --- growing with a row --- */

static bool is_integral(const MathNode *node)
{
    return math_is_text(node, "∫") || math_is_text(node, "∬") || math_is_text(node, "∭");
}

bool math_grows(const Layout *layout, const MathNode *node)
{
    if (node->kind == MATH_NODE_SCRIPTS)
        node = math_bare(node->child);
    if (node->kind == MATH_NODE_ATOM)
        return node->class == MATH_BIG && !layout->ascii && layout->style == MATH_STYLE_DISPLAY &&
               is_integral(node);
    return node->kind == MATH_NODE_MIDDLE || node->kind == MATH_NODE_DELIMITER;
}

Piece *math_tall_integral(Layout *layout, const char *text)
{
    Piece *group = math_piece_group(layout);
    int count = strcmp(text, "∫") == 0 ? 1 : strcmp(text, "∬") == 0 ? 2 : 3;
    math_piece_place(group, math_piece_fill(layout, "⌠", count, 1), 0, -1);
    math_piece_place(group, math_piece_fill(layout, "⎮", count, 1), 0, 0);
    math_piece_place(group, math_piece_fill(layout, "⌡", count, 1), 0, 1);
    return group;
}

Piece *math_layout_growing(Layout *layout, const MathNode *node)
{
    static const int reaches[] = {0, 0, 1, 1, 2}; /* of \big to \Bigg, above and below */
    int up = layout->grow_up, down = layout->grow_down;
    if (node->kind == MATH_NODE_ATOM)
        return up + down > 1 ? math_tall_integral(layout, node->text)
                             : math_piece_text(layout, node->text);
    if (node->kind == MATH_NODE_DELIMITER) {
        int reach = reaches[node->number >= 0 && node->number <= 4 ? node->number : 4];
        int wanted = up > down ? up : down;
        up = down = wanted < reach ? wanted : reach;
    }
    Piece *piece = math_delimiter(layout, node->text, node->ascii, up, down);
    bool bracket = node->class == MATH_OPEN || node->class == MATH_CLOSE;
    piece->barred = up + down > 0 && !bracket;
    piece->closes = node->class == MATH_CLOSE && strcmp(node->text, ")") == 0;
    return piece;
}
