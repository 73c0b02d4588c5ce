#include "shell/frame.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"

static size_t row_size(int columns)
{
    return (size_t)columns * sizeof(Cell);
}

static size_t row_start(int columns, int row)
{
    return (size_t)row * (size_t)columns;
}

bool frame_fits(const Frame *frame, const Canvas *canvas)
{
    return frame->cells != NULL && frame->rows == canvas->rows && frame->columns == canvas->columns;
}

static void erase_rows(Frame *frame, int first, int end)
{
    static const Cell ERASED = {.text = " ", .length = 1, .width = 1, .role = FRAME_ROLE_ERASED};
    size_t last = row_start(frame->columns, end);
    for (size_t i = row_start(frame->columns, first); i < last; i++)
        frame->cells[i] = ERASED;
}

void frame_erase(Frame *frame, const Canvas *canvas)
{
    frame->rows = canvas->rows;
    frame->columns = canvas->columns;
    frame->cells = mem_resize(frame->cells, (size_t)canvas->rows, row_size(canvas->columns));
    erase_rows(frame, 0, frame->rows);
}

bool frame_row_changes(Frame *frame, const Canvas *canvas, int row)
{
    frame->changed[row] = memcmp(&canvas->cells[row_start(canvas->columns, row)],
                                 frame_row(frame, row), row_size(canvas->columns)) != 0;
    return frame->changed[row];
}

const Cell *frame_row(const Frame *frame, int row)
{
    return &frame->cells[row_start(frame->columns, row)];
}

void frame_scroll(Frame *frame, int top, int bottom, int by)
{
    int kept = bottom - top - (by < 0 ? -by : by);
    Cell *low = &frame->cells[row_start(frame->columns, top)];
    Cell *high = &frame->cells[row_start(frame->columns, bottom - kept)];
    memmove(by > 0 ? low : high, by > 0 ? high : low, (size_t)kept * row_size(frame->columns));
    if (by > 0)
        erase_rows(frame, top + kept, bottom);
    else
        erase_rows(frame, top, bottom - kept);
}

void frame_keep(Frame *frame, const Canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++) {
        size_t start = row_start(canvas->columns, row);
        if (frame->changed[row])
            memcpy(&frame->cells[start], &canvas->cells[start], row_size(canvas->columns));
    }
}

void frame_forget(Frame *frame)
{
    mem_free(frame->cells);
    frame->cells = NULL;
    frame->rows = frame->columns = 0;
}
