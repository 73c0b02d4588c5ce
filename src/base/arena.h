/* An arena: many small allocations with one lifetime, freed together. */
#ifndef CAIRN_BASE_ARENA_H
#define CAIRN_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

/* A new, empty arena; the caller frees it (and everything in it) with arena_free. */
Arena *arena_new(void);
void arena_free(Arena *arena);

/* Frees everything in the arena but keeps some of its memory, so that what is next put into it costs the
 * heap nothing. Pointers into the arena are void from then on. */
void arena_reset(Arena *arena);

/* `count` zeroed items of `size` bytes, aligned for any type; they live as long as the arena. */
void *arena_alloc(Arena *arena, size_t count, size_t size);

/* Copies of strings that live as long as the arena. arena_dup(arena, NULL) is NULL. */
char *arena_dup(Arena *arena, const char *text);
char *arena_dup_range(Arena *arena, const char *text, size_t length);

/* Keeps a block from mem_alloc alive as long as the arena: the arena frees it. */
void arena_adopt(Arena *arena, void *block);

#endif
