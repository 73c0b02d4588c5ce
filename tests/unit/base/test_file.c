/* Files and directories: contents, rights, and that a failed replacement keeps the old file. */
#include "base/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/paths.h"

static char *scratch;

static int make_scratch(void **state)
{
    (void)state;
    const char *parent = getenv("TMPDIR");
    scratch = path_join(parent == NULL ? "/tmp" : parent, "cairn-file-XXXXXX");
    return mkdtemp(scratch) == NULL ? -1 : 0;
}

/* Removes what the tests left: files in one level of directories. */
static int remove_scratch(void **state)
{
    (void)state;
    char **names;
    size_t count;
    if (file_list(scratch, &names, &count, NULL) != STATUS_OK)
        return -1;
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(scratch, names[i]);
        if (remove(path) != 0)
            print_error("left behind: %s\n", path);
        mem_free(path);
    }
    file_list_free(names, count);
    int result = rmdir(scratch);
    mem_free(scratch);
    return result;
}

static void check_content(const char *path, const char *wanted)
{
    char *data;
    size_t length;
    assert_int_equal(file_read(path, 1000, &data, &length, NULL), STATUS_OK);
    assert_string_equal(data, wanted);
    assert_int_equal(length, strlen(wanted));
    mem_free(data);
}

static void test_replace_and_read(void **state)
{
    (void)state;
    char *path = path_join(scratch, "file");
    Error error;
    struct stat info;
    assert_int_equal(file_stamp(path).size, -1);
    assert_false(file_exists(path));
    assert_int_equal(file_replace(path, "one", 3, &error), STATUS_OK);
    check_content(path, "one");
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(file_stamp(path).size, 3);
    assert_true(file_stamp(path).mtime_ns > 0);
    assert_int_equal(file_replace(path, "", 0, &error), STATUS_OK);
    check_content(path, "");
    assert_int_equal(remove(path), 0);
    mem_free(path);
}

static void test_read_refuses(void **state)
{
    (void)state;
    char *path = path_join(scratch, "large");
    char *data;
    size_t length;
    Error error;
    assert_int_equal(file_replace(path, "0123456789", 10, &error), STATUS_OK);
    assert_int_equal(file_read(path, 10, &data, &length, &error), STATUS_OK);
    mem_free(data);
    assert_int_equal(file_read(path, 9, &data, &length, &error), STATUS_FAILED);
    assert_null(data);
    assert_non_null(strstr(error.message, "larger than the 9 bytes"));
    assert_int_equal(remove(path), 0);
    assert_int_equal(file_read(path, 10, &data, &length, &error), STATUS_FAILED);
    assert_non_null(strstr(error.message, path));
    assert_int_equal(file_read(scratch, 10, &data, &length, &error), STATUS_FAILED);
    assert_non_null(strstr(error.message, "not a regular file"));
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(file_read(path, 10, &data, &length, &error), STATUS_FAILED);
    assert_int_equal(remove(path), 0);
    mem_free(path);
}

static void test_read_without_size(void **state)
{
    (void)state;
    char *data;
    size_t length;
    assert_int_equal(file_read("/proc/self/status", 100000, &data, &length, NULL), STATUS_OK);
    assert_true(length > 100);
    mem_free(data);
}

/* A link is replaced, not followed. */
static void test_replace_link(void **state)
{
    (void)state;
    char *target = path_join(scratch, "target");
    char *link = path_join(scratch, "link");
    struct stat info;
    assert_int_equal(file_replace(target, "kept", 4, NULL), STATUS_OK);
    assert_int_equal(symlink(target, link), 0);
    assert_int_equal(file_replace(link, "new", 3, NULL), STATUS_OK);
    check_content(target, "kept");
    check_content(link, "new");
    assert_int_equal(lstat(link, &info), 0);
    assert_true(S_ISREG(info.st_mode));
    assert_int_equal(remove(target), 0);
    assert_int_equal(remove(link), 0);
    mem_free(target);
    mem_free(link);
}

static size_t count_files(void)
{
    char **names;
    size_t count;
    assert_int_equal(file_list(scratch, &names, &count, NULL), STATUS_OK);
    file_list_free(names, count);
    return count;
}

/* In a child that may write 1000 bytes a file: the write fails as it would on a full disk. */
static int replace_on_full_disk(const char *path)
{
    static const char large[5000];
    struct rlimit limit = {.rlim_cur = 1000, .rlim_max = 1000};
    Error error;
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 10;
    if (file_replace(path, large, sizeof large, &error) != STATUS_FAILED)
        return 11;
    return strstr(error.message, path) == NULL ? 12 : 0;
}

