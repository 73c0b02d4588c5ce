#include "shell/scrolling.h"

#include <stddef.h>
#include <stdint.h>

#define ROWS_WORTH_LOOKING 8  /* that changed: a step of a cursor changes fewer */
#define CELLS_WORTH_MOVING 48 /* that are not blank: scrolling takes some 25 bytes */

/* Rows by a hash of their cells, so that each is looked at once. Two that are not the same may have the same:
 * then bytes are wasted, and no more. */
typedef struct Rows {
    int count;
    const bool *changed;
    int weight[FRAME_ROWS_MAX]; /* cells that are not blank */
    uint32_t before[FRAME_ROWS_MAX], after[FRAME_ROWS_MAX];
} Rows;

static uint32_t hash(const Cell *cells, int columns, int *weight)
{
    uint32_t value = 0;
    int full = 0;
    for (int i = 0; i < columns; i++) {
        const Cell *cell = &cells[i];
        unsigned char first = (unsigned char)cell->text[0];
        unsigned char last = cell->length > 1 ? (unsigned char)cell->text[cell->length - 1] : 0;
        value = value * 31 + (first | (uint32_t)last << 8 | (uint32_t)cell->role << 16 |
                              (uint32_t)cell->emphasis << 24);
        full += first != ' ';
    }
    *weight = full;
    return value;
}

static void read_rows(const Frame *frame, const Canvas *canvas, Rows *rows)
{
    rows->count = canvas->rows;
    rows->changed = frame->changed;
    for (int row = 0; row < rows->count; row++) {
        const Cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
        int *weight = &rows->weight[row];
        rows->before[row] = hash(frame_row(frame, row), canvas->columns, weight);
        rows->after[row] =
            rows->changed[row] ? hash(cells, canvas->columns, weight) : rows->before[row];
    }
}

/* What need not be written when [top, bottom) moves, less what was right and is not any more. */
static int gain_of(const Rows *rows, int top, int bottom, int by)
{
    int gain = 0;
    for (int row = top; row < bottom; row++) {
        int from = row + by;
        bool moved = from >= top && from < bottom && rows->after[row] == rows->before[from];
        if (moved == rows->changed[row])
            gain += moved ? rows->weight[row] : -rows->weight[row];
    }
    return gain;
}

/* The best piece in which rows are those of `by` further down. */
static void find_by(const Rows *rows, int by, Scrolling *best, int *best_gain)
{
    int first = by > 0 ? 0 : -by;
    int end = by > 0 ? rows->count - by : rows->count;
    for (int row = first; row < end; row++) {
        int begin = row;
        while (row < end && rows->after[row] == rows->before[row + by])
            row++;
        if (row == begin)
            continue;
        Scrolling found = {
            .top = by > 0 ? begin : begin + by, .bottom = by > 0 ? row + by : row, .by = by};
        int gain = gain_of(rows, found.top, found.bottom, by);
        if (gain > *best_gain) {
            *best = found;
            *best_gain = gain;
        }
    }
}

bool scrolling_find(const Frame *frame, const Canvas *canvas, Scrolling *out)
{
    Rows rows;
    int changed = 0;
    int gain = CELLS_WORTH_MOVING;
    for (int row = 0; row < canvas->rows; row++)
        changed += frame->changed[row];
    if (changed < ROWS_WORTH_LOOKING)
        return false;
    read_rows(frame, canvas, &rows);
    for (int by = 1; by < canvas->rows; by++) {
        find_by(&rows, by, out, &gain);
        find_by(&rows, -by, out, &gain);
    }
    return gain > CELLS_WORTH_MOVING;
}
