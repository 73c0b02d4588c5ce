#include "support/answers.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "study/balance.h"
#include "study/card_query.h"
#include "study/limits.h"
#include "study/practice.h"
#include "support/desk_page.h"
#include "support/desk_stats.h"

static void changed(Screen *screen)
{
    screen->desk.state.revision += 1;
    screen_send(screen, (Message){.kind = MESSAGE_STATE});
}

static void say(Screen *screen, MessageKind kind, const char *text)
{
    screen_send(screen, (Message){.kind = kind, .text = text});
}

static DayNumber today(const Screen *screen)
{
    return study_state_day(&screen->desk.state, screen->now_ms, 0);
}

static DayTotal *total(Screen *screen)
{
    StudyState *state = &screen->desk.state;
    return habit_day_mutable(&state->days, &state->day_count, &state->day_capacity, today(screen));
}

/* --- cards --- */

static void keep_before(Screen *screen, CatalogIndex card, bool grade)
{
    if (screen->undo_count == SCREEN_UNDO_MAX) {
        screen->undo_count -= 1;
        memmove(screen->undo, screen->undo + 1, screen->undo_count * sizeof screen->undo[0]);
    }
    screen->undo[screen->undo_count].card = card;
    screen->undo[screen->undo_count].grade = grade;
    screen->undo[screen->undo_count].before = screen->desk.state.cards[card];
    screen->undo_count += 1;
}

static void grade(Screen *screen, const Effect *effect)
{
    StudyState *state = &screen->desk.state;
    AnswerTime when = {.at_ms = screen->now_ms, .study_day = today(screen)};
    CardState outcomes[4];
    keep_before(screen, effect->card, true);
    balance_preview(state, effect->card, when, outcomes);
    if (!effect->cram)
        study_state_put_card(state, effect->card, &outcomes[effect->rating - RATING_AGAIN]);
    total(screen)->reviews += 1;
    total(screen)->review_ms += effect->value;
    screen_send(screen, (Message){.kind = MESSAGE_GRADED, .card = effect->card});
}

static void undo(Screen *screen)
{
    if (screen->undo_count == 0) {
        screen_send(screen, (Message){.kind = MESSAGE_UNDONE, .card = CATALOG_NONE});
        return;
    }
    screen->undo_count -= 1;
    CatalogIndex card = screen->undo[screen->undo_count].card;
    bool grade = screen->undo[screen->undo_count].grade;
    study_state_put_card(&screen->desk.state, card, &screen->undo[screen->undo_count].before);
    screen_send(screen,
                (Message){.kind = MESSAGE_UNDONE, .card = card, .count = 1, .value = grade});
}

static void history(Screen *screen, CatalogIndex card)
{
    const MessageReview reviews[] = {
        {.at_ms = DESK_NOW_MS - 40 * MS_PER_DAY,
         .study_day = DESK_DAY - 40,
         .rating = RATING_AGAIN,
         .duration_ms = 12000},
        {.at_ms = DESK_NOW_MS - 5 * MS_PER_DAY,
         .study_day = DESK_DAY - 5,
         .rating = RATING_GOOD,
         .duration_ms = 4000},
    };
    bool reviewed = screen->desk.state.cards[card].phase != CARD_NEW;
    screen_send(screen, (Message){.kind = MESSAGE_HISTORY,
                                  .card = card,
                                  .reviews = reviews,
                                  .count = reviewed ? 2 : 0});
}

static bool answer_card(Screen *screen, const Effect *effect)
{
    CardState *cards = screen->desk.state.cards;
    switch (effect->kind) {
    case EFFECT_GRADE:
        grade(screen, effect);
        return true;
    case EFFECT_UNDO_REVIEW:
        undo(screen);
        return true;
    case EFFECT_CARD_HISTORY:
        history(screen, effect->card);
        return true;
    case EFFECT_CARD_SUSPEND:
    case EFFECT_CARD_RESUME:
        keep_before(screen, effect->card, false);
        cards[effect->card].suspended = effect->kind == EFFECT_CARD_SUSPEND;
        changed(screen);
        return true;
    case EFFECT_CARD_BURY:
        keep_before(screen, effect->card, false);
        cards[effect->card].buried_day = today(screen);
        changed(screen);
        return true;
    default:
        return false;
    }
}

/* --- practice --- */

