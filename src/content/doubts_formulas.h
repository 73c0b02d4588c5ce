/* Within content/ only: formulas of cards, pages and terms with commands that nobody knows. */
#ifndef CAIRN_CONTENT_DOUBTS_FORMULAS_H
#define CAIRN_CONTENT_DOUBTS_FORMULAS_H

#include "content/reader.h"
#include "text/math_macros.h"

#define DOUBT_UNKNOWN_COMMAND "%s is no command that a formula can have: it is shown as it stands"

/* Warns, at the field, of each text with such a formula; `macros` are the TeX definitions that hold for
 * the card. Deletions and the numbers of drills are filled in before the formulas are read. */
void doubts_find_formulas(const Reader *reader, const Node *node, const Note *note,
                          const Quiz *quiz, const char *macros);

/* Warns, at the node, of a text of the glossary with such a formula. */
void doubts_find_term_formulas(const Reader *reader, const Node *node, const char *text,
                               const char *macros);

/* The first command (in `arena`) that neither `outer` nor the formulas of the text up to it define, and
 * the offset of its formula; NULL when there is none. */
const char *doubts_unknown_command(Arena *arena, const char *text, const MathMacros *outer,
                                   size_t *offset);

#endif
