/* A growable byte string, always ended by NUL. Zero-initialise it: `Buffer text = {0};`. */
#ifndef CAIRN_BASE_BUFFER_H
#define CAIRN_BASE_BUFFER_H

#include <stddef.h>

typedef struct Buffer {
    char *data; /* NULL while nothing was added; else NUL-terminated */
    size_t length, capacity;
} Buffer;

void buffer_add(Buffer *buffer, const char *bytes, size_t length);
void buffer_add_text(Buffer *buffer, const char *text); /* NULL adds nothing */
void buffer_add_char(Buffer *buffer, char byte);
void buffer_add_format(Buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_clear(Buffer *buffer); /* length 0, storage kept */
void buffer_done(Buffer *buffer);  /* frees the storage */

/* The content, "" when empty; borrowed until the next change. */
const char *buffer_text(const Buffer *buffer);

/* Hands the string over to the caller (who frees it with mem_free) and empties the buffer. */
char *buffer_take(Buffer *buffer);

#endif
