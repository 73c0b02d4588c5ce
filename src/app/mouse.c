/* The mouse: a click selects, picks and grades, two open, the wheel scrolls, places and tabs can be
 * clicked. */
#include "app/update.h"

#include <stdio.h>

#include "base/utf8.h"

#define WHEEL_LINES 3

bool place_numbered(int columns)
{
    int width = 1;
    for (int i = 0; i < PLACE_COUNT; i++) {
        width += utf8_width(place_label((Place)i)) + 4;
    }
    return width <= columns;
}

void place_span(const Model *model, Place place, int *from, int *to)
{
    bool numbered = place_numbered(model->columns);
    int column = 1;
    for (int i = 0; i <= (int)place; i++) {
        int width = utf8_width(place_label((Place)i)) + (numbered ? 2 : 0);
        *from = column;
        *to = column + width;
        column += width + (numbered ? 2 : 1);
    }
}

const char *place_label(Place place)
{
    return action_info(place_action(place))->label;
}

Action place_action(Place place)
{
    static const Action ACTIONS[PLACE_COUNT] = {ACTION_TODAY, ACTION_ROADMAP, ACTION_GO_REVIEW,
                                                ACTION_PROJECTS, ACTION_STATS};
    return ACTIONS[place];
}

const char *tab_label(Tab tab)
{
    static const char *const LABELS[TAB_COUNT] = {"Overview", "Resources", "Project", "Cards",
                                                  "Notes"};
    return LABELS[tab];
}

void tab_span(const Model *model, Tab tab, int *from, int *to)
{
    int column = model->layout.tabs.column;
    int gap = tab_gap(model->layout.tabs.columns);
    for (int i = 0; i <= (int)tab; i++) {
        *from = column;
        *to = column + utf8_width(tab_label((Tab)i));
        column = *to + gap;
    }
}

int tab_gap(int columns)
{
    int width = 0;
    for (int i = 0; i < TAB_COUNT; i++) {
        width += utf8_width(tab_label((Tab)i));
    }
    return columns >= width + 2 * (TAB_COUNT - 1) ? 2 : 1;
}

Rect review_area(const Model *model)
{
    Rect area = model->layout.page;
    int spare = area.rows - (int)model->pages[PLACE_REVIEW].lines.count;
    if (spare > 1) {
        area.row += spare / 3; /* a little above the middle, where the eye rests */
        area.rows -= spare / 3;
    }
    return area;
}

static Action grade_action(int index)
{
    static const Action ACTIONS[] = {ACTION_AGAIN, ACTION_HARD, ACTION_GOOD, ACTION_EASY};
    return ACTIONS[index];
}

/* Returns the width of all four. */
static int format_grades(const Model *model, GradeSpan spans[4], bool labelled)
{
    int width = 0;
    for (int i = 0; i < 4; i++) {
        char key[KEY_NAME_SIZE];
        const char *wait = model->review.waits[i];
        const char *label = labelled ? action_info(grade_action(i))->label : "";
        model_key_name(model, IN_ANSWER, grade_action(i), key);
        snprintf(spans[i].text, sizeof spans[i].text, "%s %s%s%s", key, label,
                 labelled && wait[0] != '\0' ? " " : "", wait);
        width += utf8_width(spans[i].text);
    }
    return width;
}

void grade_spans(const Model *model, GradeSpan spans[4])
{
    Rect area = model->layout.tabs;
    int width = format_grades(model, spans, true);
    if (width + 3 + 2 > area.columns) {
        width = format_grades(model, spans, false);
    }
    int gap = area.columns - width >= 9 + 3 ? 4 : 2;
    int column = area.column + (area.columns - width - 3 * gap) / 2;
    column = column > area.column ? column : area.column;
    for (int i = 0; i < 4; i++) {
        spans[i].column = column;
        column += utf8_width(spans[i].text) + gap;
    }
}

/* The row below the card: its grades, or what shows its answer. */
static void click_grades(Model *model, int column, Effects *effects)
{
    GradeSpan spans[4];
    if (!model->review.shown) {
        model_run(model, ACTION_SHOW, effects);
        return;
    }
    grade_spans(model, spans);
    for (int i = 0; i < 4; i++) {
        if (column >= spans[i].column && column < spans[i].column + utf8_width(spans[i].text)) {
            model_run(model, grade_action(i), effects);
            return;
        }
    }
}

static bool click_bars(Model *model, int row, int column, Effects *effects)
{
    const Layout *layout = &model->layout;
    int from = 0;
    int to = 0;
    if (rect_contains(layout->places, row, column)) {
        for (int i = 0; i < PLACE_COUNT; i++) {
            place_span(model, (Place)i, &from, &to);
            if (column >= from && column < to) {
                model_go(model, (Place)i);
            }
        }
        return true;
    }
    if (rect_contains(layout->tabs, row, column) && model->place == PLACE_REVIEW) {
        if (model->review.card != CATALOG_NONE && !model->review.pending) {
            click_grades(model, column, effects);
        }
        return true;
    }
    if (rect_contains(layout->tabs, row, column) && model->place == PLACE_STATS) {
        for (int i = 0; i < GRAPH_PAGE_COUNT; i++) {
            if (stats_tab_span(model, (GraphPage)i, &from, &to) && column >= from && column < to) {
                model->stats.page = (GraphPage)i;
            }
        }
        return true;
    }
    if (rect_contains(layout->tabs, row, column)) {
        for (int i = 0; i < TAB_COUNT; i++) {
            tab_span(model, (Tab)i, &from, &to);
            if (column >= from && column < to) {
                model->tab = (Tab)i;
            }
        }
        return true;
    }
    return false;
}

