/* A rectangle of cells; the same for layout (where the mouse hits) and canvas (where panes draw). */
#ifndef CAIRN_APP_RECT_H
#define CAIRN_APP_RECT_H

#include <stdbool.h>

typedef struct Rect {
    int row, column, rows, columns;
} Rect;

static inline bool rect_contains(Rect area, int row, int column)
{
    return row >= area.row && row < area.row + area.rows && column >= area.column &&
           column < area.column + area.columns;
}

#endif
