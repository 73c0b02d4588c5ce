#include "text/spans.h"

#include <string.h>

#include "base/utf8.h"
#include "text/flow.h"
#include "text/sanitize.h"

void lines_add(TextLines *lines, Arena *arena)
{
    if (lines->count == lines->capacity) {
        size_t capacity = lines->capacity < 16 ? 16 : lines->capacity * 2;
        TextLine *items = arena_alloc(arena, capacity, sizeof *items);
        if (lines->count > 0)
            memcpy(items, lines->items, lines->count * sizeof *items);
        lines->items = items;
        lines->capacity = capacity;
    }
    lines->items[lines->count++] = (TextLine){0};
}

/* A line's storage doubles whenever its count is a power of two, so it needs no capacity. */
static void push_span(TextLines *lines, Arena *arena, Span span)
{
    if (lines->count == 0)
        lines_add(lines, arena);
    TextLine *line = &lines->items[lines->count - 1];
    if ((line->count & (line->count - 1)) == 0) {
        Span *spans = arena_alloc(arena, line->count == 0 ? 1 : line->count * 2, sizeof *spans);
        if (line->count > 0)
            memcpy(spans, line->spans, line->count * sizeof *spans);
        line->spans = spans;
    }
    line->spans[line->count++] = span;
    line->width += utf8_width_range(span.text, span.length);
}

void lines_add_span(TextLines *lines, Arena *arena, const char *text, size_t length, StyleRole role,
                    uint8_t emphasis, const char *link)
{
    if (lines->count == 0)
        lines_add(lines, arena);
    if (length == 0)
        return;
    const char *clean = sanitize_text(arena, text, length, 0);
    push_span(lines, arena,
              (Span){.text = clean,
                     .length = strlen(clean),
                     .role = role,
                     .emphasis = emphasis,
                     .link = link == NULL ? NULL : sanitize_text(arena, link, strlen(link), 0)});
}

void lines_add_text(TextLines *lines, Arena *arena, StyleRole role, const char *text)
{
    lines_add_span(lines, arena, text, strlen(text), role, 0, NULL);
}

void lines_add_blanks(TextLines *lines, Arena *arena, int cells)
{
    static const char blanks[] = "                                ";
    const int most = (int)sizeof blanks - 1;
    for (; cells > 0; cells -= most)
        lines_add_span(lines, arena, blanks, (size_t)(cells < most ? cells : most), ROLE_TEXT, 0,
                       NULL);
}

void lines_join(TextLines *lines, Arena *arena, const TextLine *line)
{
    for (size_t i = 0; i < line->count; i++)
        push_span(lines, arena, line->spans[i]);
}

void lines_set_block(TextLines *lines, size_t first, int kept)
{
    int width = 0;
    for (size_t i = first; i < lines->count; i++)
        width = lines->items[i].width > width ? lines->items[i].width : width;
    for (size_t i = first; i < lines->count; i++) {
        lines->items[i].block = width;
        lines->items[i].kept = kept;
    }
}

void lines_add_wrapped(TextLines *lines, Arena *arena, const char *text, int width, int indent,
                       StyleRole role, uint8_t emphasis)
{
    Flow flow = {0};
    flow_add(&flow, arena, text, strlen(text), (FlowStyle){.role = role, .emphasis = emphasis});
    if (flow_is_empty(&flow))
        lines_add(lines, arena);
    flow_emit(&flow, lines, arena, width, indent);
    flow_done(&flow);
}
