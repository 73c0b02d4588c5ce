#include "text/plot_dots.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

/* Dots of one cell, across and down, for each kind of cells. */
static const struct {
    int across, down;
} dots_of[] = {[PLOT_BRAILLE] = {2, 4}, [PLOT_BLOCKS] = {2, 2}, [PLOT_ASCII] = {1, 1}};

PlotDots *plot_dots_new(PlotGrid *grid, PlotCells cells, int row, int column, int width, int height)
{
    PlotDots *dots = arena_alloc(grid->arena, 1, sizeof *dots);
    size_t count = (size_t)width * (size_t)height;
    *dots = (PlotDots){.grid = grid,
                       .cells = cells,
                       .row = row,
                       .column = column,
                       .width = width,
                       .height = height,
                       .across = width * dots_of[cells].across,
                       .down = height * dots_of[cells].down,
                       .bits = arena_alloc(grid->arena, count, 1),
                       .series = arena_alloc(grid->arena, count, 1)};
    return dots;
}

void plot_dots_set(PlotDots *dots, int x, int y, size_t series)
{
    if (x < 0 || y < 0 || x >= dots->across || y >= dots->down)
        return;
    int across = dots_of[dots->cells].across;
    int down = dots_of[dots->cells].down;
    int cell = y / down * dots->width + x / across;
    dots->bits[cell] |= (uint8_t)(1U << (unsigned)(y % down * across + x % across));
    dots->series[cell] = (uint8_t)series;
}

/* --- lines --- */

/* Dots on and off, in turn, along a line. */
enum { PATTERN_PARTS = 4, PATTERN_COUNT = 4 };
static const int patterns[PATTERN_COUNT][PATTERN_PARTS] = {
    {1, 0, 1, 0}, {4, 3, 4, 3}, {1, 2, 1, 2}, {6, 2, 1, 2}};

static bool is_on(size_t series, int phase)
{
    const int *pattern = patterns[series % PATTERN_COUNT];
    phase %= pattern[0] + pattern[1] + pattern[2] + pattern[3];
    return phase < pattern[0] ||
           (phase >= pattern[0] + pattern[1] && phase < pattern[0] + pattern[1] + pattern[2]);
}

/* Keeps of a line, as from + t * step, what is between 0 and `most`: Liang and Barsky's way. */
static bool clip_side(double from, double step, double most, double *start, double *end)
{
    if (step == 0)
        return from >= 0 && from <= most;
    double low = -from / step;
    double high = (most - from) / step;
    *start = fmax(*start, fmin(low, high));
    *end = fmin(*end, fmax(low, high));
    return *start <= *end;
}

static int nearest_dot(double place, int count)
{
    return place > -0.5 && place < count ? (int)floor(place + 0.5) : -1;
}

void plot_dots_line(PlotDots *dots, double x0, double y0, double x1, double y1, size_t series,
                    int *phase)
{
    double start = 0;
    double end = 1;
    double x_step = x1 - x0;
    double y_step = y1 - y0;
    if (!clip_side(x0 + 0.5, x_step, dots->across, &start, &end) ||
        !clip_side(y0 + 0.5, y_step, dots->down, &start, &end))
        return;
    /* far from the picture, rounding may leave the clipped ends outside of it */
    double length =
        fmin(fmax(fabs(x_step), fabs(y_step)) * (end - start), dots->across + dots->down);
    int count = (int)ceil(length) + 1;
    int x_before = -1;
    int y_before = -1;
    for (int i = 0; i <= count; i++) {
        double t = start + (end - start) * i / count;
        int x = nearest_dot(x0 + x_step * t, dots->across);
        int y = nearest_dot(y0 + y_step * t, dots->down);
        if (x == x_before && y == y_before)
            continue;
        *phase += i > 0 ? 1 : 0;
        if (dots->cells == PLOT_ASCII || is_on(series, *phase))
            plot_dots_set(dots, x, y, series);
        x_before = x;
        y_before = y;
    }
}

/* --- drawing --- */

static const char *braille(Arena *arena, unsigned bits)
{
    /* from rows of two to Unicode's order, which counts down the left column first */
    static const unsigned order[] = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};
    unsigned pattern = 0;
    char bytes[4];
    for (unsigned i = 0; i < 8; i++)
        pattern |= (bits >> i & 1) != 0 ? order[i] : 0;
    return arena_dup_range(arena, bytes, utf8_encode(0x2800 + pattern, bytes));
}

void plot_dots_draw(const PlotDots *dots, const StyleRole *roles)
{
    static const char *const quarters[] = {" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛",
                                           "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"};
    for (int i = 0; i < dots->width * dots->height; i++) {
        unsigned bits = dots->bits[i];
        if (bits == 0)
            continue;
        const char *glyph = dots->cells == PLOT_BRAILLE  ? braille(dots->grid->arena, bits)
                            : dots->cells == PLOT_BLOCKS ? quarters[bits]
                                                         : plot_marker(dots->series[i], PLOT_ASCII);
        plot_grid_glyph(dots->grid, dots->row + i / dots->width, dots->column + i % dots->width,
                        glyph, roles[dots->series[i]]);
    }
}

/* --- glyphs --- */

const char *plot_marker(size_t series, PlotCells cells)
{
    static const char *const markers[] = {"●", "○", "×", "◆", "△", "□", "+", "◇"};
    static const char *const ascii[] = {"*", "o", "x", "+", "#", "@", "%", "="};
    return (cells == PLOT_ASCII ? ascii : markers)[series % 8];
}

bool plot_is_marked(size_t series, PlotCells cells)
{
    return cells != PLOT_ASCII && series >= PATTERN_COUNT;
}

const char *plot_fill(size_t series, PlotCells cells)
{
    static const char *const fills[] = {"█", "▒", "░", "▓"};
    static const char *const ascii[] = {"#", "=", ":", "%"};
    return (cells == PLOT_ASCII ? ascii : fills)[series % 4];
}

const char *plot_shade(int shade, PlotCells cells)
{
    static const char *const shades[PLOT_SHADES] = {"·", "░", "▒", "▓", "█"};
    static const char *const ascii[PLOT_SHADES] = {".", ":", "+", "%", "#"};
    return (cells == PLOT_ASCII ? ascii : shades)[shade];
}

const char *plot_eighth(int eighths, bool standing, PlotCells cells)
{
    static const char *const lying[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    static const char *const up[] = {"", "▁", "▂", "▃", "▄", "▅", "▆", "▇"};
    static const char *const ascii_lying[] = {"", "-", "-", "-", "=", "=", "=", "#"};
    static const char *const ascii_up[] = {"", "_", "_", "_", "=", "=", "=", "#"};
    if (cells == PLOT_ASCII)
        return (standing ? ascii_up : ascii_lying)[eighths];
    return (standing ? up : lying)[eighths];
}
