/* Within the study layer only: goes through a catalog, piece by piece, to write it into a block of bytes
 * or to read it there (study/catalog_blob.h). */
#ifndef CAIRN_STUDY_CATALOG_ARCHIVE_H
#define CAIRN_STUDY_CATALOG_ARCHIVE_H

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "study/catalog.h"

#define ARCHIVE_ALIGNMENT alignof(max_align_t)

/* A part of the block that is filled or used up in order. */
typedef struct ArchiveSection {
    Buffer out;      /* writing */
    uintptr_t place; /* writing: the address that its first byte will have */
    char *at;        /* reading: what was not visited yet */
    size_t left;
} ArchiveSection;

typedef struct Archive {
    bool reading;
    ArchiveSection arrays, lists;
    Buffer pool_out, prose_out; /* writing: the pool's two parts */
    uintptr_t prose_place;      /* writing */
    const char *pool;           /* reading */
    size_t pool_size;           /* reading */
    uintptr_t pool_place;       /* what pointers to its first byte are in the block */
    const char *problem;        /* NULL while all is well */
    const Catalog *catalog;
} Archive;

/* Notes what is wrong with what is read, unless something was before. */
void archive_fail(Archive *archive, const char *problem);

/* Writing: a copy of the items at the section's end, valid until the next. */
void *archive_write_items(ArchiveSection *section, const void *items, size_t count, size_t size);

/* Reading: the next items of the section; NULL, with a problem noted, where it is too short. */
void *archive_read_items(Archive *archive, ArchiveSection *section, size_t count, size_t size);

/* Goes through the catalog, whose own bytes the caller has written or read. Each pointer becomes what it
 * has to be; while reading, each length, index and choice is checked. */
void archive_visit(Archive *archive, Catalog *catalog);

#endif
