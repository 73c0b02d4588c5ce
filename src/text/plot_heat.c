/* Heat maps: shades of cells, with values beside them where there is room. */
#include <math.h>

#include "base/utf8.h"
#include "text/plot_frame.h"

#define TALLEST_ITEM 3
#define SCALE_STEP   2 /* cells of one shade in the scale below */

typedef struct Heat {
    PlotView *view;
    const PlotSeries *series;
    size_t rows, columns; /* of the matrix */
    int label_width, value_width;
    int decimals; /* of values; -1: as many as each needs */
    bool has_scale;
} Heat;

static const char *label_of(const char *const *labels, size_t i)
{
    return labels == NULL ? "" : plot_text(labels[i]);
}

static int widest_of(const char *const *labels, size_t count)
{
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        int width = utf8_width(label_of(labels, i));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t columns_of(const PlotSeries *series)
{
    return series->rows == 0 ? 0 : series->count / series->rows;
}

int plot_heat_height(const Plot *plot)
{
    const PlotSeries *series = &plot->series[0];
    size_t rows = series->rows > PLOT_HEIGHT_LIMIT ? PLOT_HEIGHT_LIMIT : series->rows;
    return (int)rows + (series->labels != NULL ? 1 : 0) + (plot->no_scale ? 0 : 2);
}

static const char *value_text(const Heat *heat, double value)
{
    bool ascii = heat->view->grid->ascii;
    return heat->decimals < 0 ? plot_number(heat->view->arena, value, 2, ascii)
                              : plot_decimal(heat->view->arena, value, heat->decimals, ascii);
}

/* Where several items share a cell, their mean, without those that cannot be drawn. */
static double pooled(const Heat *heat, size_t row, size_t column)
{
    const PlotView *view = heat->view;
    size_t row_end = (row + 1) * heat->rows / view->item_rows;
    size_t column_end = (column + 1) * heat->columns / view->item_columns;
    double sum = 0;
    double count = 0;
    for (size_t i = row * heat->rows / view->item_rows; i < row_end; i++) {
        for (size_t k = column * heat->columns / view->item_columns; k < column_end; k++) {
            double value = plot_series_y(heat->series, i * heat->columns + k);
            bool is_drawn = plot_is_drawable(value, view->y.logarithmic);
            sum += is_drawn ? value : 0;
            count += is_drawn ? 1 : 0;
        }
    }
    return count > 0 ? sum / count : (double)NAN;
}

/* --- layout --- */

/* Values of ordinary size stand under each other by their points. */
static void choose_decimals(Heat *heat)
{
    double largest = 0;
    bool is_whole = true;
    for (size_t i = 0; i < heat->series->count; i++) {
        double value = plot_series_y(heat->series, i);
        if (!plot_is_drawable(value, false))
            continue;
        largest = fmax(largest, fabs(value));
        is_whole = is_whole && floor(value) == value;
    }
    bool is_ordinary = largest < 1000 && largest >= 0.1;
    heat->decimals = is_whole && largest < 1e5 ? 0 : !is_ordinary ? -1 : largest < 10 ? 2 : 1;
}

static void measure(Heat *heat)
{
    const PlotView *view = heat->view;
    PlotExtent extent = PLOT_NO_EXTENT;
    choose_decimals(heat);
    for (size_t i = 0; i < heat->series->count; i++) {
        double value = plot_series_y(heat->series, i);
        plot_extent_add(&extent, value, view->plot->y.logarithmic);
        if (plot_is_drawable(value, view->plot->y.logarithmic)) {
            int width = utf8_width(value_text(heat, value));
            heat->value_width = width > heat->value_width ? width : heat->value_width;
        }
    }
    plot_scale_fit(&heat->view->y, view->arena, &view->plot->y, extent, false, 2,
                   view->grid->ascii);
    heat->label_width = widest_of(heat->series->row_labels, heat->rows);
    if (heat->label_width > view->area.width / 3)
        heat->label_width = view->area.width / 3;
}

/* The size of an item in cells; with values when all fit, else about as high as wide. */
static void choose_size(Heat *heat)
{
    PlotView *view = heat->view;
    int most_width = view->area.width / (int)view->item_columns;
    int most_height = view->area.height / (int)view->item_rows;
    int label = widest_of(heat->series->labels, heat->columns) + 1;
    int wide = heat->value_width + 4; /* two of shade, a blank on both sides of the value */
    bool is_whole = view->item_columns == heat->columns && view->item_rows == heat->rows;
    view->item_height = most_height > TALLEST_ITEM ? TALLEST_ITEM : most_height;
    if (is_whole && wide <= most_width) {
        view->item_height = 1;
        view->item_width = label > wide && label <= most_width ? label : wide;
        return;
    }
    heat->value_width = 0;
    view->item_width = 2 * view->item_height;
    if (label > view->item_width && label <= most_width)
        view->item_width = label;
    if (view->item_width > most_width)
        view->item_width = most_width;
    if (view->item_height > (view->item_width + 1) / 2)
        view->item_height = (view->item_width + 1) / 2;
}

static void lay_out(Heat *heat)
{
    PlotView *view = heat->view;
    measure(heat);
    int margin = heat->label_width > 0 ? heat->label_width + 1 : 0;
    bool has_labels = heat->series->labels != NULL && view->area.height > 3;
    heat->has_scale = !view->plot->no_scale && view->area.height >= (has_labels ? 5 : 4);
    view->area.column += margin;
    view->area.width -= margin;
    view->area.row += has_labels ? 1 : 0;
    view->area.height -= (has_labels ? 1 : 0) + (heat->has_scale ? 2 : 0);
    size_t width = view->area.width > 1 ? (size_t)view->area.width : 1;
    size_t height = view->area.height > 1 ? (size_t)view->area.height : 1;
    view->item_columns = heat->columns < width ? heat->columns : width;
    view->item_rows = heat->rows < height ? heat->rows : height;
    choose_size(heat);
}

/* --- drawing --- */

static int shade_of(const PlotView *view, double value)
{
    double place = plot_scale_place(&view->y, value);
    int shade = (int)floor((place < 0 ? 0 : place > 1 ? 1 : place) * PLOT_SHADES);
    return shade >= PLOT_SHADES ? PLOT_SHADES - 1 : shade;
}

static void fill(const PlotView *view, int row, int column, int width, int shade)
{
    for (int i = 0; i < width; i++)
        plot_grid_glyph(view->grid, row, column + i, plot_shade(shade, view->cells),
                        (StyleRole)(ROLE_HEAT_0 + shade));
}

/* Where every item has cells of its own: its mark, and whether it is pointed at. */
static const char *mark_of(const Heat *heat, size_t row, size_t column, StyleRole *role)
{
    const PlotView *view = heat->view;
    size_t item = row * heat->columns + column;
    bool is_whole = view->item_columns == heat->columns && view->item_rows == heat->rows;
    const char *mark = is_whole && heat->series->marks != NULL ? heat->series->marks[item] : NULL;
    *role = is_whole && view->cursor == item + 1 ? ROLE_CURSOR : ROLE_COUNT;
    return mark;
}

static void draw_item(const Heat *heat, size_t row, size_t column)
{
    const PlotView *view = heat->view;
    StyleRole pointed;
    const char *mark = mark_of(heat, row, column, &pointed);
    double value = pooled(heat, row, column);
    int top = view->area.row + (int)row * view->item_height;
    int left = view->area.column + (int)column * view->item_width;
    if (isnan(value))
        return;
    int width = heat->value_width > 0 ? 2 : view->item_width;
    int shade = shade_of(view, value);
    StyleRole role = pointed != ROLE_COUNT ? pointed
                     : mark != NULL        ? ROLE_SKIPPED
                                           : (StyleRole)(ROLE_HEAT_0 + shade);
    for (int i = 0; i < view->item_height * width; i++)
        plot_grid_glyph(view->grid, top + i / width, left + i % width,
                        mark != NULL ? mark : plot_shade(shade, view->cells), role);
    if (heat->value_width > 0)
        plot_grid_text_right(view->grid, top, left + 3, heat->value_width, value_text(heat, value),
                             ROLE_TEXT);
}

/* Only some columns have a label: each stands over its own where there is room. */
static bool is_sparse(const Heat *heat)
{
    for (size_t i = 0; heat->series->labels != NULL && i < heat->columns; i++)
        if (*plot_text(heat->series->labels[i]) == '\0')
            return heat->view->item_columns == heat->columns;
    return false;
}

static void draw_sparse_labels(const Heat *heat)
{
    const PlotView *view = heat->view;
    int used = 0;
    for (size_t i = 0; i < heat->columns; i++) {
        const char *label = plot_text(heat->series->labels[i]);
        int column = (int)i * view->item_width;
        int width = utf8_width(label);
        if (width == 0 || column < used || column + width > view->area.width)
            continue;
        (void)plot_grid_text(view->grid, view->area.row - 1, view->area.column + column, width,
                             label, ROLE_DIM);
        used = column + width + 1;
    }
}

static void draw_column_labels(const Heat *heat)
{
    const PlotView *view = heat->view;
    int label = widest_of(heat->series->labels, heat->columns);
    size_t step = (size_t)((label + view->item_width) / view->item_width);
    step = label < view->item_width || step < 1 ? 1 : step;
    for (size_t i = 0; view->area.row > view->all.row && i < view->item_columns; i += step)
        (void)plot_grid_text(
            view->grid, view->area.row - 1, view->area.column + (int)i * view->item_width,
            (int)step * view->item_width,
            label_of(heat->series->labels, i * heat->columns / view->item_columns), ROLE_DIM);
}

static void draw_labels(const Heat *heat)
{
    const PlotView *view = heat->view;
    if (view->area.row > view->all.row && is_sparse(heat))
        draw_sparse_labels(heat);
    else
        draw_column_labels(heat);
    for (size_t i = 0; i < view->item_rows; i++)
        plot_grid_text_right(
            view->grid, view->area.row + (int)i * view->item_height + (view->item_height - 1) / 2,
            view->area.column - heat->label_width - 1, heat->label_width,
            label_of(heat->series->row_labels, i * heat->rows / view->item_rows), ROLE_DIM);
}

/* "0 ··░░▒▒▓▓██ 1  title" below the map. */
static void draw_scale(const Heat *heat)
{
    const PlotView *view = heat->view;
    int row = view->area.row + (int)view->item_rows * view->item_height + 1;
    int column = view->area.column;
    int end = view->all.column + view->all.width;
    column += plot_grid_text(view->grid, row, column, end - column, value_text(heat, view->y.low),
                             ROLE_DIM) +
              1;
    for (int i = 0; i < PLOT_SHADES && column + SCALE_STEP <= end; i++, column += SCALE_STEP)
        fill(view, row, column, SCALE_STEP, i);
    column += 1 + plot_grid_text(view->grid, row, column + 1, end - column - 1,
                                 value_text(heat, view->y.high), ROLE_DIM);
    (void)plot_grid_text(view->grid, row, column + 2, end - column - 2,
                         plot_text(view->plot->y.title), ROLE_DIM);
}

void plot_draw_heat(PlotView *view)
{
    Heat heat = {.view = view,
                 .series = &view->plot->series[0],
                 .rows = view->plot->series[0].rows,
                 .columns = columns_of(&view->plot->series[0])};
    if (heat.columns == 0)
        return;
    lay_out(&heat);
    for (size_t row = 0; row < view->item_rows; row++) {
        for (size_t column = 0; column < view->item_columns; column++)
            draw_item(&heat, row, column);
    }
    draw_labels(&heat);
    if (heat.has_scale)
        draw_scale(&heat);
}
