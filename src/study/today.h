/* What to do today: the numbers of the title line and the plan that sums to the goal. */
#ifndef CAIRN_STUDY_TODAY_H
#define CAIRN_STUDY_TODAY_H

#include "base/buffer.h"
#include "study/progress.h"
#include "study/queue.h"

#define PLAN_ITEMS_MAX 4
/* Seconds a card is thought to take until the learner's own are known. */
#define CARD_SECONDS_DEFAULT 20
/* Minutes of a day's practice that go to what has faded, half of the goal at most. */
#define PLAN_LOOK_BACK_MINUTES 10

typedef enum PlanWhat { PLAN_REVIEW, PLAN_TOPIC, PLAN_PROJECT } PlanWhat;

/* Why something is on the plan. */
typedef enum PlanWhy {
    WHY_DUE,     /* reviews come first: what waits is forgotten */
    WHY_FADED,   /* done, but rusty: a look back */
    WHY_BEGUN,   /* a subtopic or project that is begun */
    WHY_NEXT,    /* the first one whose requirements are begun or done */
    WHY_WAITING, /* nothing else is left, though its requirements are not begun */
    WHY_READY,   /* a project whose topic's subtopics are done */
} PlanWhy;

typedef struct PlanItem {
    PlanWhat what;
    ItemRef item; /* subtopic or topic; project; {ITEM_NONE} for the review */
    int32_t minutes;
    int32_t cards; /* review only */
    PlanWhy why;
    double recall; /* WHY_FADED: its mastery; else that of `base` */
    ItemRef base;  /* WHY_FADED: the topic studied next, where that builds on it; else a rusty topic
                      that this one builds on; {ITEM_NONE} without one */
} PlanItem;

typedef struct TodaySummary {
    int64_t now_ms; /* the instant it tells of */
    DayNumber study_day;
    QueueCounts queue;
    int32_t minutes, goal_minutes; /* practised so far (running block included), and wanted */
    int64_t practised_ms;          /* the same in ms */
    int64_t block_ms;              /* what of it was timed */
    Streak streak;
    PlanItem plan[PLAN_ITEMS_MAX];
    /* The minutes of the plan sum to what is left of the goal (at least 5): reviews first, then a look
     * back at what has faded (in the first PLAN_LOOK_BACK_MINUTES of a day's practice), then the next
     * subtopic, then a project that is begun or whose topic's subtopics are done. Empty only when there
     * is nothing left to do. */
    size_t plan_count;
} TodaySummary;

/* What the practice block that is open now adds to today, in ms. */
int64_t today_running_ms(const StudyState *state, int64_t now_ms, int offset_min);

/* Seconds a card takes this learner: the middle of the days' means over the last two months, among days
 * on which reviews had time of their own; CARD_SECONDS_DEFAULT until there are 50 such reviews. */
int32_t today_card_seconds(const StudyState *state);

/* All but the plan. */
void today_count(const StudyState *state, int64_t now_ms, int offset_min, TodaySummary *out);
/* The plan for what today_count found, by the tallies of that day (progress_tally). */
void today_plan(const StudyState *state, const CardTally *topics, const CardTally *subtopics,
                TodaySummary *out);
/* Both, for those who have no tallies. */
void today_summarize(const StudyState *state, int64_t now_ms, int offset_min, TodaySummary *out);

/* Why it is on the plan, in words without a full stop: "faded to 62%; Transformers builds on it". */
void plan_explain(const Catalog *catalog, const PlanItem *item, Buffer *out);

const char *plan_what_name(PlanWhat what); /* "review", "topic", "project" */
const char *plan_why_name(PlanWhy why);    /* "due", "faded", "begun", "next", "waiting", "ready" */

#endif
