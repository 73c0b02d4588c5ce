#include "text/plot_frame.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

#define LEAST_AREA   3 /* rows of data, below which all else goes */
#define SAMPLE_WIDTH 4 /* cells of a line in the legend */
#define LEGEND_GAP   3
#define TICKS_MOST   13 /* along x */

const char *plot_text(const char *text)
{
    return text == NULL ? "" : text;
}

/* Kinds that share one frame have the same family. */
static PlotKind family(PlotKind kind)
{
    return kind == PLOT_SCATTER || kind == PLOT_HISTOGRAM ? PLOT_CURVE : kind;
}

size_t plot_series_count(const Plot *plot)
{
    return plot->count < PLOT_SERIES_LIMIT ? plot->count : PLOT_SERIES_LIMIT;
}

bool plot_is_drawn(const Plot *plot, const PlotSeries *series)
{
    return family(series->kind) == family(plot->series[0].kind);
}

size_t plot_kind_count(const Plot *plot, PlotKind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < plot_series_count(plot); i++)
        count += plot->series[i].kind == kind ? 1 : 0;
    return count;
}

double plot_series_x(const PlotSeries *series, size_t i)
{
    return series->x == NULL ? (double)i : series->x[i];
}

double plot_series_y(const PlotSeries *series, size_t i)
{
    return series->y == NULL ? (double)NAN : series->y[i];
}

/* --- the legend --- */

/* A histogram alone is filled; of several, the outlines are drawn. */
static bool is_filled(const Plot *plot, const PlotSeries *series)
{
    return series->kind == PLOT_BARS || series->kind == PLOT_COLUMNS ||
           (series->kind == PLOT_HISTOGRAM && plot_kind_count(plot, PLOT_HISTOGRAM) == 1);
}

static void draw_sample(const PlotView *view, size_t at, int row, int column)
{
    const PlotSeries *series = &view->plot->series[at];
    const char *marker = plot_marker(at, view->cells);
    int phase = 0;
    if (is_filled(view->plot, series)) {
        for (int i = 0; i < 2; i++)
            plot_grid_glyph(view->grid, row, column + i,
                            plot_fill(series->kind == PLOT_HISTOGRAM ? 0 : at, view->cells),
                            view->roles[at]);
        return;
    }
    if (series->kind == PLOT_SCATTER) {
        plot_grid_glyph(view->grid, row, column, marker, view->roles[at]);
        return;
    }
    PlotDots *dots = plot_dots_new(view->grid, view->cells, row, column, SAMPLE_WIDTH, 1);
    int middle = dots->down / 2;
    plot_dots_line(dots, 0, middle, dots->across, middle, at, &phase);
    plot_dots_draw(dots, view->roles);
    if (plot_is_marked(at, view->cells))
        plot_grid_glyph(view->grid, row, column + 1, marker, view->roles[at]);
}

static int sample_width(const Plot *plot, const PlotSeries *series)
{
    return series->kind == PLOT_SCATTER ? 1 : is_filled(plot, series) ? 2 : SAMPLE_WIDTH;
}

/* Lays the legend out in rows from `row` on, and draws it where `drawn`; the rows it takes. */
static int lay_legend(const PlotView *view, int row, bool drawn)
{
    const Plot *plot = view->plot;
    int used = 0;
    int rows = 0;
    for (size_t i = 0; i < plot_series_count(plot); i++) {
        const PlotSeries *series = &plot->series[i];
        const char *name = plot_text(series->name);
        int sample = sample_width(plot, series);
        int width = sample + 1 + utf8_width(name);
        if (*name == '\0' || !plot_is_drawn(plot, series))
            continue;
        if (rows == 0 || used + LEGEND_GAP + width > view->all.width) {
            rows++;
            used = 0;
        }
        int column = view->all.column + used + (used > 0 ? LEGEND_GAP : 0);
        int room = view->all.column + view->all.width - column - sample - 1;
        if (drawn && room > 0) {
            draw_sample(view, i, row + rows - 1, column);
            (void)plot_grid_text(view->grid, row + rows - 1, column + sample + 1, room, name,
                                 ROLE_TEXT);
        }
        used += (used > 0 ? LEGEND_GAP : 0) + width;
    }
    return rows;
}

