/* Study pages: which are kept, where the reader was in each, and how one is laid out. */
#include <string.h>

#include "app/update.h"
#include "base/memory.h"
#include "text/page_source.h"

void reading_attach(Model *model)
{
    model->reading.tops = mem_alloc(model->state->catalog->subtopic_count + 1, sizeof(int));
}

static void forget(PageText *page)
{
    mem_free(page->text);
    mem_free(page->problem);
    *page = (PageText){0};
}

void reading_detach(Model *model)
{
    for (int i = 0; i < PAGES_KEPT; i++) {
        forget(&model->reading.kept[i]);
    }
    mem_free(model->reading.tops);
    model->reading.tops = NULL;
}

/* Where the page is kept, -1 when it is not. */
static int find(const Reading *reading, CatalogIndex subtopic)
{
    for (int i = 0; i < PAGES_KEPT; i++) {
        if (reading->kept[i].text != NULL && reading->kept[i].subtopic == subtopic) {
            return i;
        }
    }
    return -1;
}

const PageText *reading_find(const Model *model, CatalogIndex subtopic)
{
    int at = find(&model->reading, subtopic);
    return at < 0 ? NULL : &model->reading.kept[at];
}

/* The subtopic whose page an overview shows, or CATALOG_NONE. */
static CatalogIndex paged(const Model *model, ItemRef item, int tab)
{
    bool has_page = item.kind == ITEM_SUBTOPIC && tab == TAB_OVERVIEW &&
                    model->state->catalog->subtopics[item.index].page[0] != '\0';
    return has_page ? item.index : CATALOG_NONE;
}

static CatalogIndex shown(const Model *model)
{
    if (model->place != PLACE_ROADMAP || model->layout.page.rows == 0) {
        return CATALOG_NONE;
    }
    return paged(model, model->tree.selected, (int)model->tab);
}

void reading_want(Model *model, Effects *effects)
{
    CatalogIndex subtopic = shown(model);
    if (subtopic == CATALOG_NONE) {
        return;
    }
    int at = find(&model->reading, subtopic);
    if (at < 0) {
        effects_add(effects, EFFECT_LOAD_PAGE, NULL, NULL)->item =
            (ItemRef){ITEM_SUBTOPIC, subtopic};
    } else {
        model->reading.kept[at].used = ++model->reading.looks;
    }
}

/* Where the page is kept, or the place of what was not looked at for longest. */
static PageText *place_for(Reading *reading, CatalogIndex subtopic)
{
    int at = find(reading, subtopic);
    if (at >= 0) {
        return &reading->kept[at];
    }
    PageText *oldest = &reading->kept[0];
    for (int i = 1; i < PAGES_KEPT; i++) {
        oldest = reading->kept[i].used < oldest->used ? &reading->kept[i] : oldest;
    }
    return oldest;
}

void reading_take(Model *model, const Message *message)
{
    PageText *page = place_for(&model->reading, message->item.index);
    forget(page);
    *page = (PageText){.text = mem_dup(message->text),
                       .problem = message->subject != NULL ? mem_dup(message->subject) : NULL,
                       .subtopic = message->item.index,
                       .used = ++model->reading.looks};
    model->dirty = true;
}

bool reading_is_awaited(const Model *model)
{
    CatalogIndex subtopic = shown(model);
    return subtopic != CATALOG_NONE && reading_find(model, subtopic) == NULL;
}

void reading_leave(Model *model, const SheetKey *key)
{
    CatalogIndex subtopic = paged(model, key->item, key->kind);
    if (subtopic != CATALOG_NONE) {
        model->reading.tops[subtopic] = model->pages[PLACE_ROADMAP].scroll;
    }
}

void reading_return(Model *model, const SheetKey *key)
{
    CatalogIndex subtopic = paged(model, key->item, key->kind);
    if (subtopic != CATALOG_NONE) {
        Sheet *page = &model->pages[PLACE_ROADMAP];
        page->scroll = model->reading.tops[subtopic];
        sheet_scroll(page, 0, model->layout.page.rows);
    }
}

