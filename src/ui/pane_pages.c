/* Places that are one page: Today and Stats. */
#include "ui/widgets.h"

void draw_today(const Model *model, Canvas *canvas)
{
    draw_page(canvas, model->layout.page, &model->pages[PLACE_TODAY], true);
}

void draw_stats(const Model *model, Canvas *canvas)
{
    draw_page(canvas, model->layout.page, &model->pages[PLACE_STATS], false);
}
