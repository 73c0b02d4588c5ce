/* Markdown to lines. Formulas are taken out first (formulas.h), md4c calls back for blocks, spans
 * and text, text gathers in a flow, and each finished block is laid out in the width that its
 * containers (quotations, list items) leave, behind their prefixes. */
#include "text/markdown.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <md4c.h>

#include "text/entity.h"
#include "text/flow.h"
#include "text/formulas.h"
#include "text/markdown_blocks.h"
#include "text/page.h"
#include "text/sanitize.h"
#include "text/table.h"

#define CELL_LIMIT 20000 /* of a table; a document with a larger one is shown as its source */

typedef struct Renderer {
    Page page;
    Arena *arena;
    MarkdownOptions options;
    MathMacros *macros; /* defined in the text itself, within those of the options */
    Formulas formulas;
    Flow paragraph;
    Flow *flow; /* the paragraph, or a table's cell */
    Buffer code;
    const char *info; /* behind the fence of the code */
    Table table;
    unsigned heading; /* level, 0 outside */
    bool in_code, in_header;
    int strong, emphasised, deleted, code_spans;
    const char *link;
} Renderer;

/* --- text --- */

/* Six levels that differ also without colour. */
static FlowStyle heading_style(unsigned level)
{
    static const FlowStyle styles[] = {
        {.role = ROLE_HEADING, .emphasis = EMPHASIS_UNDERLINE},
        {.role = ROLE_HEADING},
        {.role = ROLE_HEADING, .emphasis = EMPHASIS_ITALIC},
        {.role = ROLE_TEXT, .emphasis = EMPHASIS_UNDERLINE},
        {.role = ROLE_TEXT, .emphasis = EMPHASIS_ITALIC},
        {.role = ROLE_DIM, .emphasis = EMPHASIS_ITALIC},
    };
    return styles[level < 1 || level > 6 ? 0 : level - 1];
}

static FlowStyle current_style(const Renderer *renderer)
{
    FlowStyle style = {.role = renderer->options.role};
    if (page_is_quoted(&renderer->page))
        style.role = ROLE_QUOTE;
    if (renderer->strong > 0 && style.role == ROLE_TEXT)
        style.role = ROLE_STRONG;
    if (renderer->heading > 0)
        style = heading_style(renderer->heading);
    if (renderer->code_spans > 0)
        style.role = ROLE_CODE;
    style.link = renderer->link;
    if (renderer->link != NULL)
        style.role = ROLE_LINK;
    if (renderer->strong > 0 || renderer->in_header)
        style.emphasis |= EMPHASIS_BOLD;
    if (renderer->emphasised > 0)
        style.emphasis |= EMPHASIS_ITALIC;
    if (renderer->deleted > 0)
        style.emphasis |= EMPHASIS_DIM;
    return style;
}

static void add_text(Renderer *renderer, const char *text, size_t length)
{
    for (; flow_is_empty(renderer->flow) && length > 0 && *text == ' '; length--)
        text++; /* behind a display formula, a paragraph goes on with a blank */
    flow_add(renderer->flow, renderer->arena, text, length, current_style(renderer));
}

/* Lays out the text gathered so far as a block. */
static void flush(Renderer *renderer)
{
    if (renderer->flow != &renderer->paragraph || flow_is_empty(&renderer->paragraph))
        return;
    TextLines block = {0};
    FlowEdges edges =
        flow_emit(&renderer->paragraph, &block, renderer->arena, page_room(&renderer->page), 0);
    flow_clear(&renderer->paragraph);
    page_place(&renderer->page, &block, 0, edges);
}

/* What a formula defines holds for those behind it, too. */
static void read_definitions(Renderer *renderer, const char *tex)
{
    static const char *const commands[] = {"\\def", "\\let", "newcommand", "providecommand",
                                           "\\DeclareMathOperator"};
    bool defines = false;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        defines = defines || strstr(tex, commands[i]) != NULL;
    if (defines)
        (void)math_macros_read(renderer->macros, tex, strlen(tex));
}

