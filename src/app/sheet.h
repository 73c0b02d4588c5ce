/* A page: lines of styled text, some of which belong to things that can be selected. Pages are laid
 * out when their content or width changes, so that drawing one costs nothing but copying cells. */
#ifndef CAIRN_APP_SHEET_H
#define CAIRN_APP_SHEET_H

#include "app/list.h"
#include "base/arena.h"
#include "study/catalog.h"
#include "text/markdown.h"
#include "text/spans.h"

typedef enum EntryKind { ENTRY_ITEM, ENTRY_PLAN, ENTRY_QUESTION, ENTRY_GRAPH } EntryKind;

typedef struct SheetEntry {
    EntryKind kind;
    ItemRef item; /* ENTRY_ITEM */
    int number; /* ENTRY_GRAPH: GraphId; ENTRY_PLAN, ENTRY_QUESTION: index into plan or questions; ENTRY_ITEM: the part of the
                     item that can be ticked, from 1; 0 for the item itself */
    int line, lines;
} SheetEntry;

/* How formulas and plots are drawn; zero-initialised: typeset, in Unicode. */
typedef struct SheetLook {
    bool ascii, raw_math, alphabets, one_row; /* as in MarkdownOptions */
    PlotCells plot_cells;
} SheetLook;

#define SHEET_PARTS_MAX 16

typedef struct Sheet {
    Arena *arena; /* lines live here; replaced with every rebuild */
    TextLines lines;
    SheetEntry *entries;
    size_t entry_count, entry_capacity;
    int cursor;   /* selected entry, -1 without entries */
    int scroll;   /* first line that shows */
    int height;   /* lines that show, as of the last fit or move */
    int width;    /* cells it is laid out for */
    int shift;    /* cells that what is wider than the page is scrolled sideways */
    int overhang; /* cells that the widest block goes beyond the page; -1: not worked out yet */
    int answer; /* line at which the answer of a card begins, or the problem of a run; 0 without one */
    int parts[SHEET_PARTS_MAX]; /* lines at which what can be picked begins, and */
    size_t part_count;          /* where the last part ends */
    SheetLook look;
    const char *macro_text; /* the definitions in force, as given; NULL for none */
    MathMacros *macros;     /* and as read */
    MarkdownLinks links;    /* where the links of what follows lead */
} Sheet;

bool sheet_look_equals(SheetLook left, SheetLook right);

void sheet_done(Sheet *page);

/* Empties a page for new content of this width; cursor and scroll stay for sheet_fit. */
void sheet_begin(Sheet *page, int width, SheetLook look);

/* The TeX definitions that hold for the Markdown that follows ("" for none). The text is borrowed while
 * the page is laid out; one that is in force already is not read again. */
void sheet_set_macros(Sheet *page, const char *definitions);

/* Appends content. */
void sheet_blank(Sheet *page);
void sheet_text(Sheet *page, StyleRole role, const char *text); /* one line, cut to the width */
void sheet_wrapped(Sheet *page, StyleRole role, int indent, const char *text);
void sheet_markdown(Sheet *page, StyleRole role, int indent, const char *source);
void sheet_item(Sheet *page, StyleRole role, int indent, const char *source); /* behind a bullet */
void sheet_heading(Sheet *page, const char *text); /* with a blank line before it */
/* A span on the last line, and one that ends at the right edge (left out when it does not fit). */
void sheet_line(Sheet *page);
void sheet_span(Sheet *page, StyleRole role, const char *text);
void sheet_span_fit(Sheet *page, StyleRole role, const char *text,
                    int keep);                         /* leaves `keep` cells */
void sheet_link_fit(Sheet *page, const char *address); /* an address, linked to itself */
void sheet_right(Sheet *page, StyleRole role, const char *text);
/* A bar of `cells` cells on the last line, filled to `share`. */
void sheet_bar(Sheet *page, int cells, double share);
void sheet_percent(Sheet *page, double share); /* " 74%" on the last line */
void sheet_rule(Sheet *page);                  /* a line across */

/* Puts a mark of one cell at column `indent` of line `line`, which was indented by two cells more:
 * a bullet before wrapped text. */
void sheet_mark_line(Sheet *page, size_t line, int indent, const char *mark);

/* Markdown behind a label of three cells or more, which stands at the text's own row: the baseline of a
 * formula that it begins with. */
void sheet_labelled(Sheet *page, StyleRole role, const char *source, StyleRole label_role,
                    const char *label);

/* Puts a label before the text of line `line`, which was indented by as many cells as it has. */
void sheet_label_line(Sheet *page, size_t line, StyleRole role, const char *label);

/* A plot as wide as the page and at most `height` lines high. */
void sheet_plot(Sheet *page, const Plot *plot, int height);

/* Lines from sheet_entry_begin to sheet_entry_end belong to one entry; the first one shows the cursor. */
void sheet_entry_begin(Sheet *page, EntryKind kind, ItemRef item, int number);
void sheet_entry_end(Sheet *page);

/* An entry of the lines from `line` on to the last one, also where others have those lines too. */
void sheet_entry_add(Sheet *page, EntryKind kind, int number, int line);

/* The next line begins a part of those that can be picked; after the last of them it ends it. */
void sheet_part(Sheet *page);
/* The part that a line belongs to, -1 for none. */
int sheet_part_at(const Sheet *page, int line);

/* Pulls cursor and scroll into the content. */
void sheet_fit(Sheet *page, int height);

/* Moves: from entry to entry where one is in reach, else by lines. */
void sheet_move(Sheet *page, Move move, int height);
void sheet_scroll(Sheet *page, int lines, int height);
/* To the next heading (direction 1) or the one before (-1) what is on top; without one, to the end. */
void sheet_leap(Sheet *page, int direction, int height);

/* Cells that the widest block of those that show goes beyond the page; 0 when none does. */
int sheet_overhang(const Sheet *page);

/* Scrolls what is wider than the page (TextLine.block) sideways, -1 to the left, 1 to the right, as far
 * as there is something to see of what shows; wrapped text stays. */
void sheet_shift(Sheet *page, int direction);

/* Cells that a line is scrolled sideways: all of a block by as many, until its end shows. */
int sheet_line_shift(const Sheet *page, const TextLine *line);

/* Selects an entry and shows it. */
void sheet_select(Sheet *page, int entry, int height);

/* The selected entry, or NULL when there is none or it does not show; the entry on a line, -1 for
 * none. */
const SheetEntry *sheet_selected(const Sheet *page);
int sheet_entry_at(const Sheet *page, int line);

#endif
