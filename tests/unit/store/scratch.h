/* A temporary directory for a test, and small helpers around it. */
#ifndef CAIRN_TESTS_SCRATCH_H
#define CAIRN_TESTS_SCRATCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"

/* Removes a file or a directory with everything in it; links are removed, not followed. */
static inline void scratch_remove(const char *path)
{
    struct stat info;
    if (lstat(path, &info) != 0)
        return;
    char **names = NULL;
    size_t count = 0;
    if (S_ISDIR(info.st_mode) && file_list(path, &names, &count, NULL) == STATUS_OK) {
        for (size_t i = 0; i < count; i++) {
            char *child = path_join(path, names[i]);
            scratch_remove(child);
            mem_free(child);
        }
        file_list_free(names, count);
    }
    (void)remove(path);
}

/* cmocka's setup and teardown: *state is the directory's path. */
static inline int scratch_setup(void **state)
{
    const char *parent = getenv("TMPDIR");
    char *path = mem_format("%s/cairn-test-XXXXXX", parent == NULL ? "/tmp" : parent);
    if (mkdtemp(path) == NULL)
        return -1;
    *state = path;
    return 0;
}

static inline int scratch_teardown(void **state)
{
    scratch_remove(*state);
    mem_free(*state);
    return 0;
}

static inline void scratch_write(const char *directory, const char *name, const char *text)
{
    Error error = {{0}};
    char *path = path_join(directory, name);
    char *parent = mem_dup_range(path, (size_t)(strrchr(path, '/') - path));
    assert_int_equal(file_make_directory(parent, &error), STATUS_OK);
    assert_int_equal(file_replace(path, text, strlen(text), &error), STATUS_OK);
    mem_free(parent);
    mem_free(path);
}

/* Fails the test with the message of an error that was not expected. */
#define assert_ok(call)                                       \
    do {                                                      \
        Error scratch_error = {{0}};                          \
        Error *error = &scratch_error;                        \
        Status scratch_status = (call);                       \
        if (scratch_status != STATUS_OK)                      \
            fail_msg("%s: %s", #call, scratch_error.message); \
    } while (0)

#define assert_contains(text, part)                                     \
    do {                                                                \
        if (strstr((text), (part)) == NULL)                             \
            fail_msg("\"%s\" does not contain \"%s\"", (text), (part)); \
    } while (0)

/* A call that must fail in this way, with this in its message. */
#define assert_fails(status, part, call)              \
    do {                                              \
        Error scratch_error = {{0}};                  \
        Error *error = &scratch_error;                \
        assert_int_equal((call), (status));           \
        assert_contains(scratch_error.message, part); \
    } while (0)

#endif