/* A legend says nothing where one series stands below a title. */
static int legend_rows(const PlotView *view)
{
    const Plot *plot = view->plot;
    bool is_needed = plot->count > 1 || *plot_text(plot->title) == '\0';
    return plot->series[0].kind == PLOT_HEAT || !is_needed ? 0 : lay_legend(view, 0, false);
}

/* --- around the area --- */

static bool reserve(int *left, int rows)
{
    if (rows == 0 || *left < rows)
        return false;
    *left -= rows;
    return true;
}

static void choose_roles(PlotView *view)
{
    for (size_t i = 0; i < plot_series_count(view->plot); i++) {
        StyleRole own = view->plot->series[i].role;
        StyleRole next = (StyleRole)(ROLE_SERIES_1 + (int)(i % 6));
        view->roles[i] = own == ROLE_COUNT || own == ROLE_TEXT ? next : own;
    }
}

void plot_frame_open(PlotView *view, PlotRect part)
{
    const Plot *plot = view->plot;
    PlotKind kind = plot->series[0].kind;
    int axis_rows = kind == PLOT_BARS || kind == PLOT_HEAT ? 0 : 2;
    view->all = view->area = part;
    choose_roles(view);
    view->has_axes = part.height >= LEAST_AREA + axis_rows && part.width >= 16;
    int left = part.height - LEAST_AREA - (view->has_axes ? axis_rows : 0);
    int legend = legend_rows(view);
    bool has_legend = reserve(&left, legend);
    bool has_title = reserve(&left, *plot_text(plot->title) == '\0' ? 0 : 1);
    bool has_x = view->has_axes && reserve(&left, *plot_text(plot->x.title) == '\0' ? 0 : 1);
    bool names_y = kind != PLOT_HEAT && *plot_text(plot->y.title) != '\0'; /* it names its scale */
    bool has_y = view->has_axes && reserve(&left, names_y ? 1 : 0);
    int row = part.row;
    if (has_title)
        plot_grid_text_centered(view->grid, row++, part.column, part.width, plot->title,
                                ROLE_STRONG);
    if (has_legend) {
        (void)lay_legend(view, row, true);
        row += legend;
    }
    if (has_y)
        (void)plot_grid_text(view->grid, row++, part.column, part.width, plot->y.title, ROLE_DIM);
    view->area.row = row;
    view->area.height = part.row + part.height - row - (has_x ? 1 : 0);
    if (has_x)
        plot_grid_text_centered(view->grid, part.row + part.height - 1, part.column, part.width,
                                plot->x.title, ROLE_DIM);
}

/* --- axes --- */

/* The cell, of `count`, in which a place from 0 to 1 lies. */
static int cell_of(double place, int count, PlotCells cells)
{
    int parts = cells == PLOT_BRAILLE ? 4 : cells == PLOT_BLOCKS ? 2 : 1;
    return (int)floor(place * (count * parts - 1) + 0.5) / parts;
}

static int tick_column(const PlotView *view, double tick)
{
    return view->area.column +
           cell_of(plot_scale_place(&view->x, tick), view->area.width, view->cells);
}

int plot_frame_row(const PlotView *view, double y)
{
    return view->area.row +
           cell_of(1 - plot_scale_place(&view->y, y), view->area.height, view->cells);
}

/* Where a label of `width` cells under `column` begins, within the view. */
static int label_start(const PlotView *view, int column, int width)
{
    int end = view->all.column + view->all.width;
    int start = column - (width - 1) / 2;
    start = start + width > end ? end - width : start;
    return start < view->all.column ? view->all.column : start;
}

