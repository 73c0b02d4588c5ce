/* Lines of spans as text for comparing: roles other than text as {role:...}, emphasis as letters
 * before the role ({bi strong:...}), links behind it ({link=address:...}); each line ends with |. */
#ifndef CAIRN_TESTS_DUMP_H
#define CAIRN_TESTS_DUMP_H

#include <string.h>

#include "base/buffer.h"
#include "text/spans.h"

static inline void dump_span(Buffer *out, const Span *span)
{
    static const char letters[] = "biudr"; /* in the order of the emphasis bits */
    if (span->role == ROLE_TEXT && span->emphasis == 0 && span->link == NULL) {
        buffer_add(out, span->text, span->length);
        return;
    }
    buffer_add_char(out, '{');
    for (unsigned i = 0; i < sizeof letters - 1; i++) {
        if ((span->emphasis & (1U << i)) != 0)
            buffer_add_char(out, letters[i]);
    }
    buffer_add_text(out, span->emphasis != 0 ? " " : "");
    buffer_add_text(out, style_role_name(span->role));
    if (span->link != NULL)
        buffer_add_format(out, "=%s", span->link);
    buffer_add_char(out, ':');
    buffer_add(out, span->text, span->length);
    buffer_add_char(out, '}');
}

static inline void dump_lines(Buffer *out, const TextLines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        for (size_t k = 0; k < lines->items[i].count; k++)
            dump_span(out, &lines->items[i].spans[k]);
        buffer_add_text(out, "|\n");
    }
}

#endif
