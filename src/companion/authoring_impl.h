/* Within the companion only: what the beginnings of drafts share. */
#ifndef CAIRN_COMPANION_AUTHORING_IMPL_H
#define CAIRN_COMPANION_AUTHORING_IMPL_H

#include "companion/authoring.h"

#define AUTHORING_DRAFT     "card.yaml" /* what is edited, in the draft's directory */
#define AUTHORING_DECK_SIZE ((size_t)16 << 20)

/* The deck that was read from this file, CATALOG_NONE for none. */
CatalogIndex authoring_deck_of_file(const Catalog *catalog, const char *path);

/* Fills in the learner's own deck: where it is or will be. STATUS_FAILED when its pack is without it. */
CHECKED Status authoring_choose_own(const Workspace *workspace, CardDraft *draft, Error *error);

/* Appends the text of the card with this id, of the `line` on which it begins in a deck's text, as an entry
 * that says `replaces: true`: as it is written, comments included, its dash in the first column. False
 * when it is written in a way that does not let it be cut out (several cards on one line). */
bool authoring_copy_card(const char *deck, size_t line, const char *id, Buffer *out);

/* Whether the pack of one's own is a pack: its manifest comes last. */
bool authoring_own_is_complete(const CardDraft *draft);
/* Makes the manifest, where there is none. */
CHECKED Status authoring_complete_own(const CardDraft *draft, Error *error);

#endif
