#include "base/error.h"

#include <stdio.h>
#include <string.h>

/* Cuts a message that did not fit in front of a broken UTF-8 sequence. */
static void mend_tail(Error *error)
{
    size_t end = strlen(error->message);
    size_t start = end;
    while (start > 0 && end - start < 4 &&
           ((unsigned char)error->message[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)error->message[start - 1];
    size_t expected = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (expected != 1 && end - (start - 1) < expected)
        error->message[start - 1] = '\0';
}

static void append(Error *error, const char *text)
{
    size_t used = strlen(error->message);
    size_t room = sizeof error->message - used;
    if ((size_t)snprintf(error->message + used, room, "%s", text) >= room)
        mend_tail(error);
}

Status error_set(Error *error, Status status, const char *format, ...)
{
    if (error == NULL)
        return status;
    va_list arguments;
    va_start(arguments, format);
    if ((size_t)vsnprintf(error->message, sizeof error->message, format, arguments) >=
        sizeof error->message)
        mend_tail(error);
    va_end(arguments);
    return status;
}

Status error_set_errno(Error *error, int errno_value, const char *format, ...)
{
    if (error == NULL)
        return STATUS_FAILED;
    va_list arguments;
    va_start(arguments, format);
    if ((size_t)vsnprintf(error->message, sizeof error->message, format, arguments) >=
        sizeof error->message)
        mend_tail(error);
    va_end(arguments);
    append(error, ": ");
    append(error, strerror(errno_value));
    return STATUS_FAILED;
}

Status error_prefix(Error *error, Status status, const char *format, ...)
{
    if (error == NULL)
        return status;
    Error inner = *error;
    va_list arguments;
    va_start(arguments, format);
    if ((size_t)vsnprintf(error->message, sizeof error->message, format, arguments) >=
        sizeof error->message)
        mend_tail(error);
    va_end(arguments);
    append(error, ": ");
    append(error, inner.message);
    return status;
}
