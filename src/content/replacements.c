#include "content/replacements.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A note by its id, so that many replacements find their places soon. */
typedef struct KnownNote {
    const char *id;
    CatalogIndex index;
} KnownNote;

static int compare_ids(const void *left, const void *right)
{
    return strcmp(((const KnownNote *)left)->id, ((const KnownNote *)right)->id);
}

static KnownNote *sort_notes(const Builder *builder)
{
    size_t count = builder->notes.count;
    KnownNote *known = mem_alloc(count + 1, sizeof *known);
    for (size_t i = 0; i < count; i++)
        known[i] = (KnownNote){builder->notes.items[i].id, (CatalogIndex)i};
    qsort(known, count, sizeof *known, compare_ids);
    return known;
}

/* What a text of a card refers to is resolved later, and in the order in which it was read: so a topic of
 * its own, when there is such a topic, wins over that of the card that was here. */
static void put_references(Builder *builder, const Replacement *replacement, CatalogIndex at)
{
    const Node *topic = node_member(replacement->node, "topic");
    const Node *requires = node_member(replacement->node, "requires");
    if (topic != NULL)
        *array_push(&builder->links) =
            (PendingLink){.owner = {ITEM_NOTE, at}, .node = topic, .file = replacement->file};
    if (requires != NULL && requires->kind == NODE_SEQUENCE)
        *array_push(&builder->checks) = (PendingCheck){.node = requires, .file = replacement->file};
}

static void put(Builder *builder, const Reader *reader, const Replacement *replacement,
                CatalogIndex at)
{
    Note *place = &builder->notes.items[at];
    CatalogIndex deck = place->deck;
    if (place->file_deck != deck) {
        reader_complain(reader, replacement->node, "card '%s' is replaced already (first at %s:%d)",
                        place->id, builder->decks.items[place->file_deck].file, (int)place->line);
        return;
    }
    *place = replacement->note;
    place->deck = deck;
    place->macros =
        builder_macros(builder, reader, replacement->node, builder->decks.items[deck].macros);
    builder->note_nodes.items[at] = (NodeRef){replacement->node};
    put_references(builder, replacement, at);
}

void replacements_put(Builder *builder)
{
    if (builder->replacements.count == 0)
        return;
    KnownNote *known = sort_notes(builder);
    for (size_t i = 0; i < builder->replacements.count; i++) {
        const Replacement *replacement = &builder->replacements.items[i];
        Reader reader = {.file = replacement->file,
                         .diagnostics = builder->diagnostics,
                         .arena = builder->catalog->arena};
        const KnownNote wanted = {.id = replacement->note.id};
        const KnownNote *found =
            bsearch(&wanted, known, builder->notes.count, sizeof *known, compare_ids);
        if (found != NULL)
            put(builder, &reader, replacement, found->index);
        else
            reader_warn(&reader, replacement->node,
                        "there is no card '%s' to replace: left out (take 'replaces' away to have "
                        "a card of its own)",
                        wanted.id);
    }
    mem_free(known);
}
