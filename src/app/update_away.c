/* A timer that ran on while the learner was away, or while the machine slept: what is kept of it. */
#include <stdio.h>

#include "app/update.h"

/* The last sign of the learner since the timer runs. */
static int64_t last_sign(const Model *model)
{
    int64_t resumed = model->state->timer.resumed_ms;
    return model->away.seen_ms > resumed ? model->away.seen_ms : resumed;
}

/* Notes when the timer has run for long without a sign. */
static void notice_gap(Model *model)
{
    int64_t minutes = model->state->config.away_minutes;
    if (model->state->timer.phase != TIMER_RUNNING || minutes == 0 || model->away.from_ms != 0) {
        return;
    }
    if (model->now_ms - last_sign(model) >= minutes * MS_PER_MINUTE) {
        model->away.from_ms = last_sign(model);
    }
}

void away_settle(Model *model)
{
    if (model->state->timer.phase != TIMER_RUNNING) {
        model->away.from_ms = 0;
    }
    if (model->away.from_ms != 0 && model->overlay == OVERLAY_NONE) {
        overlay_open(model, OVERLAY_AWAY);
    }
    if (model->away.from_ms == 0 && model->overlay == OVERLAY_AWAY) {
        overlay_close(model); /* another instance stopped or paused it */
    }
}

void away_start(Model *model, int64_t sign_ms)
{
    model->away.seen_ms = sign_ms > 0 && sign_ms < model->now_ms ? sign_ms : model->now_ms;
    notice_gap(model);
    model->away.seen_ms = model->now_ms;
}

bool away_look(Model *model)
{
    bool known = model->away.from_ms != 0;
    if (!model->started) {
        return false;
    }
    notice_gap(model);
    model->away.seen_ms = model->now_ms;
    if (known || model->away.from_ms == 0) {
        return false;
    }
    if (model->overlay == OVERLAY_TIMER) {
        overlay_close(model);
    }
    away_settle(model);
    return model->overlay == OVERLAY_AWAY;
}

void away_slept(Model *model, int64_t edge_ms)
{
    char key[KEY_NAME_SIZE];
    char at[CIVIL_INSTANT_SIZE];
    model->away.seen_ms = model->now_ms;
    model_key_name(model, model_place_context(model), ACTION_PAUSE, key);
    civil_format_instant(edge_ms, model->offset_min, at);
    notice_set(model, NOTICE_HINT, "Paused at %.5s, when the computer went to sleep. %s goes on.",
               at + 11, key);
}

/* --- the question --- */

/* "3:07:00", or "12:30" below an hour. */
static void format_span(int64_t ms, char *out, size_t size)
{
    int seconds = (int)(ms / MS_PER_SECOND);
    if (seconds >= 3600) {
        snprintf(out, size, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    } else {
        snprintf(out, size, "%d:%02d", seconds / 60, seconds % 60);
    }
}

/* The time of day, with the weekday where it is not that of now. */
static void format_when(const Model *model, int64_t at_ms, char *out, size_t size)
{
    char instant[CIVIL_INSTANT_SIZE];
    DayNumber day = civil_study_day(at_ms, model->offset_min, 0);
    bool other = day != civil_study_day(model->now_ms, model->offset_min, 0);
    civil_format_instant(at_ms, model->offset_min, instant);
    snprintf(out, size, "%s%s%.5s", other ? civil_weekday_name(civil_weekday(day)) : "",
             other ? " " : "", instant + 11);
}

void away_question(const Model *model, char *out, size_t size)
{
    char when[16];
    format_when(model, model->away.from_ms, when, sizeof when);
    snprintf(out, size, "No sign of you since %s.", when);
}

void away_option(const Model *model, int option, char *out, size_t size)
{
    char all[24];
    char part[24];
    char when[16];
    const PracticeTimer *timer = &model->state->timer;
    format_span(practice_elapsed(timer, model->now_ms), all, sizeof all);
    format_span(practice_elapsed(timer, model->away.from_ms), part, sizeof part);
    format_when(model, model->away.from_ms, when, sizeof when);
    if (option == 0) {
        snprintf(out, size, "keep all of it: %s", all);
    } else if (option == 1) {
        snprintf(out, size, "trim it to %s: %s", when, part);
    } else {
        snprintf(out, size, "discard it");
    }
}

void away_run(Model *model, Action action, Effects *effects)
{
    int chosen = action == ACTION_ACCEPT ? model->choices.list.cursor : 0;
    int64_t from = model->away.from_ms;
    model->away.from_ms = 0;
    overlay_close(model);
    if (chosen == 1) {
        prompt_open(model, PROMPT_LEARNED, "What did you learn?", NULL, "");
        model->away.stop_ms = from;
    } else if (chosen == 2) {
        effects_add(effects, EFFECT_PRACTICE_DISCARD, NULL, NULL);
    }
}
