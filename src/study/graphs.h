/* The graphs of the statistics (graphs.def): what they show of a learner, as labelled numbers. Pure. */
#ifndef CAIRN_STUDY_GRAPHS_H
#define CAIRN_STUDY_GRAPHS_H

#include "base/arena.h"
#include "base/graph.h"
#include "study/state.h"
#include "study/stats.h"

typedef enum GraphPage {
#define GRAPH_PAGE(identifier, name, title) GRAPH_PAGE_##identifier,
#define GRAPH(identifier, name, page, source, function, title, unit, help)
#include "study/graphs.def"
#undef GRAPH_PAGE
#undef GRAPH
    GRAPH_PAGE_COUNT
} GraphPage;

typedef enum GraphId {
#define GRAPH_PAGE(identifier, name, title)
#define GRAPH(identifier, name, page, source, function, title, unit, help) GRAPH_ID_##identifier,
#include "study/graphs.def"
#undef GRAPH_PAGE
#undef GRAPH
    GRAPH_COUNT
} GraphId;

/* What a graph is made of: Stats, the state, Stats where the scope is a part of everything. */
typedef enum GraphSource { GRAPH_FROM_LOG, GRAPH_FROM_STATE, GRAPH_FROM_PART } GraphSource;

typedef struct GraphInfo {
    const char *name, *title, *unit, *help;
    GraphPage page;
    GraphSource source;
} GraphInfo;

const GraphInfo *graph_info(GraphId id);
const char *graph_page_name(GraphPage page);
const char *graph_page_title(GraphPage page);
/* The first graph of a page; those of a page stand together. */
GraphId graph_page_first(GraphPage page);
size_t graph_page_graphs(GraphPage page);

/* What graphs are made of. */
typedef struct GraphView {
    const StudyState *state;
    const Stats *stats; /* of `scope`; NULL: not known yet */
    ItemRef scope;      /* a topic, subtopic or deck; ITEM_NONE: all */
    StatsPeriod period;
    int64_t now_ms;
    int offset_min;
    DayNumber today;
    size_t room; /* so many items beside each other at most; 0: as many as there are, day by day */
} GraphView;

/* Makes a graph; all of it lives in `arena` or is static. */
const Graph *graph_make(const GraphView *view, GraphId id, Arena *arena);

#endif
