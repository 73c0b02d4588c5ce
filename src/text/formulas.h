/* Formulas taken out of Markdown source, so that the Markdown parser cannot misread them: each is
 * replaced by one private-use character, which the parser passes on like a letter. */
#ifndef CAIRN_TEXT_FORMULAS_H
#define CAIRN_TEXT_FORMULAS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"

typedef struct Formula {
    const char *source; /* with its delimiters; both are sanitised, newlines and all, and */
    const char *tex;    /* without; neither has the quote marks of a quotation's lines */
    bool display;
} Formula;

/* Zero-initialise; formulas_done frees the list, the strings live in the arena. */
typedef struct Formulas {
    Formula *items;
    size_t count, capacity;
} Formulas;

/* Appends `source` to `out` with a placeholder for each formula. Characters of the source that look
 * like a placeholder become U+FFFD. */
void formulas_extract(Formulas *formulas, Arena *arena, const char *source, Buffer *out);

/* Splits `text` before its first placeholder: returns the bytes of ordinary text, and the formula
 * behind them with the placeholder's size, or NULL and 0 when there is none. */
size_t formulas_split(const Formulas *formulas, const char *text, size_t length,
                      const Formula **formula, size_t *placeholder);

/* Appends `text` with each placeholder replaced by the source of its formula. */
void formulas_restore(const Formulas *formulas, const char *text, size_t length, Buffer *out);

void formulas_done(Formulas *formulas);

#endif
