/* Making and freeing a model, and what is asked of it. */
#include "app/model.h"

#include <stdio.h>
#include <string.h>

#include "app/update.h"
#include "base/memory.h"
#include "text/sanitize.h"

/* Titles are cleaned once: the catalog does not change. */
static void clean_titles(Model *model, ItemKind kind)
{
    const Catalog *catalog = model->state->catalog;
    size_t count = catalog_item_count(catalog, kind);
    model->titles[kind] = arena_alloc(model->arena, count + 1, sizeof(char *));
    for (size_t i = 0; i < count; i++) {
        const char *title = catalog_title(catalog, (ItemRef){kind, (CatalogIndex)i});
        model->titles[kind][i] = sanitize_text(model->arena, title, strlen(title), 0);
    }
}

void model_attach(Model *model)
{
    static const ItemKind KINDS[] = {ITEM_PHASE,   ITEM_TOPIC,     ITEM_SUBTOPIC, ITEM_RESOURCE,
                                     ITEM_PROJECT, ITEM_MILESTONE, ITEM_DECK};
    const Catalog *catalog = model->state->catalog;
    model->arena = arena_new();
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        clean_titles(model, KINDS[i]);
    }
    const char *title = catalog->title != NULL ? catalog->title : "";
    model->pack_title = sanitize_text(model->arena, title, strlen(title), 0);
    model->tree.phase_open = mem_alloc(catalog->phase_count + 1, sizeof(bool));
    model->tree.topic_open = mem_alloc(catalog->topic_count + 1, sizeof(bool));
    model->tree.selected = (ItemRef){ITEM_NONE, CATALOG_NONE};
    if (catalog->phase_count > 0) {
        model->tree.phase_open[0] = true;
        model->tree.selected = (ItemRef){ITEM_PHASE, 0};
    }
    reading_attach(model);
    stats_attach(model);
    model->review.queue = queue_new();
    model->past.card = CATALOG_NONE;
    model->dirty = true;
}

void model_detach(Model *model)
{
    numbers_done(&model->numbers);
    mem_free(model->tree.phase_open);
    mem_free(model->tree.topic_open);
    mem_free(model->projects);
    model->projects = NULL;
    model->project_count = 0;
    model->tree.row_count = 0;
    reading_detach(model);
    stats_detach(model);
    checking_forget(model);
    queue_free(model->review.queue);
    showing_done(&model->review.showing);
    for (int i = 0; i < PLACE_COUNT; i++) {
        sheet_done(&model->pages[i]);
    }
    sheet_done(&model->past.page);
    arena_free(model->arena);
}

Model *app_new(const StudyState *state, int rows, int columns)
{
    Model *model = mem_alloc(1, sizeof *model);
    model->state = state;
    model->rows = rows;
    model->columns = columns;
    model->ascii = state->config.ascii;
    model->raw_math = state->config.raw_math;
    keymap_init(&model->keymap);
    model_attach(model);
    model->checking.running = model->checking.watched = CATALOG_NONE;
    model->review.card = CATALOG_NONE;
    model->review.lapsed = CATALOG_NONE;
    model->review.filter = queue_filter_all();
    model->settings.editing = -1;
    return model;
}

static void free_themes(Model *model)
{
    for (size_t i = 0; i < model->theme_count; i++) {
        mem_free(model->themes[i]);
    }
    mem_free(model->themes);
    model->themes = NULL;
    model->theme_count = 0;
}

void app_free(Model *model)
{
    if (model == NULL) {
        return;
    }
    keymap_done(&model->keymap);
    model_detach(model);
    content_forget(model);
    mem_free(model->tree.rows);
    line_edit_done(&model->tree.filter);
    for (int i = 0; i < PLACE_COUNT; i++) {
        mem_free(model->entry_ids[i]);
    }
    mem_free(model->note.subject);
    mem_free(model->note.text);
    mem_free(model->review.steps);
    mem_free(model->review.only);
    line_edit_done(&model->review.line);
    line_edit_done(&model->edit);
    mem_free(model->choices.items);
    hits_clear(model);
    mem_free(model->prompt.label);
    mem_free(model->prompt.subject);
    mem_free(model->past.reviews);
    settings_done(model);
    tuning_done(model);
    custom_done(model);
    terms_done(model);
    checking_done(model);
    blocks_done(model);
    mem_free(model->notice_text);
    free_themes(model);
    mem_free(model);
}

