#include "text/plot_graph.h"

#include <math.h>
#include <string.h>

#include "text/plot_dots.h"

#define AXIS_CELLS  8 /* labels and line of the upright axis, on the safe side */
#define WEEK        7
#define LEAST_WEEKS 3
#define LEAST_HIGH  4 /* so that the scale counts whole things */

size_t plot_graph_room(int width)
{
    return width > AXIS_CELLS + LEAST_WEEKS ? (size_t)(width - AXIS_CELLS) : LEAST_WEEKS;
}

/* --- bars and columns --- */

static const char *const *labels_of(const Graph *graph, Arena *arena)
{
    const char **labels = arena_alloc(arena, graph->count, sizeof *labels);
    for (size_t i = 0; i < graph->count; i++)
        labels[i] = graph->items[i].label;
    return labels;
}

static const double *values_of(const Graph *graph, Arena *arena, size_t series)
{
    double *values = arena_alloc(arena, graph->count, sizeof *values);
    for (size_t i = 0; i < graph->count; i++)
        values[i] = graph->items[i].values[series];
    return values;
}

static double highest(const Graph *graph)
{
    double most = 0;
    for (size_t i = 0; i < graph->count; i++)
        for (size_t k = 0; k < graph->drawn; k++)
            most = fmax(most, graph->items[i].values[k]); /* which leaves NaN out */
    return most;
}

static void plot_items(TextLines *lines, Arena *arena, const Graph *graph,
                       const PlotOptions *options)
{
    PlotSeries *series = arena_alloc(arena, graph->drawn, sizeof *series);
    const char *const *labels = labels_of(graph, arena);
    for (size_t k = 0; k < graph->drawn; k++)
        series[k] = (PlotSeries){.kind = graph->shape == GRAPH_BARS ? PLOT_BARS : PLOT_COLUMNS,
                                 .name = graph->drawn > 1 ? graph->series[k] : NULL,
                                 .y = values_of(graph, arena, k),
                                 .count = graph->count,
                                 .labels = labels,
                                 .role = graph->drawn > 1 ? ROLE_COUNT : ROLE_PROGRESS};
    Plot plot = {.series = series, .count = graph->drawn};
    double high = graph->high == 0 && graph->shape == GRAPH_COLUMNS ? LEAST_HIGH : graph->high;
    plot.y.high = highest(graph) <= high ? high : 0;
    plot_render(lines, arena, &plot, options);
}

/* --- calendars --- */

static const char *glyph_of(GraphMark mark, bool ascii)
{
    switch (mark) {
    case GRAPH_REST:
        return ascii ? "o" : "◌";
    case GRAPH_FROZEN:
        return ascii ? "*" : "◇";
    case GRAPH_PLAIN:
    case GRAPH_OUTSIDE:
        break;
    }
    return NULL;
}

/* Items are days in order; the map has a row for each weekday. */
static void plot_calendar(TextLines *lines, Arena *arena, const Graph *graph, PlotOptions options)
{
    static const char *const WEEKDAYS[WEEK] = {"Mon", "", "Wed", "", "Fri", "", "Sun"};
    size_t weeks = (graph->count + WEEK - 1) / WEEK;
    double *levels = arena_alloc(arena, weeks * WEEK, sizeof *levels);
    const char **marks = arena_alloc(arena, weeks * WEEK, sizeof *marks);
    const char **labels = arena_alloc(arena, weeks, sizeof *labels);
    for (size_t i = 0; i < weeks * WEEK; i++) {
        size_t place = i % WEEK * weeks + i / WEEK;
        bool outside = i >= graph->count || graph->items[i].mark == GRAPH_OUTSIDE;
        levels[place] = outside ? (double)NAN : graph->items[i].level;
        marks[place] = outside ? NULL : glyph_of(graph->items[i].mark, options.cells == PLOT_ASCII);
        if (i % WEEK == 0)
            labels[i / WEEK] = i < graph->count ? graph->items[i].label : "";
    }
    const PlotSeries series = {.kind = PLOT_HEAT,
                               .y = levels,
                               .count = weeks * WEEK,
                               .rows = WEEK,
                               .labels = labels,
                               .row_labels = WEEKDAYS,
                               .marks = marks};
    const Plot plot = {.y = {.low = 0, .high = 4}, .no_scale = true, .series = &series, .count = 1};
    if (options.cursor > 0)
        options.cursor = (options.cursor - 1) % WEEK * weeks + (options.cursor - 1) / WEEK + 1;
    plot_render(lines, arena, &plot, &options);
}

static bool has_mark(const Graph *graph, GraphMark mark)
{
    for (size_t i = 0; i < graph->count; i++)
        if (graph->items[i].mark == mark)
            return true;
    return false;
}

/* Glyphs and what they mean, behind the others or, where there is no room, on a line of their own. */
static void add_meaning(TextLines *lines, Arena *arena, int width, const TextLine *glyphs,
                        const char *meaning)
{
    TextLine *last = &lines->items[lines->count - 1];
    int room = glyphs->width + (int)strlen(meaning);
    if (last->width > 0 && last->width + 2 + room > width)
        lines_add(lines, arena);
    else if (last->width > 0)
        lines_add_text(lines, arena, ROLE_DIM, "  ");
    if (room > width)
        return;
    lines_join(lines, arena, glyphs);
    lines_add_text(lines, arena, ROLE_DIM, meaning);
}

static void add_glyph(TextLines *lines, Arena *arena, int width, StyleRole role, const char *glyph,
                      const char *meaning)
{
    TextLines glyphs = {0};
    lines_add_text(&glyphs, arena, role, glyph);
    add_meaning(lines, arena, width, glyphs.items, meaning);
}

/* "· nothing  ░▒▓█ up to the goal  ◌ rest  ◇ frozen" */
static void add_legend(TextLines *lines, Arena *arena, const Graph *graph, PlotOptions options)
{
    bool ascii = options.cells == PLOT_ASCII;
    bool judged = graph->tag_name != NULL;
    TextLines shades = {0};
    for (int shade = 1; shade < PLOT_SHADES; shade++)
        lines_add_text(&shades, arena, (StyleRole)(ROLE_HEAT_0 + shade),
                       plot_shade(shade, options.cells));
    lines_add(lines, arena);
    add_glyph(lines, arena, options.width, ROLE_HEAT_0, plot_shade(0, options.cells), " nothing");
    add_meaning(lines, arena, options.width, shades.items, judged ? " up to the goal" : " more");
    if (has_mark(graph, GRAPH_REST))
        add_glyph(lines, arena, options.width, ROLE_SKIPPED, glyph_of(GRAPH_REST, ascii), " rest");
    if (has_mark(graph, GRAPH_FROZEN))
        add_glyph(lines, arena, options.width, ROLE_SKIPPED, glyph_of(GRAPH_FROZEN, ascii),
                  " frozen");
}

void plot_graph(TextLines *lines, Arena *arena, const Graph *graph, PlotOptions options)
{
    if (graph->empty != NULL || graph->count == 0)
        return;
    if (graph->shape != GRAPH_CALENDAR) {
        plot_items(lines, arena, graph, &options);
        return;
    }
    plot_calendar(lines, arena, graph, options);
    add_legend(lines, arena, graph, options);
}
