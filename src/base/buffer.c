#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

/* Room for `more` bytes and the NUL. */
static void reserve(Buffer *buffer, size_t more)
{
    size_t needed;
    if (__builtin_add_overflow(buffer->length, more, &needed) ||
        __builtin_add_overflow(needed, 1, &needed))
        needed = (size_t)-1; /* mem_resize dies on it */
    if (needed <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity < 32 ? 32 : buffer->capacity;
    while (capacity < needed && capacity <= (size_t)-1 / 2)
        capacity *= 2;
    if (capacity < needed)
        capacity = needed;
    buffer->data = mem_resize(buffer->data, capacity, 1);
    buffer->capacity = capacity;
}

void buffer_add(Buffer *buffer, const char *bytes, size_t length)
{
    reserve(buffer, length);
    if (length > 0)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void buffer_add_text(Buffer *buffer, const char *text)
{
    if (text != NULL)
        buffer_add(buffer, text, strlen(text));
}

void buffer_add_char(Buffer *buffer, char byte)
{
    reserve(buffer, 1);
    buffer->data[buffer->length++] = byte;
    buffer->data[buffer->length] = '\0';
}

void buffer_add_format(Buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        reserve(buffer, (size_t)length);
        (void)vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void buffer_clear(Buffer *buffer)
{
    buffer->length = 0;
    if (buffer->data != NULL)
        buffer->data[0] = '\0';
}

void buffer_done(Buffer *buffer)
{
    mem_free(buffer->data);
    *buffer = (Buffer){0};
}

const char *buffer_text(const Buffer *buffer)
{
    return buffer->data == NULL ? "" : buffer->data;
}

char *buffer_take(Buffer *buffer)
{
    char *text = buffer->data == NULL ? mem_dup("") : buffer->data;
    *buffer = (Buffer){0};
    return text;
}