static void click_list(Model *model, int row, bool twice, Effects *effects)
{
    List *list = model->place == PLACE_ROADMAP ? &model->tree.list : &model->project_list;
    int at = list->scroll + row - model->layout.list.row;
    if (at >= list->count) {
        return;
    }
    model->in_detail = false;
    model->in_brief = false;
    if (model->place == PLACE_ROADMAP) {
        list->cursor = at;
        model->tree.selected = model->tree.rows[at].item;
    } else if (model->projects[at].project != CATALOG_NONE) {
        list->cursor = at;
    } else {
        return;
    }
    if (twice) {
        bool folds = model->place == PLACE_ROADMAP && model->tree.rows[at].foldable;
        bool open = folds && model->tree.rows[at].open;
        model_run(model, folds ? (open ? ACTION_LEFT : ACTION_RIGHT) : ACTION_OPEN, effects);
    }
}

/* Picks a choice, or shows the answer of a card that asks for nothing. */
static void click_card(Model *model, int row, Effects *effects)
{
    const Sheet *page = &model->pages[PLACE_REVIEW];
    unsigned context = model_context(model);
    int part = sheet_part_at(page, page->scroll + row - review_area(model).row);
    if (context == IN_QUESTION) {
        model_run(model, ACTION_SHOW, effects);
    } else if (context == IN_PICK && part >= 0) {
        model_run(model, (Action)((int)ACTION_PICK_1 + part), effects);
    }
}

static void click_page(Model *model, int row, int column, bool twice, Effects *effects)
{
    Sheet *page = model_sheet(model);
    int entry = sheet_entry_at(page, page->scroll + row - model->layout.page.row);
    if (model->place == PLACE_STATS) {
        page->cursor = entry < 0 ? page->cursor : stats_entry_beside(model, entry, column);
        return;
    }
    if (model->place == PLACE_ROADMAP) {
        model->in_detail = true;
    } else if (model->place == PLACE_PROJECTS) {
        model->in_brief = projects_selected(model) != CATALOG_NONE;
    } else if (model->place == PLACE_REVIEW) {
        click_card(model, row, effects);
        return;
    }
    if (entry >= 0) {
        page->cursor = entry;
        if (twice) {
            model_run(model, ACTION_OPEN, effects);
        }
    }
}

static void wheel(Model *model, const Message *message, int lines)
{
    const Layout *layout = &model->layout;
    if (model->overlay == OVERLAY_HISTORY) {
        sheet_scroll(&model->past.page, lines, model->choices.height);
    } else if (model->overlay == OVERLAY_TUNING) {
        sheet_scroll(&model->tuning.page, lines, model->choices.height);
    } else if (model->overlay == OVERLAY_CONSENT) {
        sheet_scroll(&model->checking.page, lines, model->choices.height);
    } else if (model->overlay == OVERLAY_TERMS && model->terms.reading) {
        sheet_scroll(&model->terms.page, lines, terms_foot_rows(model) - 1);
    } else if (model_context(model) == IN_VALUE) {
        return; /* the option stays the one whose value is typed */
    } else if (model->overlay != OVERLAY_NONE) {
        list_scroll(&model->choices.list, lines, model->choices.height);
    } else if (rect_contains(layout->list, message->row, message->column)) {
        bool tree = model->place == PLACE_ROADMAP;
        List *list = tree ? &model->tree.list : &model->project_list;
        list_scroll(list, lines, layout->list.rows);
        if (tree && list->cursor >= 0) {
            model->tree.selected = model->tree.rows[list->cursor].item;
        } else if (!tree) {
            projects_skip_heading(model, lines > 0 ? 1 : -1);
        }
    } else {
        sheet_scroll(model_sheet(model), lines, layout->page.rows);
    }
}

/* A row of an overlay's list, or a click beside its box, which closes it. */
static void click_overlay(Model *model, const Message *message, Effects *effects)
{
    Rect area = overlay_area(model);
    Choices *choices = &model->choices;
    if (!rect_contains(area, message->row, message->column)) {
        model_run(model, ACTION_CLOSE, effects);
        return;
    }
    int per = model->overlay == OVERLAY_SEARCH ? 2 : 1;
    int offset = message->row - area.row - (OVERLAY_CHROME_ROWS - 1);
    int at = choices->list.scroll + offset / per;
    bool listed =
        model_context(model) & (IN_HELP | IN_PALETTE | IN_SEARCH | IN_WELCOME | IN_SETTINGS |
                                IN_SESSION | IN_TERMS | IN_AWAY | IN_BLOCKS);
    if (!listed || offset < 0 || offset / per >= choices->height || at >= choices->list.count ||
        (model->overlay != OVERLAY_WELCOME && model->overlay != OVERLAY_AWAY &&
         choices->items[at].heading)) {
        return;
    }
    choices->list.cursor = at;
    if (message->mouse == MOUSE_DOUBLE) {
        model_run(model, ACTION_ACCEPT, effects);
    }
}

void mouse_run(Model *model, const Message *message, Effects *effects)
{
    bool twice = message->mouse == MOUSE_DOUBLE;
    int row = message->row;
    int column = message->column;
    model->dirty = true;
    if (model->layout.too_small) {
        return;
    }
    if (message->mouse == MOUSE_WHEEL_UP || message->mouse == MOUSE_WHEEL_DOWN) {
        wheel(model, message, message->mouse == MOUSE_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES);
        return;
    }
    notice_clear(model);
    if (model->overlay == OVERLAY_PROMPT) {
        return;
    }
    if (model->overlay != OVERLAY_NONE) {
        click_overlay(model, message, effects);
    } else if (click_bars(model, row, column, effects)) {
        return;
    } else if (rect_contains(model->layout.list, row, column)) {
        click_list(model, row, twice, effects);
    } else if (rect_contains(model->layout.page, row, column)) {
        click_page(model, row, column, twice, effects);
    }
}
