/* Decks from anywhere: each card that can be cut out of one is an entry that can be put in another and that
 * replaces it. */
#include "base/memory.h"
#include "companion/authoring_impl.h"
#include "content/entries.h"
#include "content/node.h"
#include "fuzz/checks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const Node *parse(const char *text, Arena *arena)
{
    Diagnostics ignored = {0};
    const Node *root = node_read_bytes("fuzz", text, strlen(text), arena, &ignored);
    diagnostics_done(&ignored);
    return root;
}

static void check_copy(const char *deck, const Node *card, const char *id, Arena *arena)
{
    Buffer own = {0};
    buffer_add_text(&own, "deck: own\ntitle: Own\ncards:\n");
    size_t begun = own.length;
    if (authoring_copy_card(deck, card->line, id, &own)) {
        const Node *cards = node_member(parse(buffer_text(&own), arena), "cards");
        require(own.data[begun] == '-' && own.data[own.length - 1] == '\n');
        require(cards != NULL && cards->kind == NODE_SEQUENCE && cards->count == 1);
        require(cards->first->kind == NODE_MAPPING);
        require(node_member(cards->first, "id") != NULL);
        require(node_member(cards->first, "replaces") != NULL);
    } else {
        require(own.length == begun);
    }
    buffer_done(&own);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *deck = mem_dup_range((const char *)data, size);
    Arena *arena = take_arena();
    const Node *cards = node_member(parse(deck, arena), "cards");
    for (const Node *card = cards == NULL ? NULL : cards->first; card != NULL; card = card->next) {
        const Node *id = node_member(card, "id");
        if (id != NULL && id->kind == NODE_SCALAR)
            check_copy(deck, card, id->text, arena);
    }
    mem_free(deck);
    return 0;
}
