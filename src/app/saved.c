/* Cursors, folds and scrolls as lines of text, by id: "KEY VALUE". What is unknown, from another
 * version or of content that is gone, is passed over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/update.h"
#include "base/memory.h"

static const char *const PLACE_NAMES[PLACE_COUNT] = {"today", "roadmap", "review", "projects",
                                                     "stats"};
static const char *const TAB_NAMES[TAB_COUNT] = {"overview", "resources", "project", "cards",
                                                 "notes"};

static void save_open(const Model *model, Buffer *out)
{
    const Catalog *catalog = model->state->catalog;
    for (size_t i = 0; i < catalog->phase_count; i++) {
        buffer_add_format(out, "%s %s\n", model->tree.phase_open[i] ? "open-phase" : "fold-phase",
                          catalog->phases[i].id);
    }
    for (size_t i = 0; i < catalog->topic_count; i++) {
        if (model->tree.topic_open[i]) {
            buffer_add_format(out, "open-topic %s\n", catalog->topics[i].id);
        }
    }
}

static void save_item(const Model *model, const char *key, ItemRef item, Buffer *out)
{
    const char *id = catalog_id(model->state->catalog, item);
    if (id[0] != '\0') {
        buffer_add_format(out, "%s %s\n", key, id);
    }
}

static void save_stats(const Model *model, Buffer *out)
{
    const StatsPlace *place = &model->stats;
    buffer_add_format(out, "stats-page %s\nstats-period %s\n", graph_page_name(place->page),
                      stats_period_name(place->period));
    save_item(model, place->scope.kind == ITEM_DECK ? "stats-deck" : "stats-topic", place->scope,
              out);
}

static void save_pages(const Model *model, Buffer *out)
{
    for (int i = 0; i < PLACE_COUNT; i++) {
        const Sheet *page = &model->pages[i];
        const SheetEntry *entry = sheet_selected(page);
        char key[32];
        if (page->arena == NULL || i == PLACE_REVIEW) {
            continue;
        }
        buffer_add_format(out, "scroll-%s %d\n", PLACE_NAMES[i], page->scroll);
        if (entry != NULL && entry->kind == ENTRY_ITEM && entry->number == 0) {
            snprintf(key, sizeof key, "entry-%s", PLACE_NAMES[i]);
            save_item(model, key, entry->item, out);
        }
    }
}

void app_save_view(const Model *model, Buffer *out)
{
    const Tree *tree = &model->tree;
    ItemRef top = {ITEM_NONE, CATALOG_NONE};
    if (tree->list.scroll >= 0 && tree->list.scroll < (int)tree->row_count) {
        top = tree->rows[tree->list.scroll].item;
    }
    buffer_add_format(out, "tab %s\n", TAB_NAMES[model->tab]);
    buffer_add_format(out, "in-detail %d\nin-brief %d\n", model->in_detail, model->in_brief);
    buffer_add_format(out, "wide %d\n", model->wide);
    save_open(model, out);
    save_item(model, "tree", tree->selected, out);
    save_item(model, "tree-top", top, out);
    save_item(model, "project", (ItemRef){ITEM_PROJECT, projects_selected(model)}, out);
    if (model->project_list.scroll > 0) {
        buffer_add_format(out, "project-top %d\n", model->project_list.scroll);
    }
    save_stats(model, out);
    save_pages(model, out);
}

/* --- back --- */

static int name_index(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

static int number_of(const char *value)
{
    long number = strtol(value, NULL, 10);
    return number > 0 && number < 1000000 ? (int)number : 0;
}

/* A phase, topic or subtopic. */
static ItemRef tree_item(const Model *model, const char *id)
{
    static const ItemKind KINDS[] = {ITEM_SUBTOPIC, ITEM_TOPIC, ITEM_PHASE};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        CatalogIndex index = catalog_find_kind(model->state->catalog, id, KINDS[i]);
        if (index != CATALOG_NONE) {
            return (ItemRef){KINDS[i], index};
        }
    }
    return (ItemRef){ITEM_NONE, CATALOG_NONE};
}

