/* Overlays: lists that filter as you type (help, palette, search) and the prompt line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/update.h"
#include "base/array.h"
#include "base/memory.h"
#include "study/match.h"
#include "text/sanitize.h"

void overlay_open(Model *model, Overlay overlay)
{
    model->choices.context = model_place_context(model);
    model->overlay = overlay;
    model->dirty = true;
    model->choices.list = (List){0};
    line_edit_set(&model->edit, "");
    if (overlay == OVERLAY_SEARCH) {
        hits_clear(model);
    }
    if (overlay == OVERLAY_WELCOME) {
        model->welcome = (Welcome){.step = 0, .chosen = {2, 4, 0}};
        model->choices.list.cursor = model->welcome.chosen[0];
    }
    if (overlay == OVERLAY_HISTORY) {
        model->past.page.scroll = 0;
    }
    choices_rebuild(model);
}

void overlay_close(Model *model)
{
    model->overlay = OVERLAY_NONE;
    model->dirty = true;
}

void prompt_open(Model *model, PromptKind kind, const char *label, const char *subject,
                 const char *text)
{
    Prompt *prompt = &model->prompt;
    Arena *arena = arena_new();
    char *label_copy = mem_dup(sanitize_text(arena, label, strlen(label), 0));
    char *subject_copy = mem_dup(subject);
    char *text_copy = mem_dup(text);
    mem_free(prompt->label);
    mem_free(prompt->subject);
    *prompt = (Prompt){.kind = kind,
                       .label = label_copy,
                       .subject = subject_copy,
                       .item = {ITEM_NONE, CATALOG_NONE}};
    overlay_open(model, OVERLAY_PROMPT);
    line_edit_set(&model->edit, text_copy);
    mem_free(text_copy);
    arena_free(arena);
}

/* --- rows --- */

Choice *choices_add(Choices *choices, ChoiceKind kind)
{
    Choice *items =
        array_grow(choices->items, &choices->count, &choices->capacity, sizeof *choices->items);
    choices->items = items;
    items[choices->count - 1] = (Choice){.kind = kind, .action = ACTION_NONE};
    return &items[choices->count - 1];
}

/* Score of an action for what is typed: by key, label and sentence; 1 for everything when nothing is
 * typed, 0 when it does not match. */
static int score_action(const Model *model, Action action, bool by_key)
{
    const ActionInfo *info = action_info(action);
    const char *pattern = line_edit_text(&model->edit);
    char name[KEY_NAME_SIZE] = "";
    Key key;
    if (pattern[0] == '\0') {
        return 1;
    }
    if (by_key && keymap_key_of(&model->keymap, model->choices.context, action, &key)) {
        key_format(key, name);
        if (strcmp(name, pattern) == 0) {
            return 1000000;
        }
    }
    int label = match_fuzzy(pattern, info->label, NULL, 0, NULL);
    int named = match_fuzzy(pattern, info->name, NULL, 0, NULL);
    int best = label > named ? 2 * label : 2 * named;
    int sentence = strlen(pattern) > 2 ? match_fuzzy(pattern, info->help, NULL, 0, NULL) : 0;
    return sentence > best ? sentence : best;
}

/* Help: the keys of the place below, group by group, each group under its title. */
static void fill_help(Model *model)
{
    Choices *choices = &model->choices;
    for (int group = 0; group < GROUP_COUNT; group++) {
        bool titled = false;
        for (int i = 0; i < ACTION_COUNT; i++) {
            const ActionInfo *info = action_info((Action)i);
            Key key;
            if (info->group != (ActionGroup)group || !(info->contexts & choices->context) ||
                !keymap_key_of(&model->keymap, choices->context, (Action)i, &key) ||
                score_action(model, (Action)i, true) == 0) {
                continue;
            }
            if (!titled) {
                Choice *title = choices_add(choices, CHOICE_ACTION);
                title->heading = true;
                title->group = (ActionGroup)group;
                titled = true;
            }
            Choice *choice = choices_add(choices, CHOICE_ACTION);
            choice->action = (Action)i;
            choice->reason = model_reason(model, choices->context, (Action)i);
        }
    }
}

static int by_score(const void *left, const void *right)
{
    const Choice *a = left;
    const Choice *b = right;
    if (a->score != b->score) {
        return a->score < b->score ? 1 : -1;
    }
    if ((a->reason == NULL) != (b->reason == NULL)) {
        return a->reason == NULL ? -1 : 1;
    }
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    int order_a = a->kind == CHOICE_ACTION ? (int)a->action : a->number;
    int order_b = b->kind == CHOICE_ACTION ? (int)b->action : b->number;
    return order_a < order_b ? -1 : order_a > order_b;
}

void choices_sort(Choices *choices)
{
    if (choices->count > 1) {
        qsort(choices->items, choices->count, sizeof *choices->items, by_score);
    }
}

