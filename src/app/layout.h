/* Where everything is on the screen. Update asks it for the mouse and for how much scrolls at once,
 * the view for where to draw; so both always agree. */
#ifndef CAIRN_APP_LAYOUT_H
#define CAIRN_APP_LAYOUT_H

#include <stdbool.h>

#include "app/rect.h"

#define LAYOUT_ROWS_MIN    12
#define LAYOUT_COLUMNS_MIN 40
/* Below this width list and detail take turns. */
#define LAYOUT_SPLIT_COLUMNS 70

/* What the layout depends on besides the terminal's size. */
typedef struct LayoutShape {
    bool parted;    /* the place has a list and a detail */
    bool tabbed;    /* the detail has tabs */
    bool in_detail; /* which of the two shows when there is room for one */
    bool whole;     /* the detail has the whole width as long as it has the keys */
    bool headed;    /* a row above the list is taken (the filter) */
    bool paged; /* one page below a row of tabs, as wide as there is room, and a sentence below */
    bool card;  /* a card is up: a row above it and one below (head, tabs) */
} LayoutShape;

/* Areas that do not show are empty (0 rows, 0 columns). */
typedef struct Layout {
    bool too_small;
    bool split; /* list and detail side by side */
    Rect title, places, rule_top;
    Rect body; /* between the rules */
    Rect rule_bottom, practice, footer;
    Rect list_head, list; /* filter; tree or list of projects */
    int divider;          /* column of the line between list and detail, -1 without */
    /* Title, tabs and text of the detail, or of a place without a list; in Review what is above the
     * card, its grades below, and the card; in Stats what is pointed at (head), below the page. */
    Rect head, tabs, page;
} Layout;

Layout layout_make(int rows, int columns, LayoutShape shape);

/* A centred rectangle of at most this size inside `outer`, one cell from its edges where it fits. */
Rect layout_center(Rect outer, int rows, int columns);

#endif
