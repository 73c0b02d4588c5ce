/* Grids: matrices, cases, aligned lines. Cells are measured, columns get their widths, rows their
 * places, and then everything is put down. All of it is linear in the number of cells that are
 * there, however ragged the rows. */
#include <string.h>

#include "text/math_grid.h"
#include "text/math_reading.h"

typedef struct GridRow {
    const MathNode *node;
    Piece *cells; /* a list, one for each of the node's cells */
    Piece *tag;   /* or NULL */
    int up, down;
    int y; /* of its baseline, from the grid's top row */
    bool ruled;
} GridRow;

typedef struct Grid {
    Layout *layout;
    const MathNode *node;
    GridRow *rows;
    GridColumn *columns;
    int row_count, column_count;
    int height;
    bool closed; /* with a rule under the last row */
    bool braced; /* between braces */
} Grid;

static bool is_blank(const MathNode *row)
{
    return row->child == NULL || (row->child->next == NULL && row->child->child == NULL);
}

static int span_of(const Grid *grid, const MathNode *cell, int column)
{
    int rest = grid->column_count - column;
    int span = cell->span > 1 ? cell->span : 1;
    return span < rest ? span : rest;
}

static void count(Grid *grid)
{
    for (const MathNode *row = grid->node->child; row != NULL; row = row->next) {
        int columns = 0;
        for (const MathNode *cell = row->child; cell != NULL; cell = cell->next)
            columns += cell->span > 1 ? cell->span : 1;
        grid->column_count = math_larger(grid->column_count, columns);
        if (row->next == NULL && row->rule_above > 0 && is_blank(row))
            grid->closed = true;
        else
            grid->row_count++;
    }
}

/* --- measuring --- */

const MathNode *math_find_tag(const MathNode *first)
{
    while (first != NULL && first->kind != MATH_NODE_TAG)
        first = first->next;
    return first;
}

/* Whether the grid is a stack whose first and last lines stand at its ends: multline. */
static bool is_staggered(const Grid *grid)
{
    return grid->node->grid == MATH_GRID_STACK && strcmp(grid->node->columns, "lcr") == 0 &&
           grid->column_count == 1 && grid->row_count > 1;
}

/* Whether a cell's formula goes on what stands in the cell to its left, or in the line above. */
static bool goes_on(const Grid *grid, const GridRow *row, int column)
{
    if (is_staggered(grid))
        return row != grid->rows;
    return grid->node->grid == MATH_GRID_LINES && grid->node->columns[0] == '\0' &&
           column % 2 == 1 && grid->columns[column - 1].inked;
}

static Piece *layout_cell(const Grid *grid, const GridRow *row, const MathNode *cell, int column)
{
    Layout *layout = grid->layout;
    if (cell->kind != MATH_NODE_ROW)
        return math_layout_node(layout, cell);
    MathClass before = goes_on(grid, row, column) ? MATH_ORD : MATH_OPEN;
    Piece *piece = math_layout_row(layout, cell->child, before, 0);
    bool open_end = piece->last != NULL && piece->last->class == MATH_REL;
    if (grid->node->grid == MATH_GRID_LINES && column % 2 == 0 && cell->next != NULL && open_end)
        piece->width++;
    return piece;
}

static void layout_cells(Grid *grid, GridRow *row)
{
    Piece **link = &row->cells;
    int column = 0;
    for (const MathNode *cell = row->node->child; cell != NULL; cell = cell->next) {
        const MathNode *tag = cell->kind == MATH_NODE_ROW ? math_find_tag(cell->child) : NULL;
        if (tag != NULL && row->tag == NULL)
            row->tag = math_layout_node(grid->layout, tag);
        Piece *piece = layout_cell(grid, row, cell, column);
        *link = piece;
        link = &piece->next;
        int span = span_of(grid, cell, column);
        if (span == 1)
            grid->columns[column].width = math_larger(grid->columns[column].width, piece->width);
        column += span;
    }
}

