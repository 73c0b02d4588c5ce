/* The addresses behind the links on the screen (OSC 8): cells know them by number only. */
#ifndef CAIRN_SHELL_LINKS_H
#define CAIRN_SHELL_LINKS_H

#include <stdbool.h>

#include "ui/canvas.h"

/* Zero-initialise. */
typedef struct Links {
    char *shown[CANVAS_LINKS];
    int count;
} Links;

/* Whether a number in a cell of the canvas means what it meant in the last one. */
bool links_same(const Links *links, const Canvas *canvas);

/* Remembers the canvas's addresses. */
void links_keep(Links *links, const Canvas *canvas);

void links_done(Links *links);

#endif
