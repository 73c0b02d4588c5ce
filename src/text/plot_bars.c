/* Bars, lying and standing, of one series or of several side by side. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "text/plot_frame.h"

#define WIDEST_COLUMN 8
#define LEAST_BAR     6 /* cells, below which the values beside the bars go */

size_t plot_item_count(const Plot *plot)
{
    size_t most = 0;
    for (size_t i = 0; i < plot_series_count(plot); i++) {
        if (plot_is_drawn(plot, &plot->series[i]) && plot->series[i].count > most)
            most = plot->series[i].count;
    }
    return most;
}

size_t plot_drawn_count(const Plot *plot)
{
    size_t count = 0;
    for (size_t i = 0; i < plot_series_count(plot); i++)
        count += plot_is_drawn(plot, &plot->series[i]) ? 1 : 0;
    return count;
}

const char *plot_item_label(const Plot *plot, size_t item)
{
    for (size_t i = 0; i < plot_series_count(plot); i++) {
        const PlotSeries *series = &plot->series[i];
        if (plot_is_drawn(plot, series) && series->labels != NULL && item < series->count)
            return plot_text(series->labels[item]);
    }
    return "";
}

static int widest_label(const Plot *plot)
{
    int widest = 0;
    for (size_t i = 0; i < plot_item_count(plot); i++) {
        int width = utf8_width(plot_item_label(plot, i));
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Of all values, and 0. */
static PlotExtent value_extent(const Plot *plot)
{
    PlotExtent extent = PLOT_NO_EXTENT;
    plot_extent_add(&extent, 0, plot->y.logarithmic);
    for (size_t k = 0; k < plot_series_count(plot); k++) {
        const PlotSeries *series = &plot->series[k];
        for (size_t i = 0; i < series->count && plot_is_drawn(plot, series); i++)
            plot_extent_add(&extent, plot_series_y(series, i), plot->y.logarithmic);
    }
    return extent;
}

/* Place of a value, and of the line that bars start from, between 0 and 1. */
static double place_value(const PlotView *view, double value)
{
    if (!plot_is_drawable(value, view->y.logarithmic))
        return 0;
    double place = plot_scale_place(&view->y, value);
    return place < 0 ? 0 : place > 1 ? 1 : place;
}

/* Of the way from 0, or from the low end of the scale where that is higher, to the high end. */
static double place_above(const PlotView *view, double value)
{
    return view->y.low < 0 ? fmin(value / view->y.high, 1) : place_value(view, value);
}

/* --- one bar --- */

/* A bar of `cells` (negative: to the left, or down) from a line: the cells right of, or above, the line
 * are counted from 0 on, those on its other side from -1 down. Each goes through `put`. */
typedef struct Bar {
    const PlotView *view;
    size_t series;
    bool standing;
    int row, column; /* of cell 0 */
    int thickness;
    bool is_pointed_at;
} Bar;

static void put(const Bar *bar, int at, const char *glyph)
{
    for (int i = 0; i < bar->thickness && *glyph != '\0'; i++)
        plot_grid_glyph(bar->view->grid, bar->standing ? bar->row - at : bar->row + i,
                        bar->standing ? bar->column + i : bar->column + at, glyph,
                        bar->is_pointed_at ? ROLE_ACCENT : bar->view->roles[bar->series]);
}

static void draw_bar(const Bar *bar, double cells)
{
    PlotCells kind = bar->view->cells;
    bool is_solid = strcmp(plot_fill(bar->series, kind), plot_fill(0, kind)) == 0;
    int eighths = (int)floor(fabs(cells) * 8 + 0.5);
    if (eighths == 0 && cells > 0)
        eighths = 1; /* little is not nothing */
    int full = is_solid ? eighths / 8 : (eighths + 4) / 8;
    for (int i = 0; i < full; i++)
        put(bar, cells < 0 ? -1 - i : i, plot_fill(bar->series, kind));
    if (!is_solid || eighths % 8 == 0)
        return;
    if (cells > 0)
        put(bar, full, plot_eighth(eighths % 8, bar->standing, kind));
    else if (eighths % 8 >= 4) /* there are no eighths that hang down or lean right, but halves */
        put(bar, -1 - full, kind == PLOT_ASCII ? "#" : bar->standing ? "▀" : "▐");
}

/* --- standing --- */

static size_t labelled_count(const PlotView *view)
{
    size_t count = 0;
    for (size_t i = 0; i < view->item_columns; i++)
        count += *plot_item_label(view->plot, i) != '\0' ? 1 : 0;
    return count;
}

/* Whether every `step`-th of the labels there are has room until the next, with a blank between. */
static bool step_fits(const PlotView *view, size_t step)
{
    int end = 0;
    size_t nth = 0;
    for (size_t i = 0; i < view->item_columns; i++) {
        const char *label = plot_item_label(view->plot, i);
        if (*label == '\0' || nth++ % step != 0)
            continue;
        if ((int)i * view->item_width < end)
            return false;
        end = (int)i * view->item_width + utf8_width(label) + 1;
    }
    return true;
}

/* Under its column where each has one and room for it, else from its column on; items may have none. */
static void draw_column_labels(const PlotView *view)
{
    size_t count = labelled_count(view);
    int row = view->area.row + view->area.height + 1;
    int used = view->item_width > 2 ? view->item_width - 1 : view->item_width;
    bool is_centered = count == view->item_columns && widest_label(view->plot) <= view->item_width;
    size_t step = 1;
    size_t nth = 0;
    while (!is_centered && step < count && !step_fits(view, step))
        step++;
    for (size_t i = 0; i < view->item_columns; i++) {
        int column = view->area.column + (int)i * view->item_width;
        int room = view->area.column + view->area.width - column;
        const char *label = plot_item_label(view->plot, i);
        if (*label == '\0' || nth++ % step != 0)
            continue;
        if (is_centered)
            plot_grid_text_centered(view->grid, row, column, used, label, ROLE_DIM);
        else if (utf8_width(label) <= room)
            (void)plot_grid_text(view->grid, row, column, room, label, ROLE_DIM);
    }
}

/* Columns stand on the area's floor, or, where there are values below 0, on and under a line at 0. */
static void draw_group(const PlotView *view, size_t item, int thickness, int line)
{
    const Plot *plot = view->plot;
    int column = view->area.column + (int)item * view->item_width;
    int above = line - view->area.row;
    int below = view->area.row + view->area.height - 1 - line;
    for (size_t k = 0; k < plot_series_count(plot); k++) {
        const PlotSeries *series = &plot->series[k];
        double value = item < series->count ? plot_series_y(series, item) : (double)NAN;
        if (!plot_is_drawn(plot, series))
            continue;
        Bar bar = {.view = view,
                   .series = k,
                   .standing = true,
                   .row = value < 0 ? line : line - 1,
                   .column = column,
                   .thickness = thickness,
                   .is_pointed_at = view->cursor == item + 1};
        if (plot_is_drawable(value, view->y.logarithmic) && value >= 0 && view->y.high > 0)
            draw_bar(&bar, place_above(view, value) * above);
        else if (value < 0 && view->y.low < 0)
            draw_bar(&bar, -fmin(value / view->y.low, 1) * below);
        column += thickness;
    }
}

static void draw_line(const PlotView *view, int row)
{
    for (int i = 0; i < view->area.width; i++)
        plot_grid_glyph(view->grid, row, view->area.column + i, view->grid->ascii ? "-" : "─",
                        ROLE_SEPARATOR);
}

/* A mark on the axis under the item that is pointed at, in the middle of its `width` cells. */
static void point_at_column(const PlotView *view, int width)
{
    if (view->cursor == 0 || view->cursor > view->item_columns)
        return;
    int column = view->area.column + (int)(view->cursor - 1) * view->item_width + (width - 1) / 2;
    plot_grid_glyph(view->grid, view->area.row + view->area.height, column,
                    view->grid->ascii ? "^" : "▲", ROLE_ACCENT);
}

void plot_draw_columns(PlotView *view)
{
    const Plot *plot = view->plot;
    size_t items = plot_item_count(plot);
    int bars = (int)plot_drawn_count(plot);
    plot_frame_axes(view, PLOT_NO_EXTENT, value_extent(plot), true);
    if (view->area.width < 1 || bars == 0)
        return;
    if (items > (size_t)(view->area.width / bars))
        items = (size_t)(view->area.width / bars);
    view->item_columns = items;
    view->item_width = items == 0 ? 1 : view->area.width / (int)items;
    if (view->item_width > bars * WIDEST_COLUMN)
        view->item_width = bars * WIDEST_COLUMN;
    int thickness = view->item_width > bars ? (view->item_width - 1) / bars : 1;
    int line = view->area.row + view->area.height;
    if (view->y.low < 0) {
        line = view->y.high > 0 ? plot_frame_row(view, 0) : view->area.row - 1;
        draw_line(view, line);
    }
    for (size_t i = 0; i < items; i++)
        draw_group(view, i, thickness, line);
    if (view->has_axes) {
        draw_column_labels(view);
        point_at_column(view, bars * thickness);
    }
}

/* --- lying --- */

int plot_bars_height(const Plot *plot)
{
    size_t bars = plot_drawn_count(plot);
    size_t items = plot_item_count(plot);
    size_t rows =
        items > PLOT_HEIGHT_LIMIT ? PLOT_HEIGHT_LIMIT : items * (bars + (bars > 1 ? 1 : 0));
    return rows > PLOT_HEIGHT_LIMIT ? PLOT_HEIGHT_LIMIT : (int)rows;
}

/* How a row is divided: label, bars left of the line, line, bars right of it, value. */
typedef struct Division {
    int label, left, right, value;
} Division;

static const char *value_text(const PlotView *view, double value)
{
    return plot_number(view->arena, value, 4, view->grid->ascii);
}

static Division divide_row(const PlotView *view)
{
    const Plot *plot = view->plot;
    Division parts = {.label = widest_label(plot)};
    for (size_t k = 0; k < plot_series_count(plot); k++) {
        for (size_t i = 0; i < plot->series[k].count && plot_is_drawn(plot, &plot->series[k]);
             i++) {
            int width = utf8_width(value_text(view, plot_series_y(&plot->series[k], i))) + 1;
            parts.value = width > parts.value ? width : parts.value;
        }
    }
    parts.label = parts.label > view->area.width / 3 ? view->area.width / 3 : parts.label;
    int room = view->area.width - parts.label - 1 - (parts.label > 0 ? 1 : 0);
    if (room - parts.value < LEAST_BAR)
        parts.value = 0;
    room = room - parts.value > 1 ? room - parts.value : 1;
    parts.left = (int)floor(place_value(view, 0) * room + 0.5);
    parts.right = room - parts.left;
    return parts;
}

/* One bar with its value: behind it, or, where bars go both ways, in a column of its own. */
static void draw_lying(const PlotView *view, const Division *parts, int row, size_t series,
                       size_t item)
{
    double value = plot_series_y(&view->plot->series[series], item);
    int line = view->area.column + parts->label + (parts->label > 0 ? 1 : 0) + parts->left;
    int room = parts->left + parts->right;
    double cells = (place_value(view, value) - place_value(view, 0)) * room;
    Bar bar = {.view = view,
               .series = series,
               .row = row,
               .column = cells < 0 ? line : line + 1,
               .thickness = 1,
               .is_pointed_at = view->cursor == item + 1};
    if (!plot_is_drawable(value, view->y.logarithmic))
        return;
    draw_bar(&bar, cells);
    if (parts->value == 0)
        return;
    int end = line + 1 + (parts->left > 0 ? parts->right : (int)ceil(cells - 1.0 / 16));
    const char *text = value_text(view, value);
    if (parts->left > 0)
        plot_grid_text_right(view->grid, row, end + 1, parts->value - 1, text, ROLE_DIM);
    else
        (void)plot_grid_text(view->grid, row, end + 1, parts->value - 1, text, ROLE_DIM);
}

static void draw_item(const PlotView *view, const Division *parts, size_t item, int row)
{
    const Plot *plot = view->plot;
    int line = view->area.column + parts->label + (parts->label > 0 ? 1 : 0) + parts->left;
    int end = view->area.row + view->area.height;
    bool is_pointed_at = view->cursor == item + 1;
    plot_grid_text_right(view->grid, row, view->area.column, parts->label,
                         plot_item_label(plot, item), is_pointed_at ? ROLE_ACCENT : ROLE_TEXT);
    for (size_t k = 0; k < plot_series_count(plot) && row < end; k++) {
        const PlotSeries *series = &plot->series[k];
        if (!plot_is_drawn(plot, series))
            continue;
        plot_grid_glyph(view->grid, row, line, view->grid->ascii ? "|" : "│", ROLE_SEPARATOR);
        if (is_pointed_at)
            plot_grid_glyph(view->grid, row, line, view->grid->ascii ? ">" : "▶", ROLE_ACCENT);
        if (item < series->count)
            draw_lying(view, parts, row, k, item);
        row++;
    }
}

void plot_draw_bars(PlotView *view)
{
    const Plot *plot = view->plot;
    size_t items = plot_item_count(plot);
    int bars = (int)plot_drawn_count(plot);
    int height = view->area.height;
    if (bars == 0)
        return;
    plot_scale_fit(&view->y, view->arena, &plot->y, value_extent(plot), false, 2,
                   view->grid->ascii);
    Division parts = divide_row(view);
    bool is_airy = bars > 1 && items * (size_t)(bars + 1) <= (size_t)height + 1;
    view->item_height = bars + (is_airy ? 1 : 0);
    size_t shown = (size_t)(height / view->item_height);
    if (items > shown + (is_airy ? 1 : 0))
        items = height > view->item_height ? (size_t)((height - 1) / view->item_height) : shown;
    view->item_rows = items;
    for (size_t i = 0; i < items; i++)
        draw_item(view, &parts, i, view->area.row + (int)i * view->item_height);
    if (items < plot_item_count(plot)) {
        char more[64];
        (void)snprintf(more, sizeof more, "%s %zu more", view->grid->ascii ? "..." : "…",
                       plot_item_count(plot) - items);
        (void)plot_grid_text(view->grid, view->area.row + (int)items * view->item_height,
                             view->area.column, view->area.width, more, ROLE_DIM);
    }
}
