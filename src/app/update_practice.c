/* The practice timer's keys and the bell at the goal. */
#include "app/update.h"
#include "study/habit_now.h"

static void start_practice(Model *model, Effects *effects)
{
    effects_add(effects, EFFECT_PRACTICE_START, model_practice_subject(model), NULL);
}

bool practice_run(Model *model, Action action, Effects *effects)
{
    TimerPhase phase = model->state->timer.phase;
    switch (action) {
    case ACTION_PRACTICE:
        start_practice(model, effects);
        return true;
    case ACTION_PAUSE:
        effects_add(effects, phase == TIMER_PAUSED ? EFFECT_PRACTICE_RESUME : EFFECT_PRACTICE_PAUSE,
                    NULL, NULL);
        return true;
    case ACTION_STOP:
        model->away.stop_ms = 0;
        prompt_open(model, PROMPT_LEARNED, "What did you learn?", NULL, "");
        return true;
    case ACTION_TIMER:
        overlay_open(model, OVERLAY_TIMER);
        return true;
    default:
        return false;
    }
}

/* When the seconds that a question has been up change, where they show; 0 for not at all. */
static int64_t card_tick_ms(const Model *model)
{
    const Review *review = &model->review;
    const Config *config = &model->state->config;
    int64_t spent = model->now_ms - review->since_ms;
    if (!config->card_timer || model->place != PLACE_REVIEW || review->card == CATALOG_NONE ||
        review->shown || spent < 0 || config_answer_ms(config, spent) < spent) {
        return 0;
    }
    return review->since_ms + (spent / MS_PER_SECOND + 1) * MS_PER_SECOND;
}

/* The bell and a notification, as far as the learner wants them, for what the notice says. */
static void ring(const Model *model, Effects *effects)
{
    if (model->state->config.bell || model->state->config.notify[0] != '\0') {
        effects_add(effects, EFFECT_BELL, NULL, model->notice_text);
    }
}

/* Says when a break begins, and when it is over; true when that can change the screen by itself. */
static bool tell_break(Model *model, Effects *effects)
{
    int work = 0;
    int rest = 0;
    char key[KEY_NAME_SIZE];
    PracticeBreak at = model_break(model);
    if (at.told_ms > model->break_told_ms &&
        config_parse_rhythm(model->state->config.break_rhythm, &work, &rest)) {
        model->break_told_ms = at.told_ms;
        model_key_name(model, model_place_context(model), ACTION_PAUSE, key);
        if (at.phase == BREAK_IS_DUE) {
            notice_set(model, NOTICE_GOOD, "Time for a break of %d min. %s pauses.", rest, key);
        } else {
            notice_set(model, NOTICE_GOOD, "The break is over. %s goes on.", key);
        }
        ring(model, effects);
    }
    return at.phase == BREAK_RESTING || at.phase == BREAK_IS_OVER;
}

void practice_goal(Model *model, Effects *effects)
{
    const Config *config = &model->state->config;
    model->today = study_state_day(model->state, model->now_ms, model->offset_min);
    if (model->goal_rung == model->today ||
        model_practised_ms(model) < config->goal_minutes * MS_PER_MINUTE) {
        return;
    }
    model->goal_rung = model->today;
    notice_set(model, NOTICE_GOOD, "%d minutes: today's goal is reached.", config->goal_minutes);
    ring(model, effects);
    effects_add(effects, EFFECT_GOAL, NULL, NULL);
}

void practice_tick(Model *model, Effects *effects)
{
    if (model->place == PLACE_REVIEW && model->review.card == CATALOG_NONE) {
        review_advance(model);
    }
    bool resting = tell_break(model, effects);
    model->dirty = model->dirty || resting || card_tick_ms(model) > 0;
    if (model->state->timer.phase == TIMER_RUNNING) {
        model->dirty = true;
        practice_goal(model, effects);
    }
}

/* When the evening begins in which a streak is about to break; 0 when none is, or it began. */
static int64_t evening_ms(const Model *model)
{
    int64_t at_ms = habit_warning_ms(&model->numbers.summary.streak, &model->state->config,
                                     model->now_ms, model->offset_min);
    return at_ms > model->now_ms ? at_ms : 0;
}

/* When the study day turns over, and with it all that Today shows. */
static int64_t rollover_ms(const Model *model)
{
    DayNumber today = study_state_day(model->state, model->now_ms, model->offset_min);
    return civil_study_day_start(today + 1, model->offset_min, model->state->config.rollover_hour);
}

/* The next instant, later than now, at which something changes that is not counted in seconds. */
static int64_t next_turn_ms(const Model *model)
{
    int64_t day_ms = rollover_ms(model);
    int64_t warning_ms = evening_ms(model);
    return warning_ms > 0 && warning_ms < day_ms ? warning_ms : day_ms;
}

int64_t app_next_tick_ms(const Model *model)
{
    if (!model->started) {
        return 0;
    }
    if (model->state->timer.phase == TIMER_RUNNING) {
        int64_t elapsed = model_block_ms(model);
        return model->now_ms + MS_PER_SECOND - elapsed % MS_PER_SECOND;
    }
    PracticeBreak at = model_break(model);
    if (at.phase == BREAK_RESTING) {
        return model->now_ms + (at.left_ms - 1) % MS_PER_SECOND + 1;
    }
    if (model->place == PLACE_REVIEW && model->review.card == CATALOG_NONE &&
        model->review.wake_ms > 0) {
        return model->review.wake_ms > model->now_ms ? model->review.wake_ms
                                                     : model->now_ms + MS_PER_SECOND;
    }
    int64_t card_ms = card_tick_ms(model);
    return card_ms > 0 ? card_ms : next_turn_ms(model);
}