static void note_ink(Grid *grid)
{
    for (const MathNode *row = grid->node->child; row != NULL; row = row->next) {
        int column = 0;
        for (const MathNode *cell = row->child; cell != NULL; cell = cell->next) {
            if (cell->kind != MATH_NODE_ROW || cell->child != NULL)
                grid->columns[column].inked = true;
            column += span_of(grid, cell, column);
        }
    }
}

static void layout_rows(Grid *grid)
{
    note_ink(grid);
    const MathNode *node = grid->node->child;
    for (int i = 0; i < grid->row_count; i++, node = node->next) {
        grid->rows[i].node = node;
        grid->rows[i].ruled = node->rule_above > 0;
        layout_cells(grid, &grid->rows[i]);
    }
}

/* Gives cells that span columns the room they need, in the last of these. */
static void widen_for_spans(Grid *grid)
{
    for (int i = 0; i < grid->row_count; i++) {
        const Piece *piece = grid->rows[i].cells;
        int column = 0;
        for (const MathNode *cell = grid->rows[i].node->child; cell != NULL;
             cell = cell->next, piece = piece->next) {
            int span = span_of(grid, cell, column);
            int width = grid->columns[column].width;
            for (int k = 1; k < span; k++)
                width += grid->columns[column + k].gap + grid->columns[column + k].width;
            if (span > 1 && piece->width > width)
                grid->columns[column + span - 1].width += piece->width - width;
            column += span;
        }
    }
}

/* --- breaking --- */

/* Makes room for lines to stand at different ends. */
static void stagger(Grid *grid, int available)
{
    static const int room = 4;
    int width = grid->columns[0].width + room;
    if (available == 0 || width <= available)
        grid->columns[0].width = width;
}

/* Breaks the cells of the last column of aligned lines to what is left of `available`. */
static void break_cells(Grid *grid, int available)
{
    int last = grid->column_count - 1;
    int x = math_grid_place_columns(grid->columns, grid->column_count) - grid->columns[last].width;
    GridColumn *column = &grid->columns[last];
    int room = math_larger(available - x, 1);
    bool breakable = column->align == 'l' || grid->node->grid == MATH_GRID_STACK;
    if (!breakable || column->width <= room)
        return;
    column->width = 0;
    for (int i = 0; i < grid->row_count; i++) {
        int index = 0;
        Piece **link = &grid->rows[i].cells;
        for (; *link != NULL && index < last; index++)
            link = &(*link)->next;
        if (*link == NULL)
            continue;
        Piece *next = (*link)->next;
        if ((*link)->width > room)
            *link = math_break_row(grid->layout, *link, room);
        (*link)->next = next;
        column->width = math_larger(column->width, (*link)->width);
    }
}

/* --- placing --- */

/* Blank rows above row `i`. */
static int gap_above(const Grid *grid, int i)
{
    const Layout *layout = grid->layout;
    MathGridStyle style = grid->node->grid;
    bool braced = grid->braced && grid->row_count % 2 == 0;
    bool pair = style == MATH_GRID_MATRIX && grid->row_count == 2 && !layout->compact;
    bool centred = (braced || pair) && layout->style != MATH_STYLE_SCRIPT;
    if (i == 0 || grid->rows[i].ruled)
        return 0;
    if (grid->rows[i - 1].down + grid->rows[i].up > 0)
        return 1;
    return centred && i == grid->row_count / 2 ? 1 : 0;
}

static void place_rows(Grid *grid)
{
    int y = 0;
    for (int i = 0; i < grid->row_count; i++) {
        GridRow *row = &grid->rows[i];
        for (const Piece *piece = row->cells; piece != NULL; piece = piece->next) {
            row->up = math_larger(row->up, piece->up);
            row->down = math_larger(row->down, piece->down);
        }
        y += gap_above(grid, i) + (row->ruled ? 1 : 0);
        row->y = y + row->up;
        y = row->y + row->down + 1;
    }
    grid->height = math_larger(y + (grid->closed ? 1 : 0), 1);
}

/* How far from the left end of `room` spare cells a cell of the first column it takes begins. */
static int aligned_x(const Grid *grid, const GridRow *row, const GridColumn *column, int room)
{
    char align = column->align;
    if (is_staggered(grid))
        align = grid->node->columns[row == grid->rows ? 0 : row->node->next == NULL ? 2 : 1];
    return align == 'l' ? 0 : align == 'r' ? room : room / 2;
}

