/* Words that depend on a number. */
#ifndef CAIRN_BASE_WORDS_H
#define CAIRN_BASE_WORDS_H

#include <stdint.h>

/* The form of a word that goes with `count`: `one` with 1, `many` with any other number, so that what is
 * printed never says "1 cards". Both are borrowed. */
const char *words_plural(int64_t count, const char *one, const char *many);

/* The same for a number that is printed without decimals. */
const char *words_plural_rounded(double count, const char *one, const char *many);

#endif
