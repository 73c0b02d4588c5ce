/* One message in: which part of the model it concerns. */
#include "app/app.h"

#include <string.h>

#include "app/update.h"
#include "base/memory.h"
#include "base/words.h"

static void take_time(Model *model, const Message *message)
{
    model->now_ms = message->now_ms;
    model->offset_min = message->offset_min;
}

static void start(Model *model, int64_t sign_ms)
{
    static const char *const PLACES[PLACE_COUNT] = {"today", "roadmap", "review", "projects",
                                                    "stats"};
    model->started = true;
    model->dirty = true;
    numbers_refresh(model);
    for (int i = 0; i < PLACE_COUNT; i++) {
        if (strcmp(PLACES[i], model->state->config.start_place) == 0) {
            model->place = (Place)i;
        }
    }
    if (model_practised_ms(model) >= model->state->config.goal_minutes * MS_PER_MINUTE) {
        model->goal_rung = model->today;
    }
    if (model->place == PLACE_REVIEW) {
        model->place = PLACE_TODAY;
        model_go(model, PLACE_REVIEW);
    }
    model->break_told_ms = model_break(model).told_ms;
    if (model->state->config.first_run) {
        overlay_open(model, OVERLAY_WELCOME);
    }
    away_start(model, sign_ms);
}

/* The line that is being typed: the overlay's, or the answer of a card. */
static LineEdit *typed_line(Model *model)
{
    return model->overlay == OVERLAY_NONE ? &model->review.line : &model->edit;
}

static void line_changed(Model *model, Effects *effects)
{
    model->dirty = true;
    if (model->overlay != OVERLAY_NONE) {
        overlay_typed(model, effects);
    }
}

static void take_key(Model *model, Key key, Effects *effects)
{
    unsigned context = model_context(model);
    Action action = keymap_find(&model->keymap, context, key);
    notice_clear(model);
    if (action != ACTION_NONE) {
        model->dirty = true;
        model_run(model, action, effects);
    } else if ((context & IN_TEXTS) && key.modifiers == 0 && key.code < KEYCODE_FIRST) {
        if (line_edit_insert_code(typed_line(model), key.code)) {
            line_changed(model, effects);
        }
    }
}

void model_run(Model *model, Action action, Effects *effects)
{
    if (model->overlay != OVERLAY_NONE) {
        if (!overlay_run(model, action, effects)) {
            global_run(model, action, effects);
        }
        return;
    }
    const char *reason = model_reason(model, model_context(model), action);
    if (reason != NULL) {
        notice_set(model, NOTICE_HINT, "%s: %s", action_info(action)->label, reason);
        return;
    }
    bool done = false;
    switch (model->place) {
    case PLACE_TODAY:
        done = today_run(model, action, effects);
        break;
    case PLACE_ROADMAP:
        done = roadmap_run(model, action, effects);
        break;
    case PLACE_REVIEW:
        done = review_run(model, action, effects);
        break;
    case PLACE_PROJECTS:
        done = projects_run(model, action, effects);
        break;
    case PLACE_STATS:
        done = stats_run(model, action);
        break;
    case PLACE_COUNT:
        break;
    }
    if (!done && !sheet_run(model, action) && !practice_run(model, action, effects)) {
        global_run(model, action, effects);
    }
}

bool sheet_run(Model *model, Action action)
{
    static const struct {
        Action action;
        Move move;
    } MOVES[] = {
        {ACTION_UP, MOVE_UP},           {ACTION_DOWN, MOVE_DOWN},
        {ACTION_PAGE_UP, MOVE_PAGE_UP}, {ACTION_PAGE_DOWN, MOVE_PAGE_DOWN},
        {ACTION_HOME, MOVE_FIRST},      {ACTION_END, MOVE_LAST},
    };
    if (action == ACTION_SHIFT_LEFT || action == ACTION_SHIFT_RIGHT) {
        sheet_shift(model_sheet(model), action == ACTION_SHIFT_LEFT ? -1 : 1);
        return true;
    }
    if (action == ACTION_HEADING_NEXT || action == ACTION_HEADING_PREVIOUS) {
        sheet_leap(model_sheet(model), action == ACTION_HEADING_NEXT ? 1 : -1,
                   model->layout.page.rows);
        return true;
    }
    for (size_t i = 0; i < sizeof MOVES / sizeof MOVES[0]; i++) {
        if (MOVES[i].action == action) {
            sheet_move(model_sheet(model), MOVES[i].move, model->layout.page.rows);
            return true;
        }
    }
    return false;
}

