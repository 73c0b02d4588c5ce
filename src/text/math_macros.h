/* The macros of packs, decks, cards and formulas: \newcommand and its kin. */
#ifndef CAIRN_TEXT_MATH_MACROS_H
#define CAIRN_TEXT_MATH_MACROS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define MATH_EXPANSION_LIMIT   10000 /* expansions in one formula */
#define MATH_MACRO_DEPTH_LIMIT 32    /* macros within macros */
#define MATH_MACRO_PARAMETERS  9
#define MATH_EXPANDED_LIMIT    65536  /* bytes of an expanded formula */
#define MATH_TEXT_LIMIT        100000 /* work that macros make in all formulas of a text, in bytes */

typedef struct MathMacro {
    const char *name; /* without the backslash */
    size_t name_length;
    const char *body; /* TeX with #1..#9 */
    size_t body_length;
    int parameters;       /* 0..9 */
    const char *fallback; /* of an optional first parameter, NULL when it has none */
    size_t fallback_length;
    bool final; /* the body is expanded no more: \let to a command of TeX's own */
} MathMacro;

typedef struct MathMacros MathMacros;

/* A table in `arena`, empty but for what `outer` (may be NULL; borrowed) has: names defined here win. */
MathMacros *math_macros_new(Arena *arena, const MathMacros *outer);

/* Reads definitions from TeX source: \newcommand, \renewcommand, \providecommand (with a number of
 * parameters and an optional default), \def without delimiters, \let, \DeclareMathOperator with and
 * without a star, \DeclarePairedDelimiter (X, XPP), \NewDocumentCommand with mandatory parameters and an
 * optional first one. What is no definition is skipped. Returns the number of definitions read. Names and
 * bodies are copied. */
size_t math_macros_read(MathMacros *macros, const char *tex, size_t length);

/* Whether neither the table nor one around it has a macro. */
bool math_macros_are_none(const MathMacros *macros);

/* Limits the work that macros make from here on in all formulas read with this table, or one within it:
 * MATH_TEXT_LIMIT bytes of bodies and what else is counted. Behind it a formula that expands a macro is
 * beyond a limit; one without macros is not. */
void math_macros_limit(MathMacros *macros);

/* Counts work; nothing for a table without that limit. False when all of it is used up. */
bool math_macros_count(const MathMacros *macros, size_t work);

/* NULL when there is none. */
const MathMacro *math_macros_find(const MathMacros *macros, const char *name, size_t length);

typedef struct MathExpansion {
    const char *tex;
    size_t length;
    const char *limit; /* which one was met, as a phrase; else NULL */
    bool expanded;     /* it has macros */
} MathExpansion;

/* `tex` with its macros expanded and the definitions in it taken out, in `arena`. `macros` may be NULL.
 * The result is no longer than MATH_EXPANDED_LIMIT, however the macros are written. */
MathExpansion math_expand(Arena *arena, const char *tex, size_t length, const MathMacros *macros);

#endif
