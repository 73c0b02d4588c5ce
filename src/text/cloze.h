/* Cloze deletions: {{c1::text}} and {{c1::text::hint}} in a card's text. */
#ifndef CAIRN_TEXT_CLOZE_H
#define CAIRN_TEXT_CLOZE_H

#include <stdbool.h>

#include "base/buffer.h"

/* The highest cN number in `text` (1..64), 0 when there is none. `*mask` (may be NULL) gets bit N-1
 * set for each number that occurs. */
int cloze_numbers(const char *text, unsigned long long *mask);

/* Appends the Markdown of a cloze card side for deletion `number`: on the question side its text is
 * replaced by **[...]** or **[hint]**; on the answer side it is shown **bold** (inside math: plain).
 * Other deletions show their text. */
void cloze_render(Buffer *out, const char *text, int number, bool answer);

#endif
