/* Memory that runs out on demand: what the program and its libraries allocate goes through the functions
 * below, which take the place of the C library's in the test that includes this (one file a program).
 *
 * Allocations are counted from memory_fault_arm on; the Nth one fails, alone or with all that follow. */
#ifndef CAIRN_TESTS_FAULT_MEMORY_FAULT_H
#define CAIRN_TESTS_FAULT_MEMORY_FAULT_H

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

typedef enum MemoryFault { MEMORY_ONCE, MEMORY_STAYS } MemoryFault;

static struct {
    atomic_bool armed, fired;
    atomic_int left;
    MemoryFault mode;
} memory_shim;

static inline void memory_fault_arm(int nth, MemoryFault mode)
{
    memory_shim.mode = mode;
    atomic_store(&memory_shim.fired, false);
    atomic_store(&memory_shim.left, nth);
    atomic_store(&memory_shim.armed, true);
}

/* Ends the faults; whether there was one. */
static inline bool memory_fault_disarm(void)
{
    atomic_store(&memory_shim.armed, false);
    return atomic_load(&memory_shim.fired);
}

/* Not under the sanitiser, whose own functions have taken that place. */
#ifdef __SANITIZE_ADDRESS__
#define MEMORY_FAULT_POSSIBLE false
#else
#define MEMORY_FAULT_POSSIBLE true

#ifdef CAIRN_COVERAGE
extern bool coverage_is_ending;
#else
enum { coverage_is_ending = false };
#endif

static bool memory_fails(void)
{
    if (!atomic_load(&memory_shim.armed) || coverage_is_ending)
        return false;
    int left = atomic_fetch_sub(&memory_shim.left, 1);
    bool fails = memory_shim.mode == MEMORY_ONCE ? left == 1 : left <= 1;
    if (fails) {
        atomic_store(&memory_shim.fired, true);
        errno = ENOMEM;
    }
    return fails;
}

/* The C library's own, by their other names. */
#define REAL(name) __libc_##name
void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *block, size_t size);

void *malloc(size_t size)
{
    return memory_fails() ? NULL : REAL(malloc)(size);
}

void *calloc(size_t nmemb, size_t size)
{
    return memory_fails() ? NULL : REAL(calloc)(nmemb, size);
}

void *realloc(void *ptr, size_t size)
{
    return memory_fails() ? NULL : REAL(realloc)(ptr, size);
}
#endif

#endif
