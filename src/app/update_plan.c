/* Working through today's plan. One key starts it; when the cards are answered, or a topic has had its
 * minutes, the next entry begins by itself. The last one has what is left of the goal by then. Whoever stops the timer, leaves the review or
 * begins another day has left it. */
#include <stdio.h>
#include <string.h>

#include "app/update.h"
#include "base/buffer.h"
#include "base/words.h"

static const char *subject_of(const Model *model, const PlanItem *item)
{
    return item->what == PLAN_REVIEW ? PRACTICE_REVIEW
                                     : catalog_id(model->state->catalog, item->item);
}

static const char *title_of(const Model *model, const PlanItem *item)
{
    return item->what == PLAN_REVIEW ? place_label(PLACE_REVIEW) : model_title(model, item->item);
}

/* Whether the open block is that of the entry. */
static bool block_is_of(const Model *model, const PlanItem *item)
{
    const PracticeTimer *timer = &model->state->timer;
    return timer->phase != TIMER_IDLE && strcmp(timer->topic, subject_of(model, item)) == 0;
}

static const PlanItem *current(const Model *model)
{
    return &model->plan.items[model->plan.at];
}

/* Reviews have their time by themselves; the rest is timed. A timer that the plan did not start
 * (`before` NULL, or another) is left alone. */
static void hand_over(Model *model, const PlanItem *before, Effects *effects)
{
    PlanRun *run = &model->plan;
    bool open = model->state->timer.phase != TIMER_IDLE;
    bool timed = current(model)->what != PLAN_REVIEW;
    if (open && before != NULL && block_is_of(model, before) &&
        !block_is_of(model, current(model))) {
        effects_add(effects, EFFECT_PRACTICE_STOP, NULL, "");
        run->handing = true;
        open = false;
    }
    if (timed && !open) {
        effects_add(effects, EFFECT_PRACTICE_START, subject_of(model, current(model)), NULL);
        run->starting = true;
    }
}

static void begin(Model *model, const PlanItem *before, Effects *effects)
{
    PlanRun *run = &model->plan;
    const PlanItem *item = current(model);
    run->begun_ms = model_practised_ms(model);
    hand_over(model, before, effects);
    if (item->what == PLAN_REVIEW) {
        review_start(model, queue_filter_all());
    } else {
        model_open_item(model, item->item);
        model->in_detail = true;
    }
    run->steps = model->review.step_count;
}

/* The plan as it is now, what was chosen first. */
static void take_plan(Model *model, size_t first)
{
    const TodaySummary *summary = &model->numbers.summary;
    PlanRun *run = &model->plan;
    *run = (PlanRun){.running = true, .day = model->today, .count = 1};
    run->items[0] = summary->plan[first];
    for (size_t i = 0; i < summary->plan_count; i++) {
        if (i != first) {
            run->items[run->count++] = summary->plan[i];
        }
    }
}

/* "Plan: Review, 4 min, then Calculus. Esc leaves it." */
static void tell_start(Model *model)
{
    char key[KEY_NAME_SIZE];
    const char *next = model_plan_next(model);
    bool review = current(model)->what == PLAN_REVIEW;
    model_key_name(model, model_place_context(model), review ? ACTION_LEAVE : ACTION_STOP, key);
    notice_set(model, NOTICE_GOOD, "Plan: %s, %d min%s%s. %s leaves it.",
               title_of(model, current(model)), current(model)->minutes,
               next[0] != '\0' ? ", then " : "", next, key);
}

bool plan_start(Model *model, size_t number, Effects *effects)
{
    if (number >= model->numbers.summary.plan_count) {
        return false;
    }
    PlanItem before = *current(model);
    bool going_on = model->plan.running;
    take_plan(model, number);
    begin(model, going_on ? &before : NULL, effects);
    tell_start(model);
    return true;
}

void plan_leave(Model *model)
{
    model->plan = (PlanRun){0};
}

bool plan_hands(Model *model)
{
    bool hands = model->plan.handing;
    model->plan.handing = false;
    return hands;
}

/* "12 cards in 7 min.", "Calculus: 22 min." */
static void tell_entry(const Model *model, Buffer *out)
{
    const PlanRun *run = &model->plan;
    const PlanItem *item = current(model);
    int64_t spent_ms = model_practised_ms(model) - run->begun_ms;
    size_t steps = model->review.step_count;
    int cards = steps > run->steps ? (int)(steps - run->steps) : 0;
    if (item->what == PLAN_REVIEW) {
        buffer_add_format(out, "%d %s in ", cards, words_plural(cards, "card", "cards"));
    } else {
        buffer_add_format(out, "%s: ", title_of(model, item));
    }
    if (spent_ms < MS_PER_MINUTE) {
        buffer_add_format(out, "%d s.", (int)(spent_ms / MS_PER_SECOND));
    } else {
        buffer_add_format(out, "%d min.", (int)(spent_ms / MS_PER_MINUTE));
    }
}

static bool is_over(const Model *model, const PlanItem *item)
{
    Mark mark = item->what == PLAN_REVIEW ? MARK_TODO : model_mark(model, item->item);
    return item->why != WHY_FADED && (mark == MARK_DONE || mark == MARK_SKIPPED);
}

