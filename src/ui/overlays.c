/* What lies on top: help, palette, search, the first questions, a card's history, big digits. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/widgets.h"

/* Below this width a row of the palette has its label alone. */
#define NARROW_COLUMNS 50

/* The row of a choice inside the box, under the typed line and its rule. */
Rect overlay_rows(Rect area)
{
    int height = area.rows - OVERLAY_CHROME_ROWS;
    return (Rect){area.row + OVERLAY_CHROME_ROWS - 1, area.column + 2, height > 0 ? height : 0,
                  area.columns - 4};
}

void draw_overlay_line(const Model *model, Canvas *canvas, Rect area, const char *lead)
{
    int column = canvas_text(canvas, area, area.row + 1, area.column + 2, lead, ROLE_ACCENT, 0);
    int end = area.column + area.columns - 2;
    draw_edit(canvas, (Rect){area.row + 1, column, 1, end - column}, &model->edit);
    canvas_rule(canvas, area, area.row + 2, area.column + 1, area.columns - 2);
}

static void draw_action(const Model *model, Canvas *canvas, Rect row, const Choice *choice)
{
    const ActionInfo *info = action_info(choice->action);
    unsigned context = model->choices.context;
    StyleRole role = choice->reason == NULL ? ROLE_TEXT : ROLE_DIM;
    char name[KEY_HINT_SIZE] = "";
    Key key;
    if (!keymap_key_of(&model->keymap, context, choice->action, &key)) {
        for (unsigned bit = 1; bit < 1U << CONTEXT_COUNT; bit <<= 1) {
            if (keymap_key_of(&model->keymap, bit, choice->action, &key)) {
                key_hint(canvas, key, name);
                break;
            }
        }
    } else {
        key_hint(canvas, key, name);
    }
    canvas_text_fit(canvas, row, row.row, row.column, 9, name,
                    choice->reason == NULL ? ROLE_KEY : ROLE_DIM, 0);
    if (model->overlay == OVERLAY_HELP) {
        canvas_text_fit(canvas, row, row.row, row.column + 10, row.columns - 10, info->help, role,
                        0);
        return;
    }
    int label = row.columns < NARROW_COLUMNS ? row.columns - 10 : 16;
    canvas_text_fit(canvas, row, row.row, row.column + 10, label, info->label, role, 0);
    if (row.columns < NARROW_COLUMNS) {
        return;
    }
    canvas_text_fit(canvas, row, row.row, row.column + 28, row.columns - 28,
                    choice->reason == NULL ? info->help : choice->reason, ROLE_DIM, 0);
}

static void draw_choice(const Model *model, Canvas *canvas, Rect row, const Choice *choice)
{
    if (choice->heading) {
        canvas_text(canvas, row, row.row, row.column, action_group_title(choice->group),
                    ROLE_HEADING, 0);
    } else if (choice->kind == CHOICE_SCOPE) {
        canvas_text(canvas, row, row.row, row.column, stats_scope_kind(model, choice->number),
                    ROLE_DIM, 0);
        canvas_text_fit(canvas, row, row.row, row.column + 6, row.columns - 6,
                        stats_scope_title(model, choice->number), ROLE_TEXT, 0);
    } else if (choice->kind == CHOICE_THEME) {
        canvas_text(canvas, row, row.row, row.column + 10, "theme", ROLE_TEXT, 0);
        canvas_text_fit(canvas, row, row.row, row.column + 16, row.columns - 16,
                        model->themes[choice->number], ROLE_TEXT, 0);
    } else {
        draw_action(model, canvas, row, choice);
    }
}

void draw_choices(const Model *model, Canvas *canvas, Rect area)
{
    const Choices *choices = &model->choices;
    Rect rows = overlay_rows(area);
    draw_overlay_line(model, canvas, area, model->overlay == OVERLAY_HELP ? "Filter: " : ": ");
    for (int i = 0; i < rows.rows; i++) {
        int at = choices->list.scroll + i;
        if (at >= (int)choices->count) {
            break;
        }
        Rect row = {rows.row + i, rows.column, 1, rows.columns};
        draw_choice(model, canvas, row, &choices->items[at]);
        if (at == choices->list.cursor) {
            canvas_restyle(canvas, row, ROLE_CURSOR);
        }
    }
    if (choices->count == 0) {
        canvas_text(canvas, rows, rows.row, rows.column, "Nothing matches.", ROLE_DIM, 0);
    }
    draw_position(canvas, rows, rows.column + rows.columns, choices->list.scroll,
                  (int)choices->count);
}