static bool answer_practice(Screen *screen, const Effect *effect)
{
    PracticeTimer *timer = &screen->desk.state.timer;
    Error error = {{0}};
    int64_t practised = 0;
    Status status = STATUS_OK;
    switch (effect->kind) {
    case EFFECT_PRACTICE_START:
        status = practice_start(timer, "block", effect->subject, screen->now_ms, &error);
        break;
    case EFFECT_PRACTICE_PAUSE:
        status = practice_pause(timer, screen->now_ms, &error);
        break;
    case EFFECT_PRACTICE_RESUME:
        status = practice_resume(timer, screen->now_ms, &error);
        break;
    case EFFECT_PRACTICE_DISCARD:
        *timer = (PracticeTimer){.phase = TIMER_IDLE};
        break;
    case EFFECT_PRACTICE_STOP:
        status = practice_stop(timer, effect->value != 0 ? effect->value : screen->now_ms,
                               &practised, &error);
        if (status == STATUS_OK) {
            total(screen)->practice_ms += practised;
            changed(screen);
            screen_send(screen, (Message){.kind = MESSAGE_STOPPED, .value = practised});
        }
        break;
    default:
        return false;
    }
    if (status != STATUS_OK) {
        say(screen, MESSAGE_FAILED, error.message);
    } else {
        changed(screen);
    }
    return true;
}

/* --- marks, notes, questions --- */

static void add_question(Screen *screen, const Effect *effect)
{
    StudyState *state = &screen->desk.state;
    Question *questions = array_grow(state->questions, &state->question_count,
                                     &state->question_capacity, sizeof *state->questions);
    state->questions = questions;
    questions[state->question_count - 1] =
        (Question){.id = "asked",
                   .subject = arena_dup(state->arena, effect->subject),
                   .text = arena_dup(state->arena, effect->text),
                   .answer = ""};
    changed(screen);
}

static void answer_question(Screen *screen, const Effect *effect)
{
    StudyState *state = &screen->desk.state;
    for (size_t i = 0; i < state->question_count; i++) {
        if (strcmp(state->questions[i].id, effect->subject) == 0) {
            state->questions[i].answer = arena_dup(state->arena, effect->text);
        }
    }
    changed(screen);
}

static void load_page(Screen *screen, ItemRef item)
{
    const char *problem = NULL;
    const char *text = desk_page(screen->desk.catalog, item.index, &problem);
    screen_send(screen, (Message){.kind = MESSAGE_PAGE,
                                  .item = item,
                                  .text = text != NULL ? text : "",
                                  .subject = problem});
}

static bool answer_item(Screen *screen, const Effect *effect)
{
    ItemState *item = study_state_item(&screen->desk.state, effect->item);
    switch (effect->kind) {
    case EFFECT_MARK:
        if (effect->value > 0) {
            char *id = mem_format("%s#%d", catalog_id(screen->desk.catalog, effect->item),
                                  (int)effect->value);
            study_state_put_item(&screen->desk.state, id, &(ItemState){.mark = effect->mark});
            mem_free(id);
            changed(screen);
            return true;
        }
        item->marked = effect->mark != MARK_TODO;
        item->mark = effect->mark;
        changed(screen);
        return true;
    case EFFECT_HINT:
        item->hints += 1;
        changed(screen);
        return true;
    case EFFECT_OPEN_RESOURCE:
        item->opened = true;
        changed(screen);
        say(screen, MESSAGE_NOTICE, "Opened in the browser.");
        return true;
    case EFFECT_ASK:
        add_question(screen, effect);
        return true;
    case EFFECT_ANSWER:
        answer_question(screen, effect);
        return true;
    case EFFECT_LOAD_PAGE:
        load_page(screen, effect->item);
        return true;
    case EFFECT_LOAD_NOTE:
        screen_send(screen, (Message){.kind = MESSAGE_NOTE,
                                      .subject = effect->subject,
                                      .text = strcmp(effect->subject, "math") == 0
                                                  ? "Start with **vectors**."
                                                  : ""});
        return true;
    case EFFECT_EDIT_NOTE:
        screen_send(screen,
                    (Message){.kind = MESSAGE_NOTE, .subject = effect->subject, .text = "Edited."});
        return true;
    default:
        return false;
    }
}

/* Hits in titles, letter case as it is. */
static void search(Screen *screen, const char *query)
{
    const Catalog *catalog = screen->desk.catalog;
    MessageHit hits[16];
    size_t count = 0;
    for (size_t i = 0; i < catalog->subtopic_count && query[0] != '\0'; i++) {
        if (strstr(catalog->subtopics[i].title, query) != NULL && count < 16) {
            hits[count++] = (MessageHit){.kind = "subtopic",
                                         .id = catalog->subtopics[i].id,
                                         .title = catalog->subtopics[i].title,
                                         .snippet = "found \x02here\x03 in it"};
        }
    }
    screen_send(screen,
                (Message){.kind = MESSAGE_HITS, .text = query, .hits = hits, .count = count});
}