static void fill_palette(Model *model)
{
    Choices *choices = &model->choices;
    const char *pattern = line_edit_text(&model->edit);
    for (int i = 0; i < ACTION_COUNT; i++) {
        int score = score_action(model, (Action)i, false);
        if ((action_info((Action)i)->flags & ACTION_QUIET) || score == 0) {
            continue;
        }
        Choice *choice = choices_add(choices, CHOICE_ACTION);
        choice->action = (Action)i;
        choice->score = score;
        choice->reason = model_reason(model, choices->context, (Action)i);
    }
    for (size_t i = 0; i < model->theme_count; i++) {
        char name[80];
        snprintf(name, sizeof name, "theme %s", model->themes[i]);
        int score = pattern[0] == '\0' ? 1 : 2 * match_fuzzy(pattern, name, NULL, 0, NULL);
        if (score > 0) {
            Choice *choice = choices_add(choices, CHOICE_THEME);
            choice->number = (int)i;
            choice->score = score;
        }
    }
    choices_sort(choices);
}

/* The cursor steps over headings. */
static void skip_heading(Choices *choices, int direction)
{
    List *list = &choices->list;
    while (list->cursor >= 0 && list->cursor < (int)choices->count &&
           choices->items[list->cursor].heading) {
        direction = list->cursor == 0 ? 1 : direction;
        list->cursor += direction;
    }
}

void choices_rebuild(Model *model)
{
    Choices *choices = &model->choices;
    choices->count = 0;
    switch (model->overlay) {
    case OVERLAY_HELP:
        fill_help(model);
        break;
    case OVERLAY_PALETTE:
        fill_palette(model);
        break;
    case OVERLAY_SCOPE:
        scope_fill(model);
        break;
    case OVERLAY_BLOCKS:
        blocks_fill(model);
        break;
    case OVERLAY_SEARCH:
        for (size_t i = 0; i < model->hit_count; i++) {
            choices_add(choices, CHOICE_HIT)->number = (int)i;
        }
        break;
    case OVERLAY_SETTINGS:
        settings_fill(model);
        break;
    case OVERLAY_SESSION:
        custom_fill(model);
        break;
    case OVERLAY_TERMS:
        terms_fill(model);
        break;
    default:
        break;
    }
    choices_fit(model);
    skip_heading(choices, 1);
}

void choices_fit(Model *model)
{
    int rows = overlay_area(model).rows - OVERLAY_CHROME_ROWS;
    int per = model->overlay == OVERLAY_SEARCH ? 2 : 1;
    if (model->overlay == OVERLAY_SETTINGS) {
        rows -= settings_foot_rows(model);
    } else if (model->overlay == OVERLAY_SESSION) {
        rows -= custom_foot_rows(model);
    } else if (model->overlay == OVERLAY_TERMS) {
        rows -= terms_foot_rows(model);
    }
    model->choices.height = rows / per > 0 ? rows / per : 1;
    if (model->overlay == OVERLAY_WELCOME || model->overlay == OVERLAY_AWAY) {
        model->choices.list.count = model->overlay == OVERLAY_AWAY
                                        ? AWAY_OPTIONS
                                        : welcome_option_count(model->welcome.step);
        return;
    }
    list_fit(&model->choices.list, (int)model->choices.count, model->choices.height);
}

Rect overlay_area(const Model *model)
{
    Rect outer = {0, 0, model->rows, model->columns};
    switch (model->overlay) {
    case OVERLAY_HELP:
    case OVERLAY_SEARCH:
    case OVERLAY_SETTINGS:
    case OVERLAY_BLOCKS:
        return layout_center(outer, 30, 84);
    case OVERLAY_TERMS:
        return layout_center(outer, 24, 74);
    case OVERLAY_CONSENT:
        return layout_center(outer, (int)model->checking.page.lines.count + 2, 74);
    case OVERLAY_TUNING:
        return layout_center(outer, (int)model->tuning.page.lines.count + 2, 66);
    case OVERLAY_SESSION:
        return layout_center(outer, 14, 74);
    case OVERLAY_PALETTE:
    case OVERLAY_SCOPE:
        return layout_center(outer, 20, 84);
    case OVERLAY_HISTORY:
        return layout_center(outer, 24, 74);
    case OVERLAY_WELCOME:
        return layout_center(outer, 11, 66);
    case OVERLAY_AWAY:
        return layout_center(outer, 9, 66);
    case OVERLAY_TIMER:
    case OVERLAY_PROMPT:
    case OVERLAY_NONE:
        break;
    }
    return outer;
}

/* --- actions --- */

void overlay_typed(Model *model, Effects *effects)
{
    switch (model->overlay) {
    case OVERLAY_HELP:
    case OVERLAY_PALETTE:
    case OVERLAY_SCOPE:
        model->choices.list = (List){0};
        choices_rebuild(model);
        break;
    case OVERLAY_SETTINGS:
        settings_typed(model);
        break;
    case OVERLAY_SESSION:
        custom_typed(model, effects);
        break;
    case OVERLAY_TERMS:
        terms_typed(model);
        break;
    case OVERLAY_SEARCH:
        effects_add(effects, EFFECT_SEARCH, NULL, line_edit_text(&model->edit));
        break;
    case OVERLAY_PROMPT:
        if (model->prompt.kind == PROMPT_FILTER) {
            tree_filter(model, line_edit_text(&model->edit));
        }
        break;
    default:
        break;
    }
}

