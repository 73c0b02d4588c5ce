#include "app/sheet.h"

#include <stdio.h>
#include <string.h>

#include "app/glyphs.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "text/sanitize.h"

#define SHIFT_CELLS 8 /* a step sideways */

static int clamp(int value, int lowest, int highest)
{
    if (value > highest) {
        value = highest;
    }
    return value < lowest ? lowest : value;
}

bool sheet_look_equals(SheetLook left, SheetLook right)
{
    return left.ascii == right.ascii && left.raw_math == right.raw_math &&
           left.alphabets == right.alphabets && left.one_row == right.one_row &&
           left.plot_cells == right.plot_cells;
}

void sheet_done(Sheet *page)
{
    arena_free(page->arena);
    mem_free(page->entries);
    *page = (Sheet){.cursor = -1};
}

void sheet_begin(Sheet *page, int width, SheetLook look)
{
    arena_free(page->arena);
    page->arena = arena_new();
    page->lines = (TextLines){0};
    page->entry_count = 0;
    page->part_count = 0;
    page->width = width < 1 ? 1 : width;
    page->look = look;
    page->overhang = -1;
    page->macro_text = NULL;
    page->macros = NULL;
}

void sheet_set_macros(Sheet *page, const char *definitions)
{
    if (definitions == page->macro_text) {
        return;
    }
    page->macro_text = definitions;
    page->macros = NULL;
    if (definitions[0] != '\0') {
        page->macros = math_macros_new(page->arena, NULL);
        math_macros_read(page->macros, definitions, strlen(definitions));
    }
}

static TextLine *last_line(Sheet *page)
{
    if (page->lines.count == 0) {
        lines_add(&page->lines, page->arena);
    }
    return &page->lines.items[page->lines.count - 1];
}

void sheet_blank(Sheet *page)
{
    lines_add(&page->lines, page->arena);
}

void sheet_line(Sheet *page)
{
    lines_add(&page->lines, page->arena);
}

void sheet_span(Sheet *page, StyleRole role, const char *text)
{
    lines_add_span(&page->lines, page->arena, text, strlen(text), role, 0, NULL);
}

static void add_fitting(Sheet *page, StyleRole role, const char *text, int keep, const char *link)
{
    int room = page->width - last_line(page)->width - keep;
    const char *clean = sanitize_text(page->arena, text, strlen(text), 0);
    size_t length = strlen(clean);
    if (room < 1) {
        return;
    }
    bool fits = utf8_width(clean) <= room;
    length = fits ? length : utf8_fit(clean, length, room - 1, NULL);
    lines_add_span(&page->lines, page->arena, clean, length, role, 0, link);
    if (!fits) {
        sheet_span(page, role, glyph_text(GLYPH_ELLIPSIS, page->look.ascii));
    }
}

void sheet_span_fit(Sheet *page, StyleRole role, const char *text, int keep)
{
    add_fitting(page, role, text, keep, NULL);
}

void sheet_link_fit(Sheet *page, const char *address)
{
    add_fitting(page, ROLE_LINK, address, 0, address);
}

/* Blanks up to a column. */
static void pad(Sheet *page, int column)
{
    static const char BLANKS[] = "                                                                ";
    int left = column - last_line(page)->width;
    while (left > 0) {
        int cells = clamp(left, 1, (int)sizeof BLANKS - 1);
        lines_add_span(&page->lines, page->arena, BLANKS, (size_t)cells, ROLE_TEXT, 0, NULL);
        left -= cells;
    }
}

void sheet_right(Sheet *page, StyleRole role, const char *text)
{
    int column = page->width - utf8_width(text);
    if (column > last_line(page)->width) {
        pad(page, column);
        sheet_span(page, role, text);
    }
}

void sheet_text(Sheet *page, StyleRole role, const char *text)
{
    sheet_line(page);
    sheet_span_fit(page, role, text, 0);
}

static void add_repeated(Sheet *page, StyleRole role, Glyph glyph, int count)
{
    const char *text = glyph_text(glyph, page->look.ascii);
    Buffer all = {0};
    for (int i = 0; i < count; i++) {
        buffer_add_text(&all, text);
    }
    sheet_span(page, role, buffer_text(&all));
    buffer_done(&all);
}

void sheet_bar(Sheet *page, int cells, double share)
{
    int full = clamp((int)(share * cells + 0.5), share > 0 ? 1 : 0, share < 1 ? cells - 1 : cells);
    add_repeated(page, ROLE_PROGRESS, GLYPH_BAR_FULL, full);
    add_repeated(page, ROLE_PROGRESS_REST, GLYPH_BAR_REST, cells - full);
}

