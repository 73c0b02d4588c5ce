/* Today, which is one page. */
#include "ui/widgets.h"

void draw_today(const Model *model, Canvas *canvas)
{
    draw_page(canvas, model->layout.page, &model->pages[PLACE_TODAY], true);
}
