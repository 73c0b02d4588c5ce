/* When a learner's roadmap is done, by a slow calculation that shares nothing with the program: it walks
 * from day to day and adds up minutes. The roadmap is that of unit/companion/fixture.h: one phase of two
 * topics at 2 to 4 hours each, the first with two parts and a project of one milestone. */
#ifndef CAIRN_TESTS_SUPPORT_SLOW_PACE_H
#define CAIRN_TESTS_SUPPORT_SLOW_PACE_H

#include "support/slow_days.h"

/* What is done, and the minutes that are wanted. */
typedef struct SlowStudy {
    bool part_a, milestone, topic_two;
    int goal;
} SlowStudy;

typedef struct SlowForecast {
    double low, high; /* hours to go */
    int64_t early, late, more_early, more_late;
    double needed_low, needed_high; /* minutes a study day to be done within a hundred days */
} SlowForecast;

SlowForecast slow_forecast(const SlowFacts *facts, const SlowDays *days, const SlowStudy *study);

#endif
