/* The columns and rules of grids. Only math_layout_grid.c includes this. */
#ifndef CAIRN_TEXT_MATH_GRID_H
#define CAIRN_TEXT_MATH_GRID_H

#include "text/math_layout.h"

typedef struct GridColumn {
    char align; /* 'l', 'c' or 'r' */
    bool inked; /* some cell has something in it */
    bool ruled; /* a rule to its left */
    int gap;    /* cells to its left, the rule included */
    int width;
    int x; /* of its left end */
} GridColumn;

/* Where rules go: `columns` has one more than column_count, for what is behind the last. */
typedef struct GridFrame {
    const GridColumn *columns;
    int column_count;
    int width, height;
} GridFrame;

/* The columns of a grid, by its style and what its `columns` say, and one behind the last. */
GridColumn *math_grid_columns(Layout *layout, const MathNode *node, int count);

/* Sets every column's x; returns the width of all. */
int math_grid_place_columns(GridColumn *columns, int count);

/* Adds rules to `group`, whose baseline is row `base` of the grid. */
void math_grid_vertical_rules(Layout *layout, const GridFrame *frame, Piece *group, int base);
void math_grid_horizontal_rule(Layout *layout, const GridFrame *frame, Piece *group, int row,
                               int base);

#endif
