/* Whole-file input and output with least rights: files 0600, directories 0700, O_CLOEXEC,
 * no following of a final symbolic link where a file is written. */
#ifndef CAIRN_BASE_FILE_H
#define CAIRN_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct FileStamp {
    int64_t size;     /* bytes, -1 when there is no such file */
    int64_t mtime_ns; /* nanoseconds since the epoch */
    int64_t ctime_ns; /* the same of the last change of any kind, also of its name or rights */
    uint64_t inode;
} FileStamp;

/* Size, times and number of a file; a missing file is no error (size -1). */
FileStamp file_stamp(const char *path);
bool file_stamp_is(const FileStamp *stamp, const FileStamp *other);

/* Reads a regular file of at most `limit` bytes; `*data` (NUL added, not counted) is the caller's
 * to free. */
CHECKED Status file_read(const char *path, size_t limit, char **data, size_t *length, Error *error);

/* A file's bytes as memory: read as they are touched; what is written there changes only the memory. */
typedef struct FileMap {
    char *data; /* NULL when the file is empty */
    size_t length;
    FileStamp stamp; /* of the file when it was mapped */
} FileMap;

/* Maps a regular file of at most `limit` bytes, at the address `place` where that is free (0: anywhere);
 * the caller calls file_unmap. Only for files of our own that are replaced and never changed
 * (file_replace): to touch what somebody cut off a mapped file ends the program. */
CHECKED Status file_map(const char *path, size_t limit, uintptr_t place, FileMap *map,
                        Error *error);
void file_unmap(FileMap *map);

/* Opens the file that was mapped once more, for file_read_part; -1 when another is at its path by now. */
int file_open_same(const char *path, const FileMap *map);
void file_close(int file);

/* Reads just so many bytes from an offset on; false when there are not so many, or they cannot be read. */
bool file_read_part(int file, size_t offset, char *bytes, size_t length);

/* Replaces (or creates) `path` atomically: temporary file beside it, fsync, rename, fsync of the
 * directory. On failure the old file is untouched, but for one case that the message names: the new
 * content is in place and only the last fsync failed. A symbolic link is replaced, not followed. */
CHECKED Status file_replace(const char *path, const char *data, size_t length, Error *error);

/* Creates a directory and its parents with mode 0700; existing ones are fine. */
CHECKED Status file_make_directory(const char *path, Error *error);

bool file_is_directory(const char *path);
bool file_exists(const char *path);

/* Whether what is at `path` lies below the directory once links are followed; false when one of them is
 * not there. */
bool file_is_below(const char *path, const char *directory);

/* Names in a directory (no "." or ".."), sorted bytewise; a missing directory gives none. The array
 * and its strings are freed with file_list_free. */
CHECKED Status file_list(const char *path, char ***names, size_t *count, Error *error);
void file_list_free(char **names, size_t count);

/* 64-bit FNV-1a of bytes: content hash for caches and stable seeds (not for security). */
uint64_t hash_bytes(const void *data, size_t length);
uint64_t hash_text(const char *text);

#endif
