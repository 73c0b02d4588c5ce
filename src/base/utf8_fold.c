#include "base/utf8_fold.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/memory.h"

char *utf8_fold(Arena *arena, const char *text, unsigned options)
{
    unsigned how = UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                   UTF8PROC_IGNORE | UTF8PROC_LUMP;
    utf8proc_uint8_t *folded = NULL;
    if (options & UTF8_FOLD_CASE)
        how |= UTF8PROC_CASEFOLD;
    if (options & UTF8_FOLD_MARKS)
        how |= UTF8PROC_STRIPMARK;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded, (utf8proc_option_t)how);
    if (length == UTF8PROC_ERROR_NOMEM)
        mem_exhausted();
    if (length < 0)
        return arena_dup(arena, text);
    char *copy = arena_dup(arena, (const char *)folded);
    free(folded);
    return copy;
}