/* Moves the lines from `first` on to the right. */
static void indent_lines(Sheet *page, size_t first, int indent)
{
    for (size_t i = first; i < page->lines.count && indent > 0; i++) {
        TextLine *line = &page->lines.items[i];
        Span *spans = arena_alloc(page->arena, line->count + 1, sizeof *spans);
        char *blanks = arena_alloc(page->arena, (size_t)indent + 1, 1);
        memset(blanks, ' ', (size_t)indent);
        spans[0] = (Span){.text = blanks, .length = (size_t)indent, .role = ROLE_TEXT};
        if (line->count > 0) {
            memcpy(spans + 1, line->spans, line->count * sizeof *spans);
        }
        line->spans = spans;
        line->count += 1;
        line->width += indent;
        line->block += line->block > 0 ? indent : 0;
        line->kept += indent;
    }
}

static int inner_width(const Sheet *page, int indent)
{
    return clamp(page->width - indent, 1, page->width);
}

void sheet_wrapped(Sheet *page, StyleRole role, int indent, const char *text)
{
    size_t first = page->lines.count;
    lines_add_wrapped(&page->lines, page->arena, text, inner_width(page, indent), 0, role, 0);
    indent_lines(page, first, indent);
}

void sheet_markdown(Sheet *page, StyleRole role, int indent, const char *source)
{
    size_t first = page->lines.count;
    MarkdownOptions options = {.width = inner_width(page, indent),
                               .ascii = page->look.ascii,
                               .raw_math = page->look.raw_math,
                               .alphabets = page->look.alphabets,
                               .one_row = page->look.one_row,
                               .plot_cells = page->look.plot_cells,
                               .macros = page->macros,
                               .links = page->links,
                               .role = role};
    markdown_render(&page->lines, page->arena, source, &options);
    while (page->lines.count > first && page->lines.items[page->lines.count - 1].width == 0) {
        page->lines.count -= 1;
    }
    indent_lines(page, first, indent);
}

/* Markdown as an item of a list, all of it behind the marker. */
static void add_item(Sheet *page, StyleRole role, int indent, const char *marker,
                     const char *source)
{
    Buffer item = {0};
    buffer_add_text(&item, marker);
    for (; *source != '\0'; source++) {
        buffer_add_char(&item, *source);
        for (size_t i = 0; *source == '\n' && marker[i] != '\0'; i++) {
            buffer_add_char(&item, ' ');
        }
    }
    sheet_markdown(page, role, indent, buffer_text(&item));
    buffer_done(&item);
}

void sheet_item(Sheet *page, StyleRole role, int indent, const char *source)
{
    add_item(page, role, indent, "- ", source);
}

/* The span of a line that begins with the marker, behind blanks; NULL when it has none. */
static Span *find_marker(TextLine *line, const char *marker)
{
    for (size_t i = 0; i < line->count && i < 2; i++) {
        if (line->spans[i].length >= 2 && strncmp(line->spans[i].text, marker, 2) == 0) {
            return &line->spans[i];
        }
    }
    return NULL;
}

/* The marker of the list says which row is the text's own; the label takes its place and that of the
 * blanks before it. */
void sheet_labelled(Sheet *page, StyleRole role, const char *source, StyleRole label_role,
                    const char *label)
{
    static const char MARKER[] = "1. ";
    size_t first = page->lines.count;
    Span *found = NULL;
    TextLine *line = NULL;
    add_item(page, role, clamp(utf8_width(label) - (int)strlen(MARKER), 0, page->width), MARKER,
             source);
    for (size_t i = first; i < page->lines.count && found == NULL; i++) {
        line = &page->lines.items[i];
        found = find_marker(line, MARKER);
    }
    if (found == NULL) {
        return; /* too narrow for any label */
    }
    Span span = {
        .text = arena_dup(page->arena, label), .length = strlen(label), .role = label_role};
    if (found == line->spans) {
        *found = span;
    } else {
        line->spans[0] = span;
        *found = (Span){.text = "", .role = label_role};
    }
}

void sheet_percent(Sheet *page, double share)
{
    char text[16];
    snprintf(text, sizeof text, "%.0f%%", 100 * share);
    sheet_span(page, ROLE_TEXT, text);
}

