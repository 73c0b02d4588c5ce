/* Versions of one's own of cards that are not to be written to. */
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "companion/authoring_impl.h"
#include "companion/workspace_impl.h"
#include "content/node.h"

#define DRAFTS "drafts"

static const Note *note_of(const Workspace *workspace, CatalogIndex card)
{
    return &workspace->catalog->notes[workspace->catalog->cards[card].note];
}

/* What comes with the program is replaced by its next version, also where it could be written. */
static bool is_learners(const Workspace *workspace, const char *file)
{
    return !file_is_below(file, workspace->content[0]) && access(file, W_OK) == 0;
}

/* --- where it is --- */

/* The line of an entry with this id in a deck's file, 0 when it has none. */
static Status find_entry(const char *file, const char *id, size_t *line, Error *error)
{
    Arena *arena = arena_new();
    Diagnostics found = {0};
    const Node *root = node_read_file(file, arena, &found);
    const Node *cards = node_member(root, "cards");
    *line = 0;
    for (const Node *card = cards != NULL ? cards->first : NULL; card != NULL; card = card->next) {
        const Node *name = node_member(card, "id");
        if (name != NULL && name->kind == NODE_SCALAR && strcmp(name->text, id) == 0)
            *line = card->line;
    }
    Status status = STATUS_OK;
    if (root == NULL && found.errors > 0)
        status = diagnostics_fail(&found, 0, file, error);
    diagnostics_done(&found);
    arena_free(arena);
    return status;
}

Status card_edit_place(const Workspace *workspace, CatalogIndex card, char **file, size_t *line,
                       Error *error)
{
    const Note *note = note_of(workspace, card);
    const char *stands = catalog_note_file(workspace->catalog, note);
    CardDraft own = {0};
    *file = NULL;
    *line = (size_t)note->line;
    if (is_learners(workspace, stands)) {
        *file = mem_dup(stands);
        return STATUS_OK;
    }
    Status status = authoring_choose_own(workspace, &own, error);
    if (status == STATUS_OK && file_exists(own.deck)) {
        status = find_entry(own.deck, note->id, line, error);
        if (status == STATUS_OK &&
            *line > 0) /* left half made, the pack would not have it loaded */
            status = authoring_complete_own(&own, error);
        if (status == STATUS_OK && *line > 0)
            *file = mem_dup(own.deck);
    }
    card_draft_done(&own, false);
    return status;
}

/* --- the draft --- */

/* A directory of its own for each card: ids have no plus. */
static char *draft_directory(const Workspace *workspace, const char *id)
{
    char *name = mem_dup(id);
    for (char *slash; (slash = strchr(name, '/')) != NULL;)
        *slash = '+';
    char *path = mem_format("%s/" DRAFTS "/%s", workspace->paths.data, name);
    mem_free(name);
    return path;
}

static Status write_template(CardDraft *draft, const char *file, const Note *note, Error *error)
{
    char *deck = NULL;
    size_t length;
    Buffer text = {0};
    Status status = file_read(file, AUTHORING_DECK_SIZE, &deck, &length, error);
    if (status != STATUS_OK)
        return status;
    buffer_add_format(&text,
                      "# Your own version of this card: it takes the place of the one in\n"
                      "#   %s\n"
                      "# and keeps its history. Left as it is, nothing changes. It goes to\n"
                      "#   %s\n"
                      "# where you may change it again, or delete it to go back to the original.\n",
                      file, draft->deck);
    draft->line = 6;
    if (!authoring_copy_card(deck, (size_t)note->line, note->id, &text))
        status = error_set(error, STATUS_FAILED,
                           "%s:%d: this card cannot be copied as it stands: write one with 'id: "
                           "%s' and 'replaces: true' in a deck of yours",
                           file, (int)note->line, note->id);
    draft->template = buffer_take(&text);
    mem_free(deck);
    return status;
}

/* The making of the pack was cut short behind its deck: its cards are there with the next look at the
 * content. */
static Status complete_own(const CardDraft *draft, Error *error)
{
    Status status = authoring_complete_own(draft, error);
    return status != STATUS_OK
               ? status
               : error_set(error, STATUS_FAILED,
                           "the pack of %s was left half made, and is complete now with the cards "
                           "in it: do it again",
                           draft->deck);
}

static Status choose_deck(const Workspace *workspace, const Note *note, CardDraft *draft,
                          Error *error)
{
    Status status = authoring_choose_own(workspace, draft, error);
    if (status == STATUS_OK && note->file_deck != note->deck)
        status = error_set(error, STATUS_FAILED,
                           "%s, where this card is replaced already, cannot be changed",
                           catalog_note_file(workspace->catalog, note));
    if (status == STATUS_OK && file_exists(draft->deck) &&
        authoring_deck_of_file(workspace->catalog, draft->deck) == CATALOG_NONE)
        status =
            authoring_own_is_complete(draft)
                ? error_set(error, STATUS_FAILED,
                            "%s, where your version would go, was not loaded: cairn lint says why",
                            draft->deck)
                : complete_own(draft, error);
    return status;
}

Status card_draft_begin_version(Workspace *workspace, CatalogIndex card, CardDraft *draft,
                                Error *error)
{
    const Note *note = note_of(workspace, card);
    *draft = (CardDraft){.id = mem_dup(note->id)};
    Status status = choose_deck(workspace, note, draft, error);
    if (status == STATUS_OK)
        status = write_template(draft, catalog_note_file(workspace->catalog, note), note, error);
    if (status != STATUS_OK)
        return status;
    draft->directory = draft_directory(workspace, note->id);
    draft->path = path_join(draft->directory, AUTHORING_DRAFT);
    status = file_make_directory(draft->directory, error);
    if (status == STATUS_OK && !file_exists(draft->path))
        status = file_replace(draft->path, draft->template, strlen(draft->template), error);
    return status;
}
