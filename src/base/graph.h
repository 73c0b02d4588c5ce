/* Labelled numbers that are drawn, said and printed: what makes them (study/graphs.h) knows nothing of
 * cells, what draws them (text/plot_graph.h) nothing of what they mean. */
#ifndef CAIRN_BASE_GRAPH_H
#define CAIRN_BASE_GRAPH_H

#include <stddef.h>

#define GRAPH_SERIES_MAX 6
#define GRAPH_FACTS_MAX  6

typedef enum GraphShape {
    GRAPH_COLUMNS,  /* standing: items follow each other in time or size */
    GRAPH_BARS,     /* lying: items have names */
    GRAPH_CALENDAR, /* days, the first a Monday: weeks beside each other */
} GraphShape;

/* What stands in place of a shade in a calendar. */
typedef enum GraphMark { GRAPH_PLAIN, GRAPH_REST, GRAPH_FROZEN, GRAPH_OUTSIDE } GraphMark;

typedef struct GraphItem {
    const char *key;   /* for programs: "2026-11-24", "mature" */
    const char *label; /* at the axis, or "" */
    const char *words; /* its values as a person says them: "Tue 24 Nov: 37 answers, 6 min" */
    const char *tag;   /* for programs, as a member `tag_name` of the graph says what; or NULL */
    GraphMark mark;
    int level;                       /* in a calendar: the shade, 0 (nothing) to 4 */
    double values[GRAPH_SERIES_MAX]; /* NaN: there is none */
} GraphItem;

/* Strings and items live in the arena it was made with. */
typedef struct Graph {
    const char *name, *title, *unit; /* `unit` of the values: "minutes" */
    const char *tag_name;
    GraphShape shape;
    GraphItem *items;
    size_t count;
    const char *series[GRAPH_SERIES_MAX]; /* their names, for legend and programs */
    size_t series_count;
    size_t drawn; /* of the series; the others are for words and programs alone */
    double high;  /* the scale goes up to it at least; 0: by the values */
    const char *facts[GRAPH_FACTS_MAX]; /* what the whole of it says, as sentences */
    size_t fact_count;
    const char *empty; /* instead of it while there is nothing to draw: what to do; else NULL */
    size_t start;      /* the item to look at first */
} Graph;

#endif