void sheet_rule(Sheet *page)
{
    sheet_line(page);
    for (int i = 0; i < page->width; i++) {
        sheet_span(page, ROLE_SEPARATOR, glyph_text(GLYPH_RULE, page->look.ascii));
    }
}

void sheet_mark_line(Sheet *page, size_t line, int indent, const char *mark)
{
    while (page->lines.count <= line) {
        sheet_blank(page);
    }
    TextLine *target = &page->lines.items[line];
    Span *spans = arena_alloc(page->arena, target->count + 3, sizeof *spans);
    char *blanks = arena_alloc(page->arena, (size_t)indent + 2, 1);
    size_t rest = target->count > 0 ? target->count - 1 : 0;
    memset(blanks, ' ', (size_t)indent + 1);
    spans[0] = (Span){.text = blanks, .length = (size_t)indent, .role = ROLE_TEXT};
    spans[1] =
        (Span){.text = arena_dup(page->arena, mark), .length = strlen(mark), .role = ROLE_DIM};
    spans[2] = (Span){.text = blanks, .length = 1, .role = ROLE_TEXT};
    if (rest > 0) {
        memcpy(spans + 3, target->spans + 1, rest * sizeof *spans);
    }
    target->width = target->count > 0 ? target->width : indent + 2;
    target->spans = spans;
    target->count = rest + 3;
}

void sheet_label_line(Sheet *page, size_t line, StyleRole role, const char *label)
{
    while (page->lines.count <= line) {
        sheet_blank(page);
    }
    TextLine *target = &page->lines.items[line];
    if (target->count == 0) {
        target->spans = arena_alloc(page->arena, 1, sizeof *target->spans);
        target->count = 1;
        target->width = utf8_width(label);
    }
    target->spans[0] =
        (Span){.text = arena_dup(page->arena, label), .length = strlen(label), .role = role};
}

void sheet_plot(Sheet *page, const Plot *plot, int height)
{
    PlotOptions options = {.width = page->width,
                           .height = height,
                           .cells = page->look.ascii ? PLOT_ASCII : page->look.plot_cells};
    plot_render(&page->lines, page->arena, plot, &options);
}

void sheet_heading(Sheet *page, const char *text)
{
    if (page->lines.count > 0) {
        sheet_blank(page);
    }
    sheet_text(page, ROLE_HEADING, text);
}

void sheet_entry_begin(Sheet *page, EntryKind kind, ItemRef item, int number)
{
    SheetEntry *entries =
        array_grow(page->entries, &page->entry_count, &page->entry_capacity, sizeof *page->entries);
    page->entries = entries;
    entries[page->entry_count - 1] =
        (SheetEntry){.kind = kind, .item = item, .number = number, .line = (int)page->lines.count};
}

void sheet_entry_end(Sheet *page)
{
    SheetEntry *entry = &page->entries[page->entry_count - 1];
    entry->lines = (int)page->lines.count - entry->line;
}

void sheet_entry_add(Sheet *page, EntryKind kind, int number, int line)
{
    sheet_entry_begin(page, kind, (ItemRef){ITEM_NONE, CATALOG_NONE}, number);
    SheetEntry *entry = &page->entries[page->entry_count - 1];
    entry->line = line;
    entry->lines = (int)page->lines.count - line;
}

static int scroll_max(const Sheet *page, int height)
{
    return clamp((int)page->lines.count - height, 0, (int)page->lines.count);
}

static void measure_overhang(Sheet *page)
{
    page->overhang = 0;
    for (size_t i = 0; i < page->lines.count; i++) {
        int beyond = page->lines.items[i].block - page->width;
        page->overhang = beyond > page->overhang ? beyond : page->overhang;
    }
}

void sheet_fit(Sheet *page, int height)
{
    if (page->overhang < 0) {
        measure_overhang(page);
    }
    page->shift = clamp(page->shift, 0, page->overhang);
    page->height = height;
    page->cursor = page->entry_count == 0 ? -1 : clamp(page->cursor, 0, (int)page->entry_count - 1);
    page->scroll = clamp(page->scroll, 0, scroll_max(page, height));
}

/* Scrolls so that the selected entry shows, from its first line on when it is higher than the page. */
static void show_entry(Sheet *page, int height)
{
    page->height = height;
    if (page->cursor >= 0 && page->cursor < (int)page->entry_count) {
        const SheetEntry *entry = &page->entries[page->cursor];
        int last = entry->line + (entry->lines < height ? entry->lines : height) - 1;
        page->scroll = clamp(page->scroll, last - height + 1, entry->line);
        if (page->cursor == 0 && entry->line < height) {
            page->scroll = 0;
        }
    }
    page->scroll = clamp(page->scroll, 0, scroll_max(page, height));
}

