/* Going from place to place, and what works in all of them. */
#include <string.h>

#include "app/update.h"
#include "base/memory.h"

void model_go(Model *model, Place place)
{
    Place from = model->place;
    model->place = place;
    model->dirty = true;
    if (place == PLACE_REVIEW && from != PLACE_REVIEW) {
        bool over = model->review.card == CATALOG_NONE;
        model->review.from = from;
        review_enter(model, over ? queue_filter_all() : model->review.filter);
    }
}

void review_start(Model *model, QueueFilter filter)
{
    if (model->place != PLACE_REVIEW) {
        model->review.from = model->place;
        model->place = PLACE_REVIEW;
    }
    review_enter(model, filter);
}

/* A card shows among the cards of what it belongs to. */
static bool open_card(Model *model, CatalogIndex card)
{
    const Catalog *catalog = model->state->catalog;
    const Note *note = &catalog->notes[catalog->cards[card].note];
    ItemRef item = {ITEM_TOPIC, note->topic};
    if (note->subtopic != CATALOG_NONE) {
        item = (ItemRef){ITEM_SUBTOPIC, note->subtopic};
    }
    model_open_item(model, item);
    model->tab = TAB_CARDS;
    model->in_detail = true;
    return true;
}

/* Selects the entry of an item on the open page, once that is laid out. */
static void select_entry(Model *model, ItemRef item)
{
    Effects none = {0};
    Sheet *page = model_sheet(model);
    model_refresh(model, &none);
    effects_done(&none);
    for (size_t i = 0; i < page->entry_count; i++) {
        const SheetEntry *entry = &page->entries[i];
        if (entry->kind == ENTRY_ITEM && entry->number == 0 &&
            catalog_same_item(entry->item, item)) {
            sheet_select(page, (int)i, model->layout.page.rows);
        }
    }
}

static bool open_resource(Model *model, ItemRef item)
{
    CatalogIndex topic = catalog_topic_of(model->state->catalog, item);
    if (topic == CATALOG_NONE) {
        return false;
    }
    model_open_item(model, (ItemRef){ITEM_TOPIC, topic});
    model->tab = TAB_RESOURCES;
    model->in_detail = true;
    select_entry(model, item);
    return true;
}

static bool open_project(Model *model, CatalogIndex project)
{
    model_go(model, PLACE_PROJECTS);
    projects_select(model, project);
    model->in_brief = true;
    return true;
}

bool model_open_item(Model *model, ItemRef item)
{
    const Catalog *catalog = model->state->catalog;
    switch (item.kind) {
    case ITEM_PHASE:
    case ITEM_TOPIC:
    case ITEM_SUBTOPIC:
        model_go(model, PLACE_ROADMAP);
        tree_select(model, item);
        model->tab = TAB_OVERVIEW;
        model->in_detail = false;
        return true;
    case ITEM_RESOURCE:
        return open_resource(model, item);
    case ITEM_PROJECT:
        return open_project(model, item.index);
    case ITEM_MILESTONE:
        open_project(model, catalog->milestones[item.index].project);
        select_entry(model, item);
        return true;
    case ITEM_NOTE:
        item = (ItemRef){ITEM_CARD, catalog->notes[item.index].first_card};
        open_card(model, item.index);
        select_entry(model, item);
        return true;
    case ITEM_CARD:
        open_card(model, item.index);
        select_entry(model, item);
        return true;
    case ITEM_DECK:
    case ITEM_NONE:
        break;
    }
    return false;
}

static void quit(Model *model, Effects *effects)
{
    const PracticeTimer *timer = &model->state->timer;
    const char *text = "";
    if (timer->phase == TIMER_RUNNING) {
        text = "Practice goes on: 'cairn practice stop' ends it, 'cairn' shows it.";
    } else if (timer->phase == TIMER_PAUSED) {
        text = "Practice is paused: 'cairn practice stop' ends it, 'cairn' shows it.";
    }
    effects_add(effects, EFFECT_QUIT, NULL, text);
}

static void next_theme(Model *model, Effects *effects)
{
    size_t next = 0;
    for (size_t i = 0; i < model->theme_count; i++) {
        if (strcmp(model->themes[i], model->state->config.theme) == 0) {
            next = (i + 1) % model->theme_count;
        }
    }
    effects_add(effects, EFFECT_SET_OPTION, "theme", model->themes[next]);
    notice_set(model, NOTICE_GOOD, "Theme: %s", model->themes[next]);
}

/* Asks a question at what is selected. */
static void ask(Model *model)
{
    ItemRef item = model_selected(model);
    const char *title = model_title(model, item);
    const char *id = catalog_id(model->state->catalog, item);
    if (title[0] != '\0') {
        char *label = mem_format("Your question on %s", title);
        prompt_open(model, PROMPT_ASK, label, id, "");
        mem_free(label);
    } else {
        prompt_open(model, PROMPT_ASK,
                    item.kind == ITEM_CARD ? "Your question on this card" : "Your question", id,
                    "");
    }
}

static bool go_run(Model *model, Action action)
{
    switch (action) {
    case ACTION_TODAY:
        model_go(model, PLACE_TODAY);
        return true;
    case ACTION_ROADMAP:
        model_go(model, PLACE_ROADMAP);
        return true;
    case ACTION_GO_REVIEW:
        model_go(model, PLACE_REVIEW);
        return true;
    case ACTION_REVIEW:
        review_start(model, queue_filter_all());
        return true;
    case ACTION_PROJECTS:
        model_go(model, PLACE_PROJECTS);
        return true;
    case ACTION_STATS:
        model_go(model, PLACE_STATS);
        return true;
    default:
        return false;
    }
}

bool global_run(Model *model, Action action, Effects *effects)
{
    if (go_run(model, action)) {
        return true;
    }
    switch (action) {
    case ACTION_SEARCH:
        overlay_open(model, OVERLAY_SEARCH);
        return true;
    case ACTION_HELP:
        overlay_open(model, OVERLAY_HELP);
        return true;
    case ACTION_PALETTE:
        overlay_open(model, OVERLAY_PALETTE);
        return true;
    case ACTION_SETTINGS:
        settings_open(model);
        return true;
    case ACTION_OPTIMIZE:
        tuning_open(model, effects);
        return true;
    case ACTION_TERM:
        terms_open(model, "", effects);
        return true;
    case ACTION_SESSION:
        custom_open(model, effects);
        return true;
    case ACTION_ASK:
        ask(model);
        return true;
    case ACTION_BLOCKS:
        blocks_open(model);
        return true;
    case ACTION_THEME:
        next_theme(model, effects);
        return true;
    case ACTION_RAW_MATH:
        model->raw_math = !model->raw_math;
        notice_set(model, NOTICE_GOOD,
                   model->raw_math ? "Formulas show as TeX source." : "Formulas are typeset.");
        return true;
    case ACTION_REDRAW:
        effects_add(effects, EFFECT_REDRAW, NULL, NULL);
        return true;
    case ACTION_SUSPEND:
        effects_add(effects, EFFECT_SUSPEND, NULL, NULL);
        return true;
    case ACTION_QUIT:
    case ACTION_INTERRUPT:
        quit(model, effects);
        return true;
    default:
        return false;
    }
}