SheetLook model_look(const Model *model)
{
    const Config *config = &model->state->config;
    return (SheetLook){.ascii = model->ascii,
                       .raw_math = model->raw_math,
                       .alphabets = config->math_alphabets,
                       .plot_cells = config->plot_blocks ? PLOT_BLOCKS : PLOT_BRAILLE};
}

void app_set_ascii(Model *model, bool ascii)
{
    model->ascii = ascii;
    model->dirty = true;
}

void app_set_themes(Model *model, const char *const *names, size_t count)
{
    free_themes(model);
    model->themes = mem_alloc(count + 1, sizeof *model->themes);
    for (size_t i = 0; i < count; i++) {
        model->themes[i] = mem_dup(names[i]);
    }
    model->theme_count = count;
}

Status app_bind(Model *model, const char *action, const char *key, Error *error)
{
    model->dirty = true;
    return keymap_bind(&model->keymap, action, key, error);
}

Status app_unbind(Model *model, const char *action, Error *error)
{
    model->dirty = true;
    return keymap_unbind(&model->keymap, action, error);
}

bool app_is_dirty(const Model *model)
{
    return model->dirty;
}

const char *model_title(const Model *model, ItemRef item)
{
    if (item.kind > ITEM_DECK || item.index < 0 || model->titles[item.kind] == NULL) {
        return "";
    }
    return model->titles[item.kind][item.index];
}

static unsigned review_context(const Review *review)
{
    if (review->card == CATALOG_NONE) {
        return IN_DONE;
    }
    if (review->shown) {
        return IN_ANSWER;
    }
    switch (review->showing.reply) {
    case REPLY_PICK:
    case REPLY_ORDER:
        return IN_PICK;
    case REPLY_TEXT:
        return IN_REPLY;
    case REPLY_NONE:
        break;
    }
    return IN_QUESTION;
}

unsigned model_place_context(const Model *model)
{
    switch (model->place) {
    case PLACE_TODAY:
        return IN_TODAY;
    case PLACE_ROADMAP:
        return model->in_detail ? IN_DETAIL : IN_TREE;
    case PLACE_REVIEW:
        return review_context(&model->review);
    case PLACE_PROJECTS:
        return model->in_brief ? IN_BRIEF : IN_PROJECTS;
    case PLACE_STATS:
    case PLACE_COUNT:
        break;
    }
    return IN_STATS;
}

unsigned model_context(const Model *model)
{
    switch (model->overlay) {
    case OVERLAY_HELP:
        return IN_HELP;
    case OVERLAY_PALETTE:
    case OVERLAY_SCOPE:
        return IN_PALETTE;
    case OVERLAY_SEARCH:
        return IN_SEARCH;
    case OVERLAY_PROMPT:
        return IN_PROMPT;
    case OVERLAY_WELCOME:
        return IN_WELCOME;
    case OVERLAY_TIMER:
        return IN_BIG_TIMER;
    case OVERLAY_HISTORY:
        return IN_HISTORY;
    case OVERLAY_SETTINGS:
        return model->settings.editing >= 0 ? IN_VALUE : IN_SETTINGS;
    case OVERLAY_TUNING:
    case OVERLAY_CONSENT:
        return IN_TUNING;
    case OVERLAY_SESSION:
        return IN_SESSION;
    case OVERLAY_BLOCKS:
        return IN_BLOCKS;
    case OVERLAY_TERMS:
        return IN_TERMS;
    case OVERLAY_AWAY:
        return IN_AWAY;
    case OVERLAY_NONE:
        break;
    }
    return model_place_context(model);
}

LayoutShape model_shape(const Model *model)
{
    LayoutShape shape = {0};
    if (model->place == PLACE_ROADMAP) {
        bool filtering = model->overlay == OVERLAY_PROMPT && model->prompt.kind == PROMPT_FILTER;
        shape.parted = true;
        shape.tabbed = true;
        shape.whole = model->wide;
        shape.in_detail = model->in_detail;
        shape.headed = filtering || line_edit_text(&model->tree.filter)[0] != '\0';
    } else if (model->place == PLACE_PROJECTS) {
        shape.parted = true;
        shape.in_detail = model->in_brief;
    } else if (model->place == PLACE_REVIEW) {
        shape.card = true;
    } else if (model->place == PLACE_STATS) {
        shape.paged = true;
    }
    return shape;
}

