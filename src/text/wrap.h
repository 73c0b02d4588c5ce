/* Breaking text into lines by its width in cells. */
#ifndef CAIRN_TEXT_WRAP_H
#define CAIRN_TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

/* Something of several cells that must not be broken stands in the text as WRAP_BOX and as many
 * WRAP_BOX_REST as it has further cells. Sanitised text has neither. */
#define WRAP_BOX      '\x01'
#define WRAP_BOX_REST '\x02'

typedef struct WrapLine {
    size_t start, end; /* bytes of the line, without the blanks or the newline it ends with */
    size_t next;       /* where the following line begins */
} WrapLine;

/* The line of `text` that begins at `from`, at most `width` (>= 1) cells wide; false when `from` is
 * the end. `text` is sanitised; '\n' ends a line. Lines break at blanks and between wide characters
 * (not before closing nor after opening punctuation), words longer than a line between clusters. A
 * single cluster wider than `width` is a line of its own. */
bool wrap_next(const char *text, size_t length, size_t from, int width, WrapLine *line);

/* Cells of `length` bytes of such text; and of the widest stretch of it that has no place to break. */
int wrap_width(const char *text, size_t length);
int wrap_widest_word(const char *text, size_t length);

#endif
