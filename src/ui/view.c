#include "ui/view.h"

#include "ui/widgets.h"

static void draw_place(const Model *model, Canvas *canvas)
{
    switch (model->place) {
    case PLACE_TODAY:
        draw_today(model, canvas);
        break;
    case PLACE_ROADMAP:
        draw_roadmap(model, canvas);
        break;
    case PLACE_REVIEW:
        draw_review(model, canvas);
        break;
    case PLACE_PROJECTS:
        draw_projects(model, canvas);
        break;
    case PLACE_STATS:
        draw_stats(model, canvas);
        break;
    case PLACE_COUNT:
        break;
    }
}

void ui_view(const Model *model, Canvas *canvas)
{
    const Layout *layout = &model->layout;
    canvas->ascii = model->ascii;
    canvas_clear(canvas);
    if (!model->started) {
        return;
    }
    if (layout->too_small) {
        draw_too_small(model, canvas);
        return;
    }
    draw_title(model, canvas);
    draw_places(model, canvas);
    canvas_rule(canvas, layout->rule_top, layout->rule_top.row, 0, layout->rule_top.columns);
    canvas_rule(canvas, layout->rule_bottom, layout->rule_bottom.row, 0,
                layout->rule_bottom.columns);
    draw_place(model, canvas);
    draw_practice(model, canvas);
    if (model->overlay != OVERLAY_NONE) {
        draw_overlay(model, canvas);
    }
    draw_footer(model, canvas);
}
