/* Within the companion only: bytes that follow from files, read from the store's cache as long as the
 * files did not change.
 *
 * Looking is one stat a file. A file whose time changed while its content did not only gets its new
 * time noted. A file that changed in the moments while it was being read is told from its time: such
 * a result is used and not kept. */
#ifndef CAIRN_COMPANION_CACHED_H
#define CAIRN_COMPANION_CACHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/store.h"

typedef struct CachedKey {
    Store *store; /* NULL: nothing is cached */
    const char *key;
    int version;
    uint64_t variant; /* what else the bytes follow from (a hash); 0 nothing */
    bool may_write;
} CachedKey;

/* The entry's bytes when they still hold, from mem_alloc for the caller; else NULL. Never fails: what
 * cannot be read counts as changed. */
char *cached_get(const CachedKey *key, size_t *length);

/* An instant to take before the files are read, for cached_put. */
int64_t cached_begin_ns(void);

/* Keeps bytes that were made from `paths` (files or directories, also absent ones). */
void cached_put(const CachedKey *key, char *const *paths, size_t path_count, int64_t begun_ns,
                const char *bytes, size_t length);

#endif
