/* A catalog as one block of bytes, for the content cache: start-up reads this
 * instead of parsing YAML. */
#ifndef CAIRN_STUDY_CATALOG_BLOB_H
#define CAIRN_STUDY_CATALOG_BLOB_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "study/catalog.h"

/* Changes with every change of layout: part of the cache's key. */
#define CATALOG_BLOB_VERSION 11

/* Appends the catalog's bytes to `out`. They can be read anywhere, and with the least work where the
 * first lies at the address `place` (a multiple of 16, or 0 when nothing is known of it). */
void catalog_blob_write(const Catalog *catalog, uintptr_t place, Buffer *out);

/* Rebuilds a catalog from bytes, which start at a multiple of 16; checks every length and index, so that
 * damaged bytes are an error (STATUS_CONTENT) and never a crash. The inside of long texts is not looked
 * at: catalog_blob_check does that. The catalog lies in the bytes: they are changed where they do not lie
 * at the place that they were written for, and have to stay until the caller has freed it. */
CHECKED Status catalog_blob_read(char *bytes, size_t length, Catalog **catalog, Error *error);

typedef struct CatalogBlobCheck {
    size_t at; /* how much of the long texts was looked at */
    uint64_t sum;
    const char *part; /* what was looked at just now */
    size_t part_length;
    bool whole; /* at the end: none is damaged */
} CatalogBlobCheck;

/* Looks at the next part of the long texts of bytes that catalog_blob_read took; `check` is zero at
 * first. False when it was the last. */
bool catalog_blob_check(const char *bytes, CatalogBlobCheck *check);

/* What tells this catalog's bytes from another's; 0 for bytes that are too short to be one's. */
uint64_t catalog_blob_checksum(const char *bytes, size_t length);

/* Puts the right checksum on a block of at least a header's length that was changed on purpose: for
 * tests and fuzzers, which want to get past it. */
#define CATALOG_BLOB_HEADER_SIZE 64
void catalog_blob_seal(char *bytes, size_t length);

#endif
