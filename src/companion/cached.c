#include "companion/cached.h"

#include <string.h>
#include <time.h>

#include "base/memory.h"

#define VARIANT_PATH "" /* a source that is no file: its hash is the entry's variant */
#define SOURCE_LIMIT ((size_t)16 * 1024 * 1024)
/* Times of files are as coarse as the kernel's tick. */
#define TICK_NS   INT64_C(20000000)
#define AHEAD_NS  INT64_C(2000000000)
#define SECOND_NS INT64_C(1000000000)

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

typedef enum Freshness { FRESH, TOUCHED, CHANGED } Freshness;

/* Compares a source with its file; a new time is put in `source`. */
static Freshness check_source(CacheSource *source, uint64_t variant)
{
    if (source->path[0] == '\0')
        return source->hash == variant ? FRESH : CHANGED;
    FileStamp stamp = file_stamp(source->path);
    if (stamp.size == source->stamp.size && stamp.mtime_ns == source->stamp.mtime_ns)
        return FRESH;
    if (stamp.size < 0 || source->stamp.size < 0 || hash_path(source->path) != source->hash)
        return CHANGED;
    source->stamp = stamp;
    return TOUCHED;
}

static Freshness check_all(CacheSource *sources, size_t count, uint64_t variant)
{
    Freshness worst = FRESH;
    for (size_t i = 0; i < count && worst != CHANGED; i++) {
        Freshness one = check_source(&sources[i], variant);
        if (one > worst)
            worst = one;
    }
    return worst;
}

char *cached_get(const CachedKey *key, size_t *length)
{
    if (key->store == NULL)
        return NULL;
    Arena *arena = arena_new();
    CacheSource *sources;
    size_t count;
    char *bytes = NULL;
    bool found;
    if (store_cache_get(key->store, key->key, key->version, arena, &sources, &count, &bytes, length,
                        &found, NULL) != STATUS_OK)
        found = false;
    Freshness freshness = found ? check_all(sources, count, key->variant) : CHANGED;
    if (freshness == TOUCHED && key->may_write) {
        /* when it fails, the next start only has to look closer again */
        Status ignored = store_cache_touch(key->store, key->key, sources, count, NULL);
        (void)ignored;
    }
    if (freshness == CHANGED) {
        mem_free(bytes);
        bytes = NULL;
    }
    arena_free(arena);
    return bytes;
}

int64_t cached_begin_ns(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * SECOND_NS + now.tv_nsec;
}

/* Times far ahead come from a wrong clock and say nothing about now. */
static bool is_racy(const CacheSource *source, int64_t begun_ns)
{
    return source->stamp.size >= 0 && source->stamp.mtime_ns >= begun_ns - TICK_NS &&
           source->stamp.mtime_ns <= cached_begin_ns() + AHEAD_NS;
}

void cached_put(const CachedKey *key, char *const *paths, size_t path_count, int64_t begun_ns,
                const char *bytes, size_t length)
{
    if (key->store == NULL || !key->may_write)
        return;
    bool keep = true;
    CacheSource *sources = mem_alloc(path_count + 1, sizeof *sources);
    for (size_t i = 0; i < path_count; i++) {
        sources[i] = (CacheSource){
            .path = paths[i], .stamp = file_stamp(paths[i]), .hash = hash_path(paths[i])};
        keep = keep && !is_racy(&sources[i], begun_ns);
    }
    char none[] = VARIANT_PATH;
    sources[path_count] = (CacheSource){.path = none, .hash = key->variant};
    if (keep) {
        /* a cache that cannot be written is only a slower start */
        Status ignored = store_cache_put(key->store, key->key, key->version, sources,
                                         path_count + 1, bytes, length, NULL);
        (void)ignored;
    }
    mem_free(sources);
}
