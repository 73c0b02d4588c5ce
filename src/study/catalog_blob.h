/* A catalog as one block of bytes, for the content cache: start-up reads this
 * instead of parsing YAML. */
#ifndef CAIRN_STUDY_CATALOG_BLOB_H
#define CAIRN_STUDY_CATALOG_BLOB_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/checksum.h"
#include "base/error.h"
#include "study/catalog.h"

/* Changes with every change of layout: part of the cache's key. */
#define CATALOG_BLOB_VERSION 13

/* Appends the catalog's bytes to `out`. They can be read anywhere, and with the least work where the
 * first lies at the address `place` (a multiple of 16, or 0 when nothing is known of it). */
void catalog_blob_write(const Catalog *catalog, uintptr_t place, Buffer *out);

/* Rebuilds a catalog from bytes, which start at a multiple of 16; checks every length and index, so that
 * damaged bytes are an error (STATUS_CONTENT) and never a crash. The inside of long texts is not looked
 * at: catalog_blob_check does that. The catalog lies in the bytes: they are changed where they do not lie
 * at the place that they were written for, and have to stay until the caller has freed it. */
CHECKED Status catalog_blob_read(char *bytes, size_t length, Catalog **catalog, Error *error);

/* The same without a look at the notes, cards and their lookup, of which only the lengths are checked: for
 * bytes that are known to be sound, or until catalog_blob_read_cards or catalog_blob_check looked at them.
 * Bytes that lie at another place have to be changed, and so are read as a whole: `*later` is false then. */
CHECKED Status catalog_blob_read_later(char *bytes, size_t length, Catalog **catalog, bool *later,
                                       Error *error);

/* Looks at what was left, as catalog_blob_read would have; the catalog is the caller's, also on an error. */
CHECKED Status catalog_blob_read_cards(char *bytes, Catalog *catalog, Error *error);

typedef struct CatalogBlobCheck {
    bool cards; /* set at first: the notes and cards as well as the long texts */
    bool damaged;
    ChecksumParts parts;
    bool whole; /* at the end: nothing is damaged */
} CatalogBlobCheck;

/* Looks for damage in the next part of the long texts of bytes that catalog_blob_read took, as `source` gives
 * them; but for `cards`, `check` is zero at first. False when it was the last. */
bool catalog_blob_check(const char *bytes, const ChecksumSource *source, CatalogBlobCheck *check);

/* What tells this catalog's bytes from another's; 0 for bytes that are too short to be one's. */
uint64_t catalog_blob_checksum(const char *bytes, size_t length);

/* Puts the right checksum on a block of at least a header's length that was changed on purpose: for
 * tests and fuzzers, which want to get past it. */
#define CATALOG_BLOB_HEADER_SIZE 96
void catalog_blob_seal(char *bytes, size_t length);

#endif
