/* A state as one block of bytes, kept beside the database that it was read from: a start that finds it
 * opens no database. */
#ifndef CAIRN_STUDY_STATE_BLOB_H
#define CAIRN_STUDY_STATE_BLOB_H

#include "base/buffer.h"
#include "base/error.h"
#include "study/state.h"

/* Changes with every change of layout, and of what is read from the database. */
#define STATE_BLOB_VERSION 1

/* Appends the state's bytes to `out`, at a multiple of 16 from its start. */
void state_blob_write(const StudyState *state, Buffer *out);

/* The state that was written, for the same catalog; the caller calls study_state_done. The bytes start at a
 * multiple of 16; the cards lie in them, so they stay until then, and are changed with the state. Each
 * length and value is checked: damaged bytes are an error (STATUS_CONTENT), and no state is made. */
CHECKED Status state_blob_read(char *bytes, size_t length, const Catalog *catalog,
                               StudyState *state, Error *error);

/* Puts the right checksum on a block that was changed on purpose: for tests and fuzzers. */
void state_blob_seal(char *bytes, size_t length);

#endif