static void set_option(Screen *screen, const Effect *effect)
{
    Error error = {{0}};
    size_t option = config_find(effect->subject);
    if (limits_is_name(effect->subject)) {
        char kept[LIMITS_VALUE_SIZE];
        limits_format(effect->subject, effect->text, today(screen), kept);
        limits_set(&screen->desk.state, effect->subject, kept);
        changed(screen);
        return;
    }
    if (option == config_option_count() ||
        config_set(&screen->desk.state.config, option, effect->text, &error) != STATUS_OK) {
        say(screen, MESSAGE_FAILED, error.message);
        return;
    }
    changed(screen);
}

/* --- sessions of one's own choice, what is done behind the scenes --- */

static void select_cards(Screen *screen, const char *query)
{
    const Catalog *catalog = screen->desk.catalog;
    Arena *arena = arena_new();
    const CardQuery *parsed = NULL;
    Error error = {{0}};
    bool *chosen = arena_alloc(arena, catalog->card_count + 1, sizeof *chosen);
    CardQueryView view = {
        .state = &screen->desk.state, .now_ms = screen->now_ms, .today = today(screen)};
    bool good = card_query_parse(catalog, query, arena, &parsed, &error) == STATUS_OK;
    size_t count = good ? card_query_select(parsed, &view, chosen) : 0;
    screen_send(screen, (Message){.kind = MESSAGE_SELECTED,
                                  .text = query,
                                  .subject = error.message,
                                  .count = count,
                                  .chosen = good ? chosen : NULL});
    arena_free(arena);
}

/* Round numbers in place of a simulation. */
static void forecast(Screen *screen)
{
    Forecast made = {.revision = screen->desk.state.revision, .cards = 500};
    for (int i = 0; i < SIMULATOR_RETENTIONS; i++)
        made.outcomes[i] = (SimulatorOutcome){.retention = (SIMULATOR_RETENTION_MIN + i) / 100.0,
                                              .reviews_per_day = 20 + i,
                                              .minutes_per_day = 5 + i / 2.0,
                                              .remembered = 400 + 3.0 * i};
    screen_send(screen, (Message){.kind = MESSAGE_FORECAST, .forecast = &made});
}

static void tell_stats(Screen *screen, ItemRef scope)
{
    Stats *before = screen->stats;
    screen->stats = desk_stats(&screen->desk.state, scope);
    screen_send(screen, (Message){.kind = MESSAGE_STATS, .item = scope, .stats = screen->stats});
    stats_free(before);
}

/* Two blocks of yesterday and one of a year before. */
static void tell_blocks(Screen *screen)
{
    static const char *const NOTES[] = {"", "what a derivative is, and why it is linear", ""};
    static const struct {
        const char *id, *topic;
        int64_t ago_min, span_min;
    } FACTS[] = {{"b-old", "", INT64_C(366) * 24 * 60, 125},
                 {"b-calculus", "math/calculus", INT64_C(24) * 60, 40},
                 {"b-review", PRACTICE_REVIEW, INT64_C(22) * 60, 15}};
    PracticeBlock blocks[3] = {0};
    for (size_t i = 0; i < 3; i++) {
        blocks[i].start_ms = DESK_NOW_MS - FACTS[i].ago_min * MS_PER_MINUTE;
        blocks[i].practised_ms = FACTS[i].span_min * MS_PER_MINUTE;
        blocks[i].end_ms = blocks[i].start_ms + blocks[i].practised_ms;
        blocks[i].rollover_hour = 4;
        snprintf(blocks[i].id, sizeof blocks[i].id, "%s", FACTS[i].id);
        snprintf(blocks[i].topic, sizeof blocks[i].topic, "%s", FACTS[i].topic);
    }
    screen_send(screen, (Message){.kind = MESSAGE_BLOCKS,
                                  .blocks = blocks,
                                  .notes = NOTES,
                                  .count = screen->desk.state.catalog->card_count > 0 ? 3 : 0});
}

