/* Labelled numbers (base/graph.h) as a plot. */
#ifndef CAIRN_TEXT_PLOT_GRAPH_H
#define CAIRN_TEXT_PLOT_GRAPH_H

#include "base/graph.h"
#include "text/plot.h"

/* Appends the graph as a plot, a calendar with a line that says what its marks mean; the cursor counts
 * items of the graph. Nothing where the graph is empty. */
void plot_graph(TextLines *lines, Arena *arena, const Graph *graph, PlotOptions options);

/* So many items a graph may have beside each other in `width` cells. */
size_t plot_graph_room(int width);

#endif