/* --- layout --- */

static bool is_blank(const Span *span)
{
    size_t blanks = 0;
    while (blanks < span->length && span->text[blanks] == ' ') {
        blanks += 1;
    }
    return blanks == span->length;
}

static CatalogIndex resource_at(const Catalog *catalog, const char *address)
{
    for (size_t i = 0; i < catalog->resource_count; i++) {
        if (strcmp(catalog->resources[i].url, address) == 0) {
            return (CatalogIndex)i;
        }
    }
    return CATALOG_NONE;
}

/* A line's links to resources as entries, so that keys reach them; a link that goes on from the line
 * before stays one. */
static void add_links(Sheet *page, const Catalog *catalog, int line, const char **previous)
{
    const TextLine *text = &page->lines.items[line];
    for (size_t i = 0; i < text->count; i++) {
        const char *link = text->spans[i].link;
        bool goes_on = link != NULL && *previous != NULL && strcmp(link, *previous) == 0;
        CatalogIndex resource = CATALOG_NONE;
        if (goes_on && page->entry_count > 0) {
            SheetEntry *entry = &page->entries[page->entry_count - 1];
            entry->lines = line - entry->line + 1;
        } else if (link != NULL) {
            resource = resource_at(catalog, link);
        }
        if (resource != CATALOG_NONE) {
            sheet_entry_begin(page, ENTRY_ITEM, (ItemRef){ITEM_RESOURCE, resource}, 0);
            SheetEntry *entry = &page->entries[page->entry_count - 1];
            entry->line = line;
            entry->lines = 1;
        }
        if (link != NULL || !is_blank(&text->spans[i])) {
            *previous = link;
        }
    }
}

/* Whether a line begins with the box of a task. */
static bool is_task(const TextLine *line)
{
    size_t at = 0;
    while (at < line->count && is_blank(&line->spans[at])) {
        at += 1;
    }
    const Span *box = at < line->count ? &line->spans[at] : NULL;
    return box != NULL && (box->role == ROLE_TODO || box->role == ROLE_DONE) && box->length >= 3 &&
           box->text[0] == '[' && box->text[2] == ']';
}

static bool is_empty(const TextLine *line)
{
    size_t at = 0;
    while (at < line->count && is_blank(&line->spans[at])) {
        at += 1;
    }
    return at == line->count;
}

/* A line that begins a task is an entry, with those that go on with it. */
static void add_task(Sheet *page, ItemRef subtopic, int line, int *tasks)
{
    const TextLine *lines = page->lines.items;
    int end = line + 1;
    if (!is_task(&lines[line]) || *tasks >= CATALOG_PARTS_MAX) {
        return;
    }
    while (end < (int)page->lines.count && !is_task(&lines[end]) && !is_empty(&lines[end])) {
        end += 1;
    }
    *tasks += 1;
    sheet_entry_begin(page, ENTRY_ITEM, subtopic, *tasks);
    SheetEntry *entry = &page->entries[page->entry_count - 1];
    entry->line = line;
    entry->lines = end - line;
}

/* The page with its tasks as they are ticked. */
static const char *ticked_text(const Model *model, Sheet *page, CatalogIndex subtopic,
                               const char *text)
{
    uint64_t ticks = model->state->subtopics[subtopic].ticks;
    if (ticks == 0) {
        return text;
    }
    char *copy = arena_dup(page->arena, text);
    page_source_tick(copy, strlen(copy), ticks);
    return copy;
}

void build_study_page(const Model *model, Sheet *page, CatalogIndex subtopic, const char *text)
{
    int first = (int)page->lines.count;
    int tasks = 0;
    const char *previous = NULL;
    sheet_markdown(page, ROLE_TEXT, 0, ticked_text(model, page, subtopic, text));
    for (int line = first; line < (int)page->lines.count; line++) {
        add_task(page, (ItemRef){ITEM_SUBTOPIC, subtopic}, line, &tasks);
        add_links(page, model->state->catalog, line, &previous);
    }
}