static bool answer_behind(Screen *screen, const Effect *effect)
{
    switch (effect->kind) {
    case EFFECT_SELECT:
        select_cards(screen, effect->text);
        return true;
    case EFFECT_FORECAST:
        forecast(screen);
        return true;
    case EFFECT_LOAD_BLOCKS:
        tell_blocks(screen);
        return true;
    case EFFECT_STATS:
        tell_stats(screen, effect->item);
        return true;
    case EFFECT_TUNE: /* it takes its time; screen_tuned is its end */
        screen_send(screen, (Message){.kind = MESSAGE_TUNING, .value = 420});
        return true;
    default:
        return false;
    }
}

/* --- checks: the learner has begun the first project, and one of its checks fails --- */

static const MessageCheck RESULTS[] = {
    {.check = 0, .outcome = OUTCOME_PASSED, .message = "3 tests"},
    {.check = 1,
     .outcome = OUTCOME_FAILED,
     .message = "expected in its output: error\nit printed:\n  Traceback (most recent call last):"},
    {.check = 2, .outcome = OUTCOME_OPEN, .message = "judge it yourself"},
};

static void check(Screen *screen, const Effect *effect)
{
    if ((effect->value & CHECK_AGREED) == 0) {
        screen_send(screen, (Message){.kind = MESSAGE_CONSENT,
                                      .item = effect->item,
                                      .value = effect->value,
                                      .subject = "/home/learner/calculator",
                                      .text = "python3 -B checks/test_read.py\n"
                                              "python3 calculator.py\n"});
        return;
    }
    if ((effect->value & CHECK_WATCH) != 0) {
        screen_send(screen, (Message){.kind = MESSAGE_WATCHING, .item = {ITEM_PROJECT, 0}});
    }
    screen_send(screen, (Message){.kind = MESSAGE_CHECKING,
                                  .item = {ITEM_PROJECT, 0},
                                  .checks = RESULTS,
                                  .count = 1,
                                  .value = 1,
                                  .total = 3});
}

static bool answer_check(Screen *screen, const Effect *effect)
{
    switch (effect->kind) {
    case EFFECT_LOAD_CHECKS:
        screen_send(screen,
                    (Message){.kind = MESSAGE_CHECKS,
                              .item = effect->item,
                              .subject = effect->item.index == 0 ? "/home/learner/calculator" : "",
                              .checks = RESULTS,
                              .count = effect->item.index == 0 ? 3 : 0});
        return true;
    case EFFECT_CHECK:
        check(screen, effect);
        return true;
    case EFFECT_CHECK_STOP:
        screen_send(screen, (Message){.kind = MESSAGE_CHECKED, .text = "The checks were stopped."});
        return true;
    case EFFECT_UNWATCH:
        screen_send(screen, (Message){.kind = MESSAGE_WATCHING, .item = {ITEM_NONE, CATALOG_NONE}});
        return true;
    default:
        return false;
    }
}

void answer_effect(Screen *screen, const Effect *effect)
{
    screen->effect_count += 1;
    screen->last_effect = effect->kind;
    snprintf(screen->last_text, sizeof screen->last_text, "%s",
             effect->text != NULL ? effect->text : "");
    snprintf(screen->last_subject, sizeof screen->last_subject, "%s",
             effect->subject != NULL ? effect->subject : "");
    snprintf(screen->last_topic, sizeof screen->last_topic, "%s", effect->topic);
    screen->last_value = effect->value;
    screen->last_from_ms = effect->from_ms;
    screen->last_to_ms = effect->to_ms;
    if (answer_card(screen, effect) || answer_practice(screen, effect) ||
        answer_item(screen, effect) || answer_behind(screen, effect) ||
        answer_check(screen, effect)) {
        return;
    }
    switch (effect->kind) {
    case EFFECT_QUIT:
        screen->quit = true;
        break;
    case EFFECT_REDRAW:
    case EFFECT_SUSPEND:
        screen->redraws += 1;
        break;
    case EFFECT_BELL:
        screen->bells += 1;
        break;
    case EFFECT_GOAL:
        screen->goals += 1;
        break;
    case EFFECT_SEARCH:
        search(screen, effect->text != NULL ? effect->text : "");
        break;
    case EFFECT_GLOSSARY:
        screen_send(screen, (Message){.kind = MESSAGE_GLOSSARY, .glossary = screen->desk.glossary});
        break;
    case EFFECT_PROJECT_START:
        say(screen, MESSAGE_FAILED,
            "/home/learner/calculator/calculator.py is there already: nothing was copied. Choose "
            "another directory, or move that file away first.");
        break;
    case EFFECT_SET_OPTION:
        set_option(screen, effect);
        break;
    default:
        break;
    }
}
