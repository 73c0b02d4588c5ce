/* What the fuzz targets share. */
#ifndef CAIRN_TESTS_FUZZ_CHECKS_H
#define CAIRN_TESTS_FUZZ_CHECKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "text/spans.h"

static inline void require(bool condition)
{
    if (!condition)
        __builtin_trap();
}

/* An arena for one input, empty, with the memory of the input before it. */
static inline Arena *take_arena(void)
{
    static Arena *arena;
    if (arena == NULL)
        arena = arena_new();
    arena_reset(arena);
    return arena;
}

/* Whether this input is run a second time, to see that the same comes out: one in eight, chosen by its
 * bytes (FNV-1a), so that an input that fails once fails always. */
static inline bool is_asked_twice(const uint8_t *data, size_t size)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < size; i++)
        hash = (uint32_t)(((uint64_t)hash ^ data[i]) * 16777619U);
    return (hash >> 24) % 8 == 0;
}

/* Valid UTF-8 without control bytes; ASCII alone where `ascii`. */
static inline void check_text(const char *text, size_t length, bool ascii)
{
    require(utf8_valid(text, length));
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        require(byte >= 0x20 && byte != 0x7F && (!ascii || byte < 0x80));
        require(byte != 0xC2 || (unsigned char)text[i + 1] >= 0xA0); /* C1 controls */
    }
}

/* The line's spans are fit to be shown and as wide as it says. */
static inline void check_line(const TextLine *line, bool ascii)
{
    int cells = 0;
    for (size_t i = 0; i < line->count; i++) {
        const Span *span = &line->spans[i];
        check_text(span->text, span->length, ascii);
        cells += utf8_width_range(span->text, span->length);
    }
    require(cells == line->width);
}

static inline bool is_same_line(const TextLine *a, const TextLine *b)
{
    if (a->count != b->count || a->width != b->width || a->block != b->block || a->kept != b->kept)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const Span *one = &a->spans[i], *two = &b->spans[i];
        if (one->length != two->length || memcmp(one->text, two->text, one->length) != 0 ||
            one->role != two->role || one->emphasis != two->emphasis ||
            (one->link == NULL) != (two->link == NULL))
            return false;
    }
    return true;
}

static inline void check_same_lines(const TextLine *a, const TextLine *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        require(is_same_line(&a[i], &b[i]));
}

#endif
