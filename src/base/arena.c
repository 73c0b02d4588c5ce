/* Chunks of growing size in a list; the newest is filled first. A request larger than the next chunk
 * gets a chunk of its own behind the newest, so that the newest stays in use. Adopted blocks are
 * kept in a list whose nodes live in the arena itself. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"

/* Under the address sanitiser, what was not handed out may not be touched, and a gap stands behind each
 * block: else a block that is overrun would spoil its neighbour unseen. */
#if defined(__SANITIZE_ADDRESS__)
#define GUARDED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GUARDED 1
#endif
#endif
#ifdef GUARDED
#include <sanitizer/asan_interface.h>
#define GAP                  ((size_t)16)
#define close_off(at, bytes) ASAN_POISON_MEMORY_REGION(at, bytes)
#define hand_out(at, bytes)  ASAN_UNPOISON_MEMORY_REGION(at, bytes)
#else
#define GAP                  ((size_t)0)
#define close_off(at, bytes) ((void)(at), (void)(bytes))
#define hand_out(at, bytes)  ((void)(at), (void)(bytes))
#endif

#define FIRST_CHUNK   ((size_t)4096)
#define LARGEST_CHUNK ((size_t)256 * 1024)

typedef struct Chunk {
    struct Chunk *next;
    size_t used, size;
    max_align_t bytes[]; /* cleared when they are handed out: a chunk is rarely used up */
} Chunk;

typedef struct Adopted {
    struct Adopted *next;
    void *block;
} Adopted;

struct Arena {
    Chunk *newest;
    Adopted *adopted;
    size_t next_size;
};

Arena *arena_new(void)
{
    Arena *arena = mem_alloc(1, sizeof *arena);
    arena->next_size = FIRST_CHUNK;
    return arena;
}

static void free_adopted(Arena *arena)
{
    for (const Adopted *node = arena->adopted; node != NULL; node = node->next)
        mem_free(node->block);
    arena->adopted = NULL;
}

static void free_chunks(Chunk *chunk)
{
    while (chunk != NULL) {
        Chunk *next = chunk->next;
        mem_free(chunk);
        chunk = next;
    }
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    free_adopted(arena);
    free_chunks(arena->newest);
    mem_free(arena);
}

void arena_reset(Arena *arena)
{
    free_adopted(arena);
    Chunk *kept = arena->newest;
    if (kept == NULL)
        return;
    free_chunks(kept->next);
    kept->next = NULL;
    close_off(kept->bytes, kept->used);
    kept->used = 0;
}

static Chunk *add_chunk(Arena *arena, size_t bytes)
{
    bool own = bytes > arena->next_size;
    size_t size = own ? bytes : arena->next_size;
    Chunk *chunk = mem_resize(NULL, 1, offsetof(Chunk, bytes) + size);
    *chunk = (Chunk){.size = size};
    close_off(chunk->bytes, size);
    if (own && arena->newest != NULL) {
        chunk->next = arena->newest->next;
        arena->newest->next = chunk;
    } else {
        chunk->next = arena->newest;
        arena->newest = chunk;
    }
    if (!own && arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
    return chunk;
}

/* Bytes that nobody has cleared. */
static void *take(Arena *arena, size_t asked)
{
    const size_t alignment = alignof(max_align_t);
    if (asked > SIZE_MAX / 2)
        mem_exhausted();
    size_t bytes = (asked + alignment - 1) / alignment * alignment + GAP;
    Chunk *chunk = arena->newest;
    if (chunk == NULL || chunk->size - chunk->used < bytes)
        chunk = add_chunk(arena, bytes);
    void *block = (char *)chunk->bytes + chunk->used;
    chunk->used += bytes;
    hand_out(block, asked);
    return block;
}

void *arena_alloc(Arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        bytes = SIZE_MAX;
    return memset(take(arena, bytes), 0, bytes);
}

char *arena_dup_range(Arena *arena, const char *text, size_t length)
{
    char *copy = take(arena, length + 1);
    if (length > 0)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_dup(Arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_dup_range(arena, text, strlen(text));
}

void arena_adopt(Arena *arena, void *block)
{
    Adopted *node = arena_alloc(arena, 1, sizeof *node);
    *node = (Adopted){.next = arena->adopted, .block = block};
    arena->adopted = node;
}
