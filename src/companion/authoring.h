/* Writing cards of one's own: a draft in the editor, its check, and its place in a deck of the
 * learner's. Content that comes with the program is never written to: the learner's version of such a
 * card is a card in their own deck that takes its place (replaces in cairn-content(5)). */
#ifndef CAIRN_COMPANION_AUTHORING_H
#define CAIRN_COMPANION_AUTHORING_H

#include "base/buffer.h"
#include "companion/workspace.h"

/* A card that is being written. The file at `path` is what the learner edits; begun with a template for
 * the kind, in a private directory of its own. */
typedef struct CardDraft {
    char *directory, *path;
    char *deck;     /* the deck file that it will go to */
    char *topic;    /* default topic of that deck, "" for none */
    char *template; /* as it was begun */
    char *id;       /* of the card whose place the draft is to take; NULL for a new card */
    bool own;       /* the deck is the learner's own one, which is made when it is not there */
    size_t line;    /* where the editor opens: of the first mistake that was found, 0 for none */
} CardDraft;

/* Begins a draft for a deck: its id or its file; NULL means the learner's own deck, in the pack content/own
 * below the data directory. `topic`, an id or NULL, is filled in. STATUS_USAGE when there is no such
 * deck, or when it came with the program. The caller calls card_draft_done. */
CHECKED Status card_draft_begin(Workspace *workspace, const char *deck, CardKind kind,
                                const char *topic, CardDraft *draft, Error *error);

/* Where a card can be edited as it stands: in a deck of the learner's, which may hold a version of theirs
 * that could not be used so far. `*file` is the caller's to free; NULL when there is no such place, as
 * the card came with the program or its file cannot be written: card_draft_begin_version then.
 * STATUS_CONTENT (file:line:column) when the learner's own deck cannot be read. */
CHECKED Status card_edit_place(const Workspace *workspace, CatalogIndex card, char **file,
                               size_t *line, Error *error);

/* Begins a draft with the text of a card's note as it stands in its deck, to take its place. It lies in the
 * data directory until it is added: one that was left with mistakes is gone on with. */
CHECKED Status card_draft_begin_version(Workspace *workspace, CatalogIndex card, CardDraft *draft,
                                        Error *error);

/* Opens the editor on the draft, at the line of the mistake found last. */
CHECKED Status card_draft_edit(const CardDraft *draft, Error *error);

/* Checks the draft as part of all content. `report` gets lines "file:line:column: message", warnings of
 * doubtful cards among them; `*changed` is false when nothing was written. STATUS_CONTENT when there are
 * mistakes, or when what is to take a card's place does not. */
CHECKED Status card_draft_check(Workspace *workspace, CardDraft *draft, bool *changed,
                                Buffer *report, Error *error);

/* Whether the draft says something else than it was begun with: then it is worth keeping. One that could
 * not be begun is not. */
bool card_draft_is_changed(const CardDraft *draft);

/* Appends a checked draft to its deck, in one step; `ids` gets the ids of its cards, blanks between.
 * The pack and the deck of one's own are made the first time. */
CHECKED Status card_draft_add(const CardDraft *draft, Buffer *ids, Error *error);

/* Frees the draft and removes its files, but with `keep` the one that was edited. Twice is fine. */
void card_draft_done(CardDraft *draft, bool keep);

#endif
