/* The screen that a program shows, to tell how much of it a key changes: what has another character or other
 * looks cannot be had without sending it. */
#ifndef CAIRN_BENCH_CELLS_H
#define CAIRN_BENCH_CELLS_H

#include <stddef.h>

typedef struct Cells Cells;

/* Blank; the caller frees it with cells_free (NULL is fine). */
Cells *cells_new(int rows, int columns);
void cells_free(Cells *cells);

void cells_take(Cells *cells, const char *bytes, size_t length);

/* Cells that differ from those at the last call. */
size_t cells_changed(Cells *cells);

#endif
