/* The place Stats: going through pages, graphs and values; asking for the log. */
#include <stdio.h>
#include <string.h>

#include "app/update.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "study/match.h"

static void changed(Model *model)
{
    model->stats.serial++;
    model->dirty = true;
}

/* Another scope or period: values are counted anew. */
static void begin_anew(Model *model)
{
    for (int i = 0; i < GRAPH_COUNT; i++) {
        model->stats.cursors[i] = -1;
    }
    changed(model);
}

void stats_attach(Model *model)
{
    model->stats.scope = (ItemRef){ITEM_NONE, CATALOG_NONE};
    model->stats.stats_scope = model->stats.scope;
    begin_anew(model);
}

void stats_detach(Model *model)
{
    StatsPlace *place = &model->stats;
    arena_free(place->arena);
    place->arena = NULL;
    memset(place->graphs, 0, sizeof place->graphs);
    place->stats = NULL;
    place->asked = false;
    mem_free(place->problem);
    place->problem = NULL;
    sheet_done(&place->words);
}

/* --- the log --- */

/* Asked for once for each state and scope that somebody looks at. */
void stats_want(Model *model, Effects *effects)
{
    StatsPlace *place = &model->stats;
    uint64_t revision = model->state->revision;
    bool known = place->stats != NULL && catalog_same_item(place->stats_scope, place->scope) &&
                 place->stats->revision == revision && place->stats->today == model->today;
    bool coming = place->asked && catalog_same_item(place->asked_scope, place->scope) &&
                  place->asked_revision == revision && place->asked_today == model->today;
    if (model->place != PLACE_STATS || known || coming) {
        return;
    }
    place->asked = true;
    place->asked_scope = place->scope;
    place->asked_revision = revision;
    place->asked_today = model->today;
    effects_add(effects, EFFECT_STATS, NULL, NULL)->item = place->scope;
}

void stats_take(Model *model, const Message *message)
{
    StatsPlace *place = &model->stats;
    mem_free(place->problem);
    place->problem = message->stats == NULL ? mem_dup(message->subject) : NULL;
    place->stats = message->stats;
    place->stats_scope = message->item;
    changed(model);
}

/* --- graphs --- */

const Graph *stats_graph(Model *model, GraphId id, size_t room)
{
    StatsPlace *place = &model->stats;
    bool fresh = place->arena != NULL && place->made_numbers == model->numbers.serial &&
                 place->made_serial == place->serial && place->made_room == room;
    if (!fresh) {
        arena_free(place->arena);
        place->arena = arena_new();
        memset(place->graphs, 0, sizeof place->graphs);
        place->made_numbers = model->numbers.serial;
        place->made_serial = place->serial;
        place->made_room = room;
    }
    if (place->graphs[id] == NULL) {
        bool fits = catalog_same_item(place->stats_scope, place->scope);
        GraphView view = {.state = model->state,
                          .stats = fits ? place->stats : NULL,
                          .scope = place->scope,
                          .period = place->period,
                          .now_ms = model->now_ms,
                          .offset_min = model->offset_min,
                          .today = model->today,
                          .room = room};
        place->graphs[id] = graph_make(&view, id, place->arena);
    }
    return place->graphs[id];
}

size_t stats_cursor(const Model *model, const Graph *graph, GraphId id)
{
    int cursor = model->stats.cursors[id];
    size_t at = cursor < 0 ? graph->start : (size_t)cursor;
    return at < graph->count ? at : graph->count > 0 ? graph->count - 1 : 0;
}

GraphId stats_selected(const Model *model)
{
    int cursor = model->pages[PLACE_STATS].cursor;
    int first = (int)graph_page_first(model->stats.page);
    int count = (int)graph_page_graphs(model->stats.page);
    return (GraphId)(first + (cursor < 0 ? 0 : cursor < count ? cursor : count - 1));
}

