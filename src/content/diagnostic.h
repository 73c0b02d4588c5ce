/* What is wrong with content, with positions. */
#ifndef CAIRN_CONTENT_DIAGNOSTIC_H
#define CAIRN_CONTENT_DIAGNOSTIC_H

#include <stddef.h>

#include "base/buffer.h"

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING } Severity;

typedef struct Diagnostic {
    char *file;          /* as given to the loader */
    size_t line, column; /* from 1; 0 when the whole file is meant */
    Severity severity;
    char *message;
} Diagnostic;

/* Zero-initialise; diagnostics_done frees. */
typedef struct Diagnostics {
    Diagnostic *items;
    size_t count, capacity;
    size_t errors; /* how many are SEVERITY_ERROR */
} Diagnostics;

void diagnostics_add(Diagnostics *diagnostics, Severity severity, const char *file, size_t line,
                     size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));
void diagnostics_done(Diagnostics *diagnostics);

/* "file:line:column: message" (or "... warning: message"), a newline each, appended to `out`. */
void diagnostics_format(const Diagnostics *diagnostics, Buffer *out);

#endif
