/* Draws a model. */
#ifndef CAIRN_UI_VIEW_H
#define CAIRN_UI_VIEW_H

#include "app/app.h"
#include "ui/canvas.h"

/* Draws the whole frame on `canvas` (already of the model's size); changes nothing else. */
void ui_view(const Model *model, Canvas *canvas);

#endif
