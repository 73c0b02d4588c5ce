#include <stdio.h>
#include <string.h>

#include "content/entries.h"
#include "text/cloze.h"

static const char DECK_KEYS[] = "deck title topic macros cards";
static const char CARD_KEYS[] = "id kind topic tags text front back choices items answer "
                                "alternatives case accents tolerance unit check "
                                "vars where solution hint extra source requires macros replaces";

/* Where the content of a card stands, by its kind: keys that others use are mistakes that would
 * otherwise vanish without a word. */
static const char *const KIND_KEYS[CARD_KIND_COUNT] = {
    [CARD_BASIC] = "front back",
    [CARD_REVERSED] = "front back",
    [CARD_CLOZE] = "text",
    [CARD_CHOICE] = "front choices",
    [CARD_ORDER] = "front items",
    [CARD_TYPED] = "front answer alternatives case accents",
    [CARD_NUMBER] = "front answer tolerance unit check",
    [CARD_DRILL] = "front vars where answer tolerance unit solution",
};
static const char *const CONTENT_KEYS[] = {"text",   "front",        "back", "choices", "items",
                                           "answer", "alternatives", "case", "accents", "tolerance",
                                           "unit",   "check",        "vars", "where",   "solution"};

static void complain_kind(const Reader *reader, const Node *node, const char *name)
{
    Buffer known = {0};
    for (int kind = 0; kind < CARD_KIND_COUNT; kind++)
        buffer_add_format(&known, "%s%s",
                          kind == 0                     ? ""
                          : kind == CARD_KIND_COUNT - 1 ? " or "
                                                        : ", ",
                          card_kind_name((CardKind)kind));
    reader_complain(reader, node, "'%s' is no kind of card (expected %s)", name,
                    buffer_text(&known));
    buffer_done(&known);
}

static CardKind read_kind(const Reader *reader, const Node *node)
{
    const char *name = reader_text(reader, node, "kind", true);
    CardKind kind = name ? card_kind_from_name(name) : CARD_KIND_COUNT;
    if (name && kind == CARD_KIND_COUNT)
        complain_kind(reader, node_member(node, "kind"), name);
    return kind;
}

static bool is_among(const char *key, const char *keys)
{
    size_t length = strlen(key);
    for (const char *at = keys; (at = strstr(at, key)) != NULL; at += length)
        if ((at == keys || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static void refuse_keys(const Reader *reader, const Node *node, CardKind kind)
{
    for (size_t i = 0; i < sizeof CONTENT_KEYS / sizeof *CONTENT_KEYS; i++) {
        const Node *member = node_member(node, CONTENT_KEYS[i]);
        if (member && !is_among(CONTENT_KEYS[i], KIND_KEYS[kind]))
            reader_complain(reader, member, "'%s' has no place in a %s card", CONTENT_KEYS[i],
                            card_kind_name(kind));
    }
}

/* Question and answer by kind; false when the card cannot be used. */
static bool read_sides(const Reader *reader, const Node *node, Note *note)
{
    bool cloze = note->kind == CARD_CLOZE;
    refuse_keys(reader, node, note->kind);
    note->front = reader_text(reader, node, cloze ? "text" : "front", true);
    note->back = "";
    if (note->kind == CARD_BASIC || note->kind == CARD_REVERSED)
        note->back = reader_text(reader, node, "back", true);
    else if (note->kind == CARD_DRILL)
        note->back = reader_text(reader, node, "solution", true);
    if (cloze && note->front && cloze_numbers(note->front, NULL) == 0) {
        reader_complain(reader, node_member(node, "text"),
                        "no deletion in a cloze card (expected {{c1::hidden words}})");
        return false;
    }
    return note->front && note->back;
}

static bool read_quiz(Builder *builder, const Reader *reader, const Node *node, Note *note)
{
    Quiz quiz = {.answer = "", .unit = "", .tolerance = -1};
    if (note->kind < CARD_CHOICE)
        return true;
    if (!quiz_read(reader, node, note, &quiz))
        return false;
    note->quiz = (CatalogIndex)builder->quizzes.count;
    *array_push(&builder->quizzes) = quiz;
    return true;
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
    Note note = {.deck = deck,
                 .file_deck = deck,
                 .topic = CATALOG_NONE,
                 .subtopic = CATALOG_NONE,
                 .quiz = CATALOG_NONE};
    if (!reader_expect_mapping(reader, node, "a card", CARD_KEYS))
        return;
    note.line = (int32_t)node->line;
    note.id = reader_id(reader, node);
    note.kind = read_kind(reader, node);
    if (note.kind == CARD_KIND_COUNT)
        return;
    bool whole = read_sides(reader, node, &note);
    note.hint = reader_text(reader, node, "hint", false);
    note.extra = reader_text(reader, node, "extra", false);
    note.source = reader_text(reader, node, "source", false);
    if (!whole || note.id == NULL || !read_quiz(builder, reader, node, &note))
        return;
    note.tags = reader_text_list(reader, node, "tags");
    note.requires = reader_text_list(reader, node, "requires");
    if (reader_bool(reader, node, "replaces", false)) {
        *array_push(&builder->replacements) =
            (Replacement){.note = note, .node = node, .file = reader->file};
        return;
    }
    if (!has_topic && node_member(node, "topic") == NULL) {
        reader_complain(reader, node, "no topic (expected 'topic' here or for the whole deck)");
        return;
    }
    if (!builder_claim(builder, reader, node, note.id))
        return;
    note.macros = builder_macros(builder, reader, node, builder->decks.items[deck].macros);
    ItemRef self = {ITEM_NOTE, (CatalogIndex)builder->notes.count};
    *array_push(&builder->notes) = note;
    *array_push(&builder->note_nodes) = (NodeRef){node};
    read_topic(builder, reader, node, self);
    builder_check_later(builder, reader, node, "requires");
}

/* A key with nothing behind it: what is left when the last card is taken out. */
static bool is_empty(const Node *mapping, const char *key)
{
    const Node *node = node_member(mapping, key);
    return node != NULL && node->kind == NODE_SCALAR && node->plain && node->text[0] == '\0';
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
    const Node *cards = is_empty(root, "cards") ? NULL : reader_list(reader, root, "cards");
    for (const Node *item = cards ? cards->first : NULL; item; item = item->next)
        read_card(builder, reader, item, self, node_member(root, "topic") != NULL);
}
