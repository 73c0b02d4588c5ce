/* A plot is laid out and drawn on a grid of cells, alone or as panels beside each other, and the grid
 * becomes lines. */
#include "text/plot.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "text/plot_frame.h"

#define LEAST_WIDTH   10
#define LEAST_HEIGHT  3
#define PANEL_WIDTH   30 /* cells that a panel should have at least */
#define NARROW_PANEL  16 /* or this, where there is little height: */
#define LOW_PANEL     6
#define PANEL_GAP     2
#define TALLEST_PLAIN 24

typedef struct Layout {
    Arena *arena;
    const Plot *plot;
    PlotCells cells;
    size_t cursor;
    int width, height;
    int panel_columns, panel_rows;
    PlotGrid *grid;
} Layout;

/* --- data --- */

static bool has_value(const Plot *plot, const PlotSeries *series, size_t i)
{
    bool is_sample = series->kind == PLOT_HISTOGRAM && series->y == NULL;
    bool has_x = series->kind == PLOT_CURVE || series->kind == PLOT_SCATTER;
    if (is_sample)
        return series->x != NULL && plot_is_drawable(series->x[i], plot->x.logarithmic);
    return plot_is_drawable(plot_series_y(series, i), plot->y.logarithmic) &&
           (!has_x || plot_is_drawable(plot_series_x(series, i), plot->x.logarithmic));
}

static bool has_data(const Plot *plot)
{
    for (size_t k = 0; k < plot_series_count(plot); k++) {
        const PlotSeries *series = &plot->series[k];
        if (!plot_is_drawn(plot, series))
            continue;
        if (series->kind == PLOT_HEAT && (series->rows == 0 || series->count < series->rows))
            continue;
        for (size_t i = 0; i < series->count; i++) {
            if (has_value(plot, series, i))
                return true;
        }
    }
    return false;
}

/* --- sizes --- */

static int plain_height(const Plot *plot, int width)
{
    int around = (*plot_text(plot->title) != '\0' ? 1 : 0) + (plot->count > 1 ? 1 : 0) +
                 (*plot_text(plot->x.title) != '\0' ? 1 : 0) +
                 (*plot_text(plot->y.title) != '\0' ? 1 : 0);
    if (!has_data(plot))
        return LEAST_HEIGHT;
    if (plot->series[0].kind == PLOT_BARS)
        return plot_bars_height(plot) + around;
    if (plot->series[0].kind == PLOT_HEAT)
        return plot_heat_height(plot) + around;
    int height = width / 5 + 6;
    return (height > TALLEST_PLAIN ? TALLEST_PLAIN : height) + around;
}

static size_t panel_count(const Plot *plot)
{
    return plot->panel_count < PLOT_PANEL_LIMIT ? plot->panel_count : PLOT_PANEL_LIMIT;
}

static int panel_width(const Layout *layout)
{
    return (layout->width - (layout->panel_columns - 1) * PANEL_GAP) / layout->panel_columns;
}

/* Panels in as few rows as their width allows, and in as even ones; narrower ones where `height` (0: any)
 * would make them too low. */
static void arrange_panels(Layout *layout, int height)
{
    int count = (int)panel_count(layout->plot);
    int most = layout->width / PANEL_WIDTH;
    int columns = most < 1 ? 1 : most > count ? count : most;
    for (;; columns++) {
        layout->panel_rows = (count + columns - 1) / columns;
        layout->panel_columns = (count + layout->panel_rows - 1) / layout->panel_rows;
        bool is_low = height > 0 && height / layout->panel_rows < LOW_PANEL;
        if (!is_low || columns >= count || layout->width / (columns + 1) < NARROW_PANEL)
            break;
    }
}

