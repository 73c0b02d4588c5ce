/* Golden files that are their own input: what is asked for stays, what is drawn is made anew and held
 * against them. With CAIRN_UPDATE_GOLDEN, as `make golden` sets it, they are rewritten. */
#ifndef CAIRN_TESTS_GOLDEN_H
#define CAIRN_TESTS_GOLDEN_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"

#define GOLDEN_LIMIT 262144 /* bytes of a file */

static inline void golden_print_difference(const char *path, const char *golden, const char *now)
{
    while (*golden != '\0' && *golden == *now) {
        golden++;
        now++;
    }
    print_message("%s differs ('make golden' rewrites it) where it has\n%.400s\nand should have\n"
                  "%.400s\n",
                  path, golden, now);
}

/* Fails the test when the file is not what `regenerate` makes of it. */
static inline void golden_check(const char *path, void (*regenerate)(Buffer *, const char *))
{
    char *golden = NULL;
    size_t length;
    Error error;
    if (file_read(path, GOLDEN_LIMIT, &golden, &length, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    Buffer now = {0};
    regenerate(&now, golden);
    if (getenv("CAIRN_UPDATE_GOLDEN") != NULL) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        assert_int_equal(fwrite(buffer_text(&now), 1, now.length, file), now.length);
        assert_int_equal(fclose(file), 0);
    } else if (strcmp(golden, buffer_text(&now)) != 0) {
        golden_print_difference(path, golden, buffer_text(&now));
        fail_msg("%s is not what is drawn", path);
    }
    mem_free(golden);
    buffer_done(&now);
}

#endif
