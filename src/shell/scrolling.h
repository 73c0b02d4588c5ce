/* Finding out that most of what is new has stood on the screen already, some rows higher or lower. */
#ifndef CAIRN_SHELL_SCROLLING_H
#define CAIRN_SHELL_SCROLLING_H

#include <stdbool.h>

#include "shell/frame.h"

/* Rows from `top` up to `bottom` that move up by `by`, or down by -`by`. */
typedef struct Scrolling {
    int top, bottom, by;
} Scrolling;

/* Whether it is worth scrolling before a canvas is drawn whose rows were all compared with the frame. */
bool scrolling_find(const Frame *frame, const Canvas *canvas, Scrolling *out);

#endif
