/* A file of the cache, in the layout and byte order of the program that wrote it:
 *
 *     Header | Source, one a file | their paths, each ended by NUL | gap | the bytes, and a NUL */
#include "companion/cached.h"

#include <stddef.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/paths.h"

#define MAGIC        UINT64_C(0x3165686361436e63) /* "cnCache1" */
#define ALIGNMENT    ((size_t)16)
#define SOURCE_LIMIT ((size_t)16 * 1024 * 1024)
#define CACHE_LIMIT  ((size_t)64 * 1024 * 1024)
/* Times of files are as coarse as the kernel's tick. */
#define TICK_NS   INT64_C(20000000)
#define AHEAD_NS  INT64_C(2000000000)
#define SECOND_NS INT64_C(1000000000)

/* Where a file is mapped when nothing else is there: far from where programs, heaps and libraries lie,
 * and in the range of all 64-bit machines. */
#if UINTPTR_MAX > UINT32_MAX
#define PLACE ((uintptr_t)1 << 37)
#else
#define PLACE ((uintptr_t)0)
#endif

typedef struct Header {
    uint64_t magic;
    int64_t version;
    uint64_t variant;
    uint64_t checksum; /* of the rest of the header, and the sources and their paths behind it */
    uint64_t source_count;
    uint64_t bytes_at, bytes_length;
    uint64_t bytes_checksum; /* 0 when their reader looks after them */
} Header;

typedef struct Source {
    int64_t size, mtime_ns; /* a FileStamp */
    uint64_t hash;          /* of the content or the listing, 0 when there is none */
    uint64_t path_at;       /* from the file's start */
} Source;

_Static_assert(sizeof(Header) % ALIGNMENT == 0, "what follows the header is aligned");

#define CHECKED_FROM (offsetof(Header, checksum) + sizeof(uint64_t))

static uint64_t hash_listing(const char *path)
{
    char **names;
    size_t count;
    Buffer all = {0};
    if (file_list(path, &names, &count, NULL) != STATUS_OK)
        return 0;
    for (size_t i = 0; i < count; i++)
        buffer_add_format(&all, "%s\n", names[i]);
    file_list_free(names, count);
    uint64_t hash = hash_text(buffer_text(&all));
    buffer_done(&all);
    return hash;
}

/* What a file says, or a directory lists. */
static uint64_t hash_path(const char *path)
{
    if (file_is_directory(path))
        return hash_listing(path);
    char *data;
    size_t length;
    if (!file_exists(path) || file_read(path, SOURCE_LIMIT, &data, &length, NULL) != STATUS_OK)
        return 0;
    uint64_t hash = hash_bytes(data, length);
    mem_free(data);
    return hash;
}

static char *cache_path(const CachedKey *key)
{
    char *directory = path_join(key->directory, "cache");
    char *path = path_join(directory, key->key);
    mem_free(directory);
    return path;
}

FileStamp cached_stamp(const CachedKey *key)
{
    char *path = cache_path(key);
    FileStamp stamp = file_stamp(path);
    mem_free(path);
    return stamp;
}

/* --- reading --- */

static uint64_t checksum_of(const char *file, const Header *header)
{
    return hash_bytes(file + CHECKED_FROM, (size_t)header->bytes_at - CHECKED_FROM);
}

static bool is_whole(const CachedKey *key, const FileMap *map, const Header *header)
{
    const char *bytes = map->data + header->bytes_at;
    return header->checksum == checksum_of(map->data, header) &&
           map->data[map->length - 1] == '\0' && map->data[header->bytes_at - 1] == '\0' &&
           (key->self_checked ||
            header->bytes_checksum == hash_bytes(bytes, (size_t)header->bytes_length));
}

static bool read_header(const CachedKey *key, const FileMap *map, Header *header)
{
    if (map->length < sizeof *header)
        return false;
    memcpy(header, map->data, sizeof *header);
    size_t rest = map->length - sizeof *header;
    return header->magic == MAGIC && header->version == key->version &&
           header->variant == key->variant && header->bytes_at % ALIGNMENT == 0 &&
           header->source_count < rest / sizeof(Source) && header->bytes_at < map->length &&
           header->bytes_at > sizeof *header + header->source_count * sizeof(Source) &&
           header->bytes_length == map->length - header->bytes_at - 1 && is_whole(key, map, header);
}

typedef enum Freshness { FRESH, TOUCHED, CHANGED } Freshness;

/* Compares a source with its file; a new time is put in `source`. */
static Freshness check_source(Source *source, const char *path)
{
    FileStamp stamp = file_stamp(path);
    if (stamp.size == source->size && stamp.mtime_ns == source->mtime_ns)
        return FRESH;
    if (stamp.size < 0 || source->size < 0 || hash_path(path) != source->hash)
        return CHANGED;
    source->size = stamp.size;
    source->mtime_ns = stamp.mtime_ns;
    return TOUCHED;
}

static Freshness check_sources(const FileMap *map, const Header *header)
{
    Freshness worst = FRESH;
    Source *sources = (void *)(map->data + sizeof *header);
    for (size_t i = 0; i < header->source_count && worst != CHANGED; i++) {
        if (sources[i].path_at >= header->bytes_at)
            return CHANGED;
        Freshness one = check_source(&sources[i], map->data + sources[i].path_at);
        if (one > worst)
            worst = one;
    }
    return worst;
}

