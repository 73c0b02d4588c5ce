/* Definitions of macros where they stand: what the table and the expansion share. */
#ifndef CAIRN_TEXT_MATH_DEFINITIONS_H
#define CAIRN_TEXT_MATH_DEFINITIONS_H

#include <stdbool.h>

#include "text/math_macros.h"
#include "text/math_parser.h"

/* Takes the definition at parser->at, a backslash, into `macros`; false, and nothing is taken, when
 * there is none. `*defined` says whether it was well formed. */
bool math_definition_take(MathParser *parser, MathMacros *macros, bool *defined);

#endif