static void put_row(const Grid *grid, GridRow *row, Piece *group, int base)
{
    int column = 0;
    Piece *piece = row->cells;
    for (const MathNode *cell = row->node->child; cell != NULL; cell = cell->next) {
        Piece *next = piece->next;
        int span = span_of(grid, cell, column);
        const GridColumn *first = &grid->columns[column];
        const GridColumn *last = &grid->columns[column + span - 1];
        int room = last->x + last->width - first->x - piece->width;
        int x = first->x + (span > 1 ? room / 2 : aligned_x(grid, row, first, room));
        math_piece_place(group, piece, x, row->y - base);
        column += span;
        piece = next;
    }
}

/* All horizontal and vertical rules. */
static void put_rules(const Grid *grid, Piece *group, int width, int base)
{
    GridFrame frame = {.columns = grid->columns,
                       .column_count = grid->column_count,
                       .width = width,
                       .height = grid->height};
    math_grid_vertical_rules(grid->layout, &frame, group, base);
    for (int i = 0; i < grid->row_count; i++) {
        const GridRow *row = &grid->rows[i];
        if (row->ruled)
            math_grid_horizontal_rule(grid->layout, &frame, group, row->y - row->up - 1, base);
    }
    if (grid->closed)
        math_grid_horizontal_rule(grid->layout, &frame, group, grid->height - 1, base);
}

/* Blanks before a tag, at least; more where no line's end is known. */
static int tag_distance(int available)
{
    return available > 0 ? 2 : 4;
}

void math_place_tag(Piece *group, Piece *tag, int y, int available)
{
    int x = available - tag->width;
    math_piece_place(group, tag, math_larger(x, group->width + tag_distance(available)), y);
}

/* Cells that tags take behind the lines, with what is before them; 0 without tags. */
static int tag_room(const Grid *grid, int available)
{
    int widest = 0;
    for (int i = 0; i < grid->row_count; i++)
        widest = math_larger(widest, grid->rows[i].tag == NULL ? 0 : grid->rows[i].tag->width);
    return widest == 0 ? 0 : widest + tag_distance(available);
}

static void put_tags(const Grid *grid, Piece *group, int base, int available)
{
    int right = math_larger(available, group->width + tag_room(grid, available));
    for (int i = 0; i < grid->row_count; i++) {
        Piece *tag = grid->rows[i].tag;
        if (tag != NULL)
            math_piece_place(group, tag, right - tag->width, grid->rows[i].y - base);
    }
}

Piece *math_layout_grid(Layout *layout, const MathNode *node, int available)
{
    if (node->grid == MATH_GRID_DIAGRAM)
        return math_layout_diagram(layout, node);
    Grid grid = {.layout = layout, .node = node, .braced = math_has_braces(node) || layout->braced};
    layout->braced = false;
    count(&grid);
    Piece *group = math_piece_group(layout);
    if (grid.row_count == 0 || grid.column_count == 0)
        return math_fence_piece(layout, node, group);
    grid.rows = arena_alloc(layout->arena, (size_t)grid.row_count, sizeof *grid.rows);
    grid.columns = math_grid_columns(layout, node, grid.column_count);
    layout_rows(&grid);
    widen_for_spans(&grid);
    if (available > 0)
        break_cells(&grid, math_larger(available - tag_room(&grid, available), 1));
    if (is_staggered(&grid))
        stagger(&grid, available);
    int width = math_grid_place_columns(grid.columns, grid.column_count);
    place_rows(&grid);
    int base = grid.row_count == 1 ? grid.rows[0].y : (grid.height - 1) / 2;
    put_rules(&grid, group, width, base);
    for (int i = 0; i < grid.row_count; i++)
        put_row(&grid, &grid.rows[i], group, base);
    group->width = width;
    group->core_up = group->up = base;
    group->core_down = group->down = grid.height - 1 - base;
    put_tags(&grid, group, base, available);
    return math_fence_piece(layout, node, group);
}
