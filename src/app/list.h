/* A cursor and a scroll position in a list of rows. */
#ifndef CAIRN_APP_LIST_H
#define CAIRN_APP_LIST_H

#include <stdbool.h>

typedef struct List {
    int count;
    int cursor; /* 0..count-1, or -1 in an empty list */
    int scroll; /* first row that shows */
} List;

typedef enum Move { MOVE_UP, MOVE_DOWN, MOVE_PAGE_UP, MOVE_PAGE_DOWN, MOVE_FIRST, MOVE_LAST } Move;

/* Sets the number of rows and pulls cursor and scroll into it, with `height` rows showing. */
void list_fit(List *list, int count, int height);

void list_move(List *list, Move move, int height);

/* Scrolls by `rows` without losing the cursor from view (the mouse wheel). */
void list_scroll(List *list, int rows, int height);

#endif