/* Text with matched words between \x02 and \x03. */
static void draw_marked(Canvas *canvas, Rect row, int line, int column, const char *text,
                        StyleRole role)
{
    StyleRole now = role;
    int end = row.column + row.columns;
    while (*text != '\0') {
        size_t length = strcspn(text, "\x02\x03");
        if (column + utf8_width_range(text, length) > end) {
            length = utf8_fit(text, length, end - column - 1, NULL);
            column = canvas_text_range(canvas, row, line, column, text, length, now, 0);
            draw_glyph(canvas, row, line, column, GLYPH_ELLIPSIS, now);
            return;
        }
        column = canvas_text_range(canvas, row, line, column, text, length, now, 0);
        text += length;
        if (*text != '\0') {
            now = *text == '\x02' ? ROLE_MATCH : role;
            text++;
        }
    }
}

static void draw_hit(const Model *model, Canvas *canvas, Rect row, const Hit *hit)
{
    (void)model;
    int end = row.column + row.columns;
    canvas_text_right(canvas, row, row.row, end, hit->kind, ROLE_DIM, 0);
    Rect title = {row.row, row.column, 1, row.columns - utf8_width(hit->kind) - 2};
    draw_marked(canvas, title, row.row, row.column, hit->title, ROLE_STRONG);
    draw_marked(canvas, row, row.row + 1, row.column + 2, hit->snippet, ROLE_DIM);
}

void draw_hits(const Model *model, Canvas *canvas, Rect area)
{
    const Choices *choices = &model->choices;
    Rect rows = overlay_rows(area);
    draw_overlay_line(model, canvas, area, "Search: ");
    for (int i = 0; i < choices->height; i++) {
        int at = choices->list.scroll + i;
        Rect row = {rows.row + 2 * i, rows.column, 2, rows.columns};
        if (at >= (int)choices->count || row.row + 2 > rows.row + rows.rows) {
            break;
        }
        draw_hit(model, canvas, row, &model->hits[choices->items[at].number]);
        if (at == choices->list.cursor) {
            canvas_restyle(canvas, (Rect){row.row, row.column, 1, row.columns}, ROLE_CURSOR);
        }
    }
    const char *empty = line_edit_text(&model->edit)[0] == '\0'
                            ? "Type a word or two: titles, explanations, cards and your notes."
                            : "Nothing found.";
    if (choices->count == 0) {
        canvas_text_fit(canvas, rows, rows.row, rows.column, rows.columns, empty, ROLE_DIM, 0);
    }
    draw_position(canvas, rows, rows.column + rows.columns, 2 * choices->list.scroll,
                  2 * (int)choices->count);
}

void draw_welcome(const Model *model, Canvas *canvas, Rect area)
{
    int step = model->welcome.step;
    Rect rows = overlay_rows(area);
    char text[160];
    snprintf(text, sizeof text, "%d of %d", step + 1, WELCOME_STEPS);
    canvas_text_right(canvas, area, area.row + 1, area.column + area.columns - 2, text, ROLE_DIM,
                      0);
    canvas_text_fit(canvas, area, area.row + 1, area.column + 2, area.columns - 12,
                    welcome_question(step), ROLE_TITLE, 0);
    for (int i = 0; i < welcome_option_count(step); i++) {
        Rect row = {rows.row + i, rows.column, 1, rows.columns};
        welcome_option(model, step, i, text, sizeof text);
        canvas_text_fit(canvas, row, row.row, row.column + 2, row.columns - 2, text, ROLE_TEXT, 0);
        if (i == model->choices.list.cursor) {
            draw_glyph(canvas, row, row.row, row.column, GLYPH_FOLDED, ROLE_ACCENT);
            canvas_restyle(canvas, row, ROLE_CURSOR);
        }
    }
    char key[KEY_NAME_SIZE];
    model_key_name(model, IN_WELCOME, ACTION_CLOSE, key);
    snprintf(text, sizeof text, "%s skips these questions; all of it can be changed later.", key);
    canvas_text_fit(canvas, area, area.row + area.rows - 2, area.column + 2, area.columns - 4, text,
                    ROLE_DIM, 0);
}