static void add_inline(Renderer *renderer, const Formula *formula)
{
    FlowStyle style = current_style(renderer);
    style.role = ROLE_MATH;
    MathOptions how = markdown_math_options(
        &renderer->options, formula->display ? MATH_FORM_DISPLAY : MATH_FORM_INLINE);
    if (!renderer->options.raw_math) {
        flow_add_formula(renderer->flow, renderer->arena, formula->tex, strlen(formula->tex), style,
                         &how);
        return;
    }
    char *source = arena_dup(renderer->arena, formula->source);
    for (char *newline = strchr(source, '\n'); newline != NULL; newline = strchr(newline, '\n'))
        *newline = ' ';
    flow_add(renderer->flow, renderer->arena, source, strlen(source), style);
}

/* A display formula stands on lines of its own, where it can. */
static void add_formula(Renderer *renderer, const Formula *formula)
{
    bool inline_only = renderer->flow != &renderer->paragraph || renderer->heading > 0;
    read_definitions(renderer, formula->tex);
    if (!formula->display || inline_only) {
        add_inline(renderer, formula);
        return;
    }
    flush(renderer);
    markdown_add_formula(&renderer->page, &renderer->options, formula->tex, formula->source);
}

static void add_ordinary(Renderer *renderer, const char *text, size_t length)
{
    while (length > 0) {
        const Formula *formula;
        size_t placeholder;
        size_t plain = formulas_split(&renderer->formulas, text, length, &formula, &placeholder);
        add_text(renderer, text, plain);
        if (formula != NULL)
            add_formula(renderer, formula);
        text += plain + placeholder;
        length -= plain + placeholder;
    }
}

static void add_verbatim(Renderer *renderer, const char *text, size_t length)
{
    if (renderer->in_code) {
        formulas_restore(&renderer->formulas, text, length, &renderer->code);
        return;
    }
    Buffer restored = {0};
    formulas_restore(&renderer->formulas, text, length, &restored);
    add_text(renderer, buffer_text(&restored), restored.length);
    buffer_done(&restored);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    Renderer *renderer = data;
    Buffer decoded = {0};
    switch (type) {
    case MD_TEXT_NULLCHAR:
        add_text(renderer, "\xEF\xBF\xBD", 3);
        break;
    case MD_TEXT_BR:
        add_text(renderer, "\n", 1);
        break;
    case MD_TEXT_SOFTBR:
        add_text(renderer, " ", 1);
        break;
    case MD_TEXT_ENTITY:
        entity_decode(&decoded, text, size);
        add_text(renderer, buffer_text(&decoded), decoded.length);
        break;
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
        add_verbatim(renderer, text, size);
        break;
    case MD_TEXT_NORMAL:
        add_ordinary(renderer, text, size);
        break;
    }
    buffer_done(&decoded);
    return 0;
}

/* --- spans --- */

/* An address or title, its entities decoded and its formulas put back, in the arena. */
static const char *attribute(const Renderer *renderer, const MD_ATTRIBUTE *attribute)
{
    Buffer text = {0};
    for (unsigned i = 0; attribute->text != NULL && attribute->substr_offsets[i] < attribute->size;
         i++) {
        const char *part = attribute->text + attribute->substr_offsets[i];
        size_t length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];
        if (attribute->substr_types[i] == MD_TEXT_ENTITY)
            entity_decode(&text, part, length);
        else
            formulas_restore(&renderer->formulas, part, length, &text);
    }
    const char *clean = sanitize_text(renderer->arena, buffer_text(&text), text.length, 0);
    buffer_done(&text);
    return clean;
}

