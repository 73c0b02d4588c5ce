#include "companion/documents.h"

#include "base/array.h"
#include "base/memory.h"
#include "content/pages.h"
#include "study/showing.h"
#include "text/cloze.h"
#include "text/page_source.h"

typedef struct Documents {
    ARRAY(SearchDocument) list;
    Arena *arena;
} Documents;

static void add_kind(Documents *documents, const char *kind, const char *id, const char *title,
                     Buffer *body)
{
    *array_push(&documents->list) = (SearchDocument){
        .kind = kind,
        .id = id,
        .title = title == NULL ? "" : title,
        .body = arena_dup(documents->arena, buffer_text(body)),
    };
    buffer_clear(body);
}

static void add(Documents *documents, ItemKind kind, const char *id, const char *title,
                Buffer *body)
{
    add_kind(documents, item_kind_name(kind), id, title, body);
}

static void add_line(Buffer *body, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    if (body->length > 0)
        buffer_add_char(body, '\n');
    buffer_add_text(body, text);
}

static void add_lines(Buffer *body, TextList list)
{
    for (size_t i = 0; i < list.count; i++)
        add_line(body, list.items[i]);
}

/* The words of a subtopic's study page. One that cannot be read is one that the loader complained of. */
static void add_page(Buffer *body, const Subtopic *subtopic)
{
    char *text = NULL;
    size_t length = 0;
    if (subtopic->page[0] == '\0' || page_read(subtopic->page, &text, &length, NULL) != STATUS_OK)
        return;
    if (body->length > 0)
        buffer_add_char(body, '\n');
    page_source_words(text, length, body);
    mem_free(text);
}

static void add_roadmap(Documents *documents, const Catalog *catalog, Buffer *body)
{
    for (size_t i = 0; i < catalog->phase_count; i++) {
        const Phase *phase = &catalog->phases[i];
        add_line(body, phase->goal);
        add(documents, ITEM_PHASE, phase->id, phase->title, body);
    }
    for (size_t i = 0; i < catalog->topic_count; i++) {
        const Topic *topic = &catalog->topics[i];
        add_line(body, topic->why);
        add(documents, ITEM_TOPIC, topic->id, topic->title, body);
    }
    for (size_t i = 0; i < catalog->subtopic_count; i++) {
        const Subtopic *subtopic = &catalog->subtopics[i];
        add_line(body, subtopic->explain);
        add_lines(body, subtopic->outcomes);
        add_page(body, subtopic);
        add(documents, ITEM_SUBTOPIC, subtopic->id, subtopic->title, body);
    }
}

static void add_resources(Documents *documents, const Catalog *catalog, Buffer *body)
{
    for (size_t i = 0; i < catalog->resource_count; i++) {
        const Resource *resource = &catalog->resources[i];
        add_line(body, resource->by);
        add_line(body, resource->summary);
        add_lines(body, resource->parts);
        add(documents, ITEM_RESOURCE, resource->id, resource->title, body);
    }
}

static void add_projects(Documents *documents, const Catalog *catalog, Buffer *body)
{
    for (size_t i = 0; i < catalog->project_count; i++) {
        const Project *project = &catalog->projects[i];
        add_line(body, project->summary);
        add_line(body, project->why);
        for (int32_t m = 0; m < project->milestone_count; m++) {
            const Milestone *milestone = &catalog->milestones[project->first_milestone + m];
            add_line(body, milestone->title);
            add_lines(body, milestone->accept);
        }
        add(documents, ITEM_PROJECT, project->id, project->title, body);
    }
}

/* A card is found by what it shows first, a drill as the problem that it sets then. */
static void add_card(Documents *documents, const Catalog *catalog, CatalogIndex card,
                     const char *title, Buffer *body)
{
    const Note *note = &catalog->notes[catalog->cards[card].note];
    const Quiz *quiz = catalog_quiz(catalog, note);
    const char *id = catalog->cards[card].id;
    Showing showing;
    showing_begin(&showing, catalog, card, scheduler_seed(id, 0));
    add_line(body, showing.back);
    if (quiz != NULL)
        add_lines(body, quiz->options);
    add_line(body, showing.extra);
    add_lines(body, note->tags);
    add(documents, ITEM_CARD, id,
        title != NULL ? title : arena_dup(documents->arena, showing.front), body);
    showing_done(&showing);
}

/* A cloze text is found by its words, whichever of them a card hides. */
static void add_cards(Documents *documents, const Catalog *catalog, Buffer *body)
{
    Buffer question = {0};
    for (size_t i = 0; i < catalog->note_count; i++) {
        const Note *note = &catalog->notes[i];
        if (note->card_count == 0)
            continue;
        const char *title = NULL;
        if (note->kind == CARD_CLOZE) {
            buffer_clear(&question);
            cloze_render(&question, note->front, 0, true);
            title = arena_dup(documents->arena, buffer_text(&question));
        }
        add_card(documents, catalog, note->first_card, title, body);
    }
    buffer_done(&question);
}

static void add_terms(Documents *documents, const Glossary *glossary, Buffer *body)
{
    for (size_t i = 0; i < glossary->count; i++) {
        const GlossaryEntry *entry = &glossary->entries[i];
        add_lines(body, entry->also);
        add_line(body, entry->text);
        add_kind(documents, "term", entry->term, entry->term, body);
    }
}

Status documents_index(Store *store, const Catalog *catalog, const Glossary *glossary,
                       uint64_t version, Error *error)
{
    Documents documents = {.arena = arena_new()};
    Buffer body = {0};
    add_roadmap(&documents, catalog, &body);
    add_resources(&documents, catalog, &body);
    add_projects(&documents, catalog, &body);
    add_cards(&documents, catalog, &body);
    add_terms(&documents, glossary, &body);
    Status status =
        store_index_content(store, documents.list.items, documents.list.count, version, error);
    buffer_done(&body);
    array_done(&documents.list);
    arena_free(documents.arena);
    return status;
}
