/* What is on the screen: the cells of the last frame, against which the next one is compared. */
#ifndef CAIRN_SHELL_FRAME_H
#define CAIRN_SHELL_FRAME_H

#include <stdbool.h>

#include "ui/canvas.h"

#define FRAME_ROWS_MAX 1000 /* a canvas that is compared has no more */
#define FRAME_ROLE_ERASED \
    ROLE_COUNT /* the role of cells that were erased: they look like no other */

/* Zero-initialise: nothing is known to be on the screen. */
typedef struct Frame {
    Cell *cells; /* rows x columns; NULL when nothing is known */
    int rows, columns;
    bool changed[FRAME_ROWS_MAX]; /* the rows in which the canvas compared last differs */
} Frame;

/* Whether a frame is known, and one of the canvas's size. */
bool frame_fits(const Frame *frame, const Canvas *canvas);

/* The screen was erased: the frame is known, of the canvas's size and empty. */
void frame_erase(Frame *frame, const Canvas *canvas);

/* Compares a row of a canvas that fits, and remembers whether it differs. */
bool frame_row_changes(Frame *frame, const Canvas *canvas, int row);

/* The row's cells as they are on the screen. */
const Cell *frame_row(const Frame *frame, int row);

/* The rows from `top` up to `bottom` moved up by `by`, or down by -`by`; those left free are erased. */
void frame_scroll(Frame *frame, int top, int bottom, int by);

/* Takes over a canvas whose rows were all compared, and which now is on the screen. */
void frame_keep(Frame *frame, const Canvas *canvas);

/* Nothing is known any more; frees the cells. */
void frame_forget(Frame *frame);

#endif