/* What was done meanwhile makes room for what came in its place. */
static void replace_what_is_over(const Model *model, PlanItem *item)
{
    const TodaySummary *summary = &model->numbers.summary;
    for (size_t i = 0; i < summary->plan_count && is_over(model, item); i++) {
        const PlanItem *other = &summary->plan[i];
        if (other->what == item->what && other->why != WHY_FADED) {
            *item = *other;
        }
    }
}

static bool is_same(const PlanItem *a, const PlanItem *b)
{
    return a->what == b->what && catalog_same_item(a->item, b->item);
}

/* What is left of the goal goes to what a plan made now would have; false when that is nothing else. */
static bool plan_anew(Model *model)
{
    const TodaySummary *summary = &model->numbers.summary;
    PlanItem before = *current(model);
    for (size_t i = 0; i < summary->plan_count; i++) {
        if (!is_same(&summary->plan[i], &before)) {
            take_plan(model, i);
            return true;
        }
    }
    return false;
}

/* Goes to the next entry, whose minutes are what is left of the goal when it is the last; false when that
 * was all. */
static bool step(Model *model)
{
    PlanRun *run = &model->plan;
    const TodaySummary *summary = &model->numbers.summary;
    int32_t left = summary->goal_minutes - summary->minutes;
    while (left > 0 && run->at + 1 < run->count) {
        PlanItem *next = &run->items[++run->at];
        replace_what_is_over(model, next);
        if (is_over(model, next)) {
            continue;
        }
        if (run->at + 1 == run->count || next->minutes > left) {
            next->minutes = left;
        }
        return true;
    }
    return left > 0 && plan_anew(model);
}

static void go_on(Model *model, Effects *effects)
{
    Buffer text = {0};
    PlanItem before = *current(model);
    tell_entry(model, &text);
    numbers_refresh(model);
    bool more = step(model);
    if (more) {
        buffer_add_format(&text, " Next: %s, %d min.", title_of(model, current(model)),
                          current(model)->minutes);
        begin(model, &before, effects);
    } else {
        const TodaySummary *summary = &model->numbers.summary;
        buffer_add_format(&text, " Today's plan is done: %d of %d min.", summary->minutes,
                          summary->goal_minutes);
        plan_leave(model);
    }
    notice_set(model, NOTICE_GOOD, "%s", buffer_text(&text));
    bool wanted = model->state->config.bell || model->state->config.notify[0] != '\0';
    if (wanted && (more || model->goal_rung != model->today)) { /* the goal rang by itself */
        effects_add(effects, EFFECT_BELL, NULL, model->notice_text);
    }
    buffer_done(&text);
}

/* Whether reviewing has brought the goal, or, when that was reached before, had its minutes. */
static bool time_is_up(const Model *model)
{
    const PlanRun *run = &model->plan;
    int64_t end_ms = model->state->config.goal_minutes * MS_PER_MINUTE;
    if (run->begun_ms >= end_ms) {
        end_ms = run->begun_ms + current(model)->minutes * MS_PER_MINUTE;
    }
    return model_practised_ms(model) >= end_ms;
}

static bool entry_is_over(const Model *model)
{
    const PlanItem *item = current(model);
    bool card_up = model->place == PLACE_REVIEW && model->review.card != CATALOG_NONE;
    if (item->what == PLAN_REVIEW && card_up && !model->review.shown && time_is_up(model)) {
        return true; /* more are due than there are minutes for; who likes goes on */
    }
    if (model->overlay != OVERLAY_NONE || card_up || model->review.pending) {
        return false;
    }
    if (item->what == PLAN_REVIEW) {
        return model->place == PLACE_REVIEW;
    }
    return model_practised_ms(model) - model->plan.begun_ms >= item->minutes * MS_PER_MINUTE;
}

void plan_settle(Model *model, Effects *effects)
{
    PlanRun *run = &model->plan;
    if (!run->running) {
        return;
    }
    DayNumber today = study_state_day(model->state, model->now_ms, model->offset_min);
    bool idle = model->state->timer.phase == TIMER_IDLE;
    if (today != run->day) {
        plan_leave(model);
        notice_set(model, NOTICE_GOOD, "A new day has begun, with a plan of its own.");
        return;
    }
    if (!idle) {
        run->starting = false;
    }
    if (current(model)->what != PLAN_REVIEW && idle && !run->starting) {
        plan_leave(model); /* the timer was stopped */
        return;
    }
    model->today = today;
    if (!run->starting && entry_is_over(model)) {
        go_on(model, effects);
    }
}

void model_plan_text(const Model *model, char out[PLAN_TEXT_SIZE])
{
    const PlanRun *run = &model->plan;
    out[0] = '\0';
    if (run->running) {
        snprintf(out, PLAN_TEXT_SIZE, "plan %zu of %zu", run->at + 1, run->count);
    }
}

const char *model_plan_next(const Model *model)
{
    const PlanRun *run = &model->plan;
    return run->running && run->at + 1 < run->count ? title_of(model, &run->items[run->at + 1])
                                                    : "";
}