static void take_note(Model *model, const Message *message)
{
    NoteText *note = &model->note;
    if (note->subject == NULL || strcmp(note->subject, message->subject) != 0) {
        return;
    }
    mem_free(note->text);
    note->text = mem_dup(message->text);
    note->serial += 1;
    note->revision = model->state->revision;
    model->dirty = true;
}

static void take_stopped(Model *model, const Message *message)
{
    int64_t minutes = message->value / MS_PER_MINUTE;
    int64_t today = model_practised_ms(model) / MS_PER_MINUTE;
    if (plan_hands(model)) {
        return;
    }
    if (message->value < MS_PER_MINUTE) {
        notice_set(model, NOTICE_GOOD, "Stopped after %d %s.",
                   (int)(message->value / MS_PER_SECOND),
                   words_plural(message->value / MS_PER_SECOND, "second", "seconds"));
        return;
    }
    notice_set(model, NOTICE_GOOD, "%d min practised, %d today.", (int)minutes, (int)today);
}

static void take_failure(Model *model, const Message *message)
{
    if (model->plan.starting) {
        plan_leave(model); /* its block did not begin */
    }
    review_message(model, message);
    notice_set(model, NOTICE_BAD, "%s", message->text);
}

/* What was worked out behind the scenes. */
static void take_work(Model *model, const Message *message)
{
    if (message->kind == MESSAGE_FORECAST) {
        outlook_take(model, message);
    } else if (message->kind == MESSAGE_STATS) {
        stats_take(model, message);
    } else if (message->kind == MESSAGE_BLOCKS) {
        blocks_take(model, message);
    } else {
        tuning_take(model, message);
    }
}

static void take_result(Model *model, const Message *message, Effects *effects)
{
    switch (message->kind) {
    case MESSAGE_GRADED:
        review_message(model, message);
        practice_goal(model, effects);
        break;
    case MESSAGE_UNDONE:
    case MESSAGE_STATE:
        review_message(model, message);
        break;
    case MESSAGE_CONTENT:
        content_take(model);
        break;
    case MESSAGE_STOPPED:
        take_stopped(model, message);
        break;
    case MESSAGE_PAGE:
        reading_take(model, message);
        break;
    case MESSAGE_NOTE:
        take_note(model, message);
        break;
    case MESSAGE_HITS:
        search_take(model, message);
        break;
    case MESSAGE_HISTORY:
        history_take(model, message);
        break;
    case MESSAGE_SELECTED:
        custom_take(model, message);
        break;
    case MESSAGE_TUNING:
    case MESSAGE_TUNED:
    case MESSAGE_UNTUNED:
    case MESSAGE_FORECAST:
    case MESSAGE_STATS:
    case MESSAGE_BLOCKS:
        take_work(model, message);
        break;
    case MESSAGE_GLOSSARY:
        terms_take(model, message);
        break;
    case MESSAGE_CHECKS:
    case MESSAGE_CONSENT:
    case MESSAGE_CHECKING:
    case MESSAGE_CHECKED:
    case MESSAGE_WATCHING:
        checking_take(model, message);
        break;
    case MESSAGE_NOTICE:
        notice_set(model, NOTICE_GOOD, "%s", message->text);
        break;
    case MESSAGE_FAILED:
        take_failure(model, message);
        break;
    default:
        break;
    }
}

void app_update(Model *model, const Message *message, Effects *effects)
{
    model->dirty = false;
    model->hurried = message->kind == MESSAGE_KEY && message->hurried;
    take_time(model, message);
    bool there = message->kind == MESSAGE_KEY || message->kind == MESSAGE_MOUSE ||
                 message->kind == MESSAGE_PASTE;
    if (there && away_look(model)) {
        model_refresh(model, effects); /* the question comes before what the key would do */
        return;
    }
    switch (message->kind) {
    case MESSAGE_START:
        start(model, message->value);
        break;
    case MESSAGE_KEY:
        take_key(model, message->key, effects);
        break;
    case MESSAGE_PASTE:
        if ((model_context(model) & IN_TEXTS) &&
            line_edit_insert(typed_line(model), message->text)) {
            line_changed(model, effects);
        }
        break;
    case MESSAGE_MOUSE:
        mouse_run(model, message, effects);
        break;
    case MESSAGE_RESIZE:
        model->rows = message->rows;
        model->columns = message->columns;
        model->dirty = true;
        break;
    case MESSAGE_TICK:
        practice_tick(model, effects);
        break;
    case MESSAGE_SLEPT:
        away_slept(model, message->value);
        break;
    default:
        take_result(model, message, effects);
        break;
    }
    away_settle(model);
    plan_settle(model, effects);
    model_refresh(model, effects);
}
