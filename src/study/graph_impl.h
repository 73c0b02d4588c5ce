/* Within study/graph_*.c only: what makes graphs. */
#ifndef CAIRN_STUDY_GRAPH_IMPL_H
#define CAIRN_STUDY_GRAPH_IMPL_H

#include <math.h>

#include "base/error.h"
#include "base/words.h"
#include "study/graphs.h"

typedef struct GraphMaker {
    const GraphView *view;
    Graph *graph;
    size_t capacity;
    Arena *arena;
    void *data; /* what the function that makes this graph hands to its own */
} GraphMaker;

/* Text in the arena. */
const char *graph_text(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* A new item, the last one, with values that are all NaN. Items move when more are added. */
GraphItem *graph_add(GraphMaker *maker, const char *key, const char *label);

/* Says something about the whole graph; what has no room is left out. */
void graph_fact(GraphMaker *maker, const char *format, ...) PRINTF_LIKE(2, 3);

/* Names of series, NULL at their end; `drawn` of them are drawn. */
void graph_series(GraphMaker *maker, size_t drawn, const char *const *names);

/* Whether a value above 0 is among what is drawn; whether none is in this series. */
bool graph_has_values(const Graph *graph);
bool graph_is_blank(const Graph *graph, size_t series);

/* "Tue 24 Nov", with the year when it is not that of today. */
const char *graph_day_words(const GraphMaker *maker, DayNumber day);

/* "12 min", "3 h 20 min" */
const char *graph_time_words(Arena *arena, int64_t ms);

/* In percent; NaN of nothing. */
double graph_percent(StatsShare share);
/* "92 % of 37", or "-". */
const char *graph_share_words(Arena *arena, StatsShare share);

/* Days beside each other, in as wide spans as the room asks for: days, weeks, months, quarters, years. */
typedef struct GraphSpan {
    DayNumber from, to;
    const char *words; /* "Tue 24 Nov", "the week of 23 Nov", "Nov 2026" */
} GraphSpan;
typedef void GraphEachSpan(GraphMaker *maker, const GraphSpan *span, GraphItem *item);
void graph_spans(GraphMaker *maker, DayNumber from, DayNumber to, GraphEachSpan *each);

/* The days of the period up to today. */
void graph_past(GraphMaker *maker, GraphEachSpan *each);

/* "day", "week" ...: how wide those spans are. */
const char *graph_span_name(const GraphMaker *maker, DayNumber from, DayNumber to);

/* Whether the open block belongs to the scope. */
bool graph_times_scope(const GraphView *view);
/* The first day of the period; of all of it, the first on which anything happened. */
DayNumber graph_first_day(const GraphView *view);
/* What was practised and reviewed, with the open block; and in minutes. */
DayTotal graph_practised_days(const GraphView *view, DayNumber from, DayNumber to);
int32_t graph_minutes(const GraphView *view, DayNumber from, DayNumber to);

bool graph_has_card(const GraphView *view, CatalogIndex card);

typedef void GraphFunction(GraphMaker *maker);
#define GRAPH_PAGE(identifier, name, title)
#define GRAPH(identifier, name, page, source, function, title, unit, help) \
    GraphFunction graph_##function;
#include "study/graphs.def"
#undef GRAPH_PAGE
#undef GRAPH

#endif
