/* Within the companion only: what of the catalog full-text search looks through. */
#ifndef CAIRN_COMPANION_DOCUMENTS_H
#define CAIRN_COMPANION_DOCUMENTS_H

#include "store/store.h"
#include "study/catalog.h"
#include "study/glossary.h"

/* Replaces the index of content by that of this catalog and glossary, of which `version` is told. Kinds
 * are item_kind_name; a note of a deck stands under its first card ("card"), so that "note" is a note of
 * the learner's. A term of the glossary is a "term", and its id the term itself. */
CHECKED Status documents_index(Store *store, const Catalog *catalog, const Glossary *glossary,
                               uint64_t version, Error *error);

#endif
