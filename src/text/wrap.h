/* Breaking text into lines by its width in cells. */
#ifndef CAIRN_TEXT_WRAP_H
#define CAIRN_TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

typedef struct WrapLine {
    size_t start, end; /* bytes of the line, without the blanks or the newline it ends with */
    size_t next;       /* where the following line begins */
} WrapLine;

/* The line of `text` that begins at `from`, at most `width` (>= 1) cells wide; false when `from` is
 * the end. `text` is sanitised; '\n' ends a line. Lines break at blanks and between wide characters
 * (not before closing nor after opening punctuation), words longer than a line between clusters. A
 * single cluster wider than `width` is a line of its own. */
bool wrap_next(const char *text, size_t length, size_t from, int width, WrapLine *line);

#endif
