/* Within content/ only: formulas of a card with commands that nobody knows. */
#ifndef CAIRN_CONTENT_DOUBTS_FORMULAS_H
#define CAIRN_CONTENT_DOUBTS_FORMULAS_H

#include "content/reader.h"

/* Warns, at the field, of each text with such a formula; `macros` are the TeX definitions that hold for
 * the card. Deletions and the numbers of drills are filled in before the formulas are read. */
void doubts_find_formulas(const Reader *reader, const Node *node, const Note *note,
                          const Quiz *quiz, const char *macros);

#endif