ItemRef stats_item(const Model *model)
{
    const GraphId id = stats_selected(model);
    const Graph *graph = model->stats.graphs[id];
    GraphPage page = graph_info(id)->page;
    bool named = page == GRAPH_PAGE_TOPICS || id == GRAPH_ID_PHASES;
    if (!named || graph == NULL || graph->empty != NULL || graph->count == 0) {
        return (ItemRef){ITEM_NONE, CATALOG_NONE};
    }
    return catalog_find(model->state->catalog, graph->items[stats_cursor(model, graph, id)].key);
}

/* --- what the keys do --- */

static void move_value(Model *model, int direction)
{
    GraphId id = stats_selected(model);
    const Graph *graph = model->stats.graphs[id];
    if (graph == NULL || graph->count == 0 || graph->empty != NULL) {
        return;
    }
    int64_t last = (int64_t)graph->count - 1;
    while (last > 0 && graph->items[last].mark == GRAPH_OUTSIDE) {
        last--;
    }
    int64_t next = (int64_t)stats_cursor(model, graph, id) + direction;
    next = next < 0 ? 0 : next > last ? last : next;
    model->stats.cursors[id] = (int)next;
    model->stats.show_cursor = true;
    model->stats.moves++;
    model->dirty = true;
}

/* From graph to graph, all of each in sight; what is longer than the page is scrolled through first. */
static void move_graph(Model *model, int direction)
{
    Sheet *page = model_sheet(model);
    int rows = model->layout.page.rows;
    int next = page->cursor + direction;
    if (page->cursor < 0 || page->cursor >= (int)page->entry_count) {
        return;
    }
    const SheetEntry *entry = &page->entries[page->cursor];
    int end = entry->line + entry->lines;
    bool more = direction > 0 ? end > page->scroll + rows : entry->line < page->scroll;
    if (more || next < 0 || next >= (int)page->entry_count) {
        sheet_scroll(page, direction, rows);
    } else {
        sheet_select(page, next, rows);
    }
}

static void turn_page(Model *model, int direction)
{
    int page = (int)model->stats.page + direction;
    model->stats.page = (GraphPage)((page + GRAPH_PAGE_COUNT) % GRAPH_PAGE_COUNT);
    changed(model);
}

/* The topic selected in the Roadmap, which is also what practice would start on. */
static ItemRef roadmap_topic(const Model *model)
{
    ItemRef item = model->tree.selected;
    CatalogIndex topic = item.kind == ITEM_TOPIC || item.kind == ITEM_SUBTOPIC
                             ? catalog_topic_of(model->state->catalog, item)
                             : CATALOG_NONE;
    if (topic == CATALOG_NONE) {
        CatalogIndex next = progress_next_subtopic(model->state);
        topic = next == CATALOG_NONE ? CATALOG_NONE : model->state->catalog->subtopics[next].topic;
    }
    return topic == CATALOG_NONE ? (ItemRef){ITEM_NONE, CATALOG_NONE}
                                 : (ItemRef){ITEM_TOPIC, topic};
}

/* Scopes by number: everything, the topics, the decks. */
static ItemRef scope_of(const Model *model, int number)
{
    int topics = (int)model->state->catalog->topic_count;
    if (number == 0) {
        return (ItemRef){ITEM_NONE, CATALOG_NONE};
    }
    return number <= topics ? (ItemRef){ITEM_TOPIC, number - 1}
                            : (ItemRef){ITEM_DECK, number - 1 - topics};
}

static int scope_number(const Model *model, ItemRef scope)
{
    int topics = (int)model->state->catalog->topic_count;
    return scope.kind == ITEM_TOPIC  ? 1 + scope.index
           : scope.kind == ITEM_DECK ? 1 + topics + scope.index
                                     : 0;
}

const char *stats_scope_kind(const Model *model, int number)
{
    ItemRef scope = scope_of(model, number);
    return scope.kind == ITEM_NONE ? "" : item_kind_name(scope.kind);
}

