#include "cli/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/escape.h"
#include "text/plot_graph.h"
#include "text/sanitize.h"

#define FIELD_COLUMN 14

static void add_styled(Output *out, StyleRole role, uint8_t emphasis, const char *text,
                       size_t length)
{
    if (length == 0)
        return;
    if (out->theme == NULL || text[0] == '\n') {
        buffer_add(&out->text, text, length);
        return;
    }
    size_t ends = length; /* line ends stay outside the style */
    while (ends > 0 && text[ends - 1] == '\n')
        ends--;
    size_t before = out->text.length;
    escape_style(&out->text, &out->theme->styles[role], emphasis);
    bool styled = out->text.length > before;
    buffer_add(&out->text, text, ends);
    if (styled)
        escape_plain(&out->text);
    buffer_add(&out->text, text + ends, length - ends);
}

void output_add(Output *out, StyleRole role, const char *text)
{
    add_styled(out, role, 0, text, strlen(text));
}

void output_format(Output *out, StyleRole role, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    output_add(out, role, text);
}

void output_safe(Output *out, StyleRole role, const char *text)
{
    output_add(out, role, sanitize_text(out->arena, text, strlen(text), 0));
}

void output_cell(Output *out, StyleRole role, const char *text, int cells)
{
    if (cells <= 0)
        return;
    const char *safe = sanitize_text(out->arena, text, strlen(text), 0);
    size_t length = strlen(safe);
    const char *mark = "";
    int used = utf8_width(safe);
    if (used > cells) {
        mark = out->ascii ? "~" : "…";
        length = utf8_fit(safe, length, cells - 1, &used);
        used++;
    }
    add_styled(out, role, 0, safe, length);
    buffer_add_text(&out->text, mark);
    for (; used < cells; used++)
        buffer_add_char(&out->text, ' ');
}

void output_end(Output *out)
{
    while (out->text.length > 0 && out->text.data[out->text.length - 1] == ' ')
        out->text.data[--out->text.length] = '\0';
    buffer_add_char(&out->text, '\n');
}

/* Bytes of the escape sequence (a style or the begin or end of a link) at `text`, 0 when there is none. */
static size_t escape_length(const char *text)
{
    if (text[0] != '\033')
        return 0;
    if (text[1] != ']')
        return strcspn(text, "m") + 1;
    return strcspn(text + 1, "\033") + 3; /* ends in ESC \\ */
}

/* Bytes of `line` up to the last blank before it gets wider than `cells`; all of it when it fits or has
 * no such blank. */
static size_t fitting(const char *line, int cells)
{
    size_t length = strlen(line);
    size_t blank = 0;
    int used = 0;
    for (size_t at = 0; at < length;) {
        size_t escape = escape_length(line + at);
        if (escape > 0) {
            at += escape;
            continue;
        }
        int width;
        if (line[at] == ' ')
            blank = at;
        at += utf8_next_cluster(line + at, length - at, &width);
        used += width;
        if (used > cells && blank > 0)
            return blank;
    }
    return length;
}

void output_wrap(Output *out, int hang)
{
    Buffer *text = &out->text;
    size_t start = text->length;
    while (start > 0 && text->data[start - 1] != '\n')
        start--;
    char *line = mem_dup_range(text->data + start, text->length - start);
    const char *rest = line;
    text->length = start;
    for (int indent = 0; *rest != '\0'; indent = hang) {
        size_t lead = indent == 0 ? strspn(rest, " ") : 0;
        size_t length = lead + fitting(rest + lead, out->width - indent - (int)lead);
        buffer_add_format(text, "%*s%.*s", indent, "", (int)length, rest);
        output_end(out);
        rest += length;
        rest += strspn(rest, " ");
    }
    if (line[0] == '\0')
        output_end(out);
    mem_free(line);
}

static void add_span(Output *out, const Span *span)
{
    bool linked = out->links && span->link != NULL && escape_can_link(span->link);
    if (linked)
        escape_link_begin(&out->text, span->link);
    add_styled(out, span->role, span->emphasis, span->text, span->length);
    if (linked)
        escape_link_end(&out->text);
}

