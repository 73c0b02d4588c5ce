/* Histograms: choosing bins, counting, drawing them filled or as outlines. */
#include <math.h>

#include "text/plot_frame.h"

#define BINS_MOST 100

/* Bins by Freedman and Diaconis, width 2 IQR / n^(1/3); by Sturges, log2 n + 1, where half of the data
 * is of one value. */
static size_t choose_bins(const double *sorted, size_t count, int most)
{
    double span = sorted[count - 1] - sorted[0];
    double quartiles = sorted[count * 3 / 4] - sorted[count / 4];
    double width = 2 * quartiles / pow((double)count, 1.0 / 3);
    double bins = width > 0 ? ceil(span / width) : ceil(log2((double)count)) + 1;
    most = most > BINS_MOST ? BINS_MOST : most < 1 ? 1 : most;
    return bins > most ? (size_t)most : bins < 1 ? 1 : (size_t)bins;
}

/* Sorted samples, those that can be drawn; their count. */
static size_t sort_samples(Arena *arena, const Plot *plot, const PlotSeries *series,
                           double **samples)
{
    size_t count = 0;
    *samples = arena_alloc(arena, series->count, sizeof **samples);
    for (size_t i = 0; i < series->count && series->x != NULL; i++) {
        bool is_in = !(plot->x.low < plot->x.high) ||
                     (series->x[i] >= plot->x.low && series->x[i] <= plot->x.high);
        if (is_in && plot_is_drawable(series->x[i], plot->x.logarithmic))
            (*samples)[count++] = series->x[i];
    }
    plot_sort(*samples, count);
    return count;
}

/* Bins that begin at whole multiples of a step of 1, 2 or 5, about as many; the range grows to them. */
static size_t align_bins(double *low, double *high, size_t bins)
{
    double step = plot_nice_step((*high - *low) / (double)bins / 1.8);
    double first = floor(*low / step + 1e-9);
    double last = floor(*high / step + 1e-9) + 1; /* the largest sample is in the last bin */
    if (fabs(first) > 1e9 || fabs(last) > 1e9 || last - first > BINS_MOST)
        return bins;
    *low = first * step;
    *high = last * step;
    return (size_t)(last - first);
}

static void place_edges(const Plot *plot, double low, double high, double *edges, size_t bins)
{
    for (size_t i = 0; i <= bins; i++) {
        double part = (double)i / (double)bins;
        edges[i] = plot->x.logarithmic ? exp(log(low) + (log(high) - log(low)) * part)
                                       : low + (high - low) * part;
    }
    edges[bins] = high;
}

size_t plot_histogram_bins(Arena *arena, const Plot *plot, const PlotSeries *series, int most,
                           double **edges, double **counts)
{
    double *samples;
    if (series->y != NULL) {
        *edges = arena_alloc(arena, series->count + 1, sizeof **edges);
        *counts = arena_alloc(arena, series->count, sizeof **counts);
        for (size_t i = 0; i < series->count; i++)
            (*counts)[i] = series->y[i];
        for (size_t i = 0; i <= series->count; i++)
            (*edges)[i] = plot_series_x(series, i);
        return series->count;
    }
    size_t count = sort_samples(arena, plot, series, &samples);
    if (count == 0)
        return 0;
    double low = samples[0];
    double high = samples[count - 1];
    size_t bins = plot->bins > 0 && plot->bins <= BINS_MOST ? (size_t)plot->bins
                                                            : choose_bins(samples, count, most);
    if (!(high - low > fabs(low) * 1e-9)) { /* all the same: one bin around it */
        double room = fabs(low) > 1e-250 ? fabs(low) / 2 : 0.5;
        low -= plot->x.logarithmic ? low / 2 : room;
        high += room;
        bins = plot->bins > 0 ? bins : 1;
    }
    bool is_free = plot->bins == 0 && !plot->x.logarithmic && !(plot->x.low < plot->x.high);
    if (is_free && high > low && samples[0] < samples[count - 1])
        bins = align_bins(&low, &high, bins);
    *edges = arena_alloc(arena, bins + 1, sizeof **edges);
    *counts = arena_alloc(arena, bins, sizeof **counts);
    place_edges(plot, low, high, *edges, bins);
    for (size_t i = 0, bin = 0; i < count; i++) {
        while (bin + 1 < bins && samples[i] >= (*edges)[bin + 1])
            bin++;
        (*counts)[bin] += 1;
    }
    return bins;
}

