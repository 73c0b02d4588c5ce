/* A state as one block of bytes, kept beside the database that it was read from: a start that finds it
 * opens no database. */
#ifndef CAIRN_STUDY_STATE_BLOB_H
#define CAIRN_STUDY_STATE_BLOB_H

#include "base/buffer.h"
#include "base/checksum.h"
#include "base/error.h"
#include "study/state.h"

/* Changes with every change of layout, and of what is read from the database. */
#define STATE_BLOB_VERSION 4

/* The states of the cards, which lie in a block of their own: in a large home they are nearly all of it, and
 * with the figures of the day (study/figures.h) a start looks at none of them. */
typedef struct StateCards {
    char *bytes;
    size_t length;
} StateCards;

/* Appends the state's bytes to `out`, at a multiple of 16 from its start; the cards' bytes are those of
 * state->cards. */
void state_blob_write(const StudyState *state, Buffer *out);

/* What tells the cards that belong to a block from others. */
uint64_t state_blob_cards(const char *bytes, size_t length);

/* The state that was written, for the same catalog; the caller calls study_state_done. Both blocks start at a
 * multiple of 16, and the cards' stays until then: they lie in it, and are changed with the state. Each length
 * and value is checked: damaged bytes are an error (STATUS_CONTENT), and no state is made. Of the cards only
 * the length is: state_blob_has_cards or state_blob_check_cards look at them, before anybody does who does not
 * know them to be sound. */
CHECKED Status state_blob_read(char *bytes, size_t length, const StateCards *cards,
                               const Catalog *catalog, StudyState *state, Error *error);

/* Gives an empty catalog as many items, but no cards, as the one had that the state is of: the state can be
 * read for it, with cards of NULL, by those who want its options, days and figures alone. */
void state_blob_shape(const char *bytes, size_t length, Catalog *catalog);

/* Whether the cards are the block's and undamaged. */
bool state_blob_has_cards(const char *bytes, size_t length, const StateCards *cards);

/* Adds up the cards part by part, as `source` gives them; `parts` is zero at first. False when it was the last:
 * then its sum is state_blob_cards, unless they are damaged. */
bool state_blob_check_cards(const StateCards *cards, const ChecksumSource *source,
                            ChecksumParts *parts);

/* Puts the right checksum on a block that was changed on purpose: for tests and fuzzers. */
void state_blob_seal(char *bytes, size_t length);

#endif