static bool labels_collide(const PlotView *view)
{
    int before = -1;
    for (int i = 0; i < view->x.count; i++) {
        int width = utf8_width(view->x.labels[i]);
        int start = label_start(view, tick_column(view, view->x.ticks[i]), width);
        if (start <= before)
            return true;
        before = start + width; /* one blank between */
    }
    return false;
}

static void draw_x_axis(const PlotView *view, bool is_category)
{
    bool ascii = view->grid->ascii;
    int row = view->area.row + view->area.height;
    for (int i = 0; i < view->area.width; i++)
        plot_grid_glyph(view->grid, row, view->area.column + i, ascii ? "-" : "─", ROLE_SEPARATOR);
    plot_grid_glyph(view->grid, row, view->area.column - 1, ascii ? "+" : "└", ROLE_SEPARATOR);
    for (int i = 0; i < view->x.count && !is_category; i++) {
        int column = tick_column(view, view->x.ticks[i]);
        int start = label_start(view, column, utf8_width(view->x.labels[i]));
        plot_grid_glyph(view->grid, row, column, ascii ? "+" : "┬", ROLE_SEPARATOR);
        (void)plot_grid_text(view->grid, row + 1, start, view->all.column + view->all.width - start,
                             view->x.labels[i], ROLE_DIM);
    }
}

static void draw_y_axis(const PlotView *view, int label_width)
{
    bool ascii = view->grid->ascii;
    int column = view->area.column - 1;
    for (int i = 0; i < view->area.height; i++)
        plot_grid_glyph(view->grid, view->area.row + i, column, ascii ? "|" : "│", ROLE_SEPARATOR);
    for (int i = 0; i < view->y.count; i++) {
        int row = plot_frame_row(view, view->y.ticks[i]);
        plot_grid_glyph(view->grid, row, column, ascii ? "+" : "┤", ROLE_SEPARATOR);
        plot_grid_text_right(view->grid, row, view->all.column, label_width, view->y.labels[i],
                             ROLE_DIM);
    }
}

/* A line at zero, faint, for what goes to both sides of it. */
static void draw_zero(const PlotView *view)
{
    if (view->y.logarithmic || view->y.low >= 0 || view->y.high <= 0)
        return;
    for (int i = 0; i < view->area.width; i++)
        plot_grid_glyph(view->grid, plot_frame_row(view, 0), view->area.column + i,
                        view->grid->ascii ? "." : "┈", ROLE_SEPARATOR);
}

void plot_frame_axes(PlotView *view, PlotExtent x, PlotExtent y, bool is_category)
{
    const Plot *plot = view->plot;
    bool ascii = view->grid->ascii;
    int rows = view->area.height - (view->has_axes ? 2 : 0);
    plot_scale_fit(&view->y, view->arena, &plot->y, y, true,
                   rows < 4    ? 3
                   : rows > 14 ? 8
                               : rows / 2 + 1,
                   ascii);
    plot_scale_fit(&view->x, view->arena, &plot->x, x, false, 2, ascii);
    if (!view->has_axes)
        return;
    int label_width = plot_scale_label_width(&view->y);
    label_width = label_width > view->all.width / 3 ? 0 : label_width;
    int right = plot_scale_label_width(&view->x) / 2;
    view->area.height = rows;
    view->area.column += label_width + 1;
    view->area.width -= label_width + 1 + (is_category ? 0 : right > 3 ? 3 : right);
    int most = view->area.width / 8 + 1;
    for (most = most > TICKS_MOST ? TICKS_MOST : most; most >= 2; most--) {
        plot_scale_fit(&view->x, view->arena, &plot->x, x, false, most, ascii);
        if (!labels_collide(view))
            break;
    }
    if (labels_collide(view))
        view->x.count = 0;
    draw_x_axis(view, is_category);
    draw_y_axis(view, label_width);
    if (!is_category)
        draw_zero(view);
}
