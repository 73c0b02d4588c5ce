#include "app/layout.h"

/* Rules cost two rows: below this height they are left out. */
#define RULES_ROWS 16
/* From this height on a blank row stands below the tabs. */
#define AIRY_ROWS 20
/* From this width on a sentence has room in one row. */
#define WIDE_COLUMNS 140

/* Text wider than this is hard to read; a card is narrower, and no higher than its grades are near. */
#define PAGE_COLUMNS 96
#define CARD_COLUMNS 76
#define CARD_ROWS    24

static int least(int left, int right)
{
    return left < right ? left : right;
}

static int most(int left, int right)
{
    return left > right ? left : right;
}

/* Takes the top `rows` rows off an area. */
static Rect cut_top(Rect *area, int rows)
{
    Rect cut = {area->row, area->column, least(rows, area->rows), area->columns};
    area->row += cut.rows;
    area->rows -= cut.rows;
    return cut;
}

static Rect cut_bottom(Rect *area, int rows)
{
    Rect cut = {area->row + area->rows - rows, area->column, rows, area->columns};
    area->rows -= rows;
    return cut;
}

/* Head, tabs and page of a detail area; a cell of margin at both sides. */
static void place_detail(Layout *layout, Rect area, bool tabbed, bool airy)
{
    area.column += 1;
    area.columns = least(most(area.columns - 2, 1), PAGE_COLUMNS);
    layout->head = cut_top(&area, 1);
    if (tabbed) {
        layout->tabs = cut_top(&area, 1);
    }
    if (airy) {
        cut_top(&area, 1);
    }
    layout->page = area;
}

static void place_parts(Layout *layout, LayoutShape shape, bool airy)
{
    Rect list = layout->body;
    Rect detail = layout->body;
    layout->split =
        layout->body.columns >= LAYOUT_SPLIT_COLUMNS && !(shape.whole && shape.in_detail);
    if (layout->split) {
        list.columns = least(layout->body.columns * 46 / 100, 64);
        layout->divider = list.column + list.columns;
        detail.column = layout->divider + 1;
        detail.columns = layout->body.columns - detail.column;
    }
    if (layout->split || !shape.in_detail) {
        if (shape.headed) {
            layout->list_head = cut_top(&list, 1);
        }
        layout->list = list;
    }
    if (layout->split || shape.in_detail) {
        place_detail(layout, detail, shape.tabbed, airy);
    }
}

static void place_card(Layout *layout, Rect area)
{
    int width = least(most(area.columns - 4, 1), CARD_COLUMNS);
    area.column += (area.columns - width) / 2;
    area.columns = width;
    if (area.rows > CARD_ROWS) {
        area.row += (area.rows - CARD_ROWS) / 3;
        area.rows = CARD_ROWS;
    }
    layout->head = cut_top(&area, 1);
    layout->tabs = cut_bottom(&area, 1);
    layout->page = area;
}

Layout layout_make(int rows, int columns, LayoutShape shape)
{
    Layout layout = {.divider = -1};
    Rect rest = {0, 0, rows, columns};
    if (rows < LAYOUT_ROWS_MIN || columns < LAYOUT_COLUMNS_MIN) {
        layout.too_small = true;
        layout.body = rest;
        return layout;
    }
    layout.title = cut_top(&rest, 1);
    layout.places = cut_top(&rest, 1);
    layout.footer = cut_bottom(&rest, 1);
    layout.practice = cut_bottom(&rest, 1);
    if (rows >= RULES_ROWS) {
        layout.rule_top = cut_top(&rest, 1);
        layout.rule_bottom = cut_bottom(&rest, 1);
    }
    layout.body = rest;
    if (shape.parted) {
        place_parts(&layout, shape, rows >= AIRY_ROWS);
    } else if (shape.paged) {
        rest.column += 2;
        rest.columns = most(rest.columns - 4, 1);
        layout.tabs = cut_top(&rest, 1);
        layout.head = cut_bottom(&rest, rows >= AIRY_ROWS && columns < WIDE_COLUMNS ? 2 : 1);
        layout.page = rest;
    } else if (shape.card) {
        place_card(&layout, rest);
    } else {
        layout.page = (Rect){rest.row, rest.column + 2, rest.rows,
                             least(most(rest.columns - 4, 1), PAGE_COLUMNS)};
    }
    return layout;
}

Rect layout_center(Rect outer, int rows, int columns)
{
    int height = least(rows, most(outer.rows - 2, 1));
    int width = least(columns, most(outer.columns - 2, 1));
    return (Rect){outer.row + (outer.rows - height) / 2, outer.column + (outer.columns - width) / 2,
                  height, width};
}
