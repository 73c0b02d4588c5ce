/* The settings, sessions of one's own choice and the glossary: a line to type, rows, and below a rule
 * what there is to say about the selected one. */
#include <stdio.h>

#include "app/setting.h"
#include "base/utf8.h"
#include "ui/widgets.h"

#define NAME_CELLS     20
#define VALUE_CELLS    18
#define NARROW_COLUMNS 60 /* below it a row has no room for a help sentence */

/* Takes the rows below the list off `rows` and rules them off. */
static Rect cut_foot(Canvas *canvas, Rect area, Rect *rows, int foot)
{
    rows->rows = rows->rows > foot ? rows->rows - foot : 0;
    int rule = rows->row + rows->rows;
    canvas_rule(canvas, area, rule, area.column + 1, area.columns - 2);
    return (Rect){rule + 1, rows->column, foot - 1, rows->columns};
}

typedef void DrawRow(const Model *model, Canvas *canvas, Rect row, const Choice *choice);

/* The choices that fit, the one under the cursor in the style `cursor`, and how far down they are. */
static void draw_rows(const Model *model, Canvas *canvas, Rect rows, StyleRole cursor,
                      DrawRow *draw)
{
    const Choices *choices = &model->choices;
    for (int i = 0; i < rows.rows; i++) {
        int at = choices->list.scroll + i;
        if (at >= (int)choices->count) {
            break;
        }
        Rect row = {rows.row + i, rows.column, 1, rows.columns};
        draw(model, canvas, row, &choices->items[at]);
        if (at == choices->list.cursor) {
            canvas_restyle(canvas, row, cursor);
        }
    }
    draw_position(canvas, rows, rows.column + rows.columns, choices->list.scroll,
                  (int)choices->count);
}

/* --- settings --- */

static void draw_option(const Model *model, Canvas *canvas, Rect row, int number)
{
    SettingInfo info = setting_info(number);
    char value[CONFIG_TEXT_SIZE];
    bool narrow = row.columns < NARROW_COLUMNS;
    int room = narrow ? row.columns - NAME_CELLS - 1 : VALUE_CELLS;
    int column = row.column + NAME_CELLS + 1;
    setting_value(model, number, value);
    canvas_text_fit(canvas, row, row.row, row.column + 1, NAME_CELLS - 1, info.name, ROLE_TEXT, 0);
    canvas_text_fit(canvas, row, row.row, column, room, value, ROLE_STRONG, 0);
    if (!narrow) {
        column += room + 1;
        canvas_text_fit(canvas, row, row.row, column, row.column + row.columns - column, info.help,
                        ROLE_DIM, 0);
    }
}

static void draw_setting(const Model *model, Canvas *canvas, Rect row, const Choice *choice)
{
    if (choice->heading) {
        canvas_text(canvas, row, row.row, row.column, choice->title, ROLE_HEADING, 0);
    } else if (choice->kind == CHOICE_OPTION) {
        draw_option(model, canvas, row, choice->number);
    } else {
        const ActionInfo *info = action_info(choice->action);
        int end = canvas_text(canvas, row, row.row, row.column + 1, info->label, ROLE_ACCENT, 0);
        canvas_text(canvas, row, row.row, end, " ...", ROLE_ACCENT, 0);
    }
}

void draw_settings(const Model *model, Canvas *canvas, Rect area)
{
    const Settings *settings = &model->settings;
    char lead[NAME_CELLS + 16] = "Filter: ";
    Rect rows = overlay_rows(area);
    Rect foot = cut_foot(canvas, area, &rows, settings_foot_rows(model));
    if (settings->editing >= 0) {
        snprintf(lead, sizeof lead, "%s = ", setting_info(settings->editing).name);
    }
    draw_overlay_line(model, canvas, area, lead);
    if (model->choices.count == 0) {
        canvas_text(canvas, rows, rows.row, rows.column, "Nothing matches.", ROLE_DIM, 0);
    }
    draw_rows(model, canvas, rows, settings->editing >= 0 ? ROLE_CURSOR_IDLE : ROLE_CURSOR,
              draw_setting);
    draw_page(canvas, foot, &settings->page, false);
}

/* --- a session of one's own choice --- */

static void draw_session(const Model *model, Canvas *canvas, Rect row, const Choice *choice)
{
    const CustomSession *custom = &model->custom;
    char text[16] = "";
    if (custom->chosen != NULL) {
        snprintf(text, sizeof text, "%d", custom->counts[choice->number]);
    }
    canvas_text_right(canvas, row, row.row, row.column + row.columns, text, ROLE_STRONG, 0);
    canvas_text_fit(canvas, row, row.row, row.column + 1, row.columns - 8,
                    custom_label(choice->number), ROLE_TEXT, 0);
}

void draw_custom(const Model *model, Canvas *canvas, Rect area)
{
    Rect rows = overlay_rows(area);
    Rect foot = cut_foot(canvas, area, &rows, custom_foot_rows(model));
    draw_overlay_line(model, canvas, area, "Cards: ");
    draw_rows(model, canvas, rows, ROLE_CURSOR, draw_session);
    draw_page(canvas, foot, &model->custom.page, false);
}

/* --- the glossary --- */

static void draw_term(const Model *model, Canvas *canvas, Rect row, const Choice *choice)
{
    canvas_text_fit(canvas, row, row.row, row.column + 1, row.columns - 1,
                    model->terms.names[choice->number], ROLE_TEXT, 0);
}

/* Why there are no terms to choose from. */
static const char *no_terms(const Model *model)
{
    if (line_edit_text(&model->edit)[0] != '\0') {
        return "Nothing matches.";
    }
    return model->terms.glossary == NULL ? "" : "No term of the glossary is on this page.";
}

void draw_terms(const Model *model, Canvas *canvas, Rect area)
{
    Rect rows = overlay_rows(area);
    Rect foot = cut_foot(canvas, area, &rows, terms_foot_rows(model));
    draw_overlay_line(model, canvas, area, "Term: ");
    if (model->choices.count == 0) {
        canvas_text_fit(canvas, rows, rows.row, rows.column, rows.columns, no_terms(model),
                        ROLE_DIM, 0);
    }
    draw_rows(model, canvas, rows, model->terms.reading ? ROLE_CURSOR_IDLE : ROLE_CURSOR,
              draw_term);
    draw_page(canvas, foot, &model->terms.page, model->terms.reading);
}
