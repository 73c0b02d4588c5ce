/* Within the companion only: bytes that follow from files, kept in a file of their own as long as those
 * files do not change: the data directory's cache/KEY.
 *
 * Looking is one stat a file. A file whose time changed while its content did not only gets its new
 * time noted. A file that changed in the moments while it was being read is told from its time: such
 * a result is used and not kept. */
#ifndef CAIRN_COMPANION_CACHED_H
#define CAIRN_COMPANION_CACHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checksum.h"
#include "base/file.h"

/* The keys that there are. */
#define CACHED_CATALOG      "catalog"
#define CACHED_DIAGNOSTICS  "catalog-diagnostics"
#define CACHED_GLOSSARY     "glossary"
#define CACHED_KEYS         "keys"
#define CACHED_STATE        "state"
#define CACHED_STATE_CARDS  "state-cards"
#define CACHED_THEME_PREFIX "theme-" /* and its name */

typedef struct CachedKey {
    const char *directory; /* the data directory */
    const char *key;       /* a file name */
    int version;
    uint64_t variant;  /* what else the bytes follow from (a hash); 0 nothing */
    bool self_checked; /* whoever reads the bytes finds damage: they are not looked through here */
    bool unlooked;     /* an entry is taken as it stands: its files are looked at later */
    bool may_write;
} CachedKey;

/* Bytes of an entry, the caller's to change and to release. They start at a multiple of 16, and a NUL
 * stands behind them. */
typedef struct CachedBytes {
    char *data;
    size_t length;
    FileMap map;
} CachedBytes;

/* The stamp of the entry's file, as CachedBytes.map has it. */
FileStamp cached_stamp(const CachedKey *key);

/* True when the entry still holds. Never fails: what cannot be read counts as changed. */
bool cached_get(const CachedKey *key, CachedBytes *bytes);
void cached_release(CachedBytes *bytes);

/* The bytes of an entry, read once more: a map of megabytes would bring them all into memory, and to take
 * them out again costs far more than to read them. */
typedef struct CachedFile {
    const CachedBytes *bytes;
    int file; /* -1: it was replaced since, and the map is read */
    char *buffer;
    size_t capacity;
} CachedFile;

CachedFile cached_open_file(const CachedKey *key, const CachedBytes *bytes);
void cached_close_file(CachedFile *file);

/* Where checksums take them from; lives as long as the file. */
ChecksumSource cached_source(CachedFile *file);

/* The address at which the first of the bytes that are made from `paths` will lie in memory, most
 * likely; 0 when nothing is known of it. */
uintptr_t cached_place(char *const *paths, size_t path_count);

/* An instant to take before the files are read, for cached_put. */
int64_t cached_begin_ns(void);

/* Keeps bytes that were made from `paths` (files or directories, also absent ones). A cache that cannot
 * be written is only a slower start: false then, as no later look can tell whether the bytes still hold. */
bool cached_put(const CachedKey *key, char *const *paths, size_t path_count, int64_t begun_ns,
                const char *bytes, size_t length);

#endif
