/* A page of blocks within containers: quotations and list items that put a prefix before each line,
 * and the blank lines between blocks. */
#ifndef CAIRN_TEXT_PAGE_H
#define CAIRN_TEXT_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "text/flow.h"
#include "text/spans.h"

#define PAGE_DEPTH_LIMIT \
    32 /* containers that are drawn; what is nested deeper stands at that depth */

typedef enum PageContainerKind { PAGE_LIST, PAGE_ITEM, PAGE_QUOTE } PageContainerKind;

typedef struct PageContainer {
    PageContainerKind kind;
    bool tight;      /* list: without blank lines between its items */
    bool ordered;    /* list */
    unsigned number; /* list: of its next item */
    char delimiter;  /* list: behind the number */
    char prefix[16]; /* quotation: before each line; item: before its first */
    StyleRole role;  /* of the prefix */
    int width;       /* cells of the prefix, set by page_push; 0 when there is no room for it */
    bool drawn;      /* an item's prefix is out */
} PageContainer;

typedef struct Page {
    TextLines *lines;
    Arena *arena;
    int width;
    size_t first_line; /* lines that were there before the page */
    PageContainer stack[PAGE_DEPTH_LIMIT];
    size_t depth;   /* may exceed PAGE_DEPTH_LIMIT */
    bool blank_due; /* a blank line belongs between what was drawn and what comes */
    bool set_off;   /* it does also within a tight list: a display formula was drawn */
    int fall;       /* rows of the last block below its last line of text */
} Page;

void page_begin(Page *page, TextLines *lines, Arena *arena, int width);

/* Opens a container and closes the innermost one. A prefix is left out where it would leave too
 * little room. An item that drew nothing leaves a line with its prefix. */
void page_push(Page *page, PageContainer container);
void page_pop(Page *page);

/* Cells that the containers leave, >= 1. */
int page_room(const Page *page);

bool page_is_quoted(const Page *page);

/* The list whose items are being added, NULL outside; borrowed until the next push or pop. */
PageContainer *page_list(Page *page);

/* How many lists are open. */
size_t page_list_depth(const Page *page);

/* A block: the blank line that is due before it, its lines each begun with the prefixes, and whether
 * a blank line is due behind it. */
void page_begin_block(Page *page);
void page_begin_line(Page *page);
void page_end_block(Page *page);

/* A laid-out block: begins it, appends its lines behind the prefixes and `indent` blanks, and ends it.
 * What hangs over its edges does not touch the block before it, and an item's prefix stands in the first
 * line of text. */
void page_place(Page *page, const TextLines *block, int indent, FlowEdges edges);

/* A block that is not wrapped, with blank lines around it even in a tight list. */
void page_place_whole(Page *page, const TextLines *block, int indent, FlowEdges edges);

/* Says that the lines from `first` on (of page->lines) are one block that is not wrapped: what the
 * prefixes and `indent` blanks take stays when it is scrolled sideways. */
void page_keep_whole(Page *page, size_t first, int indent);

#endif
