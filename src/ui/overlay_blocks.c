/* The history of practice: a row for each block. */
#include <stdio.h>

#include "base/words.h"
#include "ui/widgets.h"

static void draw_block(const Model *model, Canvas *canvas, Rect row, int at)
{
    const PracticeBlock *block = &model->blocks.items[at];
    const char *note = model->blocks.notes[at];
    char when[64];
    char minutes[24];
    int end = row.column + row.columns;
    blocks_when(model, block, when, sizeof when);
    snprintf(minutes, sizeof minutes, "%5d min", (int)(block->practised_ms / MS_PER_MINUTE));
    int column = canvas_text_fit(canvas, row, row.row, row.column, row.columns, when, ROLE_DIM, 0);
    column = canvas_text_fit(canvas, row, row.row, column, end - column, minutes, ROLE_TEXT, 0);
    column = canvas_text_fit(canvas, row, row.row, column + 2, end - column - 2,
                             blocks_title(model, block), ROLE_TEXT, 0);
    if (end - column > 4) {
        canvas_text_fit(canvas, row, row.row, column + 2, end - column - 2, note, ROLE_DIM, 0);
    }
}

/* In the line above: how much all of it is. */
static void draw_sum(const Model *model, Canvas *canvas, Rect area)
{
    const Blocks *blocks = &model->blocks;
    char text[96];
    int64_t sum = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        sum += blocks->items[i].practised_ms;
    }
    snprintf(text, sizeof text, "%zu %s, %d h %d min", blocks->count,
             words_plural((int64_t)blocks->count, "block", "blocks"), (int)(sum / MS_PER_HOUR),
             (int)(sum / MS_PER_MINUTE % 60));
    canvas_text_fit(canvas, area, area.row + 1, area.column + 2, area.columns - 4, text, ROLE_DIM,
                    0);
    canvas_rule(canvas, area, area.row + 2, area.column + 1, area.columns - 2);
}

void draw_blocks(const Model *model, Canvas *canvas, Rect area)
{
    const List *list = &model->choices.list;
    Rect rows = overlay_rows(area);
    draw_sum(model, canvas, area);
    for (int i = 0; i < rows.rows && list->scroll + i < (int)model->blocks.count; i++) {
        Rect row = {rows.row + i, rows.column, 1, rows.columns};
        draw_block(model, canvas, row, list->scroll + i);
        if (list->scroll + i == list->cursor) {
            canvas_restyle(canvas, row, ROLE_CURSOR);
        }
    }
    if (model->blocks.known && model->blocks.count == 0) {
        draw_nothing(canvas, rows, "Nothing was timed yet: start the timer, or add a block.");
    }
    draw_position(canvas, rows, rows.column + rows.columns, list->scroll, (int)model->blocks.count);
}
