#include "content/builder.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "content/doubts.h"
#include "content/entries.h"
#include "content/pages.h"
#include "content/replacements.h"
#include "study/match.h"
#include "text/cloze.h"
#include "text/math_macros.h"

/* Finding the nearest of all ids takes its time: only for so many findings. */
#define SUGGESTIONS_LIMIT 100

void builder_init(Builder *builder, Catalog *catalog, Diagnostics *diagnostics)
{
    *builder = (Builder){
        .catalog = catalog,
        .diagnostics = diagnostics,
        .scratch = arena_new(),
    };
}

/* --- ids --- */

bool builder_claim(Builder *builder, const Reader *reader, const Node *node, const char *id)
{
    size_t known = builder->ids.count;
    size_t number = interner_add(&builder->ids, id, NULL);
    if (number < known) {
        const FirstPlace *first = &builder->first_places.items[number];
        reader_complain(reader, node, "id '%s' is taken (first at %s:%u; ids must be unique)", id,
                        first->file, (unsigned)first->line);
        return false;
    }
    *array_push(&builder->first_places) =
        (FirstPlace){.file = reader->file, .line = node ? node->line : 0};
    return true;
}

/* --- macros --- */

/* Text that defines nothing is a mistake that nobody would see. */
static bool defines_something(const char *tex)
{
    Arena *arena = arena_new();
    size_t count = math_macros_read(math_macros_new(arena, NULL), tex, strlen(tex));
    arena_free(arena);
    return count > 0;
}

MacroText builder_macros(Builder *builder, const Reader *reader, const Node *mapping,
                         MacroText outer)
{
    const char *own = reader_text(reader, mapping, "macros", false);
    if (own[0] == '\0')
        return outer;
    if (!defines_something(own)) {
        reader_complain(reader, node_member(mapping, "macros"),
                        "'macros' defines nothing (expected TeX such as "
                        "\\newcommand{\\R}{\\mathbb{R}})");
        return outer;
    }
    if (builder->macro_texts.count == 0)
        *array_push(&builder->macro_texts) = "";
    const char *before = builder->macro_texts.items[outer];
    size_t size = strlen(before) + strlen(own) + 2;
    char *text = arena_alloc(reader->arena, size, 1);
    (void)snprintf(text, size, "%s%s%s", before, before[0] != '\0' ? "\n" : "", own);
    *array_push(&builder->macro_texts) = text;
    return (MacroText)(builder->macro_texts.count - 1);
}

/* --- remembering references --- */

void builder_refer(Builder *builder, const Reader *reader, const Node *mapping, const char *key,
                   ItemRef owner, int field)
{
    const Node *node = node_member(mapping, key);
    if (node == NULL)
        return;
    if (node->kind == NODE_MAPPING) {
        reader_complain(reader, node, "'%s' is a mapping (expected ids)", key);
        return;
    }
    *array_push(&builder->lists) =
        (PendingList){.owner = owner, .field = field, .node = node, .file = reader->file};
}

void builder_check_later(Builder *builder, const Reader *reader, const Node *mapping,
                         const char *key)
{
    const Node *node = reader_list(reader, mapping, key);
    if (node)
        *array_push(&builder->checks) = (PendingCheck){.node = node, .file = reader->file};
}

/* --- resolving --- */

static Reader reader_for(const Builder *builder, const char *file)
{
    return (Reader){
        .file = file, .diagnostics = builder->diagnostics, .arena = builder->catalog->arena};
}

static void complain_unknown(const Builder *builder, const char *file, const Node *node,
                             const char *wanted)
{
    Reader reader = reader_for(builder, file);
    if (builder->diagnostics->count >= SUGGESTIONS_LIMIT) {
        reader_complain(&reader, node, "there is no '%s' (expected the id of %s)", node->text,
                        wanted);
        return;
    }
    const char *nearest = match_nearest(node->text, builder->ids.texts, builder->ids.count);
    if (nearest)
        reader_complain(&reader, node,
                        "there is no '%s' (expected the id of %s; did you mean '%s'?)", node->text,
                        wanted, nearest);
    else
        reader_complain(&reader, node, "there is no '%s' (expected the id of %s)", node->text,
                        wanted);
}

/* The item a scalar names when its kind is in `kinds` (bits 1<<ItemKind), else a diagnostic. */
static ItemRef resolve(const Builder *builder, const char *file, const Node *node, unsigned kinds,
                       const char *wanted)
{
    ItemRef none = {ITEM_NONE, CATALOG_NONE};
    Reader reader = reader_for(builder, file);
    if (node->kind != NODE_SCALAR) {
        reader_complain(&reader, node, "%s where the id of %s is expected", node_kind_name(node),
                        wanted);
        return none;
    }
    ItemRef item = catalog_find(builder->catalog, node->text);
    if (item.kind == ITEM_NONE) {
        complain_unknown(builder, file, node, wanted);
    } else if (!(kinds & (1u << item.kind))) {
        reader_complain(&reader, node, "'%s' is a %s (expected %s)", node->text,
                        item_kind_name(item.kind), wanted);
        return none;
    }
    return item;
}

