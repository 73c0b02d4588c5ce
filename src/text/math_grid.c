#include "text/math_grid.h"

enum { RULE_GAP = 3, EDGE_GAP = 2 };

/* Cells between two columns. */
static int usual_gap(const Layout *layout, const MathNode *node, int column)
{
    if (column == 0)
        return 0;
    if (node->grid == MATH_GRID_LINES) {
        if (node->columns[0] != '\0')
            return 1;
        return column % 2 == 1 ? 0 : 4;
    }
    return layout->style == MATH_STYLE_SCRIPT ? 1 : 2;
}

static char usual_align(const MathNode *node, int column)
{
    if (node->grid == MATH_GRID_CASES)
        return 'l';
    if (node->grid == MATH_GRID_LINES)
        return column % 2 == 0 ? 'r' : 'l';
    return 'c';
}

GridColumn *math_grid_columns(Layout *layout, const MathNode *node, int count)
{
    GridColumn *columns = arena_alloc(layout->arena, (size_t)count + 1, sizeof *columns);
    const char *spec = node->columns;
    for (int i = 0; i <= count; i++) {
        GridColumn *column = &columns[i];
        for (; *spec == '|'; spec++)
            column->ruled = true;
        column->align = usual_align(node, i);
        if (*spec != '\0' && i < count)
            column->align = *spec++;
        column->gap = i < count ? usual_gap(layout, node, i) : 0;
        if (column->ruled)
            column->gap = i == 0 || i == count ? EDGE_GAP : RULE_GAP;
    }
    return columns;
}

int math_grid_place_columns(GridColumn *columns, int count)
{
    int x = 0;
    for (int i = 0; i <= count; i++) {
        x += columns[i].gap;
        columns[i].x = x;
        x += columns[i].width;
    }
    return x;
}

/* Where the rule to the left of column `i` stands. */
static int rule_x(const GridFrame *frame, int i)
{
    return frame->columns[i].x - (i < frame->column_count ? EDGE_GAP : 1);
}

void math_grid_vertical_rules(Layout *layout, const GridFrame *frame, Piece *group, int base)
{
    const char *line = math_layout_choose(layout, "│", "|");
    for (int i = 0; i <= frame->column_count; i++) {
        if (frame->columns[i].ruled)
            math_piece_place(group, math_piece_fill(layout, line, 1, frame->height),
                             rule_x(frame, i), -base);
    }
}

void math_grid_horizontal_rule(Layout *layout, const GridFrame *frame, Piece *group, int row,
                               int base)
{
    static const char *const joints[3][3] = {{"┌", "┬", "┐"}, {"├", "┼", "┤"}, {"└", "┴", "┘"}};
    const char *line = math_layout_choose(layout, "─", "-");
    math_piece_place(group, math_piece_fill(layout, line, frame->width, 1), 0, row - base);
    int level = row == 0 ? 0 : row == frame->height - 1 ? 2 : 1;
    for (int i = 0; i <= frame->column_count; i++) {
        if (!frame->columns[i].ruled)
            continue;
        int x = rule_x(frame, i);
        int side = x == 0 ? 0 : x == frame->width - 1 ? 2 : 1;
        const char *joint = math_layout_choose(layout, joints[level][side], "+");
        math_piece_place(group, math_piece_text(layout, joint), x, row - base);
    }
}
