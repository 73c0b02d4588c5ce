/* Plots in terminal cells: curves, points, histograms, bars, heat maps, several side by side; braille,
 * block or ASCII. Pure: numbers in, lines of spans out. */
#ifndef CAIRN_TEXT_PLOT_H
#define CAIRN_TEXT_PLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "text/spans.h"

#define PLOT_SERIES_LIMIT 16    /* in one plot; what goes beyond is not drawn */
#define PLOT_PANEL_LIMIT  12    /* likewise */
#define PLOT_TEXT_LIMIT   65536 /* bytes that plot_parse reads */
#define PLOT_WIDTH_LIMIT  500   /* cells; a wider plot is drawn as wide as this */
#define PLOT_HEIGHT_LIMIT 200   /* cells, likewise */
#define PLOT_VALUE_LIMIT  1e300 /* numbers beyond are gaps, as NaN and infinities */

typedef enum PlotKind {
    PLOT_CURVE,     /* x, y joined */
    PLOT_SCATTER,   /* x, y as points */
    PLOT_HISTOGRAM, /* x are samples, or with y: the `count` counts, between count + 1 edges x */
    PLOT_BARS,      /* y with labels, lying */
    PLOT_COLUMNS,   /* y with labels, standing */
    PLOT_HEAT,      /* a matrix y of `rows` rows */
} PlotKind;

typedef struct PlotSeries {
    PlotKind kind;
    const char *name;              /* in the legend; "" or NULL for none */
    const double *x;               /* NULL: 0, 1, 2 .. */
    const double *y;               /* NaN: a gap */
    size_t count;                  /* of x and y; of y for bars and heat maps */
    size_t rows;                   /* heat maps */
    const char *const *labels;     /* bars: one each; heat maps: of the columns; may be NULL */
    const char *const *row_labels; /* heat maps; may be NULL */
    const char *const *marks; /* heat maps: glyphs that stand in place of shades; NULL for none */
    StyleRole role;           /* ROLE_COUNT or 0: the next of the series' own */
} PlotSeries;

typedef struct PlotAxis {
    const char *title; /* with its unit; "" or NULL for none */
    double low, high;  /* low < high; else from the data */
    bool logarithmic;
} PlotAxis;

/* Zero-initialise. Curves, points and histograms share one frame; bars, columns and heat maps have
 * one of their own: what is of another kind than the first series is not drawn. */
typedef struct Plot {
    const char *title;
    PlotAxis x, y;
    const PlotSeries *series;
    size_t count;
    int bins;                  /* of histograms; 0: chosen by the data */
    bool no_scale;             /* heat maps: what the shades are is said elsewhere */
    const struct Plot *panels; /* small multiples: `panel_count` plots in a grid, no series */
    size_t panel_count;
} Plot;

typedef enum PlotCells { PLOT_BRAILLE, PLOT_BLOCKS, PLOT_ASCII } PlotCells;

typedef struct PlotOptions {
    int width, height; /* cells at most, axes and legend included; height 0: what suits the width */
    PlotCells cells;
    size_t cursor; /* bars, columns, heat maps: the item of y, from 1, that is pointed at; 0 none */
} PlotOptions;

/* Appends the plot; no line is wider than `width`. Where there is no room for axes they are left out,
 * where there is none at all, or no data, a sentence stands instead. Series are told apart without
 * colour too. Spans may share static text. */
void plot_render(TextLines *lines, Arena *arena, const Plot *plot, const PlotOptions *options);

/* Reads the text of a ```plot block (its language is described in cairn-content(5)) into `arena`.
 * STATUS_CONTENT with "line:column: message". Evaluates its expressions. */
CHECKED Status plot_parse(Arena *arena, const char *text, size_t length, Plot *plot, Error *error);

#endif
