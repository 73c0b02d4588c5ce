/* A directory for readers that take a path: one a process, gone with it. */
#ifndef CAIRN_TESTS_FUZZ_SCRATCH_H
#define CAIRN_TESTS_FUZZ_SCRATCH_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "fuzz/checks.h"

static char scratch_path[256];

static inline void scratch_remove(void)
{
    static const char *const PARTS[] = {"/cache", "/p/labels", "/p", ""};
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        char *directory = mem_format("%s%s", scratch_path, PARTS[i]);
        char **names = NULL;
        size_t count = 0;
        if (file_list(directory, &names, &count, NULL) == STATUS_OK) {
            for (size_t j = 0; j < count; j++) {
                char *path = path_join(directory, names[j]);
                (void)remove(path);
                mem_free(path);
            }
            file_list_free(names, count);
        }
        (void)remove(directory);
        mem_free(directory);
    }
}

static inline const char *scratch_directory(void)
{
    if (scratch_path[0] == '\0') {
        const char *parent = getenv("TMPDIR");
        int length = snprintf(scratch_path, sizeof scratch_path, "%s/cairn-fuzz-XXXXXX",
                              parent == NULL ? "/tmp" : parent);
        require(length > 0 && (size_t)length < sizeof scratch_path);
        require(mkdtemp(scratch_path) != NULL && atexit(scratch_remove) == 0);
    }
    return scratch_path;
}

static inline void scratch_write(int descriptor, const uint8_t *data, size_t size)
{
    require(ftruncate(descriptor, 0) == 0);
    require(size == 0 || pwrite(descriptor, data, size, 0) == (ssize_t)size);
}

/* A file there with the input in it, the same one each time. */
static inline const char *scratch_file(const uint8_t *data, size_t size)
{
    static int descriptor = -1;
    static char *path;
    if (descriptor < 0) {
        path = path_join(scratch_directory(), "input");
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        require(descriptor >= 0);
    }
    scratch_write(descriptor, data, size);
    return path;
}

#endif
