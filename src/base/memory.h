/* Heap allocation that cannot fail to its caller: when memory is out, the registered hook restores
 * the terminal, a message goes to standard error and the process ends with exit code 1. What was
 * acknowledged is on disk by then, and a write that was under way is there as a whole or not at all.
 *
 * The rule for all of the program: want of memory is an error with a message (a Status) where it is
 * that of SQLite, or of a file that is read as a whole (base/file.h), for there the rest of the program
 * can go on; everywhere else it is the end. Never is it taken for something that is not there, is empty
 * or is wrong: who learns of it from a library that says only "failed" calls mem_exhausted. */
#ifndef CAIRN_BASE_MEMORY_H
#define CAIRN_BASE_MEMORY_H

#include <stddef.h>

/* Ends the process as said above. */
_Noreturn void mem_exhausted(void);

/* Zero-filled block of `count` items of `size` bytes; never NULL; the caller frees with mem_free. */
void *mem_alloc(size_t count, size_t size);

/* Grows or shrinks a block from mem_alloc (or NULL) to `count` items of `size` bytes; new bytes are
 * not cleared; the product is checked for overflow. */
void *mem_resize(void *block, size_t count, size_t size);

/* As mem_resize, but NULL when there is not so much, and `block` is as it was: for what has the size of
 * somebody's file. */
void *mem_try_resize(void *block, size_t count, size_t size);

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

/* `hook` is called once before the process dies for want of memory (NULL removes it), in whichever thread that
 * is. */
void mem_set_exhausted_hook(void (*hook)(void));

#endif
