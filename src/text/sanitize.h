/* Making text from content, imports and users safe to draw: control bytes (C0, DEL, C1), bidi
 * overrides and isolates, zero-width tricks and malformed UTF-8 become visible. */
#ifndef CAIRN_TEXT_SANITIZE_H
#define CAIRN_TEXT_SANITIZE_H

#include <stddef.h>

#include "base/arena.h"

/* A copy in `arena` that is valid UTF-8 without control characters: C0 as U+2400.. pictures ("␛"),
 * DEL "␡", C1 and bidi controls as "<U+0085>", bad bytes as U+FFFD; a tab becomes four blanks.
 * With `keep_newlines` '\n' stays, else it becomes a blank. ZWJ inside emoji and combining marks
 * stay; at most 4 combining marks a base, and a mark without a base gets a dotted circle. Soft
 * hyphens go. Joiners stay also between letters of scripts that need them (Arabic and on). What came
 * out of it goes through it again unchanged, as a whole. */
const char *sanitize_text(Arena *arena, const char *text, size_t length, int keep_newlines);

#endif
