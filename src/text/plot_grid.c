#include "text/plot_grid.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/sanitize.h"

PlotGrid *plot_grid_new(Arena *arena, int width, int height, bool ascii)
{
    PlotGrid *grid = arena_alloc(arena, 1, sizeof *grid);
    *grid = (PlotGrid){.arena = arena, .width = width, .height = height, .ascii = ascii};
    grid->cells = arena_alloc(arena, (size_t)width * (size_t)height, sizeof *grid->cells);
    return grid;
}

static PlotCell *cell_at(const PlotGrid *grid, int row, int column)
{
    if (row < 0 || column < 0 || row >= grid->height || column >= grid->width)
        return NULL;
    return &grid->cells[(size_t)row * (size_t)grid->width + (size_t)column];
}

void plot_grid_glyph(PlotGrid *grid, int row, int column, const char *glyph, StyleRole role)
{
    PlotCell *cell = cell_at(grid, row, column);
    if (cell != NULL)
        *cell = (PlotCell){.text = glyph, .length = strlen(glyph), .role = role};
}

/* Draws clean text that fits; returns its cells. */
static int put_clean(PlotGrid *grid, int row, int column, const char *text, size_t length,
                     StyleRole role)
{
    int used = 0;
    for (size_t at = 0; at < length;) {
        int width;
        size_t bytes = utf8_next_cluster(text + at, length - at, &width);
        PlotCell *cell = cell_at(grid, row, column + used);
        PlotCell *last = cell_at(grid, row, column + used + width - 1);
        if (cell != NULL && last != NULL && width > 0) {
            *last = (PlotCell){.text = "", .role = role};
            *cell = (PlotCell){.text = text + at, .length = bytes, .role = role};
        }
        used += width;
        at += bytes;
    }
    return used;
}

int plot_grid_text(PlotGrid *grid, int row, int column, int room, const char *text, StyleRole role)
{
    const char *clean = sanitize_text(grid->arena, text, strlen(text), 0);
    size_t length = strlen(clean);
    if (column + room > grid->width)
        room = grid->width - column;
    if (room <= 0)
        return 0;
    if (utf8_width(clean) <= room)
        return put_clean(grid, row, column, clean, length, role);
    int used = put_clean(grid, row, column, clean, utf8_fit(clean, length, room - 1, NULL), role);
    plot_grid_glyph(grid, row, column + used, grid->ascii ? "~" : "…", role);
    return used + 1;
}

/* Of the cells that the text leaves of `room`, so many halves. */
static int indent(const PlotGrid *grid, int room, const char *text, int halves)
{
    int width = utf8_width(sanitize_text(grid->arena, text, strlen(text), 0));
    return width < room ? (room - width) * halves / 2 : 0;
}

void plot_grid_text_centered(PlotGrid *grid, int row, int column, int room, const char *text,
                             StyleRole role)
{
    int left = indent(grid, room, text, 1);
    (void)plot_grid_text(grid, row, column + left, room - left, text, role);
}

void plot_grid_text_right(PlotGrid *grid, int row, int column, int room, const char *text,
                          StyleRole role)
{
    int left = indent(grid, room, text, 2);
    (void)plot_grid_text(grid, row, column + left, room - left, text, role);
}

static void emit_row(const PlotGrid *grid, TextLines *lines, const PlotCell *cells)
{
    int end = grid->width;
    while (end > 0 && cells[end - 1].text == NULL)
        end--;
    Buffer run = {0};
    lines_add(lines, grid->arena);
    for (int i = 0; i < end; i++) {
        if (cells[i].text == NULL)
            buffer_add_char(&run, ' ');
        else
            buffer_add(&run, cells[i].text, cells[i].length);
        if (i + 1 < end && cells[i + 1].role == cells[i].role)
            continue;
        lines_add_span(lines, grid->arena, buffer_text(&run), run.length, cells[i].role, 0, NULL);
        buffer_clear(&run);
    }
    buffer_done(&run);
}

void plot_grid_emit(const PlotGrid *grid, TextLines *lines)
{
    int end = grid->width * grid->height;
    while (end > 0 && grid->cells[end - 1].text == NULL)
        end--;
    for (int row = 0; row * grid->width < end; row++)
        emit_row(grid, lines, &grid->cells[(size_t)row * (size_t)grid->width]);
}
