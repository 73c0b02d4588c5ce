#include "study/today.h"

#include "study/habit_now.h"
#include "study/progress.h"

/* From so many reviews on, the learner's own seconds per card are used. */
#define OWN_MEAN_REVIEWS   50
#define CARD_SECONDS_LEAST 3
#define CARD_SECONDS_MOST  180
#define PLAN_LEAST_MINUTES 5
/* Below this, what is left after the reviews goes to one thing only. */
#define SPLIT_FROM_MINUTES 20

/* --- minutes --- */

static void add_share(void *context, DayNumber day, int64_t ms)
{
    DayShare *share = context;
    if (day == share->day)
        share->ms += ms;
}

int64_t today_running_ms(const StudyState *state, int64_t now_ms, int offset_min)
{
    DayShare share = {.day = study_state_day(state, now_ms, offset_min)};
    int64_t elapsed = practice_elapsed(&state->timer, now_ms);
    if (elapsed > 0)
        practice_split(state->timer.started_ms, practice_end(&state->timer, now_ms), elapsed,
                       offset_min, state->config.rollover_hour, add_share, &share);
    return share.ms;
}

/* --- the plan --- */

/* Mean over the days without a timed block: on the others the time of reviews is part of it. */
static int32_t seconds_per_card(const StudyState *state)
{
    int64_t ms = 0, reviews = 0;
    for (size_t i = 0; i < state->day_count; i++) {
        const DayTotal *day = &state->days[i];
        if (day->practice_ms > 0 || day->review_ms <= 0)
            continue;
        ms += day->review_ms;
        reviews += day->reviews;
    }
    if (reviews < OWN_MEAN_REVIEWS)
        return CARD_SECONDS_DEFAULT;
    int64_t seconds = ms / reviews / MS_PER_SECOND;
    if (seconds < CARD_SECONDS_LEAST)
        return CARD_SECONDS_LEAST;
    return seconds > CARD_SECONDS_MOST ? CARD_SECONDS_MOST : (int32_t)seconds;
}

static void add_item(TodaySummary *out, PlanWhat what, ItemRef item, int32_t minutes)
{
    if (minutes > 0 && out->plan_count < PLAN_ITEMS_MAX)
        out->plan[out->plan_count++] = (PlanItem){.what = what, .item = item, .minutes = minutes};
}

/* Puts the reviews first, as many as fit; returns the minutes that remain. */
static int32_t plan_reviews(const StudyState *state, TodaySummary *out, int32_t left)
{
    int32_t cards = out->queue.learning + out->queue.due + out->queue.fresh;
    int32_t seconds = seconds_per_card(state);
    if (cards == 0)
        return left;
    if ((int64_t)cards * seconds > (int64_t)left * 60)
        cards = left * 60 / seconds > 0 ? left * 60 / seconds : 1;
    int32_t minutes = (cards * seconds + 59) / 60;
    if (minutes > left)
        minutes = left;
    add_item(out, PLAN_REVIEW, (ItemRef){ITEM_NONE, CATALOG_NONE}, minutes);
    out->plan[0].cards = cards;
    return left - minutes;
}

static bool subtopics_are_done(const StudyState *state, CatalogIndex topic)
{
    const Topic *it = &state->catalog->topics[topic];
    for (int32_t i = 0; i < it->subtopic_count; i++) {
        ItemRef part = {ITEM_SUBTOPIC, it->first_subtopic + i};
        Mark mark = progress_mark(state, part);
        if (mark != MARK_DONE && mark != MARK_SKIPPED)
            return false;
    }
    return it->subtopic_count > 0;
}

/* First project to work on: one that is begun, else the first of a topic whose subtopics are done.
 * Topics that the learner skips have none. */
static CatalogIndex next_project(const StudyState *state)
{
    CatalogIndex ready = CATALOG_NONE;
    for (CatalogIndex t = 0; (size_t)t < state->catalog->topic_count; t++) {
        const Topic *topic = &state->catalog->topics[t];
        bool open = progress_mark(state, (ItemRef){ITEM_TOPIC, t}) == MARK_DONE &&
                    subtopics_are_done(state, t);
        for (size_t i = 0; i < topic->projects.count; i++) {
            CatalogIndex project = topic->projects.items[i];
            Mark mark = progress_mark(state, (ItemRef){ITEM_PROJECT, project});
            if (mark == MARK_DOING)
                return project;
            if (mark == MARK_TODO && open && ready == CATALOG_NONE)
                ready = project;
        }
    }
    return ready;
}

static void plan_study(const StudyState *state, TodaySummary *out, int32_t left)
{
    ItemRef subtopic = {ITEM_SUBTOPIC, progress_next_subtopic(state)};
    ItemRef project = {ITEM_PROJECT, next_project(state)};
    int32_t project_minutes = 0;
    if (project.index != CATALOG_NONE) {
        bool begun = progress_mark(state, project) == MARK_DOING;
        if (subtopic.index != CATALOG_NONE && left >= SPLIT_FROM_MINUTES)
            project_minutes = left / 2;
        else if (subtopic.index == CATALOG_NONE || begun)
            project_minutes = left;
    }
    if (subtopic.index != CATALOG_NONE)
        add_item(out, PLAN_TOPIC, subtopic, left - project_minutes);
    add_item(out, PLAN_PROJECT, project, project_minutes);
    /* Nothing to study is left: the reviews get all the time. */
    if (subtopic.index == CATALOG_NONE && project.index == CATALOG_NONE && out->plan_count > 0)
        out->plan[0].minutes += left;
}

void today_summarize(const StudyState *state, int64_t now_ms, int offset_min, TodaySummary *out)
{
    DayNumber today = study_state_day(state, now_ms, offset_min);
    QueueFilter all = queue_filter_all();
    DayTotal total = habit_day(state->days, state->day_count, today);
    total.practice_ms += today_running_ms(state, now_ms, offset_min);
    *out = (TodaySummary){
        .now_ms = now_ms,
        .study_day = today,
        .queue = queue_count(state, &all, now_ms, today),
        .minutes = habit_minutes(&total),
        .goal_minutes = state->config.goal_minutes,
        .practised_ms = total.practice_ms + total.review_ms,
    };
    Habit habit = habit_now(state, now_ms, offset_min);
    out->streak = habit_streak(&habit);

    int32_t left = out->goal_minutes - out->minutes;
    if (left < PLAN_LEAST_MINUTES)
        left = PLAN_LEAST_MINUTES;
    plan_study(state, out, plan_reviews(state, out, left));
}

const char *plan_what_name(PlanWhat what)
{
    switch (what) {
    case PLAN_TOPIC:
        return "topic";
    case PLAN_PROJECT:
        return "project";
    case PLAN_REVIEW:
        break;
    }
    return "review";
}
