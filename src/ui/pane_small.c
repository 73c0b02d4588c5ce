/* The notice on a terminal too small for anything else. */
#include <stdio.h>

#include "base/utf8.h"
#include "ui/widgets.h"

void draw_too_small(const Model *model, Canvas *canvas)
{
    Rect area = canvas_bounds(canvas);
    char lines[3][48];
    int row = area.rows > 3 ? (area.rows - 3) / 2 : 0;
    snprintf(lines[0], sizeof lines[0], "Too small: %dx%d", model->columns, model->rows);
    snprintf(lines[1], sizeof lines[1], "cairn needs %dx%d", LAYOUT_COLUMNS_MIN, LAYOUT_ROWS_MIN);
    lines[2][0] = '\0';
    if (model->state->timer.phase == TIMER_RUNNING) {
        char now[CLOCK_TEXT_SIZE];
        format_clock(model_block_ms(model), now);
        snprintf(lines[2], sizeof lines[2], "practice %s", now);
    }
    for (int i = 0; i < 3; i++) {
        int width = utf8_width(lines[i]);
        int column = area.columns > width ? (area.columns - width) / 2 : 0;
        canvas_text(canvas, area, row + i, column, lines[i], i == 0 ? ROLE_WARNING : ROLE_TEXT, 0);
    }
}
