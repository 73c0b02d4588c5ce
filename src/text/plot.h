/* Plots in terminal cells: curves, points, histograms, bars, heat maps, several side by side; braille,
 * block or ASCII. Pure: numbers in, lines of spans out. */
#ifndef CAIRN_TEXT_PLOT_H
#define CAIRN_TEXT_PLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "text/spans.h"

typedef enum PlotKind {
    PLOT_CURVE,     /* x, y joined */
    PLOT_SCATTER,   /* x, y as points */
    PLOT_HISTOGRAM, /* x are samples, or bin edges with y as counts */
    PLOT_BARS,      /* y with labels */
    PLOT_HEAT,      /* a matrix y of `rows` rows */
} PlotKind;

typedef struct PlotSeries {
    PlotKind kind;
    const char *name;              /* in the legend; "" for none */
    const double *x;               /* NULL: 0, 1, 2 .. */
    const double *y;               /* NaN: a gap */
    size_t count;                  /* of x and y; of y for bars and heat maps */
    size_t rows;                   /* heat maps */
    const char *const *labels;     /* bars: one each; heat maps: of the columns; may be NULL */
    const char *const *row_labels; /* heat maps; may be NULL */
    StyleRole role;                /* ROLE_COUNT: the next of the series' own */
} PlotSeries;

typedef struct PlotAxis {
    const char *title; /* with its unit; "" for none */
    double low, high;  /* low < high; else from the data */
    bool logarithmic;
} PlotAxis;

typedef struct Plot {
    const char *title;
    PlotAxis x, y;
    PlotSeries *series;
    size_t count;
    int bins;            /* of histograms; 0: chosen by the data */
    struct Plot *panels; /* small multiples: `panel_count` plots in a grid; then series is empty */
    size_t panel_count;
} Plot;

typedef enum PlotCells { PLOT_BRAILLE, PLOT_BLOCKS, PLOT_ASCII } PlotCells;

typedef struct PlotOptions {
    int width, height; /* cells in all, axes and legend included; height 0: what suits the width */
    PlotCells cells;
} PlotOptions;

/* Appends the plot; no line is wider than `width`. Where there is no room for axes they are left out,
 * where there is none at all, a sentence stands instead. Series are told apart without colour too. */
void plot_render(TextLines *lines, Arena *arena, const Plot *plot, const PlotOptions *options);

/* What a column shows, for a cursor on the plot: "x = 3: sigmoid 0.95, tanh 1.00", in the arena. */
const char *plot_describe(Arena *arena, const Plot *plot, const PlotOptions *options, int column);

/* Reads the text of a ```plot block (its language is described in cairn-content(5)) into `arena`.
 * STATUS_CONTENT with "line:column: message". Evaluates its expressions. */
CHECKED Status plot_parse(Arena *arena, const char *text, size_t length, Plot *plot, Error *error);

#endif
