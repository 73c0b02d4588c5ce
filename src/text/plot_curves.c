/* Curves, points and histograms in one frame. */
#include <math.h>

#include "text/plot_frame.h"

#define MARKER_CELLS 12 /* columns from one marker on a curve to the next */
#define POINTS_MOST  80 /* glyphs for points; more are dots */

/* --- what is to be seen --- */

static bool is_within(const PlotAxis *axis, double value)
{
    return !(axis->low < axis->high) || (value >= axis->low && value <= axis->high);
}

/* The values of a series that can be drawn, in the arena; their count. */
static size_t drawable_values(const PlotView *view, const PlotSeries *series, double **values)
{
    const Plot *plot = view->plot;
    size_t count = 0;
    *values = arena_alloc(view->arena, series->count, sizeof **values);
    for (size_t i = 0; i < series->count; i++) {
        double y = plot_series_y(series, i);
        if (plot_is_drawable(y, plot->y.logarithmic) &&
            is_within(&plot->x, plot_series_x(series, i)))
            (*values)[count++] = y;
    }
    return count;
}

/* Whether a curve runs away to a pole: it leaves what nearly all its values keep to by far, and does so
 * in a leap. Then its extent is that of the many, and something more. */
static PlotExtent curve_extent(const PlotView *view, const PlotSeries *series)
{
    double *values;
    double leap = 0;
    PlotExtent all = PLOT_NO_EXTENT;
    size_t count = drawable_values(view, series, &values);
    for (size_t i = 0; i < count; i++) {
        plot_extent_add(&all, values[i], false);
        leap = i > 0 ? fmax(leap, fabs(values[i] - values[i - 1])) : leap;
    }
    if (series->kind != PLOT_CURVE || view->plot->y.logarithmic || count < 100)
        return all;
    plot_sort(values, count);
    double low = values[count / 20];
    double high = values[count - 1 - count / 20];
    if (all.high - all.low < 8 * (high - low) || leap < (all.high - all.low) / 2 || low == high)
        return all;
    double room = (high - low) / 4;
    return (PlotExtent){.low = fmax(all.low, low - room), .high = fmin(all.high, high + room)};
}

static void find_extents(PlotView *view, PlotExtent *x, PlotExtent *y)
{
    const Plot *plot = view->plot;
    for (size_t k = 0; k < plot_series_count(plot); k++) {
        const PlotSeries *series = &plot->series[k];
        double *edges;
        double *counts;
        if (series->kind == PLOT_HISTOGRAM) {
            size_t bins =
                plot_histogram_bins(view->arena, plot, series, view->all.width, &edges, &counts);
            for (size_t i = 0; i < bins; i++) {
                plot_extent_add(x, edges[i], plot->x.logarithmic);
                plot_extent_add(x, edges[i + 1], plot->x.logarithmic);
                plot_extent_add(y, counts[i], plot->y.logarithmic);
            }
            if (bins > 0)
                plot_extent_add(y, 0, plot->y.logarithmic);
        } else if (plot_is_drawn(plot, series)) {
            PlotExtent own = curve_extent(view, series);
            if (own.low <= own.high) {
                plot_extent_add(y, own.low, plot->y.logarithmic);
                plot_extent_add(y, own.high, plot->y.logarithmic);
            }
            for (size_t i = 0; i < series->count; i++) {
                if (plot_is_drawable(plot_series_y(series, i), plot->y.logarithmic))
                    plot_extent_add(x, plot_series_x(series, i), plot->x.logarithmic);
            }
        }
    }
}

/* --- drawing --- */

/* The place of an item in dots; false when it cannot be drawn. */
static bool place_item(const PlotView *view, const PlotDots *dots, const PlotSeries *series,
                       size_t i, double *x, double *y)
{
    double x_value = plot_series_x(series, i);
    double y_value = plot_series_y(series, i);
    if (!plot_is_drawable(x_value, view->x.logarithmic) ||
        !plot_is_drawable(y_value, view->y.logarithmic))
        return false;
    *x = plot_scale_place(&view->x, x_value) * (dots->across - 1);
    *y = (1 - plot_scale_place(&view->y, y_value)) * (dots->down - 1);
    return true;
}

/* Whether from item i to the next a curve leaps over a pole: far, against its slope on both sides.
 * Samples denser than cells only: a zigzag of data is drawn as it is. */
