/* Bytes kept in a file: given back as they were, and never when anything about them is doubtful. */
#include "unit/store/scratch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "companion/cached.h"

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

#define BYTES "some\0bytes"

static CachedKey key_in(const char *directory)
{
    return (CachedKey){
        .directory = directory, .key = "entry", .version = 3, .variant = 5, .may_write = true};
}

/* A source old enough to be kept. */
static char *write_source(const char *directory, const char *text, time_t at)
{
    char *path = path_join(directory, "source");
    const struct timespec times[2] = {{.tv_sec = at}, {.tv_sec = at}};
    assert_ok(file_replace(path, text, strlen(text), error));
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    return path;
}

static void put(const CachedKey *key, char *source)
{
    char missing[] = "/nowhere/at/all";
    char *paths[] = {source, missing};
    (void)cached_put(key, paths, 2, cached_begin_ns(), BYTES, sizeof BYTES - 1);
}

static void check(const CachedKey *key, bool expected)
{
    CachedBytes bytes;
    assert_int_equal(cached_get(key, &bytes), expected);
    assert_int_equal(bytes.data != NULL, expected);
    if (expected && bytes.data != NULL) {
        assert_int_equal((uintptr_t)bytes.data % 16, 0);
        assert_int_equal(bytes.length, sizeof BYTES - 1);
        assert_memory_equal(bytes.data, BYTES, sizeof BYTES); /* and the NUL behind them */
        bytes.data[0] = 'S';                                  /* the caller's to change */
    }
    cached_release(&bytes);
}

static void test_bytes_come_back(void **state)
{
    CachedKey key = key_in(*state);
    char *source = write_source(*state, "text", 1000);
    check(&key, false);
    put(&key, source);
    check(&key, true);
    check(&key, true); /* what a reader changed is his own */
    mem_free(source);
}

static void test_another_version_variant_or_key_is_another_entry(void **state)
{
    CachedKey key = key_in(*state);
    char *source = write_source(*state, "text", 1000);
    put(&key, source);
    key.version++;
    check(&key, false);
    key.version--;
    key.variant++;
    check(&key, false);
    key.variant--;
    key.key = "other";
    check(&key, false);
    mem_free(source);
}

static void test_a_changed_source_ends_it_and_a_new_time_does_not(void **state)
{
    CachedKey key = key_in(*state);
    char *source = write_source(*state, "text", 1000);
    put(&key, source);
    mem_free(write_source(*state, "text", 2000));
    check(&key, true);
    mem_free(write_source(*state, "TEXT", 2000)); /* unseen: the new time was noted */
    check(&key, true);
    mem_free(write_source(*state, "TEXT", 3000));
    check(&key, false);
    put(&key, source);
    mem_free(write_source(*state, "longer", 3000));
    check(&key, false);
    put(&key, source);
    assert_int_equal(unlink(source), 0);
    check(&key, false);
    mem_free(source);
}

static void test_nothing_is_written_where_it_may_not_be(void **state)
{
    CachedKey key = key_in(*state);
    char *source = write_source(*state, "text", 1000);
    key.may_write = false;
    put(&key, source);
    key.may_write = true;
    check(&key, false);
    mem_free(source);
}

/* Then no later look can tell, and who asked must know. */
static void test_a_place_that_cannot_be_written_is_told(void **state)
{
    CachedKey key = key_in(*state);
    assert_true(cached_put(&key, NULL, 0, cached_begin_ns(), BYTES, sizeof BYTES - 1));
    scratch_write(*state, "file", "no directory");
    char *file = path_join(*state, "file");
    key.directory = file;
    assert_false(cached_put(&key, NULL, 0, cached_begin_ns(), BYTES, sizeof BYTES - 1));
    check(&key, false);
    mem_free(file);
}

static char *entry_path(const char *directory)
{
    char *place = path_join(directory, "cache");
    char *path = path_join(place, "entry");
    mem_free(place);
    return path;
}

static void test_files_are_private(void **state)
{
    CachedKey key = key_in(*state);
    char *source = write_source(*state, "text", 1000);
    char *path = entry_path(*state);
    struct stat info;
    put(&key, source);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    mem_free(path);
    mem_free(source);
}

/* Every byte flipped, every length cut: never bytes that nobody wrote. */
static void test_damage_counts_as_changed(void **state)
{
    CachedKey key = key_in(*state);
    char *source = write_source(*state, "text", 1000);
    char *path = entry_path(*state);
    char *data;
    size_t length;
    put(&key, source);
    key.may_write = false;
    assert_ok(file_read(path, 100000, &data, &length, error));
    for (size_t i = 0; i < length; i++) {
        data[i] ^= 0x55;
        assert_ok(file_replace(path, data, length, error));
        CachedBytes bytes;
        if (cached_get(&key, &bytes)) /* a gap's byte says nothing */
            assert_memory_equal(bytes.data, BYTES, sizeof BYTES);
        cached_release(&bytes);
        data[i] ^= 0x55;
        assert_ok(file_replace(path, data, i, error));
        check(&key, false);
    }
    mem_free(data);
    mem_free(path);
    mem_free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_bytes_come_back),
        CASE(test_another_version_variant_or_key_is_another_entry),
        CASE(test_a_changed_source_ends_it_and_a_new_time_does_not),
        CASE(test_nothing_is_written_where_it_may_not_be),
        CASE(test_a_place_that_cannot_be_written_is_told),
        CASE(test_files_are_private),
        CASE(test_damage_counts_as_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