/* When the selected entry does not show, the first one that does is selected. */
static void follow(Sheet *page, int height)
{
    page->height = height;
    for (int i = 0; i < (int)page->entry_count && sheet_selected(page) == NULL; i++) {
        int line = page->entries[i].line;
        if (line >= page->scroll && line < page->scroll + height) {
            page->cursor = i;
        }
    }
}

/* Goes to the neighbouring entry when its first line is at most a line out of view; else scrolls. */
static void step(Sheet *page, int direction, int height)
{
    int next = page->cursor + direction;
    page->height = height;
    if (sheet_selected(page) != NULL && next >= 0 && next < (int)page->entry_count) {
        int line = page->entries[next].line;
        if (line >= page->scroll - 1 && line <= page->scroll + height) {
            page->cursor = next;
            show_entry(page, height);
            return;
        }
    }
    page->scroll = clamp(page->scroll + direction, 0, scroll_max(page, height));
    follow(page, height);
}

void sheet_move(Sheet *page, Move move, int height)
{
    int leap = height > 2 ? height - 2 : 1;
    height = height < 1 ? 1 : height;
    switch (move) {
    case MOVE_UP:
        step(page, -1, height);
        return;
    case MOVE_DOWN:
        step(page, 1, height);
        return;
    case MOVE_PAGE_UP:
        sheet_scroll(page, -leap, height);
        return;
    case MOVE_PAGE_DOWN:
        sheet_scroll(page, leap, height);
        return;
    case MOVE_FIRST:
        page->cursor = page->entry_count > 0 ? 0 : -1;
        page->scroll = 0;
        return;
    case MOVE_LAST:
        page->cursor = (int)page->entry_count - 1;
        page->scroll = scroll_max(page, height);
        return;
    }
}

void sheet_scroll(Sheet *page, int lines, int height)
{
    page->scroll = clamp(page->scroll + lines, 0, scroll_max(page, height));
    follow(page, height);
}

static bool is_heading(const TextLine *line)
{
    return line->count > 0 && line->spans[0].role == ROLE_HEADING;
}

void sheet_leap(Sheet *page, int direction, int height)
{
    int last = (int)page->lines.count - 1;
    int line = page->scroll + direction;
    while (line > 0 && line < last && !is_heading(&page->lines.items[line])) {
        line += direction;
    }
    sheet_scroll(page, line - page->scroll, height);
}

int sheet_overhang(const Sheet *page)
{
    int most = 0;
    for (int i = page->scroll; i < page->scroll + page->height && i < (int)page->lines.count; i++) {
        int beyond = page->lines.items[i].block - page->width;
        most = beyond > most ? beyond : most;
    }
    return most;
}

void sheet_shift(Sheet *page, int direction)
{
    int most = sheet_overhang(page);
    int shown = clamp(page->shift, 0, most);
    page->shift = most == 0 ? page->shift : clamp(shown + direction * SHIFT_CELLS, 0, most);
}

int sheet_line_shift(const Sheet *page, const TextLine *line)
{
    return clamp(page->shift, 0, line->block > page->width ? line->block - page->width : 0);
}

void sheet_select(Sheet *page, int entry, int height)
{
    page->cursor = entry;
    sheet_fit(page, height);
    show_entry(page, height);
}

const SheetEntry *sheet_selected(const Sheet *page)
{
    if (page->cursor < 0 || page->cursor >= (int)page->entry_count) {
        return NULL;
    }
    const SheetEntry *entry = &page->entries[page->cursor];
    bool shows = entry->line >= page->scroll && entry->line < page->scroll + page->height;
    return shows ? entry : NULL;
}

int sheet_entry_at(const Sheet *page, int line)
{
    for (int i = 0; i < (int)page->entry_count; i++) {
        const SheetEntry *entry = &page->entries[i];
        if (line >= entry->line && line < entry->line + entry->lines) {
            return i;
        }
    }
    return -1;
}

void sheet_part(Sheet *page)
{
    if (page->part_count < SHEET_PARTS_MAX) {
        page->parts[page->part_count++] = (int)page->lines.count;
    }
}

int sheet_part_at(const Sheet *page, int line)
{
    for (int i = 0; i + 1 < (int)page->part_count; i++) {
        if (line >= page->parts[i] && line < page->parts[i + 1]) {
            return i;
        }
    }
    return -1;
}
