/* The statistics of a workspace as it is. */
#ifndef CAIRN_TESTS_FIXTURE_STATISTICS_H
#define CAIRN_TESTS_FIXTURE_STATISTICS_H

#include "companion/statistics.h"
#include "unit/companion/fixture.h"

/* Of a scope; the caller frees them. */
static inline Stats *statistics_within(const Workspace *workspace, ItemRef scope)
{
    StatisticsRequest request;
    Stats *stats = NULL;
    statistics_request(workspace, scope, &request);
    assert_ok(statistics_run(&request, NULL, NULL, &stats, error));
    statistics_request_done(&request);
    return stats;
}

static inline Stats *statistics_of(const Workspace *workspace)
{
    return statistics_within(workspace, (ItemRef){ITEM_NONE, CATALOG_NONE});
}

#endif
