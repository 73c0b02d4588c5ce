/* What always holds of the interface, whatever was pressed; each fails the test where it does not. */
#ifndef CAIRN_TESTS_SUPPORT_SOUND_H
#define CAIRN_TESTS_SUPPORT_SOUND_H

#include "app/model.h"
#include "ui/canvas.h"

/* Cursors and scrolls are within their lists, what is typed is text, the next tick is to come. */
void sound_model(const Model *model);

/* Every row is as wide as the canvas, and holds nothing that is no text. */
void sound_canvas(const Canvas *canvas);

#endif
