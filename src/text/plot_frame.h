/* What stands around the data of one plot: title, legend, axes with ticks, titles of axes. Shared by
 * the files plot_*.c that draw the kinds. */
#ifndef CAIRN_TEXT_PLOT_FRAME_H
#define CAIRN_TEXT_PLOT_FRAME_H

#include "text/plot.h"
#include "text/plot_dots.h"
#include "text/plot_scale.h"

typedef struct PlotRect {
    int row, column, width, height;
} PlotRect;

/* One plot within its part of the grid. */
typedef struct PlotView {
    const Plot *plot;
    PlotGrid *grid;
    Arena *arena;
    PlotCells cells;
    PlotRect all;   /* the whole part */
    PlotRect area;  /* of it, what is left for the data */
    PlotScale x, y; /* where the plot has such axes */
    bool has_axes;
    /* bars, columns and heat maps: cells that one item takes, and items to each side */
    int item_width, item_height;
    size_t item_columns, item_rows;
    size_t cursor; /* the item pointed at, from 1; 0 none */
    StyleRole roles[PLOT_SERIES_LIMIT];
} PlotView;

/* Series that are drawn: of the family of the first, within the limit. */
size_t plot_series_count(const Plot *plot);
bool plot_is_drawn(const Plot *plot, const PlotSeries *series);

/* Series of that very kind. */
size_t plot_kind_count(const Plot *plot, PlotKind kind);

/* "" for NULL. */
const char *plot_text(const char *text);

/* The x, and the y, of the series' item `i`. */
double plot_series_x(const PlotSeries *series, size_t i);
double plot_series_y(const PlotSeries *series, size_t i);

/* Places the view in its part: draws title, legend and the x axis' title where there is room, and
 * leaves the rest as the area. */
void plot_frame_open(PlotView *view, PlotRect part);

/* Draws both axes, of the extents given, and narrows the area. `is_category`: the x axis is drawn
 * without ticks, and columns write their labels below it. */
void plot_frame_axes(PlotView *view, PlotExtent x, PlotExtent y, bool is_category);

/* The row of the grid in which a y within the scale lies. */
int plot_frame_row(const PlotView *view, double y);

/* --- the kinds; each draws into the area, and makes its axes --- */
void plot_draw_curves(PlotView *view);
void plot_draw_columns(PlotView *view);
void plot_draw_bars(PlotView *view);
void plot_draw_heat(PlotView *view);

/* The rows that such a plot wants for its data. */
int plot_bars_height(const Plot *plot);
int plot_heat_height(const Plot *plot);

/* Bars and columns: the most items that a series has, the series drawn, and their label or "". */
size_t plot_item_count(const Plot *plot);
size_t plot_drawn_count(const Plot *plot);
const char *plot_item_label(const Plot *plot, size_t item);

/* A histogram as counts between edges: `*edges` has one more than the counts; 0 without data. */
size_t plot_histogram_bins(Arena *arena, const Plot *plot, const PlotSeries *series, int most,
                           double **edges, double **counts);

/* Draws the histograms of the view as filled steps, or outlines where there are several. */
void plot_draw_histograms(PlotView *view, PlotDots *dots);

#endif