static int panels_height(const Layout *layout)
{
    int tallest = 0;
    for (size_t i = 0; i < panel_count(layout->plot); i++) {
        int height = plain_height(&layout->plot->panels[i], panel_width(layout));
        tallest = height > tallest ? height : tallest;
    }
    int title = *plot_text(layout->plot->title) != '\0' ? 1 : 0;
    return title + layout->panel_rows * (tallest + 1) - 1;
}

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void lay_out(Layout *layout, Arena *arena, const Plot *plot, const PlotOptions *options)
{
    *layout = (Layout){.arena = arena,
                       .plot = plot,
                       .cells = options->cells,
                       .cursor = options->cursor,
                       .width = within(options->width, 1, PLOT_WIDTH_LIMIT)};
    if (plot->panel_count > 0)
        arrange_panels(layout, options->height);
    int height = plot->panel_count > 0 ? panels_height(layout) : plain_height(plot, layout->width);
    layout->height = within(options->height > 0 ? options->height : height, 1, PLOT_HEIGHT_LIMIT);
    if (layout->width < LEAST_WIDTH)
        layout->height = 1;
    layout->grid =
        plot_grid_new(arena, layout->width, layout->height, options->cells == PLOT_ASCII);
}

/* --- drawing --- */

/* Instead of a plot: its title, and why it is not drawn. */
static void draw_sentence(const Layout *layout, const Plot *plot, PlotRect part, const char *why)
{
    bool has_title = *plot_text(plot->title) != '\0' && part.height > 1;
    if (has_title)
        plot_grid_text_centered(layout->grid, part.row, part.column, part.width, plot->title,
                                ROLE_STRONG);
    plot_grid_text_centered(layout->grid, part.row + (has_title ? 1 : 0) + (part.height - 1) / 2,
                            part.column, part.width, why, ROLE_DIM);
}

/* Lying bars have no axis, and a single one is a row. */
static int least_height(const Plot *plot)
{
    return plot->count > 0 && plot->series[0].kind == PLOT_BARS ? 1 : LEAST_HEIGHT;
}

static void draw_view(PlotView *view, const Layout *layout, const Plot *plot, PlotRect part)
{
    *view = (PlotView){.plot = plot,
                       .grid = layout->grid,
                       .arena = layout->arena,
                       .cells = layout->cells,
                       .cursor = layout->cursor,
                       .all = part};
    if (part.width < LEAST_WIDTH || part.height < least_height(plot)) {
        draw_sentence(layout, plot, part, "no room for the plot");
        return;
    }
    if (!has_data(plot)) {
        draw_sentence(layout, plot, part, "no data");
        return;
    }
    plot_frame_open(view, part);
    switch (plot->series[0].kind) {
    case PLOT_CURVE:
    case PLOT_SCATTER:
    case PLOT_HISTOGRAM:
        plot_draw_curves(view);
        break;
    case PLOT_BARS:
        plot_draw_bars(view);
        break;
    case PLOT_COLUMNS:
        plot_draw_columns(view);
        break;
    case PLOT_HEAT:
        plot_draw_heat(view);
        break;
    }
}

/* The part of the grid that is panel `i`. */
static PlotRect panel_part(const Layout *layout, int i)
{
    int title = *plot_text(layout->plot->title) != '\0' && layout->height > LEAST_HEIGHT ? 1 : 0;
    int height = (layout->height - title - layout->panel_rows + 1) / layout->panel_rows;
    return (PlotRect){.row = title + i / layout->panel_columns * (height + 1),
                      .column = i % layout->panel_columns * (panel_width(layout) + PANEL_GAP),
                      .width = panel_width(layout),
                      .height = height};
}

void plot_render(TextLines *lines, Arena *arena, const Plot *plot, const PlotOptions *options)
{
    Layout layout;
    PlotView view;
    lay_out(&layout, arena, plot, options);
    PlotRect whole = {.width = layout.width, .height = layout.height};
    if (plot->panel_count == 0) {
        draw_view(&view, &layout, plot, whole);
    } else if (panel_part(&layout, 0).height < LEAST_HEIGHT) {
        draw_sentence(&layout, plot, whole, "no room for the plots");
    } else {
        plot_grid_text_centered(layout.grid, 0, 0, layout.width, plot_text(plot->title),
                                ROLE_STRONG);
        for (int i = 0; i < (int)panel_count(plot); i++)
            draw_view(&view, &layout, &plot->panels[i], panel_part(&layout, i));
    }
    plot_grid_emit(layout.grid, lines);
}
