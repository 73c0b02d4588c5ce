#include "content/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/array.h"
#include "base/memory.h"

void diagnostics_add(Diagnostics *diagnostics, Severity severity, const char *file, size_t line,
                     size_t column, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    if (severity == SEVERITY_ERROR)
        diagnostics->errors++;
    if (diagnostics->count == DIAGNOSTICS_LIMIT)
        return;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    *array_push(diagnostics) = (Diagnostic){
        .file = mem_dup(file),
        .line = line,
        .column = column,
        .severity = severity,
        .message = mem_dup(message),
    };
}

void diagnostics_done(Diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++) {
        mem_free(diagnostics->items[i].file);
        mem_free(diagnostics->items[i].message);
    }
    array_done(diagnostics);
    diagnostics->errors = 0;
}

void diagnostics_format(const Diagnostics *diagnostics, Buffer *out)
{
    for (size_t i = 0; i < diagnostics->count; i++) {
        const Diagnostic *one = &diagnostics->items[i];
        buffer_add_text(out, one->file);
        if (one->line > 0)
            buffer_add_format(out, ":%zu:%zu", one->line, one->column);
        buffer_add_format(out, ": %s%s\n", one->severity == SEVERITY_WARNING ? "warning: " : "",
                          one->message);
    }
    if (diagnostics->count == DIAGNOSTICS_LIMIT)
        buffer_add_text(out, "more than these is wrong: put them right first\n");
}

Status diagnostics_fail(const Diagnostics *diagnostics, size_t known, const char *path,
                        Error *error)
{
    if (known >= diagnostics->count)
        return error_set(error, STATUS_CONTENT, "%s: has mistakes", path);
    const Diagnostic *first = &diagnostics->items[known];
    return error_set(error, STATUS_CONTENT, "%s:%zu:%zu: %s", first->file, first->line,
                     first->column, first->message);
}
