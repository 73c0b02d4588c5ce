/* Pieces: making them and putting them together. */
#include <string.h>

#include "base/utf8.h"
#include "text/math_layout.h"

static Piece *new_piece(Layout *layout, PieceKind kind)
{
    Piece *piece = arena_alloc(layout->arena, 1, sizeof *piece);
    piece->kind = kind;
    piece->role = layout->role;
    return piece;
}

Piece *math_piece_group(Layout *layout)
{
    return new_piece(layout, PIECE_GROUP);
}

static int text_width(const char *text)
{
    if (text[0] != '\0' && text[1] == '\0')
        return 1;
    size_t length = strlen(text);
    uint32_t code_point;
    if ((unsigned char)text[0] >= 0x80 && utf8_decode(text, length, &code_point) == length)
        return utf8_code_point_width(code_point);
    return utf8_width_range(text, length);
}

Piece *math_piece_text(Layout *layout, const char *text)
{
    Piece *piece = new_piece(layout, PIECE_TEXT);
    piece->text = text;
    piece->width = text_width(text);
    return piece;
}

Piece *math_piece_fill(Layout *layout, const char *text, int width, int height)
{
    Piece *piece = new_piece(layout, PIECE_FILL);
    piece->text = text;
    piece->width = width;
    piece->down = piece->core_down = height - 1;
    return piece;
}

void math_piece_hang(Piece *group, Piece *child, int x, int y)
{
    child->x = x;
    child->y = y;
    child->next = NULL;
    if (group->last == NULL)
        group->child = child;
    else
        group->last->next = child;
    group->last = child;
    group->width = math_larger(group->width, x + child->width);
    group->up = math_larger(group->up, child->up - y);
    group->down = math_larger(group->down, child->down + y);
}

void math_piece_place(Piece *group, Piece *child, int x, int y)
{
    math_piece_hang(group, child, x, y);
    group->core_up = math_larger(group->core_up, child->core_up - y);
    group->core_down = math_larger(group->core_down, child->core_down + y);
}

void math_piece_append(Piece *group, Piece *child, int room)
{
    child->room = room;
    math_piece_place(group, child, group->width + room, 0);
}

Piece *math_piece_stretch(Layout *layout, const char *left, const char *fill, const char *right,
                          int width)
{
    Piece *group = math_piece_group(layout);
    Piece *head = math_piece_text(layout, left);
    Piece *tail = math_piece_text(layout, right);
    int middle = width - head->width - tail->width;
    math_piece_append(group, head, 0);
    if (middle > 0)
        math_piece_append(group, math_piece_fill(layout, fill, middle, 1), 0);
    math_piece_append(group, tail, 0);
    return group;
}