static IndexList *pending_target(const Builder *builder, const PendingList *pending)
{
    CatalogIndex at = pending->owner.index;
    switch (pending->field) {
    case PENDING_TOPIC_REQUIRES:
        return &builder->catalog->topics[at].requires
        ;
    case PENDING_TOPIC_RESOURCES:
        return &builder->catalog->topics[at].resources;
    case PENDING_TOPIC_PROJECTS:
        return &builder->catalog->topics[at].projects;
    case PENDING_SUBTOPIC_REQUIRES:
        return &builder->catalog->subtopics[at].requires
        ;
    case PENDING_RESOURCE_ALTERNATIVES:
        return &builder->catalog->resources[at].alternatives;
    case PENDING_PROJECT_EXERCISES:
        return &builder->catalog->projects[at].exercises;
    default:
        return &builder->catalog->recaps[at].projects;
    }
}

static void resolve_list(const Builder *builder, const PendingList *pending)
{
    static const struct {
        ItemKind kind;
        const char *wanted;
    } fields[] = {
        [PENDING_TOPIC_REQUIRES] = {ITEM_TOPIC, "a topic"},
        [PENDING_TOPIC_RESOURCES] = {ITEM_RESOURCE, "a resource"},
        [PENDING_TOPIC_PROJECTS] = {ITEM_PROJECT, "a project"},
        [PENDING_SUBTOPIC_REQUIRES] = {ITEM_SUBTOPIC, "a subtopic"},
        [PENDING_RESOURCE_ALTERNATIVES] = {ITEM_RESOURCE, "a resource"},
        [PENDING_PROJECT_EXERCISES] = {ITEM_SUBTOPIC, "a subtopic"},
        [PENDING_RECAP_PROJECTS] = {ITEM_PROJECT, "a project"},
    };
    const Node *node = pending->node;
    IndexList *list = pending_target(builder, pending);
    size_t most = node->kind == NODE_SCALAR ? 1 : node->count;
    list->items = arena_alloc(builder->catalog->arena, most, sizeof *list->items);
    for (const Node *item = node->kind == NODE_SCALAR ? node : node->first; item;
         item = node->kind == NODE_SCALAR ? NULL : item->next) {
        ItemRef found = resolve(builder, pending->file, item, 1u << fields[pending->field].kind,
                                fields[pending->field].wanted);
        if (found.kind != ITEM_NONE)
            list->items[list->count++] = found.index;
    }
}

static void resolve_link(const Builder *builder, const PendingLink *link)
{
    Catalog *catalog = builder->catalog;
    bool fine = link->owner.kind == ITEM_NOTE;
    ItemRef found = resolve(builder, link->file, link->node,
                            fine ? 1u << ITEM_TOPIC | 1u << ITEM_SUBTOPIC : 1u << ITEM_TOPIC,
                            fine ? "a topic or subtopic" : "a topic");
    if (found.kind == ITEM_NONE)
        return;
    CatalogIndex topic = catalog_topic_of(catalog, found);
    if (link->owner.kind == ITEM_PROJECT)
        catalog->projects[link->owner.index].topic = topic;
    else if (link->owner.kind == ITEM_DECK)
        catalog->decks[link->owner.index].topic = topic;
    else {
        catalog->notes[link->owner.index].topic = topic;
        catalog->notes[link->owner.index].subtopic =
            found.kind == ITEM_SUBTOPIC ? found.index : CATALOG_NONE;
    }
}

static void resolve_checks(const Builder *builder)
{
    const unsigned kinds = 1u << ITEM_NOTE | 1u << ITEM_CARD | 1u << ITEM_TOPIC |
                           1u << ITEM_SUBTOPIC | 1u << ITEM_PROJECT;
    for (size_t i = 0; i < builder->checks.count; i++) {
        const PendingCheck *check = &builder->checks.items[i];
        if (check->node->kind == NODE_SCALAR)
            (void)resolve(builder, check->file, check->node, 1u << ITEM_TOPIC | 1u << ITEM_SUBTOPIC,
                          "a topic or subtopic");
        for (const Node *item = check->node->first; item; item = item->next)
            if (item->kind == NODE_SCALAR)
                (void)resolve(builder, check->file, item, kinds,
                              "a card, topic, subtopic or project");
    }
}

/* --- cards --- */

static void add_card(Catalog *catalog, CatalogIndex note, const char *suffix, int32_t ordinal)
{
    const char *note_id = catalog->notes[note].id;
    size_t size = strlen(note_id) + strlen(suffix) + 1;
    char *id = arena_alloc(catalog->arena, size, 1);
    (void)snprintf(id, size, "%s%s", note_id, suffix);
    catalog->cards[catalog->card_count++] = (Card){.id = id, .note = note, .ordinal = ordinal};
    catalog->notes[note].card_count++;
}

static size_t cards_of(const Note *note)
{
    unsigned long long mask = 0;
    if (note->kind != CARD_CLOZE)
        return note->kind == CARD_REVERSED ? 2 : 1;
    (void)cloze_numbers(note->front, &mask);
    size_t count = 0;
    for (; mask; mask &= mask - 1)
        count++;
    return count;
}

