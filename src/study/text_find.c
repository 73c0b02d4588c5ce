#include "study/text_find.h"

#include <string.h>

#include "base/utf8.h"

/* The letters of ASCII differ by one bit in their case. */
#define CASE_BIT   0x20U
#define UPPER_MASK 0xDFU

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static unsigned char lower(char c)
{
    return is_letter(c) ? (unsigned char)c | CASE_BIT : (unsigned char)c;
}

static unsigned char upper(char c)
{
    return is_letter(c) ? (unsigned char)c & UPPER_MASK : (unsigned char)c;
}

/* --- patterns --- */

/* The place of the byte that is rarest in English prose; what is no letter is rare. */
static size_t rarest(const char *text, size_t length)
{
    static const char COMMON[] = "qjxzwkvfybhgmpudclotnrais e";
    size_t best = 0;
    ptrdiff_t best_rank = PTRDIFF_MAX;
    for (size_t i = 0; i < length; i++) {
        const char *found = memchr(COMMON, text[i], sizeof COMMON - 1);
        ptrdiff_t rank = found == NULL ? -1 : found - COMMON;
        if (rank < best_rank) {
            best_rank = rank;
            best = i;
        }
    }
    return best;
}

static TextPiece make_piece(Arena *arena, const char *text, size_t length)
{
    /* lower case may take a byte more, and what is no UTF-8 becomes a sign of three bytes */
    char *kept = arena_alloc(arena, 3 * length + 1, 1);
    TextPiece piece = {.text = kept, .ascii = true};
    for (size_t i = 0; i < length;) {
        uint32_t code_point;
        size_t used = utf8_decode(text + i, length - i, &code_point);
        piece.ascii = piece.ascii && code_point < 0x80;
        piece.length += utf8_encode(utf8_lower(code_point), kept + piece.length);
        i += used;
    }
    piece.rare = rarest(kept, piece.length);
    return piece;
}

TextPattern text_pattern(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    TextPattern pattern = {.pieces = arena_alloc(arena, length / 2 + 2, sizeof *pattern.pieces),
                           .open_start = text[0] == '*',
                           .open_end = length > 0 && text[length - 1] == '*'};
    while (*text != '\0') {
        size_t next = strcspn(text, "*");
        if (next > 0)
            pattern.pieces[pattern.count++] = make_piece(arena, text, next);
        text += next + (text[next] == '*');
    }
    return pattern;
}

/* --- at one place --- */

/* Bytes of the text, from its start, that the piece matches; 0 for none. */
static size_t match_here(const TextPiece *piece, const char *text, size_t length)
{
    size_t i = 0, at = 0;
    if (piece->ascii) {
        if (length < piece->length)
            return 0;
        while (i < piece->length && lower(text[i]) == (unsigned char)piece->text[i])
            i++;
        return i == piece->length ? i : 0;
    }
    while (i < piece->length && at < length) {
        uint32_t wanted, found;
        i += utf8_decode(piece->text + i, piece->length - i, &wanted);
        at += utf8_decode(text + at, length - at, &found);
        if (utf8_lower(found) != wanted)
            return 0;
    }
    return i == piece->length ? at : 0;
}

/* --- somewhere --- */

/* The next place of a byte in either case. */
typedef struct ByteSearch {
    const char *end, *small, *big; /* the next of each; NULL: none any more */
    unsigned char lower, upper;
} ByteSearch;

static const char *find_byte(unsigned char byte, const char *from, const char *end)
{
    return from < end ? memchr(from, byte, (size_t)(end - from)) : NULL;
}

static const char *next_byte(ByteSearch *search, const char *from)
{
    if (search->small != NULL && search->small < from)
        search->small = find_byte(search->lower, from, search->end);
    if (search->big != NULL && search->big < from)
        search->big = find_byte(search->upper, from, search->end);
    if (search->small == NULL || search->big == NULL)
        return search->small != NULL ? search->small : search->big;
    return search->small < search->big ? search->small : search->big;
}

static const char *find_ascii(const TextPiece *piece, const char *text, size_t length,
                              size_t *matched)
{
    const char *end = text + length;
    const char *from = text + piece->rare;
    char rare = piece->text[piece->rare];
    unsigned char byte = lower(rare);
    ByteSearch search = {end, find_byte(byte, from, end), NULL, byte, upper(rare)};
    if (search.upper != byte)
        search.big = find_byte(search.upper, from, end);
    *matched = piece->length;
    for (const char *at = next_byte(&search, from); at != NULL; at = next_byte(&search, at + 1)) {
        const char *start = at - piece->rare;
        if (match_here(piece, start, (size_t)(end - start)) > 0)
            return start;
    }
    return NULL;
}

/* The first place of a piece in a text, and the bytes it takes there; NULL when there is none. */
static const char *find_piece(const TextPiece *piece, const char *text, size_t length,
                              size_t *matched)
{
    if (piece->length == 0 || (piece->ascii && piece->length > length))
        return NULL;
    if (piece->ascii)
        return find_ascii(piece, text, length, matched);
    for (size_t i = 0; i < length; i++) {
        *matched = match_here(piece, text + i, length - i);
        if (*matched > 0)
            return text + i;
    }
    return NULL;
}

bool text_pattern_within(const TextPattern *pattern, const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < pattern->count; i++) {
        size_t matched;
        const char *found = find_piece(&pattern->pieces[i], text, length, &matched);
        if (found == NULL)
            return false;
        length -= (size_t)(found - text) + matched;
        text = found + matched;
    }
    return true;
}

/* Whether the text ends with the piece. */
static bool ends_with(const TextPiece *piece, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (match_here(piece, text + i, length - i) == length - i)
            return true;
    return false;
}

bool text_pattern_is(const TextPattern *pattern, const char *text)
{
    size_t length = strlen(text);
    if (pattern->count == 0)
        return length == 0 || pattern->open_start;
    for (size_t i = 0; i < pattern->count; i++) {
        const TextPiece *piece = &pattern->pieces[i];
        bool last = i + 1 == pattern->count;
        size_t matched = match_here(piece, text, length);
        const char *found = text;
        if (last && !pattern->open_end && (i > 0 || pattern->open_start))
            return ends_with(piece, text, length);
        if (i > 0 || pattern->open_start)
            found = find_piece(piece, text, length, &matched);
        if (found == NULL || matched == 0)
            return false;
        length -= (size_t)(found - text) + matched;
        text = found + matched;
    }
    return length == 0 || pattern->open_end;
}
