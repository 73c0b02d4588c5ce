/* The content that comes with the program, and all texts of it that a learner reads. */
#ifndef CAIRN_TESTS_OUR_CONTENT_H
#define CAIRN_TESTS_OUR_CONTENT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "content/pack.h"
#include "study/glossary.h"
#include "study/scheduler.h"
#include "study/showing.h"
#include "text/cloze.h"

#define OUR_PAGE_MOST (1 << 20)

static Catalog *catalog;
static Glossary *glossary;
static char *findings; /* of the loader, doubts and all; "" for none */

static inline int load_ours(void **state)
{
    Diagnostics diagnostics = {.doubts = true};
    PackSources sources = {0};
    const char *directories[] = {"content"};
    Buffer report = {0};
    (void)state;
    catalog = pack_load_with_glossary(directories, 1, &diagnostics, &sources, &glossary);
    diagnostics_format(&diagnostics, &report);
    findings = mem_dup(buffer_text(&report));
    buffer_done(&report);
    diagnostics_done(&diagnostics);
    pack_sources_done(&sources);
    return 0;
}

static inline int unload_ours(void **state)
{
    (void)state;
    catalog_free(catalog);
    glossary_free(glossary);
    mem_free(findings);
    return 0;
}

/* The whole of a file; the caller's to free. */
static inline char *read_whole(const char *path)
{
    char *text = NULL;
    size_t length = 0;
    Error error = {{0}};
    if (file_read(path, OUR_PAGE_MOST, &text, &length, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    return text;
}

/* A text on its way: `id` and `field` say whose it is; `macros` are its TeX definitions. */
typedef struct OurText {
    const char *id, *field, *text, *macros;
    bool markdown;
} OurText;

typedef void VisitText(void *data, const OurText *text);

typedef struct TextWalk {
    VisitText *visit;
    void *data;
    const char *id, *macros;
    int32_t showings; /* of each drill */
} TextWalk;

static inline void walk_text(const TextWalk *walk, const char *field, bool markdown,
                             const char *text)
{
    OurText found = {walk->id, field, text, walk->macros, markdown};
    if (text != NULL && text[0] != '\0')
        walk->visit(walk->data, &found);
}

static inline void walk_list(const TextWalk *walk, const char *field, TextList list)
{
    for (size_t i = 0; i < list.count; i++)
        walk_text(walk, field, true, list.items[i]);
}

static inline void walk_begin(TextWalk *walk, ItemKind kind, size_t index)
{
    ItemRef item = {kind, (CatalogIndex)index};
    walk->id = catalog_id(catalog, item);
    walk->macros = catalog_macros(catalog, item);
}

static inline void walk_roadmap(TextWalk *walk)
{
    for (size_t i = 0; i < catalog->phase_count; i++) {
        walk_begin(walk, ITEM_PHASE, i);
        walk_text(walk, "title", false, catalog->phases[i].title);
        walk_text(walk, "goal", true, catalog->phases[i].goal);
    }
    for (size_t i = 0; i < catalog->topic_count; i++) {
        walk_begin(walk, ITEM_TOPIC, i);
        walk_text(walk, "title", false, catalog->topics[i].title);
        walk_text(walk, "why", true, catalog->topics[i].why);
    }
    for (size_t i = 0; i < catalog->subtopic_count; i++) {
        const Subtopic *subtopic = &catalog->subtopics[i];
        walk_begin(walk, ITEM_SUBTOPIC, i);
        walk_text(walk, "title", false, subtopic->title);
        walk_text(walk, "explain", true, subtopic->explain);
        walk_list(walk, "outcomes", subtopic->outcomes);
        char *page = subtopic->page[0] != '\0' ? read_whole(subtopic->page) : NULL;
        walk_text(walk, "page", true, page);
        mem_free(page);
    }
    walk->id = "recap and tips";
    walk->macros = "";
    for (size_t i = 0; i < catalog->recap_count; i++)
        walk_text(walk, "recap", true, catalog->recaps[i].text);
    for (size_t i = 0; i < catalog->tip_count; i++) {
        walk_text(walk, "title", false, catalog->tips[i].title);
        walk_text(walk, "text", true, catalog->tips[i].text);
    }
}

static inline void walk_resources(TextWalk *walk)
{
    for (size_t i = 0; i < catalog->resource_count; i++) {
        const Resource *resource = &catalog->resources[i];
        walk_begin(walk, ITEM_RESOURCE, i);
        walk_text(walk, "title", false, resource->title);
        walk_text(walk, "summary", true, resource->summary);
        for (size_t k = 0; k < resource->parts.count; k++)
            walk_text(walk, "part", false, resource->parts.items[k]);
    }
    for (size_t i = 0; glossary != NULL && i < glossary->count; i++) {
        const GlossaryEntry *entry = &glossary->entries[i];
        walk->id = entry->term;
        walk->macros = entry->macros;
        walk_text(walk, "term", false, entry->term);
        walk_text(walk, "text", true, entry->text);
    }
}

static inline void walk_projects(TextWalk *walk)
{
    for (size_t i = 0; i < catalog->project_count; i++) {
        const Project *project = &catalog->projects[i];
        walk_begin(walk, ITEM_PROJECT, i);
        walk_text(walk, "title", false, project->title);
        walk_text(walk, "summary", true, project->summary);
        walk_text(walk, "why", true, project->why);
        walk_text(walk, "show", true, project->show);
        walk_list(walk, "stretch", project->stretch);
        for (int32_t k = 0; k < project->milestone_count; k++) {
            const Milestone *milestone = &catalog->milestones[project->first_milestone + k];
            walk->id = milestone->id;
            walk_text(walk, "title", false, milestone->title);
            walk_list(walk, "accept", milestone->accept);
            walk_list(walk, "hints", milestone->hints);
        }
    }
    for (size_t i = 0; i < catalog->check_count; i++) {
        const Check *check = &catalog->checks[i];
        walk->id = catalog->milestones[check->milestone].id;
        walk_text(walk, "criterion", false, check->criterion);
    }
}

/* One showing of a card: with a drill's numbers, a cloze's words. */
static inline void walk_showing(const TextWalk *walk, const Showing *showing, const Card *card)
{
    Buffer front = {0};
    if (showing->note->kind == CARD_CLOZE)
        cloze_render(&front, showing->front, card->ordinal, true);
    else
        buffer_add_text(&front, showing->front);
    walk_text(walk, "front", true, buffer_text(&front));
    walk_text(walk, "back", true, showing->back);
    walk_text(walk, "hint", true, showing->hint);
    walk_text(walk, "extra", true, showing->extra);
    buffer_done(&front);
    if (showing->quiz == NULL)
        return;
    bool typed = showing->note->kind == CARD_TYPED; /* its alternatives may be misspelt */
    for (size_t i = 0; i < showing->quiz->options.count && (!typed || i == 0); i++)
        walk_text(walk, typed ? "answer" : "option", !typed, showing->quiz->options.items[i]);
    for (size_t i = 0; i < showing->quiz->reasons.count; i++)
        walk_text(walk, "reason", true, showing->quiz->reasons.items[i]);
}

static inline void walk_cards(TextWalk *walk)
{
    for (size_t i = 0; i < catalog->card_count; i++) {
        const Card *card = &catalog->cards[i];
        bool drill = catalog->notes[card->note].kind == CARD_DRILL;
        walk_begin(walk, ITEM_CARD, i);
        for (int32_t k = 0; k < (drill ? walk->showings : 1); k++) {
            Showing showing;
            showing_begin(&showing, catalog, (CatalogIndex)i, scheduler_seed(card->id, k));
            walk_showing(walk, &showing, card);
            showing_done(&showing);
        }
    }
}

/* Calls `visit` for each text; those of a drill come with the numbers of so many `showings`. */
static inline void walk_all(VisitText *visit, void *data, int32_t showings)
{
    TextWalk walk = {.visit = visit, .data = data, .showings = showings};
    walk_roadmap(&walk);
    walk_resources(&walk);
    walk_projects(&walk);
    walk_cards(&walk);
}

#endif