/* Where a link leads: NULL for nowhere. */
static const char *link_address(const Renderer *renderer, const char *target)
{
    const MarkdownLinks *links = &renderer->options.links;
    const char *address = links->address == NULL ? target : links->address(links->data, target);
    if (address[0] == '\0')
        return NULL;
    return address == target ? target : sanitize_text(renderer->arena, address, strlen(address), 0);
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    Renderer *renderer = data;
    switch (type) {
    case MD_SPAN_EM:
        renderer->emphasised++;
        break;
    case MD_SPAN_STRONG:
        renderer->strong++;
        break;
    case MD_SPAN_DEL:
        renderer->deleted++;
        break;
    case MD_SPAN_CODE:
        renderer->code_spans++;
        break;
    case MD_SPAN_A:
        renderer->link =
            link_address(renderer, attribute(renderer, &((const MD_SPAN_A_DETAIL *)detail)->href));
        break;
    case MD_SPAN_IMG:
        add_text(renderer, "[image: ", 8);
        break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
        break;
    }
    return 0;
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    Renderer *renderer = data;
    (void)detail;
    switch (type) {
    case MD_SPAN_EM:
        renderer->emphasised--;
        break;
    case MD_SPAN_STRONG:
        renderer->strong--;
        break;
    case MD_SPAN_DEL:
        renderer->deleted--;
        break;
    case MD_SPAN_CODE:
        renderer->code_spans--;
        break;
    case MD_SPAN_A:
        renderer->link = NULL;
        break;
    case MD_SPAN_IMG:
        add_text(renderer, "]", 1);
        break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
        break;
    }
    return 0;
}

/* --- blocks --- */

static void enter_list(Renderer *renderer, bool tight, bool ordered, unsigned start, char delimiter)
{
    page_push(&renderer->page, (PageContainer){.kind = PAGE_LIST,
                                               .tight = tight,
                                               .ordered = ordered,
                                               .number = start,
                                               .delimiter = delimiter});
}

static void enter_item(Renderer *renderer, const MD_BLOCK_LI_DETAIL *detail)
{
    static const char *const bullets[] = {"\u2022 ", "\u25E6 ", "\u25AA "};
    static const char *const plain[] = {"* ", "- ", "+ "};
    PageContainer *list = page_list(&renderer->page);
    PageContainer item = {.kind = PAGE_ITEM, .role = ROLE_DIM};
    size_t level = (page_list_depth(&renderer->page) + 2) % 3;
    const char *bullet = renderer->options.ascii ? plain[level] : bullets[level];
    if (list != NULL && list->ordered)
        (void)snprintf(item.prefix, sizeof item.prefix, "%u%c ", list->number++, list->delimiter);
    else
        (void)snprintf(item.prefix, sizeof item.prefix, "%s", bullet);
    if (detail->is_task) {
        bool done = detail->task_mark != ' ';
        (void)snprintf(item.prefix, sizeof item.prefix, "[%c] ", done ? 'x' : ' ');
        item.role = done ? ROLE_DONE : ROLE_TODO;
    }
    page_push(&renderer->page, item);
}

static void enter_quote(Renderer *renderer)
{
    PageContainer quote = {.kind = PAGE_QUOTE, .role = ROLE_QUOTE};
    (void)snprintf(quote.prefix, sizeof quote.prefix, "%s",
                   renderer->options.ascii ? "| " : "\u2502 ");
    page_push(&renderer->page, quote);
}

static void add_rule(Renderer *renderer)
{
    Buffer rule = {0};
    page_begin_block(&renderer->page);
    page_begin_line(&renderer->page);
    for (int i = 0; i < page_room(&renderer->page); i++)
        buffer_add_text(&rule, renderer->options.ascii ? "-" : "\u2500");
    lines_add_text(renderer->page.lines, renderer->arena, ROLE_SEPARATOR, buffer_text(&rule));
    page_end_block(&renderer->page);
    buffer_done(&rule);
}

static void enter_code(Renderer *renderer, const MD_BLOCK_CODE_DETAIL *detail)
{
    renderer->in_code = true;
    renderer->info = attribute(renderer, &detail->info);
}

static void leave_code(Renderer *renderer)
{
    if (strncmp(renderer->info, "math", 4) == 0)
        read_definitions(renderer, buffer_text(&renderer->code));
    markdown_add_fence(&renderer->page, &renderer->options, renderer->info,
                       buffer_text(&renderer->code), renderer->code.length);
    buffer_clear(&renderer->code);
    renderer->in_code = false;
}

/* False when the table is too large to lay out. */
static bool enter_table(Renderer *renderer, const MD_BLOCK_TABLE_DETAIL *detail)
{
    size_t rows = (size_t)detail->head_row_count + detail->body_row_count;
    if (detail->col_count > CELL_LIMIT || detail->col_count * rows > CELL_LIMIT)
        return false;
    table_begin(&renderer->table, detail->col_count);
    return true;
}

