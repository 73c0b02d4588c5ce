/* What a terminal can do, as far as drawing is concerned: read from terminfo once (terminfo.h), so that
 * what draws needs no curses. */
#ifndef CAIRN_SHELL_CAPABILITIES_H
#define CAIRN_SHELL_CAPABILITIES_H

#include <stdbool.h>
#include <stdint.h>

#define CAPABILITIES_EMPHASES 5 /* sequences for the EMPHASIS_* bits, the lowest first */

/* Sequences are as they are sent, without the delays that terminals of glass and iron needed; NULL where
 * there is none. Those of ECMA-48's own form, "\033[NUMBERx", are known by their last byte, and 0 where
 * a terminal has none or one of another form. */
typedef struct Capabilities {
    const char *clear;      /* the screen; the cursor is in the first cell then */
    const char *clear_rest; /* of the row */
    const char *plain;      /* ends colours and emphasis */
    const char *emphasis[CAPABILITIES_EMPHASES];
    const char *hide_cursor, *show_cursor;
    const char *give_back;  /* all that brings back what was there before: keys, cursor, screen */
    const char *move;       /* with parameters: the row, the column */
    const char *foreground; /* with a parameter: the colour's number */
    const char *background; /* the same */
    const char *wrap_on, *wrap_off; /* behind the last column */
    const char *scroll_up,
        *scroll_down; /* by a row, the cursor in the region's last or first one */

    bool moves_plainly; /* `move` is "\033[ROW;COLUMNH" */
    bool has_region;    /* rows that scroll: "\033[FIRST;LASTr" */
    bool steps_down;    /* "\n" is a row down, in the same column */
    bool steps_left;    /* "\b" is a column to the left */
    char column, row;   /* go there, counted from 1 */
    char up, left, right;
    char erase; /* so many cells, the cursor stays */
    char scroll_up_by, scroll_down_by;

    int colours;           /* how many; below 8 none are used */
    bool default_colours;  /* the terminal's own can be had back */
    bool direct_colours;   /* numbers are red, green and blue */
    uint8_t not_in_colour; /* EMPHASIS_* bits that do not go together with colours */
    bool erases_in_colour; /* what is erased has the background that is set */
    bool moves_in_style;   /* the cursor may be moved while emphasis is on */
    bool wraps_at_once;    /* a character in the last column takes the cursor to the next row */

    /* A sequence with its parameters filled in; valid until the next call. */
    const char *(*expand)(const char *sequence, int first, int second);
} Capabilities;

#endif
