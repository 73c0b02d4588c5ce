/* Heap allocation that cannot fail to its caller: when memory is out, the registered hook restores
 * the terminal, a message goes to standard error and the process ends with exit code 1. */
#ifndef CAIRN_BASE_MEMORY_H
#define CAIRN_BASE_MEMORY_H

#include <stddef.h>

/* Zero-filled block of `count` items of `size` bytes; never NULL; the caller frees with mem_free. */
void *mem_alloc(size_t count, size_t size);

/* Grows or shrinks a block from mem_alloc (or NULL) to `count` items of `size` bytes; new bytes are
 * not cleared; the product is checked for overflow. */
void *mem_resize(void *block, size_t count, size_t size);

/* Copies of strings; the caller frees. mem_dup_range copies `length` bytes and ends them with NUL.
 * mem_dup(NULL) is NULL. */
char *mem_dup(const char *text);
char *mem_dup_range(const char *text, size_t length);

/* printf into a fresh string; the caller frees. */
char *mem_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

void mem_free(void *block);

/* Takes `bytes` of heap from the system in one call, where otherwise each page costs a fault when it is
 * first touched: called once at the start with what a start needs. A hint: where the system has no such
 * call, nothing happens. */
void mem_reserve(size_t bytes);

/* `hook` is called once before the process dies for want of memory (NULL removes it). */
void mem_set_exhausted_hook(void (*hook)(void));

#endif
