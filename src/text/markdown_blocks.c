#include "text/markdown_blocks.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "text/highlight.h"
#include "text/sanitize.h"

#define INDENT       2 /* cells before what is not wrapped */
#define CONTINUATION 2 /* cells more before the further lines of a formula's source */

static int indent_of(const Page *page)
{
    return page_room(page) > 3 * INDENT ? INDENT : 0;
}

/* --- formulas --- */

MathOptions markdown_math_options(const MarkdownOptions *options, MathForm form)
{
    return (MathOptions){.form = options->one_row ? MATH_FORM_LINE : form,
                         .ascii = options->ascii,
                         .alphabets = options->alphabets,
                         .role = ROLE_MATH,
                         .macros = options->macros};
}

static void add_source(Page *page, const char *raw)
{
    Flow flow = {0};
    TextLines block = {0};
    int indent = indent_of(page);
    flow_add(&flow, page->arena, raw, strlen(raw), (FlowStyle){.role = ROLE_MATH});
    FlowEdges edges = flow_emit(&flow, &block, page->arena, page_room(page) - indent, CONTINUATION);
    flow_done(&flow);
    page_place_whole(page, &block, indent, edges);
}

void markdown_add_formula(Page *page, const MarkdownOptions *options, const char *tex,
                          const char *raw)
{
    if (options->raw_math) {
        add_source(page, raw);
        return;
    }
    int indent = indent_of(page);
    MathOptions how = markdown_math_options(options, MATH_FORM_DISPLAY);
    how.width = page_room(page) - indent;
    MathBox box = math_typeset(page->arena, tex, strlen(tex), &how);
    if (box.width == 0)
        return;
    TextLines block = {.items = box.rows, .count = (size_t)box.height};
    FlowEdges edges = {.rise = box.baseline, .fall = box.height - 1 - box.baseline};
    page_place_whole(page, &block, indent, edges);
}

/* --- plots --- */

/* False, with the reason, when the text cannot be read as a plot. */
static bool add_plot(Page *page, const MarkdownOptions *options, const char *text, size_t length,
                     Error *error)
{
    Plot plot;
    TextLines block = {0};
    PlotOptions how = {.width = page_room(page),
                       .cells = options->ascii ? PLOT_ASCII : options->plot_cells};
    Status status = plot_parse(page->arena, text, length, &plot, error);
    if (status != STATUS_OK) {
        (void)error_prefix(error, status, "plot");
        return false;
    }
    plot_render(&block, page->arena, &plot, &how);
    page_place_whole(page, &block, 0, (FlowEdges){0});
    return true;
}

static void add_warning(Page *page, const char *text)
{
    TextLines block = {0};
    int indent = indent_of(page);
    lines_add_wrapped(&block, page->arena, text, page_room(page) - indent, 0, ROLE_WARNING, 0);
    page->blank_due = false;
    page_place(page, &block, indent, (FlowEdges){0});
}

/* --- code --- */

/* Code keeps its lines: they are cut by whoever draws them. */
static void add_piece(TextLines *lines, Arena *arena, const char *text, size_t length,
                      StyleRole role)
{
    while (length > 0) {
        const char *newline = memchr(text, '\n', length);
        size_t count = newline == NULL ? length : (size_t)(newline - text);
        lines_add_span(lines, arena, text, count, role, 0, NULL);
        if (newline != NULL)
            lines_add(lines, arena);
        count += newline != NULL ? 1 : 0;
        text += count;
        length -= count;
    }
}

/* Where a line of code is broken that has `fit` bytes of room: behind a blank in the second half, or else
 * there. */
static size_t code_break(const char *text, size_t fit)
{
    size_t at = fit;
    while (at > fit / 2 && text[at - 1] != ' ')
        at--;
    return at > fit / 2 ? at : fit;
}

/* Appends bytes `start` to `end` of a line, counted over its spans, to the last line. */
static void add_part(TextLines *lines, Arena *arena, const TextLine *line, size_t start, size_t end)
{
    size_t at = 0;
    for (size_t i = 0; i < line->count; i++) {
        const Span *span = &line->spans[i];
        size_t from = start > at ? start - at : 0, to = end > at ? end - at : 0;
        to = to < span->length ? to : span->length;
        if (from < to)
            lines_add_span(lines, arena, span->text + from, to - from, span->role, span->emphasis,
                           span->link);
        at += span->length;
    }
}

/* Appends a line in as many as it takes; those behind the first begin with an ellipsis. */
static void wrap_code(TextLines *lines, Arena *arena, const TextLine *line, int room, bool ascii)
{
    const char *mark = ascii ? "... " : "\u2026 ";
    Buffer text = {0};
    for (size_t i = 0; i < line->count; i++)
        buffer_add(&text, line->spans[i].text, line->spans[i].length);
    int left = room;
    lines_add(lines, arena);
    for (size_t at = 0; at < text.length; left = room - utf8_width(mark)) {
        size_t fit = utf8_fit(text.data + at, text.length - at, left, NULL);
        if (fit == 0 || at + fit == text.length)
            fit = text.length - at;
        else
            fit = code_break(text.data + at, fit);
        if (at > 0) {
            lines_add(lines, arena);
            lines_add_text(lines, arena, ROLE_DIM, mark);
        }
        add_part(lines, arena, line, at, at + fit);
        at += fit;
    }
    buffer_done(&text);
}

static void wrap_all(TextLines *block, Arena *arena, int room, bool ascii)
{
    TextLines wrapped = {0};
    for (size_t i = 0; i < block->count; i++)
        wrap_code(&wrapped, arena, &block->items[i], room, ascii);
    *block = wrapped;
}

static void add_code(Page *page, const MarkdownOptions *options, const CodeLanguage *language,
                     const char *text, size_t length)
{
    TextLines block = {0};
    Highlighter highlighter;
    HighlightToken token;
    while (length > 0 && text[length - 1] == '\n')
        length--;
    if (length == 0)
        return;
    lines_add(&block, page->arena);
    if (language == NULL) {
        add_piece(&block, page->arena, text, length, ROLE_CODE);
    } else {
        highlight_begin(&highlighter, language, text, length);
        while (highlight_next(&highlighter, &token))
            add_piece(&block, page->arena, text + token.start, token.end - token.start, token.role);
    }
    if (options->wrap_code)
        wrap_all(&block, page->arena, page_room(page) - INDENT, options->ascii);
    page_begin_block(page);
    size_t first = page->lines->count;
    for (size_t i = 0; i < block.count; i++) {
        page_begin_line(page);
        if (block.items[i].count > 0)
            lines_add_blanks(page->lines, page->arena, INDENT);
        lines_join(page->lines, page->arena, &block.items[i]);
    }
    page_keep_whole(page, first, INDENT);
    page_end_block(page);
}

static bool is_word(const char *info, const char *word)
{
    size_t length = strlen(word);
    return strncmp(info, word, length) == 0 && strchr(" \t{,", info[length]) != NULL;
}

void markdown_add_fence(Page *page, const MarkdownOptions *options, const char *info,
                        const char *text, size_t length)
{
    Error error = {0};
    if (is_word(info, "check"))
        return;
    if (is_word(info, "math")) {
        const char *tex = sanitize_text(page->arena, text, length, 1);
        markdown_add_formula(page, options, tex, tex);
        return;
    }
    if (is_word(info, "plot") && add_plot(page, options, text, length, &error))
        return;
    add_code(page, options, highlight_language(info, strlen(info)), text, length);
    if (is_word(info, "plot"))
        add_warning(page, error.message);
}
