/* Feeds stored inputs to a fuzz target without libFuzzer, so that any compiler can replay the corpus
 * and every crash that was ever found.
 *
 * usage: replay_NAME [FILE|DIRECTORY]...
 *
 * Speaks TAP: each directory or file is one test. The name of the input in hand stands on standard
 * error before it is run: when the target dies, that is the one. The empty input always runs. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LARGEST_INPUT = 1 << 20, LONGEST_PATH = 4096 };

/* Runs one file; false when it cannot be read. */
static bool replay_file(const char *path)
{
    static uint8_t data[LARGEST_INPUT];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    size_t size = fread(data, 1, sizeof data, file);
    bool whole = ferror(file) == 0;
    whole = fclose(file) == 0 && whole;
    /* A block of the exact size, so that a sanitiser sees a read behind its end. */
    uint8_t *exact = malloc(size > 0 ? size : 1);
    if (!whole || exact == NULL) {
        free(exact);
        return false;
    }
    fprintf(stderr, "# %s, %zu bytes\n", path, size);
    memcpy(exact, data, size);
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return true;
}

/* Runs every file in a directory; the number run, or -1 when one cannot be read. */
static int replay_directory(DIR *directory, const char *path)
{
    int count = 0;
    const struct dirent *entry = NULL;
    while ((entry = readdir(directory)) != NULL) {
        char name[LONGEST_PATH];
        if (entry->d_name[0] == '.') {
            continue;
        }
        int length = snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (length < 0 || (size_t)length >= sizeof name || !replay_file(name)) {
            return -1;
        }
        count++;
    }
    return count;
}

static int replay_path(const char *path)
{
    DIR *directory = opendir(path);
    if (directory == NULL) {
        return errno == ENOTDIR && replay_file(path) ? 1 : -1;
    }
    int count = replay_directory(directory, path);
    (void)closedir(directory);
    return count;
}

int main(int argc, char **argv)
{
    int failed = 0;
    const uint8_t nothing[1] = {0};
    (void)LLVMFuzzerTestOneInput(nothing, 0);
    printf("ok the empty input\n");
    for (int i = 1; i < argc; i++) {
        int count = replay_path(argv[i]);
        if (count < 0) {
            printf("not ok %s cannot be read\n", argv[i]);
            failed++;
        } else {
            printf("ok %s, %d inputs\n", argv[i], count);
        }
    }
    return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