/* --- drawing --- */

/* The first column of the area at or right of an edge. */
static int edge_column(const PlotView *view, double edge)
{
    double place = plot_scale_place(&view->x, edge);
    place = place >= 0 ? fmin(place, 1) : 0; /* NaN too */
    return (int)floor(place * view->area.width + 0.5);
}

static void fill_column(const PlotView *view, int column, double height, size_t series)
{
    int eighths = (int)floor(height * 8 + 0.5);
    for (int i = 0; i * 8 < eighths && i < view->area.height; i++) {
        int rest = eighths - i * 8;
        const char *glyph =
            rest >= 8 ? plot_fill(0, view->cells) : plot_eighth(rest, true, view->cells);
        if (*glyph != '\0')
            plot_grid_glyph(view->grid, view->area.row + view->area.height - 1 - i,
                            view->area.column + column, glyph, view->roles[series]);
    }
}

/* Bins as standing bars; wide ones leave a column between them. */
static void fill_bins(const PlotView *view, size_t series, const double *edges,
                      const double *counts, size_t bins)
{
    for (size_t i = 0; i < bins; i++) {
        double place = plot_is_drawable(counts[i], view->y.logarithmic)
                           ? plot_scale_place(&view->y, counts[i])
                           : 0;
        int start = edge_column(view, edges[i]);
        int end = edge_column(view, edges[i + 1]);
        place = place < 0 ? 0 : place > 1 ? 1 : place;
        if (counts[i] > 0 && place > 0 && end == start)
            end = start + 1; /* narrower than a cell, but not nothing */
        end -= end - start > 3 ? 1 : 0;
        for (int column = start; column < end && column < view->area.width; column++)
            fill_column(view, column, place * view->area.height, series);
    }
}

static void outline_bins(const PlotView *view, PlotDots *dots, size_t series, const double *edges,
                         const double *counts, size_t bins)
{
    int phase = 0;
    double bottom = dots->down - 1;
    double before = bottom;
    for (size_t i = 0; i < bins; i++) {
        double start = plot_scale_place(&view->x, edges[i]) * (dots->across - 1);
        double end = plot_scale_place(&view->x, edges[i + 1]) * (dots->across - 1);
        double top = plot_is_drawable(counts[i], view->y.logarithmic)
                         ? (1 - plot_scale_place(&view->y, counts[i])) * (dots->down - 1)
                         : bottom;
        plot_dots_line(dots, start, before, start, top, series, &phase);
        plot_dots_line(dots, start, top, end, top, series, &phase);
        if (i + 1 == bins)
            plot_dots_line(dots, end, top, end, bottom, series, &phase);
        before = top;
    }
}

void plot_draw_histograms(PlotView *view, PlotDots *dots)
{
    const Plot *plot = view->plot;
    size_t count = plot_kind_count(plot, PLOT_HISTOGRAM);
    for (size_t i = 0; i < plot_series_count(plot); i++) {
        double *edges = NULL;
        double *counts = NULL;
        if (plot->series[i].kind != PLOT_HISTOGRAM)
            continue;
        size_t bins = plot_histogram_bins(view->arena, plot, &plot->series[i], view->all.width,
                                          &edges, &counts);
        if (count == 1)
            fill_bins(view, i, edges, counts, bins);
        else
            outline_bins(view, dots, i, edges, counts, bins);
    }
}
