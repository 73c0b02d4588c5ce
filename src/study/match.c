#include "study/match.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* --- fuzzy --- */

/* Longer texts are judged by their beginning; longer patterns match nothing. */
#define TEXT_MOST    256
#define PATTERN_MOST 64

#define SCORE_LETTER 16 /* any matched letter */
#define SCORE_START  12 /* ... that begins a word */
#define SCORE_RUN    12 /* ... right behind the matched letter before it */
#define SCORE_FIRST  6  /* ... that begins the text */
#define GAP_MOST     8  /* letters skipped before a match cost one each, up to this */
#define IMPOSSIBLE   INT16_MIN

typedef struct Letters {
    uint32_t code[TEXT_MOST]; /* lower case */
    uint16_t offset[TEXT_MOST];
    bool starts[TEXT_MOST]; /* begins a word */
    size_t count;
} Letters;

static bool is_word_letter(uint32_t code)
{
    return code >= 0x80 || (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
           (code >= 'A' && code <= 'Z');
}

static bool is_upper(uint32_t code)
{
    return utf8_lower(code) != code;
}

static void split_text(const char *text, Letters *letters)
{
    size_t length = strlen(text), at = 0;
    uint32_t before = ' ';
    letters->count = 0;
    while (at < length && letters->count < TEXT_MOST && at <= UINT16_MAX) {
        uint32_t code = 0;
        size_t used = utf8_decode(text + at, length - at, &code);
        size_t i = letters->count++;
        letters->code[i] = utf8_lower(code);
        letters->offset[i] = (uint16_t)at;
        letters->starts[i] = is_word_letter(code) &&
                             (!is_word_letter(before) || (is_upper(code) && !is_upper(before)));
        before = code;
        at += used;
    }
}

/* Lower-case letters of the pattern without its blanks; false when there are too many. */
static bool split_pattern(const char *pattern, uint32_t out[PATTERN_MOST], size_t *count)
{
    size_t length = strlen(pattern);
    *count = 0;
    for (size_t at = 0; at < length;) {
        uint32_t code = 0;
        at += utf8_decode(pattern + at, length - at, &code);
        if (code == ' ')
            continue;
        if (*count == PATTERN_MOST)
            return false;
        out[(*count)++] = utf8_lower(code);
    }
    return true;
}

/* Best scores of matching the first letters of the pattern with the last of them at a place of the
 * text, and where the letter before it then is. */
typedef struct Table {
    int16_t score[PATTERN_MOST][TEXT_MOST];
    int16_t from[PATTERN_MOST][TEXT_MOST];
} Table;

static int letter_score(const Letters *text, size_t at)
{
    return SCORE_LETTER + (text->starts[at] ? SCORE_START : 0) + (at == 0 ? SCORE_FIRST : 0);
}

/* Fills one row: letter `row` of the pattern is `code`. */
static void fill_row(Table *table, size_t row, uint32_t code, const Letters *text)
{
    for (size_t at = 0; at < text->count; at++) {
        table->score[row][at] = IMPOSSIBLE;
        table->from[row][at] = -1;
        if (text->code[at] != code)
            continue;
        int letter = letter_score(text, at);
        if (row == 0) {
            int lead = at < GAP_MOST ? (int)at : GAP_MOST;
            table->score[row][at] = (int16_t)(letter - lead);
            continue;
        }
        for (size_t before = 0; before < at; before++) {
            if (table->score[row - 1][before] == IMPOSSIBLE)
                continue;
            size_t skipped = at - before - 1;
            int gap = skipped < GAP_MOST ? (int)skipped : GAP_MOST;
            int score = table->score[row - 1][before] + letter + (skipped == 0 ? SCORE_RUN : -gap);
            if (score > table->score[row][at]) {
                table->score[row][at] = (int16_t)score;
                table->from[row][at] = (int16_t)before;
            }
        }
    }
}

/* Place of the last letter in the best match, -1 when there is none. */
static int best_end(const Table *table, size_t row, size_t count)
{
    int best = -1;
    for (size_t at = 0; at < count; at++)
        if (table->score[row][at] != IMPOSSIBLE &&
            (best < 0 || table->score[row][at] > table->score[row][best]))
            best = (int)at;
    return best;
}

/* The cheap question first: most texts do not have the letters in this order. */
static bool is_subsequence(const uint32_t *pattern, size_t count, const Letters *text)
{
    size_t found = 0;
    for (size_t at = 0; at < text->count && found < count; at++)
        found += text->code[at] == pattern[found];
    return found == count;
}

int match_fuzzy(const char *pattern, const char *text, size_t *positions, size_t positions_size,
                size_t *position_count)
{
    uint32_t wanted[PATTERN_MOST];
    size_t count = 0;
    if (position_count)
        *position_count = 0;
    if (!split_pattern(pattern, wanted, &count))
        return 0;
    if (count == 0)
        return 1;
    Letters letters;
    split_text(text, &letters);
    if (!is_subsequence(wanted, count, &letters))
        return 0;

    Table table;
    for (size_t row = 0; row < count; row++)
        fill_row(&table, row, wanted[row], &letters);
    int at = best_end(&table, count - 1, letters.count);
    if (at < 0)
        return 0;
    int score = table.score[count - 1][at];
    for (size_t row = count; row-- > 0 && at >= 0; at = table.from[row][at])
        if (positions && row < positions_size)
            positions[row] = letters.offset[at];
    if (position_count)
        *position_count = positions && count > positions_size ? positions_size : count;
    return score > 1 ? score : 1;
}

/* --- distance --- */

/* Lower-case code points of `text` in a block that the caller frees. */
static uint32_t *code_points(const char *text, size_t *count)
{
    size_t length = strlen(text);
    uint32_t *codes = mem_alloc(length + 1, sizeof *codes);
    *count = 0;
    for (size_t at = 0; at < length; (*count)++) {
        uint32_t code = 0;
        at += utf8_decode(text + at, length - at, &code);
        codes[*count] = utf8_lower(code);
    }
    return codes;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t match_distance(const char *left, const char *right)
{
    size_t rows = 0, columns = 0;
    uint32_t *a = code_points(left, &rows), *b = code_points(right, &columns);
    size_t *cells = mem_alloc(3 * (columns + 1), sizeof *cells);
    size_t *before = cells, *above = cells + columns + 1, *now = above + columns + 1;
    for (size_t j = 0; j <= columns; j++)
        now[j] = j;
    for (size_t i = 1; i <= rows; i++) {
        size_t *free_row = before;
        before = above;
        above = now;
        now = free_row;
        now[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            size_t cost = a[i - 1] != b[j - 1];
            now[j] = least(least(above[j], now[j - 1]) + 1, above[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    size_t distance = now[columns];
    mem_free(cells);
    mem_free(a);
    mem_free(b);
    return distance;
}

static size_t count_code_points(const char *text)
{
    size_t length = strlen(text), count = 0;
    for (size_t at = 0; at < length; count++) {
        uint32_t code = 0;
        at += utf8_decode(text + at, length - at, &code);
    }
    return count;
}

const char *match_nearest(const char *name, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t length = count_code_points(name);
    size_t limit = length / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        size_t other = count_code_points(candidates[i]);
        if ((other > length ? other - length : length - other) > limit)
            continue; /* so many letters are missing at least */
        size_t distance = match_distance(name, candidates[i]);
        /* A candidate that shares nothing with the name is no help, however short both are. */
        if (distance > limit || (distance > 0 && distance >= length))
            continue;
        if (distance < limit || !nearest) {
            nearest = candidates[i];
            limit = distance;
        }
    }
    return nearest;
}
