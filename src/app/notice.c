/* The status line. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/update.h"
#include "base/memory.h"
#include "text/sanitize.h"

void notice_clear(Model *model)
{
    if (model->notice != NOTICE_NONE) {
        model->notice = NOTICE_NONE;
        model->dirty = true;
    }
}

void notice_set(Model *model, NoticeKind kind, const char *format, ...)
{
    char text[1024];
    Arena *arena = arena_new();
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    mem_free(model->notice_text);
    model->notice_text = mem_dup(sanitize_text(arena, text, strlen(text), 0));
    model->notice = kind;
    model->dirty = true;
    arena_free(arena);
}
