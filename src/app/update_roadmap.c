/* Today, Roadmap and Projects: lists, tabs and what can be done with a selected entry. */
#include "app/update.h"
#include "base/memory.h"

void model_cycle_mark(Model *model, ItemRef item, Effects *effects)
{
    Effect *effect = effects_add(effects, EFFECT_MARK, NULL, NULL);
    effect->item = item;
    effect->mark = (Mark)((model_mark(model, item) + 1) % MARK_COUNT);
}

/* The entry when it is a part of an item, which is ticked; else NULL. */
static const SheetEntry *selected_part(Model *model)
{
    const SheetEntry *entry = sheet_selected(model_sheet(model));
    bool there = model->place == PLACE_ROADMAP && model->in_detail && entry != NULL;
    return there && entry->kind == ENTRY_ITEM && entry->number > 0 ? entry : NULL;
}

static void toggle_part(Model *model, const SheetEntry *part, Effects *effects)
{
    bool ticked = study_state_ticked(model->state, part->item, part->number);
    Effect *effect = effects_add(effects, EFFECT_MARK, NULL, NULL);
    effect->item = part->item;
    effect->value = part->number;
    effect->mark = ticked ? MARK_TODO : MARK_DONE;
}

static void edit_note(Model *model, ItemRef item, Effects *effects)
{
    effects_add(effects, EFFECT_EDIT_NOTE, catalog_id(model->state->catalog, item), NULL);
}

static void toggle_card(Model *model, CatalogIndex card, Effects *effects)
{
    bool suspended = model->state->cards[card].suspended;
    effects_add(effects, suspended ? EFFECT_CARD_RESUME : EFFECT_CARD_SUSPEND, NULL, NULL)->card =
        card;
}

static void show_history(Model *model, CatalogIndex card, Effects *effects)
{
    model->past.card = card;
    model->past.known = false;
    effects_add(effects, EFFECT_CARD_HISTORY, NULL, NULL)->card = card;
    overlay_open(model, OVERLAY_HISTORY);
}

static void begin_project(Model *model)
{
    CatalogIndex project = model_project(model);
    const char *id = model->state->catalog->projects[project].id;
    char *path = mem_format("~/%s", id);
    prompt_open(model, PROMPT_DIRECTORY, "Copy the starter files to which directory?", id, path);
    model->prompt.item = (ItemRef){ITEM_PROJECT, project};
    mem_free(path);
}

/* Opens a resource in the browser, a card's history, an item where it lives. */
static bool open_entry(Model *model, const SheetEntry *entry, Effects *effects)
{
    if (entry->kind == ENTRY_QUESTION) {
        const Question *question = &model->state->questions[entry->number];
        prompt_open(model, PROMPT_ANSWER, question->text, question->id, question->answer);
        return true;
    }
    if (entry->kind == ENTRY_PLAN) {
        return plan_start(model, (size_t)entry->number, effects);
    }
    ItemRef item = entry->item;
    switch (item.kind) {
    case ITEM_RESOURCE:
        if (model_reason(model, IN_DETAIL, ACTION_LINK) == NULL) {
            effects_add(effects, EFFECT_OPEN_RESOURCE, NULL, NULL)->item = item;
        }
        return true;
    case ITEM_CARD:
        show_history(model, item.index, effects);
        return true;
    case ITEM_MILESTONE:
        return true;
    case ITEM_PROJECT:
        return model->place != PLACE_ROADMAP || model_open_item(model, item);
    default:
        return model_open_item(model, item);
    }
}