static void accept_choice(Model *model, Effects *effects)
{
    const Choices *choices = &model->choices;
    if (choices->list.cursor < 0 || choices->list.cursor >= (int)choices->count) {
        return;
    }
    Choice choice = choices->items[choices->list.cursor];
    if (choice.kind == CHOICE_HIT) {
        search_open(model, (size_t)choice.number, effects);
        return;
    }
    if (choice.reason != NULL) {
        notice_set(model, NOTICE_HINT, "%s: %s", action_info(choice.action)->label, choice.reason);
        return;
    }
    overlay_close(model);
    if (choice.kind == CHOICE_THEME) {
        effects_add(effects, EFFECT_SET_OPTION, "theme", model->themes[choice.number]);
    } else if (choice.kind == CHOICE_SCOPE) {
        scope_choose(model, choice.number);
    } else if (choice.action != ACTION_NONE) {
        model_run(model, choice.action, effects);
    }
}

static bool list_run(Model *model, Action action)
{
    static const struct {
        Action action;
        Move move;
        int direction;
    } MOVES[] = {
        {ACTION_UP, MOVE_UP, -1},           {ACTION_DOWN, MOVE_DOWN, 1},
        {ACTION_PAGE_UP, MOVE_PAGE_UP, -1}, {ACTION_PAGE_DOWN, MOVE_PAGE_DOWN, 1},
        {ACTION_HOME, MOVE_FIRST, 1},       {ACTION_END, MOVE_LAST, -1},
    };
    Choices *choices = &model->choices;
    if (action == ACTION_SHIFT_LEFT || action == ACTION_SHIFT_RIGHT) {
        sheet_shift(&model->past.page, action == ACTION_SHIFT_LEFT ? -1 : 1);
        return true;
    }
    for (size_t i = 0; i < sizeof MOVES / sizeof MOVES[0]; i++) {
        if (MOVES[i].action != action) {
            continue;
        }
        if (model->overlay == OVERLAY_HISTORY || model->overlay == OVERLAY_TUNING ||
            model->overlay == OVERLAY_CONSENT) {
            Sheet *page = model->overlay == OVERLAY_HISTORY  ? &model->past.page
                          : model->overlay == OVERLAY_TUNING ? &model->tuning.page
                                                             : &model->checking.page;
            sheet_move(page, MOVES[i].move, choices->height);
            return true;
        }
        if (model->overlay == OVERLAY_TERMS && terms_move(model, MOVES[i].move)) {
            return true;
        }
        list_move(&choices->list, MOVES[i].move, choices->height);
        if (model->overlay != OVERLAY_WELCOME && model->overlay != OVERLAY_AWAY) {
            skip_heading(choices, MOVES[i].direction);
            choices_fit(model);
            if (choices->list.cursor == 1 && choices->list.scroll == 1) {
                choices->list.scroll = 0;
            }
        }
        return true;
    }
    return false;
}

/* Overlays with an end of their own; false for the others. */
static bool finish(Model *model, Action action, Effects *effects)
{
    switch (model->overlay) {
    case OVERLAY_WELCOME:
        welcome_run(model, action, effects);
        return true;
    case OVERLAY_PROMPT:
        prompt_run(model, action, effects);
        return true;
    case OVERLAY_AWAY:
        away_run(model, action, effects);
        return true;
    case OVERLAY_SETTINGS:
        settings_run(model, action, effects);
        return true;
    case OVERLAY_CONSENT:
        checking_answer(model, action, effects);
        return true;
    case OVERLAY_TUNING:
        tuning_close(model, effects);
        return true;
    case OVERLAY_TERMS:
        terms_run(model, action);
        return true;
    case OVERLAY_BLOCKS:
        return action == ACTION_ACCEPT && blocks_run(model, ACTION_BLOCK_EDIT);
    case OVERLAY_SESSION:
        if (action == ACTION_ACCEPT) {
            custom_accept(model);
            return true;
        }
        break;
    default:
        break;
    }
    return false;
}

bool overlay_run(Model *model, Action action, Effects *effects)
{
    if (action == ACTION_ACCEPT || action == ACTION_CLOSE) {
        if (finish(model, action, effects)) {
            return true;
        }
        if (action == ACTION_CLOSE || model->overlay == OVERLAY_TIMER ||
            model->overlay == OVERLAY_HISTORY) {
            overlay_close(model);
        } else {
            accept_choice(model, effects);
        }
        return true;
    }
    if (list_run(model, action) ||
        (model->overlay == OVERLAY_BLOCKS && blocks_run(model, action))) {
        return true;
    }
    if ((model_context(model) & IN_TEXTS) && line_edit_run(&model->edit, action)) {
        overlay_typed(model, effects);
        return true;
    }
    return false;
}