static void test_failed_replace_keeps_the_old(void **state)
{
    (void)state;
    char *path = path_join(scratch, "precious");
    Error error;
    assert_int_equal(file_replace(path, "old", 3, &error), STATUS_OK);
    size_t files = count_files();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(replace_on_full_disk(path));
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    check_content(path, "old");
    assert_int_equal(count_files(), files);
    assert_int_equal(remove(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(file_replace(path, "new", 3, &error), STATUS_FAILED);
    assert_true(file_is_directory(path));
    assert_int_equal(count_files(), files);
    assert_int_equal(rmdir(path), 0);
    char *inside = path_join(path, "file");
    assert_int_equal(file_replace(inside, "new", 3, &error), STATUS_FAILED);
    assert_non_null(strstr(error.message, path));
    mem_free(inside);
    mem_free(path);
}

static void test_directories(void **state)
{
    (void)state;
    char *path = path_join(scratch, "a/b//c/");
    char *file = path_join(scratch, "plain");
    Error error;
    struct stat info;
    assert_int_equal(file_make_directory(path, &error), STATUS_OK);
    assert_int_equal(file_make_directory(path, &error), STATUS_OK);
    assert_true(file_is_directory(path));
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    assert_int_equal(file_replace(file, "", 0, &error), STATUS_OK);
    assert_false(file_is_directory(file));
    char *below = path_join(file, "x");
    assert_int_equal(file_make_directory(below, &error), STATUS_FAILED);
    assert_non_null(strstr(error.message, file));
    mem_free(below);
    assert_int_equal(remove(file), 0);
    static const char *const made[] = {"a/b/c", "a/b", "a"};
    for (size_t i = 0; i < 3; i++) {
        char *gone = path_join(scratch, made[i]);
        assert_int_equal(rmdir(gone), 0);
        mem_free(gone);
    }
    mem_free(path);
    mem_free(file);
}

static void test_list(void **state)
{
    (void)state;
    static const char *const wanted[] = {"B", "a", "b", "\xC3\xA9"};
    char **names;
    size_t count;
    Error error;
    for (size_t i = 4; i > 0; i--) {
        char *path = path_join(scratch, wanted[i - 1]);
        assert_int_equal(file_replace(path, "", 0, &error), STATUS_OK);
        mem_free(path);
    }
    assert_int_equal(file_list(scratch, &names, &count, &error), STATUS_OK);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(names[i], wanted[i]);
    char *path = path_join(scratch, "B");
    file_list_free(names, count);
    assert_int_equal(file_list(path, &names, &count, &error), STATUS_FAILED);
    assert_non_null(strstr(error.message, path));
    mem_free(path);
    assert_int_equal(file_list("/nowhere/at/all", &names, &count, &error), STATUS_OK);
    assert_int_equal(count, 0);
    file_list_free(names, count);
}

static void test_hashes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t hash;
    } cases[] = {
        /* from the test suite of the FNV authors */
        {"", UINT64_C(0xcbf29ce484222325)},
        {"a", UINT64_C(0xaf63dc4c8601ec8c)},
        {"foobar", UINT64_C(0x85944171f73967e8)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_true(hash_text(cases[i].text) == cases[i].hash);
    assert_true(hash_bytes("a\0b", 3) != hash_bytes("a\0c", 3));
}

/* What is mapped can be read once more, as long as it is the file at its path. */
static void test_a_mapped_file_is_read_again(void **state)
{
    (void)state;
    FileMap map;
    Error error;
    char bytes[6] = "";
    char *path = path_join(scratch, "mapped");
    assert_int_equal(file_replace(path, "abcdef", 6, &error), STATUS_OK);
    assert_int_equal(file_map(path, 100, 0, &map, &error), STATUS_OK);
    FileStamp stamp = file_stamp(path);
    assert_true(file_stamp_is(&map.stamp, &stamp));
    int file = file_open_same(path, &map);
    assert_true(file >= 0);
    assert_true(file_read_part(file, 2, bytes, 4));
    assert_memory_equal(bytes, "cdef", 4);
    assert_false(file_read_part(file, 3, bytes, 4));
    file_close(file);
    assert_int_equal(file_replace(path, "ABCDEF", 6, &error), STATUS_OK);
    assert_int_equal(file_open_same(path, &map), -1);
    assert_memory_equal(map.data, "abcdef", 6);
    file_unmap(&map);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(file_open_same(path, &map), -1);
    mem_free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_replace_and_read),
        cmocka_unit_test(test_read_refuses),
        cmocka_unit_test(test_read_without_size),
        cmocka_unit_test(test_replace_link),
        cmocka_unit_test(test_failed_replace_keeps_the_old),
        cmocka_unit_test(test_directories),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_a_mapped_file_is_read_again),
        cmocka_unit_test(test_hashes),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
