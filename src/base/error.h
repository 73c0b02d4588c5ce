/* Status results and the message that explains a failure.
 *
 * A function that can fail returns a Status and takes an `Error *` as its last argument. On failure
 * it fills the Error with a sentence a person can act on (what, which file, what was expected). The
 * Status doubles as the exit code of the command line.
 */
#ifndef CAIRN_BASE_ERROR_H
#define CAIRN_BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

#define CHECKED __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_index, first_argument) \
    __attribute__((format(printf, format_index, first_argument)))

typedef enum Status {
    STATUS_OK = 0,
    STATUS_FAILED = 1,  /* it did not work: the message says why */
    STATUS_USAGE = 2,   /* the caller asked for something that does not exist or makes no sense */
    STATUS_CONTENT = 3, /* content or input has errors (file:line:column) */
} Status;

typedef struct Error {
    char message[1024];
} Error;

/* Fills `error` (may be NULL) from a format and returns `status`, so that a failing function can
 * end with `return error_set(...)`. */
Status error_set(Error *error, Status status, const char *format, ...) PRINTF_LIKE(3, 4);

/* As error_set, with ": " and strerror(errno_value) behind the message. */
Status error_set_errno(Error *error, int errno_value, const char *format, ...) PRINTF_LIKE(3, 4);

/* Puts "prefix: " before the message already in `error`; returns STATUS unchanged. */
Status error_prefix(Error *error, Status status, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