static void expand_note(Catalog *catalog, CatalogIndex index)
{
    Note *note = &catalog->notes[index];
    note->first_card = (CatalogIndex)catalog->card_count;
    note->card_count = 0;
    if (note->kind != CARD_CLOZE) {
        add_card(catalog, index, "", 0);
        if (note->kind == CARD_REVERSED)
            add_card(catalog, index, ":reverse", 1);
        return;
    }
    unsigned long long mask = 0;
    (void)cloze_numbers(note->front, &mask);
    for (int number = 1; number <= 64; number++) {
        char suffix[8];
        if (!(mask >> (number - 1) & 1))
            continue;
        (void)snprintf(suffix, sizeof suffix, ":c%d", number);
        add_card(catalog, index, suffix, number);
    }
}

static void expand_notes(Catalog *catalog)
{
    size_t total = 0;
    for (size_t i = 0; i < catalog->note_count; i++)
        total += cards_of(&catalog->notes[i]);
    catalog->cards = arena_alloc(catalog->arena, total, sizeof *catalog->cards);
    for (size_t i = 0; i < catalog->note_count; i++)
        expand_note(catalog, (CatalogIndex)i);
}

/* A note whose topic is not there cannot be scheduled: it is left out (its diagnostic stands). */
static void drop_homeless_notes(Catalog *catalog)
{
    size_t kept = 0;
    for (size_t i = 0; i < catalog->note_count; i++) {
        Note *note = &catalog->notes[i];
        if (note->topic == CATALOG_NONE && note->deck != CATALOG_NONE)
            note->topic = catalog->decks[note->deck].topic;
        if (note->topic != CATALOG_NONE)
            catalog->notes[kept++] = *note;
    }
    catalog->note_count = kept;
}

/* --- the end --- */

static void *moved(Catalog *catalog, void *items, size_t count, size_t size)
{
    void *copy = arena_alloc(catalog->arena, count ? count : 1, size);
    if (count)
        memcpy(copy, items, count * size);
    return copy;
}

#define MOVE(name, counter)                                                                     \
    (catalog->name =                                                                            \
         moved(catalog, builder->name.items, builder->name.count, sizeof *builder->name.items), \
     catalog->counter = builder->name.count, array_done(&builder->name))

static void move_arrays(Builder *builder)
{
    Catalog *catalog = builder->catalog;
    MOVE(phases, phase_count);
    MOVE(topics, topic_count);
    MOVE(subtopics, subtopic_count);
    MOVE(resources, resource_count);
    MOVE(projects, project_count);
    MOVE(milestones, milestone_count);
    catalog->checks = moved(catalog, builder->project_checks.items, builder->project_checks.count,
                            sizeof *builder->project_checks.items);
    catalog->check_count = builder->project_checks.count;
    array_done(&builder->project_checks);
    MOVE(decks, deck_count);
    MOVE(notes, note_count);
    MOVE(quizzes, quiz_count);
    MOVE(recaps, recap_count);
    MOVE(tips, tip_count);
    if (builder->macro_texts.count > 0)
        catalog->macro_texts = (TextList){
            .items = moved(catalog, builder->macro_texts.items, builder->macro_texts.count,
                           sizeof *builder->macro_texts.items),
            .count = builder->macro_texts.count,
        };
    array_done(&builder->macro_texts);
}

static void link_resources(Catalog *catalog)
{
    for (size_t t = 0; t < catalog->topic_count; t++) {
        const IndexList *list = &catalog->topics[t].resources;
        for (size_t i = 0; i < list->count; i++) {
            Resource *resource = &catalog->resources[list->items[i]];
            if (resource->topic == CATALOG_NONE)
                resource->topic = (CatalogIndex)t;
        }
    }
}

static void index_catalog(const Builder *builder)
{
    const char *duplicate = NULL;
    if (!catalog_index(builder->catalog, &duplicate))
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, "content", 0, 0,
                        "id '%s' names a card and something else", duplicate);
}

void builder_finish(Builder *builder)
{
    Catalog *catalog = builder->catalog;
    replacements_put(builder);
    if (builder->diagnostics->doubts)
        doubts_find(builder);
    glossary_check_forms(builder);
    move_arrays(builder);
    index_catalog(builder);
    for (size_t i = 0; i < builder->lists.count; i++)
        resolve_list(builder, &builder->lists.items[i]);
    for (size_t i = 0; i < builder->links.count; i++)
        resolve_link(builder, &builder->links.items[i]);
    resolve_checks(builder);
    pages_check(builder);
    drop_homeless_notes(catalog);
    expand_notes(catalog);
    link_resources(catalog);
    index_catalog(builder);
    array_done(&builder->lists);
    array_done(&builder->links);
    array_done(&builder->checks);
    array_done(&builder->pages);
    array_done(&builder->note_nodes);
    array_done(&builder->replacements);
    if (builder->glossary != NULL)
        *builder->glossary = glossary_finish(builder);
    array_done(&builder->terms);
    interner_done(&builder->ids);
    array_done(&builder->first_places);
    arena_free(builder->scratch);
}
