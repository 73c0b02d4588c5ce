/* Content packs (directories with pack.yaml) to a catalog. */
#ifndef CAIRN_CONTENT_PACK_H
#define CAIRN_CONTENT_PACK_H

#include <stddef.h>

#include "base/error.h"
#include "content/diagnostic.h"
#include "study/catalog.h"
#include "study/glossary.h"

/* Files and directories that were looked at, for the cache: absolute paths; freed with
 * pack_sources_done. */
typedef struct PackSources {
    char **items;
    size_t count, capacity;
} PackSources;
void pack_sources_done(PackSources *sources);

/* Loads the packs found in `directories` (each directory's sub-directories that hold a pack.yaml, or
 * the directory itself when it holds one), in order, names sorted, into one catalog. Every problem of
 * every file becomes a diagnostic; a pack with errors loses only the broken entries (an entry that
 * cannot be used is left out) and never keeps others from loading. `sources` gets every path whose
 * change can change the result. The caller frees the catalog. */
Catalog *pack_load_all(const char *const *directories, size_t count, Diagnostics *diagnostics,
                       PackSources *sources);

/* The same, with the packs' glossary, which the caller frees. */
Catalog *pack_load_with_glossary(const char *const *directories, size_t count,
                                 Diagnostics *diagnostics, PackSources *sources,
                                 Glossary **glossary);

/* The id of the pack in a directory, for comparing; NULL when it has none. The caller frees it. */
char *pack_read_id(const char *directory);

#endif