int model_list_rows(const Model *model)
{
    LayoutShape shape = model_shape(model);
    shape.parted = true;
    shape.in_detail = false; /* as it will be when the list shows again */
    return layout_make(model->rows, model->columns, shape).list.rows;
}

Sheet *model_sheet(Model *model)
{
    return &model->pages[model->place];
}

/* The item of a page's selected entry, when it is one. */
static ItemRef entry_item(const Sheet *page)
{
    const SheetEntry *entry = sheet_selected(page);
    if (entry == NULL || entry->kind != ENTRY_ITEM) {
        return (ItemRef){ITEM_NONE, CATALOG_NONE};
    }
    return entry->item;
}

ItemRef model_selected(const Model *model)
{
    ItemRef item = {ITEM_NONE, CATALOG_NONE};
    switch (model->place) {
    case PLACE_ROADMAP:
        item = model->in_detail ? entry_item(&model->pages[PLACE_ROADMAP]) : item;
        return item.kind == ITEM_NONE ? model->tree.selected : item;
    case PLACE_PROJECTS:
        item = model->in_brief ? entry_item(&model->pages[PLACE_PROJECTS]) : item;
        if (item.kind == ITEM_NONE && projects_selected(model) != CATALOG_NONE) {
            item = (ItemRef){ITEM_PROJECT, projects_selected(model)};
        }
        return item;
    case PLACE_REVIEW:
        if (model->review.card != CATALOG_NONE) {
            item = (ItemRef){ITEM_CARD, model->review.card};
        }
        return item;
    case PLACE_TODAY: {
        const SheetEntry *entry = sheet_selected(&model->pages[PLACE_TODAY]);
        if (entry != NULL && entry->kind == ENTRY_PLAN) {
            return model->numbers.summary.plan[entry->number].item;
        }
        return entry_item(&model->pages[PLACE_TODAY]);
    }
    case PLACE_STATS:
        return stats_item(model);
    case PLACE_COUNT:
        break;
    }
    return item;
}

ItemRef model_practice_item(const Model *model)
{
    ItemRef item = model_selected(model);
    if (item.kind == ITEM_TOPIC || item.kind == ITEM_SUBTOPIC || item.kind == ITEM_PROJECT) {
        return item;
    }
    if (model->place == PLACE_ROADMAP && model->tab == TAB_OVERVIEW &&
        model->tree.selected.kind == ITEM_SUBTOPIC) {
        return model->tree.selected; /* what a page leads to is read for its subtopic */
    }
    CatalogIndex topic = CATALOG_NONE;
    if (item.kind != ITEM_NONE && item.kind != ITEM_PHASE) {
        topic = catalog_topic_of(model->state->catalog, item);
    }
    if (topic == CATALOG_NONE) {
        CatalogIndex next = progress_next_subtopic(model->state);
        if (item.kind != ITEM_PHASE && next != CATALOG_NONE) {
            return (ItemRef){ITEM_SUBTOPIC, next};
        }
        return (ItemRef){ITEM_NONE, CATALOG_NONE};
    }
    return (ItemRef){ITEM_TOPIC, topic};
}

const char *model_practice_subject(const Model *model)
{
    return model->place == PLACE_REVIEW
               ? PRACTICE_REVIEW
               : catalog_id(model->state->catalog, model_practice_item(model));
}

const char *model_practice_title(const Model *model)
{
    return model->place == PLACE_REVIEW ? place_label(PLACE_REVIEW)
                                        : model_title(model, model_practice_item(model));
}

const char *model_timer_title(const Model *model)
{
    const char *topic = model->state->timer.topic;
    return strcmp(topic, PRACTICE_REVIEW) == 0
               ? place_label(PLACE_REVIEW)
               : model_title(model, catalog_find(model->state->catalog, topic));
}

void model_key_name(const Model *model, unsigned context, Action action, char out[KEY_NAME_SIZE])
{
    Key key;
    if (keymap_key_of(&model->keymap, context, action, &key)) {
        key_format(key, out);
    } else {
        snprintf(out, KEY_NAME_SIZE, "%s", action_info(action)->name);
    }
}
