#include "study/similar.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/utf8_fold.h"

#define RUN 3

/* The hashes of a text's runs of words, sorted, each once. */
typedef struct Runs {
    uint64_t *items;
    size_t count;
} Runs;

typedef ARRAY(uint64_t) Words;

static bool is_letter(char byte)
{
    unsigned char value = (unsigned char)byte;
    return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z') ||
           (value >= 'A' && value <= 'Z');
}

/* Punctuation of prose, Markdown and TeX's grouping: two texts that differ in it say the same. */
static bool is_punctuation(char byte)
{
    return (unsigned char)byte <= ' ' || strchr(".,;:!?'\"`*_()[]{}$\\|#~", byte) != NULL;
}

/* Hashes of the words and signs of a text in their order. */
static void split(const char *text, Arena *arena, Words *words)
{
    const char *at = utf8_fold(arena, text, UTF8_FOLD_CASE);
    while (*at != '\0') {
        size_t length = 0;
        while (is_letter(at[length]))
            length++;
        if (length == 0 && is_punctuation(*at)) {
            at++;
            continue;
        }
        length = length == 0 ? 1 : length;
        *array_push(words) = hash_bytes(at, length);
        at += length;
    }
}

static int by_hash(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static Runs runs_of(const char *text, Arena *arena)
{
    Words words = {0};
    split(text, arena, &words);
    size_t most = words.count < RUN ? words.count > 0 : words.count - RUN + 1;
    Runs runs = {.items = arena_alloc(arena, most, sizeof(uint64_t))};
    for (size_t i = 0; i < most; i++) {
        size_t length = words.count - i < RUN ? words.count - i : RUN;
        runs.items[i] = hash_bytes(&words.items[i], length * sizeof *words.items);
    }
    array_done(&words);
    if (most > 1)
        qsort(runs.items, most, sizeof *runs.items, by_hash);
    for (size_t i = 0; i < most; i++)
        if (i == 0 || runs.items[i] != runs.items[i - 1])
            runs.items[runs.count++] = runs.items[i];
    return runs;
}

/* The share of what both have in what either has. */
static double share(const Runs *left, const Runs *right)
{
    size_t few = left->count < right->count ? left->count : right->count;
    size_t many = left->count + right->count - few;
    if (few == 0 || (double)few < SIMILAR_SHARE * (double)many)
        return 0; /* they cannot share enough */
    size_t both = 0;
    for (size_t i = 0, j = 0; i < left->count && j < right->count;) {
        uint64_t a = left->items[i], b = right->items[j];
        both += a == b;
        i += a <= b;
        j += b <= a;
    }
    return (double)both / (double)(few + many - both);
}

size_t *similar_earlier(const char *const *texts, size_t count)
{
    Arena *arena = arena_new();
    Runs *runs = arena_alloc(arena, count, sizeof *runs);
    size_t *nearest = mem_alloc(count, sizeof *nearest);
    for (size_t i = 0; i < count; i++) {
        double best = SIMILAR_SHARE;
        nearest[i] = SIMILAR_NONE;
        runs[i] = texts[i] != NULL ? runs_of(texts[i], arena) : (Runs){0};
        for (size_t j = 0; j < i; j++) {
            double alike = share(&runs[i], &runs[j]);
            if (alike >= best && (alike > best || nearest[i] == SIMILAR_NONE)) {
                best = alike;
                nearest[i] = j;
            }
        }
    }
    arena_free(arena);
    return nearest;
}
