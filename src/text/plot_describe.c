/* What stands at a cell of a drawn plot, in words. */
#include <math.h>

#include "base/buffer.h"
#include "text/plot_frame.h"
#include "text/sanitize.h"

static const char *number_text(const PlotView *view, double value)
{
    return plot_number(view->arena, value, 3, view->grid->ascii);
}

/* ", name value" behind what is there already. */
static void add_value(const PlotView *view, Buffer *out, const char *name, double value,
                      size_t *count)
{
    buffer_add_text(out, (*count)++ == 0 ? ": " : ", ");
    buffer_add_text(out, name);
    buffer_add_text(out, *name == '\0' ? "" : " ");
    buffer_add_text(out, number_text(view, value));
}

/* The height of a curve at x, on the straight line between the items around it; NaN without such. */
static double curve_at(const PlotSeries *series, double x)
{
    for (size_t i = 0; i + 1 < series->count; i++) {
        double left = plot_series_x(series, i);
        double right = plot_series_x(series, i + 1);
        if (x < fmin(left, right) || x > fmax(left, right))
            continue;
        double part = right > left || right < left ? (x - left) / (right - left) : 0;
        double low = plot_series_y(series, i);
        return low + (plot_series_y(series, i + 1) - low) * part;
    }
    return (double)NAN;
}

/* The height of the point nearest to x, no further than `reach`; NaN without such. */
static double point_at(const PlotSeries *series, double x, double reach)
{
    double height = (double)NAN;
    for (size_t i = 0; i < series->count; i++) {
        double distance = fabs(plot_series_x(series, i) - x);
        if (distance <= reach) {
            reach = distance;
            height = plot_series_y(series, i);
        }
    }
    return height;
}

static double bin_at(const PlotView *view, const PlotSeries *series, double x)
{
    double *edges;
    double *counts;
    size_t bins =
        plot_histogram_bins(view->arena, view->plot, series, view->all.width, &edges, &counts);
    for (size_t i = 0; i < bins; i++) {
        if (x >= edges[i] && x < edges[i + 1])
            return counts[i];
    }
    return (double)NAN;
}

static void describe_curves(const PlotView *view, int column, Buffer *out)
{
    const Plot *plot = view->plot;
    double width = view->area.width > 1 ? view->area.width - 1 : 1;
    double x = plot_scale_value(&view->x, (column - view->area.column) / width);
    double reach = plot_scale_value(&view->x, (column - view->area.column + 0.5) / width) - x;
    size_t count = 0;
    buffer_add_text(out, "x = ");
    buffer_add_text(out, number_text(view, x));
    for (size_t i = 0; i < plot_series_count(plot); i++) {
        const PlotSeries *series = &plot->series[i];
        double y = series->kind == PLOT_CURVE     ? curve_at(series, x)
                   : series->kind == PLOT_SCATTER ? point_at(series, x, reach)
                   : plot_is_drawn(plot, series)  ? bin_at(view, series, x)
                                                  : (double)NAN;
        if (plot_is_drawable(y, false))
            add_value(view, out, plot_text(series->name), y, &count);
    }
}

static void describe_item(const PlotView *view, size_t item, Buffer *out)
{
    const Plot *plot = view->plot;
    const char *label = plot_item_label(plot, item);
    size_t count = 0;
    if (*label == '\0')
        buffer_add_format(out, "%zu", item + 1);
    else
        buffer_add_text(out, label);
    for (size_t i = 0; i < plot_series_count(plot); i++) {
        const PlotSeries *series = &plot->series[i];
        if (plot_is_drawn(plot, series) && item < series->count)
            add_value(view, out, plot_text(series->name), plot_series_y(series, item), &count);
    }
}

static void add_place(Buffer *out, const char *const *labels, const char *kind, size_t i)
{
    if (labels != NULL && *plot_text(labels[i]) != '\0')
        buffer_add_text(out, labels[i]);
    else
        buffer_add_format(out, "%s %zu", kind, i + 1);
}

static void describe_heat(const PlotView *view, size_t row, size_t column, Buffer *out)
{
    const PlotSeries *series = &view->plot->series[0];
    size_t columns = series->count / series->rows;
    row = row * series->rows / view->item_rows;
    column = column * columns / view->item_columns;
    size_t count = 0;
    add_place(out, series->row_labels, "row", row);
    buffer_add_text(out, ", ");
    add_place(out, series->labels, "column", column);
    add_value(view, out, "", plot_series_y(series, row * columns + column), &count);
}

const char *plot_describe_cell(const PlotView *view, int row, int column)
{
    const Plot *plot = view->plot;
    const PlotRect *area = &view->area;
    Buffer out = {0};
    row -= area->row;
    int across = column - area->column;
    if (row < 0 || across < 0 || row >= area->height || across >= area->width || plot->count == 0)
        return "";
    PlotKind kind = plot->series[0].kind;
    size_t item_row = view->item_height > 0 ? (size_t)(row / view->item_height) : 0;
    size_t item_column = view->item_width > 0 ? (size_t)(across / view->item_width) : 0;
    if (kind == PLOT_BARS && item_row < view->item_rows)
        describe_item(view, item_row, &out);
    else if (kind == PLOT_COLUMNS && item_column < view->item_columns)
        describe_item(view, item_column, &out);
    else if (kind == PLOT_HEAT && item_row < view->item_rows && item_column < view->item_columns)
        describe_heat(view, item_row, item_column, &out);
    else if (kind == PLOT_CURVE || kind == PLOT_SCATTER || kind == PLOT_HISTOGRAM)
        describe_curves(view, column, &out);
    const char *text = sanitize_text(view->arena, buffer_text(&out), out.length, 0);
    buffer_done(&out);
    return text;
}
