#include "text/flow.h"

#include <limits.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "text/sanitize.h"
#include "text/wrap.h"

void flow_add(Flow *flow, Arena *arena, const char *text, size_t length, FlowStyle style)
{
    if (length == 0)
        return;
    const char *clean = sanitize_text(arena, text, length, 1);
    const FlowRun *last = flow->count == 0 ? NULL : &flow->runs[flow->count - 1];
    if (last == NULL || last->style.role != style.role || last->style.emphasis != style.emphasis ||
        last->style.link != style.link) {
        flow->runs = array_grow(flow->runs, &flow->count, &flow->capacity, sizeof *flow->runs);
        flow->runs[flow->count - 1] = (FlowRun){.start = flow->text.length, .style = style};
    }
    buffer_add_text(&flow->text, clean);
}

bool flow_is_empty(const Flow *flow)
{
    return flow->text.length == 0;
}

int flow_natural_width(const Flow *flow)
{
    int widest = 0;
    WrapLine line = {0};
    const char *text = buffer_text(&flow->text);
    while (wrap_next(text, flow->text.length, line.next, INT_MAX / 2, &line)) {
        int width = utf8_width_range(text + line.start, line.end - line.start);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* The bytes from `start` to `end` as spans of the last line. Clusters are measured anew within each
 * run, so a run may need more cells than it took in the whole: what then exceeds `width` is cut. */
static void emit_range(const Flow *flow, TextLines *lines, Arena *arena, size_t start, size_t end,
                       int width, size_t *run)
{
    while (start < end) {
        while (*run + 1 < flow->count && flow->runs[*run + 1].start <= start)
            (*run)++;
        size_t run_end = *run + 1 < flow->count ? flow->runs[*run + 1].start : flow->text.length;
        size_t stop = run_end < end ? run_end : end;
        const FlowStyle *style = &flow->runs[*run].style;
        int used;
        size_t count = utf8_fit(flow->text.data + start, stop - start, width, &used);
        /* not lines_add_span: what was sanitised as a whole must not be again in pieces */
        Span span = {.text = arena_dup_range(arena, flow->text.data + start, count),
                     .length = count,
                     .role = style->role,
                     .emphasis = style->emphasis,
                     .link = style->link};
        if (count > 0)
            lines_join(lines, arena, &(TextLine){.spans = &span, .count = 1});
        width -= used;
        start = stop;
    }
}

void flow_emit(const Flow *flow, TextLines *lines, Arena *arena, int width, int indent)
{
    indent = indent < 0 || indent >= width ? 0 : indent;
    const char *text = buffer_text(&flow->text);
    size_t run = 0;
    bool continues = false;
    WrapLine line = {0};
    while (
        wrap_next(text, flow->text.length, line.next, continues ? width - indent : width, &line)) {
        int room = continues ? width - indent : width;
        lines_add(lines, arena);
        lines_add_blanks(lines, arena, width - room);
        emit_range(flow, lines, arena, line.start, line.end, room, &run);
        continues = line.next > 0 && text[line.next - 1] != '\n';
    }
}

void flow_clear(Flow *flow)
{
    buffer_clear(&flow->text);
    flow->count = 0;
}

void flow_done(Flow *flow)
{
    buffer_done(&flow->text);
    mem_free(flow->runs);
    *flow = (Flow){0};
}
