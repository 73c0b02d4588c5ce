/* Statistics of the log (study/stats.h): of all of it, or of the cards and blocks of a topic, a subtopic
 * or a deck. Reading a long log takes a while, so it is three steps, as in companion/training.h. */
#ifndef CAIRN_COMPANION_STATISTICS_H
#define CAIRN_COMPANION_STATISTICS_H

#include "companion/past.h"
#include "companion/workspace.h"
#include "study/stats.h"

typedef struct StatisticsRequest {
    char *directory; /* of the database; NULL: there is none */
    StoreMode mode;
    FsrsModel model;
    DayNumber today;
    uint64_t revision; /* of the state */
    bool all;          /* else only what has one of the ids below */
    const char **cards, **blocks;
    size_t card_count, block_count;
    Arena *arena;
} StatisticsRequest;

/* `scope` is a topic, subtopic or deck, ITEM_NONE for all. The caller calls statistics_request_done. */
void statistics_request(const Workspace *workspace, ItemRef scope, StatisticsRequest *request);
void statistics_request_done(StatisticsRequest *request);

/* Needs nothing but the request. STATUS_FAILED, and `*stats` NULL, when `goes_on` (may be NULL) said no
 * or the log cannot be read. The caller frees `*stats` with stats_free. */
CHECKED Status statistics_run(const StatisticsRequest *request, PastGoesOn *goes_on, void *context,
                              Stats **stats, Error *error);

#endif
