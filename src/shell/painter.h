/* A canvas as the bytes that show it: as few as will do, given what is on the screen. */
#ifndef CAIRN_SHELL_PAINTER_H
#define CAIRN_SHELL_PAINTER_H

#include <stdbool.h>

#include "base/buffer.h"
#include "shell/capabilities.h"
#include "shell/frame.h"
#include "shell/links.h"
#include "shell/pen.h"
#include "ui/canvas.h"

/* Zero-initialise, then set what is borrowed and chosen. */
typedef struct Painter {
    const Capabilities *terminal; /* borrowed */
    Pens pens;
    bool ascii;   /* only ASCII may be sent */
    bool linking; /* links are made clickable (OSC 8) */
    bool hidden;  /* the cursor */

    /* its own */
    Frame frame;
    Links links;
    bool links_same; /* numbers of links mean what they meant in the frame */
    int row, column; /* where the terminal's cursor is, or MOVEMENT_UNKNOWN */
    bool wavering; /* terminals may differ in the column: how wide a character is, is up to them */
    Pen pen;
    const char *link; /* the address that text now gets; NULL: none */
    Buffer out;
} Painter;

/* What has to be sent to show the canvas; valid until the next call. The style is plain behind it. */
const char *painter_draw(Painter *painter, const Canvas *canvas);

/* Forgets what is on the screen: the next drawing begins with an empty one. */
void painter_forget(Painter *painter);

void painter_done(Painter *painter);

#endif
