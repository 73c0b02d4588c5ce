/* Commutative diagrams: objects at the crossings, arrows between them. Arrows up and down stand in rows
 * of their own, in the middle of their objects' columns; their labels may reach over the columns of
 * arrows beside them, which are widened as far as they need it. All of it is linear in the number of
 * cells. */
#include <string.h>

#include "text/math_layout.h"

enum { SIDE_ARROW = 5, UPRIGHT_ARROW = 3, LABEL_GAP = 1, OBJECT_GAP = 1 };

typedef struct DiagramCell {
    const MathNode *arrow; /* NULL for an object */
    Piece *piece;          /* an object; of an arrow up or down, NULL */
    Piece *before,
        *behind; /* labels, NULL without: above and below, or to the left and to the right */
} DiagramCell;

typedef struct DiagramRow {
    DiagramCell *cells;
    int count;
    int up, down;
    int y; /* of its baseline, from the top row */
} DiagramRow;

typedef struct Diagram {
    Layout *layout;
    DiagramRow *rows;
    int *widths, *xs; /* of the columns */
    int row_count, column_count;
    int height;
} Diagram;

static bool is_upright(const MathNode *arrow)
{
    return arrow != NULL && strchr("v^|", arrow->ascii[0]) != NULL;
}

/* Cells to the left of a column's middle, where an arrow stands. */
static int middle(int width)
{
    return (width - 1) / 2;
}

static int label_width(const Piece *label)
{
    return label == NULL ? 0 : LABEL_GAP + label->width;
}

/* --- measuring --- */

/* Cells of a row without the empty ones at its end. */
static int count_cells(const MathNode *row)
{
    int count = 0, index = 0;
    for (const MathNode *cell = row->child; cell != NULL; cell = cell->next) {
        index++;
        if (cell->kind != MATH_NODE_ROW || cell->child != NULL)
            count = index;
    }
    return count;
}

static Piece *layout_label(Layout *layout, const MathNode *label)
{
    return label == NULL ? NULL : math_layout_styled(layout, label, MATH_STYLE_SCRIPT);
}

static void layout_cell(const Diagram *diagram, const MathNode *node, int column, DiagramCell *cell)
{
    Layout *layout = diagram->layout;
    int width = 1;
    if (node->kind != MATH_NODE_ARROW) {
        cell->piece = math_layout_node(layout, node);
        width = cell->piece->width;
    } else {
        cell->arrow = node;
        cell->before = layout_label(layout, node->above);
        cell->behind = layout_label(layout, node->below);
        if (is_upright(node))
            width = layout->ascii ? (int)strlen(node->ascii) : 1;
        else
            width = math_larger(SIDE_ARROW, LABEL_GAP + math_larger(label_width(cell->before),
                                                                    label_width(cell->behind)));
    }
    diagram->widths[column] = math_larger(diagram->widths[column], width);
}

/* The rows above and below the baseline that an arrow takes. */
static void measure_arrow(const DiagramCell *cell, int *up, int *down)
{
    const Piece *before = cell->before, *behind = cell->behind;
    *up = *down = 0;
    if (is_upright(cell->arrow)) {
        *up = math_larger(before == NULL ? 0 : before->up, behind == NULL ? 0 : behind->up);
        *down = math_larger(before == NULL ? 0 : before->down, behind == NULL ? 0 : behind->down);
        *up = math_larger(*up, UPRIGHT_ARROW / 2);
        *down = math_larger(*down, UPRIGHT_ARROW / 2);
        return;
    }
    *up = before == NULL ? 0 : math_piece_height(before);
    *down = behind == NULL ? 0 : math_piece_height(behind);
}

static void layout_row(const Diagram *diagram, const MathNode *node, DiagramRow *row)
{
    row->cells = arena_alloc(diagram->layout->arena, (size_t)row->count + 1, sizeof *row->cells);
    const MathNode *next = node->child;
    for (int i = 0; i < row->count; i++, next = next->next) {
        DiagramCell *cell = &row->cells[i];
        layout_cell(diagram, next, i, cell);
        int up, down;
        if (cell->arrow != NULL) {
            measure_arrow(cell, &up, &down);
        } else {
            up = cell->piece->up;
            down = cell->piece->down;
        }
        row->up = math_larger(row->up, up);
        row->down = math_larger(row->down, down);
    }
}

/* --- columns --- */

/* Widens the column of arrows before column `i` until the labels of arrows up and down on both its
 * sides have room. */
static void widen_before(const Diagram *diagram, const DiagramRow *row, int i)
{
    const DiagramCell *left = &row->cells[i - 2], *right = &row->cells[i];
    int needed = 0;
    if (is_upright(left->arrow))
        needed += label_width(left->behind) -
                  (diagram->widths[i - 2] - 1 - middle(diagram->widths[i - 2]));
    if (is_upright(right->arrow))
        needed += label_width(right->before) - middle(diagram->widths[i]);
    int *width = &diagram->widths[i - 1];
    *width = math_larger(*width, needed + LABEL_GAP - 2 * OBJECT_GAP);
}

