/* From numbers to places along an axis: ranges, ticks in steps of 1, 2 or 5, and their labels. */
#ifndef CAIRN_TEXT_PLOT_SCALE_H
#define CAIRN_TEXT_PLOT_SCALE_H

#include <stdbool.h>

#include "text/plot.h"

#define PLOT_TICK_LIMIT 32

typedef struct PlotScale {
    double low, high; /* low < high; both > 0 where logarithmic */
    bool logarithmic;
    int count;
    double ticks[PLOT_TICK_LIMIT];
    const char *labels[PLOT_TICK_LIMIT];
} PlotScale;

/* The smallest and the largest of numbers; empty while low > high. */
typedef struct PlotExtent {
    double low, high;
} PlotExtent;
#define PLOT_NO_EXTENT ((PlotExtent){.low = 1, .high = -1})

/* Whether a number can be drawn: finite, of a size within the limit, positive on such an axis. */
bool plot_is_drawable(double value, bool logarithmic);

/* Takes a number in, if it can be drawn. */
void plot_extent_add(PlotExtent *extent, double value, bool logarithmic);

/* The axis' own range, or that of the data, `widened` to whole ticks; at most `most` ticks, with
 * labels in the arena. */
void plot_scale_fit(PlotScale *scale, Arena *arena, const PlotAxis *axis, PlotExtent data,
                    bool widened, int most, bool ascii);

/* 0 at the low end, 1 at the high one. */
double plot_scale_place(const PlotScale *scale, double value);

/* Cells of the widest label. */
int plot_scale_label_width(const PlotScale *scale);

/* A number as a person writes it, in so many digits (whole ones are never left out): "0.953",
 * "12.3k", "1.5e-7". */
const char *plot_number(Arena *arena, double value, int digits, bool ascii);

/* A number with so many decimals. */
const char *plot_decimal(Arena *arena, double value, int decimals, bool ascii);

/* The least of 1, 2, 5 times a power of ten that is no less than `rough` (> 0). */
double plot_nice_step(double rough);

/* Ascending; no NaN among the values. */
void plot_sort(double *values, size_t count);

#endif
