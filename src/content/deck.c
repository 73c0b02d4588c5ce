#include <stdio.h>
#include <string.h>

#include "content/entries.h"
#include "text/cloze.h"

static const char DECK_KEYS[] = "deck title topic macros cards";
static const char CARD_KEYS[] =
    "id kind topic tags front back text hint extra source requires macros";

static CardKind read_kind(const Reader *reader, const Node *node)
{
    const char *name = reader_text(reader, node, "kind", true);
    CardKind kind = name ? card_kind_from_name(name) : CARD_KIND_COUNT;
    if (name && kind == CARD_KIND_COUNT)
        reader_complain(reader, node_member(node, "kind"),
                        "'%s' is no kind of card (expected basic, reversed or cloze)", name);
    return kind;
}

/* Keys that the kind does not use are mistakes that would otherwise vanish without a word. */
static void refuse_keys(const Reader *reader, const Node *node, const char *const *keys,
                        const char *kind)
{
    for (; *keys; keys++)
        if (node_member(node, *keys))
            reader_complain(reader, node_member(node, *keys), "'%s' has no place in a %s card",
                            *keys, kind);
}

/* Front and back by kind; false when the card cannot be used. */
static bool read_sides(const Reader *reader, const Node *node, Note *note)
{
    if (note->kind != CARD_CLOZE) {
        refuse_keys(reader, node, (const char *const[]){"text", NULL}, card_kind_name(note->kind));
        note->front = reader_text(reader, node, "front", true);
        note->back = reader_text(reader, node, "back", true);
        return note->front && note->back;
    }
    refuse_keys(reader, node, (const char *const[]){"front", "back", NULL}, "cloze");
    note->front = reader_text(reader, node, "text", true);
    note->back = "";
    if (note->front && cloze_numbers(note->front, NULL) == 0) {
        reader_complain(reader, node_member(node, "text"),
                        "no deletion in a cloze card (expected {{c1::hidden words}})");
        return false;
    }
    return note->front != NULL;
}

static void read_topic(Builder *builder, const Reader *reader, const Node *node, ItemRef owner)
{
    const Node *topic = node_member(node, "topic");
    if (topic)
        *array_push(&builder->links) =
            (PendingLink){.owner = owner, .node = topic, .file = reader->file};
}

static void read_card(Builder *builder, const Reader *reader, const Node *node, CatalogIndex deck,
                      bool has_topic)
{
    Note note = {.deck = deck, .topic = CATALOG_NONE, .subtopic = CATALOG_NONE};
    if (!reader_expect_mapping(reader, node, "a card", CARD_KEYS))
        return;
    note.id = reader_id(reader, node);
    note.kind = read_kind(reader, node);
    if (note.kind == CARD_KIND_COUNT || !read_sides(reader, node, &note) || note.id == NULL)
        return;
    if (!has_topic && node_member(node, "topic") == NULL) {
        reader_complain(reader, node, "no topic (expected 'topic' here or for the whole deck)");
        return;
    }
    if (!builder_claim(builder, reader, node, note.id))
        return;
    note.hint = reader_text(reader, node, "hint", false);
    note.extra = reader_text(reader, node, "extra", false);
    note.source = reader_text(reader, node, "source", false);
    note.tags = reader_text_list(reader, node, "tags");
    note.requires = reader_text_list(reader, node, "requires");
    note.line = (int32_t)node->line;
    note.macros = builder_macros(builder, reader, node, builder->decks.items[deck].macros);
    ItemRef self = {ITEM_NOTE, (CatalogIndex)builder->notes.count};
    *array_push(&builder->notes) = note;
    read_topic(builder, reader, node, self);
    builder_check_later(builder, reader, node, "requires");
}

void deck_read(Builder *builder, const Reader *reader, const Node *root)
{
    if (!reader_expect_mapping(reader, root, "a deck file", DECK_KEYS))
        return;
    const char *id = reader_text(reader, root, "deck", true);
    const char *title = reader_text(reader, root, "title", true);
    if (id == NULL || title == NULL)
        return;
    /* Decks have names of their own: a deck may be called like its topic. */
    size_t size = sizeof "deck:" + strlen(id);
    char *claimed = arena_alloc(reader->arena, size, 1);
    (void)snprintf(claimed, size, "deck:%s", id);
    if (!builder_claim(builder, reader, node_member(root, "deck"), claimed))
        return;
    CatalogIndex self = (CatalogIndex)builder->decks.count;
    *array_push(&builder->decks) = (Deck){
        .id = id,
        .title = title,
        .file = arena_dup(reader->arena, reader->file),
        .topic = CATALOG_NONE,
        .macros = builder_macros(builder, reader, root, builder->pack_macros),
    };
    read_topic(builder, reader, root, (ItemRef){ITEM_DECK, self});
    const Node *cards = reader_list(reader, root, "cards");
    for (const Node *item = cards ? cards->first : NULL; item; item = item->next)
        read_card(builder, reader, item, self, node_member(root, "topic") != NULL);
}