const char *stats_scope_title(const Model *model, int number)
{
    ItemRef scope = scope_of(model, number);
    return scope.kind == ITEM_NONE ? "everything" : model_title(model, scope);
}

void scope_open(Model *model)
{
    ItemRef scope = model->stats.scope;
    overlay_open(model, OVERLAY_SCOPE);
    model->choices.list.cursor =
        scope_number(model, scope.kind == ITEM_NONE ? roadmap_topic(model) : scope);
}

void scope_fill(Model *model)
{
    const Catalog *catalog = model->state->catalog;
    const char *pattern = line_edit_text(&model->edit);
    int count = 1 + (int)(catalog->topic_count + catalog->deck_count);
    for (int i = 0; i < count; i++) {
        const char *title = stats_scope_title(model, i);
        int score = pattern[0] == '\0' ? 1 : match_fuzzy(pattern, title, NULL, 0, NULL);
        if (score > 0) {
            Choice *choice = choices_add(&model->choices, CHOICE_SCOPE);
            choice->number = i;
            choice->score = score;
        }
    }
    choices_sort(&model->choices);
}

void scope_choose(Model *model, int number)
{
    model->stats.scope = scope_of(model, number);
    begin_anew(model);
}

bool stats_run(Model *model, Action action)
{
    switch (action) {
    case ACTION_UP:
        move_graph(model, -1);
        return true;
    case ACTION_DOWN:
        move_graph(model, 1);
        return true;
    case ACTION_VALUE_PREVIOUS:
        move_value(model, -1);
        return true;
    case ACTION_VALUE_NEXT:
        move_value(model, 1);
        return true;
    case ACTION_GRAPHS_NEXT:
        turn_page(model, 1);
        return true;
    case ACTION_GRAPHS_PREVIOUS:
        turn_page(model, -1);
        return true;
    case ACTION_PERIOD:
        model->stats.period = (StatsPeriod)((model->stats.period + 1) % STATS_PERIODS);
        begin_anew(model);
        return true;
    case ACTION_SCOPE:
        scope_open(model);
        return true;
    case ACTION_OPEN:
        model_open_item(model, model_selected(model));
        return true;
    case ACTION_END:
        sheet_select(model_sheet(model), (int)graph_page_graphs(model->stats.page) - 1,
                     model->layout.page.rows);
        return true;
    default:
        return false;
    }
}

/* --- the row above the graphs --- */

#define TAB_GAP 2

static int tabs_width(void)
{
    int width = 0;
    for (int page = 0; page < GRAPH_PAGE_COUNT; page++) {
        width += utf8_width(graph_page_title((GraphPage)page)) + TAB_GAP;
    }
    return width;
}

bool stats_tab_span(const Model *model, GraphPage page, int *from, int *to)
{
    Rect area = model->layout.tabs;
    int column = area.column;
    bool all = tabs_width() <= area.columns;
    for (int i = 0; i <= (int)page; i++) {
        bool shows = all || i == (int)model->stats.page;
        int width = shows ? utf8_width(graph_page_title((GraphPage)i)) : 0;
        *from = column;
        *to = column + width;
        column = *to + (shows ? TAB_GAP : 0);
    }
    return all || page == model->stats.page;
}

int stats_tabs_end(const Model *model)
{
    int from = 0;
    int to = 0;
    int end = 0;
    for (int i = 0; i < GRAPH_PAGE_COUNT; i++) {
        if (stats_tab_span(model, (GraphPage)i, &from, &to)) {
            end = to;
        }
    }
    return end;
}

void stats_scope_text(const Model *model, char *out, size_t size)
{
    const StatsPlace *place = &model->stats;
    const char *title = stats_scope_title(model, scope_number(model, place->scope));
    int32_t days = stats_period_days(place->period);
    const char *deck = place->scope.kind == ITEM_DECK ? "deck " : "";
    if (days > 0) {
        snprintf(out, size, "%d days: %s%s", days, deck, title);
    } else {
        snprintf(out, size, "all days: %s%s", deck, title);
    }
}
