/* Escape sequences for the rooms that write to a terminal or a pipe themselves: styles (ECMA-48) and
 * links (OSC 8). Renderers never use them: their results are spans. */
#ifndef CAIRN_TEXT_ESCAPE_H
#define CAIRN_TEXT_ESCAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "text/theme.h"

/* Appends what begins a style with more EMPHASIS_* bits; nothing when it looks like plain text. */
void escape_style(Buffer *out, const ThemeStyle *style, uint8_t emphasis);

/* Appends what ends every style. */
void escape_plain(Buffer *out);

/* Whether a terminal is known to make links of OSC 8, or at least to swallow it: by its TERM, and by
 * VTE_VERSION and TERM_PROGRAM as the environment has them (NULL when it has not). */
bool escape_links_work(const char *term, const char *vte_version, const char *term_program);

/* Whether an address can be linked to: http, https or mailto, and not longer than terminals take. */
bool escape_can_link(const char *address);

/* Appends what begins a link to such an address, and what ends it. Bytes that do not belong in an
 * address are written as %XX. Pieces of text with one address belong together, as those of a link that
 * is wrapped. */
void escape_link_begin(Buffer *out, const char *address);
void escape_link_end(Buffer *out);

#endif
