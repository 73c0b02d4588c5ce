/* What is wrong with content, with positions. */
#ifndef CAIRN_CONTENT_DIAGNOSTIC_H
#define CAIRN_CONTENT_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING } Severity;

typedef struct Diagnostic {
    char *file;          /* as given to the loader */
    size_t line, column; /* from 1; 0 when the whole file is meant */
    Severity severity;
    char *message;
} Diagnostic;

/* No more than these are kept: nobody reads on, and a broken file may have one a line. */
#define DIAGNOSTICS_LIMIT 2000

/* Zero-initialise; diagnostics_done frees. */
typedef struct Diagnostics {
    Diagnostic *items;
    size_t count, capacity;
    size_t errors; /* how many were SEVERITY_ERROR, kept or not */
    size_t
        unread; /* files and directories that could not be read, which may be over by the next time */
    bool doubts; /* set by who wants warnings of cards that can be used but look wrong */
} Diagnostics;

void diagnostics_add(Diagnostics *diagnostics, Severity severity, const char *file, size_t line,
                     size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));
void diagnostics_done(Diagnostics *diagnostics);

/* "file:line:column: message" (or "... warning: message"), a newline each, appended to `out`; and
 * a line that says so when there were more than are kept. */
void diagnostics_format(const Diagnostics *diagnostics, Buffer *out);

/* The first finding from number `known` on as an error (STATUS_CONTENT) of the file at `path`, for
 * who wants one sentence. */
Status diagnostics_fail(const Diagnostics *diagnostics, size_t known, const char *path,
                        Error *error);

#endif