static bool is_pole(const PlotView *view, const PlotSeries *series, size_t i)
{
    if (i < 1 || i + 2 >= series->count || series->count < (size_t)view->area.width)
        return false;
    double leap = plot_series_y(series, i + 1) - plot_series_y(series, i);
    double before = plot_series_y(series, i) - plot_series_y(series, i - 1);
    double after = plot_series_y(series, i + 2) - plot_series_y(series, i + 1);
    return fabs(leap) > (view->y.high - view->y.low) / 2 && before * leap < 0 && after * leap < 0 &&
           fmin(fabs(before), fabs(after)) < 0.4 * fabs(leap);
}

static void draw_curve(const PlotView *view, PlotDots *dots, size_t at)
{
    const PlotSeries *series = &view->plot->series[at];
    int phase = 0;
    bool has_before = false;
    double x_before = 0;
    double y_before = 0;
    for (size_t i = 0; i < series->count; i++) {
        double x;
        double y;
        if (!place_item(view, dots, series, i, &x, &y)) {
            has_before = false;
            continue;
        }
        if (has_before && !is_pole(view, series, i - 1))
            plot_dots_line(dots, x_before, y_before, x, y, at, &phase);
        else if (!has_before && (i + 1 == series->count || isnan(plot_series_y(series, i + 1))))
            plot_dots_line(dots, x, y, x, y, at, &phase); /* alone between gaps */
        has_before = true;
        x_before = x;
        y_before = y;
    }
}

/* A glyph at a place in dots, if it is in the area. */
static void draw_marker(const PlotView *view, const PlotDots *dots, size_t at, double x, double y)
{
    if (x < -0.5 || y < -0.5 || x >= dots->across - 0.5 || y >= dots->down - 0.5)
        return;
    int column = (int)(x + 0.5) / (dots->across / dots->width);
    int row = (int)(y + 0.5) / (dots->down / dots->height);
    plot_grid_glyph(view->grid, dots->row + row, dots->column + column,
                    plot_marker(at, view->cells), view->roles[at]);
}

static void mark_curve(const PlotView *view, const PlotDots *dots, size_t at)
{
    const PlotSeries *series = &view->plot->series[at];
    int per_cell = dots->across / dots->width;
    double next = per_cell * (int)(at % MARKER_CELLS);
    double x;
    double y;
    for (size_t i = 0; i < series->count; i++) {
        if (place_item(view, dots, series, i, &x, &y) && x >= next) {
            draw_marker(view, dots, at, x, y);
            next = x + per_cell * MARKER_CELLS;
        }
    }
}

/* Few points are glyphs; a cloud of many, alone in its frame, is dots. */
static void draw_points(const PlotView *view, PlotDots *dots, size_t at, bool as_dots)
{
    const PlotSeries *series = &view->plot->series[at];
    double x;
    double y;
    for (size_t i = 0; i < series->count; i++) {
        if (!place_item(view, dots, series, i, &x, &y))
            continue;
        int phase = 0;
        if (as_dots)
            plot_dots_line(dots, x, y, x, y, at, &phase);
        else
            draw_marker(view, dots, at, x, y);
    }
}

void plot_draw_curves(PlotView *view)
{
    const Plot *plot = view->plot;
    PlotExtent x = PLOT_NO_EXTENT;
    PlotExtent y = PLOT_NO_EXTENT;
    find_extents(view, &x, &y);
    plot_frame_axes(view, x, y, false);
    size_t clouds = plot_kind_count(plot, PLOT_SCATTER);
    PlotDots *dots = plot_dots_new(view->grid, view->cells, view->area.row, view->area.column,
                                   view->area.width, view->area.height);
    plot_draw_histograms(view, dots);
    for (size_t i = 0; i < plot_series_count(plot); i++) {
        const PlotSeries *series = &plot->series[i];
        if (series->kind == PLOT_CURVE)
            draw_curve(view, dots, i);
        else if (series->kind == PLOT_SCATTER && clouds == 1 && series->count > POINTS_MOST)
            draw_points(view, dots, i, true);
    }
    plot_dots_draw(dots, view->roles);
    for (size_t i = 0; i < plot_series_count(plot); i++) {
        const PlotSeries *series = &plot->series[i];
        if (series->kind == PLOT_CURVE && plot_is_marked(i, view->cells))
            mark_curve(view, dots, i);
        if (series->kind == PLOT_SCATTER && (clouds > 1 || series->count <= POINTS_MOST))
            draw_points(view, dots, i, false);
    }
}
