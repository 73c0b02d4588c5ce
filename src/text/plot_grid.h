/* The cells that a plot is drawn on before it becomes lines of spans. */
#ifndef CAIRN_TEXT_PLOT_GRID_H
#define CAIRN_TEXT_PLOT_GRID_H

#include <stdbool.h>

#include "text/spans.h"

typedef struct PlotCell {
    const char *text; /* a cluster; NULL: blank */
    size_t length;    /* 0: covered by the wide cluster to the left */
    StyleRole role;   /* of a blank, ROLE_TEXT */
} PlotCell;

typedef struct PlotGrid {
    Arena *arena;
    int width, height;
    bool ascii;
    PlotCell *cells;
} PlotGrid;

/* A blank grid in the arena. */
PlotGrid *plot_grid_new(Arena *arena, int width, int height, bool ascii);

/* One cluster of one cell, static or in the arena; outside of the grid nothing is drawn. */
void plot_grid_glyph(PlotGrid *grid, int row, int column, const char *glyph, StyleRole role);

/* Text in at most `room` cells, sanitised, cut with an ellipsis; returns the cells it takes. */
int plot_grid_text(PlotGrid *grid, int row, int column, int room, const char *text, StyleRole role);

/* As plot_grid_text, in the middle, or at the right end, of `room` cells. */
void plot_grid_text_centered(PlotGrid *grid, int row, int column, int room, const char *text,
                             StyleRole role);
void plot_grid_text_right(PlotGrid *grid, int row, int column, int room, const char *text,
                          StyleRole role);

/* Appends a line for each row up to the last one that is not blank, without blanks at its end. */
void plot_grid_emit(const PlotGrid *grid, TextLines *lines);

#endif
