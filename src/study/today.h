/* What to do today: the numbers of the title line and the plan that sums to the goal. */
#ifndef CAIRN_STUDY_TODAY_H
#define CAIRN_STUDY_TODAY_H

#include "study/queue.h"

#define PLAN_ITEMS_MAX 4
/* Seconds a card is thought to take until the learner's own mean is known. */
#define CARD_SECONDS_DEFAULT 20

typedef enum PlanWhat { PLAN_REVIEW, PLAN_TOPIC, PLAN_PROJECT } PlanWhat;

typedef struct PlanItem {
    PlanWhat what;
    ItemRef item; /* subtopic or topic; project; {ITEM_NONE} for the review */
    int32_t minutes;
    int32_t cards; /* review only */
} PlanItem;

typedef struct TodaySummary {
    int64_t now_ms; /* the instant it tells of */
    DayNumber study_day;
    QueueCounts queue;
    int32_t minutes, goal_minutes; /* practised so far (running block included), and wanted */
    int64_t practised_ms;          /* the same in ms */
    Streak streak;
    PlanItem plan[PLAN_ITEMS_MAX];
    /* The minutes of the plan sum to what is left of the goal (at least 5): reviews first, then the
     * next subtopic, then a project that is begun or whose topic's subtopics are done. Empty only
     * when there is nothing left to do. */
    size_t plan_count;
} TodaySummary;

/* What the practice block that is open now adds to today, in ms. */
int64_t today_running_ms(const StudyState *state, int64_t now_ms, int offset_min);

void today_summarize(const StudyState *state, int64_t now_ms, int offset_min, TodaySummary *out);

const char *plan_what_name(PlanWhat what); /* "review", "topic", "project" */

#endif
