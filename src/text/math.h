/* TeX mathematics as one row of text. */
#ifndef CAIRN_TEXT_MATH_H
#define CAIRN_TEXT_MATH_H

#include <stdbool.h>

#include "base/buffer.h"
#include "text/math_macros.h"

/* Appends `tex` of `length` bytes (without the surrounding $) as one row of Unicode, or of ASCII alone: commands as
 * symbols, scripts as Unicode scripts where all of a formula's scripts have them and else as ^(..)
 * and _(..), fractions as a/b, parenthesised where flattening would change the meaning; `macros` may
 * be NULL. Never fails; unknown commands appear literally, and their number is returned. Beyond the
 * limits of math_parse the source is shown. The result is sanitised. */
size_t math_flatten(Buffer *out, const char *tex, size_t length, bool ascii,
                    const MathMacros *macros);

#endif
