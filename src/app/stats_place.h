/* The place Stats: pages of graphs of everything or of a part, of a period; a cursor in each graph. */
#ifndef CAIRN_APP_STATS_PLACE_H
#define CAIRN_APP_STATS_PLACE_H

#include "app/sheet.h"
#include "study/graphs.h"

typedef struct StatsPlace {
    GraphPage page;
    StatsPeriod period;
    ItemRef scope;   /* a topic, subtopic or deck; ITEM_NONE: everything */
    uint64_t serial; /* grows with every change of what shows */

    /* the log: as last told by the shell, which keeps it, and of what scope */
    const Stats *stats;
    ItemRef stats_scope;
    bool asked; /* it is on its way, for */
    ItemRef asked_scope;
    uint64_t asked_revision;
    DayNumber asked_today;
    char *problem; /* why it cannot be read, or NULL */

    /* graphs made already, in `arena`, for what stands below */
    Arena *arena;
    const Graph *graphs[GRAPH_COUNT];
    uint64_t made_numbers, made_serial;
    size_t made_room;
    int cursors[GRAPH_COUNT]; /* the item that is pointed at, -1: where the graph starts */
    uint64_t moves;           /* of cursors, so far */
    Sheet words;              /* what is pointed at */
    bool show_cursor;         /* one moved: scroll to where it is */
} StatsPlace;

#endif
