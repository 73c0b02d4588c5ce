/* A page: lines of styled text, some of which belong to things that can be selected. Pages are laid
 * out when their content or width changes, so that drawing one costs nothing but copying cells. */
#ifndef CAIRN_APP_PAGE_H
#define CAIRN_APP_PAGE_H

#include "app/list.h"
#include "base/arena.h"
#include "study/catalog.h"
#include "text/markdown.h"
#include "text/spans.h"

typedef enum EntryKind { ENTRY_ITEM, ENTRY_PLAN, ENTRY_QUESTION } EntryKind;

typedef struct PageEntry {
    EntryKind kind;
    ItemRef item; /* ENTRY_ITEM */
    int number;   /* ENTRY_PLAN, ENTRY_QUESTION: index into plan or questions */
    int line, lines;
} PageEntry;

typedef struct Page {
    Arena *arena; /* lines live here; replaced with every rebuild */
    TextLines lines;
    PageEntry *entries;
    size_t entry_count, entry_capacity;
    int cursor; /* selected entry, -1 without entries */
    int scroll; /* first line that shows */
    int width;  /* cells it is laid out for */
    bool ascii, raw_math;
} Page;

void page_done(Page *page);

/* Empties a page for new content of this width; cursor and scroll stay for page_fit. */
void page_begin(Page *page, int width, bool ascii, bool raw_math);

/* Appends content. */
void page_blank(Page *page);
void page_text(Page *page, StyleRole role, const char *text); /* one line, cut to the width */
void page_wrapped(Page *page, StyleRole role, int indent, const char *text);
void page_markdown(Page *page, StyleRole role, int indent, const char *source);
void page_heading(Page *page, const char *text); /* with a blank line before it */
/* A span on the last line, and one that ends at the right edge (left out when it does not fit). */
void page_line(Page *page);
void page_span(Page *page, StyleRole role, const char *text);
void page_span_fit(Page *page, StyleRole role, const char *text,
                   int keep); /* leaves `keep` cells */
void page_right(Page *page, StyleRole role, const char *text);
/* A bar of `cells` cells on the last line, filled to `share`. */
void page_bar(Page *page, int cells, double share);
void page_percent(Page *page, double share); /* " 74%" on the last line */
void page_rule(Page *page);                  /* a line across */

/* Puts a mark of one cell at column `indent` of line `line`, which was indented by two cells more:
 * a bullet before wrapped text. */
void page_mark_line(Page *page, size_t line, int indent, const char *mark);

/* Columns that grow to `height` lines for the largest value, each `cells` wide (one of them a gap
 * when there is more than one); the scale stands to the left. */
void page_chart(Page *page, const int32_t *values, size_t count, int cells, int height);

/* Lines from page_entry_begin to page_entry_end belong to one entry; the first one shows the cursor. */
void page_entry_begin(Page *page, EntryKind kind, ItemRef item, int number);
void page_entry_end(Page *page);

/* Pulls cursor and scroll into the content. */
void page_fit(Page *page, int height);

/* Moves: from entry to entry where one is in reach, else by lines. */
void page_move(Page *page, Move move, int height);
void page_scroll(Page *page, int lines, int height);

/* Selects an entry and shows it. */
void page_select(Page *page, int entry, int height);

/* The selected entry, or NULL; the entry on a line, -1 for none. */
const PageEntry *page_selected(const Page *page);
int page_entry_at(const Page *page, int line);

#endif
