/* Colours of a theme reduced to what a terminal has. */
#ifndef CAIRN_SHELL_PALETTE_H
#define CAIRN_SHELL_PALETTE_H

#include <stdbool.h>

#include "text/theme.h"

/* What a terminal can show. */
typedef enum PaletteDepth {
    PALETTE_NONE,   /* attributes only */
    PALETTE_8,      /* the ANSI colours */
    PALETTE_16,     /* and their bright forms */
    PALETTE_256,    /* and xterm's cube and greys */
    PALETTE_DIRECT, /* 24 bits */
} PaletteDepth;

#define PALETTE_DEFAULT (-1)

/* The number of `colour` in a terminal of this depth: PALETTE_DEFAULT for the terminal's own, else
 * 0..7, 0..15, 0..255 or 0xRRGGBB (where 0..7 are the ANSI colours, as in terminfo's direct-colour
 * entries). `*bright` (may be NULL) tells that bold is to stand for brightness. */
int palette_number(Colour colour, PaletteDepth depth, bool *bright);

#endif
