#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

#define REPLACEMENT 0xFFFDU

static bool is_plain(char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *code_point)
{
    unsigned char first = (unsigned char)text[0];
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    utf8proc_int32_t decoded;
    utf8proc_ssize_t room = length < 4 ? (utf8proc_ssize_t)length : 4;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, room, &decoded);
    if (used <= 0) {
        *code_point = REPLACEMENT;
        return 1;
    }
    *code_point = (uint32_t)decoded;
    return (size_t)used;
}

size_t utf8_encode(uint32_t code_point, char out[4])
{
    if (!utf8proc_codepoint_valid((utf8proc_int32_t)code_point))
        code_point = REPLACEMENT;
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t used = utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);
    memcpy(out, bytes, (size_t)used);
    return (size_t)used;
}

/* Where utf8proc and the C library's wcwidth disagree, terminals (and curses) side with the latter:
 * Arabic signs that enclose numbers take a cell, the middle and final letters of decomposed Hangul
 * take none, and these numbers in circles and hexagrams two. */
static const struct {
    uint32_t first, last;
    int width;
} corrections[] = {
    {0x0600, 0x0605, 1}, {0x06DD, 0x06DD, 1},   {0x070F, 0x070F, 1},   {0x0890, 0x0891, 1},
    {0x08E2, 0x08E2, 1}, {0x1160, 0x11FF, 0},   {0x3248, 0x324F, 2},   {0x4DC0, 0x4DFF, 2},
    {0xD7B0, 0xD7FB, 0}, {0x110BD, 0x110BD, 1}, {0x110CD, 0x110CD, 1},
};

int utf8_code_point_width(uint32_t code_point)
{
    if (code_point < 0x7F)
        return code_point >= 0x20 ? 1 : 0;
    for (size_t i = 0; i < sizeof corrections / sizeof corrections[0]; i++) {
        if (code_point < corrections[i].first)
            break;
        if (code_point <= corrections[i].last)
            return corrections[i].width;
    }
    utf8proc_int32_t signed_code_point = (utf8proc_int32_t)code_point;
    int width = utf8proc_charwidth(signed_code_point);
    if (width == 0 && utf8proc_category(signed_code_point) == UTF8PROC_CATEGORY_MC)
        return 1; /* a vowel sign beside its letter */
    return width;
}

/* Arrows, operators, lines, blocks and shapes: they join nothing that is not made to be joined. */
static bool is_symbol(uint32_t code_point)
{
    return code_point >= 0x2190 && code_point < 0x2600;
}

/* What surely joins no symbol before it: ASCII, another line or block. Most of what is drawn. */
static bool ends_symbol(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    return bytes[0] < 0x80 ||
           (length > 1 && bytes[0] == 0xE2 && bytes[1] >= 0x94 && bytes[1] <= 0x96);
}

/* The width of a cluster is the sum of its code points' widths, at most 2: right for combining marks
 * (0), flags (1 + 1), emoji joined or modified (2 + 2) and spacing vowel signs (1 + 1). */
size_t utf8_next_cluster(const char *text, size_t length, int *width)
{
    if (is_plain(text[0]) && (length == 1 || is_plain(text[1]))) {
        *width = 1;
        return 1;
    }
    uint32_t previous;
    size_t used = utf8_decode(text, length, &previous);
    int cells = utf8_code_point_width(previous);
    if (is_symbol(previous) && (used == length || ends_symbol(text + used, length - used))) {
        *width = cells;
        return used;
    }
    utf8proc_int32_t state = 0;
    while (used < length) {
        uint32_t next;
        size_t step = utf8_decode(text + used, length - used, &next);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)previous, (utf8proc_int32_t)next,
                                             &state))
            break;
        cells += utf8_code_point_width(next);
        if (cells > 2)
            cells = 2;
        used += step;
        previous = next;
    }
    *width = cells;
    return used;
}

/* How many bytes from here on are a cluster each: ASCII that no mark follows, most of all text. */
static size_t plain_run(const char *text, size_t length)
{
    size_t run = 0;
    while (run < length && is_plain(text[run]))
        run++;
    return run == length || run == 0 ? run : run - 1;
}

int utf8_width_range(const char *text, size_t length)
{
    size_t at = plain_run(text, length);
    int total = (int)at;
    while (at < length) {
        int width;
        at += utf8_next_cluster(text + at, length - at, &width);
        total += width;
    }
    return total;
}

int utf8_width(const char *text)
{
    return utf8_width_range(text, strlen(text));
}

size_t utf8_fit(const char *text, size_t length, int cells, int *used)
{
    size_t at = 0;
    int total = 0;
    while (at < length) {
        int width;
        size_t step = utf8_next_cluster(text + at, length - at, &width);
        if (total + width > cells)
            break;
        total += width;
        at += step;
    }
    if (used != NULL)
        *used = total;
    return at;
}

bool utf8_valid(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        size_t step = utf8_decode(text + at, length - at, &code_point);
        if (step == 1 && (unsigned char)text[at] >= 0x80)
            return false;
        at += step;
    }
    return true;
}

uint32_t utf8_lower(uint32_t code_point)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}
