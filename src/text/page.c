#include "text/page.h"

#include "base/utf8.h"

void page_begin(Page *page, TextLines *lines, Arena *arena, int width)
{
    *page = (Page){
        .lines = lines, .arena = arena, .width = width < 1 ? 1 : width, .first_line = lines->count};
}

static size_t drawn_depth(const Page *page)
{
    return page->depth < PAGE_DEPTH_LIMIT ? page->depth : PAGE_DEPTH_LIMIT;
}

int page_room(const Page *page)
{
    int width = page->width;
    for (size_t i = 0; i < drawn_depth(page); i++)
        width -= page->stack[i].width;
    return width < 1 ? 1 : width;
}

void page_push(Page *page, PageContainer container)
{
    int cells = utf8_width(container.prefix);
    int left = page_room(page) - cells;
    container.width = left >= 4 && left >= page->width / 3 ? cells : 0;
    container.drawn = false;
    if (page->depth < PAGE_DEPTH_LIMIT)
        page->stack[page->depth] = container;
    page->depth++;
}

void page_pop(Page *page)
{
    if (page->depth == 0)
        return;
    if (page->depth <= PAGE_DEPTH_LIMIT) {
        const PageContainer *container = &page->stack[page->depth - 1];
        if (container->kind == PAGE_ITEM && !container->drawn) {
            page_begin_block(page);
            page_begin_line(page);
        }
    }
    page->depth--;
    page_end_block(page);
}

bool page_is_quoted(const Page *page)
{
    for (size_t i = 0; i < drawn_depth(page); i++) {
        if (page->stack[i].kind == PAGE_QUOTE)
            return true;
    }
    return false;
}

PageContainer *page_list(Page *page)
{
    for (size_t i = drawn_depth(page); i > 0; i--) {
        PageContainer *container = &page->stack[i - 1];
        if (container->kind == PAGE_QUOTE)
            return NULL;
        if (container->kind == PAGE_LIST)
            return container;
    }
    return NULL;
}

size_t page_list_depth(const Page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < drawn_depth(page); i++)
        count += page->stack[i].kind == PAGE_LIST ? 1 : 0;
    return count;
}

/* A line's prefixes; of one that is `raised` above the first line of text, those of items are left
 * for that one. */
static void begin_line(Page *page, bool raised)
{
    lines_add(page->lines, page->arena);
    for (size_t i = 0; i < drawn_depth(page); i++) {
        PageContainer *container = &page->stack[i];
        bool is_item = container->kind == PAGE_ITEM;
        if (container->width > 0 && is_item && (container->drawn || raised))
            lines_add_blanks(page->lines, page->arena, container->width);
        else if (container->width > 0)
            lines_add_text(page->lines, page->arena, container->role, container->prefix);
        container->drawn = container->drawn || !(is_item && raised);
    }
}

void page_begin_line(Page *page)
{
    begin_line(page, false);
}

/* Only the bars of quotations that go on stand in a blank line. */
void page_begin_block(Page *page)
{
    bool due = page->blank_due && page->lines->count > page->first_line;
    page->blank_due = page->set_off = false;
    page->fall = 0;
    if (!due)
        return;
    lines_add(page->lines, page->arena);
    int indent = 0;
    for (size_t i = 0; i < drawn_depth(page); i++) {
        const PageContainer *container = &page->stack[i];
        if (container->kind == PAGE_QUOTE && container->width > 0 && container->drawn) {
            lines_add_blanks(page->lines, page->arena, indent);
            lines_add_text(page->lines, page->arena, container->role, container->prefix);
            indent = 0;
        } else {
            indent += container->width;
        }
    }
}

void page_end_block(Page *page)
{
    const PageContainer *list = page_list(page);
    page->blank_due = list == NULL || !list->tight || page->set_off;
}

void page_keep_whole(Page *page, size_t first, int indent)
{
    lines_set_block(page->lines, first, page->width - page_room(page) + indent);
}

void page_place(Page *page, const TextLines *block, int indent, FlowEdges edges)
{
    page->blank_due = page->blank_due || (page->fall > 0 && edges.rise > 0);
    page_begin_block(page);
    for (size_t i = 0; i < block->count; i++) {
        begin_line(page, i < (size_t)edges.rise);
        lines_add_blanks(page->lines, page->arena, indent);
        lines_join(page->lines, page->arena, &block->items[i]);
    }
    page_end_block(page);
    page->fall = edges.fall;
}

void page_place_whole(Page *page, const TextLines *block, int indent, FlowEdges edges)
{
    page->blank_due = true;
    page_begin_block(page);
    size_t first = page->lines->count;
    page_place(page, block, indent, edges);
    page_keep_whole(page, first, indent);
    page->blank_due = page->set_off = true;
}
