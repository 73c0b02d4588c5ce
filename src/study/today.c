#include "study/today.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/words.h"
#include "study/figures.h"
#include "study/habit_now.h"

/* From so many reviews on, the learner's own seconds per card are used. */
#define OWN_MEAN_REVIEWS   50
#define OWN_MEAN_DAYS      60
#define CARD_SECONDS_LEAST 3
#define CARD_SECONDS_MOST  180
#define PLAN_LEAST_MINUTES 5
/* Below this, what is left after the reviews goes to one thing only. */
#define SPLIT_FROM_MINUTES 20

static const ItemRef NOTHING = {ITEM_NONE, CATALOG_NONE};

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

/* --- seconds a card --- */

typedef struct DayMean {
    int64_t ms; /* a card */
    int64_t reviews;
} DayMean;

static int compare_means(const void *a, const void *b)
{
    const DayMean *one = a;
    const DayMean *other = b;
    return (one->ms > other->ms) - (one->ms < other->ms);
}

/* Where a block was timed, some of the day's reviews may have had their time in it, and the mean is too
 * low. Such days are few or all: the middle one is right, or none has time for its reviews. */
int32_t today_card_seconds(const StudyState *state)
{
    DayMean means[OWN_MEAN_DAYS];
    size_t count = 0;
    int64_t reviews = 0;
    for (size_t i = state->day_count; i > 0 && count < OWN_MEAN_DAYS; i--) {
        const DayTotal *day = &state->days[i - 1];
        if (day->reviews <= 0 || day->review_ms / day->reviews < MS_PER_SECOND)
            continue;
        means[count++] = (DayMean){day->review_ms / day->reviews, day->reviews};
        reviews += day->reviews;
    }
    if (reviews < OWN_MEAN_REVIEWS)
        return CARD_SECONDS_DEFAULT;
    qsort(means, count, sizeof *means, compare_means);
    size_t middle = 0;
    for (int64_t below = means[0].reviews; 2 * below < reviews; below += means[middle].reviews)
        middle++;
    int64_t seconds = means[middle].ms / MS_PER_SECOND;
    if (seconds < CARD_SECONDS_LEAST)
        return CARD_SECONDS_LEAST;
    return seconds > CARD_SECONDS_MOST ? CARD_SECONDS_MOST : (int32_t)seconds;
}

/* --- the plan --- */

static void add_item(TodaySummary *out, PlanItem item)
{
    if (item.minutes > 0 && out->plan_count < PLAN_ITEMS_MAX)
        out->plan[out->plan_count++] = item;
}

/* Puts the reviews first, as many as fit; returns the minutes that remain. */
static int32_t plan_reviews(const StudyState *state, TodaySummary *out, int32_t left)
{
    int32_t cards = out->queue.learning + out->queue.due + out->queue.fresh;
    int32_t seconds = today_card_seconds(state);
    if (cards == 0)
        return left;
    if ((int64_t)cards * seconds > (int64_t)left * 60)
        cards = left * 60 / seconds > 0 ? left * 60 / seconds : 1;
    int32_t minutes = (cards * seconds + 59) / 60;
    if (minutes > left)
        minutes = left;
    add_item(out, (PlanItem){.what = PLAN_REVIEW,
                             .item = NOTHING,
                             .minutes = minutes,
                             .cards = cards,
                             .why = WHY_DUE,
                             .base = NOTHING});
    return left - minutes;
}

/* Whether one topic builds on another, also through others. */
static bool builds_on(const Catalog *catalog, CatalogIndex topic, CatalogIndex other)
{
    size_t count;
    CatalogIndex *bases = progress_bases(catalog, (ItemRef){ITEM_TOPIC, topic}, &count);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found = found || bases[i] == other;
    mem_free(bases);
    return found;
}