void output_link(Output *out, StyleRole role, const char *address)
{
    const char *safe = sanitize_text(out->arena, address, strlen(address), 0);
    add_span(out, &(Span){.text = safe, .length = strlen(safe), .role = role, .link = safe});
}

void output_row(Output *out, const TextLine *line)
{
    for (size_t i = 0; i < line->count; i++)
        add_span(out, &line->spans[i]);
    buffer_add_char(&out->text, '\n');
}

static void add_lines(Output *out, const TextLines *lines, int indent)
{
    for (size_t i = 0; i < lines->count; i++) {
        const TextLine *line = &lines->items[i];
        if (line->count > 0)
            buffer_add_format(&out->text, "%*s", indent, "");
        for (size_t j = 0; j < line->count; j++)
            add_span(out, &line->spans[j]);
        output_end(out);
    }
}

static int room(const Output *out, int indent)
{
    return out->width - indent > 20 ? out->width - indent : 20;
}

void output_paragraph(Output *out, StyleRole role, const char *text, int indent)
{
    TextLines lines = {0};
    lines_add_wrapped(&lines, out->arena, text, room(out, indent), 0, role, 0);
    add_lines(out, &lines, indent);
}

void output_markdown(Output *out, StyleRole role, const char *source, int indent)
{
    TextLines lines = {0};
    MarkdownOptions options = {.width = room(out, indent),
                               .ascii = out->ascii,
                               .raw_math = out->raw_math,
                               .alphabets = out->alphabets,
                               .one_row = out->one_row,
                               .wrap_code = true,
                               .plot_cells = out->plot_cells,
                               .macros = out->macros,
                               .links = out->targets,
                               .role = role};
    markdown_render(&lines, out->arena, source, &options);
    add_lines(out, &lines, indent);
}

void output_plot(Output *out, const Plot *plot, int height, int indent)
{
    TextLines lines = {0};
    PlotOptions options = {.width = room(out, indent),
                           .height = height,
                           .cells = out->ascii ? PLOT_ASCII : out->plot_cells};
    plot_render(&lines, out->arena, plot, &options);
    add_lines(out, &lines, indent);
}

void output_graph(Output *out, const Graph *graph, int height, int indent)
{
    TextLines lines = {0};
    PlotOptions options = {.width = room(out, indent),
                           .height = height,
                           .cells = out->ascii ? PLOT_ASCII : out->plot_cells};
    plot_graph(&lines, out->arena, graph, options);
    add_lines(out, &lines, indent);
}

size_t output_graph_room(const Output *out, int indent)
{
    return plot_graph_room(room(out, indent));
}

void output_field(Output *out, const char *label, const char *text)
{
    if (text[0] == '\0')
        return;
    TextLines lines = {0};
    lines_add_wrapped(&lines, out->arena, text, room(out, FIELD_COLUMN), 0, ROLE_TEXT, 0);
    for (size_t i = 0; i < lines.count && escape_can_link(text); i++) {
        for (size_t j = 0; j < lines.items[i].count; j++)
            lines.items[i].spans[j].link = text;
    }
    for (size_t i = 0; i < lines.count; i++) {
        output_add(out, ROLE_TEXT, "  ");
        output_cell(out, ROLE_DIM, i == 0 ? label : "", FIELD_COLUMN - 2);
        TextLines one = {.items = &lines.items[i], .count = 1};
        add_lines(out, &one, 0);
    }
}

Status output_flush(Output *out, Error *error)
{
    size_t written = 0;
    while (written < out->text.length) {
        ssize_t wrote = write(STDOUT_FILENO, out->text.data + written, out->text.length - written);
        if (wrote < 0 && errno != EINTR) {
            int reason = errno;
            buffer_clear(&out->text);
            return error_set_errno(error, reason, "cannot write to standard output");
        }
        written += wrote > 0 ? (size_t)wrote : 0;
    }
    buffer_clear(&out->text);
    return STATUS_OK;
}