/* When it fails, the next start only has to look closer again. */
static void write_again(const char *path, const FileMap *map, Header *header)
{
    header->checksum = checksum_of(map->data, header);
    memcpy(map->data, header, sizeof *header);
    Status ignored = file_replace(path, map->data, map->length, NULL);
    (void)ignored;
}

bool cached_get(const CachedKey *key, CachedBytes *bytes)
{
    *bytes = (CachedBytes){0};
    char *path = cache_path(key);
    FileMap map;
    Header header;
    if (file_map(path, CACHE_LIMIT, PLACE, &map, NULL) == STATUS_OK &&
        read_header(key, &map, &header)) {
        Freshness freshness = key->unlooked ? FRESH : check_sources(&map, &header);
        if (freshness == TOUCHED && key->may_write)
            write_again(path, &map, &header);
        if (freshness != CHANGED)
            *bytes = (CachedBytes){.data = map.data + header.bytes_at,
                                   .length = (size_t)header.bytes_length,
                                   .map = map};
    }
    if (bytes->data == NULL)
        file_unmap(&map);
    mem_free(path);
    return bytes->data != NULL;
}

void cached_release(CachedBytes *bytes)
{
    file_unmap(&bytes->map);
    *bytes = (CachedBytes){0};
}

/* --- reading once more --- */

CachedFile cached_open_file(const CachedKey *key, const CachedBytes *bytes)
{
    char *path = cache_path(key);
    CachedFile file = {.bytes = bytes, .file = file_open_same(path, &bytes->map)};
    mem_free(path);
    return file;
}

void cached_close_file(CachedFile *file)
{
    if (file->file >= 0)
        file_close(file->file);
    mem_free(file->buffer);
}

static const char *read_file(void *context, size_t offset, size_t length)
{
    CachedFile *file = context;
    if (file->file < 0)
        return file->bytes->data + offset;
    size_t from = (size_t)(file->bytes->data - file->bytes->map.data) + offset;
    if (file->capacity < length) {
        file->buffer = mem_resize(file->buffer, length, 1);
        file->capacity = length;
    }
    return file_read_part(file->file, from, file->buffer, length) ? file->buffer : NULL;
}

ChecksumSource cached_source(CachedFile *file)
{
    return (ChecksumSource){read_file, file};
}

/* --- writing --- */

int64_t cached_begin_ns(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * SECOND_NS + now.tv_nsec;
}

/* Times far ahead come from a wrong clock and say nothing about now. */
static bool is_racy(const FileStamp *stamp, int64_t begun_ns)
{
    return stamp->size >= 0 && stamp->mtime_ns >= begun_ns - TICK_NS &&
           stamp->mtime_ns <= cached_begin_ns() + AHEAD_NS;
}

/* Appends the sources and their paths; false when one changed too late to be told. */
static bool add_sources(Buffer *file, char *const *paths, size_t count, int64_t begun_ns)
{
    bool steady = true;
    size_t path_at = file->length + count * sizeof(Source);
    for (size_t i = 0; i < count; i++) {
        FileStamp stamp = file_stamp(paths[i]);
        Source source = {.size = stamp.size,
                         .mtime_ns = stamp.mtime_ns,
                         .hash = hash_path(paths[i]),
                         .path_at = path_at};
        buffer_add(file, (const char *)&source, sizeof source);
        path_at += strlen(paths[i]) + 1;
        steady = steady && !is_racy(&stamp, begun_ns);
    }
    for (size_t i = 0; i < count; i++)
        buffer_add(file, paths[i], strlen(paths[i]) + 1);
    return steady;
}

/* Where the bytes lie in the file. */
static size_t bytes_offset(char *const *paths, size_t count)
{
    size_t end = sizeof(Header) + count * sizeof(Source);
    for (size_t i = 0; i < count; i++)
        end += strlen(paths[i]) + 1;
    return end + ALIGNMENT - end % ALIGNMENT; /* with a gap at least of a NUL */
}

uintptr_t cached_place(char *const *paths, size_t path_count)
{
    return PLACE == 0 ? 0 : PLACE + bytes_offset(paths, path_count);
}

static bool write_file(const CachedKey *key, const Buffer *file)
{
    char *directory = path_join(key->directory, "cache");
    char *path = cache_path(key);
    Status status = file_make_directory(directory, NULL);
    if (status == STATUS_OK)
        status = file_replace(path, file->data, file->length, NULL);
    mem_free(path);
    mem_free(directory);
    return status == STATUS_OK;
}

bool cached_put(const CachedKey *key, char *const *paths, size_t path_count, int64_t begun_ns,
                const char *bytes, size_t length)
{
    static const char zeros[ALIGNMENT];
    if (!key->may_write)
        return false;
    bool possible = true;
    Header header = {.magic = MAGIC,
                     .version = key->version,
                     .variant = key->variant,
                     .source_count = path_count,
                     .bytes_length = length,
                     .bytes_checksum = key->self_checked ? 0 : hash_bytes(bytes, length)};
    Buffer file = {0};
    buffer_add(&file, (const char *)&header, sizeof header);
    if (add_sources(&file, paths, path_count, begun_ns)) {
        header.bytes_at = bytes_offset(paths, path_count);
        buffer_add(&file, zeros, (size_t)header.bytes_at - file.length);
        memcpy(file.data, &header, sizeof header);
        header.checksum = checksum_of(file.data, &header);
        memcpy(file.data, &header, sizeof header);
        buffer_add(&file, bytes, length);
        buffer_add_char(&file, '\0');
        possible = write_file(key, &file);
    }
    buffer_done(&file);
    return possible;
}
