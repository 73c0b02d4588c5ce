/* Statistics of the learner at the desk. */
#ifndef CAIRN_TESTS_SUPPORT_DESK_STATS_H
#define CAIRN_TESTS_SUPPORT_DESK_STATS_H

#include "study/state.h"
#include "study/stats.h"

/* As of a log with the answers of the state's days, in turn of the cards of `scope`, and a block on each
 * of them. The caller frees it. */
Stats *desk_stats(const StudyState *state, ItemRef scope);

#endif
