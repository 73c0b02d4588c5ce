/* How cells look on a terminal: roles of a theme reduced to its colours, and what has to be sent to get from
 * one look to another. */
#ifndef CAIRN_SHELL_PEN_H
#define CAIRN_SHELL_PEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "shell/capabilities.h"
#include "shell/palette.h"
#include "text/theme.h"
#include "ui/canvas.h"

#define PEN_CODE_SIZE \
    40 /* bytes of a colour's sequence with its end; with a longer one there is no colour */

/* What the next character would look like. */
typedef struct Pen {
    uint8_t emphasis;                              /* EMPHASIS_* */
    int foreground, background;                    /* numbers, or PALETTE_DEFAULT */
    const char *foreground_code, *background_code; /* what sets them; "" for the terminal's own */
} Pen;

typedef struct PenLook {
    bool known;
    Pen pen;
    char codes[2][PEN_CODE_SIZE];
} PenLook;

/* The looks of the roles on one terminal. Zero-initialise, then pens_set_theme. */
typedef struct Pens {
    const Capabilities *terminal; /* borrowed */
    PaletteDepth depth;
    Theme theme;
    PenLook looks[ROLE_COUNT];
} Pens;

/* No colours, no emphasis. */
Pen pen_plain(void);

void pens_set_theme(Pens *pens, const Theme *theme);

/* The look of a cell, as far as the terminal can have it; that of a role that there is not is plain. */
Pen pens_of(Pens *pens, const Cell *cell);

bool pen_same(const Pen *left, const Pen *right);

/* Whether a blank looks the same with both: what only letters show does not count. */
bool pen_same_blank(const Pen *left, const Pen *right);

/* Whether what is erased with a pen looks like a blank of `wanted`. */
bool pen_erases(const Pen *pen, const Pen *wanted, const Capabilities *terminal);

/* Appends what makes the terminal write with `to` where it wrote with `from`. */
void pen_change(Buffer *out, const Capabilities *terminal, const Pen *from, const Pen *to);

#endif
