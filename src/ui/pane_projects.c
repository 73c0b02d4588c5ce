/* Projects: the list by phase to the left, the brief to the right. */
#include "base/utf8.h"
#include "ui/widgets.h"

static void draw_row(const Model *model, Canvas *canvas, Rect row, const ProjectRow *item)
{
    int column = row.column + 1;
    if (item->project == CATALOG_NONE) {
        ItemRef phase = {ITEM_PHASE, item->phase};
        canvas_text_fit(canvas, row, row.row, column, row.columns - 2,
                        item->phase == CATALOG_NONE ? "Of your own" : model_title(model, phase),
                        ROLE_HEADING, 0);
        return;
    }
    ItemRef project = {ITEM_PROJECT, item->project};
    Mark mark = model_mark(model, project);
    const char *level = level_name(model->state->catalog->projects[item->project].level);
    int end = row.column + row.columns - 1;
    if (row.columns > 40) {
        canvas_text_right(canvas, row, row.row, end, level, ROLE_DIM, 0);
        end -= utf8_width(level) + 1;
    }
    draw_glyph(canvas, row, row.row, column + 1, glyph_of_mark(mark), glyph_role_of_mark(mark));
    canvas_text_fit(canvas, row, row.row, column + 3, end - column - 3, model_title(model, project),
                    ROLE_TEXT, 0);
}

static void draw_list(const Model *model, Canvas *canvas)
{
    const List *list = &model->project_list;
    Rect area = model->layout.list;
    for (int i = 0; i < area.rows; i++) {
        int at = list->scroll + i;
        if (at >= (int)model->project_count) {
            break;
        }
        Rect row = {area.row + i, area.column, 1, area.columns};
        draw_row(model, canvas, row, &model->projects[at]);
        if (at == list->cursor) {
            canvas_restyle(canvas, row, model->in_brief ? ROLE_CURSOR_IDLE : ROLE_CURSOR);
        }
    }
    if (model->project_count == 0) {
        draw_nothing(canvas, area, "There are no projects.");
    }
    draw_position(canvas, area, area.column + area.columns - 1, list->scroll,
                  (int)model->project_count);
}

void draw_projects(const Model *model, Canvas *canvas)
{
    const Layout *layout = &model->layout;
    if (layout->list.rows > 0) {
        draw_list(model, canvas);
    }
    if (layout->divider >= 0) {
        canvas_rule_down(canvas, layout->body, layout->body.row, layout->divider,
                         layout->body.rows);
    }
    if (layout->page.rows > 0) {
        ItemRef project = {ITEM_PROJECT, projects_selected(model)};
        canvas_text_fit(canvas, layout->head, layout->head.row, layout->head.column,
                        layout->head.columns, model_title(model, project), ROLE_TITLE, 0);
        draw_page(canvas, layout->page, &model->pages[PLACE_PROJECTS], model->in_brief);
    }
}
