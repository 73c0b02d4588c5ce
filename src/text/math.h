/* TeX mathematics as one row of text. */
#ifndef CAIRN_TEXT_MATH_H
#define CAIRN_TEXT_MATH_H

#include <stdbool.h>

#include "base/buffer.h"

/* Appends `tex` (without the surrounding $) as one row of Unicode, or of ASCII alone: commands as
 * symbols, scripts as Unicode scripts where all of a formula's scripts have them and else as ^(..)
 * and _(..), fractions as a/b, parenthesised where flattening would change the meaning. Never fails;
 * unknown commands appear literally. Nesting beyond 200, or more than 16 KiB,
 * shows the source. The result is not sanitised. */
void math_flatten(Buffer *out, const char *tex, bool ascii);

#endif
