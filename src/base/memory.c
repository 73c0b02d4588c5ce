#include "base/memory.h"

#include <limits.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void (*exhausted_hook)(void);

void mem_set_exhausted_hook(void (*hook)(void))
{
    exhausted_hook = hook;
}

/* Uses nothing that allocates: no stdio, no exit handlers. Of several threads the first one ends the process, and
 * not before its hook is done. */
void mem_exhausted(void)
{
    static const char message[] = "cairn: out of memory; what was saved is safe\n";
    static atomic_flag taken = ATOMIC_FLAG_INIT;
    static _Thread_local bool ending;
    if (!ending && atomic_flag_test_and_set(&taken)) {
        for (;;)
            (void)pause();
    }
    ending = true;
    void (*hook)(void) = exhausted_hook;
    exhausted_hook = NULL;
    if (hook != NULL)
        hook();
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(1);
}

#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)
void mem_reserve(size_t bytes)
{
    /* a small block makes malloc grow the heap by all of the padding; it goes back at once */
    if (bytes > INT_MAX || mallopt(M_TOP_PAD, (int)bytes) == 0)
        return;
    char *block = malloc((size_t)64 * 1024);
    const char *top = sbrk(0);
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = (uintptr_t)block & ~(page - 1);
    if (block != NULL && (uintptr_t)top > start)
        (void)madvise((void *)start, (uintptr_t)top - start, MADV_POPULATE_WRITE);
    free(block);
}
#else
void mem_reserve(size_t bytes)
{
    (void)bytes;
}
#endif

void *mem_alloc(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        mem_exhausted();
    void *block = calloc(1, bytes == 0 ? 1 : bytes); /* so that NULL always means failure */
    if (block == NULL)
        mem_exhausted();
    return block;
}

void *mem_try_resize(void *block, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return realloc(block, bytes == 0 ? 1 : bytes);
}

void *mem_resize(void *block, size_t count, size_t size)
{
    void *moved = mem_try_resize(block, count, size);
    if (moved == NULL)
        mem_exhausted();
    return moved;
}

char *mem_dup_range(const char *text, size_t length)
{
    if (length == SIZE_MAX)
        mem_exhausted();
    char *copy = mem_resize(NULL, length + 1, 1);
    if (length > 0)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *mem_dup(const char *text)
{
    return text == NULL ? NULL : mem_dup_range(text, strlen(text));
}

char *mem_format(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = mem_alloc(size, 1);
    if (length > 0)
        (void)vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

void mem_free(void *block)
{
    free(block);
}
