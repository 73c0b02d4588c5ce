/* Texts made alike, so that what a person would call the same compares as the same. */
#ifndef CAIRN_BASE_UTF8_FOLD_H
#define CAIRN_BASE_UTF8_FOLD_H

#include "base/arena.h"

enum {
    UTF8_FOLD_CASE = 1 << 0,  /* upper and lower case are the same */
    UTF8_FOLD_MARKS = 1 << 1, /* letters with accents and without are the same */
};

/* A copy in `arena` in Unicode's compatibility form (NFKC: ligatures, full-width and composed letters
 * are alike), with typographic dashes, quotes and blanks as their plain counterparts, and alike in what
 * `options` name. Text that is not UTF-8 is copied as it is. */
char *utf8_fold(Arena *arena, const char *text, unsigned options);

#endif
