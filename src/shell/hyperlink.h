/* Links in the interface (OSC 8), which curses cannot write: after each of its drawings, the text of the
 * links in changed rows is written once more as links. */
#ifndef CAIRN_SHELL_HYPERLINK_H
#define CAIRN_SHELL_HYPERLINK_H

#include <stdbool.h>

#include "base/buffer.h"
#include "shell/palette.h"
#include "text/theme.h"
#include "ui/canvas.h"

/* The addresses on the screen, by their numbers in the cells drawn. Zero-initialise. */
typedef struct Hyperlinks {
    char *shown[CANVAS_LINKS];
    int count;
} Hyperlinks;

/* How text looks, so that writing it again changes nothing to be seen. */
typedef struct HyperlinkLook {
    const Theme *theme;
    PaletteDepth depth;
    bool ascii; /* only ASCII may be sent */
} HyperlinkLook;

/* Appends what has to be sent once a canvas is drawn over `drawn` (cells of its size; NULL: an empty
 * screen), and remembers its addresses; nothing where no link changed. The style must be plain and is
 * again afterwards; the cursor is left behind the last link. */
void hyperlinks_update(Hyperlinks *links, const Canvas *canvas, const Cell *drawn,
                       const HyperlinkLook *look, Buffer *out);

/* Sends that, and puts the cursor where the canvas has it, into the first cell when it is hidden. */
void hyperlinks_write(Hyperlinks *links, const Canvas *canvas, const Cell *drawn,
                      const HyperlinkLook *look);

void hyperlinks_done(Hyperlinks *links);

#endif