static void leave_table(Renderer *renderer)
{
    TextLines block = {0};
    table_emit(&renderer->table, &block, renderer->arena, page_room(&renderer->page),
               renderer->options.ascii);
    table_done(&renderer->table);
    page_place(&renderer->page, &block, 0, (FlowEdges){0});
}

static void enter_cell(Renderer *renderer, bool header, MD_ALIGN align)
{
    Table *table = &renderer->table;
    renderer->in_header = header;
    renderer->flow = table_add_cell(table);
    if (header && table->count <= table->columns)
        table->align[table->count - 1] = align == MD_ALIGN_CENTER  ? TABLE_CENTER
                                         : align == MD_ALIGN_RIGHT ? TABLE_RIGHT
                                                                   : TABLE_LEFT;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Renderer *renderer = data;
    flush(renderer);
    switch (type) {
    case MD_BLOCK_QUOTE:
        enter_quote(renderer);
        break;
    case MD_BLOCK_UL:
        enter_list(renderer, ((const MD_BLOCK_UL_DETAIL *)detail)->is_tight != 0, false, 0, ' ');
        break;
    case MD_BLOCK_OL:
        enter_list(renderer, ((const MD_BLOCK_OL_DETAIL *)detail)->is_tight != 0, true,
                   ((const MD_BLOCK_OL_DETAIL *)detail)->start,
                   ((const MD_BLOCK_OL_DETAIL *)detail)->mark_delimiter);
        break;
    case MD_BLOCK_LI:
        enter_item(renderer, detail);
        break;
    case MD_BLOCK_HR:
        add_rule(renderer);
        break;
    case MD_BLOCK_H:
        renderer->heading = ((const MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_CODE:
        enter_code(renderer, detail);
        break;
    case MD_BLOCK_TABLE:
        return enter_table(renderer, detail) ? 0 : -1;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        enter_cell(renderer, type == MD_BLOCK_TH, ((const MD_BLOCK_TD_DETAIL *)detail)->align);
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
        break;
    }
    return 0;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Renderer *renderer = data;
    (void)detail;
    flush(renderer);
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_LI:
        page_pop(&renderer->page);
        break;
    case MD_BLOCK_H:
        renderer->heading = 0;
        break;
    case MD_BLOCK_CODE:
        leave_code(renderer);
        break;
    case MD_BLOCK_TABLE:
        leave_table(renderer);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        renderer->in_header = false;
        renderer->flow = &renderer->paragraph;
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_HTML:
        page_end_block(&renderer->page); /* a formula may have been the last thing in it */
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
        break;
    }
    return 0;
}

void markdown_render(TextLines *lines, Arena *arena, const char *source,
                     const MarkdownOptions *options)
{
    static const MD_PARSER parser = {.flags = MD_DIALECT_GITHUB | MD_FLAG_NOHTML |
                                              MD_FLAG_COLLAPSEWHITESPACE,
                                     .enter_block = on_enter_block,
                                     .leave_block = on_leave_block,
                                     .enter_span = on_enter_span,
                                     .leave_span = on_leave_span,
                                     .text = on_text};
    Renderer renderer = {.arena = arena, .options = *options};
    Buffer text = {0};
    renderer.flow = &renderer.paragraph;
    renderer.macros = math_macros_new(arena, options->macros);
    renderer.options.macros = renderer.macros;
    math_macros_limit(renderer.macros);
    page_begin(&renderer.page, lines, arena, options->width);
    formulas_extract(&renderer.formulas, arena, source, &text);
    bool parsed = text.length <= UINT_MAX &&
                  md_parse(buffer_text(&text), (MD_SIZE)text.length, &parser, &renderer) == 0;
    if (!parsed) { /* too large a table, or no memory in the parser: the source as it stands */
        lines->count = renderer.page.first_line;
        lines_add_wrapped(lines, arena, source, renderer.page.width, 0, options->role, 0);
    }
    buffer_done(&text);
    buffer_done(&renderer.code);
    table_done(&renderer.table);
    flow_done(&renderer.paragraph);
    formulas_done(&renderer.formulas);
}