bool entry_run(Model *model, Action action, Effects *effects)
{
    ItemRef item = model_selected(model);
    const SheetEntry *entry = sheet_selected(model_sheet(model));
    const SheetEntry *part = selected_part(model);
    switch (action) {
    case ACTION_OPEN:
        if (part != NULL && item.kind == ITEM_SUBTOPIC) {
            toggle_part(model, part, effects);
            return true;
        }
        return entry != NULL && open_entry(model, entry, effects);
    case ACTION_MARK:
        if (part != NULL) {
            toggle_part(model, part, effects);
        } else {
            model_cycle_mark(model, item, effects);
        }
        return true;
    case ACTION_NOTE:
        edit_note(model, item, effects);
        return true;
    case ACTION_LINK:
        effects_add(effects, EFFECT_OPEN_RESOURCE, NULL, NULL)->item = item;
        return true;
    case ACTION_CARD_TOGGLE:
        toggle_card(model, item.index, effects);
        return true;
    case ACTION_HISTORY:
        show_history(model, item.index, effects);
        return true;
    case ACTION_PROJECT_HINT:
        effects_add(effects, EFFECT_HINT, NULL, NULL)->item = item;
        return true;
    case ACTION_PROJECT_BEGIN:
        begin_project(model);
        return true;
    default:
        return false;
    }
}

static void review_topic(Model *model)
{
    ItemRef item = model->tree.selected;
    QueueFilter filter = queue_filter_all();
    if (item.kind == ITEM_SUBTOPIC) {
        filter.subtopic = item.index;
    } else if (item.kind == ITEM_TOPIC) {
        filter.topic = item.index;
    }
    review_start(model, filter);
}

static void open_filter(Model *model)
{
    prompt_open(model, PROMPT_FILTER, "Filter", NULL, line_edit_text(&model->tree.filter));
}

bool roadmap_run(Model *model, Action action, Effects *effects)
{
    switch (action) {
    case ACTION_TAB_NEXT:
        model->tab = (Tab)((model->tab + 1) % TAB_COUNT);
        return true;
    case ACTION_TAB_PREVIOUS:
        model->tab = (Tab)((model->tab + TAB_COUNT - 1) % TAB_COUNT);
        return true;
    case ACTION_REVIEW_TOPIC:
        review_topic(model);
        return true;
    case ACTION_FILTER:
        open_filter(model);
        return true;
    case ACTION_FILTER_CLEAR:
        tree_select(model, model->tree.selected); /* drops the filter, keeps the place */
        return true;
    case ACTION_BACK:
        model->in_detail = false;
        return true;
    case ACTION_WIDE:
        model->wide = !model->wide;
        return true;
    case ACTION_OPEN:
        if (!model->in_detail) {
            model->in_detail = true;
            return true;
        }
        break;
    default:
        break;
    }
    if (!model->in_detail && tree_run(model, action)) {
        return true;
    }
    return entry_run(model, action, effects);
}

static bool list_run(Model *model, Action action)
{
    List *list = &model->project_list;
    int height = model_list_rows(model);
    switch (action) {
    case ACTION_UP:
        list_move(list, MOVE_UP, height);
        projects_skip_heading(model, -1);
        return true;
    case ACTION_PAGE_UP:
        list_move(list, MOVE_PAGE_UP, height);
        projects_skip_heading(model, -1);
        return true;
    case ACTION_DOWN:
        list_move(list, MOVE_DOWN, height);
        break;
    case ACTION_PAGE_DOWN:
        list_move(list, MOVE_PAGE_DOWN, height);
        break;
    case ACTION_HOME:
        list_move(list, MOVE_FIRST, height);
        break;
    case ACTION_END:
        list_move(list, MOVE_LAST, height);
        break;
    default:
        return false;
    }
    projects_skip_heading(model, 1);
    return true;
}

bool projects_run(Model *model, Action action, Effects *effects)
{
    if (action == ACTION_BACK) {
        model->in_brief = false;
        return true;
    }
    if (checking_run(model, action, effects)) {
        return true;
    }
    if (!model->in_brief) {
        if (action == ACTION_OPEN || action == ACTION_INTO) {
            model->in_brief = projects_selected(model) != CATALOG_NONE;
            return true;
        }
        if (list_run(model, action)) {
            return true;
        }
    }
    return entry_run(model, action, effects);
}

bool today_run(Model *model, Action action, Effects *effects)
{
    if (action == ACTION_PLAN) {
        return plan_start(model, 0, effects);
    }
    return entry_run(model, action, effects);
}
