/* Roadmap: the tree to the left, the tabs of the selected item to the right. */
#include <stdio.h>

#include "base/utf8.h"
#include "ui/widgets.h"

#define PHASE_BAR 8

/* Progress of a phase at the right end of its row, with a bar where the title (which ends at column
 * `title_end`) leaves room for it. Returns the column where it begins. */
static int draw_progress(Canvas *canvas, Rect row, double progress, int title_end)
{
    char text[8];
    snprintf(text, sizeof text, "%3.0f%%", 100 * progress);
    int end = row.column + row.columns - 1;
    canvas_text_right(canvas, row, row.row, end, text, ROLE_DIM, 0);
    end -= 5;
    if (title_end + 1 <= end - PHASE_BAR) {
        end -= PHASE_BAR;
        canvas_bar(canvas, row, row.row, end, PHASE_BAR, progress);
    }
    return end;
}

/* What waits at a topic or subtopic: fading, cards due. Returns the column where it begins. */
static int draw_waiting(Canvas *canvas, Rect row, const PartNumbers *numbers)
{
    char text[24];
    int end = row.column + row.columns - 1;
    if (numbers->cards.due > 0) {
        snprintf(text, sizeof text, "%d due", numbers->cards.due);
        canvas_text_right(canvas, row, row.row, end, text, ROLE_ACCENT, 0);
        end -= utf8_width(text) + 1;
    }
    if (numbers->rusty) {
        draw_glyph(canvas, row, row.row, end - 1, GLYPH_RUSTY, ROLE_RUSTY);
        end -= 2;
    }
    return end;
}

static void draw_phase(const Model *model, Canvas *canvas, Rect row, const TreeRow *item)
{
    char number[16];
    int column = row.column + 1;
    draw_glyph(canvas, row, row.row, column, item->open ? GLYPH_OPENED : GLYPH_FOLDED, ROLE_DIM);
    const char *title = model_title(model, item->item);
    snprintf(number, sizeof number, "%d ", item->item.index + 1);
    column = canvas_text(canvas, row, row.row, column + 2, number, ROLE_STRONG, 0);
    int end = draw_progress(canvas, row, model_numbers(model, item->item)->progress,
                            column + utf8_width(title));
    canvas_text_fit(canvas, row, row.row, column, end - 1 - column, title, ROLE_STRONG, 0);
}

static void draw_part(const Model *model, Canvas *canvas, Rect row, const TreeRow *item)
{
    const PartNumbers *numbers = model_numbers(model, item->item);
    int column = row.column + (item->depth == 1 ? 2 : 6);
    if (item->foldable) {
        draw_glyph(canvas, row, row.row, column, item->open ? GLYPH_OPENED : GLYPH_FOLDED,
                   ROLE_DIM);
    }
    column += item->depth == 1 ? 2 : 0;
    draw_glyph(canvas, row, row.row, column, glyph_of_mark(numbers->mark),
               glyph_role_of_mark(numbers->mark));
    int end = draw_waiting(canvas, row, numbers);
    StyleRole role = numbers->mark == MARK_SKIPPED ? ROLE_DIM : ROLE_TEXT;
    canvas_text_fit(canvas, row, row.row, column + 2, end - 1 - column - 2,
                    model_title(model, item->item), role, 0);
}

static void draw_tree(const Model *model, Canvas *canvas)
{
    const Tree *tree = &model->tree;
    Rect area = model->layout.list;
    for (int i = 0; i < area.rows; i++) {
        int at = tree->list.scroll + i;
        if (at >= (int)tree->row_count) {
            break;
        }
        Rect row = {area.row + i, area.column, 1, area.columns};
        const TreeRow *item = &tree->rows[at];
        if (item->depth == 0) {
            draw_phase(model, canvas, row, item);
        } else {
            draw_part(model, canvas, row, item);
        }
        if (at == tree->list.cursor) {
            canvas_restyle(canvas, row, model->in_detail ? ROLE_CURSOR_IDLE : ROLE_CURSOR);
        }
    }
    if (tree->row_count == 0) {
        bool filtered = line_edit_text(&tree->filter)[0] != '\0';
        draw_nothing(canvas, area, filtered ? "Nothing matches." : "The roadmap is empty.");
    }
    draw_position(canvas, area, area.column + area.columns - 1, tree->list.scroll,
                  (int)tree->row_count);
}

static void draw_filter(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.list_head;
    char text[32];
    snprintf(text, sizeof text, "%d found", model->tree.found);
    int column = canvas_text(canvas, area, area.row, area.column + 1, "Filter ", ROLE_ACCENT, 0);
    canvas_text_fit(canvas, area, area.row, column, area.columns - 20,
                    line_edit_text(&model->tree.filter), ROLE_TEXT, 0);
    canvas_text_right(canvas, area, area.row, area.column + area.columns - 1, text, ROLE_DIM, 0);
}

/* Title of the selected item, and to the right what it belongs to. */
static void draw_head(const Model *model, Canvas *canvas)
{
    const Catalog *catalog = model->state->catalog;
    Rect area = model->layout.head;
    ItemRef item = model->tree.selected;
    ItemRef parent = {ITEM_NONE, CATALOG_NONE};
    if (item.kind == ITEM_SUBTOPIC) {
        parent = (ItemRef){ITEM_TOPIC, catalog->subtopics[item.index].topic};
    } else if (item.kind == ITEM_TOPIC) {
        parent = (ItemRef){ITEM_PHASE, catalog->topics[item.index].phase};
    }
    const char *right = model_title(model, parent);
    int end = canvas_text_fit(canvas, area, area.row, area.column, area.columns,
                              model_title(model, item), ROLE_TITLE, 0);
    if (end + 2 + utf8_width(right) <= area.column + area.columns) {
        canvas_text_right(canvas, area, area.row, area.column + area.columns, right, ROLE_DIM, 0);
    }
}

static void draw_tabs(const Model *model, Canvas *canvas)
{
    Rect area = model->layout.tabs;
    for (int i = 0; i < TAB_COUNT; i++) {
        int from = 0;
        int to = 0;
        bool active = (int)model->tab == i;
        tab_span(model, (Tab)i, &from, &to);
        canvas_text(canvas, area, area.row, from, tab_label((Tab)i),
                    active ? ROLE_TAB_ACTIVE : ROLE_TAB, active ? EMPHASIS_UNDERLINE : 0);
    }
}

void draw_roadmap(const Model *model, Canvas *canvas)
{
    const Layout *layout = &model->layout;
    if (layout->list_head.rows > 0) {
        draw_filter(model, canvas);
    }
    if (layout->list.rows > 0) {
        draw_tree(model, canvas);
    }
    if (layout->divider >= 0) {
        canvas_rule_down(canvas, layout->body, layout->body.row, layout->divider,
                         layout->body.rows);
    }
    if (layout->page.rows > 0) {
        draw_head(model, canvas);
        draw_tabs(model, canvas);
        draw_page(canvas, layout->page, &model->pages[PLACE_ROADMAP], model->in_detail);
    }
}
