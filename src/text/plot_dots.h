/* Dots finer than cells: 2x4 to a cell in braille, 2x2 in blocks, one in ASCII; and how the series of
 * a plot look, so that they can be told apart without colour. */
#ifndef CAIRN_TEXT_PLOT_DOTS_H
#define CAIRN_TEXT_PLOT_DOTS_H

#include <stdint.h>

#include "text/plot.h"
#include "text/plot_grid.h"

typedef struct PlotDots {
    PlotGrid *grid;
    PlotCells cells;
    int row, column, width, height; /* the cells covered */
    int across, down;               /* dots in all */
    uint8_t *bits;                  /* for each cell, its dots */
    uint8_t *series;                /* for each cell, whose it is */
} PlotDots;

/* A layer without dots over cells of the grid. */
PlotDots *plot_dots_new(PlotGrid *grid, PlotCells cells, int row, int column, int width,
                        int height);

/* One dot, from the upper left; outside nothing is drawn. */
void plot_dots_set(PlotDots *dots, int x, int y, size_t series);

/* A line between two places in dots, clipped, in the pattern of the series (dashes, dots); `*phase`
 * is where in its pattern the line is, kept from one piece to the next. */
void plot_dots_line(PlotDots *dots, double x0, double y0, double x1, double y1, size_t series,
                    int *phase);

/* Draws the layer on its grid; cells without dots stay as they are. `roles`: of each series. */
void plot_dots_draw(const PlotDots *dots, const StyleRole *roles);

/* The glyph for a point of the series, alone in its cell. */
const char *plot_marker(size_t series, PlotCells cells);

/* Whether a curve of that series carries its marker now and then, because the dash patterns have been
 * used up by the series before it. */
bool plot_is_marked(size_t series, PlotCells cells);

/* The glyphs that fill bars of the series, and shade a part from 0 to 1 of the way. */
const char *plot_fill(size_t series, PlotCells cells);
#define PLOT_SHADES 5
const char *plot_shade(int shade, PlotCells cells);

/* A bar's end: `eighths` (0 to 7) of a cell, from the left or from below; "" for none. */
const char *plot_eighth(int eighths, bool standing, PlotCells cells);

#endif
