#include "shell/frame.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"

static size_t row_size(const Canvas *canvas)
{
    return (size_t)canvas->columns * sizeof *canvas->cells;
}

static size_t row_start(int columns, int row)
{
    return (size_t)row * (size_t)columns;
}

bool frame_fits(const Frame *frame, const Canvas *canvas)
{
    return frame->cells != NULL && frame->rows == canvas->rows && frame->columns == canvas->columns;
}

bool frame_row_changes(Frame *frame, const Canvas *canvas, int row)
{
    const Cell *before = frame_row(frame, row);
    frame->changed[row] = before == NULL || memcmp(&canvas->cells[row_start(canvas->columns, row)],
                                                   before, row_size(canvas)) != 0;
    return frame->changed[row];
}

const Cell *frame_row(const Frame *frame, int row)
{
    return frame->cells == NULL ? NULL : &frame->cells[row_start(frame->columns, row)];
}

void frame_keep(Frame *frame, const Canvas *canvas)
{
    if (frame->cells == NULL)
        frame->cells = mem_resize(NULL, (size_t)canvas->rows, row_size(canvas));
    frame->rows = canvas->rows;
    frame->columns = canvas->columns;
    for (int row = 0; row < canvas->rows; row++) {
        size_t start = row_start(canvas->columns, row);
        if (frame->changed[row])
            memcpy(&frame->cells[start], &canvas->cells[start], row_size(canvas));
    }
}

void frame_forget(Frame *frame)
{
    mem_free(frame->cells);
    frame->cells = NULL;
    frame->rows = frame->columns = 0;
}
