/* A cached file that was damaged: three bytes each say where and to what, after a first byte that says
 * whether its checksum is put right again. It is taken only as a whole or not at all. */
#include "companion/cached.h"
#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Where the checksum of a cached file stands, and what it is of (companion/cached.c). */
enum { SUM_AT = 24, SUM_OF = 32, BYTES_AT = 40 };

static CachedKey entry_key(void)
{
    return (CachedKey){
        .directory = scratch_directory(), .key = "entry", .version = 3, .may_write = true};
}

/* The entry as the program writes it, kept for every later input. */
static const char *make_entry(const char *path, size_t *length)
{
    static char *bytes;
    static size_t count;
    if (bytes == NULL) {
        char *sources[] = {path_join(scratch_directory(), "source"),
                           path_join(scratch_directory(), "absent")};
        CachedKey key = entry_key();
        require(file_replace(sources[0], "text", 4, NULL) == STATUS_OK);
        /* as if begun long after, so that the source does not count as written meanwhile */
        int64_t begun_ns = cached_begin_ns() + INT64_C(3000000000);
        require(cached_put(&key, sources, 2, begun_ns, "the bytes", 9));
        require(file_read(path, 4096, &bytes, &count, NULL) == STATUS_OK);
        mem_free(sources[0]);
        mem_free(sources[1]);
    }
    *length = count;
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length;
    char *path = path_join(scratch_directory(), "cache/entry");
    const char *sound = make_entry(path, &length);
    char *changed = mem_dup_range(sound, length);
    size_t kept = size > 0 && data[0] % 4 == 3 ? length * data[0] / 255 : length;
    for (size_t i = 1; i + 2 < size; i += 3)
        changed[(data[i] * 256U + data[i + 1]) % length] = (char)data[i + 2];
    uint64_t bytes_at;
    memcpy(&bytes_at, changed + BYTES_AT, sizeof bytes_at);
    if (size > 0 && data[0] % 2 == 0 && bytes_at > SUM_OF && bytes_at <= kept) {
        uint64_t sum = hash_bytes(changed + SUM_OF, (size_t)bytes_at - SUM_OF);
        memcpy(changed + SUM_AT, &sum, sizeof sum);
    }
    require(file_replace(path, changed, kept, NULL) == STATUS_OK);
    CachedBytes bytes;
    CachedKey key = entry_key();
    if (cached_get(&key, &bytes)) {
        require(bytes.length < length && bytes.data[bytes.length] == '\0');
        cached_release(&bytes);
    }
    mem_free(changed);
    mem_free(path);
    return 0;
}