static void draw_away(const Model *model, Canvas *canvas, Rect area)
{
    Rect rows = overlay_rows(area);
    char text[160];
    away_question(model, text, sizeof text);
    canvas_text_fit(canvas, area, area.row + 1, area.column + 2, area.columns - 4, text, ROLE_TITLE,
                    0);
    for (int i = 0; i < AWAY_OPTIONS; i++) {
        Rect row = {rows.row + i, rows.column, 1, rows.columns};
        away_option(model, i, text, sizeof text);
        canvas_text_fit(canvas, row, row.row, row.column + 2, row.columns - 2, text, ROLE_TEXT, 0);
        if (i == model->choices.list.cursor) {
            draw_glyph(canvas, row, row.row, row.column, GLYPH_FOLDED, ROLE_ACCENT);
            canvas_restyle(canvas, row, ROLE_CURSOR);
        }
    }
    char key[KEY_NAME_SIZE];
    model_key_name(model, IN_AWAY, ACTION_CLOSE, key);
    snprintf(text, sizeof text, "%s keeps it too.", key);
    canvas_text_fit(canvas, area, area.row + area.rows - 2, area.column + 2, area.columns - 4, text,
                    ROLE_DIM, 0);
}

static void draw_boxed_page(Canvas *canvas, Rect area, const Sheet *page)
{
    Rect inner = {area.row + 1, area.column + 2, area.rows - 2, area.columns - 4};
    draw_page(canvas, inner, page, false);
}

static const char *const TITLES[] = {
    [OVERLAY_HELP] = "Keys",
    [OVERLAY_PALETTE] = "Commands",
    [OVERLAY_SEARCH] = "Search",
    [OVERLAY_WELCOME] = "Welcome to cairn",
    [OVERLAY_HISTORY] = "This card",
    [OVERLAY_TIMER] = "",
    [OVERLAY_PROMPT] = "",
    [OVERLAY_NONE] = "",
    [OVERLAY_SETTINGS] = "Settings",
    [OVERLAY_TUNING] = "Optimise the scheduler",
    [OVERLAY_SESSION] = "Session of your own choice",
    [OVERLAY_TERMS] = "Glossary",
    [OVERLAY_CONSENT] = "Run these?",
    [OVERLAY_AWAY] = "Practice ran on",
    [OVERLAY_SCOPE] = "Count what belongs to",
    [OVERLAY_BLOCKS] = "Practice",
};

void draw_overlay(const Model *model, Canvas *canvas)
{
    Rect area = overlay_area(model);
    if (model->overlay == OVERLAY_PROMPT) {
        return; /* it takes the footer */
    }
    if (model->overlay == OVERLAY_TIMER) {
        draw_big_timer(model, canvas);
        return;
    }
    if (area.columns + 4 >= canvas->columns) {
        /* What would show beside the box is too little to be read. */
        canvas_fill(canvas, (Rect){area.row, 0, area.rows, canvas->columns}, ROLE_TEXT);
    }
    canvas_fill(canvas, area, ROLE_OVERLAY);
    canvas_box(canvas, area, TITLES[model->overlay]);
    switch (model->overlay) {
    case OVERLAY_HELP:
    case OVERLAY_PALETTE:
    case OVERLAY_SCOPE:
        draw_choices(model, canvas, area);
        break;
    case OVERLAY_SEARCH:
        draw_hits(model, canvas, area);
        break;
    case OVERLAY_WELCOME:
        draw_welcome(model, canvas, area);
        break;
    case OVERLAY_AWAY:
        draw_away(model, canvas, area);
        break;
    case OVERLAY_HISTORY:
        draw_boxed_page(canvas, area, &model->past.page);
        break;
    case OVERLAY_TUNING:
        draw_boxed_page(canvas, area, &model->tuning.page);
        break;
    case OVERLAY_CONSENT:
        draw_boxed_page(canvas, area, &model->checking.page);
        break;
    case OVERLAY_SETTINGS:
        draw_settings(model, canvas, area);
        break;
    case OVERLAY_SESSION:
        draw_custom(model, canvas, area);
        break;
    case OVERLAY_BLOCKS:
        draw_blocks(model, canvas, area);
        break;
    case OVERLAY_TERMS:
        draw_terms(model, canvas, area);
        break;
    default:
        break;
    }
}
