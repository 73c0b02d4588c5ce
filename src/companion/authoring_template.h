/* Within the companion only: what a card begins with in the editor. */
#ifndef CAIRN_COMPANION_AUTHORING_TEMPLATE_H
#define CAIRN_COMPANION_AUTHORING_TEMPLATE_H

#include "base/buffer.h"
#include "study/catalog.h"

/* Appends a card of this kind with its fields to fill in, explained in comments; `topic` may be "". */
void authoring_template(CardKind kind, const char *topic, Buffer *out);

#endif
