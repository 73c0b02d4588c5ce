/* HTML character references, as they occur in Markdown. */
#ifndef CAIRN_TEXT_ENTITY_H
#define CAIRN_TEXT_ENTITY_H

#include <stddef.h>

#include "base/buffer.h"

/* Appends what "&amp;", "&#945;" or "&#x3B1;" (`length` bytes with & and ;) stands for. A name that is
 * not known is appended as it stands, a number that is no character as U+FFFD. */
void entity_decode(Buffer *out, const char *text, size_t length);

#endif