/* What has faded most; before all else what the next topic builds on. */
static PlanItem find_faded(const Catalog *catalog, const CardTally *subtopics, CatalogIndex next)
{
    PlanItem best = {.item = NOTHING};
    for (size_t i = 0; i < catalog->subtopic_count; i++) {
        CatalogIndex topic = catalog->subtopics[i].topic;
        if (!subtopics[i].rusty)
            continue;
        bool needed = next != CATALOG_NONE && (topic == next || builds_on(catalog, next, topic));
        bool had = best.base.kind != ITEM_NONE;
        if (best.item.kind != ITEM_NONE &&
            (had > needed || (had == needed && subtopics[i].recall >= best.recall)))
            continue;
        best = (PlanItem){.what = PLAN_TOPIC,
                          .item = {ITEM_SUBTOPIC, (CatalogIndex)i},
                          .why = WHY_FADED,
                          .recall = subtopics[i].recall,
                          .base = needed ? (ItemRef){ITEM_TOPIC, next} : NOTHING};
    }
    return best;
}

/* Returns the minutes that remain after a look back. */
static int32_t plan_look_back(const StudyState *state, const CardTally *subtopics,
                              CatalogIndex next, TodaySummary *out, int32_t left)
{
    int32_t most = PLAN_LOOK_BACK_MINUTES;
    if (most > out->goal_minutes / 2)
        most = out->goal_minutes / 2;
    int32_t minutes = most - (int32_t)(out->block_ms / MS_PER_MINUTE);
    PlanItem faded = find_faded(state->catalog, subtopics, next);
    if (minutes <= 0 || faded.item.kind == ITEM_NONE)
        return left;
    faded.minutes = minutes < left ? minutes : left;
    add_item(out, faded);
    return left - faded.minutes;
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
static PlanItem next_project(const StudyState *state)
{
    PlanItem found = {.what = PLAN_PROJECT, .item = NOTHING, .why = WHY_READY, .base = NOTHING};
    for (CatalogIndex t = 0; (size_t)t < state->catalog->topic_count; t++) {
        const Topic *topic = &state->catalog->topics[t];
        bool open = progress_mark(state, (ItemRef){ITEM_TOPIC, t}) == MARK_DONE &&
                    subtopics_are_done(state, t);
        for (size_t i = 0; i < topic->projects.count; i++) {
            ItemRef project = {ITEM_PROJECT, topic->projects.items[i]};
            Mark mark = progress_mark(state, project);
            if (mark == MARK_DOING) {
                found.item = project;
                found.why = WHY_BEGUN;
                return found;
            }
            if (mark == MARK_TODO && open && found.item.kind == ITEM_NONE)
                found.item = project;
        }
    }
    return found;
}

static PlanItem next_subtopic(const StudyState *state, const CardTally *topics)
{
    const Catalog *catalog = state->catalog;
    PlanItem found = {.what = PLAN_TOPIC, .item = NOTHING, .base = NOTHING};
    CatalogIndex index = progress_next_subtopic(state);
    if (index == CATALOG_NONE)
        return found;
    CatalogIndex topic = catalog->subtopics[index].topic;
    found.item = (ItemRef){ITEM_SUBTOPIC, index};
    found.why = progress_requirements_begun(state, topic) ? WHY_NEXT : WHY_WAITING;
    if (progress_mark(state, found.item) == MARK_DOING)
        found.why = WHY_BEGUN;
    ItemRef weakest = progress_weakest(catalog, topics, NULL, (ItemRef){ITEM_TOPIC, topic});
    if (weakest.kind != ITEM_NONE && topics[weakest.index].recall < state->config.rusty_below) {
        found.base = weakest;
        found.recall = topics[weakest.index].recall;
    }
    return found;
}

static void plan_study(const StudyState *state, PlanItem subtopic, TodaySummary *out, int32_t left)
{
    PlanItem project = next_project(state);
    bool studies = subtopic.item.kind != ITEM_NONE;
    if (project.item.kind != ITEM_NONE) {
        if (studies && left >= SPLIT_FROM_MINUTES)
            project.minutes = left / 2;
        else if (!studies || project.why == WHY_BEGUN)
            project.minutes = left;
    }
    subtopic.minutes = left - project.minutes;
    if (studies)
        add_item(out, subtopic);
    add_item(out, project);
    /* Nothing to study is left: the last entry gets all the time. */
    if (!studies && project.item.kind == ITEM_NONE && out->plan_count > 0)
        out->plan[out->plan_count - 1].minutes += left;
}

void today_plan(const StudyState *state, const CardTally *topics, const CardTally *subtopics,
                TodaySummary *out)
{
    int32_t left = out->goal_minutes - out->minutes;
    if (left < PLAN_LEAST_MINUTES)
        left = PLAN_LEAST_MINUTES;
    PlanItem subtopic = next_subtopic(state, topics);
    CatalogIndex next = subtopic.item.kind == ITEM_NONE
                            ? CATALOG_NONE
                            : state->catalog->subtopics[subtopic.item.index].topic;
    out->plan_count = 0;
    left = plan_reviews(state, out, left);
    left = plan_look_back(state, subtopics, next, out, left);
    plan_study(state, subtopic, out, left);
}

static QueueCounts count_cards(const StudyState *state, int64_t now_ms, DayNumber today)
{
    QueueFilter all = queue_filter_all();
    const Figures *figures = figures_of(state, today);
    return figures != NULL ? figures->queue : queue_count(state, &all, now_ms, today);
}

void today_count(const StudyState *state, int64_t now_ms, int offset_min, TodaySummary *out)
{
    DayNumber today = study_state_day(state, now_ms, offset_min);
    DayTotal total = habit_day(state->days, state->day_count, today);
    total.practice_ms += today_running_ms(state, now_ms, offset_min);
    *out = (TodaySummary){
        .now_ms = now_ms,
        .study_day = today,
        .queue = count_cards(state, now_ms, today),
        .minutes = habit_minutes(&total),
        .goal_minutes = state->config.goal_minutes,
        .practised_ms = total.practice_ms + total.review_ms,
        .block_ms = total.practice_ms,
    };
    Habit habit = habit_now(state, now_ms, offset_min);
    out->streak = habit_streak(&habit);
}

void today_summarize(const StudyState *state, int64_t now_ms, int offset_min, TodaySummary *out)
{
    const Catalog *catalog = state->catalog;
    CardTally *topics = mem_alloc(catalog->topic_count + 1, sizeof *topics);
    CardTally *subtopics = mem_alloc(catalog->subtopic_count + 1, sizeof *subtopics);
    today_count(state, now_ms, offset_min, out);
    progress_tally(state, now_ms, out->study_day, topics, subtopics);
    today_plan(state, topics, subtopics, out);
    mem_free(topics);
    mem_free(subtopics);
}

/* --- in words --- */

static const char *why_words(const PlanItem *item)
{
    switch (item->why) {
    case WHY_DUE:
        return "cards come first, as what waits is forgotten";
    case WHY_FADED:
        return "faded";
    case WHY_BEGUN:
        return item->what == PLAN_PROJECT ? "a project you have begun" : "you have begun it";
    case WHY_NEXT:
        return "next on the roadmap";
    case WHY_WAITING:
        return "what is left, though it builds on things you have not begun";
    case WHY_READY:
        return "the project of a topic you have studied";
    }
    return "";
}

void plan_explain(const Catalog *catalog, const PlanItem *item, Buffer *out)
{
    const char *base = catalog_title(catalog, item->base);
    int percent = (int)lround(100 * item->recall);
    buffer_add_text(out, why_words(item));
    if (item->why == WHY_FADED) {
        buffer_add_format(out, " to %d%%", percent);
        if (item->base.kind != ITEM_NONE &&
            item->base.index != catalog_topic_of(catalog, item->item))
            buffer_add_format(out, "; %s builds on it", base);
    } else if (item->base.kind != ITEM_NONE) {
        buffer_add_format(out, "; of what it builds on, %s has faded to %d%%", base, percent);
    }
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

const char *plan_why_name(PlanWhy why)
{
    static const char *const NAMES[] = {
        [WHY_DUE] = "due",   [WHY_FADED] = "faded",     [WHY_BEGUN] = "begun",
        [WHY_NEXT] = "next", [WHY_WAITING] = "waiting", [WHY_READY] = "ready"};
    return NAMES[why];
}
