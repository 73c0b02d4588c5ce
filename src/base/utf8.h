/* UTF-8: decoding, display width in terminal cells, grapheme clusters. Widths come from utf8proc, so
 * they do not depend on the locale, but agree with wcwidth in a UTF-8 one. Malformed bytes decode as
 * U+FFFD, one byte each. */
#ifndef CAIRN_BASE_UTF8_H
#define CAIRN_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one code point at `text` (`length` > 0 bytes are there); stores it and returns the bytes
 * used (1..4). */
size_t utf8_decode(const char *text, size_t length, uint32_t *code_point);

/* Encodes into `out` (room for 4 bytes, no NUL added); returns the bytes written. */
size_t utf8_encode(uint32_t code_point, char out[4]);

/* Cells one code point takes: 0 for combining marks, zero-width and control characters, 1, or 2. */
int utf8_code_point_width(uint32_t code_point);

/* The next grapheme cluster: bytes used and cells (0..2). A cluster is a base with its combining
 * marks, an emoji sequence or a flag. `length` > 0. */
size_t utf8_next_cluster(const char *text, size_t length, int *width);

/* Cells that `text` takes in all. */
int utf8_width(const char *text);
int utf8_width_range(const char *text, size_t length);

/* Bytes of the longest prefix of whole clusters that fits `cells`; `*used` (may be NULL) gets its
 * width. */
size_t utf8_fit(const char *text, size_t length, int cells, int *used);

bool utf8_valid(const char *text, size_t length);

/* Lower case of one code point (simple case mapping), for search and fuzzy matching. */
uint32_t utf8_lower(uint32_t code_point);

#endif
