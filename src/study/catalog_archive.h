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

/* Structs and what belongs to them: of the roadmap, or of the cards. */
typedef struct ArchiveGroup {
    ArchiveSection arrays, lists;
    Buffer pool_out;      /* writing */
    uintptr_t pool_place; /* writing */
} ArchiveGroup;

typedef struct Archive {
    bool reading;
    bool later; /* reading: what the cards' arrays hold is taken as it stands */
    ArchiveGroup roadmap, cards;
    ArchiveGroup *group;     /* that is visited */
    Buffer prose_out;        /* writing */
    uintptr_t prose_place;   /* writing */
    const char *strings;     /* reading: from the first pool to the end */
    size_t strings_size;     /* reading */
    uintptr_t strings_place; /* reading: what pointers to the first are in the block */
    const char *problem;     /* NULL while all is well */
    const Catalog *catalog;
} Archive;

/* Notes what is wrong with what is read, unless something was before. */
void archive_fail(Archive *archive, const char *problem);

/* Writing: a copy of the items at the section's end, valid until the next. */
void *archive_write_items(ArchiveSection *section, const void *items, size_t count, size_t size);

/* Reading: the next items of the section; NULL, with a problem noted, where it is too short. */
void *archive_read_items(Archive *archive, ArchiveSection *section, size_t count, size_t size);

/* Goes through the catalog, whose own bytes the caller has written or read: all but the cards, then the
 * notes, their cards and the lookup of these, most of it in a large home. Each pointer becomes what it has to be;
 * while reading, each length, index and choice is checked. */
void archive_visit_roadmap(Archive *archive, Catalog *catalog);
void archive_visit_cards(Archive *archive, Catalog *catalog);

#endif
