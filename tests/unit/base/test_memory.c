/* Heap, arena, arrays and buffers; and how the process ends when memory is out. */
#include "base/memory.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"

static void test_heap(void **state)
{
    (void)state;
    char *block = mem_alloc(4, 8);
    for (size_t i = 0; i < 32; i++)
        assert_int_equal(block[i], 0);
    block = mem_resize(block, 1000, 8);
    assert_int_equal(block[31], 0);
    mem_free(block);
    block = mem_alloc(0, 8);
    assert_non_null(block);
    mem_free(block);
    mem_free(NULL);
}

static void test_strings(void **state)
{
    (void)state;
    char *copy = mem_dup("abc");
    assert_string_equal(copy, "abc");
    mem_free(copy);
    copy = mem_dup_range("abcdef", 2);
    assert_string_equal(copy, "ab");
    mem_free(copy);
    assert_null(mem_dup(NULL));
    copy = mem_format("%d-%s", 7, "x");
    assert_string_equal(copy, "7-x");
    mem_free(copy);
    copy = mem_format("%s", "");
    assert_string_equal(copy, "");
    mem_free(copy);
}

static int report_pipe = -1;

static void say_hook(void)
{
    if (write(report_pipe, "hook;", 5) != 5)
        _exit(99);
}

/* Runs `exhaust` in a child whose standard error is a pipe; gives its exit code and what it wrote. */
static int run_child(void (*exhaust)(void), char *text, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)close(ends[0]);
        (void)dup2(ends[1], STDERR_FILENO);
        report_pipe = ends[1];
        mem_set_exhausted_hook(say_hook);
        exhaust();
        _exit(0);
    }
    (void)close(ends[1]);
    size_t used = 0;
    ssize_t count;
    while (used + 1 < size && (count = read(ends[0], text + used, size - used - 1)) > 0)
        used += (size_t)count;
    text[used] = '\0';
    (void)close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void exhaust_alloc(void)
{
    mem_free(mem_alloc(SIZE_MAX / 2, 4));
}

static void exhaust_resize(void)
{
    mem_free(mem_resize(NULL, SIZE_MAX / 2, 4));
}

static void exhaust_arena(void)
{
    Arena *arena = arena_new();
    (void)arena_alloc(arena, SIZE_MAX / 2, 4);
    arena_free(arena);
}

static void *exhaust_in_thread(void *context)
{
    (void)context;
    exhaust_alloc();
    return NULL;
}

/* While the hook runs in one. */
static void slow_hook(void)
{
    const struct timespec moment = {.tv_nsec = 50000000};
    (void)nanosleep(&moment, NULL);
    say_hook();
}

static void exhaust_in_many(void)
{
    pthread_t threads[4];
    mem_set_exhausted_hook(slow_hook);
    for (size_t i = 0; i < 4; i++)
        if (pthread_create(&threads[i], NULL, exhaust_in_thread, NULL) != 0)
            _exit(98);
    for (size_t i = 0; i < 4; i++)
        (void)pthread_join(threads[i], NULL);
}

static void test_exhausted_in_several_threads(void **state)
{
    (void)state;
    char text[200];
    assert_int_equal(run_child(exhaust_in_many, text, sizeof text), 1);
    assert_string_equal(text, "hook;cairn: out of memory; what was saved is safe\n");
}

static void test_exhausted(void **state)
{
    (void)state;
    void (*const cases[])(void) = {exhaust_alloc, exhaust_resize, exhaust_arena};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[200];
        assert_int_equal(run_child(cases[i], text, sizeof text), 1);
        assert_memory_equal(text, "hook;cairn: out of memory", 25);
    }
}

static void test_arena(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    static char *blocks[2000];
    for (size_t i = 0; i < 2000; i++) {
        size_t size = i % 97 == 0 ? 9000 : i % 50 + 1;
        blocks[i] = arena_alloc(arena, size, 1);
        assert_int_equal((uintptr_t)blocks[i] % 16, 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(blocks[i][k], 0);
        memset(blocks[i], (int)(i % 251), size);
    }
    for (size_t i = 0; i < 2000; i++)
        assert_int_equal((unsigned char)blocks[i][0], i % 251);
    assert_string_equal(arena_dup(arena, "text"), "text");
    assert_string_equal(arena_dup_range(arena, "text", 2), "te");
    assert_string_equal(arena_dup_range(arena, "", 0), "");
    assert_null(arena_dup(arena, NULL));
    arena_adopt(arena, mem_alloc(3, 100));
    arena_adopt(arena, mem_dup("adopted"));
    arena_free(arena);
    arena_free(NULL);
}

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>

/* The sanitiser sees a byte touched behind a block, and one of a block that a reset took back. */
static void test_arena_guards(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    for (size_t size = 1; size < 10000; size = 2 * size + 1) {
        const char *block = arena_alloc(arena, size, 1);
        const char *next = arena_alloc(arena, 1, 1);
        assert_null(__asan_region_is_poisoned((void *)(uintptr_t)block, size));
        assert_true(__asan_address_is_poisoned(block + size));
        assert_false(__asan_address_is_poisoned(next));
        arena_reset(arena);
    }
    const char *block = arena_alloc(arena, 1, 1);
    arena_reset(arena);
    assert_true(__asan_address_is_poisoned(block));
    arena_free(arena);
}
#endif

/* What is taken from an arena after a reset is as empty as from a new one. */
static void test_arena_reset(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    arena_reset(arena);
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 20000; size = size * 3 + 1) {
            char *block = arena_alloc(arena, size, 1);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(block[i], 0);
            memset(block, 'x', size);
        }
        arena_adopt(arena, mem_alloc(3, 100));
        arena_reset(arena);
    }
    arena_free(arena);
}

static void test_array(void **state)
{
    (void)state;
    ARRAY(int) numbers = {0};
    for (int i = 0; i < 1000; i++) {
        int *last = array_push(&numbers);
        assert_int_equal(*last, 0);
        *last = i;
    }
    assert_int_equal(numbers.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.items[i], i);
    array_done(&numbers);
    assert_null(numbers.items);
    assert_int_equal(numbers.count, 0);
}

static void test_buffer(void **state)
{
    (void)state;
    Buffer buffer = {0};
    assert_string_equal(buffer_text(&buffer), "");
    buffer_add_text(&buffer, NULL);
    buffer_add(&buffer, "", 0);
    assert_int_equal(buffer.length, 0);
    for (int i = 0; i < 500; i++) {
        buffer_add_char(&buffer, 'a');
        buffer_add_format(&buffer, "%03d", i);
    }
    assert_int_equal(buffer.length, 2000);
    assert_memory_equal(buffer.data + 1996, "a499", 5);
    buffer_clear(&buffer);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_add(&buffer, "x\0y", 3);
    assert_int_equal(buffer.length, 3);
    char *taken = buffer_take(&buffer);
    assert_memory_equal(taken, "x\0y", 4);
    mem_free(taken);
    assert_null(buffer.data);
    taken = buffer_take(&buffer);
    assert_string_equal(taken, "");
    mem_free(taken);
    buffer_done(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heap),         cmocka_unit_test(test_strings),
        cmocka_unit_test(test_exhausted),    cmocka_unit_test(test_exhausted_in_several_threads),
        cmocka_unit_test(test_arena),
#ifdef __SANITIZE_ADDRESS__
        cmocka_unit_test(test_arena_guards),
#endif
        cmocka_unit_test(test_arena_reset),  cmocka_unit_test(test_array),
        cmocka_unit_test(test_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