static void restore_open(Model *model, const char *key, const char *id)
{
    bool topic = strcmp(key, "open-topic") == 0;
    CatalogIndex index =
        catalog_find_kind(model->state->catalog, id, topic ? ITEM_TOPIC : ITEM_PHASE);
    if (index != CATALOG_NONE) {
        bool *open = topic ? model->tree.topic_open : model->tree.phase_open;
        open[index] = strncmp(key, "open-", 5) == 0;
    }
}

static void restore_page(Model *model, const char *key, const char *value)
{
    const char *name = strchr(key, '-') + 1;
    int place = name_index(PLACE_NAMES, PLACE_COUNT, name);
    if (place < 0) {
        return;
    }
    if (key[0] == 's') {
        model->pages[place].scroll = number_of(value);
    } else {
        mem_free(model->entry_ids[place]);
        model->entry_ids[place] = mem_dup(value);
    }
}

static void restore_list(Model *model, const char *key, const char *value)
{
    if (strcmp(key, "tree") == 0) {
        ItemRef item = tree_item(model, value);
        model->tree.selected = item.kind != ITEM_NONE ? item : model->tree.selected;
    } else if (strcmp(key, "tree-top") == 0) {
        tree_rebuild(model);
        tree_scroll_to(model, tree_item(model, value));
    } else if (strcmp(key, "project") == 0) {
        projects_select(model, catalog_find_kind(model->state->catalog, value, ITEM_PROJECT));
    } else if (strcmp(key, "project-top") == 0) {
        model->project_list.scroll = number_of(value);
    }
}

static void restore_stats(Model *model, const char *key, const char *value)
{
    StatsPlace *place = &model->stats;
    if (strcmp(key, "stats-page") == 0) {
        for (int page = 0; page < GRAPH_PAGE_COUNT; page++) {
            if (strcmp(graph_page_name((GraphPage)page), value) == 0) {
                place->page = (GraphPage)page;
            }
        }
    } else if (strcmp(key, "stats-period") == 0) {
        StatsPeriod period = stats_period_from_name(value);
        place->period = period < STATS_PERIODS ? period : place->period;
    } else {
        ItemKind kind = strcmp(key, "stats-deck") == 0 ? ITEM_DECK : ITEM_TOPIC;
        CatalogIndex index = catalog_find_kind(model->state->catalog, value, kind);
        place->scope = (ItemRef){index == CATALOG_NONE ? ITEM_NONE : kind, index};
    }
    place->serial++;
}

static void restore_line(Model *model, const char *key, const char *value)
{
    int tab = name_index(TAB_NAMES, TAB_COUNT, value);
    if (strcmp(key, "tab") == 0 && tab >= 0) {
        model->tab = (Tab)tab;
    } else if (strcmp(key, "in-detail") == 0) {
        model->in_detail = value[0] == '1';
    } else if (strcmp(key, "in-brief") == 0) {
        model->in_brief = value[0] == '1';
    } else if (strcmp(key, "wide") == 0) {
        model->wide = value[0] == '1';
    } else if (strncmp(key, "stats-", 6) == 0) {
        restore_stats(model, key, value);
    } else if (strncmp(key, "open-", 5) == 0 || strncmp(key, "fold-", 5) == 0) {
        restore_open(model, key, value);
    } else if (strncmp(key, "scroll-", 7) == 0 || strncmp(key, "entry-", 6) == 0) {
        restore_page(model, key, value);
    } else {
        restore_list(model, key, value);
    }
}

void app_restore_view(Model *model, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        char *line = mem_dup_range(text, length);
        char *blank = strchr(line, ' ');
        if (blank != NULL) {
            *blank = '\0';
            restore_line(model, line, blank + 1);
        }
        mem_free(line);
        text += length;
        text += *text == '\n';
    }
    model->dirty = true;
}

void restore_entry(Model *model)
{
    char **id = &model->entry_ids[model->place];
    Sheet *page = model_sheet(model);
    for (size_t i = 0; *id != NULL && i < page->entry_count; i++) {
        const SheetEntry *entry = &page->entries[i];
        if (entry->kind == ENTRY_ITEM && entry->number == 0 &&
            strcmp(catalog_id(model->state->catalog, entry->item), *id) == 0) {
            page->cursor = (int)i;
        }
    }
    mem_free(*id);
    *id = NULL;
}