/* Places the columns; returns the width of all. What labels need at both ends is kept free there. */
static int place_columns(const Diagram *diagram)
{
    int left = 0, right = 0, last = diagram->column_count - 1;
    for (int i = 0; i < diagram->row_count; i++) {
        const DiagramRow *row = &diagram->rows[i];
        for (int k = 2; k < row->count; k += 2)
            widen_before(diagram, row, k);
        if (row->count > 0 && is_upright(row->cells[0].arrow))
            left =
                math_larger(left, label_width(row->cells[0].before) - middle(diagram->widths[0]));
        if (row->count > last && is_upright(row->cells[last].arrow)) {
            int rest = diagram->widths[last] - 1 - middle(diagram->widths[last]);
            right = math_larger(right, label_width(row->cells[last].behind) - rest);
        }
    }
    int x = left;
    for (int i = 0; i <= last; i++) {
        x += i > 0 ? OBJECT_GAP : 0;
        diagram->xs[i] = x;
        x += diagram->widths[i];
    }
    return x + right;
}

/* --- placing --- */

static void place_rows(Diagram *diagram)
{
    int y = 0;
    for (int i = 0; i < diagram->row_count; i++) {
        DiagramRow *row = &diagram->rows[i];
        row->y = y + row->up;
        y = row->y + row->down + 1;
    }
    diagram->height = y;
}

/* An arrow up or down through all of its row, at column `x` of its line, with the labels beside it. */
static void put_upright(const Diagram *diagram, const DiagramRow *row, const DiagramCell *cell,
                        Piece *group, int x, int y)
{
    Layout *layout = diagram->layout;
    const MathNode *arrow = cell->arrow;
    bool up = arrow->ascii[0] == '^', twice = arrow->ascii[0] == '|';
    const char *line = twice ? "‖" : "│";
    int height = row->up + 1 + row->down;
    math_piece_place(group,
                     math_piece_fill(layout, math_layout_choose(layout, line, "|"), 1, height), x,
                     y - row->up);
    if (twice && layout->ascii)
        math_piece_place(group, math_piece_fill(layout, "|", 1, height), x + 1, y - row->up);
    if (!twice)
        math_piece_place(
            group, math_piece_text(layout, math_layout_choose(layout, arrow->text, arrow->ascii)),
            x, up ? y - row->up : y + row->down);
    if (cell->before != NULL)
        math_piece_place(group, cell->before, x - label_width(cell->before), y);
    if (cell->behind != NULL)
        math_piece_place(group, cell->behind, x + 1 + LABEL_GAP, y);
}

/* Where the object in cell `i` begins; with none there, its column does. */
static int object_x(const Diagram *diagram, const DiagramRow *row, int i)
{
    const Piece *object = i < row->count ? row->cells[i].piece : NULL;
    bool empty = object == NULL || object->width == 0;
    return diagram->xs[i] + (empty ? 0 : (diagram->widths[i] - object->width) / 2);
}

static int object_end(const Diagram *diagram, const DiagramRow *row, int i)
{
    const Piece *object = row->cells[i].piece;
    bool empty = object == NULL || object->width == 0;
    return empty ? diagram->xs[i] + diagram->widths[i] : object_x(diagram, row, i) + object->width;
}

/* An arrow to the side from one object to the other. */
static void put_side(const Diagram *diagram, const DiagramRow *row, int i, Piece *group, int y)
{
    Layout *layout = diagram->layout;
    const DiagramCell *cell = &row->cells[i];
    int x = i > 0 ? object_end(diagram, row, i - 1) + OBJECT_GAP : diagram->xs[i];
    int end = i + 1 < diagram->column_count ? object_x(diagram, row, i + 1) - OBJECT_GAP
                                            : diagram->xs[i] + diagram->widths[i];
    Piece *arrow = math_stretch_arrow(layout, cell->arrow, end - x);
    math_piece_place(group, math_layout_stacked(layout, arrow, cell->before, cell->behind), x, y);
}

static void put_row(const Diagram *diagram, const DiagramRow *row, Piece *group, int base)
{
    int y = row->y - base;
    for (int i = 0; i < row->count; i++) {
        const DiagramCell *cell = &row->cells[i];
        if (is_upright(cell->arrow))
            put_upright(diagram, row, cell, group, diagram->xs[i] + middle(diagram->widths[i]), y);
        else if (cell->arrow != NULL)
            put_side(diagram, row, i, group, y);
        else
            math_piece_place(group, cell->piece, object_x(diagram, row, i), y);
    }
}

Piece *math_layout_diagram(Layout *layout, const MathNode *node)
{
    Diagram diagram = {.layout = layout};
    Piece *group = math_piece_group(layout);
    for (const MathNode *row = node->child; row != NULL; row = row->next) {
        diagram.row_count++;
        diagram.column_count = math_larger(diagram.column_count, count_cells(row));
    }
    if (diagram.column_count == 0)
        return group;
    diagram.rows = arena_alloc(layout->arena, (size_t)diagram.row_count, sizeof *diagram.rows);
    diagram.widths = arena_alloc(layout->arena, (size_t)diagram.column_count, sizeof(int));
    diagram.xs = arena_alloc(layout->arena, (size_t)diagram.column_count, sizeof(int));
    const MathNode *row = node->child;
    for (int i = 0; i < diagram.row_count; i++, row = row->next) {
        diagram.rows[i].count = count_cells(row);
        layout_row(&diagram, row, &diagram.rows[i]);
    }
    int width = place_columns(&diagram);
    place_rows(&diagram);
    int base = (diagram.height - 1) / 2;
    for (int i = 0; i < diagram.row_count; i++)
        put_row(&diagram, &diagram.rows[i], group, base);
    group->width = width;
    group->core_up = group->up = base;
    group->core_down = group->down = diagram.height - 1 - base;
    return group;
}
